"""The lexicon of progress, compiled: phrases become regular expressions that forgive spacing, dashes and broken words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast, get_args

from errors import ConfigurationError
from model import State
from normalise.lexicon import Lexicon, load_lexicons
from normalise.phrases import DASHES, NEVER, Pattern, any_of, compile_pattern, squeeze
from normalise.status.action_verbs import Verbs, compile_verbs
from normalise.status.part_words import PartWords, compile_part_words
from normalise.status.repair import Vocabulary, vocabulary_of

Manner = Literal["declared", "opening", "bounded", "alone", "stage", "told"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What turns a state round or puts it off, and the aspects of a verb that hint at one."""

    participles: Mapping[str, State]
    finishing: frozenset[str]
    begun: frozenset[str]
    deeds: Mapping[str, Pattern]
    """Participle of a step on the way → what an action says that asks for just that: "appointed", "Recruit"."""
    perfect: Pattern
    resultative: Pattern
    habit: Pattern
    continuous: Pattern
    helped: Pattern
    """Any helping verb: without one there is no perfect, result, habit or continuous form."""
    bare: Pattern
    negation: Pattern
    future: Pattern
    whenever: Pattern
    planned: Pattern
    save: Pattern
    carrying_on: Pattern
    turn: Pattern
    """What says, right before a state, that it took the place of the one before."""
    answers: Pattern
    some: Pattern
    noun_follows: Pattern
    auxiliary: Pattern
    contrast: Pattern
    lead_in: Pattern
    trailing: Pattern
    predicate: Pattern
    being: Pattern
    ongoing: Pattern
    ongoing_adjective: Pattern


@dataclass(frozen=True, slots=True)
class Ratings:
    """Colour words, and the terms of a printed key."""

    rag: Pattern
    rag_alone: Pattern
    rag_label: Pattern
    key: Pattern
    """One term of a key: a colour, a band, a share, a tick, a letter or a number."""
    opener: Pattern
    duration: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class StatusWords:
    """The lexicon of progress as tables and patterns; phrases are keyed by their letters alone, see `squeeze`."""

    manners: Mapping[str, tuple[tuple[Manner, State], ...]]
    """Phrase → how it tells a state, and which."""
    signals: Pattern
    spellings: Mapping[str, tuple[str, ...]]
    """Phrases long enough for a misspelling to be told."""
    masks: Pattern
    on_track: Pattern
    off_track: Pattern
    neither: Pattern
    bounded_late: Pattern
    """Words of lateness that tell nothing before a noun."""
    months: Mapping[str, int]
    month: str
    """The names of months as one pattern."""
    done_on: Pattern
    answered: Mapping[str, str]
    """Word → whether it answers yes, no or neither."""
    grammar: Grammar
    ratings: Ratings
    verbs: Verbs
    overruling: frozenset[str]
    """What holds of all of the work, wherever it stands: "before work can start", "will not go ahead"."""
    over: frozenset[str]
    """Steps that are over, and done with where something else was done after them."""
    closing: frozenset[str]
    """What is said of an item, done or not: "closed"."""
    denial: Pattern
    since: Pattern
    """What a clause opens with that only dates what follows: "since the scheme (came into force)"."""
    repeated: Pattern
    """What an action says that is done again and again: "each year"."""
    unclosed: frozenset[str]
    """What a log says of every item that is not closed, however far it has come."""
    asides: Pattern
    """What a header calls a column of comments, beside one of progress."""
    parts: PartWords
    vocabulary: Vocabulary
    """The single words of all this, as they are looked for where an extraction broke them."""


