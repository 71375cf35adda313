"""An element of a page to its blocks in reading order: paragraphs as a reader sees them, and tables still to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from extract.strips import read_paragraphs
from extract.tables.web.buttons import names_section, turns_button
from extract.tables.web.nodes import Element
from model import Paragraph, Place

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr html legend li main menu ol optgroup p pre section summary table tbody td tfoot th thead tr ul".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
UNSEEN = frozenset(
    "applet aside audio button canvas datalist del embed head iframe map nav noembed noframes noscript object script style svg template "
    "title video".split()
)
BOLD = frozenset({"b", "strong", "th", *HEADINGS})
TAKEN = frozenset({"", "hr", "img", "input", "select"})
"""What is taken as it stands; the empty name is a comment's."""
LONGEST_LABEL = 60
"""Characters of a label in a card."""

_ROLES = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "heading": "h2",
}
_BOXES = frozenset({"div", "span", "section", "ul", "li", "p"})
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_WEIGHT = re.compile(r"(?:^|;)\s*font-weight\s*:\s*(?P<weight>bold(?:er)?|[1-9]00|normal|lighter)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*(?P<colour>[^;]+)", re.IGNORECASE)
_COLOUR_CLASS = re.compile(r"(?<![a-z])(?:red|amber|orange|yellow|green|blue|grey|gray)(?![a-z])", re.IGNORECASE)
_LABEL_CLASS = re.compile(r"(?:^|\s)(?:\S*[-_](?:label|term|key)|label)(?:\s|$)", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(r"(?:^|\s)(?:\S*-)?(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?)(?:\s|$)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"#(?:_?ftn|footnote|endnote|_?edn|fn)", re.IGNORECASE)
_POWER = re.compile(r"(?<![A-Za-z])(?:[kcm]?m|ft|yd)[23]$")
_OWN_TOP = re.compile(r"#(?:back-?to-?|page-?|skip-?to-?)?(?:top|header|content|main(?:-?content)?|wrapper)$", re.IGNORECASE)


def shade_of(element: Element) -> str:
    """What a cell's background is painted with, as the page writes it or as its class is called; empty where neither says."""
    style = _BACKGROUND.search(element.get("style") or "")
    if style is not None:
        return style["colour"]
    return element.get("bgcolor") or next(iter(_COLOUR_CLASS.findall(element.get("class") or "")), "")


def tag_of(element: Element) -> str:
    """What an element is for a reader: its name, or what its role says in a table of plain boxes; empty for a comment."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = tag.rpartition("}")[2].rpartition(":")[2].casefold()
    return _ROLES.get((element.get("role") or "").strip().casefold(), name) if name in _BOXES else name


def is_hidden(element: Element) -> bool:
    """Whether a reader of the page never sees it."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return (element.get("role") or "").casefold() in ("navigation", "search")


def walk(root: Element, whole: Callable[[Element], bool]) -> Iterator[tuple[str, Element]]:
    """("open", element) and ("close", element) in reading order below and with the root; ("whole", element) where it is not entered."""
    yield "open", root
    stack = [(root, iter(root))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "close", element
        elif whole(child):
            yield "whole", child
        else:
            yield "open", child
            stack.append((child, iter(child)))


def text_of(element: Element) -> str:
    """All the words that a reader sees in it, on one line."""
    blocks = read_blocks(element, enter_tables=True)
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def read_blocks(root: Element, part_bold: bool = False, enter_tables: bool = False) -> list[Paragraph | Element]:
    """What stands in an element: paragraphs, and tables as they are unless they are entered; and the lines drawn across the page.

    With `part_bold` a bold opening stands apart from the plain words after it, as in a cell that names a thing and explains it. A label
    of a card and its value are one paragraph, "Label: value"; what the value says besides are items of it. Pictures speak with their
    text where nothing else does.
    """
    gatherer = _Gatherer(part_bold)

    def whole(element: Element) -> bool:
        name = tag_of(element)
        unseen = name in UNSEEN and not (name == "button" and names_section(element))
        closed = name in TAKEN or unseen or name == "table" and not enter_tables
        return closed or name == "span" and turns_button(element) or is_hidden(element) or _is_note_mark(element, name, gatherer.runs)

    for step, element in walk(root, whole):
        if step == "open":
            gatherer.open(element, tag_of(element))
        elif step == "close":
            gatherer.close(element, tag_of(element))
        else:
            gatherer.take(element, tag_of(element))
        if step != "open" and element is not root:
            gatherer.add(element.tail)
    return gatherer.finish()


def _is_note_mark(element: Element, name: str, runs: list[tuple[str, bool]]) -> bool:
    """A footnote's number in the running text, no power of a unit ("20 m²"), or the arrow back to it; or a link to the page's top."""
    target = element.get("href") if name == "a" else None
    if target is None or not target.startswith("#"):
        return False
    raised = "sup" in map(tag_of, (*element, *islice(element.iterancestors(), 1)))
    if raised and _POWER.search("".join(text for text, _ in runs[-2:]) + text_of(element)):
        return False
    return raised or (_FOOTNOTE.match(target) or _OWN_TOP.match(target)) is not None


class _Gatherer:
    """Collects the runs of one block after the other."""

    def __init__(self, part_bold: bool) -> None:
        self.blocks: list[Paragraph | Element] = []
        self.part_bold = part_bold
        self.pictures: list[str] = []
        self.runs: list[tuple[str, bool]] = []
        self._bold = [False]
        self._heading = 0
        self._item = False
        self._label: str | None = None
        self._values = 0
        self._labels_from: list[int] = []

    def open(self, element: Element, name: str) -> None:
        """Enters an element."""
        if name in BLOCKS or _is_label(element, name):
            self._cut()
        if name == "br":
            self._break()
        self._item = True if name == "li" else self._item
        self._values += name == "dd"
        self._heading += name in HEADINGS
        self._bold.append(_boldness(element, name, self._bold[-1]))
        if _is_label(element, name):
            self._give_label()
            self._labels_from.append(len(self.blocks))
        self.add(element.text)

    def close(self, element: Element, name: str) -> None:
        """Leaves an element."""
        if name in BLOCKS or _is_label(element, name):
            self._cut()
        self._bold.pop()
        self._heading -= name in HEADINGS
        if _is_label(element, name) and self._labels_from:
            self._hold_label(self._labels_from.pop())
        elif name == "dl":
            self._give_label()
        if name == "li":
            self._item = False
        self._values -= name == "dd"
        if name in ("td", "th"):
            self.add(" ")

    def take(self, element: Element, name: str) -> None:
        """Passes an element without entering it: a table is kept, a field says what is filled in, the rest is unseen."""
        if is_hidden(element):
            return
        if name in ("table", "hr"):
            self._cut()
            self._give_label()
            self.blocks.append(element)
        elif name == "img":
            self.pictures.append(element.get("alt") or "")
        elif name in ("input", "select"):
            self.add(_filled_in(element, name))

    def add(self, text: str | None) -> None:
        """Takes a run of letters."""
        if text:
            self.runs.append((text, self._bold[-1]))

    def finish(self) -> list[Paragraph | Element]:
        """Everything gathered."""
        self._cut()
        self._give_label()
        if not self.blocks:
            said = " ".join(" ".join(self.pictures).split())
            return [Paragraph(said, Place())] if said else []
        return self.blocks

    def _break(self) -> None:
        if self._heading:
            self.add(" ")
        else:
            self._cut()

    def _cut(self) -> None:
        """Ends the block."""
        runs, self.runs = self.runs, []
        text = "".join(text for text, _ in runs)
        if not text.strip():
            return
        cut = next((index for index, (said, bold) in enumerate(runs) if said.strip() and not bold), len(runs))
        pieces = [(text, cut == len(runs))]
        if self.part_bold:
            pieces = _parted("".join(said for said, _ in runs[:cut]), "".join(said for said, _ in runs[cut:])) or pieces
        for text, bold in pieces:
            for paragraph in read_paragraphs(text):
                marked, item = self._heading > 0 and len(pieces) == 1, paragraph.bullet or self._item
                self._emit(replace(paragraph, bullet=item, bold=paragraph.bold or bold, heading=marked))
                self._item = False

    def _emit(self, paragraph: Paragraph) -> None:
        if self._label is not None and not self._labels_from:
            paragraph = replace(paragraph, text=f"{self._label}: {paragraph.text}", bullet=False, bold=False)
            self._label = None
        elif self._values:
            paragraph = replace(paragraph, bullet=True)
        self.blocks.append(paragraph)

    def _hold_label(self, start: int) -> None:
        """What was gathered since `start` is a label, and waits for its value."""
        held = [block.text for block in self.blocks[start:] if isinstance(block, Paragraph)]
        label = " ".join(held).rstrip(" :")
        if label and len(label) <= LONGEST_LABEL and len(held) == len(self.blocks) - start:
            del self.blocks[start:]
            self._label = label

    def _give_label(self) -> None:
        """A label whose value never came stands for itself."""
        if self._label is not None:
            self.blocks.append(Paragraph(f"{self._label}:", Place()))
            self._label = None


def _is_label(element: Element, name: str) -> bool:
    """Whether it prints the label of what follows: by its name, or by its class, where that is not the coloured badge of a status."""
    if name not in ("div", "span", "p"):
        return name == "dt"
    classes = element.get("class") or ""
    if name == "span" and _FOR_SCREEN_READERS.search(classes):
        return _opens_its_line(element)
    return _LABEL_CLASS.search(classes) is not None and (name == "div" or " label " not in f" {classes} ")


def _opens_its_line(element: Element) -> bool:
    """Whether words for screen readers alone are the first of a line that goes on behind them: they name what others see an icon for."""
    above = next(element.iterancestors(), None)
    if above is None or tag_of(above) not in ("li", "p", "div", "dd", "td"):
        return False
    beside = list(above)
    at = next(index for index, each in enumerate(beside) if each is element)
    before = (above.text, *(f"{text_of(each)}{each.tail or ''}" for each in beside[:at]))
    return not any((text or "").strip() for text in before) and bool((element.tail or "").strip() or beside[at + 1 :])


def _boldness(element: Element, name: str, above: bool) -> bool:
    style = _WEIGHT.search(element.get("style") or "")
    if style is not None:
        weight = style["weight"].casefold()
        return weight.startswith("bold") or weight[0] in "6789"
    return above or name in BOLD


def _filled_in(element: Element, name: str) -> str:
    """What a form's field shows."""
    if name == "select":
        return next((option.text or "" for option in element if option.get("selected") is not None), "")
    kind = (element.get("type") or "text").casefold()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "☐"
    return element.get("value") or "" if kind in ("text", "date", "number", "month") else ""


def _parted(head: str, rest: str) -> list[tuple[str, bool]] | None:
    """A bold opening and what follows it as two pieces; None where they are one sentence, or the opening is a mere number or label."""
    first, following = head.strip(), rest.strip()
    if len(first) <= 8 or not following or first.endswith(":") or following[:1].islower() or following[:1] in ":,;.)–-/&":
        return None
    return [(head, True), (rest, False)]
