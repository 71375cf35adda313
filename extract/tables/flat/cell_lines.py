"""Do two lines say two things? What tells, in a text wrapped in its cells, that a line is no rest of the one above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.columns import is_ref
from extract.flow import ENDED, is_open
from extract.headers import STRONG
from extract.tables.flat.header_runs import FEWEST
from extract.tables.flat.sections import SURE
from model import Meanings

PLAIN_LEAD = 0.8
"""How plainly two lines together must be a lead, of which one alone would be a heading: "Planning Policy", "Manager"."""
TORN_LEAD, WHOLE_LEAD, PART_LEAD, LONGEST_LEAD = 0.93, 0.9, 0.3, 60
"""How plainly lines together must be a lead that a narrow cell cut, how plainly one is a lead by itself or a part of one, and their most
characters."""
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

    def is_torn(self, above: str, lines: Sequence[str]) -> bool:
        """Whether the lead or time that one line begins goes on in the next, or in the next two: "Housing Options", "Manager"."""
        line, after = lines[0].strip(), " ".join(map(str.strip, lines[:2]))
        if line[:1].isdigit() and len(above) <= LONGEST_TIME and not self.is_time(above) and self.is_time(f"{above} {line}"):
            return True
        if not above[:1].isupper() or not line[:1].isupper() or len(above) + len(line) > LONGEST_LEAD or ENDED.search(above):
            return False
        if {above, line} & self.headers or is_ref(above) or is_ref(line) or any(map(self.is_time, (above, line, after))):
            return False
        dependent = self.meanings.content(line).get("dependent", 0.0) > 0
        alone = not dependent and not is_open(above) and max(map(self._leads, (line, after))) >= WHOLE_LEAD
        if alone and not PART_LEAD <= self._leads(above) < WHOLE_LEAD:
            return False  # the second is a lead by itself, the first another or the words of another cell
        return any(self._leads(f"{above} {rest}") >= TORN_LEAD for rest in (line, after)[: len(lines)])

    def _leads(self, text: str) -> float:
        return self.meanings.content(text).get("lead", 0.0)

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
