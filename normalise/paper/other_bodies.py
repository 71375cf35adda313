"""Papers of bodies that are no council: what their rows say of councils is said of partners."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from normalise.paper.titles import names_a_body
from normalise.paper.words import PaperWords

THEME = re.compile(r"(?:\w+ing|in|our|every|all|the|an?) ", re.IGNORECASE)
"""How a line begins that names what is to be done: "Working in Partnership"."""
JOINED = re.compile(r"\b(?:and|&|to|for|a|of) \w+\Z", re.IGNORECASE)
"""How a line ends whose last word names no body: "Safe Routes to School", "Culture and Leisure"."""
Body = Literal["apart", "shared"]
"""One that no council is, or one that several may keep together, as a partnership does."""


def other_body(lines: Iterable[str], words: PaperWords) -> Body | None:
    """Whose paper it is where a line is the name of such a body, or a plan is of the people of a place; None where no line says so."""
    found: Body | None = None
    for line in (name for each in lines for name in (each, *each.split(": ")[:-1])):
        named = len(line.split()) > 1 and THEME.match(line) is None and JOINED.search(line) is None
        if named and (names_a_body(line, words, "outsiders.apart") or words["outsiders.opening"].match(line) and line[:1].isupper()):
            return "apart"
        if named and names_a_body(line, words, "outsiders.shared") or words["outsiders.local"].search(line):
            found = "shared"
    return found
