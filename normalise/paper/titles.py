"""Which printed lines name a plan, and which are a paper's front matter (council, department, date, appendix mark)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model import Reading
from normalise.abbreviations import short_forms
from normalise.broken_words import part_glued
from normalise.characters import collapse, mend, without_struck
from normalise.paper.dates import find_dates
from normalise.paper.report_ends import without_report
from normalise.paper.words import PaperWords, Words, paper_words

SHORT_PAIR = re.compile(r"\W{1,3}(\d\d)\s*[-–/]\s*(\d\d)\W*")
YEARS = ("span", "financial_year")
LONGEST = 22
"""Words; a longer line is a sentence."""
FEWEST_SHARED = 3
"""Words that end one line of a title and begin the next from which they are printed twice."""
LESS = 0.2
"""What a title that names nothing is worth less than one that does."""
SURE = 0.6
"""What a line must score to be a title on its own."""

MARKDOWN = re.compile(r"^(?:#{1,6}|>|\*(?=\s))\s*|\*\*|__|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)|\s*#+$")
MARK_NUMBER = re.compile(r"\s*(?:no\.?\s*)?((?:\d{1,3}(?:\.\d+)*[a-z]?|[a-z]\d?|[ivx]+)\b)?[.)]*\s*(?:\(\d\))?\s*[-–—:|.,]*\s*", re.I)
SECTION_NUMBER = re.compile(r"\s*(?:no\.?\s*)?(?:\d|(?:[A-Z]|[ivx]+|one|two|three|four|five|six)\b|[:–—-])")
NUMBERED = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.):]|\d{1,2}\.\d{1,2}(?:\.\d+)*|[A-Z]\)|[ivx]+[.)])\s+(?=\D)")
INITIALS = re.compile(r"([A-Z][A-Z&]+)\s*(?:[:=–—-]\s*|\s)(?=[A-Z])")
VERSION = re.compile(r"v\d*|version|vn|rev|revision|copy", re.IGNORECASE)
SENTENCE = re.compile(r"[a-z][.?!]\s+[A-Z]|[;?!]$|[a-z]{3}\.$|\b(?:to|by|that|which|will|must|should)\s*:$")
PAGE = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—•*|.\s]*", re.IGNORECASE)
COUNTER = re.compile(r"(?<=\w)[\s|–-]+(?:page \d{1,3}(?: of \d{1,3})?|(?<!part )(?<!phase )(?<!year )\d{1,3} of \d{1,3})$", re.IGNORECASE)
WORD = re.compile(r"[A-Za-z][\w'’&-]*")
SMALL = frozenset("a an and as at by for from in into of on or our over per the through to under up upon via with within your".split())
POINTING = re.compile(r"\w\s+(?:the|this|that|these)\s+$", re.IGNORECASE)
"""What stands before the noun of a plan that is named elsewhere: "Delivering the strategy", "About this plan"."""
OF_BODY = re.compile(r" (?:for|of the) ")
DANGLING = re.compile(r"(?:[:,&–—-]|\b(?:and|of|for|the|to|on))$", re.IGNORECASE)
SEGMENT = re.compile(r"\s[-–—|]+\s|[(\[]")
NO_LETTERS = {code: None for code in range(128) if not chr(code).isalpha()}
EDGES = " ,.–—-:()|"
TAIL = " \t-–—:|,;(["


def is_plan_title(text: str, words: Words = None) -> float:
    """How surely a line names a plan, 0 to 1: "Tree Strategy 2022-32" does, "Develop a tree strategy" does not."""
    ready = paper_words(words)
    return _score(title_text(text, ready), ready) if _may_hold_noun(text, ready) else 0.0


def _may_hold_noun(text: str, words: PaperWords) -> bool:
    """A quick look that lets through every line with a noun of plans, however it is spaced or marked, and few others."""
    if not text.isascii() or "<" in text or "&" in text:
        return True
    letters = text.casefold().translate(NO_LETTERS)
    return any(stem in letters for stem in words.stems)


def is_front_matter(text: str, words: Words = None) -> bool:
    """Is the line a paper's front matter: a council, a department, a date, a label, a page number, an appendix mark?"""
    ready = paper_words(words)
    line = strip_mark(plain_line(text), ready)
    if PAGE.fullmatch(line) or line.casefold().rstrip(":") in ready.front:
        return True
    if any(_label(line, kind, ready) is not None for kind in ("date", "stage", "other")) or _is_all_stage(line, ready):
        return True
    dates = find_dates(line, ready)
    if dates and not WORD.search(line[: dates[0].start] + line[dates[-1].end :]):
        return True
    return not ready["not_titles.reports"].match(line) and names_a_body(line, ready, "front.departments")


