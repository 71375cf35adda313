"""How right a set of rows is: gold and rows aligned in order, then each field of a pair held against what a person read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidfuzz import fuzz

SAME_ROW = 78.0
"""Likeness of two action texts, 0 to 100, from which they can be one row."""
SAME_TITLE = 85.0

Gold = Mapping[str, Any]
Row = Mapping[str, Any]
Verdict = bool | None
"""Right, wrong, or None where the gold does not ask."""

MARKS = re.compile(r"[^\w£%+<>]|_")


@dataclass(frozen=True, slots=True)
class Miss:
    """One field that is wrong: the row of the gold (from 1), what was to be read and what was."""

    row: int
    field: str
    expected: object
    got: object


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that can be added up; the shares are derived from them."""

    gold: int = 0
    rows: int = 0
    pairs: int = 0
    perfect: int = 0
    owed: int = 0
    """Fields asked of gold rows that nothing answers: each is wrong, so that dropping a hard row gains nothing."""
    right: Mapping[str, int] = field(default_factory=Counter)
    asked: Mapping[str, int] = field(default_factory=Counter)
    misses: tuple[Miss, ...] = ()

    @property
    def row_precision(self) -> float:
        """The share of the rows given that are rows of the gold."""
        return _share(self.pairs, self.rows)

    @property
    def row_recall(self) -> float:
        """The share of the gold rows that were given."""
        return _share(self.pairs, self.gold)

    @property
    def row_f1(self) -> float:
        """Row precision and recall in one figure."""
        return _share(2 * self.pairs, self.gold + self.rows)

    @property
    def field_accuracy(self) -> float:
        """The share of all fields asked that are right."""
        return _share(sum(self.right.values()), sum(self.asked.values()) + self.owed)

    @property
    def perfect_rows(self) -> float:
        """The share of the gold rows that have every field right."""
        return _share(self.perfect, self.gold)

    @property
    def fields(self) -> dict[str, float]:
        """The share right of each field, over the rows found."""
        return {name: _share(self.right.get(name, 0), count) for name, count in self.asked.items()}


def score(gold: Gold, rows: Sequence[Row]) -> Score:
    """The figures of one document: `gold` as its file says, `rows` as `actions` publishes them, in order."""
    wanted = gold["actions"]
    in_prose = bool(gold["document"].get("timescales_in_prose"))
    pairs = align(wanted, rows)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    misses: list[Miss] = []
    for at, (want, got) in ((i, (wanted[i], rows[j])) for i, j in pairs):
        verdicts = {name: verdict for name, verdict in compare(want, got, in_prose).items() if verdict is not None}
        asked.update(verdicts.keys())
        right.update(name for name, verdict in verdicts.items() if verdict)
        misses += [Miss(at + 1, name, _expected(want, name), got.get(name)) for name, verdict in verdicts.items() if not verdict]
    found = {i for i, _ in pairs}
    owed = sum(_asked_of(want) for i, want in enumerate(wanted) if i not in found)
    return Score(len(wanted), len(rows), len(pairs), len(found - {miss.row - 1 for miss in misses}), owed, right, asked, tuple(misses))


def total(scores: Iterable[Score]) -> Score:
    """The scores of several documents as one, without the misses."""
    added = list(scores)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in added:
        right.update(one.right)
        asked.update(one.asked)
    return Score(
        gold=sum(one.gold for one in added),
        rows=sum(one.rows for one in added),
        pairs=sum(one.pairs for one in added),
        perfect=sum(one.perfect for one in added),
        owed=sum(one.owed for one in added),
        right=right,
        asked=asked,
    )


