"""Letters that are no letters: ligatures, private codes of symbol fonts, marks that PDFium leaves for itself."""

from __future__ import annotations

BULLET = "•"
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_NOTHING = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_HYPHENS = frozenset("\x02\ufffe\u2010\u2011")
"""What PDFium makes of a hyphen at the end of a line, and the hyphens that are nothing else."""

_FAMILIES = ("wingdings2", "wingdings", "webdings", "dingbats", "symbol")
_DRAWN: dict[str, dict[int, str]] = {
    "wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x4A: "☺", 0x4C: "☹", 0xE0: "→", 0xE8: "→", 0xF0: "→"},
    "wingdings2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐"},
    "dingbats": {0x33: "✓", 0x34: "✓", 0x37: "✗", 0x38: "✗", 0xD4: "→", 0xE0: "→"},
    "symbol": {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xAC: "←", 0xBC: "…", 0xB0: "°", 0xD6: "√"},
}
_PRIVATE = range(0xF000, 0xF100)


def symbol_font(name: str) -> str | None:
    """The family of a font whose codes are pictures; None for a font of letters. A subset's mark before the name does not matter."""
    plain = name.rpartition("+")[2].casefold().replace(" ", "").replace("-", "")
    return next((family for family in _FAMILIES if family in plain), None)


def plain_letter(letter: str, symbols: str | None) -> str:
    """What the letter is for a reader: ligatures taken apart, a symbol font's picture as its sign or as a bullet."""
    code = ord(letter)
    if code < 0x80 and symbols is None:
        return "-" if letter in _HYPHENS else letter if code >= 0x20 else ""
    if letter in _LIGATURES:
        return _LIGATURES[letter]
    if letter in _NOTHING:
        return ""
    if letter in _HYPHENS:
        return "-"
    if code in _PRIVATE:
        drawn = _DRAWN.get(symbols or "wingdings", {})
        return drawn.get(code - 0xF000, BULLET)
    if symbols in ("wingdings", "wingdings2", "webdings") and code < 0x100:
        return _DRAWN[symbols].get(code, BULLET)
    if symbols == "symbol" and code == 0xB7:
        return BULLET
    return letter
