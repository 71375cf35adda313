"""Rows under their levels: what is carried down, what a row continues, what is put aside."""

from __future__ import annotations

from tests.small_plans import column, levels, objectives, part_of, strays

HEADER = "Objective\tAction\tLead\tBy when"


def paper(*rows: str, header: str = HEADER) -> str:
    return "\n".join(["Riverside Action Plan 2026", "", header, *rows])


def flags(text: str) -> list[tuple[str, ...]]:
    return [row.flags for row in part_of(text).rows]


def test_an_objective_stands_over_the_rows_that_leave_it_blank() -> None:
    part = part_of(
        paper(
            "1. Living rivers\tMend the weir gate\tRiver Warden\tMay 2026",
            "\tPlant reeds along the bank\tParks Manager\tJune 2026",
            "2. Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
        )
    )
    assert objectives(part) == [("1", "Living rivers"), ("1", "Living rivers"), ("2", "Open banks")]


def test_a_time_below_words_that_broke_off_is_their_rest() -> None:
    header = "Action\tLead\tBy when\tProgress"
    rows = ["Mend the gate\tWarden\tMay 2026\tDone, and opened in", header, "\t\t\tMarch 2026", "Plant reeds\tParks\tJune 2026\tDone"]
    assert column(part_of(paper(*rows, header=header)), "update") == ["Done, and opened in March 2026", "Done"]


def test_a_name_that_the_page_cut_brings_what_stands_beside_it() -> None:
    header = "Action\tLead\tBy when\tProgress"
    rows = ["Mend the gate\tRivers and\tMay 2026\tOpened", header, "\tFlood Manager\t\tMarch 2026", "Plant reeds\tParks\tJune 2026\tDone"]
    part = part_of(paper(*rows, header=header))
    assert column(part, "lead") == ["Rivers and Flood Manager", "Parks"]
    assert column(part, "update") == ["Opened / March 2026", "Done"]


def test_an_objective_that_only_goes_on_is_the_one_above() -> None:
    rows = ["Living rivers\tMend the gate\tRiver Warden\tMay 2026", "(cont'd)\tPlant reeds\tParks Manager\tJune 2026"]
    assert objectives(part_of(paper(*rows))) == [(None, "Living rivers")] * 2


def test_abbreviations_below_the_table_are_no_rows() -> None:
    rows = ["Living rivers\tMend the gate\tRiver Warden\tMay 2026", "RW\tRivers and Water\t\t", "\tPlant reeds\tParks Manager\tJune 2026"]
    part = part_of(paper(*rows, "", "WFD\tWater Framework Directive\tEA\tEnvironment Agency"))
    assert part.glossary == (("WFD", "Water Framework Directive", "EA", "Environment Agency"),)
    assert len(part.rows) == 3


def test_initials_beside_an_action_are_no_abbreviation_of_it() -> None:
    rows = ["TC\tMend the weir gate\tMay 2026", "PC\tParish Council to review the charges\t"]
    assert len(part_of(paper(*rows, header="Who\tAction\tWhen")).rows) == 2


def test_an_empty_action_takes_the_one_above_within_its_objective() -> None:
    text = paper(
        "Living rivers\tMend the weir gate\tRiver Warden\tMay 2026",
        "\t\tParks Manager\tJune 2026",
        "Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
    )
    part = part_of(text)
    assert column(part, "action") == ["Mend the weir gate", "Mend the weir gate", "Clear the towpath"]
    assert flags(text) == [(), ("action_carried_down",), ()]


def test_where_there_is_no_action_above_the_objective_is_it() -> None:
    text = paper(
        "Living rivers\tMend the weir gate\tRiver Warden\tMay 2026",
        "Open every towpath to wheelchairs\t\tParks Manager\tJune 2026",
        "Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
    )
    assert column(part_of(text), "action")[1] == "Open every towpath to wheelchairs"
    assert flags(text)[1] == ("action_from_objective",)


def test_a_line_that_comes_to_no_action_is_no_row_and_no_word_of_it_is_lost() -> None:
    part = part_of("Rivers Action Plan 2026\n\nAction\tLead\tBy when\n\tParks Manager\tJune 2026\nMend the weir\tRiver Warden\tMay 2026\n")
    assert column(part, "action") == ["Mend the weir"]
    assert {"Parks Manager", "June 2026"} <= {stray.text for stray in part.strays if not stray.furniture}


