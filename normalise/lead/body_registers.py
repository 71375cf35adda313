"""Bodies that registers of facts name: initials that stand for one of them and for no other in the country."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from model import PartyKind
from normalise.abbreviations import short_forms

FOLDER = Path(__file__).parent.parent / "registers"

_COUNTY = "CTY"
_TYPED = ("CC", "BC", "DC", "CA", "GLA")
SHORTENED = " Ambulance Service"
"""How the names of trusts end that the register has without their form: "East of England Ambulance Service" for one "NHS Trust"."""
_TITLED = ("LB", "RB")
"""How the initials of an authority end that say what kind of authority it is; shorter or other ones are words and other bodies too."""


@lru_cache(maxsize=1)
def registered_bodies() -> dict[str, tuple[str, PartyKind]]:
    """Initials, lower case, to the name and kind of the only authority or NHS body that they stand for."""
    claimed: dict[str, set[tuple[str, PartyKind]]] = {}
    for short, name, kind in [*_authorities(), *_health_bodies()]:
        claimed.setdefault(short.casefold(), set()).add((name, kind))
    return {short: min(bodies) for short, bodies in claimed.items() if len(bodies) == 1 and min(bodies)[0]}


def registered_names() -> Iterator[tuple[str, PartyKind]]:
    """The official name and the kind of every council and NHS body."""
    for row in _rows("councils.csv"):
        if row["name"].endswith(" Council"):
            yield row["name"], "council"
    for row in _rows("health_bodies.csv"):
        yield row["name"], "organisation"
        if row["name"].endswith(SHORTENED):
            yield from ((f"{row['name']} {form}", "organisation") for form in ("NHS Trust", "NHS Foundation Trust"))


def _authorities() -> Iterator[tuple[str, str, PartyKind]]:
    """Every authority by its initials; those too short to be sure of claim them without a name."""
    for row in _rows("councils.csv"):
        kind: PartyKind = "organisation" if row["name"].endswith("Authority") else "council"
        for short in short_forms(row["name"].split()):
            typed = short.endswith(_TYPED) or short.startswith(_TITLED) and len(short) > 3
            sure = typed and (len(short) > 3 or row["kind"] == _COUNTY or kind == "organisation")
            yield short, row["name"] if sure else "", kind


def _health_bodies() -> Iterator[tuple[str, str, PartyKind]]:
    for row in _rows("health_bodies.csv"):
        if row["initials"]:
            yield row["initials"], row["name"], "organisation"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
