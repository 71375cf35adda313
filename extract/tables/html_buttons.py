"""Headings that are a button to press: those of the sections that a page unfolds."""

from __future__ import annotations

import re

from extract.tables.html_nodes import Element

PRESSED = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
"""What may hold a button that is the whole of its words."""
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
