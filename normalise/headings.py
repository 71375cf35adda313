"""Headings: what a line that stands alone is, and what else than a plan a table with certain headers is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from model import HeadingReading
from normalise.heading_words import NUMBER_WORDS, ROMAN, HeadingWords, tidy

LONGEST_BUTTON = 40
"""Characters at the end of a heading among which its button stands."""
BEFORE_BUTTON = " +-–—−|·([▲▼"
"""What may part the two."""
DIVIDES = 0.8
"""How surely "Part A: …" heads a section of the plan, not of the paper that holds it."""
PRINTED_AGAIN = 0.75
"""Score at most of a heading that stood on a page before: it begins no plan."""
LONGEST_NOTE = 160
"""Characters of a line such as "Contact: the parks office" that closes a plan at once."""
LONGEST_TITLE = 100
"""Characters of the title of a paper that is no plan."""
FEWEST_WORDS = 4
MOST_LEVELS = 16
"""Levels of one kind; a higher number that nothing parts from the words behind it counts none: "Section 21 notices"."""
LONGEST_NAME = 60
"""Characters; what stands behind a label such as "Aim:" and is longer, or is a sentence, explains a level and does not name it."""

MONEY = re.compile(
    r"(?:\w+ )?(?:20)?\d\d ?[/–-] ?(?:20)?\d\d(?: \w+)? ?\(?£ ?['’]?(?:0{3}s?|k|m|million)?\)?|£ ?['’]?(?:0{3}s?|k|m)", re.IGNORECASE
)
"""'2025/26 £000', 'Saving 2025/26 (£k)', '£000': the money of one year."""
NEAR_PLANS = frozenset({"contacts", "applications", "motions", "bids", "rotas", "consultation", "lessons", "delegations", "petitions"})
"""Kinds of tables whose words stand in plans too: beside who and when, or beside an action and who, two of them tell nothing."""
TRACKED = ("timescale", "update", "status", "rag")
"""Roles by one of which a table of meetings and items follows up what was asked at them."""
SPENT = 3
"""Columns of money from which a table without actions is an account of what was spent, whatever else it says."""
LEADERS = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$")
"""A line of a list of contents: it names what stands on another page."""
SENTENCES = re.compile(r"[.!?]\s+[A-Z].*[.!?]$", re.DOTALL)
NAMED_LEVEL = re.compile(
    rf"(?P<word>[A-Z][A-Za-z-]+(?: [A-Za-z-]+){{0,3}}) (?P<ref>\d{{1,2}}(?:\.\d{{1,2}})?|[A-H]|[IVX]{{1,4}}|(?i:{'|'.join(NUMBER_WORDS)}))"
    r"\s*[:–—-]\s*(?P<text>[A-Z][^.]{2,110})$"
)
"""'Foundation 2: A place to live': whatever the word, a number and a mark behind it open a level."""
NUMBERED_LEVEL = re.compile(r"(?P<ref>\d{1,2}(?:\.0)?|[A-H])[.)]?(?<!A)\s+(?P<text>[A-Z][^.:;!?]{3,60})$")
"""'3. Buildings and energy': a short numbered line that is no sentence; whether it heads a section its neighbours must tell.
A bare A is a word, not a letter that counts."""


def heading_reader(
    words: HeadingWords, is_title: Callable[[str], float], is_glossary: Callable[[str], bool] = lambda text: False
) -> Callable[[str], HeadingReading | None]:
    """The function that tells what a line alone is; `is_title` scores how well it names a plan, `is_glossary` knows a list's heading."""

    @lru_cache(maxsize=8192)
    def read(text: str) -> HeadingReading | None:
        text = _without_button(text, words)
        if len(text) > 400 or (again := words.again.search(text)) is None:
            return first(text)
        known = first(text[: again.start()])
        return replace(known, score=min(known.score, PRINTED_AGAIN)) if known is not None else None

    def first(text: str) -> HeadingReading | None:
        plain = tidy(text)
        if not plain or len(text) > 400 or LEADERS.search(text):
            return None
        if (closing := _closing(text, plain, words, is_glossary)) is not None:
            return closing
        if plain in words.labels:
            return HeadingReading("label", text, word=words.labels[plain])
        if (told := _description(text, words)) is not None:
            return told
        if (level := _level(text, words)) is not None:
            if level.word not in words.divisions:
                return level
            divides = (score := is_title(level.text)) >= 0.5
            return HeadingReading("title", text, score=score) if divides else replace(level, score=DIVIDES)
        front = len(text) <= 60 and words.front.match(text.lstrip("#* "))
        if not front and (named := NAMED_LEVEL.match(text.strip("#*_ "))) is not None and not words.front.match(named["word"]):
            return _captioned(named, words, is_title)
        if len(text) <= 200 and (score := is_title(text)) >= 0.5:
            return HeadingReading("title", text, score=score)
        if front:
            return HeadingReading("front", text, word=_of_other_paper(text, words))
        return _faint(text, words)

    return read


