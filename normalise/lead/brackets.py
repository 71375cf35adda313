"""What says of what a post is, in brackets or behind a colon: "Executive Director (Place)", "Assistant Director: Housing"."""

from __future__ import annotations

from normalise.broken_words import zipf
from normalise.lead.registers import find_places
from normalise.lead.words import LeadWords, Mark, key_of

_HEAD = int(Mark.HEAD)
_DUTY = int(Mark.FUNCTION | Mark.SMALL | Mark.GROUP | Mark.FUNCTIONAL | Mark.PLACE_NAME | Mark.MODIFIER)
_PARTY = int(Mark.HEAD | Mark.TEAM | Mark.COUNCIL | Mark.TITLE | Mark.QUANTIFIER)
_STATES = int(Mark.RANK | Mark.HEAD | Mark.VERB)
_LONGEST_OFFICE = 5
_MOST_DUTIES = 5
_EVERYDAY = 3.0


def qualifies(outer: str, inner: str, words: LeadWords) -> bool:
    """True where the words before the brackets end in a post and those inside are its field or area, no party of their own."""
    said = [words.abbreviated.get(word.strip("."), word).casefold() for word in outer.casefold().split()]
    duties = inner.casefold().replace(",", " ").replace("&", "and").replace("/", " ").split()
    if not said or not 0 < len(duties) <= _MOST_DUTIES or not _is_post(said, words):
        return False
    if not inner[0].isupper() or inner.casefold() in words.labels | words.blanks or _is_party(inner, words):
        return False
    if len(find_places(inner.split(), duties)) == len(inner.split()):
        return True
    marks = [words.marks.get(word, 0) for word in duties]
    if len(inner) == 2 and inner.isupper() and not marks[0] and words.known.get(inner.casefold()) is None:
        return False  # somebody's initials
    more = int(Mark.RANK) if len(duties) > 1 else 0
    lettered = not inner.isupper() and any(letter.isupper() for word in inner.split() for letter in word[1:])
    return all(mark & (_DUTY | more) or not (mark or lettered) and _is_everyday(word) for word, mark in zip(duties, marks, strict=True))


def labels_office(label: str, rest: str, words: LeadWords) -> bool:
    """Whether a label is a post for once, whose field stands behind it: "Lead Member - Housing"."""
    known = words.known.get(key_of(label.strip(" :-–—")))
    return known is not None and known.kind == "role" and is_field(known.name, rest, words)


def is_field(post: str, last: str, words: LeadWords) -> bool:
    """Whether a colon parts a post from what it is head of: "Assistant Director: Housing and Parks"."""
    said, field = post.split(), [word.casefold().strip(",.") for word in last.split()]
    known = words.known.get(key_of(post))
    return (
        len(said) > 1
        and (bool(words.marks.get(said[-1].casefold(), 0) & _HEAD) or known is not None and known.kind == "role")
        and bool(field)
        and all(word in ("and", "&") or words.marks.get(word, 0) & Mark.FUNCTION for word in field)
    )


def _is_post(said: list[str], words: LeadWords) -> bool:
    """Whether words end in a post: by its last word, or by a name that the sector knows ("Group Head of Service")."""
    if len(said) == 1 and said[0].upper() in words.posts_short:
        return True
    if words.marks.get(said[-1], 0) & _HEAD or _is_office(said, words):
        return True
    known = words.known.get(" ".join(said[-3:]))
    return known is not None and known.kind == "role"


def _is_office(said: list[str], words: LeadWords) -> bool:
    """Whether words name a post by what opens it: "director of housing"."""
    joint = next((at for at in range(1, len(said) - 1) if said[at] == "of"), 0)
    return 0 < joint >= len(said) - _LONGEST_OFFICE and bool(words.marks.get(said[joint - 1], 0) & _HEAD)


def _is_party(inner: str, words: LeadWords) -> bool:
    known = words.known.get(key_of(inner))
    if known and known.kind not in ("team", "group"):
        return True
    last = words.marks.get(inner.split()[-1].casefold(), 0)
    return bool(last & _PARTY) and not last & Mark.FUNCTION or bool(last & _STATES) and not last & _DUTY


def _is_everyday(word: str) -> bool:
    return word.isalpha() and zipf(word) >= _EVERYDAY
