"""One row of a plan to one record: a reader a column, and whatever column is left over goes to `extra`, never lost."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model import NOWHERE, Cell, Column, Lead, Level, Paragraph, Place, Reading, Record, Row, Timescale
from normalise.cells import EMPTY, Cells, lines_of, numbered, place_of, take, texts_of
from normalise.characters import mend, without_note
from normalise.confidence import Read, confidence
from normalise.joint_cells import part_paragraphs
from normalise.lead.words import LeadWords, Mark
from normalise.leads import LeadsRead, read_leads
from normalise.ligatures import restore_ligatures
from normalise.progress import read_progress
from normalise.record_doubts import lead_doubts, status_doubts, time_doubts
from normalise.row_years import with_own_year
from normalise.setting import Setting
from normalise.time.words import TimeWords, squash
from normalise.timescales import read_prose, read_timescale, timescale_likeness

NO_LEVEL = Level("")
PLAIN_TIME = 0.9
"""Likeness from which a paragraph is a time and nothing else."""


@dataclass(frozen=True, slots=True)
class _Who:
    """A lead cell read: the words, the parties."""

    raw: Reading[str] | None
    leads: Reading[tuple[Lead, ...]]
    read: LeadsRead


def read_record(row: Row, ordinal: int, setting: Setting, above: Record | None) -> Record:
    """The record of one printed row; `above` is the one before it, for cells that say "As above"."""
    left: Cells = dict(enumerate(row.cells))
    action = take(left, "action")
    ref = take(left, "ref")
    time, who = _read_when_and_who(left, with_own_year(setting, row))
    outcomes = take(left, "outcomes")
    update, status, rag, completed = read_progress(left, setting, action.text)
    when, who, crossed = _as_above(time, who, action, above)
    flags = {*row.flags, *(time.value.flags if time.value else ()), *who.read.flags, *crossed}
    doubts = (*time_doubts(when, ordinal), *lead_doubts(who.read, ordinal, row.place), *status_doubts(status, ordinal))
    return Record(
        ordinal=ordinal,
        action=_mended(action),
        action_ref=numbered(ref),
        **_levels(row, above),
        outcomes=Reading(
            lines_of(outcomes), tuple([mend(paragraph.text) for paragraph in outcomes.paragraphs]), "paragraphs", place=place_of(outcomes)
        ),
        lead_raw=who.raw,
        leads=who.leads,
        timescale=when,
        completed=completed,
        update=update,
        status=status,
        rag=rag,
        extra=tuple([_extra(column, cell) for column, cell in left.values() if cell]),
        place=row.place,
        stage=row.stage,
        confidence=confidence(row, Read(who.leads, when, status, doubts)),
        flags=tuple(sorted(flags)),
        doubts=doubts,
    )


# -- cells -------------------------------------------------------------------------------------------------------------------


def _mended(cell: Cell) -> Reading[str]:
    printed = lines_of(cell)
    mended = without_note(mend(printed))
    return Reading(printed, mended, "action" if mended == printed else "mended", place=place_of(cell))


def _extra(column: Column, cell: Cell) -> Reading[str]:
    printed = lines_of(cell)
    return Reading(printed, printed, column.header or "(no header)", place=place_of(cell))


def _levels(row: Row, above: Record | None) -> dict[str, Reading[str] | None]:
    """The readings of both levels; a number without its full stop. Rows under one heading share what was read of it."""
    priority, objective = row.priority or NO_LEVEL, row.objective or NO_LEVEL
    described = priority.place if priority.described == NOWHERE else priority.described
    asked = (
        ("priority", priority.text, priority.place),
        ("priority_ref", priority.ref, priority.place),
        ("priority_description", priority.description, described),
        ("objective", objective.text, objective.place),
        ("objective_ref", objective.ref, objective.place),
    )
    return {name: _level(printed, place, getattr(above, name, None)) for name, printed, place in asked}


def _level(printed: str | None, place: Place, above: Reading[str] | None) -> Reading[str] | None:
    if not printed:
        return None
    if above is not None and above.printed == printed and above.place is place:
        return above
    return Reading(printed, mend(printed), "heading", place=place)


# -- when and who ------------------------------------------------------------------------------------------------------------


def _read_when_and_who(left: Cells, setting: Setting) -> tuple[Reading[Timescale], _Who]:
    """Timescale and leads; where one cell holds both, each keeps its own words."""
    index = next((index for index, (column, _) in left.items() if "timescale" in column.roles and "lead" in column.roles), None)
    if index is not None:
        _, cell = left.pop(index)
        if parted := part_paragraphs(cell, setting.base, setting.words):
            timed, named = parted
            return _time_reading(read_timescale(texts_of(timed), setting.base, setting.words.times), timed), _read_who(named, setting)
        read = read_timescale(texts_of(cell), setting.base, setting.words.times, mixed=True)
        words = read.rest
        if not words and "cross_reference" in read.flags:
            words = _said_once(cell.text)
            read = replace(read, raw=words)
        rest = Cell(tuple(Paragraph(text, place_of(cell)) for text in words.split("; ") if text))
        return _time_reading(read, cell), _read_who(rest, setting)
    return _read_when(left, setting), _read_who(_take_lead(left, setting.words.leads), setting)


def _said_once(text: str) -> str:
    """Half of "As above As above", which says it once of the lead and once of the deadline; any other text as it is."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words[:half] == words[half:] else text


