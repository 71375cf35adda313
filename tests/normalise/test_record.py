"""Rows to records: what each cell becomes, and that whatever has no field goes to `extra` with its header."""

from __future__ import annotations

from datetime import date

import pytest

from model import Record
from tests.small_plans import plan_of


def records(header: str, *rows: str) -> tuple[Record, ...]:
    return plan_of("\n".join(["Harbour Action Plan 2026-2028", "", header, *rows])).records


def extra(record: Record) -> dict[str, str]:
    return {reading.rule: reading.printed for reading in record.extra}


def codes(record: Record) -> list[str]:
    return [doubt.code for doubt in record.doubts]


PLAIN = "Mark the reef with buoys\tMoorings Team\tJune 2026"


def test_a_row_becomes_a_record_with_the_words_it_was_read_from() -> None:
    record, _ = records(
        "Ref\tAction\tLead\tBy when\tProgress", "1.1\tMend the har- bour wall\tHarbour Manager\tBy May 2026\tComplete", f"1.2\t{PLAIN}\t"
    )
    assert record.action_ref is not None and record.action_ref.value == "1.1"
    assert (record.action.printed, record.action.value, record.action.rule) == (
        "Mend the har- bour wall",
        "Mend the harbour wall",
        "mended",
    )
    assert record.leads.value is not None and [(lead.name, lead.kind) for lead in record.leads.value] == [("Harbour Manager", "role")]
    assert record.timescale.value is not None and record.timescale.value.due == date(2026, 5, 31)
    assert record.status.value is not None and record.status.value.state == "complete"
    assert (record.ordinal, record.place.line) == (1, 4)


def test_a_lead_with_a_deadline_in_one_cell_keeps_the_words_apart() -> None:
    record, _ = records(
        "Action\tLead and timescale", "Mend the slipway\t<p>Harbour Master</p><p>By May 2026</p>", "Mark the reef\tMoorings Team June 2026"
    )
    assert record.lead_raw is not None and record.lead_raw.value == "Harbour Master"
    assert record.timescale.value is not None and (record.timescale.value.raw, record.timescale.value.edtf) == ("By May 2026", "../2026-05")


@pytest.mark.parametrize(
    ("lead", "when", "due"),
    [
        ("Harbour Master", "Report to the Board by May 2026", date(2026, 5, 31)),
        ("Harbour Master", "2 buoys by May 2026, 5 by May 2027", date(2027, 5, 31)),
    ],
)
def test_a_paragraph_with_the_deadline_keeps_its_words_where_they_name_nobody(lead: str, when: str, due: date) -> None:
    _, record = records("Action\tLead and timescale", "Mend the slipway\tHarbour Master June 2026", f"Mark it\t<p>{lead}</p><p>{when}</p>")
    assert record.lead_raw is not None and record.lead_raw.value == lead
    assert record.leads.value is not None and [each.name for each in record.leads.value] == ["Harbour Master"]
    assert record.timescale.value is not None and (record.timescale.value.raw, record.timescale.value.due) == (when, due)


@pytest.mark.parametrize("when", ["Highways May 2036", "In partnership with the school by May 2036"])
def test_a_body_beside_a_time_stays_with_the_leads(when: str) -> None:
    other = "Mend the slipway\tHarbour Master June 2036"
    _, record = records("Action\tLead and timescale", other, f"Mark it\t<p>Town Clerk</p><p>{when}</p>")
    assert record.timescale.value is not None and record.timescale.value.raw in ("May 2036", "by May 2036")
    assert record.lead_raw is not None and record.lead_raw.value is not None and len(record.lead_raw.value) > len("Town Clerk")


def test_a_paragraph_of_the_key_s_bands_beside_a_lead_is_no_lead() -> None:
    rows = [f"Mend lock {number}\t<p>{band}</p><p>Harbour Master</p>" for number, band in enumerate(("S", "M-L", "O"))]
    key = "S = short term (1-2 years), M = 3-5 years, L = 5-9 years"
    *coded, _ = records("Action\tWhen and who", *rows, "Mark it\t<p>Harbour Master</p>", "", key)
    for record, band in zip(coded, ("S", "M-L", "O"), strict=True):
        assert record.leads.value is not None and [each.name for each in record.leads.value] == ["Harbour Master"]
        assert record.timescale.value is not None and record.timescale.value.raw == band
        assert ("timescale_unread" in codes(record)) == (band != "S")  # the key has a letter, and neither a stretch of two nor "O"


