"""Words that stand one or two spaces apart, as a page had them, are cells where many of them begin, and nowhere else."""

from __future__ import annotations

from textwrap import dedent

from extract.tables.prose import printed_lines
from extract.tables.spaced.loose_words import close_words
from model import Line, Page
from tests.small_plans import column, levels, part_of

LOOSE = """
Harbour  Plan   of  Ferry  Town

Quays    and   Steps
Action                           Lead  officer        By when
Dredge  the inner  basin and     Harbour  Master      March  2025
the  channel below  it
Light  the north  steps          Head of  Property    May  2026
                                 Services
Ask each  boat owner  for a      Warden                Ongoing
plan  of where  they moor

The    Water
Mend  the slipway                Town  Clerk          June  2026
"""


def close(text: str) -> list[str]:
    page = Page(tuple(Line(number, line) for number, line in enumerate(dedent(text).strip("\n").split("\n"), 1)))
    return [line.text for line in close_words(printed_lines([page]))]


def test_cells_of_words_that_stand_loosely_are_whole() -> None:
    part = part_of(LOOSE)
    assert column(part, "action") == [
        "Dredge the inner basin and the channel below it",
        "Light the north steps",
        "Ask each boat owner for a plan of where they moor",
        "Mend the slipway",
    ]
    assert column(part, "lead") == ["Harbour Master", "Head of Property Services", "Warden", "Town Clerk"]
    assert column(part, "timescale") == ["March 2025", "May 2026", "Ongoing", "June 2026"]
    assert [name for _, name in levels(part)] == [*["Quays and Steps"] * 3, "The Water"]


def test_a_gutter_of_two_spaces_stays_where_cells_begin_behind_it() -> None:
    text = """
    Action            Lead        By when
    Dredge the basin  Clerk       May 2026
    Light the steps.  Warden      June 2026
    Mend the quay.    The clerk.  Then all
    """
    assert close(text) == dedent(text).strip("\n").split("\n")
