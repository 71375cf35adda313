"""A head word printed once for several: "Planning and Parks Teams" is the Planning Team and the Parks Team."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model import PartyKind
from normalise.lead.names import name_of
from normalise.lead.parties import Parties, find_short
from normalise.lead.paths import Found
from normalise.lead.tokens import Line
from normalise.lead.words import Known, LeadWords, Mark, key_of

_AND, _COMMA, _SEPARATOR = int(Mark.AND), int(Mark.COMMA), int(Mark.AND | Mark.COMMA)
_CAPITALS, _TEAM_WORD = int(Mark.CAPITALS), int(Mark.TEAM | Mark.TEAM_WEAK)
_CAPITAL, _FUNCTION, _QUANTIFIER = int(Mark.CAPITAL), int(Mark.FUNCTION), int(Mark.QUANTIFIER)


def share_out(
    line: Line, found: Found, previous: Found | None, parties: Parties, words: LeadWords
) -> Iterator[tuple[Found, tuple[str, ...]]]:
    """Each party of a run of words with the words of its name: one, or several that share a head word."""
    start, end = found.start, found.end
    spelled = line.words[start:end]
    if found.known:
        yield found, spelled
    elif (tail := _plural_tail(line, start, end, words)) and _is_list(line, start, end - len(tail), tail):
        yield from _sharing_tail(line, found, tail, parties, words)
    elif line.keys[start] in words.singular and end - start > 2 and line.keys[start + 1] in ("of", "for"):
        yield from _sharing_opening(line, found, words)
    elif line.keys[start] in words.plural_titles and any(mark & _SEPARATOR for mark in line.marks[start:end]):
        yield from _sharing_title(line, found)
    elif tail and previous and previous.end < start and previous.kind == "team" and line.marks[start - 1] & _SEPARATOR and previous.known:
        yield found, (*line.words[start : end - len(tail)], *tail)
    else:
        yield found, spelled


def _is_list(line: Line, start: int, end: int, tail: tuple[str, ...]) -> bool:
    members = line.marks[start:end]
    if (
        any(mark & _QUANTIFIER for mark in members)
        or tail[-1] == "Council"
        and not all(mark & (_SEPARATOR | _CAPITAL) and not mark & _FUNCTION for mark in members)
    ):
        return False
    return any(mark & _SEPARATOR for mark in members)


def _plural_tail(line: Line, start: int, end: int, words: LeadWords) -> tuple[str, ...]:
    """The shared head word in the singular, where the run ends in its plural."""
    singular = words.singular.get(line.keys[end - 1])
    if singular is None:
        return ()
    for tail in words.shared_tails:
        if tail[-1] == singular and end - start > len(tail) and line.keys[end - len(tail) : end - 1] == tail[:-1]:
            return tuple(word.capitalize() for word in tail)
    return ()


def _sharing_tail(
    line: Line, found: Found, tail: tuple[str, ...], parties: Parties, words: LeadWords
) -> Iterator[tuple[Found, tuple[str, ...]]]:
    cut = found.end - len(tail)
    for start, end in _members(line, found.start, cut, tail, parties):
        whole = found.end if end == cut else end
        kind: PartyKind = "council" if tail[-1] == "Council" else "team" if words.marks.get(tail[-1].casefold(), 0) & _TEAM_WORD else "role"
        yield found._replace(start=start, end=whole, kind=kind, rule="shared_head", score=0.9), (*line.words[start:end], *tail)


def _members(line: Line, start: int, end: int, tail: tuple[str, ...], parties: Parties) -> Iterator[tuple[int, int]]:
    """The members of a list: commas part them, and in the last comma's part the "and" that the document bears out, else each."""
    commas = [at for at in range(start, end) if line.marks[at] & _COMMA]
    first = start
    for comma in commas:
        if comma > first:
            yield first, comma
        first = comma + 1
    while first < end and line.marks[first] & _AND:
        first += 1
    ands = [at for at in range(first, end) if line.marks[at] & _AND]
    known = [at for at in ands if " ".join([*line.keys[first:at], *(word.casefold() for word in tail)]) in parties.known]
    cuts = known[-1:] or ands
    for at in cuts:
        if at > first:
            yield first, at
        first = at + 1
    if first < end:
        yield first, end


def _sharing_opening(line: Line, found: Found, words: LeadWords) -> Iterator[tuple[Found, tuple[str, ...]]]:
    """Two heads from "Heads of Parks and Planning"."""
    opening = (words.singular[line.keys[found.start]].capitalize(), line.words[found.start + 1])
    first = found.start + 2
    for at in range(first, found.end + 1):
        if at == found.end or line.marks[at] & _SEPARATOR:
            if at > first:
                begins = found.start if first == found.start + 2 else first
                yield found._replace(start=begins, end=at, rule="shared_head", score=0.9), (*opening, *line.words[first:at])
            first = at + 1


def _sharing_title(line: Line, found: Found) -> Iterator[tuple[Found, tuple[str, ...]]]:
    """Two persons from "Cllrs Hart and Moss", each with the title."""
    title, first = line.raws[found.start].rstrip(".").removesuffix("s"), found.start + 1
    for at in range(first, found.end + 1):
        if at == found.end or line.marks[at] & _SEPARATOR:
            if at > first:
                yield found._replace(start=first, end=at, score=0.85), (title, *line.raws[first:at])
            first = at + 1


def called(line: Line, part: Found, spelled: Sequence[str], parties: Parties, words: LeadWords) -> str:
    """The canonical name of one party, with the short name of a body or council that opens or ends it spelled out."""
    if part.known:
        return part.known.name
    if part.rule == "titled_list":
        return name_of(spelled, "person", words)
    if part.rule == "surname_first":
        return name_of((line.raws[part.end - 1], line.raws[part.start]), "person", words)
    if part.kind == "person":
        return name_of(line.raws[part.start : part.end], "person", words)
    if part.rule == "body_short":
        return _local_name(line, part, spelled, parties, words)
    owner = _owner(line, part, parties, words)
    if owner is None:
        return name_of(spelled, part.kind, words)
    own = parties.council is not None and owner.name == parties.council.name
    name = name_of(spelled[1:], part.kind, words)
    return name if own else f"{owner.name} {name}"


def _local_name(line: Line, part: Found, spelled: Sequence[str], parties: Parties, words: LeadWords) -> str:
    """A council's short ending is spelled out; another body keeps its own name, unless the document spells that one out too."""
    if part.kind == "council":
        return name_of((*spelled[:-1], *words.council_shorts[line.keys[part.end - 1]].split()), part.kind, words)
    body = find_short(line.raws[part.end - 1], parties, words)
    full = name_of((*spelled[:-1], *(body.name.split() if body else ())), part.kind, words)
    return full if body and key_of(full) in parties.known else name_of(spelled, part.kind, words)


def _owner(line: Line, part: Found, parties: Parties, words: LeadWords) -> Known | None:
    """The council whose short name opens a post or team ("KCC Highways")."""
    if (
        not line.marks[part.start] & _CAPITALS
        or part.end - part.start < 2
        or part.kind not in ("team", "role")
        or part.rule == "shared_head"
    ):
        return None
    owner = find_short(line.raws[part.start], parties, words)
    return owner if owner and owner.kind == "council" else None
