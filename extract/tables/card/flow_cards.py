"""Cards in running text: under each action lines such as "Lead: X" and "By when: Y", in one column of text or several, drawn or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.geometry import hull
from extract.tables.card.flow_labels import HEADS, Pair, drop_heads, enough_labels, read_pairs, strange_labels
from extract.tables.printed.lines import PrintedLine, ends_early, page_lines, part_paragraphs, phrases, usual_pitch
from extract.tables.printed.loose_lines import loose_blocks
from model import Cell, Meanings, Page, Paragraph, Place, Strip

FEWEST = 5
"""Labels with a value that a page must print for it to hold cards."""
CARDED = 0.25
"""Labels a line that a page must print."""
GUTTER = 1.5
"""Font sizes of white that part two columns of text."""
NEAR = 14.0
"""Points within which the lines of one column of text begin."""
MOSTLY = 0.6
"""Share of the cards that must set their actions alike for what stands above them to be told from the actions."""
GOES_ON = 1.6
"""Font sizes from line to line within which a value goes on."""

Style = tuple[float, bool]


@dataclass(slots=True)
class _Stretch:
    """Lines without labels, and the pairs that stand below them; `right` is where the column's lines must end."""

    right: float
    above: list[PrintedLine] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def read_cards(page: Page, meanings: Meanings) -> tuple[Strip, ...] | None:
    """The page's strips: for each card its action as one loose text and a line for each of its labels; None where it prints no cards."""
    words = page.words
    if sum([word.text[-1] == ":" for word in words]) < FEWEST and sum([one.bold > two.bold for one, two in pairwise(words)]) < FEWEST:
        return None
    lines = [piece for line in page_lines(page) if line.words[0].upright for piece in phrases(line, GUTTER)]
    strange = strange_labels(lines, meanings)
    labelled = {id(line): pairs for line in lines if (pairs := list(read_pairs(line, meanings, strange)))}
    drop_heads(labelled, meanings)
    counts = Counter(pair.name for pairs in labelled.values() for pair in pairs)
    if not enough_labels(counts, FEWEST, meanings) or sum(counts.values()) < CARDED * len(lines):
        return None
    starts = _starts([line for line in lines if id(line) in labelled])
    beside = _share_lines(starts, labelled)
    starts = starts[:1] if beside else starts
    columns = [_in_column(lines, starts, at) for at in range(len(starts))]
    told = {id(line) for own in columns for line in own}
    placed = [(at, stretch) for at, own in enumerate(columns) if own for stretch in _stretches(own, labelled, beside)]
    stretches = [stretch for _, stretch in placed]
    if not _have_actions(stretches) and not _name_actions(counts, meanings):
        return None
    pitch = usual_pitch([stretch.above for stretch in stretches])
    paragraphs = [part_paragraphs(stretch.above, stretch.right, pitch) for stretch in stretches]
    opening = _opening_style([own for own, stretch in zip(paragraphs, stretches, strict=True) if stretch.pairs])
    read = [tuple(_strips(stretch, own, opening, page)) for stretch, own in zip(stretches, paragraphs, strict=True)]
    cards = [(at, strips) for strips, (at, stretch) in zip(read, placed, strict=True) if stretch.pairs]
    carded = [strip for place in _reading_order(cards) for strip in cards[place][1]]
    rest = [word for line in lines if id(line) not in told for word in line.words]
    top = min(pair.label.box[1] for stretch in stretches for pair in stretch.pairs)
    blocks = loose_blocks(rest, page, meanings) if rest else []
    heads = [strip for box, strips in blocks if box[1] < top for strip in strips]
    feet = [strip for box, strips in blocks if box[1] >= top for strip in strips]
    after = [strip for strips, stretch in zip(read, stretches, strict=True) if not stretch.pairs for strip in strips]
    return (*heads, *carded, *after, *feet)


# -- columns --------------------------------------------------------------------------------------------------------


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


