"""`python -m bench.link_soak ACTIONS [--jobs N]`: time and memory to link so many actions of 400 councils, made council by council."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bench.links import Tally, authored
from bench.memory import peak_megabytes
from bench.perturb import Truth, successor
from link.families import families
from link.linking import link_family
from model import Edition, Promise

COUNCILS, EDITIONS, ACTIONS = 400, 5, 100
"""Councils, editions of each plan, actions of a plan's first edition."""
REWORDED = 0.05
FOLLOWED = ("next_edition", "split", "merged")
TOPICS = ("Housing", "Climate", "Highways", "Culture", "Health", "Parks", "Schools", "Waste", "Growth", "Safety")


@dataclass(frozen=True, slots=True)
class Linked:
    """One council's: actions, seconds of the processor for linking, megabytes at most, and how right it was."""

    actions: int
    seconds: float
    megabytes: float
    tally: Tally


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """The words of the authored actions, each as often as it is used."""
    return tuple(word for plan in authored() for one in plan.promises for word in one.action.split())


def council(number: int, plans: int, actions: int) -> tuple[list[Edition], frozenset[Truth]]:
    """The editions of one council's plans, made by chance, and what truly became of each action."""
    chance = random.Random(number)  # noqa: S311  # nothing here is secret
    editions: list[Edition] = []
    truth: set[Truth] = set()
    for plan in range(plans):
        first = _first(f"Council {number}", f"{TOPICS[plan % len(TOPICS)]} Action Plan", f"{number}-{plan}", actions, chance)
        others = [_sentence(chance) for _ in range(actions)]
        editions.append(first)
        for year in range(2021, 2020 + EDITIONS):
            made = successor(editions[-1], REWORDED, others, number * 1000 + plan * 10 + year, year)
            truth |= made.links
            editions.append(replace(made.after, document_id=f"{number}-{plan}-{year}"))
    return editions, frozenset(truth)


def _first(name: str, title: str, identifier: str, actions: int, chance: random.Random) -> Edition:
    leads = [f"{_sentence(chance, 1)} Team" for _ in range(8)]
    promises = tuple(
        Promise(f"{title}/2020/{n:04}", n, _sentence(chance), str(n), f"Priority {n // 12}", leads=(chance.choice(leads),))
        for n in range(1, actions + 1)
    )
    return Edition(identifier, 1, f"{identifier}.txt", "", name, title, None, None, "2020-03", date(2020, 3, 31), actions, 0, promises)


def _sentence(chance: random.Random, words: int = 0) -> str:
    return " ".join(chance.choices(vocabulary(), k=words or chance.randint(7, 20)))


def link_council(asked: tuple[int, int, int]) -> Linked:
    """Makes one council's editions and links them; only the linking is timed."""
    editions, truth = council(*asked)
    began = time.process_time()
    links = [link for family in families(editions) for link in link_family([editions[at] for at in family]).links]
    seconds = time.process_time() - began
    given = {(link.relation, link.from_action_id, link.to_action_id) for link in links if link.relation in FOLLOWED and link.certain}
    owed = {link for link in truth if link[0] in FOLLOWED}
    tally = Tally(len(owed), len(given), len(given & owed))
    return Linked(sum(one.rows for one in editions), seconds, peak_megabytes(), tally)


def soak(actions: int, jobs: int) -> Iterator[Linked]:
    """What linking about so many actions comes to, council by council."""
    per_council = max(1, actions // COUNCILS)
    plans = min(len(TOPICS), max(1, round(per_council / (EDITIONS * ACTIONS))))
    asked = [(number, plans, max(2, per_council // (EDITIONS * plans))) for number in range(min(COUNCILS, actions))]
    if jobs == 1:
        yield from map(link_council, asked)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(link_council, asked, chunksize=4)


def main() -> int:
    """Prints what it cost; gives back the exit code."""
    asks = argparse.ArgumentParser(prog="python -m bench.link_soak")
    asks.add_argument("actions", type=int, nargs="+", metavar="ACTIONS")
    asks.add_argument("--jobs", type=int, default=1, metavar="N")
    asked = asks.parse_args()
    print(f"{'actions':>10} {'linking, s':>11} {'ms an action':>13} {'clock, s':>9} {'MB':>6} {'precision':>10} {'recall':>7}")
    for wanted in asked.actions:
        began = time.monotonic()
        found = list(soak(wanted, asked.jobs))
        clock, count, seconds = time.monotonic() - began, sum(one.actions for one in found), sum(one.seconds for one in found)
        tally, most = sum((one.tally for one in found), Tally()), max(one.megabytes for one in found)
        each = 1000 * seconds / count
        print(
            f"{count:>10,} {seconds:>11.1f} {each:>13.3f} {clock:>9.1f} {most:>6.0f} {tally.precision:>10.3f} {tally.recall:>7.3f}",
            flush=True,
        )
    print("Seconds of the processor for linking alone, over all processes; the clock has the making of the plans too; MB of one process.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
