"""One harvest as rows: what stands where, and under which name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import get_type_hints

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Deadline, Doubt, Place, Reading, Record, Status, Timescale
from publish.dataset import publish
from publish.identifiers import action_ids, authority, lead_id, slug, year
from publish.schema import TABLES
from publish.tables import READ, document_rows
from tests.publish.factories import LEEDS, TOWN, harvest, plan, record, said, some_harvests, source

WHERE = "york/hedge-and-verge-plan-2024-2027/2024-09"


def tails(*refs: str | None) -> list[str]:
    records = [record(ordinal, ref) for ordinal, ref in enumerate(refs, start=1)]
    return [identifier.rpartition("/")[2] for identifier in action_ids(source(), [plan(*records)])[0]]


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        (["1.1", "1.2"], ["1.1", "1.2"]),
        ([None, "2"], ["0001", "2"]),
        (["1.1/2", "Action 3 (b)"], ["1.1-2", "Action-3-b"]),
        (["1.1", "1.1", "1.2"], ["0001", "0002", "1.2"]),
        (["1.1/2", "1.1 2"], ["0001", "0002"]),
        (["2a", "2A"], ["2a", "2A"]),
        (["•", ".."], ["0001", "0002"]),
        (["é1", "../../x"], ["e1", "x"]),
        (["0001", "0002"], ["0001", "0002"]),
        (["0002", None, "0007"], ["0001", "0002", "0007"]),
    ],
)
def test_the_last_segment_is_the_printed_number_or_the_position(refs: list[str | None], expected: list[str]) -> None:
    assert tails(*refs) == expected


def test_parts_that_share_a_prefix_stay_apart() -> None:
    first, second = plan(record(1, "1"), record(2)), plan(record(1, "1"), record(2), record(3, "2-0002"), part=2)
    ids = action_ids(source(), [first, second])
    found = [identifier.rpartition("/")[2] for index in (0, 1) for identifier in ids[index]]
    assert found == ["0001", "0002", "2-0001", "2-0002", "2-0003"]


def test_parts_with_titles_of_their_own_keep_their_numbers() -> None:
    ids = action_ids(source(), [plan(record(1, "1")), plan(record(1, "1"), part=2, title="Pond Plan")])
    assert [identifier.split("/")[1] for (identifier,) in ids.values()] == ["hedge-and-verge-plan-2024-2027", "pond-plan"]
    assert {identifier.split("/")[-1] for (identifier,) in ids.values()} == {"1"}


@given(st.lists(st.lists(st.none() | st.text("01 2-./aé•", max_size=6), max_size=12), min_size=1, max_size=3))
def test_no_two_rows_of_a_document_share_a_name(parts: list[list[str | None]]) -> None:
    plans = [plan(*(record(n, ref) for n, ref in enumerate(refs, start=1)), part=part) for part, refs in enumerate(parts, start=1)]
    found = [identifier for ids in action_ids(source(), plans).values() for identifier in ids]
    assert len(found) == len(set(found)) == sum(map(len, parts))
    assert all(identifier.count("/") == 4 for identifier in found)


def test_the_prefix_is_safe_and_short() -> None:
    strange = plan(record(), title="The “Green/Blue” Plan & Strategy for a Very Long Time to Come", edition="2023-10/2024-03")
    (identifier,) = action_ids(source(), [strange])[0]
    council, title, edition, document, _ = identifier.split("/")
    assert (council, edition, len(document)) == ("york", "2023-10-2024-03", 8)
    assert title == "the-green-blue-plan-and-strategy-for-a-v"[:40].rstrip("-")


def test_what_is_not_known_has_a_name_too() -> None:
    unknown = plan(record(), council=None, title=None, edition=None, edition_date=None)
    (identifier,) = action_ids(source(), [unknown])[0]
    assert identifier.startswith("unknown/untitled/undated/")
    assert authority(unknown) == "unknown"


@pytest.mark.parametrize(
    ("edition", "day", "start", "expected"),
    [
        ("2024-09", date(2024, 9, 30), 2020, 2024),
        ("2023-24", date(2024, 2, 29), 2020, 2023),
        (None, None, 2020, 2020),
        (None, None, None, 0),
    ],
)
def test_the_year_is_of_the_edition_else_of_the_plan_else_none(
    edition: str | None, day: date | None, start: int | None, expected: int
) -> None:
    assert year(plan(edition=edition, edition_date=day, start_year=start)) == expected


@given(st.text(), st.integers(1, 50))
def test_a_slug_is_a_safe_folder_name_and_its_own_slug(text: str, longest: int) -> None:
    made = slug(text, longest)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(made) <= longest
    assert slug(made, longest) == made


def test_a_lead_is_told_apart_by_kind_and_council_but_not_by_case() -> None:
    assert lead_id("Parks Team", "team", "York") == lead_id("PARKS  team", "team", "York")
    assert len({lead_id("Parks", kind, council) for kind, council in product(("team", "role"), ("York", "Leeds", None))}) == 6


# -- rows ------------------------------------------------------------------------------------------------------------------


def test_every_row_has_just_the_columns_of_its_table() -> None:
    for given_harvest in some_harvests():
        rows = document_rows(given_harvest)
        for name in ("actions", "readings", "deadlines", "documents", "issues"):
            partitions = {"authority", "year"} if TABLES[name].partitioned else set()
            expected = {column.name for column in TABLES[name].columns} | partitions
            assert all(row.keys() == expected for row in getattr(rows, name))


def test_every_reading_of_a_record_is_published() -> None:
    of_record = {name for name, hint in get_type_hints(Record).items() if "Reading" in str(hint)}
    assert of_record == {*READ.values(), "extra"}


def test_an_unread_timescale_is_unclear_and_a_blank_one_is_none() -> None:
    unread = Reading("when funds allow", None, "unread")
    blank = Reading("", None, "blank")
    rows = document_rows(harvest(plan(record(1, timescale=unread), record(2, timescale=blank)))).actions
    assert [(row["timescale_kind"], row["timescale_raw"], row["is_ongoing"]) for row in rows] == [
        ("unclear", "when funds allow", False),
        ("none", None, False),
    ]


def test_no_update_has_no_status_and_a_silent_one_is_unknown() -> None:
    told = [
        Reading("", Status(None), "blank"),
        Reading("See appendix.", None, "unread"),
        Reading("Done.", Status("complete", score=0.9), "complete"),
    ]
    rows = document_rows(harvest(plan(*(record(n, status=status) for n, status in enumerate(told, start=1))))).actions
    assert [(row["status"], row["status_is_ongoing"], row["status_score"]) for row in rows] == [
        (None, None, None),
        ("unknown", False, 0.0),
        ("complete", False, 0.9),
    ]


def test_a_printed_completion_column_wins_over_the_update() -> None:
    status = Reading("Done in May 2025", Status("complete", completed=date(2025, 5, 31)), "complete")
    column = Reading("3 June 2025", date(2025, 6, 3), "day")
    rows = document_rows(harvest(plan(record(1, status=status), record(2, status=status, completed=column)))).actions
    assert [row["completed_date"] for row in rows] == [date(2025, 5, 31), date(2025, 6, 3)]
    readings = [row for row in document_rows(harvest(plan(record(1, completed=column)))).readings if row["field"] == "completed_date"]
    assert [(row["printed"], row["value"]) for row in readings] == [("3 June 2025", "2025-06-03")]


def test_only_what_was_printed_has_a_reading() -> None:
    empty = record(
        update=Reading("", None, "blank"), lead_raw=None, leads=Reading(" ", (), "blank"), status=Reading("", Status(None), "blank")
    )
    fields = [row["field"] for row in document_rows(harvest(plan(empty))).readings]
    assert not {"update", "lead_raw", "leads", "status"} & set(fields)
    assert {"action", "timescale", "extra.Cost"} <= set(fields)


def test_two_columns_of_one_header_share_a_key_and_a_blank_header_has_a_name() -> None:
    extra = (said("A"), said("B"), said("C"), said(""))
    headed = tuple(replace(reading, rule=header) for reading, header in zip(extra, ("Cost", "Cost", " ", "Risk"), strict=True))
    (row,) = document_rows(harvest(plan(record(extra=headed)))).actions
    assert row["extra"] == [("Cost", "A\nB"), ("(no header)", "C")]


def test_every_deadline_has_a_row_in_order() -> None:
    several = Timescale(
        "March 2025; yearly",
        "multiple",
        due=date(2025, 3, 31),
        deadlines=(Deadline("March 2025", "date", due=date(2025, 3, 31)), Deadline("yearly", "recurring", frequency="annual")),
    )
    rows = document_rows(harvest(plan(record(timescale=Reading(several.raw, several, "several"))))).deadlines
    assert [(row["position"], row["raw"], row["kind"], row["frequency"]) for row in rows] == [
        (1, "March 2025", "date", None),
        (2, "yearly", "recurring", "annual"),
    ]


def test_a_row_that_goes_on_over_the_page_has_a_box_on_each() -> None:
    over = record(
        place=Place(page=4, box=(40, 500, 800, 560)),
        update=Reading("Going well", "Going well", "x", 1, Place(page=5, box=(600, 40, 800, 60))),
        lead_raw=Reading("Parks", "Parks", "x", 1, Place(page=5, box=(40, 50, 300, 90))),
        priority=Reading("Greener streets", "Greener streets", "x", 1, Place(page=4, box=(1, 1, 2, 2))),
        objective=Reading("More trees", "More trees", "x", 1, Place(page=2, box=(1, 1, 2, 2))),
    )
    (row,) = document_rows(harvest(plan(over))).actions
    assert (row["page_start"], row["page_end"]) == (4, 5)
    assert row["regions"] == [
        {"page": 4, "x0": 40, "top": 500, "x1": 800, "bottom": 560},
        {"page": 5, "x0": 40, "top": 40, "x1": 800, "bottom": 90},
    ]


def test_a_flag_of_the_timescale_is_a_flag_of_the_row() -> None:
    flagged = Timescale("2024-25", "date", flags=("ambiguous_year_pair",))
    (row,) = document_rows(harvest(plan(record(timescale=Reading("2024-25", flagged, "x"), flags=("cell_shifted",))))).actions
    assert row["flags"] == ["ambiguous_year_pair", "cell_shifted"]


def test_a_document_without_a_plan_has_one_row_and_its_error_is_one_line() -> None:
    (row,) = document_rows(harvest(label="bad.txt", state="failed", error="No text.\nSave it again.")).documents
    assert (row["part"], row["rows"], row["canonical"], row["error"]) == (None, 0, False, "No text. Save it again.")
    (unreadable,) = document_rows(replace(harvest(state="failed"), source=source(sha256=""))).documents
    assert (unreadable["document_id"], unreadable["sha256"]) == (None, None)


def test_a_document_with_two_plans_has_two_rows() -> None:
    rows = document_rows(harvest(plan(record(1), record(2)), plan(record(1), part=2, title="Pond Plan"))).documents
    assert [(row["part"], row["rows"], row["plan"]) for row in rows] == [(1, 2, "Hedge and Verge Plan 2024-2027"), (2, 1, "Pond Plan")]


def test_issues_come_from_document_plan_and_record_and_each_once() -> None:
    doubt = Doubt("unread_lead", "No reader knows this lead.", text="XYZ", ordinal=2)
    of_plan, of_record = Doubt("stray_text", "Text in no cell."), replace(doubt, ordinal=None)
    read = harvest(
        plan(record(1), record(2, doubts=(of_record,)), doubts=(of_plan, doubt)), doubts=(Doubt("mended", "Mojibake mended.", "info"),)
    )
    found = [(row["code"], row["part"], row["action_id"]) for row in document_rows(read).issues]
    assert found == [("mended", None, None), ("stray_text", 1, None), ("unread_lead", 1, f"{WHERE}/{read.source.document_id[:8]}/0002")]


# -- over documents --------------------------------------------------------------------------------------------------------


def test_of_documents_with_the_same_bytes_one_has_rows(tmp_path: Path) -> None:
    twice = [harvest(plan(record()), label=label, content="same") for label in ("b.txt", "a.txt")]
    told = [harvest(label="c.txt", content="same", state="duplicate", error="The same content as a.txt.")]
    done = publish(twice + told, tmp_path)
    assert done.rows["actions"] == 1
    rows = pq.read_table(done.version / "documents.parquet", columns=["source_file", "state", "part", "canonical", "error"]).to_pylist()
    assert [(row["source_file"], row["state"], row["part"], row["canonical"]) for row in rows] == [
        ("a.txt", "ok", 1, True),
        ("b.txt", "duplicate", None, False),
        ("c.txt", "duplicate", None, False),
    ]
    assert rows[1]["error"] == "The same content as a.txt."


def test_a_file_name_that_is_no_text_does_not_stop_publishing(tmp_path: Path) -> None:
    done = publish([harvest(plan(record()), label="caf\udce9.txt", content="x")], tmp_path)
    assert done.rows["actions"] == 1


def test_town_and_city_lie_in_folders_of_their_own(tmp_path: Path) -> None:
    done = publish([harvest(plan(record(), council=council), label=council.slug) for council in (TOWN, LEEDS)], tmp_path)
    assert {path.name for path in (done.version / "actions").iterdir()} == {"authority=leeds", "authority=otley-town-council"}
