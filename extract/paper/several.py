"""Several papers in one file that says itself what a table is: where each begins, told by its title and by whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.paper.parting import FAIR, SURE, is_annexed, is_title
from extract.tables.flat.paragraphs import running_lines
from model import Line, Meanings, Sheet, Strip

FEWEST_STRIPS = 8
"""Strips of a paper; fewer are its cover, where they are no lines of a table."""
FEWEST_TABLED = 3
BESIDE = 2
"""Lines above or below a title among which the name of its council stands."""
MOST = 6
"""Papers of one file that are told apart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One paper of a file: its strips, its lines, and whether a council's name beside its title says that it begins there."""

    sheet: Sheet
    lines: tuple[Line, ...]
    named: bool


def cut_papers(sheet: Sheet, lines: Sequence[Line], meanings: Meanings) -> list[Stretch]:
    """The papers of a sheet in their order; none where it is of printed pages, or nothing tells that another begins."""
    if not sheet.strips or any(strip.place.line is None for strip in sheet.strips):
        return []
    starts = list(_starts(sheet.strips, meanings))
    if not 0 < len(starts) < MOST:
        return []
    positions = [0, *(position for position, _ in starts), len(sheet.strips)]
    named = [False, *(told for _, told in starts)]
    found = []
    for first, end, told in zip(positions, positions[1:], named, strict=False):
        lower = _line(sheet.strips[first]) if first else 0
        upper = _line(sheet.strips[end]) if end < len(sheet.strips) else None
        own = tuple(line for line in lines if lower <= line.number and (upper is None or line.number < upper))
        found.append(Stretch(replace(sheet, strips=sheet.strips[first:end]), own, told))
    return found


def _line(strip: Strip) -> int:
    return strip.place.line or 0


def _starts(strips: Sequence[Strip], meanings: Meanings) -> Iterator[tuple[int, bool]]:
    """Where a paper begins behind another, and whether the name of its council stands beside its title."""
    running = running_lines([strip.text for strip in strips if strip.loose])
    last, seen = 0, set[str]()
    for index, strip in enumerate(strips):
        if not strip.loose or strip.text in running or strip.text.casefold() in seen or not _is_title(strips, index, meanings):
            continue
        first, told = _first_line(strips, index, meanings)
        if _is_paper(strips[last:first]) and (told or strip.cells[0].paragraphs[0].heading):
            yield first, told
        last = index
        seen.add(strip.text.casefold())


def _is_paper(strips: Sequence[Strip]) -> bool:
    return len(strips) >= FEWEST_STRIPS or sum(not strip.loose for strip in strips) >= FEWEST_TABLED


def _is_title(strips: Sequence[Strip], index: int, meanings: Meanings) -> bool:
    reading = meanings.heading(strips[index].text)
    return is_title(reading, SURE) or is_title(reading, FAIR) and is_annexed(strips, index, meanings)


def _first_line(strips: Sequence[Strip], title: int, meanings: Meanings) -> tuple[int, bool]:
    """The position of the first line that goes with a title, the fronts above it, and whether one beside it names a council."""
    above = title
    while above and _front(strips[above - 1], meanings) is not None:
        above -= 1
    beside = (*strips[max(above, title - BESIDE) : title], *strips[title + 1 : title + 1 + BESIDE])
    return above, any(_front(strip, meanings) == "body" for strip in beside)


def _front(strip: Strip, meanings: Meanings) -> str | None:
    """What a loose line of a cover says: "body" where it names one; None for any other line."""
    reading = meanings.heading(strip.text) if strip.loose else None
    return (reading.word or "front") if reading is not None and reading.kind == "front" else None
