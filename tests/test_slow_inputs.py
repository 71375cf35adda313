"""Papers that cost far more than their size where a rule looks at the same thing again and again: each is read within seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import lru_cache

import pytest

from errors import SourceError
from harvest import extract, mean
from model import Meanings, Source
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words, meanings
from tests.small_papers import ROWS, paper

MOST_SECONDS = 12.0
"""Processor time that none of them needs a third of; what grows with the square of the length needs minutes."""


@lru_cache
def ready() -> tuple[Words, Meanings]:
    words = compile_words(load_lexicons())
    return words, meanings(words)


def seconds(text: str) -> float:
    """Processor time of reading a text from bytes to records."""
    data = text.encode()
    words, answers = ready()
    source = Source("hostile.txt", "", "0" * 64, len(data), "text/plain")
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


HOSTILE: Mapping[str, Callable[[], str]] = {
    "a key of spaces": lambda: paper() + "\nKey to officers: HM Harbour Master" + " \u200b" * 40_000 + ";\n",
    "lines that end nowhere": lambda: "\n".join(f"We will mend bench {number} by the sea and" for number in range(8_000)),
    "a bracket that is never closed": lambda: "(\n" + "\n".join(f"mend bench {number} by the sea" for number in range(8_000)),
    "a cell of dates": lambda: cell(3, "01/02/2024 " * 9_000),
    "a cell of names": lambda: cell(2, "Jo Tan/Ann Lee " * 6_000),
    "a lead of figures": lambda: cell(2, "1" * 90_000),
    "an outcome of dates": lambda: under("Outcome", "by June 2025 " * 7_000),
    "progress of one word": lambda: cell(4, "re-" * 30_000),
    "progress of ticks": lambda: paper(*[(*ROWS[0][:4], f"{number} " + "✓ " * 2_400) for number in range(60)]),
    "a title of months": lambda: paper(title="Seafront Action Plan " + "June 2025 " * 6_000),
    "a header of dates": lambda: under("Update " + "June 2025 " * 9_000, "Done"),
    "a row of names": lambda: "\n".join("\t".join(["Action", "Lead", "By when"] * 700) for _ in range(20)),
    "a long table": lambda: paper(*[(str(number), *ROWS[number % 4][1:]) for number in range(3_000)]),
    "strokes behind header words": lambda: "\n".join(f"{word} |" for _ in range(400) for word in ("Ref", "Action", "Lead", "By when")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_paper_costs_more_than_its_length(name: str) -> None:
    assert seconds(HOSTILE[name]()) < MOST_SECONDS
