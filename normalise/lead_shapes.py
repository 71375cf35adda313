"""What a run of words looks like: post, team, body, group, person or bare phrase, by its heads and endings.

A shape is (quality a word, penalty, kind, rule). The penalty counts what speaks against one party: a second head inside, a comma that
no "and" closes, a left half that stands on its own ("Kent Police and Community Safety Team" is two).
"""

from __future__ import annotations

from model import PartyKind
from normalise.lead_tokens import SEPARATOR, Line
from normalise.lead_words import LeadWords, Mark
from normalise.parties import Parties, find_known
from normalise.people import person_quality

Shape = tuple[float, float, PartyKind, str]

HEAD, HEADS, RANK, STARTER, BARE = int(Mark.HEAD), int(Mark.HEADS), int(Mark.RANK), int(Mark.STARTER), int(Mark.BARE)
TEAM, TEAM_WEAK, TEAMS = int(Mark.TEAM), int(Mark.TEAM_WEAK), int(Mark.TEAMS)
ORGANISATION, PLACE, ALONE, COUNCIL = int(Mark.ORGANISATION), int(Mark.PLACE), int(Mark.ALONE), int(Mark.COUNCIL)
GROUP, ACTOR, FUNCTIONAL, QUANTIFIER, FUNCTION = int(Mark.GROUP), int(Mark.ACTOR), int(Mark.FUNCTIONAL), int(Mark.QUANTIFIER), int(Mark.FUNCTION)
FORENAME, CAPITAL, CAPITALS, VERB, SMALL = int(Mark.FORENAME), int(Mark.CAPITAL), int(Mark.CAPITALS), int(Mark.VERB), int(Mark.SMALL)
AND, COMMA, DASH, ARTICLE, TITLE, PLACE_NAME = int(Mark.AND), int(Mark.COMMA), int(Mark.DASH), int(Mark.ARTICLE), int(Mark.TITLE), int(Mark.PLACE_NAME)
ANY_HEAD = HEAD | HEADS
BODY = TEAM | ORGANISATION | COUNCIL | PLACE
JOINS_OFFICE = {"of", "for", "to", "in", "with"}
TAILS = {"across", "in", "within", "throughout", "of", "from", "for", "serving", "around", "on"}


