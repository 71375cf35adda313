"""Makes `renditions/`: the authored plans as PDF, Word, web page and workbook, and the near-misses as PDF.

Run it as `python -m samples.make [--output DIR] [NAME ...]`. The same gold gives the same bytes. A name is a file of the manifest;
without one all are made and the manifest is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from samples import sheets, web, word
from samples.content import SAMPLES, Paper, read_paper
from samples.layouts import LAYOUTS, SPECIAL, print_plan
from samples.pack import print_near_miss, print_pack

RENDITIONS = SAMPLES / "renditions"

ON_PAPER: Mapping[str, str] = {
    "climate-split-headers": "ruled-landscape ruled-portrait-small horizontal-rules borderless shaded-bands narrow-columns",
    "growth-two-statuses": "merged-down merged-horizontal two-line-header a3",
    "highways-fixed-width": "header-once borderless shaded-bands rotated in-pack",
    "parks-markdown-rag": "colour-fills colour-only mixed-orientation",
    "air-quality-numbered-progress": "banner-rows banner-rows-borderless banner-rows-bands",
    "send-lead-with-deadline": "row-cut horizontal-rules",
    "health-prose-deadlines": "row-cut borderless-cut header-once",
    "food-label-blocks": "cards slides",
    "parish-one-cell-a-line": "side-by-side ruled-portrait-small",
    "waste-flattened-sections": "ruled-landscape",
    "culture-flattened-bullets": "row-cut",
}
"""Plan to its layouts as PDF."""

OTHERS: Mapping[str, Callable[[Paper], bytes]] = {
    "climate-split-headers.tables.docx": word.write_tables,
    "growth-two-statuses.merged.docx": word.write_banners,
    "send-lead-with-deadline.merged.docx": word.write_tables,
    "parks-markdown-rag.controls.docx": word.write_controls,
    "food-label-blocks.cards.docx": word.write_cards,
    "growth-two-statuses.spans.html": web.write_spans,
    "climate-split-headers.lists.html": web.write_sections,
    "parks-markdown-rag.website.html": web.write_website,
    "waste-flattened-sections.sections.html": web.write_sections,
    "food-label-blocks.cards.html": web.write_cards,
    "growth-two-statuses.workbook.xlsx": sheets.write_workbook,
    "air-quality-numbered-progress.workbook.xlsx": sheets.write_workbook,
    "climate-split-headers.sheets.xlsx": sheets.write_sheets,
    "parish-one-cell-a-line.dates.xlsx": sheets.write_workbook,
}

UNSHOWN: Mapping[str, tuple[str, ...]] = {
    "parish-one-cell-a-line.dates.xlsx": ("timescale_raw",),  # two cells are dates: how a date cell is written out is the reader's choice
}
"""Fields of the gold that a file cannot show, or shows in other words."""


def matrix() -> dict[str, Callable[[], bytes]]:
    """Every file that is made: its name, and what makes its bytes."""
    made: dict[str, Callable[[], bytes]] = {}
    for stem, names in ON_PAPER.items():
        made |= {f"{stem}.{name}.pdf": partial(_on_paper, stem, name) for name in names.split()}
    made |= {name: partial(_other, name) for name in OTHERS}
    return made | {f"{path.stem}.near-miss.pdf": partial(print_near_miss, path) for path in sorted((SAMPLES / "near-misses").glob("*.txt"))}


def _on_paper(stem: str, name: str) -> bytes:
    paper = read_paper(stem)
    if name == "in-pack":
        return print_pack(paper)
    return SPECIAL[name](paper) if name in SPECIAL else print_plan(paper, LAYOUTS[name])


def _other(name: str) -> bytes:
    return OTHERS[name](read_paper(name.partition(".")[0]))


def manifest(made: Mapping[str, bytes]) -> str:
    """The list of files: the gold that each goes with (null for a near-miss), what it cannot show, its hash."""
    entries = {
        name: {
            "gold": None if ".near-miss." in name else f"{name.partition('.')[0]}.json",
            "unshown": list(UNSHOWN.get(name, ())),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for name, content in sorted(made.items())
    }
    return json.dumps(entries, indent=1) + "\n"


def make(names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of the files named."""
    wanted = matrix()
    return {name: wanted[name]() for name in names}


def main() -> None:
    """Writes what was asked for; with all of it the manifest, and no file that is made no longer stays."""
    parser = argparse.ArgumentParser(description="Make the samples' renditions.")
    parser.add_argument("names", nargs="*", choices=[[], *matrix()], metavar="NAME")
    parser.add_argument("--output", type=Path, default=RENDITIONS, metavar="DIR")
    asked = parser.parse_args()
    made = make(asked.names or matrix())
    asked.output.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (asked.output / name).write_bytes(content)
    if not asked.names:
        for path in asked.output.glob("*.*.*"):
            if path.name not in made:
                path.unlink()
        (asked.output / "manifest.json").write_text(manifest(made), "utf-8")


if __name__ == "__main__":
    main()
