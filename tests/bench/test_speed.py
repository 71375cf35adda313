"""The bench: what it counts as right and as confidently wrong, what it empties before it measures, and that ours is not outrun."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from bench import peers, speed
from bench.calibration import reliability
from bench.confidence_fit import Judged, chances, fit, held_out, highest, shrinkage
from bench.peers import TimeCell, case_cells, gold_cells, tallies
from bench.speed import Rate, find_parts, forget, rate, reader_rates, row_rate
from bench.speed_report import rate_table, time_table
from normalise import timescales
from normalise.lexicon import load_lexicons
from normalise.timescales import TimeBase
from normalise.words import Words, compile_words

ROOT = Path(__file__).parents[2]
BASE = TimeBase(start_year=2024, end_year=2027)


@pytest.fixture(scope="module")
def words() -> Words:
    return compile_words(load_lexicons())


def a_cell(printed: str, start: date | None, due: date | None) -> TimeCell:
    return TimeCell((printed,), BASE, start, due)


CELLS = [
    a_cell("May 2026", date(2026, 5, 1), date(2026, 5, 31)),
    a_cell("by 3 June 2026", None, date(2026, 6, 3)),
    a_cell("Minute 12/03/24", None, None),
]


def test_right_and_confidently_wrong(words: Words) -> None:
    ours, *others = tallies(CELLS, words.times)
    assert (ours.reader, ours.cells, ours.due, ours.start, ours.wrong) == ("normalise.timescales", 3, 3, 3, 0)
    assert [one.reader for one in others] == ["dateparser.parse", "dateparser.search_dates"]
    assert all(one.cells == 3 and one.new > 0 for one in others)
    (lying, *_) = tallies([a_cell("May 2026", None, None)], words.times)
    assert (lying.due, lying.start, lying.wrong) == (0, 0, 1)


def test_a_peer_is_wrong_only_where_neither_of_its_days_fits(monkeypatch: pytest.MonkeyPatch, words: Words) -> None:
    monkeypatch.setattr(peers, "_parse", lambda cell, prefer: date(2026, 5, 31 if prefer == "last" else 1))
    monkeypatch.setattr(peers, "_search", lambda cell, prefer: None)
    _, parse, search = tallies(CELLS, words.times)
    assert (parse.due, parse.start, parse.wrong) == (1, 1, 2)
    assert (search.due, search.start, search.wrong) == (1, 2, 0)


def test_the_peers_read_plain_dates_as_we_do() -> None:
    cell = a_cell("31 March 2026", date(2026, 3, 31), date(2026, 3, 31))
    assert peers._parse(cell, "last") == peers._search(cell, "first") == date(2026, 3, 31)


def test_new_cells_are_new(words: Words) -> None:
    timescales.read_timescale(["May 2026"], BASE, words.times)
    assert timescales._read_cell.cache_info().currsize
    forget()
    assert not timescales._read_cell.cache_info().currsize


def test_a_rate_counts_every_cell_in_every_round(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    emptied: list[int] = []
    monkeypatch.setattr(speed, "forget", lambda: emptied.append(len(seen)))
    told = rate(seen.append, ["a", "b"], rounds=2)
    assert (told.count, seen, emptied) == (2, ["a", "b"] * 5, [2, 6])
    assert told.new > 0 and told.again > 0


def test_gold_gives_its_cells(tmp_path: Path) -> None:
    assert len(gold_cells([ROOT / "samples" / "gold"], prose=False)) > 50
    assert all(cell.prose for cell in gold_cells([ROOT / "samples" / "gold"], prose=True))
    assert gold_cells([tmp_path / "nowhere"], prose=False) == []
    said = {"kind": "date", "start": "2026-05-01", "end": "2026-05-31"}
    action = {"timescale_raw": "May 2026", "outcomes": [], "timescale": said}
    document = {"plan_start": 2024, "plan_end": 2027}
    (tmp_path / "a.json").write_text(json.dumps({"document": document, "actions": [action, action]}), "utf-8")
    assert gold_cells([tmp_path], prose=False) == [CELLS[0]]


def test_cases_give_their_cells() -> None:
    cells = case_cells(ROOT / "tests" / "cases" / "timescales.toml")
    assert len(cells) > 300
    assert any(cell.due is None for cell in cells) and any(cell.prose for cell in cells)


def test_ours_is_faster_and_less_often_wrong_than_any(words: Words) -> None:
    ours, *others = tallies(gold_cells([ROOT / "samples" / "gold"], prose=False), words.times)
    assert all(ours.new > one.new and ours.wrong < one.wrong and ours.due > one.due for one in others)
    assert ours.again > ours.new


def test_rows_and_readers_are_measured(words: Words) -> None:
    parts = find_parts([ROOT / "samples" / "plans"], words)
    assert row_rate(parts, words, rounds=1).count == sum(len(part.rows) for part, _, _ in parts) > 100
    assert {name: told.count > 50 for name, told in reader_rates([ROOT / "samples" / "gold"], words).items()} == {
        "leads": True,
        "statuses": True,
    }


def test_tables_say_what_was_measured(words: Words) -> None:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in time_table(tallies(CELLS, words.times))[2:]]
    assert [line[0] for line in cells] == ["`normalise.timescales`", "`dateparser.parse`", "`dateparser.search_dates`"]
    assert cells[0][-3:] == ["1.000", "1.000", "0.000"]
    assert rate_table({"leads": Rate(12, 3456.7, 1e6)})[-1] == "| leads | 12 | 3,457 | 1,000,000 |"


# -- calibration -------------------------------------------------------------------------------------------------------------


def judged(plan: str, count: int, right: int, lead: float, known: bool = False, stage: str = "delimited") -> list[Judged]:
    return [Judged(plan, stage, {"lead": lead, "timescale": 0.0}, at < right, known) for at in range(count)]


ROWS = [
    row
    for plan in range(8)
    for row in (
        *judged(f"plan {plan}", 20, 18, 0.0),
        *judged(f"plan {plan}", 10, 4, 0.5),
        *judged(f"plan {plan}", 10, 7, 0.1, stage="flattened"),
    )
]


def test_held_out_confidence_is_what_came_true() -> None:
    odds = held_out(ROWS)
    shift, slope = shrinkage(ROWS, odds)
    chance = chances(odds, shift, slope, highest(ROWS, odds))
    for lead, share in ((0.0, 0.9), (0.5, 0.4)):
        given = [each for row, each in zip(ROWS, chance, strict=True) if row.signs["lead"] == lead]
        assert sum(given) / len(given) == pytest.approx(share, abs=0.08)
    assert 0 < slope <= 1


def test_no_sign_raises_the_odds() -> None:
    upside_down = [*judged("one", 20, 5, 0.0), *judged("two", 20, 19, 0.5)]
    assert fit(upside_down).signs["lead"] == 0.0


def test_papers_that_the_rules_were_written_beside_count_less() -> None:
    both = [*judged("new", 40, 20, 0.0), *judged("old", 40, 40, 0.0, known=True)]
    assert fit(both).base_rate == pytest.approx((20 + 0.25 * 40) / 50)


def test_the_table_adds_up() -> None:
    lines = reliability(judged("one", 10, 9, 0.0), [0.87] * 10)
    assert lines[2:] == ["| 0.85 to 0.90 | 10 | 0.870 | 0.900 |", "| all | 10 | 0.870 | 0.900 |"]


def test_no_rows_are_no_fault_of_what_tells_of_them() -> None:
    assert highest([], []) == 0.98
    assert len(reliability([], [])) == 2
