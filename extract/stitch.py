"""A sheet's strips, read in order: headers set the columns, headings open levels, lines become rows, the rest finds its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.column.dated_progress import tell_dated
from extract.column.ticks import tell_ticks
from extract.drafts import DraftPart
from extract.flow import ENDED
from extract.foreign.other_tables import AHEAD, OtherTables
from extract.header.again import repeated_header
from extract.header.frames import settled_frames
from extract.header.lines import join_header_lines, spanning_cells
from extract.headers import Frame, is_bold
from extract.heading.banners import (
    OPENING,
    counted_level,
    explains,
    is_note,
    list_below,
    may_head_rows,
    named_at_length,
    names_a_list,
    section_level,
    stands_alone,
)
from extract.heading.levels import describes, heads_action, join_numbers, numbered, stands_below
from extract.heading.section_lines import Around, heads_table, marks_page, opens_section, year_section
from extract.heading.sections import section_heads
from extract.paper.fronts import told_in_front
from extract.paper.keys import LONGEST_KEY, is_key, spells_out
from extract.paper.running import part_running
from extract.row.kinds import tell_kinds
from extract.row.labels import Lent, add_labelled, find_labels, lend, lent_to_table, was_beside
from extract.rows import add_line, finish_last_cell, goes_on_beside, run_into_header
from extract.tables import ruled
from extract.tables.colours import tell_colours
from extract.titled_tables import take_titles
from model import Cell, Column, HeadingReading, Level, Meanings, Paragraph, Sheet, Stray, Strip

KEY = 0.7
"""Likeness from which a line beside the tables is a printed key."""
OWN_CELLS = frozenset({"docx", "html", "sheet", ruled.STAGE})
"""Stages of documents that say or draw themselves where a cell ends: a banner is never cut in two."""
LONGEST_BANNER = 200
"""Characters; a longer line alone in a table is text, no banner; one that its level's word and number open may be twice as long."""


def stitch(sheet: Sheet, meanings: Meanings) -> DraftPart:
    """Everything of one sheet: rows under their levels, and every strip that is no row in a place of its own."""
    own, aside = part_running(sheet.strips, meanings)
    plain = take_titles(join_numbers(own, meanings), meanings)
    joined = join_header_lines(plain, meanings)
    meanings, dated = tell_dated(joined, meanings)
    ticked, meanings = tell_ticks(joined, meanings)
    strips = tell_colours(ticked, meanings)
    frames = settled_frames(strips, meanings)
    strips, frames, others = tell_kinds(strips, frames, meanings)
    part = DraftPart(sheet.stage, dated=dated, strays=others)
    labels, beside = find_labels(strips, frames, meanings)
    strips, heads = section_heads(strips, frames, beside, meanings)
    reader = _Reader(part, meanings, sheet.headed or bool(heads), heads, labels)
    for index, strip in enumerate(strips):
        ahead = strips[index + 1 : index + AHEAD]
        reader.read(strip, frames.get(index), [each for each in ahead if id(each) not in beside] if beside else ahead)
    part.heading += part.levels.above(part.rows[0].priority if part.rows else None)
    part.strays += [Stray(cell.text, place, "header", furniture=True) for cell, place in spanning_cells(plain, joined)]
    part.strays += [Stray(strip.text, strip.place, "running_line", furniture=True) for strip in aside]
    return part


