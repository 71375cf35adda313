"""What paragraphs are together: codes that number the rows, numbers that count on, items of a list that a colon opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import ENDED
from extract.tables.flat.paragraphs import Block
from model import Meanings

CODE = re.compile(r"(?:[A-Z]{1,6}[ (/.-]+){1,3}\(?\d[\d/.() -]*$")
"""Letters and figures: a row's code in a council's own fashion."""
SERIES = re.compile(r"\d{1,3}/\d{2}(?:\d{2})?")
LONGEST_CODE, FEWEST_CODES = 20, 3
"""Characters of a code, and how many of one shape make it the paper's."""
NUMBERED_ACTION = re.compile(r"(?P<ref>\d{1,3}(?:\.\d{1,3})*|[A-Z][a-z]+ \d{1,3}(?:\.\d{1,3})+)[.)]?\s+[A-Z]")
"""An action behind its own number, also with the word that it is counted by: "1.1 Plant reeds", "Action 1.1 Plant reeds"."""
FEWEST_COUNTED, COUNTED_ROWS, NUMBERED = 3, 0.6, 0.15
"""Numbers of several parts, and their share of the rows that a paper's paragraphs would fill, from which they count its rows;
and the share of all its paragraphs from which any numbers do."""
WORDED = 3.0
"""How many times as surely numbers behind a word of theirs count the rows."""
SINGLE = 2
"""Items of a list that stand alone from which a paper marks what is no list."""
STEM = re.compile(r"(.*?)\d*\W*$")
"""A number without its last figures."""
PLAIN_TIME = 0.9
"""A likeness to a timescale from which a paragraph is one and nothing else."""
CALLS, SENTENCE = 0.8, 5
"""A likeness to an action from which a text calls to act, and its fewest spaces: a name may open with such a word ("Contact centre")."""
ITEM_NUMBER = re.compile(r"\(?(\d{1,2})[.)]\s+\S")
"""The number of a list's item: "2. Drains"."""
LISTED_ITEM = 100
"""Characters; a longer paragraph after a colon is no item of a list."""


def row_codes(blocks: Sequence[Block]) -> frozenset[str]:
    """Texts that differ in nothing but their figures, and are no plain numbers or dates: each row's own code."""
    alike: dict[str, list[str]] = {}
    for block in blocks:
        if len(block.text) <= LONGEST_CODE and CODE.match(block.text) and not is_ref(block.text):
            alike.setdefault(re.sub(r"\d+", "0", re.sub(r"[A-Z]+", "A", block.text)), []).append(block.text)
    found = max([*alike.values(), _series(blocks)], key=len, default=[])
    if len(found) >= FEWEST_CODES and len(set(found)) == len(found):
        return frozenset(found)
    return frozenset(_letters(blocks))


def _letters(blocks: Sequence[Block]) -> list[str]:
    """Bare letters that count up from a, in every section anew."""
    letters = [block.text for block in blocks if len(block.text) == 1 and "a" <= block.text <= "z"]
    counted = all(letter == "a" or ord(letter) == ord(before) + 1 for before, letter in zip(["`", *letters], letters, strict=False))
    return letters if counted and len(letters) >= FEWEST_CODES else []


def _series(blocks: Sequence[Block]) -> list[str]:
    """Numbers of a year that count up one by one, "1/17", "2/17": what a year pair or a share does not."""
    texts = [block.text for block in blocks if len(block.text) <= LONGEST_CODE and SERIES.fullmatch(block.text)]
    counts = [int(text.partition("/")[0]) for text in texts]
    return texts if counts and counts == list(range(counts[0], counts[0] + len(counts))) else []


def are_numbered(blocks: Sequence[Block]) -> bool:
    """Whether so many paragraphs begin with numbers that rows do."""
    return sum(NUMBERED_ACTION.match(block.text) is not None for block in blocks) >= NUMBERED * len(blocks)