def compile_status_words(lexicon: Lexicon) -> StatusWords:
    """The compiled words of progress. Raises ConfigurationError where a state is none of ours."""
    manners = _manners(lexicon)
    return StatusWords(
        manners=manners,
        signals=compile_pattern(_signals(lexicon)),
        spellings=_spellings(manners),
        masks=compile_pattern(rf"{_words(lexicon, 'masks', 'silent')}|{_measured(lexicon)}"),
        on_track=compile_pattern(_words(lexicon, "track", "on")),
        off_track=compile_pattern(_words(lexicon, "track", "off")),
        neither=compile_pattern(_words(lexicon, "track", "neither")),
        bounded_late=compile_pattern(any_of(set(lexicon["bounded"].get("in_progress", ())) & set(lexicon["track"].get("off", ())))),
        months={name.casefold(): int(number) for number, names in lexicon["dates"].items() for name in names},
        month=_months(lexicon),
        done_on=compile_pattern(rf"(?P<word>{_words(lexicon, 'done_on', 'finished')})[\s:,(.{DASHES}]*$"),
        answered=lexicon.meanings("answers"),
        grammar=_grammar(lexicon),
        ratings=_ratings(lexicon),
        verbs=compile_verbs(lexicon),
        overruling=frozenset(squeeze(phrase) for phrase in lexicon["overruling"].get("words", ())),
        over=frozenset(squeeze(phrase) for phrase in lexicon["steps_over"].get("words", ())),
        closing=frozenset(squeeze(phrase) for phrase in lexicon["closing"].get("words", ())),
        denial=compile_pattern(any_of([*lexicon["negation"].get("words", ()), *lexicon["closing"].get("denied", ())])),
        since=compile_pattern(_since(lexicon)),
        repeated=compile_pattern(_words(lexicon, "deeds_repeated")),
        unclosed=frozenset(squeeze(phrase) for phrase in lexicon["unclosed"].get("words", ())),
        asides=compile_pattern(_words(lexicon, "columns_aside")),
        parts=compile_part_words(lexicon),
        vocabulary=vocabulary_of(word for name in (*get_args(Manner), "track") for said in lexicon[name].values() for word in said),
    )


@lru_cache(maxsize=1)
def our_words() -> StatusWords:
    """The words of our own lexicon, for a reader that was handed none."""
    return compile_status_words(load_lexicons()["statuses"])


def _signals(lexicon: Lexicon) -> str:
    """Every phrase that tells a state; no end of a word that "re-" begins: "routes re-planned for"."""
    return r"(?<!\bre-)" + any_of(phrase for manner in get_args(Manner) for said in lexicon[manner].values() for phrase in said)


def _manners(lexicon: Lexicon) -> dict[str, tuple[tuple[Manner, State], ...]]:
    manners: dict[str, tuple[tuple[Manner, State], ...]] = {}
    for manner in cast(tuple[Manner, ...], get_args(Manner)):
        for meaning, phrases in lexicon[manner].items():
            if meaning not in get_args(State):
                raise ConfigurationError(
                    f"{lexicon.name}.toml: [{manner}] {meaning!r} is no state.", f"Use one of: {', '.join(get_args(State))}."
                )
            for phrase in phrases:
                manners[squeeze(phrase)] = (*manners.get(squeeze(phrase), ()), (manner, cast(State, meaning)))
    return manners


