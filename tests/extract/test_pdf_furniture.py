"""Headers, footers and page numbers are told from content by their coming again at the same place."""

from __future__ import annotations

import pytest

from extract.pages.furniture import drop_furniture
from extract.pages.pdf import read_pdf
from model import Page, Stray
from tests.extract.make_pdf import line, pdf, rectangle, text, turned

BODIES = ("Plant forty trees", "Mend the bandstand", "Paint the shelters", "Count the benches")


def dropped(pages: list[str], header: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """What each page keeps, and the furniture that is told."""
    found, _ = read_pdf(pdf(pages), "paper.pdf")
    kept, strays = drop_furniture(found, lambda words: tuple(words) == header)
    assert all(stray.furniture and stray.place.page and stray.place.box for stray in strays)
    return [_text(page) for page in kept], [stray.text for stray in strays]


def _text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def paper(count: int, *extras: str) -> list[str]:
    """Pages with a body each and what stands on all of them; {n} is the page's number."""
    edges = "".join(extras)
    return [text(60, 500, body) + edges.replace("{n}", str(number)) for number, body in enumerate(BODIES[:count], 1)]


def test_a_footer_with_its_page_number_goes() -> None:
    kept, found = dropped(paper(4, text(60, 30, "Parks Board, item 7, page {n}"), text(60, 800, "Public")))
    assert kept == list(BODIES)
    assert found == [each for number in range(1, 5) for each in ("Public", f"Parks Board, item 7, page {number}")]


def test_the_day_and_hour_of_a_meeting_are_no_browser_s() -> None:
    kept, strays = dropped([text(60, 800, "12/03/2026 10:00 Cabinet, Council Chamber") + text(60, 500, BODIES[0])])
    assert "10:00" in kept[0] and strays == []


def test_what_a_browser_prints_at_the_edges_goes_from_one_page_too() -> None:
    kept, found = dropped(paper(1, text(60, 820, "17/06/2031, 09:41 Pond plan"), text(60, 20, "https://www.ponds.example/plan 1/1")))
    assert kept == list(BODIES[:1])
    assert found == ["17/06/2031, 09:41 Pond plan", "https://www.ponds.example/plan 1/1"]
    kept, found = dropped(paper(1, text(60, 820, "17/06/2031 Pond plan")))
    assert found == []


def test_a_levels_word_and_number_at_the_head_of_pages_stays() -> None:
    found, _ = read_pdf(pdf(paper(4, text(60, 800, "Priority {n}"))), "paper.pdf")
    told = drop_furniture(found, is_level=lambda line: line.startswith("Priority"))
    assert [_text(page) for page in told[0]] == [f"Priority {number} {body}" for number, body in enumerate(BODIES, 1)]
    assert [stray.text for stray in drop_furniture(found)[1]] == [f"Priority {number}" for number in range(1, 5)]


def test_a_line_that_ends_in_its_own_page_s_number_goes_from_one_page_too() -> None:
    kept, found = dropped(paper(1, text(60, 30, "Tree Strategy - page 1 of 3")))
    assert (kept, found) == ([BODIES[0]], ["Tree Strategy - page 1 of 3"])
    assert dropped(paper(1, text(60, 30, "See the map on page 4")))[1] == []


def test_of_two_pages_both_must_have_it() -> None:
    assert dropped(paper(2, text(60, 30, "Parks Board")))[0] == list(BODIES[:2])
    once = [text(60, 500, BODIES[0]) + text(60, 30, "Signed by the clerk"), text(60, 500, BODIES[1])]
    assert dropped(once)[0] == [f"{BODIES[0]} Signed by the clerk", BODIES[1]]


def test_numbers_alone_go_where_they_count_the_pages() -> None:
    assert dropped(paper(3, text(290, 30, "{n}")))[0] == list(BODIES[:3])
    assert dropped([text(60, 500, BODIES[0]) + text(290, 30, "Page 41 of 60")])[1] == ["Page 41 of 60"]
    values = [text(60, 500, body) + text(290, 30, value) for body, value in zip(BODIES, ("12", "7", "30"), strict=False)]
    assert dropped(values)[1] == []


@pytest.mark.parametrize("foot", [text(290, 30, "41"), text(500, 30, "1"), text(60, 30, "4 of 7"), text(60, 30, "p. 9")])
def test_a_number_alone_at_the_foot_of_one_page_is_the_pages(foot: str) -> None:
    assert dropped([text(60, 500, BODIES[0]) + foot])[0] == [BODIES[0]]


@pytest.mark.parametrize(
    ("body", "foot"),
    [(40, text(290, 30, "41")), (500, text(60, 30, "41")), (500, text(200, 30, "9 of 7")), (500, text(290, 30, "41") + text(400, 30, "2"))],
)
def test_a_number_that_may_be_a_cells_stays(body: int, foot: str) -> None:
    assert dropped([text(60, body, BODIES[0]) + foot])[1] == []


def test_a_line_above_a_tables_rule_is_no_part_of_its_header() -> None:
    head = text(60, 800, "Parks Board") + line(50, 796, 400, 796) + text(60, 785, "Action") + text(200, 785, "Lead")
    assert dropped(paper(2, head), header=("Action", "Lead"))[1] == ["Parks Board"] * 2


def test_the_same_words_in_the_midst_of_pages_stay() -> None:
    assert dropped(paper(4, text(300, 400, "Ongoing")))[1] == []


def test_lines_at_other_heights_are_not_the_same() -> None:
    pages = [text(60, 500, body) + text(60, 30 + 30 * place, "As above") for place, body in enumerate(BODIES)]
    assert dropped(pages)[1] == []


@pytest.mark.parametrize("frame", [line(150, 815, 150, 400), rectangle(50, 794, 400, 16, "0.8 0.8 0.9 rg")], ids=["ruled", "shaded"])
def test_a_tables_header_that_comes_again_stays(frame: str) -> None:
    kept, found = dropped(paper(4, frame, text(60, 800, "Action") + text(200, 800, "Lead")))
    assert found == [] and all("Action Lead" in page for page in kept)


@pytest.mark.parametrize(("uprights", "stays"), [((40, 300, 560), True), ((40, 44, 556, 560), False)])
def test_the_last_rows_of_a_table_as_high_as_its_page_stay(uprights: tuple[int, ...], stays: bool) -> None:
    drawn = "".join(line(x, 20, x, 825) for x in uprights)
    kept, found = dropped(paper(4, drawn, text(60, 30, "Clear culvert {n}")))
    assert (kept != list(BODIES)) is stays
    assert (found == []) is stays


def test_a_header_known_by_its_words_stays_with_the_line_above_it() -> None:
    header = text(60, 788, "Action") + text(200, 788, "officer") + text(200, 799, "Lead")
    kept, found = dropped(paper(4, text(60, 830, "Parks Board"), header), header=("Lead", "Action", "officer"))
    assert found == ["Parks Board"] * 4 and all("Lead Action officer" in page for page in kept)


def test_a_line_set_otherwise_is_no_part_of_the_header_below_it() -> None:
    head = text(60, 800, "Parks Board", size=8) + text(60, 789, "Action", "F2") + text(200, 789, "Lead", "F2")
    assert dropped(paper(2, head), header=("Action", "Lead"))[1] == ["Parks Board"] * 2


def test_pages_without_words_pass_through() -> None:
    pages = (Page(number=1), Page(number=2))
    strays: tuple[Stray, ...] = ()
    assert drop_furniture(pages) == (pages, strays)


def test_two_pages_are_enough_where_the_number_at_the_end_counts_them() -> None:
    feet = ("", "", text(60, 30, "Parks plan 3"), text(60, 30, "Parks plan 4"))
    pages = [text(60, 500, body) + foot for body, foot in zip(BODIES, feet, strict=True)]
    assert dropped(pages)[1] == ["Parks plan 3", "Parks plan 4"]
    swapped = [page.replace("Parks plan 3", "Parks plan 9") for page in pages]
    assert dropped(swapped)[1] == []
    assert dropped([page.replace("plan 3", "plan \u00b3").replace("plan 4", "plan \u00b3") for page in pages])[1] == []


def test_a_stamp_a_little_aslant_goes_and_dates_no_paper() -> None:
    stamped = text(60, 500, "Plant forty trees") + turned(70, 495, "RECEIVED", "0.99 0.12 -0.12 0.99", size=14)
    found, _ = read_pdf(pdf([stamped]), "paper.pdf")
    (kept,), (stray,) = drop_furniture(found, lambda words: False)
    assert (_text(kept), stray.text, stray.why) == ("Plant forty trees", "RECEIVED", "stamp")


def test_a_large_word_on_its_side_behind_the_text_goes_and_a_small_one_stays() -> None:
    slant = "0.6 0.8 -0.8 0.6"
    words = text(60, 500, "Plant forty trees by the wharf") + turned(40, 300, "Phase 1", "0 1 -1 0")
    kept, found = dropped([words + turned(150, 250, "DRAFT", slant, size=120)])
    assert (kept, found) == (["Plant forty trees by the wharf Phase 1"], ["DRAFT"])


def test_only_lines_that_can_be_furniture_are_asked_whether_they_head_a_table() -> None:
    asked: list[str] = []
    found, _ = read_pdf(pdf([text(60, 800, f"Report {body}") + text(60, 30, "Public") for body in BODIES[:2]]), "paper.pdf")
    _, strays = drop_furniture(found, lambda words: bool(asked.append(" ".join(words))))
    assert [stray.text for stray in strays] == asked == ["Public", "Public"]


def test_a_large_word_goes_that_the_text_is_printed_over_and_a_title_stays() -> None:
    mark, title = text(60, 480, "DRAFT", size=90), text(60, 700, "Trees", size=60)
    kept, found = dropped([mark + title + "".join(text(60, 500 + 14 * row, body) for row, body in enumerate(BODIES))])
    assert (kept[0].split()[0], found) == ("Trees", ["DRAFT"])
    assert all(body in kept[0] for body in BODIES)


@pytest.mark.parametrize(
    ("edge", "goes"),
    [
        ("OFFICIAL", True),
        ("[OFFICIAL - SENSITIVE]", True),
        ("Classification: Public", True),
        ("RESTRICTED PARKING", False),
        ("PUBLIC", False),
    ],
)
def test_what_says_how_secret_a_page_is_goes_from_its_edge(edge: str, goes: bool) -> None:
    assert (dropped(paper(1, text(280, 815, edge)))[1] == [edge]) is goes
