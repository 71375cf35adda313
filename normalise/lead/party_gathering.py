"""What a document knows of its parties, gathered from every lead cell and from its whole text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from model import Council, PartyKind
from normalise.abbreviations import find_definitions, plain_short, short_forms, spelled_out, unique_shorts
from normalise.lead.keys import person_of
from normalise.lead.misspellings import find_misspelt
from normalise.lead.names import name_of
from normalise.lead.parties import Parties
from normalise.lead.paths import Found, best_path, read_path
from normalise.lead.people import is_full
from normalise.lead.sharing import called, share_out
from normalise.lead.tokens import Line, cut_pieces, read_line
from normalise.lead.words import NAMED, Known, LeadWords, Mark, key_of

_SHORT = re.compile(r"\b[A-Z](?:[A-Z&]{1,6}|[a-z][A-Z][A-Za-z]?)(?:['’]?s)?\b")
_ADDRESS = re.compile(r"\b([a-z'’-]+[._][a-z'’-]+)@", re.IGNORECASE)
_TEAM = re.compile(r"((?:[A-Z][\w’'-]*|and|&|of|for|you|your)(?:[ ](?:[A-Z][\w’'-]*|and|&|of|for|you|your))*)[ ][Tt]eam\b")
_OWN = ("named:phrase", "named:stranger", "named:motto", "named:body_short")
"""What each cell is to read for itself, since the rest of the document may tell more."""
_NOBODY = Parties()
FEWEST_INVERTED = 2
"""Persons written like "Hollis, Gary" from which it is the document's way."""
FEWEST_ALONE, SHORT_NAME = 2, 4
"""Cells of one lead that say nothing but the same word, and letters that are too few for a name of its own."""
_LOOSE = ("phrase", "unread_short", "person_shape", "service_words", "stranger", "motto")


def gather_parties(
    cells: Sequence[Sequence[str]], text: str, glossary: Mapping[str, str], council: Council | None, words: LeadWords
) -> Parties:
    """What the lead cells and the text of one document know: names, full names of persons, teams, and what initials stand for."""
    defined = {plain_short(short): spelled for short, spelled in glossary.items()} | {
        short: spelled for short, spelled in find_definitions(text).items() if short not in glossary
    }
    shorts = {short: _keyed(short, spelled, words) for short, spelled in defined.items()} | _council_shorts(council)
    posts = _posts(shorts, words)
    alone = _names_alone(cells, words)
    bare = Parties(council=council, known=alone, shorts=shorts, posts=posts)
    read = [*_read_all(cells, bare, words)]
    named = [(printed, name) for line, found in read for printed, name in _names(line, found, bare, words)]
    counted = Counter(name for _, name in named)
    known = _known_names(counted, words)
    for printed, name in named:
        if " " in printed and known.get(key_of(name.name)) == name:
            known.setdefault(printed, name)
    people = tuple(name.name for name in dict.fromkeys(counted) if name.kind == "person" and key_of(name.name) in known)
    known |= _teams_named(counted, text, known, words) | alone
    known |= {key_of(short): party for short, party in shorts.items() if not short.isalpha()}
    parties = Parties(
        council=council,
        known=known,
        firsts=frozenset(key.split(" ", 1)[0] for key in known),
        shorts=shorts,
        posts=posts,
        people=people,
        name_words=frozenset(word for name in people for word in key_of(name).split()),
        openings=_openings(known, council, words) - (alone.keys() - _place_of(council, words).split()),
        inside=_speaks_of_insiders(counted),
        of_persons=_leads_by_persons(counted),
        surnames_first=sum(found.rule == "surname_first" for _, found in read) >= FEWEST_INVERTED,
        vouched=_vouched(counted, cells, text, words),
        place=_place_of(council, words),
    )
    return _with_shorts(parties, cells, text, words)


def _speaks_of_insiders(counted: Counter[Known]) -> bool:
    kinds = Counter(name.kind for name in counted.elements())
    return kinds["person"] + kinds["team"] + kinds["role"] > kinds["organisation"] + kinds["group"]


def _leads_by_persons(counted: Counter[Known]) -> bool:
    persons = sum(name.kind == "person" for name in counted)
    return persons > 3 and persons > 2 * sum(name.kind in ("organisation", "group") for name in counted)


