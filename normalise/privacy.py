"""E-mail addresses and telephone numbers masked in everything that is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from model import Harvest, Source

T = TypeVar("T")
SUSPECT = re.compile(r"@|\d[\d\s().-]{8,}|\bextn?\b", re.IGNORECASE)
"""What a text must hold before it is worth a second look."""


def masked(harvest: Harvest, mask: Callable[[str], str]) -> Harvest:
    """The same harvest with every text in it passed through `mask`; what identifies the source stays as it is."""
    return replace(harvest, plans=_walk(harvest.plans, mask), doubts=_walk(harvest.doubts, mask))


def _walk(value: T, mask: Callable[[str], str]) -> T:
    found: Any = value
    if isinstance(found, str):
        return mask(found) if SUSPECT.search(found) else found  # type: ignore[return-value]  # a string gives a string
    if isinstance(found, tuple):
        walked = tuple(_walk(item, mask) for item in found)
        return walked if any(new is not old for new, old in zip(walked, found, strict=True)) else found  # type: ignore[return-value]  # a tuple gives a tuple
    if isinstance(found, Mapping):
        return {key: _walk(item, mask) for key, item in found.items()}  # type: ignore[return-value]  # a mapping gives a mapping
    if is_dataclass(found) and not isinstance(found, type | Source):
        changed = {
            each.name: new for each in fields(found) if (new := _walk(getattr(found, each.name), mask)) is not getattr(found, each.name)
        }
        return replace(found, **changed) if changed else found  # type: ignore[return-value]  # a dataclass gives its like
    return value
