"""Unread values as lexicon lines to paste, commonest first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from publish.reading import open_dataset, table

NAMED_FILE = re.compile(r"\s*(?P<file>[\w-]+\.toml)\s*:?\s*(?P<line>\S.*)", re.DOTALL)
NAMED_SECTION = re.compile(r"(?P<section>\[[\w-]+\])\s*:?\s*(?P<line>\S.*)", re.DOTALL)
MEANT = re.compile(r"(?P<meaning>[\w-]+|\"[^\"]+\")\s*=\s*\[(?P<phrases>.+)\]")
ELSEWHERE = "(no lexicon named)"

Line = tuple[str, str, str]


def doubt_lines(output: Path) -> str:
    """The suggestions of `issues`, grouped by lexicon file and section, commonest first with their counts; says so where there are none.

    Everything but the lines to paste stands in comments, so that a whole group can be pasted into a file of the `--lexicons` folder.
    """
    printed = table(open_dataset(output), "issues").select(["suggestion"]).to_pylist()
    counted = Counter(_parted(str(row["suggestion"])) for row in printed if row["suggestion"])
    if not counted:
        return "No unread value has a lexicon line to suggest.\n"
    files: defaultdict[str, Counter[Line]] = defaultdict(Counter)
    for line, count in counted.items():
        files[line[0]][line] = count
    commonest = sorted(files.items(), key=lambda entry: (-entry[1].total(), entry[0]))
    return "\n".join(_group(file, lines) for file, lines in commonest)


def _group(file: str, lines: Counter[Line]) -> str:
    sections: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for (_, section, text), count in _commonest(lines.items()):
        sections[section].append((text, count))
    told = [f"# {file}: {_times(lines.total())}"]
    for section, texts in sections.items():
        told += [section] if section else []
        told += _merged(texts)
    return "\n".join(told) + "\n"


def _merged(texts: Sequence[tuple[str, int]]) -> list[str]:
    """Phrases of one meaning in one list, since TOML takes a meaning but once a section; any other line as it is."""
    phrases: defaultdict[str, list[str]] = defaultdict(list)
    others = []
    for text, count in texts:
        if meant := MEANT.fullmatch(text):
            phrases[meant["meaning"]].append(f"    {meant['phrases'].rstrip(', ')},  # {_times(count)}")
        else:
            others.append(f"{text}  # {_times(count)}")
    return [line for meaning, listed in phrases.items() for line in (f"{meaning} = [", *listed, "]")] + others


def _commonest(lines: Iterable[tuple[Line, int]]) -> list[tuple[Line, int]]:
    return sorted(lines, key=lambda entry: (-entry[1], entry[0]))


def _parted(suggestion: str) -> Line:
    """File, section and line of a suggestion such as `leads.toml [roles] role = ["verge warden"]`; file and section may be missing."""
    told = " ".join(suggestion.split())
    file = NAMED_FILE.fullmatch(told)
    section = NAMED_SECTION.fullmatch(file["line"] if file else told)
    line = section["line"] if section else file["line"] if file else told
    return file["file"] if file else ELSEWHERE, section["section"] if section else "", line


def _times(count: int) -> str:
    return "printed once" if count == 1 else f"printed {count:,} times"
