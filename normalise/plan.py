"""One part of a document to one plan: whose it is, what it is called, its edition, and all its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby

from model import Column, Council, Doubt, Front, Part, Plan, Reading, Record, Row, Source, Stray
from normalise.audit import audit
from normalise.councils import find_council
from normalise.lead.keys import read_lead_key
from normalise.leads import gather_parties
from normalise.legends import read_legend
from normalise.paper.beside import Beside
from normalise.paper.fronts import beside
from normalise.paper.glossaries import explained, glossary_pages, read_glossary
from normalise.paper.other_bodies import other_body
from normalise.paper.words import paper_words
from normalise.papers import Paper, read_paper
from normalise.record import read_record
from normalise.setting import Setting
from normalise.timescales import TimeBase, read_timescale
from normalise.words import Words

YEAR_BEGINS = (4, 1)
"""Month and day on which councils begin and end."""


def read_plan(part: Part, number: int, source: Source, words: Words, fronts: Sequence[Front] = ()) -> Plan:
    """The plan of one part: `number` is its 1-based place in the document, `fronts` what the document says of itself outside its plans."""
    there = beside(part, fronts, source, paper_words(words.papers))
    paper, text = _paper(part, source, there, words), part.text
    heading = [paragraph.text for paragraph in part.heading]
    other = partial(other_body, (*heading, *there.lines), paper_words(words.papers))
    day = paper.edition_date or (date(paper.start_year, *YEAR_BEGINS) if paper.start_year else None)
    council = find_council(text, heading, source.told.council, day, words.register, there.lines, other)
    part, keyed = _without_keys(part, words)
    glossary = _glossary(part, heading, fronts, words) | keyed
    setting = _setting(part, text, paper, council.value, glossary, source, words)
    records = _records(part.rows, setting)
    account = audit(part, records)
    return Plan(
        part=number,
        title=paper.title.value,
        council=council.value,
        start_year=paper.start_year,
        end_year=paper.end_year,
        edition=paper.edition.value,
        edition_date=paper.edition_date,
        stage=paper.stage.value,
        glossary=glossary,
        records=records,
        extractors=tuple(sorted({row.stage for row in part.rows})),
        tables=part.tables,
        text_found=account.found,
        text_kept=account.kept,
        text_furniture=account.furniture,
        doubts=(*_council_doubts(council), *map(_stray_doubt, _told(part.strays)), *account.doubts),
    )


def _glossary(part: Part, heading: Sequence[str], fronts: Sequence[Front], words: Words) -> dict[str, str]:
    """The plan's own list of abbreviations before one of another page, and either before what sentences explain."""
    pages = [[front.text for front in own] for _, own in groupby(fronts, key=lambda front: front.page)]
    own = dict(read_glossary(part.glossary, words.papers))
    return explained(heading, words.papers) | glossary_pages(pages, words.papers) | own


def _paper(part: Part, source: Source, there: Beside, words: Words) -> Paper:
    columns = _reported(part)
    headers = [column.header for column in columns]
    dated = [column.dated for column in columns if column.dated]
    return read_paper([paragraph.text for paragraph in part.heading], headers, dated, source.told, words.papers, there)


def _reported(part: Part) -> Sequence[Column]:
    """The columns but for those of days to come: dated ones in which nothing stands yet, where others hold something."""
    if not any(column.dated for column in part.columns):
        return part.columns
    held = {column for row in part.rows for column, cell in row.cells if column.dated and cell}
    blank = {column for column in part.columns if column.dated and column not in held}
    return [column for column in part.columns if column not in blank] if held else part.columns


def _setting(
    part: Part, text: str, paper: Paper, council: Council | None, glossary: Mapping[str, str], source: Source, words: Words
) -> Setting:
    legend = read_legend([paragraph.text for paragraph in part.legend], words.statuses)
    base = TimeBase(
        published=paper.edition_date or source.told.meeting_date,
        start_year=paper.start_year,
        end_year=paper.end_year,
        council_year=paper.council_year,
        financial=words.times.patterns["financial_quarters"].search(text.casefold()) is not None,
        legend=legend.bands,
    )
    timed = any({"timescale", "start"} & set(column.roles) for column in part.columns)
    parties = gather_parties(_lead_cells(part.rows, base, words), text, glossary, council, words.leads)
    return Setting(base, parties, legend, words, timed)


def _without_keys(part: Part, words: Words) -> tuple[Part, dict[str, str]]:
    """The part without the strays that are keys to its leads' initials, and what these stand for."""
    if not any("lead" in column.roles for column in part.columns):
        return part, {}
    texts = [paragraph.text for paragraph in (*part.heading, *part.legend)] + [stray.text for stray in part.strays]
    keys = read_lead_key(texts, _lead_cells(part.rows, TimeBase(), words))
    strays = tuple(replace(stray, why="glossary", furniture=True) if stray.text in keys else stray for stray in part.strays)
    return replace(part, strays=strays), {short: spelled for entries in keys.values() for short, spelled in entries.items()}


def _lead_cells(rows: Sequence[Row], base: TimeBase, words: Words) -> list[list[str]]:
    """The lead's words of every row; where the cell holds the deadline too, without it."""
    cells = []
    for row in rows:
        for column, cell in row.cells:
            if "lead" not in column.roles or not cell:
                continue
            texts = [paragraph.text for paragraph in cell.paragraphs]
            cells.append(
                [text for text in read_timescale(texts, base, words.times, mixed=True).rest.split("; ") if text]
                if "timescale" in column.roles
                else texts
            )
    return cells


def _records(rows: Sequence[Row], setting: Setting) -> tuple[Record, ...]:
    records: list[Record] = []
    said: Counter[str] = Counter()
    for ordinal, row in enumerate(rows, 1):
        record = read_record(row, ordinal, setting, records[-1] if records else None)
        key = " ".join((record.action.value or "").casefold().replace("“", '"').replace("”", '"').split())
        if said[key] and "action_carried_down" not in record.flags:
            record = replace(record, flags=tuple(sorted({*record.flags, "repeats_earlier_action"})))
        said[key] += 1
        records.append(record)
    return tuple(records)


def _told(strays: Sequence[Stray]) -> list[Stray]:
    """Strays that a person should see: all that should have had a home, and notes that are more than furniture."""
    return [stray for stray in strays if not stray.furniture or stray.why in ("introduction", "closing")]


def _stray_doubt(stray: Stray) -> Doubt:
    if stray.furniture:
        return Doubt(stray.why, "Text beside the tables that is no action.", "info", stray.text, place=stray.place)
    return Doubt("stray_text", "Text that belongs to no cell.", "warning", stray.text, place=stray.place)


def _council_doubts(council: Reading[Council]) -> list[Doubt]:
    if council.value is not None:
        return []
    return [
        Doubt(
            "council_unknown",
            f"The paper does not tell whose it is ({council.rule}).",
            "warning",
            council.printed,
            "council",
        )
    ]
