"""Pages of a PDF as PDFium has them open: the first ones stay so, since loading a page costs as much as reading its text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.pages.pdfium import calls as call
from extract.pages.pdfium.letters import Widths
from extract.pages.pdfium.page_texts import page_text

KEEP = 24
"""Pages that stay open between a first look and the reading."""
CROWDED = 20_000
"""Things drawn on a page from which it takes too much memory to stay open."""

_TYPED = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})
"""Fields of a form, and words that somebody typed onto a page."""


class OpenSheets:
    """The pages of one document; to be closed before the document is."""

    def __init__(self, document: pdfium.PdfDocument, keep: int = KEEP) -> None:
        self.document, self.keep = document, keep
        self.held: dict[int, tuple[int, int]] = {}
        self.texts: dict[int, str] = {}
        self.widths: Widths = {}

    @contextmanager
    def opened(self, index: int) -> Iterator[tuple[int, int]]:
        """The handles of a page and its text; 0, 0 where PDFium cannot load the page."""
        if index in self.held:
            yield self.held[index]
            return
        page, text = _load(self.document, index)
        if page and text and len(self.held) < self.keep and call.page_object_count(page) < CROWDED:
            self.held[index] = page, text
            yield page, text
            return
        try:
            yield (page, text) if text else (0, 0)
        finally:
            _close(page, text)

    def text(self, index: int, textpage: int, most: int) -> str:
        """The characters of an open page, as far as `most`; read once where the page is kept, for a first look and the reading."""
        if (told := self.texts.get(index)) is None:
            told = page_text(textpage, most)
            if index in self.held:
                self.texts[index] = told
        return told

    def close(self) -> None:
        """Lets go of every page that was kept."""
        for page, text in self.held.values():
            _close(page, text)
        self.held.clear()
        self.texts.clear()


def _load(document: pdfium.PdfDocument, index: int) -> tuple[int, int]:
    page = raw.FPDF_LoadPage(document, index)
    if page and _is_typed_on(page):
        if raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            raw.FPDF_ClosePage(page)
            page = raw.FPDF_LoadPage(document, index)
    text = raw.FPDFText_LoadPage(page) if page else None
    return call.handle(page) if page else 0, call.handle(text) if text else 0


def _is_typed_on(page: Any) -> bool:
    """Whether a reader sees words on the page that are none of its own."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in _TYPED:
            return True
    return False


def _close(page: int, text: int) -> None:
    if text:
        call.close_text(text)
    if page:
        call.close_page(page)
