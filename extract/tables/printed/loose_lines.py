"""What stands beside the tables: lines to paragraphs, each a loose strip where it stands."""

from __future__ import annotations

from collections.abc import Container, Sequence
from statistics import median

from extract.flow import is_open
from extract.geometry import hull, shared
from extract.tables.colours import plain_fills, swatch_beside
from extract.tables.printed.lines import USUAL_PITCH, PrintedLine, opens_paragraph, phrases, read_lines, read_paragraphs, usual_pitch
from model import Box, Cell, Meanings, Page, Strip, Word

APART = 2.5
"""Font sizes of white that part two texts of one line: a second column of text, or a number at the page's edge."""
SPACED = 1.5
"""Font sizes from line to line from which lines are set apart."""
SMALLER = 0.7
"""How much smaller words are than a name on their line that they explain."""
FEWEST_PAIRS, NEAR, SHORTER = 3, 2.0, 0.6
"""Lines of two texts each, the points within which these begin at two places, and how wide the left may be beside the right."""
FEWEST_CELLS, ROOM = 3, 12.0
"""Texts side by side from which they are a row's cells, and the points by which they may stand out of the table."""
SURE, LONGEST = 0.8, 120
"""Score, and characters, of a line that is a section's heading whatever it stands under."""


def loose_blocks(words: Sequence[Word], page: Page, meanings: Meanings) -> list[tuple[Box, list[Strip]]]:
    """Every paragraph with the box it takes and its strip."""
    return line_blocks(read_lines(words), page, meanings)


def line_blocks(printed: Sequence[PrintedLine], page: Page, meanings: Meanings) -> list[tuple[Box, list[Strip]]]:
    """The same of lines that are whole."""
    parted = [_by_size(phrases(line, APART)) for line in printed]
    lines = [piece for pieces in parted for piece in pieces]
    runs, keyed = _runs(lines), _keyed(parted)
    pitch = usual_pitch(runs)
    if pitch >= SPACED and not any(line.text[0].islower() for run in runs for line in run[1:]):
        pitch = USUAL_PITCH  # each line is a text of its own: no other goes on
    right = max((line.box[2] for line in lines), default=page.width)
    return [_block(own, page, right, pitch) for run in runs for own in _paragraphs(run, right, pitch, keyed, meanings)]


def _by_size(pieces: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The texts of one line, each parted where words of a much smaller size follow after white: a name and what explains it."""
    found: list[PrintedLine] = []
    for piece in pieces:
        words = piece.words
        cuts = [at for at in range(1, len(words)) if _explains(words[at - 1], words[at]) and any(map(_is_word, words[:at]))]
        found += [PrintedLine(words[: cuts[0]]), PrintedLine(words[cuts[0] :])] if cuts else [piece]
    return found


def _explains(before: Word, word: Word) -> bool:
    return word.size < SMALLER * before.size and before.bold > word.bold and word.box[0] - before.box[2] > word.size


def _is_word(word: Word) -> bool:
    return any(map(str.isalpha, word.text))


def _runs(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines that stand under one another, each run with its own left and right."""
    runs: list[list[PrintedLine]] = []
    for line in lines:
        for run in reversed(runs[-6:]):
            above = run[-1]
            under = shared((above.box[0], above.box[2]), (line.box[0], line.box[2])) > 0
            if under and 0 < line.base - above.base < 2.2 * max(line.size, above.size):
                run.append(line)
                break
        else:
            runs.append([line])
    return runs


def _keyed(parted: Sequence[Sequence[PrintedLine]]) -> frozenset[int]:
    """The words of a list and what each stands for: pieces, by identity, of lines whose short left and longer right begin at two places."""
    pairs = [(pieces[0], pieces[1]) for pieces in parted if len(pieces) == 2]
    if len(pairs) < FEWEST_PAIRS:
        return frozenset()
    edges = [median(piece.box[0] for piece in side) for side in zip(*pairs, strict=True)]
    kept = [pair for pair in pairs if all(abs(piece.box[0] - edge) <= NEAR for piece, edge in zip(pair, edges, strict=True))]
    if len(kept) < FEWEST_PAIRS:
        return frozenset()
    left, right = (max(piece.box[2] - piece.box[0] for piece in side) for side in zip(*kept, strict=True))
    return frozenset(id(piece) for pair in kept for piece in pair) if left < SHORTER * right else frozenset()


def _paragraphs(
    run: Sequence[PrintedLine], right: float, pitch: float, keyed: Container[int], meanings: Meanings
) -> list[list[PrintedLine]]:
    groups: list[list[PrintedLine]] = []
    for line in run:
        begins = id(line) in keyed or bool(groups) and opens_paragraph(groups[-1], line, right, pitch)
        if groups and not begins and not _is_heading(groups[-1], line, meanings):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_heading(above: Sequence[PrintedLine], line: PrintedLine, meanings: Meanings) -> bool:
    """Whether a line set like the title above it is the first section's heading: it names a level and its number."""
    if is_open(above[-1].text) or len(line.text) > LONGEST:
        return False
    reading = meanings.heading(line.text)
    return reading is not None and reading.kind == "level" and None not in (reading.ref, reading.word) and reading.score >= SURE


def _block(lines: Sequence[PrintedLine], page: Page, right: float, pitch: float) -> tuple[Box, list[Strip]]:
    paragraphs = read_paragraphs(lines, page.number, right, pitch)
    box = paragraphs[0].place.box or (0.0, 0.0, 0.0, 0.0)
    return box, [Strip((Cell(paragraphs, swatch_beside(box, plain_fills(page.fills))),), paragraphs[0].place, loose=True, gap=1)]


def rows_beside(strips: Sequence[Strip]) -> bool:
    """Whether loose texts stand side by side above or below the lines of a table, as the cells of one more row of it would."""
    pages: dict[int | None, tuple[list[Box], list[Box]]] = {}
    for strip in strips:
        if strip.place.box is not None and not strip.furniture:
            pages.setdefault(strip.place.page, ([], []))[strip.loose].append(strip.place.box)
    return any(_stands_in_rows(loose, hull(tabled)) for tabled, loose in pages.values() if tabled and len(loose) >= FEWEST_CELLS)


def _stands_in_rows(loose: Sequence[Box], table: Box) -> bool:
    within = [box for box in loose if table[0] - ROOM < box[0] and box[2] < table[2] + ROOM]
    rows = ([other for other in within if shared((box[1], box[3]), (other[1], other[3])) > 2.0] for box in within)
    return any(_across(row) >= FEWEST_CELLS for row in rows)


def _across(boxes: Sequence[Box]) -> int:
    """How many of the boxes stand beside one another."""
    count, end = 0, float("-inf")
    for box in sorted(boxes, key=lambda each: each[2]):
        if box[0] >= end:
            count, end = count + 1, box[2]
    return count
