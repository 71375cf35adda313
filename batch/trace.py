"""What layout asked of meaning while it read a paper, so that after a change of lexicon only the answers need to be compared.

Layout never sees a lexicon: it asks whether a text is a header, what it could be, how pieces join. Where every question that it
asked has the answer it had before, it would find the very same rows, and the paper's bytes need not be read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from model import Meanings

Answer = TypeVar("Answer")

ASKED = ("header", "content", "heading", "join", "alien")


@dataclass(frozen=True, slots=True)
class Trace:
    """Every question that was asked, each once, and a digest of all the answers."""

    header: tuple[str, ...] = ()
    content: tuple[tuple[str, str], ...] = ()
    """Each text with what it was asked to be."""
    heading: tuple[str, ...] = ()
    join: tuple[tuple[str, ...], ...] = ()
    alien: tuple[tuple[str, ...], ...] = ()
    answers: str = ""


class _Heard(Mapping[str, float]):
    """Scores of one text, each remembered when it is looked at."""

    def __init__(self, text: str, scores: Mapping[str, float], said: dict[tuple[str, str], float]) -> None:
        self._text, self._scores, self._said = text, scores, said

    def __getitem__(self, kind: str) -> float:
        score = self._scores[kind]
        self._said[self._text, kind] = score
        return score

    def __iter__(self) -> Iterator[str]:
        return iter(self._scores)

    def __len__(self) -> int:
        return len(self._scores)


@dataclass(slots=True)
class Listener:
    """Stands between layout and meaning, and remembers what is said."""

    said: dict[str, dict[Any, Any]] = field(default_factory=lambda: {name: {} for name in ASKED})

    def over(self, meanings: Meanings) -> Meanings:
        """The same answers, each remembered with its question."""
        return Meanings(
            header=self._hearing("header", meanings.header),
            content=self._hearing_scores(meanings.content),
            heading=self._hearing("heading", meanings.heading),
            join=self._hearing_pieces("join", meanings.join),
            alien=self._hearing_pieces("alien", meanings.alien),
        )

    def trace(self) -> Trace:
        """All that was said until now."""
        return Trace(**{name: tuple(answers) for name, answers in self.said.items()}, answers=_digest(self.said))

    def _hearing(self, name: str, ask: Callable[[str], Answer]) -> Callable[[str], Answer]:
        said: dict[str, Answer] = self.said[name]

        def answer(text: str) -> Answer:
            if text not in said:
                said[text] = ask(text)
            return said[text]

        return answer

    def _hearing_scores(self, ask: Callable[[str], Mapping[str, float]]) -> Callable[[str], Mapping[str, float]]:
        """Scores are worked out as they are looked at, and only those that were count."""
        said: dict[tuple[str, str], float] = self.said["content"]
        heard: dict[str, Mapping[str, float]] = {}

        def answer(text: str) -> Mapping[str, float]:
            if text not in heard:
                heard[text] = _Heard(text, ask(text), said)
            return heard[text]

        return answer

    def _hearing_pieces(self, name: str, ask: Callable[[Sequence[str]], Answer]) -> Callable[[Sequence[str]], Answer]:
        said: dict[tuple[str, ...], Answer] = self.said[name]

        def answer(pieces: Sequence[str]) -> Answer:
            key = tuple(pieces)
            if key not in said:
                said[key] = ask(pieces)
            return said[key]

        return answer


def same_answers(trace: Trace, meanings: Meanings) -> bool:
    """True where all that was asked then would be answered so today."""
    said: Mapping[str, Mapping[Any, object]] = {
        name: {question: getattr(meanings, name)(question) for question in getattr(trace, name)} for name in ASKED if name != "content"
    }
    said = {**said, "content": {(text, kind): meanings.content(text)[kind] for text, kind in trace.content}}
    return _digest(said) == trace.answers


def _digest(said: Mapping[str, Mapping[Any, object]]) -> str:
    digest = hashlib.sha256()
    for name in ASKED:
        for question, answer in said[name].items():
            digest.update(repr((name, question, answer)).encode("utf-8", "replace"))
    return digest.hexdigest()[:LENGTH]


LENGTH = 32
"""Hex digits of the digest of answers."""

