"""An edition with its actions' words, and what tells it from others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from link.wording import Worded, worded
from link.words import distinctive
from model import Doubt, Edition, Place, Promise

Told = tuple[str, int, str | None, Doubt]


@dataclass(frozen=True, slots=True)
class Plan:
    """An edition, ready to be compared."""

    edition: Edition
    actions: Sequence[Worded]
    title: frozenset[str]
    """The words of its title that tell it from others."""
    day: date | None
    """By which it stands in the order of editions; None where nothing tells."""

    @property
    def key(self) -> tuple[str, int]:
        """Document and part."""
        return self.edition.document_id, self.edition.part

    def told(self, doubt: Doubt, promise: Promise | None = None) -> Told:
        """The doubt with what it is about, and where that stands."""
        if promise is None:
            return (*self.key, None, doubt)
        return (*self.key, promise.action_id, replace(doubt, place=Place(page=promise.page, line=promise.line)))


def plan_of(edition: Edition) -> Plan:
    """The edition, made ready."""
    return Plan(edition, [worded(one) for one in edition.promises], distinctive(edition.title, edition.council), _day(edition))


def _day(edition: Edition) -> date | None:
    if edition.edition_date or edition.meeting_date:
        return edition.edition_date or edition.meeting_date
    return date(edition.start_year, 1, 1) if edition.start_year else None