def test_an_objective_printed_in_pieces_is_whole_in_every_row() -> None:
    text = paper(
        "Keep all rivers clean\tMend the weir gate\tRiver Warden\tMay 2026",
        "and open to swimmers\tPlant reeds along the bank\tParks Manager\tJune 2026",
        "Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
    )
    part = part_of(text)
    assert [text for _, text in objectives(part)] == ["Keep all rivers clean and open to swimmers"] * 2 + ["Open banks"]
    assert flags(text) == [("objective_split_over_rows",), ("objective_split_over_rows",), ()]


def test_numbers_before_a_level_are_its_own_and_else_the_actions() -> None:
    rows = ["1\tLiving rivers\tMend the weir gate\tRiver Warden\tMay 2026", "\t\tPlant reeds along the bank\tParks Manager\tJune 2026"]
    part = part_of(paper(*rows, "2\tOpen banks\tClear the towpath\tRiver Warden\tJuly 2026", header="No\t" + HEADER))
    assert objectives(part) == [("1", "Living rivers"), ("1", "Living rivers"), ("2", "Open banks")]
    assert column(part, "ref") == ["", "", ""]
    rows = ["1\tLiving rivers\tMend the weir gate\tRiver Warden\tMay 2026", "2\t\tPlant reeds along the bank\tParks Manager\tJune 2026"]
    part = part_of(paper(*rows, "3\tOpen banks\tClear the towpath\tRiver Warden\tJuly 2026", header="No\t" + HEADER))
    assert [ref for ref, _ in objectives(part)] == [None, None, None]
    assert column(part, "ref") == ["1", "2", "3"]


def test_a_printers_mark_among_levels_is_put_aside_and_named() -> None:
    part = part_of(
        paper(
            "Living rivers\tMend the weir gate\tRiver Warden\tMay 2026",
            "K.R.T. 204\tPlant reeds along the bank\tParks Manager\tJune 2026",
            "Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
        )
    )
    assert [text for _, text in objectives(part)] == ["Living rivers", "Living rivers", "Open banks"]
    assert strays(part, furniture=False) == ["K.R.T. 204"]


def test_an_abbreviation_is_a_level_like_any_other() -> None:
    rows = ["Housing\tMend the weir gate\tRiver Warden\tMay 2026", "CCTV\tPlant reeds along the bank\tParks Manager\tJune 2026"]
    part = part_of(paper(*rows, header="Theme\tAction\tLead\tBy when"))
    assert levels(part) == [(None, "Housing"), (None, "CCTV")]
    assert strays(part, furniture=False) == []


def test_a_theme_that_begins_with_an_article_has_no_number() -> None:
    rows = ["A Greener Riverside\tMend the weir gate\tRiver Warden\tMay 2026", "A Safer Riverside\tPlant reeds\tParks Manager\tJune 2026"]
    assert levels(part_of(paper(*rows, header="Theme\tAction\tLead\tBy when"))) == [
        (None, "A Greener Riverside"),
        (None, "A Safer Riverside"),
    ]


def test_the_same_priority_printed_again_is_no_new_one() -> None:
    rows = [f"Living rivers\t{action}\tRiver Warden\tMay 2026" for action in ("Mend the weir gate", "Plant reeds along the bank")]
    part = part_of(paper(*rows, header="Priority\tAction\tLead\tBy when"))
    assert part.rows[0].priority is part.rows[1].priority


def test_bold_words_of_a_priority_cell_name_it_and_the_rest_explains_it() -> None:
    cell = "<p><b>2. Living rivers</b></p><p>Water fit to swim in.</p>"
    part = part_of(
        paper(
            f"{cell}\tMend the weir gate\tRiver Warden\tMay 2026",
            "\tPlant reeds\tParks Manager\tJune 2026",
            header="Priority\tAction\tLead\tBy when",
        )
    )
    (first, second) = [row.priority for row in part.rows]
    assert first is second and first is not None
    assert (first.ref, first.text, first.description) == ("2", "Living rivers", "Water fit to swim in.")


def test_a_cell_that_says_which_aim_it_is_gives_its_number_and_its_words() -> None:
    part = part_of(
        paper(
            "Objective 1: Living rivers\tMend the weir gate\tRiver Warden\tMay 2026",
            "Objective 1: Living rivers\tPlant reeds along the bank\tParks Manager\tJune 2026",
            "Objective 2 – Open banks\tClear the towpath\tRiver Warden\tJuly 2026",
        )
    )
    assert objectives(part) == [("1", "Living rivers"), ("1", "Living rivers"), ("2", "Open banks")]
    assert "Objective 1:" in strays(part, furniture=True)


