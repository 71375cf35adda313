"""The door to time: a timescale cell, or deadlines that stand in prose, become one Timescale; never a guess that looks like a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from model import Deadline, Timescale
from normalise.ligatures import restore_ligatures, torn_words
from normalise.time.cells import WORD, Piece, find_items, read_piece, strays
from normalise.time.date_repair import plain
from normalise.time.items import Item
from normalise.time.patterns import compile_time_words
from normalise.time.prose_deadlines import find_deadlines
from normalise.time.rules import CONDITIONS
from normalise.time.scan import scan
from normalise.time.words import TimeBase, TimeWords, squash

__all__ = [
    "TimeBase",
    "TimeWords",
    "compile_time_words",
    "occasion_likeness",
    "read_prose",
    "read_timescale",
    "timescale_likeness",
    "turn_likeness",
]

HIDDEN = re.compile(r"[\u00ad\u200b\ufeff]")
SAYS_SOMETHING = re.compile(r"[^\W_]|\?")
YEAR_ONLY = re.compile(r"(?:19|20)[0-9]{2}(?:\s?[-/]\s?[0-9]{2,4})?\W*")
LONG_CELL, SHORT_CELL, CLOSE_TO = 12, 40, 4
LONE_OPENER = "opener"
"""The rule of a word such as \"pending\" that opens a condition and says none: in a column of outcomes it is a state."""
SPELLS = frozenset({"spell", "event"})
TURNS = frozenset({LONE_OPENER, "frequency", "soon", "whole", *SPELLS})
"""The rules of what may be done whenever it comes up."""
SHORT_SPELL = re.compile(r"\b(?:minute|hour|day)s?\b")
NO_BASE = TimeBase()
LONGEST_TIMESCALE = 150
LONGEST_CELL = 5_000
"""Characters of a cell; a longer one states no deadline of its row, and to look for one costs more than its length."""
TOO_LONG = "too_long"
UNSURE_READING, UNREAD_READING, RESIDUE_READING = 0.9, 0.2, 0.5
BARE_BAND = 0.5
"""Likeness of "Short" and "Medium to long": bands of time in a column that says so, ratings in others."""
LIKENESS = {
    "undecided": 0.7,
    "state": 0.4,
    "cross_reference": 0.6,
    "soon": 0.7,
    "bare": 0.7,
    "moment": 0.7,
    "session": 0.7,
    "continues": 0.3,
    "review": 0.5,
    "opener": 0.9,
    "stage": 0.7,
    "unread": 0.6,
}
TORN_YEAR = re.compile(r"(?<![0-9])20 [0-9]{2}$")
"""A year with a gap in it, at the end of a piece: its last figures are no day of what follows."""
BLANK = Timescale("", "none", rule="blank")


def read_timescale(paragraphs: Sequence[str], base: TimeBase, words: TimeWords, mixed: bool = False) -> Timescale:
    """What a timescale cell says, one string a printed paragraph; with `mixed` the words that are no timescale are its `rest`."""
    return _read_cell(tuple(paragraphs), base, words, mixed)


def read_prose(paragraphs: Sequence[str], base: TimeBase, words: TimeWords) -> Timescale:
    """The deadlines that stand in sentences of outcomes or measures; kind none where they state none."""
    return _read_sentences(tuple(paragraphs), base, words)


@lru_cache(maxsize=65536)
def timescale_likeness(text: str, words: TimeWords) -> float:
    """How likely, 0 to 1, the whole paragraph is a timescale: high for time words alone, near 0 for sentences."""
    if len(text) <= SHORT_CELL and words.patterns["bands"].fullmatch(plain(collapse(text))):
        return BARE_BAND
    if len(text) > LONGEST_TIMESCALE:
        return 0.0
    hinted = words.patterns["hint"].search(low := plain(collapse(text)))
    if not hinted and (len(low) > SHORT_CELL or low.count(" ") != 1 or not words.patterns["hint"].search(low.replace(" ", ""))):
        return 0.0
    if len(low) <= SHORT_CELL:
        mended, items, left = find_items(low, words, NO_BASE)
        low = mended.text
    else:
        items = scan(low, words, NO_BASE)
        left = strays(low, items, words)
    if not items:
        return 0.0
    total = max(1, len(WORD.findall(low)))
    return round(_weighed(low, items, max(0.0, 1 - left / total), left, total, words), 2)


