"""The nouns of the house, frozen: what passes from room to room. Standard library only.

A document becomes pages, pages become tables, tables become rows (all of it printed text with places: the room `extract`);
rows become records (values with the words they were read from: the room `normalise`); records become the published dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")

Role = Literal["ref", "priority", "objective", "action", "outcomes", "lead", "timescale", "start", "completed", "update", "status", "rag"]
"""What a printed column holds. A column that holds none of these is published under `extra`."""

Kind = Literal["multiple", "conditional", "ongoing", "review", "recurring", "range", "date", "none", "unclear"]
Precision = Literal["day", "month", "quarter", "season", "half", "year", "financial_year"]
Frequency = Literal[
    "daily", "weekly", "fortnightly", "monthly", "two-monthly", "quarterly", "termly", "six-monthly", "annual", "biennial", "regular"
]
State = Literal["not_started", "in_progress", "partially_complete", "complete", "deferred", "cancelled", "unknown"]
PartyKind = Literal["council", "team", "role", "person", "organisation", "group"]
DocumentState = Literal["ok", "partial", "no_plan", "no_text", "duplicate", "failed"]
Severity = Literal["info", "warning", "error"]


# -- what a person or a folder hands in ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What `sources.csv` says of a paper; it wins over what the paper itself suggests. Blank cells are None."""

    council: str | None = None
    committee: str | None = None
    meeting_date: date | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One document as found: its path below the input root, its fingerprint and what it truly is."""

    label: str
    """Path below the input root, with forward slashes; of several roots the root's name comes first."""
    path: str
    """Where this run can open it; never published."""
    sha256: str
    """64 hex digits of the content; empty where the file could not be read."""
    size: int
    media_type: str
    """Told by content, not by name: text/plain, text/html, application/pdf …; empty where it could not be read."""
    told: Told = Told()
    error: str | None = None
    """Why the document could not even be opened, with the remedy; None where all is well."""

    @property
    def document_id(self) -> str:
        """The first 16 hex digits of the fingerprint."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Found:
    """A document where it lies, before anybody opened it."""

    label: str
    path: str
    """Where this run can open it."""
    known_as: str
    """What no other document goes by: where it truly lies; on an object store its address and the tag of its content."""
    told: Told = Told()
    trouble: str | None = None
    """Why it cannot be opened, in the system's words."""
    size: int | None = None
    """Bytes, where an object store tells them."""


def remote_address(path: Path) -> str | None:
    """The address (s3://bucket/key) of a path on an object store, of whose slashes a Path keeps but one; None for one of this machine."""
    return f"s3://{'/'.join(path.parts[1:])}" if path.parts[:1] == ("s3:",) else None


# -- layout: what the room `extract` gives ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: 1-based lines of a text, or a 1-based page and a box in points from its top left."""

    line: int | None = None
    line_end: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom."""
    page_end: int | None = None
    """The last page, where it goes on over a page break."""
    boxes: tuple[tuple[int, tuple[float, float, float, float]], ...] = ()
    """Every region (page, box) that it takes, where it takes several."""

    @staticmethod
    def whole(places: Iterable[Place]) -> Place:
        """One place for all: from the first line to the last, from the first page to the last, and a box around them on each page."""
        found = [place for place in places if place != NOWHERE]
        if len(found) < 2:
            return found[0] if found else NOWHERE
        lines = [line for place in found for line in (place.line, place.line_end) if line is not None]
        pages = sorted({page for place in found for page in (place.page, place.page_end) if page is not None})
        boxes: dict[int, tuple[float, float, float, float]] = {}
        for place in found:
            for page, (x0, top, x1, bottom) in place.boxes or (((place.page, place.box),) if place.page and place.box else ()):
                left, upper, right, lower = boxes.get(page, (x0, top, x1, bottom))
                boxes[page] = min(left, x0), min(upper, top), max(right, x1), max(lower, bottom)
        return Place(
            line=min(lines, default=None),
            line_end=max(lines, default=None),
            page=pages[0] if pages else None,
            box=boxes.get(pages[0]) if pages else None,
            page_end=pages[-1] if len(pages) > 1 else None,
            boxes=tuple(sorted(boxes.items())) if len(boxes) > 1 else (),
        )

    def __str__(self) -> str:
        if self.line is not None:
            return f"line {self.line}" if self.line_end in (None, self.line) else f"lines {self.line}-{self.line_end}"
        return f"page {self.page}" if self.page is not None else "place unknown"


NOWHERE = Place()
"""The place of what is printed nowhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, its end mark cut off; `number` is 1-based in a text, and merely counts on in a file of pages."""

    number: int
    text: str
    page: int | None = None


Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from a page's top left."""


