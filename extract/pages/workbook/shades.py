"""What the cells of a workbook are filled with: the colour of each style, as its file writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Colour = tuple[int, int, int]
INDEXED = {
    **{10: "ff0000", 11: "00ff00", 12: "0000ff", 13: "ffff00", 17: "008000", 22: "c0c0c0", 23: "808080"},
    **{50: "99cc00", 51: "ffcc00", 52: "ff9900", 53: "ff6600", 57: "339966"},
}
"""The colours of the old palette that a rating may be given, by number."""
SCHEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)))
"""The colours of a theme in the order that cells number them in."""

_FILLS = re.compile(rb"<(?:\w+:)?fills\b.*?</(?:\w+:)?fills>", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill\b[^>]*>(.*?)</(?:\w+:)?fill>", re.DOTALL)
_SOLID = re.compile(rb"patternType\s*=\s*[\"']solid[\"'].*?<(?:\w+:)?fgColor\b([^>]*)>", re.DOTALL)
_THEME = re.compile(rb"<a:(\w+)>\s*<a:(?:srgbClr\b[^>]*?\bval|sysClr\b[^>]*?\blastClr)\s*=\s*[\"']([0-9A-Fa-f]{6})[\"']")
_TOLD = re.compile(rb"\b(rgb|theme|indexed|tint)\s*=\s*[\"']([^\"']*)[\"']")


def fill_colours(styles: bytes, theme: bytes) -> tuple[Colour | None, ...]:
    """The colour of each fill that styles can name by its number; None for those without one."""
    fills = _FILLS.search(styles)
    named = {name.decode(): digits.decode() for name, digits in _THEME.findall(theme)}
    return tuple(_colours(_FILL.findall(fills[0]) if fills else (), [named.get(name) for name in SCHEME]))


def _colours(fills: Sequence[bytes], scheme: Sequence[str | None]) -> Iterator[Colour | None]:
    for fill in fills:
        solid = _SOLID.search(fill)
        yield _colour({name.decode(): value.decode() for name, value in _TOLD.findall(solid[1])}, scheme) if solid else None


def _colour(told: Mapping[str, str], scheme: Sequence[str | None]) -> Colour | None:
    """The colour that a fill tells outright, by its place in the theme, or by its number in the old palette."""
    digits: str | None = told.get("rgb", "")[-6:]
    if not digits and told.get("theme", "").isdecimal():
        digits = scheme[int(told["theme"])] if int(told["theme"]) < len(scheme) else None
    elif not digits and told.get("indexed", "").isdecimal():
        digits = INDEXED.get(int(told["indexed"]))
    if not digits or re.fullmatch(r"[0-9a-fA-F]{6}", digits) is None:
        return None
    red, green, blue = (_tinted(int(digits[at : at + 2], 16), told.get("tint", "")) for at in (0, 2, 4))
    return red, green, blue


def _tinted(light: int, tint: str) -> int:
    """One light of a colour, lightened or darkened by its tint, -1 to 1."""
    if re.fullmatch(r"-?\d(?:\.\d+)?", tint) is None:
        return light
    share = max(-1.0, min(1.0, float(tint)))
    return round(light * (1 + share) if share < 0 else light + (255 - light) * share)
