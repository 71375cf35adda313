"""Timescales as councils print them, each with the days that it means by the conventions of the dataset."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
SEASONS = (("Spring", 21, 3), ("Summer", 22, 6), ("Autumn", 23, 9), ("Winter", 24, 12))
FREQUENCIES = (
    ("Monthly", "monthly"),
    ("Quarterly", "quarterly"),
    ("Annually", "annual"),
    ("Every six months", "six-monthly"),
    ("Every year", "annual"),
    ("Weekly", "weekly"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A timescale: its words (a paragraph each, joined by "; "), and what a careful reader makes of them."""

    printed: str | None
    kind: str
    edtf: str | None = None
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    ongoing: bool = False
    frequency: str | None = None
    parts: tuple[Mapping[str, Any], ...] | None = None

    def gold(self) -> dict[str, Any]:
        """The timescale as a gold file holds it."""
        names = ("kind", "edtf", "start", "end", "precision", "ongoing", "frequency")
        told: dict[str, Any] = {name: getattr(self, name) for name in names}
        return told | ({"parts": [dict(part) for part in self.parts]} if self.parts else {})


NOTHING = Said(None, "none")


def timescale(dice: Random, first: int, last: int) -> Said:
    """A timescale of a plan that runs from one year to another."""
    return dice.choices(FORMS, WEIGHTS)[0](dice, dice.randint(first, last))


def _month_end(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


def _month(dice: Random, year: int) -> Said:
    month = dice.randint(1, 12)
    name = MONTHS[month - 1]
    printed = dice.choice([f"{name} {year}", f"{name} {year}", f"{name[:3]} {year}", f"{name[:3]} {year % 100:02}"])
    edtf = f"{year}-{month:02}"
    return Said(printed, "date", edtf, f"{edtf}-01", _month_end(year, month), "month")


def _by_month(dice: Random, year: int) -> Said:
    month = dice.randint(1, 12)
    printed = f"{dice.choice(['By', 'by', 'No later than'])} {MONTHS[month - 1]} {year}"
    return Said(printed, "date", f"../{year}-{month:02}", None, _month_end(year, month), "month")


def _end_of_month(dice: Random, year: int) -> Said:
    month = dice.randint(1, 12)
    end = _month_end(year, month)
    return Said(f"{dice.choice(['End of', 'By the end of', 'By end'])} {MONTHS[month - 1]} {year}", "date", f"../{end}", None, end, "month")


def _day(dice: Random, year: int) -> Said:
    when = date(year, dice.randint(1, 12), dice.randint(1, 28))
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(when.day, "th")
    name = MONTHS[when.month - 1]
    words = (f"{when.day} {name} {year}", f"{when.day}{suffix} {name} {year}", f"{when.day} {name[:3]} {year}")
    return Said(
        dice.choice([*words, f"{when:%d/%m/%Y}", f"{when:%d/%m/%y}"]), "date", when.isoformat(), when.isoformat(), when.isoformat(), "day"
    )


def _by_day(dice: Random, year: int) -> Said:
    when = date(year, dice.randint(1, 12), dice.randint(1, 28)).isoformat()
    return Said(f"By {int(when[8:])} {MONTHS[int(when[5:7]) - 1]} {year}", "date", f"../{when}", None, when, "day")


def _quarter(dice: Random, year: int) -> Said:
    quarter = dice.randint(1, 4)
    begins = (4, 7, 10, 1)[quarter - 1]
    at = year + (quarter == 4)
    edtf = f"{at}-{begins:02}/{at}-{begins + 2:02}"
    printed = dice.choice(["Q{} {}/{:02}", "Quarter {} {}/{:02}"]).format(quarter, year, (year + 1) % 100)
    return Said(printed, "date", edtf, f"{at}-{begins:02}-01", _month_end(at, begins + 2), "quarter")


def _season(dice: Random, year: int) -> Said:
    name, code, month = dice.choice(SEASONS)
    ends = _month_end(year + (month == 12), (month + 1) % 12 + 1)
    return Said(f"{name} {year}", "date", f"{year}-{code}", f"{year}-{month:02}-01", ends, "season")


def _year(dice: Random, year: int) -> Said:
    return Said(f"{year}", "date", f"{year}", f"{year}-01-01", f"{year}-12-31", "year")


def _by_year(dice: Random, year: int) -> Said:
    return Said(f"By {year}", "date", f"../{year}", None, f"{year}-12-31", "year")


def _end_of_year(dice: Random, year: int) -> Said:
    printed = f"{dice.choice(['End of', 'By the end of'])} {year}"
    return Said(printed, "date", f"../{year}-12-31", None, f"{year}-12-31", "year")


def _financial_year(dice: Random, year: int) -> Said:
    printed = dice.choice([f"{year}/{(year + 1) % 100:02}", f"{year}-{(year + 1) % 100:02}"])
    return Said(printed, "range", f"{year}-04/{year + 1}-03", f"{year}-04-01", f"{year + 1}-03-31", "financial_year")


def _range(dice: Random, year: int) -> Said:
    month, until = dice.randint(1, 12), dice.randint(1, 12)
    printed = f"{MONTHS[month - 1]} {year} {dice.choice(['–', '-', 'to'])} {MONTHS[until - 1]} {year + 1}"
    edtf = f"{year}-{month:02}/{year + 1}-{until:02}"
    return Said(printed, "range", edtf, f"{year}-{month:02}-01", _month_end(year + 1, until), "month")


def _from_month(dice: Random, year: int) -> Said:
    month = dice.randint(1, 12)
    edtf = f"{year}-{month:02}"
    return Said(f"From {MONTHS[month - 1]} {year}", "range", f"{edtf}/..", f"{edtf}-01", None, "month")


def _ongoing(dice: Random, year: int) -> Said:
    return Said(dice.choice(["Ongoing", "Ongoing", "On-going", "On going"]), "ongoing", ongoing=True)


def _often(dice: Random, year: int) -> Said:
    printed, frequency = dice.choice(FREQUENCIES)
    return Said(printed, "recurring", frequency=frequency)


def _often_from(dice: Random, year: int) -> Said:
    printed, frequency = dice.choice(FREQUENCIES[:3])
    begun = _from_month(dice, year)
    words = f"{printed} {str(begun.printed).replace('From', 'from')}"
    return Said(words, "recurring", begun.edtf, begun.start, None, "month", False, frequency)


def _two(dice: Random, year: int) -> Said:
    """Two dates, a paragraph each."""
    first, second = _month(dice, year), _month(dice, year + 1)
    parts = (first.gold(), second.gold())
    return Said(f"{first.printed}; {second.printed}", "multiple", None, first.start, second.end, None, parts=parts)


def _unsettled(dice: Random, year: int) -> Said:
    return Said(dice.choice(["TBC", "To be confirmed", "Short term", "Medium term"]), "unclear")


def _blank(dice: Random, year: int) -> Said:
    return NOTHING


FORMS: tuple[Callable[[Random, int], Said], ...] = (
    _month, _by_month, _end_of_month, _day, _by_day, _quarter, _season, _year, _by_year, _end_of_year,
    _financial_year, _range, _from_month, _ongoing, _often, _often_from, _two, _unsettled, _blank,
)  # fmt: skip
WEIGHTS = (8, 4, 2, 4, 2, 3, 3, 2, 2, 2, 4, 2, 1, 4, 3, 1, 1, 1, 1)
