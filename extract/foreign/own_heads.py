"""Tables that print headers of their own, which no plan's are: told by how their first line differs from those below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.columns import is_ref
from extract.foreign.totals import FIGURE
from extract.headers import STRONG, Frame, is_value
from model import Meanings, Role, Strip

FEWEST_CELLS, FEWEST_LINES, FEWEST_COLUMNS = 3, 2, 2
"""Cells of such a line, lines below it, and columns whose first cell differs from those below."""
PLAIN, MOSTLY, FEW = 0.7, 0.6, 0.4
"""Likeness from which a cell is a lead or a time, and the shares of a column's cells that make it one, and that leave it none."""
CALLS, CALLING = 0.5, 0.5
"""Likeness from which a cell calls to act, and how many cells of a row or of a column must."""
TOLD: tuple[Role, ...] = ("lead", "timescale")


def heads_itself(strip: Strip, ahead: Sequence[Strip], frame: Frame, meanings: Meanings, titled: bool) -> bool:
    """Whether a table's first line is the header of another table: it differs from the lines below it, and these suit no plan's columns.

    Lines suit them that say who and when in the columns that should. Right below a line of text (`titled`) it is one too where they suit
    no column at all, and where one of its words is known to head a table and they do not name both who and when: so do a course's or a
    hearing's, whose lines have names and days as a plan's have.
    """
    texts = [cell.text for cell in strip.cells]
    if len(texts) < FEWEST_CELLS or not all(texts) or not all(_may_head(text, meanings) for text in texts):
        return False
    gap = ahead[0].gap if ahead else 0
    lines = [line for line in takewhile(lambda line: not line.loose and line.gap <= gap, ahead) if len(line.cells) == len(texts)]
    if len(lines) < FEWEST_LINES:
        return False
    below = [[line.cells[index].text for line in lines if line.cells[index]] for index in range(len(texts))]
    if any(_calls(text, own, meanings) for text, own in zip(texts, below, strict=True)):
        return False
    heads = sum(_is_known(text, meanings) or _differs(text, own, meanings) for text, own in zip(texts, below, strict=True))
    suited = _suited(below, frame, meanings)
    other = titled and _names_other(texts, meanings) and not _are_rows(below, suited, meanings)
    return heads >= FEWEST_COLUMNS and (min(suited) < FEW or other) or titled and max(suited) == 0


def _names_other(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether words that head tables are among the texts, and not both who and when, as the plan's own header has them."""
    roles = {role for text in texts if (reading := meanings.header(text)) is not None for role in reading.roles if reading.score >= STRONG}
    return any(_is_known(text, meanings) for text in texts) and not roles.issuperset(TOLD)


def _are_rows(below: Sequence[Sequence[str]], suited: Sequence[float], meanings: Meanings) -> bool:
    """Whether lines call to act and say who and when where the plan's do: rows of it below words of their own for that."""
    return min(suited) >= MOSTLY and any(_share(own, "action", meanings, CALLS) >= CALLING for own in below)


def _may_head(text: str, meanings: Meanings) -> bool:
    """Whether a cell may be a header: it begins with a capital, and is no number or time."""
    return text[0].isupper() and (_is_known(text, meanings) or not is_ref(text) and not is_value(text, meanings))


def _calls(head: str, below: Sequence[str], meanings: Meanings) -> bool:
    """Whether a cell calls to act as those below it do: then it is one of them, and heads nothing."""
    calling = not _is_known(head, meanings) and meanings.content(head)["action"] >= CALLS
    return calling and _share(below, "action", meanings, CALLS) >= CALLING


def _is_known(text: str, meanings: Meanings) -> bool:
    """Whether it is a word that heads a column of a plan, or items of any kind: "Course", "Matter"."""
    reading = meanings.header(text)
    return reading is not None and reading.score >= STRONG or meanings.content(text).get("vague", 0.0) > 0.0


def _differs(head: str, below: Sequence[str], meanings: Meanings) -> bool:
    """Whether most cells below are figures or plainly leads or times, and what stands above them is not."""
    if not below:
        return False
    if sum(FIGURE.fullmatch(text) is not None for text in below) >= MOSTLY * len(below):
        return True  # the first line holds no figures
    return any(_share((head,), role, meanings) < MOSTLY <= _share(below, role, meanings) for role in TOLD)


def _share(texts: Sequence[str], role: Role, meanings: Meanings, least: float = PLAIN) -> float:
    """The share of the texts that plainly read as what the role says."""
    return sum(meanings.content(text[:160])[role] >= least for text in texts) / len(texts) if texts else 0.0


def _suited(below: Sequence[Sequence[str]], frame: Frame, meanings: Meanings) -> list[float]:
    """How much of what stands in the places of the plan's columns says who and when, and names nobody there where actions should stand.

    Where nothing should say who or when, how many of the lines call to act.
    """
    suited, acted = [], []
    for index, column in enumerate(frame.columns):
        texts = [text for position, own in enumerate(below) if frame.at(position) == index for text in own]
        if roles := [role for role in TOLD if role in column.roles]:
            suited.append(max(_share(texts, role, meanings) for role in roles))
        elif "action" in column.roles and texts:
            acted.append(1 - _share(texts, "lead", meanings))
    if suited and max(suited) > 0:
        return suited + acted
    return [min(1.0, _share([text for own in below for text in own], "action", meanings, CALLS) * len(below))]
