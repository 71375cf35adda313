"""Loaded by the process that workers are forked from, and by no other: a worker that comes too late says nothing of it.

The pool makes a new worker for one that has ended. Where that was the last document, the pool is closed while the new one is being born,
and what the two were to share is gone: no document is lost, and a traceback on the user's terminal would say otherwise.
"""

from __future__ import annotations

import sys
from multiprocessing import synchronize
from types import TracebackType


def tell_unless_late(kind: type[BaseException], reason: BaseException, trace: TracebackType | None) -> None:
    """Returns without a word for a worker whose pool was closed before it began; any other trouble is told as always."""
    last = trace
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    if issubclass(kind, FileNotFoundError) and last is not None and last.tb_frame.f_code.co_filename == synchronize.__file__:
        return
    sys.__excepthook__(kind, reason, trace)


sys.excepthook = tell_unless_late