def _without_button(text: str, words: HeadingWords) -> str:
    """A heading without the button that unfolds what stands below it: "− Hide this section"."""
    bare = text.rstrip(" )]")
    if not bare[-LONGEST_BUTTON:].casefold().endswith(words.buttons):
        return text
    button = next(each for each in words.buttons if bare[-LONGEST_BUTTON:].casefold().endswith(each))
    return bare[: -len(button)].rstrip(BEFORE_BUTTON) or text


def _captioned(named: re.Match[str], words: HeadingWords, is_title: Callable[[str], float]) -> HeadingReading:
    """A level by its word and number; what captions are numbered by numbers no level: "Table 2: Town centres" is of no number."""
    text, word = named["text"].strip(" *_"), tidy(named["word"])
    if word not in words.captions:
        return HeadingReading("level", text, ref=_plain_number(named["ref"]), word=word, score=0.8)
    score = is_title(text)
    return HeadingReading("title", text, score=score) if score >= 0.5 else HeadingReading("level", text, score=0.8)


def _faint(text: str, words: HeadingWords) -> HeadingReading | None:
    """What a line may be that nothing plainer tells: a numbered heading, or what a paper of another kind begins with."""
    if (numbered := NUMBERED_LEVEL.match(text.strip("#*_ "))) is not None:
        if words.roles.get(plain := tidy(numbered["text"])) == "action" or plain in words.labels:
            return None  # "2. What we will do" says that a plan comes, not what it is about
        return HeadingReading("level", numbered["text"].strip(" *_"), ref=numbered["ref"], score=0.4)
    if len(text) <= LONGEST_TITLE and text[:1].isupper() and (word := _of_other_paper(text, words)) is not None:
        return HeadingReading("front", text, word=word, score=0.4)
    return None


def alien_reader(words: HeadingWords, undated: Callable[[str], str]) -> Callable[[Sequence[str]], str | None]:
    """The function that tells what else a table with these headers is; None where it may be a plan's."""

    def read(headers: Sequence[str]) -> str | None:
        plain = [tidy(undated(header)) or tidy(header) for header in headers if header]
        known = [role for header in plain if (role := words.roles.get(header)) in ("action", "lead", "timescale", "objective")]
        acts = {header for header in plain[1:] if words.roles.get(header) == "action"}
        if plain and plain[0] in words.subjects and acts <= words.vague and words.roles.get(plain[0]) != "action":
            return words.subjects[plain[0]]
        tracked = any(words.roles.get(header) in TRACKED for header in plain)
        if plain and plain[0] in words.named["meetings"] and acts <= words.vague and not tracked:
            return "forward_plan"
        if plain and acts and not tracked and plain[0] in words.named["triggers"]:
            return "procedure"
        if plain and acts and plain[0] in words.named["decided"] and acts <= words.named["option"]:
            return "decisions"
        counts = {kind: sum(header in own for header in plain) for kind, own in words.others.items()}
        if any(words.roles.get(header) in ("action", "objective") for header in plain if header not in words.others["report"]):
            counts["report"] = 0  # what an action means for law, money and staff
        if tracked or not _shares_work(plain, words):
            counts["shares"] = 0  # an action's, whoever must be consulted about it
        timed = any(hint in header for header in plain for hint, meaning in words.hints if meaning == "timescale")
        if "timescale" not in known and not timed:
            counts["budget"] += sum(bool(MONEY.fullmatch(header.strip())) for header in headers)
            counts["minutes"] += sum(header in words.named["paged"] for header in plain)
        counts["applications"] += bool(words.named["decided"].intersection(plain))
        sums = sum(MONEY.search(header) is not None or tidy(header) in words.others["budget"] for header in headers)
        if sums >= SPENT and "action" not in known:
            counts["budget"] += sums
        told = any(words.roles.get(header) in TRACKED[1:] for header in plain)
        own = words.roles.get(plain[0]) == "action" and plain[0] not in words.vague if plain else False
        if sums and not told and not own and acts <= words.vague and words.named["paid"].intersection(plain):
            return "payments"
        kind = max(counts, key=lambda each: counts[each])
        planned = "lead" in known and ("timescale" in known or "action" in known) or {"action", "timescale"} <= {*known}
        least = 3 if planned and kind in NEAR_PLANS else 2
        return kind if counts[kind] >= least and counts[kind] >= len(set(known)) - ("action" not in known) else None

    return read


