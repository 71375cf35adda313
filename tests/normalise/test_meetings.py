"""Minutes of a meeting: the actions noted in them are no plan, and a plan that minutes agreed is one all the same."""

from __future__ import annotations

import pytest

from harvest import mean
from model import Extraction, Harvest, Source
from normalise.paper.meetings import mark_of
from tests.small_plans import parts_of, words

OPENING = """Otterby Town Council
Minutes of the Ponds Working Party held on 12 June 2028

Present: Councillors Ines Halloran (Chair) and Piotr Ashby
Apologies: Councillor Rhys Tandy

1. Newts
Members heard that no newts were seen.
"""
LOG = "Ref\tAction\tOwner\tDue\nA1\tRing the wildlife trust\tTown Clerk\tJuly 2028\nA2\tBuy a net\tTown Clerk\t14 August 2028\n"
NOTED = """Action: Ring the wildlife trust
Officer: Town Clerk
By: July 2028

2. Reeds
The reeds have spread.
Action: Cut the reeds at the north end
Officer: Parks Manager
By: 30 September 2028
"""
NOTES = (
    ("Ring the wildlife trust about newts", "Town Clerk", "July 2028"),
    ("Cut the reeds at the north end", "Parks Manager", "August 2028"),
    ("Mend the fence by the lower pond", "Town Clerk", "May 2029"),
)
CLOSED = "\n3. Date of next meeting\n10 July 2028\nThe meeting closed at 8.40 pm.\n"
TITLE = "Otterby Ponds Action Plan 2028-30\n"


def read(text: str, media_type: str = "text/plain") -> Harvest:
    source = Source("a.txt", "a.txt", "0" * 64, len(text), media_type)
    return mean(source, Extraction(parts_of(text, media_type)), words())


@pytest.mark.parametrize(
    "log",
    [
        NOTED,
        f"\nAction log\n\n{LOG}",
        f"The meeting closed at 9 pm.\nAppendix A: Action list\n\n{LOG}",
        f"{CLOSED}\nAppendix A\n{OPENING}{LOG}",
        f"{CLOSED}\nSubject: Action list\n\n{LOG}",
    ],
    ids=["labels below each item", "a table at the end", "a table in an annex", "other minutes in an annex", "a log of that name"],
)
def test_actions_noted_in_minutes_are_no_plan(log: str) -> None:
    assert parts_of(OPENING + log + CLOSED), "layout finds rows: that they are none is told by the words around them"
    found = read(OPENING + log + CLOSED)
    assert (found.state, found.plans) == ("no_plan", ())
    assert found.error == "The actions in it are noted in the minutes of a meeting."


def test_minutes_open_behind_the_name_of_the_body_and_say_who_was_there_on_one_line() -> None:
    opening = "Ponds Working Party – Minutes of the meeting held on 12 June 2028\n\nPresent: Cllr Halloran. Apologies: Cllr Tandy.\n\n"
    assert read(f"{opening}Members heard of newts.\n\n{LOG}").state == "no_plan"
    assert read(f"Ponds Working Party – what was agreed\n\nPresent: Cllr Halloran. Apologies: Cllr Tandy.\n\n{LOG}").state == "ok"


@pytest.mark.parametrize(
    "text",
    [
        f"Otterby Town Council\n{TITLE}Agreed by the Ponds Working Party (minute 3/28)\n\n{LOG}",
        f"{OPENING}{CLOSED}\n{TITLE}\n{LOG}",
        f"{OPENING}\nAction agreed\tWho\nDrain the dew pond\tClerk\nMow the bank\tClerk\n{CLOSED}\nAppendix 1: Newt work\n\n{LOG}",
        f"{OPENING}{CLOSED}\nReport to Council\nSubject: What the ponds need\n\n{LOG}",
        f"Agenda\nApologies for absence\nDeclarations of interest\nMinutes of the last meeting\nAny other business\n\n{LOG}",
        f"{OPENING}{CLOSED}\n" + "The paper goes on about the ponds of the parish.\n\n" * 90 + LOG,
    ],
    ids=["a minute's number", "a plan behind the minutes", "an annex behind them", "a report behind them", "an agenda", "far behind them"],
)
def test_a_plan_near_minutes_is_one_all_the_same(text: str) -> None:
    found = read(text)
    assert found.state == "ok"
    assert [record.action.value for plan in found.plans for record in plan.records][-2:] == ["Ring the wildlife trust", "Buy a net"]


def test_minutes_behind_a_plan_take_none_of_its_rows() -> None:
    plan = LOG.replace("Ring the wildlife trust", "Dig three ponds").replace("Buy a net", "Fence the marsh")
    found = read(f"Otterby Town Council\n{TITLE}\n{plan}\n{OPENING}{LOG}{CLOSED}")
    assert [record.action.value for own in found.plans for record in own.records] == ["Dig three ponds", "Fence the marsh"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("## 4. Matters arising", "previous"),
        ("31/28 Minutes of the last meeting", "previous"),
        ("Draft minutes of the Parish Council", "opening"),
        ("RESOLVED that the report be noted", "resolved"),
        ("The meeting ended at 4.15 pm", "closed"),
        ("Minute 12/03/28 refers", None),
        ("Presented by the Clerk", None),
        ("Ask who was present", None),
    ],
)
def test_a_mark_stands_at_the_beginning_of_a_line(line: str, kind: str | None) -> None:
    assert mark_of(line, words().papers) == kind


def test_rows_that_begin_with_who_was_present_are_none_of_a_plan() -> None:
    came = "Action points of the ponds party\n\nPresent: Councillors Ines Halloran and Piotr Ashby\n\nTown Clerk\n\nMay 2028\n\n"
    noted = "".join(f"{act}\n\n{who}\n\n{when}\n\n" for act, who, when in NOTES)
    assert [len(part.rows) for part in parts_of(came + noted)] == [4]
    assert read(came + noted).state == "no_plan"
    assert read(noted).state == "ok"
