"""One row of a plan to one record: a reader a column, and whatever column is left over goes to `extra`, never lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from model import Cell, Column, Doubt, Lead, Level, Paragraph, Place, Reading, Record, Row, Status, Timescale
from normalise.cells import EMPTY, Cells, lines_of, numbered, place_of, take, texts_of
from normalise.characters import mend, without_note
from normalise.confidence import Read, confidence
from normalise.leads import LeadsRead, read_leads
from normalise.progress import read_progress
from normalise.setting import Setting
from normalise.timescales import TOO_LONG, read_prose, read_timescale

CLAUSE_END = re.compile(r"(?<=[.!?])\s+|\n|;|:\s|\s[-–—]+\s")
SAYS_SOMETHING = re.compile(r"(?<![\w’'])[a-z]{2,}")
"""A word in small letters: a date, a name or a heading has none."""
QUOTES = ".:'\"“”‘’?!()"
NO_LEVEL = Level("")
LONGEST_PHRASE, LONGEST_NAME = 80, 400
"""Characters of a phrase, and of a party's words, that a lexicon may be offered."""


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
    time, who = _read_when_and_who(left, setting)
    outcomes = take(left, "outcomes")
    update, status, rag, completed = read_progress(left, setting, action.text)
    when, who, crossed = _as_above(time, who, action, above)
    flags = {*row.flags, *(time.value.flags if time.value else ()), *who.read.flags, *crossed}
    doubts = (*_time_doubts(when, ordinal), *_lead_doubts(who, ordinal, row.place), *_status_doubts(status, ordinal))
    return Record(
        ordinal=ordinal,
        action=_mended(action, "action"),
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


def _mended(cell: Cell, rule: str) -> Reading[str]:
    printed = lines_of(cell)
    mended = without_note(mend(printed))
    return Reading(printed, mended, rule if mended == printed else "mended", place=place_of(cell))


def _extra(column: Column, cell: Cell) -> Reading[str]:
    printed = lines_of(cell)
    return Reading(printed, printed, column.header or "(no header)", place=place_of(cell))


def _levels(row: Row, above: Record | None) -> dict[str, Reading[str] | None]:
    """The readings of both levels; a number without its full stop. Rows under one heading share what was read of it."""
    priority, objective = row.priority or NO_LEVEL, row.objective or NO_LEVEL
    described = priority.place if priority.described == Place() else priority.described
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
        read = read_timescale(texts_of(cell), setting.base, setting.words.times, mixed=True)
        words = read.rest
        if not words and "cross_reference" in read.flags:
            words = _said_once(cell.text)
            read = replace(read, raw=words)
        rest = Cell(tuple(Paragraph(text, place_of(cell)) for text in words.split("; ") if text))
        return _time_reading(read, cell), _read_who(rest, setting)
    return _read_when(left, setting), _read_who(_take_lead(left, setting.words.leads.answering), setting)


def _said_once(text: str) -> str:
    """Half of "As above As above", which says it once of the lead and once of the deadline; any other text as it is."""
    words = text.split()
    half = len(words) // 2
    return " ".join(words[:half]) if words[:half] == words[half:] else text


def _read_when(left: Cells, setting: Setting) -> Reading[Timescale]:
    prose = next(
        (cell for column, cell in left.values() if "outcomes" in column.roles and (not setting.timed or "timescale" in column.roles)), None
    )
    if prose is not None:
        return _time_reading(read_prose(texts_of(prose), setting.base, setting.words.times), prose)
    start, due = take(left, "start"), take(left, "timescale")
    if start and due:
        return _between(start, due, setting)
    read = read_timescale(texts_of(due or start), setting.base, setting.words.times)
    return _time_reading(_onwards(read) if start else read, due or start)


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


def _take_lead(left: Cells, answering: tuple[str, ...]) -> Cell:
    """The lead's cell; of several columns the one whose header names a lead plainly, the rest stay for `extra`."""
    found = [(index, column.header.casefold()) for index, (column, _) in left.items() if "lead" in column.roles]
    if not found:
        return EMPTY
    found = [pair for pair in found if not any(word in pair[1] for word in answering)] or found
    plain = [index for index, header in found if any(word in header for word in ("lead", "respons", "owner", "who"))]
    return left.pop((plain or [index for index, _ in found])[0])[1]


def _read_who(cell: Cell, setting: Setting) -> _Who:
    read = read_leads(texts_of(cell), setting.parties, setting.words.leads)
    raw = "; ".join(texts_of(cell))
    place = place_of(cell)
    return _Who(Reading(raw, raw, "printed", place=place) if raw else None, Reading(raw, read.leads, read.rule, read.score, place), read)


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


# -- doubts ------------------------------------------------------------------------------------------------------------------


def _time_doubts(time: Reading[Timescale], ordinal: int) -> list[Doubt]:
    read = time.value
    if read is None or read.kind == "none":
        return []
    doubts = []
    if read.rule == "start_after_completion":
        said = "The start is after the completion: neither is published."
        doubts.append(Doubt("start_after_completion", said, "warning", time.printed, "timescale", time.place, ordinal))
    elif read.rule == TOO_LONG:
        said = "The cell is too long for a timescale: it is left unread."
        doubts.append(Doubt("timescale_unread", said, "warning", time.printed, "timescale", time.place, ordinal))
    elif read.rule == "unread" or (read.kind == "unclear" and read.score < 0.5):
        unread = [each.raw for each in read.deadlines if each.rule == "unread"] or time.printed.split(";")
        line = f"timescales.toml [undecided] undecided = [{_listed(unread)}]"
        doubts.append(
            Doubt("timescale_unread", "No rule reads this timescale.", "warning", time.printed, "timescale", time.place, ordinal, line)
        )
    if "ambiguous_year_pair" in read.flags:
        doubts.append(
            Doubt(
                "ambiguous_year_pair",
                "Two years joined by a hyphen are read as a financial year.",
                "info",
                time.printed,
                "timescale",
                time.place,
                ordinal,
            )
        )
    return doubts


def _lead_doubts(who: _Who, ordinal: int, place: Place) -> list[Doubt]:
    """One for each run of words that is no party; no lexicon mends a word left over from a cut cell."""
    stump = who.read.unread[-1:] if "lead_truncated" in who.read.flags else ()
    return [
        Doubt("lead_truncated", "A word left over from a cut cell.", "warning", text, "leads", place, ordinal)
        if text in stump
        else Doubt(
            "lead_unread",
            "No party is known by these words.",
            "warning",
            text,
            "leads",
            place,
            ordinal,
            _lead_line(text) if len(text) <= LONGEST_NAME else None,
        )
        for text in who.read.unread
    ]


def _lead_line(text: str) -> str:
    """A body where it is printed like a name, an unnamed group where it is not: a person moves it where it is neither."""
    name = _quoted(" ".join(word.strip(QUOTES) for word in text.split()))
    return f"leads.toml [{'organisations' if text.strip(QUOTES)[:1].isupper() else 'groups'}] {name} = [{name}]"


def _status_doubts(status: Reading[Status], ordinal: int) -> list[Doubt]:
    """One where progress text tells no state; the line settles what one clause of it means, `unknown` until a person moves it."""
    if status.rule != "no_state_told":
        return []
    clauses = [clause.rstrip(" .;:,") for clause in CLAUSE_END.split(status.printed.strip())]
    clause = next((clause for clause in clauses if SAYS_SOMETHING.search(clause)), "")
    line = f"statuses.toml [alone] unknown = [{_quoted(clause)}]" if 0 < len(clause) <= LONGEST_PHRASE else None
    return [Doubt("status_unknown", "The words tell no state.", "info", status.printed, "status", status.place, ordinal, line)]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(_quoted(text) for text in dict.fromkeys(text.strip() for text in texts) if text)


def _quoted(text: str) -> str:
    """A text as TOML writes it, white space collapsed."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'
