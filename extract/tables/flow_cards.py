"""Cards in running text: under each action lines such as "Lead: X" and "By when: Y", in one column of text or several, drawn or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.geometry import hull
from extract.headers import STRONG
from extract.tables.loose_lines import loose_blocks
from extract.tables.print_lines import PrintedLine, ends_early, page_lines, part_paragraphs, phrases, usual_pitch
from model import Cell, Meanings, Page, Paragraph, Place, Strip, Word

FEWEST, KINDS = 5, 3
"""Labels with a value that a page must print, and different ones, for it to hold cards."""
CARDED = 0.25
"""Labels a line that a page must print."""
LONGEST = 5
"""Words of a label."""
GUTTER = 1.5
"""Font sizes of white that part two columns of text."""
WHITE = 0.8
"""Font sizes of white before a label that stands behind the value of another."""
NEAR = 14.0
"""Points within which the lines of one column of text begin."""
MOSTLY = 0.6
"""Share of the cards that must set their actions alike for what stands above them to be told from the actions."""
HEADS = 0.75
"""Share of the commonest label's times from which a numbered one is printed in every card, and heads none."""
FEWEST_ALIKE, ALIKE = 3, 0.8
"""Times that a known label must come, and how many times as often another must, to be one of every card too."""
ABOVE = frozenset({"action", "priority", "objective"})
"""Roles whose labels may head several cards."""
GOES_ON = 1.6
"""Font sizes from line to line within which a value goes on."""

Style = tuple[float, bool]


@dataclass(slots=True)
class _Pair:
    """A label and its value, while it is read."""

    label: PrintedLine
    lines: list[PrintedLine] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.label.text.rstrip(" :").casefold()

    @property
    def stem(self) -> str:
        """The name without its number."""
        return self.name.rstrip(" .0123456789")


@dataclass(slots=True)
class _Stretch:
    """Lines without labels, and the pairs that stand below them; `right` is where the column's lines must end."""

    right: float
    above: list[PrintedLine] = field(default_factory=list)
    pairs: list[_Pair] = field(default_factory=list)


def read_cards(page: Page, meanings: Meanings) -> tuple[Strip, ...] | None:
    """The page's strips: for each card its action as one loose text and a line for each of its labels; None where it prints no cards."""
    if sum(word.text.endswith(":") for word in page.words) < FEWEST:
        return None
    lines = [piece for line in page_lines(page) if line.words[0].upright for piece in phrases(line, GUTTER)]
    strange = _strange(lines, meanings)
    labelled = {id(line): pairs for line in lines if (pairs := list(_pairs(line, meanings, strange)))}
    _drop_heads(labelled, meanings)
    counts = Counter(pair.name for pairs in labelled.values() for pair in pairs)
    if not enough_labels(counts, FEWEST, meanings) or sum(counts.values()) < CARDED * len(lines):
        return None
    starts = _starts([line for line in lines if id(line) in labelled])
    columns = [_in_column(lines, starts, at) for at in range(len(starts))]
    told = {id(line) for own in columns for line in own}
    stretches = [stretch for own in columns if own for stretch in _stretches(own, labelled)]
    if not _have_actions(stretches) and not _name_actions(counts, meanings):
        return None
    pitch = usual_pitch([stretch.above for stretch in stretches])
    paragraphs = [part_paragraphs(stretch.above, stretch.right, pitch) for stretch in stretches]
    opening = _opening_style([own for own, stretch in zip(paragraphs, stretches, strict=True) if stretch.pairs])
    read = [tuple(_strips(stretch, own, opening, page)) for stretch, own in zip(stretches, paragraphs, strict=True)]
    carded = [strip for strips, stretch in zip(read, stretches, strict=True) if stretch.pairs for strip in strips]
    rest = [word for line in lines if id(line) not in told for word in line.words]
    top = min(line.box[1] for own in columns for line in own)
    blocks = loose_blocks(rest, page, meanings) if rest else []
    heads = [strip for box, strips in blocks if box[1] < top for strip in strips]
    feet = [strip for box, strips in blocks if box[1] >= top for strip in strips]
    after = [strip for strips, stretch in zip(read, stretches, strict=True) if not stretch.pairs for strip in strips]
    return (*heads, *carded, *after, *feet)


