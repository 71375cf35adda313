"""The lexicon of leads made ready: what each word can be, as bits of one number, and the names the sector is certain of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import cast

from model import PartyKind
from normalise.lead.body_registers import registered_bodies, registered_names
from normalise.lead.patterns import any_of, between, part_label, words_of
from normalise.lead.registers import family_names, given_names
from normalise.lexicon import Lexicon


class Mark(IntEnum):
    """What a word can be in a lead."""

    HEAD = 1
    HEADS = 2
    RANK = 4
    STARTER = 8
    BARE = 16
    TEAM = 32
    TEAM_WEAK = 64
    ORGANISATION = 128
    PLACE = 256
    ALONE = 512
    GROUP = 1024
    ACTOR = 2048
    FUNCTIONAL = 4096
    QUANTIFIER = 8192
    MODIFIER = 16384
    FUNCTION = 1 << 15
    FORENAME = 1 << 16
    TITLE = 1 << 17
    SMALL = 1 << 18
    ARTICLE = 1 << 19
    CONNECTIVE = 1 << 20
    VERB = 1 << 21
    COUNCIL = 1 << 22
    TEAMS = 1 << 23
    CAPITAL = 1 << 24
    CAPITALS = 1 << 25
    AND = 1 << 26
    COMMA = 1 << 27
    DASH = 1 << 28
    PLACE_NAME = 1 << 29
    NUMBER = 1 << 30
    PARTICLE = 1 << 31
    DOUBTFUL = 1 << 32
    """A given name that is a place or a word of its own as well."""
    FAMILY = 1 << 33
    CALL = 1 << 34
    """A verb that opens an action and no name."""
    FIELDED = 1 << 35
    """Head of a post that what it is head of may follow with nothing between: "Director Communities"."""
    DEPENDENT = 1 << 37
    """Head of a post that says nothing alone: "Officer"."""
    PLACED = 1 << 36
    """Makes a body of its name together with a place before or behind it: "Oakham Homes", "City College Oakham"."""
    SERVED = 1 << 38
    """A service's name only with "Services" behind it: "Digital"."""
    CORPORATE = 1 << 40
    """A service of one word that serves all others, and no part of another's work: "Legal"."""
    WITHIN = 1 << 39
    """Only says which part of the service right before it: "Adult Social Care Commissioning"."""


ENDINGS = int(
    Mark.TEAM | Mark.TEAM_WEAK | Mark.ORGANISATION | Mark.PLACE | Mark.COUNCIL | Mark.GROUP | Mark.ACTOR | Mark.ALONE | Mark.TEAMS
    | Mark.HEADS
)


NAMED = int(Mark.FORENAME | Mark.DOUBTFUL | Mark.FAMILY)


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is certain: what it is called, what it is, and who says so."""

    name: str
    kind: PartyKind
    rule: str
    score: float = 0.98


@dataclass(frozen=True, slots=True, eq=False)
class LeadWords:
    """All that the lexicon knows, in the form the readers ask for it. Compared by identity, so that readings can be cached by it."""

    marks: Mapping[str, int]
    """Word → bits of `Mark`."""
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    """Last word → the words before it and the bits that the whole ending has."""
    known: Mapping[str, Known]
    firsts: frozenset[str]
    """The first words of the known names and of what the council itself is called."""
    abbreviated: Mapping[str, str]
    posts_short: Mapping[str, tuple[str, ...]]
    """A post in a few letters, as printed → its words; spelled out only where the words of a service follow."""
    singular: Mapping[str, str]
    """Plural of a word that can be shared out → its singular."""
    shared_tails: tuple[tuple[str, ...], ...]
    offices: frozenset[str]
    plural_titles: frozenset[str]
    council_itself: frozenset[str]
    council_plain: frozenset[str]
    no_alias: frozenset[str]
    """What "team" follows without making it a service's name ("the management team")."""
    glued: tuple[str, ...]
    """Small words that may be run into the word before."""
    openers: frozenset[str]
    tails: frozenset[str]
    stopped: frozenset[str]
    """Words that are printed with a full stop which ends no sentence."""
    council_shorts: Mapping[str, str]
    """"dc" after the name of a place → "District Council"."""
    bodies_of: Mapping[str, PartyKind]
    """What stands before "of" in the name of a body ("university") → what the body is."""
    branched: Mapping[str, tuple[tuple[str, ...], ...]]
    """First word → names that a place follows in the name of one of their branches ("nhs", "age uk")."""
    national: frozenset[str]
    """Words that open the name of a body of the whole country ("royal", "hm")."""
    headed: Mapping[str, PartyKind]
    """First word of a name in a language that names the head first → what the name is of: "pennaeth", "comhairle"."""
    assemblies: frozenset[str]
    """Words whose council is no authority: a youth council, a parents' council."""
    states: tuple[str, ...]
    """What ends the words of how things stand with a post."""
    labels: frozenset[str]
    headings: frozenset[str]
    answering: tuple[str, ...]
    """Words of a header over those who answer for an action and do not do it: "committee"."""
    blanks: frozenset[str]
    elsewhere: frozenset[str]
    goals: frozenset[str]
    pointing: re.Pattern[str]
    between: re.Pattern[str]
    purpose: re.Pattern[str]
    label: re.Pattern[str]
    part_label: re.Pattern[str]
    """What says of the party before it which part it takes: "(lead)", " - support;"."""


