"""Word to strips: mammoth makes HTML of it, and the one reader of HTML tables does the rest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import mammoth
from lxml import etree  # type: ignore[import-untyped]

from errors import EmptySource
from extract.files.archives import OLE, BrokenArchive, ForeignArchive, OversizeArchive, read_parts, refuse_ole
from extract.pages.html import read_markup
from extract.pages.word.numbers import write_numbers
from extract.pages.word.running import running_lines
from extract.pages.word.shades import mark_shades, show_shades
from extract.pages.word.tabs import write_tables
from extract.pages.word.turns import mark_pages
from model import Doubt, Line, Sheet

STAGE = "docx"
MOST_TAGS = 400_000
"""Tags of the document's text; a thousand actions take some 50,000."""
CONTENTS = "Table of Contents"
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name^='toc '] => !
p[style-name^='TOC '] => !
r[style-name='Strong'] => strong
br[type='page'] => hr
"""
"""What the styles of headings become, and a new page; a table of contents says nothing twice."""


def read_docx(
    data: bytes,
    label: str,
    is_title: Callable[[str], bool] = lambda text: False,
    is_plan: Callable[[Sequence[Sequence[str]]], bool] = lambda rows: False,
) -> tuple[Sheet, tuple[Line, ...], tuple[Doubt, ...]]:
    """The document as strips, the line that each of them prints, and no doubts.

    What only the head or the foot of its pages prints stands first, but for titles where the text has one of its own. Insertions are kept
    and deletions dropped, as if all changes had been accepted; a choice that nobody made is blank; the numbers that Word counts are written
    out. Columns made by tabs are a table where `is_plan` says that their texts are a plan's. Raises a SourceError with its remedy for a
    file that is locked, cut short, of the old kind, no Word file, made to do harm, or empty.
    """
    if data.startswith(OLE):
        refuse_ole(data, label)
    parts = read_parts(data, label, lambda name: name.endswith((".xml", ".rels")) and not name.startswith(("customXml/", "word/theme/")))
    main = _main_part(parts, label)
    document = _document(parts, main, label, is_plan)
    running = _running(document, parts, main, label, is_title)
    try:
        markup = mammoth.convert_to_html(
            _packed({**parts, main: etree.tostring(document, encoding="utf-8", xml_declaration=True)}),
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _: {}),
        ).value
    except RecursionError as reason:
        raise OversizeArchive(f"{label}: its text is nested deeper than any program writes it.") from reason
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, SyntaxError) as reason:
        raise BrokenArchive(f"{label}: it is no whole Word file ({type(reason).__name__}: {reason}).") from reason
    if not markup.strip():
        raise EmptySource(f"{label}: the document holds no text.", "If its pages are pictures, print it to PDF and hand that in.")
    above = "".join(f"<p>{escape(line)}</p>" for line in running)
    return *read_markup(above + show_shades(markup), label, STAGE), ()


def _running(document: Any, parts: Mapping[str, bytes], main: str, label: str, is_title: Callable[[str], bool]) -> tuple[str, ...]:
    """The running lines that say something of the paper; a title only where the text has none."""
    lines = running_lines(document, parts, main, lambda name: _tree(parts, name, label))
    if not any(map(is_title, lines)):
        return lines
    w = str(document.tag).partition("}")[0] + "}"
    own = ("".join(text.text or "" for text in paragraph.iter(f"{w}t")) for paragraph in document.iterfind(f"{w}body/{w}p"))
    return tuple(line for line in lines if not is_title(line)) if any(map(is_title, own)) else lines


def _main_part(parts: Mapping[str, bytes], label: str) -> str:
    """The name of the part that holds the text: as the file says, else where it usually is."""
    if "_rels/.rels" in parts:
        for relation in _tree(parts, "_rels/.rels", label):
            target = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and target in parts:
                return str(target)
    if "word/document.xml" not in parts:
        raise ForeignArchive(f"{label}: the archive holds no Word text.")
    return "word/document.xml"


def _document(parts: Mapping[str, bytes], main: str, label: str, is_plan: Callable[[Sequence[Sequence[str]]], bool]) -> Any:
    """The text as it is printed: numbers written out, shades marked, what is hidden or was never chosen left out."""
    if parts[main].count(b"<") > MOST_TAGS:
        raise OversizeArchive(f"{label}: its text has {parts[main].count(b'<'):,} tags, more than the {MOST_TAGS:,} that are read.")
    document = _tree(parts, main, label)
    w = str(document.tag).partition("}")[0] + "}"
    if not str(document.tag).endswith("}document"):
        raise ForeignArchive(f"{label}: its main part is no Word text.")
    _drop_contents(document, w)
    _blank_choices(document, w)
    for hidden in list(document.iter(f"{w}vanish")):
        if hidden.get(f"{w}val") not in ("0", "false") and (run := hidden.getparent().getparent()).tag == f"{w}r":
            run.getparent().remove(run)
    for struck in document.iter(f"{w}dstrike"):
        struck.tag = f"{w}strike"
    folder = main.rpartition("/")[0]
    if f"{folder}/numbering.xml" in parts:
        styles = _tree(parts, f"{folder}/styles.xml", label) if f"{folder}/styles.xml" in parts else None
        write_numbers(document, _tree(parts, f"{folder}/numbering.xml", label), styles)
    write_tables(document, w, is_plan)
    mark_shades(document, w)
    mark_pages(document, w)
    return document


def _drop_contents(document: Any, w: str) -> None:
    """Takes out the tables of contents that Word made: they say nothing twice."""
    for gallery in list(document.iter(f"{w}docPartGallery")):
        field = next(gallery.iterancestors(f"{w}sdt"), None)
        if gallery.get(f"{w}val") == CONTENTS and field is not None and field.getparent() is not None:
            field.getparent().remove(field)


def _blank_choices(document: Any, w: str) -> None:
    """Empties the fields that only show what could be filled in."""
    for mark in list(document.iter(f"{w}showingPlcHdr")):
        field = mark.getparent().getparent()
        if mark.get(f"{w}val") not in ("0", "false"):
            for text in list(field.iter(f"{w}t")):
                text.text = ""


def _tree(parts: Mapping[str, bytes], name: str, label: str) -> Any:
    try:
        return etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as reason:
        raise BrokenArchive(f"{label}: its part {name} is damaged ({reason.msg}).") from reason


def _packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed
