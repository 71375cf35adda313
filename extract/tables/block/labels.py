"""Labels printed before their values: "Action 1.2: …", "**Lead:** …", "Lead: X    By when: Y", or a label on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from extract.headers import STRONG
from extract.heading.levels import split_number
from extract.tables.block.recurring import FEWEST, STATES, Form, standing, without_prose
from extract.tables.prose import Printed
from model import HeaderReading, Meanings, Role

PARTED = re.compile(r"\t+|\s*\|\s*|\s{2,}")
"""What may part two labels on one line."""
FURTHER, BRIEF = re.compile(r"[;,.]\s+(?=(?P<label>[A-Z][^:;,.|]{1,38}?)\s*:\s)"), 80
"""A mark that parts a short value from the next label, and characters up to which a label and its value are that short."""
LEADING = re.compile(r"^(?:[#>]+\s*)?(?:[•▪●○◦■‣·*+-]\s+)?")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
CODE = r"(?:[A-Z]{1,4}[ ./-]?)?\d{1,3}(?:\.\d{1,3})*(?:[a-z]|/\d{2}(?:\d{2})?)?"
NUMBER = rf"{CODE}|[A-Z]"
LONGEST = 20_000
"""Characters; in a longer line no marks of emphasis are looked for."""
NAME = r"(?P<label>[A-Z%#][^:|]{0,58}?)"
COLON = rf"(?:(?P<before>{NUMBER})[.):]?\s+)?{NAME}(?:\s+(?:[Nn]o\.?\s*)?(?P<ref>{NUMBER}))?\s*:(?!//)\s*(?P<text>.*)"
FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("colon", re.compile(COLON, re.DOTALL)),
    ("dash", re.compile(rf"(?P<before>){NAME}(?:\s+(?P<ref>{NUMBER}))?\s+[–—-]\s+(?P<text>.+)", re.DOTALL)),
    ("number", re.compile(rf"(?P<before>){NAME}\s+(?P<ref>{CODE})[.)]?(?:\s+(?P<text>[A-Z“\"].*))?", re.DOTALL)),
    ("bare", re.compile(rf"(?P<before>){NAME}(?P<ref>)(?P<text>)")),
)
MARKED = FORMS[:3]
"""The forms that a mark or a number tells, in which a label may begin small: "lead: …", "year - …", "year 1"."""
FEWEST_STATES, STATED = 3, 0.9
"""Times that a label must come back which is the only one, and how plainly a state must stand behind it each time."""
OF_EACH = 0.75
"""Share of the blocks in which a level's label, or one that is numbered throughout, must stand to be one of each and not a heading."""
CALLED, MOSTLY = 0.5, 0.6
"""Likeness from which the line above it calls to act, and the share of these lines that must."""
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
    small: AbstractSet[str] = frozenset()
    """Those that are never printed with a capital."""

    def opens_level(self, meanings: Meanings) -> bool:
        """Whether the label that opens a block names a level, whose number is not the action's: "Commitment 4"."""
        reading = meanings.header(self.names[self.opening])
        return reading is not None and bool(reading.roles) and LEVELS.issuperset(reading.roles)


def plain_text(printed: Printed) -> str:
    """A line without the marks of headings, bullets and emphasis."""
    text = printed.line.text.replace("\u00a0", " ").strip()
    if text.startswith("|") and text.endswith("|"):
        text = text.strip("|").strip()
    bare = LEADING.sub("", text)
    return (EMPHASIS.sub(r"\2", bare) if len(bare) <= LONGEST else bare).strip()


