"""Colour as status: what a shaded cell without words says in a column of ratings."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.headers import Frame, read_header
from extract.once import once
from model import Box, Cell, Fill, Meanings, Paragraph, Place, Strip

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

HUES = ((14, "Red"), (50, "Amber"), (68, "Yellow"), (170, "Green"), (262, "Blue"), (325, "Purple"), (361, "Red"))
"""Degrees round the colour wheel below which a hue goes by a name."""
PLAIN = 0.12
"""How far apart a colour's strongest and weakest light must be (0 to 1) for its hue to be seen."""
DARKEST = 0.2
GREYS = (0.42, 0.8)
"""How light a grey may be; paler ones are merely the shade of a blank cell."""
SIGNALS = frozenset({"Red", "Amber", "Yellow", "Green"})
"""Colours that rate by themselves; the others may be mere design where none of these stands in the same column."""
NAMED: Mapping[str, Colour] = {
    **dict.fromkeys(("red", "crimson", "darkred", "firebrick", "tomato"), (255, 0, 0)),
    **dict.fromkeys(("orange", "darkorange", "amber"), (255, 165, 0)),
    **dict.fromkeys(("yellow", "gold"), (255, 255, 0)),
    **dict.fromkeys(("green", "lime", "limegreen", "lightgreen", "darkgreen", "seagreen"), (0, 176, 80)),
    **dict.fromkeys(("blue", "lightblue", "skyblue", "royalblue", "darkblue"), (0, 112, 192)),
    **dict.fromkeys(("grey", "gray", "silver", "darkgray", "darkgrey"), (166, 166, 166)),
}
"""Names that pages give their colours."""
RATED = frozenset({"rag", "status"})
LEAST = 5.0
"""Points that a shaded area must be wide and high."""
FEW_CELLS = 2
"""Cells of a line of a printed key."""

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])", re.IGNORECASE)
_LIGHTS = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)", re.IGNORECASE)
_OPENING = re.compile(r"[A-Za-z]+")


def colour_word(colour: Colour) -> str | None:
    """What people call a colour; None for white, black, pale grey and tints too faint to tell."""
    red, green, blue = (part / 255 for part in colour)
    strong, weak = max(red, green, blue), min(red, green, blue)
    if strong - weak < PLAIN:
        return "Grey" if strong - weak < 0.04 and GREYS[0] <= strong <= GREYS[1] else None
    if strong < DARKEST:
        return None
    degrees = colorsys.rgb_to_hsv(red, green, blue)[0] * 360
    return next(name for limit, name in HUES if degrees < limit)


def written_colour(text: str) -> Colour | None:
    """The colour that a page or a Word file writes as #f00, FF0000, rgb(255, 0, 0) or a plain name; None where it writes none."""
    if (name := text.strip().casefold()) in NAMED:
        return NAMED[name]
    if lights := _LIGHTS.search(text):
        red, green, blue = (min(int(part), 255) for part in lights.groups())
        return red, green, blue
    if (found := _HEX.search(text)) is None:
        return None
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def named_fill(colour: Colour | None) -> Fill | None:
    """The shade of a cell in a file without places; None where its colour has no name."""
    return Fill((0.0, 0.0, 0.0, 0.0), colour) if colour is not None and colour_word(colour) is not None else None


# -- which fill lies behind what -----------------------------------------------------------------------------------------------


@once
def plain_fills(fills: Sequence[Fill]) -> tuple[Fill, ...]:
    """The shaded areas whose colour has a name."""
    return tuple(fill for fill in fills if min(_sides(fill.box)) >= LEAST and colour_word(fill.colour) is not None)


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def fill_behind(box: Box, fills: Sequence[Fill], slack: float) -> Fill | None:
    """The topmost area that belongs to this cell alone: no wider than it, and behind its middle or inside it."""
    x0, top, x1, bottom = box
    height = (top + bottom) / 2
    for fill in reversed(fills):
        left, upper, right, lower = fill.box
        inside = top - slack <= upper and lower <= bottom + slack
        if x0 - slack <= left and right <= x1 + slack and (inside or upper <= height <= lower):
            return fill
    return None


