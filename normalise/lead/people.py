"""Persons: which words can be a person's name, and which full name a part of one stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from normalise.broken_words import zipf
from normalise.lead.tokens import Line
from normalise.lead.words import LeadWords, Mark

_NAME = re.compile(r"[^\W\d_a-z](?:[’'\-]?[^\W\d_]+)+|[A-Z]\.?(?:[A-Z]\.?){0,2}")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_CAPITALS = int(Mark.CAPITALS)
_AND, _CAPITAL, _DOUBTFUL, _FAMILY, _FORENAME, _FUNCTION = (
    int(Mark.AND),
    int(Mark.CAPITAL),
    int(Mark.DOUBTFUL),
    int(Mark.FAMILY),
    int(Mark.FORENAME),
    int(Mark.FUNCTION),
)
_GROUP, _HEADS, _PARTICLE, _PLACE, _RANK, _TEAM, _TITLE, _VERB = (
    int(Mark.GROUP),
    int(Mark.HEADS),
    int(Mark.PARTICLE),
    int(Mark.PLACE),
    int(Mark.RANK),
    int(Mark.TEAM),
    int(Mark.TITLE),
    int(Mark.VERB),
)
NOT_A_NAME = int(
    Mark.HEAD
    | Mark.HEADS
    | Mark.TEAM
    | Mark.TEAM_WEAK
    | Mark.ORGANISATION
    | Mark.COUNCIL
    | Mark.GROUP
    | Mark.ACTOR
    | Mark.QUANTIFIER
    | Mark.AND
    | Mark.COMMA
    | Mark.DASH
    | Mark.SMALL
    | Mark.ARTICLE
    | Mark.NUMBER
    | Mark.TEAMS
)
_EVERYDAY = 3.0
_PLAIN = int(Mark.CAPITAL | Mark.FAMILY | Mark.FORENAME | Mark.DOUBTFUL)
_ALSO = int(Mark.PLACE_NAME | Mark.FUNCTION | Mark.VERB | Mark.MODIFIER)
_RARELY = int(Mark.FUNCTION | Mark.RANK | Mark.MODIFIER | Mark.PLACE | Mark.BARE | Mark.PLACE_NAME | Mark.VERB)


def person_quality(line: Line, start: int, end: int) -> float:
    """How surely these words are one person's name, 0 to 1: by a title, a given name, or an initial or rare word before a family name."""
    marks, raws = line.marks, line.raws
    titles = start
    while titles < end and marks[titles] & _TITLE and marks[titles] & _CAPITAL:
        titles += 1
    titled, length = titles > start, end - titles
    if not 1 <= length <= 4 or not titled and length == 1 and (not marks[titles] & _FORENAME or _is_lettered(line, titles)):
        return 0.0
    for at in range(titles, end):
        if marks[at] & _PARTICLE and titles < at < end - 1:
            continue
        if not marks[at] & _CAPITAL or not _NAME.fullmatch(raws[at]):
            return 0.0
        if marks[at] & NOT_A_NAME and not (
            titled or at > titles and marks[titles] & _FORENAME and length == 2 and not marks[at] & (_HEADS | _GROUP | _TEAM | _AND)
        ):
            return 0.0
    first = marks[titles]
    if length > 1 and len(raws[titles]) == 2 and raws[titles].isupper() and not raws[end - 1].isupper():
        first &= ~_FORENAME  # "ED Place" is a post in two letters, and no Ed
    if length == 2 and raws[titles].isupper() and len(raws[end - 1]) == 3 and raws[end - 1].isupper() and not marks[end - 1] & _FAMILY:
        first &= ~_FORENAME  # "BOB ICB" is a body in letters, and no Bob
    if titled:
        return 1.0 if length <= 3 else 0.8
    if first & _FORENAME:
        return _named_quality(line, titles, end)
    if length != 2 or marks[end - 1] & (_RARELY & ~(_VERB | _FAMILY)) and not marks[end - 1] & _FAMILY:
        return 0.0
    if _INITIALS.fullmatch(raws[titles]):
        dotted = "." in raws[titles] or len(raws[titles]) == 1
        return 0.8 if dotted and (marks[end - 1] & _FAMILY or not is_common(raws[end - 1])) else 0.0
    return 0.76 if marks[end - 1] & _FAMILY and is_strange(line, titles) else 0.0


