"""Columns of spaces: whole cells out of wrapped lines, whatever parts the rows, and no word lost on the way."""

from __future__ import annotations

from textwrap import dedent, wrap

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extract.tables import fixed
from tests.extract.strips import letters, loose, printed, rows, sheet_of, table
from tests.small_plans import column, levels, part_of

HEADER = "Ref   Action                        Lead officer        Timescale      Progress"

NUMBERED = f"""
Ferry Town Council
Harbour Action Plan

{HEADER}
F1    Dredge the inner basin before     Harbour Master      March 2025     Contract let. Work
      the summer moorings open                                             starts in May.
F2    Light the north steps             Town Clerk          Ongoing        Lamps ordered
F3    Ask every boat owner for a        Harbour Master      Spring 2026
      mooring plan                      and Town Clerk
"""


DREDGE = "Dredge the inner basin before the summer moorings open"


def test_a_printed_number_begins_a_row_and_wrapped_cells_are_whole() -> None:
    assert rows(fixed.read, NUMBERED) == [
        ["F1", DREDGE, "Harbour Master", "March 2025", "Contract let. Work starts in May."],
        ["F2", "Light the north steps", "Town Clerk", "Ongoing", "Lamps ordered"],
        ["F3", "Ask every boat owner for a mooring plan", "Harbour Master and Town Clerk", "Spring 2026", ""],
    ]


def test_what_stands_above_is_loose_line_by_line() -> None:
    assert loose(fixed.read, NUMBERED) == ["Ferry Town Council", "Harbour Action Plan"]


def test_a_row_knows_its_lines() -> None:
    sheet = sheet_of(fixed.read, NUMBERED)
    assert sheet is not None
    assert [(strip.place.line, strip.place.line_end) for strip in sheet.strips if not strip.loose] == [(5, 5), (6, 7), (8, 8), (9, 10)]


def test_without_numbers_or_white_space_a_row_begins_where_cells_open_anew() -> None:
    text = """
    What we will do                Who               By when       Progress
    Clear the ditch beside the     Parish Warden     June 2024     Cleared twice so far
    playing field
    Move the notice board to a     Clerk             2025
    place where it can be read
    from the bus stop
    Paint the shelter              Volunteers        Each year     Done in May by
                                                                   the Scouts
    """
    assert [row[0] for row in rows(fixed.read, dedent(text))] == [
        "Clear the ditch beside the playing field",
        "Move the notice board to a place where it can be read from the bus stop",
        "Paint the shelter",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "                            Lead               Target\nNo  Action                  officer            date             Progress",
        "No  Action                  Lead officer       Target date      Progress\n                                               (MM/YY)",
        "No          Action               Lead                When         Progress ",
        "No  Action                  Lead               When             Progress\n"
        "--  ----------------------  -----------------  ---------------  ------------",
    ],
    ids=["on two lines, at the foot", "with a bracket below", "centred", "ruled"],
)
def test_headers_of_every_kind_find_the_columns(header: str) -> None:
    body = (
        "1   Mend the footbridge at  Rights of Way      04/25            Timber bought\n"
        "    the mill                Officer\n"
        "2   Count the swifts        Nature Recovery    Each July        Counted in\n"
        "                            Lead                                2023 and 2024\n"
    )
    assert rows(fixed.read, f"{header}\n{body}") == [
        ["1", "Mend the footbridge at the mill", "Rights of Way Officer", "04/25", "Timber bought"],
        ["2", "Count the swifts", "Nature Recovery Lead", "Each July", "Counted in 2023 and 2024"],
    ]


def test_a_number_with_its_objective_stands_for_all_the_rows_beside_it() -> None:
    text = """
    No  Objective            Action                          Lead officer      Progress
    --  -------------------  ------------------------------  ----------------  ------------------
    1   Keep the water       Skim the upper pond each        Pond Warden       Skimmed twice
        clean                week in summer
                             Ask the mill to hold back its   Clerk             No answer so far
                             oil
                             Test what the brook carries     Pond Warden       Kit bought
    2   Bring back newts     Dig two shallow scrapes         Volunteers        One dug
    """
    assert [row[:4:3] + row[2:3] for row in rows(fixed.read, dedent(text))] == [
        ["1", "Pond Warden", "Skim the upper pond each week in summer"],
        ["", "Clerk", "Ask the mill to hold back its oil"],
        ["", "Pond Warden", "Test what the brook carries"],
        ["2", "Volunteers", "Dig two shallow scrapes"],
    ]


