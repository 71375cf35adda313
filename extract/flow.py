"""Does this text carry on from that one? The questions that join what a page break, a narrow column or a line break cut."""

from __future__ import annotations

import re

from model import Cell, Paragraph

OPEN_ENDS = frozenset(
    "a an the and or of to for in on at by with from as that which who whose their its his her our your this these those be is are"
    " was were have has had not no into onto over under between within across through via per including than if when where whenever"
    " while whilst because more most other each every any all both either such very being been can may will should would must could"
    " about against during until since upon using towards toward".split()
)
"""Words that no finished text ends with."""
ENDED = re.compile(r"[.!?;:…]['\"”’)\]]*$")
ADDED = re.compile(r"\((?!(?:[a-z]|[ivx]+)\))[a-z]")
"""How words in brackets begin that are said of those before them: "(subject to funding)", and no "(a)"."""
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
CODE = re.compile(r"(?<!\S)[A-Z0-9]+(?:[/_-][A-Z0-9]+)+(?!\S)")
VERSION = re.compile(r"(?<!\S)[vV]\.?\d+(?:\.\d+)*(?!\w)")
LAST_WORD = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z'’-]*(?=[^\w.!?;:…]*$)")
"""The word that a text ends with; a text that ends with a number has none."""


def is_open(text: str) -> bool:
    """Whether a text breaks off in the middle: on a word, a comma or a hyphen that needs another."""
    stripped = text.rstrip()
    if not stripped:
        return False
    if stripped[-1] in ",-–—&/(" or stripped.count("(") > stripped.count(")") or stripped.count("“") > stripped.count("”"):
        return True
    last = LAST_WORD.search(stripped[-30:])
    return last is not None and last[0].casefold() in OPEN_ENDS


def flow(before: str, after: str) -> float:
    """How plainly `after` carries on the text `before`: -1 (a new text) to 1 (the same one)."""
    if not before or not after:
        return 0.0
    small = after[0].islower() or after[0] in ",;)&" or after[0] == "(" and ADDED.match(after) is not None
    if is_open(before):
        return 1.0 if small else 0.3 if before.rstrip().endswith(",") else 0.6
    if ENDED.search(before.rstrip()) and not before.rstrip().endswith((":", ";")):
        return -0.3 if small else -1.0
    return 0.8 if small else -0.5


def join_cells(before: Cell, after: Cell, cut: bool = False) -> Cell:
    """Two pieces of one cell as one: the cut paragraph is whole again, further paragraphs follow.

    `cut` says that the words themselves tell that a paragraph was cut between them.
    """
    if not before or not after:
        return before or after
    last, first = before.paragraphs[-1], after.paragraphs[0]
    if not cut and flow(last.text, first.text) <= 0.0 or first.bullet:
        return Cell(before.paragraphs + after.paragraphs)
    joined = Paragraph(f"{last.text} {first.text}", last.place, last.bullet, last.bold and first.bold)
    return Cell((*before.paragraphs[:-1], joined, *after.paragraphs[1:]))


def looks_stray(text: str) -> bool:
    """Whether a short text is a printer's mark rather than words: figures or full stops, and no ordinary word of four letters or more.

    A file's code is no such word before its version, nor is the month behind that: "PLN/TC/4 v3 April 2019".
    """
    if len(text) > 30 or not any(mark.isdigit() or mark == "." for mark in text):
        return False
    said = CODE.sub("", text[: version.start()]) if (version := VERSION.search(text)) else text
    return not any(len(word) >= 4 and (word.islower() or word.istitle() or word.isupper()) for word in WORD.findall(said))
