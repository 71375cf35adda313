"""The layouts of a plan on paper: what council papers look like, one function a family of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from samples.content import Cell, Entry, Paper, Section, Text
from samples.drawing import A3_ACROSS, A4, A4_ACROSS, SLIDE, Colour, Press, Type, printed
from samples.tables import Grid, Look, Strip, header_height, print_table

COLOURS: Mapping[str, Colour] = {"Green": (0.57, 0.82, 0.31), "Amber": (1.0, 0.75, 0.0), "Red": (0.93, 0.11, 0.14)}


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print a plan."""

    look: Look = Look()
    page: tuple[float, float] = A4_ACROSS
    banners: bool = False
    """Headings of sections as rows of one table, not above a table each."""
    colour: str = "words"
    """Of a colour column: words, both (a filled cell too) or fill (the colour alone)."""
    above: tuple[tuple[str, int, int], ...] = ()
    wide: Mapping[str, float] = field(default_factory=dict)
    """Other shares of the width for some columns."""
    turned: bool = False
    mixed: bool = False
    """Every second section on pages of the other orientation."""
    margin: float = 42.0


SMALL = Type("Times-Roman", 7.0)
LAYOUTS: Mapping[str, Layout] = {
    "ruled-landscape": Layout(),
    "ruled-portrait-small": Layout(Look(SMALL, pad=2.0, shade=False), page=A4, margin=36),
    "horizontal-rules": Layout(Look(Type("Times-Roman", 9.5), rules="level", shade=False, cut=False)),
    "borderless": Layout(Look(rules="none", shade=False, cut=False, spread=5)),
    "borderless-cut": Layout(Look(Type("Times-Roman", 11), rules="none", shade=False, spread=6)),
    "shaded-bands": Layout(Look(rules="none", bands=True, cut=False)),
    "banner-rows": Layout(Look(Type(size=8.5)), banners=True),
    "banner-rows-borderless": Layout(Look(Type(size=8.5), rules="none", shade=False, cut=False, spread=4), banners=True),
    "banner-rows-bands": Layout(Look(Type("Times-Roman", 9), rules="none", bands=True, cut=False), banners=True),
    "merged-down": Layout(Look(Type(size=8)), banners=True),
    "merged-horizontal": Layout(Look(Type(size=8), rules="level", cut=False)),
    "header-once": Layout(Look(Type("Times-Roman", 13), repeat=False, shade=False), banners=True),
    "row-cut": Layout(Look(Type(size=12), pad=4)),
    "two-line-header": Layout(Look(Type(size=8), cut=False), above=(("Delivery", 4, 5),)),
    "narrow-columns": Layout(
        Look(Type(size=10), pad=3),
        page=A4,
        margin=40,
        wide={"ref": 4, "outcomes": 15, "lead_raw": 9.5, "timescale_raw": 8.3, "update_raw": 20},
    ),
    "mixed-orientation": Layout(Look(Type(size=8.5)), mixed=True),
    "a3": Layout(Look(Type("Times-Roman", 11)), page=A3_ACROSS),
    "rotated": Layout(Look(Type(size=10.5)), turned=True),
    "colour-fills": Layout(Look(), colour="both"),
    "colour-only": Layout(Look(Type("Times-Roman", 9.5)), colour="fill"),
    "slides": Layout(Look(Type(size=15), pad=5, cut=False), page=SLIDE, margin=48),
}


def print_plan(paper: Paper, layout: Layout, running: Callable[[int], tuple[str, str]] | None = None) -> bytes:
    """The PDF of a plan in a layout, with a running head and foot (a page number where none is given)."""

    def draw(press: Press) -> None:
        press.open_page()
        draw_plan(press, paper, layout)

    title = paper.heading[-1] if paper.heading else paper.stem
    return printed(draw, title, page=layout.page, margin=layout.margin, turned=layout.turned, running=running or _foot)


def _foot(number: int) -> tuple[str, str]:
    return "", f"Page {number}"


def draw_plan(press: Press, paper: Paper, layout: Layout) -> None:
    """Prints title, tables, key and glossary from where the press stands."""
    _title(press, paper, layout)
    if layout.banners:
        print_table(press, Grid(_headers(paper), tuple(_all_strips(paper, layout)), layout.above), layout.look, _wide(paper, layout))
    else:
        for at, section in enumerate(paper.sections):
            _section(press, paper, section, layout, at)
    _endnotes(press, paper, layout.look.letters)


def _title(press: Press, paper: Paper, layout: Layout) -> None:
    large = Type(layout.look.letters.family, max(13.0, layout.look.letters.size + 3))
    for line in paper.heading:
        press.paragraph(line, large, bold=True, after=3)
    for line in paper.notes:
        press.paragraph(line, layout.look.letters)
    press.y -= 4


def _section(press: Press, paper: Paper, section: Section, layout: Layout, at: int) -> None:
    letters = layout.look.letters
    if layout.mixed and at:
        press.open_page(A4 if at % 2 else A4_ACROSS)
    head = header_height(Grid(_headers(paper), (), layout.above), layout.look, _wide(paper, layout), press.width)
    needed = head + 5 * letters.size * 1.4 + (letters.size * 3 if section.heading else 0)
    if (layout.page == SLIDE and at) or press.room < needed:
        press.open_page()
    if section.heading:
        press.paragraph(section.heading, Type(letters.family, letters.size + 2), bold=True)
    if section.aim:
        press.paragraph(section.aim, letters)
    print_table(press, Grid(_headers(paper), tuple(_strips(paper, section, layout)), layout.above), layout.look, _wide(paper, layout))
    press.y -= 14


