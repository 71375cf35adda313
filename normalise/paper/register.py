"""The register of local authorities as a table of facts, and how their names are found in words.

Matching goes word by word, since a name may be broken over lines, written with "&" or set in capitals.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

FILE = Path(__file__).parent.parent / "registers" / "councils.csv"

TOKEN = re.compile(r"&|\w+(?:['’]\w+)*")
LARGE = re.compile(r"(?<!\w)(?<!\w['’])[^\W\d_a-z]\w*(?:['’]\w+)*")
"""A word that may begin with a capital: small letters with marks are let by."""
BEFORE = re.compile(r"(?<!\w)(?<!\w['’])(&|\w+(?:['’]\w+)*)[^\w&]*\Z")
JOINED = re.compile(r"(?<!\w)(?<!\w['’])([A-Z][\w'’.-]*)\s+(?:and|AND|&)\s+\Z")
JOINING = re.compile(r"\s+(?:and|AND|&)\s+(?=[A-Z])")
BODIES = frozenset(
    {
        "agency",
        "association",
        "authority",
        "board",
        "commissioner",
        "constabulary",
        "council",
        "councils",
        "england",
        "nhs",
        "office",
        "partnership",
        "police",
        "service",
        "services",
        "trust",
        "wales",
    }
)
"""How a body's name ends, which "and" may part from the council's that stands behind it."""
LONGEST_POINT = 40
"""Characters before a place within which the word stands that may be part of its name."""
SMALL = frozenset({"and", "of", "the", "upon", "on", "in", "with", "under", "le", "ar"})
BEHIND = re.compile(
    r"(?<!ouncil)\s+(?:carriages?|road|lane|avenue|street(?!\s+(?:clean|scene|trading|light|naming)))\b", re.IGNORECASE
)
"""What makes a place a part of another name: "X carriages", "X Road"."""
POINTS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "mid",
        "central",
        "greater",
        "great",
        "new",
        "old",
        "upper",
        "lower",
        "inner",
        "outer",
        "northern",
        "southern",
        "eastern",
        "western",
    }
)
TYPES = (
    "Metropolitan Borough Council",
    "Metropolitan District Council",
    "City and District Council",
    "County Borough Council",
    "Borough Council",
    "District Council",
    "County Council",
    "City Council",
    "Council",
)
SHORT_TYPES = {
    "Borough Council": "BC",
    "District Council": "DC",
    "County Council": "CC",
    "City Council": "CC",
    "Metropolitan Borough Council": "MBC",
    "County Borough Council": "CBC",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One authority of the register."""

    code: str
    name: str
    nice_name: str
    gss: str | None
    start: date | None
    end: date | None
    successor: str | None
    kind: str
    """NMD non-metropolitan district, CTY county, UA unitary, MD metropolitan, LBO London borough …"""
    county: str | None
    other_names: tuple[str, ...]

    def in_force(self, day: date) -> bool:
        """Whether the authority was in being on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


Words = tuple[str, ...]
Index = Mapping[str, tuple[tuple[Words, tuple[Entry, ...]], ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """Every authority, by code and by the first word of what it is called. Compared by identity, so that tables can be cached by it."""

    by_code: Mapping[str, Entry]
    full: Index
    """Names that say it is a council: "Borough of X", "X City Council", "LB X"."""
    places: Index
    """The place alone: "X"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in words: where, how printed, and the authorities it fits."""

    start: int
    end: int
    printed: str
    entries: tuple[Entry, ...]


def slug(name: str) -> str:
    """A name as lower-case letters and digits parted by hyphens: "X & Y Council" is "x-and-y-council"."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", name.casefold()).replace("&", " and ")).strip("-") or "unknown"


def name_words(text: str) -> Words:
    """The words of a name as they are compared: case folded, apostrophes dropped, "&" read as "and"."""
    return tuple(_fold(found[0]) for found in TOKEN.finditer(text))


@lru_cache(maxsize=1)
def load_register() -> Register:
    """The register, read once."""
    with FILE.open(encoding="utf-8", newline="") as file:
        entries = [_entry(row) for row in csv.DictReader(file)]
    return Register({entry.code: entry for entry in entries}, _index(entries, _full_names), _index(entries, _place_names))


def find_mentions(text: str, index: Index) -> Iterator[Mention]:
    """Every name of the index in the text, longest first at each word; a place must be printed with a capital."""
    free = 0
    for start, first in _capitals(text):
        if first not in index or start < free:
            continue
        tokens = list(islice(TOKEN.finditer(text, start), len(index[first][0][0])))
        folded = tuple(_fold(token[0]) for token in tokens)  # once for every name that begins so
        for words, entries in index[first]:
            if len(words) == 1 or _prints(tokens, folded, words):
                free = tokens[len(words) - 1].end()
                if "\n\n" not in text[start:free] and _stands_alone(text, start, free):
                    yield Mention(start, free, text[start:free], entries)
                break


@lru_cache(maxsize=4)
def _capitals(text: str) -> list[tuple[int, str]]:
    """The words of a text that have a capital, folded, and where each begins; kept for the next index that the text is held against."""
    found = ((found.start(), found[0]) for found in LARGE.finditer(text))
    return [(start, _fold(token)) for start, token in found if token[0].isupper()]


