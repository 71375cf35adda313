"""A stage reads a document only where the stages before it left doubts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extract.documents import PDF, read_document
from extract.plans import find_plans
from extract.tables import aligned
from extract.tables.rivals import Rivals
from model import Meanings, Sheet
from normalise.lexicon import load_lexicons
from normalise.words import compile_words, meanings

RENDITIONS = Path(__file__).parents[2] / "samples" / "renditions"


@cache
def asked() -> Meanings:
    return meanings(compile_words(load_lexicons()))


def test_a_sheet_is_made_once_and_when_it_is_asked_for() -> None:
    made: list[str] = []

    def sheets() -> Iterator[Sheet]:
        for stage in ("first", "second", "third"):
            made.append(stage)
            yield Sheet(stage, ())

    rivals = Rivals(sheets())
    assert next(iter(rivals)).stage == "first" and made == ["first"]
    assert rivals[0].stage == "first" and [sheet.stage for sheet in rivals] == ["first", "second", "third"] == made
    assert len(rivals) == 3 and rivals == tuple(rivals) and rivals != ()


@pytest.mark.parametrize(
    ("name", "drawn"), [("culture-flattened-bullets.row-cut.pdf", True), ("climate-split-headers.borderless.pdf", False)]
)
def test_a_plain_grid_is_read_by_its_lines_alone(monkeypatch: pytest.MonkeyPatch, name: str, drawn: bool) -> None:
    read: list[int | None] = []
    own = aligned.read_page
    monkeypatch.setattr(aligned, "read_page", lambda page, *others: (read.append(page.number), own(page, *others))[1])
    script = read_document((RENDITIONS / name).read_bytes(), name, PDF, asked())
    assert find_plans(script, asked()) and bool(read) != drawn
