"""What a worker does: one document in, one small result out, on this machine or another. No state is shared.

A run that finds every paper in the store reads none: what reads is loaded by the first document.
"""

from __future__ import annotations

import gc
import hashlib
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from batch.codec import Unreadable, packed, unpacked
from batch.keys import extraction_key, readers_version, record_key
from batch.limits import indoors
from batch.tally import peak_memory
from batch.trace import Listener, Trace, same_answers
from errors import ConfigurationError, SourceError
from extract.sources import read_bytes
from model import Extraction, Harvest, Meanings, Outcome, Source
from normalise.lexicon import Lexicons, load_lexicons

if TYPE_CHECKING:
    from normalise.words import Words


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run decides for every document."""

    lexicons: Path | None
    """Folder of the user's own lines; every worker must see it under this name."""
    keep_contacts: bool
    readers: str
    """Version of the readers that asked: a worker that has others refuses."""
    digest: str
    """Of all the lexicons' words."""


@dataclass(frozen=True, slots=True)
class Task:
    """One document to read, with what layout found in it before, where that is known."""

    source: Source
    settings: Settings
    found: bytes | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it, packed for the store; `extraction` is None where it stands there already, or there is none."""

    outcome: Outcome
    record: bytes
    extraction: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the store under an extraction's key."""

    extraction: Extraction
    trace: Trace


def settings(lexicons: Path | None, keep_contacts: bool) -> Settings:
    """The settings of a run by these readers. Raises ConfigurationError for a malformed lexicon."""
    if lexicons is not None:
        ready_words(lexicons)  # a state or role that does not exist is told here; in a worker it would cost every paper
    return Settings(lexicons, keep_contacts, readers_version(), ready_lexicons(lexicons).digest)


@lru_cache(maxsize=2)
def ready_lexicons(folder: Path | None) -> Lexicons:
    """The lexicons, with the user's lines over ours, read once a process."""
    return load_lexicons(folder)


@lru_cache(maxsize=2)
def ready_words(folder: Path | None) -> Words:
    """The lexicons compiled, once a process. Raises ConfigurationError where the user's have a meaning that no rule knows."""
    from normalise.words import compile_words

    try:
        return compile_words(ready_lexicons(folder))
    except (KeyError, ValueError) as reason:  # where a meaning names a month, a number or a kind of column
        advice = "Use one that ours has (normalise/lexicons)."
        raise ConfigurationError(f"{folder}: a meaning that no rule knows: {reason}.", advice) from reason


@lru_cache(maxsize=2)
def ready_meanings(folder: Path | None) -> Meanings:
    """The answers that layout is handed, made once a process: what was asked of one paper is told to the next without being worked out."""
    from normalise.words import meanings

    return meanings(ready_words(folder))


def warm(folder: Path | None) -> None:
    """Makes this process ready to read, and for nothing else: what it holds from then on the collector need not walk again and again."""
    ready_meanings(folder)
    rest_collector()


def rest_collector() -> None:
    """Has the collector of litter leave alone what is held now, and look through the rest seldom: a paper leaves little behind."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def key_of(source: Source, run: Settings) -> str:
    """The key of the document's harvest; empty for one that cannot be opened."""
    return "" if source.error else record_key(source, run.readers, run.digest, run.keep_contacts)


def found_key(source: Source, run: Settings) -> str:
    """The key of what layout finds in the document."""
    return extraction_key(source.sha256, source.media_type, run.readers)


def read_one(task: Task) -> Result:
    """The document's harvest. It never raises for what the document is; ConfigurationError where this worker has other readers."""
    from extract.documents import refuse_oversize
    from harvest import failed

    run = task.settings
    if (run.readers, run.digest) != (readers_version(), ready_lexicons(run.lexicons).digest):
        raise ConfigurationError("A worker has other code or other lexicons than this run.", "Install the same version on every worker.")
    started, source = time.monotonic(), task.source
    if source.error:
        return _told(Harvest(source, "failed", error=source.error), "", started)
    try:
        refuse_oversize(source.size, source.media_type, source.label)
        data = read_bytes(source)
        if hashlib.sha256(data).hexdigest() != source.sha256:
            raise OSError("it changed while the run went on; run again")
    except OSError as reason:
        return _told(failed(source, reason), "", started)
    except SourceError as reason:
        return _told(failed(source, reason), key_of(source, run), started)
    except Exception as reason:  # what a client of a far store raises is its own affair; here it costs a document
        return _told(failed(source, reason), "", started)
    with indoors():
        harvest, found, layout = _read(source, data, task.found, run)
    told = _told(harvest, key_of(source, run), started)
    return replace(told, extraction=found, outcome=replace(told.outcome, layout=layout, extracted=found is not None))


def _read(source: Source, data: bytes, kept: bytes | None, run: Settings) -> tuple[Harvest, bytes | None, float]:
    from harvest import failed, mean

    words, started, layout = ready_words(run.lexicons), time.monotonic(), 0.0
    try:
        found, fresh = _find(source, data, kept, ready_meanings(run.lexicons))
        layout = round(time.monotonic() - started, 3)
        return mean(source, found.extraction, words, run.keep_contacts), packed(found) if fresh else None, layout
    except Exception as fault:  # the one place where a fault of ours is caught: it may cost a document, never the run
        return failed(source, fault), None, layout


def _find(source: Source, data: bytes, kept: bytes | None, ready: Meanings) -> tuple[Found, bool]:
    """What layout finds, and whether it was found anew: what is kept stands as long as all that it asked is answered as before."""
    from harvest import extract

    if kept is not None:
        try:
            found = unpacked(Found, kept)
            if same_answers(found.trace, ready):
                return found, False
        except Unreadable:
            pass  # it is found anew, and takes its place
    listener = Listener()
    extraction = extract(data, source, listener.over(ready))
    return Found(extraction, listener.trace()), True


def _told(harvest: Harvest, key: str, started: float) -> Result:
    taken = round(time.monotonic() - started, 3)
    return Result(replace(outcome_of(harvest), key=key, seconds=taken, peak=peak_memory()), packed(unbound(harvest)))


def unbound(harvest: Harvest) -> Harvest:
    """The harvest without where its paper lay, which is the run's affair."""
    return replace(harvest, source=replace(harvest.source, path=""))


def outcome_of(harvest: Harvest) -> Outcome:
    """The harvest in figures. Doubts are its warnings and errors; what is merely worth knowing does not count."""
    source = harvest.source
    of_plans = [doubt for plan in harvest.plans for doubt in (*plan.doubts, *(each for record in plan.records for each in record.doubts))]
    return Outcome(
        label=source.label,
        sha256=source.sha256,
        media_type=source.media_type,
        size=source.size,
        state=harvest.state,
        error=harvest.error,
        plans=len(harvest.plans),
        rows=sum(len(plan.records) for plan in harvest.plans),
        doubts=sum(doubt.severity != "info" for doubt in (*harvest.doubts, *of_plans)),
    )
