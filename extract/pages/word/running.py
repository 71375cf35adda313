"""What a Word file prints at the head and foot of every page: often the only place that names the council."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from extract.markup import squeezed

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LONGEST = 120
"""Characters of a running line; a longer one is small print."""
_PAGE = re.compile(r"(?:page)?[\W\d_]*(?:(?:of|/)[\W\d_]*)?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def running_lines(document: Any, parts: Mapping[str, bytes], main: str, tree: Callable[[str], Any]) -> tuple[str, ...]:
    """The lines of the heads and feet that the text's sections name, each once, without page numbers and what the text itself prints."""
    w = str(document.tag).partition("}")[0] + "}"
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts:
        return ()
    targets = {each.get("Id"): f"{folder}/{(each.get('Target') or '').removeprefix(f'/{folder}/')}" for each in tree(relations)}
    named = [targets.get(each.get(RELATION), "") for kind in ("header", "footer") for each in document.iter(f"{w}{kind}Reference")]
    said = [line for part in dict.fromkeys(named) if part in parts for line in _lines(tree(part), w)]
    printed = squeezed(" ".join(text.text or "" for text in document.iter(f"{w}t")))
    return tuple(line for line in dict.fromkeys(said) if squeezed(line) not in printed)


def _lines(part: Any, w: str) -> Iterator[str]:
    """The pieces of each paragraph between its tabs that say more than a page's number."""
    for paragraph in part.iter(f"{w}p"):
        pieces = [""]
        for run in paragraph.iter(f"{w}t", f"{w}tab", f"{w}br"):
            if run.tag != f"{w}t":
                pieces.append("")
            elif next(run.iterancestors(f"{w}p")) is paragraph:
                pieces[-1] += run.text or ""
        for piece in pieces:
            line = _SPACE.sub(" ", piece).strip()
            if line and len(line) <= LONGEST and _PAGE.fullmatch(line) is None:
                yield line