def swatch_beside(box: Box, fills: Sequence[Fill]) -> Fill | None:
    """The small area right before a paragraph or behind its first line, as a printed key has it."""
    x0, top, _, bottom = box
    line = min(top + 14.0, bottom)
    for fill in reversed(fills):
        left, upper, right, lower = fill.box
        level = upper <= (top + line) / 2 <= lower and lower - upper < 60.0
        if level and (x0 - 60.0 < right <= x0 + 4.0 or left <= x0 + 2.0 <= right):
            return fill
    return None


# -- what it says --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines below one header, wherever in the document it is printed again."""

    head: Strip
    frame: Frame
    lines: list[int]


def tell_colours(strips: Sequence[Strip], meanings: Meanings) -> list[Strip]:
    """The strips with `shades`: the colour words of cells that say nothing but by their fill, in columns of ratings.

    A header's own shade, bands of lines and other design say nothing.
    """
    told = list(strips)
    if not any(cell.fill for strip in strips for cell in strip.cells):
        return told
    names = _names(strips, meanings)
    for table in _tables(strips, meanings):
        lines = [strips[index] for index in table.lines]
        columns = [position for position in range(table.frame.width) if _is_rated(position, table.frame, lines, meanings)]
        shades = {index: tuple(_shades(strips[index], columns, table.head, names)) for index in table.lines}
        kept = {position for position in columns if _signals(position, lines, [each for own in shades.values() for each in own], names)}
        for index, own in shades.items():
            told[index] = replace(strips[index], shades=tuple(shade for shade in own if shade[0] in kept))
    return told


def _names(strips: Sequence[Strip], meanings: Meanings) -> dict[Colour, str]:
    """What the document itself calls its colours: by a printed key's samples, and by cells that print the word on the colour."""
    found: dict[Colour, set[str]] = {}
    for strip in strips:
        for cell in strip.cells:
            opening = _OPENING.match(cell.text)
            if cell.fill is None or opening is None or colour_word(cell.fill.colour) is None:
                continue
            alone = opening[0] == cell.text.strip()
            if (alone or len(strip.filled) <= FEW_CELLS) and meanings.content(opening[0]).get("rag", 0.0) >= 1.0:
                found.setdefault(cell.fill.colour, set()).add(opening[0].capitalize())
    return {colour: words.pop() for colour, words in found.items() if len(words) == 1}


def _tables(strips: Sequence[Strip], meanings: Meanings) -> list[_Table]:
    found: dict[tuple[str, ...], _Table] = {}
    now: _Table | None = None
    for index, strip in enumerate(strips):
        if strip.loose:
            continue
        frame = read_header(strip, meanings)
        if frame is not None:
            now = found.setdefault(tuple(cell.text.casefold() for cell in strip.cells), _Table(strip, frame, []))
        elif now is not None:
            now.lines.append(index)
    return list(found.values())


def _is_rated(position: int, frame: Frame, lines: Sequence[Strip], meanings: Meanings) -> bool:
    """Whether a column holds ratings: by its header, or because all that it says is colours."""
    if RATED & set(frame.columns[frame.at(position)].roles):
        return True
    texts = [strip.cells[position].text for strip in lines if position < len(strip.cells) and strip.cells[position]]
    return len(texts) > 1 and all(meanings.content(text).get("rag", 0.0) >= 1.0 for text in texts)


def _shades(strip: Strip, columns: Sequence[int], head: Strip, names: Mapping[Colour, str]) -> Iterator[tuple[int, Paragraph]]:
    design = {cell.fill.colour for position, cell in enumerate(strip.cells) if cell.fill and position not in columns}
    for position in columns:
        cell = strip.cells[position] if position < len(strip.cells) else Cell()
        if cell or cell.fill is None or cell.fill.colour in design:
            continue
        above = head.cells[position].fill if position < len(head.cells) else None
        word = names.get(cell.fill.colour) or colour_word(cell.fill.colour)
        if word is not None and (above is None or above.colour != cell.fill.colour):
            yield position, Paragraph(word, Place(page=strip.place.page, box=cell.fill.box) if strip.place.page else strip.place)


def _signals(position: int, lines: Sequence[Strip], shades: Sequence[tuple[int, Paragraph]], names: Mapping[Colour, str]) -> bool:
    """Whether a column shows a colour that rates by itself, or one that the document names."""
    shown = {paragraph.text for at, paragraph in shades if at == position}
    printed = {strip.cells[position].text for strip in lines if position < len(strip.cells)}
    return bool((shown | printed) & (SIGNALS | set(names.values())))
