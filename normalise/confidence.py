"""How likely it is that every field of a row is right: a few signs of doubt, weighed as rows with known answers taught.

The weights stand as data in `confidence.toml`, fitted by `python -m bench.calibration`; `docs/confidence.md` says how well they hold.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from errors import ConfigurationError
from model import Doubt, Lead, Reading, Record, Row, Status, Timescale

FILE = Path(__file__).with_name("confidence.toml")
LEAST = 0.02
MOST = {"bare_list": 0.5, "scattered_headers": 0.5}
"""How sure a row may be at most for what is unusual about it, where too few rows with known answers could teach that."""
PICTURED = "ocr"
"""The stage of rows that were read from a picture: none is surer than the letters of its least sure cell."""
ANEW = "Write it anew: python -m bench.calibration --write."


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign adds to the log-odds that a row is right, what its stage adds, and how high any row may come."""

    base: float
    signs: Mapping[str, float]
    stages: Mapping[str, float]
    unseen_stage: float
    """For a stage that no row with known answers came through."""
    most: float


class Read(NamedTuple):
    """The readings of a row that can be unsure; a record that is made of them has the same."""

    leads: Reading[tuple[Lead, ...]]
    timescale: Reading[Timescale]
    status: Reading[Status]
    doubts: tuple[Doubt, ...]


def confidence(row: Row, read: Read | Record, weights: Weights | None = None) -> float:
    """How likely it is that every field of the row is right, 0 to 1."""
    learnt = weights or load_weights()
    odds = learnt.base + learnt.stages.get(row.stage, learnt.unseen_stage)
    for name, value in signs(row, read).items():
        if value:
            odds += learnt.signs.get(name, 0.0) * value
    most = min([learnt.most, *([row.score] if row.stage == PICTURED else []), *(MOST[flag] for flag in row.flags if flag in MOST)])
    return round(min(most, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


def signs(row: Row, read: Read | Record) -> dict[str, float]:
    """The signs of doubt of one row, each 0 where there is no doubt."""
    leads, timescale, status = read.leads, read.timescale, read.status
    state = status.value.state if status.value else None
    return {
        "shape": 1.0 - row.score,
        "unheaded": float(not all([column.header for column, _ in row.cells])),
        "lead": 1.0 - leads.score if leads.printed else 0.0,
        "several_leads": float(len(leads.value or ()) > 1),
        "timescale": 1.0 - timescale.score if timescale.printed else 0.0,
        "progress": float(bool(status.printed)),
        "status": 1.0 - status.score if status.printed else 0.0,
        "state_unknown": float(state == "unknown"),
        "doubted": float(any([doubt.severity != "info" for doubt in read.doubts])),
    }


@cache
def load_weights(path: Path = FILE) -> Weights:
    """The weights as the file has them. Raises ConfigurationError where it cannot be read or says what no weight can be."""
    try:
        said = tomllib.loads(path.read_text("utf-8"))
        weights = Weights(
            float(said["base"]),
            {str(name): float(value) for name, value in said["signs"].items()},
            {str(name): float(value) for name, value in said["stages"].items()},
            float(said["unseen_stage"]),
            float(said["most"]),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError, ValueError) as trouble:
        raise ConfigurationError(f"{path.name}: no weights of confidence: {trouble}.", ANEW) from trouble
    numbers = (weights.base, weights.unseen_stage, *weights.signs.values(), *weights.stages.values())
    if not LEAST < weights.most < 1 or not all(map(math.isfinite, numbers)):
        raise ConfigurationError(f"{path.name}: `most` must lie below 1 and every weight be a number.", ANEW)
    return weights
