"""Of rival readings the one that means most is kept, and one that cannot win is not read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract import best_reading
from extract.drafts import DraftPart
from extract.tables import aligned, ruled
from model import Cell, Meanings, Place, Sheet, Strip
from tests.extract.strips import meanings

HEADER = ("Action", "Lead officer", "Target date")
ROWS = (
    ("Clear the culverts below the mill", "Drainage Team", "May 2031"),
    ("Plant reeds along the upper pond", "Parks Manager", "June 2031"),
    ("Mend the sluice at the old weir", "Drainage Team", "July 2031"),
    ("Map every spring above the village", "Town Clerk", "August 2031"),
)


def lines(rows: Sequence[Sequence[str]]) -> tuple[Strip, ...]:
    return tuple(Strip(tuple(map(Cell.of, texts)), Place()) for texts in (HEADER, *rows))


def loose(rows: Sequence[Sequence[str]]) -> tuple[Strip, ...]:
    return tuple(Strip((Cell.of(text),), Place(), loose=True) for texts in rows for text in texts)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stages whose sheets were put together, in order, while a test runs."""
    stages: list[str] = []
    own = best_reading.stitch

    def stitch(sheet: Sheet, asked: Meanings) -> DraftPart:
        stages.append(sheet.stage)
        return own(sheet, asked)

    monkeypatch.setattr(best_reading, "stitch", stitch)
    return stages


def actions(best: best_reading.Best) -> int:
    return sum(len(rows) for _, rows in best.read)


def test_cells_drawn_round_half_of_a_table_are_left_unread_where_the_whole_is_read(read: list[str]) -> None:
    half = Sheet(ruled.STAGE, (*lines(ROWS[:2]), *loose(ROWS[2:])))
    best = best_reading.best_reading([half, Sheet(aligned.STAGE, lines(ROWS))], meanings())
    assert best.sure and actions(best) == 4 and read == [aligned.STAGE]


def test_cells_drawn_round_half_of_a_table_win_where_nothing_else_reads(read: list[str]) -> None:
    half = Sheet(ruled.STAGE, (*lines(ROWS[:3]), *loose(ROWS[2:])))
    best = best_reading.best_reading([half, Sheet(aligned.STAGE, loose(ROWS))], meanings())
    assert actions(best) == 3 and read == [aligned.STAGE, ruled.STAGE]
    assert actions(best_reading.best_reading([half], meanings())) == 3


def test_cells_drawn_round_all_of_a_table_need_no_rival(read: list[str]) -> None:
    best = best_reading.best_reading([Sheet(ruled.STAGE, lines(ROWS)), Sheet(aligned.STAGE, lines(ROWS))], meanings())
    assert best.sure and actions(best) == 4 and read == [ruled.STAGE]


def test_of_readings_about_as_good_the_earlier_is_kept() -> None:
    half = Sheet(ruled.STAGE, (*lines(ROWS[:3]), *loose(ROWS[:3])))
    same = Sheet(aligned.STAGE, (*lines(ROWS[:3]), *loose(ROWS[:3])))
    best = best_reading.best_reading([half, same], meanings())
    assert [part.stage for part, _ in best.read] == [ruled.STAGE]


def test_a_reading_that_cuts_drawn_rows_in_two_and_holds_no_more_words_is_none_the_better() -> None:
    beside = [("Springs of this valley that dry up in summer", "and where their water goes when they do", "Sources in all: forty")]
    halves = [(f"{name} {end}", who, when) for name, who, when in ROWS for end in ("first", "then")]
    whole = [tuple("; ".join(texts) for texts in zip(*pair, strict=True)) for pair in zip(halves[::2], halves[1::2], strict=True)]
    drawn, cut = Sheet(ruled.STAGE, (*loose(beside * 4), *lines(whole))), Sheet(aligned.STAGE, (*loose(beside * 4), *lines(halves)))
    best = best_reading.best_reading([drawn, cut], meanings())
    assert [part.stage for part, _ in best.read] == [ruled.STAGE] and actions(best) == 4


@pytest.mark.parametrize(("times", "plans"), [(("S", "M", "L", "S"), 1), (("the sluice", "a pond", "the mill", "a spring"), 0)])
def test_letters_that_stand_for_times_are_no_evidence_against_a_plan(times: Sequence[str], plans: int) -> None:
    printed = [("Action", "Site", "Timescale"), *((row[0], "Upper pond", time) for row, time in zip(ROWS, times, strict=True))]
    strips = tuple(Strip(tuple(map(Cell.of, texts)), Place()) for texts in printed)
    assert len(best_reading.best_reading([Sheet(ruled.STAGE, strips)], meanings()).read) == plans
