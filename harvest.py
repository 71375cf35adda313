"""One document to its harvest: bytes to pages to plans to records, or the reason it gave none."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from errors import SourceError, UnsupportedSource
from extract.encodings import LARGEST, OversizeSource
from extract.pages.text import read_text
from extract.plans import find_plans
from model import Doubt, Harvest, Page, Source
from normalise.contacts import mask_contacts
from normalise.plan import read_plan
from normalise.privacy import masked
from normalise.words import Words, meanings

log = logging.getLogger(__name__)

Reader = Callable[[bytes, str], tuple[Page, tuple[Doubt, ...]]]
READERS: Mapping[str, Reader] = {
    "text/plain": read_text,
    "text/markdown": read_text,
    "text/csv": read_text,
    "application/octet-stream": read_text,
}
"""How each kind of file becomes pages; a kind that is not here is refused with advice."""


def harvest(source: Source, words: Words, keep_contacts: bool = False) -> Harvest:
    """Every plan of one document. It never raises for what the document is: a refusal and a fault are results too."""
    if source.error:
        return Harvest(source, "failed", error=source.error)
    try:
        found = _read(source, words)
    except SourceError as refusal:
        return Harvest(source, refusal.state, error=_one_line(refusal))  # type: ignore[arg-type]  # states are written on the classes
    except OSError as fault:
        return Harvest(source, "failed", error=_one_line(f"{source.label}: cannot be read: {fault.strerror or fault}."))
    except Exception as fault:  # the one place where a fault of ours is caught: it may cost a document, never the run
        log.exception("%s: reading it failed", source.label)
        return Harvest(
            source,
            "failed",
            error=_one_line(f"{source.label}: reading it failed ({type(fault).__name__}: {fault}). Please report it with the file."),
        )
    return found if keep_contacts else masked(found, mask_contacts)


def _read(source: Source, words: Words) -> Harvest:
    reader = READERS.get(source.media_type)
    if reader is None:
        raise UnsupportedSource(f"{source.label}: {source.media_type or 'an unknown kind of file'} has no reader yet.")
    if source.size > LARGEST:
        raise OversizeSource(f"{source.label}: {source.size:,} bytes are more than a text may have ({LARGEST:,}).")
    page, doubts = reader(Path(source.path).read_bytes(), source.label)
    parts = find_plans([page], meanings(words))
    if not parts:
        return Harvest(source, "no_plan", error="No table of actions was found in it.", pages_read=None, doubts=doubts)
    plans = tuple(read_plan(part, number, source, words) for number, part in enumerate(parts, 1))
    return Harvest(source, "ok", plans, doubts=doubts)


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
