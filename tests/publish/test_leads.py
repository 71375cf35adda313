"""Who is asked to act: each once where they are one, apart where they are not."""

from __future__ import annotations

from datetime import date

from model import Council, Harvest, Lead, Reading
from publish.arrow import plain_rows
from publish.leads import MENTIONS, lead_table, mention_rows
from publish.tables import Row, document_rows
from tests.publish.factories import LEEDS, YORK, harvest, lead, plan, record


def leads_of(*parties: tuple[Lead, Council | None, str]) -> list[Row]:
    papers = []
    for number, (party, council, edition) in enumerate(parties):
        made = record(leads=Reading(party.raw, (party,), "x"))
        day = date(int(edition[:4]), 12, 31)
        papers.append(harvest(plan(made, council=council, edition=edition, edition_date=day), label=f"{number}.txt"))
    return lead_rows(*papers)


def lead_rows(*papers: Harvest) -> list[Row]:
    return lead_table(plain_rows(MENTIONS, mention_rows(document_rows(paper).actions)) for paper in papers).to_pylist()


def test_a_team_of_one_council_is_one_lead_with_every_spelling() -> None:
    rows = leads_of(
        (lead("Parks Team", raw="Parks"), YORK, "2024"),
        (lead("Parks Team", raw="parks team"), YORK, "2022"),
        (lead("Parks Team", raw="Parks"), YORK, "2023"),
    )
    assert [(row["name"], row["council"], row["gss_code"], row["actions"]) for row in rows] == [
        ("Parks Team", "City of York Council", "E06000014", 3)
    ]
    assert rows[0]["aliases"] == ["Parks", "parks team"]
    assert (rows[0]["first_edition"], rows[0]["last_edition"]) == ("2022", "2024")


def test_a_role_is_one_councils_and_an_organisation_everybodys() -> None:
    roles = leads_of((lead("Head of Planning", "role"), YORK, "2024"), (lead("Head of Planning", "role"), LEEDS, "2024"))
    assert {row["council"] for row in roles} == {"City of York Council", "Leeds City Council"}
    bodies = leads_of((lead("Woodland Trust", "organisation"), YORK, "2024"), (lead("Woodland Trust", "organisation"), LEEDS, "2024"))
    assert [(row["council"], row["gss_code"], row["actions"]) for row in bodies] == [(None, None, 2)]


def test_two_papers_that_do_not_tell_their_council_share_no_team() -> None:
    rows = leads_of((lead("Parks Team"), None, "2024"), (lead("Parks Team"), None, "2024"))
    assert len(rows) == 2
    assert len({row["lead_id"] for row in rows}) == 2
    assert [row["council"] for row in rows] == [None, None]


def test_the_same_name_of_another_kind_is_another_lead() -> None:
    assert len(leads_of((lead("Housing", "team"), YORK, "2024"), (lead("Housing", "group"), YORK, "2024"))) == 2


def test_the_commonest_spelling_of_the_name_stands() -> None:
    rows = leads_of((lead("parks team"), YORK, "2024"), (lead("Parks Team"), YORK, "2024"), (lead("Parks Team"), YORK, "2024"))
    assert [row["name"] for row in rows] == ["Parks Team"]


def test_an_action_that_names_a_lead_twice_counts_once() -> None:
    made = record(leads=Reading("x", (lead("Parks Team", raw="Parks"), lead("Parks Team", raw="Parks dept")), "x"))
    (row,) = lead_rows(harvest(plan(made)))
    assert (row["actions"], row["aliases"]) == (1, ["Parks", "Parks dept"])
