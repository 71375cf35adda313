"""Text that lies unseen over the picture of a page: whether what an earlier machine read there can be trusted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.pages.pdfium.unnamed_letters import UNNAMED
from extract.pages.pdfium.words import UNSEEN, in_lines
from model import Box, Page, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.pages.scan.pixels import Image

    Dark = NDArray[np.bool_]

FEWEST = 20
"""Unseen words of a page that are judged, and white between them."""
MOST_OF = 0.8
"""Share of a page's words that must be unseen: what is printed over the picture can be trusted."""
MISREAD = 0.05
"""Share of words with figures or signs inside them from which the letters are often wrong."""
NAMELESS, LACKED = 0.5, 0.02
"""Share of a word's characters that are not named from which the rest does not tell it, and share of such words among a page's."""
INKED, FULL = 0.85, 0.03
"""Share of words below which they do not stand on the print, and of its room that a word blackens at least."""
WHITE = 0.9
"""How black what stands between the words may be, to the words."""
GAP = (2.0, 12.0)
"""Points between two words of one text."""
SCALE = 2.0
"""Pixels a point at which the picture is looked at."""
DEPTH, DARKEST, FAINTEST = 0.4, 99.5, 12.0
"""Share of the depth of the darkest print from which a spot is print, the percentile that tells it, and the least that is any."""
_STRANGE = re.compile(r"[^\W\d_][0-9!|$*^~{}\[\]<>#=+\\]+[^\W\d_]")


def poor_layers(pages: Sequence[Page], picture_of: Callable[[int], Image]) -> list[int]:
    """The numbers of the pages whose unseen words are misread, or do not stand where the picture shows print."""
    found = []
    for page in pages:
        words = [word for word in page.words if word.score == UNSEEN and word.upright] if page.pictured else []
        if len(words) < max(FEWEST, MOST_OF * len(page.words)) or page.number is None:
            continue
        if _is_misread(words) or _is_misplaced(words, picture_of(page.number)):
            found.append(page.number)
    return found


def nameless_pages(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages of whose words many are not told by what their fonts name of them."""
    found = []
    for page in pages:
        words = [word.text for word in page.words] or [word for line in page.lines for word in line.text.split()]
        lost = sum(word.count(UNNAMED) >= NAMELESS * len(word) for word in words if UNNAMED in word and word != UNNAMED)
        if lost > LACKED * len(words) and page.number is not None:
            found.append(page.number)
    return found


def _is_misread(words: Sequence[Word]) -> bool:
    return sum(_STRANGE.search(word.text) is not None for word in words) > MISREAD * len(words)


def _is_misplaced(words: Sequence[Word], picture: Image) -> bool:
    """Whether the words stand beside the print, or what lies between them is as black as they are."""
    dark = _dark(picture)
    shares = [_share(dark, word.box) for word in words]
    if sum(share > FULL for share in shares) < INKED * len(shares):
        return True
    between = [_share(dark, box) for box in _gaps(words)]
    return len(between) >= FEWEST and sum(between) / len(between) > WHITE * sum(shares) / len(shares)


def _dark(picture: Image) -> Dark:
    """Where the picture shows print, dark on pale or pale on dark."""
    import numpy as np  # heavy: only where there is a picture

    grey = picture.mean(axis=2)
    depth = np.abs(grey - np.median(grey))
    return np.asarray(depth > max(FAINTEST, DEPTH * float(np.percentile(depth, DARKEST))))


def _share(dark: Dark, box: Box) -> float:
    x0, top, x1, bottom = (max(0, round(SCALE * side)) for side in box)
    held = dark[top:bottom, x0:x1]
    return float(held.mean()) if held.size else 0.0


def _gaps(words: Sequence[Word]) -> Iterator[Box]:
    for line in in_lines(words, lambda word: word.box):
        for before, after in pairwise(line):
            if GAP[0] < after.box[0] - before.box[2] < GAP[1]:
                top, bottom = max(before.box[1], after.box[1]), min(before.box[3], after.box[3])
                yield before.box[2] + 0.5, top, after.box[0] - 0.5, bottom
