"""One piece of a timescale cell: its finds grouped into phrases, its own words parted from what is no timescale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from model import Deadline
from normalise.time.calendar_spans import day_span, month_span
from normalise.time.date_repair import Mended, mend, plain
from normalise.time.items import Item
from normalise.time.misprints import is_half_read
from normalise.time.rules import BANDS, CONDITIONS, read_phrase
from normalise.time.scan import scan
from normalise.time.words import TimeBase, TimeWords, squash

WORD = re.compile(r"[^\W_]+(?:['.’-][^\W_]+)*")
LETTERS = re.compile("[a-z]+")
CLOCK = re.compile(r"\b(?:[01]?[0-9](?:[.:][0-5][0-9])?\s?[ap]m|(?:12\s)?noon|midday)\b")
"""An hour of the day, which no field holds."""
SUSPECT = re.compile(r"/\s|[0-9]\s/[0-9]|/[01]\s[0-9]/|[a-z]{3}[0-9]|2(?:\s0|0\s[0-9]|0[0-9]\s[0-9])")
"""What every word may have been read of, and the wrong way: 'March 20 22 - June 2023', 'Apri1 2025', '21/06/ 2027', '15/0 3/2023'."""
EDGES = " ,;:/&-–—•·|"
BECOMES = ">→"
"""What stands between a date and the one that it became, and is part of neither."""
CLOSE = 3
LEFT_UNREAD = frozenset({"unread", "year_apart"})
DRAWN_TO_NAMES = frozenset(
    {
        "review",
        "stage",
        "soon",
        "bare",
        "moment",
        "opener",
        "spell",
        "cross_reference",
        "frequency",
        "undecided",
        "ongoing",
        "continues",
        "band",
        "times",
    }
)


class Piece(NamedTuple):
    """What one piece of a cell gave: its deadlines, its own words, the words that are none of it, how many it could not read."""

    deadlines: tuple[Deadline, ...]
    raw: str
    rest: str = ""
    strays: int = 0
    flags: tuple[str, ...] = ()


def read_piece(printed: str, base: TimeBase, words: TimeWords, mixed: bool = False) -> Piece:
    """The deadlines of one piece of a cell; with `mixed` only the timescale's own words are its raw."""
    if words.patterns["nothing"].fullmatch(plain(printed)):
        return Piece((), printed)
    if (told := _by_legend(printed, base, words)) is not None:
        return Piece((replace(told, raw=printed, rule=f"legend:{told.rule}"),), printed)
    mended, items, left = find_items(printed, words, base)
    flags = ("repaired_date",) if was_repaired(mended, items, words) else ()
    if mixed:
        return _parted(printed, mended, items, base, words, flags)
    deadlines = _phrases(printed, mended, items, 0, len(mended.text), base, words) if items else ()
    if left and is_half_read(mended.text, items, words):
        return Piece((Deadline(printed, "unclear", rule="unread"),), printed, strays=left)
    unread = not deadlines or deadlines[0].rule in LEFT_UNREAD and all(deadline.rule in LEFT_UNREAD for deadline in deadlines)
    if unread and (residue := read_residue(printed, mended.text, words, base)):
        deadlines = (residue,)
    return Piece(deadlines, printed, strays=left, flags=flags)


def find_items(printed: str, words: TimeWords, base: TimeBase) -> tuple[Mended, list[Item], int]:
    """The finds of a text and how many words they leave; mended first where a word of it could not be read as it stands."""
    low = plain(printed)
    items = scan(low, words, base)
    left = strays(low, items, words)
    if items and not left and "bare" not in [item.kind for item in items] and not SUSPECT.search(low):
        return Mended(low), items, 0
    mended = mend(low, words)
    if not mended.origins:
        return mended, items, left
    items = scan(mended.text, words, base)
    return mended, items, strays(mended.text, items, words)


def strays(text: str, items: Sequence[Item], words: TimeWords) -> int:
    """How many words no find covers; the small words between finds do not count, nor hours of the day, nor what a condition says."""
    if len(items) == 1 and items[0].start == 0 and items[0].end == len(text):
        return 0
    left, at = [], 0
    for item in items:
        left.append(text[at : item.start])
        at = max(at, len(text) if item.kind in CONDITIONS and item.kind != "whole" else item.end)
    left.append(text[at:])
    return sum(not words.patterns["small"].fullmatch(word) for word in WORD.findall(CLOCK.sub(" ", " ; ".join(left))))


