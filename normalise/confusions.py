"""Letters that a machine which reads pictures of letters takes for one another."""

from __future__ import annotations

from collections.abc import Container

CONFUSED = (
    *(("rn", "m"), ("m", "rn"), ("1", "l"), ("1", "i"), ("0", "o"), ("5", "s"), ("l", "i"), ("i", "l"), ("d", "cl"), ("cl", "d")),
    *(("c", "e"), ("e", "c"), ("b", "h"), ("h", "b"), ("8", "b"), ("6", "b")),
)
"""What it gives, and what may have stood there."""
LONE_LETTERS = frozenset("bcdefghjklmnopqrstuwyz")
"""Letters that are no word by themselves, and no number either."""
SHAPES = str.maketrans("1i05ch86", "llosebbb")


def shape_of(text: str) -> str:
    """The text with one sign for all that are taken for one another: words of one shape may be misread for each other, others not."""
    return text.translate(SHAPES).replace("rn", "m").replace("el", "d")


def meant_by(word: str, known: Container[str]) -> str:
    """The one known word that this becomes where one letter of it was taken for another; empty for none or several."""
    fits = {
        better
        for seen, meant in CONFUSED
        for at in range(len(word))
        if word.startswith(seen, at) and (better := word[:at] + meant + word[at + len(seen) :]) in known
    }
    return fits.pop() if len(fits) == 1 else ""