def align(wanted: Sequence[Gold], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Pairs of indexes, both rising, that make the likeness of all pairs together the greatest."""
    alike = [[_likeness(want, row) for row in rows] for want in wanted]
    best = [[0.0] * (len(rows) + 1) for _ in range(len(wanted) + 1)]
    for i, line in enumerate(alike, 1):
        for j, likeness in enumerate(line, 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + likeness)
    pairs, i, j = [], len(wanted), len(rows)
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]


def compare(want: Gold, got: Row, in_prose: bool = False) -> dict[str, Verdict]:
    """Field to right, wrong or not asked, for one gold row and the row that answers it."""
    return {
        **{name: _plain(want.get(key)) == _plain(got.get(name)) for name, key in TEXTS.items()},
        "outcomes": _joined(want["outcomes"]) == _joined(got.get("outcomes")),
        "timescale_raw": _same_words(want.get("timescale_raw"), got.get("timescale_raw"), in_prose),
        **_leads(want, got),
        **_time(want["timescale"], got),
        "status": got.get("status") in want["status"],
        "status_is_ongoing": None if want.get("status_ongoing") is None else bool(got.get("status_is_ongoing")) == want["status_ongoing"],
        **{name: asks(want, got) if key in want else None for name, (key, asks) in OPTIONAL.items()},
    }


def document_facts(gold: Gold, document: Row | None) -> dict[str, bool]:
    """Each fact of the paper right or wrong: `gold` is the whole file, `document` its row of `documents` (None where it has none)."""
    said = gold["document"]
    if document is None:
        return {"found": False}
    return {
        "found": True,
        "council": _plain(said.get("council")) == _plain(document.get("council")),
        "plan": _same_title(said.get("plan_title"), document.get("plan")),
        "plan_start_year": said.get("plan_start") == document.get("plan_start_year"),
        "plan_end_year": said.get("plan_end") == document.get("plan_end_year"),
        "edition": said.get("edition") == document.get("edition"),
        "stage": said.get("stage") == document.get("stage"),
        "glossary": _plain_map(said.get("glossary")) == _plain_map(document.get("glossary")),
    }


# -- one field ---------------------------------------------------------------------------------------------------------------

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
    if _plain(want) == _plain(got):
        return True
    ours, theirs = [[_plain(piece) for piece in (text or "").split(";")] for text in (want, got)]
    # where the deadline stands in a sentence, a few words more or fewer around the same phrase are right too
    return in_prose and len(ours) == len(theirs) and all(map(_overlap, ours, theirs))


def _overlap(ours: str, theirs: str) -> bool:
    return bool(ours and theirs) and (ours in theirs or theirs in ours) and fuzz.ratio(ours, theirs) >= 60


def _same_title(want: str | None, got: str | None) -> bool:
    if want is None:
        return True  # the paper prints none: any name for it is a choice, not a fact
    if got is None:
        return False
    ours, theirs = _plain(want), _plain(got)
    return (len(theirs) >= 12 and theirs in ours) or ours in theirs or fuzz.token_sort_ratio(want.casefold(), got.casefold()) >= SAME_TITLE


def _same_extra(want: Gold, got: Row) -> bool:
    given = _plain_map(got.get("extra"))
    return all(given.get(_plain(header)) == _plain(text) for header, text in want["extra"].items())


OPTIONAL: dict[str, tuple[str, Callable[[Gold, Row], bool]]] = {
    "rag": ("rag", lambda want, got: _plain(want["rag"]) == _plain(got.get("rag"))),
    "is_on_track": ("on_track", lambda want, got: want["on_track"] == got.get("is_on_track")),
    "completed_date": ("completed", lambda want, got: want["completed"] == _iso(got.get("completed_date"))),
    "extra": ("extra", _same_extra),
}
"""Fields that a gold row asks only where it has the key."""


# -- words -------------------------------------------------------------------------------------------------------------------


def _plain(text: object) -> str:
    """Case, spacing and punctuation do not count; None is the same as nothing printed."""
    return "" if text is None else MARKS.sub("", unicodedata.normalize("NFKC", str(text)).casefold().replace("&", "and"))


def _joined(texts: Sequence[object] | None) -> str:
    return "".join(_plain(text) for text in texts or ())


def _plain_map(printed: object) -> dict[str, str]:
    """A map as a dict or, as Arrow gives it, as pairs."""
    return {_plain(key): _plain(text) for key, text in dict(printed or {}).items()}  # type: ignore[call-overload]


def _names(leads: Iterable[Gold]) -> list[str]:
    return sorted({_plain(lead["name"]) for lead in leads})


def _kinds(leads: Iterable[Gold]) -> list[tuple[str, str]]:
    return sorted({(_plain(lead["name"]), str(lead["kind"])) for lead in leads})


def _iso(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _likeness(want: Gold, row: Row) -> float:
    """0 where the two cannot be one row; the rest of the row settles between actions that are printed twice."""
    action = fuzz.ratio(_plain(want["action"]), _plain(row.get("action")))
    if action < SAME_ROW:
        return 0.0
    ours = _joined([*want["outcomes"], want.get("update_raw"), want.get("timescale_raw"), want.get("lead_raw")])
    theirs = _joined([*(row.get("outcomes") or ()), row.get("update"), row.get("timescale_raw"), row.get("lead_raw")])
    return action + fuzz.ratio(ours, theirs) / 100


def _asked_of(want: Gold) -> int:
    return sum(verdict is not None for verdict in compare(want, {}).values())


def _expected(want: Gold, name: str) -> object:
    said: Gold = want["timescale"] if name in TIME_KEYS else want
    return said.get(TIME_KEYS.get(name) or KEYS.get(name, name))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
