"""Bytes to a script: one reader a media type; what no reader here knows is refused with advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from errors import UnsupportedSource
from extract.files.archives import ForeignArchive, is_old_workbook
from extract.files.encodings import LARGEST, OversizeSource
from extract.files.media import MESSAGE
from extract.headers import STRONG, TELLING, read_header
from extract.pages.text import read_text
from extract.pages.workbook.separated import find_delimiter, read_separated
from extract.paper.fronts import front_pages
from extract.tables.tabbed.tab_lines import whole_lines
from model import Cell, Doubt, Front, Line, Meanings, Page, Place, Script, Sheet, Strip

Reader = Callable[[bytes, str, Meanings], Script]

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
LEVEL = 4.0
"""Points of height within which words are taken for one line of the account."""
SAMPLED = 200
"""Lines of a text with words that are looked at for a mark that parts cells."""
BARE = re.compile(r"[\s,;|]*")
"""A line without a word: a spreadsheet saves a million of them where one cell far below was once touched."""
OF_FILES = frozenset({",", ";"})
"""Marks of a file of separated values; tabs and pipes are left to the stages that mend them."""
CALLS, FOLLOWS = 0.4, 0.5
"""Likeness from which a cell of columns made by tabs is an action, and says who answers for it or by when."""
FEWEST_WORDS = 3
"""Words of such an action."""
PACKED = frozenset({"application/zip", "application/gzip", "application/x-7z-compressed", "application/vnd.rar"})
"""Kinds of file that hold other files, and no paper of their own."""
LARGEST_FILE = 512 * 1024 * 1024
"""Bytes of a file that is no text."""


def read_document(data: bytes, label: str, media_type: str, meanings: Meanings) -> Script:
    """The document as its reader gives it. Raises a SourceError with its state and remedy where it cannot be read."""
    reader = READERS.get(media_type)
    if media_type in PACKED:
        raise ForeignArchive(f"{label}: it is an archive of other files ({media_type}).", "Unpack it and hand in the papers in it.")
    if media_type == MESSAGE:
        advice = "Save what is attached to the message, or its text, as files of their own and hand in these."
        raise ForeignArchive(f"{label}: it is a message with other files in it ({media_type}).", advice)
    if reader is None:
        raise UnsupportedSource(f"{label}: {media_type or 'an unknown kind of file'} has no reader here.")
    script = reader(data, label, meanings)
    title = _own_title(data, media_type)
    return script if title is None else replace(script, fronts=(*script.fronts, Front(title)))


def _own_title(data: bytes, media_type: str) -> str | None:
    """The title in the file's properties; None for a kind of file that carries none."""
    if media_type != PDF and not media_type.startswith(OFFICE):
        return None
    from extract.pages.properties import office_title, pdf_title

    if media_type == PDF:
        return pdf_title(data)
    return office_title(data)


def refuse_oversize(size: int, media_type: str, label: str) -> None:
    """Raises OversizeSource for a file that is too large to be taken into memory, before it is."""
    most = LARGEST if media_type in TEXTS else LARGEST_FILE
    if size > most:
        raise OversizeSource(f"{label}: {size:,} bytes are more than a file of its kind may have ({most:,}).")


def _text(data: bytes, label: str, meanings: Meanings) -> Script:
    page, doubts = read_text(data, label)
    printed = (line.text for line in page.lines if not BARE.fullmatch(line.text))
    if find_delimiter("\n".join(islice(printed, SAMPLED))) in OF_FILES:
        sheets, lines, more = read_separated(data, label, "sheet")
        return Script(groups=tuple((whole_lines(sheet, meanings),) for sheet in sheets), lines=lines, doubts=(*doubts, *more))
    if any("</table" in line.text.lower() for line in page.lines if "<" in line.text):
        from extract.pages.text_tables import read_tables

        if (marked_up := read_tables(page.lines, label)) is not None:
            tables = Script(groups=((marked_up[0],),), lines=marked_up[1], doubts=doubts)
            if _heads_actions(marked_up[0], meanings) or _is_only_plan(tables, Script(pages=(page,), lines=page.lines), meanings):
                return tables
    return Script(pages=(page,), lines=page.lines, doubts=doubts)


