"""The generated corpus of the bench: which papers, read in one run, and what they may not fall below."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bench.check import Report, fallen, raise_floors, read_floors
from bench.generate import Name, write_corpus
from bench.generator.documents import FAMILIES, Made
from bench.office import print_by_office
from bench.quality import Judged, by_family, judge, read_corpus, summed

FLOORS = Path(__file__).resolve().parent / "floors-generated.toml"
SEEDS: Mapping[str, Sequence[int]] = {
    "none": range(101, 109),
    "light": range(121, 123),
    "middle": range(131, 137),
    "heavy": range(141, 143),
}
"""Seeds of every family at each level of noise; one seed is one plan in every layout."""
HEADING = "What generated papers must reach. Held by `python -m bench quality`; with --raise-floors they rise, and fall only --because."
LEAST_ROWS, LEAST_FIELDS, MOST_WRONG_DATES = 0.99, 0.97, 0.005
"""What each family is to reach without noise, and the share of dates that may be wrong in the middle of it."""


def wanted(seeds: Mapping[str, Sequence[int]] = SEEDS) -> Iterator[Name]:
    """Every paper of the corpus."""
    return ((family, seed, noise) for noise, chosen in seeds.items() for seed in chosen for family in FAMILIES)


def read_all() -> tuple[list[Judged], str]:
    """Every paper as it was read, and the digest of the corpus; Word files that an office program printed are read besides."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        made = write_corpus(folder, wanted())
        by_office = print_by_office([one for one in made if one.family.endswith(".docx") and one.noise == "none"], folder)
        read_corpus(folder / "papers", folder / "output", os.cpu_count() or 1)
        return judge([*made, *by_office], folder / "output"), digest(made)


def digest(made: Iterable[Made]) -> str:
    """One hash over the names, bytes and gold of generated papers."""
    found = hashlib.sha256()
    for one in sorted(made, key=lambda each: each.name):
        told = one.content + json.dumps(one.gold, sort_keys=True).encode()
        found.update(f"{one.name}\0{len(told)}\0".encode() + told)
    return f"sha256:{found.hexdigest()}"


def figures(judged: Iterable[Judged]) -> dict[str, float]:
    """What floors are held against: rows and fields of each family, and at each level of noise the shares not published wrong."""
    everything = [one for one in judged if one.made.family in FAMILIES]
    told: dict[str, float] = {}
    for family, group in sorted(by_family(one for one in everything if one.made.noise == "none").items()):
        whole, name = summed(group).score, family.replace(".", "-")
        told |= {f"row_f1-{name}": whole.row_f1, f"fields-{name}": whole.field_accuracy}
    for noise in SEEDS:
        whole_level = summed([one for one in everything if one.made.noise == noise])
        told |= {f"{kind}_not_wrong-{noise}": 1 - whole_level.wrong(kind) for kind in whole_level.claims}
    return told


def below(judged: Sequence[Judged], corpus: str) -> list[str]:
    """One line for each floor that was fallen below, and one where the corpus is another."""
    return list(fallen(figures(judged), corpus, read_floors(FLOORS))) if FLOORS.exists() else [f"{FLOORS.name} is missing"]


def raise_to(judged: Sequence[Judged], corpus: str, reason: str = "") -> tuple[str, ...]:
    """The floors that moved, after writing them; they fall only where a reason is given."""
    return raise_floors(Report((), figures(judged), (), corpus), FLOORS, allow_lower=bool(reason), reason=reason, heading=HEADING)