def _read_when(left: Cells, setting: Setting) -> Reading[Timescale]:
    said = [(index, column.roles) for index, (column, _) in left.items() if "outcomes" in column.roles]
    at = next((index for index, roles in said if not setting.timed or "timescale" in roles), None)
    if at is not None:
        column, prose = left[at]
        if "timescale" in column.roles and _is_time(prose, setting):
            return _time_reading(read_timescale(texts_of(left.pop(at)[1]), setting.base, setting.words.times), prose)
        return _time_reading(read_prose(texts_of(prose), setting.base, setting.words.times), prose)
    start, due = take(left, "start"), _take_due(left, setting)
    if start and due:
        return _between(start, due, setting)
    read = read_timescale(texts_of(due or start), setting.base, setting.words.times)
    return _time_reading(_onwards(read) if start else read, due or start)


def _is_time(cell: Cell, setting: Setting) -> bool:
    """Whether a cell of a column that may print its dates in prose is a time and nothing else."""
    return bool(cell) and all(timescale_likeness(text, setting.words.times) >= PLAIN_TIME for text in texts_of(cell))


def _take_due(left: Cells, setting: Setting) -> Cell:
    """The cell that says when: of several columns the last time whose header takes the place of another ("Revised date").

    So does any beside a column that says what was planned at first ("Baseline date", "Forecast date") or when a phase is.
    """
    columns = [index for index in left if "timescale" in left[index][0].roles]
    if len(columns) < 2:
        return left.pop(columns[0])[1] if columns else EMPTY
    timed = [(index, _limit(left[index][0].header, setting.words.times)) for index in columns]
    moved = [index for index, limit in timed if limit == "moved"]
    looked = setting.words.times.patterns["review"]
    later = [index for index, limit in timed if limit is None and not looked.search(left[index][0].header.casefold())]
    phased = [index for index, _ in timed if setting.words.times.patterns["phased"].fullmatch(left[index][0].header.casefold())]
    later = [index for index in later if index not in phased]
    planned = later if phased or any(limit == "historic" for _, limit in timed) else []
    for index in (*reversed(moved), *reversed(planned)):
        if left[index][1]:
            read = read_timescale(texts_of(left[index][1]), setting.base, setting.words.times)
            if read.kind not in ("none", "unclear"):
                return left.pop(index)[1]
    return take(left, "timescale")


def _limit(header: str, words: TimeWords) -> str | None:
    """What the words that a header begins with say of a date behind them: that it takes the place of any before it, or did stand first."""
    spelt = header.casefold().split()
    told = (words.limits.get(squash(" ".join(spelt[:last]))) for last in range(len(spelt), 0, -1))
    return next((limit for limit in told if limit in ("moved", "historic")), None)


