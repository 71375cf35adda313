"""The lexicon of headers and headings made ready: tables and patterns, and how a text is tidied before it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from model import Role
from normalise.lexicon import Lexicon
from normalise.ligatures import restore_ligatures
from normalise.near_spellings import Spellings
from normalise.phrases import any_within

SHORTEST_NEAR = 5
"""Letters; a shorter header is known exactly or not at all."""
OPENING = 3
"""Letters that a header is told by at a look."""
ALONE = ("sums", "assents")
NAMED = ("agendas", "decisions", "measured", "payments", "procedures", "promises")
"""Sections of headers and lines that are known by what they name."""
GRADED = {"happening": {"happening": 1.0, "unnamed": 0.5}, "kinds": {"acting": 1.0, "other": 0.5}}
"""How much each meaning of a section counts."""
"""How surely events stand below a header."""
NEARLY = 87.0
"""Similarity (rapidfuzz ratio, 0-100) from which a misprinted header is still known."""

ROLES: frozenset[str] = frozenset(get_args(Role))
SIGNS = re.compile(r"[^\w#%/&+;,]+")
SPACES = re.compile(r"\s+")
STROKES = re.compile(r" ?/ ?")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
NUMBER_WORDS = {
    word: str(number) for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
ROMAN = {word: str(number) for number, word in enumerate("i ii iii iv v vi vii viii ix x".split(), 1)}


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The lexicon of headers and headings, made ready."""

    roles: Mapping[str, str]
    squeezed: Mapping[str, str]
    """The same without spaces, for headers that an extraction broke."""
    spellings: Spellings
    """Those of them that a misprinted text may come near to."""
    spelt: Mapping[str, tuple[str, ...]]
    """The words of each header, by what it is without spaces."""
    known: frozenset[str]
    """Every word of a header."""
    sides: frozenset[str]
    """The first letters of every header of who or of when, and of the words that may stand before one."""
    hints: tuple[tuple[str, str], ...]
    beside: Mapping[str, str]
    """What those mean, tidied, that mean another thing behind a column of their own role."""
    raised: frozenset[str]
    """Headers, tidied, of what was recommended, and of times that tell when."""
    already: frozenset[str]
    """Headers of actions, tidied, that left of another say what is done as it is."""
    hinted: re.Pattern[str]
    """Any of the hints: most texts hold none."""
    questions: Mapping[str, Sequence[tuple[str, str, str]]]
    """By its first word how a header begins that asks, what it says further on, and what it asks for; the first that fits wins."""
    level: re.Pattern[str]
    again: re.Pattern[str]
    """What stands behind a heading that is printed again."""
    buttons: tuple[str, ...]
    """What a web page prints behind a heading that unfolds."""
    captions: frozenset[str]
    """What numbers a caption and no level: "table"."""
    divisions: frozenset[str]
    """Level words that part a whole document."""
    labels: Mapping[str, str]
    closings: Mapping[str, str]
    front: re.Pattern[str]
    papers: re.Pattern[str]
    """What the title of a paper that is no plan begins with, or the whole of such a title ends with."""
    lists: re.Pattern[str]
    """What a paper is called that lists things nobody is asked to do."""
    vague: frozenset[str]
    """Headers, tidied, below which any list prints what it lists."""
    means: re.Pattern[str]
    """What an action costs and is paid from."""
    graded: Mapping[str, Mapping[str, float]]
    """Headers, tidied, below which events may stand, and how surely (`happening`); what an export calls the kinds of its rows: work to be
    done, and what is none (`kinds`)."""
    bodies: re.Pattern[str]
    """A line that names a meeting or an authority and nothing else."""
    others: Mapping[str, frozenset[str]]
    """Header words, tidied, of the tables that are no plans, by what they are."""
    subjects: Mapping[str, str]
    """What the first column of such a table is headed, and what that makes of it."""
    named: Mapping[str, frozenset[str]]
    """Headers and lines, tidied, by what they name: where an agenda's items stand (`paged`), a work programme's first column (`meetings`),
    that of a log of decisions (`decided`) and the option that was recommended (`option`), measures of action or of how things are
    (`measured`), what promises actions or aims (`promise`)."""
    before: frozenset[str]
    """Words before a header that only say which one: original, revised."""
    after: frozenset[str]
    """The same behind it: identified, yes/no."""
    alone: Mapping[str, frozenset[str]]
    """What a line is called that adds up the figures above it ("sum"), and what those say who answer a recommendation ("assent")."""
    joints: frozenset[str]
    """Words that end what a header is about: of, for, against."""


