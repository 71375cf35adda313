"""Layouts of a plan as PDF: each family draws type, page, margins, spacing and running lines anew for each seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from random import Random

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from bench.generator.wording import wording
from samples.content import Column, Entry, Paper, Text
from samples.drawing import A3_ACROSS, A4, A4_ACROSS, SLIDE, Press, Type
from samples.layouts import COLOURS, Layout, draw_plan, print_cards, print_plan, print_side_by_side
from samples.tables import Look

FAMILIES_OF_TYPE = ("Helvetica", "Helvetica", "Times-Roman", "Vera")
Running = Callable[[int], tuple[str, str]]


def letters(dice: Random, low: float, high: float) -> Type:
    """Type of a family and a size between two."""
    fonts()
    return Type(dice.choice(FAMILIES_OF_TYPE), round(dice.uniform(low, high) * 2) / 2)


@lru_cache(maxsize=1)
def fonts() -> None:
    """Makes the one embedded font known to the library that draws."""
    registerFont(TTFont("Vera", "Vera.ttf"))
    registerFont(TTFont("VeraBd", "VeraBd.ttf"))


def _look(dice: Random, low: float = 7.5, high: float = 10.0) -> Look:
    return Look(letters(dice, low, high), pad=round(dice.uniform(2.0, 4.5), 1), shade=dice.random() < 0.6, cut=dice.random() < 0.5)


def _open_look(dice: Random) -> Look:
    """A look without a drawn grid: rows need white between them."""
    return replace(_look(dice, 8.5, 10.5), shade=False, cut=False, rules="none", spread=round(dice.uniform(4, 9), 1))


def _grid(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice), page=A4_ACROSS, margin=dice.uniform(28, 60))


def _small(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice, 6.0, 7.5), page=A4, margin=dice.uniform(24, 40))


def _level(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice), rules="level", shade=False, cut=False))


def _none(dice: Random, paper: Paper) -> Layout:
    return Layout(_open_look(dice))


def _none_cut(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_open_look(dice), cut=True))


def _bands(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice), rules="none", bands=True, cut=False))


def _upright(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_open_look(dice), rules="upright"))


def _head_rule(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_open_look(dice), rules="head"))


def _banners(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice), banners=True)


def _banners_none(dice: Random, paper: Paper) -> Layout:
    return Layout(_open_look(dice), banners=True)


def _banners_bands(dice: Random, paper: Paper) -> Layout:
    return replace(_bands(dice, paper), banners=True)


def _banners_once(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice, 10, 13), repeat=False), banners=True)


def _outside(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice), bare=True, repeat=False), banners=dice.random() < 0.5)


def _grouped(dice: Random, paper: Paper) -> Layout:
    names = [column.name for column in paper.columns]
    pairs = [at for at in range(len(names) - 1) if {names[at], names[at + 1]} == {"lead_raw", "timescale_raw"}]
    at = pairs[0] if pairs else min(paper.at("action") + 1, len(names) - 2)
    label = dice.choice(["Delivery", "Who and when"]) if pairs else "Delivery"
    return Layout(replace(_look(dice), cut=False), above=((label, at, at + 1),))


def _broken(dice: Random, paper: Paper) -> Layout:
    """Columns as narrow as their longest word allows, and narrower than some word of their header."""
    page, margin, look = A4_ACROSS, 36.0, replace(_look(dice, 8.5, 10), cut=False)
    across, wide = page[0] - 2 * margin, {}
    for at, column in enumerate(paper.columns):
        words = [word for section in paper.sections for entry in section.entries for word in entry.text(at).split()]
        longest = max((look.letters.width(word) for word in words), default=0.0)
        title = max(look.letters.width(word, bold=True) for word in column.header.split())
        if column.name != "action" and longest < title:
            wide[column.name] = max(longest, title - 3) + 2 * look.pad + 1
    rest = sum(column.wide for column in paper.columns if column.name not in wide)
    free = across - sum(wide.values())
    wide |= {column.name: column.wide / rest * free for column in paper.columns if column.name not in wide}
    return Layout(look, page=page, margin=margin, wide=wide)


def _cut(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice, 11, 13), cut=True))


def _a3(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice, 9, 13), page=A3_ACROSS, margin=dice.uniform(40, 80))


def _turned(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice, 8, 11), turned=True)


def _mixed(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice, 7, 9), mixed=True)


def _hyphens(dice: Random, paper: Paper) -> Layout:
    look = _look(dice, 8.5, 10.5)
    return Layout(replace(look, letters=replace(look.letters, hyphens=True)), page=dice.choice([A4, A4_ACROSS]))


def _middle(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice), middle=True, cut=False))


def _fills(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice), colour="both")


def _fill_only(dice: Random, paper: Paper) -> Layout:
    return Layout(_look(dice), colour="fill")


def ticked(dice: Random, paper: Paper) -> Paper:
    """The plan with a column for each colour instead of one that says which: a mark stands below the one that is meant."""
    at, mark = paper.at("rag"), dice.choice(MARKS)
    names = tuple(COLOURS)[:: dice.choice((1, -1))]
    columns = tuple(Column("rag", name, paper.columns[at].wide * 0.75) for name in names)

    def marked(entry: Entry) -> Entry:
        marks = tuple((Text(mark),) if name == entry.rag else () for name in names)
        went = (False,) * len(names)
        cells, goes_on = entry.cells, entry.goes_on
        return replace(entry, cells=(*cells[:at], *marks, *cells[at + 1 :]), goes_on=(*goes_on[:at], *went, *goes_on[at + 1 :]))

    sections = tuple(replace(section, entries=tuple(map(marked, section.entries))) for section in paper.sections)
    return replace(paper, columns=(*paper.columns[:at], *columns, *paper.columns[at + 1 :]), sections=sections)


def _slides(dice: Random, paper: Paper) -> Layout:
    return Layout(replace(_look(dice, 12, 15), cut=False), page=SLIDE, margin=dice.uniform(36, 60))


TABLES: Mapping[str, Callable[[Random, Paper], Layout]] = {
    "grid": _grid,
    "grid-small-portrait": _small,
    "level-rules": _level,
    "no-rules": _none,
    "no-rules-rows-cut": _none_cut,
    "bands": _bands,
    "upright-rules": _upright,
    "rule-below-header": _head_rule,
    "banners": _banners,
    "banners-no-rules": _banners_none,
    "banners-bands": _banners_bands,
    "header-once": _banners_once,
    "header-outside": _outside,
    "header-grouped": _grouped,
    "header-broken": _broken,
    "merged-down": _grid,
    "merged-down-level-rules": _level,
    "rows-cut": _cut,
    "a3": _a3,
    "turned": _turned,
    "mixed-orientation": _mixed,
    "hyphens": _hyphens,
    "middle": _middle,
    "colour-and-word": _fills,
    "colour-only": _fill_only,
    "slides": _slides,
    "ticked": _grid,
    "ticked-no-rules": _none,
}
"""Family to the layout that it draws."""
TICKED = frozenset({"ticked", "ticked-no-rules"})
MARKS = ("X", "x", "•", "Yes")
SPECIAL: Mapping[str, Callable[[Paper], bytes]] = {"cards": print_cards, "side-by-side": print_side_by_side}


def running(dice: Random, paper: Paper) -> Running:
    """What stands at the head and the foot of every page."""
    papers = wording()["papers"]
    head = dice.choice(["", "", *papers["heads"]])
    foot = dice.choice(papers["feet"])
    council, title = (*paper.heading, "", "")[:2]
    told = {"council": council, "title": title, "committee": dice.choice(papers["committees"])}
    return lambda number: (head.format(page=number, pages="12", **told), foot.format(page=number, pages="12", **told))


def print_table_plan(family: str, dice: Random, paper: Paper) -> bytes:
    """The PDF of a plan in one of the families of tables."""
    paper = ticked(dice, paper) if family in TICKED else paper
    return print_plan(paper, TABLES[family](dice, paper), running(dice, paper))


def draw_appendix(press: Press, dice: Random, paper: Paper) -> None:
    """A plan as it stands in a pack: from the top of a page, in one of the common layouts."""
    press.open_page(dice.choice([A4, A4_ACROSS]))
    layout = TABLES[dice.choice(["grid", "level-rules", "banners", "bands"])](dice, paper)
    draw_plan(press, paper, replace(layout, page=press.page))