def was_repaired(mended: Mended, items: Sequence[Item], words: TimeWords) -> bool:
    """Whether any of these dates was read out of words that had to be mended."""
    for item in items:
        if item.kind == "point" and (mended.origins or not words.cut_months.isdisjoint(LETTERS.findall(item.text))):
            return True
    return False


def _by_legend(printed: str, base: TimeBase, words: TimeWords) -> Deadline | None:
    """What the document's own key says of these very words; one without years ("S" is "within 1 year") says that they are a band."""
    if not base.legend:
        return None
    keys = {squash(plain(key)).strip(EDGES): said for key, said in base.legend.items()}
    said = keys.get(squash(plain(printed)).strip(EDGES + ".()"))
    if said is None:
        return None
    deadlines = read_piece(said, replace(base, legend={}), words).deadlines
    return deadlines[0] if len(deadlines) == 1 and deadlines[0].rule not in LEFT_UNREAD else None


def _phrases(
    printed: str, mended: Mended, items: Sequence[Item], start: int, end: int, base: TimeBase, words: TimeWords
) -> tuple[Deadline, ...]:
    """One deadline a date, each with the finds that stand with it; without two dates the whole is one phrase."""
    points = [item for item in items if item.kind == "point" and "historic" not in item.limits]
    if len(points) < 2 and not start and end == len(mended.text) and not base.legend:
        return (read_phrase(tidy(printed, words), mended.text, items, words, base),) if items else ()
    cuts = [start, *(_cut(mended.text, first, second, items, words) for first, second in zip(points, points[1:], strict=False)), end]
    deadlines = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        inside = [_moved(item, left) for item in items if left <= item.start < right]
        raw = tidy(printed[mended.printed(left) : mended.printed(right)], words)
        told = [(item, said) for item in inside if item.kind in BANDS and (said := _by_legend(item.text, base, words))]
        if told and not any(item.is_point for item in inside):
            for item, said in told:
                own = printed[mended.printed(left + item.start) : mended.printed(left + item.end)]
                deadlines.append(replace(said, raw=raw if len(told) == 1 else tidy(own, words), rule=f"legend:{said.rule}"))
        elif inside:
            deadlines.append(read_phrase(raw, mended.text[left:right], inside, words, base))
    return tuple(deadlines)


def _moved(item: Item, by: int) -> Item:
    return item._replace(start=item.start - by, end=item.end - by, core=item.core - by) if by else item


def _cut(text: str, first: Item, second: Item, items: Sequence[Item], words: TimeWords) -> int:
    """Where the phrase of the second date begins: after the last separator, or at a review that stands before it, not in brackets."""
    between = [item for item in items if item.kind in ("review", "stage") and first.end <= item.start < second.start]
    heads = [item.start for item in between if text[item.end : item.end + 1] != ")"]
    if heads:
        return heads[0]
    marks = list(words.patterns["separator"].finditer(text, first.end, second.start))
    return marks[-1].end() if marks else second.start


def tidy(raw: str, words: TimeWords) -> str:
    """A phrase without the marks and joining words at its edges."""
    text = words.patterns["joiners"].sub("", raw.strip(EDGES)).strip(EDGES) if " " in raw else raw.strip(EDGES)
    if text[-1:] in BECOMES:
        text = text.rstrip(BECOMES + "=" + EDGES)
    return _balanced(text)


def _balanced(text: str) -> str:
    """The text without a bracket at its edge whose other half stands elsewhere."""
    return text.strip("() ") if text.count("(") != text.count(")") else text


