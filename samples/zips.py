"""Zipped formats without the clock: the same content gives the same bytes on any machine."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def settled(archive: bytes) -> bytes:
    """The same archive, its files in order of name, of one date, and stored (each compression library writes other bytes)."""
    out = BytesIO()
    with ZipFile(BytesIO(archive)) as given, ZipFile(out, "w", ZIP_STORED) as kept:
        # the list of content types stands first, as the formats want it
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = given.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>2024-01-02T09:00:00Z", content)
            kept.writestr(ZipInfo(name, LONG_AGO), content)
    return out.getvalue()
