"""Cards that are set without lines: labels that come again down one edge, or two, and their values beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.columns import is_ref
from extract.geometry import hull
from extract.headers import LONGEST_UNKNOWN, STRONG
from extract.tables.printed.heads import GUTTER, TALLEST
from extract.tables.printed.lines import PrintedLine, page_lines, phrases, read_paragraphs, usual_pitch
from extract.tables.printed.loose_lines import line_blocks
from model import Cell, Meanings, Page, Place, Strip

NEAR = 3.0
"""Points within which labels, or values, begin at one place."""
FEWEST, KINDS = 5, 3
"""Labels of a page, and different ones, from which it may print cards."""
MOSTLY = 0.6
"""Share of the texts at the labels' edge that must be labels, and of the labels' lines that must have a value beside them."""
APART = 2.0
"""Font sizes of white above a line from which it goes on with no card."""
COUNTS = " :0123456789."
"""What numbers a label, with a letter behind it, and what ends it: "Action 2.1b:"."""


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where labels and values begin, by turns, from left to right."""

    starts: tuple[float, ...]
    again: frozenset[str] = frozenset()
    """Texts that come again at the first edge with a value beside them: labels too, though no header is known to read so."""

    def at(self, x: float) -> int:
        """The column that a text begins in."""
        return max((index for index, start in enumerate(self.starts) if start <= x + NEAR), default=0)


@dataclass(slots=True)
class _Row:
    """A line of a card while it is read: by column the printed lines of its cell."""

    cells: dict[int, list[PrintedLine]] = field(default_factory=dict)

    @property
    def foot(self) -> PrintedLine:
        """Its lowest line."""
        return max((line for lines in self.cells.values() for line in lines), key=lambda line: line.base)


def read_cards(page: Page, meanings: Meanings) -> tuple[Strip, ...] | None:
    """The page's strips with one for each label of a card or each two side by side; None where it prints no cards."""
    lines = [line for line in page_lines(page) if line.words[0].upright]
    parted = [phrases(line, GUTTER) for line in lines]
    edges = _find_edges(parted, meanings)
    if edges is None:
        return None
    groups: list[_Row | list[PrintedLine]] = []
    for line, own in zip(lines, parted, strict=True):
        before = groups[-1] if groups else None
        at_edge = abs(own[0].box[0] - edges.starts[0]) <= NEAR
        if isinstance(before, _Row) and _goes_on(before, own, edges, meanings):
            _place(before, own, edges)
        elif at_edge and (_text(own[0]) in edges.again or _is_label(own[0], meanings) or _is_numbered(own, edges)):
            groups.append(_Row())
            _place(groups[-1], own, edges)
        elif isinstance(before, list):
            before.append(line)
        else:
            groups.append([line])
    return tuple(_strips(groups, page, edges, meanings))


def _find_edges(parted: Sequence[Sequence[PrintedLine]], meanings: Meanings) -> _Edges | None:
    """The edges of labels and values; None where too few labels come again at one edge with a value beside them."""
    printed = Counter(_text(own[0]) for own in parted)
    again = [own for own in parted if printed[_text(own[0])] > 1]
    if len(again) < FEWEST or sum(_is_label(own[0], meanings) for own in again) < FEWEST:
        return None
    labels = [own for own in parted if _is_label(own[0], meanings)]
    first = _commonest([own[0].box[0] for own in labels])
    at_edge = [own for own in parted if abs(own[0].box[0] - first) <= NEAR and labels[0][0].base <= own[0].base <= labels[-1][0].base]
    labels = [own for own in at_edge if _is_label(own[0], meanings)]
    across = min((own[1].box[0] for own in labels if len(own) > 1), default=0.0)
    at_edge = [own for own in at_edge if own[0].box[2] <= across or _is_label(own[0], meanings)]  # an action stands over labels and values
    texts = Counter(_text(own[0]) for own in labels)
    repeated = sum(times for times in texts.values() if times > 1)
    more = [own for own in labels if len(own) > 3 and _is_label(own[2], meanings)]
    second_labels = Counter(_text(own[2]) for own in more)
    in_pairs = len(more) > 1 and max(second_labels.values()) > 1
    kinds = len(texts.keys() | second_labels.keys()) if in_pairs else len(texts)
    if repeated < FEWEST or kinds < KINDS or repeated < MOSTLY * len(labels) or len(labels) < MOSTLY * len(at_edge):
        return None
    beside = [own for own in labels if len(own) > 1 and not _is_label(own[1], meanings)]
    if len(beside) < MOSTLY * len(labels):
        return None
    second = _commonest([own[1].box[0] for own in beside])
    starts = [first, second]
    if in_pairs:
        starts += [_commonest([own[2].box[0] for own in more]), _commonest([own[3].box[0] for own in more])]
    valued = Counter(_text(own[0]) for own in at_edge if len(own) > 1 and abs(own[1].box[0] - second) <= NEAR)
    return _Edges(tuple(starts), frozenset(text for text, times in valued.items() if times > 1)) if starts == sorted(starts) else None


