"""What a run of words looks like: post, team, body, group, person or bare phrase, by its heads and endings.

A shape is (quality a word, penalty, kind, rule); no quality is above `BEST_QUALITY`.
The penalty counts what speaks against one party: a second head inside, a comma that
no "and" closes, a left half that stands on its own ("Kent Police and Community Safety Team" is two).
"""

from __future__ import annotations

from normalise.lead.bodies import weigh_body, weigh_body_of, weigh_headed, weigh_local
from normalise.lead.parties import Parties, find_known
from normalise.lead.penalties import (
    ACTOR,
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
    FUNCTIONAL,
    GROUP,
    HEAD,
    HEADS,
    MODIFIER,
    ORGANISATION,
    PARTICLE,
    PLACE,
    PLACE_NAME,
    PLACED,
    QUANTIFIER,
    RANK,
    SMALL,
    TEAM,
    TEAM_WEAK,
    TEAMS,
    TITLE,
    VERB,
    Shape,
    cuts_known,
    joins,
    union,
)
from normalise.lead.people import could_be_named, is_common, is_everyday, is_strange, is_vouched, person_quality
from normalise.lead.posts import weigh_field, weigh_office, weigh_post
from normalise.lead.tokens import SEPARATOR, Line
from normalise.lead.words import LeadWords

_UNKNOWN = CAPITAL | FAMILY | FORENAME | DOUBTFUL
_OF_PARTIES = TEAM | TEAM_WEAK | TEAMS | ORGANISATION | COUNCIL | GROUP | ACTOR | QUANTIFIER | RANK
_BEGINS, _OPENS_NAME = CAPITAL | PLACE_NAME, FORENAME | TITLE
_LOCAL, _WITHIN = CAPITALS | PLACE_NAME | PLACED, ANY_HEAD | GROUP | ACTOR
_ENDS = _WITHIN | BODY | TEAM_WEAK | TEAMS | _BEGINS
"""What a party begins with, holds or ends with, where its first word tells nothing by itself."""
BEST_QUALITY = 1.05


