"""Cards: one small table an action, whatever stands on a line of it, give one row each under their labels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.plans import find_plans
from extract.tables.cards import read_cards
from model import Cell, Paragraph, Place, Script, Sheet, Strip
from tests.extract.printed import shown
from tests.extract.strips import meanings
from tests.small_plans import column, parts_of

OAK = {"action": "Plant an oak by the pond", "lead": "Tree Officer", "when": "June 2031", "update": "Complete"}
ELM = {"action": "Fell the sick elms", "lead": "Grounds Manager", "when": "Ongoing", "update": "Delayed"}
ASH = {"action": "Count the ash trees", "lead": "Tree Officer", "when": "Spring 2032", "update": "Complete"}
PLAN = (OAK, ELM, ASH)


def line(*texts: str, page: int = 1) -> Strip:
    return Strip(tuple(Cell((Paragraph(text),)) if text else Cell() for text in texts), Place(page=page))


def beside(text: str, furniture: bool = False) -> Strip:
    return Strip((Cell((Paragraph(text),)),), Place(page=1), loose=True, gap=1, furniture=furniture)


def rows(strips: Sequence[Strip]) -> list[list[str]]:
    """The rows of the plan that the strips hold: of each the cells' texts."""
    parts = find_plans(Script(groups=((Sheet("ruled", tuple(strips)),),)), meanings())
    return [[cell.text for _, cell in row.cells if cell] for part in parts for row in part.rows]


def one_a_line(card: dict[str, str]) -> list[Strip]:
    names = {"action": "What we will do", "lead": "Lead officer", "when": "By when", "update": "Progress"}
    return [line(names[key], text) for key, text in card.items()]


def two_a_line(card: dict[str, str]) -> list[Strip]:
    return [
        line("Task:", card["action"], "", ""),
        line("Owner:", card["lead"], "Due date:", card["when"]),
        line("Progress:", card["update"]),
    ]


def three_a_line(card: dict[str, str]) -> list[Strip]:
    return [
        line("Action", card["action"], "", "", "", ""),
        line("Lead", card["lead"], "Deadline", card["when"], "Status", card["update"]),
    ]


def titled(card: dict[str, str]) -> list[Strip]:
    return [line(card["action"], ""), line("Owner", card["lead"]), line("Deadline", card["when"]), line("Update", card["update"])]


def in_its_cells(card: dict[str, str]) -> list[Strip]:
    said = (f"Lead officer: {card['lead']}", f"By when: {card['when']}", f"Progress: {card['update']}")
    return [line(f"Action: {card['action']}", "", ""), line(*said)]


def titled_in_cells(card: dict[str, str]) -> list[Strip]:
    return [line(card["action"], "", ""), *in_its_cells(card)[1:]]


@pytest.mark.parametrize("draw", [one_a_line, two_a_line, three_a_line, titled, in_its_cells, titled_in_cells])
def test_a_card_is_one_row_however_many_pairs_stand_on_its_lines(draw: object) -> None:
    assert callable(draw)
    assert rows([strip for card in PLAN for strip in draw(card)]) == [list(card.values()) for card in PLAN]


def test_a_number_beside_the_opening_label_is_the_cards_own() -> None:
    strips = [each for n, card in enumerate(PLAN, 1) for each in (line(f"Action {n}", card["action"]), *one_a_line(card)[1:])]
    assert [row[0] for row in rows(strips)] == ["1", "2", "3"]


def test_labels_in_few_of_the_cells_are_part_of_what_these_say() -> None:
    head = line("Action", "Lead", "By when", "Progress")
    body = [line(card["action"], card["lead"], card["when"], f"Next step: {card['update']}") for card in PLAN]
    assert read_cards(Sheet("ruled", (head, *body, *body)), meanings()) is None


def test_a_label_whose_numbers_come_again_is_known_by_them() -> None:
    strips = [each for card in PLAN for each in (*one_a_line(card), line("Update 1", "Begun"), line("Update 2", "Half way"))]
    assert [row[-2:] for row in rows(strips)] == [["Begun", "Half way"]] * 3