def enough_labels(counts: Mapping[str, int], fewest: int, meanings: Meanings) -> bool:
    """Whether labels come again often enough, of three kinds or of two that say who and when, to be those of cards."""
    again = [name for name, times in counts.items() if times > 1]
    if sum(counts[name] for name in again) < fewest or len(counts) >= KINDS:
        return len(counts) >= KINDS and sum(counts[name] for name in again) >= fewest
    told = {role for name in again if (reading := meanings.header(name)) is not None for role in reading.roles}
    return {"lead", "timescale"} <= told


# -- labels and columns --------------------------------------------------------------------------------------------------------


def _strange(lines: Sequence[PrintedLine], meanings: Meanings) -> frozenset[str]:
    """The words before a colon that open so many lines that each card has them, though nobody knows them for a label."""
    ends = ((line.words, next((end for end, word in enumerate(line.words[:LONGEST], 1) if word.text.endswith(":")), 0)) for line in lines)
    counts = Counter(_text(words[:end]) for words, end in ends if end and words[0].text[:1].isupper())
    most = max((times for text, times in counts.items() if _is_label(text, meanings)), default=0)
    return frozenset(text for text, times in counts.items() if most >= FEWEST_ALIKE and ALIKE * most <= times <= most + 1)


def _pairs(line: PrintedLine, meanings: Meanings, strange: frozenset[str]) -> Iterator[_Pair]:
    """The labels of a line with their values; none where words stand before the first that are no mark or picture."""
    words, start, pair = line.words, 0, None
    while start < len(words):
        end = next((end for end in range(start + 1, min(start + LONGEST, len(words)) + 1) if words[end - 1].text.endswith(":")), 0)
        opens = pair is None or _may_open(words[start - 1], words[start])
        known = end and opens and (_text(words[start:end]) in strange or _is_label(_text(words[start:end]), meanings))
        if known and not _opens_later(words, start, end, meanings):
            if pair is not None:
                yield pair
            pair, start = _Pair(PrintedLine(words[start:end])), end
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


def _drop_heads(labelled: dict[int, list[_Pair]], meanings: Meanings) -> None:
    """Takes out the lines whose numbered label ("Recommendation 2: …") names a level or an action above several cards, not one of each."""
    counts = Counter(pair.stem for pairs in labelled.values() for pair in pairs)
    for line, pairs in list(labelled.items()):
        few = counts[pairs[0].stem] < HEADS * max(counts.values())
        reading = meanings.header(pairs[0].stem) if few and pairs[0].stem != pairs[0].name else None
        if reading is not None and ABOVE.intersection(reading.roles):
            del labelled[line]


def _starts(labelled: Sequence[PrintedLine]) -> list[float]:
    """Where the columns of text begin, from left to right: each holds several labels."""
    starts: list[list[float]] = []
    for x in sorted(line.box[0] for line in labelled):
        if starts and x - starts[-1][-1] <= NEAR:
            starts[-1].append(x)
        else:
            starts.append([x])
    return [group[0] for group in starts if len(group) > 1] or [starts[0][0]]


def _in_column(lines: Sequence[PrintedLine], starts: Sequence[float], at: int) -> list[PrintedLine]:
    """The lines of one column from the top down; what reaches over into the next is none of it."""
    left = starts[at] - NEAR if at else 0.0
    right = starts[at + 1] - NEAR if at + 1 < len(starts) else float("inf")
    return [line for line in lines if left <= line.box[0] < right and line.box[2] <= right + NEAR]


