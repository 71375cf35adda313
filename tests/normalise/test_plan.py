"""A part to a plan: what it is, whose it is, its records, and the doubts a person should see."""

from __future__ import annotations

from datetime import date

from model import Front, Plan, Source, Told
from normalise.plan import read_plan
from tests.small_plans import part_of, plan_of, words

HEADER = "Action\tLead\tBy when\tUpdate Feb 2027"
ROWS = ["Mend the slipway\tHM\tMay 2027\tNot started", "Mark the reef\tMoorings Team\tQ3 2027/28\tComplete"]
BARE = [row.rpartition("\t")[0] for row in (HEADER, *ROWS)]
"""The same without progress, which dates the paper."""


def paper(*lines: str, told: Told | None = None) -> Plan:
    return plan_of("\n".join(lines), told or Told())


def codes(plan: Plan) -> set[str]:
    return {doubt.code for doubt in plan.doubts}


def test_what_a_paper_says_of_itself() -> None:
    plan = paper("Lewes District Council", "Harbour Action Plan 2026-2028", "Draft", "", HEADER, *ROWS)
    assert plan.council is not None and (plan.council.name, plan.council.gss_code) == ("Lewes District Council", "E07000063")
    assert (plan.title, plan.start_year, plan.end_year, plan.stage) == ("Harbour Action Plan 2026-2028", 2026, 2028, "draft")
    assert (plan.edition, plan.edition_date) == ("2027-02", date(2027, 2, 28))
    assert (plan.extractors, plan.tables, codes(plan)) == (("delimited",), 1, set())


def test_what_people_tell_wins() -> None:
    plan = paper("Lewes District Council", "Harbour Action Plan 2026-2028", "", HEADER, *ROWS, told=Told(council="Adur District Council"))
    assert plan.council is not None and plan.council.name == "Adur District Council"


def test_a_place_is_the_council_of_the_years_of_the_plan() -> None:
    before, after = (paper(f"Somerset Harbours Action Plan {years}", "", *BARE) for years in ("2012-2015", "2025-2028"))
    assert [plan.council and plan.council.name for plan in (before, after)] == ["Somerset County Council", "Somerset Council"]


def test_a_paper_that_names_no_council_says_so() -> None:
    plan = paper("Harbour Action Plan 2026-2028", "", HEADER, *ROWS)
    assert plan.council is None and codes(plan) == {"council_unknown"}


def test_a_glossary_expands_the_leads() -> None:
    plan = paper("Harbour Action Plan 2026-2028", "", HEADER, *ROWS, "", "Glossary", "HM\tHarbour Master")
    assert plan.glossary == {"HM": "Harbour Master"}
    assert plan.records[0].leads.value is not None and [lead.name for lead in plan.records[0].leads.value] == ["Harbour Master"]


def test_a_sentence_may_say_what_initials_mean() -> None:
    plan = paper("Harbour Action Plan 2026-2028", "The lead is given for each. HM means Harbour Master, who sails.", "", HEADER, *ROWS)
    assert plan.glossary == {"HM": "Harbour Master"} and lead_names(plan)[0] == ["Harbour Master"]
    assert not paper("Harbour Action Plan 2026-2028", "HM means to sail on Sunday.", "", HEADER, *ROWS).glossary


def test_a_page_of_abbreviations_expands_the_leads_of_a_plan_on_another() -> None:
    printed = ("Contents", "Abbreviations used in this plan", "HM Harbour Master", "MMO: Marine Management Organisation")
    fronts = [Front(line, 2) for line in printed]
    part = part_of("\n".join(["Harbour Action Plan 2026-2028", "", HEADER, *ROWS]))
    plan = read_plan(part, 1, Source("a.txt", "a.txt", "0" * 64, 1, "text/plain"), words(), fronts)
    assert plan.glossary == {"HM": "Harbour Master", "MMO": "Marine Management Organisation"} and lead_names(plan)[0] == ["Harbour Master"]


def lead_names(plan: Plan) -> list[list[str]]:
    return [[lead.name for lead in record.leads.value or ()] for record in plan.records]


