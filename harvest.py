"""One document to its harvest: bytes to pages to plans to records, or the reason it gave none."""

from __future__ import annotations

import logging
from dataclasses import replace

from errors import SourceError
from extract.documents import read_again, read_document, refuse_oversize
from extract.once import forget
from extract.paper.fronts import printed_fronts
from extract.plans import find_plans, is_sure
from extract.sources import read_bytes
from model import Extraction, Harvest, Meanings, Source
from normalise.contacts import mask_contacts
from normalise.paper.fronts import fronts_of
from normalise.paper.meetings import without_minutes
from normalise.paper.words import paper_words
from normalise.plan import read_plan
from normalise.privacy import masked
from normalise.words import Words, meanings

log = logging.getLogger(__name__)

FEW = 3
"""Reasons that are told in one line."""
BESIDE = frozenset({"attached_files", "hidden_sheet"})
"""What was left unread on purpose, and may be the plan where none was found."""


def harvest(source: Source, words: Words, keep_contacts: bool = False) -> Harvest:
    """Every plan of one document. It never raises for what the document is: a refusal and a fault are results too."""
    if source.error:
        return Harvest(source, "failed", error=source.error)
    try:
        refuse_oversize(source.size, source.media_type, source.label)
        data = read_bytes(source)
    except (SourceError, OSError) as reason:
        return failed(source, reason)
    try:
        return mean(source, extract(data, source, meanings(words)), words, keep_contacts)
    except Exception as fault:  # the one place where a fault of ours is caught: it may cost a document, never the run
        return failed(source, fault)


def extract(data: bytes, source: Source, ready: Meanings) -> Extraction:
    """What layout finds in the document. Raises a SourceError with its state and remedy where it cannot be read."""
    try:
        script = read_document(data, source.label, source.media_type, ready)
        parts, fronts = find_plans(script, ready), script.fronts
        doubted = parts and not script.scans and not is_sure(parts, ready)
        if doubted and (again := read_again(data, source.label, source.media_type, ready)) is not None:
            script, parts = again, find_plans(again, ready)
        fronts = (*printed_fronts(script.lines, parts, ready), *fronts)
        return Extraction(tuple(parts), script.doubts, script.page_count, script.pages_extracted, script.pages_unread, fronts)
    finally:
        forget()


def mean(source: Source, found: Extraction, words: Words, keep_contacts: bool = False) -> Harvest:
    """What was found, read: every plan with its records, contacts masked unless they are to be kept."""
    told = Harvest(source, "ok", pages=found.page_count, pages_extracted=found.pages_extracted, doubts=found.doubts)
    told = replace(told, pages_read=None if found.page_count is None else found.page_count - found.pages_unread)
    parts = [own for part in found.parts if (own := without_minutes(part, words.papers)) is not None]
    if parts:
        fronts = [fronts_of(number, parts, found.fronts, paper_words(words.papers)) for number in range(1, len(parts) + 1)]
        told_plans = enumerate(zip(parts, fronts, strict=True), 1)
        read = replace(told, plans=tuple(read_plan(part, number, source, words, own) for number, (part, own) in told_plans))
        if why := _left_unread(told):
            read = replace(read, state="partial", error=_one_line(" ".join(why)))
    else:
        read = _without_plan(told, found.pages_unread, bool(found.parts))
    return read if keep_contacts else masked(read, mask_contacts)


def _left_unread(told: Harvest) -> list[str]:
    """What says that some of the document was not read, the first few of many."""
    said = [doubt.message for doubt in told.doubts if doubt.severity == "error"]
    return said if len(said) <= FEW else [*said[:FEW], f"So it is in {len(said) - FEW:,} more places."]


def failed(source: Source, reason: Exception) -> Harvest:
    """The harvest of a document that gave none, with the reason on one line: a refusal, trouble with the file, or a fault of ours."""
    match reason:
        case SourceError():
            return Harvest(source, reason.state, error=_one_line(reason))  # type: ignore[arg-type]  # states are written on the classes
        case OSError():
            return Harvest(source, "failed", error=_one_line(f"{source.label}: cannot be read: {reason.strerror or reason}."))
        case MemoryError():
            why = f"{source.label}: reading it needs more memory than a document may take. Save the plan's own pages alone."
            return Harvest(source, "failed", error=why)
        case _:
            log.info("%s: reading it failed", source.label, exc_info=reason)
            why = f"{source.label}: reading it failed ({type(reason).__name__}: {reason}). Please report it with the file."
            return Harvest(source, "failed", error=_one_line(why))


def _without_plan(told: Harvest, unread: int, noted: bool) -> Harvest:
    """What is told of a document without a plan: where most of it could not be read, that is all that can be said.

    `noted` says that it holds actions, noted in the minutes of a meeting.
    """
    none = "The actions in it are noted in the minutes of a meeting." if noted else "No table of actions was found in it."
    beside = [doubt.message for doubt in told.doubts if doubt.code in BESIDE][:FEW]
    why = [none, *beside, *(_left_unread(told) if unread else ())]
    return replace(told, state="no_text" if unread * 2 > (told.pages or 0) else "no_plan", error=_one_line(" ".join(why)))


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
