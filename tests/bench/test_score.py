from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bench.score import align, document_facts, score, total
from tests.bench.rows import gold_action, gold_of, right_document, right_row

SWINGS, SLIDE, HEDGE = "Mend the swings at Mill Lane", "Order a longer slide for the Rec", "Cut back the thorny hedge"

WRONG: dict[str, Any] = {
    "action_ref": "1.2",
    "priority": "Sport",
    "priority_ref": "2",
    "priority_description": None,
    "objective": None,
    "objective_ref": "b",
    "outcomes": ["Fewer scraped knees"],
    "lead_raw": "Play Office",
    "leads": [],
    "timescale_raw": "May",
    "timescale_kind": "range",
    "timescale_edtf": "../2031-05",
    "start_date": None,
    "due_date": date(2031, 5, 30),
    "date_precision": "day",
    "is_ongoing": True,
    "frequency": "annual",
    "update": None,
    "status": "complete",
    "status_is_ongoing": False,
}


def test_all_right() -> None:
    whole = score(gold_of(gold_action()), [right_row()])
    assert (whole.row_f1, whole.field_accuracy, whole.perfect_rows, whole.misses) == (1.0, 1.0, 1.0, ())


@pytest.mark.parametrize("name", WRONG)
def test_one_wrong_field_is_told(name: str) -> None:
    whole = score(gold_of(gold_action()), [right_row(**{name: WRONG[name]})])
    assert [miss.field for miss in whole.misses] == [name]
    assert whole.fields[name] == 0.0
    assert whole.row_f1 == 1.0
    assert whole.perfect_rows == 0.0
    assert whole.field_accuracy < 1.0


def test_a_small_slip_in_the_action_is_wrong_but_still_the_same_row() -> None:
    whole = score(gold_of(gold_action()), [right_row("Mend the swings at Mill Lanes")])
    assert whole.pairs == 1
    assert [(miss.field, miss.row) for miss in whole.misses] == [("action", 1)]


def test_case_spacing_and_punctuation_do_not_count() -> None:
    assert score(gold_of(gold_action()), [right_row("mend  the swings, at Mill-Lane.", objective="SAFE SWINGS")]).misses == ()


def test_a_row_that_is_missing_costs_recall_and_all_its_fields() -> None:
    whole = score(gold_of(gold_action(SWINGS), gold_action(SLIDE)), [right_row(SWINGS)])
    assert (whole.row_recall, whole.row_precision) == (0.5, 1.0)
    assert whole.row_f1 == pytest.approx(2 / 3)
    assert whole.field_accuracy == pytest.approx(0.5)
    assert whole.perfect_rows == 0.5


def test_a_row_too_many_costs_precision() -> None:
    whole = score(gold_of(gold_action(SWINGS)), [right_row(SLIDE), right_row(SWINGS)])
    assert (whole.row_recall, whole.row_precision, whole.pairs) == (1.0, 0.5, 1)
    assert whole.misses == ()


def test_no_rows_at_all() -> None:
    whole = score(gold_of(gold_action()), [])
    assert (whole.row_f1, whole.field_accuracy, whole.perfect_rows) == (0.0, 0.0, 0.0)


def test_rows_pair_in_order_only() -> None:
    wanted = [gold_action(SWINGS), gold_action(SLIDE), gold_action(HEDGE)]
    assert align(wanted, [right_row(SWINGS), right_row(HEDGE), right_row(SLIDE)]) in ([(0, 0), (1, 2)], [(0, 0), (2, 1)])


def test_an_action_printed_twice_pairs_by_the_rest_of_its_row() -> None:
    wanted = [gold_action(update_raw="Ordered"), gold_action(update_raw="Delivered and paid")]
    assert align(wanted, [right_row(update="Delivered and paid")]) == [(1, 0)]


def test_leads_in_any_order_and_other_right_answers() -> None:
    two = [{"name": "Ann Oakhill", "kind": "person", "raw": "Ann"}, {"name": "Play Team", "kind": "team", "raw": "Play"}]
    joint = [{"name": "Ann Oakhill and Play Team", "kind": "team", "raw": "Ann and Play"}]
    gold = gold_of(gold_action(leads=joint, leads_accept=[two]))
    assert score(gold, [right_row(leads=two[::-1])]).misses == ()
    assert [miss.field for miss in score(gold, [right_row(leads=two[:1])]).misses] == ["leads"]
    person = [two[0], two[1] | {"kind": "person"}]
    assert [miss.field for miss in score(gold, [right_row(leads=person)]).misses] == ["lead_kinds"]


