"""What a file truly is, told by its first bytes and, of an archive, by its members; never by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from extract.files.encodings import is_text, opening

HEAD = 64 * 1024
"""Bytes of a file that are looked at."""

BINARY = "application/octet-stream"
MESSAGE = "message/rfc822"

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAGIC = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
_MEMBERS = (
    ("word/", _OFFICE + "wordprocessingml.document"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("xl/", _OFFICE + "spreadsheetml.sheet"),
    ("ppt/", _OFFICE + "presentationml.presentation"),
)
_CUT_MEMBER = re.compile(rb"PK\x03\x04.{26}((?:word|xl|ppt)/[a-zA-Z0-9/]+\.(?:xml|bin))", re.DOTALL)
"""The name of an office file's part, where the part itself begins."""
_PDF = re.compile(rb"(?:\A|[\r\n])[ \t]*%PDF-\d", re.MULTILINE)
_PROLOGUE = re.compile(r"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)+", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table)\b", re.IGNORECASE)
_PIECE = re.compile(r"<(?:h[1-6]|div|p|section|article|main|header|nav|details|[uod]l|caption|thead|tbody|tr)(?:\s[^<>]*)?>", re.IGNORECASE)
"""What a piece of a page begins with, cut out of one."""
_SET_OUT = re.compile(r"</(?:table|tr|ul|ol|dl|details|section|article)\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
"""The line below the header of a table in Markdown, which may open with tags of a page too."""
_MESSAGE = re.compile(r"(?:[A-Za-z][\w-]*:.*\n(?:[ \t]+\S.*\n)*)*?content-type:\s*multipart/(?:mixed|related)\b", re.IGNORECASE)
"""The head of an e-mail with files in it, or of a web page that a browser saved as one."""
_DECLARED = re.compile(r"application/[\x21-\x7e]+", re.ASCII)


def tell_media_type(path: Path, head: bytes) -> str:
    """The media type of the file at `path` whose first HEAD bytes are `head`.

    What decodes as text is text/plain unless it opens as HTML (a whole page, or a piece cut out of one), XML or a message with files in
    it; so is an empty file, whose reader will refuse it with a better reason. What is nothing that is known here is
    application/octet-stream.
    """
    if _PDF.search(head[:1024]):
        return "application/pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(path, head)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    return _text(opening(head)) if is_text(head) else BINARY


def _archive(path: Path, head: bytes) -> str:
    if head[30:38] == b"mimetype" and (declared := _DECLARED.match(head[38:138].split(b"PK")[0].decode("ascii", "replace"))):
        return declared[0]
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            office = "[Content_Types].xml" in names
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        names = [member.decode("ascii", "replace") for member in _CUT_MEMBER.findall(head)]  # the list of members, at its end, is lost
        office = True
    found = (media_type for start, media_type in _MEMBERS if office and any(name.startswith(start) for name in names))
    return next(found, "application/zip")


def _text(text: str) -> str:
    prologue = _PROLOGUE.match(text)
    body = text[prologue.end() :] if prologue else text
    if _HTML.match(body) or _PIECE.match(body) and _SET_OUT.search(body) and not _MARKDOWN.search(body):
        return "text/html"
    if _MESSAGE.match(body):
        return MESSAGE
    return "application/xml" if text.lstrip().startswith("<?xml") else "text/plain"
