"""Plans as the text that somebody pulled out of a paper: tabs, Markdown, columns of spaces, a paragraph or a line a cell, labels."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from random import Random

from samples.content import Cell, Entry, Paper, Section
from samples.layouts import card


def write_tabs(dice: Random, paper: Paper) -> bytes:
    """Cells of a row with tabs between them, bullets as list items."""
    lines = [*paper.heading, *paper.notes, ""]
    for section in paper.sections:
        lines += _above(section)
        lines.append("\t".join(column.header for column in paper.columns))
        for group, entry in _grouped(section):
            lines += [*group, "\t".join(_one_line(cell) for cell in entry.cells)]
        lines.append("")
    return _text([*lines, *_key(paper)])


def write_markdown(dice: Random, paper: Paper) -> bytes:
    """Tables of bars; paragraphs of a cell with line breaks between."""
    lines = [f"{'##' if at else '#'} {line}" for at, line in enumerate(paper.heading)] + [*paper.notes, ""]
    for section in paper.sections:
        lines += [f"### {section.heading}", ""] if section.heading else []
        lines += [section.aim, ""] if section.aim else []
        lines += [_barred([column.header for column in paper.columns]), "|" + "---|" * len(paper.columns)]
        for group, entry in _grouped(section):
            lines += [_barred([f"**{text}**", *[""] * (len(entry.cells) - 1)]) for text in group]
            lines.append(_barred(["<br>".join(_starred(cell)) for cell in entry.cells]))
        lines.append("")
    return _text([*lines, *_key(paper)])


def write_fixed(dice: Random, paper: Paper) -> bytes:
    """Columns parted by spaces, cells wrapped in them, a rule of dashes below the header."""
    widths = [max(int(column.wide * 1.5), len(column.header), *map(len, _words(paper, at))) for at, column in enumerate(paper.columns)]
    lines = [*paper.heading, *paper.notes, ""]
    for section in paper.sections:
        lines += _above(section)
        lines += _set(widths, [[column.header] for column in paper.columns])
        lines.append("  ".join("-" * width for width in widths))
        for group, entry in _grouped(section):
            lines += group
            lines += _set(widths, [_wrapped(cell, width) for cell, width in zip(entry.cells, widths, strict=True)])
        lines.append("")
    return _text([*lines, *_key(paper)])


def write_flattened(dice: Random, paper: Paper) -> bytes:
    """A paragraph a cell with blank lines between, more of them between rows; empty cells are gone."""
    lines = [line for text in (*paper.heading, *paper.notes) for line in (text, "")]
    for section in paper.sections:
        lines += [line for text in _above(section) for line in (text, "")]
        lines += [line for column in paper.columns for line in (column.header, "")]
        for entry in section.entries:
            lines += [line for cell in entry.cells for text in _marked(cell) for line in (text, "")]
            lines.append("")
    return _text([*lines, *_key(paper)])


def write_cell_a_line(dice: Random, paper: Paper) -> bytes:
    """A cell a line, and not one blank line."""
    lines = [*paper.heading, *paper.notes, *(column.header for column in paper.columns)]
    for section in paper.sections:
        lines += _above(section)
        lines += [" ".join(_plain(cell)) for entry in section.entries for cell in entry.cells if cell]
    return _text([*lines, *_key(paper)])


def write_labels(dice: Random, paper: Paper) -> bytes:
    """A block of labels and values for each action."""
    lines = [*paper.heading, *paper.notes, ""]
    for section in paper.sections:
        lines += [*_above(section), ""]
        lines += [line for entry in section.entries for line in _block(paper, entry)]
    return _text([*lines, *_key(paper)])


def _block(paper: Paper, entry: Entry) -> Iterator[str]:
    for label, cell in card(paper, entry):
        texts = _marked(cell)
        yield from [f"{label}: {texts[0]}"] if len(texts) == 1 else [f"{label}:", *texts]
    yield ""


def _words(paper: Paper, column: int) -> Iterator[str]:
    yield ""
    for section in paper.sections:
        for entry in section.entries:
            yield from entry.text(column).split()


def _wrapped(cell: Cell, width: int) -> list[str]:
    return [piece for text in _marked(cell) for piece in textwrap.wrap(text, width)]


def _set(widths: Sequence[int], cells: Sequence[Sequence[str]]) -> Iterator[str]:
    for at in range(max(1, *map(len, cells))):
        yield "  ".join((cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _grouped(section: Section) -> Iterator[tuple[list[str], Entry]]:
    """Each row with the banner that opens its group, if it opens one."""
    before: str | None = None
    for entry in section.entries:
        yield [entry.group] if entry.group and entry.group != before else [], entry
        before = entry.group


def _above(section: Section) -> list[str]:
    return [text for text in (section.heading, section.aim) if text]


def _key(paper: Paper) -> list[str]:
    return ["Key", *(f"{colour} = {meaning}" for colour, meaning in paper.key)] if paper.key else []


def _plain(cell: Cell) -> list[str]:
    return [piece.text for piece in cell]


def _marked(cell: Cell) -> list[str]:
    return [f"• {piece.text}" if piece.bullet else piece.text for piece in cell]


def _starred(cell: Cell) -> list[str]:
    return [f"**{text}**" if piece.bold else text for piece, text in zip(cell, _marked(cell), strict=True)]


def _one_line(cell: Cell) -> str:
    if any(piece.bold for piece in cell):
        return "".join(f"<p><strong>{piece.text}</strong></p>" if piece.bold else f"<p>{piece.text}</p>" for piece in cell)
    items = "".join(f"<li>{piece.text}</li>" for piece in cell)
    return f"<ul>{items}</ul>" if any(piece.bullet for piece in cell) else "<br>".join(_plain(cell))


def _barred(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
