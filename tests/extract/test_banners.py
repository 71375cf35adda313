"""A lone first cell is a section's name, or a row that holds nothing else."""

from __future__ import annotations

import pytest

from extract.documents import read_document
from extract.plans import find_plans
from model import Part
from tests.extract.strips import meanings
from tests.small_plans import column, part_of

HEAD = "<tr><th>Objective</th><th>Action</th><th>Lead</th><th>By when</th></tr>"


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def levels(table: str) -> list[tuple[str | None, str | None, str]]:
    page = f"<html><body><h1>Harbour Plan 2025</h1><table>{HEAD}{table}</table></body></html>"
    ready = meanings()
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", ready), ready)
    return [
        (
            each.priority.text if each.priority else None,
            each.objective.text if each.objective else None,
            next((cell.text for column, cell in each.cells if "action" in column.roles), ""),
        )
        for each in part.rows
    ]


ROWS = row("Calm water", "Dredge the inner basin", "Harbour Team", "May 2026") + row("", "Mend the lock gate", "Harbour Team", "June 2026")


@pytest.mark.parametrize("banner", ['<tr><td colspan="4">1. Safe Harbours</td></tr>', '<tr><td colspan="4">Safe Harbours</td></tr>'])
def test_what_runs_across_the_table_is_a_section_though_objectives_stand_below_it(banner: str) -> None:
    assert [(priority, action) for priority, _, action in levels(banner + ROWS)] == [
        ("Safe Harbours", "Dredge the inner basin"),
        ("Safe Harbours", "Mend the lock gate"),
    ]


def test_a_line_that_explains_it_tells_a_section_too() -> None:
    table = row("Safe Harbours", "", "", "") + row("Aim: Boats are to lie safe in any wind.", "", "", "") + ROWS
    assert {priority for priority, _, _ in levels(table)} == {"Safe Harbours"}


def test_an_objective_without_an_action_stays_a_row() -> None:
    read = levels(ROWS + row("Clean beaches", "", "", "") + row("Quiet nights", "Ask the crews to idle less", "Harbour Team", "July 2026"))
    assert [objective for _, objective, _ in read] == ["Calm water", "Calm water", "Clean beaches", "Quiet nights"]


def test_a_sentence_across_the_table_right_below_a_section_explains_it() -> None:
    sentence = '<tr><td colspan="4">Boats must lie safe in any wind.</td></tr>'
    page = f'<table>{HEAD}<tr><td colspan="4">1. Safe Harbours</td></tr>{sentence}{ROWS}{sentence}</table>'
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())
    assert [each.priority.description for each in part.rows[:2] if each.priority] == ["Boats must lie safe in any wind."] * 2


def test_a_numbered_level_with_the_list_that_explains_it_is_a_banner() -> None:
    listed = "<p>Target 2: Safe Harbours that</p><ul><li>are lit at night</li><li>have a ladder on every quay</li></ul>"
    page = f"<html><body><h1>Harbour Plan 2025</h1><table>{HEAD}{row(listed, '', '', '')}{ROWS}</table></body></html>"
    ready = meanings()
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", ready), ready)
    (level,) = {each.priority for each in part.rows}
    assert level is not None and (level.ref, level.text) == ("2", "Safe Harbours that")
    assert level.description == "are lit at night\nhave a ladder on every quay"


@pytest.mark.parametrize("name", ["Action plan", "Put the medium term financial plan to rights"])
def test_a_section_named_like_a_plan_or_a_word_of_its_cover_is_no_row(name: str) -> None:
    banner = f'<tr><td colspan="4">{name}</td></tr>'
    first = row("Clean beaches", "Rake the north strand each week", "Beach Team", "July 2026")
    assert [(priority, action) for priority, _, action in levels(first + banner + ROWS)] == [
        (None, "Rake the north strand each week"),
        (name, "Dredge the inner basin"),
        (name, "Mend the lock gate"),
    ]


def headed(*heads: str) -> list[str | None]:
    table = f"<table><tr><th>Action</th><th>Lead</th><th>By when</th></tr>{row('Mend the quay', 'Harbour Team', 'May 2026')}</table>"
    page = "".join(f"<p>{head}</p>{table}" for head in heads)
    return [each.priority.text if each.priority else None for part in _parts(f"<html><body>{page}</body></html>") for each in part.rows]


