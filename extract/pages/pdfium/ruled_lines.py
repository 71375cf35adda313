"""Lines as a reader sees them, from what is drawn: dashes joined, double lines made one, near ones put in step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.pages.struck import MARK
from model import Box, Rule, Word

NEAR, SPACE = 2.0, 0.4
"""Points from the edge of a word within which a line under or through it ends, and font sizes that it may run on below a space."""
THROUGH = (0.36, 0.68)
"""Shares of a word's height between which a line strikes it out; one below it stands at nine tenths."""

Span = tuple[float, float, float]
"""Where a line stands across its direction, where it begins and where it ends."""


@dataclass(frozen=True, slots=True)
class LineSettings:
    """How pieces become lines; distances in points."""

    thickest: float = 2.6
    """A painted bar no thicker than this is a line."""
    slant: float = 1.0
    """How far a level line may rise."""
    step: float = 2.6
    """Lines no farther apart are one: double lines, and cells drawn each with its own border."""
    dash: float = 3.1
    """Gaps that a dashed line may have."""
    shortest: float = 4.0

    def __post_init__(self) -> None:
        if min(self.thickest, self.slant, self.step, self.dash, self.shortest) < 0:
            raise ValueError("a distance cannot be negative")


SETTINGS = LineSettings()


def merge_lines(boxes: Iterable[Box], settings: LineSettings = SETTINGS) -> tuple[Rule, ...]:
    """The level and upright lines that the boxes make, each a line without thickness, from the top left.

    A dot can belong to a level and to an upright line; what stays shorter than the settings ask is no line.
    """
    level: list[Span] = []
    upright: list[Span] = []
    for x0, top, x1, bottom in boxes:
        wide, high = x1 - x0, bottom - top
        if high <= max(settings.slant, settings.thickest) and (wide >= high or wide <= settings.thickest):
            level.append(((top + bottom) / 2, x0, x1))
        if wide <= max(settings.slant, settings.thickest) and (high >= wide or high <= settings.thickest):
            upright.append(((x0 + x1) / 2, top, bottom))
    rules = [Rule((start, at, end, at)) for at, start, end in _join(level, settings)]
    rules += [Rule((at, start, at, end)) for at, start, end in _join(upright, settings)]
    return tuple(rules)


def _join(spans: Sequence[Span], settings: LineSettings) -> Iterator[Span]:
    for group in _in_step(sorted(spans), settings.step):
        weights = [end - start + 0.1 for _, start, end in group]
        at = round(sum(span[0] * weight for span, weight in zip(group, weights, strict=True)) / sum(weights), 2)
        pieces = sorted((start, end) for _, start, end in group)
        begin, reach = pieces[0]
        for start, end in [*pieces[1:], (float("inf"), float("inf"))]:
            if start <= reach + settings.dash:
                reach = max(reach, end)
                continue
            if reach - begin >= settings.shortest:
                yield at, round(begin, 2), round(reach, 2)
            begin, reach = start, end


def _in_step(spans: Sequence[Span], step: float) -> Iterator[list[Span]]:
    """Runs of spans that stand no farther from the run's first than `step`."""
    group: list[Span] = []
    for span in spans:
        if group and span[0] - group[0][0] > step:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def drop_underlines(rules: Sequence[Rule], words: Sequence[Word]) -> tuple[Rule, ...]:
    """The rules without those that only underline or strike out words."""
    lined = lined_words(rules, words)
    return tuple(rule for rule in rules if rule not in lined)


def lined_words(rules: Sequence[Rule], words: Sequence[Word]) -> dict[Rule, list[int]]:
    """By each rule that only underlines or strikes out words, inside a line of print from a word's start to a word's end, their places."""
    boxes = [(place, word.box) for place, word in enumerate(words) if word.upright]
    found = {}
    for rule in rules:
        x0, y, x1, _ = rule.box
        if not rule.level:
            continue
        along = [place for place, box in boxes if box[1] < y <= box[3] and box[0] < x1 and box[2] > x0]
        if along and _spans(rule.box, [words[place] for place in along]):
            found[rule] = along
    return found


def _spans(line: Box, words: Sequence[Word]) -> bool:
    """Whether the line begins and ends where the words do; it may take in the space behind them."""
    start, end = min(word.box[0] for word in words), max(word.box[2] for word in words)
    return abs(start - line[0]) < NEAR and -NEAR < line[2] - end < max(NEAR, SPACE * words[-1].size)


def mark_struck(words: Sequence[Word], lined: Mapping[Rule, Sequence[int]], thick: Sequence[Box]) -> tuple[Word, ...]:
    """The words, those that one of these lines runs through the middle of marked as struck out; a thick one is the ground they stand on."""
    found = list(words)
    for rule, places in lined.items():
        if any(box[1] - NEAR < rule.box[1] < box[3] + NEAR and box[0] < rule.box[2] and box[2] > rule.box[0] for box in thick):
            continue
        through = [place for place in places if _runs_through(rule.box[1], words[place])]
        if len(through) == len(places) and any(letter.isalnum() for place in places for letter in words[place].text):
            first, last = places[0], places[-1]
            found[first] = found[first]._replace(text=MARK + found[first].text)
            found[last] = found[last]._replace(text=found[last].text + MARK)
    return tuple(found)


def _runs_through(height: float, word: Word) -> bool:
    """Whether a line at this height crosses the middle of the word's small letters."""
    _, top, _, bottom = word.box
    return THROUGH[0] < (height - top) / (bottom - top) < THROUGH[1]
