"""What initials stand for: a document's own definitions, and the parties that it spells out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SMALL = {"and", "of", "the", "for", "in", "to", "&", "on", "with", "a", "at", "by"}
_BRACKETED = re.compile(r"(?<= )\(\s*[\"“‘']?([A-Z][A-Za-z&]{0,3}[A-Z](?:[’']?s)?)[\"”’']?\s*\)")
_BEHIND = re.compile(r"(?:[ ][\w’'&-]+){1,8}")
"""Words as they stand before the brackets, read from the last letter to the first."""
_PLURAL = re.compile(r"(?<=[A-Z])['’]?s$")
_PARTS = re.compile(r"[-/\s,]+")
_REACH = 240
"""Characters before the brackets within which the words that they shorten stand."""
_EXPLAINED = re.compile(r"\b([A-Z][A-Z&]{1,6})\s*\(([A-Z][^()]{5,70})\)")


def short_forms(words: Sequence[str]) -> set[str]:
    """Every abbreviation that the initials of these words give, in capitals: with small words, without, with "&" and with "A" for "and"."""
    parts = [part for word in words for part in _PARTS.split(word) if part and (part[0].isalnum() or part == "&")]
    if not parts:
        return set()
    great = [part for part in parts if part.casefold() not in _SMALL]
    sign = [("&" if part.casefold() in ("and", "&") else part[0]) for part in parts if part in great or part.casefold() in ("and", "&")]
    return {
        "".join(part[0] for part in great).upper(),
        "".join(sign).upper(),
        "".join("A" if part == "&" else part[0] for part in parts).upper(),
        "".join(sign).replace("&", "A").upper(),
    }


def plain_short(printed: str) -> str:
    """An abbreviation without full stops and without the ending of a plural or possessive: "CCG's" is CCG."""
    short = printed.replace(".", "")
    return (_PLURAL.sub("", short) if short.endswith("s") else short).upper()


def is_plural_short(printed: str) -> bool:
    """True where the printed abbreviation carries the ending of a plural: "CCGs", "CCG's"."""
    return bool(re.search(r"[A-Z]['’]?s$", printed))


def find_definitions(text: str) -> dict[str, str]:
    """Abbreviation to words, for each that the text defines where it first uses it; a quarrel defines nothing."""
    found: dict[str, set[str]] = {}
    if "(" not in text:
        return {}
    for match in _BRACKETED.finditer(text):
        behind = _BEHIND.match(text[max(0, match.start() - _REACH) : match.start()][::-1])
        short = plain_short(match[1])
        if behind and (spelled := _words_behind(behind[0][::-1].split(), short)):
            found.setdefault(short, set()).add(spelled)
    for match in _EXPLAINED.finditer(text):
        if match[1] in short_forms(match[2].split()):
            found.setdefault(match[1], set()).add(" ".join(match[2].split()))
    return {short: min(spelled) for short, spelled in found.items() if len({words.casefold() for words in spelled}) == 1}


def spelled_out(short: str, text: str) -> str | None:
    """The only run of capitalised words in the text that these initials abbreviate; None for none or several."""
    letters = [letter for letter in short.upper() if letter.isalpha()]
    if len(letters) < 3:
        return None
    joint = r"(?:[ ]+(?:and|of|for|the|&|in|with))*[ ]+"
    pattern = re.compile(r"(?<![\w’'])" + joint.join(rf"{letter}[a-z][\w’'-]*" for letter in letters) + r"(?!\w)")
    found = {" ".join(match.split()) for match in pattern.findall(text)}
    return found.pop() if len(found) == 1 else None


def unique_shorts(names: Iterable[str]) -> dict[str, str]:
    """Initials to the one name that has them."""
    claimed: dict[str, set[str]] = {}
    for name in names:
        for short in short_forms(name.split()):
            if len(short) > 1:
                claimed.setdefault(short, set()).add(name)
    return {short: min(found) for short, found in claimed.items() if len(found) == 1}


def _words_behind(before: Sequence[str], short: str) -> str | None:
    for start in range(len(before) - 1, -1, -1):
        if _may_open(before[start], short) and short in short_forms(before[start:]):
            return " ".join(before[start:])
    return None


def _may_open(word: str, short: str) -> bool:
    """A quick look at the first of the words: one of plain letters opens with that of what shortens it."""
    plain = word.isascii() and word.isalpha()
    return word.casefold() not in _SMALL and not (plain and word[0].upper() != short[0])
