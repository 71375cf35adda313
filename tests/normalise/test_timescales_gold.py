"""The five real plans: every timescale cell, and the prose of the one that has no such column, against what a person read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from model import Timescale
from normalise.lexicon import load_lexicons
from normalise.timescales import TimeBase, compile_time_words, read_prose, read_timescale

FLOOR = 0.98
WORDS = compile_time_words(load_lexicons()["timescales"])


def squeezed(text: str | None) -> str:
    return "".join((text or "").casefold().replace(";", "").split())


def verdicts(action: dict[str, Any], got: Timescale) -> dict[str, bool]:
    wanted = action["timescale"]
    kinds = wanted["kind"] if isinstance(wanted["kind"], list) else [wanted["kind"]]
    return {
        "kind": got.kind in kinds,
        "edtf": got.edtf == wanted["edtf"],
        "start": (got.start and got.start.isoformat()) == wanted["start"],
        "due": (got.due and got.due.isoformat()) == wanted["end"],
        "precision": got.precision == wanted["precision"],
        "ongoing": got.ongoing == wanted["ongoing"],
        "frequency": got.frequency == wanted["frequency"],
        "raw": squeezed(got.raw) == squeezed(action["timescale_raw"]),
        "deadlines": len(got.deadlines) == len(wanted["parts"]) if "parts" in wanted else len(got.deadlines) <= 1,
    }


def test_real_plans(shared: Path) -> None:
    right: Counter[str] = Counter()
    asked = 0
    for path in sorted((shared / "gold").glob("*.json")):
        plan = json.loads(path.read_text("utf-8"))
        base = TimeBase(start_year=plan["document"]["plan_start"], end_year=plan["document"]["plan_end"])
        for action in plan["actions"]:
            in_prose = plan["document"].get("timescales_in_prose")
            got = read_prose(action["outcomes"], base, WORDS) if in_prose else read_timescale([action["timescale_raw"] or ""], base, WORDS)
            right.update(name for name, verdict in verdicts(action, got).items() if verdict)
            asked += 1
    assert asked > 100
    assert {name: round(right[name] / asked, 3) for name in right if right[name] / asked < FLOOR} == {}


@pytest.mark.parametrize("printed", ["2023-24", "2031-32"])
def test_a_pair_of_years_with_a_hyphen_is_flagged(printed: str) -> None:
    assert read_timescale([printed], TimeBase(), WORDS).flags == ("ambiguous_year_pair",)
