"""The one year of a row's times where the table prints it beside them: in the header of their column, or in a heading above the rows."""

from __future__ import annotations

from dataclasses import replace

from model import Row
from normalise.paper.periods import year_of_header, year_of_heading
from normalise.setting import Setting


def with_own_year(setting: Setting, row: Row) -> Setting:
    """The setting as the row's times see it: of a "Deadline (2024/25)" or below "Year 2: 2025/26" that year lends itself."""
    headers = [column.header for column, _ in row.cells if {"timescale", "start"} & set(column.roles)]
    levels = [level.text for level in (row.objective, row.priority) if level is not None]
    if not any(map(str.isdigit, "".join((*headers, *levels)))):
        return setting
    words = setting.words.papers
    printed = {year.first.year: year for text in headers if (year := year_of_header(text, words)) is not None}
    if len(printed) > 1:
        return replace(setting, base=replace(setting.base, council_year=None))  # "Target 2024/25" beside "Revised target 2025/26"
    named = [*printed.values(), *(year_of_heading(text, words) for text in levels)]
    year = next(filter(None, named), None)
    if year is None:
        return setting
    first, last = year.first.year, year.last.year
    return replace(setting, base=replace(setting.base, start_year=first, end_year=last, council_year=first if last > first else None))
