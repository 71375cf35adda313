"""What stands at either end of a title and is no part of it: whose it is, its stage, the date or the kind of the report on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model import Reading
from normalise.paper.dates import find_dates
from normalise.paper.editions import as_at
from normalise.paper.stages import stage_of
from normalise.paper.titles import SURE, TAIL, is_plan_title, names_a_body, strip_mark
from normalise.paper.words import PaperWords

WORD = re.compile(r"[A-Za-z][\w'’-]*")
PARTED = re.compile(r"\s+[-–—|·•:]\s+|\s*\|\s*|(?<=\w):\s+")


def trimmed(title: Reading[str], words: PaperWords) -> Reading[str]:
    """The title without a stage, an as-at date or an appendix's mark at either end: they are no part of it."""
    value = title.value
    if value is None:
        return title
    while found := re.search(r"\s*(?:[(\[][^()\[\]]*[)\]]|(?:\s[-–—|]+\s+|[:,;]\s+)[^–—|:,;()]*)$", value):
        part = found[0].strip(" ()[]-–—|:,;")
        in_span = any(one.start < found.start() < one.end for one in find_dates(value, words))
        if in_span or not words.nouns.search(value[: found.start()]) or not _is_stage_or_date(part, words):
            break
        value = value[: found.start()]
    for end in (rf"\s+{words['stages.draft'].pattern}$", r"\s+v(?:ersion)?\.?\s?\d+(?:\.\d+)*$"):
        value = re.sub(end, "", value, flags=re.IGNORECASE)
    value = _without_body(value.strip(TAIL), words).strip(TAIL)
    return Reading(title.printed, value or title.value, title.rule, title.score, title.place)


def _is_stage_or_date(part: str, words: PaperWords) -> bool:
    if as_at(part, words) or stage_of(part, words) is not None or WORD.search(part) and not WORD.search(words.as_at.sub("", part)):
        return True
    if words["marks.appendix"].match(part) and not strip_mark(part, words).strip():
        return True
    dates = find_dates(part, words)
    alone = len(dates) == 1 and dates[0].shape in ("day", "month", "quarter", "season")
    rest = part if not dates else part[: dates[0].start] + part[dates[-1].end :]
    return bool(alone and not WORD.search(rest)) or re.fullmatch(r"v(?:ersion)?\.?\s*\d+(?:\.\d+)*", part, re.IGNORECASE) is not None


def _without_body(value: str, words: PaperWords) -> str:
    """"Anytown Council – Tree Strategy" and "Tree Strategy | Anytown Council" name the Tree Strategy."""
    for body, rest in _sides(value):
        if names_a_body(body, words, "publishers.ending") and is_plan_title(rest, words) >= SURE:
            return rest
    return value


def _sides(value: str) -> Iterator[tuple[str, str]]:
    """What stands before the first mark that parts a title, with the rest; then what stands behind the last."""
    marks = list(PARTED.finditer(value))
    if marks:
        yield value[: marks[0].start()], value[marks[0].end() :]
        yield value[marks[-1].end() :], value[: marks[-1].start()]
