"""Gold is typed by people: its shape, its dates and its faithfulness to the sample are held here."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import ftfy
import pytest

import model

SAMPLES = Path(__file__).parents[2] / "samples"
GOLD = sorted((SAMPLES / "gold").glob("*.json"))
PLANS = sorted((SAMPLES / "plans").glob("*.txt"))
NEAR_MISSES = sorted((SAMPLES / "near-misses").glob("*"))

DOCUMENT_KEYS = {
    "council", "council_evidence", "plan_title", "plan_start", "plan_end", "period_label", "edition", "stage", "glossary", "source_file",
    "abbreviations_in_text",
}  # fmt: skip
ACTION_KEYS = {
    "ref", "priority", "priority_ref", "priority_description", "objective", "objective_ref", "action", "outcomes", "lead_raw", "leads",
    "timescale_raw", "timescale", "update_raw", "status", "status_ongoing", "flags", "source_lines",
}  # fmt: skip
OPTIONAL_KEYS = {"leads_accept", "rag", "on_track", "completed", "extra", "status_raw"}
TIME_KEYS = {"kind", "edtf", "start", "end", "precision", "ongoing", "frequency"}
FLAGS = {
    "action_from_objective", "action_carried_down", "objective_split_over_rows", "row_continues_over_page", "repaired_date",
    "ambiguous_year_pair", "stray_text", "header_contaminated", "cell_shifted", "lead_truncated", "cross_reference",
    "repeats_earlier_action", "rag_from_fill",
}  # fmt: skip
CARRIED = {"action_carried_down", "action_from_objective", "repeats_earlier_action"}

SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


ACTIONS = [pytest.param(path, action, id=f"{path.stem}-{at}") for path in GOLD for at, action in enumerate(read(path)["actions"], 1)]


@cache
def sample_lines(stem: str) -> tuple[str, ...]:
    """The lines of a sample as a reader sees them: decoded, mojibake mended, tags cut out."""
    content = (SAMPLES / "plans" / f"{stem}.txt").read_bytes()
    if content.startswith(b"\xff\xfe"):
        text = content.decode("utf-16")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("cp1252")
    return tuple(re.sub(r"<[^>]*>", " ", ftfy.fix_text(line)) for line in text.splitlines())


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def stands(printed: str, lines: tuple[str, ...], pieces: int) -> bool:
    """Is every paragraph of `printed` to be found in these lines, broken into so many pieces at most?"""
    whole = bare(" ".join(lines))
    for paragraph in printed.split("\n"):
        words, used = [bare(word) for word in paragraph.split()], 0
        while words and used < pieces:
            longest = next((n for n in range(len(words), 0, -1) if "".join(words[:n]) in whole), 0)
            words, used = words[longest:], used + (1 if longest else pieces)
        if words:
            return False
    return True


def cells(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of columns made of spaces, turned so that the lines of one cell follow one another."""
    starts = [found.start() for found in re.finditer(r"(?<=\s\s)\S", lines[0])] if lines else []
    edges = [0, *starts, max(map(len, lines), default=0)]
    return tuple(line[left:right] for left, right in zip(edges, edges[1:], strict=False) for line in lines)


def region(path: Path, action: Any) -> tuple[str, ...]:
    first, last = action["source_lines"]
    lines = sample_lines(path.stem)[first - 1 : last]
    return lines + cells(lines)