def find_labels(lines: Sequence[Printed], meanings: Meanings) -> Labels | None:
    """The labels that come back block after block; None where they are too few to be a plan's."""
    found, large = without_prose([list(_candidates(plain_text(line), meanings)) for line in lines], meanings)
    seen = [piece for pieces in found for piece in pieces]
    order = [key for key, _, _ in seen]
    counts, forms = Counter(order), Counter((key, form) for key, form, _ in seen)
    known = {key: reading for key, _, label in seen if (reading := meanings.header(label)) is not None}
    enough = {key for key, form in forms if forms[key, form] >= FEWEST[form]} | standing(found, known)
    actions = [counts[key] for key in enough & known.keys() if "action" in known[key].roles]
    if meanings.alien(list({key: label for key, _, label in seen if key in enough}.values())) is not None:
        return None
    blocks = max(actions, default=0) or max((counts[key] for key in enough & known.keys()), default=0)
    kept = {key for key in enough & known.keys() if _is_kept(known[key], counts[key], blocks)}
    kept -= {key for key in kept if counts[key] < OF_EACH * blocks and _counts_up(key, lines, meanings)}
    roles = {role for key in kept for role in known[key].roles}
    if blocks < 2 or not roles & {"lead", "timescale", "update", "status"}:
        return None
    if len(roles) < 2 and not _tell_states(lines, kept, meanings):
        return None
    first = {next((key for key, _, _ in pieces if key in kept), None) for pieces in found}  # what stands behind others opens no block
    usual = [key for key in dict.fromkeys(order) if key in kept & first and counts[key] >= USUAL * blocks]
    opening = opening_label([key for key in order if key in kept], usual or [key for key in dict.fromkeys(order) if key in kept])
    kept |= _strange(order, opening, enough - known.keys(), blocks)
    names: dict[str, str] = {}
    for key, _, label in seen:
        if key in kept:
            names.setdefault(key, label[:1].upper() + label[1:])
    same = _same([key for key in order if key in kept], opening, names, meanings)
    for key, other in same.items():
        names[other] = f"{names[other]} / {names[key]}"
    return Labels(names, opening, same, frozenset(names.keys() - large))


def _tell_states(lines: Sequence[Printed], keys: AbstractSet[str], meanings: Meanings) -> bool:
    """Whether what stands behind such labels ("Status: on track") says each time how far what the line above calls for has come."""
    texts = [plain_text(line) for line in lines]
    found = [(above, match) for above, text in zip(texts, texts[1:], strict=False) if (match := _match(text, meanings)) is not None]
    told = [(above, match["text"].strip()) for above, (form, match) in found if form == "colon" and _key(match["label"]) in keys]
    if len(told) < FEWEST_STATES or any(meanings.content(value).get("status", 0.0) < STATED for _, value in told):
        return False
    return sum(meanings.content(split_number(above)[1][:160]).get("action", 0.0) >= CALLED for above, _ in told) >= MOSTLY * len(told)


def _is_kept(reading: HeaderReading, count: int, blocks: int) -> bool:
    """Whether a label that is known is a block's: one of a level that stands before several blocks is a heading."""
    level = bool(reading.roles) and LEVELS.issuperset(reading.roles)
    return count >= (OF_EACH * blocks if level else max(2, 0.1 * blocks))


def _counts_up(key: str, lines: Sequence[Printed], meanings: Meanings) -> bool:
    """Whether a label is printed with another number each time: "Outcome 2: …" above several blocks heads them."""
    opening = (plain_text(line) for line in lines)
    found = [_match(text, meanings) for text in opening if text[: len(key)].casefold() == key]
    refs = [match["ref"] or "" for _, match in filter(None, found) if _key(match["label"]) == key]
    return len(refs) > 1 and all(refs) and len({*refs}) == len(refs)


def _strange(order: Sequence[str], opening: str, unknown: AbstractSet[str], blocks: int) -> set[str]:
    """Labels that nobody knows, but that most blocks print, each once."""
    standing: dict[str, set[int]] = {}
    block = 0
    for key in order:
        block += key == opening
        if key in unknown and block:
            standing.setdefault(key, set()).add(block)
    counts = Counter(order)
    return {key for key, found in standing.items() if len(found) >= max(3, 0.5 * blocks) and counts[key] <= 1.2 * len(found)}


def _key(label: str) -> str:
    return " ".join(label.casefold().split())


def _parts(text: str, named: Callable[[str], bool]) -> list[str]:
    """A line cut where white space or a stroke parts labels, or a mark behind a short value: "Lead: Clerk; Due: May"."""
    parts: list[str] = []
    for part in PARTED.split(text):
        cut = 0
        for mark in FURTHER.finditer(part) if part.count(": ") > 1 else ():
            if mark.start() - cut <= BRIEF and named(part[cut:].partition(":")[0].strip()) and named(mark["label"]):
                parts.append(part[cut : mark.start()])
                cut = mark.end()
        parts.append(part[cut:])
    return parts


def _candidates(text: str, meanings: Meanings) -> Iterator[tuple[str, Form, str]]:
    pieces = _parts(text, lambda label: (reading := meanings.header(label)) is not None and reading.score >= STRONG and bool(reading.roles))
    headed: bool | None = None
    for piece in pieces:
        found = _match(piece, meanings)
        if found is not None and found[0] == "bare" and headed is None:
            headed = _is_header_row(pieces, meanings)
        if found is not None and not (found[0] == "bare" and headed):
            yield _key(found[1]["label"]), found[0], piece[slice(*found[1].span("label"))].strip()


