"""Words that a narrow column or a line's end cut in two, and hyphens that were lost when lines were joined.

The judge is how often English writes a word (`wordfreq`, Zipf scale: 3 is once in a million words, 6 once in a thousand).
Two pieces are one word where the whole is far likelier than the pieces side by side by chance.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log10
from pathlib import Path
from typing import Any

CERTAIN = 5.0
"""Powers of ten by which the whole word must be likelier than its pieces."""
CERTAIN_NAME = 4.0
"""The same for a capital and a small piece ("Canter bury"), which nobody writes on purpose."""
CERTAIN_SEAM = 3.5
"""The same where two cells or lines meet, and a cut is likely anyway."""
COMMON_PAIR = 10.5
"""Zipf figures of two pieces, added: words that stand side by side more often than that are two."""
ORDINARY = 2.5
"""What a word must reach to be taken for one; rarer strings are often typing errors."""
RARER = 1.0
"""By how much less common than a word that is for certain no word, beside a piece that is one by chance: "ho", "omes"."""
UNKNOWN = 0.5
"""What a string is given that the list does not hold at all."""
UNKNOWN_SHARE = 10 ** (UNKNOWN - 9)
LIKELIER = 0.99 * 10**CERTAIN_NAME
"""The least by which any whole word is likelier than its pieces, a hair less."""
RARE_PAIR, RARE_TRIPLE = 1.01 * 10 ** (COMMON_PAIR - 18), 10**-12
"""Shares of pieces, multiplied: likelier ones are never one word, since no word of six letters has a hundredth of all words."""

PREFIXES = frozenset("anti co cross ex inter mid multi non on post pre pro re self semi sub under well".split())
"""First parts that keep their hyphen where the joined word is rare."""
FIRST_PARTS = PREFIXES | frozenset(
    "all cost first full half high in long low net off one open out part short single small two three zero".split()
)
SECOND_PARTS = frozenset(
    "based being class funded free friendly going led line long making off owned ready related site sized specific term time up wide year"
    " zero".split()
)
LOST = ("anti", "co", "cross", "ex", "multi", "non", "pre", "self")
"""Prefixes whose hyphen is put back; others ("re", "under") councils write joined on purpose."""
SUSPENDED = frozenset("and or to nor but the a an of in for with by we this these all as is it including e i".split())
"""After "short- " these show that the hyphen is meant as it stands, or is a dash."""

LETTERS = re.compile("[a-z]+")
PAIR = re.compile(r"(?<![\w'’&@./\-])([A-Za-z]+) (?=([a-z]+|[A-Z]+)(?![\w'’&@/]))")
TRIPLE = re.compile(r"(?<![\w'’&@./\-])([A-Za-z]{2,}) ([a-z]{2,5}) ([a-z]{2,})(?![\w'’&@/\-])")
HYPHEN_GAP = re.compile(r"(?<![\w'’&@./\-])([A-Za-z]+)-([ \n]+)([a-z]+)(?![\w'’&@])")
GAP_HYPHEN = re.compile(r"(?<![\w'’&@./\-])([A-Za-z]+) -([a-z]+)(?![\w'’&@])")
LOST_HYPHEN = re.compile(rf"(?<![\w'’&@./\-])({'|'.join(LOST)})([a-z]{{5,}})(?![\w'’&@./\-])")
NAME_LIKE = re.compile(r"[A-Za-z]+['’](?![aeiouhyAEIOUHY])[A-Za-z]+")
"""O'Brien, children's: one word with an apostrophe; before a vowel it may part two (l'air)."""
GLUED = re.compile(r"(?<!\w)[A-Z][a-z]{3,}(?:[A-Z][a-z]{3,})+(?!\w)")


@cache
def frequencies() -> Mapping[str, float]:
    """Every English word that the list holds, with its share of all words.

    The list is read from the file that `wordfreq` brings (words in bands of a centibel): importing it costs more than the reading.
    """
    import msgspec  # nothing of this is loaded before a break is looked for

    package = find_spec("wordfreq")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("wordfreq is not installed")
    packed = gzip.decompress((Path(package.origin).parent / "data" / "large_en.msgpack.gz").read_bytes())
    _, *bands = msgspec.msgpack.decode(packed, type=list[Any])
    shares: dict[str, float] = {}
    for centibels, words in enumerate(bands):
        shares.update(dict.fromkeys(words, 10 ** (-centibels / 100)))
    return shares


@lru_cache(maxsize=65536)
def commonness(word: str) -> float:
    """Zipf figure of a word, 0 where the list does not hold it."""
    share = frequencies().get(word.lower(), 0.0)
    return log10(share) + 9 if share else 0.0


def zipf(word: str) -> float:
    """Zipf figure of a word however it is written: with marks in it, each of its parts counts."""
    if word.isascii() and word.isalpha() or NAME_LIKE.fullmatch(word):
        return round(commonness(word.replace("’", "'")), 2)
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en")


def odds(whole: str, *pieces: str) -> float:
    """Powers of ten by which `whole` is likelier than its pieces side by side; -9 where it is no word."""
    figure = commonness(whole)
    if not figure:
        return -9.0
    return figure - 9 + sum(9 - (commonness(piece) or UNKNOWN) for piece in pieces)


def rejoin(text: str) -> str:
    """The text with words that a space, a hyphen or a lost hyphen broke made whole; what is not certain stays."""
    if "-" in text:
        text = HYPHEN_GAP.sub(_close_hyphen, text)
        text = GAP_HYPHEN.sub(_close_late_hyphen, text)
    if not _may_be_broken(text):
        return text
    text = TRIPLE.sub(_close_triple, text)
    return LOST_HYPHEN.sub(_restore_hyphen, _close_pairs(text))


def part_glued(text: str) -> str:
    """The text with glued words of a heading parted ("ParkwayTrust"), where each is common and the whole is no word."""
    return GLUED.sub(lambda found: _part(found[0]), text)


def is_one_word(first: str, second: str) -> bool:
    """Are these two pieces, parted by a space, certainly one word?"""
    if (first + second).lower() not in frequencies():
        return False
    if len(first) + len(second) < 4 or first.isupper() != second.isupper() and len(first) > 1:
        return False
    left, right = commonness(first), commonness(second)
    if left + right > COMMON_PAIR or first.lower() in PREFIXES and right >= 1 or len(first) == 1 and right >= 1.5:
        return False
    whole = commonness(first + second)
    chance = whole + 9 - (left or UNKNOWN) - (right or UNKNOWN)
    if whole < ORDINARY and (whole == 0 or chance < 8 or min(len(first), len(second)) < 3):
        return False
    is_name = first[0].isupper() and second.islower() and max(left, right) < 5
    return chance >= (CERTAIN_NAME if is_name else CERTAIN)


def close(first: str, second: str) -> str | None:
    """What a line's end cut at a hyphen: "sustain", "able" gives "sustainable", "co", "production" "co-production"; None if unsure."""
    whole, rest = commonness(first + second), commonness(second)
    head = first.lower()
    if head in SUSPENDED - {"e", "in", "all"} or second in SUSPENDED:
        return None
    if len(first) == 1 or head in PREFIXES and rest >= 1.5 and whole < 4:
        return f"{first}-{second}" if rest >= ORDINARY or head in PREFIXES else None
    if whole and (odds(first + second, first, second) >= 2 or min(commonness(first), rest) < 1.5):
        return first + second
    return f"{first}-{second}" if head in FIRST_PARTS or second in SECOND_PARTS else None


def seam(first: str, second: str, known: Callable[[str], bool] | None = None) -> str | None:
    """The one word that two pieces of a cut cell make, one or two letters printed twice taken once; None where they are two words."""
    if first == "0" and _is_word("O" + second, known):
        return "O" + second
    if not first.isalpha() or not second.isalpha() or second[0].isupper() and not first.isupper():
        return None
    if known is not None and known(first) and known(second):
        return None
    if len(second) == 1 and len(first) > 2 and first[-1] == second and _is_word(first, known):
        return first
    return next((whole for twice in (0, 1, 2) if (whole := _overlaid(first, second, twice, known))), None)


def _overlaid(first: str, second: str, twice: int, known: Callable[[str], bool] | None) -> str | None:
    if twice >= len(second) + (twice == 1) or twice and first[-twice:].lower() != second[:twice].lower():
        return None
    whole = first + second[twice:]
    if known is not None and known(whole) and not (twice and known(first)):
        return whole
    if commonness(whole) < ORDINARY or twice and min(commonness(first), commonness(second) + RARER) >= ORDINARY:
        return None
    return whole if odds(whole, first, second) >= CERTAIN_SEAM else None


def _is_word(word: str, known: Callable[[str], bool] | None) -> bool:
    return known is not None and known(word) or commonness(word) >= ORDINARY


def _part(word: str) -> str:
    pieces = re.findall("[A-Z][a-z]+", word)
    return " ".join(pieces) if commonness(word) < ORDINARY and all(commonness(piece) >= 3.5 for piece in pieces) else word


def _may_be_broken(text: str) -> bool:
    """A quick look that lets through every text with a broken word, and few others: most texts are whole."""
    words = LETTERS.findall(text.lower())
    if len(words) < 2:
        return bool(words) and words[0].startswith(LOST)
    shares = frequencies()
    share_of = shares.get
    first = second = ""
    left = middle = 1.0
    for third in words:
        right = share_of(third, UNKNOWN_SHARE)
        chance = middle * right
        if chance < RARE_PAIR:
            if share_of(second + third, 0.0) >= LIKELIER * chance:
                return True
            if right == UNKNOWN_SHARE and third.startswith(LOST):
                return True
        if left * chance < RARE_TRIPLE and first + second + third in shares:
            return True
        first, second, left, middle = second, third, middle, right
    return False


def _close_pairs(text: str) -> str:
    kept: list[str] = []
    at = 0
    for found in PAIR.finditer(text):
        if (found[1] + found[2]).lower() in frequencies() and found.start() >= at and is_one_word(found[1], found[2]):
            kept += text[at : found.start()], found[1]
            at = found.end()
    return "".join(kept) + text[at:] if kept else text


def _close_triple(found: re.Match[str]) -> str:
    pieces = found.groups()
    whole = "".join(pieces)
    return whole if commonness(whole) >= ORDINARY and odds(whole, *pieces) >= 2 * CERTAIN else found[0]


def _close_hyphen(found: re.Match[str]) -> str:
    first, gap, second = found.groups()
    closed = close(first, second)
    if closed is None and gap != " " and second not in SUSPENDED:
        closed = f"{first}-{second}"
    return closed or found[0]


def _close_late_hyphen(found: re.Match[str]) -> str:
    first, second = found.groups()
    return f"{first}-{second}" if first.lower() in FIRST_PARTS or second in SECOND_PARTS else found[0]


def _restore_hyphen(found: re.Match[str]) -> str:
    if commonness(found[0]) or commonness(found[2]) < 3.3:
        return found[0]
    return f"{found[1]}-{found[2]}"
