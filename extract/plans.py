"""Pages to plans: every stage reads the document in its own way, and the reading whose columns mean most is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extract.agreement import agreement, most_agreement
from extract.best_reading import BETTER, DOUBTED, FEWEST_ROWS, NONE_YET, Best, best_reading
from extract.drafts import DraftPart
from extract.foreign.rows import Read, own_parts
from extract.foreign.unprinted import lists_items, reads_as_plan
from extract.markup import strip_marks
from extract.paper.several import cut_papers
from extract.paper.workbooks import fronts_of, join_sheets, words_aside
from extract.papers import part_papers, shows_cells, without_papers
from extract.row.action_numbers import number_actions, part_numbers
from extract.row.cell_labels import part_labelled
from extract.row.joint_labels import part_joint
from extract.row.scan_scores import lower_scores
from extract.stitch import stitch
from extract.tables import bare_lists, blocks, closed_cells, delimited, fixed, flattened, label_lists, markdown, run_on, slashed, trailing
from extract.tables.cards import read_cards
from extract.tables.headless import with_header, with_names
from extract.tables.ruled import STAGE as RULED
from model import Line, Meanings, Page, Paragraph, Part, Place, Row, Script, Sheet, Stray

Stages = tuple[Callable[[Sequence[Page], Meanings], Sheet | None], ...]
STAGES: Stages = (
    delimited.read,
    closed_cells.read,
    markdown.read,
    fixed.read,
    blocks.read,
    label_lists.read,
    trailing.read,
    slashed.read,
    flattened.read,
    run_on.read,
)
"""Every way a text can hold a plan, the plainest first: of equal readings the earlier is kept."""
DECODED = (blocks.read, label_lists.read, trailing.read, slashed.read, flattened.read, run_on.read)
"""Those that ask nothing of what parts the cells."""
LABELLED = (blocks.read, label_lists.read, trailing.read)
"""Those that take no line for one cell."""
SIDE_BY_SIDE, FEWEST_BESIDE = 3, 3
"""Cells of a printed line, and such lines, from which no line of the page is a cell by itself."""
PARTED = (delimited.read, markdown.read)
"""Those whose texts say themselves where a cell ends."""
TABLED = 0.4
"""Share of the text that tables must hold for the lines beside them not to be decoded."""
ABOUT = 0.98
"""Share of the worth of a whole reading from which that of its papers each for itself is as good."""
FEWEST_LINES = 12
"""Printed lines from which what a reading leaves over is read again."""
SURE = 0.8
"""Share of the agreement that its columns promise from which a reading is not doubted."""


def find_plans(script: Script, meanings: Meanings) -> tuple[Part, ...]:
    """Every plan of a document in its own words; empty where no reading of it is an action plan."""
    found = _read_text(script.lines, meanings) if script.pages else []
    found += _read_groups(script, meanings)
    found = own_parts(found, meanings) or _read_bare(script.lines, meanings)
    lines = script.lines if script.pages else without_papers(script.lines, found, meanings)
    owned = zip(found, _own_lines(lines, found), strict=True)
    return tuple(_finish(part, lower_scores(rows, script.scans), own, meanings) for (part, rows), own in owned)


def _read_groups(script: Script, meanings: Meanings) -> list[Read]:
    """The plans of each stretch; sheets of a workbook that hold none say whose it is, and what the signs of the others mean."""
    found: list[Read] = []
    above: list[Paragraph] = []
    keys: list[DraftPart] = []
    aside: list[Stray] = []
    for group in script.groups:
        read = _read_papers(group, script.lines if len(script.groups) == 1 else (), meanings)
        found += read
        if not read and len(script.groups) > 1:
            keys.append(stitch(group[0], meanings))
            (found[-1][0].strays if found else aside).extend(words_aside(group[0], meanings))
            above += [] if found else fronts_of(group[0], meanings)
    for part, _ in found[:1]:
        part.strays += aside
    found = join_sheets(found, meanings) if len(script.groups) > 1 else found
    for part, _ in found:
        part.heading += above
        part.legend += [paragraph for key in keys for paragraph in key.legend]
        part.glossary += [entry for key in keys for entry in key.glossary]
    return found


def _read_bare(lines: Sequence[Line], meanings: Meanings) -> list[Read]:
    """The plan of a paper that lists its actions and names nobody and no time beside them; each row says so."""
    sheet = bare_lists.read(lines, meanings)
    read = best_reading([sheet], meanings).read if sheet is not None else []
    return [(part, tuple(replace(row, flags=tuple(sorted({*row.flags, bare_lists.FLAG}))) for row in rows)) for part, rows in read]


def is_sure(parts: Sequence[Part], meanings: Meanings) -> bool:
    """Whether plans were found and the columns of each say what their headers promise."""
    return bool(parts) and all(agreement(part.rows, meanings) >= min(DOUBTED, SURE * most_agreement(part.columns)) for part in parts)


def _read_papers(group: Sequence[Sheet], lines: Sequence[Line], meanings: Meanings) -> list[Read]:
    """The plans of one stretch, those of its papers each for itself where that means more, or as much where each says whose it is."""
    whole = _read_group(group, lines, meanings)
    first = next(iter(group), None)
    papers = cut_papers(first, lines, meanings) if lines and first is not None else []
    each = [_read_group((paper.sheet,), paper.lines, meanings) for paper in papers]
    if sum(map(bool, each)) < 2:
        return whole
    apart = [one for read in each for one in read]
    named = all(paper.named for paper, read in zip(papers[1:], each[1:], strict=True) if read)
    if _worth(apart, meanings) < _worth(whole, meanings) * (ABOUT if named else BETTER):
        return whole
    for paper, read in zip(papers, each, strict=True):
        _put_aside(() if read else paper.lines, apart)
    return apart


def _worth(read: Sequence[Read], meanings: Meanings) -> float:
    return sum(agreement(rows, meanings) * len(rows) for _, rows in read)


def _read_group(group: Sequence[Sheet], lines: Sequence[Line], meanings: Meanings) -> list[Read]:
    """The plans of one stretch: of its own tables, or of its lines where the tables do not answer for most of it."""
    best = best_reading((read_cards(sheet, meanings) or sheet for sheet in group), meanings)
    if not best.read and (headless := _read_headless(group, meanings)):
        return headless
    if not lines or best.sure or _answers_for(best.read, lines, meanings):
        return best.read
    papers = part_papers(lines, meanings)
    aside = [paper for paper in papers if paper.other and not _decode(paper.lines, meanings).read] if len(papers) > 1 else []
    own = [line for paper in papers if not any(paper is other for other in aside) for line in paper.lines]
    decoded = _decode(own or lines, meanings, best, LABELLED if _prints_cells(group) else DECODED).read
    _put_aside([line for paper in aside for line in paper.lines] if decoded is not best.read else (), decoded)
    return decoded


def _read_headless(group: Sequence[Sheet], meanings: Meanings) -> list[Read]:
    """The plans of tables without a header, or with one in words of their own, where a document, a text or drawn lines part the cells."""
    told = group if len(group) == 1 else [sheet for sheet in group if sheet.stage == RULED]
    if len(told) != 1:
        return []
    if (headed := with_header(told[0], meanings)) is not None:
        read = best_reading([headed], meanings).read
    else:
        named = with_names(told[0], meanings)
        read = best_reading(told, named).read if named is not None else []
    kept = [(part, rows) for part, rows in read if len(rows) > FEWEST_ROWS and reads_as_plan(rows, meanings)]
    return [(part, rows) for part, rows in kept if not lists_items([line.text for line in part.heading], (), rows, meanings)]


def _prints_cells(group: Sequence[Sheet]) -> bool:
    """Whether pages print rows of cells side by side: each of their lines then holds several cells, whatever header they stand below."""
    printed = (strip for sheet in group for strip in sheet.strips if strip.place.page is not None and not strip.loose)
    return sum(len(strip.filled) >= SIDE_BY_SIDE for strip in printed) >= FEWEST_BESIDE


def _decode(lines: Sequence[Line], meanings: Meanings, best: Best = NONE_YET, stages: Stages = DECODED) -> Best:
    """What the stages that ask nothing of what parts the cells make of lines; `best` where none of them is better."""
    pages = (Page(lines=tuple(lines)),)
    return best_reading((sheet for stage in stages if (sheet := stage(pages, meanings)) is not None), meanings, best)


def _answers_for(read: Sequence[Read], lines: Sequence[Line], meanings: Meanings) -> bool:
    """Whether tables hold enough of the text, in columns that agree well enough, that loose lines can tell no better."""
    held = sum(len(cell.text) for _, rows in read for row in rows for _, cell in row.cells)
    return held >= TABLED * sum(len(line.text) for line in lines) and all(agreement(rows, meanings) >= DOUBTED for _, rows in read)


def _read_text(lines: Sequence[Line], meanings: Meanings) -> list[Read]:
    """The plans of a text, read apart from papers of another kind that stand in it, where these hold none."""
    own: list[list[Line]] = []
    apart: list[Line] = []
    fresh = True
    for paper in part_papers(lines, meanings):
        if paper.other and not shows_cells(paper, meanings) and not _read_lines(paper.lines, meanings):
            apart, fresh = apart + paper.lines, True
        elif fresh:
            own.append(paper.lines)
            fresh = False
        else:
            own[-1].extend(paper.lines)
    found = [read for each in own for read in _read_lines(each, meanings)]
    _put_aside(apart, found)
    return found or (_read_lines(lines, meanings) if apart else [])


def _put_aside(lines: Iterable[Line], found: Sequence[Read]) -> None:
    """Gives the lines of papers of another kind to the first plan beside them as what belongs to no cell of it."""
    told = [Stray(text, Place(line=line.number), "other_paper", furniture=True) for line in lines if (text := line.text.strip())]
    if found:
        found[0][0].strays += told


def _read_lines(lines: Sequence[Line], meanings: Meanings) -> list[Read]:
    """The plans of a text. What the best reading leaves over, above or below, is read again: the next plan may be printed another way."""
    pages = (Page(lines=tuple(lines)),)
    stages = [stage for stage in STAGES if stage not in DECODED] if closed_cells.are_closed(lines) else STAGES
    found = best_reading((sheet for stage in stages if (sheet := stage(pages, meanings)) is not None), meanings).read
    if not found:
        parted = (sheet for stage in PARTED if (sheet := stage(pages, meanings)) is not None)
        return next((read for sheet in parted if (read := _read_headless((sheet,), meanings))), [])
    first = min(_top(part, rows) for part, rows in found)
    last = max(row.place.line_end or 1 for _, rows in found for row in rows)
    above, below = [line for line in lines if line.number < first], [line for line in lines if line.number > last]
    if _may_hold_plan(above) and (earlier := _read_lines(above, meanings)):
        end = max(row.place.line_end or 1 for _, rows in earlier for row in rows)
        return earlier + _read_lines([line for line in lines if line.number > end], meanings)
    if _may_hold_plan(below) and (later := _read_lines(below, meanings)):
        start = _first_line(later[0][0], later[0][1], lines)
        return _read_lines([line for line in lines if line.number < start], meanings) + later
    return found


def _top(part: DraftPart, rows: Sequence[Row]) -> int:
    """The line that a plan's table begins with: its header's, where one is printed above the rows."""
    heads = [stray.place.line for stray in part.strays if stray.why == "header" and stray.place.line is not None]
    return min([row.place.line or 1 for row in rows] + heads)


def _may_hold_plan(lines: Sequence[Line]) -> bool:
    return sum(bool(line.text.strip()) for line in lines) >= FEWEST_LINES


# -- finishing -----------------------------------------------------------------------------------------------------------------


def _own_lines(lines: Sequence[Line], read: Sequence[Read]) -> list[tuple[Line, ...]]:
    """The lines of each plan: from its first strip to the next plan's, all of the document where there is but one."""
    if not read:
        return []
    firsts = [_first_line(part, rows, lines) for part, rows in read]
    firsts = [_below_other(first, firsts[:index], read[index][0], lines) for index, first in enumerate(firsts)]
    ends = [rows[-1].place.page_end or rows[-1].place.page for _, rows in read]
    lasts = [max((line.number for line in lines if line.page == end), default=0) for end in ends]
    bounds = [*firsts, float("inf")]
    own = []
    for index, (lower, upper) in enumerate(zip(bounds, bounds[1:], strict=False)):
        paged = read[index][1][0].place.page is not None
        lower = lower if paged or index else 0
        own.append(tuple(line for line in lines if lower <= line.number < upper and (not paged or line.number <= lasts[index])))
    return own


