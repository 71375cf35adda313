"""The same timescale cells read by us and by dateparser: how fast, how much is right, how much is wrong and looks like a fact."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from bench.check import read_gold
from bench.speed import rate
from normalise.timescales import TimeBase, TimeWords, read_prose, read_timescale

NO_BASE = date(2020, 1, 1)
WARM_UP = 20


@dataclass(frozen=True, slots=True)
class TimeCell:
    """A printed cell, what its document tells, and the first and last day that a person read (None where there is none)."""

    printed: tuple[str, ...]
    base: TimeBase
    start: date | None
    due: date | None
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What one reader made of a set of cells."""

    reader: str
    cells: int
    new: float
    """Cells a second, each new to the reader."""
    again: float
    due: int
    """Cells whose due date is right; so is none where the cell states none."""
    start: int
    wrong: int
    """Cells for which a date was given that contradicts the gold."""


Answer = tuple[date | None, date | None]
Reader = Callable[[TimeCell], Answer]


def gold_cells(folders: Sequence[Path], prose: bool) -> list[TimeCell]:
    """The distinct timescale cells of gold; with `prose` the cells of outcomes whose sentences hold the deadlines."""
    return list(dict.fromkeys(cell for folder in folders if folder.is_dir() for gold in read_gold(folder) for cell in _cells(gold, prose)))


def case_cells(file: Path) -> list[TimeCell]:
    """The authored cases that must read, must be left without a date, or cannot be read yet."""
    cases: dict[str, list[dict[str, Any]]] = tomllib.loads(file.read_text("utf-8"))
    told = ("published", "start_year", "end_year", "council_year", "financial", "legend")
    return [
        TimeCell(
            (case["printed"],) if isinstance(case["printed"], str) else tuple(case["printed"]),
            TimeBase(**{name: case[name] for name in told if name in case}),
            case.get("first"),
            case.get("last"),
            group.startswith("prose"),
        )
        for group, listed in cases.items()
        if group != "mixed"
        for case in listed
    ]


def tallies(cells: Sequence[TimeCell], words: TimeWords) -> list[Tally]:
    """Ours and the peers' over the same cells."""
    plain = list({(cell.printed, cell.prose): cell for cell in cells}.values())
    ours = rate(lambda cell: _ours(cell, words), plain)
    mine = [_ours(cell, words) for cell in cells]
    wrong = sum(_contradicts(answer, cell) for answer, cell in zip(mine, cells, strict=True))
    right = _right(mine, cells)
    told = [Tally("normalise.timescales", len(cells), ours.new, ours.again, *right, wrong)]
    return told + [_peer(name, read, cells) for name, read in (("dateparser.parse", _parse), ("dateparser.search_dates", _search))]


def _peer(name: str, read: Callable[[TimeCell, str], date | None], cells: Sequence[TimeCell]) -> Tally:
    """A peer gives one day: it is held against the start where it prefers first days, against the due date where it prefers last ones."""
    for cell in cells[:WARM_UP]:
        read(cell, "last")
    begun = time.process_time()
    last = [read(cell, "last") for cell in cells]
    between = time.process_time()
    first = [read(cell, "first") for cell in cells]
    again = time.process_time() - between
    answers = list(zip(first, last, strict=True))
    wrong = sum(
        due is not None and due != cell.due and (start is None or start != cell.start)
        for (start, due), cell in zip(answers, cells, strict=True)
    )
    count = len(cells)
    return Tally(name, count, count / max(1e-9, between - begun), count / max(1e-9, again), *_right(answers, cells), wrong)


def _ours(cell: TimeCell, words: TimeWords) -> Answer:
    read = (read_prose if cell.prose else read_timescale)(cell.printed, cell.base, words)
    return read.start, read.due


def _parse(cell: TimeCell, prefer: str) -> date | None:
    import dateparser  # type: ignore[import-untyped]  # heavy: only when asked for

    found: datetime | None = dateparser.parse(" ".join(cell.printed), languages=["en"], settings=_settings(cell, prefer))
    return found.date() if found else None


def _search(cell: TimeCell, prefer: str) -> date | None:
    from dateparser.search import search_dates  # type: ignore[import-untyped]  # heavy: only when asked for

    found = search_dates(" ".join(cell.printed), languages=["en"], settings=_settings(cell, prefer)) or []
    days = [when.date() for _, when in found]
    return (max if prefer == "last" else min)(days, default=None)


def _settings(cell: TimeCell, prefer: str) -> dict[str, Any]:
    base = cell.base.published or (date(cell.base.start_year, 1, 1) if cell.base.start_year else NO_BASE)
    return {
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "PREFER_DAY_OF_MONTH": prefer,
        "PREFER_MONTH_OF_YEAR": prefer,
    }


def _contradicts(answer: Answer, cell: TimeCell) -> bool:
    return any(got is not None and got != want for got, want in zip(answer, (cell.start, cell.due), strict=True))


def _right(answers: Sequence[Answer], cells: Sequence[TimeCell]) -> tuple[int, int]:
    due = sum(answer[1] == cell.due for answer, cell in zip(answers, cells, strict=True))
    start = sum(answer[0] == cell.start for answer, cell in zip(answers, cells, strict=True))
    return due, start


def _cells(gold: Any, prose: bool) -> Iterator[TimeCell]:
    document = gold["document"]
    if bool(document.get("timescales_in_prose")) != prose:
        return
    base = TimeBase(start_year=document["plan_start"], end_year=document["plan_end"])
    for action in gold["actions"]:
        time_said = action["timescale"]
        printed = tuple(action["outcomes"] if prose else filter(None, [action["timescale_raw"]]))
        if printed:
            yield TimeCell(printed, base, _day(time_said["start"]), _day(time_said["end"]), prose)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
