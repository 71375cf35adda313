"""Leads: a cell that says who is asked to act becomes a list of named parties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from model import Lead
from normalise.characters import without_struck
from normalise.contacts import mask_contacts, part_contacts
from normalise.lead.likeness import lead_likeness
from normalise.lead.misspellings import find_misspelt
from normalise.lead.names import lead_id, lead_slug
from normalise.lead.parties import Parties
from normalise.lead.party_gathering import gather_parties
from normalise.lead.paths import Found, read_path
from normalise.lead.sharing import called, share_out
from normalise.lead.tokens import GLUE, Line, Piece, cut_pieces, raw_of
from normalise.lead.words import LeadWords, Mark, compile_lead_words, key_of
from normalise.ligatures import torn_words

__all__ = [
    "LeadWords",
    "LeadsRead",
    "Parties",
    "compile_lead_words",
    "gather_parties",
    "lead_id",
    "lead_likeness",
    "lead_slug",
    "mask_contacts",
    "part_contacts",
    "read_leads",
]

_CAPITAL = int(Mark.CAPITAL)
_DANGLING = int(Mark.AND | Mark.CONNECTIVE | Mark.STARTER)


@dataclass(frozen=True, slots=True)
class LeadsRead:
    """What a lead cell came to: its parties, each once, and what was left over."""

    leads: tuple[Lead, ...] = ()
    flags: tuple[str, ...] = ()
    """lead_truncated, cross_reference."""
    unread: tuple[str, ...] = ()
    """Printed words that made no lead."""
    rule: str = "blank"
    score: float = 1.0


def read_leads(paragraphs: Sequence[str], parties: Parties, words: LeadWords) -> LeadsRead:
    """The parties that a cell names, in printed order; none with a flag where it only points elsewhere."""
    return _read_leads(tuple(paragraphs), parties, words)


@lru_cache(maxsize=2048)
def _read_leads(paragraphs: tuple[str, ...], parties: Parties, words: LeadWords) -> LeadsRead:
    paragraphs = tuple(map(without_struck, paragraphs))
    whole = " ".join(" ".join(paragraphs).split()).strip(" .:;,").casefold()
    alone = len(paragraphs) == 1 and whole.startswith(("to be ", "tb")) and not any(mark in whole for mark in ",;/")
    undecided = alone and whole.partition(" with ")[0] in words.blanks  # "To be agreed with the police"
    if whole in words.blanks or undecided or not whole:
        return LeadsRead(rule="nobody" if whole else "blank")
    if whole in words.elsewhere or words.pointing.match(whole):
        return LeadsRead(flags=("cross_reference",), rule="cross_reference")
    leads: dict[str, Lead] = {}
    unread: list[str] = []
    cut = False
    for piece in cut_pieces(paragraphs, words):
        before = tuple(leads.values())
        named, left, truncated = _read_piece(piece, parties, words, before)
        if piece.aside and named and named[0].kind == "role" and before and before[-1].rule == "stranger":
            leads[key_of(before[-1].name)] = replace(before[-1], kind="person", rule="person_by_post", score=0.8)
        for lead in named:
            leads.setdefault(key_of(lead.name), lead)
        unread += left
        cut = cut or truncated
    found = tuple(leads.values())
    if not found and not unread and (said := part_contacts(" ".join(" ".join(paragraphs).split()))[0]):
        unread = [said]
    score = (min((lead.score for lead in found), default=0.0)) * (0.7 if unread else 1.0)
    rule = "+".join(dict.fromkeys(lead.rule for lead in found)) or "unread"
    return LeadsRead(found, ("lead_truncated",) if cut else (), tuple(dict.fromkeys(unread)), rule, round(score, 3))


def _read_piece(piece: Piece, parties: Parties, words: LeadWords, before: tuple[Lead, ...]) -> tuple[list[Lead], list[str], bool]:
    if piece.text.casefold().strip(" .") in words.blanks:
        return [], [], False
    if torn_words(piece.text):
        return [], [piece.text], False
    line, path = read_path(piece.text, parties, words)
    if piece.aside and len(path) == 1 and path[0].rule == "stranger" and before and before[-1].kind == "role":
        path = (path[0]._replace(kind="person", rule="person_by_post", score=0.85),)
    if piece.aside and path and before and before[-1].kind == path[0].kind and "headed" in path[0].rule + before[-1].rule:
        return [], [], False  # the same in another language
    told_of = before[-1].kind if before else ""
    if piece.aside and path and path[0].kind == "group" and told_of in ("person", "organisation") and piece.text.islower():
        return [], [], False  # what the person or body is: "(contractor)"
    if piece.aside and path and path[0].kind == "team" and told_of == "role" and len(piece.text) == 2 and piece.text.isupper():
        return [], [], False  # whose the post is, in its initials
    if piece.aside and (_explains(piece.text, before) or not path or any(found.score < _least_aside(found, before) for found in path)):
        return [], [], False
    path, cut = _without_fragments(line, path, parties)
    leads: list[Lead] = []
    previous: Found | None = None
    for found in path:
        for part, spelled in share_out(line, found, previous, parties, words):
            leads.append(_name(line, part, spelled, parties, words))
        previous = found
    left = list(_left_over(line, path))
    return leads, left, cut or bool(line.marks and path and line.marks[-1] & _DANGLING and path[-1].end < len(line.marks))


def _least_aside(found: Found, before: Sequence[Lead]) -> float:
    """How sure words in brackets must be to name a party: less where they look like a person's name behind a post or body."""
    return 0.75 if found.rule == "person" and before and before[-1].kind in ("role", "team", "organisation") else 0.85


