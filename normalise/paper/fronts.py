"""What a document says of itself beside a plan's own heading: covers, heads of reports, running lines, the file's title and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from pathlib import PurePosixPath

from model import Front, Part, Place, Reading, Source
from normalise.paper.beside import Beside
from normalise.paper.dates import find_dates
from normalise.paper.label_lines import with_values
from normalise.paper.named_plans import named_plan
from normalise.paper.periods import PERIODS, Period, period_of_line, period_of_title
from normalise.paper.titles import (
    NUMBERED,
    SMALL,
    SURE,
    is_bare,
    is_front_matter,
    is_plan_title,
    is_sentence,
    plain_line,
    read_title,
    until,
)
from normalise.paper.words import PaperWords

LONGEST_NAME = 12
"""Words of a line that can be a plan's name though it has no word for a plan."""
WORD = re.compile(r"[^\W\d_][\w'’-]*")
PAGE = re.compile(r"[\s|·–—-]*\b(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
FIRST_NUMBER = re.compile(r"^(?:\d{1,3}|[A-Za-z])[\s_.-]+(?=\D)")
PROGRAM = re.compile(r"^microsoft \w+ - |\.(?:docx?|xlsx?|pptx?|pdf|indd|odt|rtf)$", re.IGNORECASE)


def beside(part: Part, fronts: Sequence[Front], source: Source, words: PaperWords) -> Beside:
    """What the document prints beside this plan and before it."""
    first, last = part.rows[0].place, part.rows[-1].place
    before = [front for front in fronts if _stands_before(front, first)]
    pages = [tuple(front.text for front in own) for _, own in groupby(sorted(before, key=_page), key=_page)]
    loose = [stray for stray in part.strays if not stray.furniture]
    ends = last.page_end or last.page or last.line_end or last.line or 0
    starts = first.page or first.line or 0
    where = [(stray.place.page or stray.place.line or 0, stray.text) for stray in loose]
    name = FIRST_NUMBER.sub("", PurePosixPath(source.label).stem)
    properties = [PROGRAM.sub("", front.text) for front in fronts if front.page is None and front.line is None]
    return Beside(
        pages=tuple(with_values(_plain(page), words) for page in reversed(pages)),
        running=tuple(dict.fromkeys(_plain(PAGE.sub("", stray.text) for stray in part.strays if stray.why == "running_line"))),
        names=_plain([*properties, re.sub(r"[_\s]+|(?<!\d)-|-(?!\d)", " ", name).capitalize()]),
        below=_plain(text for at, text in where if at >= ends),
        above=_plain(text for at, text in where if at <= starts),
    )


def fronts_of(number: int, parts: Sequence[Part], fronts: Sequence[Front], words: PaperWords) -> tuple[Front, ...]:
    """What introduces the plan with this number: of a later one no page before the last row of another but the document's first.

    What stands at the head of the first plan and is none of its title, council and date, is said for the later ones too.
    """
    if number == 1:
        return tuple(fronts)
    before = parts[number - 2].rows[-1].place
    last = before.page_end or before.page or 0
    own = [front for front in fronts if front.page in (None, 1) or front.page and front.page > last]
    return (*(Front(text, place.page, place.line) for text, place in _heads(parts[0], words)), *own)


def _heads(part: Part, words: PaperWords) -> Iterator[tuple[str, Place]]:
    """Lines of a plan's heading that are the paper's: above its title all, below it what is front matter plainly."""
    titled = False
    for paragraph in part.heading:
        named = is_plan_title(paragraph.text, words) >= SURE
        titled = titled or named
        if not named and (not titled or is_front_matter(paragraph.text, words)):
            yield paragraph.text, paragraph.place


def _stands_before(front: Front, row: Place) -> bool:
    if front.page is not None:
        return row.page is None or front.page < row.page
    return front.line is not None and (row.line is None or front.line < row.line)


def _page(front: Front) -> int:
    return front.page or 0


def _plain(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(plain_line, texts) if line)


# -- its title ---------------------------------------------------------------------------------------------------------------


def title_beside(printed: Reading[str], heading: Sequence[str], there: Beside, words: PaperWords) -> Reading[str]:
    """The title that the heading prints; where it has none, or says no more than "Action plan", the best that stands beside it."""
    value = printed.value
    if value is not None and not is_bare(value, words):
        return printed
    dated = value if value is not None and find_dates(value, words) else None
    for found in _candidates(heading, there, words):
        if dated is None or found.value is None or _large(dated) <= _large(found.value):
            return found
        return Reading(found.printed, f"{until(found.value or '', dated)} {dated}".strip(), found.rule, found.score)
    return printed


def _candidates(heading: Sequence[str], there: Beside, words: PaperWords) -> Iterator[Reading[str]]:
    for lines, rule, score in (
        *((page, "title_before", 0.8) for page in there.pages),
        *(((line,), "running_title", 0.8) for line in there.running),
    ):
        if found := _only_title(lines, words):
            yield Reading(found.printed, found.value, rule, score)
    yield from _names_said_twice(heading, there, words)
    for said in (heading, *there.pages):
        if called := named_plan(said, words):
            yield Reading(called, called, "named_in_prose", 0.6)
    for name in there.names:
        told_of = words["convened.body"].search(name) or words["report_ends.word"].search(name)
        if not told_of and (found := _only_title((name,), words)):
            yield Reading(found.printed, found.value, "title_of_file", 0.5)


def _only_title(lines: Sequence[str], words: PaperWords) -> Reading[str] | None:
    """The one plan that the lines name; None where they name none, or several as an agenda does."""
    plain = [line for line in lines if not NUMBERED.match(line)]
    found = read_title(plain, words)
    if found.value is None or is_bare(found.value, words):
        return None
    named = [each.value for line in plain if (each := read_title([line], words)).value and not is_bare(each.value or "", words)]
    bare = [own for name in named if name and (own := _large(words.nouns.sub(" ", name)))]
    return found if all(one & other for one, other in combinations(bare, 2)) else None


def _names_said_twice(heading: Sequence[str], there: Beside, words: PaperWords) -> Iterator[Reading[str]]:
    """A line of the heading with the plan's years, or the first words of one, that runs along the pages or is the file's own title."""
    again = [_letters(line) for line in (*there.running, *there.names)]
    for line in heading:
        if is_sentence(line) or len(line.split()) > LONGEST_NAME or not any(one.shape in PERIODS for one in find_dates(line, words)):
            continue
        if len(_large(line)) > 1 and any(_letters(line) in other for other in again):
            yield Reading(line, line, "line_said_twice", 0.7)


# -- its period --------------------------------------------------------------------------------------------------------------


def period_beside(title: str | None, there: Beside, words: PaperWords) -> Reading[Period] | None:
    """The years that stand with the title's own words beside the heading; None where they stand nowhere, or differ."""
    if title is None or is_bare(title, words):
        return None
    name = _large(words.nouns.sub(" ", title)) or _large(title)
    found = [reading for line in (*there.lines, *there.names) if name <= _large(line) and (reading := period_of_title(line, words))]
    for page in there.pages:
        if any(name <= _large(line) for line in page):
            found += [reading for line in page if (reading := period_of_line(line, words))]
    return found[0] if len({reading.value for reading in found}) == 1 else None


def _large(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)} - SMALL


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
