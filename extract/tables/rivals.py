"""Rival readings of one stretch of a document, each made when it is first asked for: a plain table settles it with the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from model import Sheet


class Rivals(Sequence[Sheet]):
    """Sheets in the order in which they are to be tried; asking for one makes those before it, and no more."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.made: list[Sheet] = []
        self.coming = iter(sheets)

    def __iter__(self) -> Iterator[Sheet]:
        position = 0
        while position < len(self.made) or self._make():
            yield self.made[position]
            position += 1

    @overload
    def __getitem__(self, position: int) -> Sheet: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, position: int | slice) -> Sheet | Sequence[Sheet]:
        return tuple(self)[position]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # it fills while it is read

    def _make(self) -> bool:
        made = next(self.coming, None)
        if made is not None:
            self.made.append(made)
        return made is not None