def _is_lettered(line: Line, at: int) -> bool:
    """True for a post's letters with a small one among them: "DoN"."""
    return bool(line.marks[at] & _CAPITALS) and not line.raws[at].isupper()


def could_be_named(line: Line, start: int, end: int) -> bool:
    """True for two capitalised words of no meaning of their own, which may name a person or a body: only the document can tell."""
    return (
        end - start == 2
        and is_strange(line, start)
        and (is_strange(line, start + 1) or bool(line.marks[start + 1] & _FAMILY))
        and all(_NAME.fullmatch(line.raws[at]) and not _INITIALS.fullmatch(line.raws[at]) for at in (start, start + 1))
    )


def is_vouched(line: Line, end: int, vouched: Collection[str]) -> bool:
    """True where a title or an e-mail address of the document tells that the two words before `end` are a person's."""
    given, family = line.keys[end - 2 : end]
    return family in vouched or f"{given}.{family}" in vouched


def is_strange(line: Line, at: int) -> bool:
    """True for a capitalised word that is neither a word of everyday English, nor a place, nor one that leads are made of."""
    return not line.marks[at] & ~_PLAIN and bool(line.marks[at] & _CAPITAL) and not is_everyday(line.raws[at])


def full_name(parts: Sequence[str], people: Collection[str]) -> str | None:
    """The only person of `people` whom these printed parts of a name fit; None for none or several."""
    found = [person for person in people if _fits(parts, person.split())]
    if len(found) > 1 and len({person.split()[-2:][0] + person.split()[-1] for person in found}) == 1:
        return min(found, key=len)
    return found[0] if len(found) == 1 else None


def is_full(name: str, words: LeadWords) -> bool:
    """True for a name with a forename or initial and a surname, which a partial name may stand for."""
    parts = [part for part in name.split() if not words.marks.get(part.casefold().strip("."), 0) & _TITLE]
    return len(parts) >= 2 and not _INITIALS.fullmatch(parts[-1]) and not _INITIALS.fullmatch(parts[0])


def _named_quality(line: Line, start: int, end: int) -> float:
    particles = sum(bool(line.marks[at] & _PARTICLE) for at in range(start + 1, end - 1))
    length, last = end - start - particles, line.marks[end - 1]
    if length == 1:
        return 0.85
    if line.marks[start] & _DOUBTFUL and not last & _FAMILY and (last & _ALSO or is_common(line.raws[end - 1])):
        return 0.0
    if last & (NOT_A_NAME | _PLACE) and last & (_FUNCTION | _RANK | _PLACE):
        return 0.4
    if length == 2:
        return 0.8 if last & _FUNCTION else 1.0
    strange = sum(bool(line.marks[at] & (_RARELY | NOT_A_NAME)) and not line.marks[at] & _PARTICLE for at in range(start + 1, end)) + sum(
        bool(line.marks[at] & _FORENAME) for at in range(start + 2, end)
    )
    return (0.95 if length == 3 else 0.7) - 0.35 * strange


@lru_cache(maxsize=20_000)
def is_everyday(word: str) -> bool:
    """True for a word of the language, also a rarer one or a plural: no name that tells nothing."""
    plain = word.casefold().removesuffix("s") if len(word) > 4 else word.casefold()
    return max(zipf(word.casefold()), zipf(plain)) >= _EVERYDAY


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """True for a word of everyday English: two of them with capitals are a heading rather than a person."""
    return len(word) > 2 and zipf(word.casefold()) >= 3.8


def _fits(parts: Sequence[str], person: Sequence[str]) -> bool:
    said = [part.strip(".").casefold() for part in parts]
    full = [part.strip(".").casefold() for part in person]
    return said != full and (_fits_whole(said, full) or len(full) > 2 and _fits_whole(said, full[1:]))


def _fits_whole(said: Sequence[str], full: Sequence[str]) -> bool:
    if len(said) == 1:
        return len(said[0]) > 1 and said[0] in (full[0], full[-1])
    first = said[0] == full[0] or len(said[0]) == 1 and full[0].startswith(said[0])
    last = said[-1] == full[-1] or len(said[-1]) <= 2 and _initials(said[-1], full)
    return len(said) == 2 and first and last


def _initials(letters: str, full: Sequence[str]) -> bool:
    return letters == "".join(part[0] for part in full[1:]) or letters == full[-1][: len(letters)] and len(letters) == 1
