"""Keys to colours, signs and abbreviations that are printed on the lines of a table itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model import Meanings, Paragraph, Strip

LONGEST_KEY = 300
"""Characters of a printed key."""
SURE, GOES_ON = 1.0, 0.6
"""Likeness from which a line inside a table is a key by itself, and where the key's name or another line of it stands before."""

SHORT = re.compile(r"[A-Z][A-Z&]{1,6}s?")
INITIALS = re.compile(r"[A-Z][A-Za-z&]{1,6}\s*=\s*[A-Z][^=;]+(?:;\s*[A-Z][A-Za-z&]{1,6}\s*=\s*[A-Z][^=;]+)+")
"""Two short forms or more with the names they stand for: "CB = Clare Bristow; PT = Paul Tarn"."""
LONG = 4
"""Letters of a short form that no sentence begins with by chance."""
SMALL = frozenset({"and", "&", "of", "the", "for", "in", "on", "to", "with", "at"})


def spells_out(strip: Strip, ahead: Sequence[Strip]) -> bool:
    """Whether a table's last lines hold nothing but abbreviations and the words they are made of: a glossary without its name."""
    return _are_short_forms(strip) and all(each.loose or _are_short_forms(each) for each in ahead)


def _are_short_forms(strip: Strip) -> bool:
    texts = [strip.cells[index].text for index in strip.filled]
    if strip.loose or not texts or not SHORT.fullmatch(texts[0]) or len(texts) % 2 or strip.filled != tuple(range(len(texts))):
        return False
    return all(SHORT.fullmatch(short) and _fits(short.rstrip("s"), spelled) for short, spelled in zip(texts[::2], texts[1::2], strict=True))


def _fits(short: str, spelled: str) -> bool:
    """Whether the letters are the first ones of all words but the small; a longer form may leave out a last word ("... sector")."""
    words = [word for word in re.split(r"[\s/-]+", spelled) if word.lower() not in SMALL]
    said = "".join(word[:1] for word in words)
    return short.replace("&", "") in ((said, said[:-1]) if len(said) > LONG and said[-1].islower() else (said,))


def explains_signs(text: str, meanings: Meanings) -> bool:
    """Whether a line that stands alone is a key and nothing else: of signs, bands or colours, or of two people's or bodies' initials."""
    if len(text) > LONGEST_KEY:
        return False
    return meanings.content(text).get("legend", 0.0) >= SURE or INITIALS.fullmatch(text) is not None


def is_key(strip: Strip, legend: Sequence[Paragraph], meanings: Meanings) -> bool:
    """Whether a line of one cell, or of two of which the first names the key, explains signs; `legend` is what did so far."""
    if len(strip.filled) not in (1, 2):
        return False
    *names, text = (strip.cells[index].text for index in strip.filled)
    named = [meanings.heading(name) for name in names]
    if len(text) > LONGEST_KEY or any(reading is None or reading.kind != "legend" for reading in named):
        return False
    goes_on = bool(named) or bool(legend) and (legend[-1].place.line or 0) + 1 == strip.place.line
    return meanings.content(text).get("legend", 0.0) >= (GOES_ON if goes_on else SURE)
