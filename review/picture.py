"""The pages of an action, drawn with its row and the cells of its fields outlined."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from errors import SourceError, UsageError
from model import Box

Row = Mapping[str, Any]
Render = Callable[[int, float], Image.Image]
"""Gives a page (from 1) as an image, so many pixels a point at most."""

SCALE = 2.0
INKS = ((200, 30, 30), (20, 90, 200), (20, 130, 50), (160, 80, 0), (130, 30, 160), (0, 120, 130))
ROW_INK = (255, 120, 0)
BETWEEN = 12
"""Pixels of grey between two pages."""
LABEL = 15
"""Pixels of a label's letters."""


def find_paper(action: Row, roots: Sequence[Path]) -> bytes:
    """The PDF that an action was read from, found below the roots of the run; raises UsageError where it is not there."""
    if action.get("page_start") is None:
        where = f"lines {action['line_start']} to {action['line_end']}" if action.get("line_start") is not None else "no page"
        raise UsageError(f"{action['source_file']} has no pages to draw: the action stands at {where}.", "Leave --image out.")
    label = Path(action["source_file"])
    if not roots:
        raise UsageError(f"--image needs the paper {label}.", "Say with --papers which folder or file the run was given.")
    there = [path for root in roots for path in (root / label, root.parent / label, root) if path.is_file()]
    for path in there:
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest().startswith(action["document_id"]):
            return data
    if there:
        raise UsageError(f"{there[0]} is not the paper that was read: its content differs.", "Give --papers the papers of that run.")
    raise UsageError(f"{label} is not below {', '.join(map(str, roots))}.", "Say with --papers which folder or file the run was given.")


def save_picture(action: Row, render: Render, file: Path) -> None:
    """Writes the picture of an action as PNG; raises UsageError where that cannot be."""
    try:
        picture = draw(action, render)
        picture.save(file, "PNG")
    except SourceError as refusal:
        raise UsageError(f"{action['source_file']}: {refusal}") from refusal
    except OSError as fault:
        raise UsageError(
            f"{file}: the picture cannot be written: {fault.strerror or fault}.", "Give --image a file in a folder of yours."
        ) from fault


def draw(action: Row, render: Render) -> Image.Image:
    """The pages that the action stands on, one below the other, the row outlined, and every field outlined and named."""
    regions: dict[int, list[Box]] = {page: [] for page in range(action["page_start"], action["page_end"] + 1)}
    for region in action["regions"]:
        regions.setdefault(region["page"], []).append(_box(region))
    fields = fields_by_page(action["readings"])
    return _stacked([_page(render(page, SCALE), boxes, fields.get(page, {})) for page, boxes in sorted(regions.items())])


def fields_by_page(readings: Sequence[Row]) -> dict[int, dict[Box, list[str]]]:
    """The names of the fields that were read from each box of each page."""
    found: dict[int, dict[Box, list[str]]] = {}
    for reading in readings:
        if reading["page"] is not None and reading["x0"] is not None:
            found.setdefault(reading["page"], {}).setdefault(_box(reading), []).append(reading["field"])
    return found


def _box(row: Row) -> Box:
    return row["x0"], row["top"], row["x1"], row["bottom"]


def _page(image: Image.Image, rows: Sequence[Box], fields: Mapping[Box, Sequence[str]]) -> Image.Image:
    picture = image.convert("RGB")
    pen = ImageDraw.Draw(picture)
    letters = ImageFont.load_default(LABEL)
    for box in rows:
        pen.rectangle(_grown(box, 5), outline=ROW_INK, width=4)
    for number, (box, names) in enumerate(sorted(fields.items())):
        ink = INKS[number % len(INKS)]
        x0, top, x1, bottom = _grown(box, 2)
        pen.rectangle((x0, top, x1, bottom), outline=ink, width=2)
        label = ", ".join(names)
        wide, high = pen.textbbox((0, 0), label, font=letters)[2:]
        at = label_place((x0, top, x1, bottom), (wide, high), [_grown(other, 2) for other in fields if other != box])
        pen.rectangle(pen.textbbox(at, label, font=letters), fill=(255, 255, 255))
        pen.text(at, label, fill=ink, font=letters)
    return picture


def label_place(box: Box, size: tuple[float, float], others: Sequence[Box]) -> tuple[float, float]:
    """Where a field's name is written: below its box, else above it, so that it covers no other field; below where it must cover one."""
    x0, top, x1, bottom = box
    wide, high = size
    places = [(x, y) for y in (bottom, top - high) for x in (x0, x1 - wide)]
    free = (
        (x, y)
        for x, y in places
        if not any(x < right and left < x + wide and y < lower and upper < y + high for left, upper, right, lower in others)
    )
    return next(free, places[0])


def _grown(box: Box, pixels: int) -> Box:
    return box[0] * SCALE - pixels, box[1] * SCALE - pixels, box[2] * SCALE + pixels, box[3] * SCALE + pixels


def _stacked(pages: Sequence[Image.Image]) -> Image.Image:
    width, height = max(page.width for page in pages), sum(page.height + BETWEEN for page in pages) - BETWEEN
    whole = Image.new("RGB", (width, height), (128, 128, 128))
    y = 0
    for page in pages:
        whole.paste(page, (0, y))
        y += page.height + BETWEEN
    return whole