def test_a_sentence_more_of_an_action_begins_no_row_though_another_cell_goes_on_beside_it() -> None:
    text = """
    Action                        Lead officer        By when       Outcomes
    Skim the pond                 Pond Warden         Each week     • Clear water
                                                                    • No smell
    Mend the sluice.              Clerk               May 2027      • Level held
    The old paddle will be kept.                                    • No floods
    Dig two scrapes               Volunteers          2028          • Newts back
    """
    assert [row[:3] for row in rows(fixed.read, dedent(text))] == [
        ["Skim the pond", "Pond Warden", "Each week"],
        ["Mend the sluice. / The old paddle will be kept.", "Clerk", "May 2027"],
        ["Dig two scrapes", "Volunteers", "2028"],
    ]


def test_a_short_line_above_the_next_header_and_the_key_below_the_last_row_are_loose() -> None:
    head = "Action                        Who                 By when       RAG\n"
    pond = "Skim the pond                 Pond Warden         Each week     Green\n"
    text = f"{head}{pond}\nBanks\n{head}Mow the bank                  Volunteers          2028          Red\n"
    key = "\nKey\nGreen = done\nRed = not begun\n"
    assert loose(fixed.read, text + key) == ["Banks", "Key", "Green = done", "Red = not begun"]


def test_words_that_run_over_a_gutter_are_parted_where_the_next_column_begins() -> None:
    text = f"""
{HEADER}
F1    Dredge the basin                  Harbour Master      March 2025     Let
F2    Survey every mooring ring and cleat Harbour Master    June 2025      Begun
F3    Renew the fenders                 Clerk               July 2025      Begun
F4    Repaint the harbour railings all  Harbour Master      May 2026       Begun
"""
    assert rows(fixed.read, text)[1][1].startswith("Survey every mooring ring and cleat")
    assert [row[3] for row in rows(fixed.read, text)] == ["March 2025", "June 2025", "July 2025", "May 2026"]


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("2   Paint the hut            April 2027               None", ["April 2027", ""]),
        ("2   Paint the hut            May 2026 April 2027      None", ["May 2026", "April 2027"]),
    ],
)
def test_a_time_that_drifted_over_a_gutter_is_not_cut(line: str, parted: list[str]) -> None:
    text = f"""No  Action              Lead          Finish            Notes
1   Mend the sea wall   Clerk         May 2027          Begun
{line}
3   Sweep the slip      Moorings      June 2027         Begun
"""
    assert [row[2:4] for row in rows(fixed.read, text)[1:2]] == [parted]


def test_a_long_cell_pushes_what_stands_behind_it_to_the_right() -> None:
    text = """
    Action                      Outcomes                Lead officer        By when

    Light the steps             Fewer falls             Town Clerk          Ongoing

    Dredge the basin before the summer  Fewer boats aground  Harbour Master      May 2026

    Mend the wall.  Then the    Safer paths             Town Clerk          June 2026
    gate

    Tidy the slip                                       Harbour Master      July 2026
    """
    assert rows(fixed.read, dedent(text)) == [
        ["Light the steps", "Fewer falls", "Town Clerk", "Ongoing"],
        ["Dredge the basin before the summer", "Fewer boats aground", "Harbour Master", "May 2026"],
        ["Mend the wall. Then the gate", "Safer paths", "Town Clerk", "June 2026"],
        ["Tidy the slip", "", "Harbour Master", "July 2026"],
    ]


def test_a_heading_and_its_explanation_above_the_next_header_are_loose() -> None:
    text = """
    Aims                   Action               Lead officer        By when

    Safe steps             Light the steps      Town Clerk          Ongoing

    Birds of the shore

    Objective
    To give terns a quiet place

    Aims                   Action               Lead officer        By when

    Terns                  Fence the spit       Parish Warden       June 2026
    """
    assert [row[0] for row in rows(fixed.read, dedent(text))] == ["Safe steps", "Terns"]
    assert loose(fixed.read, dedent(text)) == ["Birds of the shore", "Objective", "To give terns a quiet place"]


def test_a_narrow_gutter_of_one_space_is_still_a_gutter() -> None:
    text = f"""
{HEADER}
F1    Dredge the basin and the channel  Harbour Master      March 2025     Let
F2    Survey the rings, cleats and rail Harbour Master      June 2025      Begun
F3    Renew the fenders                 Clerk               July 2025      Begun
"""
    assert rows(fixed.read, text)[1][1:3] == ["Survey the rings, cleats and rail", "Harbour Master"]


