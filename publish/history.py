"""One action's life: what it became, and what it came from, through every edition that is linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.dataset as ds

from publish.checks import files_of_table
from publish.reading import Opened, find_action, open_dataset
from publish.tables import Row

ENDS = ("from_action_id", "to_action_id")


@dataclass(frozen=True, slots=True)
class Life:
    """The rows of `actions` that are one promise, in order of their editions, and the rows of `links` between and beside them."""

    action_id: str
    actions: tuple[Row, ...]
    links: tuple[Row, ...]


def find_life(output: Path, action_id: str) -> Life:
    """The life of an action. Raises UsageError, with the identifiers that come closest, where there is no such action."""
    find_action(output, action_id)
    opened = open_dataset(output)
    links = _links(opened, action_id)
    same = {str(link[end]) for link in links[action_id] if link["relation"] == "same_edition" for end in ENDS} | {action_id}
    reached = _along(same, ENDS, links) | _along(same, ENDS[::-1], links)
    own = [link for name in sorted(reached) for link in links[name] if link["relation"] == "same_edition" or _within(link, reached)]
    reached |= {str(link[end]) for link in own for end in ENDS if link[end]}
    actions = _actions(opened, action_id, sorted(reached))
    return Life(action_id, tuple(sorted(actions, key=_order)), tuple({id(link): link for link in own}.values()))


def _along(names: Iterable[str], ends: tuple[str, ...], links: Mapping[str, Sequence[Row]]) -> set[str]:
    """The actions that are reached by going from one end of each link to the other, and on."""
    reached, waiting = set(names), list(names)
    while waiting:
        name = waiting.pop()
        further = {
            str(link[ends[1]]) for link in links[name] if link[ends[0]] == name and link[ends[1]] and link["relation"] != "same_edition"
        }
        waiting += further - reached
        reached |= further
    return reached


def _within(link: Row, reached: Collection[str]) -> bool:
    return all(not link[end] or link[end] in reached for end in ENDS)


def _links(opened: Opened, action_id: str) -> Mapping[str, Sequence[Row]]:
    """The links of the action's council, by either end."""
    authority = f"{action_id.split('/')[0]}/"
    file = ds.dataset([str(path) for path in files_of_table(opened.version, "links")], format="parquet")
    below = pc.starts_with(pc.field(ENDS[0]), authority) | pc.starts_with(pc.field(ENDS[1]), authority)
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for link in file.to_table(filter=below).to_pylist():
        for end in ENDS:
            if link[end]:
                found[link[end]].append(link)
    return found


def _actions(opened: Opened, action_id: str, wanted: Sequence[str]) -> list[Row]:
    """Rows of the action's council; links never lead to another."""
    files = [str(path) for path in files_of_table(opened.version, "actions") if f"authority={action_id.split('/')[0]}" in path.parts]
    return [dict(row) for row in ds.dataset(files, format="parquet").to_table(filter=pc.field("action_id").isin(wanted)).to_pylist()]


def _order(row: Row) -> tuple[str, str, str, str]:
    return tuple(str(row[name] or "") for name in ("edition_date", "plan_start_year", "source_file", "action_id"))  # type: ignore[return-value]
