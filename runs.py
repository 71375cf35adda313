"""One run: papers found, those read that were not read before, and the dataset of them all published."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import TYPE_CHECKING

from batch.drive import UnderWay, drive
from batch.engines import Engine, Start, beside, cluster, here
from batch.limits import Limits
from batch.papers import Memory, load_memory
from batch.register import Register, open_register
from batch.store import Store
from batch.tally import Figures, Stopwatch, counted, write_tally
from errors import PublishError, UsageError
from extract.sources import fingerprint, walk
from model import Outcome, Source
from publish.light_arrow import leave_numpy_out
from reading import Settings, settings, warm
from review.console import Watch
from review.journal import Journal
from run_reader import RunReader

if TYPE_CHECKING:
    from publish.dataset import Published

STORE = ".store"


@dataclass(frozen=True, slots=True)
class Run:
    """What a run was asked to be."""

    roots: Sequence[Path]
    output: Path
    settings: Settings
    limits: Limits = Limits()
    jobs: int = 1
    scheduler: str | None = None
    last: bool = False
    """The process ends with this run: what it loads to publish need serve nobody else."""


@dataclass(slots=True)
class Stop:
    """Whether somebody asked the run to end: once, and it ends what is under way; twice, and it ends at once."""

    asked: bool = False

    def __call__(self) -> bool:
        """True from the first asking on."""
        return self.asked

    def ask(self, signum: int, frame: FrameType | None) -> None:
        """The handler of SIGINT and SIGTERM."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Within, SIGINT and SIGTERM only ask the run to stop; in a thread beside the main one, where no signal comes, nothing is changed."""
    stop = Stop()
    if current_thread() is not main_thread():
        yield stop
        return
    before = {each: signal.signal(each, stop.ask) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def engine_of(run: Run) -> AbstractContextManager[Engine]:
    """Who reads the papers of this run."""
    start = Start("harvest", warm, (run.settings.lexicons,))
    if run.scheduler:
        return cluster(run.scheduler, run.limits, start)
    return here() if run.jobs == 1 else beside(run.jobs, run.limits, start)


@dataclass(frozen=True, slots=True)
class Told:
    """Those who are told of every document: the console and the journal."""

    watch: Watch
    journal: Journal

    def document(self, outcome: Outcome) -> None:
        """Tells them of one document."""
        self.watch.tell(outcome)
        self.journal.note(outcome)

    def under_way(self, papers: list[UnderWay[Source]]) -> None:
        """Tells the console what is being read."""
        self.watch.under_way([(each.asked.label, each.seconds) for each in papers])


SILENT = Told(Watch(quiet=True, verbose=False), Journal())
"""Tells nobody of what went well."""


def quiet_run(roots: Sequence[Path], output: Path, lexicons: Path | None = None, jobs: int = 1) -> Run:
    """A run for its dataset alone."""
    return Run(roots, output, settings(lexicons, keep_contacts=False), jobs=jobs)


def find_all(run: Run, register: Register, memory: Memory) -> None:
    """Takes down every document of the run with its fingerprint. Raises UsageError where there is none."""
    register.add(walk(run.roots))
    found = 0
    for found, one in enumerate(register.found(), 1):  # noqa: B007  # how many there were
        register.know(*fingerprint(one, memory.recall))
    if not found:
        raise UsageError(f"{', '.join(map(str, run.roots))}: no document in it.", "Name a file, or a folder that holds papers.")


def read_all(run: Run, reader: RunReader, told: Told, stop: Stop) -> int:
    """Has every document read that does not stand in the store; gives back how many were left, since the run was asked to stop.

    Those stand as an earlier run read them.
    """
    recalled = [0, 0]
    for source in reader.register.sources():
        recalled[reader.recalled(source)] += 1
    told.watch.begin(*recalled)
    if recalled[False]:
        with engine_of(run) as engine:
            submit = partial(reader.submit, engine.executor)
            for done in drive(submit, engine.ahead, reader.register.waiting(), stop, told.under_way):
                reader.finish(done)
    return sum(not reader.left_behind(source) for source in reader.register.waiting())


def run(asked: Run, told: Told) -> Ended:
    """Reads what is to be read, and publishes the dataset of every document that was ever read of these roots.

    Raises PipelineError where the run cannot go on; what was read until then is kept, and the next run goes on from it.
    """
    clock, store = Stopwatch(), Store(asked.output / STORE)
    try:
        with stoppable() as stop, open_register(store.root, asked.settings.readers) as register:
            memory = load_memory(store.root, asked.settings.readers)
            return _run(asked, told, RunReader(asked.settings, asked.limits, store, memory, register, told.document), clock, stop)
    except OSError as reason:
        from publish.dataset import ADVICE

        why, advice = f"{asked.output}: what was read cannot be kept: {reason.strerror or reason}.", ADVICE.get(reason.errno or 0, "")
        raise PublishError(why, f"{advice} {PublishError.advice}".strip()) from reason


def _run(asked: Run, told: Told, reader: RunReader, clock: Stopwatch, stop: Stop) -> Ended:
    with clock.stage("find"):
        find_all(asked, reader.register, reader.memory)
    with clock.stage("read"):
        left = read_all(asked, reader, told, stop)
    reader.memory.close()
    reader.register.save()
    figures = counted(reader.register.outcomes(), reader.register.shared())
    with clock.stage("publish"):
        if asked.last:
            leave_numpy_out()
        from link.linking import linker
        from publish.dataset import publish

        published = publish(reader.kept(), asked.output, linker())
    write_tally(asked.output, clock, figures, _facts(asked, left, published))
    return Ended(published, figures, left, stop.asked)


@dataclass(frozen=True, slots=True)
class Ended:
    """What a run came to."""

    published: Published
    figures: Figures
    left: int
    """Documents that were not read before the run was stopped."""
    stopped: bool
    """Somebody asked it to end before every document was read."""


def _facts(asked: Run, left: int, published: Published) -> dict[str, object]:
    return {
        "version": published.version.name,
        "readers": asked.settings.readers,
        "lexicons": asked.settings.digest,
        "jobs": asked.jobs,
        "scheduler": asked.scheduler,
        "documents_left": left,
    }
