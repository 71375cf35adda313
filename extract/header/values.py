"""Headers that are themselves values: years, quarters, colours side by side, one of which each row chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model import Cell, Meanings, Role, Strip

FEWEST = 2
"""Columns side by side whose headers are values of one kind from which rows can choose among them."""
MOST = 60
"""The same at most: a line of more is no header of a plan, and each run costs a look at each of its columns."""
LONGEST = 30
"""Characters of a header that is a value."""
KINDS: tuple[tuple[Role, float], ...] = (("rag", 1.0), ("timescale", 0.7), ("status", 0.9))
"""What the values of columns can be, and the likeness from which each is one."""
OVER = " / "
MOST_NAMED = 8
"""Values that together can be one header."""


@dataclass(frozen=True, slots=True)
class Run:
    """Columns side by side, end excluded, whose headers are values of one kind."""

    start: int
    end: int
    role: Role
    values: tuple[str, ...]

    @property
    def header(self) -> str:
        """All the values, as one header."""
        return OVER.join(self.values)


def value_runs(head: Strip, meanings: Meanings) -> tuple[Run, ...]:
    """The columns of a header whose own texts are values: several side by side of one kind, the longest run first."""
    found: list[Run] = []
    values = [_value(cell, meanings) for cell in head.cells]
    others = [at for at, (text, _) in enumerate(values) if _is_no_value(text, meanings)]
    start = 0
    while start < len(values):
        last = min(next((at for at in others if at >= start), len(values)), start + MOST)
        run = next((run for end in range(last, start + FEWEST - 1, -1) if (run := _run(start, values[start:end], meanings))), None)
        if run is not None:
            found.append(run)
        start = run.end if run else start + 1
    return tuple(found)


def without_values(head: Strip, meanings: Meanings) -> Strip:
    """The header without its columns of values: what it says else."""
    inside = {position for run in value_runs(head, meanings) for position in range(run.start, run.end)}
    return replace(head, cells=tuple(Cell() if position in inside else cell for position, cell in enumerate(head.cells)))


def _value(cell: Cell, meanings: Meanings) -> tuple[str, str]:
    """What stands over a column, and the text over several that it stands under: of two lines the upper may be a year."""
    texts = [_mended(paragraph.text, meanings) for paragraph in cell.paragraphs]
    if len(texts) != 2:
        return " ".join(texts), ""
    upper, lower = texts
    return (f"{lower} {upper}", "") if meanings.content(upper).get("timescale", 0.0) >= 0.8 else (lower, upper)


def _is_no_value(text: str, meanings: Meanings) -> bool:
    """Whether no run of values can hold this header: it is empty or long, or known for a column's own and no value of any kind."""
    if not 0 < len(text) <= LONGEST:
        return True
    return meanings.header(text) is not None and not any(meanings.content(text).get(role, 0.0) >= least for role, least in KINDS)


def _mended(text: str, meanings: Meanings) -> str:
    """A value that a narrow column broke ("Ambe r") as one word; any other text as it is."""
    whole = "".join(text.split())
    if whole == text or len(text) > LONGEST or not whole.isalpha():
        return text
    told, mended = meanings.content(text), meanings.content(whole)
    return whole if any(told.get(role, 0.0) < least <= mended.get(role, 0.0) for role, least in KINDS) else text


def _run(start: int, values: Sequence[tuple[str, str]], meanings: Meanings) -> Run | None:
    """The run of these headers, all different; None where they are not of one kind."""
    texts = tuple(text for text, _ in values)
    if len(set(texts)) < len(texts):
        return None
    for role, least in KINDS:
        if all(meanings.content(text).get(role, 0.0) >= least for text in texts):
            return Run(start, start + len(texts), role, texts)
    if any(map(meanings.header, texts)):
        return None
    over = {upper for _, upper in values}
    named = meanings.header(over.pop()) if len(over) == 1 and any(over) else None
    if named is None:
        vague = [text for text in texts if meanings.content(text).get("timescale", 0.0) < KINDS[1][1]]
        named = meanings.header(OVER.join(vague)) if FEWEST <= len(vague) <= MOST_NAMED else None
    roles = named.roles if named is not None and len(named.roles) == 1 else ()
    return next((Run(start, start + len(texts), role, texts) for role, _ in KINDS if role in roles), None)
