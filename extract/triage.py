"""Which pages of a pack can hold an action plan, told from their bare text; what is no plan is weeded out later."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from model import HeaderReading, Meanings

STRONG = 0.85
"""A header read with less than this does not count."""
TELLING = frozenset({"action", "objective", "outcomes", "lead", "timescale", "update", "status"})
LONGEST_LINE = 26
"""Words of a line that could still be a header row."""
LONGEST_TEXT = 5
"""Words of one header text."""
COVERED = 0.55
"""Share of a header row's words that must be header texts."""
SHORT_LINE = 6
"""Words of a line that could be one cell's."""
DRAWN = 8
"""Lines and areas drawn from which a page may hold a ruled table."""
PROSE = 0.72
"""Share of a page's characters in lines as long as its longest from which it reads as prose."""
CAPITALS = 0.2
"""Share of capitals inside lines from which cells stand side by side in them."""
TIMED, NAMED = 0.8, 0.7
"""Likeness from which a text on a page says when, and who."""
ENDING = re.compile(r"^(?:\d{1,2}/){0,2}(?:(?:19|20)\d\d|\d\d)(?:[/–-]\d\d(?:\d\d)?)?$|^[Oo]n-?going$")
"""The last word of a time that stands at the end of a row."""
FEW_PAGES = 8
"""A paper of no more pages is read whole where it holds anything like a table."""
HEAD, LONGEST_TITLE = 10, 16
"""Lines at the head of a page among which its title stands, and words of that."""
BRIDGE = 3
"""Pages without a sign of a plan that may stand between two of its pages."""
KEY = 0.6
"""Likeness from which a line is a key to signs."""
LONGEST_KEY = 200
"""Characters of such a line."""
EQUATION = re.compile(r"\w \W? ?[=:–—-] |\w: |=")
LONGEST_NOTICE = 250
"""Characters of a page that only says that it is blank."""
MOST_NOTICES = 4
"""Lines of such a page: what stands at its edges, and the notice."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LEFT_BLANK = re.compile(
    r"\W*(?=.*\b(?:page|side|sheet|intentionally|deliberately)\b)"
    r"(?:this |the )?(?:(?:page|side|sheet) )?(?:(?:is|has been|was) )?(?:(?:left|intentionally|deliberately) ){0,2}"
    r"blank(?: (?:page|intentionally|deliberately))?\W*|.*\bdudalen\b.*\bwag\b.*",
    re.IGNORECASE,
)
"""What a page says that has nothing to say."""


@dataclass(frozen=True, slots=True)
class _Sighting:
    """How a page looks from afar."""

    lines: Sequence[Sequence[str]]
    """The words of each line that has any."""
    table: bool
    """It is shaped as a table is."""


def plan_pages(texts: Sequence[str], meanings: Meanings, drawn: Sequence[int] = ()) -> tuple[int, ...]:
    """The pages (from 0) that can hold an action plan or the rest of one, in order; pages left blank part nothing.

    `drawn` tells how many lines and areas each page draws, where that is known.
    """
    counts = [*drawn, *([0] * (len(texts) - len(drawn)))]
    printed = [index for index, text in enumerate(texts) if not is_left_blank(text)]
    chosen = _plan_pages([texts[index] for index in printed], meanings, [counts[index] for index in printed])
    return tuple(printed[place] for place in chosen)


def is_left_blank(text: str) -> bool:
    """Whether a page prints nothing, or that it is left blank and at most what stands at the edges of pages."""
    said = [line for line in text.splitlines() if line.strip()]
    return not said or len(said) <= MOST_NOTICES and len(text) <= LONGEST_NOTICE and any(map(_LEFT_BLANK.fullmatch, said))


def _plan_pages(texts: Sequence[str], meanings: Meanings, counts: Sequence[int]) -> tuple[int, ...]:
    seen = [_look(text, count) for text, count in zip(texts, counts, strict=True)]
    chosen: set[int] = set()
    for index, sighting in enumerate(seen):
        follows = index - 1 in chosen and sighting.table  # then nothing more is asked of it
        if follows or _shows_header(sighting.lines, meanings) or sighting.table and _has_cells(sighting.lines, meanings):
            chosen.add(index)
    if not chosen and len(texts) <= FEW_PAGES:
        return tuple(index for index, sighting in enumerate(seen) if sighting.table)
    for index in range(len(texts) - 2, -1, -1):
        if index + 1 in chosen and seen[index].table and counts[index] >= DRAWN:
            chosen.add(index)
    for before, after in pairwise(sorted(chosen)):
        if after - before == 2 or after - before <= BRIDGE + 1 and any(seen[index].table for index in range(before + 1, after)):
            chosen.update(range(before + 1, after))
    chosen |= {index - 1 for index in chosen if index and _names_plan(texts[index - 1], meanings)}
    first = min(chosen, default=0)
    if len(texts) <= FEW_PAGES and first and not _is_titled(texts[first], meanings):
        chosen |= set(next(([index] for index in range(first - 1, -1, -1) if _is_titled(texts[index], meanings)), []))
    first = min(chosen, default=0) - 1
    if first >= 0 and seen[first].lines and _prints_key(texts[first], meanings):
        chosen.add(first)
    return tuple(index for index in sorted(chosen) if seen[index].lines)


def _look(text: str, drawn: int) -> _Sighting:
    lines = _words_by_line(text)
    return _Sighting(lines, bool(lines) and (drawn >= DRAWN or not _is_prose(lines)))


def shows_header(text: str, meanings: Meanings) -> bool:
    """Whether a page prints the header of a plan, or the labels of its cards."""
    return _shows_header(_words_by_line(text), meanings)


def _shows_header(lines: Sequence[Sequence[str]], meanings: Meanings) -> bool:
    return any(is_header_row(words, meanings) for words in _header_candidates(lines)) or _has_labels(lines, meanings)


def _words_by_line(text: str) -> list[list[str]]:
    return [words for line in text.splitlines() if (words := line.split())]


def _is_prose(lines: Sequence[Sequence[str]]) -> bool:
    """Whether most of a page runs on from margin to margin, and not because the cells of a row stand in one line."""
    lengths = sorted(len(" ".join(words)) for words in lines)
    usual = lengths[int(0.9 * (len(lengths) - 1))]
    full = sum(length for length in lengths if length >= 0.8 * usual)
    within = [word for words in lines for before, word in pairwise(words) if before[-1] not in ".:;!?"]
    capitals = sum(word[0].isupper() for word in within)
    return usual >= 55 and full >= PROSE * sum(lengths) and capitals <= CAPITALS * len(within)


def _header_candidates(lines: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Lines, and runs of short lines, that could print a table's header."""
    yield from (words for words in lines if 2 <= len(words) <= LONGEST_LINE)
    run: list[str] = []
    short = 0
    for words in [*lines, ["-"] * (SHORT_LINE + 1)]:
        if len(words) <= SHORT_LINE:
            run += words
            short += 1
            continue
        if short > 1:
            yield from (run[start : start + LONGEST_LINE] for start in range(0, len(run), LONGEST_LINE // 2))
        run, short = [], 0


def is_header_row(words: Sequence[str], meanings: Meanings) -> bool:
    """Whether header texts of two kinds, one of them telling, stand side by side in the words."""
    alone = (word for word in words if _known(word, meanings) is not None)
    if next(alone, None) is None or next(alone, None) is None:
        if not _compound(words, meanings):
            return False
    places: list[tuple[int, int, frozenset[str]]] = []
    texts, start = [], 0
    while start < len(words):
        end, reading = _longest_text(words, start, meanings)
        texts.append(" ".join(words[start:end]))
        if reading is not None:
            places.append((start, end, frozenset(reading.roles)))
        start = end
    for first in range(len(places)):
        for last in range(first + 1, len(places)):
            between = places[first : last + 1]
            covered = sum(end - begin for begin, end, _ in between)
            roles = frozenset().union(*(kinds for _, _, kinds in between))
            if covered >= COVERED * (places[last][1] - places[first][0]) and len(roles) >= 2 and roles & TELLING:
                return meanings.alien(texts) is None
    return False


def _compound(words: Sequence[str], meanings: Meanings) -> bool:
    """Whether two neighbours together are a header text where neither is one alone: "By when"."""
    return any(one[:1].isupper() and _known(f"{one} {other}", meanings) is not None for one, other in pairwise(words))


def _known(text: str, meanings: Meanings) -> HeaderReading | None:
    """What a text means as a header; None for words that no header begins with."""
    if not (text[0].isupper() or text[0].isdigit()) or not _LETTERS.search(text):
        return None
    reading = meanings.header(text)
    return reading if reading is not None and reading.score >= STRONG else None


def _longest_text(words: Sequence[str], start: int, meanings: Meanings) -> tuple[int, HeaderReading | None]:
    """Where the longest header text that begins at `start` ends, and what it means; the next word where there is none."""
    for end in range(min(start + LONGEST_TEXT, len(words)), start, -1):
        if reading := _known(" ".join(words[start:end]), meanings):
            return end, reading
    return start + 1, None


def _has_labels(lines: Sequence[Sequence[str]], meanings: Meanings) -> bool:
    """Whether lines open with the labels of action cards: "Lead officer: …" and "By when: …", more than once or of three kinds."""
    roles: list[str] = []
    for words in lines:
        end = next((place for place, word in enumerate(words[:LONGEST_TEXT], 1) if word.endswith(":")), 0)
        if end and (reading := _known(" ".join(words[:end]).rstrip(":").strip() or "-", meanings)):
            roles += [role for role in reading.roles if role in TELLING]
    kinds = set(roles)
    return len(kinds) >= 3 or len(kinds) == 2 and len(roles) >= 4


def _has_cells(lines: Sequence[Sequence[str]], meanings: Meanings) -> bool:
    """Whether short lines read as the timescales and leads of several rows."""
    times = leads = 0
    for words in lines[:120]:
        text = " ".join(words)
        if len(words) > SHORT_LINE or not _LETTERS.search(text):
            continue
        scores = meanings.content(text)
        times += scores["timescale"] >= TIMED
        leads += scores["lead"] >= NAMED and scores["timescale"] < TIMED
        if times >= 3 and leads >= 3:
            return True
    return times >= 3 or sum(_ends_row(words, meanings) for words in lines[:120]) >= 3


def _ends_row(words: Sequence[str], meanings: Meanings) -> bool:
    """Whether a line ends on a name and a time, as a row does whose cells share a line: "Clear the drains Highways June 2031"."""
    if len(words) <= SHORT_LINE or not ENDING.search(words[-1]):
        return False
    first = next((at for at in range(-4, 0) if meanings.content(" ".join(words[at:]))["timescale"] >= TIMED), 0)
    return bool(first) and words[first - 1][0].isupper()


def _is_titled(text: str, meanings: Meanings) -> bool:
    """Whether a plan's title stands at the head of a page, prose below it or not."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:HEAD]
    readings = [meanings.heading(line) for line in lines if len(line.split()) <= LONGEST_TITLE and line[-1] not in ".;:,"]
    return any(reading is not None and reading.kind == "title" for reading in readings)


def _prints_key(text: str, meanings: Meanings) -> bool:
    """Whether a page says what the signs, or the terms of time, in the table behind it mean."""
    entries = (line for line in map(str.strip, text.splitlines()) if len(line) <= LONGEST_KEY and EQUATION.search(line))
    return any(meanings.content(line).get("legend", 0.0) >= KEY for line in entries)


def _names_plan(text: str, meanings: Meanings) -> bool:
    """Whether a page is a cover: few words, one line of which is a plan's title."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines or sum(len(line.split()) for line in lines) > 90:
        return False
    return any(reading.kind == "title" for line in lines if (reading := meanings.heading(line)) is not None)