def _prints(tokens: Sequence[re.Match[str]], folded: Words, words: Words) -> bool:
    """Whether the tokens print the name, also as an owner: "X Council's residents"."""
    size = len(words)
    if len(folded) < size or folded[: size - 1] != words[:-1]:
        return False
    last = tokens[size - 1][0]
    return folded[size - 1] == words[-1] or last[-2:] in ("'s", "’s") and _fold(last[:-2]) == words[-1]


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a place is not part of another name: "West X" is not X, nor is "X Road"."""
    if BEHIND.match(text, end):
        return False
    if not text.endswith((" ", "-", "\n"), 0, start):
        return True
    before = BEFORE.search(text, max(0, start - LONGEST_POINT), start)
    return before is None or _fold(before[1]) not in POINTS


def is_half(text: str, mention: Mention, place: bool = False) -> bool:
    """Whether what was found may be no more than the end of a name: "Anyford and X Council" is not X's; of a `place` either end."""
    before = JOINED.search(text, max(0, mention.start - LONGEST_POINT), mention.start)
    if before is not None and _fold(before[1]) not in BODIES:
        return True
    return place and JOINING.match(text, mention.end) is not None


def _fold(printed: str) -> str:
    folded = printed.casefold()
    return folded if folded.isalnum() else "and" if printed == "&" else folded.replace("'", "").replace("’", "")


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        code=row["code"],
        name=row["name"],
        nice_name=row["nice_name"],
        gss=row["gss"] or None,
        start=date.fromisoformat(row["start"]) if row["start"] else None,
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        successor=row["successor"] or None,
        kind=row["kind"],
        county=row["county"] or None,
        other_names=tuple(name for name in row["other_names"].split(";") if name),
    )


def _index(entries: list[Entry], names: Callable[[Entry], Iterator[str]]) -> Index:
    claimed: dict[Words, dict[str, Entry]] = {}
    for entry in entries:
        for name in names(entry):
            if words := name_words(name):
                claimed.setdefault(words, {})[entry.code] = entry
    official = {name_words(entry.name): entry for entry in entries}
    by_first: dict[str, list[tuple[Words, tuple[Entry, ...]]]] = {}
    for words in sorted(claimed, key=lambda words: (-len(words), words)):
        fits = (official[words],) if words in official else tuple(claimed[words].values())
        by_first.setdefault(words[0], []).append((words, fits))
    return {first: tuple(found) for first, found in by_first.items()}


def bare_place(entry: Entry) -> str:
    """The place an authority is named for: its short name without "City of", "County" or "Council"."""
    name = re.sub(r"(?i)^(?:city|county|borough) of | city$|, (?:city|county) of$", "", entry.nice_name)
    return re.sub(r"(?i) (?:county )?council$|(?<=\w) county$|^county (?=\w)", "", name).strip()


def _place_names(entry: Entry) -> Iterator[str]:
    yield bare_place(entry)
    yield entry.nice_name
    for name in entry.other_names:
        if not _says_council(name) and not name.endswith((" UA", " CA")):
            yield name


def _full_names(entry: Entry) -> Iterator[str]:
    yield entry.name
    yield from (name for name in entry.other_names if _says_council(name))
    place = bare_place(entry)
    if entry.kind in {"COMB", "SRA"} or not place:
        return
    yield f"{place} Council"
    yield from (f"{name} Council" for name in entry.other_names if " and " in name and not _says_council(name))
    kinds = [kind for kind in TYPES if entry.name.endswith(f" {kind}")][:1]
    if entry.kind == "LBO":
        yield from (f"{form} {place}" for form in ("London Borough of", "Royal Borough of", "LB", "LB of"))
        kinds = ["Borough Council", "London Borough Council", "London Borough"]
    for kind in kinds:
        yield f"{place} {kind}"
        if kind in SHORT_TYPES:
            yield f"{place} {SHORT_TYPES[kind]}"
        if kind.endswith("Borough Council") and entry.kind != "LBO":
            yield from (f"Borough of {place}", f"{place} Borough")
    if "City" in entry.name:
        yield from (f"City of {place} Council", f"{place} City Council", f"City of {place}")
    yield from _later_names(entry, place)


def _later_names(entry: Entry, place: str) -> Iterator[str]:
    """What an authority may be called before or after its status changed. Of a district only where no parish may bear the name.

    A county that has no districts any more was never a city or a borough: they were its districts.
    """
    if entry.name.endswith("County Council"):
        return
    if entry.kind in {"NMD", "UA", "MD"}:
        yield from (f"{place} Borough Council", f"{place} District Council")
    if entry.kind in {"UA", "MD"}:
        yield from (f"{place} City Council", f"{place} Metropolitan Borough Council")
        initials = "".join(word[0] for word in TOKEN.findall(place) if word.casefold() not in SMALL | {"&"})
        if len(initials) > 2:
            yield f"{initials.upper()} Council"


def _says_council(name: str) -> bool:
    return bool(re.search(r"(?i)\b(?:council|borough|boro|district|mdc|corporation|authority|city of)\b", name))
