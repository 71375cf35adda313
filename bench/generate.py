"""`python -m bench.generate OUT --seed N --count M`: writes generated papers and their gold, the families of layouts in turn."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.generator.documents import FAMILIES, Made, document
from bench.generator.noise import LEVELS

Name = tuple[str, int, str]
"""Family, seed and level of noise: all that it takes to make a document again."""


def names(first: int, count: int, noise: str = "none", families: Sequence[str] = FAMILIES) -> Iterator[Name]:
    """So many documents, one of each family in turn, with seeds that rise from `first`."""
    for at in range(count):
        yield families[at % len(families)], first + at // len(families), noise


def write_corpus(folder: Path, wanted: Iterable[Name]) -> list[Made]:
    """What was made, after writing it to `papers` and `gold` below the folder."""
    papers, gold = folder / "papers", folder / "gold"
    for place in (papers, gold):
        place.mkdir(parents=True, exist_ok=True)
    made = [document(*name) for name in wanted]
    for one in made:
        (papers / one.name).write_bytes(one.content)
        (gold / f"{one.name}.json").write_text(json.dumps(one.gold, indent=1, ensure_ascii=False), "utf-8")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes what was asked for; gives back the exit code."""
    parser = argparse.ArgumentParser(prog="bench.generate", description="Generate papers in every family of layouts, with their gold.")
    parser.add_argument("output", type=Path, metavar="OUT", help="papers go to OUT/papers, gold to OUT/gold")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the first seed")
    parser.add_argument("--count", type=int, default=len(FAMILIES), metavar="M", help="how many documents (default: one a family)")
    parser.add_argument("--noise", choices=sorted(LEVELS), default="none", help="how much goes wrong on the way")
    parser.add_argument("--family", choices=FAMILIES, action="append", metavar="FAMILY", help="only this family; may be given again")
    asked = parser.parse_args(arguments)
    made = write_corpus(asked.output, names(asked.seed, asked.count, asked.noise, asked.family or FAMILIES))
    print(f"{len(made)} papers, {sum(len(one.gold['actions']) for one in made)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
