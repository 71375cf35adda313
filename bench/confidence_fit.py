"""The weights of confidence: a logistic regression over rows with known answers, and how its odds hold on plans that it never saw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalise.confidence import LEAST

Floats = NDArray[np.float64]

PRIOR = 1.0
"""Spread of a weight before anything is seen: small, so that little evidence moves it little."""
SUPPOSED = dict.fromkeys(("shape", "lead", "timescale", "status", "state_unknown", "doubted"), -1.5)
"""What a sign is supposed to weigh before anything is seen: a reader's own doubt is believed until rows speak for it."""
FACTS = frozenset({"progress"})
"""What is no doubt but may be one: rows that print no progress may have lost it, which would speak for every doubt beside it."""
STAGE_PRIOR = 0.3
FOLDS = 40
"""Parts into which the plans are dealt, to be left out in turn."""
STEPS, SETTLED = 50, 1e-8
"""Steps of a fit at most, and below what change it is done."""
MOST = 0.98
"""What no row is given more than, however many were right."""
KNOWN_WEIGHT = 0.25
"""What a row counts whose paper lay open while the rules were written: such papers are read better than one nobody has seen."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row read: its signs, its stage, and whether every field of it is right."""

    plan: str
    stage: str
    signs: Mapping[str, float]
    right: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights as fitted: the base, one a sign, one a stage, and the spread of the stages."""

    base: float
    signs: Mapping[str, float]
    stages: Mapping[str, float]
    spread: float
    base_rate: float

    def odds(self, row: Judged) -> float:
        """The log-odds that a row is right."""
        stage = self.stages.get(row.stage, -self.spread)
        return self.base + stage + sum(self.signs[name] * value for name, value in row.signs.items())


def fit(rows: Sequence[Judged]) -> Fit:
    """A logistic regression with weights held near what is supposed of them; a doubt may only lower the odds, a fact may raise them."""
    names, stages = sorted({name for row in rows for name in row.signs}), sorted({row.stage for row in rows})
    weights = _row_weights(rows)
    right = np.array([float(row.right) for row in rows])
    design = np.array([[1.0, *(row.signs[name] for name in names), *(float(row.stage == stage) for stage in stages)] for row in rows])
    prior = np.array([1e-6, *[1 / PRIOR**2] * len(names), *[1 / STAGE_PRIOR**2] * len(stages)])
    supposed = np.array([0.0, *(SUPPOSED.get(name, 0.0) for name in names), *[0.0] * len(stages)])
    used = np.ones(design.shape[1], dtype=bool)
    while True:
        found = np.zeros(design.shape[1])
        found[used] = _newton(design[:, used], right, weights, prior[used], supposed[used])
        doubts = np.array([False, *(name not in FACTS for name in names), *[False] * len(stages)])
        rising = used & doubts & (found > 0)
        if not rising.any():
            break
        used &= ~rising
    by_stage = dict(zip(stages, map(float, found[1 + len(names) :]), strict=True))
    spread = max(STAGE_PRIOR, float(np.std(list(by_stage.values()))))
    by_sign = dict(zip(names, map(float, found[1 : 1 + len(names)]), strict=True))
    return Fit(float(found[0]), by_sign, by_stage, spread, float(np.average(right, weights=weights)))


def _row_weights(rows: Sequence[Judged]) -> Floats:
    """One row of a plan counts once over all the layouts it was read in; rows of known papers less."""
    counts = Counter(row.plan for row in rows)
    distinct = float(np.median(list(counts.values())))
    return np.array([min(1.0, distinct / counts[row.plan]) * (KNOWN_WEIGHT if row.known else 1.0) for row in rows])


def _newton(design: Floats, right: Floats, weights: Floats, prior: Floats, supposed: Floats) -> Floats:
    """The likeliest weights; a step that would overshoot is halved until it makes them likelier."""
    found: Floats = supposed
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(design @ found)))
        slope = design.T @ (weights * (right - chance)) - prior * (found - supposed)
        bend = (design.T * (weights * chance * (1 - chance))) @ design + np.diag(prior)
        step = np.asarray(np.linalg.solve(bend, slope), dtype=np.float64)
        now = _likelihood(design, right, weights, prior, supposed, found)
        while _likelihood(design, right, weights, prior, supposed, found + step) < now and np.abs(step).max() >= SETTLED:
            step = step / 2
        found = found + step
        if float(np.abs(step).max()) < SETTLED:
            break
    return found


def _likelihood(design: Floats, right: Floats, weights: Floats, prior: Floats, supposed: Floats, found: Floats) -> float:
    odds = design @ found
    return float(weights @ (right * odds - np.logaddexp(0.0, odds)) - prior @ (found - supposed) ** 2 / 2)


def held_out(rows: Sequence[Judged]) -> list[float]:
    """The log-odds of each row by weights that never saw its plan; some plans are left out at a time, all of them once."""
    fold = {plan: at % FOLDS for at, plan in enumerate(sorted({row.plan for row in rows}))}
    fits = [fit([row for row in rows if fold[row.plan] != left]) for left in range(min(FOLDS, len(fold)))]
    return [fits[fold[row.plan]].odds(row) for row in rows]


def shrinkage(rows: Sequence[Judged], odds: Sequence[float]) -> tuple[float, float]:
    """Shift and slope that make held-out odds hold; the slope is never above 1, so that confidence only shrinks towards the base rate."""
    design = np.array([[1.0, each] for each in odds])
    right = np.array([float(row.right) for row in rows])
    shift, slope = _newton(design, right, _row_weights(rows), np.array([1e-6, 1e-6]), np.zeros(2))
    if slope > 1.0:
        return 0.0, 1.0
    return float(shift), float(max(0.0, slope))


def chances(odds: Sequence[float], shift: float, slope: float, most: float) -> list[float]:
    """The confidences that held-out odds come to."""
    return [min(most, max(LEAST, 1 / (1 + float(np.exp(-(shift + slope * each)))))) for each in odds]


def highest(rows: Sequence[Judged], odds: Sequence[float]) -> float:
    """The most that any row may be given: the share right of the surest half, two rows fewer; `MOST` where there are none."""
    if not rows:
        return MOST
    surest = sorted(range(len(rows)), key=lambda at: -odds[at])[: max(3, len(rows) // 2)]
    return min(MOST, (sum(rows[at].right for at in surest) - 2) / len(surest))
