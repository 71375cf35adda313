"""How a date may be written: one small rule a form, tried in the order of RULES, over lower-case text with plain dashes."""

from __future__ import annotations

import re
from re import Match

from normalise.time.calendar_spans import Span, between, day_span, financial_span, month_span, months_span, year_span, years_span
from normalise.time.moment_rules import RULES as MOMENT_RULES
from normalise.time.words import PointRule, TimeBase, TimeWords, full_year
from normalise.time.year_part_rules import (
    DIGITS,
    PAIR,
    consecutive,
    half,
    month_of,
    nth_of,
    quarter,
    quarter_months,
    quarters_of_year,
    season,
    seasons,
)

HYPHENED = ("ambiguous_year_pair",)
DAYS = 7
LAST = frozenset({"last", "final"})
LISTED = re.compile(r"(?:\s*,\s*[0-9]{2}(?![0-9]))*\s*(?:,|and|&)\s*[0-9]{2}\s*(?:$|[;)]|\.(?![0-9]))")
"""More numbers of two figures behind one: "March 26, 27 and 28" may be days or years."""


def iso_day(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'2024-03-31', also with a clock time as spreadsheets print it."""
    return day_span(int(found["year"]), int(found["month"]), int(found["day"]))


def numeric_day(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'31/03/24', '04.10.16': the day first; what is no day of a month is no date."""
    day, month, year = DIGITS.findall(found[0])[:3]
    dotted_reference = "." in found[0] and len(year) == 2 and len(day) < 2
    return None if dotted_reference else day_span(full_year(year), int(month), int(day))


def days_of_month(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'12-14 June 2024', '3 and 4 June 2024'."""
    year, month = full_year(found["year"]), month_of(found["month"], words)
    first, last = (day_span(year, month, _number(found[each])) for each in ("first", "last"))
    return between(first, last) if first and last else None


def day_month_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'9 th October 2012', 'Friday 31st of March 2024', '31 Mar 17', '30-Apr-2016'; turned round, 'March 31st, 2024', '2024, June 3rd'."""
    return day_span(full_year(found["year"]), month_of(found["month"], words), _number(found["day"]))


def months_of_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'April to June 2024', 'Nov - Jan 2024' (from the year before); a stroke joins only neighbours: 'April/May 2024'."""
    year, first, last = full_year(found["year"]), month_of(found["first"], words), month_of(found["last"], words)
    count = (last - first) % 12 + 1
    if found["to"] == "/" and count != 2:
        return None
    return months_span(year - (first > last), first, count, "month")._replace(ranged=True)


def week_of_month(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'First week of June 2024': the days 1 to 7; the last week is the last seven days."""
    year, month = full_year(found["year"]), month_of(found["month"], words)
    end = month_span(year, month).due
    if end is None:
        return None
    first = end.day - DAYS + 1 if found["nth"] in LAST else DAYS * (nth_of(found, words) - 1) + 1
    opening, closing = day_span(year, month, first), day_span(year, month, first + DAYS - 1)
    span = between(opening, closing) if opening and closing else None
    return span._replace(ranged=False) if span else None


def academic_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'academic year 2024/25', '2024-25 academic year': September to August."""
    pair = PAIR.fullmatch(found["before"] or found["after"])
    first = consecutive(pair) if pair else None
    return None if first is None else months_span(first, 9, 12, "year")._replace(ranged=True)


def financial_years(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'2023/24 - 2025/26', '2020/1-25/6'."""
    pairs = [PAIR.fullmatch(found[each]) for each in ("first", "last")]
    first, last = (consecutive(pair) if pair else None for pair in pairs)
    return None if first is None or last is None else financial_span(first, last)


def financial_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'FY24/25', 'financial year 2024-25', '24/25 FY': the words leave no doubt; 'FY 2024' leaves which of two."""
    pair = PAIR.fullmatch(found["before"] or found["after"])
    first = consecutive(pair) if pair else None
    return None if first is None else financial_span(first)


def year_pair(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'2023/24' is a financial year, '2023-24' and '2023 to 24' too but flagged, '2023-25' calendar years, '2024-09' a month."""
    pair = PAIR.fullmatch(found[0])
    if pair is None:
        return None
    first, mark, last = pair.groups()
    flags = () if mark == "/" else HYPHENED
    if len(first) == 2:
        return _short_pair(first, last, flags, base)
    if (start := consecutive(pair)) is not None:
        span = financial_span(start)
        return span._replace(flags=flags) if span else None
    if len(last) == 4 or (flags and len(last) == 2):
        ends = int(last) if len(last) == 4 else int(first) // 100 * 100 + int(last)
        if (span := years_span(int(first), ends)) is not None:
            return span if ends - int(first) <= 60 else None
    return month_span(int(first), int(last)) if re.fullmatch("0[1-9]|1[0-2]", last) else None


def _short_pair(first: str, last: str, flags: tuple[str, ...], base: TimeBase) -> Span | None:
    """'16/17' can be nothing else; '11/12' and '24-25' only where the document is of those years; '03/25' is a month."""
    start, ends = full_year(first), full_year(last)
    if len(last) != 2:
        return None
    if ends == start + 1:
        sure = not flags and int(first) > 12
        span = financial_span(start) if sure or base.plausible(start) else None
        return span._replace(flags=flags) if span else None
    if flags:
        return years_span(start, ends) if base.plausible(start) and base.plausible(ends) else None
    return month_span(ends, int(first)) if 1 <= int(first) <= 12 < int(last) else None


def month_year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'Sept 2021', 'March '25', 'Dec-19', 'June (2024)'; two figures may be a day, unless the document is of that year or they cannot."""
    printed = found["year"]
    year = full_year(printed)
    if len(printed) == 2 and LISTED.match(found.string, found.end()):
        return None
    doubtful = len(printed) == 2 and (base.start_year or base.published) and not base.plausible(year)
    return None if doubtful else month_span(year, month_of(found["month"], words))


def year_month(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'2024 March', '2024, Sept'."""
    return month_span(int(found["year"]), month_of(found["month"], words))


def numeric_month(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'03/2025', '03.2025'."""
    return month_span(int(found["year"]), int(found["month"]))


def year(found: Match[str], words: TimeWords, base: TimeBase) -> Span | None:
    """'2025': the whole year."""
    return year_span(int(found[0]))


def _number(printed: str) -> int:
    return int(DIGITS.findall(printed)[0])


RULES: tuple[PointRule, ...] = (
    PointRule(
        r"(?P<year>YEAR)[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12][0-9]|3[01])"
        r"(?:[ t][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?z?)?",
        iso_day,
    ),
    PointRule(r"[0-9]{1,2}(?:/[0-9]{1,2}/|\.[0-9]{1,2}\.|-[0-9]{1,2}-|\s/\s?[0-9]{1,2}\s?/\s?)(?:YEAR|[0-9]{2}(?![0-9]))", numeric_day),
    PointRule(
        r"(?:WEEKDAY,?\s*)?(?P<first>DAY)\s*(?:-+|to|and|&|/)\s*(?:WEEKDAY,?\s*)?(?P<last>DAY)\s*(?:of\s)?\s*(?P<month>MONTH)"
        r"[\s,-]*(?P<year>YEAR)",
        days_of_month,
    ),
    PointRule(
        r"(?:WEEKDAY,?\s*)?(?:the\s+)?(?P<day>DAY)(?:[\s,/-]|\.(?!\s))*"
        r"(?:of\s)?\s*(?P<month>MONTH)[\s,./-]*(?:of\s)?\s*(?P<year>YEAR|SHORT(?!\s*(?:of\s)?MONTH))",
        day_month_year,
    ),
    PointRule(r"(?:WEEKDAY,?\s*)?(?P<month>MONTH)\s*(?:the\s+)?(?P<day>DAY)\s*[,.]?\s*(?P<year>YEAR)", day_month_year, "month_day_year"),
    PointRule(r"(?P<nth>ORDINAL)\s+week\s+(?:of|in)\s+(?:the\s+)?(?P<month>MONTH)[\s,]*(?P<year>YEAR)", week_of_month),
    PointRule(r"(?P<first>MONTH)\s*(?P<to>TO|/)\s*(?P<last>MONTH)[\s,./-]*(?:of\s)?\s*(?P<year>YEAR|SHORT)", months_of_year),
    PointRule(
        r"QUARTERs?\s?-?(?P<first>[1-4])\s*(?:,\s*(?:QUARTER\s?)?[1-4]\s*)*(?P<to>TO|[/&,+]|and)\s*(?:QUARTER\s?)?(?P<last>[1-4])"
        r"(?:\s+of)?[\s,:(-]*(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR))",
        quarters_of_year,
    ),
    PointRule(
        r"QUARTER\s?-?\s?[1-4]\s*\(\s*(?P<first>MONTH)\s*(?P<to>TO)\s*(?P<last>MONTH)\s*\)[\s,]*(?P<year>YEAR)(?!\s?[/-]\s?[0-9])",
        quarter_months,
    ),
    PointRule(
        r"(?:QUARTER\s?-?\s?(?P<nth>[1-4])(?![0-9])(?:\s*\(\s*MONTH\s*TO\s*MONTH\s*\))?|QUARTER\s+(?P<nth_b>NUMBER)|(?P<nth_c>ORDINAL)\s+QUARTER)"
        r"(?:\s+of|\s+in)?[\s,:(/-]*(?:the\s+)?(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR|SHORT))",
        quarter,
    ),
    PointRule(
        r"(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR))[\s,:(-]*QUARTERs?\s?(?P<first>[1-4])\s*(?:,\s*(?:QUARTER\s?)?[1-4]\s*)*"
        r"(?P<to>TO|[/&+]|and|,(?=\s*(?:QUARTER|[1-4]\s*(?:$|[;)]))))\s*(?:QUARTER\s?)?(?P<last>[1-4])(?![0-9])",
        quarters_of_year,
        "year_quarters",
    ),
    PointRule(r"(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR))[\s,:(-]*QUARTER\s?-?\s?(?P<nth>[1-4])(?![0-9])", quarter, "year_quarter"),
    PointRule(
        r"(?:HALF\s?(?P<nth>[12])(?![0-9])|(?P<nth_b>ORDINAL)\s+HALF)"
        r"(?:\s+of|\s+in)?[\s,:(-]*(?:the\s+)?(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR))",
        half,
    ),
    PointRule(r"(?P<year>(?:FISCAL\s?)?(?:PAIR|YEAR))[\s,:(-]*HALF\s?(?P<nth>[12])(?![0-9])", half, "year_half"),
    *MOMENT_RULES,
    PointRule(r"(?P<first>SEASON)\s*(?:,\s*SEASON\s*)*(?:TO|/|and|&)\s*(?P<last>SEASON)[\s,'-]*(?:of\s)?\s*(?P<year>YEAR)", seasons),
    PointRule(r"(?P<season>SEASON)[\s,-]*(?:of\s)?\s*(?P<year>PAIR|YEAR|SHORT)", season),
    PointRule(r"ACADEMIC[\s:]*(?P<before>PAIR|YEAR)|(?P<after>PAIR)\s*ACADEMIC", academic_year),
    PointRule(
        r"(?:FISCAL[\s:]*)?(?P<first>[0-9]{2,4}/[0-9]{1,4})\s*TO\s*(?:FISCAL\s*)?(?P<last>[0-9]{2,4}/[0-9]{1,4}(?![0-9]))", financial_years
    ),
    PointRule(r"FISCAL(?:\s+of)?[\s:(]*(?P<before>PAIR|YEAR)|(?P<after>PAIR)\s*FISCAL(?!\s*end)", financial_year),
    PointRule(r"(?P<month>0?[1-9]|1[0-2])[/.-](?P<year>YEAR)", numeric_month),
    PointRule(r"YEAR\s*(?:-+|/)\s*YEAR|PAIR|YEAR\s+to\s+[0-9]{2}(?=\s*(?:$|[;)]|[,.](?![0-9])))", year_pair),
    PointRule(
        r"(?P<month>MONTH)(?:[\s,./'-]*(?:(?:of|in)\s)?\s*|\s\((?=YEAR\)))(?P<year>YEAR|SHORT(?!\s?(?:st|nd|rd|th|[ap]m)\b))(?:(?<=\([0-9]{4})\))?",
        month_year,
    ),
    PointRule(
        r"(?P<year>YEAR)[\s,]+(?P<month>MONTH)\s*(?P<day>(?:3[01]|[12][0-9]|0?[1-9])(?:\s?(?:st|nd|rd|th)|$))",
        day_month_year,
        "year_month_day",
    ),
    PointRule(r"(?P<year>YEAR)[\s,]+(?P<month>MONTH)(?!\s*[0-9])", year_month),
    PointRule(r"(?<!(?<![0-9])[0-9]{3}-)YEAR(?!-[0-9])", year),
)
"""In order: a form stands before those that are a part of it."""