def test_a_line_that_only_adds_up_figures_is_no_row() -> None:
    rows = ("Living rivers\tMend the weir gate\tWarden\tMay 2026\t£4,000", "Open banks\tClear the path\tParks Manager\tJuly 2026\t£500")
    for last in ("Total\t\t\t\t£4,500", "Total\t\t\t\t£1.1 million", "\tGrand total:\t\t\t£4,500", "Average\t\t\t2\t56%"):
        part = part_of(paper(*rows, last, header=f"{HEADER}\tCost"))
        assert column(part, "action") == ["Mend the weir gate", "Clear the path"]
        assert any("otal" in stray or "Average" in stray for stray in strays(part, furniture=True))
    bare = part_of(paper(*rows, "\tNumber of actions", header=f"{HEADER}\tCost"))
    assert column(bare, "action") == ["Mend the weir gate", "Clear the path"]
    kept = part_of(paper(*rows, "\tTotal the fines that are owed\tRiver Warden\tMay 2027\t£500", header=f"{HEADER}\tCost"))
    assert column(kept, "action")[2] == "Total the fines that are owed"


def test_a_line_of_a_form_that_nobody_filled_in_is_no_row() -> None:
    part = part_of("""| Ref | Action | Owner | Due date |
|---|---|---|---|
| 1 | Tar the slipway | Boat Keeper | May 2027 |
| 2 | Mend the davits | Boat Keeper | June 2027 |
| 3 | [What is to be done] | [name] | [date] |
| {{NO}} | {{ACTION}} | {{OWNER}} | {{DUE}} |
| 5 | e.g. Make a list of boats | | Y / N |
| e.g. 6 | e.g. Paint the pier | e.g. Keeper | e.g. March |
| 4 | {Paint the pier} | {Keeper or clerk} | {DATE} |
""")
    assert column(part, "action") == ["Tar the slipway", "Mend the davits"]


def test_what_is_struck_out_of_an_action_is_still_a_row() -> None:
    part = part_of("""| Ref | Action | Owner | Due date |
|---|---|---|---|
| 1 | Tar the slipway | Boat Keeper | May 2027 |
| 2 | [Not for publication] | Boat Keeper | June 2027 |
""")
    assert column(part, "action") == ["Tar the slipway", "[Not for publication]"]


def test_a_printers_mark_among_the_numbers_of_the_objectives_is_none_and_moves_no_cell() -> None:
    rows = [
        "1.\tLiving rivers\tMend the weir gate\tRiver Warden\tMay 2026\tGate ordered",
        "\t\tPlant reeds along the bank\tParks Manager\tJune 2026\tReeds were planted at two of",
        "RTC 0315/v2\t\t\t\t\tthe bends",
        "2.\tOpen banks\tClear the towpath\tRiver Warden\tJuly 2026\tDone",
    ]
    part = part_of(paper(*rows, header="\tObjective\tAction\tLead\tBy when\tProgress"))
    assert objectives(part) == [("1", "Living rivers")] * 2 + [("2", "Open banks")]
    assert column(part, "update") == ["Gate ordered", "Reeds were planted at two of the bends", "Done"]
    assert strays(part, False) == ["RTC 0315/v2"]


def test_a_code_beside_a_lead_and_a_time_is_the_rows_number_though_its_action_is_empty() -> None:
    rows = ["RBC/RI/01\tMend the weir gate\tRiver Warden\tMay 2026", "RBC/RI/02\t\tMoorings Team\tJune 2027"]
    part = part_of(paper(*rows, header="Ref\tAction\tLead\tBy when"))
    assert strays(part, False) == []
    assert column(part, "ref") == ["RBC/RI/01", "RBC/RI/02"]


def test_long_codes_beside_an_objective_that_stands_over_several_actions_number_the_actions() -> None:
    said = ("Living rivers\tMend the weir gate", "\tPlant reeds along the bank", "Open banks\tClear the towpath", "\tCut the hedges")
    codes = [f"RBC/RIV/00{number}" for number in range(1, 5)]
    rows = [f"{code}\t{text}\tRiver Warden\tMay 2026" for code, text in zip(codes, said, strict=True)]
    part = part_of(paper(*rows, header="Ref\tObjective\tAction\tLead\tBy when"))
    assert column(part, "ref") == codes and objectives(part)[0] == (None, "Living rivers")
