"""Cards of web pages: a heading that names the action, what explains it, a badge with its state, labels that only a screen reader hears."""

from __future__ import annotations

import pytest

from model import Part
from tests.extract.test_html import loose
from tests.small_plans import column, levels, parts_of

CARDS = [
    ("Mend the slip", "In progress", "The old stones will be used again.", "Harbour Team", "May 2027"),
    ("Count the terns", "Not started", "Terns come in April.", "Bird Warden", "June 2027"),
    ("Paint the pier", "Complete", "It had rusted since the storm.", "Clerk", "May 2026"),
]
TOLD = "<p>Owner: {3}</p><p>Deadline: {4}</p>"


def read(form: str, cards: list[tuple[str, ...]] = CARDS, between: str = "") -> Part:
    page = between.join(form.format(*each) for each in cards)
    (part,) = parts_of(f"<html><body><h1>Harbour Action Plan 2026</h1>{page}</body></html>", "text/html")
    return part


def test_what_explains_the_heading_of_a_card_is_no_word_of_its_action() -> None:
    part = read(f"<article><h3>{{0}}</h3><p>{{2}}</p>{TOLD}</article>")
    assert column(part, "action") == [card[0] for card in CARDS]
    assert column(part, "lead") == [card[3] for card in CARDS]
    assert [[cell.text for head, cell in row.cells if head.header == "Details"] for row in part.rows] == [[card[2]] for card in CARDS]


def test_what_calls_to_act_below_a_mere_title_is_the_action() -> None:
    titles = ["The slip", "Terns", "Pier"]
    part = read(
        f"<article><h3>{{0}}</h3><p>{{2}}</p>{TOLD}</article>",
        [(title, "", card[0], *card[3:]) for title, card in zip(titles, CARDS, strict=True)],
    )
    assert column(part, "action") == [card[0] for card in CARDS]
    assert [text for _, text in levels(part)] == titles


@pytest.mark.parametrize("form", ["<p class=badge>{1}</p><h3>{0}</h3><p>{2}</p>", "<h3>{0}</h3><p class=tag>{1}</p><p>{2}</p>"])
def test_a_badge_beside_the_heading_of_a_card_is_its_state(form: str) -> None:
    part = read(f"<article>{form}{TOLD}</article>", between="<h2>By the sea</h2>")
    assert column(part, "action") == [card[0] for card in CARDS]
    assert column(part, "status") == [card[1] for card in CARDS]


def test_states_that_may_end_the_card_above_are_nobody_s() -> None:
    page = "".join(f"<h3>{card[0]}</h3><p>Owner: {card[3]}</p><p>Deadline: {card[4]}</p><p>{card[1]}</p>" for card in CARDS)
    found = parts_of(f"<html><body><h1>Harbour Action Plan 2026</h1>{page}</body></html>", "text/html")
    assert not any("Not started" in cell.text for part in found for row in part.rows for head, cell in row.cells if "status" in head.roles)


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "govuk-visually-hidden", "screen-reader-text"])
def test_words_for_screen_readers_before_a_value_are_its_label(name: str) -> None:
    assert loose(f"<ul><li><i class=icon></i><span class={name}>Lead</span> Clerk</li></ul>") == ["Lead: Clerk"]
    assert loose(f"<p><a href=x>Change<span class={name}> the name</span></a></p>") == ["Change the name"]
    assert loose(f"<p>Report <span class={name}>(opens in a new tab)</span> of May</p>") == ["Report (opens in a new tab) of May"]


def test_titles_above_the_first_card_are_no_words_of_its_action() -> None:
    rows = "".join(f"<tr><td colspan=2><b>{card[0]}</b><tr><td>Owner: {card[3]}<td>Deadline: {card[4]}" for card in CARDS)
    page = f"<h1>Harbour Action Plan 2026</h1><p>Otterby Town Council, May 2026</p><table>{rows}</table>"
    (part,) = parts_of(f"<html><body>{page}</body></html>", "text/html")
    assert column(part, "action") == [card[0] for card in CARDS]


ONE_LINE = "<span>Owner: {3}</span> | <span>Deadline: {4}</span>"


