"""A page of markup becomes strips: tables on their grid, everything beside them loose, nothing that a reader never sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import EmptySource, SourceError
from extract.files.encodings import OversizeSource
from extract.pages.html import DEEPEST_ELEMENT, MOST_ELEMENTS, TangledPage, read_html
from extract.tables.web.grids import OversizeTable
from model import Sheet, Strip
from tests.small_plans import column, parts_of


def sheet(body: str) -> Sheet:
    return read_html(f"<!doctype html><meta charset=utf-8><body>{body}".encode(), "a.html")[0]


def table(body: str) -> list[list[str]]:
    """The texts of the table's lines."""
    return [[cell.text for cell in strip.cells] for strip in sheet(body).strips if not strip.loose]


def loose(body: str) -> list[str]:
    return [strip.text for strip in sheet(body).strips if strip.loose]


def paragraphs(cell: str) -> list[tuple[str, bool, bool]]:
    """Text, bullet and bold of each paragraph of one cell."""
    strips = sheet(f"<table><tr><td>{cell}<td>beside</table>").strips
    return [(each.text, each.bullet, each.bold) for each in strips[0].cells[0].paragraphs]


# -- tables ------------------------------------------------------------------------------------------------------------------


def test_a_cell_stands_where_it_begins_and_what_it_covers_is_empty() -> None:
    lines = table(
        "<table><tr><th rowspan=2>Ref<th rowspan=2>Action<th colspan=2>When<tr><th>Start<th>End<tr><td>1<td>Dig<td>May<td>June</table>"
    )
    assert lines == [["Ref", "Action", "When", ""], ["", "", "Start", "End"], ["1", "Dig", "May", "June"]]


def test_what_is_merged_down_is_told() -> None:
    strips = sheet("<table><tr><td rowspan=3>Aim<td>a<td>x<tr><td>b<td>y<tr><td>c<td>z</table>").strips
    assert [strip.merged for strip in strips] == [(), (0,), (0,)]
    assert [strip.filled for strip in strips] == [(0, 1, 2), (1, 2), (1, 2)]


@pytest.mark.parametrize("span", ["0", "99", "3"])
def test_a_span_ends_with_its_table(span: str) -> None:
    assert table(f"<table><tr><td rowspan={span}>Aim<td>a<tr><td>b</table><table><tr><td>c<td>d</table>") == [
        ["Aim", "a"],
        ["", "b"],
        ["c", "d"],
    ]


