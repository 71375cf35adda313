"""Headers: what the text above a column means.

A header is known by its words, joined and mended first, never by exact match alone: listed whole, in parts ("Lead officer and by
when" is lead and timescale), behind words that only say which one ("Revised target date"), nearly ("Timescal e", "0utcomes"), or by
telling words. Each weaker way has a lower score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from model import HeaderReading, Role
from normalise.heading_words import OPENING, ROLES, SHORTEST_NEAR, HeadingWords, squeeze, tidy
from normalise.near_spellings import nearest

LONGEST_HEADER = 90
"""Characters without what stands in brackets; nothing longer is a header."""
BROKEN = 0.99
"""What a header is known with at best whose words are not printed as the lexicon has them."""
QUALIFIED = 0.9
"""The same, with a word that only says which one."""
ASKED = 0.88
"""The same of a question."""
LONGEST_QUESTION = 11
"""Words."""
MOST_PARTS = 4
"""Headers that one cell holds at most."""
MOST_WORDS = 8
"""Words of a longer header that is read by its parts."""
TOLD = 0.6
"""The same by telling words alone."""
BESIDE = ("lead", "timescale")
"""What the two headers mean that run together where columns do."""
TOWARDS = re.compile(r"(?<=\w)\s+(?:as\s+)?at$")
"""What is left before a date that was taken out: "Review at"."""
SPANNED = re.compile(r"[A-Z][^.]*\w\.([A-Z][^.]*)")
PARTS = re.compile(r"\s*(?:/|&|\+|;|,|\band\b|\bor\b|\bincluding\b)\s*")
PARTED = re.compile(r"[/&+;,]|\b(?:and|or|including)\b")
BEHIND = re.compile(r"\(([^()]*\d{4}[^()]*)\)\s*$")
DAY_OF, TO_COME = "date of ", re.compile(r"\b(?:due|next|target|planned|expected)\b")
"""How headers open that say on what day a thing was done, and words by which it is still to be."""


def header_reader(
    words: HeadingWords, as_at: Callable[[str], str | None], undated: Callable[[str], str], a_value: Callable[[str], bool]
) -> Callable[[str], HeaderReading | None]:
    """The function that tells what a header text means.

    `as_at` finds the date it carries, `undated` takes its dates out, `a_value` tells what a cell below a header would say.
    """

    @lru_cache(maxsize=4096)
    def read(text: str) -> HeaderReading | None:
        if not text.strip() or len(text) > LONGEST_HEADER and len(tidy(text)) > LONGEST_HEADER:
            return None
        plain = tidy(text)
        bare = plain if (without := undated(text)) == text else TOWARDS.sub("", tidy(without))
        found = _listed(plain, words) or _side_by_side(plain, words) or _asked(plain, words) or _near(plain, words, a_value)
        if found is None and bare != plain:
            found = _listed(bare, words) or _near(bare, words, a_value)
        found = found or _spanned(text, words) or _hinted(bare, words)
        if found is None:
            return None
        (other,) = _as_roles([words.beside.get(bare, "")]) or (None,)
        dated = as_at(text) or _told_behind(text, found[0], as_at)
        return HeaderReading(" ".join(text.split()), found[0], found[1], dated, other, bare in words.raised, bare in words.already)

    return read


def _told_behind(text: str, roles: Sequence[Role], as_at: Callable[[str], str | None]) -> str | None:
    """The date that a header of progress prints in brackets, by whatever words it asks for it: "Where we are (May 2026)"."""
    behind = BEHIND.search(text) if {"update", "status"}.issuperset(roles) and roles else None
    return as_at(f"Progress: {text}") if behind else None


def _spanned(text: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What the lower of two headers means that a converter joined with the one above it: "Delivery.Start"."""
    levels = SPANNED.fullmatch(text.strip())
    return _listed(tidy(levels[1]), words) if levels is not None else None