_MARKED = (
    ("roles_heads", Mark.HEAD),
    ("roles_ranks", Mark.RANK),
    ("roles_starters", Mark.STARTER | Mark.RANK),
    ("roles_bare", Mark.BARE),
    ("endings_team", Mark.TEAM),
    ("endings_team_weak", Mark.TEAM_WEAK),
    ("endings_organisation", Mark.ORGANISATION),
    ("endings_organisation_place", Mark.PLACE),
    ("endings_alone", Mark.ALONE | Mark.ORGANISATION),
    ("endings_council", Mark.COUNCIL),
    ("group_nouns", Mark.GROUP),
    ("group_actors", Mark.ACTOR | Mark.GROUP),
    ("group_functional", Mark.FUNCTIONAL),
    ("group_quantifiers", Mark.QUANTIFIER),
    ("group_modifiers", Mark.MODIFIER),
    ("functions_plain", Mark.FUNCTION),
    ("forenames", Mark.FORENAME),
    ("titles_person", Mark.TITLE),
    ("titles_plural", Mark.TITLE),
    ("words_small", Mark.SMALL),
    ("words_articles", Mark.ARTICLE),
    ("words_connectives", Mark.CONNECTIVE),
    ("words_particles", Mark.PARTICLE),
    ("openings_verbs", Mark.VERB),
    ("openings_calls", Mark.CALL),
    ("roles_fielded", Mark.FIELDED),
    ("endings_placed", Mark.PLACED),
    ("roles_dependent", Mark.DEPENDENT),
    ("functions_served", Mark.SERVED),
    ("functions_corporate", Mark.CORPORATE),
    ("functions_within", Mark.WITHIN),
    ("places_counties", Mark.PLACE_NAME),
)

_KNOWN: Mapping[str, PartyKind] = {"organisations": "organisation", "teams": "team", "role_names": "role", "groups": "group"}


def compile_lead_words(lexicon: Lexicon) -> LeadWords:
    """The lexicon in the form that `read_leads` and `lead_likeness` ask for."""
    return LeadWords(
        singular=(singular := _singular(shared := words_of(lexicon, "endings_shared"))),
        phrases=(marked := _mark_words(lexicon))[1],
        marks=_with_plurals(marked[0], singular),
        known=(known := _known_names(lexicon)),
        firsts=frozenset(name.split(" ", 1)[0] for name in [*known, *words_of(lexicon, "endings_council_itself", "roles_starters")]),
        abbreviated={short: full for full, shorts in lexicon["abbreviated"].items() for short in shorts},
        posts_short={short: tuple(post.split()) for post, shorts in lexicon["posts_short"].items() for short in shorts},
        shared_tails=tuple(tuple(phrase.split()) for phrase in sorted(shared, key=lambda phrase: -len(phrase.split()))),
        offices=frozenset(words_of(lexicon, "titles_office")),
        plural_titles=frozenset(words_of(lexicon, "titles_plural")),
        council_itself=frozenset(words_of(lexicon, "endings_council_itself")),
        council_plain=frozenset(words_of(lexicon, "endings_council_plain")),
        no_alias=frozenset(words_of(lexicon, "endings_no_alias")),
        openers=frozenset(words_of(lexicon, "words_openers")),
        glued=tuple(words_of(lexicon, "words_glued")),
        tails=frozenset(words_of(lexicon, "words_places_before")),
        stopped=frozenset(word for of in ("words_stopped", "titles_person", "abbreviated") for word in words_of(lexicon, of)),
        council_shorts=lexicon.meanings("council_shorts"),
        bodies_of=_bodies_of(lexicon),
        branched=_by_first(words_of(lexicon, "organisations_branched")),
        national=frozenset(words_of(lexicon, "openings_national")),
        headed=cast(Mapping[str, PartyKind], {phrase: kind for phrase, kind in lexicon.meanings("openings_celtic").items()}),
        assemblies=frozenset(words_of(lexicon, "assemblies")),
        labels=frozenset(words_of(lexicon, "roles_labels")),
        states=tuple(f" {phrase}" for phrase in words_of(lexicon, "endings_states")),
        headings=frozenset(words_of(lexicon, "openings_headings")),
        answering=words_of(lexicon, "columns_answering"),
        blanks=frozenset(words_of(lexicon, "nobody_blank")),
        elsewhere=frozenset(words_of(lexicon, "nobody_elsewhere")),
        goals=frozenset(words_of(lexicon, "purposes_goals")),
        pointing=re.compile(rf"(?:{any_of(words_of(lexicon, 'nobody_pointing'))})\b", re.IGNORECASE),
        between=between(lexicon),
        purpose=re.compile(rf"(?:^|(?<=[\w)])[,\s])\s*(?:{any_of(words_of(lexicon, 'purposes_openers'))})(?!\w).*", re.DOTALL),
        part_label=part_label(lexicon),
        label=re.compile(rf"(?:{any_of(words_of(lexicon, 'roles_labels'))})\s*(?:\(s\)\s*)?(?::|[-–—](?=\s))\s*", re.IGNORECASE),
    )


