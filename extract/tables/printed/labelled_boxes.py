"""Drawn lines whose cells each open with a label of their own, its value below: a header's line and a row's, drawn as one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.headers import STRONG
from model import Box, Meanings, Strip

FEWEST = 2
"""Cells of a line that must open so, and lines with other values that must bear the same labels, for these to be labels."""
LONGEST = 45
"""Characters of a label."""


def part_labels(tables: Sequence[tuple[Box, list[Strip]]], meanings: Meanings) -> list[tuple[Box, list[Strip]]]:
    """A page's tables with those of their lines whose cells are a label over a value each as two: the labels, then the values."""
    opened = [(strip.text, own) for _, strips in tables for strip in strips if (own := _labels(strip))]
    again = {own for own in {own for _, own in opened} if len({text for text, other in opened if other == own}) >= FEWEST}
    known = {own for own in again if _are_headers(own, meanings)}
    if not known:
        return list(tables)
    parted = ([part for strip in strips for part in (_parts(strip) if _labels(strip) in known else (strip,))] for _, strips in tables)
    return [(box, own) for (box, _), own in zip(tables, parted, strict=True)]


def _labels(strip: Strip) -> tuple[str, ...]:
    """What each cell of a line opens with, where most of them hold more; nothing where a cell is blank or opens with a sentence."""
    if strip.loose or len(strip.cells) < FEWEST or not all(cell.paragraphs for cell in strip.cells):
        return ()
    opening = tuple(cell.paragraphs[0].text for cell in strip.cells)
    valued = sum(len(cell.paragraphs) > 1 for cell in strip.cells)
    return opening if valued >= FEWEST and max(map(len, opening)) <= LONGEST else ()


def _are_headers(texts: Sequence[str], meanings: Meanings) -> bool:
    read = [meanings.header(text.rstrip(" :")) for text in texts]
    return len(set(texts)) == len(texts) and all(each is not None and each.score >= STRONG for each in read)


def _parts(strip: Strip) -> Iterator[Strip]:
    yield replace(strip, cells=tuple(replace(cell, paragraphs=cell.paragraphs[:1]) for cell in strip.cells), open=False)
    yield replace(strip, cells=tuple(replace(cell, paragraphs=cell.paragraphs[1:]) for cell in strip.cells))
