"""What a browser and a council's rules for papers print at a page's edges."""

from __future__ import annotations

import re

_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{4},? \d{1,2}:\d\d\b.*|https?://\S+(?: \d{1,4}/\d{1,4})?")
"""What a browser prints at a page's edges: the day and minute of the printing with the page's name, and its address."""
_MARKING = re.compile(
    r"\W*(?:(?i:(?:security )?classification|protective marking|sensitivity)\W+\w[\w -]{,40}"
    r"|(?:OFFICIAL|UNRESTRICTED|RESTRICTED|UNCLASSIFIED|CONFIDENTIAL|PROTECT|NOT PROTECTIVELY MARKED)(?:\W+(?:[A-Z]+\b\W*){1,4})?)\W*"
)
"""What a council's rules for papers have it print at the edges of each page."""


def is_stamp(text: str) -> bool:
    """Whether a line at a page's edge is the browser's that printed it: the day in it dates no paper."""
    return _STAMP.fullmatch(text) is not None


def is_marking(text: str) -> bool:
    """Whether a line says how secret its page is, and no more."""
    return _MARKING.fullmatch(text) is not None
