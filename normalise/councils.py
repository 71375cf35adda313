"""Whose paper it is: the council of a document, by the strongest evidence that the document gives.

What we are told beats what the heading names, that beats the names and initials of the text, and those beat the place in
the heading. Where two councils fit as well, none is taken. A town or parish council is in no register: its name is legal.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from model import Council, Reading
from normalise.addresses import address_owners
from normalise.parishes import parish_named
from normalise.register import POINTS, SMALL, Entry, Mention, Register, bare_place, find_mentions, load_register, name_words, slug

__all__ = ["Register", "council_initials", "find_council", "load_register", "slug"]

COVER_LINES = 8
COVER_WIDTH = 90
MARGIN = 1.5
"""How many times as strong as the next council the strongest must be."""

_SMALL_NAME = r"(?:(?i:and|with|cum|on|in|under|upon|by|le|the|next|juxta|super)|&)"
LOCAL = re.compile(
    rf"(?<![\w'’])([A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|{_SMALL_NAME})){{0,6}}) (?i:(town|parish|community|village|city) council)(?!\w)"
)
AUTHORITY = re.compile(
    rf"(?i:the )?[A-Z][\w'’.]*(?:,? (?:[A-Z][\w'’.]*|{_SMALL_NAME})|-[A-Z]\w*){{0,6}} (?i:(?:fire(?: and rescue)?|national park) authority)"
)
"""A body that publishes plans as a council does, and is in no register either: only where a line is its name and no more."""
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


def council_initials(council: Council) -> frozenset[str]:
    """The initials a paper may write for a council, in capitals: the small words of its name kept, dropped, or "and" as "&"."""
    return _initials(council.name)


def find_council(
    text: str, heading: Sequence[str], told: str | None, edition: date | None, register: Register, beside: Sequence[str] = ()
) -> Reading[Council]:
    """The council of a document by the strongest evidence; no value, and a rule that says why, where two fit or none does.

    `beside` are lines that the document prints beside the plan: on its cover, at the head of the report, along the pages.
    """
    if told and told.strip():
        return _told(told.strip(), edition, register)
    if named := _named(heading, edition, register, "named_in_heading", 0.97):
        return named
    weighed = _weigh(text, edition, register)
    before = _named(beside, edition, register, "named_beside", 0.93)
    if before and before.value and not _is_county_of(before.value, weighed.value, register):
        return before
    covered = _named(_cover(text, register), edition, register, "named_on_cover", 0.93)
    if covered and covered.value and not _is_county_of(covered.value, weighed.value, register):
        return covered
    if (parish := parish_named(heading, text)) is not None:
        return _local_reading(parish, "parish_in_heading", 0.75)
    place = _placed(heading, edition, register)
    if place.value is not None and _speaks_against(place.value, weighed):
        return Reading("", None, "heading_and_text_differ", 0.0)
    if weighed.value is None and place.value is not None:
        return place
    owners = _in_being(address_owners((text, *beside), register), edition) if weighed.value is None else []
    return _reading("", owners[0], "web_address", 0.8) if len(owners) == 1 else weighed


def _told(told: str, edition: date | None, register: Register) -> Reading[Council]:
    entry = register.by_code.get(told.upper()) or next((entry for entry in register.by_code.values() if entry.gss == told.upper()), None)
    if entry is not None:
        return _reading(told, entry, "told", 1.0)
    words = name_words(told)
    for index in (register.full, register.places):
        fits = [entries for name, entries in index.get(words[0] if words else "", ()) if name == words]
        if fits:
            left = _in_being(fits[0], edition)
            return _reading(told, left[0], "told", 1.0) if len(left) == 1 else _none(left)
    return Reading(told, Council(told, slug(told), rule="told", score=1.0), "told")


def _named(lines: Iterable[str], edition: date | None, register: Register, rule: str, score: float) -> Reading[Council] | None:
    """The one council that the lines name in full; alone on its line it beats those named in passing."""
    alone: dict[str, Reading[Council]] = {}
    passing: dict[str, Reading[Council]] = {}
    for line in lines:
        mentions = list(find_mentions(line, register.full))
        for mention in mentions:
            left = _in_being(mention.entries, edition)
            found = _reading(mention.printed, left[0], rule, score) if len(left) == 1 else _none(left)
            (alone if _whole(line, mention.start, mention.end) else passing).setdefault(
                left[0].code if len(left) == 1 else mention.printed, found
            )
        if AUTHORITY.fullmatch(line.strip()) and not mentions:
            alone.setdefault(slug(line), _local_reading(line.strip(), rule, score))
        for local in _local_councils(line, mentions):
            own = alone if _whole(line, *local.span()) else passing
            own.setdefault(slug(local[0]), _local_reading(local[0], rule, score))
    for found_in in (alone, passing):
        owners = _without_counties(found_in, register)
        if len(owners) == 1:
            return next(iter(owners.values()))
        if owners:
            return Reading(
                "", None, f"{len(owners)} councils {rule}: {', '.join(sorted(reading.printed for reading in owners.values()))}", 0.0
            )
    return None


def _without_counties(found: dict[str, Reading[Council]], register: Register) -> dict[str, Reading[Council]]:
    """A county named beside one of its own districts is the partner."""
    counties = {register.by_code[code].county for code in found if code in register.by_code}
    return {code: reading for code, reading in found.items() if code not in counties}


def _placed(heading: Sequence[str], edition: date | None, register: Register) -> Reading[Council]:
    """The council whose place alone the heading names: "Anytown Housing Strategy"."""
    fits: dict[str, Reading[Council]] = {}
    for line in heading:
        for mention in find_mentions(line, register.places):
            left = _in_being(mention.entries, edition)
            fits.setdefault(
                mention.printed.casefold(), _reading(mention.printed, left[0], "place_in_heading", 0.6) if len(left) == 1 else _none(left)
            )
    return (
        next(iter(fits.values()))
        if len(fits) == 1
        else Reading("", None, "no council named" if not fits else f"{len(fits)} places in heading", 0.0)
    )


def _weigh(text: str, edition: date | None, register: Register) -> Reading[Council]:
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
        return _none([weight.entry for strength, weight in ranked if best < MARGIN * strength])
    return _reading(first.printed, first.entry, "named_in_text" if first.full else "initials_and_place", 0.8 if first.full else 0.75)


def _owner(weights: Sequence[Weight]) -> Reading[Council]:
    """The only council that the text names, where it names it as an owner: "X Council's residents"."""
    if len(weights) == 1 and weights[0].full and weights[0].printed[-2:] in ("'s", "’s"):
        return _reading(weights[0].printed[:-2], weights[0].entry, "named_as_owner", 0.55)
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
        for entry in _in_being(mention.entries, edition):
            full[entry.code] += 1
            printed.setdefault(entry.code, mention.printed)
    for mention in find_mentions(text, register.places):
        if not any(start <= mention.start < end for start, end in spans):
            places.update(entry.code for entry in _in_being(mention.entries, edition))
    initials = Counter(found[0] for found in INITIALS.finditer(text))
    weights = []
    spoken_of = {*full, *(code for short in initials for code in _codes_by_short(register).get(short, ()))}
    for entry in (register.by_code[code] for code in sorted(spoken_of)):
        used = {short: initials[short] for short in _short_forms(entry) if initials[short]}
        at_home = places[entry.code] or full[entry.code] or (used and _in_being((entry,), edition) and _part_of_place(entry, text))
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
        for short in _short_forms(entry):
            codes[short].append(entry.code)
    return codes


def _short_forms(entry: Entry) -> frozenset[str]:
    return frozenset(short for short in _initials(entry.name) if len(short) > 2)


def _initials(name: str) -> frozenset[str]:
    words = [word for word in re.findall(r"&|\w+(?:['’]\w+)*", name)]
    letters = [("A" if word == "&" else word[0].upper(), word == "&" or word.casefold() in SMALL, word in {"&", "and"}) for word in words]
    kept = "".join(letter for letter, _, _ in letters)
    dropped = "".join(letter for letter, small, _ in letters if not small)
    joined = "".join("A" if also else letter for letter, small, also in letters if also or not small)
    amped = "".join("&" if also else letter for letter, small, also in letters if also or not small)
    printed = "".join(word[0] if word.casefold() not in SMALL else word[0].lower() for word in words if word not in {"&", "and"})
    return frozenset(short for short in (kept, dropped, joined, amped, printed) if len(short) > 1)


def _in_being(entries: Sequence[Entry], edition: date | None) -> list[Entry]:
    """Of the authorities one name fits, those in being at the edition (today, where it tells none); all where that settles nothing."""
    if len(entries) < 2:
        return list(entries)
    return [entry for entry in entries if (entry.in_force(edition) if edition else entry.end is None)] or list(entries)


def _cover(text: str, register: Register) -> list[str]:
    """The first lines of a text as long as they are short enough to be a cover's, but for those that name a council in passing."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:COVER_LINES]
    short = takewhile(lambda line: len(line) <= COVER_WIDTH and "\t" not in line and not line.endswith((".", ";", ",", ":")), lines)
    return [line for line in short if all(mention.start == 0 for mention in find_mentions(line, register.full))]


