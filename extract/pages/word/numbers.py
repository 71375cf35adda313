"""The numbers that Word prints but does not write ("1.2", "Objective 3:"), counted as Word counts and written where they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 9
"""Levels of a list."""
_ROMAN = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), "c xc l xl x ix v iv i".split(), strict=True))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """One list: what it counts with (lists of one kind count on together), its levels, and where it begins anew."""

    kind: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class _Counts:
    now: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def step(self, number: str, each: _List, depth: int) -> list[int]:
        """The counts of all levels down to this one, after one more of it."""
        counts = self.now.setdefault(each.kind, [None] * DEEPEST)
        if depth in each.restarts and (number, depth) not in self.begun:
            counts[depth] = each.restarts[depth] - 1
        self.begun.add((number, depth))
        for level in range(depth + 1):
            if counts[level] is None:
                counts[level] = each.levels[level].start - (level == depth) if level in each.levels else 1 - (level == depth)
        counts[depth] = (counts[depth] or 0) + 1
        counts[depth + 1 :] = [None] * (DEEPEST - depth - 1)
        return [count or 0 for count in counts[: depth + 1]]


def write_numbers(document: Any, numbering: Any, styles: Any) -> None:
    """Writes into the document's tree each number that is printed: before a paragraph's words, or alone in a cell that is nothing else.

    Bullets stay as they are, and so do several numbered paragraphs in one cell: they are a list there.
    """
    w = document.tag.partition("}")[0] + "}"
    lists = _lists(numbering, w)
    by_style = _by_style(styles, lists, w)
    counts = _Counts()
    told = [(paragraph, *found) for paragraph in document.iter(f"{w}p") if (found := _numbered(paragraph, lists, by_style, w)) is not None]
    in_cell = Counter(cell for paragraph, *_ in told if (cell := _cell(paragraph, w)) is not None)
    for paragraph, number, depth in told:
        each = lists[number]
        level = each.levels.get(depth)
        if level is None or level.form == "bullet":
            continue
        printed = _printed(level, each, counts.step(number, each, depth))
        if printed and in_cell[_cell(paragraph, w)] <= 1:
            _write(paragraph, printed, w)


def _lists(numbering: Any, w: str) -> dict[str, _List]:
    kinds = {kind.get(f"{w}abstractNumId"): _levels(kind, w) for kind in numbering.iter(f"{w}abstractNum")}
    found: dict[str, _List] = {}
    for number in numbering.iter(f"{w}num"):
        kind = _value(number.find(f"{w}abstractNumId"), w)
        restarts, levels = {}, dict(kinds.get(kind, {}))
        for override in number.iter(f"{w}lvlOverride"):
            depth = _int(override.get(f"{w}ilvl"))
            if (start := _value(override.find(f"{w}startOverride"), w)) is not None:
                restarts[depth] = _int(start)
            levels.update(_levels(override, w))
        found[number.get(f"{w}numId") or ""] = _List(kind or "", levels, restarts)
    return found


def _levels(holder: Any, w: str) -> dict[int, _Level]:
    return {_int(level.get(f"{w}ilvl")): _level(level, w) for level in holder.iter(f"{w}lvl")}


def _level(level: Any, w: str) -> _Level:
    start, form, text, style = (_value(level.find(f"{w}{name}"), w) for name in ("start", "numFmt", "lvlText", "pStyle"))
    return _Level(_int(start, 1), form or "decimal", text or "", style)


def _by_style(styles: Any, lists: Mapping[str, _List], w: str) -> dict[str, tuple[str, int]]:
    """The list and level that a paragraph's style puts it in, its own or of the style it is based on."""
    own: dict[str, tuple[str, int]] = {}
    above: dict[str, str] = {}
    for style in styles.iter(f"{w}style") if styles is not None else ():
        name = style.get(f"{w}styleId") or ""
        above[name] = _value(style.find(f"{w}basedOn"), w) or ""
        number = _value(style.find(f"{w}pPr/{w}numPr/{w}numId"), w) or ""
        if number in lists:
            named = next((depth for depth, level in lists[number].levels.items() if level.style == name), None)
            own[name] = (number, named if named is not None else _int(_value(style.find(f"{w}pPr/{w}numPr/{w}ilvl"), w)))
    return {name: found for name in above if (found := next((own[each] for each in _line(name, above) if each in own), None)) is not None}


def _line(name: str, above: Mapping[str, str]) -> Iterator[str]:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        name = above.get(name, "")


def _numbered(paragraph: Any, lists: Mapping[str, _List], by_style: Mapping[str, tuple[str, int]], w: str) -> tuple[str, int] | None:
    """The list and level of a paragraph; None where it is in none, or struck out."""
    if paragraph.find(f"{w}pPr/{w}rPr/{w}del") is not None:
        return None
    number = _value(paragraph.find(f"{w}pPr/{w}numPr/{w}numId"), w)
    styled = by_style.get(_value(paragraph.find(f"{w}pPr/{w}pStyle"), w) or "")
    found = styled
    if number is not None:
        depth = _value(paragraph.find(f"{w}pPr/{w}numPr/{w}ilvl"), w)
        found = (number, _int(depth) if depth is not None else styled[1] if styled else 0)
    return found if found is not None and found[0] in lists and 0 <= found[1] < DEEPEST else None


def _cell(paragraph: Any, w: str) -> Any:
    return next(paragraph.iterancestors(f"{w}tc"), None)


def _printed(level: _Level, each: _List, counts: list[int]) -> str:
    text = level.text
    for depth, count in enumerate(counts):
        form = each.levels[depth].form if depth in each.levels else "decimal"
        text = text.replace(f"%{depth + 1}", _formed(count, form))
    return text.strip()


def _formed(count: int, form: str) -> str:
    if form == "none" or count < 0:
        return ""
    if form in ("lowerLetter", "upperLetter") and count:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
    elif form in ("lowerRoman", "upperRoman") and count < 400:
        text, left = "", count
        for value, letters in _ROMAN:
            text, left = text + letters * (left // value), left % value
    else:
        text = f"{count:02d}" if form == "decimalZero" else str(count)
    return text.upper() if form.startswith("upper") else text


def _write(paragraph: Any, printed: str, w: str) -> None:
    """Puts the number before the paragraph's words, in their own weight, and takes the paragraph out of its list."""
    properties = paragraph.find(f"{w}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{w}pPr", {})
        paragraph.insert(0, properties)
    for listed in properties.findall(f"{w}numPr"):
        properties.remove(listed)
    none = properties.makeelement(f"{w}numPr", {})
    none.append(none.makeelement(f"{w}ilvl", {f"{w}val": "0"}))
    none.append(none.makeelement(f"{w}numId", {f"{w}val": "0"}))
    properties.append(none)
    first = next(paragraph.iter(f"{w}r"), None)
    run = paragraph.makeelement(f"{w}r", {})
    weight = first.find(f"{w}rPr") if first is not None else None
    if weight is not None:
        run.append(deepcopy(weight))
    text = run.makeelement(f"{w}t", {})
    text.text = f"{printed} "
    run.append(text)
    paragraph.insert(paragraph.index(properties) + 1, run)


def _value(element: Any, w: str) -> str | None:
    value: str | None = element.get(f"{w}val") if element is not None else None
    return value


def _int(text: str | None, unless: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else unless
