"""A paper's list of abbreviations, in whatever columns or lines it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalise.characters import collapse, mend
from normalise.paper.titles import plain_line
from normalise.paper.words import Words, paper_words

SHORT = re.compile(r"(?=.{1,14}$)(?=(?:.*[A-Z]){2}|[A-Z]\d)[A-Za-z0-9][A-Za-z0-9&/+.’'-]*(?: [A-Z0-9&]{1,5})?")
NUMBERED = re.compile(r"^(?:(?:appendix|annex)\s+\w{1,2}|\d+(?:\.\d+)*)[\s.:–—-]+", re.IGNORECASE)
SENTENCE = re.compile(r"[a-z]{2}[.;!?]\s+[A-Z]")
PARTED = re.compile(r"^[•·▪*–-]?\s*(?P<short>\S{1,14}(?: [A-Z0-9&]{1,5})?)(?:\s+[-–—=]+\s*|\s*[:=–—]\s*|\s{2,}|\t+|\s+-\s+)(?P<long>\S.*)$")
BRACKETED = re.compile(r"^(?P<long>[A-Z].*\w)\s*\((?P<short>[^()\s]{2,14})\)[.;,]?$")
TOLERATED = 2
"""Rows that are no pair and may stand among those that are, before the list is over."""


def is_glossary_heading(text: str, words: Words = None) -> bool:
    """Does the line open a list of abbreviations?"""
    ready = paper_words(words)
    line = NUMBERED.sub("", plain_line(text)).strip(" :.-–—")
    found = ready["glossary.heading"].match(line)
    rest = line[found.end() :].strip(" :–—-()") if found else ""
    return found is not None and (not rest or ready["glossary_uses.word"].fullmatch(rest) is not None)


def read_glossary(lines: Sequence[Sequence[str]], words: Words = None) -> tuple[tuple[str, str], ...]:
    """Abbreviation and expansion of every pair in the rows below a glossary's heading; one that is given two meanings has none."""
    found: dict[str, list[str]] = {}
    last: str | None = None
    misses = 0
    for cells in _joined(lines, words):
        pairs = list(_pairs(cells))
        if pairs:
            misses = 0
        elif last and len(cells) == 2 and not cells[0] and cells[1][:1].islower():
            found[last][-1] += f" {cells[1]}"
        elif found and (misses := misses + 1) > TOLERATED:
            break
        for short, expansion in pairs:
            found.setdefault(short, []).append(expansion)
            last = short
    return tuple((short, meanings[0]) for short, meanings in found.items() if len({meaning.casefold() for meaning in meanings}) == 1)


def _joined(lines: Sequence[Sequence[str]], words: Words) -> Iterator[list[str]]:
    """The rows, blank ones left out; where abbreviation and expansion stand on lines of their own, two lines are one row."""
    rows = [[collapse(cell) if "\t" not in cell else cell for cell in row] for row in lines]
    waiting: str | None = None
    for row in rows:
        full = [cell for cell in row if cell]
        if not full or len(full) == 1 and is_glossary_heading(full[0], words):
            continue
        if len(full) == 1 and waiting is None and SHORT.fullmatch(full[0]):
            waiting = full[0]
        elif len(full) == 1 and waiting is not None:
            yield [waiting, full[0]]
            waiting = None
        else:
            waiting = None
            yield row


def _pairs(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    full = [cell for cell in cells if cell]
    if len(full) == 1:
        if pair := _from_line(full[0]):
            yield pair
        return
    if len(full) % 2:
        return
    sides = list(zip(full[::2], full[1::2], strict=True))
    pairs = [_pair(left, right) or (_pair(right, left) if _has_initials(right, left) else None) for left, right in sides]
    if all(pairs):
        yield from (pair for pair in pairs if pair)


def _from_line(line: str) -> tuple[str, str] | None:
    if found := PARTED.match(line) or BRACKETED.match(line):
        return _pair(found["short"], found["long"])
    short, _, expansion = line.partition(" ")
    return _pair(short, expansion) if _has_initials(short, expansion) else None


def _pair(short: str, expansion: str) -> tuple[str, str] | None:
    short, expansion = short.strip(" :–—-=.").strip("()"), mend(expansion.strip(" :–—-=;,"))
    if not SHORT.fullmatch(short) or SHORT.fullmatch(expansion) or SENTENCE.search(expansion):
        return None
    letters = [letter for letter in expansion if letter.isalpha()]
    return (short, expansion) if len(letters) > 3 and len(expansion.split()) <= 20 else None


def _has_initials(short: str, expansion: str) -> bool:
    """Do the capitals of the abbreviation begin the words of the expansion, in order?"""
    wanted = [letter.lower() for letter in short if letter.isupper()]
    initials = [word[0].lower() for word in re.findall(r"[A-Za-z][\w’']*", expansion)]
    return len(wanted) > 1 and _in_order(wanted, initials) and len(initials) <= len(wanted) + 3


def _in_order(wanted: Sequence[str], given: Sequence[str]) -> bool:
    left = iter(given)
    return all(letter in left for letter in wanted)


def explained(lines: Sequence[str], words: Words = None) -> dict[str, str]:
    """What the lines say in so many words that initials mean, as in "AFI means Area for Improvement"."""
    ready, found = paper_words(words), dict[str, str]()
    for line in lines:
        for means in ready["glossary_means.word"].finditer(line):
            short = line[: means.start()].split()[-1:] or [""]
            expansion = re.split(r"[.;,()]", line[means.end() :], maxsplit=1)[0].strip(" :'‘’“”\"")
            if _has_initials(short[0].strip("'‘’“”\""), expansion) and (pair := _pair(short[0].strip("'‘’“”\""), expansion)):
                found.setdefault(*pair)
    return found


def glossary_pages(pages: Sequence[Sequence[str]], words: Words = None) -> dict[str, str]:
    """The abbreviations of pages that open a list of them, below its heading."""
    found: dict[str, str] = {}
    for lines in pages:
        start = next((at for at, line in enumerate(lines) if is_glossary_heading(line, words)), None)
        if start is not None:
            found = dict(read_glossary([(line,) for line in lines[start + 1 :]], words)) | found
    return found
