"""Readers that misbehave as a hostile paper makes a library do: each named by what it does to the process that reads."""

from __future__ import annotations

import os
import signal
import socket
import time

from batch.limits import indoors

TAKEN: list[bytes] = []


def answer(word: str) -> str:
    match word:
        case "hang":
            while True:
                time.sleep(60)
        case "spin":
            while True:
                pass
        case "abort":
            os.abort()
        case "break":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "vanish":
            os.kill(os.getpid(), signal.SIGKILL)
        case "leave":
            os._exit(7)
        case "swallow":
            TAKEN.append(bytes(3 * 1024**3))
        case "phone":
            with indoors():
                socket.create_connection(("127.0.0.1", 9), timeout=1)
    return word.upper()
