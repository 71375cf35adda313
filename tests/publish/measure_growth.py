"""What publishing costs as papers grow in number: `python -m tests.publish.measure_growth 2000 [--new 10] [--output FOLDER]`.

Each line is a process of its own: all papers for the first time, the same again, and the same with some new ones.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from model import Council, Harvest, Kept, Reading
from publish.changes import changes
from publish.dataset import publish
from tests.publish.factories import harvest, lead, plan, record, said, source

COUNCILS, YEARS, ROWS = 400, 15, 20
WORDS = "plant mow open close review agree survey fund hedge verge street school bridge park pond lane weir barn mill ford".split()


def papers(count: int) -> Iterator[Kept]:
    """So many papers in order of their labels, spread over councils and years, whose harvests are made when they are asked for."""
    for number in sorted(range(count), key=lambda each: (each % COUNCILS, each)):
        label = f"council-{number % COUNCILS:03}/{number // COUNCILS:04}.txt"
        yield Kept(source(label), "first", lambda number=number, label=label: made(number, label))  # type: ignore[misc]


def made(number: int, label: str) -> Harvest:
    """The same harvest for the same number."""
    chance = random.Random(number)  # noqa: S311
    place = number % COUNCILS
    council = Council(f"Council {place:03}", f"council-{place:03}", "ABC", f"E{place:08}")
    year = 2010 + number // COUNCILS % YEARS
    records = []
    for ordinal in range(1, ROWS + 1):
        teams = [f"{chance.choice(WORDS).title()} Team {chance.randint(1, 9)}" for _ in range(2)]
        records.append(
            record(
                ordinal, str(ordinal), " ".join(chance.choices(WORDS, k=25)), update=said(" ".join(chance.choices(WORDS, k=40))),
                leads=Reading("; ".join(teams), tuple(lead(team) for team in dict.fromkeys(teams)), "known_party", 0.9),
            )
        )  # fmt: skip
    title = f"{chance.choice(WORDS).title()} Plan"
    one = plan(*records, council=council, title=title, edition=f"{year}-{number // (COUNCILS * YEARS) % 12 + 1:02}")
    return replace(harvest(one, label=label), source=source(label))


def measured(count: int, output: Path) -> dict[str, object]:
    """Publishes so many papers; what it cost."""
    loaded = 0

    def counting(paper: Kept) -> Kept:
        def load() -> Harvest:
            nonlocal loaded
            loaded += 1
            return paper.load()

        return replace(paper, load=load)

    wall, processor = time.perf_counter(), time.process_time()
    done = publish(map(counting, papers(count)), output)
    told = str(changes(done.before, done.version, done.touched))
    return {
        "papers": count, "loaded": loaded, "files": sum(1 for _ in done.version.rglob("*.parquet")), "written": done.rewritten,
        "seconds": round(time.perf_counter() - wall, 1), "processor": round(time.process_time() - processor, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "told": told,
    }  # fmt: skip


def main() -> None:
    """Prints a line of JSON for each of the three runs."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("count", type=int)
    asked.add_argument("--new", type=int, default=10)
    asked.add_argument("--output", type=Path)
    asked.add_argument("--once", action="store_true", help="one run in this process")
    told = asked.parse_args()
    if told.once:
        print(json.dumps(measured(told.count, told.output)))
        return
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        for count in (told.count, told.count, told.count + told.new):
            ask = [sys.executable, "-m", "tests.publish.measure_growth", str(count), "--once", "--output", str(told.output or folder)]
            subprocess.run(ask, check=True)


if __name__ == "__main__":
    main()
