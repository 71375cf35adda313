"""What is published: every table and column, in one place. Standard library only.

Parquet schemas, `datapackage.json`, `docs/columns.md` and the checks before publishing are all derived from `TABLES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from model import DocumentState, Frequency, Kind, PartyKind, Precision, Severity, State

SCHEMA_VERSION = "1.0.0"

LEADS = "list<struct<name: string, kind: string, raw: string, score: float32>>"
REGIONS = "list<struct<page: int32, x0: float32, top: float32, x1: float32, bottom: float32>>"
CHOICE = "dictionary<string>"
SCORE = "0 to 1"

KINDS, PRECISIONS, FREQUENCIES, STATES = get_args(Kind), get_args(Precision), get_args(Frequency), get_args(State)
PARTIES, DOCUMENT_STATES, SEVERITIES = get_args(PartyKind), get_args(DocumentState), get_args(Severity)
RELATIONS = ("same_edition", "next_edition", "split", "merged", "new", "dropped")


@dataclass(frozen=True, slots=True)
class Column:
    """One published column: its Arrow type by name, what it means, and one value as it could stand there."""

    name: str
    type: str
    means: str
    example: str = ""
    unit: str = ""
    values: tuple[str, ...] = ()
    """The closed set it is drawn from; none where it is open."""
    required: bool = False
    """True where no row may leave it blank."""


@dataclass(frozen=True, slots=True)
class Table:
    """One published table; `key` tells its rows apart."""

    name: str
    means: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    partitioned: bool = False
    """True where it is a folder of files by authority and year."""


PARTITIONS = (
    Column("authority", "string", "Short name of the council, in the folder's name only.", "york", required=True),
    Column("year", "int32", "Year of the edition, else of the plan's start, else 0; in the folder's name only.", "2024", required=True),
)

C = Column

ACTIONS = (
    C("action_id", "string", "Identifier of the action in this edition: council, plan, edition, document, and printed number or position.",
      "york/climate-action-plan/2024-03/9f2c61d0/2.4", required=True),
    C("document_id", "string", "First 16 hex digits of the SHA-256 of the document.", "9f2c61d0a3b7e845", required=True),
    C("part", "int16", "Which plan of the document, counted from 1.", "1", required=True),
    C("source_file", "string", "Path of the document below the folder that was read.", "york/2024-03-climate.txt", required=True),
    C("ordinal", "int32", "Position of the action in its part, counted from 1.", "14", required=True),
    C("council", "string", "Official name of the council; blank where the document does not tell.", "City of York Council"),
    C("gss_code", "string", "ONS code of the council, in force at the edition.", "E06000014"),
    C("plan", "string", "Title of the plan as printed, extraction damage mended.", "Climate Action Plan 2023-2026"),
    C("plan_start_year", "int16", "First year of the plan's own period.", "2023", "year"),
    C("plan_end_year", "int16", "Last year of the plan's own period.", "2026", "year"),
    C("edition", "string", "As-at date of the progress column or of the paper, as EDTF.", "2024-03"),
    C("edition_date", "date32", "Last day of the edition.", "2024-03-31"),
    C("priority_ref", "string", "Printed number of the priority.", "2"),
    C("priority", "string", "Heading of the highest level that the action stands under.", "Greener travel"),
    C("priority_description", "string", "Text that explains the priority.", "Half of all short trips on foot or by bike."),
    C("objective_ref", "string", "Printed number of the objective, without its full stop.", "2.1"),
    C("objective", "string", "The second level: a column or a banner below the priority.", "Safer routes to school"),
    C("action_ref", "string", "Printed number of the action.", "2.4"),
    C("action", "string", "What is to be done; paragraphs parted by line breaks, extraction damage mended.", "Open three school streets"),
    C("outcomes", "list<string>", "Items of an outcomes, measures or success column, bullet marks taken off.", "Fewer cars at the gate"),
    C("lead_raw", "string", "The words that name the lead, as printed.", "Transport Team / schools"),
    C("leads", LEADS, "Each party asked to act, once: canonical name, kind, printed words and score.",
      "Transport Team (team); Schools (group)"),
    C("timescale_raw", "string", "The words that state the timescale, as printed.", "by end of Dec 2025"),
    C("timescale_kind", CHOICE, "What sort of timescale it is; none where nothing is printed, unclear where it cannot be said.", "date",
      "", KINDS, True),
    C("timescale_edtf", "string", "The timescale as EDTF (ISO 8601-2) where it can be said.", "../2025-12-31"),
    C("start_date", "date32", "First day of what was said; of several deadlines the earliest.", "2025-01-01"),
    C("due_date", "date32", "LAST day of what was said; of several deadlines the latest.", "2025-12-31"),
    C("date_precision", CHOICE, "How exact the printed date is.", "month", "", PRECISIONS),
    C("is_ongoing", "bool", "True where the timescale says that the work goes on.", "false", required=True),
    C("frequency", CHOICE, "How often the timescale asks for it.", "quarterly", "", FREQUENCIES),
    C("recurrence", "string", "The frequency as an RFC 5545 rule, where it is exact.", "FREQ=MONTHLY;INTERVAL=3"),
    C("completed_date", "date32", "Day on which the paper says that it was completed.", "2025-11-14"),
    C("update", "string", "Progress text as printed; paragraphs parted by line breaks.", "Two streets open, the third in design."),
    C("status", CHOICE, "State that the progress text tells; unknown where it tells none, blank where there is no text.", "in_progress",
      "", STATES),
    C("is_on_track", "bool", "True on track, false behind; blank where the words do not tell.", "true"),
    C("status_is_ongoing", "bool", "True where the progress text says that the work goes on; blank where there is no text.", "true"),
    C("status_evidence", "string", "The words that decided the status.", "in design"),
    C("status_score", "float32", "How sure the status is.", "0.9", SCORE),
    C("rag", "string", "Colour word as printed; what it means is the paper's own legend's matter.", "Amber"),
    C("extra", "map<string,string>", "Every printed column with no place of its own: header to text.", "Cost: Officer time"),
    C("page_start", "int32", "First page that the row stands on, counted from 1; blank for a text.", "12", "page"),
    C("page_end", "int32", "Last page that the row stands on.", "13", "page"),
    C("line_start", "int32", "First line of the row, counted from 1; blank for a PDF.", "120", "line"),
    C("line_end", "int32", "Last line of the row.", "131", "line"),
    C("regions", REGIONS, "Boxes that the row fills, from the page's top left.", "page 12: 40, 210, 800, 260", "points"),
    C("extractor", CHOICE, "Stage of the table cascade that gave the row.", "delimited", required=True),
    C("confidence", "float32", "How sure the whole row is: of the rows at 0.9, nine in ten have every field right.", "0.93", SCORE, (),
      True),
    C("flags", "list<string>", "What is unusual about the row.", "row_continues_over_page"),
    C("schema_version", "string", "Version of these columns.", SCHEMA_VERSION, required=True),
)

READINGS = (
    C("action_id", "string", "The action it belongs to.", "york/climate-action-plan/2024-03/9f2c61d0/2.4", required=True),
    C("field", "string", "The field that was read; a column without a place of its own is extra.<its header>.", "timescale", required=True),
    C("printed", "string", "The words as printed; never blank.", "by end of Dec 2025"),
    C("value", "string", "What they were taken to mean, as text; blank where they could not be read.", "date ../2025-12-31"),
    C("rule", "string", "The rule that said so.", "end_of"),
    C("score", "float32", "How sure the reading is.", "0.95", SCORE, (), True),
    C("page", "int32", "Page it stands on, counted from 1.", "12", "page"),
    C("line", "int32", "Line it stands on, counted from 1.", "124", "line"),
    C("x0", "float32", "Left edge of its box.", "402.5", "points"),
    C("top", "float32", "Upper edge of its box, from the page's top.", "210.0", "points"),
    C("x1", "float32", "Right edge of its box.", "480.0", "points"),
    C("bottom", "float32", "Lower edge of its box, from the page's top.", "233.5", "points"),
)

DEADLINES = (
    C("action_id", "string", "The action it belongs to.", "york/climate-action-plan/2024-03/9f2c61d0/2.4", required=True),
    C("position", "int16", "Position among the action's deadlines, counted from 1.", "1", required=True),
    C("raw", "string", "The words that state it.", "by end of Dec 2025", required=True),
    C("kind", CHOICE, "What sort of deadline it is.", "date", "", KINDS, True),
    C("edtf", "string", "The deadline as EDTF where it can be said.", "../2025-12-31"),
    C("start_date", "date32", "First day of what was said.", "2025-01-01"),
    C("due_date", "date32", "LAST day of what was said.", "2025-12-31"),
    C("precision", CHOICE, "How exact the printed date is.", "month", "", PRECISIONS),
    C("is_ongoing", "bool", "True where it says that the work goes on.", "false", required=True),
    C("frequency", CHOICE, "How often it asks for it.", "annual", "", FREQUENCIES),
    C("recurrence", "string", "The frequency as an RFC 5545 rule, where it is exact.", "FREQ=YEARLY"),
)

DOCUMENTS = (
    C("document_id", "string", "First 16 hex digits of the document's SHA-256; blank where it could not be read.", "9f2c61d0a3b7e845"),
    C("part", "int16", "Which plan of the document, counted from 1; blank where it holds none.", "1"),
    C("source_file", "string", "Path of the document below the folder that was read.", "york/2024-03-climate.txt", required=True),
    C("sha256", "string", "SHA-256 of the document, 64 hex digits.", "9f2c61d0a3b7e845…"),
    C("media_type", "string", "Media type, told by content.", "text/plain"),
    C("bytes", "int64", "Size of the document.", "18240", "bytes", (), True),
    C("pages", "int32", "Pages of the document; blank for a text.", "214", "pages"),
    C("pages_read", "int32", "Pages whose words were read.", "214", "pages"),
    C("pages_extracted", "int32", "Pages that tables were taken from.", "6", "pages"),
    C("council", "string", "Official name of the council.", "City of York Council"),
    C("gss_code", "string", "ONS code of the council, in force at the edition.", "E06000014"),
    C("plan", "string", "Title of the plan as printed, extraction damage mended.", "Climate Action Plan 2023-2026"),
    C("plan_start_year", "int16", "First year of the plan's own period.", "2023", "year"),
    C("plan_end_year", "int16", "Last year of the plan's own period.", "2026", "year"),
    C("edition", "string", "As-at date of the progress column or of the paper, as EDTF.", "2024-03"),
    C("edition_date", "date32", "Last day of the edition.", "2024-03-31"),
    C("stage", CHOICE, "Whether the paper calls itself a draft or published.", "draft", "", ("draft", "published")),
    C("committee", "string", "Committee, as sources.csv gives it.", "Climate Change Scrutiny Committee"),
    C("meeting_date", "date32", "Day of the meeting, as sources.csv gives it.", "2024-04-09"),
    C("title", "string", "Title of the paper, as sources.csv gives it.", "Climate plan: progress"),
    C("url", "string", "Where the paper was fetched, as sources.csv gives it.", "https://democracy.york.gov.uk/plan.pdf"),
    C("glossary", "map<string,string>", "Abbreviations that the paper itself explains.", "EV: electric vehicle"),
    C("extractors", "list<string>", "Stages of the cascade that gave its rows.", "delimited"),
    C("rows", "int32", "Actions published from it.", "42", "rows", (), True),
    C("tables", "int32", "Tables that the plan stands in.", "3", "tables", (), True),
    C("text_found", "int32", "Characters of the plan's own pages or lines, white space apart.", "11320", "characters"),
    C("text_kept", "int32", "Of those, characters that stand in a field, in extra or in the glossary.", "10980", "characters"),
    C("text_furniture", "int32", "Of those, characters of recognised headers, labels and page numbers.", "340", "characters"),
    C("state", CHOICE, "How reading it ended.", "ok", "", DOCUMENT_STATES, True),
    C("error", "string", "Why it was not read whole, in one line; blank where all is well.", "The file is empty."),
    C("rendition_of", "string", "document_id of a richer rendition of the same edition.", "3b60f1c29e7a5d48"),
    C("canonical", "bool", "True for the rows to count, once an edition.", "true", required=True),
    C("schema_version", "string", "Version of these columns.", SCHEMA_VERSION, required=True),
)

LEAD_ROWS = (
    C("lead_id", "string", "Identifier of the lead: its name and a hash of name, kind and council.", "transport-team-1c9a40be",
      required=True),
    C("name", "string", "Canonical name.", "Transport Team", required=True),
    C("kind", CHOICE, "What the party is; a group is an unnamed plural.", "team", "", PARTIES, True),
    C("council", "string",
      "Council whose plans name it; blank for an organisation, which many may name, and where the paper does not tell.",
      "City of York Council"),
    C("gss_code", "string", "ONS code of that council.", "E06000014"),
    C("aliases", "list<string>", "Every printed spelling.", "Transport team; the Transport Team"),
    C("actions", "int32", "Actions that it is asked to lead.", "12", "actions", (), True),
    C("first_edition", "string", "Earliest edition that names it, as EDTF.", "2022-09"),
    C("last_edition", "string", "Latest edition that names it, as EDTF.", "2024-03"),
)

LINKS = (
    C("relation", CHOICE, "What joins the two actions; new and dropped leave one end blank.", "next_edition", "", RELATIONS, True),
    C("from_action_id", "string", "The earlier action; of two renditions the one in the poorer document.",
      "york/climate-action-plan/2023-03/77d0c1a9/2.4"),
    C("to_action_id", "string", "The later action; of two renditions the one that counts.",
      "york/climate-action-plan/2024-03/9f2c61d0/2.4"),
    C("score", "float32", "How alike the two are; of a new or dropped action, how unlike every other.", "0.97", SCORE),
    C("certain", "bool", "False where the link is only offered: the words leave doubt, or another action comes near.", "true"),
    C("due_moved_days", "int32", "Days by which the due date moved; negative is earlier.", "90", "days"),
    C("status_from", CHOICE, "Status in the earlier edition.", "not_started", "", STATES),
    C("status_to", CHOICE, "Status in the later edition.", "in_progress", "", STATES),
    C("lead_changed", "bool", "True where other parties lead it now.", "false"),
    C("wording_changed", "bool", "True where the action's words differ.", "false"),
)

ISSUES = (
    C("document_id", "string", "The document it is about; blank where that could not be read.", "9f2c61d0a3b7e845"),
    C("part", "int16", "Which plan of the document; blank where it is about the whole.", "1"),
    C("source_file", "string", "Path of the document below the folder that was read.", "york/2024-03-climate.txt", required=True),
    C("page", "int32", "Page it stands on, counted from 1.", "12", "page"),
    C("line", "int32", "Line it stands on, counted from 1.", "124", "line"),
    C("action_id", "string", "The action it is about; blank where it is about the document.",
      "york/climate-action-plan/2024-03/9f2c61d0/2.4"),
    C("field", "string", "The field it is about.", "timescale"),
    C("code", "string", "What sort of issue it is.", "unread_timescale", required=True),
    C("severity", CHOICE, "How much it matters.", "warning", "", SEVERITIES, True),
    C("message", "string", "What a person should look at.", "No rule reads this timescale.", required=True),
    C("text", "string", "The printed text that it is about.", "once the depot opens"),
    C("suggestion", "string", "The lexicon line that would settle it.", 'timescales.toml [conditions] conditional = ["once the"]'),
)

TABLES: Mapping[str, Table] = {table.name: table for table in (
    Table("actions", "One row an action in one edition of a plan.", ACTIONS, ("action_id",), partitioned=True),
    Table("readings", "One row a field of an action: printed words, value, rule, score and place.", READINGS, partitioned=True),
    Table("deadlines", "One row a deadline of an action; an action can have several.", DEADLINES, ("action_id", "position"),
          partitioned=True),
    Table("documents", "One row a plan found in a document; a document with none has one row too.", DOCUMENTS),
    Table("leads", "One row a distinct lead: who is asked to act, with every spelling seen.", LEAD_ROWS, ("lead_id",)),
    Table("links", "What two renditions share, and what became of an action in the next edition.", LINKS),
    Table("issues", "One row a thing a person should look at.", ISSUES),
)}