def plain_line(text: str) -> str:
    """The line without Markdown, tags and page marks, its broken and glued words mended."""
    return mend(part_glued(MARKDOWN.sub("", collapse(without_struck(text))).strip(" |*")))


def strip_mark(line: str, words: PaperWords) -> str:
    """The line without a leading "Appendix 2:" or "Agenda item 7 –"."""
    mark = words["marks.appendix"].match(line) or words["marks.numbered"].match(line)
    found = MARK_NUMBER.match(line, mark.end()) if mark else None
    if found is None or not found[1] and not words["marks.appendix"].match(line):
        return line
    rest = line[found.end() :]
    return line if rest[:1].islower() else strip_mark(rest, words)


def title_text(text: str, words: PaperWords) -> str:
    """The words of a line that can be a title: appendix marks, labels such as "Report title:" and a page's number behind it gone."""
    line = COUNTER.sub("", strip_mark(plain_line(text), words))
    labelled = _label(line, "title", words)
    return without_report(_without_stage(strip_mark(labelled, words) if labelled else line, words), words)


def is_sentence(line: str) -> bool:
    """Does the line end or go on like a sentence? What sentences say of dates and stages is history."""
    return SENTENCE.search(line) is not None


def read_title(lines: Sequence[str], words: PaperWords) -> Reading[str]:
    """The title that the lines print, spread over several where it is; no value where none of them names a plan.

    The words of a stage or an as-at date at its end ("– Draft", "(update May 2024)") are left to those readings.
    """
    texts = [title_text(line, words) for line in lines]
    scores = [_score(text, words) for text in texts]
    groups = _groups(texts, scores, words)
    if not groups:
        return Reading("", None, "no_title", 0.0)
    weights = {span: round(max(scores[span[0] : span[1]]), 1) - LESS * _is_nameless(texts, span[0], words) for span in groups}
    first, last = max(groups, key=lambda span: (round(weights[span], 1), -span[0]))
    best = max(scores[first:last])
    rule, start = "title_line" if last - first == 1 else "title_lines", first
    if is_bare(texts[first], words) and _lends_a_name(texts, first - 1, words):
        rule, start, best = "title_spread", first - 1, SURE
    printed = " ".join(collapse(line) for line in lines[start:last])
    return Reading(printed, _without_repeats(texts[start:last], words), rule, best)


def is_bare(text: str, words: PaperWords) -> bool:
    """Does the title say no more than "Action Plan", with a period or a year's number at most?"""
    rest = words.nouns.sub(lambda noun: noun[0] if noun.lastgroup == "weak" and " " in noun[0] else " ", text)
    for dated in reversed(find_dates(rest, words)):
        rest = rest[: dated.start] + rest[dated.end :]
    rest = re.sub(rf"{words['periods.covers'].pattern}|\b[a-z]*\d+\b", " ", rest, flags=re.IGNORECASE)
    return not [word for word in WORD.findall(rest) if word.lower() not in SMALL]


def _is_nameless(texts: Sequence[str], at: int, words: PaperWords) -> bool:
    """Is the line a mere "Delivery Plan for 2023-26" that no line above lends a name?"""
    return is_bare(texts[at], words) and not _lends_a_name(texts, at - 1, words)


def _without_stage(line: str, words: PaperWords) -> str:
    """"DRAFT Tree Strategy" names the Tree Strategy; "Draft a tree strategy" stays what it is."""
    found = words["stages.draft"].match(line)
    rest = line[found.end() :].lstrip(" :–—-|)") if found else ""
    return rest if rest[:1].isupper() or rest[:1].isdigit() else line


