"""Two plans in a pack of reports: prose, tables that are no plan and the next report stand around them."""

from __future__ import annotations

from random import Random

from bench.generator.on_paper import draw_appendix
from bench.generator.wording import wording
from samples.content import Paper
from samples.drawing import A4, Press, Type, printed
from samples.pack import print_rows
from samples.tables import Look

BODY = Type("Times-Roman", 11)


def print_two_plans(dice: Random, papers: tuple[Paper, Paper]) -> bytes:
    """The PDF of a meeting's papers with two plans in it."""
    committee = dice.choice(wording()["papers"]["committees"])
    seed = dice.random()

    def draw(press: Press) -> None:
        chance = Random(seed)  # noqa: S311
        for at, paper in enumerate(papers):
            for title in chance.sample(wording()["papers"]["reports"], 2):
                _report(press, chance, title)
            press.open_page(A4)
            press.paragraph(f"Appendix {'AB'[at]} to the report of the chief executive", BODY, after=8)
            draw_appendix(press, chance, paper)
        _report(press, chance, chance.choice(wording()["papers"]["reports"]))

    return printed(draw, committee, page=A4, running=lambda number: (committee, f"Page {number}"))


def _report(press: Press, dice: Random, title: str) -> None:
    press.open_page(A4)
    press.paragraph(title, Type("Times-Roman", 15), bold=True, after=10)
    for number, text in enumerate(dice.sample(wording()["papers"]["paragraphs"], dice.randint(4, 8)), 1):
        press.paragraph(f"{number}. {text}", BODY, after=8)
    if dice.random() < 0.6:
        print_rows(press, [list(row) for row in wording()["papers"]["figures"]], Look(BODY, shade=False))