def test_a_column_of_rating_and_progress_gives_the_colour_its_cells_open_with() -> None:
    said = "Two buoys are still at sea."
    opened, silent = records("Action\tLead\tBy when\tRAG and commentary", f"{PLAIN}\tAMBER – {said}", f"{PLAIN}\t{said}")
    assert opened.rag is not None and (opened.rag.value, opened.rag.rule) == ("AMBER", "printed_colour")
    assert opened.update is not None and opened.update.value == f"AMBER – {said}"
    assert silent.rag is None


def test_a_state_that_stands_in_a_column_of_colours_is_the_row_s() -> None:
    header = "Action\tLead\tBy when\tRAG\tComments"
    done, green = records(header, f"{PLAIN}\tComplete\t20 buoys went to the quay", f"{PLAIN}\tGreen\t20 buoys went to the quay")
    assert done.status.value is not None and done.status.value.state == "complete"
    assert done.update is not None and done.update.value == "20 buoys went to the quay"
    assert green.status.value is not None and green.status.value.state == "unknown"
    waiting, plain = records(header, f"{PLAIN}\tNot started\t", f"{PLAIN}\tGreen\t")
    assert waiting.update is None and waiting.status.value is not None and waiting.status.value.state == "not_started"
    assert plain.status.value is None or plain.status.value.state is None


def test_words_say_more_of_progress_than_a_share() -> None:
    header = "Action\tAssigned to\tDue date\tStatus\tProgress\tLatest note"
    noted, silent = records(header, f"{PLAIN}\tAssigned\t60%\tHalf of the buoys float.", f"{PLAIN}\tAssigned\t0%\t")
    assert noted.update is not None and noted.update.value == "Half of the buoys float."
    assert extra(noted)["Progress"] == "60%"
    assert silent.status.value is not None and silent.status.value.state == "not_started"
    (part,) = records(header, f"{PLAIN}\tAssigned\t0.6\tHalf of the buoys float.")
    assert part.update is not None and part.update.value == "Half of the buoys float."


def test_a_share_that_is_begun_or_unfinished_is_neither_nothing_nor_all() -> None:
    read = records("Action\tLead\tDue date\t% complete", *(f"{PLAIN}\t{share}" for share in ("0.0", "0.004", "0.999")))
    states = [each.status.value.state for each in read if each.status.value is not None]
    assert states == ["not_started", "partially_complete", "partially_complete"]


def test_start_and_completion_are_one_span() -> None:
    first, second = records(
        "Action\tLead\tStart date\tCompletion date",
        "Mend the slipway\tHarbour Master\tMay 2026\tMarch 2027",
        "Mark the reef\tMoorings Team\t\tJune 2026",
    )
    span = first.timescale.value
    assert span is not None and (span.kind, span.edtf, span.start, span.due) == (
        "range",
        "2026-05/2027-03",
        date(2026, 5, 1),
        date(2027, 3, 31),
    )
    assert span.raw == "May 2026; March 2027"
    assert second.timescale.value is not None and second.timescale.value.edtf == "2026-06"


def test_a_start_alone_says_from_when_and_not_until_when() -> None:
    started, yearly = records(
        "Action\tLead\tStart date\tCompletion date",
        "Mend the slipway\tHarbour Master\tMay 2026\t",
        "Mark the reef\tMoorings Team\tMonthly\t",
    )
    span = started.timescale.value
    assert span is not None and (span.kind, span.edtf, span.start, span.due) == ("range", "2026-05/..", date(2026, 5, 1), None)
    assert yearly.timescale.value is not None and (yearly.timescale.value.kind, yearly.timescale.value.frequency) == (
        "recurring",
        "monthly",
    )


def test_a_start_column_says_all_there_is_where_the_completion_is_none() -> None:
    going, fixed, _ = records(
        "Action\tLead\tStart date\tCompletion date",
        "Mend the slipway\tHarbour Master\tOngoing\tN/A",
        "Mark the reef\tMoorings Team\tMay 2026\tn/a",
        f"{PLAIN}\tJuly 2026",
    )
    assert going.timescale.value is not None and (going.timescale.value.kind, going.timescale.value.ongoing) == ("ongoing", True)
    assert fixed.timescale.value is not None and (fixed.timescale.value.edtf, fixed.timescale.value.due) == ("2026-05/..", None)


def test_of_two_columns_of_progress_the_one_of_comments_stays_beside_it() -> None:
    record, _ = records(
        "Action\tLead\tProgress to date\tComments", "Mend the slipway\tHarbour Master\tComplete\tFunded by the port", f"{PLAIN}\t"
    )
    assert record.status.value is not None and record.status.value.state == "complete"
    assert extra(record) == {"Comments": "Funded by the port"}


