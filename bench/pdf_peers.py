"""One reader of PDFs over some papers, measured in a process of its own: `python -m bench.pdf_peers READER WARM BLANK FILE ...`.

Only the standard library is imported until a reader is asked for, so that an interpreter with other libraries can run it.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from bench.memory import peak_megabytes

ROUNDS, ENOUGH = 3, 5.0
"""How often a paper is read, and after how many seconds of processor time it is not read again."""
Rows = list[list[str]]
"""The rows of every table of a paper, each a list of cells."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A reader: what it is called, the module it needs, and the rows that it gives of a paper."""

    name: str
    module: str
    read: Callable[[Path], Rows]
    ready: Callable[[], None] = lambda: None
    """What is done before each reading, outside the time that it takes."""


def own_pages(file: Path) -> frozenset[int]:
    """The pages, from 1, on which our records stand."""
    from extract.sources import find_sources
    from harvest import harvest

    places = [record.place for plan in harvest(find_sources([file])[0], _words()).plans for record in plan.records]
    return frozenset(page for place in places if place.page for page in range(place.page, (place.page_end or place.page) + 1))


def _ours(file: Path) -> Rows:
    """Every record of every plan, its fields as cells: bytes to records, the way a run goes."""
    from extract.sources import find_sources
    from harvest import harvest

    plans = harvest(find_sources([file])[0], _words(), keep_contacts=True).plans
    return [_fields(record) for plan in plans for record in plan.records]


def _emptied() -> None:
    """Lets go of all that ours remembers of cells: renditions repeat one another's, which papers of a batch hardly do."""
    from bench.speed import forget

    forget()


@lru_cache(maxsize=1)
def _words() -> Any:
    from normalise.broken_words import zipf
    from normalise.lexicon import load_lexicons
    from normalise.words import compile_words
    from reading import rest_collector

    zipf("year-end")  # brings in the library of word frequencies, which few papers ask for
    words = compile_words(load_lexicons())
    rest_collector()  # as every process of a run does
    return words


def _fields(record: Any) -> list[str]:
    said = (record.action, record.lead_raw, record.update)
    outcomes = " ".join(record.outcomes.value or ())
    return [*(reading.value or "" if reading is not None else "" for reading in said), record.timescale.printed, outcomes]


def _pdfium(file: Path) -> Rows:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()
    return []


def _pdfplumber(file: Path) -> Rows:
    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(file) as document:
        for page in document.pages:
            rows += [[cell or "" for cell in row] for table in page.extract_tables() for row in table]
            page.close()
    return rows


def _camelot(file: Path, flavour: str) -> Rows:
    from camelot.io import read_pdf

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tables = read_pdf(str(file), pages="all", flavor=flavour, suppress_stdout=True)
    return [[str(cell) for cell in row] for table in tables for row in table.data]


def _lattice(file: Path) -> Rows:
    return _camelot(file, "lattice")


def _hybrid(file: Path) -> Rows:
    return _camelot(file, "hybrid")


def _tabula(file: Path) -> Rows:
    tabula = importlib.import_module("tabula")
    tables = tabula.read_pdf(str(file), pages="all", output_format="json", silent=True)
    return [[cell["text"] for cell in row] for table in tables for row in table["data"]]


def _find_tables(file: Path) -> Rows:
    pymupdf = importlib.import_module("pymupdf")
    with pymupdf.open(file) as document:
        return [[cell or "" for cell in row] for page in document for table in page.find_tables().tables for row in table.extract()]


def _markdown(file: Path) -> Rows:
    text = importlib.import_module("pymupdf4llm").to_markdown(str(file), show_progress=False)
    lines = (line.strip() for line in text.splitlines())
    return [line.replace("<br>", " ").strip("|").split("|") for line in lines if line.startswith("|")]


PEERS: Mapping[str, Peer] = {
    "ours": Peer("ours, bytes to records", "pypdfium2", _ours, _emptied),
    "pdfium": Peer("PDFium, bare text", "pypdfium2", _pdfium),
    "pdfplumber": Peer("pdfplumber extract_tables", "pdfplumber", _pdfplumber),
    "lattice": Peer("camelot lattice", "camelot", _lattice),
    "hybrid": Peer("camelot hybrid", "camelot", _hybrid),
    "tabula": Peer("tabula", "tabula", _tabula),
    "find_tables": Peer("PyMuPDF find_tables", "pymupdf", _find_tables),
    "markdown": Peer("PyMuPDF4LLM", "pymupdf4llm", _markdown),
}


def main() -> int:
    """Reads the papers and prints what each cost as a line of JSON; 3 where the reader's library is not installed.

    WARM, papers parted as the folders of a search path are, is read beforehand, to load all there is, and BLANK, a sheet without a word,
    to know what a paper costs that is next to none.
    """
    peer, warm, (blank, *papers) = PEERS[sys.argv[1]], sys.argv[2].split(os.pathsep), (Path(name) for name in sys.argv[3:])
    if importlib.util.find_spec(peer.module) is None:
        return 3
    for name in warm:
        peer.ready()
        peer.read(Path(name))
    idle, _ = _measured(peer, blank)
    for paper in papers:
        seconds, rows = _measured(peer, paper)
        print(json.dumps({"paper": str(paper), "cpu": max(seconds - idle, 0.0), "rows": rows, "peak": _peak()}), flush=True)
    return 0


def _measured(peer: Peer, paper: Path) -> tuple[float, Rows]:
    """The least time that the paper took, and its rows: read again while that is quick, as every reader is the slower the first time."""
    rows: Rows = []
    taken: list[float] = []
    while len(taken) < ROUNDS and sum(taken) < ENOUGH:
        peer.ready()
        before = sum(_seconds())
        rows = peer.read(paper)
        taken.append(sum(_seconds()) - before)
    return min(taken), rows


def _seconds() -> Iterator[float]:
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        used = resource.getrusage(whose)
        yield used.ru_utime + used.ru_stime


def _peak() -> float:
    """Peak memory in MB of this process, or of the largest that it started."""
    return max(peak_megabytes(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
