"""Plans as Word files: tables with merged cells, bullets, headings, a dropdown and a tracked insertion."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as Paperwork
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table, _Cell

from samples.content import Cell, Paper, Section
from samples.layouts import card
from samples.zips import settled

DAY = datetime(2024, 1, 2, 9, 0, 0)
FILLS = {"Green": "92D050", "Amber": "FFC000", "Red": "EE1C25"}


def write_tables(paper: Paper) -> bytes:
    """The Word file with a heading and a table for each section; columns that rows share are merged."""
    document = _begin(paper)
    for section in paper.sections:
        _section_head(document, section)
        table = document.add_table(rows=0, cols=len(paper.columns), style="Table Grid")
        _fill_header(table, paper)
        _fill_rows(table, section)
    return _end(document, paper)


def write_banners(paper: Paper) -> bytes:
    """The Word file with one table in which the headings are rows over its whole width."""
    document = _begin(paper)
    table = document.add_table(rows=0, cols=len(paper.columns), style="Table Grid")
    _fill_header(table, paper)
    for section in paper.sections:
        for text in filter(None, (section.heading, section.aim)):
            _banner(table, text)
        _fill_rows(table, section)
    return _end(document, paper)


def write_controls(paper: Paper) -> bytes:
    """As `write_tables`, with the colour in a dropdown and the progress text as a tracked insertion."""
    document = _begin(paper)
    rag, update = paper.at("rag"), paper.at("update_raw")
    for section in paper.sections:
        _section_head(document, section)
        table = document.add_table(rows=0, cols=len(paper.columns), style="Table Grid")
        _fill_header(table, paper)
        for entry in section.entries:
            cells = _new_row(table)
            for column, cell in enumerate(entry.cells):
                if column == rag and entry.rag:
                    _dropdown(cells[column], entry.rag)
                elif column == update and cell:
                    _inserted(cells[column], entry.text(column))
                else:
                    _write(cells[column], cell)
    return _end(document, paper)


def write_cards(paper: Paper) -> bytes:
    """The Word file with a small table of labels and values for each action."""
    document = _begin(paper)
    for section in paper.sections:
        _section_head(document, section)
        for entry in section.entries:
            table = document.add_table(rows=0, cols=2, style="Table Grid")
            for label, cell in card(paper, entry):
                left, right = _new_row(table)
                left.paragraphs[0].add_run(label).bold = True
                _write(right, cell)
            document.add_paragraph()
    return _end(document, paper)


def _begin(paper: Paper) -> Paperwork:
    document = _empty()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.styles["Normal"].font.size = Pt(9)
    for at, line in enumerate(paper.heading):
        document.add_heading(line, 0 if not at else 1)
    for line in paper.notes:
        document.add_paragraph(line)
    return document


def _empty() -> Paperwork:
    """The library's own template, without the hundred table styles that nobody asked for."""
    document = Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Table Grid", "Normal Table"):
            style.delete()
    for key, link in list(document.part.rels.items()):
        if link.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]
    return document


def _section_head(document: Paperwork, section: Section) -> None:
    if section.heading:
        document.add_heading(section.heading, 2)
    if section.aim:
        document.add_paragraph(section.aim)


def _new_row(table: Table) -> tuple[_Cell, ...]:
    cells: tuple[_Cell, ...] = table.add_row().cells  # type: ignore[no-untyped-call]  # the library says no types here
    return cells


def _fill_header(table: Table, paper: Paper) -> None:
    for cell, column in zip(_new_row(table), paper.columns, strict=True):
        cell.paragraphs[0].add_run(column.header).bold = True


def _banner(table: Table, text: str) -> None:
    cells = _new_row(table)
    whole = cells[0].merge(cells[-1])
    whole.text = ""
    whole.paragraphs[0].add_run(text).bold = True


def _fill_rows(table: Table, section: Section) -> None:
    above: list[_Cell] = []
    group: str | None = None
    for entry in section.entries:
        if entry.group and entry.group != group:
            _banner(table, entry.group)
        group = entry.group
        cells = list(_new_row(table))
        for column, cell in enumerate(entry.cells):
            if entry.goes_on[column] and above:
                cells[column] = above[column].merge(cells[column])
            else:
                _write(cells[column], cell)
        above = cells


def _write(into: _Cell, cell: Cell) -> None:
    for at, piece in enumerate(cell):
        paragraph = into.paragraphs[0] if not at else into.add_paragraph()
        if piece.bullet:
            paragraph.style = "List Bullet"
        paragraph.add_run(piece.text).bold = piece.bold or None


def _dropdown(into: _Cell, chosen: str) -> None:
    items = "".join(f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in FILLS)
    into.paragraphs[0]._p.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:dropDownList>{items}</w:dropDownList></w:sdtPr>"
            f"<w:sdtContent><w:r><w:t>{chosen}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )
    into._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{FILLS[chosen]}"/>'))


def _inserted(into: _Cell, text: str) -> None:
    """The text as somebody typed it with changes tracked; an older wording beside it is struck out."""
    stamp = f'w:author="Reviewer" w:date="{DAY.isoformat()}Z"'
    for at, line in enumerate(text.split("\n")):
        paragraph = into.paragraphs[0] if not at else into.add_paragraph()
        if not at:
            struck = "<w:r><w:delText>Awaiting news</w:delText></w:r>"
            paragraph._p.append(parse_xml(f'<w:del {nsdecls("w")} w:id="1" {stamp}>{struck}</w:del>'))
        paragraph._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2" {stamp}><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:ins>'))


def _end(document: Paperwork, paper: Paper) -> bytes:
    if paper.key:
        document.add_paragraph("Key")
    for colour, meaning in paper.key:
        document.add_paragraph(f"{colour} = {meaning}")
    if paper.glossary:
        document.add_heading(paper.glossary[0], 2)
        table = document.add_table(rows=0, cols=2, style="Table Grid")
        for term in paper.glossary[1]:
            for cell, text in zip(_new_row(table), term, strict=True):
                cell.text = text
    said = document.core_properties
    said.author, said.created, said.modified, said.comments = "", DAY, DAY, ""
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())
