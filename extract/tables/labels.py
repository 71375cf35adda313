"""Labels printed before their values: "Action 1.2: …", "**Lead:** …", "Lead: X    By when: Y", or a label on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from extract.headers import STRONG
from extract.tables.prose import Printed
from model import HeaderReading, Meanings

Form = Literal["colon", "dash", "number", "bare"]

PARTED = re.compile(r"\t+|\s*\|\s*|\s{2,}")
"""What may part two labels on one line."""
LEADING = re.compile(r"^(?:[#>]+\s*)?(?:[•▪●○◦■‣·*+-]\s+)?")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
CODE = r"(?:[A-Z]{1,4}[ ./-]?)?\d{1,3}(?:\.\d{1,3})*[a-z]?"
NUMBER = rf"{CODE}|[A-Z]"
NAME = r"(?P<label>[A-Z%#][^:|]{0,58}?)"
COLON = rf"(?:(?P<before>{NUMBER})[.):]?\s+)?{NAME}(?:\s+(?:[Nn]o\.?\s*)?(?P<ref>{NUMBER}))?\s*:(?!//)\s*(?P<text>.*)"
FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("colon", re.compile(COLON, re.DOTALL)),
    ("dash", re.compile(rf"(?P<before>){NAME}(?:\s+(?P<ref>{NUMBER}))?\s+[–—-]\s+(?P<text>.+)", re.DOTALL)),
    ("number", re.compile(rf"(?P<before>){NAME}\s+(?P<ref>{CODE})[.)]?(?:\s+(?P<text>[A-Z“\"].*))?", re.DOTALL)),
    ("bare", re.compile(rf"(?P<before>){NAME}(?P<ref>)(?P<text>)")),
)
FEWEST: Mapping[Form, int] = {"colon": 2, "dash": 2, "number": 2, "bare": 3}
"""Times that a label must come back in each form: the less its marks say, the oftener."""
USUAL = 0.6
"""Share of the blocks that a label stands in from which it may open them."""
LEVELS = frozenset({"priority", "objective"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line: the value of a label, or (key None) words without one."""

    text: str
    key: str | None = None
    label: str = ""
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a paper's blocks, in the order they are first printed, and the one that opens a block."""

    names: Mapping[str, str]
    opening: str
    same: Mapping[str, str]
    """Labels that say the same as another and never stand in one block with it, by key."""


def plain_text(printed: Printed) -> str:
    """A line without the marks of headings, bullets and emphasis."""
    text = printed.line.text.replace("\u00a0", " ").strip()
    if text.startswith("|") and text.endswith("|"):
        text = text.strip("|").strip()
    return EMPHASIS.sub(r"\2", LEADING.sub("", text)).strip()


def find_labels(lines: Sequence[Printed], meanings: Meanings) -> Labels | None:
    """The labels that come back block after block; None where they are too few to be a plan's."""
    read = _reader(meanings)
    seen = [piece for line in lines for piece in _candidates(plain_text(line), read)]
    counts = Counter(key for key, _, _ in seen)
    forms = Counter((key, form) for key, form, _ in seen)
    known = {key: reading for key, _, label in seen if (reading := read(label)) is not None}
    enough = {key for key, form in forms if forms[key, form] >= FEWEST[form] and (key in known or form == "colon")}
    actions = [counts[key] for key in enough if key in known and "action" in known[key].roles]
    blocks = max(actions, default=0) or max((counts[key] for key in enough if key in known), default=0)
    names: dict[str, str] = {}
    for key, _, label in seen:
        if key in enough and _is_kept(known.get(key), counts[key], blocks):
            names.setdefault(key, label)
    roles = {role for key in names if key in known for role in known[key].roles}
    if blocks < 2 or not roles & {"lead", "timescale", "update", "status"} or len(roles) < 2:
        return None
    order = [key for key, _, _ in seen if key in names]
    opening = _opening(order, [key for key in names if counts[key] >= USUAL * blocks] or list(names))
    return Labels(names, opening, _same(order, opening, names, known))


