"""What a row says: actions, parties, progress and the rest, each with what a careful reader makes of it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bench.generator.timescales import MONTHS

Wording = Mapping[str, Any]
KINDS = (
    ("roles", "role"),
    ("teams", "team"),
    ("services", "team"),
    ("people", "person"),
    ("organisations", "organisation"),
    ("groups", "group"),
)
"""Lists of parties, and the kind of what stands in each."""


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The words that plans are made of."""
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text("utf-8"))


def action(dice: Random, thing: str) -> str:
    """What is to be done about one thing; now and then with a sentence more."""
    words = wording()
    told = f"{dice.choice(words['verbs'])} {thing}{dice.choice(words['tails'])}"
    more = dice.choice(words["more"])
    return f"{told}.{more}" if more else told


def outcomes(dice: Random) -> list[str]:
    """None to three results, no two alike."""
    chosen = dice.sample(wording()["outcomes"]["lines"], dice.choice([0, 1, 1, 2, 2, 3]))
    return [line.format(n=dice.randint(6, 90)) for line in chosen]


def leads(dice: Random) -> dict[str, Any]:
    """Who is to act: the printed words and each party in them, none where the cell is blank."""
    count = dice.choices([0, 1, 2, 3], [1, 16, 6, 1])[0]
    parties = [_party(dice) for _ in range(count)]
    if len({name for name, _ in parties}) < count:
        parties = parties[:1]
    join = dice.choice(wording()["parties"]["joins"])
    if join in (" and ", " & ", ", ") and _runs_on(parties):
        join = " / "
    printed = join.join(name for name, _ in parties) or None
    return {"lead_raw": printed, "leads": [{"name": name, "kind": kind, "raw": name} for name, kind in parties]}


def _runs_on(parties: list[tuple[str, str]]) -> bool:
    """True where an "and" or a comma could as well go on with a name: a post over two things, a service of two."""
    services = wording()["parties"]["services"]
    joined = any(" and " in name or name in services for name, _ in parties)
    return joined or any(" of " in name or name == "Chief Executive" for name, _ in parties[:-1])


def _party(dice: Random) -> tuple[str, str]:
    listed, kind = dice.choices(KINDS, [10, 5, 3, 2, 2, 1])[0]
    return dice.choice(wording()["parties"][listed]), kind


def progress(dice: Random, form: str, year: int) -> dict[str, Any]:
    """A progress text, `form` short or long, with the states that a fair reader could give; now and then none."""
    if dice.random() < 0.12:
        return {"update_raw": None, "status": [None], "status_ongoing": False}
    kind = dice.choice(wording()["update"])
    said = dice.choice(kind[form]).format(n=dice.randint(3, 60), month=dice.choice(MONTHS), past=year)
    told = {"update_raw": said, "status": list(kind["states"]), "status_ongoing": True if kind.get("ongoing") else None}
    return told | ({"on_track": kind["on_track"]} if "on_track" in kind else {})


def colour(dice: Random, keyed: bool) -> dict[str, Any]:
    """A colour, with the state that the paper's key gives it; without a key it tells none."""
    chosen = dice.choice(wording()["colour"])
    return {"rag": chosen["name"], "status": list(chosen["states"]) if keyed else [None, "unknown"], "status_ongoing": None}


def aside(dice: Random) -> str:
    """What stands in a column that has no field of its own."""
    return str(dice.choice(wording()["extra"]["lines"])).format(n=dice.randint(2, 95))


def header(dice: Random, column: str) -> str:
    """One of the headers that councils print above a column."""
    return str(dice.choice(wording()["headers"][column]))
