"""What a browser and a council's rules for papers print at a page's edges."""

from __future__ import annotations

import re

_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d\b.*|https?://\S+(?: \d{1,4}/\d{1,4})?")
"""What a browser prints at a page's edges: the day and minute of the printing with the page's name, and its address."""
_LEVELS = (
    r"(?:OFFICIAL|UNRESTRICTED|RESTRICTED|UNCLASSIFIED|CONFIDENTIAL|NOT PROTECTIVELY MARKED)"
    r"(?:\W+(?:SENSITIVE|PERSONAL|COMMERCIAL|LOCSEN|STAFF|INFORMATION|DATA|USE|ONLY|NOT FOR PUBLICATION)\b){0,4}"
)
_MARKING = re.compile(
    rf"\W*(?:(?i:(?:(?:security )?classification|protective marking|sensitivity)\W+(?:{_LEVELS}|public|open|internal))|{_LEVELS})\W*"
)
"""What a council's rules for papers have it print at a page's edge."""


def is_stamp(text: str) -> bool:
    """Whether a line at a page's edge is the browser's that printed it: the day in it dates no paper."""
    return _STAMP.fullmatch(text) is not None


def is_marking(text: str) -> bool:
    """Whether a line says how secret its page is, and no more."""
    return _MARKING.fullmatch(text) is not None