def _is_kept(reading: HeaderReading | None, count: int, blocks: int) -> bool:
    """Whether a label is a block's: one of a level that stands before several blocks is a heading, one that nobody knows must be usual."""
    if reading is None:
        return count >= max(3, 0.5 * blocks)
    if reading.roles and LEVELS.issuperset(reading.roles):
        return count >= 0.75 * blocks
    return count >= max(2, 0.1 * blocks)


def _reader(meanings: Meanings) -> Callable[[str], HeaderReading | None]:
    @lru_cache(maxsize=4096)
    def read(label: str) -> HeaderReading | None:
        return meanings.header(label) if len(label.split()) <= 9 else None

    return read


def _key(label: str) -> str:
    return " ".join(label.casefold().split())


def _candidates(text: str, read: Callable[[str], HeaderReading | None]) -> Iterator[tuple[str, Form, str]]:
    pieces = PARTED.split(text)
    for piece in pieces:
        found = _match(piece, read)
        if found is not None and not (found[0] == "bare" and _is_header_row(pieces, read)):
            yield _key(found[1]["label"]), found[0], found[1]["label"].strip()


def _is_header_row(pieces: Sequence[str], read: Callable[[str], HeaderReading | None]) -> bool:
    """Whether a line prints labels side by side without values: the header of a table, not a block."""
    known = [reading.roles for piece in pieces if (reading := read(piece)) is not None and reading.score >= STRONG]
    return len(known) > 1 and len(set(known)) > 1


def _match(piece: str, read: Callable[[str], HeaderReading | None]) -> tuple[Form, re.Match[str]] | None:
    """The plainest form of label and value that a piece can be; without a colon the label must be well known."""
    for form, pattern in FORMS:
        found = pattern.fullmatch(piece)
        if found is None:
            continue
        reading = read(found["label"].strip())
        if form == "colon" or reading is not None and reading.score >= STRONG:
            return form, found
    return None


def read_line_pieces(text: str, labels: Labels, meanings: Meanings) -> list[Piece]:
    """A line cut into its labels' values; words that have no label stand alone."""
    pieces: list[Piece] = []
    parts = PARTED.split(text)
    read = _reader(meanings)
    bare = not _is_header_row(parts, read)
    for part in parts:
        found = _match(part, read)
        key = _key(found[1]["label"]) if found else None
        valued = bool(pieces) and pieces[-1].key is not None and not pieces[-1].text
        if found is not None and key is not None and key in labels.names and (found[0] != "bare" or bare and not valued):
            ref = found[1]["ref"] or found[1]["before"] or None
            pieces.append(Piece((found[1]["text"] or "").strip(), labels.same.get(key, key), found[1]["label"].strip(), ref))
        elif pieces:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {part}".strip())
        elif part.strip():
            pieces.append(Piece(part.strip()))
    return pieces


def _opening(order: Sequence[str], usual: Sequence[str]) -> str:
    """The label that opens a block: cut before it, blocks hold each label once and none is left over."""
    return min(usual, key=lambda key: (_disorder(order, key, usual), usual.index(key)))


def _disorder(order: Sequence[str], opening: str, usual: Sequence[str]) -> int:
    blocks: list[list[str]] = [[]]
    for key in order:
        if key == opening:
            blocks.append([])
        blocks[-1].append(key)
    twice = sum(len(block) - len(set(block)) for block in blocks)
    missing = sum(len(set(usual) - set(block)) for block in blocks[1:])
    return len(blocks[0]) + twice + missing


def _same(order: Sequence[str], opening: str, names: Mapping[str, str], known: Mapping[str, HeaderReading]) -> dict[str, str]:
    """Labels of one meaning that are printed now one, now the other: the rarer by the commoner."""
    together: set[frozenset[str]] = set()
    block: set[str] = set()
    for key in order:
        block = {key} if key == opening else block | {key}
        together |= {frozenset((key, other)) for other in block}
    counts = Counter(order)
    same: dict[str, str] = {}
    for key in sorted(names, key=lambda each: counts[each]):
        roles = known[key].roles if key in known else ()
        twins = [other for other in names if other not in same and other != key and other in known and known[other].roles == roles]
        twins = [other for other in twins if frozenset((key, other)) not in together and counts[other] >= counts[key]]
        if roles and twins and key != opening:
            same[key] = twins[0]
    return same
