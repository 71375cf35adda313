"""What stands beside a plan's own heading, as the readers of its title, its years, its edition and its council are handed it."""

from __future__ import annotations

from dataclasses import dataclass

SHORT = 8
"""Words of a line in no cell that can name a council, or tell when the plan was brought up to date."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a plan's heading, the nearest to it first."""

    pages: tuple[tuple[str, ...], ...] = ()
    """Lines of the pages that introduce it, labels with their values."""
    running: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """The title in the file's properties, and its name."""
    below: tuple[str, ...] = ()
    """Lines below the rows that are in no cell."""
    above: tuple[str, ...] = ()
    """The same above the rows: a table of versions."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line that is printed: of the pages, running, and the short ones above and below the rows."""
        loose = (line for line in (*self.above, *self.below) if len(line.split()) <= SHORT)
        return (*self.running, *(line for page in self.pages for line in page), *loose)


NOTHING = Beside()