def occasion_likeness(text: str, words: TimeWords) -> float:
    """1 where a paragraph waits on an event and tells no time ("Before launch"), else 0."""
    low = plain(collapse(text))
    if len(low) > LONGEST_TIMESCALE or not words.patterns["hint"].search(low):
        return 0.0
    items = scan(low, words, NO_BASE)
    return float(bool(items) and items[0].start == 0 and all(item.kind == LONE_OPENER for item in items))


def turn_likeness(text: str, words: TimeWords) -> float:
    """1 where a paragraph says within how many hours or days of an event, or waits on one; 0.5 for what else names no day; else 0."""
    low = plain(collapse(text))
    if len(low) > LONGEST_TIMESCALE or not words.patterns["hint"].search(low):
        return 0.0
    items = scan(low, words, NO_BASE)
    if not items or any(item.kind not in TURNS for item in items):
        return 0.0
    first = items[0]
    brief = first.kind in SPELLS and SHORT_SPELL.search(low, first.start, first.end) is not None
    return 1.0 if first.start <= len("in ") and (brief or first.kind == LONE_OPENER) else 0.5


def _weighed(low: str, items: Sequence[Item], share: float, left: int, total: int, words: TimeWords) -> float:
    """The likeness by what was found, where it stands, and the share of the words that it covers."""
    first = items[0]
    weight = max(LIKENESS.get(item.kind, 1.0) for item in items)
    condition = next((at for at, item in enumerate(items) if item.kind in CONDITIONS and item.kind != "whole"), None)
    if condition is not None:
        beside = items[condition].start <= 2 if condition == 0 else not WORD.findall(low[items[condition - 1].end : items[condition].start])
        if not beside or total > LONG_CELL or (first.kind in LIKENESS and condition):
            return 0.1
    if any(item.kind == "state" for item in items):
        weight = min(weight, LIKENESS["state"])
    if not left:
        return weight
    if first.kind == "ongoing" and first.start <= 2 and left == 1 and items[-1].end >= len(low) - 1 and len(items) > 1:
        return 0.75
    adverbial = first.start <= 2 and first.kind in ("point", "ongoing") and words.patterns["adverb"].match(low, first.end)
    if adverbial and total <= LONG_CELL and ". " not in low:
        return max(0.7, share)
    return weight * share**2 if left <= CLOSE_TO and share >= 0.4 else 0.2 * share


def collapse(text: str) -> str:
    """The text with its white space collapsed and hidden characters taken out."""
    return " ".join((text if text.isascii() else HIDDEN.sub("", text)).split())


@lru_cache(maxsize=65536)
def _read_cell(paragraphs: tuple[str, ...], base: TimeBase, words: TimeWords, mixed: bool) -> Timescale:
    printed = [text for each in paragraphs if (text := restore_ligatures(collapse(each)))]
    whole = "; ".join(printed)
    torn = torn_words(whole)
    if not torn and not SAYS_SOMETHING.search(whole):
        return replace(BLANK, raw="" if mixed else whole)
    if torn or len(whole) > LONGEST_CELL:
        unread = Timescale(whole, "unclear", rule="unread" if torn else TOO_LONG, score=UNREAD_READING)
        return replace(unread, raw="", kind="none", rest=whole) if mixed else unread
    pieces = [_read_one(piece, base, words, mixed) for piece in _pieces(printed, words)]
    whole_cell = pieces[0] if len(pieces) == 1 else _one_piece(pieces)
    raw = whole_cell.raw if mixed else whole
    if whole_cell.deadlines:
        return _together(raw, whole_cell)
    if mixed or not whole_cell.strays:
        return Timescale(raw, "none", rule="nothing_said", rest=whole_cell.rest)
    return Timescale(raw, "unclear", rule="unread", score=UNREAD_READING)


def _one_piece(pieces: Sequence[Piece]) -> Piece:
    return Piece(
        tuple(deadline for piece in pieces for deadline in piece.deadlines),
        "; ".join(piece.raw for piece in pieces if piece.raw),
        "; ".join(piece.rest for piece in pieces if piece.rest),
        sum(piece.strays for piece in pieces),
        tuple(flag for piece in pieces for flag in piece.flags),
    )


