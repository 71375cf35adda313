"""A lead cell cut into pieces that no name can cross, each a line of marked words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from normalise.contacts import part_contacts
from normalise.lead_words import ENDINGS, LeadWords, Mark

SEPARATOR = int(Mark.AND | Mark.COMMA | Mark.DASH)
GLUE = int(Mark.AND | Mark.COMMA | Mark.DASH | Mark.SMALL | Mark.ARTICLE | Mark.CONNECTIVE)

_STOP = re.compile(r"(?<=[\w)’'])\.(?=\s|$|;)")
_HARD = re.compile(r"[;|•·\n\r\t+\[\]{}<>*\\=]|\s*/\s*|^\s*[-–—▪]\s+|\.\s*;")
_WORD = re.compile(r"\b[A-Z]{1,4}&[A-Z]{1,4}\b|,|&|\s[-–—]+\s|[^\s,&]+")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_CAPITALS = re.compile(r"(?:[A-Z]\.?&?){2,7}(?:['’]?s)?|[A-Z][a-z][A-Z][A-Za-z]?|[A-Z]\d[A-Z]{0,3}|S\.?151")
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]")


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


def cut_pieces(paragraphs: Sequence[str], words: LeadWords) -> Iterator[Piece]:
    """The pieces of a cell in printed order, labels, contacts and clauses of purpose cut off."""
    for paragraph in _joined(paragraphs):
        text, _ = part_contacts(paragraph)
        for part in _cut(text, words):
            yield from _asides(part, words)


def read_line(text: str, words: LeadWords) -> Line:
    """The words of a piece with their marks; an ending of several words is marked at its last."""
    raws = tuple(found.strip() or found for found in _WORD.findall(text.strip(" ,.:-–—'\"“”")))
    spelled: list[str] = []
    keys: list[str] = []
    marks: list[int] = []
    for raw in raws:
        key = raw.casefold().replace("’", "'").strip(".:'\"“”?!()")
        spoken = words.abbreviated.get(key)
        spelled.append(spoken if spoken else raw.rstrip(".:") if len(raw) > 2 else raw)
        key = spoken.casefold() if spoken else key
        keys.append("and" if key == "&" else key)
        marks.append(_mark(raw, key, words.marks))
    _mark_phrases(keys, marks, words)
    return Line(raws, tuple(spelled), tuple(keys), tuple(marks))


def raw_of(line: Line, start: int, end: int) -> str:
    """The printed words from `start` up to `end`, with commas set against the word before."""
    return " ".join(line.raws[start:end]).replace(" ,", ",").rstrip(",:").strip()


def _mark(raw: str, key: str, marks: Mapping[str, int]) -> int:
    if key in ("&", "and", "or"):
        return int(Mark.AND)
    if raw == ",":
        return int(Mark.COMMA)
    if raw in ("-", "–", "—", "--"):
        return int(Mark.DASH)
    mark = marks.get(key, 0)
    if not mark and "-" in key:
        mark = marks.get(key.rpartition("-")[2], 0) & int(Mark.HEAD | Mark.HEADS)
    if not mark and key.endswith("'s"):
        mark = marks.get(key[:-2], 0) & int(Mark.FUNCTION | Mark.HEAD | Mark.MODIFIER)
        mark = int(Mark.FUNCTION) if mark & Mark.HEAD else mark
    if _CAPITAL.match(raw.lstrip("(")):
        mark |= int(Mark.CAPITAL)
        if _CAPITALS.fullmatch(raw.rstrip(".")) and raw.rstrip(".")[:7].upper() != raw.rstrip(".")[:7].lower():
            mark |= int(Mark.CAPITALS)
    elif any(letter.isdigit() for letter in raw):
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


def _joined(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs, those that go on in the next one joined to it."""
    joined: list[str] = []
    for paragraph in paragraphs:
        text = " ".join(paragraph.split())
        if not text:
            continue
        if joined and (re.search(r"(?:\b(?:and|of|for|the)|[&,/(])$", joined[-1]) or re.match(r"(?:and|of|or|for)\b|&", text)):
            joined[-1] = f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _cut(text: str, words: LeadWords) -> Iterator[str]:
    text = words.part_label.sub(" ; ", text)
    text = re.sub(r"\s/\s*or\b|\band/or\b", " and ", text) if "/" in text else text
    if "." in text:
        text = _STOP.sub(lambda stop: ";" if _ends_sentence(text, stop.start(), words) else ".", text)
    for part in _HARD.split(text):
        part = part.strip(" ,")
        while label := words.label.match(part):
            part = part[label.end() :]
        for piece in _after_colon(_without_purpose(part, words), words):
            yield from words.between.split(piece)


def _after_colon(part: str, words: LeadWords) -> Iterator[str]:
    *before, last = part.split(":")
    for piece in before:
        said = piece.split()
        size = next((size for size in (2, 1) if len(said) > size and " ".join(said[-size:]).casefold() in words.labels), 0)
        yield " ".join(said[: len(said) - size])
    yield last.strip()


def _ends_sentence(text: str, at: int, words: LeadWords) -> bool:
    word = re.split(r"[\s.,;(]", text[:at])[-1]
    return not (len(word) == 1 or word.casefold() in words.stopped) or at >= len(text.rstrip()) - 1


def _asides(part: str, words: LeadWords) -> Iterator[Piece]:
    if "(" in part and _is_portfolio(part, words):
        yield Piece(part)
        return
    asides = [found.strip() for found in _BRACKETED.findall(part)]
    part = " ".join(_BRACKETED.sub(" ", part).replace("(", " ").replace(")", " ").split()).strip(" ,-–—")
    if part:
        yield Piece(part)
    for aside in asides:
        if aside and aside.casefold().strip(" :.") not in words.labels:
            yield Piece(aside, True)


def _is_portfolio(part: str, words: LeadWords) -> bool:
    """True for a post whose brackets say of what: "Executive Director (Place)"."""
    outer, _, inner = part.rstrip(" )").partition("(")
    bare = int(Mark.RANK | Mark.BARE | Mark.HEAD)
    said = [words.abbreviated.get(word.strip("."), word).casefold() for word in outer.casefold().split()]
    duties = inner.casefold().replace(",", " ").replace("&", "and").split()
    return (
        bool(said and duties)
        and ")" not in inner
        and all(words.marks.get(word, 0) & bare for word in said)
        and all(words.marks.get(word, 0) & (Mark.FUNCTION | Mark.SMALL) for word in duties)
    )


def _without_purpose(part: str, words: LeadWords) -> str:
    part = words.purpose.sub("", part, count=1)
    goal = re.search(r"\s(to|for)\s+(?!the\b|a\b|our\b)(?:the\s+)?([a-z][\w-]*)", part)
    if goal and (
        goal[1] == "to"
        or goal[2] in words.goals
        or words.marks.get(goal[2], 0) & Mark.VERB
        and not words.marks.get(goal[2], 0) & Mark.FUNCTION
    ):
        part = part[: goal.start()]
    return part.strip(" ,-–—")
