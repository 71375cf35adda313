"""What a party is called in the dataset: casing, "and" for "&", singulars of a shared head word, stable ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from model import PartyKind
from normalise.lead.words import LeadWords, Mark

_SMALL = int(Mark.SMALL | Mark.PARTICLE)
_COUNTRY_WIDE: tuple[PartyKind, ...] = ("organisation", "council")


def name_of(spelled: Sequence[str], kind: PartyKind, words: LeadWords) -> str:
    """The canonical name of a party from its printed words, abbreviated words spelled out."""
    said = ["and" if word in ("&", "And", "AND") else word for word in spelled]
    if kind == "person":
        title = said[0].casefold().strip(".")
        return " ".join(["Cllr" if title in words.offices or title.removesuffix("s") in words.offices else said[0], *said[1:]])
    if kind == "group":
        return _set_commas(_sentence_case(said, words))
    all_lower = all(word == word.lower() for word in said)
    loud = len(said) > 1 and all(word == word.upper() for word in said) and any(len(word) > 5 for word in said)
    if loud:
        said = [word.lower() for word in said]
    if kind in ("role", "team") or all_lower or loud:
        return _set_commas([_capital(word, first, words) for first, word in enumerate(said)])
    return _set_commas(
        [
            word.lower() if at and words.marks.get(word.casefold(), 0) & Mark.SMALL and len(word) > 1 else word
            for at, word in enumerate(said)
        ]
    )


def lead_slug(name: str) -> str:
    """The name in lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "unnamed"


def lead_id(name: str, kind: PartyKind, council_slug: str) -> str:
    """A stable id: councils and organisations are the same country-wide; the rest belong to one council."""
    return f"{kind}/{lead_slug(name)}" if kind in _COUNTRY_WIDE else f"{council_slug or 'unknown'}/{kind}/{lead_slug(name)}"


def _capital(word: str, position: int, words: LeadWords) -> str:
    if position and words.marks.get(word.casefold(), 0) & _SMALL:
        return word.lower() if words.marks[word.casefold()] & Mark.SMALL else word
    if word != word.lower():
        return word
    return (
        "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
        if "-" not in word or len(word) > 12
        else word[:1].upper() + word[1:]
    )


def _sentence_case(said: list[str], words: LeadWords) -> list[str]:
    common = int(Mark.GROUP | Mark.ACTOR | Mark.MODIFIER | Mark.QUANTIFIER | Mark.SMALL | Mark.FUNCTION)
    place = int(Mark.PLACE_NAME)
    cased = [
        word.lower()
        if at
        and word[1:] == word[1:].lower()
        and (mark := words.marks.get(word.casefold(), 0)) & common
        and not (mark & place and at + 1 < len(said) and said[at + 1][:1].isupper() and said[at - 1].islower())
        else word
        for at, word in enumerate(said)
    ]
    cased[0] = cased[0][:1].upper() + cased[0][1:]
    return cased


def _set_commas(said: Sequence[str]) -> str:
    return " ".join(said).replace(" ,", ",")