def test_page_breaks_repeat_the_header_and_leave_their_numbers_out_of_the_rows() -> None:
    text = f"""
{HEADER}
F1    Dredge the basin                  Harbour Master      March 2025     Let. The dredger is
                                                                           due at Easter
Harbour Action Plan                                                        Page 1 of 2
{HEADER}
                                                                           and will stay a week.
F2    Light the steps                   Clerk               Ongoing        Begun
Harbour Action Plan                                                        Page 2 of 2
"""
    assert [row[0] for row in rows(fixed.read, text)] == ["F1", "F2"]
    assert rows(fixed.read, text)[0][4] == "Let. The dredger is due at Easter and will stay a week."
    assert loose(fixed.read, text) == ["Harbour Action Plan Page 1 of 2", "Harbour Action Plan Page 2 of 2"]


def test_headings_between_tables_and_prose_below_them_are_loose() -> None:
    text = f"""
{HEADER}
F1    Dredge the basin                  Harbour Master      March 2025     Let

THE NORTH QUAY AND ALL ITS STEPS

F2    Light the steps                   Clerk               Ongoing        Begun

The harbour committee will look at this plan again when the season has ended,
and will ask boat owners what they think of it.
"""
    assert [row[0] for row in rows(fixed.read, text)] == ["F1", "F2"]
    assert loose(fixed.read, text) == [
        "THE NORTH QUAY AND ALL ITS STEPS",
        "The harbour committee will look at this plan again when the season has ended, and will ask boat owners what they think of it.",
    ]


def test_short_lines_below_rows_of_a_line_each_glue_no_rows_and_are_none() -> None:
    lines = ("Mend the wall at the north end", "Paint bollards along the quay", "Dredge the basin by summer")
    text = "Action                          Lead              By when\n" + "".join(f"{act:32}Harbour Master    May 2027\n" for act in lines)
    below = "\nAgreed in March, this plan\nis looked at each year by\nthe harbour board.\n"
    assert [row[0] for row in rows(fixed.read, text + below)] == list(lines)
    assert loose(fixed.read, text + below) == ["Agreed in March, this plan is looked at each year by the harbour board."]


def test_bullets_and_meant_line_breaks_are_paragraphs_of_their_cell() -> None:
    text = """
No    Action                  Lead                    Outcomes
1     Open the ferry office   Clerk                   • Tickets sold
      on Sundays              Tourism Officer           all year round
                                                      • Fewer queues
2     Sell maps               Tourism Events Officer  • Maps sold
"""
    assert rows(fixed.read, text)[0][2:] == ["Clerk / Tourism Officer", "Tickets sold all year round / Fewer queues"]


def test_a_word_parted_at_its_hyphen_is_whole_again() -> None:
    text = f"""
{HEADER}
F1    Agree short- and long-            Harbour Master      March 2025     Self-
      term berths                                                          assessment done
F2    Light the steps                   Clerk               Ongoing        Begun
"""
    assert rows(fixed.read, text)[0][1:5:3] == ["Agree short- and long-term berths", "Self-assessment done"]


def test_white_space_between_rows_parts_them() -> None:
    text = """
Action                        Lead                Timescale

Plant a hedge along the       Grounds Team        Winter 2025
new footpath

Close the gap in the fence    Grounds Team        March 2025

Buy bird boxes                Clerk               2025
"""
    actions = [row[0] for row in rows(fixed.read, text)]
    assert actions == ["Plant a hedge along the new footpath", "Close the gap in the fence", "Buy bird boxes"]


@pytest.mark.parametrize(
    "text",
    [
        "The council met.   It agreed the plan.\nNobody spoke against.",
        "Action\tLead\tTimescale\nPaint\tClerk\t2025\n",
        "Lead: Clerk      Timescale: May 2025      Status: Open\n",
        "| Action    | Lead    | Timescale |\n| Paint     | Clerk   | May 2025  |\n",
    ],
    ids=["prose", "tabs are another stage's", "labels with values", "strokes are another stage's"],
)
def test_what_has_no_header_in_columns_is_left_alone(text: str) -> None:
    assert sheet_of(fixed.read, text) is None


