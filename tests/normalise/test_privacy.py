"""Addresses and numbers masked in all that is published, and nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sources import find_sources
from harvest import harvest
from model import Doubt, Harvest, Plan, Source
from normalise.contacts import mask_contacts
from normalise.privacy import masked
from tests.small_plans import words

ADDRESS = "j.lindqvist@harbour.example"
NUMBERS = ["01632 960 123", "(01632) 960123", "+44 (0)1632 960123", "01632.960.123", "ext. 4021"]
PAPER = f"""Harbour Action Plan 2026

Action\tLead\tBy when
Mend the slipway\tHarbour Master ({ADDRESS}, %s)\tMay 2026
Mark the reef\tMoorings Team\tJune 2026
"""


def read(folder: Path, number: str, keep: bool = False) -> Harvest:
    (folder / "a.txt").write_text(PAPER % number, "utf-8")
    (source,) = find_sources([folder])
    return harvest(source, words(), keep)


@pytest.mark.parametrize("number", NUMBERS)
def test_no_address_or_number_leaves_in_anything(tmp_path: Path, number: str) -> None:
    found = read(tmp_path, number)
    assert found.state == "ok" and "[email]" in repr(found.plans) and "[phone]" in repr(found.plans)
    assert ADDRESS not in repr(found.plans) and number not in repr(found.plans)
    assert found.source.path.endswith("a.txt")


def test_they_stay_where_they_are_asked_to(tmp_path: Path) -> None:
    assert ADDRESS in repr(read(tmp_path, NUMBERS[0], keep=True).plans)


def harvested(text: str) -> Harvest:
    source = Source("a@b.example.txt", "/a@b.example.txt", "0" * 64, 1, "text/plain")
    return Harvest(source, "ok", doubts=(Doubt("stray_text", "x", text=text, suggestion=text),))


@pytest.mark.parametrize("number", NUMBERS)
def test_doubts_are_masked_too_and_the_source_is_not(number: str) -> None:
    found = masked(harvested(f"Ring {number}"), mask_contacts)
    assert (found.doubts[0].text, found.doubts[0].suggestion) == ("Ring [phone]",) * 2
    assert found.source.label == "a@b.example.txt"


@pytest.mark.parametrize(
    "text", ["By 31/03/2025", "2024-2025", "£1,250,000", "Lease extension 2026", "Minute 12/03/24", "Next quarter", "1.1.2", ""]
)
def test_what_is_no_contact_stays(text: str) -> None:
    assert masked(harvested(text), mask_contacts).doubts[0].text == text


@given(st.text(max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = masked(harvested(text), mask_contacts)
    assert masked(once, mask_contacts) == once


def test_mappings_are_walked() -> None:
    plan = Plan(1, None, None, None, None, None, None, None, {"HM": f"Harbour Master {ADDRESS}"}, (), (), 1, 0, 0, 0)
    (found,) = masked(Harvest(harvested("").source, "ok", (plan,)), mask_contacts).plans
    assert found.glossary == {"HM": "Harbour Master [email]"}
