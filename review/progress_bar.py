"""The bar that a terminal shows while papers are read."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Documents a second, or a minute where they are slow."""

    def render(self, task: Task) -> Text:
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:,.1f} a second" if task.speed >= 1 else f"{task.speed * 60:,.1f} a minute")


def progress_bar(console: Console) -> Progress:
    """A bar with how many documents are done, how fast they go, and how long the rest will take."""
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
