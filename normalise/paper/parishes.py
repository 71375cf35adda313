"""Whose plan it is where a heading names a parish or a town, and the text says no more than "the Parish Council"."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLACE = re.compile(
    r"(?!(?:The|Our|Your|This) )"
    r"(?P<name>[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|(?:and|with|cum|on|in|under|upon|by|le|the|next|juxta)(?= [A-Z]))){0,4})"
    r" (?i:(?P<kind>parish|town))(?= )(?! (?i:centre|deals?|fund|investment|board|square)\b)"
)
LATER = re.compile(r"\b(?:[Tt]he|[Oo]ur|[Yy]our) (?P<kind>parish|town) council\b", re.IGNORECASE)


def parish_named(heading: Iterable[str], text: str) -> str | None:
    """"Anyham Parish Council" where a heading begins "Anyham Parish" and the text tells of "the Parish Council"; else None."""
    found = [place for line in heading if (place := PLACE.match(line))]
    kinds = {later["kind"].casefold() for later in LATER.finditer(text)} if found else set()
    names = {f"{_plain(place['name'])} {kind.capitalize()} Council" for place in found if (kind := place["kind"].casefold()) in kinds}
    return names.pop() if len(names) == 1 else None


def _plain(name: str) -> str:
    return name.title() if name.isupper() else name
