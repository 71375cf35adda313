"""A PDF opened, or the reason why it cannot be: the first of the modules that know PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from errors import SourceError
from extract.pages.pdfium.stream_sizes import largest_stream
from model import Doubt

_STARTS = b"%PDF-"
_ENDS = b"%%EOF"
_CATALOGUE = re.compile(rb"(\d+)\s+(\d+)\s+obj\b(?:(?!endobj).){0,2000}?/Type\s*/Catalog\b", re.DOTALL)
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b|/Count\s+0\b[^>]*/Type\s*/Pages\b")
_HEAD = 1024
_TAIL = 2048
NAMED = 3
"""Attached files that are told by name."""


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What one PDF may ask for; beyond it is not read, or refused."""

    pages: int = 3000
    letters: int = 100_000
    """Characters of one page."""
    objects: int = 20_000
    """Drawn objects of one page that are looked at."""
    segments: int = 2_000
    """Points of one drawn path that are looked at."""
    stream_bytes: int = 128 * 1024 * 1024
    """What one compressed stream of instructions may unpack to."""
    pixels: int = 25_000_000
    """Of a rendered page image."""

    def __post_init__(self) -> None:
        for setting in fields(self):
            if getattr(self, setting.name) < 1:
                raise ValueError(f"{setting.name} must be at least 1")


LIMITS = PdfLimits()


class EncryptedPdf(SourceError):
    """It asks for a password."""

    advice = "Save it again without a password, or ask the council for an unlocked copy."


class DamagedPdf(SourceError):
    """PDFium cannot make a document of it."""

    advice = "Download the paper again; if it stays so, open it in a PDF viewer and print it to a new PDF."


class EmptyPdf(SourceError):
    """It has no page."""

    state = "no_text"
    advice = "Ask for the paper again, or remove the file."


class OversizePdf(SourceError):
    """It unpacks to more than a paper ever holds."""

    advice = "It may be a decompression bomb: do not open it; ask the council for a plain copy."


class TextlessPdf(SourceError):
    """Its pages are pictures."""

    state = "no_text"
    advice = 'It seems to be a scan: add the ocr extra (pip install "council-action-plans[ocr]") and run again.'


class GarbledPdf(SourceError):
    """Its fonts do not say which letters they draw."""

    state = "no_text"
    advice = 'Ask for the paper as Word or as a PDF with searchable text, or add the ocr extra (pip install "council-action-plans[ocr]").'


def open_pdf(data: bytes, label: str, limits: PdfLimits = LIMITS) -> tuple[pdfium.PdfDocument, int, tuple[Doubt, ...]]:
    """The open document, how many of its pages may be read, and doubts about its shape; the caller closes it.

    A document that opens with the empty password is opened. Raises a SourceError where it cannot be read.
    """
    if (size := largest_stream(data, limits.stream_bytes)) > limits.stream_bytes:
        raise OversizePdf(f"{label}: a part of it unpacks to more than {limits.stream_bytes:,} bytes ({size:,} seen).")
    document = _load(data, label)
    count = len(document)
    if count < 1:
        document.close()
        raise EmptyPdf(f"{label}: the PDF has no page.")
    doubts = [*_attached(document, label)]
    if count > limits.pages:
        message = f"{label}: only the first {limits.pages:,} of {count:,} pages were read. Split the pack to read the rest."
        doubts.append(Doubt("pages_not_read", message, "error"))
    if _ENDS not in data[-_TAIL:]:
        doubts.append(Doubt("damaged_file", f"{label}: the file breaks off before its end; pages may be missing. Download it again."))
    return document, min(count, limits.pages), tuple(doubts)


def _attached(document: pdfium.PdfDocument, label: str) -> Iterator[Doubt]:
    """A doubt where other files are packed into the document, as in a portfolio, whose own page only says that they are there."""
    count = document.count_attachments()
    if count < 1:
        return
    try:
        names = ", ".join(document.get_attachment(index).get_name() for index in range(min(count, NAMED)))
    except pdfium.PdfiumError:
        names = ""
    which = f"{names} …" if count > NAMED else names or "whose names are damaged"
    message = f"{label}: what is attached to it was not read: {count:,} ({which}). Save it and hand it in."
    yield Doubt("attached_files", message, "info", which)


def _load(data: bytes, label: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as refusal:
        if (mended := _mended(data)) is not None:
            return mended
        if refusal.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedPdf(f"{label}: the PDF is locked with a password.") from refusal
        if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            raise DamagedPdf(f"{label}: it is a web page, not a PDF.", "Open the link in a browser and save the PDF itself.") from refusal
        if _NO_PAGES.search(data):
            raise EmptyPdf(f"{label}: the PDF has no page.") from refusal
        why = "it does not begin as a PDF does" if _STARTS not in data[:_HEAD] else "its page tree cannot be read"
        raise DamagedPdf(f"{label}: the PDF is damaged: {why}.") from refusal


def _mended(data: bytes) -> pdfium.PdfDocument | None:
    """The document that a file without its end still holds; None where it holds none."""
    if _ENDS in data[-_TAIL:] or (found := _CATALOGUE.search(data)) is None:
        return None
    ending = b"\nendobj\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % found.groups()
    try:
        return pdfium.PdfDocument(data + ending)
    except pdfium.PdfiumError:
        return None
