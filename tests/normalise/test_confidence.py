"""Confidence: doubt only lowers it, what nobody has seen gets less, and it never promises more than rows with known answers kept."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import ConfigurationError
from model import Cell, Column, Doubt, Lead, Paragraph, Place, Reading, Record, Row, Status, Timescale
from normalise.confidence import FILE, LEAST, Weights, confidence, load_weights, signs

SHARE = st.floats(0.0, 1.0)
LEAD = Lead("Harbour Master", "role", "Harbour Master")


def a_row(stage: str = "delimited", score: float = 1.0, header: str = "Action") -> Row:
    return Row(((Column(header, ("action",)), Cell((Paragraph("Dredge the inner basin"),))),), Place(line=1), stage, score)


def a_record(lead: float = 1.0, time: float = 1.0, status: float = 1.0, state: str = "complete", doubts: tuple[Doubt, ...] = ()) -> Record:
    return Record(
        ordinal=1,
        action=Reading("Dredge the inner basin", "Dredge the inner basin", "action"),
        action_ref=None,
        priority=None,
        priority_ref=None,
        priority_description=None,
        objective=None,
        objective_ref=None,
        outcomes=Reading("", (), "paragraphs"),
        lead_raw=Reading("Harbour Master", "Harbour Master", "printed"),
        leads=Reading("Harbour Master", (LEAD,), "post", lead),
        timescale=Reading("May 2026", Timescale("May 2026", "date"), "month_year", time),
        completed=None,
        update=Reading("Done", "Done", "printed"),
        status=Reading("Done", Status(state), "alone", status),  # type: ignore[arg-type]
        rag=None,
        extra=(),
        place=Place(line=1),
        stage="delimited",
        confidence=0.0,
        doubts=doubts,
    )


@given(lead=SHARE, time=SHARE, status=SHARE, shape=SHARE)
def test_it_is_a_chance_and_doubt_never_raises_it(lead: float, time: float, status: float, shape: float) -> None:
    best = confidence(a_row(), a_record())
    assert LEAST <= confidence(a_row(score=shape), a_record(lead, time, status)) <= best <= load_weights().most < 1


@pytest.mark.parametrize(
    ("row", "record"),
    [
        pytest.param(a_row(score=0.3), a_record(), id="shape"),
        pytest.param(a_row(), a_record(lead=0.3), id="lead"),
        pytest.param(a_row(), a_record(time=0.1), id="timescale"),
        pytest.param(a_row(), a_record(status=0.2), id="status"),
        pytest.param(a_row(), a_record(state="unknown", status=0.3), id="state unknown"),
        pytest.param(a_row(), a_record(doubts=(Doubt("lead_unread", "No party is known by these words."),)), id="doubted"),
    ],
)
def test_each_doubt_lowers_it(row: Row, record: Record) -> None:
    unbounded = replace(load_weights(), most=0.999)
    assert confidence(row, record, unbounded) < confidence(a_row(), a_record(), unbounded)


def test_a_remark_is_no_doubt() -> None:
    remarked = a_record(doubts=(Doubt("ambiguous_year_pair", "Two years joined by a hyphen.", "info"),))
    assert confidence(a_row(), remarked) == confidence(a_row(), a_record())


def test_what_is_not_printed_casts_no_doubt() -> None:
    silent = replace(
        a_record(),
        leads=Reading("", (), "blank", 0.0),
        timescale=Reading("", Timescale("", "none"), "blank", 0.0),
        status=Reading("", Status(None), "blank", 0.0),
    )
    assert set(signs(a_row(), silent).values()) == {0.0}


def test_a_stage_that_no_answers_came_through_gets_less() -> None:
    weights = load_weights()
    assert weights.unseen_stage < min(0.0, sum(weights.stages.values()) / len(weights.stages))
    unsure = a_record(lead=0.6)
    assert confidence(a_row(stage="never seen"), unsure) < confidence(a_row(), unsure)


def test_rows_of_flattened_papers_get_less_than_rows_of_tabs() -> None:
    unsure = a_record(lead=0.8)
    assert confidence(a_row(stage="flattened"), unsure) < confidence(a_row(stage="delimited"), unsure)


def test_every_doubt_has_a_weight_that_lowers() -> None:
    """Progress text is no doubt: where none is printed it may have been lost."""
    weights = load_weights()
    assert weights.signs.keys() == signs(a_row(), a_record()).keys()
    assert all(weight <= 0 for name, weight in weights.signs.items() if name != "progress")


def test_weights_are_log_odds() -> None:
    weights = Weights(0.0, {"lead": -2.0}, {"delimited": 0.5}, -1.0, 0.9)
    assert confidence(a_row(), a_record(lead=0.75), weights) == 0.5
    assert confidence(a_row(stage="ruled"), a_record(), weights) == round(1 / (1 + math.e), 3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("base = ", id="no toml"),
        pytest.param("base = 1.0", id="half of it missing"),
        pytest.param(FILE.read_text("utf-8").replace("most = 0", "most = 1"), id="certainty"),
        pytest.param(FILE.read_text("utf-8").replace("base = ", "base = nan # "), id="no number"),
        pytest.param(FILE.read_text("utf-8").replace("base = ", 'base = "much" # '), id="a word"),
    ],
)
def test_a_file_that_holds_no_weights_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "confidence.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match="bench.calibration"):
        load_weights(tmp_path / "confidence.toml")


@pytest.mark.parametrize(("score", "most"), [(0.46, 0.46), (0.995, load_weights().most)])
def test_a_row_read_from_a_picture_is_no_surer_than_its_letters(score: float, most: float) -> None:
    assert LEAST < confidence(a_row("ocr", score), a_record()) <= most
