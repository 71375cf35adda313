"""The councils' words as data: lexicons in TOML, with a folder of the user's own lines laid over ours.

Every lexicon file has one shape: sections, and in each a meaning with the phrases that carry it.

    [states]
    in_progress = ["in progress", "underway"]

A phrase that two meanings of one section claim stops the run: a lexicon may be incomplete, never ambiguous.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from errors import ConfigurationError

OURS = Path(__file__).parent / "lexicons"

Section = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One lexicon: section → meaning → phrases, in the order they are written."""

    name: str
    sections: Mapping[str, Section]

    def __getitem__(self, section: str) -> Section:
        return self.sections.get(section, {})

    def meanings(self, section: str) -> dict[str, str]:
        """Phrase, case folded, to the one meaning that claims it."""
        return {phrase.casefold(): meaning for meaning, phrases in self[section].items() for phrase in phrases}


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Every lexicon by name, and a digest that changes when any word of them does."""

    by_name: Mapping[str, Lexicon]
    digest: str

    def __getitem__(self, name: str) -> Lexicon:
        return self.by_name.get(name, Lexicon(name, {}))


def load_lexicons(overlay: Path | None = None) -> Lexicons:
    """Our lexicons, with the lines of `overlay` added or moved over them.

    A phrase that the overlay claims leaves the meaning that ours gave it. Raises ConfigurationError where a file is no
    lexicon, has a section that nobody would look into, or claims one phrase twice.
    """
    if overlay is not None and not overlay.is_dir():
        raise ConfigurationError(f"{overlay}: no such folder of lexicons.", "Give --lexicons a folder that holds .toml files.")
    ours = {path.stem: _read(path) for path in sorted(OURS.glob("*.toml"))}
    theirs = {path.stem: _read(path) for path in sorted(overlay.glob("*.toml"))} if overlay else {}
    for name in theirs:
        if name not in ours:
            raise ConfigurationError(f"{name}.toml: no lexicon of that name.", f"Name it as one of ours: {', '.join(ours)}.")
        for section in theirs[name].keys() - ours[name].keys():
            close = [f"[{each}]" for each in get_close_matches(section, ours[name], 1)] or [f"one of normalise/lexicons/{name}.toml"]
            raise ConfigurationError(f"{name}.toml: [{section}] is no section of it.", f"Name it as ours: {close[0]}.")
    laid = {name: Lexicon(name, _lay_over(sections, theirs.get(name, {}))) for name, sections in ours.items()}
    return Lexicons(laid, _digest(laid))


def _read(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    try:
        parsed = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as reason:
        raise ConfigurationError(
            f"{path.name}: not a readable TOML file: {reason}.", "Mend the line it names, or take the file away."
        ) from reason
    sections: dict[str, dict[str, tuple[str, ...]]] = {}
    for section, meanings in parsed.items():
        if not isinstance(meanings, dict):
            raise ConfigurationError(f"{path.name}: {section!r} stands outside a [section].", 'Put it below a line such as "[states]".')
        sections[section] = {meaning: _phrases(path.name, section, meaning, phrases) for meaning, phrases in meanings.items()}
        _refuse_quarrels(path.name, section, sections[section])
    return sections


def _phrases(file: str, section: str, meaning: str, phrases: object) -> tuple[str, ...]:
    if isinstance(phrases, list) and all(isinstance(phrase, str) for phrase in phrases):
        return tuple(phrases)
    raise ConfigurationError(
        f"{file}: [{section}] {meaning} is not a list of phrases.", f'Write it as {meaning} = ["one phrase", "another"].'
    )


def _refuse_quarrels(file: str, section: str, meanings: Section) -> None:
    claimed: dict[str, str] = {}
    for meaning, phrases in meanings.items():
        for phrase in phrases:
            if claimed.setdefault(phrase.casefold(), meaning) != meaning:
                raise ConfigurationError(
                    f"{file}: [{section}] {phrase!r} means both {claimed[phrase.casefold()]} and {meaning}.", "Leave it under one of them."
                )


def _lay_over(ours: Mapping[str, Section], theirs: Mapping[str, Section]) -> dict[str, Section]:
    laid: dict[str, Section] = {}
    for section in ours:
        upper = theirs.get(section, {})
        moved = {phrase.casefold() for phrases in upper.values() for phrase in phrases}
        lower = {
            meaning: tuple(phrase for phrase in phrases if phrase.casefold() not in moved) for meaning, phrases in ours[section].items()
        }
        laid[section] = {
            meaning: lower.get(meaning, ()) + upper.get(meaning, ()) for meaning in [*lower, *(name for name in upper if name not in lower)]
        }
    return laid


def _digest(lexicons: Mapping[str, Lexicon]) -> str:
    lines = [
        f"{name}\t{section}\t{meaning}\t{phrase}\n"
        for name, lexicon in sorted(lexicons.items())
        for section, meanings in sorted(lexicon.sections.items())
        for meaning, phrases in sorted(meanings.items())
        for phrase in phrases
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]
