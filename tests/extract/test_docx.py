"""A Word file becomes strips as it is printed with all changes accepted; a file that is none is refused with the remedy."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from errors import EmptySource, SourceError
from extract.files.archives import OLE, BrokenArchive, ForeignArchive, LegacyOffice, OversizeArchive, ProtectedArchive
from extract.pages.docx import MOST_TAGS, read_docx
from model import Sheet

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}" Target="{{target}}"/></Relationships>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
LISTS = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Aim %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9">
<w:lvl w:ilvl="0"><w:start w:val="27"/><w:numFmt w:val="upperLetter"/><w:pStyle w:val="Numbered"/>
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Numbered"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style></w:styles>"""


TAB = "</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>"


def pack(parts: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def docx(body: str, target: str = "word/document.xml") -> bytes:
    return pack(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(target=target),
            target: f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": LISTS,
            "word/styles.xml": STYLES,
        }
    )


def p(text: str = "", number: str = "", level: int = 0, properties: str = "") -> str:
    listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{properties}{listed}</w:pPr>{run(text) if text else ''}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(each if each.startswith('<w:tc>') else cell(each) for each in cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def field(text: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}<w:dropDownList/></w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"


def read(body: str) -> Sheet:
    return read_docx(docx(body), "a.docx", is_plan=lambda rows: any("Action" in row for row in rows))[0]


def texts(body: str) -> list[list[str]]:
    return [[each.text for each in strip.cells] for strip in read(body).strips]


def test_merged_cells_expand_to_their_origin() -> None:
    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    body = table(row(cell("Aim"), cell("Who and when", wide)), row(cell("Air", down), "Ann", "May"), row(cell(p(), on), "Bob", "June"))
    strips = read(body).strips
    assert [[each.text for each in strip.cells] for strip in strips] == [
        ["Aim", "Who and when", ""],
        ["Air", "Ann", "May"],
        ["", "Bob", "June"],
    ]
    assert [strip.merged for strip in strips] == [(), (), (0,)]


def test_insertions_are_kept_and_deletions_dropped() -> None:
    changed = f"<w:p>{run('Plant ')}<w:ins>{run('ten ')}</w:ins><w:del><w:r><w:delText>two </w:delText></w:r></w:del>{run('limes')}</w:p>"
    gone = row("gone", "gone", properties="<w:del/>")
    come = row("come", "too", properties="<w:ins/>")
    assert texts(table(row(changed, "Ann"), gone, come)) == [["Plant ten limes", "Ann"], ["come", "too"]]


def test_words_struck_out_are_marked_as_such() -> None:
    struck = "<w:p><w:r><w:rPr><w:{}/></w:rPr><w:t xml:space='preserve'>March </w:t></w:r><w:r><w:t>June</w:t></w:r></w:p>"
    assert texts(table(row(struck.format("strike"), struck.format("dstrike")))) == [["~~March~~ June", "~~March~~ June"]]


def test_a_choice_is_read_and_one_that_was_never_made_is_blank() -> None:
    chosen, unchosen = field(p("Delayed")), field(p("Pick a status"), "<w:showingPlcHdr/>")
    assert texts(table(row("a", chosen), row("b", unchosen), row("c", "d"))) == [["a", "Delayed"], ["b", ""], ["c", "d"]]


def test_fields_around_cells_and_rows_are_read() -> None:
    body = table(field(row("a", "b")), f"<w:tr>{cell('c')}{field(cell('d'))}</w:tr>")
    assert texts(body) == [["a", "b"], ["c", "d"]]


def test_hidden_text_and_contents_are_left_out() -> None:
    body = f"<w:p>{run('shown')}{run(' hidden', '<w:vanish/>')}</w:p>" + p("Aims 3", properties='<w:pStyle w:val="TOC1"/>')
    assert texts(body) == [["shown"]]


def test_a_table_of_contents_that_word_made_is_left_out() -> None:
    made = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{}"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    assert texts(made.format("Table of Contents", p("Monitoring 5")) + made.format("Cover Pages", p("Reef plan"))) == [["Reef plan"]]


def test_the_numbers_that_word_counts_are_written() -> None:
    rows = [row(p(number="1", level=1), "Dig"), row(p(number="1", level=1), "Sow")]
    body = p("Soil", "1") + table(*rows) + p("Seed", "1") + table(*rows) + p("Detail", "1", 2)
    assert texts(body) == [
        ["Aim 1: Soil"], ["1.1", "Dig"], ["1.2", "Sow"], ["Aim 2: Seed"], ["2.1", "Dig"], ["2.2", "Sow"], ["(iii) Detail"],
    ]  # fmt: skip


def test_numbers_of_a_style_and_of_a_list_begun_anew() -> None:
    body = p("Roads", properties='<w:pStyle w:val="Numbered"/>') + p("Lanes", properties='<w:pStyle w:val="Below"/>') + p("Paths", "4")
    assert texts(body) == [["AA Roads"], ["BB Lanes"], ["Aim 5: Paths"]]


def test_a_list_within_a_cell_is_bullets() -> None:
    strips = read(table(row(p("one", "1", 1) + p("two", "1", 1), p("three", "2"), "x"))).strips
    assert [[(each.text, each.bullet) for each in one.paragraphs] for one in strips[0].cells] == [
        [("one", True), ("two", True)], [("three", True)], [("x", False)],
    ]  # fmt: skip


def test_a_bold_heading_stays_bold_with_its_number() -> None:
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{run("Soil", "<w:b/>")}</w:p>'
    (paragraph,) = read(body).strips[0].cells[0].paragraphs
    assert (paragraph.text, paragraph.bold) == ("Aim 1: Soil", True)


def test_columns_made_by_tabs_are_those_of_a_table_and_contents_are_none() -> None:
    def tabbed(*lines: str) -> str:
        return "".join(p("").replace("</w:p>", f"{run('|').replace('|', line)}</w:p>").replace("^", TAB) for line in lines)

    plan = ["Action^Lead^When", "Mend the slip^^May 2031", "Paint the crane^Quay Manager"]
    assert texts(tabbed(*plan)) == [["Action", "Lead", "When"], ["Mend the slip", "", "May 2031"], ["Paint the crane", "Quay Manager", ""]]
    spread = ["Action^^Lead^When", "Mend the slip^Warden^May 2031", "Paint^^Quay Manager^June 2031"]
    assert texts(tabbed(*spread))[2] == ["Paint", "Quay Manager", "June 2031"]
    begun = ["Ref^Action^Lead", "1^Mend the slip on^Warden", "^the quay^Office", "2^Paint^Quay Manager"]
    assert texts(tabbed(*begun))[2] == ["", "the quay", "Office"]
    assert texts(tabbed(*(f"^{each}" for each in plan)))[1] == ["Mend the slip", "", "May 2031"]
    assert all(len(line) == 1 for line in texts(tabbed("1^Action^2", "2^Money^4", "3^People^9")))
    assert all(len(line) == 1 for line in texts(tabbed("To:^Board^All", "From:^Clerk^Quay", "Date:^May^2031")))


def test_the_text_is_found_where_the_file_says() -> None:
    assert read_docx(docx(p("Plan"), "word/document2.xml"), "a.docx")[0].strips[0].text == "Plan"


LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_running(body: str, head: str, foot: str) -> bytes:
    """A file whose only section has a head and a foot."""
    ends = '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/></w:sectPr>'
    named = "".join(f'<Relationship Id="{name[0]}" Type="{LINKED}/{name}" Target="{name}1.xml"/>' for name in ("header", "footer"))
    package = RELATIONS.split("<Relationship ")[0]
    return pack(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELATIONS.format(target="word/document.xml"),
            "word/document.xml": f'<w:document {W} xmlns:r="{LINKED}"><w:body>{body}{ends}</w:body></w:document>',
            "word/_rels/document.xml.rels": f"{package}{named}</Relationships>",
            "word/header1.xml": f"<w:hdr {W}>{head}</w:hdr>",
            "word/footer1.xml": f"<w:ftr {W}>{foot}</w:ftr>",
        }
    )