def count_rows(blocks: Sequence[Block], width: int) -> float:
    """How surely numbers of several parts before paragraphs count the rows: 0, 1 or, behind one and the same word, WORDED.

    They count up ("1.5 FTE" does not) and are as many as there may be rows; with a word ("Action 1.1") cells may hold any number of
    paragraphs.
    """
    refs = [found["ref"] for block in blocks if (found := NUMBERED_ACTION.match(block.text)) is not None]
    several = [ref.rpartition(" ") for ref in refs if "." in ref]
    worded = len({word for word, _, _ in several}) == 1 and bool(several[0][0])
    parted = [tuple(map(int, number.split("."))) for _, _, number in several]
    if len(parted) < max(FEWEST_COUNTED, 0 if worded else COUNTED_ROWS * len(blocks) / width):
        return 0.0
    on = sum(after[:-1] == before[:-1] and after > before for before, after in pairwise(parted))
    opened = sum(after[:-1] > before[:-1] and after[-1] == 1 for before, after in pairwise(parted))
    counts = on + opened == len(parted) - 1 and 2 * on >= opened
    return (WORDED if worded else 1.0) if counts else 0.0


def marks_single(blocks: Sequence[Block]) -> bool:
    """Whether list items stand alone between others, too, so that the paper marks what is no list."""
    marks = "".join("*" if block.paragraph.bullet else " " for block in blocks)
    return sum(len(run) == 1 for run in marks.split()) >= SINGLE


def opened_series(blocks: Sequence[Block]) -> list[bool]:
    """For each paragraph, whether its number does not count on from the one before: "2.1" behind "1.4", "B1" behind "A3".

    It is a number alone, or one of several parts before its action ("2.1 Plant reeds").
    """
    found: list[bool] = []
    stem = None
    for block in blocks:
        before = NUMBERED_ACTION.match(block.text)
        text = before["ref"] if before is not None and "." in before["ref"] else block.text
        number = STEM.match(text) if text is not block.text or is_ref(text) else None
        found.append(number is not None and number[1] != stem)
        stem = number[1] if number is not None else stem
    return found


def listed_items(blocks: Sequence[Block], codes: frozenset[str], meanings: Meanings) -> list[bool]:
    """For each paragraph, whether it is an item of a list that a colon opened.

    A row's code or a plain time ends a list, no mark or number behind marks or numbers does, and so do a capital where the first item
    begins small, a full stop where the item before had none, and a call to act behind what called to nothing.
    """
    found: list[bool] = []
    opened = marked = small = counted = False
    before, called = "", False
    for block in blocks:
        short = len(block.text) < LISTED_ITEM or block.paragraph.bullet
        first = opened and not (found and found[-1])
        small = block.text[:1].islower() if first else small
        ends = marked and not block.paragraph.bullet or block.text in codes or small and block.text[:1].isupper()
        ends = ends or counted and ITEM_NUMBER.match(block.text) is None
        if opened and not ends and not block.paragraph.bullet:
            sentence = ENDED.search(block.text) is not None and not first and ENDED.search(before) is None
            told = meanings.content(block.text[:LISTED_ITEM])
            calls = told.get("action", 0.0) >= CALLS and block.text.count(" ") >= SENTENCE
            ends = sentence or told.get("timescale", 0.0) >= PLAIN_TIME or calls and not first and not called
            called = calls
        before = block.text
        item = opened and not ends and short and not (ENDED.search(block.text) and len(block.text) > 60)
        found.append(item)
        marked = item and block.paragraph.bullet
        counted = item and ITEM_NUMBER.match(block.text) is not None
        opened = block.text.rstrip().endswith(":") or item
    return found


def counts_on(before: Block, after: Block) -> bool:
    """Whether a paragraph bears the number behind that of the one before it: "2. Drains", "3. Ditches"."""
    numbers = [ITEM_NUMBER.match(block.text) for block in (before, after)]
    first, second = (int(number[1]) if number is not None else 0 for number in numbers)
    return 0 < first == second - 1
