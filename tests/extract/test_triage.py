"""Which pages of a pack are read closely: every page of a plan, and few others."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pages.pdf import read_glances
from extract.triage import is_header_row, plan_pages
from model import Meanings
from normalise.lexicon import load_lexicons
from normalise.words import compile_words, meanings

PROSE = "\n".join(
    ["Members were told that officers had met with partners over the winter and that a further paper would come"] * 18
    + ["to the committee once the review of the service had ended and the views of residents had been heard in full."] * 18
)
CONTENTS = "Contents\n1 Introduction ........ 3\n2 Our aims ........ 5\n3 Action plan ........ 9\n4 Glossary ........ 14"
HEADED = "Ref Action Lead By when Progress\n1.1 Plant street\ntrees with schools\nParks Manager\nMarch 2031\n1.2 Mend the\nbandstand"
ROWS = "1.7 Repaint the\nshelter doors\nEstates Team\nMay 2032\nNot started\n1.8 Count the\nbenches\nEstates Team\nJune 2032\nComplete"
STACKED = "Action\nResponsible officer\nTimescale\nOutcome\nOpen a second\nfood larder\nCommunity Manager\nby May 2033"
CARDS = "Action 4\nLead officer: Head of Parks\nBy when: May 2033\nProgress: begun\nAction 5\nLead officer: Estates\nBy when: June"
COVER = "Millbrook District Council\nTree Strategy Action Plan 2030-2035"


@pytest.fixture(scope="module")
def words() -> Meanings:
    return meanings(compile_words(load_lexicons()))


def chosen(words: Meanings, *pages: str, drawn: tuple[int, ...] = ()) -> tuple[int, ...]:
    return plan_pages([PROSE] * 10 + list(pages), words, (0,) * 10 + drawn if drawn else ())


def test_prose_and_contents_are_left_alone(words: Meanings) -> None:
    assert plan_pages([PROSE] * 12 + [CONTENTS], words) == ()


@pytest.mark.parametrize("page", [HEADED, STACKED, CARDS, ROWS], ids=["one line", "a text a line", "labels", "no header"])
def test_a_page_of_actions_is_found_among_prose(words: Meanings, page: str) -> None:
    assert chosen(words, page, PROSE) == (10,)


def test_pages_that_go_on_without_a_header_are_kept(words: Meanings) -> None:
    assert chosen(words, HEADED, ROWS, ROWS, PROSE, PROSE) == (10, 11, 12)


def test_a_page_of_text_between_two_pages_of_a_plan_is_kept(words: Meanings) -> None:
    assert chosen(words, HEADED, PROSE, HEADED, PROSE) == (10, 11, 12)


@pytest.mark.parametrize("page", ["", "This page is intentionally left blank\nPage 88", "[Page left blank deliberately]"])
def test_a_plan_goes_on_behind_pages_that_are_left_blank(words: Meanings, page: str) -> None:
    assert chosen(words, HEADED, page, ROWS, page, page, ROWS, PROSE, "Status: left blank") == (10, 12, 15)


def test_a_ruled_page_next_to_a_plan_is_kept_whatever_its_text(words: Meanings) -> None:
    assert chosen(words, PROSE, HEADED, PROSE, PROSE, drawn=(0, 30, 30, 0)) == (11, 12)


def test_rows_whose_cells_share_a_line_are_no_prose(words: Meanings) -> None:
    row = "2.4 Widen the path at Low Bridge Contractor is named Highways Manager May 2032 Works have begun On track"
    glued = "\n".join([row] * 20)
    assert chosen(words, HEADED, glued, PROSE) == (10, 11)


def test_a_small_table_below_prose_is_found_by_its_rows_ends_where_it_is_drawn(words: Meanings) -> None:
    rows = [f"{what} in the old town {who}" for what in ("Clear drains", "Fit lamps") for who in ("Highways June 2031", "Parks 2032/33")]
    assert chosen(words, PROSE, "\n".join([PROSE, *rows]), PROSE, drawn=(0, 30, 0)) == (11,)
    assert chosen(words, PROSE, "\n".join([PROSE, *(f"{row} was wet" for row in rows)]), PROSE, drawn=(0, 30, 0)) == ()


def test_a_cover_that_names_the_plan_comes_with_it(words: Meanings) -> None:
    assert chosen(words, COVER, HEADED) == (10, 11)


def test_a_page_that_says_what_the_terms_of_the_plan_behind_it_mean_comes_with_it(words: Meanings) -> None:
    keyed = f"{PROSE}\nTimescales: Short term = by March 2032; Long term = by March 2035."
    assert chosen(words, PROSE, keyed, HEADED) == (11, 12)
    assert chosen(words, keyed, PROSE, HEADED) == (12,)


def test_a_short_papers_title_comes_with_its_plan_over_pages_of_prose(words: Meanings) -> None:
    titled = f"{COVER}\n{PROSE}"
    assert plan_pages([titled, PROSE, HEADED], words) == (0, 2)
    assert plan_pages([titled, PROSE, f"Tree Action Plan 2031\n{HEADED}"], words) == (2,)
    assert plan_pages([PROSE, PROSE, HEADED], words) == (2,)
    assert chosen(words, titled, PROSE, HEADED) == (12,)


def test_a_short_paper_is_read_wherever_it_is_no_prose(words: Meanings) -> None:
    plain = "Bandstand\nrepair it\nBoathouse\nrepaint it\nGreenhouse\nreglaze it"
    assert plan_pages([PROSE, plain], words) == (1,)


def test_a_risk_register_alone_is_left_alone(words: Meanings) -> None:
    rows = "Floods damage the depot after heavy rain and the service stops for some days\n" * 20
    assert chosen(words, "Risk Cause Likelihood Impact Mitigation Owner\n" + rows, PROSE) == ()


def test_empty_pages_are_never_chosen(words: Meanings) -> None:
    assert chosen(words, HEADED, "", HEADED) == (10, 12)


def test_header_rows_are_known_by_two_kinds_of_column(words: Meanings) -> None:
    assert is_header_row("Objective Action Lead Officer Target date".split(), words)
    assert not is_header_row("The Lead Member thanked officers for the progress made in the year".split(), words)
    assert not is_header_row("Action Plan".split(), words)


def test_the_real_pack_keeps_every_page_of_its_plan(words: Meanings, shared: Path) -> None:
    for file in sorted((shared / "pdfs").glob("*.pdf")):
        glances = read_glances(file.read_bytes(), file.name)
        found = plan_pages([glance.text for glance in glances], words, [glance.drawn for glance in glances])
        pack = len(glances) > 20
        assert len(found) < len(glances) / 2 if pack else found == tuple(range(len(glances))), file.name
        assert set(range(len(glances) - 6, len(glances))) <= set(found) or not pack
