"""What speaks against one party: a second head inside, an ending of another body, a comma or "and" that parts two names."""

from __future__ import annotations

from model import PartyKind
from normalise.lead.parties import Parties, find_known
from normalise.lead.people import is_common, is_strange, person_quality
from normalise.lead.tokens import Line
from normalise.lead.words import LeadWords, Mark

Shape = tuple[float, float, PartyKind, str]
"""Quality a word, penalty, kind, rule."""

HEAD, HEADS, RANK, STARTER, BARE = int(Mark.HEAD), int(Mark.HEADS), int(Mark.RANK), int(Mark.STARTER), int(Mark.BARE)
TEAM, TEAM_WEAK, TEAMS = int(Mark.TEAM), int(Mark.TEAM_WEAK), int(Mark.TEAMS)
ORGANISATION, PLACE, ALONE, COUNCIL = int(Mark.ORGANISATION), int(Mark.PLACE), int(Mark.ALONE), int(Mark.COUNCIL)
GROUP, ACTOR, FUNCTIONAL, QUANTIFIER, FUNCTION = (
    int(Mark.GROUP),
    int(Mark.ACTOR),
    int(Mark.FUNCTIONAL),
    int(Mark.QUANTIFIER),
    int(Mark.FUNCTION),
)
FORENAME, CAPITAL, CAPITALS, VERB, SMALL = int(Mark.FORENAME), int(Mark.CAPITAL), int(Mark.CAPITALS), int(Mark.VERB), int(Mark.SMALL)
AND, COMMA, DASH, ARTICLE, TITLE, PLACE_NAME = (
    int(Mark.AND),
    int(Mark.COMMA),
    int(Mark.DASH),
    int(Mark.ARTICLE),
    int(Mark.TITLE),
    int(Mark.PLACE_NAME),
)
DOUBTFUL, FAMILY, PARTICLE, MODIFIER = int(Mark.DOUBTFUL), int(Mark.FAMILY), int(Mark.PARTICLE), int(Mark.MODIFIER)
FIELDED, PLACED, DEPENDENT, SERVED = int(Mark.FIELDED), int(Mark.PLACED), int(Mark.DEPENDENT), int(Mark.SERVED)
CORPORATE = int(Mark.CORPORATE)
ANY_HEAD = HEAD | HEADS
_OF_WORK = FUNCTION | RANK | BARE | MODIFIER | SMALL | AND | COMMA | HEAD | FUNCTIONAL
"""What stands before a comma within one name; before any other word the comma parts two: "Kent Connects, Parks Manager"."""
LONGEST_KNOWN = 4
"""Words of a name of the sector that is looked for behind an "and"."""
CUT_OFF = 1.0
"""What speaks against a name with an "and" that begins in the midst of words with capitals: "… Housing | Management and Tree Officer"."""
BODY = TEAM | ORGANISATION | COUNCIL | PLACE


def union(marks: tuple[int, ...], start: int, end: int) -> int:
    """All that any of these words can be."""
    union = 0
    for at in range(start, end):
        union |= marks[at]
    return union