def _name(line: Line, part: Found, spelled: tuple[str, ...], parties: Parties, words: LeadWords) -> Lead:
    raw = raw_of(line, part.start, part.end)
    name = called(line, part, spelled, parties, words)
    if not part.known and (right := find_misspelt(name, part.kind, parties, words)):
        return Lead(right, part.kind, raw, 0.85, "misspelling")
    return Lead(name, part.kind, raw, round(part.score, 3), part.rule)


def _without_fragments(line: Line, path: tuple[Found, ...], parties: Parties) -> tuple[tuple[Found, ...], bool]:
    """The path without the stump of a cut cell: a last word that opens other parties, with nothing to part it from the name before."""
    size = len(line.marks)
    last = path[-1] if path else None
    if (
        last
        and last.end == size
        and last.end - last.start == 1
        and last.rule in ("phrase", "unread_short")
        and line.keys[-1] in parties.openings
    ):
        return path[:-1], True
    if last and last.end < size <= last.end + 2 and all(mark & _CAPITAL and not mark & GLUE for mark in line.marks[last.end :]):
        return path, True
    return path, False


def _left_over(line: Line, path: tuple[Found, ...]) -> Iterator[str]:
    taken = {at for found in path for at in range(found.start, found.end)}
    run: list[int] = []
    for at in range(len(line.marks) + 1):
        if at < len(line.marks) and at not in taken:
            run.append(at)
            continue
        while run and line.marks[run[0]] & GLUE:
            run.pop(0)
        while run and line.marks[run[-1]] & GLUE:
            run.pop()
        if run and (text := raw_of(line, run[0], run[-1] + 1)):
            yield text
        run = []


def _explains(aside: str, before: Sequence[Lead]) -> bool:
    """True where the brackets only give the initials of the party before, or say it again."""
    from_initials = re.sub(r"[^A-Z&]", "", aside)
    return any(
        aside.strip(" .'’\"“”") == lead.raw
        or len(from_initials) > 1
        and len(from_initials) >= len(aside.strip("s'’ .\"“”")) - 1
        and _initials_fit(from_initials, lead)
        for lead in before[-1:]
    )


def _initials_fit(letters: str, lead: Lead) -> bool:
    from_name = {"".join(word[0] for word in text.split() if word[0].isalnum()).upper() for text in (lead.raw, lead.name)}
    great = {"".join(letter for letter in re.findall(r"\b[A-Z]", text)) for text in (lead.raw, lead.name)}
    inside = len(letters) > 2 and any(initials.endswith(letters) for initials in from_name)
    if inside or any(initials.startswith(letters) for initials in great | from_name):
        return True
    return letters.replace("&", "") in from_name | great | {letters_.replace("A", "") for letters_ in from_name}
