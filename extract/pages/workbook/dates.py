"""Dates as a sheet shows them: by the code of the cell's number format, and in words where what it shows would tell less than it holds."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_TOKEN = re.compile(r'"(?P<text>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|_.|\*.|(?P<token>AM/PM|A/P|y+|m+|d+|h+|s+)|(?P<other>.)', re.IGNORECASE)
_SHOWN = {
    "yy": "%y", "yyy": "%Y", "yyyy": "%Y", "mmm": "%b", "mmmm": "%B", "mm": "%m", "dd": "%d", "ddd": "%a", "dddd": "%A",
}  # fmt: skip
ORDERS = ("y", "my", "ym", "dmy", "ymd")
"""Orders of day, month and year that are read here as they are shown."""
_CLOCK = ("h", "s", "a")
_ENDS = " ,;-/."


def shown_date(value: date, code: str | None) -> str:
    """A date as its format shows it; in words where there is none, or where it leaves the year out or sets the month before the day."""
    tokens = list(_tokens((code or "").split(";")[0]))
    order = "".join(letters[0] for letters, is_token in tokens if is_token and letters[0] in "dmy" and letters not in ("ddd", "dddd"))
    if order not in ORDERS or "mmmmm" in dict(tokens):
        words = f"{value.day} {value.strftime('%B %Y')}"
    else:
        words = "".join(_piece(value, letters) if is_token else letters for letters, is_token in tokens).strip(_ENDS)
    if isinstance(value, datetime) and value.time() != time() and "d" in (order or "d"):
        return f"{words} {value.strftime('%H:%M')}"
    return " ".join(words.split())


def _tokens(code: str) -> list[tuple[str, bool]]:
    """The pieces of a format's code, each with whether it stands for a part of the date; those of the clock end it."""
    found: list[tuple[str, bool]] = []
    for piece in _TOKEN.finditer(code):
        token = (piece["token"] or "").casefold()
        if token.startswith(_CLOCK):
            break
        if token:
            found.append((token, True))
        elif (text := piece["text"] or piece["escaped"] or piece["other"]) and text != "@":
            found.append((text, False))
    return found


def _piece(value: date, letters: str) -> str:
    """What one piece of a format's code shows of a date."""
    if letters in ("d", "m"):
        return str(value.day if letters == "d" else value.month)
    return value.strftime(_SHOWN.get(letters, "%Y"))