def _is_only_plan(tables: Script, text: Script, meanings: Meanings) -> bool:
    """Whether the plan stands in the tables though no line of them heads actions: in rows without a header, or in cards."""
    from extract.plans import find_plans

    return bool(find_plans(tables, meanings)) and not find_plans(text, meanings)


def _heads_actions(sheet: Sheet, meanings: Meanings) -> bool:
    """Whether a line of a table heads actions: where none does, the plan may stand in the text beside the tables."""
    frames = (read_header(strip, meanings) for strip in sheet.strips)
    return any("action" in column.roles for frame in frames if frame is not None for column in frame.columns)


def read_again(data: bytes, label: str, media_type: str, meanings: Meanings) -> Script | None:
    """The document with the readings of outside libraries beside our own, for one that ours are unsure of.

    None for anything but a PDF that prints the header of a plan, and where they find no table.
    """
    if media_type != PDF:
        return None
    from extract.tables import outside
    from extract.triage import shows_header

    script, printed = _read_pdf(data, label, meanings)
    if not any(shows_header(_print(page), meanings) for page in printed):
        return None
    sheets, doubts = outside.read_pages(data, printed, meanings)
    own = tuple(sheet for group in script.groups for sheet in group)
    return replace(script, groups=((*own, *sheets),), doubts=(*script.doubts, *doubts)) if sheets else None


def _pdf(data: bytes, label: str, meanings: Meanings) -> Script:
    return _read_pdf(data, label, meanings)[0]


def _read_pdf(data: bytes, label: str, meanings: Meanings) -> tuple[Script, Sequence[Page]]:
    """The script, and the pages that it was made from."""
    from extract.pages.scanned_pdf import read_with_scans
    from extract.triage import plan_pages

    read = read_with_scans(data, label, lambda texts, drawn: plan_pages(texts, meanings, drawn))
    printed = [page for page in read.pages if page.words]
    sheets, more = _along_pictured_lines(data, printed, meanings)
    script = _printed(read.pages, (*read.doubts, *more), sheets, meanings)
    return replace(script, scans=read.scans, pages_unread=read.unread), printed


def _picture(data: bytes, label: str, meanings: Meanings) -> Script:
    from extract.pages.pictures import read_picture

    pages, doubts = read_picture(data, label)
    return replace(_printed(pages, doubts, (), meanings), scans=pages)


def _printed(pages: Sequence[Page], doubts: Sequence[Doubt], sheets: tuple[Sheet, ...], meanings: Meanings) -> Script:
    """The script of printed pages; where no `sheets` of them are there yet, as our own stages read them."""
    from extract.tables.choose import read_pages

    printed = [page for page in pages if page.words]
    return Script(
        groups=(sheets or read_pages(printed, meanings),) if printed else (),
        lines=print_lines(printed),
        doubts=tuple(doubts),
        page_count=len(pages),
        pages_extracted=len(printed),
        fronts=tuple(front_pages(pages, meanings)),
    )


def _along_pictured_lines(data: bytes, printed: Sequence[Page], meanings: Meanings) -> tuple[tuple[Sheet, ...], tuple[Doubt, ...]]:
    """How a plan reads along lines that stand in a picture behind its words, as in a scan with its text laid over it."""
    if not any(page.pictured for page in printed):
        return (), ()
    from extract.tables import outside
    from extract.triage import shows_header

    hidden = [page for page in printed if outside.has_hidden_lines(page)]
    if not any(shows_header(_print(page), meanings) for page in hidden):
        return (), ()
    return outside.read_pictured(data, printed, meanings)


def _print(page: Page) -> str:
    return "\n".join(line.text for line in print_lines([page]))


def _html(data: bytes, label: str, meanings: Meanings) -> Script:
    from extract.pages.html import read_html

    sheet, lines, doubts = read_html(data, label)
    return Script(groups=((sheet,),), lines=lines, doubts=doubts)