class Word(NamedTuple):
    """A run of letters without white space, upright as a reader sees it."""

    text: str
    box: Box
    size: float
    """Font size in points."""
    bold: bool = False
    upright: bool = True
    """False where it is printed up or down the page."""
    score: float = 1.0
    """How sure its letters are: 1 for printed text, less out of a scan."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn on a page, or a filled bar so thin that it is one; level or upright."""

    box: Box

    @property
    def level(self) -> bool:
        """True for a line across the page, False for one down it."""
        return self.box[2] - self.box[0] >= self.box[3] - self.box[1]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled area of a page that is no line: a shaded cell or band. The colour is red, green, blue, 0 to 255."""

    box: Box
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a document: a plain text is one page of lines; a printed page has words, rules and fills where they stand."""

    lines: tuple[Line, ...] = ()
    number: int | None = None
    width: float = 0.0
    height: float = 0.0
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    label: str | None = None
    """The page's number as printed in the file's own page labels."""
    pictured: bool = False
    """True where pictures take most of it behind its words, so that its lines may be part of one."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text that stands on its own inside a cell, white space collapsed, its bullet mark cut off."""

    text: str
    place: Place = Place()
    bullet: bool = False
    bold: bool = False
    heading: bool = False
    """True where the file itself marks it as a heading."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its paragraphs in reading order, none where it is empty."""

    paragraphs: tuple[Paragraph, ...] = ()
    fill: Fill | None = None
    """What it is shaded with, where that is a colour with a name."""
    across: int = 1
    """Columns that it takes, where the file or its lines say so."""

    @property
    def text(self) -> str:
        """All its words on one line."""
        return self.paragraphs[0].text if len(self.paragraphs) == 1 else " ".join([paragraph.text for paragraph in self.paragraphs])

    @staticmethod
    def of(text: str, place: Place = Place()) -> Cell:  # noqa: B008  # frozen
        """A cell of one paragraph; an empty one where there is no text."""
        return Cell((Paragraph(text, place),)) if text else Cell()

    def __bool__(self) -> bool:
        return bool(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the header as printed (mended where it was broken) and what it holds."""

    header: str
    roles: tuple[Role, ...] = ()
    """Several where one column holds several ("Lead officer and by when"); none where it has no place of its own."""
    dated: str | None = None
    """The as-at date that the header prints ("Update Feb 2022"), as EDTF."""


@dataclass(frozen=True, slots=True)
class Level:
    """A heading that rows stand under: its printed number, its words, and the text that explains it."""

    text: str
    ref: str | None = None
    description: str | None = None
    place: Place = Place()
    described: Place = Place()
    """Where the text that explains it stands."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip of a page in reading order: the cells of one line of a table, or one loose paragraph beside the tables."""

    cells: tuple[Cell, ...]
    """As printed, left to right; a loose paragraph is one cell."""
    place: Place
    loose: bool = False
    gap: int = 0
    """Blank lines before it; a page break counts as one or more."""
    merged: tuple[int, ...] = ()
    """Positions that are empty here because a cell above is merged down over them."""
    furniture: bool = False
    """True for a running line at a page's head or foot: it belongs to no plan's text."""
    shades: tuple[tuple[int, Paragraph], ...] = ()
    """Positions of cells without words in a column of ratings, each with the name of the colour that it is filled with."""
    open: bool = False
    """True for a drawn table's last line on its page where nothing closes its cells: the page cut it, or a cell merged down over it."""
    printed: str = ""
    """Its words as they were printed, where they are mended in its cells."""
    joined: bool = False
    """True where it was several rows of a sheet, of which the others were the rest of the first."""
    score: float = 1.0
    """How sure its stage is of it as a row, 0 to 1."""

    @property
    def filled(self) -> tuple[int, ...]:
        """Positions of the cells that hold text."""
        return tuple([index for index, cell in enumerate(self.cells) if cell.paragraphs])

    @property
    def text(self) -> str:
        """All its words on one line."""
        return " ".join([cell.text for cell in self.cells if cell.paragraphs])


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one stage makes of a document: its strips in reading order."""

    stage: str
    strips: tuple[Strip, ...]
    headed: bool = False
    """True where the line right above its table names a section: the other sheets of its workbook print another line in that place."""
    scattered: bool = False
    """True where headers stand among its cells: a tool read the table column by column, and no row is sure."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table as a stage finds it, plan or not: its lines, all of one width, on one page."""

    stage: str
    strips: tuple[Strip, ...]
    headers: tuple[int, ...] = ()
    """Positions of the lines that are its header."""


@dataclass(frozen=True, slots=True)
class Front:
    """A line by which a document says what it is, outside its plans: on a cover or a report's head, or in the file's properties."""

    text: str
    page: int | None = None
    """Of which page (from 1); a property of the file has neither page nor line."""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A document as its reader gives it: pages whose tables are yet to be found, or strips where the file itself says what a table is."""

    pages: tuple[Page, ...] = ()
    groups: tuple[Sequence[Sheet], ...] = ()
    """Each group is one stretch of the document, and its sheets are rival readings of it, made as they are asked for."""
    lines: tuple[Line, ...] = ()
    """Every printed line, for the account of what was kept."""
    strays: tuple[Stray, ...] = ()
    """Heads, feet and page numbers that were taken off the pages."""
    doubts: tuple[Doubt, ...] = ()
    page_count: int | None = None
    pages_extracted: int | None = None
    scans: tuple[Page, ...] = ()
    """Pages that were read from their picture: how sure their words are, rows on them are."""
    pages_unread: int = 0
    """Pages that are pictures, and were not read."""
    fronts: tuple[Front, ...] = ()
    """Lines of pages without a plan that may say whose it is and what it is called, in their order, and the file's own title."""


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of a plan: the smallest row, joined over page breaks, with what it inherits from above."""

    cells: tuple[tuple[Column, Cell], ...]
    place: Place
    stage: str
    """Which stage of the cascade gave it."""
    score: float = 1.0
    """How sure that stage is of the row's shape, 0 to 1."""
    priority: Level | None = None
    objective: Level | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stray:
    """Text of a plan's pages that belongs to no cell."""

    text: str
    place: Place
    why: str
    """stray_text, introduction, note, closing_list …: what it seems to be."""
    furniture: bool
    """True for recognised headers, labels, page numbers and notes; False for text that should have had a home."""


@dataclass(frozen=True, slots=True)
class Part:
    """One plan as it stands in a document, still in its own words."""

    heading: tuple[Paragraph, ...]
    """The lines above and between its tables that name it: council, title, period, stage."""
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    glossary: tuple[tuple[str, ...], ...] = ()
    """Lines below a glossary's heading, as printed: cells, or a whole line."""
    legend: tuple[Paragraph, ...] = ()
    """A printed key: what colours, numbers or bands mean in this document."""
    strays: tuple[Stray, ...] = ()
    tables: int = 1
    lines: tuple[Line, ...] = ()
    """The plan's own printed lines, marks of markup taken off: what every reading must answer for."""

    @property
    def text(self) -> str:
        """All of the plan's own words, for what can only be told from the whole (whose initials are these?)."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """What a header text means: the roles, the as-at date it carries, and how well it is known (0 to 1)."""

    header: str
    roles: tuple[Role, ...]
    score: float
    dated: str | None = None
    beside: Role | None = None
    """What it means right of another column that holds its role: a "Measure" behind the "Action" is how the action is measured.

    Of people it is who leads where no other column says so: "Sponsor".
    """
    raised: bool = False
    """Whether it is of what was recommended, or a time that tells when, left of it: "Year", and then "Recommendation"."""
    already: bool = False
    """Whether it says, left of a column of actions, what is done as it is: "Control measures", and then "Action required"."""


@dataclass(frozen=True, slots=True)
class HeadingReading:
    """What a line that stands alone is: a level's heading, a label, or the start of something that is no action.

    kind: level (a numbered or named heading that opens a section), label (a bare "Objective" or "We will"), glossary, legend,
    closing (related documents, contacts …), title (it names a plan), front (appendix mark, department, date, page number).
    """

    kind: Literal["level", "label", "glossary", "legend", "closing", "title", "front"]
    text: str
    ref: str | None = None
    word: str | None = None
    """The level word that was printed: objective, priority, theme …; of a front, whether it begins a `paper` of another kind than a plan
    or names the `body` that it is laid before."""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Meanings:
    """The questions of meaning that layout may ask; the pipeline hands the answers in as functions."""

    header: Callable[[str], HeaderReading | None]
    """Is this text a column's header? None where it is not."""
    content: Callable[[str], Mapping[str, float]]
    """What could this paragraph be? Score 0 to 1 for each of: lead, timescale, occasion, status, action, legend, rag, and yes and no;
    the name of a `list` of what nobody is asked to do; and a `vague` header, below which any list may print its items."""
    heading: Callable[[str], HeadingReading | None]
    """Is this line a heading, a label, or the start of something that is no action? None where it is ordinary text."""
    join: Callable[[Sequence[str]], str]
    """Pieces of one text that were cut over cells or lines, put together again."""
    alien: Callable[[Sequence[str]], str | None]
    """What else a table with these headers is (a risk register, a table of indicators); None where it may be a plan."""
    told: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What layout has made of the texts of a row with these answers, so that it is made once; who writes here bounds it."""


# -- meaning: what the room `normalise` gives ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What was printed, what we take it to mean, the rule that said so, how sure it is, and where it stands."""

    printed: str
    value: T | None
    rule: str
    score: float = 1.0
    """0 to 1."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline, frequency or condition in the words that state it; days are first and LAST day of what was said."""

    raw: str
    kind: Kind
    edtf: str | None = None
    start: date | None = None
    due: date | None = None
    precision: Precision | None = None
    ongoing: bool = False
    frequency: Frequency | None = None
    recurrence: str | None = None
    """RFC 5545 RRULE value, e.g. FREQ=MONTHLY;INTERVAL=3."""
    rule: str = ""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timescale:
    """A whole timescale cell: its deadlines and what they come to together. `raw` is its own words as printed."""

    raw: str
    kind: Kind
    edtf: str | None = None
    start: date | None = None
    due: date | None = None
    precision: Precision | None = None
    ongoing: bool = False
    frequency: Frequency | None = None
    recurrence: str | None = None
    deadlines: tuple[Deadline, ...] = ()
    rule: str = ""
    score: float = 1.0
    flags: tuple[str, ...] = ()
    rest: str = ""
    """Words of the cell that are no timescale: in a cell that holds lead and deadline, the lead's."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One party that is asked to act: canonical name, what it is, the words it was read from, how sure."""

    name: str
    kind: PartyKind
    raw: str
    score: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """What the progress text says of the action, and the words that say it. `state` None where nothing is printed."""

    state: State | None
    on_track: bool | None = None
    ongoing: bool = False
    evidence: str | None = None
    score: float = 0.0
    rule: str = ""
    completed: date | None = None


@dataclass(frozen=True, slots=True)
class Council:
    """An authority; codes are None where no register has them (towns and parishes)."""

    name: str
    slug: str
    code: str | None = None
    """Three-letter register code."""
    gss_code: str | None = None
    rule: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Doubt:
    """A thing a person should look at."""

    code: str
    message: str
    severity: Severity = "warning"
    text: str = ""
    field: str | None = None
    place: Place = Place()
    ordinal: int | None = None
    """The action it is about, by its ordinal in the part; None where it is about the document."""
    suggestion: str | None = None
    """The lexicon line that would settle it, ready to paste."""


@dataclass(frozen=True, slots=True)
class Record:
    """One action in one edition of a plan; every value with the words it was read from."""

    ordinal: int
    action: Reading[str]
    action_ref: Reading[str] | None
    priority: Reading[str] | None
    priority_ref: Reading[str] | None
    priority_description: Reading[str] | None
    objective: Reading[str] | None
    objective_ref: Reading[str] | None
    outcomes: Reading[tuple[str, ...]]
    lead_raw: Reading[str] | None
    leads: Reading[tuple[Lead, ...]]
    timescale: Reading[Timescale]
    completed: Reading[date] | None
    update: Reading[str] | None
    status: Reading[Status]
    rag: Reading[str] | None
    extra: tuple[Reading[str], ...]
    """One a column with no place of its own; `rule` is the column's header."""
    place: Place
    stage: str
    confidence: float
    flags: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of a document, read: what it is, its records, and how much of its text found a home."""

    part: int
    title: str | None
    council: Council | None
    start_year: int | None
    end_year: int | None
    edition: str | None
    """EDTF: the as-at date of the progress column or of the paper."""
    edition_date: date | None
    stage: str | None
    """draft, published or None."""
    glossary: Mapping[str, str]
    records: tuple[Record, ...]
    extractors: tuple[str, ...]
    tables: int
    text_found: int
    text_kept: int
    text_furniture: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Harvest:
    """All that one document gave: its plans, or the reason there are none."""

    source: Source
    state: DocumentState
    plans: tuple[Plan, ...] = ()
    error: str | None = None
    """One line, None where the state is ok."""
    pages: int | None = None
    pages_read: int | None = None
    pages_extracted: int | None = None
    doubts: tuple[Doubt, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Extraction:
    """What layout found in one document: its plans in their own words, or nothing, and how much of it was read."""

    parts: tuple[Part, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    page_count: int | None = None
    pages_extracted: int | None = None
    pages_unread: int = 0
    fronts: tuple[Front, ...] = ()
    """What the document says of itself outside its plans."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document whose harvest is in the store."""

    source: Source
    key: str
    """Names everything that decides the harvest: two of one key give the same rows."""
    load: Callable[[], Harvest]
    shared: bool = True
    """Another document may have the same bytes."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document, in figures."""

    label: str
    sha256: str
    media_type: str
    size: int
    state: DocumentState
    error: str | None = None
    plans: int = 0
    rows: int = 0
    doubts: int = 0
    seconds: float = 0.0
    """That it took to read, when it was read."""
    layout: float = 0.0
    """Of these, what extraction took."""
    extracted: bool = False
    """Its bytes were read then, not only the words that were kept of them."""
    key: str = ""
    """Of its harvest in the store; empty for a document that could not be opened."""
    tries: int = 0
    """How often reading it ended the process that read it; then nothing of it is in the store."""
    patience: float = 0.0
    """Seconds that it was given then."""
    peak: int = 0
    """Bytes at most resident in the process that read it, until then."""
    fresh: bool = True
    """Read in this run, not remembered from one before."""


@dataclass(frozen=True, slots=True)
class StateCount:
    """All documents of one state, in figures."""

    documents: int = 0
    plans: int = 0
    rows: int = 0
    doubts: int = 0


# -- what stands across papers ------------------------------------------------------------------------------------------------

Relation = Literal["same_edition", "next_edition", "split", "merged", "new", "dropped"]


@dataclass(frozen=True, slots=True)
class Promise:
    """One published action, as the linker sees it."""

    action_id: str
    ordinal: int
    action: str
    ref: str | None = None
    priority: str | None = None
    objective: str | None = None
    leads: tuple[str, ...] = ()
    """Canonical names."""
    due: date | None = None
    timescale: str | None = None
    status: str | None = None
    outcomes: tuple[str, ...] = ()
    update: str | None = None
    page: int | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One plan in one document: what its heading says, and its actions where they were asked for."""

    document_id: str
    part: int
    source_file: str
    media_type: str
    council: str | None
    title: str | None
    start_year: int | None
    end_year: int | None
    edition: str | None
    edition_date: date | None
    rows: int
    text_kept: int
    promises: tuple[Promise, ...] = ()
    meeting_date: date | None = None
    """Of the meeting that the paper went to, where the paper's source tells."""


@dataclass(frozen=True, slots=True)
class Link:
    """What two actions have to do with each other; one end is None where an action is new or was dropped."""

    relation: Relation
    from_action_id: str | None
    to_action_id: str | None
    score: float
    certain: bool
    due_moved_days: int | None = None
    status_from: str | None = None
    status_to: str | None = None
    lead_changed: bool | None = None
    wording_changed: bool | None = None


@dataclass(frozen=True, slots=True)
class Linked:
    """What the editions of one family of plans have to do with one another."""

    links: tuple[Link, ...] = ()
    renditions: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """Of a poorer rendition (document, part): the document of the richer one."""
    doubts: tuple[tuple[str, int, str | None, Doubt], ...] = ()
    """Document, part and action that each doubt is about."""


@dataclass(frozen=True, slots=True)
class Linker:
    """The questions about editions that publishing may ask; the pipeline hands the answers in as functions."""

    version: str
    """Digest of everything beside the editions that decides the answers; where it is another, every family is linked anew."""
    families: Callable[[Iterable[Edition]], Iterable[Sequence[int]]]
    """Of all editions, in order of their papers and without their promises, the positions of those that belong together: each in one
    family or in none."""
    link: Callable[[Sequence[Edition]], Linked]
    """What the editions of one family, now with their promises, have to do with one another; the same family gives the same."""
