"""Lines at the edges of pages that came before are furniture, headings of plans and sections are not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.paper.running import mark_running, part_running
from model import Cell, Paragraph, Place, Sheet, Strip
from tests.extract.strips import meanings

HEADER = ("Action", "Lead", "By when")
ROW = ("Dredge the inner basin", "Harbour Master", "June 2026")


def beside(text: str, page: int, top: float = 30.0) -> Strip:
    return Strip((Cell((Paragraph(text),)),), Place(page=page, box=(50.0, top, 200.0, top + 10)), loose=True, gap=1)


def table(page: int) -> list[Strip]:
    return [Strip(tuple(Cell((Paragraph(text),)) for text in texts), Place(page=page)) for texts in (HEADER, ROW)]


def marked(*strips: Strip | Sequence[Strip]) -> list[tuple[int | None, str]]:
    flat = [strip for each in strips for strip in ([each] if isinstance(each, Strip) else each)]
    read = mark_running(Sheet("ruled", tuple(flat)), meanings())
    return [(strip.place.page, strip.text) for strip in read.strips if strip.furniture]


def test_the_head_of_two_pages_of_four_runs_but_for_its_first_coming() -> None:
    head = [beside("Harbour Committee", page) for page in (2, 3)]
    assert marked(beside("Harbour Plan", 1), table(1), head[0], table(2), head[1], table(3), table(4)) == [(3, "Harbour Committee")]


def test_a_line_of_the_papers_heading_runs_wherever_it_stands_on_the_page_after() -> None:
    heading = [beside("Saltby Town Council", 1, 60), beside("Harbour Action Plan 2026", 1, 90)]
    assert marked(heading, table(1), beside("Saltby Town Council", 2, 20), table(2)) == [(2, "Saltby Town Council")]


@pytest.mark.parametrize("text", ["Priority 2: Safe water", "Objective"])
def test_the_heading_or_label_of_a_section_does_not_run(text: str) -> None:
    assert marked(table(1), beside(text, 2), table(2), beside(text, 3), table(3)) == []


def test_the_councils_name_above_the_title_of_another_plan_stays() -> None:
    head = beside("Saltby Town Council", 1), beside("Harbour Action Plan 2026", 1, 60)
    again = beside("Saltby Town Council", 2), beside("Market Action Plan 2027", 2, 60)
    assert marked(head, table(1), again, table(2)) == []


def test_the_foot_of_two_pages_runs_on_both() -> None:
    foot = [beside("Printed on recycled paper", page, 800) for page in (1, 3)]
    assert marked(table(1), foot[0], table(2), table(3), foot[1]) == [(1, foot[0].text), (3, foot[1].text)]
    assert marked(table(1), beside("As above", 1, 500), table(2), beside("As above", 2, 700)) == []


@pytest.mark.parametrize(("drift", "runs"), [(12.0, True), (-12.0, True), (12.5, False), (-12.5, False)])
def test_a_foot_may_stand_a_little_higher_or_lower_on_one_page_of_thousands(drift: float, runs: bool) -> None:
    others = [strip for page in range(1, 3000) for strip in (*table(page), beside(f"Harbour file {page}", page, 790))]
    feet = [beside("Printed on recycled paper", page, 800 + drift * (page == 4000)) for page in (3000, 4000)]
    found = marked(others, table(3000), feet[0], table(4000), feet[1])
    assert found == ([(3000, feet[0].text), (4000, feet[1].text)] if runs else [])


def test_texts_without_pages_have_none() -> None:
    assert marked([Strip((Cell((Paragraph("Harbour"),)),), Place(line=line), loose=True) for line in (1, 2)]) == []


def test_next_to_a_pages_number_words_of_the_papers_first_lines_run() -> None:
    def line(number: int, text: str) -> Strip:
        return Strip((Cell((Paragraph(text),)),), Place(line=number), loose=True)

    row = Strip(tuple(Cell((Paragraph(text),)) for text in ROW), Place(line=9))
    front, body = line(1, "Saltby Council Safe Boats Harbour Plan"), [line(5, "Page 4 of 9"), line(6, "Harbour Plan"), row]
    assert [strip.text for strip in part_running([front, row, *body], meanings())[1]] == ["Page 4 of 9", "Harbour Plan"]
    assert part_running([front, row, body[0], line(6, "Safe Boats"), row, line(12, "Harbour Plan")], meanings())[1] == [body[0]]
