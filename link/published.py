"""Editions out of rows of the published tables `documents` and `actions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from model import Edition, Promise

Row = Mapping[str, Any]

OF_DOCUMENTS = (
    "document_id", "part", "source_file", "media_type", "council", "plan", "plan_start_year", "plan_end_year", "edition", "edition_date",
    "meeting_date", "rows", "text_kept", "state",
)  # fmt: skip
OF_ACTIONS = (
    "action_id", "document_id", "part", "ordinal", "action", "action_ref", "priority", "objective", "leads", "due_date", "timescale_raw",
    "status", "outcomes", "update",
)  # fmt: skip


def headers(documents: Iterable[Row]) -> tuple[Edition, ...]:
    """The plans of rows of `documents`, without their promises; documents without actions of their own are left out."""
    return tuple(_header(row) for row in documents if row["rows"] and row["part"] is not None and row["state"] != "duplicate")


def _header(row: Row) -> Edition:
    return Edition(
        document_id=row["document_id"],
        part=row["part"],
        source_file=row["source_file"],
        media_type=row["media_type"] or "",
        council=row["council"],
        title=row["plan"],
        start_year=row["plan_start_year"],
        end_year=row["plan_end_year"],
        edition=row["edition"],
        edition_date=row["edition_date"],
        rows=row["rows"],
        text_kept=row["text_kept"] or 0,
        meeting_date=row["meeting_date"],
    )


def filled(editions: Iterable[Edition], actions: Iterable[Row]) -> tuple[Edition, ...]:
    """The editions with their promises, out of rows of `actions` in any order."""
    below: defaultdict[tuple[str, int], list[Promise]] = defaultdict(list)
    for row in actions:
        below[row["document_id"], row["part"]].append(_promise(row))
    promises = {key: tuple(sorted(found, key=lambda one: (one.ordinal, one.action_id))) for key, found in below.items()}
    return tuple(replace(one, promises=promises.get((one.document_id, one.part), ())) for one in editions)


def _promise(row: Row) -> Promise:
    return Promise(
        action_id=row["action_id"],
        ordinal=row["ordinal"],
        action=row["action"] or "",
        ref=row["action_ref"],
        priority=row["priority"],
        objective=row["objective"],
        leads=tuple(lead["name"] for lead in row["leads"] or ()),
        due=row["due_date"],
        timescale=row["timescale_raw"],
        status=row["status"],
        outcomes=tuple(row["outcomes"] or ()),
        update=row["update"],
    )
