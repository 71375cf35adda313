"""Plans that running words name: "… the measures of the Air Quality Action Plan 2024-2029 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalise.paper.dates import find_dates
from normalise.paper.periods import PERIODS
from normalise.paper.titles import SMALL, is_bare
from normalise.paper.words import PaperWords

BEFORE = re.compile(r"(?:[A-Z][\w'’&-]*(?:,(?= [A-Z]))?\s+(?:(?:and|of|for|the|in|on|to|&)\s+)*)+$")
REACH = 60
"""Characters before its years within which its noun stands."""
MOST = 10
"""Words of such a name before its noun."""


def named_plan(lines: Sequence[str], words: PaperWords) -> str | None:
    """The one plan with years of its own that the lines speak of by its full name, in capitals; None where they name several or none."""
    text = " ".join(lines)
    found = {name.casefold(): name for name in reversed(list(_names(text, words)))}
    return found.popitem()[1] if len(found) == 1 else None


def _names(text: str, words: PaperWords) -> Iterator[str]:
    periods = [one for one in find_dates(text, words) if one.shape in PERIODS]
    for one in periods:
        near = words.nouns.finditer(text, max(0, one.start - REACH), one.start)
        nouns = [noun for noun in near if not text[noun.end() : one.start].strip(" ,(:–—-")]
        if not nouns or not nouns[-1][0][:1].isupper():
            continue
        before = BEFORE.search(text[max(0, nouns[-1].start() - 2 * REACH) : nouns[-1].start()])
        if before is None or len(before[0].split()) > MOST:
            continue
        name = _without_small(before[0]) + text[nouns[-1].start() : one.end]
        if name and not is_bare(name, words):
            yield " ".join(name.split())


def _without_small(text: str) -> str:
    """"The Air Quality " is called "Air Quality "."""
    while (first := text.split(" ", 1))[0].casefold() in SMALL and len(first) > 1:
        text = first[1]
    return text
