"""Cells of web pages, Word files and workbooks that say nothing but by their colour give its word in a column of ratings."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from extract.pages.docx import read_docx
from extract.pages.html import read_html
from extract.pages.sheet import read_sheet
from extract.plans import find_plans
from model import Line, Meanings, Row, Script, Sheet
from normalise.lexicon import load_lexicons
from normalise.words import compile_words, meanings
from tests.extract.test_docx import cell, docx, p, row, table

HEADER = ("Action", "Lead officer", "Timescale", "RAG")
WORD_FILLS = ("00B050", "FFC000", "FF0000", "auto", "F2F2F2")


@pytest.fixture(scope="module")
def asked() -> Meanings:
    return meanings(compile_words(load_lexicons()))


def rows_of(sheet: Sheet, lines: tuple[Line, ...], asked: Meanings) -> tuple[Row, ...]:
    (part,) = find_plans(Script(groups=((sheet,),), lines=lines), asked)
    return part.rows


def ratings(rows: tuple[Row, ...]) -> list[str | None]:
    return [next((cell.text for column, cell in row.cells if column.roles == ("rag",)), None) for row in rows]


def test_a_disc_in_a_cell_of_a_web_page_says_its_colour(asked: Meanings) -> None:
    discs = ['<td><span class="disc disc-amber"></span></td>', "<td><i style='background:#c00000'></i></td>", "<td><i></i></td>"]
    line = "<tr><td>Open {} new hubs for carers</td><td>Housing Manager</td><td>March 2025</td>{}</tr>"
    body = "".join(line.format(number, disc) for number, disc in enumerate(discs, 2))
    head = "".join(f"<th>{text}</th>" for text in HEADER)
    sheet, lines, _ = read_html(f"<table><tr>{head}</tr>{body}</table>".encode(), "plan.html")
    assert ratings(rows_of(sheet, lines, asked)) == ["Amber", "Red", None]


def test_cells_of_a_word_file_say_their_colour(asked: Meanings) -> None:
    def shaded(fill: str) -> str:
        return cell(p(), f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>')

    head = row(*(cell(p(text), '<w:shd w:val="clear" w:fill="1F497D"/>') for text in HEADER))
    body = [row(f"Open {n} new hubs for carers", "Housing Manager", "March 2025", shaded(fill)) for n, fill in enumerate(WORD_FILLS, 2)]
    sheet, lines, _ = read_docx(docx(table(head, *body)), "plan.docx")
    assert ratings(rows_of(sheet, lines, asked)) == ["Green", "Amber", "Red", None, None]
    assert [strip.cells[0].text for strip in sheet.strips[:2]] == ["Action", "Open 2 new hubs for carers"]


def test_the_mark_of_a_shade_is_no_text(asked: Meanings) -> None:
    filled = cell(p("On time"), '<w:shd w:val="clear" w:fill="00B050"/>')
    inner = cell(table(row(filled)) + p("after"), '<w:shd w:val="clear" w:fill="FF0000"/>')
    sheet, _, _ = read_docx(docx(table(row("a", filled), row("b", inner))), "plan.docx")
    assert [[each.text for each in strip.cells] for strip in sheet.strips] == [["a", "On time"], ["b", "On time after"]]


def test_cells_of_a_workbook_say_their_colour(asked: Meanings) -> None:
    workbook = openpyxl.Workbook()
    made = workbook.active
    assert isinstance(made, Worksheet)
    made.append(HEADER)
    fills = [Color(rgb="FF92D050"), Color(rgb="FFC00000"), Color(indexed=51), Color(theme=9), Color(theme=0), None]
    for number, colour in enumerate(fills, 2):
        made.append([f"Open {number} new hubs for carers", "Housing Manager", "March 2025"])
        if colour is not None:
            made.cell(number, 4).fill = PatternFill("solid", fgColor=colour)
    packed = io.BytesIO()
    workbook.save(packed)
    (sheet,), lines, _ = read_sheet(packed.getvalue(), "plan.xlsx")
    assert ratings(rows_of(sheet, lines, asked)) == ["Green", "Red", "Amber", "Amber", None, None]
