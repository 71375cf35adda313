"""The best way through the words of a piece: which runs of words are parties, and which are left over.

Every run of words is weighed as a known name, a post, a team, a body, a group, a person or a bare phrase; the path with the greatest
sum wins (dynamic programming), so that parties printed with nothing between them part where their heads and endings say.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from model import PartyKind
from normalise.lead.parties import Parties, find_known, find_place
from normalise.lead.penalties import CUT_OFF, is_cut_off, union
from normalise.lead.people import full_name
from normalise.lead.shapes import BEST_QUALITY, weigh_shape
from normalise.lead.tokens import GLUE, SEPARATOR, Line, read_line
from normalise.lead.words import Known, LeadWords, Mark

_LONGEST = 12
_COST = 0.35
_BEST_KNOWN = 1.3
"""What a word of a name that the document knows is worth: more than any other."""
_SKIP = 0.9
_CAPITAL, _CAPITALS, _TITLE, _ARTICLE = int(Mark.CAPITAL), int(Mark.CAPITALS), int(Mark.TITLE), int(Mark.ARTICLE)
_AND = int(Mark.AND)
_SMALL = int(Mark.SMALL)
_TEAM, _TEAM_WEAK, _FUNCTIONAL = int(Mark.TEAM), int(Mark.TEAM_WEAK), int(Mark.FUNCTIONAL)
_RANK, _HEAD = int(Mark.RANK), int(Mark.HEAD)
_DASH, _QUANTIFIER = int(Mark.DASH), int(Mark.QUANTIFIER)
_WITHIN = int(Mark.WITHIN)
_NO_EDGE = GLUE & ~int(Mark.ARTICLE)


class Found(NamedTuple):
    """A run of words and what it is; `known` where the name is not made from the words."""

    start: int
    end: int
    kind: PartyKind
    rule: str
    score: float
    known: Known | None = None


@lru_cache(maxsize=2048)
def read_path(text: str, parties: Parties, words: LeadWords) -> tuple[Line, tuple[Found, ...]]:
    """The words of a piece and the parties of its best path; lists name the same parties row after row."""
    line = read_line(text, words, parties.posts) if parties.posts else read_line(text, words)  # as likeness asks, so that it is remembered
    return line, _known_by_post(line, best_path(line, parties, words))


def best_path(line: Line, parties: Parties, words: LeadWords) -> tuple[Found, ...]:
    """The parties of the best path in printed order; words in none of them are left over."""
    size = len(line.keys)
    if whole := _whole(line, size, parties, words):
        return (whole,)
    starts = [
        at
        for at, mark in enumerate(line.marks)
        if not mark & (SEPARATOR | _ARTICLE) and (not mark & _SMALL or mark & _CAPITAL) and line.keys[at] not in words.openers
    ]
    best: list[float] = [0.0] * (size + 1)
    came: list[tuple[int, Found | None]] = [(0, None)] * (size + 1)
    for end in range(1, size + 1):
        mark = line.marks[end - 1]
        best[end], came[end] = best[end - 1] - (0.0 if mark & (SEPARATOR | _ARTICLE) else _SKIP), (end - 1, None)
        if mark & _NO_EDGE and not mark & _CAPITALS:
            continue
        for start in starts:
            if start >= end:
                break
            floor = best[end] - best[start]
            if end - start > _LONGEST or _BEST_KNOWN * (end - start) - _COST < floor:
                continue
            if weighed := _weigh(line, start, end, floor, parties, words):
                weight, found = weighed
                if best[start] + weight > best[end] + 1e-9:
                    best[end], came[end] = best[start] + weight, (start, found)
    path: list[Found] = []
    while size:
        size, step = came[size]
        if step:
            path.append(step)
    return tuple(reversed(path))


def _whole(line: Line, size: int, parties: Parties, words: LeadWords) -> Found | None:
    """The party that all the words name together, where no two parties in them could be worth more."""
    if not 0 < size <= _LONGEST or line.marks[0] & (SEPARATOR | _ARTICLE) or line.keys[0] in words.openers:
        return None
    if line.marks[-1] & _NO_EDGE and not line.marks[-1] & _CAPITALS:
        return None
    known = _weigh_known(line, 0, size, parties, words)
    return known[1] if known and known[0] > _BEST_KNOWN * size - 2 * _COST + 1e-9 else None


def _known_by_post(line: Line, path: tuple[Found, ...]) -> tuple[Found, ...]:
    """The path, a name that could be a person's or a body's read as a person's where a post stands at it: "Tree Officer - Zbyk Kranz"."""
    if not any(found.rule == "stranger" for found in path):
        return path
    posts = {edge for found in path if found.kind == "role" for edge in (found.start, found.end)}
    posts |= {at + 1 for at in posts if at < len(line.marks) and line.marks[at] & _DASH}
    posts |= {at - 1 for at in posts if at and line.marks[at - 1] & _DASH}
    return tuple(
        found._replace(kind="person", rule="person_by_post", score=0.8)
        if found.rule == "stranger" and {found.start, found.end} & posts
        else found
        for found in path
    )


