"""Words that a workbook strikes out inside a cell, marked as a text marks them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from extract.pages.struck import MARK

SIGN = b"<strike"
"""What a part holds that strikes out words of a cell."""
_UNSET = ("0", "false")


def struck_texts(shared: bytes) -> dict[str, str]:
    """By their number, the texts of a workbook of which some words are struck out, these between marks."""
    if SIGN not in shared:
        return {}
    texts = enumerate(_parsed(shared).iterfind("{*}si"))
    return {str(number): "".join(_runs(text)) for number, text in texts if any(map(_is_struck, text))}


def struck_cells(sheet: bytes, texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names of a sheet's cells that hold one of these texts, or such a text of their own, each with it."""
    if not texts and SIGN not in sheet:
        return
    for cell in _parsed(sheet).iter("{*}c"):
        own = cell.find("{*}is")
        if own is not None and any(map(_is_struck, own)):
            yield cell.get("r") or "", "".join(_runs(own))
        elif cell.get("t") == "s" and (text := texts.get(cell.findtext("{*}v") or "")) is not None:
            yield cell.get("r") or "", text


def _parsed(part: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    root = etree.fromstring(part, parser)
    return root if root is not None else etree.Element("none")


def _is_struck(run: Any) -> bool:
    sign = run.find("{*}rPr/{*}strike")
    return sign is not None and sign.get("val") not in _UNSET


def _runs(text: Any) -> Iterator[str]:
    for run in text:
        words = run.findtext("{*}t") or run.text or ""
        said = words.strip()
        marked = "\n".join(f"{MARK}{line}{MARK}" if line.strip() else line for line in said.split("\n"))
        yield words.replace(said, marked) if said and _is_struck(run) else words