@pytest.mark.parametrize("span", ["", "x", "-1", "1.5"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    assert table(f"<table><tr><td colspan='{span}' rowspan='{span}'>a<td>b<tr><td>c<td>d</table>") == [["a", "b"], ["c", "d"]]


def test_columns_that_are_only_spanned_are_left_out() -> None:
    assert table("<table><tr><td colspan=3>a<td colspan=2>b<tr><td colspan=3>c<td colspan=2>d</table>") == [["a", "b"], ["c", "d"]]


def test_edges_drawn_by_hand_are_one_grid() -> None:
    lines = table(
        "<table><tr><td colspan=2>Action<td>Lead<td>When<tr><td>Dig<td colspan=2>Ann<td>May<tr><td>Sow<td colspan=2>Bob<td>June</table>"
    )
    assert lines == [["Action", "Lead", "When"], ["Dig", "Ann", "May"], ["Sow", "Bob", "June"]]


def test_a_foot_that_is_written_first_stands_last() -> None:
    assert table("<table><tfoot><tr><td>f<td>g</tfoot><tbody><tr><td>a<td>b</tbody></table>") == [["a", "b"], ["f", "g"]]


def test_boxes_with_the_roles_of_a_table_are_one() -> None:
    body = "<div role=table><div role=row><span role=columnheader>Action</span><span role=columnheader>Lead</span></div>"
    assert table(f"{body}<div role=row><span role=cell>Dig</span><span role=cell>Ann</span></div></div>") == [
        ["Action", "Lead"],
        ["Dig", "Ann"],
    ]


def test_a_frame_of_one_column_is_taken_away() -> None:
    body = "<table><tr><td><h2>Streets</h2></td></tr><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr></table>"
    assert (loose(body), table(body)) == (["Streets"], [["a", "b"], ["c", "d"]])


def test_a_frame_with_a_menu_beside_its_content_is_taken_away() -> None:
    inner = "".join(f"<tr><td>Mend footpath number {n}<td>Ranger<td>May" for n in range(9))
    body = f"<table><tr><td>Menu</td><td><table>{inner}</table></td></tr></table>"
    assert len(table(body)) == 9


def test_a_table_within_a_row_stays_in_its_cell() -> None:
    steps = "<table><tr><td>Survey<td>May<tr><td>Report<td>June</table>"
    rows = "".join(f"<tr><td>Long action number {n} about the canal and its banks<td>Steps:{steps}<td>Ann" for n in range(4))
    strips = sheet(f"<table>{rows}</table>").strips
    assert [len(strip.cells) for strip in strips] == [3] * 4
    assert [each.text for each in strips[0].cells[1].paragraphs] == ["Steps:", "Survey May", "Report June"]


def test_hidden_lines_and_empty_lines_are_no_strips() -> None:
    assert table("<table><tr><td>a<td>b<tr style='display: none'><td>c<td>d<tr><td> <td>&nbsp;<tr hidden><td>e<td>f</table>") == [
        ["a", "b"]
    ]


def test_a_caption_stands_before_its_table() -> None:
    strips = sheet("<table><caption>Aim 2</caption><tr><td>a<td>b</table>").strips
    assert [(strip.loose, strip.text) for strip in strips] == [(True, "Aim 2"), (False, "a b")]


# -- cells -------------------------------------------------------------------------------------------------------------------


def test_paragraphs_breaks_and_items_part_a_cell() -> None:
    assert paragraphs("<p>One</p>Two<br>Three<ul><li>four<li><p>five</p><p>six</p></ul>") == [
        ("One", False, False), ("Two", False, False), ("Three", False, False),
        ("four", True, False), ("five", True, False), ("six", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["•", "·&nbsp;&nbsp;", "&#xf0b7; ", "- "])
def test_a_printed_bullet_is_a_bullet(mark: str) -> None:
    assert paragraphs(f"<p>{mark}Prune hedges</p>") == [("Prune hedges", True, False)]


def test_bold_is_told_by_tag_and_by_style() -> None:
    for opening in ("<b>", "<strong>", "<span style='font-weight:700'>", "<p style='color:red;font-weight: bold'>"):
        assert paragraphs(f"{opening}Aim</b></strong></span></p>") == [("Aim", False, True)], opening
    assert paragraphs("<b><span style='font-weight:normal'>Aim</span></b>") == [("Aim", False, False)]


def test_a_bold_opening_stands_apart_unless_it_is_one_sentence() -> None:
    assert paragraphs("<b>Safe routes</b> Footpaths that everyone can use") == [
        ("Safe routes", False, True), ("Footpaths that everyone can use", False, False),
    ]  # fmt: skip
    assert paragraphs("<b>Repair footpaths</b> near the school") == [("Repair footpaths near the school", False, False)]
    assert paragraphs("<b>Objective 4:</b> Cleaner becks") == [("Objective 4: Cleaner becks", False, False)]
    assert paragraphs("<b>2.1</b> Cleaner becks") == [("2.1 Cleaner becks", False, False)]


def test_words_cut_by_tags_are_whole() -> None:
    assert paragraphs("re<b></b>use CO<sub>2</sub>\n   sensors<!-- x --> now") == [("reuse CO2 sensors now", False, False)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("<img src=x alt='Amber'>", "Amber"), ("<img alt=Amber> late", "late"), ("✓", "✓"), ("<input type=checkbox checked>", "☑"),
     ("<input type=checkbox>", ""), ("<select><option>No<option selected>Yes</select>", "Yes"), ("<input value='May 2030'>", "May 2030"),
     ("Dig<sup><a href='#footnote-1'>[1]</a></sup>", "Dig"),
     ("Dig<sup><a href='#n1'>1</a></sup> now", "Dig now"),
     ("20m<sup><a href='#n2'>2</a></sup> now", "20m2 now"),
     ("9 <b>km</b><a href='#n'><sup>2</sup></a>", "9 km2"), ("Dig 20m<sup><a href='#n4'>4</a></sup>", "Dig 20m"),
     ("<script>var a</script>", ""), ("kept<del> gone</del>", "kept"),
     ("<s>May <b>2030</b></s> June", "~~May~~ ~~2030~~ June"), ("<s> </s>May", "May"),
     ("<span style='text-decoration: line-through;'>May </span>June", "~~May~~ June")],
)  # fmt: skip
def test_what_a_cell_shows(cell: str, said: str) -> None:
    assert [text for text, *_ in paragraphs(cell)] == ([said] if said else [])


# -- beside the tables -------------------------------------------------------------------------------------------------------


def test_headings_and_paragraphs_are_loose_and_a_heading_is_one_line() -> None:
    strips = sheet("<h1>Parks plan<br>2031 to 2035</h1><p>First.<br>Second.</p>").strips
    assert [(strip.text, strip.cells[0].paragraphs[0].bold) for strip in strips] == [
        ("Parks plan 2031 to 2035", True), ("First.", False), ("Second.", False),
    ]  # fmt: skip


def test_what_the_page_marks_as_a_heading_is_told_to_be_one() -> None:
    read, lines, _ = read_html(b"<body><h2>Ponds</h2><p><b>Not a heading</b></p><h3>1. Banks</h3>", "a.html")
    assert [strip.cells[0].paragraphs[0].heading for strip in read.strips] == [True, False, True]
    assert [line.text for line in lines] == ["## Ponds", "Not a heading", "## 1. Banks"]


def test_cards_are_labels_with_their_values() -> None:
    assert loose("<dl><div><dt>Lead</dt><dd>Ann Vole</dd><dd>Bob Hare</dd></div><dt>Due</dt></dl>") == [
        "Lead: Ann Vole",
        "Bob Hare",
        "Due:",
    ]
    assert loose("<div class='field'><div class='field__label'>By when:</div> <div class='field__item'>May</div></div>") == ["By when: May"]
    card = "<table><tr><th>Action<td>Dig<tr><th>Lead<td>Ann<tr><th>When<td></table>"
    assert (loose(card), table(card)) == (["Action: Dig", "Lead: Ann", "When:"], [])


def test_what_a_card_says_besides_are_items_of_its_value() -> None:
    card = "<table><tr><th>Action<td>Dig<br>Sow<tr><th>Lead<td>Ann<tr><th>When<td>May</table><dl><dt>Due<dd><p>May</p><p>June</p></dl>"
    read, lines, _ = read_html(card.encode(), "a.html")
    assert [line.text for line in lines] == ["Action: Dig", "• Sow", "Lead: Ann", "When: May", "Due: May", "• June"]
    assert [strip.cells[0].paragraphs[0].bullet for strip in read.strips] == [False, True, False, False, False, True]


def test_a_status_badge_is_no_label() -> None:
    assert loose("<p><span class='label label-success'>Complete</span> in May</p>") == ["Complete in May"]


def test_a_badge_between_a_card_s_action_and_its_labels_is_its_state() -> None:
    cards = "".join(
        f"<article><h3>{action}</h3><strong class=tag>{state}</strong><p>Owner: {who}</p><p>Deadline: {when}</p></article>"
        for action, state, who, when in (
            ("Mend the slip", "In progress", "Harbour Team", "May 2027"),
            ("Count the terns", "Not started", "Bird Warden", "June 2027"),
            ("Paint the pier", "Complete", "Clerk", "May 2026"),
        )
    )
    (part,) = parts_of(f"<html><body><h1>Harbour Action Plan 2026</h1>{cards}</body></html>", "text/html")
    assert column(part, "action") == ["Mend the slip", "Count the terns", "Paint the pier"]
    assert column(part, "status") == ["In progress", "Not started", "Complete"]


def test_a_heading_below_a_key_heads_its_table() -> None:
    key = "<h2>What the colours mean</h2><p>Green: on track. Red: at risk.</p>"
    header = "<tr><th>Action</th><th>Lead</th><th>By when</th></tr>"
    tables = "".join(
        f"<h2>{section}</h2><table>{header}<tr><td>{action}</td><td>Parks Manager</td><td>May 2031</td></tr></table>"
        for section, action in (("Clean water", "Mend the pond banks"), ("Quiet paths", "Sow the verges by the gate"))
    )
    (part,) = parts_of(f"<body><h1>Parks action plan</h1>{key}{tables}</body>", "text/html")
    assert [row.priority.text for row in part.rows if row.priority] == ["Clean water", "Quiet paths"]


def test_a_link_to_more_of_what_a_heading_names_is_no_text() -> None:
    link = "<li><a href=x>View details<span class='govuk-visually-hidden'> ({})</span></a></li>"
    assert loose(f"<h3>Paint the pier</h3><ul>{link.format('Paint the pier')}</ul><p>Lead: Clerk</p>") == ["Paint the pier", "Lead: Clerk"]
    assert "View details (Mend the slip)" in loose(f"<h3>Paint the pier</h3><ul>{link.format('Mend the slip')}</ul>")


def test_the_furniture_of_a_site_is_left_out() -> None:
    page = "<article><header><h1>Parks plan</h1></header><p>Text</p></article>"
    assert loose(f"<header>Menu</header><nav>Home</nav>{page}<aside>News</aside><footer>Foot</footer>") == ["Parks plan", "Text"]


def test_only_the_main_part_is_read_where_all_tables_stand_in_it() -> None:
    assert loose("<div>Cookies</div><main><p>Plan</p><table><tr><td>a<td>b</table></main>") == ["Plan"]
    assert loose("<div>Kept</div><main><p>Plan</p></main><table><tr><td>a<td>b</table>") == ["Kept", "Plan"]


def test_the_sites_name_counts_where_it_only_stands_inside_a_line() -> None:
    def first(line: str) -> str:
        head = "<head><title>Minutes - Wychavale District Council</title></head>"
        return read_html(f"<html>{head}<body><h1>Minutes</h1><p>{line}</p></body></html>".encode(), "a.html")[0].strips[0].text

    assert first("Contact: Clerk, Wychavale District Council") == "Wychavale District Council"
    assert first("Wychavale District Council meets monthly") == "Minutes"


def test_the_title_adds_what_the_page_does_not_print() -> None:
    strips = read_html(b"<title>Parks plan | Fernleigh Parish Council</title><h1>Parks Plan</h1>", "a.html")[0].strips
    assert [strip.text for strip in strips] == ["Fernleigh Parish Council", "Parks Plan"]


# -- places ------------------------------------------------------------------------------------------------------------------


def test_strips_are_numbered_and_lines_say_the_same() -> None:
    read, lines, doubts = read_html(b"<p>Plan</p><table><tr><td>a<td>b<br>c</table><p>end</p>", "a.html")
    assert [(line.number, line.text) for line in lines] == [(1, "Plan"), (2, "a\tb c"), (3, "end")]
    assert [strip.place.line for strip in read.strips] == [1, 2, 3]
    assert [strip.gap for strip in read.strips] == [0, 1, 1]
    assert all(paragraph.place == strip.place for strip in read.strips for cell in strip.cells for paragraph in cell.paragraphs)
    assert not doubts


def words(strips: tuple[Strip, ...]) -> list[str]:
    return [word for strip in strips for word in strip.text.split()]


GRID = st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=5)


@given(GRID)
def test_no_cell_is_lost_whatever_the_spans(rows: list[list[tuple[int, int]]]) -> None:
    names = [[f"w{row}x{column}" for column in range(len(cells))] for row, cells in enumerate(rows)]
    body = "".join(
        "<tr>" + "".join(f"<td colspan={across} rowspan={down}>{name}" for (across, down), name in zip(cells, row, strict=True))
        for cells, row in zip(rows, names, strict=True)
    )
    strips = sheet(f"<table>{body}</table>").strips
    assert words(strips) == [name for row in names for name in row]
    assert len({len(strip.cells) for strip in strips}) == 1


@given(st.text("<>/tabledivr=\"' &;x!-", max_size=120))
def test_broken_markup_never_fails_otherwise_than_told(text: str) -> None:
    try:
        read, lines, _ = read_html(f"<p>sure{text}".encode(), "a.html")
    except SourceError:
        return
    assert len(read.strips) == len(lines) > 0


# -- encodings ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso8859_15"])
def test_a_page_is_read_in_its_encoding(encoding: str) -> None:
    told = "" if encoding == "utf-16" else f"<meta charset={encoding.removesuffix('-sig')}>"
    read = read_html(f"<html>{told}<p>£5 – café</p>".encode(encoding, "xmlcharrefreplace"), "a.html")[0]
    assert read.strips[0].text == "£5 – café"


def test_a_page_that_lies_about_its_encoding_is_read_all_the_same() -> None:
    assert read_html("<meta charset=iso-8859-1><p>£5 – café</p>".encode(), "a.html")[0].strips[0].text == "£5 – café"
    assert read_html("<meta charset=nonsense><p>£5 café</p>".encode("cp1252"), "a.html")[0].strips[0].text == "£5 café"


def test_one_very_long_line_is_read() -> None:
    data = (
        b"<body><p>start</p>" + b"<p>A paragraph of the plan.</p>" * 20_000 + b"<img src='data:image/png;base64," + b"A" * 300_000 + b"'>"
    )
    assert len(read_html(data, "a.html")[0].strips) == 20_001


# -- built to do harm --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"<html><body> &nbsp; </body></html>", b"<html><script>draw()</script></html>"])
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(EmptySource):
        read_html(data, "a.html")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li"])
def test_a_page_10_000_deep_is_refused(tag: str) -> None:
    with pytest.raises(TangledPage):
        read_html(b"<p>x</p>" + f"<{tag}>deep".encode() * 10_000, "a.html")


def test_a_page_somewhat_deep_is_read() -> None:
    assert "end" in sheet("<div>" * (DEEPEST_ELEMENT - 10) + "end").strips[0].text


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(OversizeSource):
        read_html(b"<p>x" * (MOST_ELEMENTS + 1), "a.html")


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(OversizeTable):
        sheet("<table><tr>" + "<td colspan=99999>a" * 20 + "</table>")


def test_entities_of_a_page_are_not_expanded() -> None:
    told = '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    read = read_html(f"{told}<html><p>&b; &f; end</p></html>".encode(), "a.html")[0]
    assert "boom" not in " ".join(strip.text for strip in read.strips)
    assert "&f; end" in read.strips[-1].text


# -- sections that unfold ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "<h2><button aria-expanded=false>Dry homes<span class='visually-hidden'>, show this section</span></button></h2>",
        "<h3>\n <span><button><span>Dry homes</span><span class='acc-toggle-text'>Show</span></button></span></h3>",
        "<details><summary>Dry homes</summary></details>",
    ],
)
def test_the_button_that_is_a_sections_heading_names_it(head: str) -> None:
    first = sheet(f"{head}<p>Below.").strips[0].cells[0].paragraphs[0]
    assert (first.text, first.heading) == ("Dry homes", True)


