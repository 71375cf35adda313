"""What one document may cost: memory, time and no network. A document that asks for more ends the process that reads it.

Time is counted by the kernel, so that even a library that never comes back is ended; the signal tells which limit it was.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

GIB = 1024**3
UNLIMITED = resource.RLIM_INFINITY
ABROAD = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"})
"""What Python itself tells before anything goes over a network."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may cost."""

    seconds: float = 120.0
    """Of the clock and of the processor each; a page that is sent to OCR adds its own."""
    memory: int = 2 * GIB
    """Bytes of address space."""


class Offline(OSError):
    """A reader tried to reach a network."""


_indoors = False


def set_up(limits: Limits) -> None:
    """Holds this process to the limits that last as long as it does. For workers only: there is no way back."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError):  # not every system counts address space
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory if hard == UNLIMITED else min(limits.memory, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_stay_indoors)


@contextmanager
def held(limits: Limits) -> Iterator[None]:
    """A stretch of time in which one document is read: when it is over the limits, the process ends."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + limits.seconds) + 1, hard))
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


@contextmanager
def indoors() -> Iterator[None]:
    """A stretch in which nothing in this process reaches a network, where `set_up` was called."""
    global _indoors
    _indoors = True
    try:
        yield
    finally:
        _indoors = False


def _stay_indoors(event: str, _: object) -> None:
    if _indoors and event in ABROAD:
        raise Offline("reading a paper needs no network")


WHY = {
    signal.SIGALRM: ("took longer than {seconds:g} s", "Give it more with --timeout, or save the plan's own pages as a file of their own."),
    signal.SIGXCPU: ("took more than {seconds:g} s of the processor", "Give it more with --timeout, or save the plan's own pages alone."),
    signal.SIGKILL: ("was ended by the system, most likely for want of memory", "Save the plan's own pages as a file of their own."),
    signal.SIGSEGV: ("broke a library that it needs", "Open it and save it anew, or save the plan's own pages alone."),
    signal.SIGABRT: ("broke a library that it needs, most likely for want of memory", "Save the plan's own pages as a file of their own."),
}


def why_it_ended(exit_code: int | None, limits: Limits) -> str:
    """In words, why the process that read a document ended, and what to do: `exit_code` as the system gives it."""
    try:
        what, advice = WHY[signal.Signals(-(exit_code or 0))]
    except (KeyError, ValueError):
        what, advice = f"ended the process (exit code {exit_code})", "Save the plan's own pages as a file of their own."
    return f"reading it {what.format(seconds=limits.seconds)}. {advice}"
