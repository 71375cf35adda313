"""What a run has of every document: out of the store where it stands there, else from whoever reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from functools import partial

from batch.codec import Unreadable, unpacked
from batch.drive import Done
from batch.engines import WorkerEnded
from batch.limits import Limits, why_it_ended
from batch.papers import Memory
from batch.register import Register
from batch.store import Store
from errors import PipelineError
from model import Harvest, Kept, Outcome, Source
from reading import Result, Settings, Task, found_key, key_of, outcome_of, read_one

MOST_TRIES = 3
"""Runs in which a paper may end its worker before it is left alone."""


@dataclass(slots=True)
class RunReader:
    """One run's reading: from the store, where a paper stands there, else by the engine."""

    settings: Settings
    limits: Limits
    store: Store
    memory: Memory
    register: Register
    told: Callable[[Outcome], None]

    def recalled(self, source: Source) -> bool:
        """Takes the paper from the store; False where it must be read."""
        key, before = key_of(source, self.settings), self.memory.outcome(source.label)
        same = before if before is not None and before.key == key else None
        if same is not None and same.tries:
            if same.tries < MOST_TRIES or same.patience < self.limits.seconds:
                return False
            self._take(replace(same, fresh=False))
        elif not key or not self.store.has("records", key):
            return False
        else:
            outcome = same or self._outcome(source, key)
            if outcome is None:
                return False
            self._take(replace(outcome, fresh=False))
        return True

    def _outcome(self, source: Source, key: str) -> Outcome | None:
        """The figures of a harvest in the store, which a run that was killed did not leave."""
        try:
            return replace(outcome_of(load(self.store, source, key)), key=key)
        except Unreadable:
            self.store.drop("records", key)
            return None

    def submit(self, executor: Executor, source: Source) -> Future[Result]:
        """Hands the paper over, with what layout found in the same bytes before."""
        found = None if source.error else self.store.get("extractions", found_key(source, self.settings))
        return executor.submit(read_one, Task(source, self.settings, found))

    def finish(self, done: Done[Source, Result]) -> None:
        """Keeps what came of a paper. Raises the PipelineError that a worker stopped the run with."""
        source = done.asked
        try:
            result = done.future.result()
        except PipelineError:
            raise
        except Exception as fault:
            self._take(self._ended(source, fault))
            return
        if result.extraction is not None:
            self.store.put("extractions", found_key(source, self.settings), result.extraction)
        if result.outcome.key:
            self.store.put("records", result.outcome.key, result.record)
        self._take(result.outcome)

    def _ended(self, source: Source, fault: Exception) -> Outcome:
        """What is told of a paper whose worker ended: nothing of it is kept, and it is tried again, but not for ever."""
        limits, key = self.limits, key_of(source, self.settings)
        before = self.memory.outcome(source.label)
        tries = before.tries if before is not None and before.key == key and before.patience >= limits.seconds else 0
        why = why_it_ended(fault.exit_code, limits) if isinstance(fault, WorkerEnded) else f"its worker was lost ({fault})."
        told = Harvest(source, "failed", error=" ".join(f"{source.label}: {why}".split()))
        return replace(outcome_of(told), key=key, tries=tries + 1, patience=limits.seconds)

    def left_behind(self, source: Source) -> bool:
        """Takes what an earlier run read of a paper that this one did not come to; False where none did."""
        before = self.memory.outcome(source.label)
        if before is None or before.tries or not before.key or not self.store.has("records", before.key):
            return False
        self._take(replace(before, fresh=False))
        return True

    def kept(self) -> Iterator[Kept]:
        """Every document that was come to, by label, with what publishing asks of it."""
        shared = self.register.shared()
        for source, outcome in self.register.documents():
            if outcome.key and not outcome.tries:
                key, load = outcome.key, partial(self._load, source, outcome.key)
            else:
                key, load = f"{outcome.state} {outcome.error}", partial(Harvest, source, outcome.state, error=outcome.error)
            yield Kept(source, key, load, source.sha256 in shared)

    def _load(self, source: Source, key: str) -> Harvest:
        """The harvest out of the store; where another hand damaged it there, it is read anew from its paper."""
        try:
            return load(self.store, source, key)
        except Unreadable:
            result = read_one(Task(source, self.settings))
            if result.outcome.key == key:
                self.store.put("records", key, result.record)
            return replace(unpacked(Harvest, result.record), source=source)

    def _take(self, outcome: Outcome) -> None:
        self.register.tell(outcome)
        self.told(outcome)


def load(store: Store, source: Source, key: str) -> Harvest:
    """The harvest under that key, of this paper. Raises Unreadable where it is not there or was altered."""
    data = store.get("records", key)
    if data is None:
        raise Unreadable(f"no record {key}")
    return replace(unpacked(Harvest, data), source=source)