def _score(line: str, words: PaperWords) -> float:
    nouns = [noun for noun in words.nouns.finditer(line) if not POINTING.search(line, 0, noun.start())]
    spelt = WORD.findall(line)
    if not nouns or len(spelt) > LONGEST or _is_ruled_out(line, words):
        return 0.0
    rank = min(("action", "strategy", "weak").index(noun.lastgroup or "weak") for noun in nouns)
    large = [word for word in spelt if word.lower() not in SMALL]
    capital = sum(word[0].isupper() for word in large) / len(large)
    dated = bool(find_dates(line, words)) or is_short_pair(line, nouns[-1].end())
    if len(large) == 1 and rank:
        return 0.4 if dated else 0.3
    if capital < 0.5 and not (rank < 2 and len(spelt) <= 8 and (line[0].isupper() or _is_low(line, words))):
        return 0.0
    whole = rank == 2 and len(large) > 2 and nouns[-1].end() == len(line)
    score: float = (0.8, 0.7, 0.45)[rank] + 0.1 * whole + 0.15 * dated + 0.05 * (capital > 0.8)
    return min(1.0, round(score, 2))


def _is_ruled_out(line: str, words: PaperWords) -> bool:
    if line[0].islower() and not _is_low(line, words):
        return True
    if is_sentence(line) or NUMBERED.match(line) or _is_meeting(line, words) or _spells_out(line):
        return True
    openers = ("not_titles.verbs", "not_titles.sentences", "not_titles.reports")
    if any(words[name].match(line) for name in openers) or _is_section(line, words):
        return True
    return _label(line, "other", words) is not None or names_a_body(line, words)


def is_short_pair(line: str, at: int) -> bool:
    """Do two years of two figures, the later last, end the line from here: "Tenant Plan 25-28"?"""
    pair = SHORT_PAIR.fullmatch(line, at)
    return pair is not None and int(pair[1]) < int(pair[2])


def _is_low(line: str, words: PaperWords) -> bool:
    """Does the line print a title without capitals and its years, and nothing else: "access action plan – 2025-26"?"""
    dates = find_dates(line, words)
    if len(dates) != 1 or dates[0].shape not in YEARS or line[dates[0].end :].strip(EDGES):
        return False
    name = line[: dates[0].start].strip(EDGES)
    ends = any(noun.end() == len(name) for noun in words.nouns.finditer(name) if noun.lastgroup == "action")
    return ends and len(name.split()) <= 5 and not SMALL & set(name.split())


def _spells_out(line: str) -> bool:
    """Does the line say what initials stand for: "EHCP: Education, Health and Care Plan"?"""
    found = INITIALS.match(line)
    return found is not None and found[1] in short_forms(re.findall(r"[\w'’&-]+", line[found.end() :]))


def _is_meeting(line: str, words: PaperWords) -> bool:
    """Does the line print the day that a body met on: "Meeting of Policy Committee, Thursday 20 March 2025 at 10.30"?"""
    dates = find_dates(line, words)
    named = any(noun.lastgroup != "weak" for noun in words.nouns.finditer(line))
    return not named and any(one.shape == "day" for one in dates) and words["convened.body"].search(line[: dates[0].start]) is not None


def _is_section(line: str, words: PaperWords) -> bool:
    """"Priority 2: Council plan", "Objective – …": a heading inside a plan; "Priority Action Plan" is none."""
    found = words["not_titles.sections"].match(line)
    return found is not None and SECTION_NUMBER.match(line, found.end()) is not None


def names_a_body(line: str, words: PaperWords, endings: str = "bodies.ending") -> bool:
    """Does the line name who, not what: "Housing Service", "Climate Strategy Team", "Cabinet – 14 July 2021"?"""
    dates = find_dates(line, words)
    name = (line[: dates[0].start] if dates else line).strip(EDGES)
    head = SEGMENT.split(name)[0].strip(EDGES)
    name = head if words.nouns.search(head) else name
    if not name or len(name.split()) > 9 or name[0].islower() or words["not_titles.verbs"].match(name):
        return False
    if (noun := words.nouns.match(name)) is not None and noun.lastgroup != "weak" and OF_BODY.match(name, noun.end()):
        return False
    large = [word for word in WORD.findall(name) if word.lower() not in SMALL]
    if not large or sum(word[0].isupper() for word in large) < len(large):
        return False
    return any(found.end() == len(name) for found in words[endings].finditer(name))


