"""The title that a file carries in its properties, which it need not print."""

from __future__ import annotations

import io
import zipfile
import zlib

CORE = "docProps/core.xml"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LONGEST = 200
LARGEST = 1_000_000
"""Bytes that the properties of an office file may take."""


def pdf_title(data: bytes) -> str | None:
    """The title in a PDF's properties; None where it has none or cannot be opened."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return None
    try:
        return _tidy(document.get_metadata_value("Title"))
    finally:
        document.close()


def office_title(data: bytes) -> str | None:
    """The title in the properties of a Word file or a workbook; None where it has none."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if CORE not in archive.namelist() or archive.getinfo(CORE).file_size > LARGEST:
                return None
            core = etree.fromstring(archive.read(CORE), etree.XMLParser(resolve_entities=False, no_network=True))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, etree.XMLSyntaxError):
        return None
    return _tidy(core.findtext(TITLE))


def _tidy(title: str | None) -> str | None:
    text = " ".join((title or "").split())
    return text if 0 < len(text) <= LONGEST else None