def _weigh(line: Line, start: int, end: int, floor: float, parties: Parties, words: LeadWords) -> tuple[float, Found] | None:
    """The weight of these words as one party; shapes are not looked at where the best of them could not reach `floor`."""
    length, first = end - start, line.keys[start]
    if length == 1 and line.marks[start] & _QUANTIFIER and len(line.marks) > 1:
        return None  # "All" alone is everybody, before others it says how many
    if length == 1 and first in words.blanks and len(line.marks) > 1:
        return None  # "TBC – Housing"
    nameable = length == 1 or first in words.firsts or first in parties.firsts or parties.place.startswith(first)
    if nameable and (known := _weigh_known(line, start, end, parties, words)):
        return known
    if length <= 3 and parties.people and (person := _partial(line, start, end, parties)):
        return 1.2 * length - _COST, Found(start, end, "person", "partial_name", 0.9, Known(person, "person", "partial_name", 0.9))
    if BEST_QUALITY * length - _COST < floor:
        return None
    if shape := weigh_shape(line, start, end, parties, words):
        quality, penalty, kind, rule = shape
        if length > 2 and is_cut_off(line.marks, start) and _is_rest(line.marks, start, end):
            penalty += CUT_OFF
        sure = max(0.3, min(0.95, quality) - 0.08 * penalty)
        return quality * length - penalty - _COST, Found(start, end, kind, rule, min(sure, 0.5) if rule == "unread_short" else sure)
    return None


def _is_rest(marks: tuple[int, ...], start: int, end: int) -> bool:
    """Whether words in the midst of others are likelier the rest of a name: "and" among them, or "Services" before all."""
    return bool(union(marks, start, end) & _AND or marks[start] & _TEAM_WEAK and marks[start] & _FUNCTIONAL)


def _weigh_known(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> tuple[float, Found] | None:
    """The weight of these words where they name a party that the document or the sector knows."""
    known = find_known(line, start, end, parties, words) or find_place(line, start, end, parties)
    if known is None:
        return _weigh_ranked(line, start, end, parties, words) if line.marks[start] & _RANK and end - start > 1 else None
    length = end - start
    whole = length > 2 and not _goes_on_as_post(line, end, known) and not _is_owned(line, start, end)
    worth = (
        _BEST_KNOWN
        if known.rule not in ("sector", "register", "lexicon_group", "council_unnamed")
        else 1.2
        if whole or length == 2 and known.kind == "organisation"
        else 0.8
        if known.kind == "team" and end < len(line.marks) and line.keys[end] == "shared"
        else 1.05
    )
    return worth * length - _COST, Found(start, end, known.kind, known.rule, known.score, known)


def _weigh_ranked(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> tuple[float, Found] | None:
    """The weight of a known post with a rank before it: "Principal EHO"."""
    post = find_known(line, start + 1, end, parties, words)
    if post is None or post.kind != "role":
        return None
    ranked = Known(f"{line.words[start]} {post.name}", "role", "ranked_post", 0.95)
    return 1.2 * (end - start) - _COST, Found(start, end, "role", ranked.rule, ranked.score, ranked)


def _goes_on_as_post(line: Line, end: int, known: Known) -> bool:
    """Whether a service is only what the post or part behind it is of: "Health and Safety Adviser", "Adult Social Care Commissioning"."""
    return known.kind == "team" and end < len(line.marks) and bool(line.marks[end] & (_HEAD | _WITHIN))


def _is_owned(line: Line, start: int, end: int) -> bool:
    """Whether initials right before a team say whose it is: "HSCP Senior Management Team"."""
    if not start or not line.marks[end - 1] & _TEAM:
        return False
    return bool(line.marks[start - 1] & _CAPITALS) and not line.marks[start - 1] & SEPARATOR


def _partial(line: Line, start: int, end: int, parties: Parties) -> str | None:
    if not line.marks[end - 1] & _CAPITAL or not line.marks[start] & _CAPITAL or parties.name_words.isdisjoint(line.keys[start:end]):
        return None
    while start < end and line.marks[start] & _TITLE:
        start += 1
    return full_name(line.raws[start:end], parties.people) if end - start in (1, 2) else None
