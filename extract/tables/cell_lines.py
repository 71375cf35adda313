"""Do two lines say two things? What tells, in a text wrapped in its cells, that a line is no rest of the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import is_open
from extract.headers import STRONG
from extract.tables.header_runs import FEWEST
from extract.tables.sections import SURE
from model import Meanings

PLAIN_LEAD = 0.8
"""How plainly two lines together must be a lead, of which one alone would be a heading: "Planning Policy", "Manager"."""
LONGEST_TIME, PLAIN_TIME = 60, 0.9
"""Characters of a line that is a time and nothing else, and how plainly it must be one."""
WHOLE, MOST_PIECES = 0.95, 4
"""How well a header must be known that stands alone over several lines, and its most lines."""


@dataclass(frozen=True, slots=True)
class CellLines:
    """What the lines of a text say by themselves."""

    meanings: Meanings
    headers: frozenset[str]
    """Lines that are headers among others: alone, "Partnerships" may be the end of a lead."""
    torn: frozenset[tuple[str, str]]
    """Lines right above one another that are pieces of one header: "Target", "date"."""

    @staticmethod
    def of(lines: Sequence[str], meanings: Meanings) -> CellLines:
        """What the lines of one text say."""
        lines = [line.strip() for line in lines]
        return CellLines(meanings, _header_lines([line for line in lines if line], meanings), frozenset(_torn_headers(lines, meanings)))

    def is_time(self, line: str) -> bool:
        """Whether a line is a time and nothing else."""
        return len(line) <= LONGEST_TIME and self.meanings.content(line.strip()).get("timescale", 0.0) >= PLAIN_TIME

    def parts(self, above: str, line: str) -> bool:
        """Whether one of two lines is a header, a heading, a number or a time that the other has no part in."""
        above, line = above.strip(), line.strip()
        if (above, line) in self.torn:
            return False
        if self.is_time(line) or self.is_time(above):
            return not self.is_time(f"{above} {line}") and not self._is_torn_time(above, line)
        lead = self.meanings.content(f"{above} {line}").get("lead", 0.0) >= PLAIN_LEAD
        named = sum(each in self.headers for each in (above, line))
        if named or is_ref(above) or is_ref(line):
            return not (named == 1 and lead)
        return any(self._is_heading(each) for each in (above, line)) and not lead

    def _is_torn_time(self, above: str, line: str) -> bool:
        """Whether a time goes on with the text that broke off before it: "took place in", "November 2024."; "… in November", "2024."."""
        if self.is_time(above):
            return False
        return above[-1:].isalpha() and is_open(above) or line[:1].isdigit() and self.is_time(f"{above.split()[-1]} {line}")

    def _is_heading(self, line: str) -> bool:
        reading = self.meanings.heading(line)
        return reading is not None and reading.score >= SURE


def _header_lines(lines: Sequence[str], meanings: Meanings) -> frozenset[str]:
    readings = [meanings.header(line) if len(line) <= LONGEST_TIME else None for line in lines]
    known = [reading is not None and reading.score >= STRONG for reading in readings]
    runs = [at for at in range(len(lines)) if all(known[at : at + FEWEST]) and at + FEWEST <= len(lines)]
    return frozenset(line for at in runs for line in lines[at : at + FEWEST])


def _torn_headers(lines: Sequence[str], meanings: Meanings) -> Iterator[tuple[str, str]]:
    """The lines that stand alone between white space and together are a header."""
    waiting: list[str] = []
    for line in [*lines, ""]:
        if line:
            waiting.append(line)
            continue
        text = " ".join(waiting)
        if 1 < len(waiting) <= MOST_PIECES and len(text) <= LONGEST_TIME:
            reading = meanings.header(text)
            if reading is not None and reading.score >= WHOLE:
                yield from pairwise(waiting)
        waiting = []