class _Reader:
    """Reads strips in order into one part; what it holds is where in the paper it stands."""

    def __init__(self, part: DraftPart, meanings: Meanings, headed: bool, heads: frozenset[int], labels: Mapping[str, Column]) -> None:
        self.part, self.meanings, self.headed, self.heads, self.labels = part, meanings, headed, heads, labels
        self.frame: Frame | None = None
        self.mode = "front"
        self.expects_description = self.broken = self.crowned = False
        self.bannered = False  # a strip that opens a priority inside a table may be explained by the next
        self.others, self.lent = OtherTables(meanings), Lent()

    def read(self, strip: Strip, frame: Frame | None, ahead: Sequence[Strip]) -> None:
        """Takes one strip to where it belongs; one without a word has no place."""
        if not strip.filled or strip.furniture or self._is_button(strip):
            return self._furniture(strip, "header" if strip.furniture else "running_line")
        bannered, self.bannered = self.bannered, False
        if self.frame is not None and self._repeats(strip):
            self.mode, self.broken = "table", True
            self.others.leave(strip, by_header=True)
        elif frame is not None:
            self._open_table(strip, self._under_heading(frame, ahead))
            self.others.leave(strip, by_header=True)
        elif self._belongs_beside(strip, ahead, bannered):
            pass
        elif strip.loose:
            self._loose(strip, ahead)
            self.others.leave(strip)
        elif self._is_other(strip, ahead):
            self.mode = self.others.kind
            self._aside(strip)
        elif self.mode == "glossary" or spells_out(strip, ahead):
            self.part.glossary.append(tuple(cell.text for cell in strip.cells if cell))
        elif self.mode == "legend" and len(strip.filled) == 2:
            self.part.legend.append(Paragraph(" = ".join(cell.text for cell in strip.cells if cell), strip.place))
        elif is_key(strip, self.part.legend, self.meanings):
            self.part.legend.append(Paragraph(strip.text, strip.place))
        elif (banner := names_a_list(strip, self.meanings) or self._banner(strip, ahead)) is not None:
            self._open_level(banner, strip, beneath=bannered and self.part.stage in OWN_CELLS)
            self.bannered = self.part.levels.objective is None
        elif self.frame is not None and self.mode not in ("closing", "legend") and not is_note(strip, ahead, self.frame):
            self.mode = "table"
            lend(self.part, add_line(self.part, strip, self.frame, self.meanings, self.broken), self.lent.said)
            self.broken = self.expects_description = False
        elif self.frame is None and len(strip.filled) == 1:
            for paragraph in strip.cells[strip.filled[0]].paragraphs:
                self._loose(replace(strip, cells=(Cell((paragraph,)),), loose=True), ahead)
        else:
            self._aside(strip)

    def _is_button(self, strip: Strip) -> bool:
        reading = self.meanings.heading(strip.text) if len(strip.filled) == 1 else None
        return reading is not None and reading.word == "button"

    def _belongs_beside(self, strip: Strip, ahead: Sequence[Strip], bannered: bool) -> bool:
        """Whether a line was added to what stands by it: a sentence explains a banner, a labelled line says more of a row or a table."""
        if (lent := lent_to_table(strip, ahead, self.labels, self.meanings)) is not None:
            self.lent.add(*lent, len(self.part.rows))
            self._furniture(strip, "label")
            return True
        if was_beside(strip):
            self._aside(strip)
            return True
        if bannered and not describes(strip, self.meanings) and self.part.levels.goes_on(strip):
            self.part.levels.extend_priority(strip.cells[strip.filled[0]])
            self.bannered = True
            return True
        if bannered and explains(strip) and not describes(strip, self.meanings):
            self.part.levels.describe(strip.text, strip.place)
            return True
        added = self.frame is not None and self.mode == "table" and add_labelled(self.part, strip, self.frame, self.labels)
        self.broken |= added
        return added

    def _is_other(self, strip: Strip, ahead: Sequence[Strip]) -> bool:
        """Whether a table's line belongs to another table than the plan's."""
        if self.frame is None or self.mode not in ("table", "other"):
            self.others.leave(strip)
            return False
        return self.others.holds(strip, ahead, self.frame)

    def _repeats(self, strip: Strip) -> bool:
        assert self.frame is not None  # noqa: S101  # callers ask only where a table is open
        same, rest = repeated_header(strip, self.frame, self.meanings)
        if same:
            self.expects_description = False
            run_into_header(self.part, rest, strip, self.meanings)
            self._furniture(strip, "repeated_header")
        return same

    def _open_table(self, strip: Strip, frame: Frame) -> None:
        if self.frame is None or frame.columns != self.frame.columns or self.mode != "table":
            self.part.tables += 1
        self.part.levels.leave_cells({role for column in frame.columns for role in column.roles})
        for column in frame.columns:
            if column not in self.part.columns:
                self.part.columns.append(column)
        self.frame, self.mode, self.expects_description, self.broken = frame, "table", False, True
        self._furniture(strip, "header")

    def _under_heading(self, frame: Frame, ahead: Sequence[Strip]) -> Frame:
        """The frame with its priority column as the objective's, where a numbered heading above is the priority and says another thing."""
        levels = self.part.levels
        roles = [column.roles for column in frame.columns]
        if levels.priority is None or levels.word is None or ("priority",) not in roles or ("objective",) in roles or not ahead:
            return frame
        level, at = levels.priorities[levels.priority], roles.index(("priority",))
        said = next((cell.text for position, cell in enumerate(ahead[0].cells) if cell and frame.at(position) == at), "")
        own = self.meanings.heading(said)
        again = own is not None and own.kind == "level" and own.word == levels.word and own.ref is not None
        if level.ref is None or not said or said.casefold().endswith(level.text.casefold()) or again:
            return frame  # the column counts the priorities itself: what is open is left from the pages before
        columns = list(frame.columns)
        columns[at] = replace(columns[at], roles=("objective",))
        return replace(frame, columns=tuple(columns))

    def _banner(self, strip: Strip, ahead: Sequence[Strip]) -> HeadingReading | None:
        """A heading that stands alone across a table's line; None where the line is a row."""
        filled = strip.filled
        pieces = [strip.cells[index].text for index in filled]
        if len(set(pieces)) == 1:
            pieces = pieces[:1]
        elif filled[-1] > 2 or filled != tuple(range(filled[0], filled[-1] + 1)) or heads_action(strip, self.frame, self.meanings):
            return None
        text = pieces[0] if len(pieces) == 1 else self.meanings.join(pieces)
        reading = self.meanings.heading(text) if len(text) <= 2 * LONGEST_BANNER else None
        if len(text) > LONGEST_BANNER and (reading is None or None in (reading.word, reading.ref) or len(pieces) > 1):
            return None
        whole = len(pieces) == 1 or len(pieces) == 2 and text != " ".join(pieces)  # a word was cut between two cells
        opened = self.crowned or not self.part.rows and self.part.stage not in OWN_CELLS
        alone = whole and stands_alone(text, strip, ahead, self.frame, self.meanings, opened)
        self.crowned |= alone and opened and (reading is None or reading.word is None)
        headed = bool(self.part.rows) or self.frame is not None
        new = reading is not None and headed and may_head_rows(reading, strip) and not self._said_above(reading.text)
        if reading is not None and (new if alone else reading.score < 0.5):
            reading = None
        counted = counted_level(text.split(maxsplit=1) if alone else pieces, ahead, self.meanings)
        opens = reading is not None and reading.kind in OPENING
        if reading is not None and (reading.kind != "level" or reading.ref is not None or whole) and (opens or counted is None):
            return reading if opens else None
        return counted or (HeadingReading("level", text, score=0.6) if alone else None)

    def _open_level(self, reading: HeadingReading, strip: Strip, beneath: bool = False) -> None:
        levels, self.lent, self.expects_description = self.part.levels, Lent(), False
        if reading.kind in ("glossary", "legend", "closing"):
            self.mode = reading.kind
            self._furniture(strip, reading.kind)
            return
        if reading.kind == "label" and (long := named_at_length(reading, strip, self.part, self.meanings)) is not None:
            reading = long
        if reading.kind == "label":
            said = reading.text if reading.text != strip.text and strip.text.endswith(reading.text) else ""
            self.expects_description = reading.word == "description" and not said
            self.part.levels.describe(said, strip.place)
            self._furniture(strip, "label")
            return
        self._label_of(reading, strip)
        ref, text = (reading.ref, reading.text) if reading.ref or reading.word else numbered(reading.text)
        level = Level(text, ref, None, strip.place)
        if levels.are_above(reading, ref, strip, beneath) or stands_below(strip, self.frame):
            levels.open_objective(level)
        else:
            levels.open_priority(level, reading.word, is_bold(strip))
        levels.describe(list_below(strip, self.meanings), strip.place)

    def _label_of(self, reading: HeadingReading, strip: Strip) -> None:
        """What a heading prints beside its name is furniture: the level's word, or the pieces that a banner was broken into."""
        label = strip.printed or (strip.text if len(strip.filled) > 1 else strip.text[: max(0, strip.text.find(reading.text))])
        if label.strip():
            self.part.strays.append(Stray(label.strip(), strip.place, "label", furniture=True))

    def _loose(self, strip: Strip, ahead: Sequence[Strip]) -> None:
        text, paragraph = strip.text, strip.cells[0].paragraphs[0]
        known, in_key = id(strip) in self.heads, self.mode == "legend" and not paragraph.heading
        reading = year_section(text, known, self.meanings) or self.meanings.heading(text)
        if reading is not None and reading.score < 0.5 and not self._may_open(reading, known, ahead):
            reading = None
        if reading is not None and reading.kind in ("glossary", "legend", "closing", "level", "label"):
            self._open_level(reading, strip)
            self.expects_description |= known and ahead[0].loose and id(ahead[0]) not in self.heads
        elif self.mode == "glossary" and len(text) <= LONGEST_BANNER:
            self.part.glossary.append((text,))
        elif len(text) <= LONGEST_KEY and (in_key or self.meanings.content(text).get("legend", 0.0) >= KEY):
            self.part.legend.append(paragraph)
        elif self.expects_description and self.part.levels.priority is not None:
            self.part.levels.describe(text, strip.place)
        elif not self.part.rows and reading is not None and not (known and reading.kind == "title"):
            self.part.heading.append(paragraph)
        elif reading is not None and (marks_page(reading) or reading.kind == "title" and self._said_above(reading.text)):
            self._furniture(strip, "running_line")
        elif self.mode == "table" and not (known or strip.gap) and goes_on_beside(self.part, text):
            finish_last_cell(self.part, strip)
        elif opens_section(text, ahead, Around(known, self.headed, self.part.tables > 0), self.meanings):
            reading = section_level(text, ahead, self.meanings)
            self._open_level(reading, strip)
            self.expects_description = known and ahead[0].loose and reading.word is None
        elif not self.part.rows:
            self._before_rows(paragraph, strip)
        else:
            self._aside(strip)

    def _may_open(self, reading: HeadingReading, known: bool, ahead: Sequence[Strip]) -> bool:
        """Whether a line that leaves doubt is what it reads as; what heads the paper's tables is no part of its front."""
        return reading.kind != "front" if known else heads_table(reading, ahead, self.frame is not None, self.meanings)

    def _said_above(self, title: str) -> bool:
        """Whether a line above the plan says the same: its title is printed again where the plan goes on."""
        return any(paragraph.text.casefold().strip() == title.casefold().strip() for paragraph in self.part.heading)

    def _before_rows(self, paragraph: Paragraph, strip: Strip) -> None:
        if self.part.levels.priority is not None and self.mode != "front":
            self.part.levels.describe(paragraph.text, strip.place)
            return
        self.part.heading.append(paragraph)
        if len(paragraph.text) > LONGEST_BANNER or ENDED.search(paragraph.text):
            self._furniture(strip, "introduction")

    def _aside(self, strip: Strip) -> None:
        if self.frame is None and self.mode == "front" and not strip.loose and (told := told_in_front(strip, self.meanings)):
            self.part.heading += told
            return
        known = self.mode in ("closing", "legend", "glossary")
        self.part.strays.append(Stray(strip.text, strip.place, self.mode if known else "stray_text", furniture=known))

    def _furniture(self, strip: Strip, why: str) -> None:
        if strip.filled:
            self.part.strays.append(Stray(strip.text, strip.place, why, furniture=True))
