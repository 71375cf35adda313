"""Where a Word file begins a new page by its own will: each is marked with the break that a writer would have set."""

from __future__ import annotations

from typing import Any

from lxml import etree  # type: ignore[import-untyped]


def mark_pages(document: Any, w: str) -> None:
    """Sets a page break where a section ends on its page, and where a paragraph is told to begin one; those in tables are left alone."""
    for paragraph in document.iterfind(f"{w}body/{w}p"):
        settings = paragraph.find(f"{w}pPr")
        if settings is None:
            continue
        section, turned = settings.find(f"{w}sectPr"), settings.find(f"{w}pageBreakBefore")
        if turned is not None and turned.get(f"{w}val") not in ("0", "false"):
            paragraph.insert(1, _break(w))
        if section is not None and ((kind := section.find(f"{w}type")) is None or kind.get(f"{w}val") != "continuous"):
            paragraph.append(_break(w))


def _break(w: str) -> Any:
    run = etree.Element(f"{w}r")
    etree.SubElement(run, f"{w}br").set(f"{w}type", "page")
    return run
