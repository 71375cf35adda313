"""A printed key to who leads: initials and the posts or persons they stand for, on one line or several, with or without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from normalise.abbreviations import short_forms

LABEL = re.compile(r"^[A-Z][\w’' /()-]{2,60}:\s+")
"""What a key is called: "Key to officers:"."""
PARTED = re.compile(r"[;\n|•·]|(?<=\w),\s+(?=[A-Z][A-Za-z&/-]{0,4}[A-Z]?\s*[=–—:-]\s)")
ENTRY = re.compile(
    r"(?P<short>(?=\S*[A-Z]\S*[A-Z])[A-Za-z][A-Za-z&/-]{1,6}(?: [A-Z]{1,4}(?=\s*[=:–—]|\s+-\s))?)(?:\s*[=:]\s*|\s+[-–—]+\s*|\s+)"
    r"(?P<long>[A-Z]\S*(?:\s\S+){0,12})"
)
FEWEST = 2
"""Entries from which a line is a key."""
POST = re.compile(r"[,(]|\s[-–—]\s")
NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*(?: [^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*){1,2}")


def read_lead_key(texts: Iterable[str], cells: Sequence[Sequence[str]]) -> dict[str, Mapping[str, str]]:
    """Of each text that is a key to the lead cells' initials, what they stand for: two initials or more, each of them a lead's."""
    printed = {word.strip("().") for cell in cells for paragraph in cell for word in re.split(r"[\s,/;&+]+", paragraph)}
    printed |= {piece.strip() for cell in cells for paragraph in cell for piece in re.split(r"[,/;&+]", paragraph)}
    found = {}
    for text in dict.fromkeys(texts):
        entries = _entries(text)
        if sum(short in printed for short in entries) >= FEWEST:
            found[text] = entries
    return found


def _entries(text: str) -> Mapping[str, str]:
    """The entries of a line; none where a piece of it is none, so that no sentence is taken for a key."""
    pieces = [piece.strip().strip(" .") for piece in PARTED.split(LABEL.sub("", text).strip(" .")) if piece.strip()]
    matches = [ENTRY.fullmatch(piece) for piece in pieces]
    if len(matches) < FEWEST or not all(matches):
        return {}
    return {match["short"]: match["long"].strip(" .,") for match in matches if match}


def person_of(short: str, spelled: str) -> str | None:
    """The person whose initials these are, where the key goes on with a post: "JT" of "Jo Tan, Head of Parks"; None for any other."""
    name, *post = POST.split(spelled, maxsplit=1)
    name = name.strip()
    return name if post and NAME.fullmatch(name) and short.upper() in short_forms(name.split()) else None
