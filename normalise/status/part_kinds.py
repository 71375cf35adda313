"""The kinds of words that tell of part-work: goals, heads of subjects, verbs that end no work, and what is still to come."""

from __future__ import annotations

from dataclasses import dataclass

from normalise.phrases import Pattern


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What work is measured against."""

    named: Pattern
    """A goal as the subject of what follows: "The target of 60 homes"."""
    numbered: Pattern
    """A goal and its number: "against a target of 15"."""
    share: Pattern
    """A goal that is a share: "the 95% target", "against a target of 95%"."""
    counting: Pattern
    """A number of things, no date."""
    reached: frozenset[str]
    """What is said of a goal that work has come to: "met"."""


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Subjects that tell what was done with them: steps, places, stages."""

    step: Pattern
    """A step on the way: "Tender for the works", "A consultant"."""
    place: Pattern
    """A place: "A site for the depot"."""
    found: frozenset[str]
    """What is done with a place on the way to using it: "identified"."""
    stage: Pattern
    """A stage of the work: "Design", "The purchase of the land"."""
    numbered: Pattern
    """A stage with its number or letter: "Stage C", "phase 2"."""
    service: Pattern
    """What is there once it has begun: "The new contract", "Weekly collections"."""
    resource: Pattern
    """Who is there to do the work: "A dedicated team"."""
    opened: Pattern
    """What is under way once it is live: "Recruitment", "The consultation"."""
    to_every: Pattern
    """Everybody behind a verb: "(shared) with all schools"."""
    running: Pattern
    """What a thing does that is there: "are now taking"; no "are now drafting"."""


@dataclass(frozen=True, slots=True)
class DeedWords:
    """Verbs in the past that end no work, by what stands behind them or before."""

    moved: frozenset[str]
    """What is said of a figure that moved: "improved (to 88%)"."""
    forward: frozenset[str]
    """What is done so that something else may come: "ordered"."""
    put_off: frozenset[str]
    later: Pattern
    """What is done to a date, and the date behind it: "moved (to 2027)"."""
    befallen: frozenset[str]
    """What befell the work, and is no report of any: "affected"."""
    decided: frozenset[str]
    """Verbs of deciding and choosing, steps where "to" and a verb follow them."""


@dataclass(frozen=True, slots=True)
class AheadWords:
    """What is still to come."""

    rest: Pattern
    """A piece of a sentence that opens with what is left: "the remainder", "third site", "two more"."""
    outstanding: Pattern
    upcoming: Pattern
    """What comes next: "to follow", "starts in"."""
    aftercare: Pattern
    """What comes after an end and takes nothing from it: "review", "each year"."""
    since: Pattern
    """What was done, or holds, before "from" where that names a beginning in the past: "applied to bills (from April)"."""
    judged: Pattern
    """What stands before "to be" where nothing is to come."""