def _share_lines(starts: Sequence[float], labelled: dict[int, list[Pair]]) -> bool:
    """Whether labels that begin at several places are those of the same cards: each stands beside others, none twice on a line."""
    lines: dict[int, list[str]] = {}
    for pairs in labelled.values():
        lines.setdefault(round(pairs[0].label.base), []).extend(pair.name for pair in pairs)
    several = [names for names in lines.values() if len(names) > 1]
    beside = sum(pairs[0].label.box[0] > starts[0] + NEAR for pairs in labelled.values())
    told = sum(len(names) for names in several) >= beside + len(several)
    return len(starts) > 1 and told and all(len(set(names)) == len(names) for names in several)


def _stretches(lines: Sequence[PrintedLine], labelled: dict[int, list[Pair]], beside: bool) -> list[_Stretch]:
    """The cards of a column, the labels of each below one another or, some of them, beside each other, and what stands between them."""
    right = max(line.box[2] for line in lines)
    found = [_Stretch(right)]
    for above, line in zip((None, *lines), lines, strict=False):
        stretch = found[-1]
        pair, last, end = (stretch.pairs[-1], above, right) if stretch.pairs else (None, None, right)
        if beside and stretch.pairs:
            pair, end = _over(line, stretch.pairs, right)
            last = (pair.lines or [pair.label])[-1]
        if id(line) in labelled:
            stretch.pairs += labelled[id(line)]
        elif pair is not None and last is not None and _goes_on(pair, last, line, end):
            pair.lines.append(line)
        elif stretch.pairs:
            found.append(_Stretch(right, [line]))
        else:
            stretch.above.append(line)
    return found


def _over(line: PrintedLine, pairs: Sequence[Pair], right: float) -> tuple[Pair, float]:
    """The pair on the last line of labels whose value a line may go on with, and where that value's lines must end."""
    beside = [pair for pair in pairs if abs(pair.label.base - pairs[-1].label.base) < 0.5 * line.size]
    at = max((at for at, pair in enumerate(beside) if pair.label.box[0] <= line.box[0] + NEAR), default=0)
    return beside[at], beside[at + 1].label.box[0] - line.size if at + 1 < len(beside) else right


def _goes_on(pair: Pair, above: PrintedLine, line: PrintedLine, right: float) -> bool:
    """Whether a line is the rest of the value above it: set alike, close below, and the line above was full."""
    last = (pair.lines or [pair.label])[-1]
    alike = abs(line.size - last.size) <= 0.06 * last.size and line.bold == PrintedLine(last.words[-1:]).bold
    return alike and 0 < line.base - above.base <= GOES_ON * line.size and not ends_early(above, line, right)


def _have_actions(stretches: Sequence[_Stretch]) -> bool:
    """Whether labels stand in cards: nearly each group of them below words of its own, and no group alone."""
    cards = [stretch for stretch in stretches if stretch.pairs]
    return len(cards) > 1 and sum(bool(stretch.above) for stretch in cards) >= 0.8 * len(cards)


def _reading_order(cards: Sequence[tuple[int, Sequence[Strip]]]) -> Sequence[int]:
    """The order of cards, each with the number of its column: down the columns, or row by row where headings part the rows.

    They do where all stand in the first column, some below its first card, and each card begins at the height of one of that column.
    """
    loose = [sum(strip.loose for strip in strips) for _, strips in cards]
    tops = [strips[max(0, count - 1)].place.box for count, (_, strips) in zip(loose, cards, strict=True)]
    rows = [box[1] for (at, _), box in zip(cards, tops, strict=True) if at == 0 and box is not None]
    headed = [place for place, count in enumerate(loose) if count > 1]
    if not any(0 < place < len(rows) for place in headed) or any(cards[place][0] for place in headed):
        return range(len(cards))
    row = [min((abs(top - box[1]), number) for number, top in enumerate(rows)) if box is not None else (NEAR, 0) for box in tops]
    if any(far >= NEAR for far, _ in row):
        return range(len(cards))
    return sorted(range(len(cards)), key=lambda place: (row[place][1], cards[place][0]))


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