def _commonest(starts: Sequence[float]) -> float:
    return max(starts, key=lambda x: (sum(abs(x - other) <= NEAR for other in starts), -x))


def _text(line: PrintedLine) -> str:
    bare = line.text.rstrip(COUNTS)
    return (bare[:-1].rstrip(COUNTS) if bare[-2:-1].isdigit() else bare).casefold()


def _is_label(line: PrintedLine, meanings: Meanings) -> bool:
    """Whether a text names a column; one that begins small, without a colon, is the rest of a cell: "review"."""
    if line.text[0].islower() and line.text[-1] != ":":
        return False
    texts = line.text.rstrip(" :"), _text(line).capitalize()
    return len(line.text) <= LONGEST_UNKNOWN and any(_is_header(text, meanings) for text in texts)


def _is_header(text: str, meanings: Meanings) -> bool:
    reading = meanings.header(text)
    return reading is not None and reading.score >= STRONG


def _is_numbered(own: Sequence[PrintedLine], edges: _Edges) -> bool:
    """Whether a line is a card's number where labels stand and its action where values do."""
    return len(own) == 2 and abs(own[1].box[0] - edges.starts[1]) <= NEAR and is_ref(own[0].text)


def _place(row: _Row | list[PrintedLine], own: Sequence[PrintedLine], edges: _Edges) -> None:
    if isinstance(row, _Row):
        for phrase in own:
            row.cells.setdefault(edges.at(phrase.box[0]), []).append(phrase)


def _goes_on(row: _Row, own: Sequence[PrintedLine], edges: _Edges, meanings: Meanings) -> bool:
    """Whether a line is the rest of a card's line above it: of its values, or of a label that is broken over two lines."""
    foot = row.foot
    if own[0].base - foot.base > APART * own[0].size or abs(own[0].size - foot.size) > 0.15 * foot.size:
        return False
    if edges.at(own[0].box[0]) > 0:
        return True
    label = row.cells.get(0, [])
    whole = " ".join([*(line.text for line in label), own[0].text]).rstrip(" :")
    rest = len(own) == 1 and _text(own[0]) not in edges.again
    return rest and 0 < len(label) < TALLEST and own[0].bold == label[0].bold and _is_header(whole, meanings)


def _strips(groups: Sequence[_Row | list[PrintedLine]], page: Page, edges: _Edges, meanings: Meanings) -> Iterator[Strip]:
    rows = [group for group in groups if isinstance(group, _Row)]
    pitch = usual_pitch([lines for row in rows for lines in row.cells.values()])
    columns = range(len(edges.starts))
    rights = [max((line.box[2] for row in rows for line in row.cells.get(column, ())), default=0.0) for column in columns]
    gap = 1
    for group in groups:
        if isinstance(group, _Row):
            own = group.cells
            cells = tuple(Cell(read_paragraphs(own.get(column, ()), page.number, rights[column], pitch)) for column in columns)
            box = hull(line.box for lines in group.cells.values() for line in lines)
            yield Strip(cells, Place(page=page.number, box=box), gap=gap)
            gap = 0
            continue
        gap = 1
        for _, strips in line_blocks(group, page, meanings):
            yield from (replace(strip, gap=1) for strip in strips)
