"""No word vanishes unseen: each is in a field, in recognised furniture, or named, whatever the paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from model import Line, Paragraph, Part, Place, Plan, Source, Stray
from normalise.audit import audit
from normalise.plan import read_plan
from tests.small_plans import parts_of, plan_of, words

HEADER = "Action\tLead\tBy when\tProgress"


def named(plan: Plan) -> int:
    """Letters of all that the plan's doubts name as lost or without a home."""
    texts = [doubt.text for doubt in plan.doubts if doubt.code in ("text_lost", "stray_text")]
    return sum(len(token) for text in texts for token in re.findall(r"\w+", text.casefold()))


def plan(*lines: str) -> Plan:
    return plan_of("\n".join(["Harbour Action Plan 2026-2028", "", *lines]))


def test_a_plain_paper_loses_nothing() -> None:
    found = plan(HEADER, "Mend the slipway\tHarbour Master\tMay 2027\tDone", "Mark the reef\tMoorings Team\tJune 2027\tDone")
    assert found.text_found == found.text_kept + found.text_furniture
    assert 0 < found.text_furniture < found.text_kept


def test_a_time_alone_in_a_column_of_outcomes_and_times_is_not_lost() -> None:
    rows = ("Mend the slipway\tBoats land by May 2027", "Mark the reef\tEach year", "Dredge the basin\tTwo metres by June 2028")
    found = plan("Action\tMeasures of success/When\tProgress", *(f"{row}\tDone" for row in rows))
    assert named(found) == 0 == found.text_found - found.text_kept - found.text_furniture


def test_what_has_no_home_is_named_and_counts_as_lost() -> None:
    found = plan(
        HEADER, "Mend the slipway\tHarbour Master\tMay 2027\tDone", "Mark the reef\tMoorings Team\tJune 2027\tDone", "", "By the old mill."
    )
    assert found.text_found - found.text_kept - found.text_furniture == named(found) == len("Bytheoldmill")


def test_a_word_that_is_published_whole_is_not_lost_though_two_cells_print_its_pieces() -> None:
    rows = ("Mend the slipway\tHarbour Master\tMay\t2027\tDone", "Mark the reef\tMoorings Team\tSeptem\tber 2027\tBer 2027 is told")
    found = plan("Action\tLead\tTimesc\tale\tProgress", *rows)
    assert named(found) == 0 == found.text_found - found.text_kept - found.text_furniture


def test_a_lead_that_a_table_on_one_line_prints_in_each_row_is_not_lost() -> None:
    cells = (("Action", "Lead", "By when"), *((f"Mend slipway {at}", "Harbour Master", "May 2027") for at in range(3)))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    found = plan(f"<table>{table}</table>")
    assert len(found.records) == 3 and named(found) == 0 == found.text_found - found.text_kept - found.text_furniture


def bare(*lines: str, strays: tuple[Stray, ...] = (), heading: tuple[str, ...] = ()) -> Part:
    printed = tuple(Line(number, text) for number, text in enumerate(lines, 1))
    return Part(tuple(map(Paragraph, heading)), (), (), strays=strays, lines=printed)


def test_a_word_that_is_nowhere_is_told_with_its_line() -> None:
    account = audit(bare("Harbour plan", "lost words here", heading=("Harbour plan",)), ())
    (doubt,) = account.doubts
    assert (doubt.code, doubt.text, doubt.place) == ("text_lost", "lost words here", Place(line=2))
    assert (account.found, account.kept, account.furniture) == (24, 0, 11)


def test_furniture_answers_for_as_many_words_as_it_has() -> None:
    account = audit(bare("Page one", "Page one", strays=(Stray("Page one", Place(line=1), "page_number", furniture=True),)), ())
    assert [doubt.place.line for doubt in account.doubts] == [2]


@pytest.mark.parametrize("text", ["2", "a", "Old mill 2"])
def test_a_stray_answers_for_its_own_words_and_no_part_of_others(text: str) -> None:
    stray = Stray(text, Place(line=2), "stray_text", furniture=False)
    account = audit(bare("Area 2024 a2", text, strays=(stray,), heading=("Area 2024 a2",)), ())
    assert account.doubts == () and account.found == account.furniture + len(text.replace(" ", ""))


def test_a_stray_over_two_lines_is_named_once() -> None:
    stray = Stray("By the old mill", Place(line=1, line_end=2), "stray_text", furniture=False)
    assert audit(bare("By the", "old mill", strays=(stray,)), ()).doubts == ()


CELLS = st.sampled_from(
    [
        *(
            "Mend the slipway",
            "Harbour Master",
            "May 2027",
            "Done",
            "",
            "",
            "1.1",
            "A Calmer Harbour",
            "and the reef",
            "Q.R. 12",
            "As above",
        ),
        *("<p>Mark the reef</p><p>twice</p>", "• buoys • lamps", "Short term", "Ongoing, reviewed yearly", "Objective 1: Calm", "Green"),
        *("x < y", "(see 2)"),
    ]
)
HEADERS = st.sampled_from(
    [
        HEADER,
        "Objective\tAction\tLead\tBy when",
        "Ref\tPriority\tAction\tLead and timescale",
        "Action\tOutcomes and timescales\tLead\tStatus\tProgress",
        "Action\tLead\tStart date\tCompletion date\tRAG\tBudget",
    ]
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=6), min_size=1, max_size=8)
LOOSE = st.sampled_from(
    ["Page 2 of 3", "Objective 2: Safe water", "Glossary", "Related plans", "Our vision", "A calm harbour for all.", "of the quay"]
)


@given(header=HEADERS, rows=TABLES, loose=st.lists(st.tuples(st.integers(0, 8), LOOSE), max_size=4))
@settings(max_examples=150)
def test_no_word_of_any_table_vanishes_unseen(header: str, rows: list[list[str]], loose: list[tuple[int, str]]) -> None:
    lines = [
        "\t".join(row) for row in [["Mend the pier", "Pier Master", "May 2027"], *rows, ["Paint the pier", "Pier Master", "June 2027"]]
    ]
    for position, text in loose:
        lines.insert(min(position, len(lines)), text)
    holds(["Harbour Action Plan 2026-2028", "", header, *lines])


@given(st.lists(CELLS | LOOSE, min_size=4, max_size=30))
@settings(max_examples=80)
def test_no_word_of_any_flattened_text_vanishes_unseen(cells: list[str]) -> None:
    rows = ["Repair the pier", "Pier Master", "May 2027", "Repaint the pier", "Pier Master", "June 2027"]
    holds("\n\n".join(["Harbour Action Plan 2026-2028", "Action", "Lead", "By when", *rows, *cells]).split("\n"))


def holds(lines: list[str]) -> None:
    parts = parts_of("\n".join(lines))
    assume(parts)
    for number, part in enumerate(parts, 1):
        found = read_plan(part, number, Source("a.txt", "a.txt", "0" * 64, 1, "text/plain"), words())
        lost = found.text_found - found.text_kept - found.text_furniture
        assert 0 <= lost <= named(found)