def test_a_label_without_a_value_leaves_its_cell_empty() -> None:
    strips = [each for card in PLAN for each in two_a_line({**card, "lead": ""})]
    assert rows(strips) == [[card["action"], card["when"], card["update"]] for card in PLAN]


def test_a_card_goes_on_over_the_page_and_its_cut_value_with_it() -> None:
    strips = [*two_a_line(OAK), *two_a_line(ELM), line("Task:", "Count the ash trees"), beside("Page 1", furniture=True)]
    rest = [line("", "in the old park", page=2), *two_a_line(ASH)[1:]]
    assert rows([*strips, *rest])[-1] == ["Count the ash trees in the old park", *list(ASH.values())[1:]]


def test_what_stands_at_the_edge_of_the_page_is_in_no_card() -> None:
    assert rows([*one_a_line(OAK), *one_a_line(ELM), beside("Parks Committee", furniture=True)])[-1] == list(ELM.values())


def test_headings_stay_between_the_cards() -> None:
    strips = [beside("Theme 1: Woods"), *one_a_line(OAK), *one_a_line(ELM), line("Theme 2: Parks", ""), *one_a_line(ASH)]
    (part,) = find_plans(Script(groups=((Sheet("ruled", tuple(strips)),),)), meanings())
    assert [row.priority and row.priority.text for row in part.rows] == ["Woods", "Woods", "Parks"]


def test_a_table_whose_header_is_printed_again_is_no_card() -> None:
    head, body = line("Action", "Lead", "Status"), [line(card["action"], card["lead"], card["update"]) for card in PLAN]
    assert read_cards(Sheet("ruled", tuple([head, body[0], head, body[1], head, body[2]])), meanings()) is None


def test_every_word_is_kept() -> None:
    strips = [each for n, card in enumerate(PLAN) for each in (line(f"Site {n}", ""), *two_a_line(card), line("Cost code", f"A{n}"))]
    read = read_cards(Sheet("ruled", tuple(strips)), meanings())
    assert read is not None
    words = {word for cells in shown(read.strips) for text in cells for word in text.split()}
    assert {word.rstrip(":") for strip in strips for word in strip.text.split()} <= words


def test_a_numbered_line_above_a_card_is_its_action() -> None:
    strips = [strip for number, card in enumerate(PLAN, 1) for strip in titled({**card, "action": f"{number}. {card['action']}"})]
    assert rows(strips) == [[str(number), *card.values()] for number, card in enumerate(PLAN, 1)]


def test_a_description_below_a_title_that_calls_to_act_only_explains_it() -> None:
    def actions(*titles: str) -> list[str]:
        said = zip(titles, PLAN, strict=True)
        cards = [[line(title, ""), line("Description", card["action"]), *titled(card)[1:]] for title, card in said]
        return [row[0] for row in rows([strip for card in cards for strip in card])]

    assert actions("Plant trees", "Fell trees", "Count trees") == ["Plant trees", "Fell trees", "Count trees"]
    assert actions("Project 1: Oaks", "Project 2: Elms", "Project 3: Ash trees") == [card["action"] for card in PLAN]


def test_tables_of_other_papers_beside_cards_are_no_cards() -> None:
    other = "<table>" + "".join(f"<tr><td>{n}<td>Item {n}<td>Clerk<td>To note<td>{n}" for n in range(1, 9)) + "</table>"
    actions = [f"{act} by the old mill and along the banks of the river" for act in ("Dredge the race", "Plant reeds", "Mend the gate")]
    card = "<p>So.<table><tr><td>No.<td>{}<td>Lead<td>Clerk<tr><td>Action<td colspan=3>{}<tr><td>By when<td>May 2031<td>Cost<td>£9</table>"
    made = "".join(card.format(number, action) for number, action in enumerate(actions, 1))
    for page in (other + made, made + "<p>More." + other):
        (part,) = parts_of(f"<!doctype html><h1>Rivers Action Plan 2031</h1>{page}", "text/html")
        assert column(part, "action") == actions
        assert [row.cells[0][1].text for row in part.rows] == ["1", "2", "3"]


REPORT = ("Report title", "Report author", "Portfolio holder", "Date of meeting", "Key decision")
MATTERS = ("Legal", "Financial", "Equality", "Climate")


