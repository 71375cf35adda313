"""Labels that stand on a line of their own, put together with the line that answers them: "Date:" and below it "14 October 2025"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalise.paper_words import PaperWords

OWN = ("title", "date", "stage")
"""Labels that are known without their colon; of the rest a word such as "To" may open any line."""


def with_values(lines: Sequence[str], words: PaperWords) -> tuple[str, ...]:
    """The lines, each label that stands alone with its value behind it."""
    return tuple(_joined(lines, words))


def is_label(line: str, words: PaperWords) -> bool:
    """Is the line nothing but a label that awaits its value?"""
    bare = line.strip().rstrip(" :")
    kinds = ("title", "date", "stage", "other") if line.rstrip().endswith(":") else OWN
    return bool(bare) and any(words[f"labels.{kind}"].fullmatch(bare) for kind in kinds)


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