def _parted(printed: str, mended: Mended, items: Sequence[Item], base: TimeBase, words: TimeWords, flags: tuple[str, ...]) -> Piece:
    """The runs of time words, and all the other words of the piece."""
    own = [item for item in items if not _names_somebody(item, items, printed, mended)]
    deadlines: list[Deadline] = []
    raws, rest, at = [], [], 0
    for start, end, inside in _runs(own, printed, mended):
        deadlines += _phrases(printed, mended, inside, start, end, base, words)
        first, last = mended.printed(start), mended.printed(end)
        rest.append(printed[at:first])
        raws.append(_balanced(printed[first:last].strip(EDGES)))
        at = last
    rest.append(printed[at:])
    kept = " ".join(text for each in rest if (text := _balanced(each.strip(EDGES)).strip(EDGES)))
    return Piece(tuple(deadlines), "; ".join(raws), kept, flags=flags)


def _names_somebody(item: Item, items: Sequence[Item], printed: str, mended: Mended) -> bool:
    """Whether a word of time belongs to a name: 'Review Officer', 'Continuous Improvement Manager', 'Jan Smith'."""
    if item.kind not in DRAWN_TO_NAMES or (item.kind == "ongoing" and squash(item.text).startswith("ongo")):
        return False
    following = next((other.start for other in items if other.start >= item.end), len(mended.text))
    after = printed[mended.printed(item.end) : mended.printed(following)]
    return bool(re.match(r"\s+[A-Z]", after))


def _runs(items: Sequence[Item], printed: str, mended: Mended) -> list[tuple[int, int, list[Item]]]:
    """Stretches of finds that stand together, with the small words between and after them."""
    runs: list[tuple[int, int, list[Item]]] = []
    for item in items:
        gap = printed[mended.printed(runs[-1][1]) : mended.printed(item.start)] if runs else ""
        if runs and len(WORD.findall(gap)) <= CLOSE and not re.search(r"[A-Z]", gap):
            runs[-1] = (runs[-1][0], max(item.end, runs[-1][1]), [*runs[-1][2], item])
        else:
            runs.append((item.start, item.end, [item]))
        start, end, inside = runs[-1]
        runs[-1] = (start, _run_end(end, item, printed, mended), inside)
    return runs


def _run_end(end: int, item: Item, printed: str, mended: Mended) -> int:
    """A condition runs to the end of its piece, any other find over the lower-case words after it."""
    if item.kind in CONDITIONS and item.kind != "whole":
        return len(mended.text)
    after = re.match(r"(?:[\s,]*[a-z(][^\s]*(?=\s|$))*", printed[mended.printed(end) :])
    reach = mended.printed(end) + (after.end() if after else 0)
    while end < len(mended.text) and mended.printed(end) < reach:
        end += 1
    return end


def read_residue(printed: str, low: str, words: TimeWords, base: TimeBase) -> Deadline | None:
    """What dateparser makes of a text that our rules left, if it holds a month's name or a full date and its year is printed there."""
    years = re.findall(r"(?<![0-9/-])(?:19[5-9]|20[0-9])[0-9](?![0-9/-])", low)
    named = [name for name in re.findall(r"[a-z]{3,}", low) if name in words.months]
    if len(years) != 1 or len(named) != 1 or len(low) > 60:
        return None
    parsed = _read_elsewhere(low, base.published or date(int(years[0]), 1, 1))
    if parsed is None or parsed.year != int(years[0]) or parsed.month != words.months[named[0]]:
        return None
    has_day = re.search(rf"(?<![0-9])0?{parsed.day}(?![0-9])", low)
    span = day_span(parsed.year, parsed.month, parsed.day) if has_day else month_span(parsed.year, parsed.month)
    return Deadline(printed, "date", span.edtf, span.start, span.due, span.precision, rule="dateparser") if span else None


def _read_elsewhere(low: str, base: date) -> datetime | None:
    found: datetime | None = _dateparser(base).get_date_data(low).date_obj
    return found


@lru_cache(maxsize=16)
def _dateparser(base: date) -> Any:
    """The library's reader, day first and in English; made once a base, since making it takes longer than reading."""
    from dateparser.date import DateDataParser  # type: ignore[import-untyped]  # heavy, and hardly ever needed

    relative_to = datetime(base.year, base.month, base.day)
    return DateDataParser(
        languages=["en"], settings={"DATE_ORDER": "DMY", "RELATIVE_BASE": relative_to, "REQUIRE_PARTS": ["month", "year"]}
    )
