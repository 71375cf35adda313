"""Posts: what a run of words is worth as one, by the head that ends it or opens it."""

from __future__ import annotations

from normalise.lead.parties import Parties, find_known
from normalise.lead.penalties import (
    ALONE,
    AND,
    ANY_HEAD,
    ARTICLE,
    BARE,
    BODY,
    CAPITAL,
    CAPITALS,
    COMMA,
    COUNCIL,
    DASH,
    DEPENDENT,
    DOUBTFUL,
    FAMILY,
    FIELDED,
    FORENAME,
    FUNCTION,
    FUNCTIONAL,
    GROUP,
    HEAD,
    HEADS,
    ORGANISATION,
    PLACE,
    PLACE_NAME,
    QUANTIFIER,
    RANK,
    SMALL,
    STARTER,
    TEAM,
    TITLE,
    VERB,
    Shape,
    cuts_name,
    ends_inside,
    heads_inside,
    joins,
    odd_words,
    union,
)
from normalise.lead.people import is_common, is_everyday
from normalise.lead.tokens import SEPARATOR, Line
from normalise.lead.words import LeadWords

LEADS_TEAMS = frozenset({"head", "director"})
"""Posts before which the name of a team is no part of theirs."""
LONGEST_FIELD = 5
"""Words of what a director directs."""