def test_a_key_on_one_line_expands_the_leads() -> None:
    rows = ["Mend the slipway\tHM\tMay 2027\tx", "Mark the reef\tHM, AD-C\tMay 2027\tx", "Dredge\tHM / SEA LO\tMay 2027\tx"]
    key = "Leads: HM – Harbour Master; SEA LO – Sea Liaison Officer; AD-C – Assistant Director, Coast"
    plan = paper("Harbour Action Plan 2026-2028", key, "", HEADER, *rows)
    master = "Harbour Master"
    assert lead_names(plan) == [[master], [master, "Assistant Director, Coast"], [master, "Sea Liaison Officer"]]
    assert plan.glossary == {"HM": "Harbour Master", "SEA LO": "Sea Liaison Officer", "AD-C": "Assistant Director, Coast"}


def test_a_key_of_persons_gives_their_names() -> None:
    rows = ["Mend the slipway\tTV\tMay 2027\tx", "Mark the reef\tOB / TV\tMay 2027\tx"]
    plan = paper("Harbour Action Plan 2026-2028", "", HEADER, *rows, "", "Key: TV Tamsin Vellacott, Harbour Master; OB Odile Brask, Diver.")
    assert lead_names(plan) == [["Tamsin Vellacott"], ["Odile Brask", "Tamsin Vellacott"]]


def test_initials_that_no_lead_prints_are_no_key() -> None:
    plan = paper("Harbour Action Plan 2026-2028", "Tides: HW – High water; LW – Low water", "", HEADER, *ROWS)
    assert plan.glossary == {}


def test_a_printed_key_gives_bands_their_years() -> None:
    rows = ["Mend the slipway\tHarbour Master\tShort term\tx", "Mark the reef\tMoorings Team\tLong term\tx"]
    plain = paper("Harbour Action Plan 2026-2028", "", HEADER, *rows)
    keyed = paper("Harbour Action Plan 2026-2028", "Key: Short term = 2026-27; Long term = 2030-35", "", HEADER, *rows)
    assert [record.timescale.value.due for record in plain.records if record.timescale.value] == [None, None]
    assert all(record.timescale.value and record.timescale.value.due for record in keyed.records)


def test_the_same_action_printed_twice_is_flagged_the_second_time() -> None:
    plan = paper(
        "Harbour Action Plan 2026-2028",
        "",
        HEADER,
        ROWS[0],
        ROWS[1],
        "Mend  the “slipway”\tHM\tMay 2028\t",
        'Mend the "slipway"\tHM\tMay 2028\t',
    )
    assert [("repeats_earlier_action" in record.flags) for record in plan.records] == [False, False, False, True]
    assert [record.ordinal for record in plan.records] == [1, 2, 3, 4]


def test_introductions_and_closing_lists_are_remarks_and_strays_are_warnings() -> None:
    plan = paper(
        "Harbour Action Plan 2026-2028",
        "This plan says how the harbour will be kept open.",
        HEADER,
        *ROWS,
        "",
        "Nothing to do with it.",
        "",
        "Related plans",
        "Fishing Plan",
    )
    told = {doubt.code: doubt.severity for doubt in plan.doubts if doubt.code != "council_unknown"}
    assert told == {"introduction": "info", "closing": "info", "stray_text": "warning"}
    assert {doubt.text for doubt in plan.doubts if doubt.code == "stray_text"} == {"Nothing to do with it."}


def test_quarters_in_which_nothing_stands_yet_date_nothing() -> None:
    lines = ["Reef Action Plan", "Action\tLead\tBy when\tQ1 2030/31 update\tQ2 2030/31 update\tQ3 2030/31 update"]
    rows = ["Mend the slipway\tHarbour Master\tMay 2031\tBegun\tDone\t", "Dredge it\tHarbour Master\tMay 2031\tBegun\t\t"]
    assert plan_of("\n".join([*lines, *rows])).edition == "2030-09"
    empty = ["Mend the slipway\tHarbour Master\tMay 2031\t\t\t", "Dredge it\tHarbour Master\tMay 2031\t\t\t"]
    assert plan_of("\n".join([*lines, *empty])).edition == "2030-12"
