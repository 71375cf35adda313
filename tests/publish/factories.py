"""Harvests built by hand, short enough to be read in a test."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from model import Council, Deadline, Doubt, Harvest, Lead, Place, Plan, Reading, Record, Source, Status, Timescale, Told

YORK = Council("City of York Council", "york", "YOR", "E06000014")
LEEDS = Council("Leeds City Council", "leeds", "LDS", "E08000035")
TOWN = Council("Otley Town Council", "otley-town-council")


def said(text: str, line: int = 10) -> Reading[str]:
    return Reading(text, text, "as_printed", 1.0, Place(line=line))


def lead(name: str, kind: str = "team", raw: str | None = None) -> Lead:
    return Lead(name, kind, raw or name, 0.9, "known_party")  # type: ignore[arg-type]


def timescale(
    printed: str = "by March 2025", due: date | None = date(2025, 3, 31), start: date | None = None, **more: object
) -> Reading[Timescale]:
    deadline = Deadline(printed, "date", "../2025-03", start, due, "month", rule="by_month")
    read = Timescale(printed, "date", "../2025-03", start, due, "month", deadlines=(deadline,), rule="by_month", score=0.95)
    return Reading(printed, replace(read, **more), "by_month", 0.95, Place(line=12))  # type: ignore[arg-type]


def record(ordinal: int = 1, ref: str | None = None, action: str = "Plant a hedge along the ring road", **more: object) -> Record:
    plain = Record(
        ordinal=ordinal,
        action=said(action),
        action_ref=said(ref) if ref else None,
        priority=said("Greener streets"),
        priority_ref=said("1"),
        priority_description=None,
        objective=None,
        objective_ref=None,
        outcomes=Reading("A mile of hedge", ("A mile of hedge",), "bullets"),
        lead_raw=said("Parks Team"),
        leads=Reading("Parks Team", (lead("Parks Team"),), "known_party", 0.9),
        timescale=timescale(),
        completed=None,
        update=said("Whips ordered and planting has begun."),
        status=Reading("planting has begun", Status("in_progress", None, True, "has begun", 0.8), "begun"),
        rag=None,
        extra=(Reading("Officer time", "Officer time", "Cost", 1.0, Place(line=14)),),
        place=Place(line=10, line_end=15),
        stage="delimited",
        confidence=0.9,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def plan(
    *records: Record, part: int = 1, council: Council | None = YORK, title: str | None = "Hedge and Verge Plan 2024-2027", **more: object
) -> Plan:
    plain = Plan(
        part=part,
        title=title,
        council=council,
        start_year=2024,
        end_year=2027,
        edition="2024-09",
        edition_date=date(2024, 9, 30),
        stage="published",
        glossary={"BNG": "biodiversity net gain"},
        records=records,
        extractors=("delimited",),
        tables=1,
        text_found=900,
        text_kept=850,
        text_furniture=50,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def source(label: str = "york/hedges.txt", content: str | None = None, **more: object) -> Source:
    digest = hashlib.sha256((content if content is not None else label).encode("utf-8", "replace")).hexdigest()
    plain = Source(
        label, f"/nowhere/{label}", digest, 4096, "text/plain", Told(committee="Environment Committee", meeting_date=date(2024, 10, 8))
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def harvest(*plans: Plan, label: str = "york/hedges.txt", content: str | None = None, **more: object) -> Harvest:
    plain = Harvest(source(label, content), "ok" if plans else "no_plan", plans)
    return replace(plain, **more)  # type: ignore[arg-type]


def some_harvests() -> list[Harvest]:
    """Two councils, a town in no register, three editions' folders, a document without a plan, one that failed, and doubts."""
    doubt = Doubt(
        "unread_timescale",
        "No rule reads this timescale.",
        text="once the saplings take",
        field="timescale",
        place=Place(line=31),
        suggestion='timescales.toml [conditions] conditional = ["once the saplings take"]',
    )
    unread = Reading("once the saplings take", None, "unread", 0.0, Place(line=31))
    return [
        harvest(plan(record(1, "1.1"), record(2, "1.2", "Mow verges once a year", timescale=unread, doubts=(doubt,)))),
        harvest(
            plan(
                record(1, "A", leads=Reading("Parks", (lead("Parks Team"), lead("Woodland Trust", "organisation")), "known_party")),
                council=LEEDS,
                edition="2023",
                edition_date=date(2023, 12, 31),
            ),
            label="leeds/trees.txt",
        ),
        harvest(plan(record(1), council=TOWN, title=None, edition=None, edition_date=None, start_year=None), label="otley.txt"),
        harvest(label="minutes.txt", doubts=(Doubt("no_table", "No table of actions was found.", "info"),)),
        harvest(label="broken.txt", state="failed", error="The bytes are no text. Save it again as text."),
    ]
