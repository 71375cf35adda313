"""Actions listed below "Action plan" or "We will" that name nobody and no time: rows that say so; aims and duties give none."""

from __future__ import annotations

import pytest

from tests.small_plans import column, levels, part_of, parts_of, plan_of

WORKS = ("Dredge the inner basin", "Publish a guide to the moorings", "Build a second slip that is wide enough for the lifeboat")
STATES = ("A tidy quay", "Safer steps", "More visiting boats")


def paper(title: str, *heads: str, items: tuple[str, ...] = WORKS, mark: str = "•") -> str:
    return "\n\n".join([title, "The harbour has 80 berths and a slip.", *heads, "\n".join(f"{mark} {item}" for item in items)])


@pytest.mark.parametrize(
    ("title", "heads", "why"),
    [
        ("Harbour Strategy 2031-2036", ["Action plan"], "a heading that says so"),
        ("Harbour Strategy 2031-2036", ["3. Key actions"], "a numbered one"),
        ("Harbour Strategy 2031-2036", ["What we will do", "To keep the harbour open we have agreed on this:"], "a sentence between"),
        ("Harbour Strategy 2031-2036", ["Priority 1: Safe water", "We will:"], "a promise below a priority"),
        ("Harbour Action Plan 2031", ["The council will:"], "a promise below an action plan's title"),
        ("Harbour Action Plan 2031", [], "the title itself"),
        ("Harbour Strategy 2031-2036", ["Appendix A: Action plan"], "an appendix"),
    ],
)
@pytest.mark.parametrize("mark", ["•", "-", "1."])
def test_a_list_that_is_said_to_be_of_actions_gives_rows(title: str, heads: list[str], why: str, mark: str) -> None:
    part = part_of(paper(title, *heads, mark=mark))
    assert column(part, "action") == list(WORKS), why
    assert all(row.flags == ("bare_list",) for row in part.rows)


@pytest.mark.parametrize(
    ("title", "heads", "items", "why"),
    [
        ("Harbour Strategy 2031-2036", ["Our aims"], WORKS, "aims"),
        ("Harbour Strategy 2031-2036", ["Policy H4: Moorings", "The council will:"], WORKS, "a policy's promise"),
        ("Harbour Strategy 2031-2036", ["What skippers will do"], WORKS, "duties of others"),
        ("Harbour Strategy 2031-2036", ["Recommendations"], WORKS, "what somebody was asked to agree"),
        ("Pier Master: job description", ["Key tasks"], WORKS, "a post's tasks"),
        ("Harbour Strategy 2031-2036", ["Action plan"], STATES, "nothing calls to act"),
        ("Harbour Policy", ["What we will do"], WORKS, "a policy"),
        ("Berths and their fees", ["What we will do"], WORKS, "no plan"),
        ("Harbour Strategy 2031-2036", ["Action plan", "How we will know"], WORKS, "measures below the actions' heading"),
        ("Harbour Action Plan working group", ["Agenda"], WORKS, "a group's agenda"),
        ("Harbour Strategy 2031-2036", ["Action plan"], WORKS[:2], "too few"),
    ],
)
def test_a_list_of_other_things_gives_none(title: str, heads: list[str], items: tuple[str, ...], why: str) -> None:
    assert parts_of(paper(title, *heads, items=items)) == (), why


@pytest.mark.parametrize(("label", "refs"), [("Action 2.{}", ["2.1", "2.2", "2.3"]), ("Recommendation {}", []), ("Berth {}", [])])
def test_a_line_that_counts_the_action_below_it_says_that_it_is_one(label: str, refs: list[str]) -> None:
    listed = "\n\n".join(f"{label.format(number)}\n{work}" for number, work in enumerate(WORKS, 1))
    found = parts_of(f"Harbour Strategy 2031-2036\n\nThe harbour has 80 berths.\n\n{listed}")
    assert [(ref, action) for part in found for ref, action in zip(column(part, "ref"), column(part, "action"), strict=True)] == [
        *zip(refs, WORKS, strict=False)
    ]


def test_headings_among_the_lists_are_their_levels() -> None:
    lists = "\n".join(f"Objective {number}: {name}\n\nActions\n\n• {one}\n• {two}\n" for number, name, one, two in LEVELLED)
    part = part_of(f"Harbour Strategy 2031-2036\n\n{lists}")
    assert levels(part) == [("1", "Safe water"), ("1", "Safe water"), ("2", "Busy quay"), ("2", "Busy quay")]


LEVELLED = ((1, "Safe water", *WORKS[:2]), (2, "Busy quay", "Hold a regatta", "Open a market on the quay"))


def test_a_line_that_was_wrapped_goes_on() -> None:
    text = paper("Harbour Strategy 2031-2036", "Action plan").replace("wide enough for", "wide enough\n  for")
    assert column(part_of(text), "action") == list(WORKS)


def test_its_rows_are_never_sure() -> None:
    records = plan_of(paper("Harbour Strategy 2031-2036", "Action plan")).records
    assert [record.confidence for record in records] == [0.5] * 3
    assert all(record.lead_raw is None and record.timescale.value.kind == "none" for record in records if record.timescale.value)


def test_a_table_beside_a_list_is_the_plan() -> None:
    works = ("Mend the quay", "Sweep the slip", "Paint the hut")
    table = "\n".join(["| Action | Lead | When |", "|---|---|---|", *(f"| {work} | Clerk | May 2031 |" for work in works)])
    assert column(part_of(f"{paper('Harbour Strategy 2031-2036', 'What we will do')}\n\n{table}"), "action")[0] == "Mend the quay"
