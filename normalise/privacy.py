"""E-mail addresses and telephone numbers masked in everything that is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from operator import is_not
from typing import Any, TypeVar

from model import Harvest, Place, Source

T = TypeVar("T")
SUSPECT = re.compile(r"@|\d[\d\s().-]{8,}|\bextn?\b", re.IGNORECASE)
"""What a text must hold before it is worth a second look."""
_TEXTLESS = frozenset({Place, Source, int, float, bool, date, type(None)})
"""What holds no text that may be masked: a paper's figures, places and days, and what identifies it."""


def masked(harvest: Harvest, mask: Callable[[str], str]) -> Harvest:
    """The same harvest with every text in it passed through `mask`; what identifies the source stays as it is."""
    return replace(harvest, plans=_walk(harvest.plans, mask), doubts=_walk(harvest.doubts, mask))


def _walk(value: T, mask: Callable[[str], str]) -> T:
    found: Any = value
    kind: type = type(found)
    if kind is str:
        return mask(found) if SUSPECT.search(found) else found  # type: ignore[return-value]  # a string gives a string
    if (names := _fields_with_text(kind)) is not None:
        changed = {name: new for name in names if (new := _walk(old := getattr(found, name), mask)) is not old}
        return replace(found, **changed) if changed else found  # type: ignore[no-any-return]  # a dataclass gives its like
    if kind is tuple:
        walked = [_walk(item, mask) for item in found]
        return tuple(walked) if any(map(is_not, walked, found)) else found  # type: ignore[return-value]  # a tuple gives a tuple
    if isinstance(found, Mapping):
        return {key: _walk(item, mask) for key, item in found.items()}  # type: ignore[return-value]  # a mapping gives a mapping
    return value


@cache
def _fields_with_text(kind: type) -> tuple[str, ...] | None:
    """The fields of a noun in which text may stand, none in what is no text at all; None for what is no noun."""
    if kind in _TEXTLESS:
        return ()
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None
