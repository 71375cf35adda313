"""The verbs in order: find, read, publish; explain, tables, check, doubts, export."""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from commands import parser
from errors import PipelineError, PublishError, SourceError, UnreadableSource, UsageError
from extract.documents import refuse_oversize
from extract.sources import find_sources
from harvest import harvest
from model import Harvest, Source
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words, meanings
from review.console import Watch, closing_table, say
from review.journal import journal

ALL_WELL, SOME_FAILED, NOTHING_FOUND, INTERRUPTED = 0, 1, 3, 130
AHEAD = 4
"""Documents handed to each worker before its results are taken."""

Reader = Callable[[Source], Harvest]


def run(
    roots: Sequence[Path],
    output: Path,
    lexicons: Path | None,
    jobs: int,
    keep_contacts: bool,
    watch: Watch,
    log: Path | None,
    sources: Sequence[Source],
) -> int:
    """Reads every source and publishes the dataset; the exit code says how it went."""
    from publish.changes import changes
    from publish.dataset import publish

    told: list[Harvest] = []
    with watch:
        passing = watch.follow(journal(harvests(sources, lexicons, jobs, keep_contacts), log))
        published = publish(_remember(passing, told), output)
    if not watch.quiet:
        say(closing_table(told))
        say(str(changes(published.before, published.version)))
        say(f"Published to {output / 'current'}.")
    if not any(each.plans for each in told):
        return NOTHING_FOUND
    return SOME_FAILED if any(each.state in ("failed", "no_text") for each in told) else ALL_WELL


def _remember(passing: Iterator[Harvest], told: list[Harvest]) -> Iterator[Harvest]:
    for each in passing:
        told.append(each)
        yield each


def harvests(sources: Sequence[Source], lexicons: Path | None, jobs: int, keep_contacts: bool) -> Iterator[Harvest]:
    """What each source gave, in the sources' order; `jobs` processes read side by side and give the same."""
    read = partial(harvest_one, lexicons=lexicons, keep_contacts=keep_contacts)
    if jobs == 1 or len(sources) < 2:
        yield from map(read, sources)
        return
    left = list(sources)
    while left:  # a pool in which a worker died is of no more use; the papers that are left go to another
        with ProcessPoolExecutor(max_workers=min(jobs, len(left)), initializer=_end_with_parent) as pool:
            try:
                left = yield from _read_through(pool, read, left, jobs * AHEAD)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _read_through(pool: ProcessPoolExecutor, read: Reader, left: list[Source], ahead: int) -> Generator[Harvest, None, list[Source]]:
    """Harvests in order until a worker dies; gives back the sources that were not handed out by then."""
    whole = True
    while left and whole:
        chunk, left = left[:ahead], left[ahead:]
        for source, future in [(source, _submit(pool, read, source)) for source in chunk]:
            try:
                found = future.result() if future is not None else None
            except BrokenProcessPool:
                found = None
            whole = whole and found is not None
            yield found or _read_alone(read, source)
    return left


def _submit(pool: ProcessPoolExecutor, read: Reader, source: Source) -> Future[Harvest] | None:
    try:
        return pool.submit(read, source)
    except BrokenProcessPool:
        return None


def _read_alone(read: Reader, source: Source) -> Harvest:
    """The harvest of a paper that was with a worker when one died: it is read again, with nothing beside it."""
    with ProcessPoolExecutor(max_workers=1, initializer=_end_with_parent) as pool:
        try:
            return pool.submit(read, source).result()
        except BrokenProcessPool:
            why = f"{source.label}: reading it ended the process, most likely for want of memory."
            return Harvest(source, "failed", error=f"{why} Save the plan's own pages as a file of their own.")


def _end_with_parent() -> None:
    """Has a worker end when the run is killed, which its queue alone would never tell it; stopping it by hand is the run's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(NOTHING_FOUND)), daemon=True).start()


def harvest_one(source: Source, lexicons: Path | None, keep_contacts: bool) -> Harvest:
    """One document's harvest; the lexicons are made ready once a process."""
    return harvest(source, ready_words(lexicons), keep_contacts)


@lru_cache(maxsize=2)
def ready_words(lexicons: Path | None) -> Words:
    """The lexicons, with the user's lines over ours, compiled."""
    return compile_words(load_lexicons(lexicons))


# -- command line ------------------------------------------------------------------------------------------------------------