def weigh_shape(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """The best shape of exactly these words, None where they look like no party."""
    marks = line.marks
    last, inner = marks[end - 1], _union(marks, start, end - 1)
    if inner & DASH and not (inner & ANY_HEAD):
        return None
    shapes = [
        shape
        for shape in (
            _post(line, start, end, parties, words) if last & ANY_HEAD and not last & ACTOR else None,
            _office(line, start, end, parties, words) if inner & ANY_HEAD else None,
            _body(line, start, end, parties, words) if last & (TEAM | TEAM_WEAK | TEAMS | ORGANISATION | PLACE | COUNCIL) else None,
            _group(line, start, end, parties, words) if (inner | last) & (GROUP | ACTOR) or last & (TEAM_WEAK | TEAMS) and marks[start] & QUANTIFIER else None,
            _body_of(line, start, end, words) if end - start > 2 and last & CAPITAL and inner & SMALL else None,
            _titled_list(line, start, end) if inner & AND and line.keys[start] in words.plural_titles else None,
            _local(line, start, end, parties, words) if end - start > 1 and last & (CAPITALS | PLACE_NAME) else None,
            _service(line, start, end, parties, words) if last & FUNCTION and last & GROUP else None,
            _person(line, start, end) if last & CAPITAL and not inner & SEPARATOR else None,
        )
        if shape
    ]
    if not shapes:
        return _bare(line, start, end, parties, words)
    length = end - start
    return max(shapes, key=lambda shape: shape[0] * length - shape[1])


def _titled_list(line: Line, start: int, end: int) -> Shape | None:
    """Several persons after one title: "Cllrs Hart and Moss"."""
    return (1.05, 0.0, "person", "titled_list") if all(mark & (CAPITAL | AND | COMMA) and not mark & (ANY_HEAD | BODY) for mark in line.marks[start + 1 : end]) else None


def _body_of(line: Line, start: int, end: int, words: LeadWords) -> Shape | None:
    """A body that its first words tell: "University of Wessex", "London Borough of Oakham"."""
    joint = next((at for at in range(start + 1, min(end - 1, start + 5)) if line.keys[at] in ("of", "for")), None)
    if joint is None or not (kind := words.bodies_of.get(" ".join(line.keys[start:joint]))):
        return None
    proper = all(mark & (CAPITAL | SMALL | AND | COMMA) and not mark & (ANY_HEAD | CAPITALS | FORENAME) for mark in line.marks[joint + 1 : end])
    ands = sum(bool(mark & (AND | COMMA)) for mark in line.marks[joint + 1 : end])
    return (1.04, 0.3 * ands, kind, "body_of") if proper else None


def _local(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A body of the sector with its place: "North Downs CCG", "Citizens Advice South Wessex"."""
    marks = line.marks
    if marks[end - 1] & CAPITALS:
        known = find_known(line, end - 1, end, parties, words)
        proper = all(mark & (CAPITAL | AND) and not mark & (CAPITALS | ANY_HEAD | TEAM | ORGANISATION | COUNCIL | GROUP | FORENAME | COMMA | TITLE) for mark in marks[start : end - 1])
        return (1.03, 0.15 * sum(bool(mark & AND) for mark in marks[start:end]), "organisation", "body_short") if known and known.kind == "organisation" and proper else None
    cut = next((at for at in range(end - 1, start, -1) if not marks[at] & PLACE_NAME), start) + 1
    known = find_known(line, start, cut, parties, words) if cut - start > 1 else None
    return (1.05, 0.0, "organisation", "body_of_place") if known and known.rule == "sector" and known.kind == "organisation" else None


def _service(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    if all(mark & (FUNCTION | AND) for mark in line.marks[start:end]) and line.marks[start] & CAPITAL and _union(line.marks, start, end) & AND:
        return 0.9, _joins(line, start, end, parties, words), "team", "service_words"
    return None


def _union(marks: tuple[int, ...], start: int, end: int) -> int:
    union = 0
    for at in range(start, end):
        union |= marks[at]
    return union


def _post(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A post by the head that ends it: "Senior Flood Risk Officer"."""
    marks = line.marks
    if end - start == 1 and marks[start] & HEADS and marks[start] & GROUP:
        return None
    penalty = _joins(line, start, end, parties, words, post=True) + _ends_inside(line, start, end)
    for at in range(start, end - 1):
        mark, after = marks[at], marks[at + 1]
        if mark & ANY_HEAD and not mark & (RANK | FUNCTION) and not after & ANY_HEAD:
            penalty += 2.5
        if mark & STARTER and at > start and not marks[at - 1] & (RANK | HEAD | FUNCTION & AND):
            penalty += 2.0
        if mark & DASH or mark & VERB and not mark & FUNCTION and at == start and not mark & CAPITAL:
            penalty += 2.5
        if mark & SMALL and not mark & AND and line.keys[at] not in ("of", "the"):
            penalty += 1.0
    if marks[start] & FORENAME and end - start > 2 and marks[start + 1] & CAPITAL:
        penalty += 2.5
    lone = end - start == 1 and not line.keys[start].startswith(("chair", "clerk", "mayor"))
    many = marks[end - 1] & HEADS and not marks[end - 1] & HEAD
    if many and marks[start] & QUANTIFIER:
        return None
    return 0.8 if lone else 0.97 if many else 1.0, penalty, "role", "post"


def _office(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A post by the head that opens it: "Director of Housing, Planning and Parks", "Assistant Director – Property"."""
    marks, keys = line.marks, line.keys
    head = next((at for at in range(start, end - 1) if marks[at] & ANY_HEAD and not (marks[at] & RANK and marks[at + 1] & ANY_HEAD) and not marks[at + 1] & ANY_HEAD), None)
    if head is None or _union(marks, start, head) & (SEPARATOR | GROUP) or marks[start] & QUANTIFIER and marks[head] & HEADS:
        return None
    joint = head + 1
    if keys[joint] in JOINS_OFFICE and joint + 1 < end:
        penalty = _joins(line, joint + 1, end, parties, words, post=True) + _heads_inside(line, joint + 1, end)
        if keys[joint] == "to" and not marks[joint + 1] & (ARTICLE | CAPITAL):
            return None
        return 1.0, penalty + (0.5 if keys[joint] == "in" else 0.0), "role", "office"
    return _titled_office(line, start, head, end)


def _titled_office(line: Line, start: int, head: int, end: int) -> Shape | None:
    marks = line.marks
    joint = head + 1
    bare = all(marks[at] & (RANK | BARE | ANY_HEAD) for at in range(start, head + 1))
    first = joint + 1 if marks[joint] & (DASH | COMMA) else joint
    rest = range(first, end)
    if start and not marks[start - 1] & (SEPARATOR | ARTICLE) or not rest or any(marks[at] & (ANY_HEAD | BODY | TITLE | COMMA * (line.raws[first][0] != "(") | DASH) and not marks[at] & FUNCTION for at in rest):
        return None
    if line.raws[first].startswith("(") and line.raws[end - 1].endswith(")"):
        return 0.97, 0.0, "role", "office_bracket"
    functions = all(marks[at] & (FUNCTION | AND | CAPITALS & FUNCTION) for at in rest) and bool(marks[first] & CAPITAL)
    if marks[joint] & DASH:
        return (0.97, 0.0, "role", "office_dash") if bare and marks[first] & CAPITAL or functions else None
    if marks[joint] & COMMA:
        return (0.97, 0.0, "role", "office_comma") if bare and functions else None
    closed = end == len(marks) or marks[end] & SEPARATOR
    return (0.93, 0.2, "role", "office_after") if functions and closed and end - first <= 2 and not _union(marks, first, end) & AND else None


def _body(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A team, a council or another body by its ending."""
    marks = line.marks
    last, length = marks[end - 1], end - start
    if length == 1 and not last & ALONE:
        return None
    penalty = _joins(line, start, end, parties, words) + _heads_inside(line, start, end) + _ends_inside(line, start, end)
    if marks[start] & FORENAME and length > 2 and marks[start + 1] & CAPITAL and not marks[start + 1] & (FUNCTION | PLACE | BODY):
        penalty += 2.5
    inner = _union(marks, start, end - 1)
    if last & (TEAM | TEAMS) or last & TEAM_WEAK and not last & (ORGANISATION | COUNCIL):
        if inner & QUANTIFIER and marks[start] & QUANTIFIER and last & TEAMS:
            return None
        return (1.0 if last & (TEAM | TEAMS) else 0.95), penalty, "team", "team_ending"
    if not inner & CAPITAL and not last & CAPITAL:
        penalty += 0.5
    if last & COUNCIL:
        return 1.05, penalty, "council", "council_ending"
    if last & ORGANISATION:
        return 1.03, penalty, "organisation", "body_ending"
    if not marks[start] & CAPITAL or not last & CAPITAL or all(mark & (FUNCTION | AND) for mark in marks[start:end]):
        return None
    return 0.9, penalty + (2.0 if inner & AND else 0.0), "organisation", "place_ending"


def _group(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """An unnamed plural: "All staff", "Medical practices across the county"."""
    marks, keys = line.marks, line.keys
    noun = next((at for at in range(start, end) if marks[at] & (GROUP | ACTOR | TEAM_WEAK | TEAMS | HEADS) and (marks[at] & (GROUP | ACTOR) or marks[start] & QUANTIFIER) and (at + 1 == end or keys[at + 1] in TAILS)), None)
    if noun is None or _union(marks, start, noun + 1) & (COMMA | DASH) or marks[start] & VERB and not marks[start] & (FUNCTION | QUANTIFIER):
        return None
    inner = _union(marks, start, noun)
    if any(marks[at] & SMALL and not marks[at] & AND for at in range(start, noun)):
        return None
    owner = find_known(line, start, start + 1, parties, words) if marks[start] & CAPITALS and noun == start + 1 and marks[noun] & ACTOR else None
    of_sector = bool(owner and owner.kind != "council")
    penalty = 1.5 * bool(inner & AND) + 1.5 * sum(bool(marks[at] & (ACTOR | ORGANISATION | HEADS | CAPITALS | FORENAME)) for at in range(start + of_sector, noun))
    penalty += sum(1.5 for at in range(start, noun) if marks[at] & GROUP and not marks[at] & FUNCTION or marks[at] & HEAD and not marks[at] & (RANK | BARE | QUANTIFIER))
    if marks[start] & FUNCTIONAL and noun > start:
        penalty += 1.0
    if end - start == 1 and marks[noun] & (HEADS | TEAMS) and start and not marks[start - 1] & (SEPARATOR | ARTICLE):
        return None
    if noun + 1 < end:
        tail = range(noun + 2, end)
        if not tail or len(tail) > 5 or any(marks[at] & (ANY_HEAD | SEPARATOR) for at in tail):
            return None
        return 0.93, penalty, "group", "group_with_tail"
    if marks[noun] & HEADS and inner & FUNCTION and not marks[noun] & ACTOR and not marks[start] & QUANTIFIER:
        return 0.9, penalty, "role", "posts"
    return 0.98, penalty, "group", "unnamed_plural"


def _person(line: Line, start: int, end: int) -> Shape | None:
    quality = person_quality(line, start, end)
    if quality <= 0.0:
        return None
    closed_left = start == 0 or line.marks[start - 1] & (SEPARATOR | ARTICLE)
    closed_right = end == len(line.marks) or line.marks[end] & SEPARATOR
    if quality < 0.8 and not (closed_left and closed_right):
        return quality, 0.7, "person", "person_shape"
    if end - start == 1 and not (closed_left and closed_right):
        return None
    return quality, 0.0, "person", "person"


def _bare(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A name without head or ending: a service by the words of its work, else a capitalised phrase between separators."""
    marks = line.marks
    length = end - start
    whole = _union(marks, start, end)
    if whole & (COMMA | DASH | ANY_HEAD | ARTICLE) and not whole & FUNCTION or marks[start] & VERB and not marks[start] & (FUNCTION | CAPITAL):
        return None
    if all(mark & (FUNCTION | AND) for mark in marks[start:end]) and not whole & COMMA and marks[start] & CAPITAL:
        closed = (start == 0 or marks[start - 1] & (SEPARATOR | ARTICLE)) and (end == len(marks) or marks[end] & SEPARATOR)
        return 0.8, _joins(line, start, end, parties, words) + (0.0 if closed else 0.6), "team", "service_words"
    if length > 1 and marks[start] & CAPITALS and all(mark & (FUNCTION | AND) for mark in marks[start + 1 : end]) and not whole & COMMA:
        known = find_known(line, start, start + 1, parties, words)
        return (0.9, _joins(line, start, end, parties, words), "team", "service_of") if known and known.kind == "council" else None
    if length == 1 and marks[start] & CAPITALS:
        return 0.75, 0.0, "person" if len(line.raws[start].replace(".", "")) == 2 else "organisation", "unread_short"
    if whole & (COMMA | DASH | ANY_HEAD) or not marks[start] & CAPITAL or length > 6 or whole & VERB:
        return None
    if length > 1 and _union(marks, start, end - 1) & (TEAM | ORGANISATION | COUNCIL | ACTOR):
        return None
    closed = start == 0 or marks[start - 1] & (SEPARATOR | ARTICLE)
    if not closed and length == 1 or not (end == len(marks) or marks[end] & SEPARATOR):
        return None
    if not all(mark & (CAPITAL | SMALL | AND) for mark in marks[start:end]) and sum(bool(mark & CAPITAL) for mark in marks[start:end]) * 2 <= length:
        return None
    return 0.55, 0.9 * bool(whole & AND), "team" if parties.inside else "organisation", "phrase"


def _heads_inside(line: Line, start: int, end: int) -> float:
    marks = line.marks
    return 2.5 * sum(1 for at in range(start, end - 1) if marks[at] & ANY_HEAD and not marks[at] & (RANK | FUNCTION | GROUP) and not marks[at + 1] & (ANY_HEAD | TEAM | TEAM_WEAK | TEAMS | BODY))


def _ends_inside(line: Line, start: int, end: int) -> float:
    """What the endings of other bodies inside a name speak against it."""
    marks = line.marks
    penalty = 0.0
    for at in range(start, end - 1):
        if marks[at] & (TEAM | ORGANISATION | COUNCIL) and not marks[at + 1] & (ANY_HEAD | BODY | TEAM_WEAK):
            penalty += 0.3 if at == start else 1.3 if marks[at] & FUNCTION else 2.2
        elif marks[at] & ACTOR or marks[at] & GROUP and not marks[at] & (FUNCTION | FUNCTIONAL):
            penalty += 1.2
    return penalty


def _joins(line: Line, start: int, end: int, parties: Parties, words: LeadWords, post: bool = False) -> float:
    """What the commas and "and"s inside a name speak against it."""
    marks = line.marks
    penalty, since, commas, ands = 0.0, start, 0, 0
    for at in range(start + 1, end - 1):
        if marks[at] & (AND | COMMA):
            commas += bool(marks[at] & COMMA)
            ands += bool(marks[at] & AND)
            penalty += 4.0 if marks[at + 1] & ARTICLE else 2.3 if _stands_alone(line, since, at, parties, words, post) else 0.15
            since = at + 1
    if commas and not ands:
        penalty += 2.0 * commas
    return penalty


def _stands_alone(line: Line, start: int, end: int, parties: Parties, words: LeadWords, post: bool) -> bool:
    if end <= start:
        return False
    marks = line.marks
    last = marks[end - 1]
    if last & (ANY_HEAD | TEAM | ACTOR | COUNCIL) and not last & RANK or last & ORGANISATION and not last & FUNCTION or marks[start] & CAPITALS and end - start == 1 and not last & FUNCTION:
        return True
    if known := find_known(line, start, end, parties, words):
        return known.kind != "team" or not post and known.rule != "sector"
    return end - start in (2, 3) and person_quality(line, start, end) >= (0.75 if end - start == 2 else 0.9)