def _shares_work(plain: Sequence[str], words: HeadingWords) -> bool:
    """Whether headers say who answers for what, and nothing of actions and of what they lead to."""
    answers = any(header.startswith("accountable") for header in plain)
    return answers and not any("action" in header or words.roles.get(header) == "outcomes" for header in plain)


def _of_other_paper(text: str, words: HeadingWords) -> Literal["paper", "body"] | None:
    if words.papers.match(text):
        return "paper"
    return "body" if words.bodies.fullmatch(text) else None


def _closing(text: str, plain: str, words: HeadingWords, is_glossary: Callable[[str], bool]) -> HeadingReading | None:
    if plain in words.buttons:
        return HeadingReading("front", text, word="button")
    if plain in words.closings or len(text) <= LONGEST_NAME and is_glossary(text):
        return HeadingReading(_closing_kind(words.closings.get(plain, "glossary")), text)
    label, mark, _ = text.partition(":")
    noted = mark and len(text) <= LONGEST_NOTE and words.closings.get(tidy(label)) == "closing"
    return HeadingReading("closing", text) if noted else None


def _closing_kind(meaning: str) -> Literal["glossary", "legend", "closing"]:
    """What begins with a line of these words; anything the lexicon calls otherwise merely closes."""
    return "glossary" if meaning == "glossary" else "legend" if meaning == "legend" else "closing"


def _description(text: str, words: HeadingWords) -> HeadingReading | None:
    """'Aim: Everyone can reach a park on foot.' labels and gives a level's explanation at once."""
    label, mark, said = text.partition(":")
    if not mark or words.labels.get(tidy(label)) != "description" or len(said.split()) < FEWEST_WORDS:
        return None
    return HeadingReading("label", said.strip(), word="description") if said.rstrip()[-1:] == "." or len(said) > LONGEST_NAME else None


def _level(text: str, words: HeadingWords) -> HeadingReading | None:
    """'Objective 1:  Prevention' is level 1 'Prevention'; 'Objectives for the year are met' is none: no number, no mark."""
    plain = re.sub(r"^[#*_\s]+|[*_\s]+$", "", text)
    found = words.level.match(plain)
    if found is None or not found["text"].strip():
        return None
    if found["ref"] is None and SENTENCES.search(found["text"]):
        return None  # no name: "Outcome: Put off until May. The clerk will ask again."
    if found["mark"].isspace() and (found["ref"] is None or found["text"][0].islower()):
        return None
    if found["mark"].isspace() and found["ref"].isdigit() and int(found["ref"]) > MOST_LEVELS:
        return None  # the section of an act
    if found["ref"] is not None and found["mark"].isspace() and not re.fullmatch(r"\d.*|[A-H]", found["ref"]) and len(plain) > 80:
        return None
    return HeadingReading("level", found["text"].strip(" :–—-"), ref=_plain_number(found["ref"]), word=found["word"].casefold())


def _plain_number(ref: str | None) -> str | None:
    """The number in figures, however it was written; a lone letter that is no Roman number stays a letter."""
    if ref is None:
        return None
    return NUMBER_WORDS.get(ref.casefold(), ROMAN.get(ref.casefold(), ref) if len(ref) > 1 or ref in "IVXivx" else ref)