def _parts(page: str) -> tuple[Part, ...]:
    return find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())


SAID = ("Boats lie safe in any wind that the coast knows.", "Visitors find their way from the quay to the town.")


@pytest.mark.parametrize("form", ["<strong>{}</strong>", "{}:"], ids=["bold", "with a colon"])
def test_sentences_set_alike_above_every_table_head_them(form: str) -> None:
    printed = [form.format(said.rstrip(".") if form == "{}:" else said) for said in SAID]
    assert [(head or "").rstrip(":.") for head in headed(*printed)] == [said.rstrip(".") for said in SAID]


def test_plain_sentences_and_one_sentence_said_twice_head_nothing() -> None:
    assert headed(*SAID) == [None, None]
    assert headed(*["<strong>The actions are set out below.</strong>"] * 2) == [None, None]


TABLE = "<tr><th>Ref</th><th>Action</th><th>Lead</th><th>By when</th></tr>"
FIRST = row("A1", "Dredge the inner basin", "Harbour Team", "May 2026") + row("A2", "Mend the lock gate", "Harbour Team", "June 2026")
SECOND = row("B1", "Plant reeds along the bank", "Parks Manager", "July 2026")


def priorities(body: str) -> list[tuple[str | None, str | None, str | None]]:
    ready = meanings()
    page = f"<html><body><h1>Harbour Plan 2025</h1>{body}</body></html>"
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", ready), ready)
    return [
        (each.priority.ref, each.priority.text, each.objective.text if each.objective else None) if each.priority else (None, None, None)
        for each in part.rows
    ]


def test_a_letter_and_a_name_above_the_header_printed_again_are_a_section_and_so_is_the_line_above_the_first() -> None:
    body = f"<p>A Boats and berths</p><table>{TABLE}{FIRST}{row('B', 'Banks', '', '')}{TABLE}{SECOND}</table>"
    assert priorities(body) == [("A", "Boats and berths", None)] * 2 + [("B", "Banks", None)]


def test_a_name_inside_the_table_above_its_header_bears_out_the_one_above_the_first() -> None:
    body = f"<p>Safe harbours</p><table>{TABLE}{FIRST}{row('Living banks', '', '', '')}{TABLE}{SECOND}</table>"
    assert [text for _, text, _ in priorities(body)] == ["Safe harbours", "Safe harbours", "Living banks"]
    assert [text for _, text, _ in priorities(f"<p>Safe harbours</p><table>{TABLE}{FIRST}{SECOND}</table>")] == [None] * 3


def test_a_section_s_number_may_stand_behind_a_letter_that_its_rows_leave_out() -> None:
    rows = row("1.1", "Dredge the inner basin", "Harbour Team", "May 2026") + row("1.2", "Mend the lock gate", "Harbour Team", "June 2026")
    assert priorities(f"<table>{TABLE}{row('P1', 'Boats', '', '')}{rows}</table>") == [("P1", "Boats", None)] * 2
    assert len(priorities(f"<table>{TABLE}{row('P2', 'Boats', '', '')}{rows}</table>")) == 3
    rows = row("1a", "Dredge the inner basin", "Harbour Team", "May 2026") + row("1b", "Mend the lock gate", "Harbour Team", "June 2026")
    assert priorities(f"<table>{TABLE}{row('1', 'Boats', '', '')}{rows}</table>") == [("1", "Boats", None)] * 2
    after = row("2", "Plant reeds along the bank", "Parks Manager", "July 2026")
    assert len(priorities(f"<table>{TABLE}{row('1', 'Paint the boats', '', '')}{rows}{after}</table>")) == 4


def test_words_alone_under_the_numbers_at_the_foot_of_a_table_are_a_note() -> None:
    assert len(priorities(f"<table>{TABLE}{FIRST}{row('5 records', '', '', '')}</table>")) == 2


def test_an_objective_of_one_table_s_column_is_none_of_the_next_table_s_rows() -> None:
    other = f"<p>What else we do</p><table>{TABLE}{SECOND}</table>"
    page = f"<table>{HEAD}{ROWS}</table>{other}"
    ready = meanings()
    (part,) = find_plans(read_document(f"<h1>Harbour Plan 2025</h1>{page}".encode(), "a.html", "text/html", ready), ready)
    assert [each.objective.text if each.objective else None for each in part.rows] == ["Calm water", "Calm water", None]


