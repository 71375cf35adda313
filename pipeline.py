"""The verbs in order: find, read, publish; explain, history, ask, tables, check, doubts, export."""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from batch.limits import Limits
from batch.upkeep import pruned, stored
from commands import parser
from errors import PipelineError, PublishError, SourceError, UnreadableSource, UsageError
from model import StateCount, remote_address
from reading import ready_words, settings
from review.console import Watch, closing_table, say
from review.journal import journal
from runs import SILENT, STORE, Run, Told, quiet_run, run

if TYPE_CHECKING:
    from publish.dataset import Published

ALL_WELL, SOME_FAILED, NOTHING_FOUND, INTERRUPTED = 0, 1, 3, 130

# -- command line ------------------------------------------------------------------------------------------------------------


def _run(asked: argparse.Namespace) -> int:
    """A malformed lexicon is told before any paper is read, and so is an output that cannot be written."""
    deciding = settings(asked.lexicons, asked.keep_contacts)
    named = remote_address(asked.output) or asked.output
    send = _sender(asked)
    _refuse_output(asked.output)
    limits = Limits(seconds=asked.timeout)
    with journal(asked.log) as log, Watch(asked.quiet, asked.verbose) as watch:
        ended = run(Run(asked.paths, asked.output, deciding, limits, asked.jobs, asked.scheduler, asked.last), Told(watch, log))
    send(ended.published)
    if not asked.quiet:
        from publish.changes import changes

        say(closing_table(ended.figures.by_state))
        say(str(changes(ended.published.before, ended.published.version, ended.published.touched)))
        say(f"Published to {named}/current.")
    if ended.stopped:
        print(f"council-plans: stopped with {ended.left:,} documents unread. Run it again to go on.", file=sys.stderr)
        return INTERRUPTED
    return exit_code(ended.figures.by_state)


def _sender(asked: argparse.Namespace) -> Callable[[Published], object]:
    """Who sends the dataset to where it is to be: where that is an address, the run works in a folder of this machine."""
    address = remote_address(asked.output)
    if address is None:
        return lambda published: False
    from publish.object_store import look, send, workplace

    remote, asked.output = look(address), workplace(address)
    asked.output.mkdir(parents=True, exist_ok=True)
    return lambda published: send(remote, published, asked.output)


def _bring_near(asked: argparse.Namespace) -> None:
    """Has the verbs that read a dataset find the one of an address on this machine."""
    address = remote_address(asked.output) if asked.verb != "run" and "output" in asked else None
    if address is not None:
        from publish.object_store import fetched, workplace

        asked.output = workplace(address) if asked.verb == "store" else fetched(address)


def exit_code(counts: Mapping[str, StateCount]) -> int:
    """How it went: nothing found, some failed, or all well."""
    if not any(count.plans for count in counts.values()):
        return NOTHING_FOUND
    return SOME_FAILED if counts.keys() & {"failed", "no_text"} else ALL_WELL


