"""A lead cell cut into pieces that no name can cross, each a line of marked words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from normalise.contacts import part_contacts
from normalise.lead.brackets import is_field, labels_office, qualifies
from normalise.lead.initials import FIRST_INITIAL, are_initials, mark_initials
from normalise.lead.lines import join_paragraphs
from normalise.lead.registers import find_places
from normalise.lead.repair import mend_lead
from normalise.lead.words import ENDINGS, NAMED, LeadWords, Mark, key_of
from normalise.ligatures import restore_ligatures

SEPARATOR = int(Mark.AND | Mark.COMMA | Mark.DASH)
GLUE = int(Mark.AND | Mark.COMMA | Mark.DASH | Mark.SMALL | Mark.ARTICLE | Mark.CONNECTIVE)

_PLACE_NAME = int(Mark.PLACE_NAME)
_NAMES = int(Mark.FORENAME)
_HYPHENED = int(Mark.HEAD | Mark.HEADS | Mark.FAMILY)
_ENDS_NAME = int(Mark.TEAM | Mark.HEAD)
_OWNERS = int(Mark.GROUP | Mark.ACTOR | Mark.HEADS | Mark.TEAMS)
"""What owns a thing in the plural: "Tenants' Panel" is one body, no tenants."""
_STOP = re.compile(r"(?<=[\w)’'])\.(?=\s|$|;)")
_HARD = re.compile(r"[;|•·\n\r\t\[\]{}<>*\\=]|(?<![A-Z]{4})\+|\+(?!\s)|\s*/\s*|^\s*[-–—▪]\s+|\.\s*;|,\s*then\s+(?=[A-Z])")
_GOAL = re.compile(r"\s(to|for)\s+(?!the\b|a\b|our\b)(?:the\s+)?([a-z][\w-]*)")
_WORD = re.compile(r"\b[A-Z]{1,4}&[A-Z]{1,4}\b|,|&|\s[-–—]+\s|[^\s,&]+")
_DASHES = re.compile(r"[-–—]+")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹†‡§]+|\^\d{1,2}\b")
_COUNTED = re.compile(r"(?:^|(?<=\s))\d{1,2}[.)]\s+(?=[A-Z])")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_COLON = re.compile(r":(?![^()]*\))")
"""A colon, but for one in brackets: what stands there is a label and its party ("(chair: Tree Officer)")."""
_CAPACITY = re.compile(r"(?<=\w)(?<! well) as (?=[A-Z])")
"""What follows says in which capacity a party acts: "the Council as Landlord"."""
_ENDING = re.compile(r"\s+([A-Z][a-z]+)(?=\s*(?:$|[,&(]|and\b))")
_CLOSED = re.compile(r"(?<=\x02)\s*(?:&|and\b)\s*(?=[A-Z])")
_JOINED = re.compile(r"\s*(?:,|&|and\b)")
_CAPITALS = re.compile(r"(?:[A-Z]\.?&?){2,7}(?:['’]?s)?|[A-Z][a-z][A-Z][A-Za-z]?|[A-Z]\d[A-Z]{0,3}|S\.?151")
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")

LONGEST_CELL = 5_000
"""Characters of a cell; a longer one names nobody: to look for parties in it costs more than its length."""


class Line(NamedTuple):
    """The words of one piece, in parallel: as printed, spelled out, as compared, and what each can be."""

    raws: tuple[str, ...]
    words: tuple[str, ...]
    keys: tuple[str, ...]
    marks: tuple[int, ...]


class Piece(NamedTuple):
    """A stretch of a cell between hard separators; `aside` where it stood in brackets."""

    text: str
    aside: bool = False


def cut_pieces(paragraphs: Sequence[str], words: LeadWords) -> tuple[Piece, ...]:
    """The pieces of a cell in printed order, labels, contacts and clauses of purpose cut off."""
    return _cut_pieces(tuple(paragraphs), words) if sum(map(len, paragraphs)) <= LONGEST_CELL else ()


@lru_cache(maxsize=2048)
def _cut_pieces(paragraphs: tuple[str, ...], words: LeadWords) -> tuple[Piece, ...]:
    """A cell is cut once for what the document names in it, and once again to be read."""
    whole = join_paragraphs(paragraphs, lambda word: _mark(word, word.casefold().strip(".,"), words.marks), words)
    texts = (mend_lead(part_contacts(_unmarked(paragraph))[0], words) for paragraph in whole)
    return tuple(piece for text in texts for part in _cut(text, words) for piece in _asides(part, words))


def _unmarked(text: str) -> str:
    """The text without marks of footnotes, and with a stop for each number of a list that is counted from one."""
    if not text.isascii() or "^" in text:
        text = _FOOTNOTE.sub("", restore_ligatures(text))
    return _COUNTED.sub("; ", text) if text[:1].isdigit() and _COUNTED.match(text) else text


@lru_cache(maxsize=2048)
def read_line(text: str, words: LeadWords, posts: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> Line:
    """The words of a piece with their marks; an ending of several words is marked at its last. `posts` are the document's own letters."""
    printed = raws = tuple(found.strip() or found for found in _WORD.findall(text.strip(" ,.:-–—'\"“”")))
    own = dict(posts) if posts else {}
    if not words.posts_short.keys().isdisjoint(raws) or own and not own.keys().isdisjoint(raws):
        printed, raws = _with_posts(raws, own, words)
    spelled: list[str] = []
    keys: list[str] = []
    marks: list[int] = []
    for at, raw in enumerate(raws):
        key = raw.casefold().replace("’", "'").strip(".:'\"“”?!()")
        spoken = words.abbreviated.get(key)
        if spoken and are_initials(raws, at):
            spoken = None
        spelled.append(spoken if spoken else raw.rstrip(".:") if len(raw) > 2 else raw)
        key = spoken.casefold() if spoken else key
        keys.append("and" if key == "&" else key)
        marks.append(_mark(raw, key, words.marks))
    if not FIRST_INITIAL.isdisjoint(raws):
        mark_initials(raws, marks)
    _mark_phrases(keys, marks, words)
    for at in find_places(raws, keys):
        marks[at] |= _PLACE_NAME
    return Line(printed, tuple(spelled), tuple(keys), tuple(marks))