def test_a_row_of_nothing_but_its_number_and_action_at_the_foot_of_a_table_stays_a_row() -> None:
    body = f"<table>{TABLE}{FIRST}{row('A3', 'Banks', '', '')}{TABLE}{SECOND}</table>"
    assert len(priorities(body)) == 4


def test_headings_above_numbered_objectives_are_the_priorities() -> None:
    def table(head: str, rows: str) -> str:
        return f"<p><b>{head}</b></p><table>{TABLE}{rows}</table>"

    upper = "<p><b>Boats and berths</b></p>", "<p><b>Banks and paths</b></p>"
    body = upper[0] + table("Objective 1: Calm water", FIRST) + upper[1] + table("Objective 2: Green banks", SECOND)
    assert priorities(body) == [(None, "Boats and berths", "Calm water")] * 2 + [(None, "Banks and paths", "Green banks")]
    assert [text for _, text, _ in priorities(table("Objective 1: Calm water", FIRST))] == ["Calm water"] * 2


def test_names_down_the_side_under_no_header_are_sections() -> None:
    head = "<tr><th></th><th>Action</th><th>Lead</th><th>By when</th></tr>"
    side = "<td rowspan='2'>{}</td>"
    lines = [row("Dredge the basin", "Harbour Team", "May 2026"), row("Mend the gate", "Harbour Team", "June 2026")]
    tables = "".join(lines[0].replace("<tr>", "<tr>" + side.format(name), 1) + lines[1] for name in ("Boats", "Banks"))
    assert [text for _, text, _ in priorities(f"<table>{head}{tables}</table>")] == ["Boats", "Boats", "Banks", "Banks"]


@pytest.mark.parametrize(
    ("said", "ref", "text"), [("Priority 2", "2", "Calm water"), ("2.", "2", "Calm water"), ("2 quays", None, "2 quays Calm water")]
)
def test_a_level_s_word_and_number_may_stand_on_a_line_of_their_own_in_its_cell(said: str, ref: str | None, text: str) -> None:
    head = "<tr><th>Priority</th><th>Action</th><th>Lead</th><th>By when</th></tr>"
    first = row(f"<p>{said}</p><p>Calm water</p>", "Dredge the basin", "Harbour Team", "May 2026")
    found = priorities(f"<table>{head}{first}{row('', 'Mend the gate', 'Harbour Team', 'June 2026')}</table>")
    assert [each[:2] for each in found] == [(ref, text)] * 2


def test_a_sentence_across_the_table_at_its_foot_is_a_note_and_no_row() -> None:
    note = "<tr><td colspan='4'>{}</td></tr>"
    tables = "".join(f"<table>{TABLE}{rows}{note.format('Note: depths are taken at low water.')}</table>" for rows in (FIRST, SECOND))
    assert len(priorities(tables)) == 3
    assert len(priorities(f"<table>{TABLE}{FIRST}{note.format('Depths are taken at low water.')}{SECOND}</table>")) == 3


def test_a_bold_line_above_a_plain_row_is_a_section_though_it_calls_to_act() -> None:
    head = "<tr><th>Aims and actions</th><th>Lead</th><th>By when</th></tr>"
    rows = row("Dredge the inner basin", "Harbour Team", "May 2026") + row("Mend the lock gate", "Harbour Team", "June 2026")
    body = f"<table>{head}{row('<b>Keep the harbour open all the year</b>', '', '')}{rows}</table>"
    assert [text for _, text, _ in priorities(body)] == ["Keep the harbour open all the year"] * 2


def test_a_sentence_with_a_colon_across_the_table_heads_what_stands_below() -> None:
    said = "To make sure that each boat which calls at the harbour in a winter storm finds a berth that is calm, lit and safe to leave:"
    assert len(said) > 120
    across = f'<tr><td colspan="4">{said}</td></tr>'
    assert {priority for priority, _, _ in levels(across + ROWS)} == {said}
    assert {priority for priority, _, _ in levels(ROWS + f'<tr><td colspan="4">{said.rstrip(":")}.</td></tr>')} == {None}