def test_a_kind_left_open_asks_neither_edtf_nor_precision() -> None:
    time = gold_action()["timescale"] | {"kind": ["date", "range"]}
    got = right_row(timescale_kind="range", timescale_edtf="else", date_precision="day")
    assert score(gold_of(gold_action(timescale=time)), [got]).misses == ()


def test_a_blank_timescale_may_be_none_or_null() -> None:
    time: dict[str, Any] = dict.fromkeys(("edtf", "start", "end", "precision", "frequency")) | {"kind": "none", "ongoing": False}
    blank: dict[str, Any] = dict.fromkeys(("timescale_raw", "timescale_edtf", "start_date", "due_date", "date_precision", "timescale_kind"))
    gold = gold_of(gold_action(timescale=time, timescale_raw=None))
    assert score(gold, [right_row(**blank)]).misses == ()
    assert [miss.field for miss in score(gold, [right_row(**blank | {"timescale_kind": "unclear"})]).misses] == ["timescale_kind"]


def test_deadlines_are_asked_where_both_sides_have_them() -> None:
    part = gold_action()["timescale"]
    row = {
        "kind": "date",
        "edtf": "2031-05",
        "start_date": date(2031, 5, 1),
        "due_date": date(2031, 5, 31),
        "is_ongoing": False,
        "frequency": None,
    }
    gold = gold_of(gold_action(timescale=part | {"parts": [part, part]}))
    assert score(gold, [right_row()]).misses == ()
    assert score(gold, [right_row(deadlines=[row, row])]).misses == ()
    assert [miss.field for miss in score(gold, [right_row(deadlines=[row])]).misses] == ["deadlines"]


def test_in_prose_a_little_more_of_the_phrase_is_right() -> None:
    more = right_row(timescale_raw="in May 2031")
    assert [miss.field for miss in score(gold_of(gold_action()), [more]).misses] == ["timescale_raw"]
    prose = gold_of(gold_action(), timescales_in_prose=True)
    assert score(prose, [more]).misses == ()
    assert score(prose, [right_row(timescale_raw="a swing for every child of the parish in May 2031")]).misses != ()
    assert score(prose, [right_row(timescale_raw="May 2031; May 2031")]).misses != ()


@pytest.mark.parametrize(
    ("key", "said", "column", "good", "bad"),
    [
        ("rag", "Amber", "rag", "AMBER", None),
        ("on_track", False, "is_on_track", False, None),
        ("completed", "2031-04-02", "completed_date", date(2031, 4, 2), None),
        ("extra", {"Cost": "£40"}, "extra", [("Cost", "£40"), ("Risk", "low")], [("Cost", "£400")]),
    ],
)
def test_what_only_some_gold_asks(key: str, said: object, column: str, good: Any, bad: Any) -> None:
    gold = gold_of(gold_action(**{key: said}))
    assert score(gold, [right_row(**{column: good})]).misses == ()
    assert [miss.field for miss in score(gold, [right_row(**{column: bad})]).misses] == [column]
    assert score(gold_of(gold_action()), [right_row(**{column: bad})]).misses == ()


def test_a_status_may_be_any_that_a_fair_reader_gives() -> None:
    assert score(gold_of(gold_action()), [right_row(status="not_started")]).misses == ()
    assert score(gold_of(gold_action(status=[None], update_raw=None)), [right_row(status="unknown", update=None)]).fields["status"] == 0.0


def test_an_unsure_state_is_not_asked() -> None:
    assert "status_is_ongoing" not in score(gold_of(gold_action(status_ongoing=None)), [right_row(status_is_ongoing=False)]).asked


def test_documents_add_up() -> None:
    one = score(gold_of(gold_action()), [right_row()])
    none = score(gold_of(gold_action(), gold_action(SLIDE)), [right_row(HEDGE)])
    both = total([one, none])
    assert (both.gold, both.rows, both.pairs, both.perfect) == (3, 2, 1, 1)
    assert both.row_f1 == pytest.approx(0.4)
    assert both.field_accuracy == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"council": None},
        {"plan": "Drains"},
        {"plan": None},
        {"plan_start_year": 2031},
        {"plan_end_year": None},
        {"edition": "2031"},
        {"stage": None},
        {"glossary": []},
        {"glossary": [("PO", "Post Office")]},
    ],
    ids=str,
)
def test_each_fact_of_a_paper_can_be_wrong(wrong: dict[str, Any]) -> None:
    facts = document_facts(gold_of(), right_document(**wrong))
    assert [name for name, answer in facts.items() if not answer] == list(wrong)


def test_facts_of_a_paper_that_is_right_or_missing() -> None:
    assert all(document_facts(gold_of(), right_document()).values())
    assert all(document_facts(gold_of(plan_title=None), right_document(plan="Anything")).values())
    assert document_facts(gold_of(), None) == {"found": False}