def cuts_known(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether a name ends within one that the sector knows and that begins behind its "and": "Head of Law and Monitoring | Officer".

    So does one that ends on what only says which services, or before their post: "Head of Policy and Democratic | Services | Manager".
    """
    last, after = line.marks[end - 1], line.marks[end] if end < len(line.marks) else 0
    if last & SERVED and after & TEAM_WEAK or last & TEAM_WEAK and after & DEPENDENT:
        return True
    openings = (at + 1 for at in range(start, end - 1) if line.marks[at] & AND)
    return any(
        " ".join(line.keys[at:stop]) in words.known
        for at in openings
        if line.keys[at] in words.firsts
        for stop in range(end + 1, min(len(line.keys), at + LONGEST_KNOWN) + 1)
    )


def cuts_name(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether a name ends within one that the sector knows and that begins at `start`: "Head of Organisational | Development"."""
    if line.keys[start] not in words.firsts:
        return False
    return any(" ".join(line.keys[start:stop]) in words.known for stop in range(end + 1, min(len(line.keys), start + LONGEST_KNOWN) + 1))


def is_cut_off(marks: tuple[int, ...], start: int) -> bool:
    """Whether these words begin in the midst of words with capitals."""
    return start > 0 and bool(marks[start - 1] & CAPITAL) and not marks[start - 1] & (AND | COMMA | DASH)


def heads_inside(line: Line, start: int, end: int) -> float:
    """What the heads of other posts inside a name speak against it; "lead" is one before its field: "Corporate Lead for Property"."""
    marks = line.marks
    return 2.5 * sum(
        1
        for at in range(start, end - 1)
        if marks[at] & ANY_HEAD
        and (not marks[at] & (RANK | FUNCTION | GROUP) or marks[at] & RANK and marks[at] & HEAD and line.keys[at + 1] == "for")
        and not marks[at + 1] & (ANY_HEAD | TEAM | TEAM_WEAK | TEAMS | BODY)
    )


def ends_inside(line: Line, start: int, end: int) -> float:
    """What the endings of other bodies inside a name speak against it."""
    marks = line.marks
    penalty = 0.0
    for at in range(start, end - 1):
        if marks[at] & (TEAM | ORGANISATION | COUNCIL) and not _ends_again(marks[at], marks[at + 1]):
            penalty += 0.3 if at == start else 1.3 if marks[at] & FUNCTION else 2.2
        elif marks[at] & ACTOR or marks[at] & GROUP and not marks[at] & (FUNCTION | FUNCTIONAL):
            served = at == start and end - at > 2 and marks[end - 1] & (ANY_HEAD | ORGANISATION)
            served = served and all(mark & FUNCTION for mark in marks[at + 1 : end - 1])
            bare = at > start and marks[end - 1] & HEAD and all(mark & BARE for mark in marks[at + 1 : end - 1])
            near = bare or at == end - 2 and marks[end - 1] & DEPENDENT
            penalty += 0.3 if (near or served) and marks[at] & marks[end - 1] & CAPITAL else 1.2
    return penalty


def _ends_again(ending: int, after: int) -> bool:
    """Whether the word behind an ending is another; behind a team's, one of work opens the next: "Strategy Team | Housing Officer"."""
    return bool(after & (ANY_HEAD | BODY | TEAM_WEAK)) and not (
        ending & TEAM and after & FUNCTION and not after & (ANY_HEAD | TEAM_WEAK | VERB | BARE | BODY & ~PLACE)
    )


def odd_words(line: Line, start: int, end: int, words: LeadWords) -> float:
    """What articles, prepositions and unknown words in small letters inside a name speak against it."""
    marks, keys = line.marks, line.keys
    penalty = 0.0
    for at in range(start + 1, end - 1):
        mark = marks[at]
        if mark & ARTICLE:
            penalty += 0.0 if keys[at - 1] in words.openers else 2.0
        elif mark & SMALL and not mark & AND:
            penalty += 0.0 if keys[at] in words.openers else 1.5
        elif not mark and keys[at] != "'s":
            penalty += 0.3
    return penalty


def joins(line: Line, start: int, end: int, parties: Parties, words: LeadWords, post: bool = False) -> float:
    """What the commas and "and"s inside a name speak against it."""
    marks = line.marks
    penalty, since, commas, ands = 0.0, start, 0, 0
    for at in range(start + 1, end - 1):
        if marks[at] & (AND | COMMA):
            commas += bool(marks[at] & COMMA)
            ands += bool(marks[at] & AND)
            other = marks[at + 1] & ARTICLE or marks[at + 1] & QUANTIFIER and not marks[at + 1] & (CAPITAL | FUNCTION | HEAD | RANK)
            parted = post and marks[at + 1] & STARTER or marks[at + 1] & FUNCTION and is_place(marks[since:at])
            named = not post and at - since == 2 and marks[at - 1] & PLACE and is_strange(line, since) and is_strange(line, at + 1)
            apart = named or not post and at - since > 1 and marks[at + 1] & FUNCTION and _is_name(line, since, at)
            served = not post and marks[at - 1] & TEAM_WEAK and marks[at + 1] & PLACE_NAME and not marks[at + 1] & FUNCTION
            parted = served or parted or post and at - since == 1 and _is_surname(line, since)
            known = commas and at - since == 1 and marks[since] & CAPITALS and find_known(line, since, at, parties, words)
            other = other or known and known.kind == "organisation" or not post and _is_whole_service(line, start, at, end, words)
            other = other or end - at > 2 and is_known_body(line, at + 1, end, words)
            apart = apart or not post and at - since > 1 and end - at == 2 and bool(marks[at + 1] & CORPORATE)
            penalty += 4.0 if other else 3.2 if apart else 2.3 if parted or _stands_alone(line, since, at, parties, words, post) else 0.15
            since = at + 1
    if start and commas + ands and marks[start - 1] & CAPITAL and marks[start - 1] & (FORENAME | TITLE):
        penalty += 2.5
    if commas and not ands:
        penalty += 2.0 * commas + 1.0 * any(not mark & _OF_WORK for mark in marks[start : since - 1])
    elif commas and not post and marks[since - 1] & COMMA:
        penalty += 2.0  # "Revenues and Benefits, Waste Services"
    return penalty


def is_known_body(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether these words are a body that the sector knows: "Head of Planning and | Natural Resources Wales"."""
    known = words.known.get(" ".join(line.keys[start:end])) if line.keys[start] in words.firsts else None
    return known is not None and known.kind == "organisation"


def _is_whole_service(line: Line, start: int, at: int, end: int, words: LeadWords) -> bool:
    """Whether a service of the sector ends at the "and", and what follows it is another by its words: "… and Digital Services"."""
    if at - start < 2 or end - at != 3 or not line.marks[end - 1] & TEAM_WEAK or not line.marks[at + 1] & SERVED:
        return False
    known = words.known.get(" ".join(line.keys[start:at])) if line.keys[start] in words.firsts else None
    return known is not None and known.kind == "team"


def _is_surname(line: Line, at: int) -> bool:
    """True for a family name that is nothing else."""
    mark = line.marks[at]
    return bool(mark & FAMILY) and not mark & ~(CAPITAL | FAMILY | FORENAME | DOUBTFUL) and not is_common(line.raws[at])


def _is_name(line: Line, start: int, end: int) -> bool:
    """True for a name that has nothing to do with the work behind the "and": "Barton Homes", "Foel na Dinas"."""
    marks = line.marks[start:end]
    return all(
        mark & PARTICLE or mark & PLACE and not mark & FUNCTION and at or is_strange(line, start + at) for at, mark in enumerate(marks)
    )


def is_place(marks: tuple[int, ...]) -> bool:
    """True for the words of a place and no others."""
    return bool(marks) and all(mark & PLACE_NAME and not mark & FUNCTION for mark in marks)


def _is_team(line: Line, at: int, parties: Parties, words: LeadWords) -> bool:
    known = find_known(line, at, at + 1, parties, words)
    return known is not None and known.kind == "team"


def _stands_alone(line: Line, start: int, end: int, parties: Parties, words: LeadWords, post: bool) -> bool:
    if end <= start:
        return False
    marks = line.marks
    last = marks[end - 1]
    lone = end - start == 1
    if last & (ANY_HEAD | TEAM | ACTOR | COUNCIL) and not (last & RANK and lone) or last & ORGANISATION and not last & FUNCTION:
        return True
    if (
        lone
        and last & CAPITALS
        and not last & FUNCTION
        and not (post and _is_team(line, start, parties, words))
        or not lone
        and line.keys[start + 1] in words.openers
        and line.keys[start] in words.bodies_of
    ):
        return True
    if not lone and last & GROUP and not last & ORGANISATION and marks[start] & (MODIFIER | QUANTIFIER) and not marks[start] & ANY_HEAD:
        return True
    if line.keys[start] in words.branched and not lone and is_place(marks[start + 1 + (line.keys[start + 1] in words.openers) : end]):
        return True
    if known := find_known(line, start, end, parties, words):
        return known.kind != "team" or not post and (known.rule != "sector" or bool(marks[start] & CAPITALS))
    return end - start in (2, 3) and person_quality(line, start, end) >= (0.75 if end - start == 2 else 0.9)
