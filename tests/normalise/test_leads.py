"""Lead cells: authored cases, and promises that hold for any text."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Council
from normalise.leads import (
    LeadsRead,
    Parties,
    compile_lead_words,
    gather_parties,
    lead_id,
    lead_likeness,
    lead_slug,
    mask_contacts,
    part_contacts,
    read_leads,
)
from normalise.lexicon import load_lexicons

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "leads.toml").read_text("utf-8"))
WORDS = compile_lead_words(load_lexicons()["leads"])


def paragraphs(cell: str | list[str]) -> list[str]:
    return [cell] if isinstance(cell, str) else cell


def read_case(case: Mapping[str, Any]) -> LeadsRead:
    cells = [paragraphs(case["cell"]), *([cell] for cell in case.get("document", []))]
    council = Council(case["council"], lead_slug(case["council"])) if "council" in case else None
    return read_leads(cells[0], gather_parties(cells, case.get("text", ""), case.get("glossary", {}), council, WORDS), WORDS)


def marked(case: Mapping[str, Any]) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else []
    return pytest.param(case, id=" / ".join(paragraphs(case["cell"]))[:60], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES["case"]])
def test_case(case: Mapping[str, Any]) -> None:
    read = read_case(case)
    assert [f"{lead.name} | {lead.kind}" for lead in read.leads] == case["leads"]
    assert list(read.flags) == case.get("flags", [])
    if "unread" in case or not case.get("fails"):
        assert list(read.unread) == case.get("unread", [])
    assert all(0 < lead.score <= 1 and lead.raw and lead.rule for lead in read.leads)


@pytest.mark.parametrize("case", [marked(case) for case in CASES["case"] if "fails" not in case])
def test_a_canonical_name_reads_as_itself(case: Mapping[str, Any]) -> None:
    cells = [paragraphs(case["cell"]), *([cell] for cell in case.get("document", []))]
    council = Council(case["council"], lead_slug(case["council"])) if "council" in case else None
    parties = gather_parties(cells, case.get("text", ""), case.get("glossary", {}), council, WORDS)
    for lead in read_leads(cells[0], parties, WORDS).leads:
        again = [(each.name, each.kind) for each in read_leads([lead.name], parties, WORDS).leads]
        assert again == [(lead.name, lead.kind)]


def test_the_cases_are_of_every_sort() -> None:
    sorts = {"why": 0, "fails": 0, "leads": 0}
    for case in CASES["case"]:
        sorts["fails" if "fails" in case else "why" if "why" in case else "leads"] += 1
    assert sorts["leads"] >= 100
    assert sorts["why"] >= 10
    assert sorts["fails"] >= 3


@pytest.mark.parametrize(
    ("cell", "least", "most"),
    [(cell, band.get("least", 0.0), band.get("most", 1.0)) for band in CASES["likeness"] for cell in band["cells"]],
)
def test_likeness(cell: str, least: float, most: float) -> None:
    assert least <= lead_likeness(cell, WORDS) <= most


@pytest.mark.parametrize(
    ("printed", "masked", "name", "contacts"),
    [
        ("Ann Lee, ann.lee@example.gov.uk", "Ann Lee, [email]", "Ann Lee", ("ann.lee@example.gov.uk",)),
        ("Ann Lee (01632 960123)", "Ann Lee ([phone])", "Ann Lee", ("01632 960123",)),
        ("Ann Lee Tel: 020 7946 0123 ext. 45", "Ann Lee Tel: [phone]", "Ann Lee", ("020 7946 0123 ext. 45",)),
        ("Call +44 (0)1632 960 123", "Call [phone]", "Call", ("+44 (0)1632 960 123",)),
        ("07700 900123 / a@b.org", "[phone] / [email]", "", ("07700 900123", "a@b.org")),
        ("Minute 12/03/2024 and 2023-24", "Minute 12/03/2024 and 2023-24", "Minute 12/03/2024 and 2023-24", ()),
        ("Ref 0123 of 2024", "Ref 0123 of 2024", "Ref 0123 of 2024", ()),
        ("£1,250,000 in 2025", "£1,250,000 in 2025", "£1,250,000 in 2025", ()),
    ],
)
def test_contacts(printed: str, masked: str, name: str, contacts: tuple[str, ...]) -> None:
    assert mask_contacts(printed) == masked
    assert part_contacts(printed) == (name, contacts)


def test_ids_of_partners_are_the_same_country_wide() -> None:
    assert (
        lead_id("Citizens Advice", "organisation", "adur")
        == lead_id("Citizens Advice", "organisation", "wealden")
        == "organisation/citizens-advice"
    )
    assert lead_id("Head of Planning", "role", "adur") != lead_id("Head of Planning", "role", "wealden")
    assert lead_id("Siân O’Hara & Co", "person", "") == "unknown/person/sian-ohara-and-co"
    assert lead_slug("…") == "unnamed"


def test_a_user_lexicon_moves_a_phrase(tmp_path: Path) -> None:
    (tmp_path / "leads.toml").write_text('[organisations]\n"Wessex Advice Line" = ["wal"]\n', "utf-8")
    words = compile_lead_words(load_lexicons(tmp_path)["leads"])
    assert [lead.name for lead in read_leads(["WAL"], Parties(), words).leads] == ["Wessex Advice Line"]
    assert [lead.name for lead in read_leads(["WAL"], Parties(), WORDS).leads] == ["WAL"]


# -- any text ----------------------------------------------------------------------------------------------------------------

PIECES = [
    "Parks",
    "Housing",
    "and",
    "&",
    ",",
    ";",
    "/",
    "Team",
    "Manager",
    "Head of",
    "Jane",
    "Okafor",
    "Wessex",
    "Police",
    "CAB",
    "KCC",
    "All",
    "staff",
    "to",
    "review",
    "(",
    ")",
    "the",
    "Cllr",
    ".",
    "Council",
    "landlords",
    "HR",
    "-",
    ":",
]
LEADISH = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
ANYTHING = st.one_of(st.text(max_size=80), LEADISH)


def test_a_document_that_writes_surnames_first_does_so_with_names_that_nobody_knows() -> None:
    cells = [["Hollis, Gary"], ["Kaur, Priya"], ["Quellarin, Zbeth"], ["Planning, Housing"]]
    told = [read_leads(cell, gather_parties(cells, "", {}, None, WORDS), WORDS).leads for cell in cells]
    assert [(lead.name, lead.kind) for lead in told[2]] == [("Zbeth Quellarin", "person")]
    assert len(told[3]) == 2
    alone = read_leads(cells[2], gather_parties(cells[2:], "", {}, None, WORDS), WORDS).leads
    assert [lead.kind for lead in alone] != ["person"]


def test_what_a_paper_says_of_a_post_in_letters_wins_over_the_sector() -> None:
    parties = gather_parties([["AD (North)"], ["AD Parks"]], "", {"AD": "Area Director"}, None, WORDS)
    assert [lead.name for cell in (["AD (North)"], ["AD Parks"]) for lead in read_leads(cell, parties, WORDS).leads] == [
        "Area Director (North)",
        "Area Director Parks",
    ]


def words_in(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("&", " and ")).split())


def certain_words() -> set[str]:
    return {word for known in WORDS.known.values() for word in words_in(known.name)} | words_in(
        " ".join([*WORDS.abbreviated.values(), *WORDS.singular.values(), *WORDS.council_shorts.values()])
    )


@settings(max_examples=300)
@given(st.lists(ANYTHING, max_size=3), st.lists(ANYTHING, max_size=2))
def test_no_text_raises_and_no_name_is_invented(cell: Sequence[str], others: Sequence[str]) -> None:
    council = Council("Wealden District Council", "wealden")
    parties = gather_parties([list(cell), list(others)], " ".join([*cell, *others]), {}, council, WORDS)
    read = read_leads(cell, parties, WORDS)
    printed = words_in(" ".join([*cell, *others, council.name])) | certain_words()
    names = [lead.name for lead in read.leads]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(words_in(name) <= printed | {word.removesuffix("s") for word in printed} for name in names)
    assert all(words_in(left) <= words_in(" ".join(cell)) for left in read.unread)
    assert read == read_leads(cell, parties, WORDS)
    assert 0 <= read.score <= 1


@settings(max_examples=200)
@given(ANYTHING)
def test_likeness_of_any_text_is_a_share(text: str) -> None:
    assert 0 <= lead_likeness(text, WORDS) <= 1
    assert mask_contacts(mask_contacts(text)) == mask_contacts(text)


PARTIES = [
    "Head of Parks",
    "Jane Okafor",
    "Waste Team",
    "Wessex Police",
    "All staff",
    "Citizens Advice",
    "Tom Reed",
    "Flood Risk Manager",
    "Private landlords",
    "Licensing Team",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=6), st.sampled_from(["; ", " / ", ", ", " + "]))
def test_leads_stand_in_printed_order_and_once(parties: list[str], between: str) -> None:
    read = read_leads([between.join(parties)], Parties(), WORDS)
    assert [lead.name for lead in read.leads] == list(dict.fromkeys(parties))
    assert read.unread == ()


# -- the real papers and the pace --------------------------------------------------------------------------------------------


def plain(name: str) -> str:
    return "".join(letter for letter in name.casefold().replace("&", "and").replace("’", "'") if letter.isalnum() or letter == "'")


def agreement(shared: Path) -> tuple[float, float]:
    """The share of gold rows whose leads, and of those the share whose kinds, are right."""
    rows = right = asked = kinds = 0
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        document, actions = gold["document"], gold["actions"]
        cells = [(action["lead_raw"] or "").split("; ") for action in actions]
        text = (shared / "seeds" / document["source_file"]).read_text("utf-8")
        parties = gather_parties(
            [cell for cell in cells if cell != [""]], text, document["glossary"], Council(document["council"], "here"), WORDS
        )
        for action, cell in zip(actions, cells, strict=True):
            read = read_leads(cell, parties, WORDS)
            wanted = [sorted(plain(lead["name"]) for lead in option) for option in (action["leads"], *action.get("leads_accept", []))]
            rows, good = rows + 1, sorted(plain(lead.name) for lead in read.leads) in wanted
            right += good
            if good and not action.get("leads_accept"):
                asked += 1
                kinds += sorted((plain(lead.name), lead.kind) for lead in read.leads) == sorted(
                    (plain(lead["name"]), lead["kind"]) for lead in action["leads"]
                )
    return right / rows, kinds / asked


def test_leads_agree_with_gold(shared: Path) -> None:
    leads, kinds = agreement(shared)
    assert leads >= 0.95
    assert kinds >= 0.93


def calls_a_cell(teams: Sequence[str]) -> float:
    """How many functions are called to read a cell, in a document that names all these teams."""
    heads = ("Head of Parks and", "Jane Okafor,", "Waste Services Manager /", "Wessex Police", "Schools and")
    cells = [f"{head} Area {team} Team" for head in heads for team in teams]
    parties = gather_parties([[cell] for cell in cells], " ".join(cells), {}, None, WORDS)
    calls = Counter[str]()
    sys.setprofile(lambda frame, event, argument: calls.update([event]))
    try:
        for cell in cells:
            read_leads([cell], parties, WORDS)
    finally:
        sys.setprofile(None)
    return calls["call"] / len(cells)


def test_a_cell_costs_as_much_however_many_parties_are_named() -> None:
    names = [first + second for first in "BCDFGHJKLM" for second in "NPQRSTVWXZ"]
    few, many = calls_a_cell(names[:10]), calls_a_cell(names)
    assert few < 250  # calls, twice what it takes today: a count is the same on every machine
    assert many < 1.1 * few
