"""Whose web or e-mail address a paper prints: a council's own is its place's name before gov.uk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from normalise.paper.register import Entry, Register

ADDRESS = re.compile(r"(?<![\w-])([a-z][a-z0-9-]+)\.gov\.(?:uk|wales|scot)(?![\w-])", re.IGNORECASE)


def address_owners(texts: Iterable[str], register: Register) -> Sequence[Entry]:
    """The authorities that the only address of a council in the texts fits; none where there is no such address, or there are several."""
    owners = _owners(register)
    found = {name for text in texts if ".gov." in text for each in ADDRESS.finditer(text) if (name := _plain(each[1])) in owners}
    return owners[found.pop()] if len(found) == 1 else ()


@lru_cache(maxsize=2)
def _owners(register: Register) -> Mapping[str, Sequence[Entry]]:
    return {"".join(words): entries for known in register.places.values() for words, entries in known}


def _plain(name: str) -> str:
    return name.casefold().replace("-", "")
