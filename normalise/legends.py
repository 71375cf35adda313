"""A printed key: what colours, numbers, shares, ticks and bands of time mean in this document.

The key's own words are kept; what state they tell is read by the same rules as any progress text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from normalise.phrases import DASHES
from normalise.status.words import StatusWords, our_words

SEPARATOR = re.compile(rf"\s*(?:=+>?|:|→|\bmeans\b|\bis\b|\s[{DASHES}]+)\s*|\s*[{DASHES}]\s+|\s*\t\s*|\s{{2,}}")
BRACKET = re.compile(r"\s*\(([^()]+)\)")
YEARS = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}\s*[-–/]\s*\d{1,2}\b|\b\d+\s*\+|\b\d\b")
LONGEST_KEY = 2000
"""Characters of a key's line."""
LONGEST_MEANING = 140
BARE_ENTRY = re.compile(r"\s*([A-Z])\s+([a-z][a-z ]{2,40}?)[.\s]*")
"""A letter and, small, what it means; only behind a word that opens a key."""
MOST_BEFORE = 1
"""Words before the only band of a key that nothing names; a title has more: "Delivery Plan Year 1 (2025/26)"."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What each term of a printed key means, in the document's own words; terms are case folded, single spaced."""

    terms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Colours, numbers, shares and ticks: "green" → "On track", "1-99%" → "In progress"."""
    bands: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Bands of time: "short term" → "2023-25"."""

    def __bool__(self) -> bool:
        return bool(self.terms or self.bands)

    def meaning(self, printed: str) -> str | None:
        """What the key says of a printed colour, number, share or tick; None where it says nothing."""
        if not self.terms:
            return None
        term = fold_term(printed)
        if term in self.terms:
            return self.terms[term]
        share = re.fullmatch(r"(\d{1,3})\s*%", term)
        if share is not None:
            return next((meaning for key, meaning in self.terms.items() if _covers(key, int(share[1]))), None)
        initial = {key[0]: meaning for key, meaning in self.terms.items() if key.isalpha() and len(key) > 1}
        return (
            initial.get(term)
            if len(term) == 1 and term.isalpha() and len(initial) == sum(key.isalpha() and len(key) > 1 for key in self.terms)
            else None
        )


NAMED_SCALE = re.compile(r"^[A-Z][\w /()-]{2,50}:\s+(?=\S+\s*=|\S+\s+[–-]\s)")
"""What a key is called before its first entry: "Progress score: 1 = not started"."""


def fold_term(term: str) -> str:
    """A term of a key as it is compared: case folded, dashes and spacing made one, "Amber / Green" as "amber/green"."""
    plain = re.sub(rf"\s*[{DASHES}]\s*", "-", term.casefold())
    return re.sub(r"\s*/\s*", "/", " ".join(plain.split())).strip(" .:;,()[]'\"")


def read_legend(paragraphs: Sequence[str], words: StatusWords | None = None) -> Legend:
    """The key that the paragraphs print; an empty one where they print none."""
    words = words or our_words()
    terms: dict[str, str] = {}
    bands: dict[str, str] = {}
    for line in (line for paragraph in paragraphs for line in paragraph.splitlines() if len(line) <= LONGEST_KEY):
        for kind, term, meaning in _entries(line, words):
            if kind == "band" or (kind == "letter" and _is_time(meaning, words) and not _is_time_free(meaning)):
                if _is_time(meaning, words):
                    bands.setdefault(fold_term(term), meaning)
            else:
                terms.setdefault(fold_term(term), meaning)
    for band in list(bands):
        bands.setdefault(re.sub(r"[ -]term$", "", band), bands[band])
    return Legend(MappingProxyType(terms), MappingProxyType(bands))


def legend_likeness(text: str, words: StatusWords | None = None) -> float:
    """How much a paragraph looks like a printed key, 0 to 1: two terms with their meanings are certain, a key's heading nearly."""
    words = words or our_words()
    if not 3 <= len(text) <= 600 or not re.search(rf"[=:(→{DASHES}]|\bmeans\b", text):
        return (
            0.8
            if 2 < len(text) < 40
            and words.ratings.opener.fullmatch(text.strip())
            and text.strip().casefold().split()[0] in {"key", "legend"}
            else 0.0
        )
    entries = _entries(text, words)
    opened = words.ratings.opener.match(text) is not None
    if len({fold_term(term) for _, term, _ in entries}) >= 2:
        return 1.0 if opened or all(kind in {"colour", "band", "share", "tick"} for kind, _, _ in entries) else 0.75
    if len(entries) == 1:
        kind = entries[0][0]
        if kind == "band":
            named = not opened and len(text.partition(entries[0][1])[0].split()) > MOST_BEFORE
            return 0.9 if _is_time(entries[0][2], words) and not named else 0.0
        return 0.6 if kind in {"colour", "share", "tick"} else 0.45 if opened else 0.3
    return 0.4 if opened and len(text) < 60 and text.rstrip().endswith(":") else 0.0


