"""Labels that stand on a line of their own, put together with the line that answers them: "Date:" and below it "14 October 2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalise.paper.words import PaperWords

COLON = re.compile(r"\s?:")
KINDS = ("title", "date", "stage", "other")
OWN = ("title", "date", "stage")
"""Labels that are known without their colon; of the rest a word such as "To" may open any line."""


def with_values(lines: Sequence[str], words: PaperWords) -> tuple[str, ...]:
    """The lines, each label that stands alone with its value behind it; labels that run on in one line begin lines of their own."""
    return tuple(_joined([part for line in lines for part in _parted(line, words)], words))


def is_label(line: str, words: PaperWords) -> bool:
    """Is the line nothing but a label that awaits its value?"""
    bare = line.strip().rstrip(" :")
    kinds = KINDS if line.rstrip().endswith(":") else OWN
    return bool(bare) and any(words[f"labels.{kind}"].fullmatch(bare) for kind in kinds)


def _parted(line: str, words: PaperWords) -> Iterator[str]:
    """A line that begins with a label, parted before every other label in it."""
    labels = [found for kind in KINDS for found in words[f"labels.{kind}"].finditer(line) if COLON.match(line, found.end())]
    starts = sorted({found.start() for found in labels})
    if not starts or starts[0]:
        yield line
        return
    cuts = [0, *(at for at in starts[1:] if line[at].isupper() and line[at - 1] == " " and line[:at].rstrip()[-1] not in ":–-—"), len(line)]
    yield from (line[cut:end].strip() for cut, end in pairwise(cuts))


def _joined(lines: Sequence[str], words: PaperWords) -> Iterator[str]:
    label: str | None = None
    for line in lines:
        if label is not None and not is_label(line, words):
            yield f"{label}: {line}"
            label = None
            continue
        if label is not None:
            yield label
        label = line.rstrip(" :") if is_label(line, words) else None
        if label is None:
            yield line
    if label is not None:
        yield label
