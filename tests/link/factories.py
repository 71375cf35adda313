"""Small editions for tests of linking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from model import Edition, Link, Promise
from tests.small_papers import rows_of


def edition(
    name: str, actions: Sequence[str | Promise], when: str | None = "2024-03", title: str | None = "Parks Action Plan", **more: Any
) -> Edition:
    """An edition with these actions, numbered in order where they are mere words."""
    promises = tuple(
        one if isinstance(one, Promise) else Promise(f"{name}/{ordinal}", ordinal, one) for ordinal, one in enumerate(actions, start=1)
    )
    day = date(int(when[:4]), int(when[5:7]), 28) if when else None
    told = {"council": "Leeds City Council", "edition_date": day, "part": 1, "text_kept": 100} | more
    return Edition(
        document_id=name, source_file=f"{name}.txt", media_type="text/plain", title=title, start_year=None, end_year=None, edition=when,
        rows=len(promises), promises=promises, **told,
    )  # fmt: skip


def told(links: Sequence[Link]) -> set[tuple[str, str | None, str | None]]:
    """Relation and ends of each link."""
    return {(link.relation, link.from_action_id, link.to_action_id) for link in links}


def places(output: Path) -> dict[str, tuple[str, int]]:
    """File and ordinal of each published action."""
    return {row["action_id"]: (Path(row["source_file"]).name, row["ordinal"]) for row in rows_of(output, "actions")}