def _refuse_output(output: Path) -> None:
    """Returns where the folder can be written, or made; raises PublishError where it plainly cannot."""
    nearest = next(path for path in (output, *output.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise PublishError(f"{output}: {nearest} is a file.", f"Give --output a folder. {PublishError.advice}")
    if not os.access(nearest, os.W_OK | os.X_OK):
        advice = f"Give --output a folder that this user may write to. {PublishError.advice}"
        raise PublishError(f"{output}: {nearest} may not be written to.", advice)


def _explain(asked: argparse.Namespace) -> int:
    from publish.reading import find_action, plainly
    from review.explain import explanation

    with plainly(asked.output):
        action = find_action(asked.output, asked.action_id)
    say(explanation(action))
    if asked.image is not None:
        from extract.pages.pdf import render
        from review.picture import find_paper, save_picture

        save_picture(action, partial(render, find_paper(action, asked.papers)), asked.image)
        say(f"Drawn to {asked.image}.")
    return ALL_WELL


def _history(asked: argparse.Namespace) -> int:
    from publish.history import find_life
    from publish.reading import plainly
    from review.history import shown_life

    with plainly(asked.output):
        life = find_life(asked.output, asked.action_id)
    say(shown_life(life.actions, life.links))
    return ALL_WELL


def _ask(asked: argparse.Namespace) -> int:
    from publish.reading import open_dataset, plainly, refuse_strange_council
    from review.ask import answer, question_sql, shown_answer

    on = asked.on or date.today()
    if asked.sql:
        print(question_sql(asked.question, (asked.output / "current").as_posix(), on, asked.council))
        return ALL_WELL
    with plainly(asked.output):
        opened = open_dataset(asked.output)
        if asked.council is not None:
            refuse_strange_council(opened, asked.council)
        told = answer(asked.question, opened.version, on, asked.council)
    say(shown_answer(told))
    return ALL_WELL


def _tables(asked: argparse.Namespace) -> int:
    from extract.documents import refuse_oversize
    from extract.found_tables import find_tables
    from extract.sources import find_sources, read_bytes
    from normalise.words import meanings
    from review.tables import shown_tables, table_lines

    refused = 0
    words = meanings(ready_words(asked.lexicons))
    for source in find_sources(asked.paths):
        try:
            if source.error:
                raise UnreadableSource(source.error, "")
            refuse_oversize(source.size, source.media_type, source.label)
            found = find_tables(read_bytes(source), source.label, source.media_type, words)
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
    if asked.raise_floors and asked.floors is None:
        raise UsageError("--raise-floors: no floors are named.", "Name their file with --floors.")
    from bench.check import check, raise_floors

    with tempfile.TemporaryDirectory(prefix="council-plans-") as folder:
        output = Path(folder) / "output"
        run(quiet_run(asked.paths, output, asked.lexicons, asked.jobs), SILENT)
        report = check(output, asked.gold, None if asked.raise_floors else asked.floors)
    say(str(report))
    if asked.raise_floors:
        say("\n".join(raise_floors(report, asked.floors, allow_lower=bool(asked.because), reason=asked.because)) or "No floor rose.")
    elif asked.show:
        say("\n".join(f"{source}: {miss}" for source, miss in report.misses()))
    return ALL_WELL if report.ok else SOME_FAILED


def _doubts(asked: argparse.Namespace) -> int:
    from publish.doubts import doubt_lines
    from publish.reading import plainly

    with plainly(asked.output):
        lines = doubt_lines(asked.output)
    say(lines.rstrip())
    return ALL_WELL


def _store(asked: argparse.Namespace) -> int:
    for line in (pruned if asked.prune else stored)(asked.output / STORE):
        say(line)
    return ALL_WELL


def _export(asked: argparse.Namespace) -> int:
    if asked.csv is None and asked.xlsx is None:
        raise UsageError("export: no file is named.", "Name one with --csv or --xlsx.")
    from publish.export import export_csv, export_xlsx
    from publish.reading import plainly

    for file, export in ((asked.csv, export_csv), (asked.xlsx, export_xlsx)):
        if file is not None:
            with plainly(asked.output):
                written = export(asked.output, file)
            say(f"{written:,} actions to {file}")
    return ALL_WELL


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "run": _run,
    "explain": _explain,
    "history": _history,
    "ask": _ask,
    "tables": _tables,
    "check": _check,
    "doubts": _doubts,
    "store": _store,
    "export": _export,
}


def _tell(verbose: bool, quiet: bool) -> None:
    """Has warnings of our own shown, of which each asks somebody to act; those of libraries are for whoever looks into a fault."""
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(message)s")
    if not verbose and not quiet:
        logging.getLogger("extract").setLevel(logging.WARNING)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; gives back the exit code. Without arguments it is this process's own, and the process ends with it."""
    if arguments is None:
        gc.set_threshold(20_000, 10, 10)  # what is loaded first is there to stay: looking for litter in it is a tenth of a short run
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # its own keeps what it had at most, a third of what a run holds
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    asked = parser().parse_args(arguments)
    asked.last = arguments is None
    _tell(getattr(asked, "verbose", False), getattr(asked, "quiet", False))
    try:
        _bring_near(asked)
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
