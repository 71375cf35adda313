"""Text of several papers in one: where a paper of another kind begins before a plan, behind it, or between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.drafts import DraftPart
from extract.flow import ENDED
from extract.markup import HEADING
from model import Line, Meanings, Row

LONGEST = 100
"""Characters of a line that can be a paper's title or stand above it."""
MOST_FRONT = 5
"""Lines of a paper's front among which its title stands."""
MOST_ABOVE = 6
"""Lines, blank ones too, above such a title that can be its own."""
FEWEST = 4
"""Printed lines of a paper; fewer may be cells that only sound like its title."""
CELL, PLAIN, MOST_CELLS = 80, 0.7, 0.2
"""Characters of a line that can be a lead's or a timescale's cell, how plainly, and the share of such lines that shows a plan."""
CALLS = 0.9
"""Likeness from which a line calls to act."""
TITLED = 0.8
"""Score of a title or of a named level ("Objective 1: …") with which a plan begins."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Lines that belong together; `other` where they begin as no plan does."""

    other: bool
    lines: list[Line] = field(default_factory=list)


def part_papers(lines: Sequence[Line], meanings: Meanings) -> list[Paper]:
    """The papers of a text in their order: one, which is no other, where nothing tells that another begins."""
    papers = [Paper(False)]
    for block in _blocks(lines):
        kind = _kind(block, meanings)
        if kind == "paper" or kind == "title" and papers[-1].other:
            papers.append(Paper(kind == "paper", _bodies_above(papers[-1].lines, meanings) if kind == "paper" else []))
        papers[-1].lines.extend(block)
    return [paper for paper in papers if any(line.text.strip() for line in paper.lines)]


def other_lines(lines: Sequence[Line], rows: Iterable[Row], meanings: Meanings) -> frozenset[int]:
    """The numbers of the lines of papers of another kind, in which none of these rows stands; none on printed pages."""
    held = {row.place.line for row in rows}
    papers = part_papers(lines, meanings) if held and None not in held else []
    holds = [any(line.number in held for line in paper.lines) for paper in papers]
    others: set[int] = set()
    for paper, own, follows in zip(papers, holds, (*holds, False)[1:], strict=True):
        if paper.other and not own:
            others.update(line.number for line in paper.lines[: _last_page(paper.lines) if follows else None])
    return frozenset(others)


def _last_page(lines: Sequence[Line]) -> int:
    """Where the last page that a heading opens begins, which may be the front of the paper that follows; the end where none does."""
    turns = (at for at in range(len(lines) - 1, 0, -1) if lines[at].text.startswith(HEADING) and not lines[at - 1].text.strip())
    return next(turns, len(lines))


def without_papers(lines: Sequence[Line], found: Sequence[tuple[DraftPart, Sequence[Row]]], meanings: Meanings) -> Sequence[Line]:
    """The lines without those of papers of another kind, whose words say nothing of the plans beside them."""
    others = other_lines(lines, (row for _, rows in found for row in rows), meanings) if found else ()
    for part, _ in found if others else ():
        part.heading = [paragraph for paragraph in part.heading if paragraph.place.line not in others]
        part.strays = [replace(each, why="other_paper", furniture=True) if each.place.line in others else each for each in part.strays]
    return [line for line in lines if line.number not in others] if others else lines


def shows_cells(paper: Paper, meanings: Meanings) -> bool:
    """Whether what seems another paper may be the rest of a plan: it is short, or many of its lines are a name or a time alone."""
    printed = [text for line in paper.lines if (text := line.text.strip())]
    short = [meanings.content(text) for text in printed if len(text) <= CELL]
    told = sum(max(scores.get(role, 0.0) for role in ("lead", "timescale")) >= PLAIN for scores in short)
    return len(printed) < FEWEST or told > MOST_CELLS * len(printed)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines with the blank ones below them; a line that is marked as a heading begins one too, and others like it go with it."""
    block: list[Line] = []
    for line in lines:
        marked = line.text.startswith(HEADING) and not (block and block[-1].text.startswith(HEADING))
        if block and (marked or not block[-1].text.strip()) and line.text.strip():
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _kind(block: Sequence[Line], meanings: Meanings) -> str | None:
    """Whether another paper (`paper`) or a plan (`title`) begins with these lines; the first of them may say whose it is."""
    fronts = True
    for line in block[:MOST_FRONT]:
        text = line.text.strip("#* \t")
        if not text or len(text) > LONGEST or ENDED.search(text):
            return None
        reading = meanings.heading(text)
        if reading is not None and reading.kind in ("title", "level") and reading.score >= TITLED:
            return "title"
        if reading is not None and reading.word == "paper" and fronts and not _calls(text, meanings):
            return "paper"
        fronts = fronts and reading is not None and reading.kind == "front"
    return None


def _calls(text: str, meanings: Meanings) -> bool:
    """Whether a line calls to do something about a paper, and is no title: "Refresh the medium term financial plan"."""
    return meanings.content(text).get("action", 0.0) >= CALLS and not any(word[0].isupper() for word in text.split()[1:])


def _bodies_above(lines: list[Line], meanings: Meanings) -> list[Line]:
    """Takes the lines right above a title that name whose paper it is from the paper before."""
    at = len(lines)
    for index in range(len(lines) - 1, max(-1, len(lines) - MOST_ABOVE - 1), -1):
        text = lines[index].text.strip()
        reading = meanings.heading(text) if text and len(text) <= LONGEST else None
        if reading is not None and reading.kind == "front":
            at = index
        elif text:
            break
    taken = lines[at:]
    del lines[at:]
    return taken
