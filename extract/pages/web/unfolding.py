"""What a page hides until a reader presses the button of its section, or chooses its tab, opened as if all had been pressed."""

from __future__ import annotations

import re
from typing import Any

PRESSED = ("button", "a", "summary", "h2", "h3", "h4", "li")
"""What a reader presses to see more."""
FOLDED = re.compile(r"accordion|collapse|panel|tab-|tabs|section|expand|toggle|reveal", re.IGNORECASE)
"""How the class or the id of such a section is called."""
HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:!\s*important\s*)?(?=;|$)", re.IGNORECASE)
"""The declarations of a style that hide what they are set on."""
_MENUS = ("nav", "header", "footer", "form")
_HEADED = ("h1", "h2", "h3", "h4", "h5", "h6", "dt")


def unfold(root: Any) -> None:
    """Takes the marks that hide them from the sections of a page that a button or a tab shows; menus and forms stay as they are."""
    hidden = [element for element in root.iter() if _is_folded(element)]
    if not hidden:
        return
    shown = {each: button for button in root.iter(*PRESSED) for each in (button.get("aria-controls") or "").split()}
    for element in hidden:
        button = shown.get(element.get("id"), _button_above(element))
        if _is_of_menu(element) or element.get("role") != "tabpanel" and (button is None or not _shows_section(button, element)):
            continue
        element.attrib.pop("hidden", None)
        element.set("style", HIDING.sub("", element.get("style") or ""))


def _is_folded(element: Any) -> bool:
    return element.get("hidden") is not None or HIDING.search(element.get("style") or "") is not None


def _button_above(section: Any) -> Any | None:
    """The button right above a section that says of itself whether what it opens is open."""
    above = section.getprevious()
    pressed = () if above is None else above.iter("button")
    return next((button for button in pressed if button.get("aria-expanded") is not None and not button.get("aria-controls")), None)


def _shows_section(button: Any, section: Any) -> bool:
    """Whether a button opens a section of the page's text: it stands in a heading, or the section is called one; none of a menu does."""
    if _is_of_menu(button):
        return False
    above = [each.tag for each in button.iterancestors()]
    named = f"{section.get('class') or ''} {section.get('id') or ''}"
    return button.tag in _HEADED or any(tag in _HEADED for tag in above) or FOLDED.search(named) is not None


def _is_of_menu(element: Any) -> bool:
    return any(each.tag in _MENUS for each in element.iterancestors())
