"""What the scanner of times finds in a text."""

from __future__ import annotations

from typing import NamedTuple

from normalise.time.calendar_spans import Span


class Item(NamedTuple):
    """One find: what it is, where its phrase stands, and for a date its span with the limits around it applied."""

    kind: str
    start: int
    end: int
    text: str
    span: Span | None = None
    plain: Span | None = None
    """The span before its limits: what a range is joined from."""
    limits: tuple[str, ...] = ()
    rule: str = ""
    core: int = 0
    """Where the find itself begins, its limits left out."""
    month: int = 0
    day: int = 0
    said: str = ""
    """What is printed of a date without a year, its limits left out."""

    @property
    def is_point(self) -> bool:
        """Whether a date was read."""
        return self.kind == "point"