def _below_other(first: float, before: Sequence[float], part: DraftPart, lines: Sequence[Line]) -> float:
    """Where a plan begins on a page on which another does: with its heading's first line."""
    if first not in before or not part.heading:
        return first
    return next((line.number for line in lines if line.number > first and line.text.strip() == part.heading[0].text.strip()), first)


def _first_line(part: DraftPart, rows: Sequence[Row], lines: Sequence[Line]) -> float:
    """The number of the line that a plan begins with: its heading's, else its first row's; of a page the page's first."""
    places = [paragraph.place for paragraph in part.heading] + [rows[0].place]
    page = min((place.page for place in places if place.page is not None), default=None)
    if page is not None:
        return min((line.number for line in lines if line.page == page), default=1)
    return min((place.line for place in places if place.line is not None), default=1)


def _finish(part: DraftPart, rows: tuple[Row, ...], own: Sequence[Line], meanings: Meanings) -> Part:
    rows, joint, halves = part_joint(rows, meanings)
    rows, labels, columns = part_labelled(rows, meanings)
    return Part(
        heading=tuple(part.heading),
        rows=part_numbers(number_actions(rows)),
        columns=(*part.columns, *halves, *columns),
        glossary=tuple(part.glossary),
        legend=tuple(part.legend),
        strays=(*part.strays, *joint, *labels),
        tables=max(1, part.tables),
        lines=tuple(Line(line.number, text) for line in own if (text := strip_marks(line.text).replace("|", " ")).strip()),
    )
