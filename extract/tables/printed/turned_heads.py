"""Headers that are printed up or down the page over narrow columns, set level so that they read as the rest of their header does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.geometry import hull, shared
from model import Meanings, Page, Word

STRONG = 0.85
"""Score from which a text is a header."""
WHITE = 0.8
"""Font sizes of white between a turned header and a level one beside it that keep them two."""
BESIDE = 0.6
"""Font sizes between the turned lines of one header."""


def level_heads(page: Page, meanings: Meanings) -> Page:
    """The page with its turned headers as level words, each as wide as it stands, on the lowest line of the header beside them.

    Turned texts that are no headers stay as they are: names of sections beside rows, marks across the page.
    """
    turned = [word for word in page.words if not word.upright]
    if not turned:
        return page
    cells = [(own, text) for own in _cells(turned) if (text := _header(own, meanings))]
    if not cells:
        return page
    band = hull(word.box for own, _ in cells for word in own)
    if any(shared((band[1], band[3]), _height(own)) < 0.5 * (_height(own)[1] - _height(own)[0]) for own, _ in cells):
        return page
    level = [word for word in page.words if word.upright and band[1] - 2.0 <= (word.box[1] + word.box[3]) / 2 <= band[3] + 2.0]
    size = max(word.size for own, _ in cells for word in own)
    top = max((word.box[1] for word in level), default=band[3] - size)
    heads = [_apart(_level(own, text, top, max((word.size for word in level), default=size)), level) for own, text in cells]
    gone = {id(word) for own, _ in cells for word in own}
    return replace(page, words=(*(word for word in page.words if id(word) not in gone), *heads))


def _cells(turned: Sequence[Word]) -> list[list[Word]]:
    """The turned words of each header: those on one line up or down the page, and those on the next line of the same text."""
    found: list[list[Word]] = []
    for word in sorted(turned, key=lambda each: (each.box[0], each.box[1])):
        right = max((other.box[2] for other in found[-1]), default=0.0) if found else 0.0
        if found and word.box[0] - right < BESIDE * word.size and shared(_height(found[-1]), (word.box[1], word.box[3])) > -2 * word.size:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def _height(words: Sequence[Word]) -> tuple[float, float]:
    return min(word.box[1] for word in words), max(word.box[3] for word in words)


def _header(words: Sequence[Word], meanings: Meanings) -> str | None:
    """What the words say as a header, read up or down the page, their lines from the left or from the right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: each.box[0]):
        if lines and shared((lines[-1][0].box[0], lines[-1][0].box[2]), (word.box[0], word.box[2])) > 0:
            lines[-1].append(word)
        else:
            lines.append([word])
    up = [word.text for line in lines for word in sorted(line, key=lambda each: -each.box[3])]
    down = [word.text for line in reversed(lines) for word in sorted(line, key=lambda each: each.box[1])]
    readings = ((" ".join(texts), meanings.header(" ".join(texts))) for texts in (up, down))
    return next((text for text, reading in readings if reading is not None and reading.score >= STRONG), None)


def _apart(head: Word, level: Sequence[Word]) -> Word:
    """The header drawn in where level words stand so near at its sides that they would be read as one text with it."""
    left, top, right, bottom = head.box
    centre, white = (left + right) / 2, WHITE * head.size
    before = max((word.box[2] for word in level if word.box[2] <= centre), default=left - white)
    behind = min((word.box[0] for word in level if word.box[0] >= centre), default=right + white)
    inner = max(left, before + white), min(right, behind - white)
    if inner[0] >= inner[1]:
        inner = (inner[1] - 1.0, inner[1]) if before + white < inner[1] else ((before + behind) / 2 - 0.5, (before + behind) / 2 + 0.5)
    return head._replace(box=(inner[0], top, inner[1], bottom))


def _level(words: Sequence[Word], text: str, top: float, size: float) -> Word:
    box = hull(word.box for word in words)
    return Word(text, (box[0], top, box[2], top + size), size, all(word.bold for word in words))
