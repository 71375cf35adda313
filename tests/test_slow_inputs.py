"""Papers that cost far more than their size where a rule looks at the same thing again and again: cost grows as the length does.

Calls are counted, for they are the same on every machine and beside any other work. What a pattern costs within one call is no call:
processor time is measured too, on longer papers, by `make bench`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from cProfile import Profile
from functools import lru_cache

import pytest

from bench.speed import forget
from errors import SourceError
from harvest import extract, mean
from model import Meanings, Source
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words, meanings
from tests.small_papers import ROWS, paper

TIMES = 4
"""How much longer the second of two papers is."""
MOST = 8.0
"""How much more it may cost: what grows with the length costs four times as much, what grows with its square sixteen times."""
READINGS = 3
"""How often a time is taken at most: other work makes it longer, nothing makes it shorter."""
COMPARES_HEADERS = "strokes behind header words"
"""Its headers are compared over the next two hundred cells: only papers longer than a quick test's cost what their length does."""


@lru_cache
def ready() -> tuple[Words, Meanings]:
    words = compile_words(load_lexicons())
    return words, meanings(words)


def read(text: str) -> None:
    """Read a text from bytes to records, with nothing remembered of another."""
    data = text.encode()
    words, answers = ready()
    source = Source("hostile.txt", "", "0" * 64, len(data), "text/plain")
    forget()
    try:
        mean(source, extract(data, source, answers), words)
    except SourceError:
        pass  # to refuse it is an answer too


def calls(text: str) -> int:
    """How many functions were called to read a text."""
    profile = Profile()
    profile.runcall(read, text)
    return sum(entry.callcount for entry in profile.getstats())


def seconds(text: str) -> float:
    """Processor time of reading a text."""
    started = time.process_time()
    read(text)
    return time.process_time() - started


def cell(column: int, text: str) -> str:
    row = list(ROWS[1])
    row[column] = text
    return paper(*ROWS, tuple(row))


def under(header: str, text: str) -> str:
    return f"Action\tLead\tBy when\t{header}\n" + f"Mend the sea wall\tEstates Manager\tJune 2025\t{text}\n" * 3


HOSTILE: Mapping[str, Callable[[int], str]] = {
    "a key of spaces": lambda n: paper() + "\nKey to officers: HM Harbour Master" + " \u200b" * (20 * n) + ";\n",
    "lines that end nowhere": lambda n: "\n".join(f"We will mend bench {number} by the sea and" for number in range(2 * n)),
    "a bracket that is never closed": lambda n: "(\n" + "\n".join(f"mend bench {number} by the sea" for number in range(3 * n)),
    "a cell of dates": lambda n: cell(3, "01/02/2024 " * (9 * n)),
    "a cell of names": lambda n: cell(2, "Jo Tan/Ann Lee " * (6 * n)),
    "a lead of figures": lambda n: cell(2, "1" * (90 * n)),
    "an outcome of dates": lambda n: under("Outcome", "by June 2025 " * (7 * n)),
    "progress of one word": lambda n: cell(4, "re-" * (15 * n)),
    "progress of ticks": lambda n: paper(*[(*ROWS[0][:4], f"{number} " + "✓ " * n) for number in range(30)]),
    "a title of months": lambda n: paper(title="Seafront Action Plan " + "June 2025 " * (2 * n)),
    "a header of dates": lambda n: under("Update " + "June 2025 " * (9 * n), "Done"),
    "a row of names": lambda n: "\n".join("\t".join(["Action", "Lead", "By when"] * (n // 3)) for _ in range(20)),
    "a long table": lambda n: paper(*[(str(number), *ROWS[number % 4][1:]) for number in range(n)]),
    COMPARES_HEADERS: lambda n: "\n".join(f"{word} |" for _ in range(n // 8) for word in ("Ref", "Action", "Lead", "By when")),
}


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != COMPARES_HEADERS])
def test_no_paper_asks_more_than_its_length(name: str) -> None:
    hostile = HOSTILE[name]
    read(hostile(TIMES))  # what is made ready once is no part of it
    assert calls(hostile(TIMES * 125)) < MOST * calls(hostile(125))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_paper_costs_more_than_its_length(name: str) -> None:
    hostile = HOSTILE[name]
    read(hostile(TIMES))
    ratios = (seconds(hostile(TIMES * 1_000)) / seconds(hostile(1_000)) for _ in range(READINGS))
    assert any(ratio < MOST for ratio in ratios)