def _stretches(lines: Sequence[PrintedLine], labelled: dict[int, list[_Pair]]) -> list[_Stretch]:
    right = max(line.box[2] for line in lines)
    found = [_Stretch(right)]
    for above, line in zip((None, *lines), lines, strict=False):
        stretch = found[-1]
        if id(line) in labelled:
            stretch.pairs += labelled[id(line)]
        elif stretch.pairs and above is not None and _goes_on(stretch.pairs[-1], above, line, right):
            stretch.pairs[-1].lines.append(line)
        elif stretch.pairs:
            found.append(_Stretch(right, [line]))
        else:
            stretch.above.append(line)
    return found


def _goes_on(pair: _Pair, above: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether a line is the rest of the value above it: set alike, close below, and the line above was full."""
    last = (pair.lines or [pair.label])[-1]
    alike = abs(line.size - last.size) <= 0.06 * last.size and line.bold == PrintedLine(last.words[-1:]).bold
    return alike and 0 < line.base - above.base <= GOES_ON * line.size and not ends_early(above, line, right)


def _have_actions(stretches: Sequence[_Stretch]) -> bool:
    """Whether labels stand in cards: nearly each group of them below words of its own, and no group alone."""
    cards = [stretch for stretch in stretches if stretch.pairs]
    return len(cards) > 1 and sum(bool(stretch.above) for stretch in cards) >= 0.8 * len(cards)


def _name_actions(counts: Mapping[str, int], meanings: Meanings) -> bool:
    """Whether every card prints its action behind a label too."""
    readings = ((times, meanings.header(name)) for name, times in counts.items() if times > 1)
    return any(reading is not None and "action" in reading.roles and times >= HEADS * max(counts.values()) for times, reading in readings)


# -- actions -------------------------------------------------------------------------------------------------------------------


def _style(group: Sequence[PrintedLine]) -> Style:
    return round(group[0].size * 2) / 2, group[0].bold


def _opening_style(cards: Sequence[Sequence[Sequence[PrintedLine]]]) -> tuple[Style, int] | None:
    """How the paragraph that opens an action is set, and how many paragraphs of a card are; None where cards differ."""
    held = [Counter(map(_style, groups)) for groups in cards]
    found = Counter(style for counts in held for style in counts)
    if not found:
        return None
    style = max(found, key=lambda each: (found[each], each))
    if found[style] < MOSTLY * len(cards):
        return None
    return style, Counter(counts[style] for counts in held if style in counts).most_common(1)[0][0]


def _strips(stretch: _Stretch, groups: Sequence[Sequence[PrintedLine]], opening: tuple[Style, int] | None, page: Page) -> Iterator[Strip]:
    first = _first_of_action(groups, opening) if stretch.pairs else len(groups)
    for group in groups[:first]:
        yield Strip((Cell((_said(group, page),)),), _place(group, page), loose=True, gap=1)
    if action := [line for group in groups[first:] for line in group]:
        yield Strip((Cell(tuple(_said(group, page) for group in groups[first:])),), _place(action, page), loose=True, gap=1)
    for pair in stretch.pairs:
        name = Cell((_said([pair.label], page),))
        value = Cell((_said(pair.lines, page),) if pair.lines else ())
        yield Strip((name, value), _place([pair.label, *pair.lines], page))


def _first_of_action(groups: Sequence[Sequence[PrintedLine]], opening: tuple[Style, int] | None) -> int:
    """Which paragraph above a card's labels is the first of its action: what stands higher heads a section."""
    if opening is None:
        return 0
    style, usual = opening
    alike = [index for index, group in enumerate(groups) if _style(group) == style]
    return alike[max(0, len(alike) - usual)] if alike else 0


def _said(lines: Sequence[PrintedLine], page: Page) -> Paragraph:
    return Paragraph(" ".join(line.text for line in lines), _place(lines, page), bold=all(line.bold for line in lines))


def _place(lines: Sequence[PrintedLine], page: Page) -> Place:
    return Place(page=page.number, box=hull(line.box for line in lines))