PLAN = [
    ["F1", "Dredge the inner basin before the summer moorings open and the ferry runs", "Harbour Master", "March 2025", "Contract let."],
    ["F2", "Light the north steps", "Town Clerk and Works Team", "Ongoing", ""],
    ["F3", "Ask every boat owner for a mooring plan, and keep the answers", "Harbour Master", "By spring 2026", "Not yet begun"],
    ["F4", "Paint the crane", "Works Team", "Each year", "Painted in May by the team and two apprentices from the yard"],
]


@given(st.tuples(*(st.integers(low, low + 16) for low in (4, 22, 16, 12, 18))), st.integers(2, 4), st.integers(0, 2), st.integers(0, 6))
@settings(max_examples=100)
def test_rows_set_in_any_columns_are_read_back(widths: tuple[int, ...], gutter: int, gap: int, indent: int) -> None:
    drawn = []
    for row in [["Ref", "Action", "Lead officer", "Timescale", "Progress"], *PLAN]:
        wrapped = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for number in range(max(map(len, wrapped))):
            pieces = [lines[number] if number < len(lines) else "" for lines in wrapped]
            spaced = (piece.ljust(width + gutter) for piece, width in zip(pieces, widths, strict=True))
            drawn.append((" " * indent + "".join(spaced)).rstrip())
        drawn += [""] * gap
    assert [[cell.replace(" / ", " ") for cell in row] for row in rows(fixed.read, "\n".join(drawn))] == PLAN


WORDS = st.text("abcdeABC129.,;-–•", min_size=1, max_size=9).filter(lambda word: any(letter.isalnum() for letter in word))
LINES = st.lists(st.tuples(st.integers(0, 60), st.lists(WORDS, max_size=6), st.integers(1, 4)), max_size=25)


@given(LINES, st.integers(0, 25))
@settings(max_examples=150)
def test_every_letter_of_a_text_ends_in_a_strip(lines: list[tuple[int, list[str], int]], position: int) -> None:
    drawn = [" " * indent + (" " * gap).join(words) for indent, words, gap in lines]
    text = "\n".join([*drawn[:position], HEADER, *drawn[position:]])
    sheet = sheet_of(fixed.read, text)
    assume(sheet is not None)  # paragraphs of which none stands in a column are another stage's
    assert sheet is not None
    assert letters(printed(sheet)) == letters(text)


def test_every_header_strip_has_the_header_s_texts() -> None:
    assert table(fixed.read, NUMBERED)[0] == ["Ref", "Action", "Lead officer", "Timescale", "Progress"]


def test_a_month_right_below_the_header_names_the_first_section() -> None:
    part = part_of(
        "NO     ACTION                       LEAD             TARGET      STATUS/\n"
        "                                                     DATE        COMMENT\n"
        "May 2027\n"
        "5.01   Mend the weir gate           Rivers Officer   June 2027   Not yet due\n"
        "5.02   Mow the flood bank           Parks Team       July 2027   Begun\n"
        "April 2027\n"
        "4.01   Map the culverts             Clerk            June 2027   Not yet due\n"
    )
    assert [level for _, level in levels(part)] == ["May 2027", "May 2027", "April 2027"]
    assert column(part, "ref") == ["5.01", "5.02", "4.01"]


UNNAMED = """
Ferry Town Council
Harbour Action Plan

Strategic objective     {head}Action                        Lead officer        By when

A quay that is safe     {one}Dredge the inner basin        Harbour Master      March 2025
for all who use it      {two}before the summer
                        {three}Light the north steps         Town Clerk          June 2025
                        {four}Mend the ladder               Harbour Master      July 2025
"""


@pytest.mark.parametrize("numbers", [("1a", "1b", "1c"), ("1.1", "1.2", "1.3"), ("FT-0001", "FT-0002", "FT-0003")])
def test_a_column_of_numbers_without_a_header_stands_between_others(numbers: tuple[str, str, str]) -> None:
    one, three, four = (number.ljust(10) for number in numbers)
    text = UNNAMED.format(head=" " * 10, one=one, two=" " * 10, three=three, four=four)
    assert [row[:3] for row in rows(fixed.read, text)] == [
        ["A quay that is safe for all who use it", numbers[0], DREDGE.removesuffix(" moorings open")],
        ["", numbers[1], "Light the north steps"],
        ["", numbers[2], "Mend the ladder"],
    ]


