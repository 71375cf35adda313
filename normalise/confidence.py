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

from errors import ConfigurationError
from model import Record, Row

FILE = Path(__file__).with_name("confidence.toml")
LEAST = 0.02
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


def confidence(row: Row, record: Record, weights: Weights | None = None) -> float:
    """How likely it is that every field of the record is right, 0 to 1."""
    learnt = weights or load_weights()
    odds = learnt.base + learnt.stages.get(row.stage, learnt.unseen_stage)
    odds += sum(learnt.signs.get(name, 0.0) * value for name, value in signs(row, record).items())
    return round(min(learnt.most, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


def signs(row: Row, record: Record) -> dict[str, float]:
    """The signs of doubt of one row, each 0 where there is no doubt."""
    state = record.status.value.state if record.status.value else None
    return {
        "shape": 1.0 - row.score,
        "unheaded": float(not all(column.header for column, _ in row.cells)),
        "lead": 1.0 - record.leads.score if record.leads.printed else 0.0,
        "several_leads": float(len(record.leads.value or ()) > 1),
        "timescale": 1.0 - record.timescale.score if record.timescale.printed else 0.0,
        "progress": float(bool(record.status.printed)),
        "status": 1.0 - record.status.score if record.status.printed else 0.0,
        "state_unknown": float(state == "unknown"),
        "doubted": float(any(doubt.severity != "info" for doubt in record.doubts)),
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