def test_a_button_beside_words_or_in_no_heading_is_unseen() -> None:
    page = "<button>Open all</button><h2>Dry homes <button>Copy link</button></h2><p>Below. <button>Share</button>"
    assert loose(page) == ["Dry homes", "Below."]


def test_what_asks_for_leave_to_set_cookies_is_unseen() -> None:
    asks = "<div id=cookie-notice><p>We set some. <a href=x>Accept</a></div><section aria-label='Cookies'><h2>Choose</h2></section>"
    assert loose(f"{asks}<h1>Ponds Action Plan</h1>") == ["Ponds Action Plan"]
    long = " ".join(f"Action {number}: dredge the pond." for number in range(100))
    assert loose(f"<div class='page cookies-set'><h2>Ponds</h2><p>{long}</p></div>") == ["Ponds", long]
    assert loose("<div id=gdpr-plan><p>Train staff.</p></div>") == ["Train staff."]
    assert loose("<body class=cookies-set><div class='page cookie-ok'><h1>Ponds Action Plan</h1></div>") == ["Ponds Action Plan"]


# -- what is pressed open ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        '<h2><button aria-controls="a">Boats</button></h2><div id="a" hidden><p>Mend the slip</p></div>',
        '<button aria-controls="a">Boats</button><div id="a" class="accordion" style="color:red; display: none"><p>Mend the slip</p></div>',
        '<ul role="tablist"><li role="tab">Boats</li></ul><section id="a" role="tabpanel" hidden><p>Mend the slip</p></section>',
        '<h2><button aria-controls="a">Boats</button></h2><div id="a" style="display:none !important"><p>Mend the slip</p></div>',
        '<h2><button aria-expanded="false">Boats</button></h2><div hidden><p>Mend the slip</p></div>',
    ],
    ids=["heading", "called a panel", "tab", "important", "right below"],
)
def test_a_section_that_a_button_or_a_tab_shows_is_read(page: str) -> None:
    assert "Mend the slip" in loose(f"<h1>Harbour plan</h1>{page}")


