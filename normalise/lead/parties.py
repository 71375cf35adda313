"""What one document knows of the parties it names, and the look-ups that a lead cell asks of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from model import Council, PartyKind
from normalise.abbreviations import is_plural_short, plain_short
from normalise.lead.people import full_name
from normalise.lead.tokens import Line
from normalise.lead.words import Known, LeadWords, Mark, key_of

_TITLE = int(Mark.TITLE)
_CAPITAL, _CAPITALS, _SEPARATOR = int(Mark.CAPITAL), int(Mark.CAPITALS), int(Mark.AND | Mark.COMMA | Mark.DASH)


@dataclass(frozen=True, slots=True, eq=False)
class Parties:
    """The parties that a whole document names; empty for a cell read on its own. Compared by identity, as the words are."""

    council: Council | None = None
    known: Mapping[str, Known] = field(default_factory=dict)
    """Name as compared (`key_of`) to the party, with the spellings that the document gives it."""
    firsts: frozenset[str] = frozenset()
    """The first words of those names: no other word need be looked up."""
    shorts: Mapping[str, Known] = field(default_factory=dict)
    """Abbreviation in capitals to the party it stands for here."""
    posts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Posts in a few letters that the document explains, with their words: what the sector means by the letters gives way."""
    people: tuple[str, ...] = ()
    """Full names of persons, in printed order."""
    name_words: frozenset[str] = frozenset()
    """Every word of those names, lower case: a partial name has one of them."""
    openings: frozenset[str] = frozenset()
    """First words of the parties of several words, and the place: what a cut cell leaves over."""
    inside: bool = False
    """True where the document names persons, posts and teams rather than other bodies."""
    place: str = ""
    """The council's name without what it is ("three rivers"), as compared."""
    of_persons: bool = False
    """True where most who lead here are persons by name."""
    surnames_first: bool = False
    """True where persons are written like "Hollis, Gary"."""
    vouched: frozenset[str] = frozenset()
    """Words, lower case, that e-mail addresses and titles tell to be of a person's name."""


def find_known(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Known | None:
    """The party that exactly these words name in the document or in the sector, None where they name none."""
    if end - start == 1:
        return _known_word(line, start, parties, words)
    first = line.keys[start]
    if first not in words.firsts and first not in parties.firsts:
        return None
    key = " ".join([word for word in line.keys[start:end] if word != ","])
    if found := parties.known.get(key):
        return found
    if found := words.known.get(key):
        return found if line.marks[start] & _CAPITAL or found.kind in ("group", "role") else None
    return _council_itself(key, parties, words)


def find_place(line: Line, start: int, end: int, parties: Parties) -> Known | None:
    """The document's own council where these words, parted from all others, are no more than its place."""
    if not parties.council or not parties.place.startswith(line.keys[start]):
        return None
    alone = (start == 0 or line.marks[start - 1] & _SEPARATOR) and (end == len(line.marks) or line.marks[end] & _SEPARATOR)
    if alone and parties.place == " ".join(line.keys[start:end]) and line.marks[start] & _CAPITAL:
        return Known(parties.council.name, "council", "place_of_council", 0.7)
    return None


def find_short(printed: str, parties: Parties, words: LeadWords) -> Known | None:
    """What a printed abbreviation stands for: in the document, then in the sector; None where neither tells."""
    short = plain_short(printed)
    if is_plural_short(printed) and (many := parties.shorts.get(short + "S") or words.known.get(short.casefold() + "s")):
        return many
    return parties.shorts.get(short) or words.known.get(key_of(short) if "&" in short else short.casefold())


def _known_word(line: Line, at: int, parties: Parties, words: LeadWords) -> Known | None:
    key, mark, raw = line.keys[at], line.marks[at], line.raws[at]
    if mark & _CAPITALS:
        return find_short(raw.rstrip("."), parties, words) or parties.known.get(key)
    if found := parties.known.get(key):
        return found
    if key in parties.name_words and mark & _CAPITAL and not mark & _TITLE and (person := full_name((raw,), parties.people)):
        return Known(person, "person", "partial_name", 0.9)
    found = words.known.get(key)
    if found and (
        found.kind == "group"
        and len(key) > 3
        or mark & _CAPITAL
        and (len(key) > 4 or key == found.name.casefold() or raw[1:] != raw[1:].lower())
    ):
        return found
    return _council_itself(key, parties, words)


def _council_itself(key: str, parties: Parties, words: LeadWords) -> Known | None:
    if key not in words.council_itself:
        return None
    own, bare = parties.council, key.removeprefix("the ")
    if own and (bare in words.council_plain or own.name.casefold().endswith(bare)):
        return Known(own.name, "council", "council_itself", 0.95)
    kind: PartyKind = "council"
    return Known(bare.title(), kind, "council_unnamed", 0.6)