TABBED = f"<w:p>{run('Ravenmoor District Council')}<w:r><w:tab/></w:r>{run('Page 3 of 12')}</w:p>"


def test_what_only_heads_and_feet_of_pages_print_stands_first() -> None:
    data = with_running(p("Beck Plan") + table(row("a", "b")), TABBED, p("Version 2") + p("BECK PLAN") + p("7"))
    assert [strip.text for strip in read_docx(data, "a.docx")[0].strips] == ["Ravenmoor District Council", "Version 2", "Beck Plan", "a b"]


@pytest.mark.parametrize(("own", "kept"), [("Beck Plan", []), ("Becks", ["Cabinet Plan"])])
def test_a_title_at_the_head_of_pages_yields_to_the_texts_own(own: str, kept: list[str]) -> None:
    data = with_running(p(own) + table(row("a", "b")), p("Cabinet Plan"), p(""))
    strips = read_docx(data, "a.docx", lambda text: text.endswith("Plan"))[0].strips
    assert [strip.text for strip in strips] == [*kept, own, "a b"]


def test_a_file_whose_page_head_is_missing_is_read_without_it() -> None:
    body = '<w:p/><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'.replace("r:id", f'xmlns:r="{LINKED}" r:id')
    assert [strip.text for strip in read_docx(docx(p("Beck Plan") + body), "a.docx")[0].strips] == ["Beck Plan"]