def test_every_plan_has_gold_and_no_near_miss_has_any() -> None:
    assert [path.stem for path in GOLD] == [path.stem for path in PLANS]
    assert not {path.stem for path in NEAR_MISSES} & {path.stem for path in GOLD}
    assert len(PLANS) >= 8
    assert len(NEAR_MISSES) >= 5


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_document_shape(path: Path) -> None:
    gold = read(path)
    document = gold["document"]
    assert gold.keys() == {"document", "actions"}
    assert document.keys() - {"timescales_in_prose"} == DOCUMENT_KEYS
    assert document["source_file"] == f"{path.stem}.txt"
    assert document["stage"] in ("draft", "published", None)
    assert 10 <= len(gold["actions"]) <= 25
    text = tuple(sample_lines(path.stem))
    for printed in (document["plan_title"], document["period_label"], *document["glossary"], *document["glossary"].values()):
        assert printed is None or stands(printed, text, pieces=2), printed


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_rows_follow_one_another(path: Path) -> None:
    spans = [action["source_lines"] for action in read(path)["actions"]]
    assert all(1 <= first <= last <= len(sample_lines(path.stem)) for first, last in spans)
    assert all(before[1] < after[0] for before, after in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(("path", "action"), ACTIONS)
def test_action_shape(path: Path, action: Any) -> None:
    assert action.keys() - OPTIONAL_KEYS == ACTION_KEYS
    assert set(action["flags"]) <= FLAGS
    assert action["status"]
    assert all(state is None or state in get_args(model.State) for state in action["status"])
    assert (None in action["status"]) == all(action.get(key) is None for key in ("update_raw", "rag", "status_raw"))
    assert action["status_ongoing"] in (True, False, None)
    assert not any("\n" in outcome or not outcome.strip() for outcome in action["outcomes"])
    for leads in (action["leads"], *action.get("leads_accept", ())):
        assert len({lead["name"] for lead in leads}) == len(leads), "a name stands once"
        assert all(lead["kind"] in get_args(model.PartyKind) for lead in leads)
    assert all(bare(lead["raw"]) in bare(action["lead_raw"]) for lead in action["leads"])


@pytest.mark.parametrize(("path", "action"), ACTIONS)
def test_what_is_printed_stands_in_the_row(path: Path, action: Any) -> None:
    everything = sample_lines(path.stem)
    here = everything if CARRIED & set(action["flags"]) else region(path, action)
    pieces = 3 if {"row_continues_over_page", "header_contaminated"} & set(action["flags"]) else 1
    assert stands(action["action"], here, pieces)
    for key in ("lead_raw", "timescale_raw", "update_raw"):
        for printed in (action[key] or "").split("; "):
            assert stands(printed, region(path, action), pieces), key
    single = [action["ref"], action.get("rag"), action.get("status_raw")]
    for printed in (*action["outcomes"], *action.get("extra", {}).values(), *filter(None, single)):
        assert stands(printed, region(path, action), pieces), printed


@pytest.mark.parametrize(("path", "action"), ACTIONS)
def test_what_is_inherited_stands_in_the_paper(path: Path, action: Any) -> None:
    for key in ("priority", "priority_ref", "priority_description", "objective", "objective_ref"):
        assert stands(action[key] or "", sample_lines(path.stem), pieces=3), key
    for header in action.get("extra", {}):
        assert stands(header, sample_lines(path.stem), pieces=1), header


def days(edtf: str) -> tuple[date, date]:
    """First and last day of an EDTF date without an interval."""
    parts = edtf.split("-")
    year = int(parts[0])
    if len(parts) == 1:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 3:
        return date.fromisoformat(edtf), date.fromisoformat(edtf)
    first, last = SEASONS.get(parts[1], (int(parts[1]), int(parts[1])))
    end_year = year + (last < first)
    after = date(end_year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), date.fromordinal(after.toordinal() - 1)


def bounds(edtf: str) -> tuple[str | None, str | None]:
    first, _, last = edtf.partition("/")
    start = None if first == ".." else days(first)[0].isoformat()
    end = None if last == ".." else days(last or first)[1].isoformat()
    return start, end


def assert_time_is_sound(time: Any) -> None:
    kinds = time["kind"] if isinstance(time["kind"], list) else [time["kind"]]
    assert time.keys() - {"parts"} == TIME_KEYS
    assert set(kinds) <= set(get_args(model.Kind))
    assert time["precision"] is None or time["precision"] in get_args(model.Precision)
    assert time["frequency"] is None or time["frequency"] in get_args(model.Frequency)
    assert time["start"] is None or time["end"] is None or time["start"] <= time["end"]
    if time["edtf"] is not None:
        assert bounds(time["edtf"]) == (time["start"], time["end"])
        assert time["precision"] is not None
    elif kinds != ["multiple"]:
        assert (time["start"], time["end"], time["precision"]) == (None, None, None)
    if {"ongoing", "multiple", "none", "unclear"} & set(kinds):
        assert time["edtf"] is None
    if "ongoing" in kinds:
        assert time["ongoing"]
    if {"date", "range"} & set(kinds):
        assert time["edtf"]


@pytest.mark.parametrize(("path", "action"), ACTIONS)
def test_time_agrees_with_itself(path: Path, action: Any) -> None:
    time = action["timescale"]
    assert_time_is_sound(time)
    assert (time["kind"] == "none") == (action["timescale_raw"] is None)
    assert ("parts" in time) == (time["kind"] == "multiple")
    if "parts" in time:
        parts = time["parts"]
        for part in parts:
            assert_time_is_sound(part)
        assert len(parts) == len(action["timescale_raw"].split("; "))
        assert time["start"] == min((part["start"] for part in parts if part["start"]), default=None)
        assert time["end"] == max((part["end"] for part in parts if part["end"]), default=None)
        assert time["ongoing"] == any(part["ongoing"] for part in parts)
        assert time["frequency"] == next((part["frequency"] for part in parts if part["frequency"]), None)


def test_the_samples_differ_in_encoding() -> None:
    first = {path.stem: path.read_bytes() for path in PLANS}
    assert first["parks-markdown-rag"].startswith(b"\xff\xfe")
    assert "â€™".encode() in first["food-label-blocks"]
    with pytest.raises(UnicodeDecodeError):
        first["highways-fixed-width"].decode("utf-8")


def test_the_kinds_of_timescale_all_stand_somewhere() -> None:
    kinds: set[str] = set()
    for path in GOLD:
        for action in read(path)["actions"]:
            kind = action["timescale"]["kind"]
            kinds.update([kind] if isinstance(kind, str) else kind)
    assert kinds == set(get_args(model.Kind))


def test_every_state_stands_somewhere() -> None:
    states = {state for path in GOLD for action in read(path)["actions"] for state in action["status"] if state}
    assert states == set(get_args(model.State))