def _read_one(piece: str, base: TimeBase, words: TimeWords, mixed: bool) -> Piece:
    """One piece; a long one is a sentence, and only what a sentence states counts, if it states anything."""
    read = read_piece(piece, base, words, mixed)
    if mixed or read.strays <= LONG_CELL:
        return read
    stated = find_deadlines(piece, base, words)
    return read._replace(deadlines=stated) if stated else read


@lru_cache(maxsize=16384)
def _read_sentences(paragraphs: tuple[str, ...], base: TimeBase, words: TimeWords) -> Timescale:
    deadlines: list[Deadline] = []
    for paragraph in filter(None, map(collapse, paragraphs)):
        stated = find_deadlines(paragraph, base, words)
        if not stated and timescale_likeness(paragraph, words) >= UNSURE_READING:
            said = read_piece(paragraph, base, words).deadlines
            stated = tuple(each for each in said if each.kind != "conditional" and each.rule != LONE_OPENER)
        deadlines += stated
    if not deadlines:
        return replace(BLANK, rule="nothing_stated")
    raw = "; ".join(deadline.raw for deadline in deadlines)
    return _together(raw, Piece(tuple(deadlines), raw, strays=1))


def _pieces(printed: Sequence[str], words: TimeWords) -> list[str]:
    """Paragraphs and what semicolons part, with lines that were broken in the middle of a phrase joined again."""
    parts = [part for text in printed for each in text.split(";") if (part := each.strip())]
    pieces: list[str] = []
    for part in parts:
        broken = pieces and (
            words.patterns["unfinished"].search(pieces[-1])
            and not TORN_YEAR.search(pieces[-1])
            or words.patterns["carries_on"].match(part)
            or squash(plain(pieces[-1].rstrip(": "))) in words.limits
            or YEAR_ONLY.fullmatch(part)
            and (words.patterns["month_last"].search(pieces[-1].lower()) or not re.search("[0-9]{4}", pieces[-1]))
        )
        if broken:
            pieces[-1] = f"{pieces[-1]} {part}"
        else:
            pieces.append(part)
    return pieces


def _together(raw: str, piece: Piece) -> Timescale:
    """One deadline is the cell's value; of several the earliest start and latest due (unless they cross), the first frequency."""
    deadlines, _, rest, strays_left, flags = piece
    if len(deadlines) > 1 and any(each.rule == "state" for each in deadlines):
        deadlines = tuple(each for each in deadlines if each.rule != "state") or deadlines
    one, alone = deadlines[0], len(deadlines) == 1
    every = one.flags if alone and not flags else tuple(dict.fromkeys([*flags, *(flag for each in deadlines for flag in each.flags)]))
    score = _score(deadlines, every, strays_left)
    if alone or all(deadline.kind == "unclear" for deadline in deadlines):
        ongoing = one.ongoing if alone else any(deadline.ongoing for deadline in deadlines)
        said = (one.kind, one.edtf, one.start, one.due, one.precision, ongoing, one.frequency, one.recurrence)
        return Timescale(raw, *said, deadlines, one.rule, score, every, rest)
    sure = not any(deadline.rule in ("unread", "year_apart") or deadline.rule.endswith("_unsure") for deadline in deadlines)
    start = min((deadline.start for deadline in deadlines if deadline.start and sure), default=None)
    due = max((deadline.due for deadline in deadlines if deadline.due and sure), default=None)
    repeating = next((deadline for deadline in deadlines if deadline.frequency or deadline.recurrence), None)
    return Timescale(
        raw,
        "multiple",
        start=start,
        due=None if start and due and start > due else due,
        ongoing=any(deadline.ongoing for deadline in deadlines),
        frequency=repeating.frequency if repeating else None,
        recurrence=repeating.recurrence if repeating else None,
        deadlines=deadlines,
        rule="several",
        score=score,
        flags=every,
        rest=rest,
    )


def _score(deadlines: Sequence[Deadline], flags: Sequence[str], strays_left: int) -> float:
    """Sure where every word was read; less for words left over, repairs, pairs of years and known doubts."""
    score = 1.0
    for deadline in deadlines:
        if deadline.rule == "dateparser":
            return RESIDUE_READING
        if deadline.kind == "unclear":
            score = UNSURE_READING
    if not strays_left and not flags:
        return score
    left = 1.0 - min(0.4, 0.04 * strays_left) - 0.1 * ("repaired_date" in flags) - 0.15 * ("ambiguous_year_pair" in flags)
    return round(min(score, left), 2)