def _entries(line: str, words: StatusWords) -> list[tuple[str, str, str]]:
    """(kind, term, meaning) of every entry: "Term = meaning", "Term (meaning)" or "meaning (Term)"."""
    opener = words.ratings.opener.match(line)
    body = line[opener.end() :] if opener else NAMED_SCALE.sub("", line)
    heads = []
    for found in words.ratings.key.finditer(body):
        if not _begins_entry(body, found.start()):
            continue
        after = SEPARATOR.match(body, found.end()) or (BRACKET.match(body, found.end()) if found.lastgroup in {"band", "colour"} else None)
        if after is not None and (after.end() < len(body) or after.re is BRACKET):
            heads.append((str(found.lastgroup), found, after))
    entries = []
    for number, (kind, found, after) in enumerate(heads):
        stop = heads[number + 1][1].start() if number + 1 < len(heads) else len(body)
        meaning = (after[1] if after.re is BRACKET else body[after.end() : stop]).strip(" ;,|.\t•–—-")
        if meaning and len(meaning) <= LONGEST_MEANING:
            entries.append((kind, found[0], meaning))
    return entries or _reversed_entries(body, words) or (_bare_entries(body) if opener else [])


def _reversed_entries(body: str, words: StatusWords) -> list[tuple[str, str, str]]:
    """Entries such as "On track (Green); Done (Blue)": the meaning stands first, its colour in brackets or after a sign of equality."""
    entries = []
    for piece in re.split(r"[;|,\n]\s*|(?<=\))\s+", body):
        if found := re.fullmatch(r"\s*(.+?)\s*(?:\(([^()]+)\)|=\s*(\S+))\s*\.?", piece):
            term = found[2] or found[3]
            key = words.ratings.key.fullmatch(term.strip())
            if key is not None and key.lastgroup in {"colour", "tick", "letter", "share"}:
                entries.append((str(key.lastgroup), term, found[1]))
    return entries


def _bare_entries(body: str) -> list[tuple[str, str, str]]:
    """Entries that nothing parts from their terms, "G on track, A some delay": letters each once, and a meaning behind every one."""
    found = [BARE_ENTRY.fullmatch(piece) for piece in re.split(r"[;,|]", body)]
    entries = [("letter", each[1], each[2]) for each in found if each is not None]
    return entries if len(entries) == len(found) > 1 and len({term for _, term, _ in entries}) == len(entries) else []


def _begins_entry(body: str, start: int) -> bool:
    """A term begins the line, or follows a stop, a wide gap or a bullet; after running words only with a capital."""
    before = body[:start]
    return (
        not before.strip()
        or bool(re.search(r"(?:[;,.|•·)\t]\s*|\s{2,})$", before))
        or (before.endswith(" ") and body[start].isupper())
        or not body[start].isalnum()
    )


def _is_time(meaning: str, words: StatusWords) -> bool:
    """Years, or a number of years or months."""
    return bool(YEARS.search(meaning) or words.ratings.duration.search(meaning))


def _is_time_free(meaning: str) -> bool:
    """Whether no span of time is spoken of: "A = 3 actions delayed"."""
    return not re.search(r"\b(?:19|20)\d\d\b|\d\s*(?:[-–+]|to)|\b(?:year|month|week)", meaning, re.IGNORECASE)


def _covers(key: str, share: int) -> bool:
    """Whether a share stands in what a term prints: "1-99%", "<25%", "100%"."""
    if "%" not in key:
        return False
    numbers = [int(number) for number in re.findall(r"\d{1,3}", key)]
    if len(numbers) == 2:
        return numbers[0] <= share <= numbers[1]
    if len(numbers) != 1:
        return False
    sign = key[0]
    return {"<": share < numbers[0], "≤": share <= numbers[0], ">": share > numbers[0], "≥": share >= numbers[0]}.get(
        sign, share == numbers[0]
    )