def test_a_real_plan_gives_its_rows(shared: Path) -> None:
    data = (shared / "pdfs" / "002.ruled-landscape.docx").read_bytes()
    read, lines, doubts = read_docx(data, "002.docx")
    rows = [strip for strip in read.strips if not strip.loose]
    assert (len(rows), {len(strip.cells) for strip in rows}, len(lines), doubts) == (54, {5}, len(read.strips), ())


# -- refused -----------------------------------------------------------------------------------------------------------------

GOOD = docx(table(row("Action", "Lead"), row("Dig", "Ann")) * 40)


def protected() -> bytes:
    data = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "refusal", "advice"),
    [
        (GOOD[: len(GOOD) // 2], BrokenArchive, "again"),
        (b"PK\x03\x04 and nothing more", BrokenArchive, "again"),
        (pack({"readme.txt": "hello"}), ForeignArchive, "Unpack"),
        (pack({"word/document.xml": "<w:document"}), BrokenArchive, "again"),
        (pack({"word/document.xml": "<note/>"}), ForeignArchive, "Unpack"),
        (protected(), ProtectedArchive, "without a password"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0\0", ProtectedArchive, "without a password"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", LegacyOffice, ".docx"),
        (OLE + b"\0" * 600, LegacyOffice, ".docx"),
        (docx(""), EmptySource, "PDF"),
        (docx(p("   ")), EmptySource, ""),
    ],
    ids=range(11),
)
def test_what_is_no_whole_open_word_file_is_refused_with_the_remedy(data: bytes, refusal: type[SourceError], advice: str) -> None:
    with pytest.raises(refusal) as raised:
        read_docx(data, "a.docx")
    assert str(raised.value).startswith("a.docx: ")
    assert advice in raised.value.advice


def test_an_archive_that_unpacks_to_a_mountain_is_refused_before_it_is_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(80):
            part.write(b" " * (1024 * 1024))
    assert len(packed.getvalue()) < 200_000
    with pytest.raises(OversizeArchive):
        read_docx(packed.getvalue(), "a.docx")


def test_too_many_tags_are_refused() -> None:
    with pytest.raises(OversizeArchive):
        read_docx(docx("<w:p/>" * (MOST_TAGS + 1)), "a.docx")


def test_entities_are_refused() -> None:
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document {W}><w:body>{p("&b;")}</w:body></w:document>'
    with pytest.raises(ForeignArchive):
        read_docx(pack({"word/document.xml": bomb}), "a.docx")


@pytest.mark.parametrize("tag", ["w:ins", "w:sdtContent"])
def test_a_text_nested_without_end_is_refused(tag: str) -> None:
    with pytest.raises(SourceError):
        read_docx(docx(f"<w:p>{f'<{tag}>' * 10_000}{run('deep')}{f'</{tag}>' * 10_000}</w:p>"), "a.docx")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # no secret
    data = bytearray(GOOD)
    for _ in range(chance.randrange(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        assert read_docx(bytes(data), "a.docx")[0].strips
    except SourceError as refusal:
        assert refusal.advice


def test_a_page_that_the_writer_begins_is_a_gap_and_a_blank_line() -> None:
    turned = '<w:r><w:br w:type="page"/></w:r>'
    ends = '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>'
    goes_on = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    body = p("a") + p("b") + f"<w:p>{turned}</w:p>" + p("c") + p("d", properties="<w:pageBreakBefore/>") + p("e", properties=ends) + p("f")
    assert [strip.gap for strip in read(body).strips] == [0, 0, 1, 1, 0, 1]
    assert [line.text for line in read_docx(docx(body), "a.docx")[1]] == ["a", "b", "", "c", "", "d", "e", "", "f"]
    assert [strip.gap for strip in read(p("a", properties=goes_on) + p("b")).strips] == [0, 0]