def _vouched(counted: Counter[Known], cells: Sequence[Sequence[str]], text: str, words: LeadWords) -> frozenset[str]:
    """Family names printed with a title, and the names that e-mail addresses are made of."""
    titled = {
        key_of(name.name).split()[-1]
        for name in counted
        if name.kind == "person" and words.marks.get(name.name.split()[0].casefold().strip("."), 0) & Mark.TITLE
    }
    printed = "\n".join([text, *(paragraph for cell in cells for paragraph in cell)])
    addressed = {found.casefold().replace("_", ".") for found in _ADDRESS.findall(printed)} if "@" in printed else set()
    return frozenset(titled | addressed)


def _read_all(cells: Sequence[Sequence[str]], parties: Parties, words: LeadWords) -> Iterable[tuple[Line, Found]]:
    for cell in cells:
        read: list[tuple[Line, Found]] = []
        for piece in cut_pieces(cell, words):
            line, path = read_path(piece.text, parties, words)
            if piece.aside and path and path[0].kind == "role" and read and read[-1][1].rule == "stranger":
                read[-1] = (read[-1][0], read[-1][1]._replace(kind="person", rule="person_by_post", score=0.8))
            read += [(line, found) for found in path]
        yield from read


def _names(line: Line, found: Found, parties: Parties, words: LeadWords) -> list[tuple[str, Known]]:
    """Each party of a run of words with its printed words as compared; none where they name nothing sure."""
    if found.known:
        return [(key_of(found.known.name), found.known)]
    if (
        found.rule in _LOOSE
        and (found.end - found.start == 1 or found.rule in ("unread_short", "service_words"))
        or found.score < (0.5 if found.rule in _LOOSE else 0.75)
    ):
        return []
    said: list[tuple[str, Known]] = []
    for part, spelled in share_out(line, found, None, parties, words):
        name = Known(called(line, part, spelled, parties, words), part.kind, f"named:{part.rule}", 0.7 if part.rule == "phrase" else 0.95)
        printed = " ".join(line.keys[part.start : part.end]) if part.rule != "shared_head" else key_of(name.name)
        said.append((printed, name))
    return said


def _names_alone(cells: Sequence[Sequence[str]], words: LeadWords) -> dict[str, Known]:
    """Words of no lexicon that are all that several cells say, and open no longer name: a contractor or trust, and no rest of a cut one."""
    counted = Counter(paragraph.strip() for cell in cells if len(cell) == 1 for paragraph in cell if " " not in paragraph.strip())
    named = [word for word, times in counted.items() if times >= FEWEST_ALONE and len(word) > SHORT_NAME and word.isalpha()]
    strange = [word for word in named if word[0].isupper() and not words.marks.get(key_of(word), 0) and key_of(word) not in words.known]
    longer = "\n".join(paragraph for cell in cells for paragraph in cell) if strange else ""
    whole = (word for word in strange if not re.search(rf"\b{word} (?!and\b|[&/,;–-])", longer))
    return {key_of(word): Known(word, "organisation", "named:alone", 0.6) for word in whole}


def _known_names(counted: Counter[Known], words: LeadWords) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for name, times in sorted(counted.items(), key=lambda pair: -pair[1]):
        if (
            " " not in name.name
            or not name.rule.startswith("named:")
            or name.rule in _OWN
            or name.kind == "person"
            and not is_full(name.name, words)
        ):
            continue
        right = find_misspelt(name.name, name.kind, Parties(known=known), words)
        if right is None or counted[known[key_of(right)]] <= times:
            known.setdefault(key_of(name.name), name)
    return known


def _known_as(spelled: str, words: LeadWords, rule: str) -> Known:
    line = read_line(spelled, words)
    path = best_path(line, _NOBODY, words)
    kind: PartyKind = (
        path[0].kind
        if len(path) == 1 and path[0].kind != "person" and path[0].start == 0 and path[0].end == len(line.keys)
        else "organisation"
    )
    if sector := words.known.get(key_of(spelled)):
        return Known(sector.name, sector.kind, rule)
    return Known(name_of(line.words, kind, words) if line.words else spelled, kind, rule)


def _keyed(short: str, spelled: str, words: LeadWords) -> Known:
    """What an entry of a glossary or a key names: a person with the post behind, else what the words say."""
    person = person_of(short, spelled) or _bearer(short, spelled, words)
    return Known(person, "person", "key", 0.95) if person else _known_as(spelled, words, "glossary")