def test_a_labelled_line_above_a_table_is_its_rows_own_and_neither_a_section_nor_the_row_s_above() -> None:
    head = "<tr><th>Action</th><th>By when</th></tr>"
    tables = "".join(
        f"<p><b>Objective {at}: {name}</b></p><p>Lead: {lead}</p><table>{head}{row(first, 'May 2026')}{row(second, 'June 2026')}</table>"
        for at, name, lead, first, second in (
            (1, "Calm water", "Harbour Master", "Dredge the inner basin", "Mend the lock gate"),
            (2, "Green banks", "Parks Manager", "Plant reeds along the bank", "Clear the towpath"),
        )
    )
    assert [text for _, text, _ in priorities(tables)] == ["Calm water"] * 2 + ["Green banks"] * 2
    (part,) = _parts(f"<html><body><h1>Harbour Plan 2025</h1>{tables}</body></html>")
    leads = [cell.text for each in part.rows for column, cell in each.cells if "lead" in column.roles]
    assert leads == ["Harbour Master"] * 2 + ["Parks Manager"] * 2


def test_a_labelled_line_across_a_table_above_its_header_says_one_more_thing_of_its_rows() -> None:
    tables = "".join(
        f"<table><tr><td colspan=4>Objective {at}: {name}</td></tr>"
        f"<tr><td colspan=4>Cabinet member: Councillor Wren</td></tr>{TABLE}{rows}</table>"
        for at, name, rows in ((1, "Calm water", FIRST), (2, "Green banks", SECOND))
    )
    assert priorities(tables) == [("1", "Calm water", None)] * 2 + [("2", "Green banks", None)]
    (part,) = _parts(f"<html><body><h1>Harbour Plan 2025</h1>{tables}</body></html>")
    told = [cell.text for each in part.rows for column, cell in each.cells if column.header == "Cabinet member"]
    assert told == ["Councillor Wren"] * 3


def test_capitals_that_run_over_a_column_of_numbers_are_a_section() -> None:
    rows = row("1", "Dredge the basin", "Harbour Team", "May 2026"), row("2", "Plant reeds", "Clerk", "May 2026")
    lines = rows[0] + row("GREEN", "BANKS", "", "") + rows[1]
    assert [text for _, text, _ in priorities(f"<table>{TABLE}{lines}</table>")] == [None, "GREEN BANKS"]


def test_a_line_with_nothing_but_its_number_and_its_objective_opens_the_objective() -> None:
    lines = ["Ref\tObjective\tAction\tLead\tBy when", "1\tMore reeds\t\t\t", "1.1\t\tPlant the north bank\tWarden\tMay 2027"]
    lines += ["2\tFewer rats\t\t\t", "2.1\t\tClear the old barns\tWarden\tJune 2027", "2.2\t\tBuy two traps\tClerk\tJuly 2027"]
    part = part_of("\n".join(["Marsh Action Plan 2027", "", *lines]))
    assert [row.objective.text if row.objective else None for row in part.rows] == ["More reeds", "Fewer rats", "Fewer rats"]
    assert [row.priority for row in part.rows] == [None] * 3


def test_a_banner_below_a_header_with_a_blank_cell_is_no_part_of_it() -> None:
    head = "<tr><th></th><th>Action</th><th>Lead</th><th>By when</th></tr>"
    lines = "".join(
        f"<tr><td colspan=4><b>Priority {at}: {name}</b></td></tr>{row(f'{at}.1', action, 'Harbour Team', 'May 2026')}"
        for at, name, action in ((1, "Calm water", "Dredge the inner basin"), (2, "Green banks", "Plant reeds along the bank"))
    )
    assert [text for _, text, _ in priorities(f"<table>{head}{lines}</table>")] == ["Calm water", "Green banks"]


def test_what_runs_across_the_foot_of_a_table_is_no_row_where_no_action_stands() -> None:
    head = "<tr><th>Ref</th><th>Action</th><th>Lead</th><th>By when</th></tr>"
    foot = "<tr><td colspan=4>Money needed in all: £1.9 million over five years</td></tr>"
    lines = row("1", "Dredge the basin", "Harbour Team", "May 2026") + row("2", "Plant reeds", "Clerk", "May 2026")
    assert len(priorities(f"<table>{head}{lines}{foot}</table>")) == 2


