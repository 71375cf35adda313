"""One harvest as rows of the published tables: plain dictionaries keyed by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from model import Doubt, Harvest, Lead, Place, Plan, Reading, Record, Source, Status, Timescale
from publish.identifiers import action_ids, authority, year
from publish.schema import SCHEMA_VERSION

Row = dict[str, object]

BLANK_HEADER = "(no header)"
HEADINGS = ("priority", "priority_ref", "priority_description", "objective", "objective_ref")
VERBATIM = ("action", "action_ref", *HEADINGS, "lead_raw", "update", "rag")
READ = {field: field for field in (*VERBATIM, "outcomes", "leads", "timescale", "status")} | {"completed_date": "completed"}
NOTHING = Timescale(raw="", kind="none")
NO_STATUS = Status(state=None)


@dataclass(frozen=True, slots=True)
class TableRows:
    """Rows by table, those of the partitioned tables with their `authority` and `year`."""

    actions: tuple[Row, ...] = ()
    readings: tuple[Row, ...] = ()
    deadlines: tuple[Row, ...] = ()
    documents: tuple[Row, ...] = ()
    issues: tuple[Row, ...] = ()


def document_rows(harvest: Harvest) -> TableRows:
    """Every row that one document gives; a document without a plan gives one row of `documents`."""
    ids = action_ids(harvest.source, harvest.plans)
    keyed = [
        (record, action_id, shared, keys)
        for index, (shared, keys) in enumerate((_shared(harvest.source, plan), _hive_keys(plan)) for plan in harvest.plans)
        for record, action_id in zip(harvest.plans[index].records, ids[index], strict=True)
    ]
    return TableRows(
        actions=tuple(_action(record, action_id) | shared | keys for record, action_id, shared, keys in keyed),
        readings=tuple(row | keys for record, action_id, _, keys in keyed for row in _readings(record, action_id)),
        deadlines=tuple(row | keys for record, action_id, _, keys in keyed for row in _deadlines(record, action_id)),
        documents=tuple(_document(harvest, plan) for plan in harvest.plans or (None,)),
        issues=tuple(_without_repeats(_issues(harvest, ids))),
    )


def _hive_keys(plan: Plan) -> Row:
    return {"authority": authority(plan), "year": year(plan)}


# -- actions ---------------------------------------------------------------------------------------------------------------


def _shared(source: Source, plan: Plan) -> Row:
    """What every action of the plan has alike."""
    own: Row = {"document_id": source.document_id, "part": plan.part, "source_file": source.label, "schema_version": SCHEMA_VERSION}
    return own | _plan(plan)


def _action(record: Record, action_id: str) -> Row:
    return {
        "action_id": action_id, "ordinal": record.ordinal, "extractor": record.stage, "confidence": record.confidence,
        **{field: _as_printed(getattr(record, field)) for field in VERBATIM},
        "outcomes": list(record.outcomes.value or ()), "leads": [_lead(lead) for lead in record.leads.value or ()],
        **_timescale(record.timescale), **_status(record), "extra": list(_extra(record).items()),
        **_where(record), "flags": _flags(record),
    }  # fmt: skip


def _plan(plan: Plan | None) -> Row:
    council = plan.council if plan else None
    return {
        "council": council.name if council else None, "gss_code": council.gss_code if council else None,
        "plan": plan.title if plan else None, "plan_start_year": plan.start_year if plan else None,
        "plan_end_year": plan.end_year if plan else None, "edition": plan.edition if plan else None,
        "edition_date": plan.edition_date if plan else None,
    }  # fmt: skip


def _as_printed(reading: Reading[str] | None) -> str | None:
    """Text needs no reading to be text: where a reader gave no mended value, what was printed stands."""
    if reading is None:
        return None
    return (reading.value if reading.value is not None else reading.printed) or None


def _lead(lead: Lead) -> Row:
    return {"name": lead.name, "kind": lead.kind, "raw": lead.raw, "score": lead.score}


def _timescale(reading: Reading[Timescale]) -> Row:
    unread = Timescale(raw=reading.printed, kind="unclear") if reading.printed.strip() else NOTHING
    read = reading.value or unread
    return {
        "timescale_raw": read.raw or None, "timescale_kind": read.kind, "timescale_edtf": read.edtf, "start_date": read.start,
        "due_date": read.due, "date_precision": read.precision, "is_ongoing": read.ongoing, "frequency": read.frequency,
        "recurrence": read.recurrence,
    }  # fmt: skip


def _status(record: Record) -> Row:
    read = record.status.value or (Status(state="unknown") if record.status.printed.strip() else NO_STATUS)
    told = read.state is not None
    return {
        "status": read.state, "is_on_track": read.on_track, "status_is_ongoing": read.ongoing if told else None,
        "status_evidence": read.evidence or None, "status_score": read.score if told else None,
        "completed_date": record.completed.value if record.completed else read.completed,
    }  # fmt: skip


def _extra(record: Record) -> dict[str, str]:
    """Two columns under one header share a key, as no reader of a map takes a key twice."""
    texts: dict[str, str] = {}
    for reading in record.extra:
        text, header = _as_printed(reading), reading.rule.strip() or BLANK_HEADER
        if text:
            texts[header] = f"{texts[header]}\n{text}" if header in texts else text
    return texts


def _where(record: Record) -> Row:
    """Pages and boxes of the row, of every page that it goes on over; on later pages where it has no box itself, those of its cells."""
    last = (record.place.page_end or record.place.page or 0) if record.place.box else (record.place.page or 1) - 1
    cells = [reading.place for field, reading in _all_readings(record) if field not in HEADINGS]
    whole = Place.whole((record.place, *(place for place in cells if (place.page or 0) > last)))
    boxes = whole.boxes or (((whole.page, whole.box),) if whole.page is not None and whole.box else ())
    return {
        "page_start": whole.page, "page_end": whole.page_end or whole.page,
        "line_start": record.place.line, "line_end": record.place.line_end or record.place.line,
        "regions": [{"page": page, **_box(box)} for page, box in boxes],
    }  # fmt: skip


def _box(box: tuple[float, float, float, float] | None) -> Row:
    return dict(zip(("x0", "top", "x1", "bottom"), box or (None,) * 4, strict=True))


def _flags(record: Record) -> list[str]:
    of_timescale = record.timescale.value.flags if record.timescale.value else ()
    return sorted({*record.flags, *of_timescale})


# -- readings, deadlines ---------------------------------------------------------------------------------------------------


def _readings(record: Record, action_id: str) -> Iterator[Row]:
    for field, reading in _all_readings(record):
        if reading.printed.strip():
            yield {
                "action_id": action_id, "field": field, "printed": reading.printed, "value": _as_text(reading.value),
                "rule": "extra" if field.startswith("extra.") else reading.rule, "score": reading.score,
                "page": reading.place.page, "line": reading.place.line, **_box(reading.place.box),
            }  # fmt: skip


def _all_readings(record: Record) -> Iterator[tuple[str, Reading[Any]]]:
    for field, attribute in READ.items():
        if (reading := getattr(record, attribute)) is not None:
            yield field, reading
    for extra in record.extra:
        yield f"extra.{extra.rule.strip() or BLANK_HEADER}", extra


def _as_text(value: object) -> str | None:
    match value:
        case None:
            return None
        case Timescale():
            return " ".join(filter(None, (value.kind, value.edtf, value.frequency)))
        case Status():
            return value.state
        case Lead():
            return f"{value.name} ({value.kind})"
        case tuple():
            return "\n".join(filter(None, map(_as_text, value)))
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _deadlines(record: Record, action_id: str) -> Iterator[Row]:
    for position, deadline in enumerate(record.timescale.value.deadlines if record.timescale.value else (), start=1):
        yield {
            "action_id": action_id, "position": position, "raw": deadline.raw, "kind": deadline.kind, "edtf": deadline.edtf,
            "start_date": deadline.start, "due_date": deadline.due, "precision": deadline.precision,
            "is_ongoing": deadline.ongoing, "frequency": deadline.frequency, "recurrence": deadline.recurrence,
        }  # fmt: skip


# -- documents, issues -----------------------------------------------------------------------------------------------------


def _document(harvest: Harvest, plan: Plan | None) -> Row:
    source, told = harvest.source, harvest.source.told
    return {
        "document_id": source.document_id or None, "source_file": source.label, "sha256": source.sha256 or None,
        "media_type": source.media_type or None, "bytes": source.size, "pages": harvest.pages, "pages_read": harvest.pages_read,
        "pages_extracted": harvest.pages_extracted, **_plan(plan), **({} if plan else {"council": told.council}),
        "committee": told.committee, "meeting_date": told.meeting_date, "title": told.title, "url": told.url,
        "part": plan.part if plan else None, "stage": plan.stage if plan else None,
        "glossary": sorted(plan.glossary.items()) if plan else [], "extractors": sorted(set(plan.extractors)) if plan else [],
        "rows": len(plan.records) if plan else 0, "tables": plan.tables if plan else 0,
        "text_found": plan.text_found if plan else None, "text_kept": plan.text_kept if plan else None,
        "text_furniture": plan.text_furniture if plan else None, "state": harvest.state, "error": _one_line(harvest.error),
        "rendition_of": None, "canonical": plan is not None and harvest.state != "duplicate", "schema_version": SCHEMA_VERSION,
    }  # fmt: skip


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _issues(harvest: Harvest, ids: dict[int, tuple[str, ...]]) -> Iterator[Row]:
    for doubt in harvest.doubts:
        yield _issue(harvest.source, None, None, doubt)
    for index, plan in enumerate(harvest.plans):
        by_ordinal = {record.ordinal: action_id for record, action_id in zip(plan.records, ids[index], strict=True)}
        for doubt in plan.doubts:
            yield _issue(harvest.source, plan.part, by_ordinal.get(doubt.ordinal or 0), doubt)
        for record in plan.records:
            for doubt in record.doubts:
                yield _issue(harvest.source, plan.part, by_ordinal[record.ordinal], doubt)


def _issue(source: Source, part: int | None, action_id: str | None, doubt: Doubt) -> Row:
    return issue_row(source.document_id or None, source.label, part, action_id, doubt)


def issue_row(document_id: str | None, label: str, part: int | None, action_id: str | None, doubt: Doubt) -> Row:
    """A doubt as a row of `issues`."""
    place = doubt.place
    return {
        "document_id": document_id, "part": part, "source_file": label, "page": place.page, "line": place.line,
        "action_id": action_id, "field": doubt.field, "code": doubt.code, "severity": doubt.severity, "message": doubt.message,
        "text": doubt.text or None, "suggestion": doubt.suggestion,
    }  # fmt: skip


def _without_repeats(rows: Iterable[Row]) -> list[Row]:
    """A doubt that rides on its record may stand among its plan's too: it is one thing to look at."""
    return list({tuple(row.values()): row for row in rows}.values())
