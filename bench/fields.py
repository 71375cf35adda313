"""Field by field: is what a row says what a person read? Words count, their case, spacing and punctuation do not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from rapidfuzz import fuzz

Gold = Mapping[str, Any]
Row = Mapping[str, Any]
Verdict = bool | None
"""Right, wrong, or None where the gold does not ask."""

MARKS = re.compile(r"[^\w£%+<>]|_")
SAME_NAMES = ("action", "priority", "priority_ref", "priority_description", "objective", "objective_ref", "lead_raw")
TEXTS = {"action_ref": "ref", "update": "update_raw", **{name: name for name in SAME_NAMES}}
"""Fields that are right when their words are: column of `actions` → key of the gold."""
KEYS = {
    **TEXTS,
    "lead_kinds": "leads",
    "status_is_ongoing": "status_ongoing",
    "is_on_track": "on_track",
    "completed_date": "completed",
}
TIME_KEYS = {
    "timescale_kind": "kind",
    "timescale_edtf": "edtf",
    "date_precision": "precision",
    "start_date": "start",
    "due_date": "end",
    "is_ongoing": "ongoing",
    "frequency": "frequency",
    "deadlines": "parts",
}
"""The same for the fields of the gold's `timescale`."""


def compare(want: Gold, got: Row, in_prose: bool = False) -> dict[str, Verdict]:
    """Field to right, wrong or not asked, for one gold row and the row that answers it."""
    return {
        **{name: plain(want.get(key)) == plain(got.get(name)) for name, key in TEXTS.items()},
        "outcomes": joined(want["outcomes"]) == joined(got.get("outcomes")),
        "timescale_raw": _same_words(want.get("timescale_raw"), got.get("timescale_raw"), in_prose),
        **_leads(want, got),
        **_time(want["timescale"], got),
        "status": got.get("status") in want["status"],
        "status_is_ongoing": None if want.get("status_ongoing") is None else bool(got.get("status_is_ongoing")) == want["status_ongoing"],
        **{name: asks(want, got) if key in want else None for name, (key, asks) in OPTIONAL.items()},
    }


def expected(want: Gold, name: str) -> object:
    """What the gold row says of a field."""
    said: Gold = want["timescale"] if name in TIME_KEYS else want
    return said.get(TIME_KEYS.get(name) or KEYS.get(name, name))


def _leads(want: Gold, got: Row) -> dict[str, Verdict]:
    given = got.get("leads") or []
    for answer in (want["leads"], *want.get("leads_accept", ())):
        if _names(answer) == _names(given):
            return {"leads": True, "lead_kinds": _kinds(answer) == _kinds(given)}
    return {"leads": False, "lead_kinds": None}


def _time(want: Gold, got: Row) -> dict[str, Verdict]:
    open_kind = isinstance(want["kind"], list)
    parts, deadlines = want.get("parts"), got.get("deadlines")
    asks_parts = parts is not None and deadlines is not None
    return {
        "timescale_kind": (got.get("timescale_kind") or "none") in (want["kind"] if open_kind else [want["kind"]]),
        "timescale_edtf": None if open_kind else got.get("timescale_edtf") == want["edtf"],
        "date_precision": None if open_kind else got.get("date_precision") == want["precision"],
        "start_date": _iso(got.get("start_date")) == want["start"],
        "due_date": _iso(got.get("due_date")) == want["end"],
        "is_ongoing": bool(got.get("is_ongoing")) == want["ongoing"],
        "frequency": got.get("frequency") == want["frequency"],
        "deadlines": [*map(_deadline, deadlines or ())] == [*map(_part, parts or ())] if asks_parts else None,
    }


def _part(part: Gold) -> tuple[object, ...]:
    return (part["kind"], part["edtf"], part["start"], part["end"], part["ongoing"], part["frequency"])


def _deadline(row: Row) -> tuple[object, ...]:
    return (row["kind"], row["edtf"], _iso(row["start_date"]), _iso(row["due_date"]), bool(row["is_ongoing"]), row["frequency"])


def _same_words(want: str | None, got: str | None, in_prose: bool) -> bool:
    if plain(want) == plain(got):
        return True
    ours, theirs = [[plain(piece) for piece in (text or "").split(";")] for text in (want, got)]
    # where the deadline stands in a sentence, a few words more or fewer around the same phrase are right too
    return in_prose and len(ours) == len(theirs) and all(map(_overlap, ours, theirs))


def _overlap(ours: str, theirs: str) -> bool:
    return bool(ours and theirs) and (ours in theirs or theirs in ours) and fuzz.ratio(ours, theirs) >= 60


def _same_extra(want: Gold, got: Row) -> bool:
    given = plain_map(got.get("extra"))
    return all(given.get(plain(header)) == plain(text) for header, text in want["extra"].items())


OPTIONAL: dict[str, tuple[str, Callable[[Gold, Row], bool]]] = {
    "rag": ("rag", lambda want, got: plain(want["rag"]) == plain(got.get("rag"))),
    "is_on_track": ("on_track", lambda want, got: want["on_track"] == got.get("is_on_track")),
    "completed_date": ("completed", lambda want, got: want["completed"] == _iso(got.get("completed_date"))),
    "extra": ("extra", _same_extra),
}
"""Fields that a gold row asks only where it has the key."""


# -- words -------------------------------------------------------------------------------------------------------------------


def plain(text: object) -> str:
    """Case, spacing and punctuation do not count; None is the same as nothing printed."""
    return "" if text is None else MARKS.sub("", unicodedata.normalize("NFKC", str(text)).casefold().replace("&", "and"))


def joined(texts: Sequence[object] | None) -> str:
    """Several texts run together, plain."""
    return "".join(plain(text) for text in texts or ())


def plain_map(printed: object) -> dict[str, str]:
    """A map as a dict or, as Arrow gives it, as pairs."""
    return {plain(key): plain(text) for key, text in dict(printed or {}).items()}  # type: ignore[call-overload]


def _names(leads: Iterable[Gold]) -> list[str]:
    return sorted({plain(lead["name"]) for lead in leads})


def _kinds(leads: Iterable[Gold]) -> list[tuple[str, str]]:
    return sorted({(plain(lead["name"]), str(lead["kind"])) for lead in leads})


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
