"""Generated Word files as an office program prints them: LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.generator.documents import Made

LONGEST = 600.0
"""Seconds that the program may take over all files."""


def office() -> str | None:
    """The command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def print_by_office(made: Sequence[Made], folder: Path) -> list[Made]:
    """The Word files as PDF, written to `papers` below the folder; none where there is no such program."""
    command = office()
    if command is None or not made:
        return []
    papers = [_as_pdf(one) for one in made]
    sources, printed = folder / "word", folder / "printed"
    sources.mkdir()
    for word, paper in zip(made, papers, strict=True):
        (sources / Path(paper.name).with_suffix(".docx")).write_bytes(word.content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(path) for path in sources.iterdir())
    asked = [command, profile, "--headless", "--convert-to", "pdf", "--outdir", str(printed), *files]
    subprocess.run(asked, capture_output=True, timeout=LONGEST, check=True)  # noqa: S603
    there = [paper for paper in papers if (printed / paper.name).is_file()]
    for paper in there:
        shutil.move(printed / paper.name, folder / "papers" / paper.name)
    return there


def _as_pdf(word: Made) -> Made:
    family = f"word-{word.family.removesuffix('.docx')}-printed.pdf"
    paper = replace(word, family=family)
    told = dict(word.gold) | {"document": dict(word.gold["document"]) | {"source_file": paper.name}}
    return replace(paper, gold=told)