def _bearer(short: str, spelled: str, words: LeadWords) -> str | None:
    """The person whose two or three initials these are, where the words look like nothing but a person's name."""
    if not 1 < len(short) < 4 or short not in short_forms(spelled.split()):
        return None
    line = read_line(spelled, words)
    path = best_path(line, _NOBODY, words)
    named = len(path) == 1 and path[0].rule == "person" and path[0].score >= 0.9 and path[0].end - path[0].start == len(line.keys)
    return name_of(line.raws, "person", words) if named else None


def _council_shorts(council: Council | None) -> dict[str, Known]:
    if council is None:
        return {}
    said = Known(council.name, "council", "council_initials")
    return dict.fromkeys((short for short in short_forms(council.name.split()) if len(short) > 1), said)


def _teams_named(counted: Counter[Known], text: str, known: Mapping[str, Known], words: LeadWords) -> dict[str, Known]:
    """Each service that is somewhere named with "Team", under its name without the word."""
    named = [name.name for name in counted if name.kind == "team" and name.name.endswith(" Team")]
    for found in (found for line in text.split("\n") if "eam" in line for found in _TEAM.findall(line)):
        parts = found.split()
        while parts and (
            words.marks.get(parts[0].casefold(), 0) & int(Mark.ARTICLE | Mark.SMALL | Mark.VERB) or _SHORT.fullmatch(parts[0])
        ):
            parts.pop(0)
        if (
            parts
            and len(parts) < 6
            and not any(words.marks.get(part.casefold(), 0) & int(Mark.FORENAME | Mark.HEAD | Mark.TEAM) for part in parts)
        ):
            named.append(name_of([*parts, "Team"], "team", words))
    aliases: dict[str, Known] = {}
    for name in named:
        alias = key_of(name.removesuffix(" Team"))
        if (alias not in known or known[alias].kind == "team") and alias not in words.no_alias:
            aliases.setdefault(alias, Known(name, "team", "named_with_team", 0.92))
    return aliases


def _place_of(council: Council | None, words: LeadWords) -> str:
    said = council.name.casefold() if council else ""
    for ending in sorted((*words.council_shorts.values(), "city council", "community council", "council"), key=len, reverse=True):
        said = said.removesuffix(f" {ending}".casefold())
    return key_of(said)


def _openings(known: Mapping[str, Known], council: Council | None, words: LeadWords) -> frozenset[str]:
    firsts = {key.split()[0] for key, name in known.items() if name.kind in ("organisation", "council") and " " in key}
    place = {word.casefold() for word in council.name.split() if not words.marks.get(word.casefold(), 0) & ~NAMED} if council else set()
    return frozenset(firsts | place | _places(words))


@lru_cache(maxsize=2)
def _places(words: LeadWords) -> frozenset[str]:
    return frozenset(word for word, mark in words.marks.items() if mark & Mark.PLACE_NAME)


def _with_shorts(parties: Parties, cells: Sequence[Sequence[str]], text: str, words: LeadWords) -> Parties:
    """With the abbreviations that only the parties spelled out in the document explain."""
    printed = {plain_short(short) for cell in cells for paragraph in cell for short in _SHORT.findall(paragraph)}
    wanted = sorted(short for short in printed if short not in parties.shorts)
    by_name = {name.name: name for name in parties.known.values() if name.kind != "person"}
    initials, people = unique_shorts(by_name), unique_shorts(parties.people)
    found: dict[str, Known] = {}
    for short in wanted:
        if short in initials:
            name = by_name[initials[short]]
            found[short] = Known(name.name, name.kind, "initials", 0.9)
        elif short.casefold() in words.known:
            continue
        elif short in people:
            found[short] = Known(people[short], "person", "initials_of_person", 0.8)
        elif spelled := spelled_out(short, text):
            name = _known_as(spelled, words, "initials")
            found[short] = Known(name.name, name.kind, "initials", 0.85)
    return replace(parties, shorts={**parties.shorts, **found}, posts=parties.posts + _posts(found, words))


def _posts(shorts: Mapping[str, Known], words: LeadWords) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The posts among what abbreviations stand for that end in their head, so that the work they are for may follow."""
    posts = ((short, tuple(party.name.split())) for short, party in shorts.items() if party.kind == "role")
    return tuple((short, post) for short, post in posts if words.marks.get(post[-1].casefold(), 0) & Mark.HEAD)