def _label(line: str, kind: str, words: PaperWords) -> str | None:
    """What follows a label of this kind and its colon; None where the line has no such label."""
    found = words[f"labels.{kind}"].match(line)
    colon = re.match(r"\s*[:|]\s*", line[found.end() :]) if found else None
    return line[found.end() + colon.end() :] if found and colon else None


def _is_all_stage(line: str, words: PaperWords) -> bool:
    rest = line
    for dated in reversed(find_dates(line, words)):
        rest = rest[: dated.start] + rest[dated.end :]
    for name in ("stages.draft", "stages.published", "stages.unclear", "stages_alone.published", "stages_alone.draft"):
        rest = words[name].sub(" ", rest)
    left = WORD.findall(rest)
    return all(VERSION.fullmatch(word) for word in left) and (bool(left) or rest != line)


def _groups(texts: Sequence[str], scores: Sequence[float], words: PaperWords) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for number, score in enumerate(scores):
        if groups and groups[-1][1] == number and _goes_on(texts[number - 1], texts[number], score, words):
            groups[-1] = (groups[-1][0], number + 1)
        elif score >= SURE or score >= 0.4 and find_dates(texts[number], words):
            groups.append((number, number + 1))
    return groups


def _goes_on(before: str, text: str, score: float, words: PaperWords) -> bool:
    """Does this line carry on the title above it: a second plan noun, a period, or the end of a broken phrase?"""
    dates = find_dates(text, words)
    if score >= SURE or score >= 0.4 and is_bare(text, words):
        return not is_sentence(text)
    only_dates = dates and dates[0].shape in ("span", "financial_year") and is_bare(text, words) and not words.nouns.search(text)
    only_dates = only_dates and _label(text, "other", words) is None
    return bool(only_dates) or bool(DANGLING.search(before) and text and len(text.split()) <= 8 and not _is_ruled_out(text, words))


def _lends_a_name(texts: Sequence[str], at: int, words: PaperWords) -> bool:
    """Is the line above a bare "Action Plan" the rest of its name ("Climate Emergency")?"""
    if at < 0 or not texts[at] or len(texts[at].split()) > 8:
        return False
    line = texts[at]
    large = [word for word in WORD.findall(line.split(":")[0]) if word.lower() not in SMALL]
    if not large or not all(word[0].isupper() for word in large):
        return False
    has_day = any(one.shape in ("day", "month") for one in find_dates(line, words))
    return not has_day and not _is_ruled_out(line, words) and not is_front_matter(line, words)


def _without_repeats(texts: Sequence[str], words: PaperWords) -> str:
    kept: list[str] = []
    for text in texts:
        if any(_says_all(other, text, words) for other in kept):
            continue
        kept = [other for other in kept if not _says_all(text, other, words)]
        kept = [*kept[:-1], *(until(other, text) for other in kept[-1:]), text]
    return " ".join(kept).strip(TAIL)


def _says_all(more: str, less: str, words: PaperWords) -> bool:
    """Does one line say all that the other does? A bare "Action plan" beside a named delivery plan says nothing more."""
    if less.casefold() in more.casefold():
        return True
    if is_bare(less, words) and not find_dates(less, words):
        return any(noun.lastgroup == "action" for noun in words.nouns.finditer(more))
    here, there = ({word.casefold() for word in re.findall(r"\w+", line)} - SMALL for line in (less, more))
    return len(here) > 1 and here < there


def until(before: str, text: str) -> str:
    """A line without the last words that the next begins with, as a title does below a running line."""
    words, first = before.split(), [word.casefold().rstrip(":,;") for word in text.split()]
    last = [word.casefold() for word in words]
    sizes = range(min(len(last), len(first)), FEWEST_SHARED - 1, -1)
    shared = next((size for size in sizes if last[-size:] == first[:size]), 0)
    return " ".join(words[: len(words) - shared])
