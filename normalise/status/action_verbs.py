"""How an action opens: a verb that calls to act, its gerund, or somebody who is to do something."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalise.lexicon import Lexicon
from normalise.phrases import Pattern, any_of, compile_pattern


@dataclass(frozen=True, slots=True)
class Verbs:
    """How an action opens."""

    imperative: Pattern
    gerund: Pattern
    obliged: Pattern
    nouns: frozenset[str]
    """Verbs that are nouns too: "Plan", "Review"."""


def compile_verbs(lexicon: Lexicon) -> Verbs:
    """The compiled verbs that actions open with."""
    verbs = lexicon["verbs"].get("imperative", ())
    verb, adverbs = any_of(verbs), _words(lexicon, "adverbs")
    opener, obliged = _words(lexicon, "openers"), _words(lexicon, "obliged")
    return Verbs(
        imperative=compile_pattern(
            rf"\W*(?P<opener>{opener}\s+)*(?:{adverbs},?\s+)*(?P<verb>{verb})(?P<rest>[\s,/&]+(?=[\w“‘'£\x22]).*|\s*)$"
        ),
        gerund=compile_pattern(
            rf"\W*(?:{adverbs}\s+)*(?P<verb>{any_of(form for verb in verbs for form in _gerunds(verb))})\s+(?P<rest>\w.*)$"
        ),
        obliged=compile_pattern(
            rf"\W*[A-Z0-9][\w’']*(?:\s+[\w’'&/]+){{0,5}}?\s+(?P<duty>{obliged})\s+(?:be\s+\w|(?:{adverbs}\s+)*(?:{verb})(?:\s|$))"
        ),
        nouns=frozenset(lexicon["verb_nouns"].get("words", ())),
    )


def _gerunds(verb: str) -> tuple[str, ...]:
    first, _, rest = verb.partition(" ")
    stem = first[:-1] if first.endswith("e") and not first.endswith(("ee", "oe", "ye")) else first
    forms = (f"{stem}ing", f"{first}{first[-1]}ing") if re.search(r"[^aeiou][aeiou][bdglmnprt]$", first) else (f"{stem}ing",)
    return tuple(f"{form} {rest}".strip() for form in forms)


def _words(lexicon: Lexicon, section: str) -> str:
    return any_of(lexicon[section].get("words", ()))
