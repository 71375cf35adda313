"""Print in a picture, read by rapidocr: the only module that knows it. It is an extra; nothing else here needs it."""

from __future__ import annotations

import os
import resource
import signal
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from model import Box

if TYPE_CHECKING:
    from extract.pages.scan.pixels import Image

COMMAND = "pip install 'council-action-plans[ocr]'"
"""What adds the engine."""
LONGEST_SIDE = 2600
"""Pixels of a picture's longer side that the engine takes as they are; larger pictures it makes smaller."""
LEAST = 0.5
"""A line of print that the engine is less sure of is most likely a drawing."""
SECONDS_A_PAGE = 20
"""What a page that is read from its picture adds to the time that a document may take."""
_SETTINGS = {
    "Global.use_cls": False,  # it takes long lines of a table for upside down ones
    "Global.return_word_box": True,
    "Global.text_score": LEAST,
    "Global.max_side_len": LONGEST_SIDE,
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # documents are read side by side, each by one process
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
SLOPE, LONG = 0.055, 2.0
"""How steep a line of print is that is aslant (others come to 0.05), and how long to its height for that to be told."""
_DRAWN = frozenset("|¦‖_—")


@dataclass(frozen=True, slots=True)
class Seen:
    """A word in a picture; its box in pixels, as high as the line of print that it stands in."""

    text: str
    box: Box
    score: float
    """How sure its letters are, 0 to 1."""
    tall: bool
    """True where its line runs up or down the picture."""
    line: int = 0
    """Which of the engine's lines of print it stands in."""
    aslant: bool = False
    """True where its line climbs or falls, as a stamp does or what is written by hand: such a line is kept whole."""


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def engine_name() -> str:
    """The engine with its version."""
    from importlib.metadata import version

    return f"rapidocr {version('rapidocr')}"


def read_print(picture: Image) -> tuple[Seen, ...]:
    """The words that the engine finds in the picture, line by line as it finds them."""
    import numpy as np  # heavy: only where there is a picture

    _ask_for_time()
    read = _engine()(np.ascontiguousarray(picture[:, :, ::-1]))
    if not len(read):
        return ()
    return tuple(
        word
        for number, (corners, words, score) in enumerate(zip(read.boxes.tolist(), read.word_results, read.scores, strict=True))
        for word in _line_words(number, corners, words, float(score))
    )


def _ask_for_time() -> None:
    """Puts on the clocks that this process is held to, where it is held to any, what a page takes."""
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    if left:
        signal.setitimer(signal.ITIMER_REAL, left + SECONDS_A_PAGE)
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_CPU, (soft + SECONDS_A_PAGE, hard))


@lru_cache(maxsize=1)
def _engine() -> Any:
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # else the engine's library sends word of its use over the network
    from rapidocr import RapidOCR

    return RapidOCR(params=dict(_SETTINGS))


def _line_words(number: int, corners: Sequence[Sequence[float]], words: Sequence[tuple[str, float, Any]], line: float) -> Iterator[Seen]:
    x0, top, x1, bottom = _around(corners)
    tall = bottom - top > 1.5 * (x1 - x0) and len("".join(text for text, _, _ in words)) > 2
    if not tall and _is_aslant(corners):
        yield Seen(" ".join(text for text, _, _ in words), (x0, top, x1, bottom), round(line, 2), False, number, True)
        return
    for text, score, own in words:
        printed = "".join(unicodedata.normalize("NFKC", text).split())
        if not printed or set(printed) <= _DRAWN and min(score, line) < 0.95:
            continue
        left, _, right, _ = _around(own)
        box = _around(own) if tall else (float(left), top, float(right), bottom)
        yield Seen(printed, box, round(min(1.0, (float(score) + line) / 2), 2), tall, number)


def _is_aslant(corners: Sequence[Sequence[float]]) -> bool:
    """Whether a line of print, by its corners from the top left on, climbs or falls."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    along, up, high = x1 - x0 + x2 - x3, y1 - y0 + y2 - y3, y3 - y0 + y2 - y1
    return along > LONG * abs(high) and abs(up) > SLOPE * along


def _around(corners: Sequence[Sequence[float]]) -> Box:
    xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
