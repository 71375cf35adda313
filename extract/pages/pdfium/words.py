"""Pieces of print to words: joined where they touch, kept once where they are drawn twice, in reading order by line."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median
from sys import intern
from typing import Any, NamedTuple, TypeVar

from extract.geometry import holds, middle
from extract.pages.pdfium.letters import WIDEST_GAP, Piece
from extract.pages.pdfium.space import Rounded, SheetSpace, framed, word_shower
from model import Box, Word

T = TypeVar("T")

TOUCHING = 0.12
"""Two pieces of different runs no farther apart (in font sizes) are one word."""
OVERLAP = -0.25
"""They may run into each other so far."""
SAME_PLACE = 0.2
"""Drawn again within this distance is drawn twice."""
FEWEST_LETTERS, LETTER_GAP = 3, 0.24
"""Letters that stand apart, and font sizes of white between them, up to which they are one word set letter by letter."""
FEWEST_WIDE, WIDEST_SET = 5, 0.7
"""Letters of a line, one by one, from which it may be set so wide, and font sizes of white that may then stand between two."""
EVEN, EVENLY = 0.1, 0.6
"""Font sizes by which that white may differ, and the share of it that must be even: the rest parts words."""
UNSEEN = 0.6
"""The score of words that lie unseen over a picture: what an earlier OCR read."""
LARGE, TIMES_LARGER = 36.0, 4.0
"""Points, and times the size of a page's text, from which print is a mark behind it where it does not stand clear."""
FEWEST_OVER = 2
"""Pieces or words of the text that are printed over such a mark."""
ABOVE_INK, BELOW_INK = 0.25, 0.3
"""Shares of a word's box, at its top and at its foot, that need hold no ink."""
_SOFT_HYPHEN = "\u00ad"
_WALL = 3.0
"""Points that an upright line may be wide to part words."""
_BOX: Callable[[Any], Box] = attrgetter("box")


class _Run(NamedTuple):
    """Pieces joined so far."""

    text: str
    box: Box
    size: float
    last: Piece


def join_words(pieces: Sequence[Piece], space: SheetSpace, walls: Iterable[Box] = (), score: float = 1.0) -> tuple[Word, ...]:
    """The words of a page: level ones by line from the top left, after them those that are printed up, down or aslant.

    `walls` are lines drawn in the page's own space: pieces on two sides of one are never joined.
    """
    walls = list(walls)
    ways: dict[tuple[int, bool, bool], list[Piece]] = {}
    behind = printed_over([piece.box for piece in pieces], [piece.style.size for piece in pieces])
    for place, piece in enumerate(pieces):
        style = piece.style
        ways.setdefault((style.turn, style.slanted, place in behind), []).append(piece)
    found: list[tuple[bool, list[Word]]] = []
    sizes = Rounded()
    for (turn, slanted, _), group in sorted(ways.items(), key=lambda each: each[0]):
        level = space.upright(turn) and not slanted
        upright = [wall for wall in (framed(wall, turn) for wall in walls) if wall[2] - wall[0] < _WALL]
        shown = word_shower(space, turn)
        words = [Word(intern(text), shown(box), sizes[size], bold, level, score) for text, box, size, bold in _joined(group, upright)]
        found.append((level, by_line(words) if level else words))
    ordered = [word for _, words in sorted(found, key=lambda each: not each[0]) for word in words]
    lone = bytes([len(word.text) == 1 for word in ordered])
    return tuple(_mend_hyphens(_join_letters(ordered) if b"\1" * FEWEST_LETTERS in lone else ordered))


def printed_over(boxes: Sequence[Box], sizes: Sequence[float]) -> frozenset[int]:
    """The places of the boxes whose print is many times as large as the page's text, which is printed over it: "DRAFT" across a page."""
    if max(sizes, default=0.0) < LARGE:
        return frozenset()
    least = max(LARGE, TIMES_LARGER * median(sizes))
    texts = [middle(box) for box, size in zip(boxes, sizes, strict=True) if size < least]
    large = [place for place, size in enumerate(sizes) if size >= least]
    return frozenset(place for place in large if sum(holds(_ink(boxes[place]), point) for point in texts) >= FEWEST_OVER)


