"""How right a set of rows is: gold and rows aligned in order, then each field of a pair held against what a person read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bench.fields import Gold, Row, compare, expected, joined, plain, plain_map

SAME_ROW = 78.0
"""Likeness of two action texts, 0 to 100, from which they can be one row."""
SAME_TITLE = 85.0


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
        misses += [Miss(at + 1, name, expected(want, name), got.get(name)) for name, verdict in verdicts.items() if not verdict]
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


def document_facts(gold: Gold, document: Row | None) -> dict[str, bool]:
    """Each fact of the paper right or wrong: `gold` is the whole file, `document` its row of `documents` (None where it has none)."""
    said = gold["document"]
    if document is None:
        return {"found": False}
    return {
        "found": True,
        "council": plain(said.get("council")) == plain(document.get("council")),
        "plan": _same_title(said.get("plan_title"), document.get("plan")),
        "plan_start_year": said.get("plan_start") == document.get("plan_start_year"),
        "plan_end_year": said.get("plan_end") == document.get("plan_end_year"),
        "edition": said.get("edition") == document.get("edition"),
        "stage": said.get("stage") == document.get("stage"),
        "glossary": plain_map(said.get("glossary")) == plain_map(document.get("glossary")),
    }


def _same_title(want: str | None, got: str | None) -> bool:
    if want is None:
        return True  # the paper prints none: any name for it is a choice, not a fact
    if got is None:
        return False
    ours, theirs = plain(want), plain(got)
    return (len(theirs) >= 12 and theirs in ours) or ours in theirs or fuzz.token_sort_ratio(want.casefold(), got.casefold()) >= SAME_TITLE


def _likeness(want: Gold, row: Row) -> float:
    """0 where the two cannot be one row; the rest of the row settles between actions that are printed twice."""
    action = fuzz.ratio(plain(want["action"]), plain(row.get("action")))
    if action < SAME_ROW:
        return 0.0
    ours = joined([*want["outcomes"], want.get("update_raw"), want.get("timescale_raw"), want.get("lead_raw")])
    theirs = joined([*(row.get("outcomes") or ()), row.get("update"), row.get("timescale_raw"), row.get("lead_raw")])
    return action + fuzz.ratio(ours, theirs) / 100


def _asked_of(want: Gold) -> int:
    # against nothing the leads are wrong, so that their kinds go unasked: they are missing all the same
    return len({name for name, verdict in compare(want, {}).items() if verdict is not None} | {"lead_kinds"})


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
