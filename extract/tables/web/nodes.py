"""What the readers of web pages and OpenDocument files ask of a node of their tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol


class Element(Protocol):
    """What is asked of a node of the tree."""

    text: str | None
    tail: str | None

    @property
    def tag(self) -> object:
        """The name; something that is no text for a comment."""

    def get(self, key: str) -> str | None:
        """An attribute's value."""

    def iterancestors(self) -> Iterator[Element]:
        """The nodes that it stands in, the nearest first."""

    def __iter__(self) -> Iterator[Element]: ...