def _with_posts(raws: tuple[str, ...], own: Mapping[str, tuple[str, ...]], words: LeadWords) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words as printed and as they are to be read, in parallel, a post in letters spelled out before the work it is for."""
    printed: list[str] = []
    said: list[str] = []
    for at, raw in enumerate(raws):
        post = own.get(raw) or words.posts_short.get(raw, ())
        after = next((word.strip("()") for word in raws[at + 1 : at + 3] if not _DASHES.fullmatch(word)), "") if post else ""
        mark = words.marks.get(after.casefold(), 0)
        if post and post[0] == "…":
            behind = at > 0 and raws[at - 1][0].isupper() and not words.marks.get(raws[at - 1].casefold(), 0) & _NAMES
            post = post[1:] if behind else ()
        elif post and post[-1] in words.openers:
            post = post[:-1] if after == post[-1] else post if after.istitle() and not mark & Mark.FUNCTION else ()
        elif not (mark & Mark.FUNCTION or after in words.openers):
            post = ()
        printed += (raw, *[""] * (len(post) - 1))
        said += post or (raw,)
    return tuple(printed), tuple(said)


def raw_of(line: Line, start: int, end: int) -> str:
    """The printed words from `start` up to `end`, with commas set against the word before."""
    return " ".join(filter(None, line.raws[start:end])).replace(" ,", ",").rstrip(",:").strip()


def _mark(raw: str, key: str, marks: Mapping[str, int]) -> int:
    if key in ("&", "and", "or"):
        return int(Mark.AND)
    if raw == ",":
        return int(Mark.COMMA)
    if raw in ("-", "–", "—", "--"):
        return int(Mark.DASH)
    mark = marks.get(key, 0)
    if not mark and not key.isascii():
        mark = marks.get(unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode(), 0) & NAMED
    if not mark and "-" in key:
        first, _, last = key.rpartition("-")
        mark = marks.get(last, 0) & _HYPHENED | marks.get(first, 0) & int(Mark.FORENAME)
    if not mark and key.endswith("'s"):
        mark = marks.get(key[:-2], 0) & int(Mark.FUNCTION | Mark.HEAD | Mark.MODIFIER)
        mark = int(Mark.FUNCTION) if mark & Mark.HEAD else mark
    if raw.endswith(("s'", "s’")) and mark & _OWNERS:
        mark = mark & ~_OWNERS | int(Mark.FUNCTION)
    if _CAPITAL.match(raw.lstrip("(")):
        mark |= int(Mark.CAPITAL)
        if _CAPITALS.fullmatch(raw.rstrip(".")) and raw.rstrip(".")[:7].upper() != raw.rstrip(".")[:7].lower():
            mark |= int(Mark.CAPITALS)
    elif "-" not in raw and not raw.islower() and any(letter.isupper() for letter in raw) and not raw[:1].isdigit():
        mark |= int(Mark.CAPITAL)  # a name that begins small: "mySociety"
    else:
        mark &= ~NAMED
        if any(letter.isdigit() for letter in raw):
            mark |= int(Mark.NUMBER)
    return mark


def _mark_phrases(keys: list[str], marks: list[int], words: LeadWords) -> None:
    for at, key in enumerate(keys):
        if at and marks[at] & Mark.NUMBER:
            marks[at - 1] &= ~ENDINGS
        for before, mark in words.phrases.get(key, ()):
            start = at - len(before)
            if start >= 0 and tuple(keys[start:at]) == before:
                marks[at] = (marks[at] & ~ENDINGS) | mark
                if start and marks[start] & Mark.ALONE:
                    marks[start - 1] &= ~ENDINGS
                for inside in range(start, at):
                    marks[inside] &= ~ENDINGS
                break


def _cut(text: str, words: LeadWords) -> Iterator[str]:
    text = words.part_label.sub(" ; ", text)
    if "/" in text:
        text = re.sub(r"\s/\s*or\b|\band/or\b", " and ", text)
        text = _BRACKETED.sub(lambda found: found[0].replace("/", " & "), text) if "(" in text else text
    if "." in text:
        text = _STOP.sub(lambda stop: ";" if _ends_sentence(text, stop.start(), words) else ".", text)
    for part in _HARD.split(text):
        part = part.strip(" ,")
        while (label := words.label.match(part)) and not labels_office(label[0], part[label.end() :], words):
            part = part[label.end() :]
        for piece in _after_colon(_without_purpose(part, words), words):
            yield from words.between.split(piece)


def _after_colon(part: str, words: LeadWords) -> Iterator[str]:
    *before, last = _COLON.split(part)
    if len(before) == 1 and is_field(before[0], last, words):
        yield f"{before[0].strip()} – {last.strip()}"
        return
    for piece in before:
        said = piece.split() if len(piece.strip()) > 1 else []  # a letter says how somebody has a part in it: "A: Clerk; C: Police"
        size = next((size for size in (2, 1) if len(said) > size and " ".join(said[-size:]).casefold() in words.labels), 0)
        yield " ".join(said[: len(said) - size])
    yield last.strip()


def _ends_sentence(text: str, at: int, words: LeadWords) -> bool:
    word = re.split(r"[\s.,;(/]", text[:at])[-1]
    return not (len(word) == 1 or word.casefold() in words.stopped) or at >= len(text.rstrip()) - 1


def _asides(part: str, words: LeadWords) -> Iterator[Piece]:
    """The words outside brackets, those that name a party of their own inside them; what says of what a post is stays with it."""
    said, since, late = "", 0, list[Piece]()
    for found in _BRACKETED.finditer(part):
        said, since, printed = said + part[since : found.start()], found.end(), found[1].strip()
        inner = _without_label(printed, words)
        if qualifies(said, inner, words) or _is_inside(said, inner, _ENDING.match(part, since), words):
            said += f"\x01{inner}\x02"
        elif _names_party(inner, words) and _JOINED.match(part, since):
            yield from _plain(said)
            yield Piece(inner, True)
            said = ""
        else:
            late.append(Piece(inner.rstrip("?"), inner == printed))
            said += " "
    yield from _plain(said + part[since:])
    yield from (piece for piece in late if piece.text and piece.text.casefold().strip(" :.") not in words.labels)


def _without_label(inner: str, words: LeadWords) -> str:
    """The words in brackets without the label that opens them: "chair: Tree Officer"."""
    label, colon, rest = inner.rpartition(":")
    if not colon or not rest.strip():
        return inner
    last = label.split()[-1].casefold() if label.split() else ""
    return rest.strip() if label.casefold().strip() in words.labels or words.marks.get(last, 0) & Mark.HEAD else inner


def _is_inside(said: str, inner: str, after: re.Match[str] | None, words: LeadWords) -> bool:
    """Whether brackets stand within the name of a team or post, of whose work they say more: "Property (Valuation) Team"."""
    if after is None or not said.strip() or not words.marks.get(after[1].casefold(), 0) & _ENDS_NAME:
        return False
    work = inner.casefold().replace("&", "and").split()
    of_work = bool(work) and all(word == "and" or words.marks.get(word, 0) & Mark.FUNCTION for word in work)
    return of_work and inner[0].isupper() and not _CAPITALS.fullmatch(inner)


def _plain(said: str) -> Iterator[Piece]:
    for part in _CLOSED.split(said) if "\x02" in said else (said,):  # "Manager (North) and Manager (South)"
        plain = " ".join(part.replace("(", " ").replace(")", " ").split()).strip(" ,-–—?")
        if plain:
            yield Piece(plain.replace("\x01", "(").replace("\x02", ")"))


def _names_party(inner: str, words: LeadWords) -> bool:
    """True where the words in brackets look like a party, so that what follows the brackets is another."""
    said = inner.split()
    first, last = (words.marks.get(said[at].casefold().strip(".,"), 0) for at in (0, -1)) if said else (0, 0)
    return (
        key_of(inner) in words.known
        or bool(last & (Mark.COUNCIL | Mark.ORGANISATION | Mark.TEAM | Mark.HEAD))
        or bool(first & (Mark.FORENAME | Mark.TITLE | Mark.HEAD)) and len(said) > 1
        or bool(_CAPITALS.fullmatch(inner))
    )


def _without_purpose(part: str, words: LeadWords) -> str:
    part = words.purpose.sub("", part, count=1)
    part = _CAPACITY.split(part, 1)[0] if " as " in part else part
    goal = _GOAL.search(part)
    if goal and (
        goal[1] == "to"
        or goal[2] in words.goals
        or words.marks.get(goal[2], 0) & Mark.VERB
        and not words.marks.get(goal[2], 0) & Mark.FUNCTION
    ):
        part = part[: goal.start()]
    return part.strip(" ,-–—")
