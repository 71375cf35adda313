"""Words that a page or a Word file strikes out, marked as a text marks them: they stand on the paper, and hold no longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

MARK = "~~"
"""What a text prints on both sides of what was struck out."""
TAGS = ("s", "strike")
THROUGH = re.compile(r"(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)


def mark_struck(root: Any) -> None:
    """Sets the mark about each run of words that is struck out."""
    struck = list(root.iter(*TAGS))
    struck += [element for element in root.xpath(".//*[contains(@style, 'line-through')]") if THROUGH.search(element.get("style"))]
    seen: set[Any] = set()
    for element in struck:
        for each, part in _runs(element):
            said: str = getattr(each, part) or ""
            if any(map(str.isalnum, said)) and (each, part) not in seen:
                seen.add((each, part))
                words = said.strip().replace(MARK, "")
                before = said[: len(said) - len(said.lstrip())]
                setattr(each, part, f"{before}{MARK}{words}{MARK}{said[len(said.rstrip()) :]}")


def _runs(element: Any) -> Iterator[tuple[Any, str]]:
    """The runs of letters in an element: of what it holds, what stands in it and behind it."""
    for each in element.iter():
        if isinstance(each.tag, str):
            yield each, "text"
        if each is not element:
            yield each, "tail"
