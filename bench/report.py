"""`bench/REPORT.md`: a page people can read, each part of it written anew when that part is measured."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

REPORT = Path(__file__).resolve().parent / "REPORT.md"
PARTS = ("quality", "links", "peers", "speed", "profile")
"""What is measured, in the order of the page."""
HEAD = """# How good, how sure, how fast

Written by `make bench`; `python -m bench {parts}` measures one part and writes it anew. Each part says on how many cores it ran. Council
papers that are not ours are used where they lie beside the checkout, and the text says so; nothing of them is quoted here."""


def write_part(name: str, lines: Sequence[str], charts: Mapping[str, str], page: Path = REPORT) -> None:
    """Puts a part onto the page in place of what it said before, and its charts beside the page."""
    parts = _parts(page) | {name: "\n".join([*lines, "", _machine()])}
    told = [HEAD.format(parts="|".join(PARTS))]
    told += [f"<!-- {each} -->\n{parts[each].strip()}\n<!-- end of {each} -->" for each in PARTS if each in parts]
    folder = page.parent / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    for chart, drawing in charts.items():
        (folder / f"{chart}.svg").write_text(drawing, "utf-8")
    page.write_text("\n\n".join(told) + "\n", "utf-8")


def chart(name: str, title: str) -> str:
    """The line of Markdown that shows a chart."""
    return f"![{title}](charts/{name}.svg)"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A Markdown table; every column but the first is set to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    return [*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)]


def _parts(page: Path) -> dict[str, str]:
    there = page.read_text("utf-8") if page.exists() else ""
    found = {name: re.search(rf"<!-- {name} -->\n(.*?)\n<!-- end of {name} -->", there, re.DOTALL) for name in PARTS}
    return {name: match[1] for name, match in found.items() if match}


def _machine() -> str:
    return f"*Measured on {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.*"