def _listed(plain: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What a header that the lexicon has whole, in parts or behind a word that says which one means, and how well it is known."""
    if (role := words.roles.get(plain) or words.roles.get(plain.replace("&", "and"))) is not None:
        return _as_roles([role]), 1.0
    parts = [part for part in PARTS.split(plain) if part] if PARTED.search(plain) else []
    told = [part for part in parts if not words.before.issuperset(part.split())]
    if len(told) == 1 < len(parts):
        return _expected(parts, told[0], words) or _listed(told[0], words)
    known = [role for part in parts if (role := _part_role(part, words)) is not None] if 1 < len(parts) <= MOST_PARTS else []
    if known and len(known) == len(parts):
        return _as_roles(_with_text(known)), 0.95
    return _qualified(plain, words)


def _expected(parts: Sequence[str], told: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """The time of "Estimated / Actual completion date": what another word before the same ones makes of a date on which work was done."""
    _, _, end = told.partition(" ")
    others = (words.roles.get(f"{part} {end}") for part in parts if part != told)
    return (("timescale",), QUALIFIED) if words.roles.get(told) == "completed" and "timescale" in others else None


def _near(plain: str, words: HeadingWords, a_value: Callable[[str], bool]) -> tuple[tuple[Role, ...], float] | None:
    """What a misprinted header means; a state or a time that is spelt nearly like one is none: "Delivered" is not "Delivered by"."""
    squeezed = squeeze(plain)
    if len(squeezed) < SHORTEST_NEAR:  # a narrow column broke it: "N o"
        whole = " ".join(words.spelt.get(squeezed, ())) if " " in plain else ""
        return (_as_roles([words.roles[whole]]), BROKEN) if whole else None
    near = nearest(squeezed, words.spellings)
    if near is None or a_value(plain) or squeezed != near[0] and _are_words(plain, words.spelt[near[0]], words):
        return None
    return _as_roles([words.squeezed[near[0]]]), min(BROKEN, near[1] / 100)


def _are_words(plain: str, meant: Sequence[str], words: HeadingWords) -> bool:
    """Whether a text is spelt right and says another thing: "measure it" is no "measure ID", "Delivery" no "Deliver by".

    Words of the header in its own order, or more than these, say the same: "Success looks like".
    """
    spelt, shorter = plain.split(), f" {plain} " in f" {' '.join(meant)} " or f" {' '.join(meant)} " in f" {plain} "
    if shorter or not words.known.issuperset(spelt):
        return False
    return len(spelt) != len(meant) or not all(
        one.startswith(other) or other.startswith(one) for one, other in zip(spelt, meant, strict=True)
    )


def _qualified(plain: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What a listed header means before or behind which stand words that only say which one: "Revised due date", "Gaps identified"."""
    spelt = plain.split()
    first, last = 0, len(spelt)
    while first < last - 1 and spelt[first] in words.before:
        first += 1
    while last - 1 > first and spelt[last - 1] in words.after:
        last -= 1
    role = words.roles.get(" ".join(spelt[first:last])) if last - first < len(spelt) else None
    return None if role is None else (_as_roles([role]), QUALIFIED)


def _with_text(names: list[str]) -> list[str]:
    """In "Milestones and target dates" the dates stand in the prose of what is to be reached: outcomes and timescale."""
    return ["outcomes" if name == "extra" else name for name in names] if "timescale" in names else names


def _side_by_side(plain: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What a header means that a column of leads and one of times left when they ran together: "Lead officer Target date"."""
    spelt, opening = plain.split(), squeeze(plain[: 2 * OPENING])[:OPENING]
    if len(spelt) > MOST_WORDS or opening not in words.sides and opening[:-1] not in words.sides:
        return None
    for at in range(1, len(spelt)):
        if (first := _only_role(" ".join(spelt[:at]), words)) not in BESIDE:
            continue
        second = _only_role(" ".join(spelt[at:]), words)
        if second != first and second in BESIDE:
            return _as_roles([first, second]), QUALIFIED
    return None


def _part_role(part: str, words: HeadingWords) -> str | None:
    """What one of several headers in one cell means, also where its words were broken: "Timefr ame"."""
    if (role := words.roles.get(part)) is not None or " " not in part:
        return role
    squeezed = squeeze(part)
    return words.squeezed.get(squeezed) if len(squeezed) >= SHORTEST_NEAR else None


def _only_role(plain: str, words: HeadingWords) -> str | None:
    """What one of two headers that ran together means: as listed, or in parts of one role ("Lead / partners")."""
    if (role := _part_role(plain, words)) is not None or not PARTED.search(plain):
        return role
    told = _listed(plain, words)
    return told[0][0] if told is not None and len(told[0]) == 1 else None


def _asked(plain: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What a header asks for that is a question, or opens like one: "How do we know that it worked?"."""
    questions = words.questions.get(plain.partition(" ")[0])
    if questions is None or not 2 <= len(plain.split()) <= LONGEST_QUESTION:
        return None
    asked = f"{plain} "
    fitting = (role for opening, telling, role in questions if asked.startswith(opening) and telling in asked[len(opening) :])
    role = next(fitting, None)
    return None if role is None else (_as_roles([role]), ASKED)


def _hinted(plain: str, words: HeadingWords) -> tuple[tuple[Role, ...], float] | None:
    """What a longer header means by its telling words, in printed order; a word of no field's settles it alone."""
    if len(plain) > 60 or not words.hinted.search(plain) or len(plain.split()) > MOST_WORDS:
        return None
    told = [(hint, role) for hint, role in words.hints if hint in plain and (not hint.startswith(DAY_OF) or _is_past_day(plain, hint))]
    found = sorted([(plain.index(hint), role) for hint, role in told if not any(hint != other and hint in other for other, _ in told)])
    if not found:
        return None
    if {role for _, role in found} == {"timescale"} and (end := _end_of_span(plain, words)) is not None:
        return _as_roles([end]), 0.9
    roles = [role for _, role in found]
    if len(set(roles)) > 1 and (head := _head(plain, words)) in roles:
        return _as_roles([head]), TOLD
    return (() if "extra" in roles else _as_roles(roles)), TOLD


def _is_past_day(plain: str, hint: str) -> bool:
    """Whether a header says no more than on what day a thing was done: "Date of inspection", no "Planned date of inspection"."""
    return plain.startswith(hint) and TO_COME.search(plain) is None


def _head(plain: str, words: HeadingWords) -> str:
    """What the noun means that the other words of a header explain: the last before "of" or "for", else the last of all."""
    spelt = plain.split()
    cut = next((at for at, word in enumerate(spelt) if at and word in words.joints), len(spelt))
    ends = (words.roles.get(" ".join(spelt[at:cut])) for at in range(cut))
    return next((role for role in ends if role is not None), "")


def _end_of_span(plain: str, words: HeadingWords) -> str | None:
    """Which end of a time "Timescale Start" and "Delivery timetable: finish" name: a header over two, and the words below it."""
    spelt = plain.split()
    ends = (words.roles.get(" ".join(spelt[at:])) for at in range(1, len(spelt)))
    return next((role for role in ends if role in ("start", "completed", "timescale")), None)


def _as_roles(names: list[str]) -> tuple[Role, ...]:
    """Each role once, in order; `extra` is no role."""
    return tuple(dict.fromkeys(name for name in names if name in ROLES))  # type: ignore[misc]  # membership narrows to Role