LEFT = """
FLOOD PLAN

                   Action                         Lead         Target     Outcome
                                               Officer(s)       Date
UPPER VALLEY
     • Mend the weir gate                      Rivers Team    May 2027    Dry homes
     • Mow the flood bank                      Parks Team     June 2027   Firm banks
TIDAL REACH
     • Map the culverts below the mill         Drains Team    July 2027   Known drains
     • Clear the screens                       Rivers Team    May 2028    Free flow
"""


def test_numbers_below_the_header_of_the_actions_have_a_column_of_their_own() -> None:
    text = """
    Action                                Owner                 Due
    A1   Dredge the inner basin before    Harbour Master        Oct 2031
         the moorings open
    A2   Light the steps and the slip     Works Manager         Nov 2031
         where boats are landed
    A3   Ask every owner for a plan       Harbour Master        March 2032
    """
    part = part_of(f"Harbour Action Plan\n{dedent(text)}")
    assert column(part, "ref") == ["A1", "A2", "A3"]
    assert column(part, "lead") == ["Harbour Master", "Works Manager", "Harbour Master"]


def test_a_header_of_two_lines_that_would_do_alone_and_banners_left_of_marked_rows() -> None:
    part = part_of(LEFT)
    assert [each.header for each in part.columns] == ["Action", "Lead Officer(s)", "Target Date", "Outcome"]
    assert levels(part) == [(None, "UPPER VALLEY")] * 2 + [(None, "TIDAL REACH")] * 2
    assert column(part, "action")[1:3] == ["Mow the flood bank", "Map the culverts below the mill"]


def test_a_row_below_a_header_of_one_line_is_no_part_of_it() -> None:
    part = part_of(LEFT.replace("Officer(s)       Date", "Head of it       2027"))
    assert [each.header for each in part.columns][1:3] == ["Lead", "Target"]


OTHER = """
Duties on the quay

Route      Roads                   Length      Gang
North      Quay and hill roads     42 km       First
South      Lanes by the school     38 km       Second
"""
MORE = """
More on the quay

F4  Mend the wall           Harbour Master    May 2027    Quotes sought
F5  Paint the rails         Town Clerk        June 2027   Paint bought
"""


@pytest.mark.parametrize(("below", "actions"), [(OTHER, 3), (MORE, 5)])
def test_a_table_below_its_own_title_whose_columns_stand_elsewhere_is_none_of_the_plans(below: str, actions: int) -> None:
    part = part_of(NUMBERED + below)
    assert len(column(part, "action")) == actions and column(part, "action")[0] == DREDGE


PLEDGES = """
Pledge                     Action                          Lead              By when       Progress
Safe moorings              Train all who work afloat in:   Harbour Master    March 2026    Twelve trained.
                           rescue
                           Knots and splices
Fewer lost nets            Hold a swap day                 Harbour Master    May 2026
Lend gear to those who                                     Town Clerk        Ongoing       Gear is bought.
cannot pay
Aim 2 Clean water

Less oil in the basin      Agree a code for owners.        Town Clerk        June 2026     In hand.
Swimmers are told          Post the results of every       Town Clerk and    July 2026
                           proposal                        assessment
"""


def test_rows_without_an_action_lists_in_cells_and_a_level_right_below_a_row() -> None:
    part = part_of(PLEDGES)
    assert column(part, "action") == [
        "Train all who work afloat in: rescue / Knots and splices",
        "Hold a swap day",
        "Lend gear to those who cannot pay",
        "Agree a code for owners.",
        "Post the results of every proposal",
    ]
    assert column(part, "lead")[:4] == ["Harbour Master", "Harbour Master", "Town Clerk", "Town Clerk"]
    assert levels(part)[2:4] == [(None, None), ("2", "Clean water")]


def test_cells_that_one_space_parts_begin_where_the_lines_beside_them_do() -> None:
    text = """
    Action                                             Lead officer                By when
    Dredge the inner basin                             Harbour Master              March 2025
    Ask the owners of all boats moored near Harbour Master and      May 2026
    the north quay to move them             Town Clerk
    Mend the slipway and its rail before the regatta. Harbour Master and Clerk  June 2026
    """
    assert rows(fixed.read, text) == [
        ["Dredge the inner basin", "Harbour Master", "March 2025"],
        ["Ask the owners of all boats moored near the north quay to move them", "Harbour Master and Town Clerk", "May 2026"],
        ["Mend the slipway and its rail before the regatta.", "Harbour Master and Clerk", "June 2026"],
    ]