def weigh_post(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A post by the head that ends it: "Senior Flood Risk Officer"."""
    marks = line.marks
    if end - start == 1 and marks[start] & HEADS and marks[start] & GROUP:
        return None
    penalty = joins(line, start, end, parties, words, post=True) + ends_inside(line, start, end) + odd_words(line, start, end, words)
    for at in range(start, end - 1):
        mark, after = marks[at], marks[at + 1]
        if mark & ANY_HEAD and not mark & (RANK | FUNCTION) and not after & ANY_HEAD:
            penalty += 0.0 if mark & GROUP and after & TEAM and at + 2 < end else 2.5  # "Community Wardens Team Leader"
        if mark & STARTER and at > start and not marks[at - 1] & (RANK | HEAD | FUNCTION & AND):
            penalty += 0.0 if at == start + 1 and _of_body(line, start, parties, words) else 2.0
        if mark & DASH or mark & VERB and not mark & FUNCTION and at == start and not mark & CAPITAL:
            penalty += 2.5
    if marks[start] & FORENAME and end - start > 2 and marks[start + 1] & CAPITAL:
        penalty += 0.0 if marks[start] & DOUBTFUL and not marks[start + 1] & FAMILY and is_common(line.raws[start + 1]) else 2.5
    if end - start > 2 and marks[start] & RANK and marks[start + 1] & AND and not marks[start + 2] & RANK:
        penalty += 2.5
    if end - start > 2 and marks[start] & GROUP and marks[start] & FUNCTION and line.keys[start + 1] in words.openers:
        return None
    lone = end - start == 1
    if end - start > 2 and marks[end - 2] & (SEPARATOR):
        penalty += 2.0
    if lone and marks[start] & TITLE and end < len(marks) and marks[end] & CAPITAL:
        return None
    many = marks[end - 1] & HEADS and not marks[end - 1] & HEAD
    if many and marks[start] & QUANTIFIER:
        return None
    if lone and start and marks[start - 1] & BODY and not marks[start - 1] & (SEPARATOR | FORENAME | FAMILY):
        return 0.3, penalty, "role", "post"
    return (0.8 if lone else 0.97, penalty, "group", "posts") if many else (0.8 if lone else 1.0, penalty, "role", "post")


def _of_body(line: Line, at: int, parties: Parties, words: LeadWords) -> bool:
    """Whether initials, or a word for a body, say whose the post behind them is: "HSCP Chief Officer", "College Vice Principals"."""
    if line.marks[at] & (ORGANISATION | PLACE) and not line.marks[at] & (ALONE | HEAD):
        return True
    if not line.marks[at] & CAPITALS or len(line.raws[at]) < 3:
        return False
    known = find_known(line, at, at + 1, parties, words)
    return known is None or known.kind == "organisation"


def weigh_field(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A post with its field in brackets: "Parks and Trees Manager (North)"."""
    opened = next((at for at in range(end - 1, start, -1) if line.raws[at].startswith("(")), None)
    if opened is None:
        return None
    weigh = weigh_post if line.marks[opened - 1] & HEAD else weigh_office
    post = weigh(line, start, opened, parties, words)
    return (1.0, post[1], "role", "office_bracket") if post else None


def weigh_office(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A post by the head that opens it: "Director of Housing, Planning and Parks", "Assistant Director – Property"."""
    marks, keys = line.marks, line.keys
    head = next(
        (
            at
            for at in range(start, end - 1)
            if marks[at] & ANY_HEAD and not (marks[at] & RANK and marks[at + 1] & (ANY_HEAD | RANK)) and not marks[at + 1] & ANY_HEAD
        ),
        None,
    )
    if head is not None and marks[head] & GROUP and marks[head] & FUNCTION and keys[head + 1] in words.openers:
        return None  # "Carers of Kent"
    if head is None or union(marks, start, head) & (SEPARATOR | GROUP) or marks[start] & QUANTIFIER and marks[head] & HEADS:
        return None
    joint = head + 1
    if keys[joint] in words.openers and joint + 3 < end and marks[joint + 1] & BARE and marks[joint + 2] & (COMMA | DASH):
        worked = all(mark & (FUNCTION | AND) for mark in marks[joint + 3 : end]) and marks[joint + 3] & CAPITAL and not marks[end - 1] & AND
        return (1.0, 0.0, "role", "office_comma") if worked and (end == len(marks) or marks[end] & COMMA) else None
    if keys[joint] in words.openers and joint + 1 < end:
        names = HEAD | (TEAM if keys[head] in LEADS_TEAMS else 0)
        penalty = 2.5 * any(marks[at] & names and not marks[at] & (RANK | FUNCTION) for at in range(start, head))
        penalty += joins(line, joint + 1, end, parties, words, post=True) + heads_inside(line, joint + 1, end)
        penalty += 2.5 * any(
            marks[at] & FORENAME and marks[at + 1] & CAPITAL and not marks[at + 1] & FUNCTION for at in range(joint + 1, end - 1)
        )
        if keys[joint] == "to" and not marks[joint + 1] & (ARTICLE | CAPITAL):
            return None
        parted = [at for at in range(joint + 1, end - 1) if marks[at] & DASH]
        penalty += 2.5 * (any(not marks[at + 1] & FUNCTION for at in parted) or bool(parted) and _opens_post(marks, end))
        if keys[joint] != "to" and marks[end - 1] & ANY_HEAD and not marks[end - 1] & FUNCTION and end - joint > 2:
            penalty += 2.5
        penalty += 2.5 * cuts_name(line, joint + 1, end, words)
        penalty += 2.5 * (_ends_in_body(marks, joint + 1, end) or _ends_before_body(marks, joint + 1, end))
        penalty += 2.5 * _cuts_party(line, joint + 1, end, words)
        return 1.0, penalty + (0.5 if keys[joint] == "in" else 0.0), "role", "office"
    return _titled_office(line, start, head, end, words)


def _ends_in_body(marks: tuple[int, ...], start: int, end: int) -> bool:
    """Whether another body, named for no work, stands behind an "and" or at its place: "Head of Growth and Oakham County Council"."""
    if not marks[end - 1] & (COUNCIL | ORGANISATION) or marks[end - 1] & FUNCTION:
        return False
    return any(
        marks[at] & AND and marks[at + 1] & CAPITAL and not marks[at + 1] & FUNCTION
        or marks[at] & FUNCTION and marks[at + 1] & PLACE_NAME and not marks[at + 1] & FUNCTION
        for at in range(start, end - 1)
    )


def _ends_before_body(marks: tuple[int, ...], start: int, end: int) -> bool:
    """Whether it ends within the name of another body: "Head of Growth and Oakham | Wildlife Trust"."""
    cut = end < len(marks) and marks[end] & CAPITAL and not marks[end] & SEPARATOR
    return bool(cut and end - start > 2 and marks[end - 2] & AND and marks[end - 1] & PLACE_NAME and not marks[end - 1] & FUNCTION)


def _cuts_party(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether it ends within a post or body that begins behind its "and": "Head of Law and Housing | Renewal Manager".

    What goes on without a mark is likelier one name than two, unless the sector knows what the "and" joins.
    """
    marks = line.marks
    if end == len(marks) or not marks[end] & CAPITAL or marks[end] & SEPARATOR or not union(marks, start, end) & AND:
        return False
    stop = next((at for at in range(end, len(marks)) if not marks[at] & CAPITAL or marks[at] & SEPARATOR), len(marks))
    ends = marks[stop - 1] & (HEAD | TEAM | ORGANISATION) and not any(mark & (FORENAME | STARTER) for mark in marks[end : stop - 1])
    return bool(ends) and " ".join(line.keys[start:end]) not in words.known


def _titled_office(line: Line, start: int, head: int, end: int, words: LeadWords) -> Shape | None:
    marks = line.marks
    joint = head + 1
    bare = all(marks[at] & (RANK | BARE | ANY_HEAD) for at in range(start, head + 1))
    first = joint + 1 if marks[joint] & (DASH | COMMA) else joint
    rest = range(first, end)
    if marks[joint] & DASH and (_opens_post(marks, end) or _is_listed_field(line, first, end, words)):
        return None if _opens_post(marks, end) else (0.97, 0.0, "role", "office_dash")
    if marks[head] & FIELDED and bare and _is_listed_field(line, first, end, words):
        return 0.97, 0.0, "role", "office_after"
    if (
        start
        and not marks[start - 1] & (SEPARATOR | ARTICLE)
        or not rest
        or any(
            marks[at] & (ANY_HEAD | BODY | TITLE | COMMA * (line.raws[first][0] != "(") | DASH) and not marks[at] & FUNCTION for at in rest
        )
    ):
        return None
    functions = all(marks[at] & (FUNCTION | AND | CAPITALS & FUNCTION) for at in rest) and bool(marks[first] & CAPITAL)
    if marks[joint] & DASH:
        if any(marks[at] & AND and marks[at + 1] & SMALL for at in range(first, end - 1)):
            return None  # a name that opens with a small word: "… and Via Midlands"
        if _ends_before_body(marks, first, end):
            return None
        worked = functions or _is_everyday_work(line, first, end, words)
        return (0.97, 0.0, "role", "office_dash") if bare and marks[first] & CAPITAL or worked else None
    if marks[joint] & COMMA:
        return (0.97, 0.0, "role", "office_comma") if bare and functions else None
    closed = end == len(marks) or marks[end] & SEPARATOR
    if closed and line.marks[head] & FIELDED and _is_field(line, first, end, words):
        return 0.98, 0.0, "role", "office_after"
    if closed and bare and marks[head] & HEAD and marks[joint] & PLACE_NAME and _are_places(line, joint, end):
        return 0.97, 0.0, "role", "office_after"
    if closed and bare and marks[head] & DEPENDENT and functions and end - first <= LONGEST_FIELD:
        return 0.98, 0.0, "role", "office_after"
    functions = functions and not marks[head] & GROUP
    return (0.93, 0.2, "role", "office_after") if functions and closed and end - first <= 2 and not union(marks, first, end) & AND else None


def _opens_post(marks: tuple[int, ...], end: int) -> bool:
    """Whether the head of a post stands behind these words, which then say what that one is of."""
    return end < len(marks) and bool(marks[end] & HEAD) and not marks[end] & (FUNCTION | SEPARATOR)


def _is_everyday_work(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether what stands behind the dash is one word of the language that names nobody: "Commissioning Manager – Equipment"."""
    if end - start != 1 or line.marks[start] & ~CAPITAL or line.keys[start] in words.known:
        return False
    return (end == len(line.marks) or bool(line.marks[end] & SEPARATOR)) and is_everyday(line.raws[start])


def _is_team(key: str, words: LeadWords) -> bool:
    known = words.known.get(key)
    return known is not None and known.kind == "team"


def _is_listed_field(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether these words are a list of work that ends the piece, closed by an "and": "Finance, Housing and Change"."""
    marks = line.marks[start:end]
    listed = union(marks, 0, len(marks)) & COMMA and end == len(line.marks) and any(mark & AND for mark in marks[-4:-1])
    worked = (mark & (FUNCTION | AND | COMMA) or _is_team(line.keys[at], words) for at, mark in enumerate(marks, start))
    return bool(listed) and all(worked) and not marks[-1] & (AND | COMMA)


def _are_places(line: Line, start: int, end: int) -> bool:
    """Whether these words are places, or one and another word that it is joined to: "Oakham and Leigh"."""
    rest = line.marks[start:end]
    return all(mark & PLACE_NAME or mark & AND and 0 < at < len(rest) - 1 for at, mark in enumerate(rest)) or (
        len(rest) == 3 and bool(rest[1] & AND) and bool(rest[2] & CAPITAL) and not rest[2] & (FUNCTION | BODY | ANY_HEAD | GROUP)
    )


def _is_field(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether these words say what a director directs: "Communities", "Wellbeing and Housing", "HR and OD"."""
    marks = line.marks[start:end]
    worded = all(
        mark & AND or mark & CAPITAL and (mark & (FUNCTION | FUNCTIONAL) or mark & CAPITALS and _is_team(line.keys[start + at], words))
        for at, mark in enumerate(marks)
    )
    return end - start <= LONGEST_FIELD and worded and not (marks[0] | marks[-1]) & AND
