"""Names that last: of actions, of leads, of the folders that rows lie in. The same input gives the same name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from model import Plan, Source

LONGEST_PLAN = 40
LONGEST_REF = 40
LONGEST_AUTHORITY = 80
UNKNOWN, UNTITLED, UNDATED = "unknown", "untitled", "undated"


def slug(text: str, longest: int) -> str:
    """Lower-case letters, digits and single hyphens, at most `longest` of them; empty where the text has neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "-", _plain_letters(text).casefold()).strip("-")[:longest].rstrip("-")


def authority(plan: Plan | None) -> str:
    """The folder name of the plan's council."""
    return (slug(plan.council.slug or plan.council.name, LONGEST_AUTHORITY) if plan and plan.council else "") or UNKNOWN


def year(plan: Plan) -> int:
    """The year that the plan's rows lie under: of the edition, else of the plan's start, else 0."""
    printed = re.search(r"\d{4}", plan.edition or "")
    if printed:
        return int(printed[0])
    return plan.edition_date.year if plan.edition_date else plan.start_year or 0


def action_ids(source: Source, plans: Sequence[Plan]) -> dict[int, tuple[str, ...]]:
    """The action_id of every record, in order, by index of its plan.

    The last segment is the printed number, unless another row of the same prefix prints it too or has it as its position; then,
    and without a number, it is the row's position, led by the part where an earlier part of the document shares the prefix.
    So no two rows of a document can share one.
    """
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for index, plan in enumerate(plans):
        sharing[_prefix(source, plan)].append(index)
    return {index: ids for prefix, indices in sharing.items() for index, ids in _ids_below(prefix, indices, plans)}


def _prefix(source: Source, plan: Plan) -> str:
    title = slug(plan.title or "", LONGEST_PLAN) or UNTITLED
    return "/".join((authority(plan), title, _segment(plan.edition or "") or UNDATED, source.document_id[:8] or UNKNOWN))


def _ids_below(prefix: str, indices: Sequence[int], plans: Sequence[Plan]) -> Iterator[tuple[int, tuple[str, ...]]]:
    positions = [
        [f"{record.ordinal:04}" if index == indices[0] else f"{plans[index].part}-{record.ordinal:04}" for record in plans[index].records]
        for index in indices
    ]
    refs = [[_segment(record.action_ref.value or "") if record.action_ref else "" for record in plans[index].records] for index in indices]
    printed = Counter(ref for row in refs for ref in row)
    taken = {position for row in positions for position in row}
    for index, own_refs, own_positions in zip(indices, refs, positions, strict=True):
        tails = (
            ref if ref and printed[ref] == 1 and (ref == position or ref not in taken) else position
            for ref, position in zip(own_refs, own_positions, strict=True)
        )
        yield index, tuple(f"{prefix}/{tail}" for tail in tails)


def lead_id(name: str, kind: str, council: str | None) -> str:
    """The lead's name as a slug, and a hash that parts it from another kind's or another council's lead of that name."""
    told_apart = "\0".join((" ".join(name.casefold().split()), kind, council or ""))
    return f"{slug(name, LONGEST_PLAN) or UNKNOWN}-{hashlib.sha256(told_apart.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _segment(text: str) -> str:
    """Letters keep their case and dots stay: 1.1 is not 11, and 2a may stand beside 2A."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", _plain_letters(text)).strip("-.")[:LONGEST_REF].strip("-.")


def _plain_letters(text: str) -> str:
    return unicodedata.normalize("NFKD", text.replace("&", " and ")).encode("ascii", "ignore").decode()