def _is_county_of(cover: Council, text: Council | None, register: Register) -> bool:
    """Whether the text speaks for a district of the county on the cover: then the county was a cell that stood at the head."""
    return bool(text and text.code and cover.code and register.by_code[text.code].county == cover.code)


def _whole(line: str, start: int, end: int) -> bool:
    return not re.search(r"\w", line[:start] + line[end:])


def _local_councils(line: str, mentions: Sequence[Mention]) -> list[re.Match[str]]:
    spans = [(mention.start, mention.end) for mention in mentions]
    return [
        found
        for found in LOCAL.finditer(line)
        if found[1].split()[-1].casefold() not in SMALL | {"&"}
        and found[1].casefold() not in {"the", "your", "our", "this"}
        and not any(start < found.end() and found.start() < end for start, end in spans)
    ]


def _local_reading(printed: str, rule: str, score: float) -> Reading[Council]:
    name = re.sub(r"(?i)^the ", "", printed)
    name = " ".join(word.casefold() if word.casefold() in SMALL else word.capitalize() for word in name.split()) if name.isupper() else name
    return Reading(printed, Council(name, slug(name), rule=rule, score=score * 0.95), rule, score * 0.95)


def _speaks_against(council: Council, weighed: Reading[Council]) -> bool:
    return weighed.value is not None and weighed.value.code != council.code


def _reading(printed: str, entry: Entry, rule: str, score: float) -> Reading[Council]:
    return Reading(printed, Council(entry.name, slug(entry.name), entry.code, entry.gss, rule, score), rule, score)


def _none(entries: Sequence[Entry]) -> Reading[Council]:
    return Reading("", None, f"{len(entries)} councils fit: {', '.join(sorted(entry.name for entry in entries))}", 0.0)
