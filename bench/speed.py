"""How fast the readers are, cells and rows a second of processor time: what is new to them, and what they have read before."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any, TypeVar

from bench.check import read_gold
from extract.documents import read_document
from extract.plans import find_plans
from extract.sources import find_sources
from model import Part, Source
from normalise.leads import Parties, read_leads
from normalise.legends import Legend
from normalise.plan import read_plan
from normalise.statuses import read_status
from normalise.words import Words, meanings

Cell = TypeVar("Cell")

ROUNDS = 5
"""Times that everything is read; the fastest counts, since other work on the machine only ever slows."""
OF_CELLS = 1000
"""A cache of at least so many entries remembers cells; a smaller one, or one without bounds, remembers tables of the lexicons."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a second: each read for the first time, and each read again."""

    count: int
    new: float
    again: float


def rate(read: Callable[[Cell], object], cells: Sequence[Cell], rounds: int = ROUNDS) -> Rate:
    """The rate of a reader over distinct cells, after a round to warm up."""
    _seconds(read, cells)
    new = again = float("inf")
    for _ in range(rounds):
        forget()
        new = min(new, _seconds(read, cells))
        again = min(again, _seconds(read, cells))
    return Rate(len(cells), _share(len(cells), new), _share(len(cells), again))


def row_rate(parts: Sequence[tuple[Part, int, Source]], words: Words, rounds: int = ROUNDS) -> Rate:
    """The rate of the whole of `normalise`, in rows: council, paper, parties, records and the audit of what is left."""
    rows = sum(len(part.rows) for part, _, _ in parts)
    whole = rate(lambda each: read_plan(*each, words), parts, rounds)
    return Rate(rows, whole.new * rows / max(1, whole.count), whole.again * rows / max(1, whole.count))


def forget() -> None:
    """Empties every cache of cells in `normalise`, so that each cell is new; what is made once a process stays."""
    for name, module in list(sys.modules.items()):
        if not name.startswith("normalise."):
            continue
        for held in vars(module).values():
            if isinstance(held, _lru_cache_wrapper) and (held.cache_parameters()["maxsize"] or 0) >= OF_CELLS:
                held.cache_clear()


def find_parts(roots: Sequence[Path], words: Words) -> list[tuple[Part, int, Source]]:
    """Every plan of the papers below these folders, laid out and ready to be read for meaning."""
    ready = meanings(words)
    parts = []
    for source in find_sources([root for root in roots if root.exists()]):
        script = read_document(Path(source.path).read_bytes(), source.label, source.media_type, ready)
        parts += [(part, number, source) for number, part in enumerate(find_plans(script, ready), 1)]
    return parts


def reader_rates(folders: Sequence[Path], words: Words) -> dict[str, Rate]:
    """The rates of the readers of leads and progress over the distinct cells of gold, each cell on its own."""
    actions = [action for folder in folders if folder.is_dir() for gold in read_gold(folder) for action in gold["actions"]]
    nobody, no_key = Parties(), Legend()
    leads = _distinct(action["lead_raw"] for action in actions)
    updates = _distinct(action["update_raw"] for action in actions)
    return {
        "leads": rate(lambda cell: read_leads(cell.split("; "), nobody, words.leads), leads),
        "statuses": rate(lambda cell: read_status(cell.split("\n"), no_key, words.statuses), updates),
    }


def _distinct(texts: Any) -> list[str]:
    return sorted({text for text in texts if text})


def _seconds(read: Callable[[Cell], object], cells: Sequence[Cell]) -> float:
    start = time.process_time()
    for cell in cells:
        read(cell)
    return time.process_time() - start


def _share(count: int, seconds: float) -> float:
    return count / seconds if seconds else float("inf")
