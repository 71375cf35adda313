"""Pieces of print to words: joined where they touch, kept once where they are drawn twice, in reading order by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from extract.pages.pdf_letters import WIDEST_GAP, Piece
from extract.pages.pdf_space import SheetSpace, framed, unframed
from model import Box, Word

T = TypeVar("T")

TOUCHING = 0.12
"""Two pieces of different runs no farther apart (in font sizes) are one word."""
OVERLAP = -0.25
"""They may run into each other so far."""
SAME_PLACE = 0.2
"""Drawn again within this distance is drawn twice."""
UNSEEN = 0.6
"""The score of words that lie unseen over a picture: what an earlier OCR read."""
_SOFT_HYPHEN = "\u00ad"


class _Run(NamedTuple):
    """Pieces joined so far."""

    text: str
    box: Box
    size: float
    bold: bool
    last: Piece


def join_words(pieces: Sequence[Piece], space: SheetSpace, walls: Iterable[Box] = (), score: float = 1.0) -> tuple[Word, ...]:
    """The words of a page: level ones by line from the top left, after them those that are printed up, down or aslant.

    `walls` are lines drawn in the page's own space: pieces on two sides of one are never joined.
    """
    walls = list(walls)
    ways: dict[tuple[int, bool], list[Piece]] = {}
    for piece in pieces:
        ways.setdefault((piece.style.turn, piece.style.slanted), []).append(piece)
    found: list[tuple[bool, list[Word]]] = []
    for (turn, slanted), group in sorted(ways.items(), key=lambda each: each[0]):
        level = space.upright(turn) and not slanted
        runs = _joined(group, [framed(wall, turn) for wall in walls])
        found.append((level, [_word(run, turn, level, space, score) for run in runs]))
    words = [word for level, group in sorted(found, key=lambda each: not each[0]) for word in (by_line(group) if level else group)]
    return tuple(_mend_hyphens(words))


def _word(run: _Run, turn: int, level: bool, space: SheetSpace, score: float) -> Word:
    return Word(run.text, space.shown(unframed(run.box, turn)), round(run.size, 2), run.bold, level, score)


def by_line(words: Sequence[Word]) -> list[Word]:
    """The words line by line from the top, each line from the left."""
    return [word for line in in_lines(words, lambda word: word.box) for word in line]


def in_lines(things: Iterable[T], box: Callable[[T], Box]) -> Iterator[list[T]]:
    """Things that stand beside each other, a line at a time from the top, each line from the left."""
    line: list[tuple[float, int, T]] = []
    top = bottom = 0.0
    boxes = [(own[1] + own[3], own[0], place, own, thing) for place, thing in enumerate(things) for own in (box(thing),)]
    boxes.sort()
    for place, (_, left, _, (_, upper, _, lower), thing) in enumerate(boxes):
        if line and min(bottom, lower) - max(top, upper) < 0.5 * min(bottom - top, lower - upper):
            line.sort()
            yield [each for _, _, each in line]
            line = []
        if not line:
            top, bottom = upper, lower
        line.append((left, place, thing))
    if line:
        line.sort()
        yield [each for _, _, each in line]


def _joined(pieces: Sequence[Piece], walls: Sequence[Box]) -> Iterator[_Run]:
    """The words of pieces that read the same way, in their frame."""
    order = {id(piece): place for place, piece in enumerate(pieces)}
    for line in in_lines(pieces, lambda piece: piece.box):
        first = line[0]
        run = _Run(first.text, first.box, first.style.size, first.style.bold, first)
        for piece in line[1:]:
            style = piece.style
            if piece.text == run.last.text and _at_same_place(run, piece):
                run = run._replace(bold=True)
            elif _touches(run, piece, order[id(piece)] == order[id(run.last)] + 1, walls):
                run = _Run(run.text + piece.text, _around(run.box, piece.box), max(run.size, style.size), run.bold and style.bold, piece)
            else:
                yield run
                run = _Run(piece.text, piece.box, style.size, style.bold, piece)
        yield run


def _at_same_place(run: _Run, piece: Piece) -> bool:
    last = run.last
    near = SAME_PLACE * last.style.size
    return (
        piece.run != last.run
        and abs(piece.box[0] - last.box[0]) < min(near, 0.6 * (last.box[2] - last.box[0]))
        and abs(piece.box[3] - last.box[3]) < near
    )


def _touches(run: _Run, piece: Piece, follows: bool, walls: Sequence[Box]) -> bool:
    """Whether the piece goes on with the word before it."""
    one, other = run.last.style.size, piece.style.size
    gap = (piece.box[0] - run.box[2]) / (one if one < other else other)
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
    """Whether an upright line stands between the two."""
    middle, starts, ends = (right[1] + right[3]) / 2, max(left[2] - 1, left[0]), right[0] + 1
    return any(x1 - x0 < 3 and top <= middle <= bottom and starts <= x1 and x0 <= ends for x0, top, x1, bottom in walls)


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _mend_hyphens(words: list[Word]) -> list[Word]:
    """Words whose soft hyphens are seen: within a line they are hyphens, and where a font has no other, at its end too."""
    if not any(_SOFT_HYPHEN in word.text for word in words):
        return words
    only_one = any(_SOFT_HYPHEN in word.text[:-1] for word in words)
    return [word._replace(text=word.text.replace(_SOFT_HYPHEN, "-")) for word in words] if only_one else words