@pytest.mark.parametrize("labels", [REPORT, MATTERS])
def test_what_each_report_of_a_pack_prints_at_its_head_or_end_is_no_card(labels: tuple[str, ...]) -> None:
    reports = [[beside(f"Report {n} to the board"), *(line(label, f"Word {n}") for label in labels)] for n in range(1, 4)]
    plan = [line("Action", "Lead", "By when"), *(line(card["action"], card["lead"], card["when"]) for card in PLAN)]
    strips = [*(strip for report in reports for strip in report), beside("What comes next"), *plan]
    assert [row[0] for row in rows(strips)] == [card["action"] for card in PLAN]


def test_a_line_that_counts_the_card_below_it_under_the_same_word_is_its_number() -> None:
    names = {"action": "Recommendation", "lead": "Responsible officer", "when": "Timescale", "update": "Progress"}
    strips = []
    for number, card in enumerate(PLAN, 1):
        strips += [line(f"Recommendation {number}", ""), *(line(names[key], text) for key, text in card.items())]
    assert rows(strips) == [[str(number), *card.values()] for number, card in enumerate(PLAN, 1)]


def beside_its_number(number: str, card: dict[str, str]) -> list[Strip]:
    return [line("Ref", number, card["action"], ""), *two_a_line(card)[1:]]


def behind_its_number(number: str, card: dict[str, str]) -> list[Strip]:
    return [line(number, card["action"], "", ""), *two_a_line(card)[1:]]


def behind_label_and_number(number: str, card: dict[str, str]) -> list[Strip]:
    return [line("Action", number, card["action"], ""), *two_a_line(card)[1:]]


@pytest.mark.parametrize("draw", [beside_its_number, behind_its_number, behind_label_and_number])
def test_an_action_beside_the_cards_number_is_told_from_it(draw: object) -> None:
    assert callable(draw)
    strips = [strip for card, number in zip(PLAN, ("1a", "1b", "2a"), strict=True) for strip in draw(number, card)]
    assert [*map(sorted, rows(strips))] == [sorted([number, *card.values()]) for card, number in zip(PLAN, ("1a", "1b", "2a"), strict=True)]


def test_words_beside_a_levels_number_are_no_action() -> None:
    strips = [each for n, card in enumerate(PLAN, 1) for each in (line("Priority", f"{n}", "Better woods", ""), *two_a_line(card)[1:])]
    assert rows(strips) == []


def test_what_runs_along_the_foot_of_a_page_is_no_action_of_the_card_below_it() -> None:
    strips = [*titled(OAK), *titled(ELM), titled(ASH)[0], beside("Parks Committee", furniture=True), *titled(ASH)[1:]]
    assert rows(strips) == [list(card.values()) for card in PLAN]


def test_labels_above_their_values_open_cards_and_head_no_table_of_one_row() -> None:
    head = line("Ref", "Lead", "Start date", "End date")
    cards = [
        each
        for number, card in enumerate(PLAN, 1)
        for each in (
            head,
            line(f"T{number}", card["lead"], "May 2030", "June 2031"),
            line("Action", card["action"], "", ""),
            line("Progress", card["update"], "", ""),
        )
    ]
    assert rows(cards)[0] == ["T1", "Tree Officer", "May 2030", "June 2031", OAK["action"], "Complete"]
    assert len(rows(cards)) == 3


@pytest.mark.parametrize(("said", "named"), [("Half of it stands.", "Oaks by the pond"), ("We will plant an oak by the pond.", None)])
def test_a_heading_above_a_sentence_that_calls_nobody_is_the_action(said: str, named: str | None) -> None:
    card = f"<h3>Oaks by the pond</h3><p>{said}</p><table><tr><th>Lead<td>Tree Officer<tr><th>By when<td>May 2031</table>"
    (part,) = parts_of(f"<h1>Tree plan 2031</h1><h2>Green banks</h2>{card * 3}", "text/html")
    assert column(part, "action") == [named or said] * 3
    assert [[cell.text for head, cell in row.cells if head.header == "Details"] for row in part.rows] == [[said] if named else []] * 3