def _spellings(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases long enough for a misspelling to be told, by their first letter and their last two."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(phrase for phrase in phrases if len(phrase) >= 6):
        found[phrase[0] + phrase[-2:]] = (*found.get(phrase[0] + phrase[-2:], ()), phrase)
    return found


def _save(lexicon: Lexicon) -> str:
    """What is left out, right behind the verb or behind where it holds: "(done) except Leigh", "(rolled out) to all wards bar two"."""
    return rf"\W*{_words(lexicon, 'save')}|\s+(?:to|in|at|for|across|on)(?:\s+\w+){{1,3}}\W+{_words(lexicon, 'save_later')}"


def _words(lexicon: Lexicon, section: str, meaning: str = "words") -> str:
    return any_of(lexicon[section].get(meaning, ()))


def _measured(lexicon: Lexicon) -> str:
    """A word of completion that a colon makes the name of a measure: "Homes delivered: 60 (target 100)"; no "Completed: 12 May"."""
    done = any_of([*lexicon["bounded"].get("complete", ()), *lexicon["finishing"].get("words", ())])
    return rf"{done}\s*[:=]\s*£?\d{{1,3}}(?:,\d{{3}})*(?![\d/.-]*\d)(?=\s*(?:\.?\s*$|[,;()%]|(?:of|out|against|vs)\b))"


def _months(lexicon: Lexicon) -> str:
    return any_of(name for names in lexicon["dates"].values() for name in names)


def _grammar(lexicon: Lexicon) -> Grammar:
    month, trailing, present, perfect = _months(lexicon), *(_words(lexicon, name) for name in ("trailing", "present", "perfect"))
    participle = any_of(phrase for phrases in lexicon["participles"].values() for phrase in phrases)
    adverbs = rf"(?:\s+(?:\w+ly\b|{_words(lexicon, 'between')}))*"
    within_three = r"(?:\s+(?!and\b|but\b)[\w’']+){0,3}\s*$"
    articles, no_participle = _words(lexicon, "articles"), _words(lexicon, "not_participle")
    ongoing, goes_on = _words(lexicon, "ongoing", "adjective"), _words(lexicon, "ongoing", "goes_on")
    return Grammar(
        participles={squeeze(phrase): cast(State, state) for state, phrases in lexicon["participles"].items() for phrase in phrases},
        finishing=frozenset(squeeze(phrase) for phrase in lexicon["finishing"].get("words", ())),
        begun=frozenset(squeeze(phrase) for phrase in lexicon["begun"].get("words", ())),
        deeds=_deeds(lexicon),
        perfect=compile_pattern(_perfect(lexicon, adverbs)),
        resultative=compile_pattern(rf"{present}{adverbs}\s+(?P<participle>{_words(lexicon, 'resultative')})"),
        habit=compile_pattern(rf"{present}{adverbs}\s+(?!{no_participle})(?:{participle}|\w+ed\b|{_words(lexicon, 'habit_irregular')})"),
        helped=compile_pattern(rf"{present}|{perfect}|\w['’](?:ve|s|re)\b"),
        continuous=compile_pattern(_continuous(lexicon, adverbs)),
        bare=compile_pattern(rf"(?P<participle>{participle})(?=\s*(?:$|[.,;:()\d{DASHES}]|{trailing}|{month}|{articles}))"),
        negation=compile_pattern(rf"(?:{_words(lexicon, 'negation')})(?!\s+only\b){within_three}"),
        future=compile_pattern(rf"(?:{_words(lexicon, 'future')}){within_three}"),
        whenever=compile_pattern(rf"(?:{_words(lexicon, 'whenever')})(?:\s+[\w’']+){{0,6}}\s*$"),
        planned=compile_pattern(rf"(?:{_words(lexicon, 'future')})\s+(?:\w+ly\s+)?(?:be\s+)?\w+"),
        save=compile_pattern(_save(lexicon)),
        turn=compile_pattern(f"{_words(lexicon, 'turn')}$"),
        carrying_on=compile_pattern(_words(lexicon, "carrying_on")),
        answers=compile_pattern(any_of(phrase for meaning in ("yes", "no") for phrase in lexicon["answers"].get(meaning, ()))),
        some=compile_pattern(rf"\W*{_words(lexicon, 'some')}"),
        noun_follows=compile_pattern(rf"\s+{_words(lexicon, 'noun_follows')}"),
        auxiliary=compile_pattern(rf"\s+(?:{present}|{_words(lexicon, 'perfect')})"),
        contrast=compile_pattern(rf",?\s+(?={_words(lexicon, 'contrast')})"),
        lead_in=compile_pattern(rf"(?:\W*+(?:{_words(lexicon, 'lead_in')}|{month}|q[1-4]\b|\d[\w/.]*+))*+\W*+$"),
        trailing=compile_pattern(rf"\s*(?:$|[^\w\s&]|\d|q[1-4]\b|{trailing}|{month})"),
        predicate=compile_pattern(rf"{present}{adverbs}\s*$|{_words(lexicon, 'perfect')}{adverbs}\s*$"),
        being=compile_pattern(_being(lexicon, participle)),
        ongoing=compile_pattern(_words(lexicon, "ongoing", "says")),
        ongoing_adjective=compile_pattern(rf"(?P<word>{ongoing})\s*(?P<after>$|[^\w\s]|{trailing}|{goes_on})?"),
    )


def _perfect(lexicon: Lexicon, adverbs: str) -> str:
    """Something "has been built", somebody "has drafted" something, "It's been sent"."""
    listed = any_of(phrase for phrases in lexicon["participles"].values() for phrase in phrases)
    participle = rf"(?P<participle>{listed}|\w+(?:ed|en)\b|{_words(lexicon, 'perfect_irregular')})"
    return rf"(?:{_words(lexicon, 'perfect')}|\w['’]ve\b|\w['’]s\s+been\b){adverbs}\s+(?!{_words(lexicon, 'not_participle')}){participle}"


def _deeds(lexicon: Lexicon) -> dict[str, Pattern]:
    asked = {deed: compile_pattern(any_of(asking)) for deed, asking in lexicon["deeds_asked"].items()}
    return {squeeze(word): asked[deed] for deed, done in lexicon["deeds"].items() for word in done}


def _continuous(lexicon: Lexicon, adverbs: str) -> str:
    """Somebody "is working", "has been drafting"; no "is housing"."""
    helping = rf"(?:{_words(lexicon, 'present')}|{_words(lexicon, 'been')}|\b(?:we|they)['’]re\b)"
    return rf"{helping}{adverbs}\s+(?!{_words(lexicon, 'noun_ing')}|being\b)\w{{2,}}ing\b"


def _since(lexicon: Lexicon) -> str:
    """What a clause of time opens with: "since the scheme (came into force)"; no "since the last report we have"."""
    return rf"\bsince\s+the(?:\s+(?!{_words(lexicon, 'since_when')})[\w’']+){{1,3}}\s*$"


def _being(lexicon: Lexicon, participle: str) -> str:
    """Something "being repaired"; no "well-being", and no "being" with a noun."""
    nouns = "".join(rf"(?<!\b{re.escape(word)}[\s{DASHES}])" for word in lexicon["not_being"].get("words", ()))
    also = rf"{_words(lexicon, 'being_also')}|(?!{_words(lexicon, 'not_participle')})"
    done = rf"(?:{also}(?:{participle}|{_words(lexicon, 'part_irregular')}|\w+(?:ed|en|wn)\b))"
    return rf"{nouns}\bbeing\s+(?:\w+ly\s+)?{done}"


def _ratings(lexicon: Lexicon) -> Ratings:
    sign = "|".join(map(re.escape, lexicon["rag"].get("sign", ()))) or NEVER.pattern
    tick = "|".join(map(re.escape, sorted(lexicon["legend"].get("tick", ()), key=len, reverse=True))) or NEVER.pattern
    letter = _words(lexicon, "rag", "letter")
    colour = rf"(?:{_words(lexicon, 'rag', 'colour')}|{sign})"
    value = rf"{colour}(?:\s*(?:/|\bto\b|[{DASHES}])\s*{colour})*"
    band = rf"{_words(lexicon, 'legend', 'band')}(?:\s*\d\b|\s+(?:{_words(lexicon, 'counts')}))?"
    range_of = rf"\d{{1,3}}\s*[{DASHES}]\s*\d{{1,3}}\s*%"
    share = rf"(?:[<>≤≥]\s*)?\d{{1,3}}\s*%(?:\s*(?:[{DASHES}]|to)\s*\d{{1,3}}\s*%)?|{range_of}"
    return Ratings(
        rag=compile_pattern(rf"\s*(?P<value>{value})(?P<after>\s*$|\s*\n|\s*[:(.;]|\s+[{DASHES}]|,?\s+(?={_declared(lexicon)}))"),
        rag_alone=compile_pattern(rf"\s*(?P<value>{letter}(?:\s*/\s*{letter})*)\s*\.?\s*$"),
        rag_label=compile_pattern(rf"\s*(?:{_words(lexicon, 'rag', 'label')})\s*[:=]\s*"),
        key=compile_pattern(
            rf"(?P<colour>{value})|(?P<band>{band})|(?P<share>{share})|(?P<tick>{tick})|(?P<letter>{letter})|(?P<number>\b\d\b)"
        ),
        opener=compile_pattern(rf"\s*(?:{_words(lexicon, 'legend', 'opener')})\s*(?:[:{DASHES}]|$)\s*"),
        duration=compile_pattern(_words(lexicon, "durations")),
    )


def _declared(lexicon: Lexicon) -> str:
    return any_of(phrase for phrases in lexicon["declared"].values() for phrase in phrases)
