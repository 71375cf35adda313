"""Papers of another kind before, behind and between plans in one text."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import product
from pathlib import Path

import pytest

from extract.documents import read_document
from extract.files.encodings import decode
from extract.papers import part_papers, shows_cells
from extract.plans import find_plans
from model import Line
from tests.extract.strips import meanings
from tests.small_plans import column, part_of, parts_of, strays

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
PLANS = sorted(SAMPLES.glob("plans/*.txt"))
OTHERS = sorted(SAMPLES.glob("near-misses/*.txt"))
ROWS = """Action

Lead

By when

Paint the bandstand

Grounds Team

May 2027

Mend the lock gates

Canal Engineer

June 2027

Ask anglers what they need
{cell}
Moorings Officer

July 2027
"""
FRONT = "Foss Valley Harbour Board\n\nHarbour Action Plan 2027\n\n"
REGISTER = """Foss Valley Harbour Board
Corporate Risk Register, spring 2027

A storm breaks the harbour wall, and the fleet has to be moved up the river for weeks

Nobody answers the advertisement for a pilot, and ships wait outside

The dredger is sold, and silt closes the inner basin to all but dinghies
"""
Rows = Counter[tuple[tuple[tuple[str, ...], str], ...]]


def text_of(path: Path) -> str:
    return decode(path.read_bytes(), path.name).text


def rows_of(text: str) -> Rows:
    parts = find_plans(read_document(text.encode(), "a.txt", "text/plain", meanings()), meanings())
    return Counter(tuple(sorted((column.roles, cell.text) for column, cell in row.cells)) for part in parts for row in part.rows)


@lru_cache(maxsize=32)
def alone(plan: Path) -> Rows:
    return rows_of(text_of(plan))


def changed(plan: Path, other: Path) -> list[str]:
    texts = {"behind": f"{text_of(plan)}\n\n{text_of(other)}", "before": f"{text_of(other)}\n\n{text_of(plan)}"}
    return [where for where, text in texts.items() if rows_of(text) != alone(plan)]


@pytest.mark.parametrize("plan", ["culture-flattened-bullets", "waste-flattened-sections", "send-lead-with-deadline"])
@pytest.mark.parametrize("other", ["agenda", "equality-impact", "glossary-only", "minutes"])
def test_another_paper_changes_no_row_of_a_plan(plan: str, other: str) -> None:
    paper = SAMPLES / "plans" / f"{plan}.txt"
    assert alone(paper)
    assert changed(paper, SAMPLES / "near-misses" / f"{other}.txt") == []


@pytest.mark.slow
def test_no_paper_changes_a_row_of_any_plan() -> None:
    assert len(PLANS) > 8
    assert len(OTHERS) > 5
    assert {f"{plan.stem} {other.stem}": where for plan, other in product(PLANS, OTHERS) if (where := changed(plan, other))} == {}


def test_what_another_paper_says_is_kept_beside_the_plan() -> None:
    part = part_of(f"{FRONT}{ROWS.format(cell='')}\n\n{REGISTER}")
    assert column(part, "timescale") == ["May 2027", "June 2027", "July 2027"]
    apart = [stray.text for stray in part.strays if stray.why == "other_paper"]
    assert apart == [line for line in REGISTER.splitlines() if line]


def test_a_plan_between_two_papers_is_read() -> None:
    between = rows_of(f"{REGISTER}\n\n{FRONT}{ROWS.format(cell='')}\n\n{REGISTER}")
    assert between == rows_of(f"{FRONT}{ROWS.format(cell='')}")
    assert sum(between.values()) == 3


@pytest.mark.parametrize("cell", ["Equality Impact Assessment\n", "Minutes of the meeting published\n", "Performance report\n"])
def test_a_cell_that_sounds_like_another_papers_title_takes_no_cell_away(cell: str) -> None:
    part = part_of(f"{FRONT}{ROWS.format(cell=chr(10) + cell)}")
    assert column(part, "timescale") == ["May 2027", "June 2027", "July 2027"]
    assert column(part, "lead") == ["Grounds Team", "Canal Engineer", "Moorings Officer"]


def test_a_deadline_that_sounds_like_one_begins_none_where_the_rows_go_on_behind_it() -> None:
    rows = "\n\n".join(f"Mend lock {at}\n\nGrounds Team\n\nA long report that tells of lock {at}\n\nReplies" for at in range(4))
    paper = part_papers([Line(at, text) for at, text in enumerate(f"Report to Cabinet by June 2027\n\n{rows}".split("\n"))], meanings())[-1]
    assert paper.other and shows_cells(paper, meanings())


def test_lines_of_one_paper_stay_together() -> None:
    lines = [Line(number, text) for number, text in enumerate(f"{FRONT}{ROWS.format(cell='')}".splitlines(), start=1)]
    (paper,) = part_papers(lines, meanings())
    assert paper.lines == lines
    assert not paper.other
    assert part_papers([], meanings()) == []


# -- what papers around a plan say of it ---------------------------------------------------------------------------------------

PLAN = "<h1>Otterby Ponds Action Plan 2028</h1><table><tr><th>Action<th>Lead<th>By when{}</table>".format(
    "".join(f"<tr><td>{action}<td>Parks Manager<td>May 2029" for action in ("Dredge the long pond", "Mend the sluice", "Plant reeds"))
)
OTHER = "<p>Ravenmoor District Council<p>Equality Impact Assessment<p>Nobody loses by it.<table><tr><td>Sex<td>No<tr><td>Age<td>No</table>"


@pytest.mark.parametrize("page", [f"{OTHER}<hr>{PLAN}", f"{PLAN}<hr>{OTHER}"], ids=["before", "behind"])
def test_a_paper_of_another_kind_says_nothing_of_the_plan_beside_it(page: str) -> None:
    (part,) = parts_of(f"<!doctype html>{page}", "text/html")
    assert [paragraph.text for paragraph in part.heading] == ["Otterby Ponds Action Plan 2028"]
    assert "Ravenmoor" not in part.text and not strays(part, furniture=False)
    assert len(part.rows) == 3


def test_the_last_page_before_a_plans_title_may_be_its_own_front() -> None:
    front = "<h1>Fresh water for Otterby</h1><p>Otterby Town Council<p>Our ponds matter to us all."
    (part,) = parts_of(f"<!doctype html>{OTHER}<hr>{front}<h2>Action Plan 2028</h2>{PLAN}", "text/html")
    assert "Otterby Town Council" in part.text and "Ravenmoor" not in part.text


@pytest.mark.parametrize(
    "action", ["Refresh the medium term financial plan with three scenarios", "Review reserves against the risk register"]
)
def test_an_action_about_a_paper_begins_none(action: str) -> None:
    text = ROWS.format(cell="").replace("Paint the bandstand", action)
    assert [paper.other for paper in part_papers([Line(at, said) for at, said in enumerate(text.splitlines(), 1)], meanings())] == [False]
    assert column(part_of(f"Harbour Action Plan 2026\n\n{text}"), "action")[0] == action