def _headers(paper: Paper) -> tuple[str, ...]:
    return tuple(column.header for column in paper.columns)


def _wide(paper: Paper, layout: Layout) -> tuple[float, ...]:
    return tuple(layout.wide.get(column.name, column.wide) for column in paper.columns)


def _banner(text: str) -> Strip:
    return Strip(((Text(text, bold=True),),), banner=True)


def _all_strips(paper: Paper, layout: Layout) -> list[Strip]:
    strips: list[Strip] = []
    for section in paper.sections:
        strips += [_banner(text) for text in (section.heading, section.aim) if text]
        strips += _strips(paper, section, layout)
    return strips


def _strips(paper: Paper, section: Section, layout: Layout) -> list[Strip]:
    strips: list[Strip] = []
    group: str | None = None
    for entry in section.entries:
        if entry.group and entry.group != group:
            strips.append(_banner(entry.group))
        group = entry.group
        strips.append(_strip(paper, entry, layout))
    return strips


def _strip(paper: Paper, entry: Entry, layout: Layout) -> Strip:
    cells: list[Cell] = list(entry.cells)
    fills: list[Colour | None] = [None] * len(cells)
    if entry.rag and layout.colour != "words":
        at = paper.at("rag")
        fills[at] = COLOURS[entry.rag]
        cells[at] = cells[at] if layout.colour == "both" else ()
    return Strip(tuple(cells), entry.goes_on, tuple(fills))


def _endnotes(press: Press, paper: Paper, letters: Type) -> None:
    """The key of the colours, each beside a square of its colour, and the glossary."""
    wanted = (len(paper.key) + 2) * letters.size * 1.8
    if paper.key and press.room < wanted:
        press.open_page()
    if paper.key:
        press.paragraph("Key", letters, bold=True)
    for colour, meaning in paper.key:
        press.fill((press.margin, press.y - letters.size, letters.size, letters.size), COLOURS[colour])
        press.write(f"{colour} = {meaning}", press.margin + letters.size * 1.6, press.y - letters.size * 0.85, letters)
        press.y -= letters.size * 1.6
    if paper.glossary:
        _glossary(press, *paper.glossary, letters)


def _glossary(press: Press, title: str, terms: Sequence[tuple[str, str]], letters: Type) -> None:
    if press.room < 7 * letters.size * 1.6:
        press.open_page()
    press.y -= 6
    press.paragraph(title, Type(letters.family, letters.size + 1), bold=True)
    strips = tuple(Strip(((Text(term),), (Text(meaning),)), (False, False)) for term, meaning in terms)
    print_table(press, Grid((), strips), Look(letters, cut=False), (1, 4), width=press.width * 0.6)


# -- layouts that are no table of all columns --------------------------------------------------------------------------------


def print_cards(paper: Paper) -> bytes:
    """The PDF of a plan with one small table of labels and values for each action."""
    look = Look(Type(size=9.5), cut=False, shade=False)

    def draw(press: Press) -> None:
        press.open_page()
        _title(press, paper, Layout(look))
        for section in paper.sections:
            if section.heading:
                press.y -= 6
                _keep(press, 150)
                press.paragraph(section.heading, Type(size=12), bold=True)
            if section.aim:
                press.paragraph(section.aim, look.letters)
            for entry in section.entries:
                rows = tuple(Strip(((Text(label, bold=True),), cell), (False, False)) for label, cell in card(paper, entry))
                _keep(press, 22.0 * len(rows))
                print_table(press, Grid((), rows), look, (1, 3.4))
                press.y -= 10
        _endnotes(press, paper, look.letters)

    return printed(draw, paper.heading[-1], page=A4, running=_foot)


def card(paper: Paper, entry: Entry) -> list[tuple[str, Cell]]:
    """Labels and values of one action: its number, if any, stands with the first label, and what is blank is left out."""
    ref = "".join(entry.text(at) for at, column in enumerate(paper.columns) if column.name == "ref")
    named = [(column.header, cell) for column, cell in zip(paper.columns, entry.cells, strict=True) if column.name != "ref" and cell]
    return [(f"{label} {ref}".strip() if not at else label, cell) for at, (label, cell) in enumerate(named)]


def _keep(press: Press, points: float) -> None:
    if press.room < points:
        press.open_page()


def print_side_by_side(paper: Paper) -> bytes:
    """The PDF of a plan with two small tables beside each other, then the rest below."""
    layout = Layout(Look(Type(size=7.5), pad=2.5, cut=False), margin=30)

    def draw(press: Press) -> None:
        press.open_page()
        _title(press, paper, layout)
        half, top, lowest = press.width / 2 - 9, press.y, press.y
        for at, section in enumerate(paper.sections):
            if at % 2 == 0:
                top = lowest - (16 if at else 0)
                lowest = top
            x = press.margin + (half + 18) * (at % 2)
            press.write(section.heading or "", x, top - 12, Type(size=10), bold=True)
            press.y = top - 20
            print_table(press, Grid(_headers(paper), tuple(_strips(paper, section, layout))), layout.look, _wide(paper, layout), x, half)
            lowest = min(lowest, press.y)
        press.y = lowest - 14
        _endnotes(press, paper, layout.look.letters)

    return printed(draw, paper.heading[-1], page=A4_ACROSS, margin=30.0, running=_foot)


SPECIAL: Mapping[str, Callable[[Paper], bytes]] = {"cards": print_cards, "side-by-side": print_side_by_side}
