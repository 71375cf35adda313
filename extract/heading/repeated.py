"""One heading above each of a paper's tables ("Actions for the year"): what names a section is the heading above that one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.heading.banners import may_head, may_name
from model import Meanings, Strip

FRONT, LEVEL = "front", "level"
FEWEST = 2
"""Tables below one and the same heading."""


def name_sections(strips: Sequence[Strip], labels: Sequence[int], meanings: Meanings) -> tuple[list[Strip], frozenset[int]]:
    """The strips with each section's name in the place of the heading that comes again, and the ids of the names, where all have one.

    `labels` are the positions of what stands right above the plan's tables. A heading that opens a level stays where it is.
    """
    told = list(strips)
    if len(labels) < FEWEST or len({strips[at].text.casefold() for at in labels}) > 1 or not all(_is_set(strips[at]) for at in labels):
        return told, frozenset()
    printed = Counter(strip.text.casefold() for strip in strips if strip.loose)
    above = [_name_above(strips, at, lowest, printed) for lowest, at in zip((-1, *labels), labels, strict=False)]
    names = [at for at in above if at is not None]
    kinds = {_kind(strips[at].text, meanings) for at in names}
    if len(names) < len(labels) or len(kinds) > 1 or FRONT in kinds:
        return told, frozenset()
    for name, label in zip(names, labels, strict=True):
        told[label] = replace(strips[label], furniture=True)
        if LEVEL not in kinds:
            told[name], told[label] = told[label], strips[name]
    return told, frozenset(id(strips[at]) for at in names)


def _kind(text: str, meanings: Meanings) -> str:
    """What the name of a section reads as: a level, a title, or neither; what is a line of the paper's cover, or a value, names none."""
    reading = meanings.heading(text)
    return reading.kind if reading is not None else "" if may_name(text, meanings) else FRONT


def _name_above(strips: Sequence[Strip], label: int, lowest: int, printed: Counter[str]) -> int | None:
    """The position of the nearest heading above a label that no other line of the paper repeats, down to the label before."""
    own = [at for at in range(lowest + 1, label) if strips[at].loose and _is_set(strips[at]) and printed[strips[at].text.casefold()] == 1]
    if not own or lowest >= 0 and len(own) > 1:
        return None
    return own[-1] if may_head(strips[own[-1]].text) else None


def _is_set(strip: Strip) -> bool:
    """Whether the paper itself says that a line is a heading, or prints it bold."""
    return strip.loose and any(paragraph.heading or paragraph.bold for cell in strip.cells for paragraph in cell.paragraphs)
