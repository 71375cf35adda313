"""An action drawn: the paper is found and is the right one, and every outline stands where the dataset says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import pipeline
from errors import UsageError
from review.picture import BETWEEN, ROW_INK, SCALE, draw, fields_by_page, find_paper, label_place, save_picture

PAPER = b"%PDF the paper"
ROOT = Path(__file__).resolve().parent.parent.parent


def region(page: int, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    return {"page": page, "x0": x0, "top": top, "x1": x1, "bottom": bottom}


def action(**changed: Any) -> dict[str, Any]:
    row = {
        "action_id": "x/y/z/1", "source_file": "north/plan.pdf", "document_id": hashlib.sha256(PAPER).hexdigest()[:16],
        "page_start": 2, "page_end": 3, "line_start": None, "line_end": None,
        "regions": [region(2, 20, 60, 90, 80), region(3, 20, 10, 90, 20)],
        "readings": [*({"field": name, **region(2, 30, 62, 50, 70)} for name in ("lead_raw", "leads")),
                     {"field": "status", **region(1, 0, 0, 1, 1)}],
    }  # fmt: skip
    return row | changed


def blank(page: int, scale: float) -> Image.Image:
    return Image.new("RGB", (int(100 * scale), int(100 * scale)), "white")


def test_each_page_stands_below_the_one_before_with_its_outlines() -> None:
    picture = draw(action(), blank)
    high = int(100 * SCALE)
    assert picture.size == (high, 2 * high + BETWEEN)
    middle = int(55 * SCALE)
    second = [y for y in range(picture.height) if picture.getpixel((middle, y)) == ROW_INK]
    assert [min(second), max(second)] == [int(60 * SCALE) - 5, high + BETWEEN + int(20 * SCALE) + 5]


def test_fields_read_from_one_cell_share_its_outline() -> None:
    assert fields_by_page(action()["readings"]) == {2: {(30, 62, 50, 70): ["lead_raw", "leads"]}, 1: {(0, 0, 1, 1): ["status"]}}
    assert fields_by_page([{"field": "update", "page": None, "x0": None}]) == {}


@pytest.mark.parametrize("root", [".", "north", "north/plan.pdf"])
def test_the_paper_is_found_below_whatever_the_run_was_given(tmp_path: Path, root: str) -> None:
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "plan.pdf").write_bytes(PAPER)
    assert find_paper(action(), [tmp_path / "elsewhere", tmp_path / root]) == PAPER


def test_what_hinders_a_picture_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--papers"):
        find_paper(action(), [])
    with pytest.raises(UsageError, match="is not below"):
        find_paper(action(), [tmp_path])
    (tmp_path / "north").mkdir()
    (tmp_path / "north" / "plan.pdf").write_bytes(b"%PDF another")
    with pytest.raises(UsageError, match="content differs"):
        find_paper(action(), [tmp_path])
    with pytest.raises(UsageError, match="no pages to draw: the action stands at lines 4 to 9"):
        find_paper(action(page_start=None, page_end=None, line_start=4, line_end=9), [tmp_path])
    with pytest.raises(UsageError, match="cannot be written"):
        save_picture(action(), blank, tmp_path / "nowhere" / "out.png")


def test_the_verb_draws_a_published_action(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pandas as pd

    paper = ROOT / "samples" / "renditions" / "send-lead-with-deadline.row-cut.pdf"
    output, image = tmp_path / "output", tmp_path / "row.png"
    assert pipeline.main(["run", str(paper), "--output", str(output), "--jobs", "1", "--quiet"]) == pipeline.ALL_WELL
    rows = pd.read_parquet(output / "current" / "actions")
    over = rows[rows.page_end > rows.page_start]
    assert len(over) and all([each["page"] for each in row.regions] == [row.page_start, row.page_end] for row in over.itertuples())
    asked = ["explain", over.action_id.iloc[0], "--output", str(output), "--image", str(image)]
    assert pipeline.main(asked) == UsageError.exit_code
    assert "--papers" in capsys.readouterr().err
    assert pipeline.main([*asked, "--papers", str(paper)]) == pipeline.ALL_WELL
    with Image.open(image) as drawn:
        assert drawn.height > 1.5 * drawn.width / 2
        assert any(colour == ROW_INK for _, colour in drawn.getcolors(1 << 24) or ())


def test_a_name_covers_no_other_field() -> None:
    box, size = (100.0, 100.0, 200.0, 120.0), (40.0, 12.0)
    assert label_place(box, size, []) == (100.0, 120.0)
    assert label_place(box, size, [(90.0, 122.0, 130.0, 160.0)]) == (160.0, 120.0)
    assert label_place(box, size, [(90.0, 122.0, 230.0, 160.0)]) == (100.0, 88.0)
    assert label_place(box, size, [(90.0, 122.0, 230.0, 160.0), (90.0, 70.0, 230.0, 98.0)]) == (100.0, 120.0)