def compile_headings(lexicon: Lexicon) -> HeadingWords:
    """The words of headings.toml as tables and patterns."""
    roles = {tidy(phrase): meaning for section in ("extra", "roles") for phrase, meaning in lexicon.meanings(section).items()}
    squeezed = {squeeze(phrase): role for phrase, role in roles.items() if len(phrase) >= SHORTEST_NEAR}
    return HeadingWords(
        roles=roles,
        squeezed=squeezed,
        spelt={squeeze(phrase): tuple(phrase.split()) for phrase in roles},
        known=frozenset(word for phrase in roles for word in phrase.split()),
        sides=_sides(roles, lexicon["qualifiers"].get("before", ())),
        spellings=Spellings(tuple(phrase for phrase in squeezed if "/" not in phrase), NEARLY),
        beside={tidy(phrase): meaning for phrase, meaning in lexicon.meanings("beside").items()},
        raised=frozenset(tidy(phrase) for phrases in lexicon["raised"].values() for phrase in phrases),
        already=frozenset(map(tidy, lexicon["already"].get("action", ()))),
        questions=_questions(lexicon),
        hints=tuple((hint, meaning) for meaning, hints in lexicon["hints"].items() for hint in hints),
        hinted=any_within(hint for hints in lexicon["hints"].values() for hint in hints),
        level=_levels(lexicon),
        again=_again(lexicon["again"].get("again", ())),
        buttons=tuple(sorted(lexicon["again"].get("buttons", ()), key=len, reverse=True)),
        captions=frozenset(lexicon["captions"].get("caption", ())),
        divisions=frozenset(lexicon["divisions"].get("division", ())),
        labels={tidy(phrase): meaning for phrase, meaning in lexicon.meanings("labels").items()},
        closings={tidy(phrase): meaning for phrase, meaning in lexicon.meanings("closings").items()},
        front=re.compile(rf"(?:{'|'.join(map(re.escape, lexicon['front'].get('front', ())))})\b", re.IGNORECASE),
        papers=_papers(lexicon["papers"]),
        lists=_lists(lexicon["papers"]),
        vague=_tidied(lexicon["vague"].get("vague", ())),
        means=re.compile(rf"£ ?\d|\b(?:{'|'.join(map(re.escape, lexicon['means'].get('means', ())))})\b", re.IGNORECASE),
        graded={name: {tidy(text): marks[kind] for text, kind in lexicon.meanings(name).items()} for name, marks in GRADED.items()},
        bodies=re.compile(rf"[\w&,’' -]{{0,50}}\b(?:{'|'.join(map(re.escape, lexicon['papers'].get('bodies', ())))})", re.IGNORECASE),
        others={kind: frozenset(map(tidy, phrases)) for kind, phrases in lexicon["others"].items()},
        named={kind: _tidied(phrases) for section in NAMED for kind, phrases in lexicon[section].items()},
        subjects={tidy(phrase): kind for phrase, kind in lexicon.meanings("subjects").items()},
        before=frozenset(lexicon["qualifiers"].get("before", ())),
        after=frozenset(lexicon["qualifiers"].get("after", ())),
        alone={kind: frozenset(phrases) for section in ALONE for kind, phrases in lexicon[section].items()},
        joints=frozenset(lexicon["qualifiers"].get("joints", ())),
    )


def _tidied(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(map(tidy, phrases))


def _again(phrases: Iterable[str]) -> re.Pattern[str]:
    """Words that say behind a heading that it is printed again, in brackets, behind dots or a dash."""
    again = "|".join(map(re.escape, phrases))
    return re.compile(rf"(?<=\w)[ ,:–—-]*(?:[(\[]({again})[)\]]|(?:\.{{3}}|…|[–—-])\s*({again}))\W*$", re.IGNORECASE)


def _levels(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted((phrase for phrases in lexicon["levels"].values() for phrase in phrases), key=len, reverse=True)
    bearers = "|".join(map(re.escape, lexicon["levels_borne"].get("bearers", ())))
    number = rf"\d{{1,2}}(?:\.\d+)*|[a-z]{{1,2}}\d{{1,2}}(?=\s*[:.–—-])|[a-h]|{'|'.join(ROMAN)}|{'|'.join(NUMBER_WORDS)}"
    return re.compile(
        rf"(?P<word>{'|'.join(map(re.escape, words))})\s*(?:no\.?\s*)?(?P<ref>{number})?"
        rf"\s*(?P<mark>[:.–—-]|\)|\s)(?(ref)|(?!\s*(?:{bearers})\b))\s*(?P<text>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def _papers(phrases: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    begin, name = ("|".join(map(re.escape, phrases.get(each, ()))) for each in ("begin", "name"))
    number = r"(?:(?:appendix|annexe?|schedule|item)\s+\w{1,3}\s*[:.–—-]?\s*)?"
    return re.compile(rf"{number}(?:(?:{begin})\b|[\w’' -]{{0,40}}\b(?:{name})(?:\W|$))", re.IGNORECASE)


def _lists(phrases: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for kind in ("lists", "name") for name in phrases.get(kind, ()))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE)


def _questions(lexicon: Lexicon) -> dict[str, list[tuple[str, str, str]]]:
    told: dict[str, list[tuple[str, str, str]]] = {}
    for meaning, phrases in lexicon["questions"].items():
        for opening, _, telling in (phrase.partition("…") for phrase in phrases):
            told.setdefault(opening.split()[0], []).append((f"{opening.strip()} ", telling.strip(), meaning))
    return told


def _sides(roles: Mapping[str, str], before: Iterable[str]) -> frozenset[str]:
    sides = (phrase for phrase, role in roles.items() if role in ("lead", "timescale"))
    return frozenset(squeeze(phrase)[:OPENING] for phrase in (*sides, *before))


def squeeze(text: str) -> str:
    """A text without spaces, and with the nought that is read for an O."""
    return text.replace(" ", "").replace("0", "o")


def tidy(text: str) -> str:
    """Case, brackets, marks, apostrophes and spacing out of the way."""
    if text.isascii() and text.replace(" ", "").isalpha() and "  " not in text:  # the most of them: nothing is in the way but case
        return text.lower().strip(" ")
    if "(" in text or "[" in text:
        text = BRACKETS.sub(" ", text)
    text = restore_ligatures(text).casefold().replace("’", "'").replace("'s", "s")
    return STROKES.sub("/", SPACES.sub(" ", SIGNS.sub(" ", text))).strip(" ,;&+/")
