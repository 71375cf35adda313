"""Plans as web pages: tables with spans, lists in cells, cards, and a page with all that surrounds a plan on a website."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from samples.content import Cell, Entry, Paper, Section
from samples.layouts import card


def write_spans(paper: Paper) -> bytes:
    """The page with one table: banners span its columns, shared cells span their rows."""
    body = [_heading(paper), "<table>", _head_row(paper)]
    for section in paper.sections:
        for text in filter(None, (section.heading, section.aim)):
            body.append(f'<tr><th colspan="{len(paper.columns)}">{escape(text)}</th></tr>')
        body += _rows(section, len(paper.columns))
    return _page(paper, [*body, "</table>", *_key(paper), *_glossary(paper)])


def write_sections(paper: Paper) -> bytes:
    """The page with a heading and a table for each section, and lists inside the cells."""
    body = [_heading(paper)]
    for section in paper.sections:
        body += _section_head(section)
        body += ["<table>", "<thead>", _head_row(paper), "</thead>", "<tbody>", *_rows(section, len(paper.columns)), "</tbody>", "</table>"]
    return _page(paper, [*body, *_key(paper), *_glossary(paper)])


def write_website(paper: Paper) -> bytes:
    """As `write_sections`, with the menu, the crumbs and the foot of a website around it."""
    menu = ("Home", "Bins and recycling", "Planning", "Council tax", "Your council", "Contact us")
    above = ["<nav>", *_links(menu), "</nav>", "<p>You are here: Home &gt; Your council &gt; Plans</p>", "<main>"]
    below = ["</main>", "<footer>", "<p>Was this page useful?</p>", *_links(("Privacy", "Accessibility")), "</footer>"]
    inner = write_sections(paper).decode("utf-8")
    return inner.replace("<body>", "\n".join(["<body>", *above])).replace("</body>", "\n".join([*below, "</body>"])).encode()


def write_cards(paper: Paper) -> bytes:
    """The page with a table nested in a list item for each action: labels and values."""
    body = [_heading(paper)]
    for section in paper.sections:
        body += [*_section_head(section), "<ul>"]
        for entry in section.entries:
            body += ["<li>", "<table>"]
            body += [f"<tr><th>{escape(label)}</th><td>{_inner(cell)}</td></tr>" for label, cell in card(paper, entry)]
            body += ["</table>", "</li>"]
        body.append("</ul>")
    return _page(paper, [*body, *_key(paper)])


def _links(names: Sequence[str]) -> list[str]:
    return ["<ul>", *(f'<li><a href="#">{name}</a></li>' for name in names), "</ul>"]


def _page(paper: Paper, body: Sequence[str]) -> bytes:
    title = escape(paper.heading[-1] if paper.heading else paper.stem)
    above = ["<!DOCTYPE html>", '<html lang="en-GB">', f'<head><meta charset="utf-8"><title>{title}</title></head>', "<body>"]
    return ("\n".join([*above, *body, "</body>", "</html>"]) + "\n").encode()


def _heading(paper: Paper) -> str:
    lines = [f"<h1>{escape(line)}</h1>" if not at else f"<p><strong>{escape(line)}</strong></p>" for at, line in enumerate(paper.heading)]
    return "\n".join([*lines, *(f"<p>{escape(line)}</p>" for line in paper.notes)])


def _section_head(section: Section) -> list[str]:
    lines = [f"<h2>{escape(section.heading)}</h2>"] if section.heading else []
    return [*lines, *([f"<p>{escape(section.aim)}</p>"] if section.aim else [])]


def _head_row(paper: Paper) -> str:
    return "<tr>" + "".join(f"<th>{escape(column.header)}</th>" for column in paper.columns) + "</tr>"


def _rows(section: Section, across: int) -> list[str]:
    lines: list[str] = []
    group: str | None = None
    for at, entry in enumerate(section.entries):
        if entry.group and entry.group != group:
            lines.append(f'<tr><td colspan="{across}"><strong>{escape(entry.group)}</strong></td></tr>')
        group = entry.group
        cells = [_cell(cell, _span(section.entries, at, column)) for column, cell in enumerate(entry.cells) if not entry.goes_on[column]]
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return lines


def _span(entries: Sequence[Entry], at: int, column: int) -> int:
    """How many rows a cell takes."""
    after = entries[at + 1 :]
    return 1 + next((count for count, entry in enumerate(after) if not entry.goes_on[column]), len(after))


def _cell(cell: Cell, rows: int) -> str:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<td{span}>{_inner(cell)}</td>"


def _inner(cell: Cell) -> str:
    """The paragraphs of a cell; bullets as a list, one paragraph bare."""
    if any(piece.bullet for piece in cell):
        return "<ul>" + "".join(f"<li>{escape(piece.text)}</li>" for piece in cell) + "</ul>"
    texts = [f"<b>{escape(piece.text)}</b>" if piece.bold else escape(piece.text) for piece in cell]
    return texts[0] if len(texts) == 1 else "".join(f"<p>{text}</p>" for text in texts)


def _key(paper: Paper) -> list[str]:
    said = "; ".join(f"{colour} = {meaning}" for colour, meaning in paper.key)
    return [f"<p><strong>Key:</strong> {escape(said)}</p>"] if said else []


def _glossary(paper: Paper) -> list[str]:
    if not paper.glossary:
        return []
    title, terms = paper.glossary
    return [f"<h2>{escape(title)}</h2>", "<table>", *(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in terms), "</table>"]
