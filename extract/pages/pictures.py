"""Pages that are pictures, inside a PDF or as files of their own: read where the extra is there, told where it is not."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from errors import SourceError
from extract.pages.ocr import COMMAND, engine_name, is_installed
from model import Doubt, Page, Place

if TYPE_CHECKING:
    from extract.pages.scan.pixels import Image

DOTS = 200 / 72
"""Pixels a point at which pages are read: 200 an inch."""
MOST_PIXELS = 12_000_000
"""Of one page's picture: an A3 page has 8 million."""
MOST_PAGES = 120
"""Pages of one document that are read from their pictures: at ten seconds a page that is twenty minutes."""
SURE = 0.85
"""Mean score of a page's letters below which a person should look at it."""
_LONG_SIDE = 842.0
"""Points of the longer side of a sheet of A4, taken for the size of a picture that does not tell its own."""
_DOTS_TOLD = (60, 1300)

Choose = Callable[[Sequence[str], Sequence[int]], Collection[int]]
"""Which pages (from 0) are worth reading, from their texts and from how many lines and areas each draws."""


class TextlessPicture(SourceError):
    """A picture where letters were wanted."""

    state = "no_text"
    advice = f"To read pictures add the ocr extra ({COMMAND}) and run again."


class DamagedPicture(SourceError):
    """It begins as a picture does but cannot be opened."""

    advice = "Scan or save it again; if it opens in a viewer, print it to a PDF."


class OversizePicture(SourceError):
    """It has more dots than a scanned page ever has."""

    advice = "Save it at 200 dots an inch, or each page as a file of its own."


@dataclass(frozen=True, slots=True)
class Shot:
    """The picture of a page: its number (from 1) and its pixels a point."""

    number: int
    picture: Image
    scale: float


def read_picture(data: bytes, label: str) -> tuple[tuple[Page, ...], tuple[Doubt, ...]]:
    """The pages of a picture file. Raises a SourceError where it cannot be opened, or holds no print, or the extra is not there."""
    if not is_installed():
        raise TextlessPicture(f"{label}: it is a picture: its letters must be made out first.")
    pages, doubts = read_shots(_frames(data, label), label)
    if not any(page.words for page in pages):
        raise TextlessPicture(f"{label}: no print was made out in the picture.", "Scan it again, upright, at 200 dots an inch or more.")
    return pages, doubts


def read_shots(shots: Iterator[Shot], label: str) -> tuple[tuple[Page, ...], tuple[Doubt, ...]]:
    """Each picture as a printed page, and doubts: by what they were read, and which a person should look at."""
    from extract.pages.scans import certainty, read_scan

    pages = tuple(read_scan(shot.picture, shot.scale, shot.number) for shot in shots)
    if not pages:
        return (), ()
    read = [page for page in pages if page.words]
    sure = certainty([word for page in read for word in page.words])
    message = f"{label}: {_pages([page.number or 0 for page in pages])} read from pictures by {engine_name()}, mean score {sure:.2f}."
    doubts = [Doubt("read_by_ocr", message, "info", place=Place(page=pages[0].number))]
    for page in read:
        if (score := certainty(page.words)) < SURE:
            why = f"{label}: page {page.number} is hard to make out (mean score {score:.2f}); hold its rows against the picture."
            doubts.append(Doubt("doubtful_scan", why, place=Place(page=page.number)))
    return pages, tuple(doubts)


def pictures_unread(numbers: Sequence[int], label: str) -> Doubt:
    """The doubt that says which pages are pictures, and what would read them."""
    return Doubt(
        "page_without_text",
        f"{label}: {_pages(numbers)} not read: {'it is a picture' if len(numbers) == 1 else 'they are pictures'}. {COMMAND} reads them.",
        "error",
        place=Place(page=numbers[0]),
    )


def layers_doubted(numbers: Sequence[int], label: str) -> Doubt:
    """The doubt that says on which pages an earlier OCR's text is bad, and what would read them anew."""
    message = f"{label}: {_pages(numbers)} read from text that lies unseen over a picture and fits it badly. {COMMAND} reads the picture."
    return Doubt("doubtful_text_layer", message, place=Place(page=numbers[0]))


def letters_unnamed(numbers: Sequence[int], label: str) -> Doubt:
    """The doubt that says on which pages words lack letters that the file does not name, and what would read them."""
    message = f"{label}: {_pages(numbers)} read from fonts that do not name all their letters (U+FFFD). {COMMAND} reads them."
    return Doubt("unnamed_letters", message, place=Place(page=numbers[0]))


def pictures_beyond(numbers: Sequence[int], label: str) -> Doubt:
    """The doubt that says which pictures were left unread because there are so many."""
    message = f"{label}: {_pages(numbers)} not read: of one document's pictures {MOST_PAGES} are. Split the file to read the rest."
    return Doubt("pages_not_read", message, "error", place=Place(page=numbers[0]))


def _pages(numbers: Sequence[int]) -> str:
    """The start of a sentence: "3 pages (4 to 6) were"; only the first few runs are named."""
    if len(numbers) == 1:
        return f"page {numbers[0]} was"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs[:6]]
    return f"{len(numbers)} pages ({', '.join(named)}{' …' if len(runs) > 6 else ''}) were"


def _frames(data: bytes, label: str) -> Iterator[Shot]:
    """Every page of a picture file at about the resolution wanted."""
    from PIL import Image as Pictures
    from PIL import ImageOps, ImageSequence

    try:
        with Pictures.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                if number > MOST_PAGES:
                    raise OversizePicture(f"{label}: it holds more than {MOST_PAGES} pages.", "Split it into several files.")
                yield _shot(ImageOps.exif_transpose(frame), number)
    except Pictures.DecompressionBombError as refusal:
        raise OversizePicture(f"{label}: the picture has more dots than are looked at.") from refusal
    except (OSError, SyntaxError, ValueError, EOFError) as refusal:
        raise DamagedPicture(f"{label}: the picture cannot be opened: it is cut short or damaged.") from refusal


def _shot(frame: Any, number: int) -> Shot:
    import numpy as np  # heavy: only where there is a picture

    told = frame.info.get("dpi", (0, 0))[0]
    scale = float(told) / 72 if _DOTS_TOLD[0] <= float(told) <= _DOTS_TOLD[1] else max(frame.size) / _LONG_SIDE
    smaller = min(1.0, DOTS / scale, (MOST_PIXELS / (frame.width * frame.height)) ** 0.5)
    paper = frame.convert("RGBA") if "transparency" in frame.info or frame.mode in ("RGBA", "LA", "PA") else frame.convert("RGB")
    if paper.mode == "RGBA":
        white = paper.copy()
        white.paste((255, 255, 255, 255), (0, 0, *paper.size))
        white.alpha_composite(paper)
        paper = white.convert("RGB")
    if smaller < 0.9:
        paper = paper.resize((max(1, round(paper.width * smaller)), max(1, round(paper.height * smaller))))
        scale *= smaller
    return Shot(number, np.asarray(paper, np.uint8), scale)
