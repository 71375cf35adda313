"""Rows of tabbed text whose cells are marked up over several lines: a list an item a line, a paragraph a line. Each is one line again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from model import Line

MOST = 40
"""Lines that one row takes at most."""
LISTS = (("<ul", "</ul>"), ("<ol", "</ol>"))
IN_LIST = ("<li", "</li", "</ul", "</ol")
"""How a line begins that stands inside a list, or ends it."""


def knit_tags(lines: Sequence[Line], ends: Mapping[int, int]) -> tuple[list[Line], dict[int, int]]:
    """The lines, those on which a row goes on behind a tag as one with those above; `ends` tells where a line ends that was several.

    A line goes on where it ends on a tag, the next begins with one, and both have no more tabs than a row of this text; a whole row does so
    only while a list in its last cell is open, a line without tabs only below one that has some.
    """
    usual = _usual(lines)
    if not usual or not any(line.text.lstrip().startswith("<") for line in lines):
        return list(lines), dict(ends)
    found, last = [], dict(ends)
    index, begun = 0, False
    while index < len(lines):
        line, text = lines[index], lines[index].text
        until = index
        begun = begun or "\t" in text.strip()
        while begun and until + 1 < len(lines) and until - index < MOST and _goes_on(text, lines[until + 1].text, usual):
            until += 1
            text = f"{text} {lines[until].text.lstrip(' ')}"
        if until > index:
            last[line.number] = ends.get(lines[until].number, lines[until].number)
        found.append(Line(line.number, text, line.page))
        index = until + 1
    return found, last


def _usual(lines: Iterable[Line]) -> int:
    """The tabs of most lines that have some."""
    counts = Counter(line.text.count("\t") for line in lines if "\t" in line.text.strip())
    return max(counts, key=lambda count: (counts[count], count), default=0)


def _goes_on(text: str, below: str, usual: int) -> bool:
    if not text.rstrip(" ").endswith(">") or not below.lstrip(" ").startswith("<"):
        return False
    tabs = text.count("\t") + below.count("\t")
    if tabs > usual:
        return False
    cell = text[text.rfind("\t") + 1 :].lower()
    inside = any(cell.count(opens) > cell.count(closes) for opens, closes in LISTS)
    if text.count("\t") == usual:
        return inside
    return inside or not below.lower().lstrip(" ").startswith(IN_LIST)
