"""One document to its harvest: bytes to pages to plans to records, or the reason it gave none."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from errors import SourceError
from extract.documents import read_again, read_document, refuse_oversize
from extract.plans import find_plans, is_sure
from model import Harvest, Script, Source
from normalise.contacts import mask_contacts
from normalise.plan import read_plan
from normalise.privacy import masked
from normalise.words import Words, meanings

log = logging.getLogger(__name__)


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
        log.info("%s: reading it failed", source.label, exc_info=True)
        return Harvest(
            source,
            "failed",
            error=_one_line(f"{source.label}: reading it failed ({type(fault).__name__}: {fault}). Please report it with the file."),
        )
    return found if keep_contacts else masked(found, mask_contacts)


def _read(source: Source, words: Words) -> Harvest:
    refuse_oversize(source.size, source.media_type, source.label)
    data, ready = Path(source.path).read_bytes(), meanings(words)
    script = read_document(data, source.label, source.media_type, ready)
    parts = find_plans(script, ready)
    doubted = parts and not script.scans and not is_sure(parts, ready)
    if doubted and (again := read_again(data, source.label, source.media_type, ready)) is not None:
        script, parts = again, find_plans(again, ready)
    if not parts:
        return _without_plan(source, script)
    plans = tuple(read_plan(part, number, source, words) for number, part in enumerate(parts, 1))
    return Harvest(
        source,
        "ok",
        plans,
        pages=script.page_count,
        pages_read=_pages_read(script),
        pages_extracted=script.pages_extracted,
        doubts=script.doubts,
    )


def _without_plan(source: Source, script: Script) -> Harvest:
    """What is told of a document without a plan: where most of it could not be read, that is all that can be said."""
    unread = script.pages_unread
    why = ["No table of actions was found in it.", *(doubt.message for doubt in script.doubts if unread and doubt.severity == "error")]
    told = Harvest(source, "no_text" if unread * 2 > (script.page_count or 0) else "no_plan", error=_one_line(" ".join(why)))
    return replace(
        told, pages=script.page_count, pages_read=_pages_read(script), pages_extracted=script.pages_extracted, doubts=script.doubts
    )


def _pages_read(script: Script) -> int | None:
    return script.page_count - script.pages_unread if script.page_count is not None else None


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
