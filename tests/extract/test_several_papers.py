"""Two plans in one Word file or page, each laid out its own way, are two parts; a plan that prints its own title again is one."""

from __future__ import annotations

from model import Part
from tests.small_plans import column, parts_of

TABLED = [("Mend the slipway", "Harbour Master", "May 2026"), ("Dredge the basin", "Moorings Team", "June 2026"),
          ("Mark the reef with buoys", "Moorings Team", "Ongoing")]  # fmt: skip
CARDED = [("Open on Sundays", "Markets Manager", "May 2027"), ("Paint the stalls", "Town Clerk", "June 2027"),
          ("Count the visitors", "Town Clerk", "July 2027")]  # fmt: skip
WHY = "".join(f"<p>The market has been held here for {years} hundred years, and more people come to it every week.</p>" for years in (2, 3))


def tabled(title: str = "Harbour Action Plan 2026", council: str = "Fernleigh Borough Council") -> str:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in TABLED)
    head = "<tr><th>Action</th><th>Lead</th><th>By when</th></tr>"
    return f"<p>{council}</p><h1>{title}</h1>{WHY}{WHY}<p>Progress is shown each spring.</p><table>{head}{rows}</table>"


def carded(title: str = "Market Improvement Plan 2027", council: str = "Oldbridge Town Council") -> str:
    cards = "".join(f"<h3>{action}</h3><p>Owner: {lead}</p><p>Deadline: {when}</p>" for action, lead, when in CARDED)
    return f"<p>{council}</p><h1>{title}</h1>{WHY}<h2>Stalls</h2>{cards}"


def page(*papers: str) -> tuple[Part, ...]:
    return parts_of(f"<html><body>{''.join(papers)}</body></html>", "text/html")


def rows(part: Part) -> list[tuple[str, ...]]:
    return list(zip(column(part, "action"), column(part, "lead"), column(part, "timescale"), strict=True))


def test_a_table_and_cards_behind_it_are_two_plans() -> None:
    first, second = page(tabled(), carded())
    assert (rows(first), rows(second)) == (TABLED, CARDED)
    assert "Oldbridge Town Council" in [line.text for line in second.heading] and "Oldbridge" not in first.text


def test_cards_and_a_table_behind_them_are_two_plans() -> None:
    first, second = page(carded(), tabled())
    assert (rows(first), rows(second)) == (CARDED, TABLED)


def test_two_plans_with_the_same_columns_are_two_where_each_says_whose_it_is() -> None:
    first, second = page(tabled(), tabled("Coast Action Plan 2028", "Oldbridge Town Council"))
    assert (rows(first), rows(second)) == (TABLED, TABLED)


def test_the_same_title_again_begins_no_other_plan() -> None:
    (part,) = page(tabled(), "<p>Fernleigh Borough Council</p><h1>Harbour Action Plan 2026</h1>", WHY * 5)
    assert rows(part) == TABLED


def test_a_paper_without_a_plan_behind_one_changes_nothing() -> None:
    (part,) = page(tabled(), "<p>Oldbridge Town Council</p><h1>Market Improvement Plan 2027</h1>", WHY * 5)
    assert rows(part) == TABLED


def test_a_short_plan_below_the_mark_of_an_annex_is_a_plan_of_its_own() -> None:
    second = tabled("Staff Wellbeing Plan 2027/28").replace(WHY, "").replace("<p>Fernleigh Borough Council</p>", "<p>Appendix B</p>")
    assert [line.text for line in page(tabled(), second)[1].heading][:2] == ["Appendix B", "Staff Wellbeing Plan 2027/28"]
    assert len(page(tabled(), second.replace("<p>Appendix B</p>", ""))) == 1
