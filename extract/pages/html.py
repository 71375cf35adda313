"""HTML to strips, by lxml: web pages, pages saved by a word processor, and what mammoth makes of a Word file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from errors import EmptySource, SourceError
from extract.files.encodings import LARGEST, LONGEST_LINE, OversizeSource, decode, opening
from extract.pages.struck import mark_struck
from extract.pages.web.pieces_apart import set_apart
from extract.pages.web.unfolding import unfold
from extract.strips import loose_strip, number_strips
from extract.tables.web.blocks import is_hidden, read_blocks, tag_of, walk
from extract.tables.web.buttons import drop_links_to_details
from extract.tables.web.nodes import Element
from extract.tables.web.tables import DEEPEST, read_strips
from model import Doubt, Line, Paragraph, Place, Sheet, Strip

STAGE = "html"
MOST_ELEMENTS = 600_000
"""Tags of one page, opening and closing; a plan of a thousand actions has some 30,000."""
DEEPEST_ELEMENT = 1_000

_COOKIES = re.compile(r"(?<![a-z])cookies?(?![a-z])", re.IGNORECASE)
_LONGEST_NOTICE = 2_000
"""Characters; what is longer and only named for cookies is the page itself."""
_CHARSET = re.compile(r"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_INLINE_DATA = re.compile(rb"(?<=[\"'(])data:[^\"')>]{200,}")
_TAG = re.compile(rb"<(table|tr|td|th|p|div|li|span)(?=[\s>])", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—»:-]\s+")


class TangledPage(SourceError):
    """Markup so deep that no program wrote it on purpose."""

    advice = "Open it in a browser and save it again, or print it to PDF and hand that in."


def read_html(data: bytes, label: str) -> tuple[Sheet, tuple[Line, ...], tuple[Doubt, ...]]:
    """The page as strips, the line that each of them prints, and a doubt for each kind of repair to its bytes.

    Raises EmptySource where it shows no text, OversizeSource and TangledPage where it is built to do harm, and what `decode` raises.
    """
    text, doubts = _decoded(data, label)
    sheet, lines = read_markup(text, label, STAGE)
    return sheet, lines, doubts


def read_markup(text: str, label: str, stage: str) -> tuple[Sheet, tuple[Line, ...]]:
    """The strips of a page's markup under a stage's name, and the line that each of them prints."""
    root = _parse(text, label)
    _clear_furniture(root)
    drop_links_to_details(root)
    unfold(root)
    mark_struck(root)
    set_apart(root)
    strips, lines = number_strips((*_page_title(root), *read_strips(_main(root))))
    if not strips:
        raise EmptySource(f"{label}: it shows no text.", "If a browser fills the page, save it from there, or print it to PDF.")
    return Sheet(stage, strips), lines


def read_fragment(text: str, label: str) -> tuple[Strip, ...]:
    """The strips of a piece of a page, which have no places yet."""
    root = _parse(text, label)
    unfold(root)
    mark_struck(root)
    set_apart(root)
    return tuple(read_strips(root))


def _decoded(data: bytes, label: str) -> tuple[str, tuple[Doubt, ...]]:
    """The page's text: by its byte-order mark, else as UTF-8, else as it says itself, else as it reads best."""
    data = _INLINE_DATA.sub(b"data:,", data)
    if len(data) > LONGEST_LINE:
        data = _TAG.sub(rb"<\1\n", data)
    told = _CHARSET.search(opening(data)[:4096])
    if told is not None:
        data = _as_told(data, told[1] or told[2])
    decoded = decode(data, label)
    return decoded.text, tuple(Doubt("repaired_encoding", f"{label}: {note}", "info") for note in decoded.repairs)


def _as_told(data: bytes, charset: str) -> bytes:
    """The bytes in UTF-8, where they are what the page says; else as they are."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in data[:1024]:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        name = "cp1252" if charset.casefold() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else charset
        try:
            return data.decode(codecs.lookup(name).name).encode("utf-8")
        except (LookupError, UnicodeError):
            return data
    return data


def _parse(text: str, label: str) -> Element:
    if len(text) > LARGEST or text.count("<") > MOST_ELEMENTS:
        raise OversizeSource(f"{label}: {text.count('<'):,} tags are more than a page may have ({MOST_ELEMENTS:,}).")
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True, recover=True, encoding="utf-8")
    try:
        root: Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as reason:
        raise EmptySource(f"{label}: the page holds no text that can be read ({reason}).") from reason
    if root is None:
        raise EmptySource(f"{label}: the page holds no text.")
    _refuse_tangles(root, label)
    return root


def _refuse_tangles(root: Element, label: str) -> None:
    depth = tables = 0
    for step, element in walk(root, lambda _: False):
        change = 1 if step == "open" else -1
        depth += change
        tables += change if tag_of(element) == "table" else 0
        if depth > DEEPEST_ELEMENT or tables > DEEPEST:
            raise TangledPage(f"{label}: its elements stand more than {DEEPEST_ELEMENT:,} deep, or its tables more than {DEEPEST}.")


def _clear_furniture(root: Any) -> None:
    """Empties the head and foot of the site, where those of an article are its own, and what asks for leave to set cookies."""
    for element in list(root.iter("div", "section", "aside", "form", "dialog")):
        named = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}"
        if not _COOKIES.search(named) or next(element.iter("table", "main", "article", "h1"), None) is not None:
            continue
        if sum(map(len, element.itertext())) <= _LONGEST_NOTICE:
            element.clear(keep_tail=True)
    for element in list(root.iter("header", "footer", "div")):
        furniture = element.tag != "div" or (element.get("role") or "") in ("banner", "contentinfo")
        if furniture and next(element.iterancestors("main", "article", "section", "table"), None) is None:
            element.clear(keep_tail=True)


def _main(root: Element) -> Element:
    """The part of the page that is its own: the main element, where every table of the page stands in it."""
    mains: list[Element] = []
    inside = outside = 0
    for step, element in walk(root, is_hidden):
        name = tag_of(element)
        if name == "main" or (element.get("role") or "") == "main":
            if step == "open":
                mains.append(element)
            inside += {"open": 1, "close": -1}.get(step, 0)
        outside += step == "open" and name == "table" and not inside
    return mains[0] if len(mains) == 1 and not outside else root


def _page_title(root: Element) -> Iterator[Strip]:
    """The pieces of the title in the page's head that the page itself does not print: often the council's name.

    The last is the site's: it counts where it only stands inside some line, such as that of whom to ask.
    """
    title = next((element for step, element in walk(root, lambda _: False) if step == "open" and tag_of(element) == "title"), None)
    if title is None or not (title.text or "").strip():
        return
    blocks = [block.text.casefold() for block in read_blocks(root, enter_tables=True) if isinstance(block, Paragraph)]
    printed = " ".join(blocks)
    *pieces, site = _SEPARATOR.split(" ".join((title.text or "").split()))
    for piece in [piece for piece in pieces if piece.casefold() not in printed]:
        yield loose_strip(Paragraph(piece, Place()))
    if site.casefold() not in printed or pieces and not any(block.startswith(site.casefold()) for block in blocks):
        yield loose_strip(Paragraph(site, Place()))