def test_the_day_that_progress_is_told_for_opens_no_section() -> None:
    rows = "1\tDredge the basin\tHarbour Team\tMay 2026\tComplete\n2\tPlant reeds\tClerk\tMay 2026\tNot started\n"
    part = part_of(f"Harbour action plan\t\t\t\t\nPosition at 30 June 2026\t\t\t\t\nRef\tAction\tLead\tBy when\tProgress\n{rows}")
    assert [row.priority for row in part.rows] == [None, None]


def numbered(banner: str, first: str) -> Part:
    head = "<tr><th>No.</th><th>Action</th><th>Lead</th><th>By when</th></tr>"
    rows = first + row("2", "Mend the lock gate", "Harbour Team", "June 2026")
    rows += row("", banner, "", "") + row("3", "Dig a pond", "Parks", "2027")
    page = f"<html><body><h1>Harbour Plan 2025</h1><table>{head}{rows}</table></body></html>"
    (part,) = find_plans(read_document(page.encode(), "a.html", "text/html", meanings()), meanings())
    return part


def test_bold_words_behind_an_empty_number_head_the_numbered_rows_below() -> None:
    part = numbered("<b>Quiet banks</b>", row("", "<b>Calm water</b>", "", "") + row("1", "Dredge the basin", "Harbour Team", "May 2026"))
    assert [each.priority and each.priority.text for each in part.rows] == ["Calm water", "Calm water", "Quiet banks"]
    part = numbered("Plant reeds as well", row("1", "Dredge the basin", "Harbour Team", "May 2026"))
    assert len(part.rows) == 4 and not any(each.priority for each in part.rows)


def test_labels_and_their_values_in_cells_above_tables_head_them_and_are_no_rows() -> None:
    tables = (
        f"Recommendation {at}\t{name}\nOwner\t{who}\nActions\tTimescale\tStatus\n"
        f"{act} the basin\tMay 2026\tBegun\n{act} it again\t2027\tNot started\n"
        for at, name, who, act in ((1, "Calm water", "Harbour Master", "Dredge"), (2, "Dry land", "Head of Estates", "Drain"))
    )
    part = part_of("Harbour action plan\n\n" + "\n".join(tables))
    named = [("1", "Calm water")] * 2 + [("2", "Dry land")] * 2
    assert [(row.priority.ref, row.priority.text) for row in part.rows if row.priority] == named
    assert column(part, "lead") == ["Harbour Master"] * 2 + ["Head of Estates"] * 2


def test_a_level_named_in_a_sentence_opens_as_a_short_one_does_and_explains_the_heading_that_waits_for_it() -> None:
    names = ("Make sure that every boat in the harbour can lie safe in any wind and at any tide", "Fish")
    head, act = "<tr><th>Action</th><th>Lead</th><th>By when</th></tr>", row("Mend the gate", "Town Clerk", "May 2026")
    long, short = (f'<tr><td colspan="3">Objective: {name}</td></tr>' for name in names)
    assert priorities(f"<table>{head}{long}{act}{short}{act}{long}{act}</table>") == [(None, name, None) for name in (*names, names[0])]
    heading = '<tr><td colspan="3">Priority 1: Boats</td></tr>'
    assert priorities(f"<table>{head}{heading}{long}{act}{act}</table>") == [("1", "Boats", None)] * 2


def test_a_text_s_table_that_a_banner_opens_has_banners_above_its_objectives() -> None:
    rows = ["Calm water\tDredge the basin\tHarbour Team\tMay 2026", "\tMend the lock gate\tHarbour Team\tJune 2026"]
    more = ["Quiet nights\tAsk the crews to idle less\tHarbour Team\tJuly 2026"]
    head = ["Harbour Action Plan", "", "Objective\tAction\tLead\tBy when"]
    part = part_of("\n".join([*head, "Safe harbours\t\t\t", *rows, "Good neighbours\t\t\t", *more]))
    assert [each.priority.text for each in part.rows if each.priority] == ["Safe harbours", "Safe harbours", "Good neighbours"]
    part = part_of("\n".join([*head, *rows, "Good neighbours\t\t\t", *more]))
    assert len(part.rows) == 4 and not any(each.priority for each in part.rows)
