"""Which stage reads a printed page best: told by what its columns mean, not by how its lines are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.flow import ENDED
from extract.headers import STRONG, Frame, read_header
from extract.heading.levels import opens_level
from extract.pages.stamps import is_stamp
from extract.tables import aligned, ruled
from extract.tables.printed.columns import Columns
from extract.tables.printed.side_by_side import join_sides
from extract.tables.rivals import Rivals
from model import Cell, Column, Meanings, Page, Paragraph, Sheet, Stray, Strip

MIXED = "mixed"
PLAIN_CELL = 160
"""Characters of a cell that are asked about."""
CROWDED = 0.5
"""What a cell costs that should hold a lead or a timescale and holds something else, or both."""
TELLING_CELL = 0.015
"""What each cell is worth beyond the mean that says what its header promises: rows that ran together have fewer of them."""
HEADED = 0.6
"""Share of a line's words that must be those of headers."""
MOST_LEFT = 24
"""Pages back among which those are looked for whose columns a page may carry on."""
ADDRESS = re.compile(r"@|\bwww\.")
"""What stands at a paper's end, below its tables."""
MARGIN = 0.05
"""How much better the second stage must read a page before it is preferred to the first."""


Drawn = tuple[Strip, ...] | None
"""A page's strips as its lines part them; None where it draws no row of a table, until somebody asks what stands on it."""


def read_pages(pages: Sequence[Page], meanings: Meanings) -> Sequence[Sheet]:
    """The document as each stage reads it, and as the better stage of every page reads it; stages that find no table give nothing.

    Pages without words (pictures, and pages left unread) print nothing here. A stage reads when its sheet is asked for.
    """
    return Rivals(_readings([page for page in pages if page.words], meanings))


def _readings(printed: Sequence[Page], meanings: Meanings) -> Iterator[Sheet]:
    from extract.pages.furniture import drop_furniture  # brings the PDF library in, which the texts' stages do without

    kept, strays = drop_furniture(printed, lambda words: _reads_as_header(words, meanings), lambda text: opens_level(text, meanings))
    titles = [stray for stray in strays if stray.place.page == printed[0].number and not is_stamp(stray.text)] if printed else []
    running = [[_running_strip(stray, page, stray in titles) for stray in strays if stray.place.page == page.number] for page in printed]
    told: list[tuple[Strip, ...]] = []

    def sheet(stage: str, pages: Sequence[tuple[Strip, ...]]) -> Iterator[Sheet]:
        strips = tuple(strip for own, lines in zip(pages, running, strict=True) for strip in _with_running(own, lines))
        if any(map(_holds_table, pages)) and strips not in told:
            told.append(strips)
            yield Sheet(stage, strips)

    found = _drawn_tables(kept, meanings)
    drawn: list[Drawn] = [None] * len(kept)
    if any(page is not None and page.holds_rows(meanings) for page in found):
        drawn = [*join_sides([_whole(tables, page, meanings) for tables, page in zip(found, kept, strict=True)], meanings)]
        yield from sheet(ruled.STAGE, [strips or () for strips in drawn])
    lined = join_sides(halves := _aligned_strips(kept, meanings), meanings)
    better = _are_better(lined, drawn, meanings)
    pages = zip(better, lined, drawn, found, kept, strict=True)
    parted = [two if is_better else one or _whole(tables, page, meanings) for is_better, two, one, tables, page in pages]
    mixed = lined if lined != halves else parted
    yield from sheet(aligned.STAGE if mixed == lined else MIXED, mixed)
    yield from sheet(aligned.STAGE, lined)


def best_of_pages(pages: Sequence[Page], meanings: Meanings) -> tuple[Sheet, ...]:
    """A sheet for each page with words, of the stage that reads it best."""
    printed = [page for page in pages if page.words]
    found = []
    tables, lined = _drawn_tables(printed, meanings), _aligned_strips(printed, meanings)
    drawn = [None if page is None else page.strips() for page in tables]
    for is_better, second, first, page in zip(_are_better(lined, drawn, meanings), lined, drawn, printed, strict=True):
        other = _holds_table(second) and (is_better or not _holds_table(first or ()))
        found.append(Sheet(aligned.STAGE, second) if other else Sheet(ruled.STAGE, first or ruled.read_loose(page, meanings)))
    return tuple(found)


def _whole(drawn: ruled.Drawn | None, page: Page, meanings: Meanings) -> tuple[Strip, ...]:
    """The strips of a page, also where it draws no table."""
    return ruled.read_loose(page, meanings) if drawn is None else drawn.strips()


def _are_better(lined: Sequence[tuple[Strip, ...]], drawn: Sequence[Drawn], meanings: Meanings) -> list[bool]:
    """For each page whether it reads better without its lines.

    So does a page that draws nothing, below one that does, where it opens with the rest of a cell: one cell alone is worth nothing.
    """
    found: list[bool] = []
    worths = zip(_weighed(lined, meanings), _weighed([strips or () for strips in drawn], meanings), strict=True)
    for before, two, one, (second, first) in zip(((), *lined), lined, drawn, worths, strict=False):
        rest = found[-1:] == [True] and not _holds_table(one or ()) and _opens_with_rest(two, before)
        found.append(rest or second > first + MARGIN)
    return found