def _ink(box: Box) -> Box:
    """The part of a word's box that its letters surely fill: a box holds white above and below them."""
    left, top, right, bottom = box
    return left, top + ABOVE_INK * (bottom - top), right, bottom - BELOW_INK * (bottom - top)


def by_line(words: Sequence[Word]) -> list[Word]:
    """The words line by line from the top, each line from the left."""
    return list(words) if _are_by_line(words) else [word for line in in_lines(words, _BOX) for word in line]


def _are_by_line(words: Sequence[Word]) -> bool:
    """Whether words whose lines are all of one height each stand in that order already, as files mostly draw them."""
    left = top = bottom = -math.inf
    for word in words:
        start, upper, _, lower = word.box
        if upper == top and lower == bottom:
            if start < left:
                return False
        elif upper < bottom or lower <= upper:
            return False
        left, top, bottom = start, upper, lower
    return True


def in_lines(things: Iterable[T], box: Callable[[T], Box]) -> Iterator[list[T]]:
    """Things that stand beside each other, a line at a time from the top, each line from the left."""
    kept = list(things)
    boxes = [box(thing) for thing in kept]
    line: list[tuple[float, int]] = []
    top = bottom = 0.0
    for _, left, place in sorted([(own[1] + own[3], own[0], place) for place, own in enumerate(boxes)]):
        _, upper, _, lower = boxes[place]
        if line and (upper != top or lower != bottom):
            shared = (lower if lower < bottom else bottom) - (upper if upper > top else top)
            if shared < 0.5 * min(bottom - top, lower - upper):
                line.sort()
                yield [kept[each] for _, each in line]
                line = []
        if not line:
            top, bottom = upper, lower
        line.append((left, place))
    if line:
        line.sort()
        yield [kept[each] for _, each in line]


def _joined(pieces: Sequence[Piece], walls: Sequence[Box]) -> Iterator[tuple[str, Box, float, bool]]:
    """The words of pieces that read the same way: text, box in their frame, size, weight; `walls` are upright lines."""
    order = {id(piece): place for place, piece in enumerate(pieces)}
    for line in in_lines(pieces, _BOX):
        last = line[0]
        text, box, _, style, _, _ = last
        size, bold = style.size, style.bold
        for piece in line[1:]:
            before, own = last.style.size, piece.style
            gap = (piece.box[0] - box[2]) / (before if before < own.size else own.size)
            if gap <= TOUCHING or gap <= WIDEST_GAP and piece.glued:
                run = _Run(text, box, size, last)
                if piece.text == last.text and _at_same_place(run, piece):
                    bold = True
                    continue
                if _touches(run, piece, gap, order[id(piece)] == order[id(last)] + 1, walls):
                    text, box, size, bold = text + piece.text, _around(box, piece.box), max(size, own.size), bold and own.bold
                    last = piece
                    continue
            yield text, box, size, bold
            text, box, size, bold, last = piece.text, piece.box, own.size, own.bold, piece
        yield text, box, size, bold


def _at_same_place(run: _Run, piece: Piece) -> bool:
    last = run.last
    near = SAME_PLACE * last.style.size
    return (
        piece.run != last.run
        and abs(piece.box[0] - last.box[0]) < min(near, 0.6 * (last.box[2] - last.box[0]))
        and abs(piece.box[3] - last.box[3]) < near
    )


def _touches(run: _Run, piece: Piece, gap: float, follows: bool, walls: Sequence[Box]) -> bool:
    """Whether the piece, so many font sizes away, goes on with the word before it."""
    if gap > WIDEST_GAP or gap < OVERLAP or piece.spaced and follows or piece.style.slanted:
        return False
    if gap > TOUCHING and not (piece.glued and follows):
        return False
    return not _note_mark(run, piece) and not _parted(run.box, piece.box, walls)