@pytest.mark.parametrize("first", ["Lead committee\tOfficer", "Directorate\tAccountable Officer"])
def test_of_two_leads_the_one_that_answers_to_members_or_sorts_them_stays_beside_the_one_that_acts(first: str) -> None:
    record, _ = records(
        f"Action\t{first}", "Mend the slipway\tHarbour Committee\tHarbour Master", "Mark the reef\tHarbour Committee\tClerk"
    )
    assert record.leads.value is not None and [lead.name for lead in record.leads.value] == ["Harbour Master"]


@pytest.mark.parametrize(
    ("printed", "action"),
    [
        ("Fit new lamps on the pier.2", "Fit new lamps on the pier."),
        ("Mark the reef (all buoys)1", "Mark the reef (all buoys)"),
        ("Mend the slipway²", "Mend the slipway"),
        ("Mend the slipway as in para.3", "Mend the slipway as in para.3"),
        ("Pave a further 200 m²", "Pave a further 200 m²"),
        ("Cut emissions of CO2", "Cut emissions of CO2"),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_an_action(printed: str, action: str) -> None:
    record, _ = records("Action\tLead\tTimescale", f"{printed}\tHarbour Master\tMay 2026", PLAIN)
    assert record.action.value == action


def test_a_start_after_the_completion_is_published_as_neither() -> None:
    record, _ = records(
        "Action\tLead\tStart date\tCompletion date",
        "Mend the slipway\tHarbour Master\tMay 2028\tMarch 2027",
        "Mark the reef\tMoorings Team\tMay 2026\tJune 2026",
    )
    span = record.timescale.value
    assert span is not None and (span.kind, span.start, span.due, span.edtf) == ("unclear", None, None, None)
    assert codes(record) == ["start_after_completion"] and record.timescale.printed == "May 2028; March 2027"


def test_as_above_takes_what_stands_above() -> None:
    first, second = records("Action\tLead\tBy when", "Mend the slipway\tHarbour Master\tMay 2026", "Mark the reef\tAs above\tAs above")
    assert second.leads.value == first.leads.value
    assert second.timescale.value is not None and second.timescale.value.due == date(2026, 5, 31)
    assert second.timescale.value.raw == "As above" and "cross_reference" in second.flags


def test_as_above_beside_a_cross_reference_stays_unclear() -> None:
    _, second = records("Action\tLead\tBy when", "Mend the slipway\tHarbour Master\tMay 2026", "See priority 1\tAs above\tAs above")
    assert not second.leads.value and "cross_reference" in second.flags
    assert second.timescale.value is not None and (second.timescale.value.kind, second.timescale.value.due) == ("unclear", None)


def test_a_status_column_says_the_state_and_progress_says_the_rest() -> None:
    record, _ = records(
        "Action\tLead\tProgress\tStatus",
        "Mend the slipway\tHarbour Master\tStone is ordered\tNot started",
        "Mark the reef\tMoorings Team\tDone\tComplete",
    )
    assert record.update is not None and record.update.value == "Stone is ordered"
    assert record.status.value is not None and (record.status.value.state, record.status.printed) == ("not_started", "Not started")


@pytest.mark.parametrize(
    ("progress", "state"), [("14 of 60 moorings surveyed", "partially_complete"), ("Works are complete", "unknown"), ("", "not_started")]
)
def test_open_says_only_that_an_item_is_not_closed(progress: str, state: str) -> None:
    record, _ = records(
        "Action\tLead\tProgress\tStatus",
        f"Mend the slipway\tHarbour Master\t{progress}\tOpen",
        "Mark the reef\tMoorings Team\tDone\tClosed",
    )
    assert record.status.value is not None and record.status.value.state == state
    assert extra(record) == ({"Status": "Open"} if progress else {})


def test_a_status_cell_that_tells_no_state_is_not_lost() -> None:
    record, _ = records(
        "Action\tLead\tProgress\tStatus",
        "Mend the slipway\tHarbour Master\tWork is complete\tGroup B",
        "Mark the reef\tMoorings Team\tDone\tComplete",
    )
    assert record.status.value is not None and record.status.value.state == "complete"
    assert extra(record) == {"Status": "Group B"}


def test_a_status_column_alone_is_the_update() -> None:
    record, _ = records("Action\tLead\tStatus", "Mend the slipway\tHarbour Master\tUnderway", "Mark the reef\tMoorings Team\tComplete")
    assert record.update is not None and record.update.value == "Underway"
    assert record.status.value is not None and record.status.value.state == "in_progress"


def test_of_two_dated_updates_the_later_counts_and_the_other_is_kept() -> None:
    record, _ = records(
        "Action\tLead\tUpdate May 2027\tUpdate May 2026",
        "Mend the slipway\tHarbour Master\tComplete\tNot started",
        "Mark the reef\tMoorings Team\tComplete\tComplete",
    )
    assert record.update is not None and record.update.value == "Complete"
    assert extra(record) == {"Update May 2026": "Not started"}


def test_a_completion_column_beside_the_expected_date() -> None:
    record, second = records(
        "Action\tLead\tTarget date\tActual completion date",
        "Mend the slipway\tHarbour Master\tMay 2026\t12/04/2026",
        "Mark the reef\tMoorings Team\tMay 2026\t",
    )
    assert record.completed is not None and record.completed.value == date(2026, 4, 12)
    assert second.completed is None


def test_a_report_of_what_was_done_below_a_header_of_completion_tells_the_end() -> None:
    reports = ("Presented and approved by the Board on 12/04/2026", "15/04/2026", "Masons engaged and still cutting stone", "16/04/2026")
    told = records("Action\tLead\tBy when\tCompleted", *(f"Mend the slipway\tHarbour Master\tMay 2026\t{report}" for report in reports))
    assert [record.status.value.state if record.status.value else None for record in told] == ["complete", None, "in_progress", None]
    assert [record.completed.value.day if record.completed and record.completed.value else None for record in told] == [None, 15, None, 16]


def test_bare_numbers_below_a_header_of_hundredths_are_shares() -> None:
    told = records("Action\tLead\tBy when\tProgress %", *(f"Mend the slipway\tHarbour Master\tMay 2026\t{share}" for share in (100, 40, 0)))
    assert [record.status.value.state for record in told if record.status.value is not None] == ["complete", "unknown", "not_started"]
    assert [record.update.value for record in told if record.update is not None] == ["100", "40", "0"]


def test_words_of_a_state_go_before_a_bare_share_where_nothing_else_tells_progress() -> None:
    line = "Mend the slipway\tHarbour Master\tMay 2026\t{}\t{}"
    shares = (("Not started", "0%"), ("In progress", "40%"), ("", "40%"))
    told = records("Action\tLead\tBy when\tStatus\tProgress bar", *(line.format(*each) for each in shares))
    assert [each.update.printed if each.update else None for each in told] == ["Not started", "In progress", "40%"]


def test_a_share_below_a_header_that_says_what_of_tells_a_state() -> None:
    rows = (f"Mend the slipway\tHarbour Master\tMay 2026\t{share}" for share in ("60%", "100%"))
    told = records("Action\tLead\tBy when\t% complete", *rows)
    assert [record.status.value.state for record in told if record.status.value is not None] == ["partially_complete", "complete"]


def test_a_share_says_more_than_that_an_item_is_not_closed() -> None:
    line = "Mend the slipway\tHarbour Master\tMay 2026\t{}\t{}"
    shares = (("100%", "Y"), ("45%", "N"), ("", "N"))
    told = records("Action\tLead\tBy when\t% complete\tDone Y/N", *(line.format(*each) for each in shares))
    states = [record.status.value.state if record.status.value else None for record in told]
    assert states == ["complete", "partially_complete", "not_started"]


def test_words_beside_a_share_tell_the_state_and_the_share_is_published() -> None:
    (record,) = records("Action\tLead\tBy when\t% complete\tUpdate", f"{PLAIN}\t40%\tThe contractor has started and is on site.")
    assert record.status.value is not None and record.status.value.state == "in_progress"
    assert "40%" in [reading.printed for reading in record.extra]


def test_of_two_columns_of_states_the_one_in_words_tells_and_the_share_is_published() -> None:
    rows = (f"{PLAIN}\t{stage}\t{share}\tBuoys are at the quay" for stage, share in (("On hold", "10%"), ("", "100%")))
    held, done = records("Action\tLead\tBy when\tStage\tPercentage complete\tComments", *rows)
    assert held.status.value is not None and held.status.value.state == "deferred"
    assert extra(held) == {"Percentage complete": "10%"}
    assert done.status.value is not None and done.status.value.state == "complete"


def test_the_column_of_the_end_says_when_beside_those_of_phases() -> None:
    phases = "Planning phase\tImplementation phase\tProgress to date"
    (record,) = records(f"Action\tLead\t{phases}\tCompletion date", "Mark the reef\tMoorings Team\t2030\t2031\tBuoys are on order\t2033")
    assert record.timescale.value is not None and record.timescale.value.edtf == "2033"
    (alone,) = records("Action\tLead\tImplementation phase", "Mark the reef with buoys\tMoorings Team\t2031")
    assert alone.timescale.value is not None and alone.timescale.value.edtf == "2031"


@pytest.mark.parametrize("header", ["Resources", "Carbon Impact", "Wildlife gain", "Portfolio Holder"])
def test_a_column_without_a_field_goes_to_extra(header: str) -> None:
    record, second = records(f"Action\tLead\tBy when\t{header}", "Mend the slipway\tHarbour Master\tMay 2026\tTwo masons", f"{PLAIN}\t")
    assert extra(record) == {header: "Two masons"} and extra(second) == {}


def test_a_second_lead_column_is_kept() -> None:
    record, _ = records(
        "Action\tPartners\tLead officer\tBy when",
        "Mend the slipway\tYacht Club\tHarbour Master\tMay 2026",
        "Mark the reef\tYacht Club\tMoorings Team\tMay 2026",
    )
    assert record.lead_raw is not None and record.lead_raw.value == "Harbour Master" and extra(record) == {"Partners": "Yacht Club"}


def test_what_cannot_be_read_is_a_doubt_with_the_line_that_settles_it() -> None:
    record, second = records("Action\tLead\tBy when", 'Mend the slipway\tXqv\tHerring "run"', PLAIN)
    (doubt,) = [doubt for doubt in record.doubts if doubt.field == "timescale"]
    assert (doubt.code, doubt.ordinal) == ("timescale_unread", 1) and doubt.suggestion is not None and '\\"run\\"' in doubt.suggestion
    assert record.timescale.value is not None and record.timescale.value.due is None
    assert second.doubts == () and second.confidence > record.confidence


def test_a_state_that_is_but_hinted_at_is_told() -> None:
    hinted, told = records("Action\tLead\tBy when\tProgress", f"{PLAIN}\tWardens hired by the trust", f"{PLAIN}\tCompleted")
    assert [doubt.code for doubt in hinted.doubts] == ["status_hinted"] and told.doubts == ()
    assert hinted.status.value is not None and hinted.status.value.state == "complete"


def test_cells_as_long_as_a_paper_are_doubts_and_offer_no_line() -> None:
    record, second = records("Action\tLead\tBy when", f"Mend the slipway\t{'Harbour Master, ' * 400}\t{'May 2026 ' * 700}", PLAIN)
    assert sorted(codes(record)) == ["lead_unread", "timescale_unread"]
    assert [doubt.suggestion for doubt in record.doubts] == [None, None]
    assert record.leads.value == () and second.doubts == ()


def test_a_hyphened_pair_of_years_is_told() -> None:
    record, _ = records("Action\tLead\tBy when", "Mend the slipway\tHarbour Master\t2026-27", PLAIN)
    assert "ambiguous_year_pair" in record.flags and codes(record) == ["ambiguous_year_pair"]


def test_deadlines_are_dug_out_of_prose() -> None:
    record, _ = records(
        "Action\tLead\tOutcomes and timescales",
        "Mend the slipway\tHarbour Master\tThe slipway opens by May 2026 to all boats",
        "Mark the reef\tMoorings Team\tTen buoys by June 2026",
    )
    assert record.timescale.value is not None and (record.timescale.value.raw, record.timescale.value.due) == (
        "by May 2026",
        date(2026, 5, 31),
    )
    assert record.outcomes.value == ("The slipway opens by May 2026 to all boats",)


def test_blank_cells_give_no_reading_and_no_doubt() -> None:
    record, _ = records("Action\tLead\tBy when\tProgress", "Mend the slipway\t\tMay 2026\t", f"{PLAIN}\tDone")
    assert (record.lead_raw, record.update, record.rag, record.doubts) == (None, None, None, ())
    assert record.status.value is not None and record.status.value.state is None


REFS = [("a)", "a"), ("2.1.", "2.1"), ("(b)", "(b)"), ("R4", "R4"), ("M- 01", "M-01"), ("M- 01, M- 02", "M- 01, M- 02")]


@pytest.mark.parametrize(("printed", "ref"), REFS)
def test_a_number_stands_without_the_mark_behind_it(printed: str, ref: str) -> None:
    record, _ = records("Ref\tAction\tLead\tBy when", f"{printed}\tMend the slipway\tHarbour Master\tMay 2026", f"9\t{PLAIN}")
    assert record.action_ref is not None and (record.action_ref.printed, record.action_ref.value) == (printed, ref)


@pytest.mark.parametrize("names", [("Target", "Revised"), ("Original due date", "Revised due date")])
def test_a_revised_date_in_a_column_of_its_own_takes_the_place_of_the_first(names: tuple[str, str]) -> None:
    rows = (f"Mark the reef with buoys\tMoorings Team\t30/06/2026\t{revised}" for revised in ("31/03/2027", "", "30/09/2026"))
    moved, kept, _ = records("\t".join(("Action", "Lead", *names)), *rows)
    assert moved.timescale.value is not None and moved.timescale.value.due == date(2027, 3, 31)
    assert extra(moved) == {names[0]: "30/06/2026"}
    assert kept.timescale.value is not None and kept.timescale.value.due == date(2026, 6, 30)


def test_a_revised_date_that_is_none_leaves_the_first() -> None:
    rows = (f"Mark the reef with buoys\tMoorings Team\t30/06/2026\t{revised}" for revised in ("31/03/2027", "n/a"))
    _, same = records("Action\tLead\tDue date\tRevised due date", *rows)
    assert same.timescale.value is not None and same.timescale.value.due == date(2026, 6, 30)


def test_a_forecast_takes_the_place_of_a_baseline_which_stands_where_there_is_none() -> None:
    rows = (f"Mark the reef with buoys\tMoorings Team\t31/03/2026\t{forecast}" for forecast in ("30/06/2026", "", "16/01/2026"))
    told = records("Action\tLead\tBaseline date\tForecast date", *rows)
    due = [record.timescale.value.due for record in told if record.timescale.value is not None]
    assert due == [date(2026, 6, 30), date(2026, 3, 31), date(2026, 1, 16)]
    assert extra(told[0]) == {"Baseline date": "31/03/2026"}


@pytest.mark.parametrize("columns", ["Baseline date\tTarget date\tReview date", "Original date\tRevised date\tNext review date"])
def test_a_day_of_review_takes_no_deadline_s_place(columns: str) -> None:
    (record,) = records(f"Action\tLead\t{columns}", "Mark the reef with buoys\tMoorings Team\t31/03/2026\t30/06/2026\t31/12/2027")
    assert record.timescale.value is not None and record.timescale.value.edtf == "2026-06-30"


def test_a_share_of_something_else_tells_no_state() -> None:
    (record,) = records("Action\tLead\tBy when\tProgress (% behind)", f"{PLAIN}\t40")
    assert record.status.value is None or record.status.value.state == "unknown"


def test_brackets_without_a_word_in_a_post_cost_nothing() -> None:
    (record,) = records("Action\tLead\tBy when", "Mark the reef with buoys\tProperty () Team\tJune 2026")
    assert [lead.name for lead in record.leads.value or ()] == ["Property Team"]


def test_a_cell_that_is_a_time_is_no_outcome_where_the_others_of_its_column_are_prose() -> None:
    prose = "The wardens look at the new lock gates again once the dredger has left the inner basin"
    rows = [f"Mend lock {number}\tHarbour Master\t{prose} {number} times" for number in range(3)]
    *_, last = records("Action\tLead\tWhen", *rows, "Mark the reef\tMoorings Team\tDecember 2026/ January 2027")
    assert last.outcomes.value == ()
    assert last.timescale.value is not None and last.timescale.value.raw == "December 2026/ January 2027"


@pytest.mark.parametrize(("answer", "state"), [("Yes", "complete"), ("Part", "partially_complete")])
def test_an_answer_below_completed_tells_the_state_beside_comments_that_do_not(answer: str, state: str) -> None:
    header, other = "Action\tLead\tBy when\tCompleted?\tComments", "Dredge the basin\tHarbour Master\tMay 2026\tNo\tNext year"
    record, _ = records(header, f"{PLAIN}\t{answer}\tSeals were seen", other)
    assert record.status.value is not None and record.status.value.state == state
    assert record.update is not None and record.update.printed == "Seals were seen"


def test_leads_below_an_empty_header_are_read() -> None:
    rows = ("Mend the weir | Clerk | May 2026", "Mow the bank | Parks Manager | June 2026", "Map the culverts | Clerk | July 2026")
    assert [record.lead_raw.value for record in records("Action |  | Due date", *rows)] == ["Clerk", "Parks Manager", "Clerk"]
