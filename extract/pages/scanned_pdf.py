"""A PDF some or all of whose pages are pictures: the printed pages as always, the pictures beside them by OCR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import SourceError
from extract.pages.ocr import is_installed
from extract.pages.pdf import Draw, Glance, damaged_page, drawer, read_glances, read_pdf
from extract.pages.pdfium.opening import GarbledPdf, PdfLimits, TextlessPdf
from extract.pages.pdfium.words import by_line, in_lines
from extract.pages.pictures import (
    DOTS,
    MOST_PAGES,
    MOST_PIXELS,
    Choose,
    Shot,
    layers_doubted,
    letters_unnamed,
    pictures_beyond,
    pictures_unread,
    read_shots,
)
from extract.pages.scan.text_layers import SCALE, nameless_pages, poor_layers
from model import Doubt, Page

if TYPE_CHECKING:
    from extract.pages.scan.pixels import Image

LIMITS = PdfLimits(pixels=MOST_PIXELS)
LOST = frozenset({"page_without_text", "garbled_page"})
"""Doubts of pages that were not read as text."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The pages of a PDF, some of them read from their pictures."""

    pages: tuple[Page, ...]
    doubts: tuple[Doubt, ...]
    scans: tuple[Page, ...] = ()
    """Those of the pages that were read from their picture, well or, by an earlier OCR, badly."""
    unread: int = 0
    """How many pages are pictures that nothing read."""


def read_with_scans(data: bytes, label: str, choose: Choose) -> Readings:
    """Every page of the PDF as `read_pdf` gives it, its pictures read too.

    Raises a SourceError where nothing can be read. Pictures are read where the ocr extra is there; else a doubt, or the error
    where there is nothing but pictures, tells the command that adds it.
    """
    try:
        pages, doubts = read_pdf(data, label, choose=lambda glances: choose(*_seen(glances, {})))
    except (TextlessPdf, GarbledPdf) as refusal:
        if not is_installed():
            raise
        return _read_pictures_only(data, label, choose, refusal)
    lost = [doubt.place.page for doubt in doubts if doubt.code in LOST and doubt.place.page]
    damaged = sum(doubt.code == "damaged_page" for doubt in doubts)
    poor, nameless = _poor_layers(data, pages), nameless_pages(pages)
    if not lost and not poor and not nameless:
        return Readings(pages, doubts, unread=damaged)
    if not is_installed():
        pictures = [doubt.place.page for doubt in doubts if doubt.code == "page_without_text" and doubt.place.page]
        kept = tuple(doubt for doubt in doubts if doubt.code != "page_without_text")
        more = (*([pictures_unread(pictures, label)] if pictures else []), *([layers_doubted(poor, label)] if poor else []))
        more += (letters_unnamed(nameless, label),) if nameless else ()
        return Readings(pages, (*kept, *more), tuple(page for page in pages if page.number in poor), len(lost) + damaged)
    read, more = _read_pictures(data, label, sorted({*lost, *poor, *nameless}))
    unread = len(set(lost) - read.keys()) + damaged
    if not any(page.words for page in read.values()):
        return Readings(pages, (*doubts, *more), unread=unread)
    read = {number: page for number, page in read.items() if page.words or number in lost}
    chosen = choose(*_seen(read_glances(data, label), read))
    pages, doubts = read_pdf(data, label, choose=lambda _: chosen)
    scans = {number: page for number, page in read.items() if number - 1 in chosen}
    kept = tuple(doubt for doubt in doubts if doubt.code not in LOST or doubt.place.page not in read)
    whole = tuple(scans.get(page.number or 0, page) for page in pages)
    return Readings(whole, (*kept, *more), tuple(scans.values()), unread)


def _poor_layers(data: bytes, pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages whose text an earlier OCR laid over their picture so badly that the picture is to be read anew."""
    if not any(page.pictured for page in pages):
        return []
    with drawer(data, LIMITS) as draw:
        return poor_layers(pages, lambda number: _picture(draw, number, SCALE))


def _read_pictures_only(data: bytes, label: str, choose: Choose, refusal: SourceError) -> Readings:
    glances = read_glances(data, label)
    damaged = [number for number, glance in enumerate(glances, 1) if glance.damaged]
    left = [number for number, glance in enumerate(glances, 1) if not glance.blank and not glance.damaged]
    read, doubts = _read_pictures(data, label, left)
    doubts = (*doubts, *(damaged_page(number, label) for number in damaged))
    if not any(page.words for page in read.values()):
        why = f"{label}: no page has a text layer, and no print was made out in their pictures."
        raise type(refusal)(why, "Ask for the paper again; its pages are blank, or too faint to read.")
    chosen = choose(*_seen([Glance("", 0, True)] * len(glances), read))
    scans = {number: page for number, page in read.items() if number - 1 in chosen}
    pages = tuple(scans.get(number, Page(number=number)) for number in range(1, len(glances) + 1))
    return Readings(pages, doubts, tuple(scans.values()), len(left) - len(read) + len(damaged))


def _read_pictures(data: bytes, label: str, numbers: Sequence[int]) -> tuple[dict[int, Page], tuple[Doubt, ...]]:
    """The pages with these numbers, read from their pictures; of very many those that draw tables first."""
    with drawer(data, LIMITS) as draw:
        taken = list(numbers)
        if len(taken) > MOST_PAGES:
            taken = sorted(sorted(taken, key=lambda number: not _draws_table(draw, number))[:MOST_PAGES])
        pages, doubts = read_shots(_shots(draw, taken), label)
    left = [number for number in numbers if number not in set(taken)]
    return {page.number or 0: page for page in pages}, (*doubts, *([pictures_beyond(left, label)] if left else []))


def _draws_table(draw: Draw, number: int) -> bool:
    from extract.pages.scan.lines import find_lines

    rules = find_lines(_picture(draw, number, DOTS / 2), DOTS / 2)
    return sum(not rule.level for rule in rules) > 2


def _shots(draw: Draw, numbers: Sequence[int]) -> Iterator[Shot]:
    for number in numbers:
        wide = _picture(draw, number, 1.0).shape[1]  # at a pixel a point the picture tells the page's size
        picture = _picture(draw, number, DOTS)
        yield Shot(number, picture, picture.shape[1] / wide)


def _picture(draw: Draw, number: int, scale: float) -> Image:
    import numpy as np  # heavy: only where there is a picture

    return np.asarray(draw(number, scale).convert("RGB"), np.uint8)


def _seen(glances: Sequence[Glance], scans: Mapping[int, Page]) -> tuple[list[str], list[int]]:
    """What each page says and how much it draws, its picture's print in the place of its text where that was read."""
    pages = [scans.get(number) for number in range(1, len(glances) + 1)]
    texts = [glance.text if page is None else _text(page) for glance, page in zip(glances, pages, strict=True)]
    drawn = [glance.drawn if page is None else len(page.rules) for glance, page in zip(glances, pages, strict=True)]
    return texts, drawn


def _text(page: Page) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in in_lines(by_line(page.words), lambda word: word.box))