@pytest.mark.parametrize(
    "page",
    [
        '<nav><button aria-controls="a">Menu</button></nav><div id="a" class="panel" hidden><p>Tides</p></div>',
        '<button aria-controls="a">Search</button><div id="a" class="finder" hidden><p>Tides</p></div>',
        '<div id="a" class="panel" hidden><p>Tides</p></div>',
        '<nav><div id="a" role="tabpanel" hidden><p>Tides</p></div></nav>',
        '<h2>Boats <button aria-controls="b">Share</button></h2><div hidden><p>Tides</p></div>',
    ],
    ids=["menu", "no section", "no button", "tab of a menu", "another's button"],
)
def test_what_no_button_of_the_text_shows_stays_hidden(page: str) -> None:
    assert "Tides" not in loose(f"<h1>Harbour plan</h1><p>Words</p>{page}")


def test_a_table_that_names_sections_beside_the_tables_of_their_actions_is_read_as_these() -> None:
    inner = "<table><tr><th>Action<th>Who<th>When<tr><td>{}<td>Clerk<td>May 2026</table>"
    sections = (("Boats", "Mend the slip"), ("Birds", "Count terns"))
    shelf = "".join(f"<tr><td><b>{name}</b><td>{inner.format(action)}" for name, action in sections)
    page = f"<table><tr><th>Pledge<th>How{shelf}</table>"
    assert table(page) == [
        ["Action", "Who", "When"], ["Mend the slip", "Clerk", "May 2026"], ["Action", "Who", "When"], ["Count terns", "Clerk", "May 2026"]
    ]
    assert [(strip.text, strip.furniture) for strip in sheet(page).strips if strip.loose] == [
        ("Pledge", True), ("How", True), ("Boats", False), ("Birds", False)
    ]


def test_a_link_to_the_top_of_its_own_page_is_no_text() -> None:
    links = ("#main-content", "Skip to content"), ("#a", "Boats"), ("#top", "Back to top")
    page = "".join(f'<p><a href="{target}">{text}</a></p>' for target, text in links)
    assert loose(f"<p>Mend the slip</p>{page}") == ["Mend the slip", "Boats"]