def _is_header_row(pieces: Sequence[str], meanings: Meanings) -> bool:
    """Whether a line prints labels side by side without values: the header of a table, not a block."""
    readings = [reading for piece in pieces if (reading := meanings.header(piece)) is not None and reading.score >= STRONG]
    others = [reading for reading in readings[1:] if not STATES.issuperset(reading.roles)]
    return len({reading.roles for reading in (*readings[:1], *others)}) > 1


def _match(piece: str, meanings: Meanings) -> tuple[Form, re.Match[str]] | None:
    """The plainest form of label and value that a piece can be; without a colon, or printed small, the label must be well known.

    A label that nobody knows is no label where a dash behind a known one parts the text: "Action - work with schools: …".
    """
    strange: tuple[Form, re.Match[str]] | None = None
    small = piece[:1].islower()
    for form, pattern in MARKED if small else FORMS:
        found = pattern.fullmatch(piece[:1].upper() + piece[1:] if small else piece)
        reading = meanings.header(found["label"].strip()) if found is not None else None
        if found is None or small and (found["before"] or not (reading and reading.roles and reading.score >= STRONG)):
            continue
        if reading is not None and reading.score >= STRONG:
            return (form, found) if strange is None or form == "dash" else strange
        strange = (form, found) if form == "colon" else strange
    return strange


def split_label(text: str, role: Role, meanings: Meanings) -> tuple[str, str]:
    """The number of a label of this role and the words behind it ("Action 2: Dig" is "2" and "Dig"); without one "" and the text."""
    found = _match(text, meanings)
    reading = meanings.header(found[1]["label"].strip()) if found else None
    if found is None or reading is None or role not in reading.roles or not found[1]["text"]:
        return "", text
    return found[1]["ref"] or found[1]["before"] or "", found[1]["text"].strip()


def read_line_pieces(text: str, labels: Labels, meanings: Meanings) -> list[Piece]:
    """A line cut into its labels' values; words that have no label stand alone."""
    pieces: list[Piece] = []
    parts = _parts(text, lambda label: _key(label) in labels.names)
    bare = not _is_header_row(parts, meanings)
    for at, part in enumerate(parts, 1):
        found = _match(part, meanings)
        key = _key(found[1]["label"]) if found else None
        if part[:1].islower() and key not in labels.small:
            found = None  # prose begins with a label's word: the label has a capital
        valued = bool(pieces) and pieces[-1].key is not None and not pieces[-1].text
        valued = valued and not (pieces[-1].ref and at < len(parts))  # "Action 2 | Lead | Clerk": a number is all that the first says
        if found is not None and key is not None and key in labels.names and (found[0] != "bare" or bare and not valued):
            ref, said = found[1]["ref"] or found[1]["before"] or None, (found[1]["text"] or "").strip()
            if ref and not said and meanings.content(part).get("timescale", 0.0) >= CALLED:
                ref, said = None, part.strip()  # "Year 1" is the time itself
            pieces.append(Piece(said, labels.same.get(key, key), found[1]["label"].strip(), ref))
        elif pieces:
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} {part}".strip())
        elif part.strip():
            pieces.append(Piece(part.strip()))
    return pieces


def opening_label(order: Sequence[str], usual: Sequence[str]) -> str:
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


def _same(order: Sequence[str], opening: str, names: Mapping[str, str], meanings: Meanings) -> dict[str, str]:
    """Labels of one meaning that are printed now one, now the other: the rarer by the commoner."""
    together: set[frozenset[str]] = set()
    block: set[str] = set()
    for key in order:
        block = {key} if key == opening else block | {key}
        together |= {frozenset((key, other)) for other in block}
    counts = Counter(order)
    same: dict[str, str] = {}
    for key in sorted(names, key=lambda each: counts[each]):
        reading = meanings.header(names[key])
        for other in names if key not in same.values() else ():
            if key in (other, opening) or other in same or counts[other] < counts[key] or frozenset((key, other)) in together:
                continue
            both = meanings.header(f"{names[other]} / {names[key]}")
            if reading is not None and reading.roles and both is not None and both.score >= STRONG and both.roles == reading.roles:
                same[key] = other
                break
    return same
