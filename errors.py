"""The ways a run can stop.

    PipelineError                 something stops the whole run; exit code on the class
    ├── UsageError           2    the command line asks for something that cannot be
    │   └── MissingExtra     2    it needs an extra that is not installed
    ├── ConfigurationError   2    a file of ours or of the user (lexicon, sources.csv, floors) cannot be read
    └── PublishError         2    the dataset cannot be written; the one before stands whole
    SourceError                   one document is refused; the rest of the run goes on

Each carries the sentence that helps. A doubt about one cell is no error but data (`model.Doubt`).
"""

from __future__ import annotations


class PipelineError(Exception):
    """Stops the run; `exit_code` is what the command returns."""

    exit_code = 2
    advice = ""

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{super().__str__()} {self.advice}".strip()


class UsageError(PipelineError):
    """The command line asks for something that cannot be."""


class ConfigurationError(PipelineError):
    """A lexicon, a sources.csv or a floors file says something that cannot be read."""


class MissingExtra(UsageError):
    """What was asked for needs a library that was not installed with us."""

    advice = "Add what reads and writes s3:// addresses: make s3, or pip install 'council-action-plans[s3]'."


class PublishError(PipelineError):
    """The dataset cannot be written."""

    advice = "The dataset published before is untouched."


class SourceError(Exception):
    """One document cannot be read; it ends in `documents` with `state`, and the rest of the run goes on."""

    state = "failed"
    advice = ""

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{super().__str__()} {self.advice}".strip()


class UnreadableSource(SourceError):
    """The file is there but cannot be opened or read."""

    advice = "Check that the file exists and that this user may read it."


class EmptySource(SourceError):
    """The file holds no text at all."""

    state = "no_text"
    advice = "Ask for the paper again, or remove the empty file."


class BinarySource(SourceError):
    """The name promises text but the bytes are none."""

    advice = "Open the file with the program that made it and save it as text, or remove it."


class UnsupportedSource(SourceError):
    """A kind of file that no reader here knows."""

    advice = "Save the paper as PDF, Word (.docx) or plain text."
