"""What a reader presses: headings that unfold a section of the page, and links to more of what a heading names."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any

from extract.tables.web.nodes import Element

PRESSED = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
"""What may hold a button that is the whole of its words."""
SHORTEST = 8
"""Letters of a heading that a link may name."""
LONGEST = 40
"""Words for screen readers among which the name of a heading is looked for."""
MARKS = "()[]:;,.…–—-'\"‘’“”"
"""What may stand about it."""
_TURNS = re.compile(r"(?:^|\s)\S*(?:visually-?hidden|sr-only|screen-?reader|toggle|chevron|icon)\S*(?:\s|$)", re.IGNORECASE)


def names_section(button: Element) -> bool:
    """Whether a button is the whole of the heading that it stands in, and not a mark beside its words."""
    for above in button.iterancestors():
        if any((text or "").strip() for text in (above.text, *(child.tail for child in above))):
            return False
        if above.tag in PRESSED:
            return True
    return False


def turns_button(element: Element) -> bool:
    """Whether a piece of a button's words only says what pressing it does."""
    return _TURNS.search(element.get("class") or "") is not None and any(above.tag == "button" for above in element.iterancestors())


def drop_links_to_details(root: Any) -> None:
    """Empties the links of a page that name one of its own headings in words for screen readers alone: "View details (Paint the pier)"."""
    heads = {text for name in PRESSED[:6] for head in root.iter(name) if len(text := _words(head)) >= SHORTEST}
    for link in list(root.iter("a")) if heads else ():
        unseen = [_words(piece) for piece in link.iter() if _TURNS.search(piece.get("class") or "") is not None]
        if any(_names_one(said, heads) for said in unseen) and not any(each.tag in PRESSED for each in link.iterancestors()):
            link.clear(keep_tail=True)


def _names_one(said: str, heads: AbstractSet[str]) -> bool:
    """Whether a run of the first words is one of the headings, marks about it apart; each is looked up, however many headings there are."""
    words = said.split()[:LONGEST]
    runs = (" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))
    return any(run in heads or run.strip(MARKS) in heads for run in runs if len(run) >= SHORTEST)


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split()).casefold()
