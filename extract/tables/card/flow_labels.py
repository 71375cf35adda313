"""Labels in running text, each with its value on the same line: "Lead: X", "• By when: Y; Status: Z"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.headers import STRONG
from extract.tables.printed.lines import PrintedLine
from model import Meanings, Word

KINDS = 3
"""Different labels that a page must print for it to hold cards."""
LONGEST = 5
"""Words of a label."""
WHITE = 0.8
"""Font sizes of white before a label that stands behind the value of another."""
FEWEST_ALIKE, ALIKE = 3, 0.8
"""Times that a known label must come, and how many times as often another must, to be one of every card too."""
ABOVE = frozenset({"action", "priority", "objective"})
"""Roles whose labels may head several cards."""
HEADS = 0.75
"""Share of the commonest label's times from which a numbered one is printed in every card, and heads none."""


@dataclass(slots=True)
class Pair:
    """A label and its value, while it is read."""

    label: PrintedLine
    lines: list[PrintedLine] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The label's words, without their colon, in small letters."""
        return self.label.text.rstrip(" :").casefold()

    @property
    def stem(self) -> str:
        """The name without its number."""
        return self.name.rstrip(" .0123456789")


def enough_labels(counts: Mapping[str, int], fewest: int, meanings: Meanings) -> bool:
    """Whether labels come again often enough, of three kinds or of two that say who and when, to be those of cards."""
    again = [name for name, times in counts.items() if times > 1]
    if sum(counts[name] for name in again) < fewest or len(counts) >= KINDS:
        return len(counts) >= KINDS and sum(counts[name] for name in again) >= fewest
    told = {role for name in again if (reading := meanings.header(name)) is not None for role in reading.roles}
    return {"lead", "timescale"} <= told


def strange_labels(lines: Sequence[PrintedLine], meanings: Meanings) -> frozenset[str]:
    """The words before a colon that open so many lines that each card has them, though nobody knows them for a label; and labels in bold.

    A label without a colon stands in bold before plain words, and comes again.
    """
    ends = ((line.words, next((end for end, word in enumerate(line.words[:LONGEST], 1) if word.text.endswith(":")), 0)) for line in lines)
    counts = Counter(_text(words[:end]) for words, end in ends if end and words[0].text[:1].isupper())
    most = max((times for text, times in counts.items() if _is_label(text, meanings)), default=0)
    bold = Counter(_text(line.words[:end]) for line in lines if 0 < (end := bold_end(line.words, 0)) < len(line.words))
    plain = {text for text, times in bold.items() if times > 1 and not text.endswith(":") and _is_label(text, meanings)}
    return frozenset({text for text, times in counts.items() if most >= FEWEST_ALIKE and ALIKE * most <= times <= most + 1} | plain)


def bold_end(words: Sequence[Word], start: int) -> int:
    """Where bold words that begin at a place end, as a label's do; 0 where none begin there, or too many."""
    end = next((at for at in range(start, min(start + LONGEST + 1, len(words))) if not words[at].bold), len(words))
    return end if start < end <= start + LONGEST else 0


def read_pairs(line: PrintedLine, meanings: Meanings, strange: frozenset[str]) -> Iterator[Pair]:
    """The labels of a line with their values; none where words stand before the first that are no mark or picture."""
    words, start, pair = line.words, 0, None
    while start < len(words):
        end = next((end for end in range(start + 1, min(start + LONGEST, len(words)) + 1) if words[end - 1].text.endswith(":")), 0)
        end = end or (at if strange and (at := bold_end(words, start)) and _text(words[start:at]) in strange else 0)
        opens = pair is None or _may_open(words[start - 1], words[start])
        known = end and opens and (_text(words[start:end]) in strange or _is_label(_text(words[start:end]), meanings))
        if known and not _opens_later(words, start, end, meanings):
            if pair is not None:
                yield pair
            pair, start = Pair(PrintedLine(words[start:end])), end
            continue
        if pair is None and any(map(str.isalnum, words[start].text)):
            return
        if pair is not None and (words[start].text.isalnum() or words[start].text != "|"):
            pair.lines = [PrintedLine((*(pair.lines[0].words if pair.lines else ()), words[start]))]
        start += 1
    if pair is not None:
        yield pair


def _may_open(before: Word, word: Word) -> bool:
    """Whether a label may begin behind a word: one that ends a value, a mark between two, white, or plain type before bold."""
    ends = before.text.endswith((";", ".", ",")) or not any(map(str.isalnum, before.text))
    return ends or _stands_off(before, word)


def _opens_later(words: Sequence[Word], start: int, end: int, meanings: Meanings) -> bool:
    """Whether a label that ends here begins behind the first word: what stands before it ends the value of another."""
    at = next((at for at in range(end - 1, start, -1) if _may_open(words[at - 1], words[at])), start)
    return at > start and _is_label(_text(words[at:end]), meanings)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _stands_off(before: Word, word: Word) -> bool:
    return word.box[0] - before.box[2] >= WHITE * word.size or word.bold and not before.bold


def _is_label(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(text.rstrip(" :")) if text[:1].isupper() else None
    return reading is not None and reading.score >= STRONG


def drop_heads(labelled: dict[int, list[Pair]], meanings: Meanings) -> None:
    """Takes out the lines whose numbered label ("Recommendation 2: …") names a level or an action above several cards, not one of each."""
    counts = Counter(pair.stem for pairs in labelled.values() for pair in pairs)
    for line, pairs in list(labelled.items()):
        few = counts[pairs[0].stem] < HEADS * max(counts.values())
        reading = meanings.header(pairs[0].stem) if few and pairs[0].stem != pairs[0].name else None
        if reading is not None and ABOVE.intersection(reading.roles):
            del labelled[line]
