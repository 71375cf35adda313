"""Plain text: one page of numbered lines."""

from __future__ import annotations

import re
from html import unescape

from extract.files.encodings import decode
from model import Doubt, Line, Page

_LINE_END = re.compile(r"\r\n|\r|\n")
_ENTITY = re.compile(
    r"&(?!(?:lt|gt|tab|newline|vert|verbar|#0*(?:9|1[0-3]|60|62|124)|#x0*(?:9|[a-d]|3c|3e|7c));)"
    r"(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8}\d{0,2});",
    re.IGNORECASE,
)
"""A sign that is spelt out, but for the pointed brackets of a tag and for what would part a line or a cell."""
_UNMAPPED_MARK = re.compile(r"(?<!\S)\(cid:\d{1,4}\)(?=\s|[A-Z]|$) ?")
"""The number of a sign that a PDF's font does not name, alone where words begin: it is the mark of a list. In a word it stays."""
_PAGE_BREAK = re.compile(r"^\{\d{1,4}\}-{9,}[ \t]*$", re.MULTILINE)
"""How a converter of PDFs parts its pages: "{3}" and a row of dashes. Nobody printed it."""
_MISSING = re.compile(r"(^(?=\w+ *[|\t])|[|\t] *)(?:NaN|nan|NaT)(?= *(?:[|\t]|$))", re.MULTILINE)
"""What a program writes for an empty cell."""
_ESCAPED = re.compile(r"(?P<path>(?:\b[A-Za-z]:\\|(?<!\S)\\{1,2}\w)\S*)|(?<![\\:])\\(?:(?P<sign>[-_.()!#+*\[\]{}~'\"$@^>])|$)")
"""A sign that Markdown would read as a mark, with the stroke that says it is none; the stroke of a line's end; and a path."""
_LEAST_ESCAPED = re.compile(r"(?<=[^\W_])\\(?:[-)]|\.(?=[\s\d,;)|]|$))|(?<= )\\-(?= )", re.MULTILINE)
"""Strokes where only Markdown sets them: where one stands so, the others are its too."""
_SAID_OF = re.compile(r"\[([^\[\]\n]*)\]\{[.#][^{}\n]*\}|(?<=\S) *\{#[\w.:-]+(?: [^{}\n]*)?\} *$")
"""What Pandoc says of some words or of a heading, and nobody printed: "[Fords]{.underline}", "# Fords {#fords}"."""
_TAKEN_OUT = re.compile(r"\[[^\[\]\n]*\]\{\.deletion\b[^{}\n]*\}")
"""Words that Pandoc says were taken out."""
_GAP = re.compile(r"(?<=\S)( {2,})(?=\S)")
_BOXES = {":selected:": "☑", ":unselected:": "☐"}
"""How a converter spells the boxes of a form."""
_TIMES_SPELT = 2
"""A converter that reads what another wrote spells the sign of a sign: "&amp;pound;"."""


def read_text(data: bytes, label: str) -> tuple[Page, tuple[Doubt, ...]]:
    """The lines of a text, numbered as an editor numbers them, and a doubt for each kind of repair to its bytes.

    A form feed parts a line in two with one number. A vertical tab or a Unicode line separator is a break within a cell: it stays
    in the line's text as white space. Signs that a converter spelt out ("&amp;", "&#8217;") are signs again, and so are those that it wrote
    for Markdown with a stroke before each; marks of lists that it only numbered ("(cid:127)") are bullets. Raises what `decode` raises.
    """
    decoded = decode(data, label)
    printed = _as_read(_LINE_END.split(_with_signs(decoded.text)), decoded.text)
    if not printed[-1]:
        printed.pop()
    lines = tuple(Line(number, piece) for number, line in enumerate(printed, start=1) for piece in _pieces(line))
    return Page(lines), tuple(Doubt("repaired_encoding", f"{label}: {note}", "info") for note in decoded.repairs)


def _with_signs(text: str) -> str:
    for _ in range(_TIMES_SPELT):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    for spelt, box in _BOXES.items() if "selected:" in text else ():
        text = text.replace(spelt, box)
    text = _MISSING.sub(r"\1", text) if "|" in text or "\t" in text else text
    text = _PAGE_BREAK.sub("", text) if "}---" in text else text
    return _UNMAPPED_MARK.sub("• ", text) if "(cid:" in text else text


def _as_read(lines: list[str], text: str) -> list[str]:
    """The lines as a reader of Markdown sees them; between pipes, whose places may tell of columns, their own stage does it."""
    if "\\" in text and _LEAST_ESCAPED.search(text):
        lines = [_unescaped(line) if "\\" in line and "|" not in line else line for line in lines]
    if "]{" in text or "{#" in text:
        lines = [_SAID_OF.sub(r"\1", _TAKEN_OUT.sub("", line)) if "{" in line and "|" not in line else line for line in lines]
    return lines


def _unescaped(line: str) -> str:
    """The line without such strokes, its columns where they stood."""
    pieces = _GAP.split(line)
    freed = [_ESCAPED.sub(lambda found: found["path"] or found["sign"] or "", piece) for piece in pieces]
    for at in range(0, len(pieces) - 1, 2):
        freed[at + 1] += " " * (len(pieces[at]) - len(freed[at]))
    return "".join(freed)


def _pieces(line: str) -> list[str]:
    """The stretches between form feeds: one that is empty says nothing, but a line keeps at least one."""
    return [piece for piece in line.split("\f") if piece] or [""]