def _note_mark(run: _Run, piece: Piece) -> bool:
    """A raised number after a word: it points to a note."""
    raised = piece.style.size < 0.8 * run.size and run.box[3] - piece.box[3] > 0.15 * run.size
    return raised and piece.text.isdigit() and len(run.text) > 2 and run.text[-1] not in "0123456789"


def _parted(left: Box, right: Box, walls: Sequence[Box]) -> bool:
    """Whether one of the upright lines stands between the two."""
    middle, starts, ends = (right[1] + right[3]) / 2, max(left[2] - 1, left[0]), right[0] + 1
    return any(top <= middle <= bottom and starts <= x1 and x0 <= ends for x0, top, x1, bottom in walls)


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _join_letters(words: Sequence[Word]) -> list[Word]:
    """The words with those that were set letter by letter, "A C T I O N", made whole: letters nearer to each other than a space is wide."""
    found: list[Word] = []
    letters = 0
    widest = _wide_set(words)
    for place, word in enumerate(words):
        if place in widest and place - 1 in widest and _follows_closely(found[-1], word, widest[place]):
            found[-1], letters = _with(found[-1], word), 0
            continue
        lone = len(word.text) == 1 and word.text.isalpha()
        near = lone and letters > 0 and _follows_closely(found[-1], word, LETTER_GAP)
        letters = letters + 1 if near else int(lone)
        if near and letters > 2:
            before = found.pop()
            if letters == FEWEST_LETTERS:
                before = _with(found.pop(), before)
            word = _with(before, word)
        found.append(word)
    return found


def _wide_set(words: Sequence[Word]) -> dict[int, float]:
    """For letters of a line that all stand about as far apart, but for the ends of words: the white up to which they are of one word."""
    found: dict[int, float] = {}
    for place, run in _lone_runs(words):
        gaps = [(word.box[0] - before.box[2]) / word.size for before, word in pairwise(run)]
        usual = sorted(gaps)[len(gaps) // 2]
        alike = sum(abs(gap - usual) <= EVEN for gap in gaps)
        if LETTER_GAP <= usual + EVEN and usual < WIDEST_SET and min(gaps) > usual - EVEN and alike >= EVENLY * len(gaps):
            found |= dict.fromkeys(range(place, place + len(run)), usual + EVEN)
    return found


def _lone_runs(words: Sequence[Word]) -> Iterator[tuple[int, Sequence[Word]]]:
    """Stretches of a line that are set in single letters, each with the position of its first."""
    first = 0
    for place in range(1, len(words) + 1):
        if place < len(words) and len(words[place].text) == 1 and _on_a_line(words[place - 1], words[place]):
            continue
        run = words[first:place]
        if place - first >= FEWEST_WIDE and sum(word.text.isalpha() for word in run) >= FEWEST_WIDE:
            yield first, run
        first = place


def _on_a_line(before: Word, word: Word) -> bool:
    level = before.upright and word.upright and abs(before.box[3] - word.box[3]) < SAME_PLACE * word.size
    return level and len(before.text) == 1 and before.size == word.size and 0.0 < word.box[0] - before.box[2]


def _follows_closely(before: Word, word: Word, widest: float) -> bool:
    gap = (word.box[0] - before.box[2]) / word.size
    return 0.0 < gap < widest and before.upright and word.upright and abs(before.box[3] - word.box[3]) < SAME_PLACE * word.size


def _with(before: Word, word: Word) -> Word:
    return before._replace(text=before.text + word.text, box=_around(before.box, word.box))


def _mend_hyphens(words: list[Word]) -> list[Word]:
    """Words whose soft hyphens are seen: within a line they are hyphens, and where a font has no other, at its end too."""
    if not any(_SOFT_HYPHEN in word.text for word in words):
        return words
    only_one = any(_SOFT_HYPHEN in word.text[:-1] for word in words)
    return [word._replace(text=word.text.replace(_SOFT_HYPHEN, "-")) for word in words] if only_one else words