@pytest.mark.parametrize(
    "form",
    [
        "<ul><li><span class='tag tag--green'>{1}</span> <strong>{0}</strong> <span class=meta>Owner: {3} | Deadline: {4}</span></li></ul>",
        f"<div class=card><h3>{{0}} <span class='badge badge-info'>{{1}}</span></h3><p>{ONE_LINE}</p></div>",
        "<h3>{0}</h3><span class=status>{1}</span><ul><li><b>Owner</b> {3}</li><li><b>Deadline</b> {4}</li></ul>",
        "<h3><button><span>{0}</span><span class=summary>{1}</span></button></h3><p>Owner: {3}</p><p>Deadline: {4}</p>",
        "<dl><dt>{0}</dt><dd>Owner: {3}</dd><dd>Deadline: {4}</dd><dd>Status: {1}</dd></dl>",
        "<dl><dt>{0}</dt><dd>Owner: {3}<br>Deadline: {4}<br>Status: {1}</dd></dl>",
    ],
)
def test_what_a_page_sets_apart_by_its_look_stands_apart(form: str) -> None:
    part = read(form)
    assert column(part, "action") == [card[0] for card in CARDS]
    assert column(part, "lead") == [card[3] for card in CARDS]
    assert column(part, "timescale") == [card[4] for card in CARDS]
    assert column(part, "status") == [card[1] for card in CARDS]
    assert not any(level for level in levels(part) if "progress" in str(level))


def test_the_state_on_the_line_below_a_listed_action_is_its_own() -> None:
    part = read("<ul><li><span class=badge>{1}</span> {0} – {3}, {4}</li></ul>")
    assert column(part, "lead") == [card[3] for card in CARDS]
    assert column(part, "status") == [card[1] for card in CARDS]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ul><li><b>Lead</b> Clerk</li><li><b>Due</b> May</li></ul>", ["Lead Clerk", "Due May"]),
        ("<h3><button><span>Action 1</span><span>Dig</span><span class=icon>+</span></button></h3>", ["Action 1 Dig"]),
        ("<p><span class=tag>Housing</span></p>", ["Housing"]),
        ("<p>See <span class=tag>page two</span> of this</p>", ["See page two of this"]),
        ("<table><tr><td><span class=tag>Done</span> in May</td><td>Clerk</td></tr></table>", []),
        ("<dl><dt>Lead</dt><dd>Clerk: J. Dunn</dd><dt>Due</dt><dd>May</dd></dl>", ["Lead: Clerk: J. Dunn", "Due: May"]),
        ("<ul><li><b>Plant</b> a hedge</li><li><b>Mow</b> a bank</li></ul>" * 2, ["Plant a hedge", "Mow a bank"] * 2),
    ],
)
def test_words_that_no_look_sets_apart_stay_together(markup: str, lines: list[str]) -> None:
    assert loose(markup) == lines


def test_a_state_on_its_own_line_below_a_numbered_action_is_no_word_of_it() -> None:
    numbered = [(f"Pledge {at}", *card) for at, card in enumerate(CARDS, 1)]
    part = read("<h2>{0}</h2><p>{1}</p><p>{2}</p><p>{3}</p><p>Owner: {4}</p><p>Deadline: {5}</p>", numbered)
    assert column(part, "action") == [card[0] for card in CARDS]
    assert column(part, "status") == [f"{card[1]} / {card[2]}" for card in CARDS]


def test_a_labels_own_class_makes_no_badge_of_it() -> None:
    labels = "<li><span class=field-label>Lead</span> {3}</li><li><span class=field-label>Timescale</span> {4}</li>"
    part = read(f"<h3>{{0}}</h3><ul>{labels}</ul>")
    assert [column(part, name) for name in ("action", "lead")] == [[card[0] for card in CARDS], [card[3] for card in CARDS]]


def test_a_badge_before_a_sentence_with_a_link_stands_behind_all_of_it() -> None:
    said = "<p><span class=status>{1}</span> {0} at the <a href=x>north quay</a> for good</p>"
    part = read(f"<div>{said}<p>Lead: {{3}}</p><p>By when: {{4}}</p></div>")
    assert column(part, "action") == [f"{card[0]} at the north quay for good" for card in CARDS]
    assert column(part, "status") == [card[1] for card in CARDS]