def _onwards(read: Timescale) -> Timescale:
    """What a column of beginnings says alone: from then on, its end not told."""
    if read.kind not in ("date", "range") or read.start is None or read.edtf is None:
        return read
    return replace(read, kind="range", edtf=f"{read.edtf.split('/')[0]}/..", due=None, rule=f"start_only:{read.rule}")


def _between(start: Cell, due: Cell, setting: Setting) -> Reading[Timescale]:
    """A start column and a completion column as one span of time."""
    first = read_timescale(texts_of(start), setting.base, setting.words.times)
    last = read_timescale(texts_of(due), setting.base, setting.words.times)
    if last.kind == "none":
        return _time_reading(_onwards(first), start)
    whole = replace(
        last,
        raw="; ".join(filter(None, (first.raw, last.raw))),
        kind="range" if first.start and last.due else last.kind,
        edtf=_span(first.edtf, last.edtf),
        start=first.start or last.start,
        due=last.due,
        deadlines=first.deadlines + last.deadlines,
        rule="start_and_completion",
        score=min(first.score, last.score),
        flags=tuple(dict.fromkeys((*first.flags, *last.flags))),
    )
    if whole.start and whole.due and whole.start > whole.due:
        whole = replace(whole, kind="unclear", edtf=None, start=None, due=None, precision=None, rule="start_after_completion", score=0.3)
    return Reading(whole.raw, whole, whole.rule, whole.score, Place.whole((place_of(start), place_of(due))))


def _span(first: str | None, last: str | None) -> str | None:
    if first is None or last is None:
        return last
    return f"{first.split('/')[0]}/{last.split('/')[-1]}"


def _time_reading(read: Timescale, cell: Cell) -> Reading[Timescale]:
    return Reading(read.raw, read, read.rule, read.score, place_of(cell))


def _take_lead(left: Cells, words: LeadWords) -> Cell:
    """The lead's cell; of several columns the one whose header names a lead plainly, the rest stay for `extra`."""
    found = [(index, column.header.casefold()) for index, (column, _) in left.items() if "lead" in column.roles]
    if not found:
        return EMPTY
    found = [pair for pair in found if not any(word in pair[1] for word in words.answering)] or found
    posts = [pair for pair in found if words.marks.get(pair[1].rpartition(" ")[2], 0) & Mark.HEAD]
    works = posts and any(words.marks.get(pair[1], 0) & Mark.TEAM for pair in found)  # "Directorate": where the officer works
    found = posts if works else found
    plain = [index for index, header in found if any(word in header for word in ("lead", "respons", "owner", "who"))]
    return left.pop((plain or [index for index, _ in found])[0])[1]


def _read_who(cell: Cell, setting: Setting) -> _Who:
    read = read_leads(texts_of(cell), setting.parties, setting.words.leads)
    raw = "; ".join(texts_of(cell))
    place = place_of(cell)
    said = Reading(raw, restore_ligatures(raw), "printed", place=place) if raw else None
    return _Who(said, Reading(raw, read.leads, read.rule, read.score, place), read)


def _as_above(time: Reading[Timescale], who: _Who, action: Cell, above: Record | None) -> tuple[Reading[Timescale], _Who, set[str]]:
    """'As above' takes the value above, unless the row only points elsewhere: then it stays unclear."""
    points = time.value is not None and "cross_reference" in time.value.flags
    asked = "cross_reference" in who.read.flags
    if not points and not asked:
        return time, who, set()
    elsewhere = action.text.casefold().startswith(("see ", "as above", "refer to ", "as per "))
    if above is None or elsewhere:
        return time, who, {"cross_reference"}
    if points and time.value is not None and above.timescale.value is not None and above.timescale.value.kind not in ("none", "unclear"):
        time = replace(
            time, value=replace(above.timescale.value, raw=time.value.raw, flags=("cross_reference",)), rule="as_above", score=0.8
        )
    if asked and above.leads.value:
        leads = replace(who.leads, value=above.leads.value, rule="as_above", score=0.8)
        who = replace(who, leads=leads)
    return time, who, {"cross_reference"}