def _with_plurals(marks: Mapping[str, int], singular: Mapping[str, str]) -> dict[str, int]:
    teams = {many for many, one in singular.items() if marks.get(one, 0) & Mark.TEAM}
    return {**marks, **{many: marks.get(many, 0) | (Mark.TEAMS if many in teams else 0) for many in singular}}


def _singular(phrases: Iterable[str]) -> dict[str, str]:
    return {plural(word): word for word in (phrase.split()[-1] for phrase in phrases)}


def plural(word: str) -> str:
    """The plural of an English noun of office."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def key_of(text: str) -> str:
    """The form in which names are compared: lower case, "and" for "&", straight apostrophes, single spaces."""
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'")
    return " ".join(text.replace("&", " and ").replace(",", " ").casefold().split())


def _mark_words(lexicon: Lexicon) -> tuple[dict[str, int], dict[str, tuple[tuple[tuple[str, ...], int], ...]]]:
    marks: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    told = [(phrase, mark) for section, mark in _MARKED for phrase in words_of(lexicon, section)]
    for phrase, mark in [*told, *((plural(head), Mark.HEADS) for head in words_of(lexicon, "roles_heads"))]:
        *before, last = phrase.split()
        if before:
            phrases.setdefault(last, []).append((tuple(before), int(mark)))
        else:
            marks[last] = marks.get(last, 0) | int(mark)
    for name, doubtful in given_names().items():
        marks[name] = marks.get(name, 0) | Mark.FORENAME | (Mark.DOUBTFUL if doubtful else 0)
    for name in family_names():
        marks[name] = marks.get(name, 0) | Mark.FAMILY
    return marks, {last: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for last, found in phrases.items()}


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split())):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return {first: tuple(names) for first, names in found.items()}


def _bodies_of(lexicon: Lexicon) -> dict[str, PartyKind]:
    bodies: dict[str, PartyKind] = dict.fromkeys(words_of(lexicon, "endings_organisation_of"), "organisation")
    bodies |= dict.fromkeys(words_of(lexicon, "endings_team_of"), "team")
    return bodies | dict.fromkeys(words_of(lexicon, "endings_council_of"), "council")


def _known_names(lexicon: Lexicon) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for phrase in words_of(lexicon, "group_whole"):
        known[key_of(phrase)] = Known(phrase[:1].upper() + phrase[1:], "group", "lexicon_group")
    for section, kind in _KNOWN.items():
        for name, spellings in lexicon[section].items():
            for spelling in (name, name.removeprefix("The "), *spellings):
                known.setdefault(key_of(spelling), Known(name, kind, "sector"))
    for short, (name, kind) in registered_bodies().items():
        known.setdefault(short, Known(name, kind, "register", 0.95))
        known.setdefault(key_of(name), Known(name, kind, "register", 0.98))
    for name, kind in registered_names():
        known.setdefault(key_of(name), Known(name, kind, "register", 0.98))
        known.setdefault(key_of(name).removeprefix("the "), Known(name, kind, "register", 0.98))
    return known
