"""Columns of colours: which of them rate the actions, and which tell their progress too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.headers import PROGRESS
from model import Cell, Column, Meanings

RISK = "risk"


def rated(columns: Sequence[Column], cells: Mapping[int, Sequence[Cell]], meanings: Meanings) -> list[Column]:
    """A status column that says nothing but colours is one of ratings, where there is no other.

    The only one of ratings, none of risks, whose cells mostly go on in words ("Amber – half are done") is one of progress too, where no
    other is.
    """
    settled = list(columns)
    lone = sum("rag" in column.roles for column in columns) == 1
    for index, column in enumerate(settled):
        texts = [cell.text for cell in cells.get(index, ()) if cell]
        coloured = bool(texts) and all(" " not in text and meanings.content(text).get("rag", 0.0) >= 1.0 for text in texts)
        if column.roles == ("status",) and coloured and not any("rag" in other.roles for other in settled):
            settled[index] = replace(column, roles=("rag",))
        elif column.roles == ("rag",) and lone and _rates_progress(column, texts, settled, meanings):
            settled[index] = replace(column, roles=("rag", "update"))
    return settled


def _rates_progress(column: Column, texts: Sequence[str], columns: Sequence[Column], meanings: Meanings) -> bool:
    told = any(PROGRESS & {*other.roles} for other in columns)
    return not told and RISK not in column.header.casefold() and _go_on(texts, meanings)


def _go_on(texts: Sequence[str], meanings: Meanings) -> bool:
    """Whether texts all open with a colour's word, and most say more behind it."""
    words = [text.split() for text in texts]
    coloured = all(meanings.content(each[0].rstrip(":;,.")).get("rag", 0.0) >= 1.0 for each in words)
    return coloured and 2 * sum(len(each) > 2 for each in words) > len(words) > 0
