"""The verbs in order, and the command line: find, read, publish; explain, check, doubts, export."""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from errors import PipelineError, PublishError, UsageError
from extract.sources import find_sources
from harvest import harvest
from model import Harvest, Source
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words
from review.console import Watch, closing_table, say
from review.journal import journal

ALL_WELL, SOME_FAILED, NOTHING_FOUND, INTERRUPTED = 0, 1, 3, 130
AHEAD = 4
"""Documents handed to each worker before its results are taken."""

Reader = Callable[[Source], Harvest]

EXAMPLES = """examples:
  python pipeline.py run papers/ --output output          read every paper below a folder
  python pipeline.py run plan.txt more/ --jobs 2          files and folders, two at a time
  python pipeline.py explain ACTION_ID                    where each value of one action comes from
  python pipeline.py check samples/plans --gold samples/gold --floors bench/floors.toml
  python pipeline.py doubts                               unread values as lexicon lines, commonest first
  python pipeline.py export --xlsx actions.xlsx           a flat copy for a spreadsheet

exit codes: 0 all well, 1 some documents failed (check: below a floor), 2 usage, 3 nothing extracted"""


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

    say(explanation(find_action(asked.output, asked.action_id)))
    return ALL_WELL


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


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError("takes a whole number from 1 to 512")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The command line: one verb a subcommand."""
    top = argparse.ArgumentParser(
        prog="council-plans",
        description="Reads councils' action plans out of committee papers into one dataset.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_run(verbs.add_parser("run", help="read papers and publish the dataset"))
    explain = verbs.add_parser("explain", help="where each value of one action comes from")
    explain.add_argument("action_id", metavar="ACTION_ID")
    check = verbs.add_parser("check", help="hold the extraction of samples to their gold and floors")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    check.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder of gold files")
    check.add_argument("--floors", type=Path, metavar="FILE", help="figures that may not be fallen below")
    check.add_argument("--raise-floors", action="store_true", help="raise the floors to what is reached now")
    check.add_argument("--because", default="", metavar="REASON", help="with --raise-floors: let floors fall too, for this reason")
    check.add_argument("--show", action="store_true", help="name every wrong field")
    doubts = verbs.add_parser("doubts", help="unread values as lexicon lines to paste, commonest first")
    export = verbs.add_parser("export", help="flat copies for people without Parquet")
    export.add_argument("--csv", type=Path, metavar="FILE")
    export.add_argument("--xlsx", type=Path, metavar="FILE")
    for verb, act in ((explain, _explain), (check, _check), (doubts, _doubts), (export, _export)):
        verb.set_defaults(act=act)
    for verb in (explain, doubts, export):
        verb.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="the dataset's folder (default: output)")
    for verb in (check,):
        _add_reading(verb)
    return top


def _add_run(verb: argparse.ArgumentParser) -> None:
    verb.set_defaults(act=_run)
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders of papers")
    verb.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="the dataset's folder (default: output)")
    verb.add_argument("--keep-contacts", action="store_true", help="do not mask e-mail addresses and telephone numbers")
    verb.add_argument("--log", type=Path, metavar="FILE", help="write one JSON line a document")
    verb.add_argument("--quiet", action="store_true", help="print nothing but errors")
    verb.add_argument("--verbose", action="store_true", help="name every document and what went wrong inside")
    _add_reading(verb)


def _add_reading(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--lexicons", type=Path, metavar="DIR", help="a folder of your own lexicon lines, laid over ours")
    verb.add_argument(
        "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="N", help="documents read side by side (default: one a processor)"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives back the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    asked = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO if getattr(asked, "verbose", False) else logging.ERROR, format="%(message)s")
    if asked.verb == "export" and asked.csv is None and asked.xlsx is None:
        parser().error("export: name a file with --csv or --xlsx")
    try:
        return int(asked.act(asked))
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
