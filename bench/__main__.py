"""`python -m bench [PART ...]`: measures what is named, or everything, and writes it onto `bench/REPORT.md`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.corpus import below, raise_to, read_all
from bench.links import link_report
from bench.pdf_speed import pdf_report
from bench.quality_report import quality_part
from bench.report import PARTS, REPORT, write_part
from bench.speed_report import rate_part, time_part
from bench.stages import profile_part

ROOT = Path(__file__).resolve().parent.parent
Told = tuple[list[str], dict[str, str]]
"""The lines of a part, and its charts by name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints and writes; gives back the exit code, 1 where a floor was fallen below."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure quality, links, speed beside peers, and where the time goes.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)} (default: all)")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors of generated papers to what is reached now")
    parser.add_argument("--because", default="", metavar="REASON", help="with --raise-floors: let floors fall too, for this reason")
    parser.add_argument("--output", type=Path, default=REPORT, metavar="FILE", help="the page to write")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    problems: list[str] = []
    for name in asked.parts or PARTS:
        lines, charts = _quality(asked, problems) if name == "quality" else OTHERS[name]()
        print("\n".join([*lines, ""]), flush=True)
        write_part(name, lines, charts, asked.output)
    for problem in problems:
        print(f"not ok: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _quality(asked: argparse.Namespace, problems: list[str]) -> Told:
    judged, corpus = read_all()
    if asked.raise_floors:
        for line in raise_to(judged, corpus, asked.because):
            print(line)
    problems += below(judged, corpus)
    return quality_part(judged, problems)


def _shared() -> Path:
    return Path(os.environ.get("SHARED") or ROOT.parent / "shared")


def _links() -> Told:
    return ["## Actions followed into the next edition", "", "```text", *link_report(), "```"], {}


def _peers() -> Told:
    lines = ["## Beside other libraries", "", *time_part(_shared()), "", "### PDF", "", "```text", *pdf_report(_shared()), "```"]
    return lines, {}


def _speed() -> Told:
    return ["## How fast meaning is read", "", *rate_part(_shared())], {}


OTHERS: Mapping[str, Callable[[], Told]] = {"links": _links, "peers": _peers, "speed": _speed, "profile": profile_part}

if __name__ == "__main__":
    sys.exit(main())
