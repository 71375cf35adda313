"""Progress of an action: the columns that say what has been done, in which state it is, and when it was."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from model import Cell, Reading, Role, Status
from normalise.cells import EMPTY, Cells, as_printed, lines_of, place_of, take, texts_of
from normalise.phrases import squeeze
from normalise.setting import Setting
from normalise.status.completion import prints_day, read_completed
from normalise.status.deeds import asked_for
from normalise.statuses import find_rag, read_status

SHARED = re.compile(r"%|per\s?cent", re.IGNORECASE)
"""What a header prints over shares without their sign."""
SHARE = re.compile(r"\s*(?:\d{1,3}\s*%?|0?\.\d{1,4})\s*")
SHARE_RULE, SAID = "share", frozenset({"in_progress", "deferred", "cancelled"})
"""The rule of a share that is done, and the states that words beside it tell better: half done says nothing of a delay."""
PLAINLY = frozenset({"declared", "alone", "bounded", "opening", "negated"})
"""Rules by which a state is told in as many words."""
LONGEST_STATE = 40
"""Characters of a state that stands in a column of colours."""
REPORTED = frozenset({"participle", "perfect", "past", "dated_past"})
"""Rules by which a report of what was done hints at a state."""


def read_progress(
    left: Cells, setting: Setting, action: str
) -> tuple[Reading[str] | None, Reading[Status], Reading[str] | None, Reading[date] | None]:
    """Progress text, status, RAG and completion date; a status column without progress text beside it is the progress text.

    `action` is what was asked for: what else was agreed or appointed on the way ends nothing.
    """
    printed, update = dict(left), _take_latest(left, "update", setting)
    rated = next((cell for column, cell in printed.values() if "rag" in column.roles and len(column.roles) > 1), EMPTY)
    state, colour, done = _take_latest(left, "status", setting), take(left, "rag"), take(left, "completed")
    state, coloured = (colour, True) if not state and _tells_state(colour, setting) else (state, False)
    if not update and state and not coloured and setting.legend.meaning(state.text) is None:
        update, state = state, EMPTY
    state, done = (done, EMPTY) if update and not state and _answers(done, setting) else (state, done)
    day = read_completed(done.text, setting.words.statuses) if done else None
    ended = bool(done) and day is None and not update
    if ended:
        update, done = done, EMPTY
    rag = find_rag(colour.text, setting.words.statuses) if colour else None
    told = state or update
    status = read_status(_shares(told, printed, setting), setting.legend, setting.words.statuses, rag)
    dated = ended and told is update and prints_day(update.text, setting.words.statuses)
    if dated and status.state == "in_progress" and status.rule in REPORTED and not status.ongoing:
        status = replace(status, state="complete", rule="in_completed_column")
    if state and update:
        said = read_status(texts_of(update), setting.legend, setting.words.statuses, rag)
        if _says_less(state, status, said, setting):
            left.update({index: pair for index, pair in printed.items() if pair[1] is state})  # it is published as what it is
            status, told = _unless_closed(state, said, setting), update
        else:
            status, told = _both(status, said), state
    if not ended:
        status = asked_for(status, told.text, action, setting.words.statuses)
    return (
        as_printed(update),
        Reading(lines_of(told), status, status.rule, status.score, place_of(told)),
        _rating(colour, rag) if colour else _opening_rating(rated, setting),
        Reading(lines_of(done), day, "completed_column", 1.0 if day else 0.3, place_of(done)) if done else None,
    )


def _says_less(state: Cell, status: Status, said: Status, setting: Setting) -> bool:
    """Whether a status column says less than the progress beside it: no state, a bare share, or only that the item is not closed."""
    shared = status.rule == SHARE_RULE and said.state in SAID
    return shared or status.state in (None, "unknown") or _is_unclosed(state, setting)


def _unless_closed(state: Cell, said: Status, setting: Setting) -> Status:
    """What progress tells beside such a column; of an item that is not closed nobody knows what was completed."""
    if said.state == "complete" and _is_unclosed(state, setting):
        return replace(said, state="unknown", score=0.3, rule="unclosed", completed=None)
    return said


def _is_unclosed(state: Cell, setting: Setting) -> bool:
    return squeeze(state.text) in setting.words.statuses.unclosed and setting.legend.meaning(state.text) is None


def _answers(done: Cell, setting: Setting) -> bool:
    """Whether a cell of completions answers that all or a part is done, and prints no day: "Yes" below "Completed?"."""
    if not done or len(done.text) > LONGEST_STATE or read_completed(done.text, setting.words.statuses) is not None:
        return False
    return read_status([done.text], setting.legend, setting.words.statuses).state in ("complete", "partially_complete")


def _tells_state(cell: Cell, setting: Setting) -> bool:
    """Whether a column of colours prints a state for once: "Complete" among "Green" and "Red"."""
    words = setting.words.statuses
    if not cell or find_rag(cell.text, words) or setting.legend.meaning(cell.text) is not None or len(cell.text) > LONGEST_STATE:
        return False
    return read_status([cell.text], setting.legend, words).rule in PLAINLY


def _rating(cell: Cell, found: str | None) -> Reading[str]:
    """A cell of a column of ratings: the colour word that it prints, or all its words."""
    printed = lines_of(cell)
    return Reading(printed, found or printed, "printed_colour" if found else "unread", 1.0 if found else 0.3, place_of(cell))


def _opening_rating(cell: Cell, setting: Setting) -> Reading[str] | None:
    """The colour word that a cell of rating and progress together opens with; None where it prints none."""
    found = find_rag(cell.text, setting.words.statuses) if cell else None
    return Reading(found, found, "printed_colour", place=cell.paragraphs[0].place) if found else None


def _shares(cell: Cell, printed: Cells, setting: Setting) -> list[str]:
    """The paragraphs of a progress cell; a number below a header that counts in hundredths is a share of what the header says is done."""
    texts = texts_of(cell)
    header = next((column.header for column, own in printed.values() if own is cell), "")
    if not SHARED.search(header) or not all(SHARE.fullmatch(text) for text in texts):
        return list(texts)
    said = " ".join(SHARED.sub(" ", header).split()).casefold()
    shares = [_hundredths(float(text)) if "." in text else text.strip(" %") for text in texts]
    done = read_status([f"50% {said}"], setting.legend, setting.words.statuses).rule == SHARE_RULE
    return [f"{share}% {said}" if done and int(share) not in (0, 100) else f"{share}%" for share in shares]


def _hundredths(share: float) -> str:
    """A share of one in whole hundredths; none that is begun comes to nothing, nor one that is not whole to all."""
    return str(min(99, max(1, round(100 * share)))) if share else "0"


def _both(status: Status, said: Status) -> Status:
    """What a status column says, and what the progress text beside it says of the rest."""
    return replace(
        status,
        ongoing=status.ongoing or said.ongoing,
        on_track=status.on_track if status.on_track is not None else said.on_track,
        completed=status.completed or said.completed,
    )


def _take_latest(left: Cells, role: Role, setting: Setting) -> Cell:
    """The cell of the latest of several progress columns: by the date its header prints, else the last that holds no mere comments.

    Words go before a bare share, but for those that only say that an item is not closed. The others go to `extra`.
    """
    found = [(column, index) for index, (column, _) in left.items() if role in column.roles]
    if not found:
        return EMPTY
    if len(found) > 1:
        shares = [each for each in found if SHARED.search(each[0].header) or SHARE.fullmatch(left[each[1]][1].text)]
        worded = [each for each in found if each not in shares and not (shares and _is_unclosed(left[each[1]][1], setting))]
        if not worded and any(left[index][1] for _, index in shares):
            found = shares
        elif any(left[index][1] for _, index in worded):
            found = [each for each in worded if role == "update" or left[each[1]][1]]  # "In progress" says more than the "80%" beside it
        found.sort(key=lambda each: (each[0].dated or "", not setting.words.statuses.asides.search(each[0].header), each[1]))
    return left.pop(found[-1][1])[1]
