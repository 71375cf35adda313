"""The command line: every verb with what may be asked of it."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from review.ask import QUESTIONS

EXAMPLES = """examples:
  council-plans run papers/ --output output  read every paper below a folder
  council-plans run plan.txt more/ --jobs 2  files and folders, two at a time
  council-plans explain ACTION_ID            where an action's values come from
  council-plans explain ACTION_ID --image row.png --papers papers/
  council-plans tables paper.pdf --json      every table in it, plan or not
  council-plans check plans/ --gold gold/ --floors floors.toml
  council-plans history ACTION_ID            an action, edition by edition
  council-plans ask overdue --on 2025-04-01  past their date and not complete
  council-plans ask dropped --sql            the query itself, for DuckDB
  council-plans doubts                       unread values as lexicon lines
  council-plans store --prune                delete what is kept of papers gone
  council-plans export --xlsx actions.xlsx   a flat copy for a spreadsheet

exit codes: 0 all well, 1 some documents failed (check: below a floor), 2 usage,
            3 nothing extracted, 130 stopped"""


def _jobs(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 512:
        raise argparse.ArgumentTypeError("takes a whole number from 1 to 512")
    return int(text)


def _seconds(text: str) -> float:
    if not text.isdigit() or not 1 <= int(text) <= 86_400:
        raise argparse.ArgumentTypeError("takes a whole number of seconds from 1 to 86400")
    return float(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("takes a day such as 2025-04-01") from None


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
    explain.add_argument("--image", type=Path, metavar="FILE", help="draw its pages there as PNG, the row and its cells outlined")
    explain.add_argument(
        "--papers", action="append", default=[], type=Path, metavar="PATH", help="with --image: a file or folder that the run was given"
    )
    history = verbs.add_parser("history", help="what became of one action, edition by edition")
    history.add_argument("action_id", metavar="ACTION_ID")
    ask = verbs.add_parser("ask", help="what councils are asked: which actions slipped, were dropped, are overdue, have no lead")
    _add_ask(ask)
    tables = verbs.add_parser("tables", help="every table found in papers, plan or not")
    tables.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    tables.add_argument("--json", action="store_true", help="one line of JSON a table; rows and columns from 0, ends included")
    tables.add_argument("--lexicons", type=Path, metavar="DIR", help="a folder of your own lexicon lines, laid over ours")
    _add_check(verbs.add_parser("check", help="hold the extraction of samples to their gold and floors"))
    doubts = verbs.add_parser("doubts", help="unread values as lexicon lines to paste, commonest first")
    export = verbs.add_parser("export", help="flat copies for people without Parquet")
    export.add_argument("--csv", type=Path, metavar="FILE")
    export.add_argument("--xlsx", type=Path, metavar="FILE")
    store = verbs.add_parser("store", help="what was read and is kept for the next run")
    store.add_argument("--prune", action="store_true", help="delete what the last run did not ask for")
    for verb in (explain, history, ask, doubts, export, store):
        verb.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="the dataset's folder (default: output)")
    return top


def _add_ask(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("question", choices=QUESTIONS)
    verb.add_argument("--on", type=_day, metavar="DATE", help="what was known, and overdue, on this day (default: today)")
    verb.add_argument("--council", metavar="NAME", help="only councils whose name holds this")
    verb.add_argument("--sql", action="store_true", help="print the query instead of asking it")


def _add_check(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    verb.add_argument("--gold", type=Path, required=True, metavar="DIR", help="folder of gold files")
    verb.add_argument("--floors", type=Path, metavar="FILE", help="figures that may not be fallen below")
    verb.add_argument("--raise-floors", action="store_true", help="raise the floors to what is reached now")
    verb.add_argument("--because", default="", metavar="REASON", help="with --raise-floors: let floors fall too, for this reason")
    verb.add_argument("--show", action="store_true", help="name every wrong field")
    _add_reading(verb)


def _add_run(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders of papers")
    verb.add_argument("--output", type=Path, default=Path("output"), metavar="DIR", help="the dataset's folder (default: output)")
    verb.add_argument("--keep-contacts", action="store_true", help="do not mask e-mail addresses and telephone numbers")
    verb.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="have the workers of this Dask scheduler read (extra: cluster)")
    verb.add_argument(
        "--timeout", type=_seconds, default=120.0, metavar="SECONDS", help="for one document (default: 120; 20 more a page sent to OCR)"
    )
    verb.add_argument("--log", type=Path, metavar="FILE", help="write one JSON line a document")
    verb.add_argument("--quiet", action="store_true", help="print nothing but errors")
    verb.add_argument("--verbose", action="store_true", help="name every document and what went wrong inside")
    _add_reading(verb)


def _add_reading(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--lexicons", type=Path, metavar="DIR", help="a folder of your own lexicon lines, laid over ours")
    verb.add_argument(
        "--jobs",
        type=_jobs,
        default=max(2, os.cpu_count() or 1),
        metavar="N",
        help="documents read side by side (default: one a processor, two at least)",
    )
