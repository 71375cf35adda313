"""Labels that follow an action in running text: "Action: Plant a hedge along the school's fence. By whom: Parks. By when: May 2026."."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from extract.headers import STRONG
from extract.tables.block.labels import plain_text
from extract.tables.prose import Printed
from model import Meanings, Role

FEWEST = 2
"""Paragraphs in which such labels follow an action from which they are no accident."""
LABEL = re.compile(r"(?P<label>[A-Z][^:;,.|]{1,38}?)\s*:\s")
FURTHER = re.compile(rf"[.;]\s(?={LABEL.pattern})")
"""Where a sentence of running text begins with a label."""
FOLLOWING: frozenset[Role] = frozenset({"lead", "timescale", "status"})
"""What such a label may say: words of an action hold others ("Note: …")."""


def part_labels(lines: Sequence[Printed], meanings: Meanings) -> list[Printed]:
    """The lines, those of paragraphs that open with an action's label with white space before each label that says who or when."""
    if sum(FURTHER.search(line.text) is not None for line in lines) < FEWEST:
        return [*lines]
    counts = Counter(mark["label"] for line in lines for mark in FURTHER.finditer(line.text))
    following = {label for label, times in counts.items() if times >= FEWEST and FOLLOWING & {*_roles(label, meanings)}}
    parted: list[Printed] = []
    acting, opened = False, 0
    paragraphs: set[int] = set()
    for line in lines:
        label = LABEL.match(plain_text(line))
        if label is not None or line.gap:
            acting = label is not None and "action" in _roles(label["label"], meanings)
            opened += acting
        text = _parted(line.text, following) if acting else line.text
        if text != line.text:
            paragraphs.add(opened)
        parted.append(replace(line, line=replace(line.line, text=text)))
    return parted if len(paragraphs) >= FEWEST else [*lines]


def _parted(text: str, following: Collection[str]) -> str:
    return FURTHER.sub(lambda mark: "  " if mark["label"] in following else mark[0], text)


def _roles(label: str, meanings: Meanings) -> tuple[Role, ...]:
    reading = meanings.header(label)
    return reading.roles if reading is not None and reading.score >= STRONG else ()
