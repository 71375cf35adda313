"""The words of part-work, compiled: counts out of a larger total, what is still to come, and steps on the way to an end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from normalise.lexicon import Lexicon
from normalise.phrases import DASHES, Pattern, any_of, compile_pattern, squeeze
from normalise.status.part_kinds import AheadWords, DeedWords, GoalWords, HeadWords

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?![\d.,]\d|[%\w])"
FREE = r"(?<![\w.,£$€/])"
WORD = r"[^\W\d][\w'’/-]*"
PLURAL = r"[^\W\d][\w'’-]*[^s\W]s['’]?"


@dataclass(frozen=True, slots=True)
class PartWords:
    """Patterns that tell part of the work from all of it."""

    numbers: Mapping[str, int]
    counted: Pattern
    """So many out of so many."""
    of_first: Pattern
    """The same, the larger number first: "Of the 212 premises, 149 (inspected)"."""
    counted_next: Pattern
    """The same, right after a verb: "(completed) in three of five wards"."""
    portion: Pattern
    """A clause that opens with a share: "Most estates", "Two thirds of staff", "65% of lanterns"."""
    every: Pattern
    """A clause that opens with all there is: "All 12", "Both", "Every library"."""
    first: Pattern
    """A clause that opens with the first of several: "First cohort", "Phase 1"."""
    several: Pattern
    """A subject that is a bare count: "18", "A further six hubs"."""
    so_far: Pattern
    nearly: Pattern
    """What stands before a word of completion and takes from it: "nearly (done)"."""
    figure: Pattern
    ahead: AheadWords
    heads: HeadWords
    amount: Pattern
    """A sum of money of something: "£74m of sales"."""
    goals: GoalWords
    none: Pattern
    """A clause that opens with none: "No wardens"."""
    so_far_none: Pattern
    step_object: Pattern
    """An object that is one: "(appointed) consultants"."""
    counted_off: frozenset[str]
    """What is over once it is done with everybody: "contacted", "visited"."""
    deeds: DeedWords
    done: frozenset[str]
    """Past participles that report something done, and are too common in aims and outcomes to tell a progress cell."""
    not_done: frozenset[str]
    """What looks like a past participle and reports nothing done: "expected", "speed"."""
    verb: Pattern
    dated: Pattern
    """A day or span of the past, as it stands beside a simple past: "in April 2024", "this winter"."""
    passive: Pattern
    present: Pattern
    piece: Pattern
    """Where one piece of a sentence ends and the next begins."""
    placed: Pattern
    """How many places something holds for, of how many nobody says: "(in place) in seven parishes"."""


def compile_part_words(lexicon: Lexicon) -> PartWords:
    """The compiled words of part-work."""
    numbers = {squeeze(word): int(value) for value, words in lexicon["numbers"].items() for word in words}
    number = _number(lexicon)
    joint, every = _words(lexicon, "joint"), _words(lexicon, "every")
    determiners = rf"(?:{_words(lexicon, 'determiner')}\s+)*"
    of = rf"(?:(?:\bout\s+)?\bof\b|/)\s*{determiners}(?:[^\W\d]+['’]s?\s+)?£?"
    counted = rf"(?:{FREE}|£)(?P<some>{number})[mk]?\s*{of}(?P<whole>{number})(?!\s*/)"
    share = r"(?P<share>\d{1,3})\s*(?:%|per\s?cent)(?:\s+of\b|\s*$)"
    return PartWords(
        numbers=numbers,
        counted=compile_pattern(counted),
        of_first=compile_pattern(rf"\W*of\s+{determiners}(?P<whole>{number})\s[^.;:,\d]*,\s*(?P<some>{number})\b"),
        counted_next=compile_pattern(rf"\s*(?:{joint}\s+)?{counted}"),
        portion=compile_pattern(rf"\W*(?:{_words(lexicon, 'roughly')}\s+)?{determiners}(?:{share}|{_words(lexicon, 'portion')})"),
        every=compile_pattern(rf"\W*{every}"),
        first=compile_pattern(rf"\W*{determiners}(?!{_words(lexicon, 'not_first')}){_words(lexicon, 'first')}(?=\s+{WORD}|\s*$)"),
        several=compile_pattern(_several(lexicon, number, joint)),
        so_far=compile_pattern(rf"(?<!\bup[\s-]){_words(lexicon, 'so_far')}"),
        nearly=compile_pattern(rf"{_words(lexicon, 'nearly')}\s*$"),
        figure=compile_pattern(rf"{FREE}{number}|£\s*\d"),
        ahead=_ahead(lexicon, number, joint, determiners),
        heads=_heads(lexicon, joint, determiners),
        goals=_goals(lexicon, number, joint),
        none=compile_pattern(rf"\W*{_words(lexicon, 'none')}\s"),
        so_far_none=compile_pattern(_words(lexicon, "so_far_none")),
        amount=compile_pattern(rf"\W*(?:{_words(lexicon, 'roughly')}\s+)?£\s?\d[\d.,]*\s*(?:m|k|bn|million|billion)?\s+(?:of|in|worth)\s"),
        step_object=compile_pattern(_step_object(lexicon, joint, determiners)),
        counted_off=_squeezed(lexicon, "counted_off"),
        deeds=_deeds(lexicon),
        done=_squeezed(lexicon, "done"),
        not_done=_squeezed(lexicon, "not_done"),
        verb=compile_pattern(rf"\b(?:[^\W\d]{{2,}}ed|{_words(lexicon, 'irregular')})\b"),
        dated=compile_pattern(_dated(lexicon)),
        passive=compile_pattern(_words(lexicon, "passive")),
        present=compile_pattern(_present(lexicon)),
        piece=compile_pattern(rf"[,;:(]\s+|[.!?]\s+|\n\s*|\s[{DASHES}]+\s|\s(?={_words(lexicon, 'and')}\s)"),
        placed=compile_pattern(rf"\s+{joint}\s+{number}\s+(?!{_span(lexicon)})(?:{WORD}\s+){{0,2}}?{PLURAL}"),
    )


def _words(lexicon: Lexicon, meaning: str) -> str:
    return any_of(lexicon[f"part_{meaning}"].get("words", ()))


def _ahead(lexicon: Lexicon, number: str, joint: str, determiners: str) -> AheadWords:
    ordinal = rf"{_words(lexicon, 'ordinal')}(?!\s+{_words(lexicon, 'renewed')})"
    still_out = rf"{_words(lexicon, 'outstanding')}|{_words(lexicon, 'left')}\W*$"
    more = rf"{number}\s+{_words(lexicon, 'more')}"
    return AheadWords(
        rest=compile_pattern(rf"\W*(?:{joint}\s+)?{determiners}(?:{_words(lexicon, 'rest')}|{ordinal}|{more})"),
        outstanding=compile_pattern(rf"{FREE}{number}\s+(?:{WORD}\s+){{0,2}}?(?:{still_out})"),
        upcoming=compile_pattern(rf"{_words(lexicon, 'upcoming')}(?!(?<=next)\s+(?:to|door)\b)|{_in_season(lexicon)}"),
        aftercare=compile_pattern(_words(lexicon, "aftercare")),
        since=compile_pattern(_since(lexicon)),
        judged=compile_pattern(rf"{_words(lexicon, 'judged')}\s+(?:(?:the|this|it|them)\s+(?:{WORD}\s+){{0,3}}?)?(?=to\s+be\b)"),
    )


def _deeds(lexicon: Lexicon) -> DeedWords:
    return DeedWords(
        moved=_squeezed(lexicon, "moved"),
        forward=_squeezed(lexicon, "forward"),
        decided=_squeezed(lexicon, "decided"),
        put_off=_squeezed(lexicon, "put_off"),
        befallen=_squeezed(lexicon, "befallen"),
        later=compile_pattern(_later(lexicon)),
    )


def _later(lexicon: Lexicon) -> str:
    """A time to come, behind what was moved there: "to 2027", "into next year"."""
    span = rf"(?:{any_of(lexicon['durations'].get('words', ()))}|{_words(lexicon, 'span')}|{_season(lexicon)})"
    time = rf"(?:20\d\d\b|q[1-4]\b|next\s+{span}|{_season(lexicon)})"
    ends = rf"(?=\s*(?:$|[^\w\s]|\d{{4}}\b|(?:{_words(lexicon, 'behind_time')})))"
    return rf"\s+(?:(?:in)?to|until)\s+(?:{_words(lexicon, 'part_of_span')}\s+)?{time}{ends}"


def _squeezed(lexicon: Lexicon, meaning: str) -> frozenset[str]:
    return frozenset(squeeze(word) for word in lexicon[f"part_{meaning}"].get("words", ()))


def _goals(lexicon: Lexicon, number: str, joint: str) -> GoalWords:
    span, goal = any_of(lexicon["durations"].get("words", ())), _words(lexicon, "goal")
    return GoalWords(
        named=compile_pattern(rf"{goal}(?=\s+(?:{joint}|{_helping(lexicon)})|\s*$)"),
        numbered=compile_pattern(rf"{_words(lexicon, 'goal_of')}\s+(?:[^\W\d]+\s+){{0,4}}?(?P<whole>{number})(?![\s{DASHES}]+{span})"),
        share=compile_pattern(rf"(?P<before>\d{{1,3}})\s?%\s+{goal}|{goal}\s+of\s+(?P<behind>\d{{1,3}})\s?%"),
        counting=compile_pattern(_counting(lexicon, number)),
        reached=_squeezed(lexicon, "reached"),
    )


def _since(lexicon: Lexicon) -> str:
    holding = rf"(?:[^\W\d]{{3,}}ed|{_words(lexicon, 'holds')})\b"
    return rf"{_words(lexicon, 'passive')}|^\s*(?:{_words(lexicon, 'and')}\s+)?{holding}"


def _number(lexicon: Lexicon) -> str:
    """A number in digits or in words: "1,204", "twenty-three"."""
    spelt = {int(value): words for value, words in lexicon["numbers"].items()}
    tens = any_of(word for value, words in spelt.items() if 20 <= value < 100 for word in words)
    units = any_of(word for value, words in spelt.items() if 0 < value < 10 for word in words)
    alone = any_of(word for words in spelt.values() for word in words)
    return rf"(?:{DIGITS}|{tens}[\s{DASHES}]*{units}|{alone})"


def _several(lexicon: Lexicon, number: str, joint: str) -> str:
    """The whole subject is a count of things, and no span of time: "Nine benches", "23", not "Ten year strategy"."""
    present, linked = any_of(lexicon["present"].get("words", ())), rf"(?:{joint}|{_words(lexicon, 'and')})"
    things = rf"(?:(?!{joint}){WORD}\s+){{0,4}}?(?:{PLURAL}|{_words(lexicon, 'plural')})(?:\s+{linked}\b[^.;:]*?)?"
    count = rf"\W*(?:{_words(lexicon, 'roughly')}\s*)*{FREE}(?P<count>{number})(?!\s*[/{DASHES}]|\s*{_span(lexicon)})"
    return rf"{count}(?:\s+{things})?(?:\s+{present})?\s*$"


def _span(lexicon: Lexicon) -> str:
    """What a number counts that are no things: years, months, terms."""
    months = any_of(name for names in lexicon["dates"].values() for name in names)
    return rf"(?:{any_of(lexicon['durations'].get('words', ()))}|{_words(lexicon, 'span')}|{months})"


def _season(lexicon: Lexicon) -> str:
    months = any_of(name for names in lexicon["dates"].values() for name in names)
    return rf"(?:{months}|{_words(lexicon, 'season')})"


def _in_season(lexicon: Lexicon) -> str:
    """A month or season that something is to come in: "from late May", "due Feb", "should be dry by May"."""
    return rf"\b(?:from|due|should\s+be(?:\s+{WORD}){{0,4}}?\s+(?:by|in))\s+(?:{_words(lexicon, 'part_of_span')}\s*)?{_season(lexicon)}"


def _counting(lexicon: Lexicon, number: str) -> str:
    months = any_of(name for names in lexicon["dates"].values() for name in names)
    return rf"{FREE}(?P<count>{number})(?=\s+(?!{months})[^\W\d])"


def _heads(lexicon: Lexicon, joint: str, determiners: str) -> HeadWords:
    return HeadWords(
        step=compile_pattern(_head(lexicon, _words(lexicon, "step"), joint, determiners)),
        place=compile_pattern(_head(lexicon, _words(lexicon, "place"), joint, determiners)),
        found=_squeezed(lexicon, "found"),
        stage=compile_pattern(_head(lexicon, _words(lexicon, "stage"), joint, determiners)),
        numbered=compile_pattern(rf"\b(?P<kind>{_words(lexicon, 'numbered')})\s+(?P<which>[a-z]|[0-9])\b"),
        service=compile_pattern(_head(lexicon, _words(lexicon, "service"), joint, determiners)),
        resource=compile_pattern(_head(lexicon, _words(lexicon, "resource"), joint, determiners)),
        opened=compile_pattern(_head(lexicon, _words(lexicon, "opened"), joint, determiners)),
        to_every=compile_pattern(rf"\s+{_words(lexicon, 'to')}\s+{_words(lexicon, 'every')}"),
        running=compile_pattern(rf"\bnow\s+(?:all\s+)?{_words(lexicon, 'running')}"),
    )


def _head(lexicon: Lexicon, heads: str, joint: str, determiners: str) -> str:
    """The head of the subject is the step itself: "Tender for CCTV", not "Contract monitoring procedure"."""
    sum_of = rf"(?:£\s?[\d,.]+\s*[mk]?\s+(?:{joint}\s+)?)?"
    plain = rf"(?:(?!{joint}){WORD}\s+){{0,4}}?"
    return rf"\W*{sum_of}{determiners}{plain}{heads}(?:\s+{joint}\b[^.;:]*?)?(?:\s+{_helping(lexicon)})*\s*$"


def _helping(lexicon: Lexicon) -> str:
    """Words between a subject and its participle: "has now been"."""
    return any_of(word for section in ("perfect", "present", "between") for word in lexicon[section].get("words", ()))


def _step_object(lexicon: Lexicon, joint: str, determiners: str) -> str:
    sum_of = rf"(?:£\s?[\d,.]+\s*[mk]?\s+(?:{joint}\s+)?)?"
    plain = rf"(?:(?!{joint}){WORD}\s+){{0,2}}?"
    return rf"\s+{sum_of}{determiners}{plain}{_words(lexicon, 'step')}(?=\s*$|\s*[^\w\s{DASHES}]|\s+{joint}\b)"


def _dated(lexicon: Lexicon) -> str:
    season = _season(lexicon)
    day = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    numeric = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    past = rf"{_words(lexicon, 'past')}\s+(?:{season}|{_words(lexicon, 'span')}|{any_of(lexicon['durations'].get('words', ()))})"
    within = rf"\b{_words(lexicon, 'when')}\s+(?:the\s+)?(?:{_words(lexicon, 'part_of_span')}\s*)?"
    return rf"{within}(?:{day}{season}|(?:19|20)\d\d\b|{numeric})|{past}"


def _present(lexicon: Lexicon) -> str:
    """A subject and its verb in the present tense: "Group meets", "Six villages take part"."""
    one = rf"\b(?!{_words(lexicon, 'not_subject')})[^\W\d][\w'’-]*(?:[^s\W]|us|ss|is)\s+{_words(lexicon, 'does')}"
    many = rf"\b(?:{PLURAL}|{_words(lexicon, 'plural')})\s+{_words(lexicon, 'do')}"
    return rf"{one}|{many}"
