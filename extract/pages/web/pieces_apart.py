"""What a page sets apart by its look alone, parted as a reader sees it: badges of a state, labels inside a line or without a colon."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from extract.tables.web.buttons import turns_button

BADGE = re.compile(r"(?:^|[\s_-])(?:(?:badge|tag|pill|chip|lozenge|status)(?=$|[\s_-])|label-[a-z]+)", re.IGNORECASE)
"""How the class of a badge is called."""
MOST_WORDS = 4
"""Words of a badge, and of a bold label without a colon."""
LABELLED = re.compile(r"\s*[A-Z][^:.;|]{1,38}:\s+\S")
"""A label and its value."""
ENOUGH = 80
"""Characters among which a label and the beginning of its value stand."""
VALUE = re.compile(r"\s*[A-Z0-9£“‘\"]")
"""What a value begins with: a sentence goes on in small letters."""
SHARED = 2
"""Labels of a list, and lists that print the same ones, from which bold words without a colon are labels."""
INLINE = ("span", "em", "i", "small")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_LINES = ("li", "p", "div", *HEADINGS)


def set_apart(root: Any) -> None:
    """Parts what stands on one line of markup and is set apart by its look, outside the cells of tables.

    What a heading's button says besides the section's name stands below the heading; a badge stands on a line of its own behind the words
    that it opens or ends; a span with its own label opens a line; bold words that several lists share as labels gain their colon; a term
    whose values all have labels heads them.
    """
    for button in list(root.iter("button")):
        _part_button(button)
    for badge in [element for element in root.iter("span", "strong") if _is_badge(element)]:
        _part_badge(badge)
    for span in [element for element in root.iter(*INLINE) if LABELLED.match(_words(element)) and _in_line(element)]:
        _insert_break(span)
    _give_colons(root)
    for term in list(root.iter("dt")):
        if _heads_labels(term):
            term.tag = "h4"


def _words(element: Any) -> str:
    """The words that an element opens with, as far as a label and its value can be told from them."""
    said = ""
    for text in element.itertext():
        said = f"{said}{text[:1_000]}".lstrip()
        if len(said) > ENOUGH:
            break
    return said


def _in_line(element: Any) -> bool:
    """Whether an element stands in a line of text, not in the cell of a table."""
    above = element.getparent()
    return above is not None and above.tag in (*_LINES, "a", "strong", "b") and next(element.iterancestors("td", "th"), None) is None


# -- badges ------------------------------------------------------------------------------------------------------------------


def _is_badge(element: Any) -> bool:
    if BADGE.search(element.get("class") or "") is None or len(element):
        return False
    words, behind = (element.text or "").split(), element.tail or ""
    ends = not behind.strip() or VALUE.match(behind) is not None
    return ends and 0 < len(words) <= MOST_WORDS and ":" not in words[-1] and element.getparent().tag in _LINES and _in_line(element)


def _part_button(button: Any) -> None:
    """Sets what a heading's button says behind its name, such as a summary of its section, on a line below the heading."""
    heading = next(button.iterancestors(*HEADINGS), None)
    pieces = [piece for piece in button if piece.tag in ("span", "div") and not turns_button(piece) and _words(piece).strip(" ,;")]
    if heading is None or len(pieces) < 2 or (button.text or "").strip():
        return
    if _words(pieces[0]).rstrip(" .:)")[-1:].isdigit():  # it only counts what the next piece names
        pieces[0].tail = f" {pieces[0].tail or ''}"
        del pieces[0]
    for piece in reversed(pieces[1:]):
        _take_out(piece)
        piece.tag = "p"
        heading.addnext(piece)
        piece.tail, heading.tail = heading.tail, None


def _part_badge(badge: Any) -> None:
    """Sets a badge on a line of its own: behind the words that it stands before, or that stand before it; out of a heading, below it."""
    line = badge.getparent()
    opens = badge.getprevious() is None and not (line.text or "").strip()
    if line.tag in HEADINGS:
        _take_out(badge)
        badge.tag = "p"
        line.addnext(badge)
        badge.tail, line.tail = line.tail, None
    elif opens:
        _take_out(badge)
        line.insert(_end_of_words(line), badge)
        _on_own_line(badge)
    else:
        _on_own_line(badge)


def _end_of_words(line: Any) -> int:
    """The place in a line behind its first words, links and bold words among them: before the next line, or piece set apart."""
    first = 1 if len(line) and not (line.text or "").strip() and not (line[0].tail or "").strip() else 0
    return next((at for at, child in enumerate(line) if at >= first and child.tag in ("br", "span", *_LINES)), len(line))


def _take_out(element: Any) -> None:
    """Takes an element out of its line, but not the words behind it."""
    line, before, said = element.getparent(), element.getprevious(), element.tail or ""
    if before is None:
        line.text = (line.text or "") + said
    else:
        before.tail = (before.tail or "") + said
    element.tail = None
    line.remove(element)


def _on_own_line(element: Any) -> None:
    _insert_break(element)
    below = element.makeelement("br")
    below.tail, element.tail = element.tail, None
    element.addnext(below)


def _insert_break(element: Any) -> None:
    """A new line before an element that something stands before."""
    if element.getprevious() is not None or (element.getparent().text or "").strip():
        element.addprevious(element.makeelement("br"))


# -- labels ------------------------------------------------------------------------------------------------------------------


def _give_colons(root: Any) -> None:
    """Adds the colon to bold words at the head of each item, where several lists print the same ones, each once."""
    lists = []
    for each in root.iter("ul", "ol", "div", "dd", "section", "article"):
        items = [child for child in each if child.tag in ("li", "p", "div")]
        bold = [_bold_label(item) for item in items] if len(items) >= SHARED else []
        labels = [element for element in bold if element is not None]
        if len(labels) >= SHARED and len({_words(element) for element in labels}) == len(labels):
            lists.append(labels)
    shared = Counter(tuple(_words(element) for element in labels) for labels in lists)
    for labels in lists:
        if shared[tuple(_words(element) for element in labels)] >= SHARED:
            for element in labels:
                element.tail = f": {(element.tail or '').lstrip()}"


def _bold_label(item: Any) -> Any:
    """The bold words that an item begins with and its value goes on from in plain ones; None where it is another."""
    first = next(iter(item), None)
    if first is None or first.tag not in ("b", "strong") or (item.text or "").strip() or len(first):
        return None
    words = (first.text or "").split()
    named = 0 < len(words) <= MOST_WORDS and words[0][0].isupper() and words[-1][-1].isalpha()
    return first if named and VALUE.match(first.tail or "") else None


def _heads_labels(term: Any) -> bool:
    """Whether every value of a term has a label of its own, and there are several, on as many lines or below one another."""
    values = []
    below = term.getnext()
    while below is not None and below.tag == "dd":
        values.append(below)
        below = below.getnext()
    labelled = sum(LABELLED.match(_words(value)) is not None for value in values)
    several = len(values) >= SHARED or bool(values) and sum(1 for _ in values[0].iter("br", "p", "li")) > 0
    return several and labelled == len(values)
