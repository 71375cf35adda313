"""The patterns of time, compiled from the lexicon: one scanner that finds dates and time words, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import Pattern

from normalise.confusions import shape_of
from normalise.lexicon import Lexicon
from normalise.phrases import late, tree_of
from normalise.time.misprints import LEAST_TAIL
from normalise.time.point_rules import RULES
from normalise.time.words import (
    TimeWords,
    either,
    filled,
    meanings_of,
    month_names,
    neighbours_in,
    numbered,
    phrases_of,
    pieces_of,
    single_words,
    squash,
    valued,
)

HEAD = r"(?<![a-z0-9£$€#@])(?:(?<![0-9][/.,:])|(?![0-9]))"
TAIL = r"(?![a-z0-9%£])(?![/.,:][0-9])(?!-[0-9]{1,2}(?![0-9/.-]))(?!\s?-?\s?(?:years?|yrs?)\b[\s-]*olds?\b)"
NAMED = re.compile(r"\(\?P<[a-z_]+>")

WITHOUT_YEAR = {
    "bare_day": r"(?:WEEKDAY,?\s*)?(?:(?:the\s+)?DAY\s*(?:of\s)?\s*MONTH|MONTH\s*(?:3[01]|[12][0-9]|0?[1-9])(?:\s?(?:st|nd|rd|th)\b)?)",
    "bare_quarter": r"QUARTER\s?[1-4](?:\s*(?:-+|/|to|and|&)\s*(?:QUARTER)?\s?[1-4])*|ORDINAL\s+QUARTER",
    "bare_season": "SEASON",
    "bare_month": "MONTH",
}
"""Dates that leave out their year, tried last."""


OPENERS = (
    *("weekdays", "months", "seasons", "feasts", "holidays", "terms", "quarters", "halves"),
    *("fiscal", "ordinals", "numbers", "times", "every", "goes_on"),
    *("frequency", "frequency_unclear", "conditions", "moments", "sessions", "relative", "undecided", "cross_reference", "cross_pointers"),
    *("review", "ongoing"),
)
"""Sections whose phrases a find can begin with."""
OPENING = 4
"""Letters of a phrase that are looked at before a find is tried: most words of a sentence open none."""


def compile_time_words(lexicon: Lexicon) -> TimeWords:
    """The tables and patterns of the lexicon of timescales."""
    pieces, limits, neighbours = pieces_of(lexicon), meanings_of(lexicon, "limits"), neighbours_in(lexicon, "limits")
    sound = frozenset(phrase.casefold() for phrase in phrases_of(lexicon, "months"))
    months, spellings = month_names(lexicon), single_words(lexicon)
    return TimeWords(
        months=months,
        sound_months=sound,
        cut_months=frozenset(months) - sound,
        spellings=spellings,
        wholes=dict.fromkeys(spellings, False) | dict.fromkeys(_long_words(lexicon), True),
        shapes=frozenset(map(shape_of, spellings)),
        tails=frozenset(word[-LEAST_TAIL:] for word in {*sound, *limits, *map("".join, neighbours)}),
        neighbours=neighbours,
        seasons=numbered(lexicon, "seasons"),
        feasts=meanings_of(lexicon, "feasts") | meanings_of(lexicon, "holidays"),
        terms=meanings_of(lexicon, "terms"),
        ordinals=valued(lexicon, "ordinals"),
        numbers=valued(lexicon, "numbers"),
        units=meanings_of(lexicon, "units"),
        limits=limits,
        trailers=meanings_of(lexicon, "trailers") | meanings_of(lexicon, "trailers_closing"),
        frequencies=meanings_of(lexicon, "frequency"),
        rules={rule.name: (rule, _regex(filled(rule.pattern, pieces))) for rule in RULES},
        patterns={
            **_around(lexicon, pieces),
            **_repairs(lexicon, pieces),
            **_of_prose(lexicon, pieces),
            "scanner": _scanner(lexicon, pieces),
            "hint": _hint(lexicon),
            "review": _regex(either(phrases_of(lexicon, "review"))),
            "phased": _regex(either(phrases_of(lexicon, "columns_phased"))),
        },
    )


def _regex(pattern: str) -> Pattern[str]:
    return late(pattern, re.ASCII)


def _scanner(lexicon: Lexicon, pieces: dict[str, str]) -> Pattern[str]:
    """Every date and time word; the name of the group that matched tells which."""
    points = [f"(?P<{rule.name}>{NAMED.sub('(?:', filled(rule.pattern, pieces))}){TAIL}" for rule in RULES]
    items = [f"(?P<{name}>{filled(pattern, pieces)})(?![a-z0-9])" for name, pattern in _items(lexicon).items()]
    return _regex(f"{HEAD}{opening(lexicon)}(?:{'|'.join(points + items)})")


def opening(lexicon: Lexicon) -> str:
    """A look ahead that only lets by what a find can begin with: a figure, a sign, or the first letters of a phrase."""
    phrases = {*month_names(lexicon), *(phrase.casefold() for section in OPENERS for phrase in phrases_of(lexicon, section))}
    begun = {_begun(phrase) for phrase in phrases if phrase[0].isalpha()} | {r"the\s+[0-9]", "within", r"no\s", "x"}
    return rf"(?=[^a-z\s]|{tree_of(sorted(begun, key=lambda pattern: (-len(pattern), pattern)))})"


def _begun(phrase: str) -> str:
    """The first letters of a phrase as it may be printed; the whole of a short one, no letter after it."""
    ends = [at for at, sign in enumerate(phrase, 1) if sign.isalnum()][:OPENING]
    begun = re.escape(phrase[: ends[-1]]).replace(r"\-", r"\s?-*\s?").replace(r"\ ", r"\s+")
    return begun + ("(?![a-z])" if ends[-1] == len(phrase) else "")


def _items(lexicon: Lexicon) -> dict[str, str]:
    """What the scanner finds besides whole dates, in the order it tries them."""
    every, per, once, times = (either(phrases_of(lexicon, name)) for name in ("every", "per", "times", "multipliers"))
    adverb = either(
        phrase for unit in ("weekly", "monthly", "annual") for phrase in phrases_of(lexicon, "frequency", unit) if " " not in phrase
    )
    given, events = either(phrases_of(lexicon, "events", "set")), either(phrases_of(lexicon, "events", "event"))
    relative = {name: either(phrases_of(lexicon, "relative", name)) for name in ("term", "horizon", "stage", "soon", "next", "fiscal_end")}
    count = r"NUMBER(?:\s*(?:-+|to|or)\s*NUMBER|\s?\+)?[\s-]*(?:(?:working|calendar|financial|school)\s+)?UNIT"
    return {
        "goes_on": either(phrases_of(lexicon, "goes_on")),
        "times": rf"(?:NUMBER\s*{times}|x\s?NUMBER|{once})(?:\s*/\s*|\s+{per}\s+|\s+)(?:UNIT|{adverb})",
        "every_so_many": rf"NUMBER[\s-]*{adverb}",
        "each_weekday": rf"{every}\s+WEEKDAY",
        "each_date": rf"{every}(?=\s+(?:the\s+)?(?:(?:DAY\s*(?:of\s)?\s*)?MONTH|SEASON))",
        "every": rf"{every}\s+(?:NUMBER[\s-]+)?UNIT",
        "frequency_unclear": either(phrases_of(lexicon, "frequency_unclear")),
        "moment": rf"{either(phrases_of(lexicon, 'moments'))}(?:[\s,]+(?:PAIR|YEAR))?",
        "frequency": either(phrases_of(lexicon, "frequency")),
        "whole": either(phrases_of(lexicon, "conditions", "whole")),
        "event": rf"(?:within\s+|no\s+later\s+than\s+)?{count}\s+{events}(?=\s+[a-z0-9])"
        rf"|within\s+(?:the\s+|an?\s+|agreed\s+|set\s+|statutory\s+)*{given}",
        "session": rf"{either(phrases_of(lexicon, 'sessions'))}\s+(?:PAIR|YEAR)",
        "fiscal_end": rf"{relative['fiscal_end']}(?!\s*(?:PAIR|YEAR))",
        "band": rf"{relative['term']}[\s-]*{relative['horizon']}",
        "stage": rf"{relative['stage']}\s*(?:[0-9]{{1,2}}(?:\s*(?:-+|to|and|&)\s*[0-9]{{1,2}})?(?![0-9/])"
        r"|(?:i|ii|iii|iv|v)(?![a-z0-9])|NUMBER)",
        "soon": relative["soon"],
        "spell": rf"(?:{relative['next']}\s+)?{count}",
        "undecided": either(phrases_of(lexicon, "undecided", "undecided")),
        "state": either(phrases_of(lexicon, "undecided", "state")),
        "cross_reference": _cross_reference(lexicon),
        "review": either(phrases_of(lexicon, "review")),
        "ongoing": either(phrases_of(lexicon, "ongoing", "ongoing")),
        "continues": either(phrases_of(lexicon, "ongoing", "continues")),
        "opener": either(phrases_of(lexicon, "conditions", "opener")),
        "impossible": r"QUARTER\s?[05-9](?![0-9])(?:[\s,:]*(?:PAIR|YEAR))?",
        **WITHOUT_YEAR,
    }


def _cross_reference(lexicon: Lexicon) -> str:
    pointer, target = either(phrases_of(lexicon, "cross_pointers")), either(phrases_of(lexicon, "cross_targets"))
    number = r"[a-z]?[0-9]{1,2}(?:\.[0-9]+)*[a-z]?(?![a-z0-9/-])"
    whole = either(phrases_of(lexicon, "cross_reference"))
    return rf"{whole}|{pointer}\s+(?:{target}\s*)?{number}|{pointer}\s+{target}(?:\s+(?:[a-z]|above|below))?"


def _around(lexicon: Lexicon, pieces: dict[str, str]) -> dict[str, Pattern[str]]:
    """What bends a date: the words before it, the words after it, and the references that undo it."""
    limit, band = either(phrases_of(lexicon, "limits")), either(phrases_of(lexicon, "relative", "term"))
    event = either(phrase for section in ("moments", "gatherings") for phrase in phrases_of(lexicon, section))
    return {
        "chain": _regex(rf"(?<![a-z0-9])(?:{limit}[\s:,-]*)+$"),
        "limit": _regex(limit),
        "by_event": _regex(rf"by\s+(?:the\s+)?(?:[a-z]+\s+){{0,2}}?{event}[\s,]*(?:(?:in|on|of)\s+)?"),
        "trailer": _regex(
            rf"[\s,(-]*(?:({either(phrases_of(lexicon, 'trailers'))})"
            rf"|({either(phrases_of(lexicon, 'trailers_closing'))})(?=\s*(?:$|[,;/&)-]|and\b)))\)?"
        ),
        "financial_quarters": _regex(either(phrases_of(lexicon, "quarters_financial"))),
        "marker": _regex(rf"(?<![a-z0-9])(?:{either(phrases_of(lexicon, 'references'))}[\s.:]*(?:no\.?\s*)?|[0-9]+(?:st|nd|rd|th)[\s,]+)$"),
        "small": _regex(either(phrases_of(lexicon, "small"))),
        "then": _regex(rf"(?<![a-z]){either(phrases_of(lexicon, 'joiners_then'))}"),
        "separator": _regex(rf"[,;/&]|\.\s|\s-+\s|(?<![a-z]){either(phrases_of(lexicon, 'joiners_parts'))}"),
        "joiners": re.compile(
            rf"^{either(phrases_of(lexicon, 'joiners_parts'))}\s+|\s+{either(phrases_of(lexicon, 'joiners_parts'))}$", re.IGNORECASE
        ),
        "unfinished": re.compile(
            rf"(?:^|[\s(])(?:{either(phrases_of(lexicon, 'joiners_unfinished'))}|[0-9]{{1,2}}(?:st|nd|rd|th)?)$|[-,/&–—]$", re.IGNORECASE
        ),
        "carries_on": re.compile(rf"(?:\(|[-–—&]|{either(phrases_of(lexicon, 'joiners_carries_on'))}(?=\s|$))", re.IGNORECASE),
        "month_last": _regex(filled(r"(?<![a-z])MONTH$", pieces)),
        "bands": _regex(rf"{band}(?:\s*(?:-+|/|to|and|&)\s*{band})?"),
        "nothing": _regex(rf"\W*{either(phrases_of(lexicon, 'undecided', 'nothing'))}\W*"),
    }


def _repairs(lexicon: Lexicon, pieces: dict[str, str]) -> dict[str, Pattern[str]]:
    """What an extraction does to dates: months and years torn apart, figures that became letters."""
    word = rf"(?:{pieces['MONTH']}|{pieces['SEASON']}|{pieces['QUARTER']}\s?[1-4]|of|by|in|to|from)"
    quarters = "|".join(sorted((re.escape(phrase) for phrase in phrases_of(lexicon, "quarters")), key=len, reverse=True))
    seasons = "|".join(sorted(map(re.escape, phrases_of(lexicon, "seasons")), key=len, reverse=True))
    return {
        "run_season": _regex(rf"(?<![a-z])({seasons})(?=20[0-9]{{2}}(?![0-9]))"),
        "torn_year": _regex(
            rf"(?:(?<![a-z0-9]){word}[\s,]*|(?<![0-9/.-])20[0-9]{{2}}\s?-\s?|^)(2\s?0\s?[0-9]\s?[0-9])"
            rf"(?![0-9a-z])(?!\s?[/-]\s?[0-9]{{1,2}}[/-]|\s*{pieces['MONTH']})"
        ),
        "lettered": _regex(
            r"(?<![a-z0-9])(?:(?=[0-9oli|]*[oli|])"
            rf"(?:(?=[a-z|]*[0-9][a-z|]*[0-9])(2[0o][0-9oli|]{{2}})|((?=[a-z|]?[0-9])[0-9oli|]{{2}}|l)(?=\s*(?:(?:st|nd|rd|th)\s+)?(?:of\s)?{pieces['MONTH']}))"
            r"|((?=[0-9]?[oli|])[0-9oli|]{1,2})(?=[/.](?:[0-9]{1,2})[/.][0-9]{2,4}(?![0-9]))"
            rf"|{pieces['MONTH']}[\s'-]+((?=[0-9oli|]*[oli|])(?=[oli|]?[0-9])[0-9oli|]{{2}})|(?:{quarters})\s?([li|]))(?![a-z0-9])"
        ),
        "near_month": _regex(r"(?<![a-z])([a-z]{5,11})(?=[\s.,]*(?:19|20)[0-9]{2}(?![0-9]))"),
    }


def _long_words(lexicon: Lexicon) -> Iterable[str]:
    """The names of the months and the single words of frequency, without their hyphens."""
    phrases = (phrase for section in ("frequency", "ongoing") for phrase in phrases_of(lexicon, section))
    told = [phrase for phrase in phrases if " " not in phrase and len(phrase) > 5]
    return (squash(name.casefold()) for name in [*told, *(phrases[0] for phrases in lexicon["months"].values())])


def _of_prose(lexicon: Lexicon, pieces: dict[str, str]) -> dict[str, Pattern[str]]:
    """What stands near a date in a sentence and tells whether it is a deadline."""
    words = {
        name: either(phrases_of(lexicon, f"prose_{name}"))
        for name in ("baseline", "levels", "funding", "prepositions", "time_nouns", "quantities", "openers", "not_once", "verbs", "history")
    }
    undecided = either(phrases_of(lexicon, "undecided", "undecided"))
    small = either(phrases_of(lexicon, "small"))
    return {
        "baseline": _regex(rf"(?<![a-z0-9]){words['baseline']}"),
        "history": _regex(rf"(?<![a-z0-9]){words['history']}"),
        "levels": _regex(rf"[\s,]*(?:[a-z]+\s+)?{words['levels']}"),
        "funding": _regex(rf"(?<![a-z0-9]){words['funding']}|£[0-9]"),
        "adverb": _regex(rf"\s*(?:$|[^a-z0-9\s&/-]|[-]\s|{words['prepositions']})"),
        "confirmed": _regex(rf"(?<![a-z0-9]){words['time_nouns']}[\s:,-]*(?:(?:is|are|still|currently)\s+)*{undecided}"),
        "quantity": _regex(
            rf"(?:£[0-9.,]+[a-z]*|[0-9.,]+\s*%|[0-9.,]+\s*{words['quantities']}|{words['quantities']})(?:\s+of\s+[a-z0-9]+)?\s*$"
        ),
        "rated": _regex(filled(r"an?\s+UNIT", pieces)),
        "counted": _regex(filled(rf"(?<![a-z0-9£.,-])NUMBER(?:\s+(?!{small}\s)[a-z'-]+){{1,3}}\s+$", pieces)),
        "verb": _regex(rf"{words['verbs']}\s+"),
        "prose_opener": _regex(words["openers"]),
        "not_once": _regex(rf"\s*(?:$|[^a-z0-9\s]|{words['not_once']})"),
    }


def _hint(lexicon: Lexicon) -> Pattern[str]:
    """A cheap sign that a paragraph may hold a time at all."""
    sections = (
        "frequency",
        "frequency_unclear",
        "undecided",
        "conditions",
        "goes_on",
        "cross_reference",
        "cross_pointers",
        "ongoing",
        "months",
        "seasons",
        "units",
        "review",
        "moments",
        "feasts",
        "holidays",
        "sessions",
        "relative",
    )
    first_words = {re.split(r"[\s-]", phrase.casefold())[0] for section in sections for phrase in phrases_of(lexicon, section)}
    return _regex(
        r"[0-9]|(?<![a-z])(?:"
        + "|".join(sorted((re.escape(word) for word in first_words if word), key=len, reverse=True))
        + r")(?![a-z])|on\W{0,3}going|\?"
    )
