"""What a whole document tells the readers of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.leads import Parties
from normalise.legends import Legend
from normalise.timescales import TimeBase
from normalise.words import Words


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document as a whole tells the readers of its cells."""

    base: TimeBase
    parties: Parties
    legend: Legend
    words: Words
    timed: bool = True
    """Whether the plan has a column for its timescales; where it has none they stand in the prose of its outcomes."""
