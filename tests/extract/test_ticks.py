"""Columns that are ticked: the header of the marked column is the value, whichever mark, word or shade marks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extract.column.ticks import tell_ticks
from extract.header.values import value_runs
from extract.plans import find_plans
from extract.tables.aligned import read_page
from extract.tables.ruled import read_tables
from model import Cell, Fill, Paragraph, Place, Row, Script, Sheet, Strip
from tests.extract.printed import grid, page, row, tabled
from tests.extract.strips import meanings

ACTIONS = ("Plant forty trees by the river", "Mend the bandstand in the park", "Count every bench in the town", "Paint the quay shelters")
LEADS = ("Parks Manager", "Town Clerk", "Works Team", "Works Team")
BLUE = Fill((0.0, 0.0, 0.0, 0.0), (0, 112, 192))


def strip(texts: Sequence[str | Fill], line: int) -> Strip:
    """One line of a table; a cell is given its words, or what it is filled with."""
    cells = [Cell((), text) if isinstance(text, Fill) else Cell((Paragraph(text),)) if text else Cell() for text in texts]
    return Strip(tuple(cells), Place(line=line, line_end=line), gap=int(line == 1))


def table(values: Sequence[str], marks: Sequence[Sequence[str | Fill]]) -> list[Strip]:
    """Four actions with their leads, and marks below the values."""
    lines = [("Ref", "Action", "Lead", *values)]
    lines += [(str(at + 1), ACTIONS[at], LEADS[at], *own) for at, own in enumerate(marks)]
    return [strip(texts, line) for line, texts in enumerate(lines, 1)]


def rows(strips: Sequence[Strip]) -> tuple[Row, ...]:
    parts = find_plans(Script(groups=((Sheet("ruled", tuple(strips)),),)), meanings())
    return parts[0].rows if parts else ()


def held(role: str, strips: Sequence[Strip]) -> list[list[str]]:
    """What each row holds under a role, paragraph by paragraph."""
    found = []
    for each in rows(strips):
        found.append([paragraph.text for column, cell in each.cells if role in column.roles for paragraph in cell.paragraphs])
    return found


@pytest.mark.parametrize("mark", ["✓", "x", "X", "●", "■", "•", "✗", "Yes"])
def test_any_mark_chooses_the_year_above_it(mark: str) -> None:
    marks = [(mark, "", ""), ("", mark, ""), ("", "", mark), ("", mark, mark)]
    years = ("2025/26", "2026/27", "2027/28")
    assert held("timescale", table(years, marks)) == [["2025/26"], ["2026/27"], ["2027/28"], ["2026/27", "2027/28"]]


def test_a_cross_beside_ticks_is_a_no_and_so_is_a_dash() -> None:
    marks = [("✓", "✗", "–"), ("✗", "✓", "✗"), ("✗", "–", "✓"), ("✓", "✗", "✗")]
    assert held("rag", table(("Red", "Amber", "Green"), marks)) == [["Red"], ["Amber"], ["Green"], ["Red"]]


@pytest.mark.parametrize(
    "values", [("Short", "Medium", "Long"), ("Short term", "Medium term", "Long term"), ("Short", "Medium", "Ongoing"), ("Q1", "Q2", "Q3")]
)
def test_terms_and_quarters_are_times(values: tuple[str, str, str]) -> None:
    marks = [("✓", "", ""), ("", "✓", ""), ("", "", "✓"), ("✓", "", "")]
    assert held("timescale", table(values, marks)) == [[values[0]], [values[1]], [values[2]], [values[0]]]


def test_cells_filled_otherwise_than_their_row_are_marks() -> None:
    marks: list[list[str | Fill]] = [[BLUE, "", ""], [BLUE, BLUE, ""], ["", "", BLUE], ["", BLUE, ""]]
    years = ("2025/26", "2026/27", "2027/28")
    assert held("timescale", table(years, marks)) == [["2025/26"], ["2025/26", "2026/27"], ["2027/28"], ["2026/27"]]


def test_a_year_over_its_quarters_is_said_with_them() -> None:
    upper = Strip(
        (*(Cell((Paragraph(text),)) for text in ("Ref", "Action", "Lead")), Cell((Paragraph("2025/26"),), across=2), Cell()),
        Place(line=1, line_end=1),
        gap=1,
    )
    body = table(("Q3", "Q4"), [("x", ""), ("", "x"), ("x", "x"), ("", "x")])
    lower = Strip((Cell(), Cell(), Cell(), *body[0].cells[3:]), Place(line=2, line_end=2))
    found = held("timescale", [upper, lower, *body[1:]])
    assert found == [["Q3 2025/26"], ["Q4 2025/26"], ["Q3 2025/26", "Q4 2025/26"], ["Q4 2025/26"]]


YEARS = [["2025/26"], ["2026/27"], ["2025/26", "2026/27"], ["2026/27"]]


@pytest.mark.parametrize(("header", "due"), [("Action", YEARS), ("Activity funded", [])])
def test_ticked_years_date_a_column_of_actions_though_no_other_column_is_known(header: str, due: list[list[str]]) -> None:
    marks = [("✓", ""), ("", "✓"), ("✓", "✓"), ("", "✓")]
    lines = [(header, "Site", "2025/26", "2026/27"), *((ACTIONS[at], "Quay", *own) for at, own in enumerate(marks))]
    assert held("timescale", [strip(texts, line) for line, texts in enumerate(lines, 1)]) == due


def test_figures_below_years_are_no_marks() -> None:
    strips = table(("2025/26", "2026/27"), [("£3,000", ""), ("", "£500"), ("£40", "£40"), ("", "x")])
    assert tell_ticks(strips, meanings())[0] == strips


def test_a_lone_yes_in_a_column_of_its_own_says_what_it_says() -> None:
    strips = table(("Completed", "Cost"), [("✓", "£5"), ("", "£6"), ("✓", ""), ("", "")])
    assert tell_ticks(strips, meanings())[0] == strips


def test_headers_that_are_no_values_are_no_run() -> None:
    assert value_runs(strip(("Ref", "Action", "Lead", "Timescale", "Update", "Status"), 1), meanings()) == ()


@pytest.mark.parametrize("drawn", [True, False])
def test_ticks_on_a_printed_page_are_found_with_and_without_lines(drawn: bool) -> None:
    at, xs = (50.0, 250.0, 350.0, 410.0, 470.0), (48.0, 246.0, 346.0, 406.0, 466.0, 540.0)
    marks = [("x", "", ""), ("", "x", ""), ("", "", "x"), ("x", "", "")]
    lines = [("Action", "Lead", "2025/26", "2026/27", "2027/28"), *((ACTIONS[n], LEADS[n], *own) for n, own in enumerate(marks))]
    words = [word for n, texts in enumerate(lines) for word in row(100 + 20 * n, at, *texts, bold=n == 0)]
    paper = page(words, grid(xs, [96.0 + 20 * n for n in range(6)]) if drawn else ())
    strips = read_tables(paper, meanings())[0] if drawn else read_page(paper, meanings())[0]
    assert tabled(strips) == [list(line) for line in lines]
    assert held("timescale", strips) == [["2025/26"], ["2026/27"], ["2027/28"], ["2025/26"]]


def test_words_answer_as_marks_do() -> None:
    marks = [("Yes", "No", "n/a"), ("no", "YES", "N"), ("N/A", "-", "y"), ("yes", "No", "No")]
    assert held("timescale", table(("2025/26", "2026/27", "2027/28"), marks)) == [["2025/26"], ["2026/27"], ["2027/28"], ["2025/26"]]


def test_of_hundreds_of_columns_no_more_are_looked_at_together_than_a_plan_can_have() -> None:
    asked: list[str] = []
    plain = meanings()
    counting = replace(plain, header=lambda text: asked.append(text) or plain.header(text))  # type: ignore[func-returns-value]
    assert value_runs(Strip(tuple(Cell.of(f"Hull {number}") for number in range(300)), Place()), counting) == ()
    assert len(asked) < 600_000  # their cube is millions
