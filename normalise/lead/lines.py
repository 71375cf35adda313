"""Paragraphs of a lead cell that are one name, cut over lines: "Head of" and "Parks", "Natural" and "England", "Cllr A" and "Hale"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from normalise.lead.registers import find_places
from normalise.lead.words import LeadWords, Mark, key_of

_GOES_ON = re.compile(r"(?:\b(?:and|of|for|the)|[&,/(])$")
_CARRIES_ON = re.compile(r"(?:and|of|or|for)\b|&")
_INITIAL = re.compile(r"[A-Z]\.?")
_FIELD = re.compile(r"\([A-Z]|[-–—]\s+[A-Z]")
_ENDING = int(Mark.TEAM | Mark.TEAM_WEAK | Mark.TEAMS | Mark.ORGANISATION)
_WHOLE = int(Mark.GROUP | Mark.HEAD | Mark.TEAM | Mark.ORGANISATION)
_PLAIN = int(Mark.FAMILY | Mark.CAPITAL)

Marker = Callable[[str], int]


def join_paragraphs(paragraphs: Sequence[str], mark: Marker, words: LeadWords) -> list[str]:
    """The paragraphs, white space collapsed, each that goes on in the next one joined to it; `mark` tells what a printed word can be."""
    joined: list[str] = []
    for paragraph in paragraphs:
        text = " ".join(paragraph.split())
        if not text:
            continue
        if joined and (_GOES_ON.search(joined[-1]) or _CARRIES_ON.match(text) or _is_one_name(joined[-1], text, mark, words)):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _is_one_name(above: str, text: str, mark: Marker, words: LeadWords) -> bool:
    first, second = above.split(), text.split()
    last, next_one = mark(first[-1]), mark(second[0])
    if len(second) == 1 and _is_ending(first, next_one, last) or len(second) == 2 and _is_post(last, next_one, mark(second[1])):
        return True
    if _FIELD.match(text):
        return bool(last & Mark.HEAD) and not _FIELD.match(above)
    if not next_one & Mark.CAPITAL:
        return bool(last & Mark.MODIFIER and not last & _WHOLE and mark(second[-1]) & Mark.GROUP)
    if len(first) > 3:
        return len(second) == 1 and _is_known(first[-1], text, words)
    if last & Mark.TITLE or _INITIAL.fullmatch(first[-1]) and mark(first[0]) & Mark.TITLE:
        return True
    if len(first) == 1 and (last & Mark.STARTER or len(second) == 1 and _is_pair(last, next_one)):
        return True
    if _is_known(above, text, words) or len(second) == 2 and mark(second[1]) & Mark.HEAD and _is_known(above, second[0], words):
        return True
    named = mark(second[-1]) & (Mark.ORGANISATION | Mark.COUNCIL) and not find_places(second, [key_of(word) for word in second])
    return bool(named) and len(find_places(first, [key_of(word) for word in first])) == len(first)


def _is_ending(first: Sequence[str], alone: int, last: int) -> bool:
    """Whether a paragraph is nothing but the last word of a team's, body's or post's name, which was cut off the words above."""
    if alone & Mark.DEPENDENT:
        return bool(last & Mark.FUNCTION) and not last & (Mark.HEAD | Mark.TEAM)
    if not alone & _ENDING or alone & (Mark.ALONE | Mark.COUNCIL):
        return False
    return first[-1][-1].isalpha() and not last & (Mark.HEAD | Mark.TEAM | Mark.COUNCIL)


def _is_post(last: int, ending: int, head: int) -> bool:
    """Whether two words are a post that wants the name of its team, which stands above: "Leaving Care" and "Team Manager"."""
    named = last & Mark.FUNCTION and not last & (Mark.HEAD | Mark.TEAM | Mark.COUNCIL | Mark.ORGANISATION)
    return bool(named and ending & (Mark.TEAM | Mark.TEAM_WEAK) and head & Mark.HEAD)


def _is_pair(one: int, other: int) -> bool:
    """Whether one word and another are a person's two names, or a post's two words: "Town" and "Clerk"."""
    person = one & Mark.FORENAME and not one & Mark.DOUBTFUL and not other & ~_PLAIN
    return bool(person or one & Mark.BARE and other & Mark.HEAD and not one & (Mark.HEAD | Mark.TEAM))


def _is_known(above: str, text: str, words: LeadWords) -> bool:
    """Whether both together are a name that the sector knows, and not each alone."""
    halves = key_of(above) in words.known and key_of(text) in words.known
    return not halves and key_of(f"{above} {text}") in words.known
