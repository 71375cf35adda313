"""A plan's title, years, edition and council from what stands beside its heading."""

from __future__ import annotations

import pytest

from model import Cell, Column, Front, Paragraph, Part, Place, Plan, Row, Source, Stray, Told
from normalise.paper.beside import Beside
from normalise.paper.fronts import fronts_of
from normalise.paper.words import paper_words
from normalise.papers import Paper, read_paper
from normalise.plan import read_plan
from tests.small_plans import words


def paper(heading: list[str], there: Beside) -> Paper:
    return read_paper(heading, (), (), Told(), None, there)


def facts(found: Paper) -> tuple[str | None, int | None, int | None, str | None]:
    return found.title.value, found.start_year, found.end_year, found.edition.value


COVER = ("Room to Grow", "Allotments Strategy", "2025 – 2030", "Wychavale District Council")
AGENDA = ("Cabinet", "Monday, 8 September 2025", "Tree Strategy", "Waste Strategy")


@pytest.mark.parametrize(
    ("heading", "there", "said"),
    [
        (["Our action plan"], Beside(pages=(COVER,)), ("Allotments Strategy 2025 – 2030", 2025, 2030, None)),
        (["Action Plan"], Beside(pages=(AGENDA,)), ("Action Plan", None, None, "2025-09-08")),
        (["Delivery Plan 2026/27"], Beside(pages=(COVER,)), ("Allotments Strategy 2025 – 2030 Delivery Plan 2026/27", 2026, 2027, None)),
        (["Pond Strategy 2024-2027"], Beside(running=("17/06/2026, 09:41 Ponds",)), ("Pond Strategy 2024-2027", 2024, 2027, None)),
        (["Pond Strategy 2024-2027"], Beside(running=("17/06/2026",)), ("Pond Strategy 2024-2027", 2024, 2027, "2026-06-17")),
        (["Actions"], Beside(running=("Pond Strategy 2024-2027",)), ("Pond Strategy 2024-2027", 2024, 2027, None)),
        ([], Beside(names=("Tree strategy action plan 2025-2035",)), ("Tree strategy action plan 2025-2035", 2025, 2035, None)),
        ([], Beside(names=("Scan 0001",)), (None, None, None, None)),
        ([], Beside(names=("Cabinet report tree strategy 12 June",)), (None, None, None, None)),
        (["Fair Wychavale 2025–2029"], Beside(running=("Fair Wychavale – 2025–2029",)), ("Fair Wychavale 2025–2029", 2025, 2029, None)),
        (["Fair Wychavale 2025–2029"], Beside(), (None, None, None, None)),
        (
            [],
            Beside(pages=(("It reports on the Air Quality Action Plan 2024-2029 in", "full."),)),
            ("Air Quality Action Plan 2024-2029", 2024, 2029, None),
        ),
        (["Pond Strategy"], Beside(pages=(("Pond Strategy", "2024 to 2027"),)), ("Pond Strategy", 2024, 2027, None)),
        (["Pond Strategy"], Beside(pages=(("Weir Strategy 2024 to 2027",),)), ("Pond Strategy", None, None, None)),
        (["Pond Strategy"], Beside(below=("Page last updated: 17 April 2025",)), ("Pond Strategy", None, None, "2025-04-17")),
        (["Pond Strategy"], Beside(below=("Item Budget 2026/27 Spent to date",)), ("Pond Strategy", None, None, None)),
        (["Pond Strategy"], Beside(below=("Position as at Q3 2025/26",)), ("Pond Strategy", None, None, "2025-12")),
        (["Pond Strategy"], Beside(below=("Updated spring 2026",)), ("Pond Strategy", None, None, "2026-21")),
        (
            ["Pond Strategy"],
            Beside(above=("Version Date Change", "1.0 3 January 2025 First draft", "3.1 12 May 2025 For consultation")),
            ("Pond Strategy", None, None, "2025-05-12"),
        ),
        (
            ["Pond Strategy"],
            Beside(pages=(("Agenda", "2. Minutes of the committee of 13 March 2025"),)),
            ("Pond Strategy", None, None, None),
        ),
    ],
)
def test_what_stands_beside_a_heading(
    heading: list[str], there: Beside, said: tuple[str | None, int | None, int | None, str | None]
) -> None:
    assert facts(paper(heading, there)) == said


def plan(fronts: list[Front], strays: tuple[Stray, ...] = (), label: str = "9_pond.pdf") -> Plan:
    row = Row(((Column("Action", ("action",)), Cell((Paragraph("Mend the weir"),))),), Place(page=9), "ruled")
    return read_plan(
        Part((), (row,), (row.cells[0][0],), strays=strays), 1, Source(label, label, "0" * 64, 1, "application/pdf"), words(), fronts
    )


def test_the_cover_of_a_pack_says_whose_the_plan_is() -> None:
    found = plan([Front("Lewes District Council", 1), Front("Cabinet", 1), Front("3 June 2025", 1)])
    assert found.council is not None and (found.council.name, found.edition) == ("Lewes District Council", "2025-06-03")


def test_what_is_printed_behind_a_plan_does_not_introduce_it() -> None:
    assert plan([Front("Lewes District Council", 10)]).council is None


def test_an_address_at_the_foot_says_whose_the_plan_is() -> None:
    foot = Stray("housing@lewes.gov.uk   page 9", Place(page=9), "running_line", furniture=True)
    found = plan([], (foot,))
    assert found.council is not None and (found.council.name, found.council.rule) == ("Lewes District Council", "web_address")
    two = Stray("housing@adur.gov.uk", Place(page=9), "running_line", furniture=True)
    assert plan([], (foot, two)).council is None


def test_the_name_of_a_file_is_the_last_to_give_a_title() -> None:
    assert plan([], label="papers/12_pond_strategy-2024-27.pdf").title == "Pond strategy 2024-27"
    assert plan([Front("Weir Strategy 2024-27")], label="papers/12_pond_strategy-2024-27.pdf").title == "Weir Strategy 2024-27"


def annex(title: str, page: int, *above: str) -> Part:
    row = Row(((Column("Action", ("action",)), Cell((Paragraph("Mend the weir"),))),), Place(page=page), "ruled")
    return Part(tuple(Paragraph(line, Place(page=page)) for line in (*above, title)), (row,), (row.cells[0][0],))


def test_a_later_plan_of_a_paper_is_of_the_same_council_and_day_and_has_a_title_of_its_own() -> None:
    parts = [annex("Pond Strategy 2024-27", 3, "Lewes District Council", "Cabinet, 5 June 2025"), annex("Actions", 6)]
    ready = paper_words(words().papers)
    fronts = [Front("Weir Strategy 2020-23", 2), Front("Tree Strategy 2025-30", 5)]
    later = fronts_of(2, parts, fronts, ready)
    found = read_plan(parts[1], 2, Source("a.pdf", "a.pdf", "0" * 64, 1, "application/pdf"), words(), later)
    assert found.council is not None and found.council.name == "Lewes District Council"
    assert (found.title, found.start_year, found.edition) == ("Tree Strategy 2025-30", 2025, "2025-06-05")
    assert fronts_of(1, parts, fronts, ready) == tuple(fronts)
