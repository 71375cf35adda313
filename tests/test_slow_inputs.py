"""Papers that cost far more than their size where a rule looks at the same thing again and again: cost grows as the length does."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
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
MOST = 12.0
"""How much more it may cost: what grows with the length costs four times as much, what grows with its square sixteen times."""
LEAST_SECONDS = 0.1
"""What a paper is taken to cost at least, for less is hardly measured."""


@lru_cache
def ready() -> tuple[Words, Meanings]:
    words = compile_words(load_lexicons())
    return words, meanings(words)


def seconds(text: str) -> float:
    """Processor time of reading a text from bytes to records."""
    data = text.encode()
    words, answers = ready()
    source = Source("hostile.txt", "", "0" * 64, len(data), "text/plain")
    forget()
    started = time.process_time()
    try:
        mean(source, extract(data, source, answers), words)
    except SourceError:
        pass  # to refuse it is an answer too
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
    "strokes behind header words": lambda n: "\n".join(f"{word} |" for _ in range(n // 8) for word in ("Ref", "Action", "Lead", "By when")),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", [250, pytest.param(1_000, marks=pytest.mark.slow)])
def test_no_paper_costs_more_than_its_length(name: str, size: int) -> None:
    hostile = HOSTILE[name]
    seconds(hostile(TIMES))  # what is made ready once is no part of it
    short, long = (seconds(hostile(length)) for length in (size, TIMES * size))
    assert long < MOST * max(short, LEAST_SECONDS)
