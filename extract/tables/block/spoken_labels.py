"""Labels that a line says instead of printing them with a colon: "Led by the Clerk. Due May 2026." and "Who? The Clerk"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.headers import STRONG
from extract.tables.prose import Printed
from model import Meanings, Role

FEWEST = 2
"""Such lines from which they are no accident."""
TOLD: tuple[Role, ...] = ("lead", "timescale")
LIKELY: dict[Role, float] = {"lead": 0.3, "timescale": 0.8}
"""What a line must say, each with the likeness of its words to such a value."""
LEADING = re.compile(r"(?:[•▪●○◦■‣·*+–-]\s+)?[*_]{0,3}")
ASKED = re.compile(r"(?P<label>[A-Z][^?:.]{1,50}\?)[*_]{0,3}\s+(?P<value>\S.*)", re.DOTALL)
SENTENCES = re.compile(r"[.;,]\s+(?=[A-Za-z][a-z]*\s)")
SAID = re.compile(r"(?P<label>[A-Za-z][a-z]+(?: [a-z]+){0,2} by|[Dd]ue)\s+(?P<value>.{2,100})", re.DOTALL)


def spell_labels(lines: Sequence[Printed], meanings: Meanings) -> list[Printed]:
    """The lines, those that say who and when, or answer a question that is a known label, with a colon behind each label."""
    spelt = {at: text for at, line in enumerate(lines) if (text := _spelt(line.text, meanings)) is not None}
    if len(spelt) < FEWEST:
        return [*lines]
    return [replace(line, line=replace(line.line, text=spelt.get(at, line.line.text))) for at, line in enumerate(lines)]


def _spelt(printed: str, meanings: Meanings) -> str | None:
    """The line with its labels printed as such; None where it says something else."""
    text = LEADING.sub("", printed.strip(), count=1)
    asked = ASKED.fullmatch(text)
    if asked is not None:
        reading = meanings.header(asked["label"])
        known = reading is not None and reading.score >= STRONG and reading.roles and "action" not in reading.roles
        return f"{asked['label']}: {asked['value']}" if known else None
    if " by " not in text[:40] and not text.startswith("Due "):
        return None
    pieces = [SAID.fullmatch(piece) for piece in SENTENCES.split(text.rstrip(" ._*"))]
    said: dict[Role, str] = {}
    for piece in pieces:
        reading = meanings.header(piece["label"].capitalize()) if piece is not None else None
        if piece is None or reading is None or len(reading.roles) != 1 or not _is_value(piece["value"], reading.roles[0], meanings):
            return None
        said[reading.roles[0]] = f"{piece['label'].capitalize()}: {piece['value']}"
    return "  ".join(said.values()) if len(said) == len(pieces) == len(TOLD) else None


def _is_value(text: str, role: Role, meanings: Meanings) -> bool:
    return role in LIKELY and meanings.content(text).get(role, 0.0) >= LIKELY[role]
