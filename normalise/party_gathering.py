"""What a document knows of its parties, gathered from every lead cell and from its whole text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from model import Council, PartyKind
from normalise.abbreviations import find_definitions, plain_short, short_forms, spelled_out, unique_shorts
from normalise.lead_names import name_of
from normalise.lead_paths import Found, best_path
from normalise.lead_sharing import partners_of, share_out
from normalise.lead_tokens import Line, cut_pieces, read_line
from normalise.lead_words import Known, LeadWords, Mark, key_of
from normalise.parties import Parties
from normalise.people import is_full

_SHORT = re.compile(r"\b[A-Z][A-Z&]{1,6}(?:['’]?s)?\b")
_TEAM = re.compile(r"((?:[A-Z][\w’'-]*|and|&|of|for|you|your)(?:[ ](?:[A-Z][\w’'-]*|and|&|of|for|you|your))*)[ ][Tt]eam\b")
_SPELLED: tuple[str, ...] = ("post", "office", "team_ending", "body_ending", "council_ending", "place_ending", "sector")
_CAPITAL = int(Mark.CAPITAL)


def gather_parties(cells: Sequence[Sequence[str]], text: str, glossary: Mapping[str, str], council: Council | None, words: LeadWords) -> Parties:
    """What the lead cells and the text of one document know: names, full names of persons, teams, and what initials stand for."""
    defined = {plain_short(short): spelled for short, spelled in glossary.items()} | {short: spelled for short, spelled in find_definitions(text).items() if short not in glossary}
    shorts = {short: _known_as(spelled, words, "glossary") for short, spelled in defined.items()} | _council_shorts(council)
    lines = [(line, found) for line, found in _read_all(cells, Parties(council=council, shorts=shorts), words)]
    counted = Counter(name for line, found in lines for name in _names(line, found, council, words))
    people = tuple(dict.fromkeys(known.name for known in counted if known.kind == "person" and is_full(known.name, words)))
    known = _known_names(counted)
    for line, found in lines:
        if partners_of(found, line, words, Parties(council=council, shorts=shorts))[0]:
            known.setdefault(" ".join(line.keys[found.start : found.end]), _only(_names(line, found, council, words)))
    known |= _teams_named(counted, text, known, words)
    kinds = Counter(name.kind for name in counted.elements())
    parties = Parties(council, known, shorts, people, _openings(known, council, words), kinds["person"] + kinds["team"] + kinds["role"] > kinds["organisation"] + kinds["group"])
    return _with_shorts(parties, cells, text, words)


def _read_all(cells: Sequence[Sequence[str]], parties: Parties, words: LeadWords) -> Iterable[tuple[Line, Found]]:
    for cell in cells:
        for piece in cut_pieces(cell, words):
            line = read_line(piece.text, words)
            for found in best_path(line, parties, words):
                yield line, found


def _names(line: Line, found: Found, council: Council | None, words: LeadWords) -> list[Known]:
    if found.known:
        return [found.known]
    if found.score < 0.5 or found.rule in ("phrase", "unread_short", "person_shape") and found.end - found.start == 1 or found.rule in ("unread_short", "service_words"):
        return []
    if found.score < 0.75 and found.rule not in ("phrase", "person_shape"):
        return []
    parties = Parties(council=council)
    said: list[Known] = []
    for part, spelled in share_out(line, found, None, parties, words):
        name = name_of(spelled if part.kind != "person" else line.raws[part.start : part.end], part.kind, words)
        said.append(Known(name, part.kind, f"named:{part.rule}", 0.95 if part.rule != "phrase" else 0.7))
    return said


def _only(names: list[Known]) -> Known:
    return names[0]


def _known_names(counted: Counter[Known]) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for name, _ in sorted(counted.items(), key=lambda pair: -pair[1]):
        if " " in name.name and name.rule.startswith("named:") and name.rule != "named:phrase":
            known.setdefault(key_of(name.name), name)
    return known


def _known_as(spelled: str, words: LeadWords, rule: str) -> Known:
    line = read_line(spelled, words)
    path = best_path(line, Parties(), words)
    kind: PartyKind = path[0].kind if len(path) == 1 and path[0].kind != "person" and path[0].start == 0 and path[0].end == len(line.keys) else "organisation"
    if sector := words.known.get(key_of(spelled)):
        return Known(sector.name, sector.kind, rule)
    return Known(name_of(line.words, kind, words) if line.words else spelled, kind, rule)


def _council_shorts(council: Council | None) -> dict[str, Known]:
    if council is None:
        return {}
    said = Known(council.name, "council", "council_initials")
    return dict.fromkeys((short for short in short_forms(council.name.split()) if len(short) > 1), said)


def _teams_named(counted: Counter[Known], text: str, known: Mapping[str, Known], words: LeadWords) -> dict[str, Known]:
    """Each service that is somewhere named with "Team", under its name without the word."""
    named = [name.name for name in counted if name.kind == "team" and name.name.endswith(" Team")]
    for found in _TEAM.findall(text):
        parts = found.split()
        while parts and (words.marks.get(parts[0].casefold(), 0) & int(Mark.ARTICLE | Mark.SMALL | Mark.VERB) or _SHORT.fullmatch(parts[0])):
            parts.pop(0)
        if parts and len(parts) < 6 and not any(words.marks.get(part.casefold(), 0) & int(Mark.FORENAME | Mark.HEAD | Mark.TEAM) for part in parts):
            named.append(name_of([*parts, "Team"], "team", words))
    aliases: dict[str, Known] = {}
    for name in named:
        alias = key_of(name.removesuffix(" Team"))
        if alias not in known and alias not in ("management", "leadership", "project", "service", "the"):
            aliases.setdefault(alias, Known(name, "team", "named_with_team", 0.92))
    return aliases


def _openings(known: Mapping[str, Known], council: Council | None, words: LeadWords) -> frozenset[str]:
    firsts = {key.split()[0] for key, name in known.items() if name.kind in ("organisation", "council") and " " in key}
    place = {word.casefold() for word in council.name.split() if not words.marks.get(word.casefold(), 0)} if council else set()
    return frozenset(firsts | place | {word for word, mark in words.marks.items() if mark & Mark.PLACE_NAME})


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
    return Parties(parties.council, parties.known, {**parties.shorts, **found}, parties.people, parties.openings, parties.inside)

