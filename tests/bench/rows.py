"""Gold and rows made by hand, for the tests of the scorer."""

from __future__ import annotations

from datetime import date
from typing import Any

OFFICER = {"name": "Play Officer", "kind": "role", "raw": "Play Officer"}


def gold_action(action: str = "Mend the swings at Mill Lane", **changes: Any) -> dict[str, Any]:
    """One gold row, complete."""
    month = {
        "kind": "date",
        "edtf": "2031-05",
        "start": "2031-05-01",
        "end": "2031-05-31",
        "precision": "month",
        "ongoing": False,
        "frequency": None,
    }
    row = {
        "ref": "1.1",
        "priority": "Play",
        "priority_ref": "1",
        "priority_description": "Why play matters",
        "objective": "Safe swings",
        "objective_ref": "a",
        "action": action,
        "outcomes": ["Fewer scraped knees", "Happier parents"],
        "lead_raw": "Play Officer",
        "leads": [OFFICER],
        "timescale_raw": "May 2031",
        "timescale": month,
        "update_raw": "Work is being planned",
        "status": ["in_progress", "not_started"],
        "status_ongoing": True,
    }
    return row | changes


def gold_of(*actions: dict[str, Any], **document: Any) -> dict[str, Any]:
    """A gold file."""
    facts = {
        "council": "Anytown Borough Council",
        "plan_title": "Play Plan 2030 to 2034",
        "plan_start": 2030,
        "plan_end": 2034,
        "edition": "2031-02",
        "stage": "draft",
        "glossary": {"PO": "Play Officer"},
        "source_file": "play.txt",
    }
    return {"document": facts | document, "actions": list(actions)}


def right_row(action: str = "Mend the swings at Mill Lane", **changes: Any) -> dict[str, Any]:
    """The row of `actions` that has every field of `gold_action` right."""
    row = {
        "action_ref": "1.1",
        "priority": "Play",
        "priority_ref": "1",
        "priority_description": "Why play matters",
        "objective": "Safe swings",
        "objective_ref": "a",
        "action": action,
        "outcomes": ["Fewer scraped knees", "Happier parents"],
        "lead_raw": "Play Officer",
        "leads": [OFFICER | {"score": 1.0}],
        "timescale_raw": "May 2031",
        "timescale_kind": "date",
        "timescale_edtf": "2031-05",
        "start_date": date(2031, 5, 1),
        "due_date": date(2031, 5, 31),
        "date_precision": "month",
        "is_ongoing": False,
        "frequency": None,
        "update": "Work is being planned",
        "status": "in_progress",
        "status_is_ongoing": True,
    }
    return row | changes


def right_document(**changes: Any) -> dict[str, Any]:
    """The row of `documents` that has every fact of `gold_of` right."""
    row = {
        "council": "Anytown Borough Council",
        "plan": "Play Plan 2030 to 2034",
        "plan_start_year": 2030,
        "plan_end_year": 2034,
        "edition": "2031-02",
        "stage": "draft",
        "glossary": [("PO", "Play Officer")],
        "source_file": "papers/play.txt",
        "part": 1,
    }
    return row | changes