def _opens_with_rest(strips: Sequence[Strip], before: Sequence[Strip]) -> bool:
    """Whether the first line of a page's table is one cell that begins small, in the midst of what the page before began."""
    first = next((strip for strip in strips if not strip.loose), None)
    if first is None or len(first.filled) != 1 or not first.text[:1].islower() or ADDRESS.search(first.text):
        return False
    (at,) = first.filled
    above = next((strip.cells[at].text for strip in reversed(before) if not strip.loose and at in strip.filled), "")
    return not ENDED.search(above)


def _reads_as_header(words: Sequence[str], meanings: Meanings) -> bool:
    """Whether a line's words are the headers of two columns at least, and little else."""
    roles: set[str] = set()
    known = index = 0
    while index < len(words) and known + len(words) - index >= HEADED * len(words):
        for count in () if words[index][0].islower() else (4, 3, 2, 1):
            reading = meanings.header(" ".join(words[index : index + count])) if index + count <= len(words) else None
            if reading is not None and reading.score >= STRONG:
                roles.update(reading.roles)
                known += count
                index += count - 1
                break
        index += 1
    return index >= len(words) and len(roles) > 1 and known >= HEADED * len(words)


def _running_strip(stray: Stray, page: Page, first: bool) -> Strip:
    """A running line as a strip; the head of the first page may be the paper's only title, so that it is no furniture there."""
    box = stray.place.box
    titled = first and box is not None and box[3] < page.height / 2 and sum(word.isalpha() for word in stray.text.split()) > 1
    return Strip((Cell((Paragraph(stray.text, stray.place),)),), stray.place, loose=True, gap=1, furniture=not titled)


def _with_running(strips: Sequence[Strip], running: Sequence[Strip]) -> list[Strip]:
    heads = [strip for strip in running if not strip.furniture]
    return [*heads, *strips, *(strip for strip in running if strip.furniture)]


def _drawn_tables(pages: Sequence[Page], meanings: Meanings) -> list[ruled.Drawn | None]:
    columns: ruled.Edges | None = None
    found: list[ruled.Drawn | None] = []
    for page in pages:
        drawn, columns = ruled.find_tables(page, meanings, columns, found[-MOST_LEFT:])
        found.append(drawn)
    return found


def _aligned_strips(pages: Sequence[Page], meanings: Meanings) -> list[tuple[Strip, ...]]:
    columns: Columns | None = None
    found = []
    for page in pages:
        strips, columns = aligned.read_page(page, meanings, columns)
        found.append(strips)
    return found


def _holds_table(strips: Sequence[Strip]) -> bool:
    return any(not strip.loose for strip in strips)


def _weighed(pages: Sequence[tuple[Strip, ...]], meanings: Meanings) -> list[float]:
    """What each page's strips are worth; a header holds for the pages after it."""
    frame: Frame | None = None
    found = []
    for strips in pages:
        worth, frame = _worth(strips, frame, meanings)
        found.append(worth)
    return found


def _worth(strips: Sequence[Strip], frame: Frame | None, meanings: Meanings) -> tuple[float, Frame | None]:
    """How well a page's strips read, about -1 to 2, and the header that is open at its foot."""
    fits: list[float] = []
    held = 0
    for strip in strips:
        if strip.loose:
            continue
        found = read_header(strip, meanings)
        held += len(strip.text)
        if found is not None:
            frame = found
        elif frame is not None and len(strip.filled) > 1:
            fits += [_fit(strip.cells[position], frame.columns[frame.at(position)], meanings) for position in strip.filled]
    if not fits:
        return 0.0, frame
    said = held / max(1, sum(len(strip.text) for strip in strips))
    return sum(fits) / len(fits) + said + TELLING_CELL * sum(fit >= 1.0 for fit in fits), frame


def _fit(cell: Cell, column: Column, meanings: Meanings) -> float:
    """How well one cell suits its column: 1 where it says what its header promises, below 0 where it says something else."""
    promised = [role for role in ("lead", "timescale") if role in column.roles]
    if promised:
        texts = [paragraph.text[:PLAIN_CELL] for paragraph in cell.paragraphs]
        contents = [meanings.content(text) for text in texts]
        told = max(content.get(role, 0.0) for content in contents for role in promised)
        crowd = len(promised) == 1 and len(texts) == 1 and len(cell.text) > PLAIN_CELL
        dates = sum(content.get("timescale", 0.0) >= 0.8 for content in contents) if promised == ["timescale"] else 0
        return (1.0 if told >= 0.5 else -CROWDED if told < 0.2 else 0.2) - (CROWDED if crowd or dates > 2 else 0.0)
    if "action" in column.roles:
        first = cell.text[:1]
        return 0.6 if len(cell.text) >= 8 and (first.isupper() or first.isdigit()) else -0.2
    return 0.3 if cell.text[:1].isupper() or cell.text[:1].isdigit() else 0.0
