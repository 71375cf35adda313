"""Lines as a reader sees them, from what is drawn: dashes joined, double lines made one, near ones put in step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from model import Box, Rule, Word

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
    """The rules without those that only underline or strike out words: inside a line of print, from a word's start to a word's end."""
    boxes = [word.box for word in words if word.upright]
    return tuple(rule for rule in rules if not (rule.level and _underlines(rule.box, boxes)))


def _underlines(line: Box, words: Sequence[Box]) -> bool:
    x0, y, x1, _ = line
    along = [box for box in words if box[1] < y <= box[3] and box[0] < x1 and box[2] > x0]
    return bool(along) and abs(min(box[0] for box in along) - x0) < 2.0 and abs(max(box[2] for box in along) - x1) < 2.0