def weigh_shape(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """The best shape of exactly these words, None where they look like no party."""
    marks = line.marks
    last, inner, first = marks[end - 1], union(marks, start, end - 1), line.keys[start]
    if not (marks[start] & _BEGINS or last & _ENDS or inner & _WITHIN or first in words.plural_titles or first in words.branched):
        return None
    if inner & DASH and not (inner & ANY_HEAD) or inner & AND and cuts_known(line, start, end, words):
        return None
    if first in words.headed:
        return weigh_headed(line, start, end, words)
    named = last & CAPITAL and not inner & (AND | DASH) and (end - start == 2 or marks[start] & _OPENS_NAME or inner & COMMA)
    shapes = [
        shape
        for shape in (
            weigh_post(line, start, end, parties, words) if last & ANY_HEAD and not last & ACTOR else None,
            weigh_office(line, start, end, parties, words) if inner & ANY_HEAD else None,
            weigh_field(line, start, end, parties, words) if inner & HEAD and line.raws[end - 1].endswith(")") else None,
            weigh_body(line, start, end, parties, words) if last & (TEAM | TEAM_WEAK | TEAMS | ORGANISATION | PLACE | COUNCIL) else None,
            _group(line, start, end, parties, words)
            if (inner | last) & (GROUP | ACTOR) or last & (TEAM_WEAK | TEAMS) and marks[start] & QUANTIFIER
            else None,
            weigh_body_of(line, start, end, words) if end - start > 2 and last & CAPITAL and inner & SMALL else None,
            _titled_list(line, start, end) if inner & (AND | COMMA) and first in words.plural_titles else None,
            weigh_local(line, start, end, parties, words)
            if end - start > 1
            and ((last | marks[end - 2] & PLACED) & _LOCAL or marks[start] & PLACE_NAME or first in words.branched)
            else None,
            _service(line, start, end, parties, words) if last & FUNCTION and last & GROUP else None,
            _person(line, start, end, parties) if named else None,
        )
        if shape
    ]
    if not shapes:
        return _bare(line, start, end, parties, words) if marks[start] & CAPITAL else None
    length = end - start
    return max(shapes, key=lambda shape: shape[0] * length - shape[1])


def _titled_list(line: Line, start: int, end: int) -> Shape | None:
    """Several persons after one title: "Cllrs Hart and Moss", and "Cllrs D Hart, S Moss" before "and the Clerk"."""
    marks = line.marks[start + 1 : end]
    listed, closed = union(marks, 0, len(marks)) & AND, end == len(line.marks) or line.marks[end] & SEPARATOR
    others = ANY_HEAD | BODY | TEAM_WEAK | (0 if listed else FUNCTION | GROUP | CAPITALS)
    named = listed or closed and all(len(line.raws[at].rstrip(".")) == 1 for at in range(start + 2, end) if line.marks[at - 1] & COMMA)
    only = named and all(mark & (CAPITAL | AND | COMMA) and not mark & others for mark in marks)
    return (1.05, 0.0, "person", "titled_list") if only else None


def _service(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    of_work = all(mark & (FUNCTION | AND) for mark in line.marks[start:end])
    if of_work and line.marks[start] & CAPITAL and union(line.marks, start, end) & AND:
        return 0.9, joins(line, start, end, parties, words), "team", "service_words"
    return None


def _group(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """An unnamed plural: "All staff", "Medical practices across the county"."""
    marks, keys = line.marks, line.keys
    noun = next(
        (
            at
            for at in range(start, end)
            if marks[at] & (GROUP | ACTOR | TEAM_WEAK | TEAMS | HEADS)
            and (marks[at] & (GROUP | ACTOR) or marks[start] & QUANTIFIER)
            and (at + 1 == end or keys[at + 1] in words.tails)
        ),
        None,
    )
    if (
        noun is None
        or union(marks, start, noun + 1) & (COMMA | DASH)
        or noun > start
        and marks[start] & VERB
        and not marks[start] & (FUNCTION | QUANTIFIER)
    ):
        return None
    if any(marks[at] & SMALL and not marks[at] & AND for at in range(start, noun)):
        return None
    inner = union(marks, start, noun)
    penalty = _group_penalty(line, start, noun, _is_of_sector(line, start, noun, parties, words), keys[noun] in words.singular)
    if end - start == 1 and marks[noun] & (HEADS | TEAMS) and start and not marks[start - 1] & (SEPARATOR | ARTICLE):
        return None
    if noun + 1 < end:
        tail = range(noun + 2, end)
        if not tail or len(tail) > 5 or any(marks[at] & (ANY_HEAD | SEPARATOR) for at in tail):
            return None
        return 0.93, penalty, "group", "group_with_tail"
    if marks[noun] & HEADS and inner & FUNCTION and not marks[noun] & ACTOR and not marks[start] & QUANTIFIER:
        return 0.9, penalty, "group", "posts"
    return 0.98, penalty, "group", "unnamed_plural"


def _group_penalty(line: Line, start: int, noun: int, of_sector: bool, shared: bool) -> float:
    """What other groups, bodies, posts and persons before its noun speak against one group."""
    marks = line.marks
    others = ACTOR | ORGANISATION | HEADS | CAPITALS | FORENAME
    penalty = 1.5 * sum(bool(marks[at] & others) for at in range(start + of_sector, noun))
    for mark in marks[start:noun]:
        if mark & GROUP and not mark & FUNCTION or mark & HEAD and not mark & (RANK | BARE | QUANTIFIER):
            penalty += 1.5
    if not marks[noun] & CAPITAL and not marks[start] & QUANTIFIER:
        penalty += 0.9 * sum(bool(mark & CAPITAL) for mark in marks[start + 1 : noun])
    ands = [at for at in range(start, noun) if marks[at] & AND]
    before = marks[start : max(ands, default=start)]
    proper = any(mark & CAPITAL and not mark & (FUNCTION | MODIFIER | QUANTIFIER | GROUP) for mark in before)
    of_all = noun > start and marks[start] & FUNCTIONAL and line.keys[noun].endswith("s")  # no "Facilities Contractor"
    return penalty + (3.0 if proper and not shared else 1.5) * bool(ands) + float(bool(of_all))


def _is_of_sector(line: Line, start: int, noun: int, parties: Parties, words: LeadWords) -> bool:
    """True where initials only say which group: "NHS partners", "GP surgeries"; a council's initials are a party of their own."""
    if not line.marks[start] & CAPITALS or noun != start + 1:
        return False
    owner = find_known(line, start, noun, parties, words)
    return owner is None or owner.kind != "council" and bool(line.marks[noun] & ACTOR)


def _is_surname_first(line: Line, start: int, end: int, customary: bool) -> bool:
    """True for a whole piece like "Hollis, Gary"; where the document writes persons so, for any two words without a meaning."""
    if end - start != 3 or len(marks := line.marks) != 3 or not marks[start + 1] & COMMA:
        return False
    family = not marks[start] & ~(CAPITAL | FAMILY | FORENAME | DOUBTFUL) and (bool(marks[start] & FAMILY) or not marks[start] & FORENAME)
    lone = len(line.raws[end - 1].strip(".")) == 1 and not is_common(line.raws[start])
    given = marks[end - 1] & (FORENAME | CAPITAL if lone else FORENAME)
    return family and (bool(given) or customary and is_strange(line, start) and is_strange(line, end - 1))


def _person(line: Line, start: int, end: int, parties: Parties) -> Shape | None:
    if _is_surname_first(line, start, end, parties.surnames_first):
        return 0.8, 0.0, "person", "surname_first"
    quality = person_quality(line, start, end)
    if quality <= 0.0:
        vouched = end - start == 2 and could_be_named(line, start, end) and (parties.of_persons or is_vouched(line, end, parties.vouched))
        return (0.8, 0.3, "person", "vouched") if vouched else None
    closed_left = start == 0 or line.marks[start - 1] & (SEPARATOR | ARTICLE)
    closed_right = end == len(line.marks) or line.marks[end] & SEPARATOR
    if quality < 0.8 and not (closed_left and closed_right):
        return quality, 0.7, "person", "person_shape"
    if end - start == 1 and not (closed_left and closed_right):
        return None
    return quality, 0.0, "person", "person"


def _bare(line: Line, start: int, end: int, parties: Parties, words: LeadWords) -> Shape | None:
    """A name without head or ending: a service by the words of its work, else a capitalised phrase."""
    marks = line.marks
    length = end - start
    whole = union(marks, start, end)
    if (
        whole & (COMMA | DASH | ANY_HEAD | ARTICLE)
        and not whole & FUNCTION
        or marks[start] & VERB
        and not marks[start] & (FUNCTION | CAPITAL)
    ):
        return None
    if service := _bare_service(line, start, end, whole, parties, words):
        return service
    if length == 1 and whole & (TEAM | TEAM_WEAK | TEAMS):
        return None
    if length == 1 and marks[start] & CAPITAL and _is_post(line.raws[start], words):
        return 0.75, 0.0, "role", "unread_short"
    if length == 1 and marks[start] & CAPITALS:
        return 0.75, 0.0, "person" if len(line.raws[start].replace(".", "")) == 2 else "organisation", "unread_short"
    return _phrase(line, start, end, whole, parties)


def _is_post(raw: str, words: LeadWords) -> bool:
    """Whether these are the letters of a post and of what it is head of: "DoF"."""
    if not (2 < len(raw) < 8 and raw[-1].isupper()):
        return False
    return any(raw[cut:].isupper() and f"{raw[:cut]}…" in words.posts_short for cut in (2, 3))


def _bare_service(line: Line, start: int, end: int, whole: int, parties: Parties, words: LeadWords) -> Shape | None:
    marks, length = line.marks, end - start
    if all(mark & (FUNCTION | AND) for mark in marks[start:end]) and not whole & COMMA and marks[start] & CAPITAL:
        closed = (start == 0 or marks[start - 1] & (SEPARATOR | ARTICLE)) and (end == len(marks) or marks[end] & SEPARATOR)
        penalty = joins(line, start, end, parties, words) + (0.0 if closed else 0.6)
        if start and marks[start - 1] & COMMA and whole & AND:
            penalty += 1.1 if length == 3 else 0.9
        return 0.8, penalty, "team", "service_words"
    if length > 1 and marks[start] & CAPITALS and all(mark & (FUNCTION | AND) for mark in marks[start + 1 : end]) and not whole & COMMA:
        known = find_known(line, start, start + 1, parties, words)
        return (0.9, joins(line, start, end, parties, words), "team", "service_of") if known and known.kind == "council" else None
    return None


def _phrase(line: Line, start: int, end: int, whole: int, parties: Parties) -> Shape | None:
    """A run of words with capitals: a body that nothing else tells, or a service of the document's own."""
    marks, length = line.marks, end - start
    if whole & (COMMA | DASH | ANY_HEAD) or not marks[start] & CAPITAL or length > 6 or length == 1 and whole & VERB:
        return None
    closed, penalty = start == 0 or bool(marks[start - 1] & (SEPARATOR | ARTICLE)), 0.0
    if not (end == len(marks) or marks[end] & SEPARATOR) or not closed and length == 1:
        if not _stands_open(line, start, end, whole, closed):
            return None
        penalty += 0.3
    if length > 1:
        if union(marks, start, end - 1) & (TEAM | ORGANISATION | COUNCIL | ACTOR):
            return None
        capitals = sum(bool(mark & CAPITAL) for mark in marks[start:end])
        if whole & VERB and capitals < length or capitals * 2 <= length and not _all_of_a_name(marks[start:end]):
            return None
        apart = marks[start] & GROUP and all(not mark & ~_UNKNOWN for mark in marks[start + 1 : end])
        penalty += 0.5 * bool(apart and not any(is_common(raw) for raw in line.raws[start + 1 : end]))
        penalty += (1.1 if start and marks[start - 1] & COMMA else 0.9) * bool(whole & AND)
    if whole & VERB:
        return 0.55, penalty, "organisation", "motto"
    if could_be_named(line, start, end):
        return 0.6, penalty, "organisation", "stranger"
    return 0.55, penalty, "team" if parties.inside and _names_work(line, start, end) else "organisation", "phrase"


def _all_of_a_name(marks: tuple[int, ...]) -> bool:
    return all(mark & (CAPITAL | SMALL | AND | PARTICLE) for mark in marks)


def _stands_open(line: Line, start: int, end: int, whole: int, closed: bool) -> bool:
    """True for words of no meaning with no separator at their end, or none before one of them: another party may stand there."""
    marks = line.marks
    if not marks[end - 1] & CAPITAL or marks[end - 1] & ~_UNKNOWN or whole & _OF_PARTIES:
        return False
    return closed or bool(start and marks[start - 1] & GROUP) or could_be_named(line, start, end)


def _names_work(line: Line, start: int, end: int) -> bool:
    """True for everyday words with one of work among them, or one in small letters, and no name of a person or place: "Public Realm"."""
    marks = line.marks[start:end]
    return any(mark & FUNCTION or not mark & CAPITAL for mark in marks) and all(
        mark & (FUNCTION | AND | SMALL) and not mark & PLACE_NAME
        or not mark & (PLACE_NAME | CAPITALS | FORENAME)
        and is_everyday(line.raws[at])
        for at, mark in enumerate(marks, start)
    )
