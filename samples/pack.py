"""A plan in the midst of a meeting's papers, and the papers that are no plan at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from samples.content import SAMPLES, Paper, Text
from samples.drawing import A4, A4_ACROSS, Press, Type, printed
from samples.layouts import LAYOUTS, draw_plan
from samples.tables import Grid, Look, Strip, print_table

BODY = Type("Times-Roman", 13)
MEETING = "Place Overview and Scrutiny Panel – 11 February 2025"


def print_pack(paper: Paper) -> bytes:
    """The PDF of a pack of reports in which the plan is an appendix."""
    pages = 0

    def running(number: int) -> tuple[str, str]:
        return MEETING, f"Page {number} of {pages}" if pages else f"Page {number}"

    def draw(press: Press) -> None:
        nonlocal pages
        for chapter in (SAMPLES / "pack.txt").read_text("utf-8").split("\n\n!PLAN ")[0].split("# ")[1:]:
            _chapter(press, chapter)
        plan, *after = (SAMPLES / "pack.txt").read_text("utf-8").split("\n\n!PLAN ")[1].split("# ")
        press.open_page(A4_ACROSS)
        press.paragraph(plan.strip(), Type(size=9))
        draw_plan(press, paper, LAYOUTS["ruled-landscape"])
        for chapter in after:
            _chapter(press, chapter)
        pages = press.number

    printed(draw, MEETING, page=A4, running=running)  # only to count the pages
    return printed(draw, MEETING, page=A4, running=running)


def _chapter(press: Press, chapter: str) -> None:
    title, _, body = chapter.partition("\n")
    press.open_page(A4)
    press.paragraph(title, Type("Times-Roman", 16), bold=True, after=10)
    for is_table, lines in groupby(body.strip().splitlines(), key=lambda line: line.startswith("| ")):
        if is_table:
            print_rows(press, [line.removeprefix("| ").split("\t") for line in lines], Look(Type("Times-Roman", 11), shade=False))
            press.y -= 10
        else:
            for line in lines:
                press.paragraph(line, BODY, after=7)


def print_near_miss(path: Path) -> bytes:
    """The PDF of a paper that is no plan: its tables ruled, its other lines as they are."""

    def draw(press: Press) -> None:
        press.open_page()
        for is_table, lines in groupby(path.read_text("utf-8").splitlines(), key=lambda line: "\t" in line or line.startswith("|")):
            if is_table:
                print_rows(press, list(_rows(lines)), Look(Type(size=9), cut=False))
                press.y -= 8
            else:
                for line in lines:
                    large = line.startswith("#") or line.isupper()
                    press.paragraph(line.lstrip("# "), Type(size=13 if large else 10), bold=large)

    return printed(draw, path.stem, page=A4_ACROSS, running=lambda number: ("", f"Page {number}"))


def _rows(lines: Iterator[str]) -> Iterator[list[str]]:
    for line in lines:
        if set(line) - set("|-: "):
            yield [cell.strip() for cell in line.strip("|").split("|" if line.startswith("|") else "\t")]


def print_rows(press: Press, rows: list[list[str]], look: Look) -> None:
    """Prints a plain table whose first row is its header."""
    across = max(map(len, rows))
    filled = [row + [""] * (across - len(row)) for row in rows]
    wide = [max(6, min(45, max(len(row[column]) for row in filled))) for column in range(across)]
    strips = tuple(Strip(tuple((Text(cell),) if cell else () for cell in row), (False,) * across) for row in filled[1:])
    print_table(press, Grid(tuple(filled[0]), strips), look, wide)
