"""Exports that list all kinds of things in one table ("Theme", "Action", "Indicator"), with a column that says of each row which it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.foreign.unprinted import CALLS, says_action
from extract.headers import Frame
from model import Cell, Meanings, Paragraph, Stray, Strip

ACTS = 1.0
"""What the lexicon says of the name of a kind of row that is work to be done; less where it is something else."""
LONGEST = 40
"""Characters of the name of a kind."""
FEWEST = 3
"""Rows from which a column tells kinds."""
FEWEST_WORDS = 3
"""Words on average of what is to be done."""
MOST = 0.5
"""Share of the rows of other kinds that may call to act, as the names of decisions do."""


def tell_kinds(
    strips: Sequence[Strip], frames: Mapping[int, Frame], meanings: Meanings
) -> tuple[list[Strip], dict[int, Frame], list[Stray]]:
    """The strips with the rows of levels made headings of those below them, and without those of indicators, whose words are told apart.

    The frames come back with the actions' column known where the names of levels hid it.
    """
    told, known, strays = list(strips), dict(frames), list[Stray]()
    for start, frame in frames.items():
        ends = (at for at in range(start + 1, len(strips)) if at in frames or strips[at].loose)
        rows = range(start + 1, next(ends, len(strips)))
        for at in range(frame.width) if len(rows) >= FEWEST else ():
            if not frame.columns[frame.at(at)].roles and _is_kind(strips[rows[0]], at, meanings) and _tells(strips, rows, at, meanings):
                known[start] = frame = _with_action(frame, [strips[row] for row in rows], at, meanings)
                strays += [] if _all_act(strips, rows, at, frame, meanings) else _put_apart(told, rows, at, frame, meanings)
                break
    return told, known, strays


def _with_action(frame: Frame, strips: Sequence[Strip], at: int, meanings: Meanings) -> Frame:
    """The frame with an action column: where it has none, the wordiest without a meaning in the rows whose kind is work to be done."""
    acting = [strip for strip in strips if meanings.content(_kind(strip, at))["kind"] == ACTS]
    free = [place for place in range(frame.width) if place != at and not frame.columns[frame.at(place)].roles]
    if _position("action", frame) is not None or not free:
        return frame
    filled = {place: sum(bool(_text(strip, place)) for strip in strips) for place in free}  # levels have names too, but no reasons
    wordiest = max(free, key=lambda place: (filled[place], sum(len(_text(strip, place)) for strip in acting)))
    if sum(len(_text(strip, wordiest).split()) for strip in acting) < FEWEST_WORDS * len(acting):
        return frame
    columns = list(frame.columns)
    columns[frame.at(wordiest)] = replace(columns[frame.at(wordiest)], roles=("action",))
    return replace(frame, columns=tuple(columns))


def _kind(strip: Strip, at: int) -> str:
    text = _text(strip, at)
    return text if len(text) <= LONGEST else ""


def _is_kind(strip: Strip, at: int, meanings: Meanings) -> bool:
    kind = _kind(strip, at)
    return bool(kind) and (meanings.content(kind)["kind"] > 0.0 or _is_level(kind, meanings))


def _is_level(kind: str, meanings: Meanings) -> bool:
    if meanings.content(kind)["kind"] > 0.0:
        return False
    reading = meanings.heading(f"{kind}: Name")
    return reading is not None and reading.kind == "level" and reading.word == kind.casefold()


def _tells(strips: Sequence[Strip], rows: range, at: int, meanings: Meanings) -> bool:
    """Whether every cell of a column names a kind, some that of actions and some another."""
    kinds = {kind for row in rows if (kind := _kind(strips[row], at))}
    acts = {kind for kind in kinds if meanings.content(kind)["kind"] == ACTS}
    return bool(acts) and kinds != acts and all(_is_kind(strips[row], at, meanings) for row in rows if strips[row].filled)


def _all_act(strips: Sequence[Strip], rows: range, at: int, frame: Frame, meanings: Meanings) -> bool:
    """Whether what is called by another kind's name calls to act too: a "Measure" may be one of action."""
    others = [strips[row] for row in rows if 0.0 < meanings.content(_kind(strips[row], at))["kind"] < ACTS]
    names = [_text(strip, _position("action", frame)) for strip in others]
    return sum(meanings.content(name)["action"] >= CALLS for name in names) > MOST * len(names)


def _put_apart(told: list[Strip], rows: range, at: int, frame: Frame, meanings: Meanings) -> list[Stray]:
    """Makes each row of a level its heading, and empties those of what is no action, whose words are given back."""
    strays = []
    acting, numbers, *told_by = (_position(role, frame) for role in ("action", "ref", "lead", "timescale"))
    says = acting is not None and says_action(frame.columns[frame.at(acting)].header, meanings)
    nested = _are_nested([_kind(told[row], at) for row in rows if told[row].filled], meanings)
    for row in rows:
        strip = told[row]
        if not strip.filled or meanings.content(kind := _kind(strip, at))["kind"] == ACTS:
            continue
        if says and all(_text(strip, place) for place in told_by):
            continue  # whatever it is called, it is an action of somebody by some day
        name = _text(strip, acting) if nested and _is_level(kind, meanings) else ""
        lost = [cell for index, cell in enumerate(strip.cells) if cell and not (name and index in (at, acting, numbers))]
        strays += [Stray(cell.text, strip.place, "other_table", furniture=False) for cell in lost]
        empty = replace(strip, cells=(Cell(),) * len(strip.cells))
        told[row] = _heading(strip, f"{kind} {_text(strip, numbers)}".strip(), name) if name else empty
    return strays


def _heading(strip: Strip, label: str, name: str) -> Strip:
    """The line as a banner that says which level it opens: "Theme 2: Strong towns"."""
    banner = Cell((Paragraph(f"{label}: {name}", strip.place, bold=True),), across=len(strip.cells))
    return replace(strip, cells=(banner, *[Cell()] * (len(strip.cells) - 1)), printed=label)


def _position(role: str, frame: Frame) -> int | None:
    return next((at for at in range(frame.width) if role in frame.columns[frame.at(at)].roles), None)


def _text(strip: Strip, at: int | None) -> str:
    return strip.cells[at].text if at is not None and at < len(strip.cells) else ""


def _are_nested(kinds: Sequence[str], meanings: Meanings) -> bool:
    """Whether something stands below every level's row before the next of its kind: all levels first say nothing of what is theirs."""
    same = zip(kinds, kinds[1:], strict=False)
    return not any(kind == after and _is_level(kind, meanings) for kind, after in same)
