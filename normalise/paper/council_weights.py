"""How strongly a text speaks of each council, by its name, its initials and its place; and the one that it speaks of by far the most."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from model import Council, Reading
from normalise.paper.council_names import in_being, read_as, short_forms, undecided
from normalise.paper.register import POINTS, Entry, Register, bare_place, find_mentions, is_half

MARGIN = 1.5
"""How many times as strong as the next council the strongest must be."""
INITIALS = re.compile(r"(?<![\w&])[A-Z][A-Za-z&]{1,5}[A-Z](?![\w&])")
AREA = re.compile(r"\b(?:the|our|this|each) (?:borough|district|city)\b")


@dataclass(frozen=True, slots=True)
class Weight:
    """What a text says of one council: times named in full, times by initials, times by its place."""

    entry: Entry
    full: int
    initials: int
    places: int
    printed: str

    @property
    def strength(self) -> float:
        """How often the text speaks of the council. The place of a county stands in too many other names to count."""
        return self.full + self.initials + (0 if self.entry.kind == "CTY" else self.places)


def weigh(text: str, edition: date | None, register: Register) -> Reading[Council]:
    """The council that the text speaks of far more than of any other, in full or by initials and place together."""
    weights = sorted(_weights(text, edition, register), key=lambda weight: (-weight.strength, weight.entry.code))
    area = bool(AREA.search(text))
    implied = {
        weight.entry.county
        for weight in weights
        if weight.full + weight.initials and weight.strength >= _county_strength(weight.entry.county, weights, area)
    }
    owners = [weight for weight in weights if weight.entry.code not in implied]
    ranked = sorted(
        ((weight.strength / (2 if area and weight.entry.kind == "CTY" else 1), weight) for weight in owners), key=lambda pair: -pair[0]
    )
    ranked = [(strength, weight) for strength, weight in ranked if strength >= 2]
    if not ranked:
        return _owner(owners)
    best, first = ranked[0]
    if len(ranked) > 1 and best < MARGIN * ranked[1][0]:
        return undecided([weight.entry for strength, weight in ranked if best < MARGIN * strength])
    return read_as(first.printed, first.entry, "named_in_text" if first.full else "initials_and_place", 0.8 if first.full else 0.75)


def _owner(weights: Sequence[Weight]) -> Reading[Council]:
    """The only council that the text names, where it names it as an owner: "X Council's residents"."""
    if len(weights) == 1 and weights[0].full and weights[0].printed[-2:] in ("'s", "’s"):
        return read_as(weights[0].printed[:-2], weights[0].entry, "named_as_owner", 0.55)
    return Reading("", None, "no council named", 0.0)


def _county_strength(county: str | None, weights: Sequence[Weight], area: bool) -> float:
    return next((weight.strength / (2 if area else 1) for weight in weights if weight.entry.code == county), 0.0)


def _weights(text: str, edition: date | None, register: Register) -> list[Weight]:
    full: Counter[str] = Counter()
    places: Counter[str] = Counter()
    printed: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for mention in find_mentions(text, register.full):
        spans.append((mention.start, mention.end))
        if is_half(text, mention):
            continue
        for entry in in_being(mention.entries, edition):
            full[entry.code] += 1
            printed.setdefault(entry.code, mention.printed)
    for mention in find_mentions(text, register.places):
        if not any(start <= mention.start < end for start, end in spans) and not is_half(text, mention, place=True):
            places.update(entry.code for entry in in_being(mention.entries, edition))
    initials = Counter(found[0] for found in INITIALS.finditer(text))
    weights = []
    spoken_of = {*full, *(code for short in initials for code in _codes_by_short(register).get(short, ()))}
    for entry in (register.by_code[code] for code in sorted(spoken_of)):
        used = {short: initials[short] for short in short_forms(entry) if initials[short]}
        at_home = places[entry.code] or full[entry.code] or (used and in_being((entry,), edition) and _part_of_place(entry, text))
        if full[entry.code] or (used and at_home and (edition is None or entry.in_force(edition))):
            by_initials = sum(used.values()) if at_home else 0
            weights.append(
                Weight(
                    entry,
                    full[entry.code],
                    by_initials,
                    places[entry.code] or int(not full[entry.code]),
                    printed.get(entry.code, next(iter(used), "")),
                )
            )
    return weights


def _part_of_place(entry: Entry, text: str) -> bool:
    """Of a place with two names, one may stand for both: the initials must fit as well."""
    parts = [part for part in re.split(r" and |, | & ", bare_place(entry)) if len(part) > 3 and part.casefold() not in POINTS]
    return len(parts) > 1 and any(re.search(rf"\b{re.escape(part)}\b", text) for part in parts)


@lru_cache(maxsize=2)
def _codes_by_short(register: Register) -> Mapping[str, Sequence[str]]:
    codes: defaultdict[str, list[str]] = defaultdict(list)
    for entry in register.by_code.values():
        for short in short_forms(entry):
            codes[short].append(entry.code)
    return codes
