"""Tables with cells that nobody prints on purpose, as a spreadsheet saves them, as a web page, as text: none makes a reader fall."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.sources import find_sources
from harvest import harvest
from normalise.lexicon import load_lexicons
from normalise.words import Words, compile_words

HEAD = ["Ref", "Action", "Lead officer", "Timescale", "Progress"]
GOOD = [
    ["1.1", "Dredge the inner basin before winter", "Harbour Master", "March 2027", "Complete"],
    ["1.2", "Write to every harbour user", "Coast Team", "Ongoing", "On track"],
    ["2.1", "Mend the sea wall", "Head of Coast", "Q2 2026/27", "Not started"],
]
STRANGE = [
    "\u202e", "\u200b", "\ufeff", "\x0b", "\x1f", "\x85", "\u2028", "😀", "e\u0301\u0301", "\ufffd", "<b>", "</td>", "&#0;",
    "<!--", "]]>", "|", "\t", "\r\n", '"', "=1+1", "-", "•", "☑", "100%", "1e999", "#REF!", "31/02/2026", "99/99/9999", "Q5 2026",
    "٢٠٢٦", "２０２６", "½", "ﬁ", "İ",
    "a" * 3000, "long " * 800, "((((", "]]]", "{0}", "\\n", "N/A", "???", ";;;", "////", "&", "  ", "***", "Head of", "from to",
    "2026-", "2026/27/28", "Action", "Timescale", "Total", "",
]  # fmt: skip
CELLS = st.one_of(st.sampled_from(STRANGE), st.lists(st.sampled_from([*STRANGE, "Harbour Master", "May 2027"]), max_size=4).map(" ".join))
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=6)


@cache
def words() -> Words:
    return compile_words(load_lexicons())


Writer = Callable[[Sequence[Sequence[str]]], str]


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()


def as_page(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in rows)
    return f"<html><h1>Harbour Action Plan 2027</h1><table>{lines}</table>"


def as_page_unescaped(rows: Sequence[Sequence[str]]) -> str:
    return html.unescape(as_page(rows))


def as_text(rows: Sequence[Sequence[str]]) -> str:
    return "Harbour Action Plan 2027\n\n" + "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize("write", [as_csv, as_page, as_page_unescaped, as_text])
@given(ROWS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_strange_cell_makes_no_reader_fall(tmp_path: Path, write: Writer, strange: list[list[str]]) -> None:
    file = tmp_path / "paper"
    file.write_text(write([HEAD, *GOOD, *strange, *GOOD]), "utf-8", newline="")
    (source,) = find_sources([file])
    found = harvest(source, words())
    assert found.state in ("ok", "no_plan"), found.error
