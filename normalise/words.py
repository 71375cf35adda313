"""All lexicons made ready, once a process, and the questions of meaning that layout may ask of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from model import Meanings
from normalise.characters import join_broken
from normalise.header_words import header_reader
from normalise.heading_words import HeadingWords, compile_headings, tidy
from normalise.headings import alien_reader, heading_reader
from normalise.lead.words import Mark
from normalise.leads import LeadWords, compile_lead_words, lead_likeness
from normalise.legends import legend_likeness
from normalise.lexicon import Lexicons
from normalise.paper.dates import find_dates
from normalise.paper.editions import as_at
from normalise.paper.glossaries import is_glossary_heading
from normalise.paper.periods import year_of_heading
from normalise.paper.register import Register, load_register
from normalise.paper.titles import is_plan_title
from normalise.paper.words import PaperWords, paper_words
from normalise.status.progress_likeness import action_likeness, status_likeness
from normalise.statuses import StatusWords, compile_status_words, find_rag
from normalise.timescales import TimeWords, compile_time_words, occasion_likeness, timescale_likeness, turn_likeness

CLAUSE = re.compile(r"[.;:,(–-]")
"""What ends a text's first words."""
PLAIN_VALUE = 0.9
"""Likeness from which a text is a state or a time, and no misprinted header."""

YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[/–-]\s*(?:\d\d){1,2})?\b")
LONGEST_NAME = 90
"""Characters of a line that can be a paper's name."""
LONGEST_REMEMBERED = 2_000
"""Characters of a text whose scores are remembered: those of a longer one cost little, and it would be held for the papers to come."""


@dataclass(frozen=True, slots=True)
class Words:
    """Every lexicon compiled, the register of councils, and the digest that names them all."""

    headings: HeadingWords
    times: TimeWords
    leads: LeadWords
    statuses: StatusWords
    papers: PaperWords
    register: Register
    digest: str


class _Scores(Mapping[str, float]):
    """What a text could be: each score is worked out when it is first asked for, since most never are."""

    def __init__(self, text: str, judges: Mapping[str, Callable[[str], float]]) -> None:
        self.text, self.judges = text, judges
        self.told: dict[str, float] = {}

    def __getitem__(self, kind: str) -> float:
        if kind not in self.told:
            self.told[kind] = self.judges[kind](self.text)
        return self.told[kind]

    def get(self, kind: str, default: float = 0.0) -> float:  # type: ignore[override]  # every kind has a score
        """The score of a kind; `default` for one that nobody judges."""
        return self[kind] if kind in self.judges else default

    def __iter__(self) -> Iterator[str]:
        return iter(self.judges)

    def __len__(self) -> int:
        return len(self.judges)


def compile_words(lexicons: Lexicons) -> Words:
    """The words of a run."""
    return Words(
        headings=compile_headings(lexicons["headings"]),
        times=compile_time_words(lexicons["timescales"]),
        leads=compile_lead_words(lexicons["leads"]),
        statuses=compile_status_words(lexicons["statuses"]),
        papers=paper_words(lexicons),
        register=load_register(),
        digest=lexicons.digest,
    )


def meanings(words: Words) -> Meanings:
    """The answers that layout is handed, each remembered for short texts that come again."""

    def undated(text: str) -> str:
        for found in reversed(find_dates(text, words.papers)):
            text = f"{text[: found.start]} {text[found.end :]}"
        return text

    read_header = header_reader(words.headings, lambda text: as_at(text, words.papers), undated, lambda text: _is_value(text, words))

    judges = _judges(words)

    @lru_cache(maxsize=16384)
    def remembered(text: str) -> Mapping[str, float]:
        return _Scores(text, judges)

    def content(text: str) -> Mapping[str, float]:
        return remembered(text) if len(text) <= LONGEST_REMEMBERED else _Scores(text, judges)

    @lru_cache(maxsize=4096)
    def join(pieces: tuple[str, ...]) -> str:
        return join_broken(pieces, known=lambda text: (found := read_header(text)) is not None and found.score >= 1.0)

    def join_pieces(pieces: Sequence[str]) -> str:
        return join(tuple(pieces))

    return Meanings(
        header=read_header,
        content=content,
        heading=heading_reader(
            words.headings, lambda text: is_plan_title(text, words.papers), lambda text: is_glossary_heading(text, words.papers)
        ),
        join=join_pieces,
        alien=alien_reader(words.headings, undated),
    )


def _judges(words: Words) -> Mapping[str, Callable[[str], float]]:
    return {
        "timescale": lambda text: timescale_likeness(text, words.times),
        "occasion": lambda text: occasion_likeness(text, words.times),
        "turn": lambda text: turn_likeness(text, words.times),
        "lead": lambda text: lead_likeness(text, words.leads),
        "dependent": lambda text: 1.0 if words.leads.marks.get(text.casefold(), 0) & Mark.DEPENDENT else 0.0,
        "status": lambda text: status_likeness(text, words.statuses),
        "action": lambda text: action_likeness(text, words.statuses),
        "legend": lambda text: legend_likeness(text, words.statuses),
        "yes": lambda text: 1.0 if words.statuses.answered.get(text.casefold()) == "yes" else 0.0,
        "no": lambda text: 1.0 if words.statuses.answered.get(text.casefold()) in ("no", "neither") else 0.0,
        "list": lambda text: 1.0 if len(text) <= LONGEST_NAME and words.headings.lists.search(text) else 0.0,
        "blank": lambda text: 1.0 if words.times.patterns["nothing"].fullmatch(text.casefold()) else 0.0,
        "year": lambda text: 1.0 if year_of_heading(text, words.papers) else 0.0,
        "vague": lambda text: 1.0 if tidy(YEARS.sub(" ", text)) in words.headings.vague else 0.0,
        "means": lambda text: 1.0 if words.headings.means.search(text) else 0.0,
        "happening": lambda text: words.headings.graded["happening"].get(tidy(text), 0.0),
        "kind": lambda text: words.headings.graded["kinds"].get(tidy(text), 0.0),
        "measured": lambda text: 1.0 if tidy(text) in words.headings.named["measured"] else 0.0,
        "promise": lambda text: 1.0 if tidy(text) in words.headings.named["promise"] else 0.0,
        "sum": lambda text: 1.0 if text.casefold() in words.headings.alone["sum"] else 0.0,
        "assent": lambda text: 1.0 if CLAUSE.split(text.casefold(), maxsplit=1)[0].strip() in words.headings.alone["assent"] else 0.0,
        "rag": lambda text: 1.0 if len(text) <= 30 and find_rag(text, words.statuses) else 0.0,
    }


def _is_value(text: str, words: Words) -> bool:
    return status_likeness(text, words.statuses) >= PLAIN_VALUE or timescale_likeness(text, words.times) >= PLAIN_VALUE
