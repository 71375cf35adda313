"""`python -m bench.links`: how well actions are followed into the next edition, against how much of their words was changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.perturb import Successor, Truth, successor
from link.linking import link_family
from model import Edition, Link, Promise

GOLD = Path(__file__).resolve().parent.parent / "samples" / "gold"
DEGREES = (0.0, 0.1, 0.2, 0.3, 0.4)
ROUNDS = 5
HOW = """Each authored plan is given a next edition: the share of words above changed for words of other plans, every action numbered
anew, a fifth moved, a tenth dropped, new, under another priority, or with another lead, 6 in 100 split or merged, three in ten
dates moved. Links have two ends; those that are uncertain are only offered. The last columns are precision/recall."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Links that are true, that were asserted, that are both; and the uncertain ones, right and all."""

    true: int = 0
    asserted: int = 0
    right: int = 0
    offered: int = 0
    offered_right: int = 0

    def __add__(self, other: Tally) -> Tally:
        pairs = zip(self._figures(), other._figures(), strict=True)
        return Tally(*(one + another for one, another in pairs))

    def _figures(self) -> tuple[int, ...]:
        return self.true, self.asserted, self.right, self.offered, self.offered_right

    @property
    def precision(self) -> float:
        """The share of the asserted links that are true."""
        return self.right / self.asserted if self.asserted else 1.0

    @property
    def recall(self) -> float:
        """The share of the true links that are asserted."""
        return self.right / self.true if self.true else 1.0


def authored(gold: Path = GOLD) -> tuple[Edition, ...]:
    """The plans of the gold files, as editions of March 2024."""
    return tuple(_edition(json.loads(path.read_text("utf-8")), path.stem) for path in sorted(gold.glob("*.json")))


def _edition(told: dict[str, object], name: str) -> Edition:
    actions, document = told["actions"], told["document"]
    assert isinstance(actions, list) and isinstance(document, dict)
    promises = tuple(
        Promise(
            action_id=f"{name}/{ordinal:04}",
            ordinal=ordinal,
            action=row["action"],
            ref=str(ordinal),
            priority=row["priority"],
            objective=row["objective"],
            leads=tuple(lead["name"] for lead in row["leads"]),
            due=date.fromisoformat(row["timescale"]["end"]) if row["timescale"]["end"] else None,
        )
        for ordinal, row in enumerate(actions, start=1)
    )
    day, council, title = date(2024, 3, 31), document["council"], document["plan_title"]
    return Edition(name, 1, f"{name}.txt", "text/plain", council, title, None, None, "2024-03", day, len(promises), 0, promises)


def followed(case: Successor, relations: Sequence[str] = ("next_edition", "split", "merged")) -> Tally:
    """What the linker says of one pair of editions, against the truth."""
    truth = {link for link in case.links if link[0] in relations}
    links = [link for link in link_family([case.before, case.after]).links if link.relation in relations]
    sure, offered = ({_told(link) for link in links if link.certain is certain} for certain in (True, False))
    return Tally(len(truth), len(sure), len(sure & truth), len(offered), len(offered & truth))


def _told(link: Link) -> Truth:
    return link.relation, link.from_action_id, link.to_action_id


def curve(plans: Sequence[Edition], degrees: Iterable[float] = DEGREES, rounds: int = ROUNDS) -> Iterator[tuple[float, dict[str, Tally]]]:
    """Of each degree of change the tallies: of all links with two ends, and of each other relation."""
    groups = {
        "followed": ("next_edition", "split", "merged"),
        "split": ("split",),
        "merged": ("merged",),
        "dropped": ("dropped",),
        "new": ("new",),
    }
    for degree in degrees:
        cases = [
            successor(plan, degree, [one.action for other in plans if other is not plan for one in other.promises], seed)
            for plan in plans
            for seed in range(rounds)
        ]
        yield degree, {name: sum((followed(case, kinds) for case in cases), Tally()) for name, kinds in groups.items()}


def link_report() -> Iterator[str]:
    """The curve, a line a degree."""
    heads = f"{'split':<9} {'merged':<9} {'dropped':<9} new"
    yield f"{'words changed':<14} {'links':>6} {'precision':>10} {'recall':>7} {'offered':>8} {'right':>6}  {heads}"
    for degree, told in curve(authored()):
        one = told["followed"]
        others = " ".join(f"{told[name].precision:.2f}/{told[name].recall:.2f}" for name in ("split", "merged", "dropped", "new"))
        yield f"{degree:<14.0%} {one.true:>6} {one.precision:>10.3f} {one.recall:>7.3f} {one.offered:>8} {one.offered_right:>6}  {others}"
    yield ""
    yield HOW


def main() -> int:
    """Prints the curve; gives back the exit code."""
    for line in link_report():
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