def _docx(data: bytes, label: str, meanings: Meanings) -> Script:
    from extract.pages.docx import read_docx

    def is_title(text: str) -> bool:
        return (said := meanings.heading(text)) is not None and said.kind == "title"

    sheet, lines, doubts = read_docx(data, label, is_title, lambda rows: _are_plans(rows, meanings))
    return Script(groups=((sheet,),), lines=lines, doubts=doubts)


def _are_plans(rows: Sequence[Sequence[str]], meanings: Meanings) -> bool:
    """Whether lines of cells are a plan's: one of them heads actions, or half of them call to act and say right of that who or when.

    Those of a list of versions say when first, and what "Report to" and "Review date" call to is a label's.
    """
    if _heads_actions(Sheet("tabs", tuple(Strip(tuple(map(Cell.of, row)), Place()) for row in rows)), meanings):
        return True
    told = 0
    for row in rows:
        texts = [text for text in row if text]
        follow = [max(map(meanings.content(text).get, ("lead", "timescale"), (0.0, 0.0))) >= FOLLOWS for text in texts]
        before = texts[: follow.index(True)] if True in follow else []
        told += any(meanings.content(text).get("action", 0.0) >= CALLS and len(text.split()) >= FEWEST_WORDS for text in before)
    return 2 * told >= len(rows)


def _ole(data: bytes, label: str, meanings: Meanings) -> Script:
    """An old workbook is read; any other file of that make is refused by the reader of Word files, with advice."""
    return _sheet(data, label, meanings) if is_old_workbook(data) else _docx(data, label, meanings)


def _sheet(data: bytes, label: str, meanings: Meanings) -> Script:
    from extract.pages.sheet import read_sheet

    sheets, lines, doubts = read_sheet(data, label, lambda left, right: _are_apart(left, right, meanings))
    return Script(groups=tuple((whole_lines(sheet, meanings),) for sheet in sheets), lines=lines, doubts=doubts)


def _are_apart(left: Sequence[str], right: Sequence[str], meanings: Meanings) -> bool | None:
    """Whether a header right of another and of blank columns is that of another table: of another kind, or of a plan of its own."""
    if meanings.alien(right) is not None:
        return True
    beside, roles = _roles(left, meanings), _roles(right, meanings)
    if "action" in roles:
        return "action" in beside
    return False if roles & TELLING else None


def _roles(texts: Sequence[str], meanings: Meanings) -> set[str]:
    """What headers hold as far as they are known well."""
    found = (reading for text in texts if (reading := meanings.header(text)) is not None and reading.score >= STRONG)
    return {role for reading in found for role in reading.roles}


def print_lines(pages: Sequence[Page]) -> tuple[Line, ...]:
    """What each printed page says, line by line, numbered on from page to page."""
    found: list[tuple[str, int | None]] = []
    for page in pages:
        rows: dict[int, list[tuple[float, int, str]]] = {}
        for place, (text, (left, top, _, bottom), *_) in enumerate(page.words):
            rows.setdefault(round((top + bottom) / 2 / LEVEL), []).append((left, place, text))
        found += [(" ".join([text for _, _, text in sorted(row)]), page.number) for _, row in sorted(rows.items())]
    return tuple(Line(number, text, page) for number, (text, page) in enumerate(found, 1))


TEXTS: Mapping[str, Reader] = {
    "text/plain": _text,
    "text/markdown": _text,
    "application/octet-stream": _text,
}
READERS: Mapping[str, Reader] = {
    **TEXTS,
    PDF: _pdf,
    "image/png": _picture,
    "image/jpeg": _picture,
    "image/tiff": _picture,
    "text/html": _html,
    "application/xhtml+xml": _html,
    f"{OFFICE}wordprocessingml.document": _docx,
    "application/x-ole-storage": _ole,
    f"{OFFICE}spreadsheetml.sheet": _sheet,
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": _sheet,
    "application/vnd.oasis.opendocument.spreadsheet": _sheet,
    "text/csv": _sheet,
}
"""How each kind of file becomes a script. Imports stand inside the readers: a text needs none of their libraries."""
