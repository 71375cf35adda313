"""Could this whole paragraph be a lead cell? Asked of every paragraph, so it is quick to say no."""

from __future__ import annotations

import math
import re

from normalise.lead.parties import Parties
from normalise.lead.paths import Found, best_path
from normalise.lead.tokens import GLUE, cut_pieces, read_line
from normalise.lead.words import LeadWords, Mark

_NOBODY_KNOWN = Parties()
_SCORED = ("phrase", "unread_short", "service_words", "place_ending")
_UNKNOWN_WORDS = (1.0, 0.9, 0.6, 0.4)
"""What a name is still worth with none, one, two and more words in small letters that the lexicon has not."""
_LONGEST, _MOST_WORDS = 160, 20
_REMIT_WORTH = 0.7
_DIGITS = re.compile(r"\d")
_VERB, _CALL, _FUNCTION, _FORENAME, _QUANTIFIER, _CAPITAL = (
    int(Mark.VERB),
    int(Mark.CALL),
    int(Mark.FUNCTION),
    int(Mark.FORENAME),
    int(Mark.QUANTIFIER),
    int(Mark.CAPITAL),
)
_USUAL = int(
    Mark.TEAM
    | Mark.TEAM_WEAK
    | Mark.HEAD
    | Mark.RANK
    | Mark.BARE
    | Mark.PLACE
    | Mark.QUANTIFIER
    | Mark.MODIFIER
    | Mark.FUNCTION
    | Mark.GROUP
    | Mark.ACTOR
    | Mark.CAPITALS
    | Mark.AND
    | Mark.PLACE_NAME
    | Mark.SMALL
)
_SURE = {
    "sector": 1.0,
    "register": 1.0,
    "lexicon_group": 0.9,
    "post": 1.0,
    "office": 1.0,
    "office_dash": 0.95,
    "office_comma": 0.95,
    "office_after": 0.9,
    "team_ending": 1.0,
    "council_ending": 1.0,
    "body_ending": 0.95,
    "place_ending": 0.6,
    "unnamed_plural": 0.95,
    "group_with_tail": 0.75,
    "posts": 0.95,
    "person": 1.0,
    "person_shape": 0.75,
    "service_words": 0.5,
    "service_of": 0.9,
    "phrase": 0.25,
    "unread_short": 0.75,
    "office_bracket": 1.0,
    "titled_list": 1.0,
    "body_short": 0.9,
    "body_of_place": 0.9,
    "body_of": 0.8,
    "council_itself": 0.8,
    "council_unnamed": 0.8,
}


def lead_likeness(text: str, words: LeadWords) -> float:
    """How like a whole lead cell the paragraph is, 0 to 1, judged without knowing the document."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST or text.count(" ") >= _MOST_WORDS:
        return 0.0
    plain = text.casefold().strip(" .:;,")
    if plain in words.headings or plain in words.blanks or words.label.fullmatch(text):
        return 0.1
    if plain in words.elsewhere:
        return 0.5
    if " " in plain and words.marks.get(plain.split(" ", 1)[0], 0) & _CALL or plain.endswith(words.states):
        return 0.05
    if _sounds_like_prose(text, words):
        return 0.02
    if _DIGITS.search(text) and "@" not in text and "151" not in text and not re.search(r"\d{5}", text):
        return 0.05
    judged = _judge(text, words)
    return max(judged, _REMIT_WORTH) if judged < _REMIT_WORTH and _is_remit(text, words) else judged


def _is_remit(text: str, words: LeadWords) -> bool:
    """True for one post with a long remit, all in capitals: "The Portfolio Holder for Skills, Culture and Rural Affairs"."""
    post, joint, remit = text.partition(" for ") if " for " in text else text.partition(" of ")
    said = post.removeprefix("The ").removeprefix("the ").split()
    if not joint or not 1 <= len(said) <= 4 or not words.marks.get(said[-1].casefold(), 0) & int(Mark.HEAD):
        return False
    return all(word[0].isupper() or word in ("and", "of", "the", "for", "&") for word in [*said, *remit.split()])


def _sounds_like_prose(text: str, words: LeadWords) -> bool:
    first, _, rest = text.partition(" ")
    mark = words.marks.get(first.casefold().strip(".,:'\"“”‘’"), 0)
    if not mark & _VERB:
        return False
    if _is_title(text, words):
        return False
    after = words.marks.get(rest.split(" ", 1)[0].casefold().strip(".,:"), 0) if rest else 0
    titled = rest[:1].isupper() or not rest
    return not (
        mark & (_FUNCTION | _FORENAME | int(Mark.HEAD | Mark.HEADS | Mark.GROUP))
        and (titled or after & int(Mark.HEAD | Mark.HEADS | Mark.TEAM | Mark.TEAM_WEAK | Mark.AND))
    )


def _is_title(text: str, words: LeadWords) -> bool:
    """True for words set in capitals of which the last is an ending or a head: "Open Spaces Manager"."""
    said = text.strip(" .").split()
    last = words.marks.get(said[-1].casefold(), 0)
    ending = int(Mark.HEAD | Mark.TEAM | Mark.TEAM_WEAK | Mark.ORGANISATION | Mark.COUNCIL)
    return len(said) > 1 and bool(last & ending) and all(word[0].isupper() or len(word) < 4 for word in said)


def _judge(text: str, words: LeadWords) -> float:
    worth, spoken = 0.0, 0
    for piece in cut_pieces((text,), words):
        if piece.aside:
            continue
        line = read_line(piece.text, words)
        loose = sum(1 for mark in line.marks if not mark & GLUE)
        path = best_path(line, _NOBODY_KNOWN, words)
        worth += sum(_worth(found, line.marks) for found in path)
        spoken += loose
    if not spoken:
        return 0.0
    kept = sum(len(piece.text) for piece in cut_pieces((text,), words))
    dropped = max(0.0, 1.0 - kept / len(text) - 0.1)
    return round(max(0.0, min(1.0, math.pow(max(0.0, worth / spoken), 1.5) - 1.2 * dropped * dropped)), 3)


def _unpenalised(found: Found) -> float:
    """1 for a shape that nothing speaks against, less for one with odd words or second endings inside."""
    if found.known or found.rule in _SCORED or found.end - found.start == 1:
        return 1.0
    if found.kind == "person":
        return min(1.0, found.score + 0.05)
    return 1.0 / (1.0 + 5.0 * max(0.0, 0.9 - found.score))


def _worth(found: Found, marks: tuple[int, ...]) -> float:
    size = sum(1 for mark in marks[found.start : found.end] if not mark & GLUE)
    sure = _SURE.get(found.rule, 0.8) * _unpenalised(found)
    strange = (
        found.kind == "group" and found.rule != "group_with_tail" and any(not mark & _USUAL for mark in marks[found.start : found.end])
    )
    if strange:
        sure = 0.35
    elif found.kind == "group" and not marks[found.start] & (_CAPITAL | _QUANTIFIER):
        sure -= 0.1
    unknown = sum(not mark for mark in marks[found.start : found.end])
    if found.kind != "person":
        sure *= _UNKNOWN_WORDS[min(unknown, len(_UNKNOWN_WORDS) - 1)]
    if found.end - found.start > 9:
        sure -= 0.3
    return size * sure