def _run(asked: argparse.Namespace) -> int:
    ready_words(asked.lexicons)  # a malformed lexicon is told before any paper is read, and so is an output that cannot be written
    _refuse_output(asked.output)
    sources = find_sources(asked.paths)
    if not sources:
        raise UsageError(f"{', '.join(map(str, asked.paths))}: no document in it.", "Name a file, or a folder that holds papers.")
    watch = Watch(len(sources), asked.quiet, asked.verbose)
    return run(asked.paths, asked.output, asked.lexicons, asked.jobs, asked.keep_contacts, watch, asked.log, sources)


def _refuse_output(output: Path) -> None:
    """Returns where the folder can be written, or made; raises PublishError where it plainly cannot."""
    nearest = next(path for path in (output, *output.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise PublishError(f"{output}: {nearest} is a file.", f"Give --output a folder. {PublishError.advice}")
    if not os.access(nearest, os.W_OK | os.X_OK):
        advice = f"Give --output a folder that this user may write to. {PublishError.advice}"
        raise PublishError(f"{output}: {nearest} may not be written to.", advice)


def _explain(asked: argparse.Namespace) -> int:
    from publish.reading import find_action
    from review.explain import explanation

    action = find_action(asked.output, asked.action_id)
    say(explanation(action))
    if asked.image is not None:
        from extract.pages.pdf import render
        from review.picture import find_paper, save_picture

        save_picture(action, partial(render, find_paper(action, asked.papers)), asked.image)
        say(f"Drawn to {asked.image}.")
    return ALL_WELL


def _tables(asked: argparse.Namespace) -> int:
    from extract.found_tables import find_tables
    from review.tables import shown_tables, table_lines

    refused = 0
    words = meanings(ready_words(asked.lexicons))
    for source in find_sources(asked.paths):
        try:
            if source.error:
                raise UnreadableSource(source.error, "")
            refuse_oversize(source.size, source.media_type, source.label)
            found = find_tables(Path(source.path).read_bytes(), source.label, source.media_type, words)
        except SourceError as refusal:
            print(refusal, file=sys.stderr)
            refused += 1
            continue
        if asked.json:
            sys.stdout.writelines(f"{line}\n" for line in table_lines(source.label, found))
        else:
            say(shown_tables(source.label, found))
    return SOME_FAILED if refused else ALL_WELL


def _check(asked: argparse.Namespace) -> int:
    from bench.check import check, raise_floors

    with tempfile.TemporaryDirectory(prefix="council-plans-") as folder:
        output = Path(folder) / "output"
        sources = find_sources(asked.paths)
        run(asked.paths, output, asked.lexicons, asked.jobs, False, Watch(len(sources), True, False), None, sources)
        report = check(output, asked.gold, None if asked.raise_floors else asked.floors)
    say(str(report))
    if asked.raise_floors and asked.floors:
        say("\n".join(raise_floors(report, asked.floors, allow_lower=bool(asked.because), reason=asked.because)) or "No floor rose.")
    elif asked.show:
        say("\n".join(f"{source}: {miss}" for source, miss in report.misses()))
    return ALL_WELL if report.ok else SOME_FAILED


def _doubts(asked: argparse.Namespace) -> int:
    from publish.doubts import doubt_lines

    say(doubt_lines(asked.output).rstrip())
    return ALL_WELL


def _export(asked: argparse.Namespace) -> int:
    from publish.export import export_csv, export_xlsx

    for file, export in ((asked.csv, export_csv), (asked.xlsx, export_xlsx)):
        if file is not None:
            say(f"{export(asked.output, file):,} actions to {file}")
    return ALL_WELL


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "explain": _explain,
    "tables": _tables,
    "check": _check,
    "doubts": _doubts,
    "export": _export,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives back the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    asked = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if getattr(asked, "verbose", False) else logging.ERROR, format="%(message)s")
    if asked.verb == "export" and asked.csv is None and asked.xlsx is None:
        parser().error("export: name a file with --csv or --xlsx")
    try:
        return VERBS[asked.verb](asked)
    except PipelineError as trouble:
        print(f"council-plans: {trouble}", file=sys.stderr)
        return trouble.exit_code
    except KeyboardInterrupt:
        print(f"council-plans: stopped. {PublishError.advice}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115,PTH123,WPS515  # the reader left; nothing more can be told
        return ALL_WELL


if __name__ == "__main__":
    sys.exit(main())
