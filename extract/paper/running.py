"""Lines at the head or foot of pages that an earlier page printed too, though on too few pages for the page reader to tell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile

from extract.tables.flat.paragraphs import MOST_PAGES, PAGE_NUMBER, RUNNING_NUMBER, running_lines
from model import Meanings, Sheet, Strip

LONGEST_NUMBER = 4
"""Figures of a page's number."""
DRIFT = 12.0
"""Points that such a line may stand higher or lower on another page."""
COVER = 3
"""Lines at the head of a paper that its pages may print again."""
NEXT = (-2, -1, 1, 2)
"""Lines from one to the next, a blank one between them or none."""
LONGEST = 120
"""Characters of such a line."""


def mark_running(sheet: Sheet, meanings: Meanings) -> Sheet:
    """The sheet with each line that comes again at the head or foot of a later page marked as furniture; at a head the first stays."""
    pages = [list(own) for _, own in groupby(sheet.strips, key=lambda strip: strip.place.page)]
    heading = {strip.text for strip in takewhile(lambda strip: strip.loose, pages[0])} if pages else set()
    known = {id(strip) for strip in (*_heads(pages, heading, meanings), *_feet(pages))}
    if not known:
        return sheet
    return replace(sheet, strips=tuple(replace(strip, furniture=True) if id(strip) in known else strip for strip in sheet.strips))


def part_running(strips: Sequence[Strip], meanings: Meanings) -> tuple[list[Strip], list[Strip]]:
    """The strips that say something, and those that only run along: furniture, page numbers, lines that head or foot page after page."""
    texts = [strip.text for strip in strips if strip.loose]
    running = running_lines(texts) | _titled(texts, {strip.text for strip in takewhile(lambda strip: strip.loose, strips)})
    running |= _beside_numbers(strips, running, meanings)
    own: list[Strip] = []
    aside: list[Strip] = []
    for strip in strips:
        (aside if strip.furniture or strip.loose and numbers_page(strip.text, running) else own).append(strip)
    return own, aside


def _beside_numbers(strips: Sequence[Strip], running: frozenset[str], meanings: Meanings) -> frozenset[str]:
    """The lines of a text next to a page's number that are a title in words of the paper's first lines, but for these themselves."""
    front = [strip.text for strip in takewhile(lambda strip: strip.loose, strips)][:COVER]
    numbers = {strip.place.line or 0 for strip in strips if strip.loose and PAGE_NUMBER.fullmatch(strip.text)} - {0}
    if not front or not numbers:
        return frozenset()
    near = {number + step for number in numbers for step in NEXT}
    beside = {strip.text for strip in strips if strip.loose and strip.place.line in near and len(strip.text) <= LONGEST}
    said = (text for text in beside - {*front} - running if _says(text, front))
    return frozenset(text for text in said if (reading := meanings.heading(text)) is not None and reading.kind == "title")


def numbered_lines(texts: Sequence[str]) -> frozenset[str]:
    """The lines that number pages: by their words, by counting on from page to page, or as bare numbers that do."""
    bare = [text for text in texts if text.isdecimal() and len(text) <= LONGEST_NUMBER]
    counts = len(bare) > 1 and all(int(left) < int(right) <= int(left) + MOST_PAGES for left, right in pairwise(bare))
    return running_lines(texts) | {text for text in texts if PAGE_NUMBER.fullmatch(text)} | frozenset(bare if counts else ())


def _titled(texts: Sequence[str], above: Collection[str]) -> frozenset[str]:
    """Two lines or more that are words of the paper's title with a number that counts up."""
    found = [(text, number) for text in texts if text not in above and (number := RUNNING_NUMBER.search(text)) is not None]
    named = [(text, int(number[0])) for text, number in found if _says(RUNNING_NUMBER.sub("", text), above)]
    counts = len(named) > 1 and all(left < right <= left + MOST_PAGES for (_, left), (_, right) in pairwise(named))
    return frozenset(text for text, _ in named if counts)


def _says(words: str, above: Collection[str]) -> bool:
    """Whether the lines above a plan say these words, two at least."""
    plain = words.strip(" |•·–—-").casefold()
    return len(plain.split()) > 1 and any(plain in line.casefold() for line in above)


def numbers_page(text: str, running: frozenset[str]) -> bool:
    """Whether a loose line is a page's number, or heads or foots page after page."""
    return PAGE_NUMBER.fullmatch(text) is not None or text in running or text.strip(" -–—").isdigit()


def _heads(pages: Sequence[Sequence[Strip]], heading: set[str], meanings: Meanings) -> Iterator[Strip]:
    """First lines of pages; where a title follows they stand over a plan of their own, and a level's heading opens the level again."""
    seen: dict[str, float] = {}
    for number, own in enumerate(pages):
        printed = [strip for strip in own if not strip.furniture]
        first = printed[0] if printed else None
        if first is None or not _may_run(first):
            continue
        above = list(takewhile(lambda strip: strip.loose, printed[1:]))
        readings = [meanings.heading(strip.text) for strip in (first, *above)]
        opens = readings[0] is not None and readings[0].kind in ("level", "label") and readings[0].score >= 0.5
        titled = any(reading is not None and reading.kind == "title" for reading in readings[1:])
        again = first.text in seen and abs(seen[first.text] - _top(first)) <= DRIFT or first.text in heading
        if number and again and not opens and not titled:
            yield first
        seen.setdefault(first.text, _top(first))


def _feet(pages: Sequence[Sequence[Strip]]) -> Iterator[Strip]:
    """Last lines of pages that stand at the foot of another page too."""
    lasts = [printed[-1] for own in pages if len(printed := [strip for strip in own if not strip.furniture]) > 1]
    alike: dict[str, list[Strip]] = {}
    for last in lasts:
        alike.setdefault(last.text, []).append(last)
    for same in alike.values():
        tops = sorted(map(_top, same))
        for last in filter(_may_run, same):
            at = bisect_left(tops, _top(last) - DRIFT)
            if tops[at + 1 : at + 2] and tops[at + 1] - _top(last) <= DRIFT:
                yield last


def _may_run(strip: Strip) -> bool:
    return strip.loose and strip.place.page is not None and strip.place.box is not None and len(strip.text) <= LONGEST


def _top(strip: Strip) -> float:
    return strip.place.box[1] if strip.place.box is not None else 0.0
