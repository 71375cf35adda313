"""Teams, councils and other bodies: what a run of words is worth as one, by its ending, its opening or its place."""

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
    DOUBTFUL,
    FAMILY,
    FORENAME,
    FUNCTION,
    GROUP,
    HEADS,
    MODIFIER,
    ORGANISATION,
    PLACE,
    PLACE_NAME,
    PLACED,
    QUANTIFIER,
    SMALL,
    TEAM,
    TEAM_WEAK,
    TEAMS,
    TITLE,
    VERB,
    Shape,
    ends_inside,
    heads_inside,
    is_known_body,
    is_place,
    joins,
    odd_words,
    union,
)
from normalise.lead.people import is_common, is_strange
from normalise.lead.tokens import SEPARATOR, Line
from normalise.lead.words import LeadWords

_UNKNOWN = CAPITAL | FAMILY | FORENAME | DOUBTFUL | PLACE_NAME


def weigh_body(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A team, a council or another body by its ending."""
    marks = line.marks
    last, length = marks[end - 1], end - start
    if length == 1 and not last & ALONE or _is_addressed(line, start, end, words):
        return None
    penalty = _against(line, start, end, parties, words)
    inner = union(marks, start, end - 1)
    if last & TEAM_WEAK and line.keys[start] in words.national and not inner & AND and length > 2 - bool(last & ORGANISATION):
        return 1.03, penalty, "organisation", "national_body"
    if last & (TEAM | TEAMS) or last & TEAM_WEAK and not last & (ORGANISATION | COUNCIL):
        if inner & QUANTIFIER and marks[start] & QUANTIFIER and last & TEAMS:
            return None
        strange = line.keys[end - 1] == "group" and all(is_strange(line, at) for at in range(start, end - 1))
        return (1.0 if last & (TEAM | TEAMS) else 0.95), penalty, "organisation" if strange else "team", "team_ending"
    if marks[start] & CAPITALS and length > 1 and (owner := find_known(line, start, start + 1, parties, words)) and owner.kind == "council":
        if length == 2 and last & PLACE and last & FUNCTION:
            return None  # the council's own service: "KCC Housing"
        penalty += 1.5 * (length > 2)
    if not inner & CAPITAL and not last & CAPITAL:
        penalty += 0.5
    if last & COUNCIL:
        if any(key in words.assemblies for key in line.keys[start : end - 1]):
            return 1.05, penalty, "organisation", "body_ending"
        penalty += 3.0 * any(_is_council(line, at, end, parties, words) for at in range(start + 1, end - 1))
        return 1.05, penalty, "council", "council_ending"
    if last & ORGANISATION:
        return 1.03, penalty, "organisation", "body_ending"
    theirs = length == 2 and marks[start] & GROUP and last & PLACE and _stands_apart(line, start, end)
    if not marks[start] & CAPITAL or not last & CAPITAL or not theirs and all(mark & (FUNCTION | AND) for mark in marks[start:end]):
        return None
    if inner & ANY_HEAD and not theirs or last & FUNCTION and inner & SMALL & ~AND and marks[start] & CAPITALS:
        return None
    return 1.02 if theirs else 0.9, penalty + (2.0 if inner & AND else 0.0), "organisation", "place_ending"


def _is_addressed(line: Line, start: int, end: int, words: LeadWords) -> bool:
    """Whether the words tell what a body is given, no body's name: "Reports to Committee", "Lower cost to the council"."""
    at = next((at for at in range(end - 2, max(start, end - 5), -1) if line.keys[at] in ("to", "for", "by")), None)
    if at is None:
        return False
    rest = line.keys[at + 1 + bool(line.marks[at + 1] & ARTICLE) : end]
    return len(rest) == 1 and bool(line.marks[end - 1] & (COUNCIL | ORGANISATION | ALONE)) or " ".join(rest) in words.council_plain


def _stands_apart(line: Line, start: int, end: int) -> bool:
    """Whether a separator or nothing stands before these words and behind them."""
    return (start == 0 or bool(line.marks[start - 1] & (AND | COMMA))) and (end == len(line.marks) or bool(line.marks[end] & (AND | COMMA)))


def _is_council(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> bool:
    known = find_known(line, start, end, parties, words)
    return known is not None and known.kind == "council" and not known.rule.startswith("council_")


def _against(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> float:
    """What speaks against one body: other heads and endings, odd words, a person before it, an ending parted from its name."""
    marks, length = line.marks, end - start
    penalty = joins(line, start, end, parties, words) + heads_inside(line, start, end)
    penalty += ends_inside(line, start, end) + odd_words(line, start, end, words)
    named = (
        marks[start] & FORENAME
        and length > 3 - bool(marks[end - 1] & (TEAM | TEAM_WEAK | COUNCIL))
        and not marks[start] & DOUBTFUL
        and marks[start + 1] & CAPITAL
        and not marks[start + 1] & (FUNCTION | PLACE | BODY)
    )
    named = named and not marks[end - 1] & COUNCIL
    penalty += 2.5 * any(marks[at] & ANY_HEAD and line.keys[at + 1] == "at" for at in range(start, end - 2))
    if named and not (length == 4 and all(mark & (ORGANISATION | PLACE | FUNCTION) for mark in marks[start + 2 : end])):
        penalty += 2.5
    return penalty + (2.0 if length > 1 and marks[end - 2] & (AND | COMMA) else 0.0)


def weigh_body_of(line: Line, start: int, end: int, words: LeadWords) -> Shape | None:
    """A body that its first words tell: "University of Wessex", "London Borough of Oakham"."""
    joint = next((at for at in range(start + 1, min(end - 1, start + 5)) if line.keys[at] in ("of", "for")), None)
    if joint is None:
        return None
    first = start
    while (kind := words.bodies_of.get(" ".join(line.keys[first:joint]))) is None or first > start and kind != "organisation":
        if not line.marks[first] & PLACE_NAME or first + 1 == joint:
            return None
        first += 1  # the place may stand before: "Kent Association of …"
    odd = ANY_HEAD | TEAM | (0 if line.marks[end - 1] & ORGANISATION else CAPITALS)
    rest = line.marks[joint + 1 : end]
    proper = all(
        mark & (CAPITAL | SMALL | AND | COMMA) and not mark & odd and (at == 0 or not mark & FORENAME or mark & DOUBTFUL)
        for at, mark in enumerate(rest)
        if at or not mark & HEADS
    )
    if kind == "council" and len(rest) > 1 and rest[-1] & (TEAM | TEAM_WEAK | CAPITALS) and not rest[-1] & PLACE_NAME:
        return None
    penalty = 0.0
    for at in range(joint + 1, end - 1):
        if line.marks[at] & (AND | COMMA):
            again = line.keys[at + 1 : at + 1 + joint - first] == line.keys[first:joint]
            other = again or line.marks[at + 1] & FUNCTION and is_place(line.marks[joint + 1 : at])
            other = other or end - at > 2 and line.marks[end - 1] & ORGANISATION and not line.marks[at + 1] & FUNCTION
            penalty += 2.3 if other or is_known_body(line, at + 1, end, words) else 0.3
    return (1.04, penalty, kind, "body_of") if proper else None


def branch_of(line: Line, start: int, end: int, words: LeadWords) -> Shape | None:
    """The branch of a body that has one in many places: "NHS Wessex", "Age UK Oakham"."""
    name = next((name for name in words.branched.get(line.keys[start], ()) if line.keys[start : start + len(name)] == name), ())
    cut = start + len(name)
    if not name or cut >= end or _opens_council(line, end):
        return None
    rest = line.marks[cut:end]
    joined = any(mark & (AND | SMALL) for mark in rest)
    listed = COMMA if end == len(line.marks) and any(mark & AND for mark in rest[2:-1]) else 0
    placed = all(mark & PLACE_NAME or joined and mark & (AND | SMALL | listed) for mark in rest) and not rest[0] & AND
    strange = _UNKNOWN | (VERB if end == len(line.marks) else 0)
    closed = end == len(line.marks) or bool(line.marks[end] & (AND | COMMA))
    unknown = closed and all(mark & PLACE_NAME or not mark & ~strange for mark in rest)
    named = all(mark & (PLACE_NAME | AND) or not mark & ~_UNKNOWN for mark in rest)
    shared = joined and closed and named and rest[0] & rest[-1] & PLACE_NAME
    penalty = 0.3 * joined + 2.3 * _binds_twice(line, start, end)
    return (1.05, penalty, "organisation", "body_of_place") if placed or unknown or shared else None


def _branch_behind(line: Line, start: int, end: int, words: LeadWords) -> Shape | None:
    """The branch of such a body behind the places that share it: "Oakham and Leigh Age UK"."""
    cut = next((at for at in range(start + 3, end) if line.keys[at:end] in words.branched.get(line.keys[at], ())), None)
    if cut is None or not line.marks[start] & PLACE_NAME or not line.marks[start + 1] & (AND | PLACE_NAME):
        return None
    rest = line.marks[start:cut]
    placed = not rest[-1] & AND and all(mark & AND or not mark & ~_UNKNOWN for mark in rest)
    return (1.05, 0.3, "organisation", "body_of_place") if placed else None


def _opens_council(line: Line, at: int) -> bool:
    """True where the words from here go on as a council's name: "… County Council"."""
    ahead = line.marks[at : at + 3]
    return any(mark & COUNCIL for mark in ahead) and not any(mark & (AND | COMMA) for mark in ahead)


def _with_its_place(line: Line, start: int, end: int) -> Shape | None:
    """A body that is one by its place: "Oakham Homes", "City College Oakham"."""
    marks = line.marks
    if marks[end - 1] & GROUP and marks[end - 1] & CAPITAL and marks[end - 1] & PLACED:
        strange = is_strange(line, start)
        local = PLACE_NAME | AND | BARE | (MODIFIER if strange else 0)
        named = strange or marks[start] & PLACE_NAME
        named = named and all(mark & local or not mark & ~_UNKNOWN for mark in marks[start : end - 1])
        return (1.02, 0.0, "organisation", "body_of_place") if named else None
    last = int(not marks[end - 1] & ~_UNKNOWN and not is_common(line.raws[end - 1]))
    cut = next((at for at in range(end - 1 - last, start, -1) if not marks[at] & PLACE_NAME), start)
    named = start < cut < end - 1 and marks[cut] & PLACED and all(mark & CAPITAL for mark in marks[start:end])
    apart = named and not union(marks, start, cut) & (PLACE_NAME | ANY_HEAD | COUNCIL) and _stands_apart(line, start, end)
    return (1.03, 0.0, "organisation", "body_of_place") if apart else None


def weigh_local(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A body of the sector with its place: "North Downs CCG", "Citizens Advice South Wessex"."""
    marks = line.marks
    if marks[start] & GROUP and marks[start] & CAPITAL and all(mark & PLACE_NAME for mark in marks[start + 1 : end]):
        return (0.9, 0.0, "organisation", "body_of_place") if _stands_apart(line, start, end) else None
    if shared := _branch_behind(line, start, end, words):
        return shared
    if marks[end - 1] & CAPITALS:
        if marks[end - 2] & (AND | COMMA | ARTICLE):
            return None
        known = find_known(line, end - 1, end, parties, words)
        of_council = line.keys[end - 1] in words.council_shorts and not (known and known.kind == "council")
        proper = all(
            mark & (CAPITAL | AND | SMALL)
            and (not mark & (CAPITALS | ANY_HEAD | TEAM | ORGANISATION | COUNCIL | GROUP | FORENAME | COMMA | TITLE))
            or mark & PLACE_NAME and not mark & COMMA
            or at == 0 and end - start > 2 and line.keys[start] in words.national and not marks[start + 1] & AND
            for at, mark in enumerate(marks[start : end - 1])
        )
        ands = 0.15 * sum(bool(mark & AND) for mark in marks[start:end]) + 2.3 * _binds_twice(line, start, end)
        if proper and of_council and not marks[start] & FUNCTION:
            return 1.03, ands, "council", "body_short"
        return (1.03, ands, "organisation", "body_short") if known and known.kind == "organisation" and proper else None
    if (named := branch_of(line, start, end, words) or _with_its_place(line, start, end)) is not None:
        return named
    if marks[start] & PLACE_NAME and end - start > 3 and (known := find_known(line, start + 1, end, parties, words)):
        return 1.05, 0.0, known.kind, "body_of_place"
    cut = next((at for at in range(end - 1, start, -1) if not marks[at] & PLACE_NAME), start) + 1
    placed = cut < end and not marks[start] & CAPITALS and not _opens_council(line, end)
    known = find_known(line, start, cut, parties, words) if placed else None
    return (1.05, 0.0, "organisation", "body_of_place") if known and known.rule == "sector" and known.kind == "organisation" else None


def _binds_twice(line: Line, start: int, end: int) -> bool:
    """Whether both "and" and "&" are printed between these words, of which "and" parts: "NHS Wessex and Oakham & Leigh HSCP"."""
    return "&" in line.raws[start:end] and "and" in line.raws[start:end]


def weigh_headed(line: Line, start: int, end: int, words: LeadWords) -> Shape | None:
    """A post, council or team of a language that names the head first: "Pennaeth Cynllunio"."""
    marks = line.marks
    closed = start == 0 or marks[start - 1] & (SEPARATOR | ARTICLE)
    if not closed or end < len(marks) and not marks[end] & SEPARATOR or end - start < 2 or union(marks, start, end) & (AND | COMMA | DASH):
        return None
    return 1.05, 0.0, words.headed[line.keys[start]], "headed"
