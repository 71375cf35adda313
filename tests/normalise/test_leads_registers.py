"""The registers of names that leads are told by: facts that contradict neither themselves nor one another."""

from __future__ import annotations

import csv

import pytest

from normalise.lead.body_registers import FOLDER, registered_names
from normalise.lead.brackets import qualifies
from normalise.lead.registers import family_names, find_places, given_names
from normalise.leads import compile_lead_words
from normalise.lexicon import load_lexicons

WORDS = compile_lead_words(load_lexicons()["leads"])


def names(file: str) -> list[str]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as table:
        return [row["name"] for row in csv.DictReader(table)]


@pytest.mark.parametrize("file", ["given_names.csv", "family_names.csv"])
def test_every_name_stands_once_and_in_order(file: str) -> None:
    listed = [name.casefold() for name in names(file)]
    assert listed == sorted(set(listed))
    assert all(name == name.strip() and " " not in name for name in listed)


def test_names_of_every_community_are_known() -> None:
    for name in ("siân", "gurdeep", "abayomi", "agnieszka", "yusuf", "wei", "thandiwe", "aoife", "eilidh"):
        plain = name.replace("â", "a")
        assert plain in given_names(), name
    assert {"okafor", "kaur", "nowak", "nguyen", "o'neill", "macleod", "llewellyn"} <= family_names()


def test_a_name_that_is_a_place_or_a_word_is_marked() -> None:
    assert given_names()["victoria"] and given_names()["grace"]
    assert not given_names()["jane"] and not given_names()["tom"]


def test_no_health_body_is_a_council() -> None:
    kinds: dict[str, set[str]] = {}
    for name, kind in registered_names():
        kinds.setdefault(name, set()).add(kind)
    assert all(len(found) == 1 for found in kinds.values())
    assert kinds["NHS Fife"] == {"organisation"}


def test_places_need_a_capital_and_all_their_words() -> None:
    assert find_places(("Three", "Rivers", "Trust"), ("three", "rivers", "trust")) == {0, 1}
    assert find_places(("three", "rivers"), ("three", "rivers")) == set()
    assert find_places(("Three", "Peaks"), ("three", "peaks")) == set()


@pytest.mark.parametrize(
    ("outer", "inner", "said"),
    [
        ("Commissioning Manager", "Carers", True),
        ("Area Engineer", "West", True),
        ("Lettings Manager", "Temporary Accommodation", True),
        ("Director", "Planning & Parks", True),
        ("Project Manager", "Tom Reed", False),
        ("Project Manager", "Capita", False),
        ("Project Manager", "lead", False),
        ("Project Manager", "Vacant", False),
        ("Project Manager", "Parks Team", False),
        ("Adult Social Care", "North", False),
        ("Project Manager", "", False),
        ("", "North", False),
    ],
)
def test_brackets_that_say_of_what_a_post_is(outer: str, inner: str, said: bool) -> None:
    assert qualifies(outer, inner, WORDS) is said
