"""Whose paper it is: the council of a document, by the strongest evidence that the document gives.

What we are told beats what the heading names, that beats the names and initials of the text, and those beat the place in
the heading. Where two councils fit as well, none is taken. A town or parish council is in no register: its name is legal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import takewhile

from model import Council, Reading
from normalise.paper.addresses import address_owners
from normalise.paper.council_names import council_initials, in_being, read_as, undecided
from normalise.paper.council_weights import weigh
from normalise.paper.other_bodies import Body
from normalise.paper.parishes import parish_named
from normalise.paper.register import SMALL, Mention, Register, find_mentions, is_half, load_register, name_words, slug

__all__ = ["Register", "council_initials", "find_council", "load_register", "slug"]

COVER_LINES = 8
COVER_WIDTH = 90
PARTNERS = re.compile(r"\b(?:with|alongside)\b(?!.*\b(?:in|for|of|at|across|around)\b)", re.IGNORECASE)
"""Behind it a heading names those who are worked with: "… counter fraud partnership with Anytown"."""
LONGEST_NAME = 6
"""Words; a longer line that ends with a full stop is a sentence."""

_SMALL_NAME = r"(?:(?i:and|with|cum|on|in|under|upon|by|le|the|next|juxta|super)|&)"
_NAME = rf"[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|{_SMALL_NAME})){{0,6}}"
LOCAL = re.compile(
    rf"(?<![\w'’])(?!\w+ed by )(?P<before>{_NAME}) (?i:(?:town|parish|community|village|city) council)(?! of [A-Z])(?!\w)"
    rf"|(?<![\w'’])(?:Town|Parish|Community) Council of (?P<behind>{_NAME})"
)
"""A council of a town or parish by its name, which stands before its kind or behind "of"."""
HALF = "may be part of another name"
"""How the rule ends that names no council because of it: then what else the paper says may."""
AUTHORITY = re.compile(
    rf"(?i:the )?[A-Z][\w'’.]*(?:,? (?:[A-Z][\w'’.]*|{_SMALL_NAME})|-[A-Z]\w*){{0,6}} (?i:(?:fire(?: and rescue)?|national park) authority)"
)
"""A body that publishes plans as a council does, and is in no register either: only where a line is its name and no more."""


def find_council(
    text: str,
    heading: Sequence[str],
    told: str | None,
    edition: date | None,
    register: Register,
    beside: Sequence[str] = (),
    other: Callable[[], Body | None] = lambda: None,
) -> Reading[Council]:
    """The council of a document by the strongest evidence; no value, and a rule that says why, where two fit or none does.

    `beside` are lines that the document prints beside the plan: on its cover, at the head of the report, along the pages; `other` tells
    whether they name a body that is no council: then what its rows say of councils tells nothing.
    """
    if told and told.strip():
        return _told(told.strip(), edition, register)
    named = _named(heading, edition, register, "named_in_heading", 0.97)
    if named is not None and not named.rule.endswith(HALF):
        return named
    weighed = weigh(text, edition, register)
    before = _named(beside, edition, register, "named_beside", 0.93)
    if before and before.value and not _is_county_of(before.value, weighed.value, register):
        return before
    covered = _named(_cover(text, register), edition, register, "named_on_cover", 0.93)
    if covered and covered.value and not _is_county_of(covered.value, weighed.value, register):
        return covered
    if (parish := parish_named(heading, text)) is not None:
        differ: Reading[Council] = Reading("", None, "parish_and_text_differ", 0.0)
        return _local_reading(parish, "parish_in_heading", 0.75) if weighed.value is None else differ
    place = _placed(heading, edition, register)
    body = other()
    if body == "apart" or body == "shared" and (place.value is None or _speaks_against(place.value, weighed)):
        return Reading("", None, "another body in heading", 0.0)
    if place.value is not None and _speaks_against(place.value, weighed):
        return Reading("", None, "heading_and_text_differ", 0.0)
    if weighed.value is None and place.value is not None:
        return place
    owners = in_being(address_owners((text, *beside), register), edition) if weighed.value is None else []
    return read_as("", owners[0], "web_address", 0.8) if len(owners) == 1 else weighed


def _told(told: str, edition: date | None, register: Register) -> Reading[Council]:
    entry = register.by_code.get(told.upper()) or next((entry for entry in register.by_code.values() if entry.gss == told.upper()), None)
    if entry is not None:
        return read_as(told, entry, "told", 1.0)
    words = name_words(told)
    for index in (register.full, register.places):
        fits = [entries for name, entries in index.get(words[0] if words else "", ()) if name == words]
        if fits:
            left = in_being(fits[0], edition)
            return read_as(told, left[0], "told", 1.0) if len(left) == 1 else undecided(left)
    return Reading(told, Council(told, slug(told), rule="told", score=1.0), "told")


def _named(lines: Iterable[str], edition: date | None, register: Register, rule: str, score: float) -> Reading[Council] | None:
    """The one council that the lines name in full; alone on its line it beats those named in passing."""
    alone: dict[str, Reading[Council]] = {}
    passing: dict[str, Reading[Council]] = {}
    halves: dict[str, Reading[Council]] = {}
    for line in lines:
        mentions = list(find_mentions(line, register.full))
        for mention in mentions:
            left = in_being(mention.entries, edition)
            if is_half(line, mention):
                halves[left[0].code] = Reading("", None, f"{mention.printed} {HALF}", 0.0)
                continue
            found = read_as(mention.printed, left[0], rule, score) if len(left) == 1 else undecided(left)
            (alone if _whole(line, mention.start, mention.end) else passing).setdefault(
                left[0].code if len(left) == 1 else mention.printed, found
            )
        if AUTHORITY.fullmatch(line.strip()) and not mentions:
            alone.setdefault(slug(line), _local_reading(line.strip(), rule, score))
        for local in _local_councils(line, mentions):
            own = alone if _whole(line, *local.span()) else passing
            own.setdefault(slug(local[0]), _local_reading(local[0], rule, score))
    for found_in in (alone, passing or halves):
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
    """The council whose place alone the heading names: "Anytown Housing Strategy"; a sentence tells of a place, or of its word.

    Places behind "with" are partners'.
    """
    fits: dict[str, Reading[Council]] = {}
    for line in heading:
        if line.rstrip().endswith(".") and len(line.split()) > LONGEST_NAME:
            continue
        for mention in find_mentions(line, register.places):
            if PARTNERS.search(line, 0, mention.start):
                continue
            left = in_being(mention.entries, edition)
            sure = len(left) == 1 and not is_half(line, mention, place=True) and (edition is None or left[0].in_force(edition))
            found = read_as(mention.printed, left[0], "place_in_heading", 0.6) if sure else undecided(left)
            fits.setdefault(mention.printed.casefold(), found)
    return (
        next(iter(fits.values()))
        if len(fits) == 1
        else Reading("", None, "no council named" if not fits else f"{len(fits)} places in heading", 0.0)
    )


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
        if (name := found["before"] or found["behind"]).split()[-1].casefold() not in SMALL | {"&"}
        and name.casefold() not in {"the", "your", "our", "this"}
        and not any(start < found.end() and found.start() < end for start, end in spans)
    ]


def _local_reading(printed: str, rule: str, score: float) -> Reading[Council]:
    name = re.sub(r"(?i)^the ", "", printed)
    name = " ".join(word.casefold() if word.casefold() in SMALL else word.capitalize() for word in name.split()) if name.isupper() else name
    return Reading(printed, Council(name, slug(name), rule=rule, score=score * 0.95), rule, score * 0.95)


def _speaks_against(council: Council, weighed: Reading[Council]) -> bool:
    return weighed.value is not None and weighed.value.code != council.code
