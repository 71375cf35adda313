"""Bytes to text: which encoding it is, and the few repairs that are made once for a whole document.

Every repair keeps the lines of the file as they are, so that a line number means the same here as in an editor.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from errors import BinarySource, EmptySource, SourceError
from extract.files.swapped_bytes import swapped_back

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

LARGEST = 64 * 1024 * 1024
"""Bytes of one text; the longest committee pack seen is a hundredth of it."""
LONGEST_LINE = 1_000_000
"""Characters of one line."""
SAMPLE = 64 * 1024
"""Bytes that are looked at where the whole is not needed."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_TELLING = {0x02: 0xAD, 0x07: 0x09, 0x1E: 0x2011, 0x1F: 0xAD}
"""PDF writers and word processors keep soft and hard hyphens at 2, 30 and 31, and the end of a cell at 7."""
_STRANGE = bytes(byte for byte in (*range(1, 32), 127) if byte not in b"\t\n\v\f\r\x1a\x1b" and byte not in _TELLING)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_CONTROLS: dict[int, int | None] = {**dict.fromkeys((*_STRANGE, 0x1A, 0x1B)), **_TELLING}
_MOJIBAKE = frozenset({"encode", "decode", "transcode", "decode_inconsistent_utf8"})
_WESTERN = ("cp1252", "mac_roman", "iso8859_14", "cp850")
"""What a British paper can be in, the likeliest first; only where none of them reads well is charset-normalizer asked."""
_SIGNS = frozenset("‘’‚“”„–—…•·£€§°±²³¼½¾®™©«»×÷†‡→✓✔●○■□▪►¬¦ªº´¨¸\u00a0\u00ad")
_LETTERS = frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽžŸŴŵŶŷẀẁẂẃẄẅỲỳ")
_OUT_OF_PLACE = re.compile(r"(?<=[a-z])[À-ÞŒŠŸŽ]|(?<![^\W\d_])[À-ÿŒœŠšŽžŸ](?![^\W\d_])")
"""A capital within a small word, a lone accented letter: quotes and signs read in the wrong encoding."""


class OversizeSource(SourceError):
    """A text so large that no paper can be in it."""

    advice = "Split the file, or save the paper itself as text without what was attached to it."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a document, the encoding it came in, and a sentence for each kind of repair."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


def decode(data: bytes, label: str) -> Decoded:
    """The text in these bytes, without a byte-order mark and NULs, mojibake mended.

    Raises EmptySource where nothing is printed, BinarySource where the bytes are no text, OversizeSource beyond LARGEST bytes or
    LONGEST_LINE characters in a line. `label` only names the document in what is raised.
    """
    if len(data) > LARGEST:
        raise OversizeSource(f"{label}: {len(data) / 1e6:.0f} MB of text, more than the {LARGEST / 1e6:.0f} MB that are read.")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise EmptySource(f"{label}: the file {'holds nothing but blanks' if data else 'is empty'}.")
    if not is_text(data):
        raise BinarySource(f"{label}: the content is binary, not text.")
    text, encoding, notes = _decode(data, label)
    text, dropped = _drop_controls(text)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise EmptySource(f"{label}: the file holds nothing but blanks.")
    _refuse_long_lines(text, label)
    text, mended = _mend(text)
    return Decoded(text, encoding, (*notes, *dropped, *mended))


def is_text(data: bytes) -> bool:
    """True where the bytes, or the first of them, can be text in some encoding; the empty file is one."""
    sample = data[:SAMPLE]
    if _marked(sample) is not None or _unmarked_utf16(sample) is not None:
        return True
    printed = sample.rstrip(b"\0")
    strange = len(printed) - len(printed.translate(None, _STRANGE))
    return strange <= 0.03 * len(printed) and printed.count(0) <= 0.1 * len(printed)


def opening(data: bytes) -> str:
    """The first characters of a text as far as ASCII goes, whatever its encoding; for telling formats that say their name."""
    sample = data[: SAMPLE - SAMPLE % 4]
    encoding = _marked(sample) or _unmarked_utf16(sample) or "utf-8"
    return sample.decode(encoding, "replace").lstrip("\ufeff")


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 of a western text has a NUL in every other byte."""
    sample = data[: SAMPLE - SAMPLE % 2]
    half = len(sample) // 2
    if half < 2:
        return None
    first, second = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if max(first, second) < 0.5 or min(first, second) > 0.05:
        return None
    encoding = "utf-16-le" if second > first else "utf-16-be"
    read = sample.decode(encoding, "replace")
    return encoding if len(read) - len(read.translate(_CONTROLS)) + read.count("\0") <= 0.03 * len(read) else None


def _decode(data: bytes, label: str) -> tuple[str, str, tuple[str, ...]]:
    wide = _marked(data) or _unmarked_utf16(data)
    if wide is not None and wide != "utf-8":
        text = data.decode(wide, "replace").lstrip("\ufeff")
        broken = text.count("\ufffd")
        return text, wide, (f"Characters that could not be read as {wide}: {broken}.",) if broken else ()
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        read = _patched_utf8(data) or _single_byte(data)
    if read is None:
        raise BinarySource(f"{label}: the content is binary, not text.")
    return read


def _patched_utf8(data: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """UTF-8 with some bytes of another program pasted in; None where it is not UTF-8 at heart."""
    text = data.decode("utf-8", "surrogateescape")
    counted = Counter("alien" if "\udc80" <= char <= "\udcff" else "utf-8" for char in text if char > "\x7f")
    if counted["alien"] > counted["utf-8"]:
        return None
    patched = re.sub("[\udc80-\udcff]", lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return patched, "utf-8", (f"Bytes that are no UTF-8, read as CP1252: {counted['alien']}.",)


def _single_byte(data: bytes) -> tuple[str, str, tuple[str, ...]] | None:
    """The likeliest encoding of one byte a letter; None where the bytes read as nothing in any."""
    sample = b"\n".join(line for line in data.splitlines() if not line.isascii())[:SAMPLE]
    encoding = min(_WESTERN, key=lambda candidate: _oddity(sample, candidate))
    if _oddity(sample, encoding) > 0.4 or _accented(sample.decode(encoding, "replace")) > 0.3:
        from charset_normalizer import from_bytes

        guess = from_bytes(sample).best()
        if guess is None:
            return None
        encoding = guess.encoding
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    notes = [f"The encoding is not told; {encoding} reads best."] if encoding != "cp1252" else []
    return text, encoding, (*notes, *([f"Bytes that could not be read as {encoding}: {broken}."] if broken else []))


def _oddity(sample: bytes, encoding: str) -> float:
    """The share of characters beyond ASCII that a paper in English or Welsh would not print, or not there."""
    text = sample.decode(encoding, "replace")
    beyond = [char for char in text if char > "\x7f"]
    odd = sum(char not in _SIGNS and char not in _LETTERS for char in beyond)
    return (odd + len(_OUT_OF_PLACE.findall(text))) / len(beyond) if beyond else 0.0


def _accented(text: str) -> float:
    """The share of letters beyond ASCII: in Russian or Arabic read as CP1252 it is nearly all of them."""
    letters = [char for char in text if char.isalpha()]
    return sum(char > "\x7f" for char in letters) / len(letters) if letters else 0.0


def _drop_controls(text: str) -> tuple[str, tuple[str, ...]]:
    nuls = text.count("\0")
    cleaned = text.replace("\0", "").translate(_CONTROLS)
    others = len(text) - nuls - len(cleaned)
    notes = [f"NUL characters dropped: {nuls}."] if nuls else []
    return cleaned, (*notes, *([f"Control characters dropped: {others}."] if others else []))


def _refuse_long_lines(text: str, label: str) -> None:
    if len(text) <= LONGEST_LINE:
        return
    start = 0
    ends = ((found.start(), found.end()) for found in _LINE_END.finditer(text))
    for number, (end, following) in enumerate((*ends, (len(text), len(text))), start=1):
        if end - start > LONGEST_LINE:
            raise OversizeSource(f"{label}: line {number} has {end - start:,} characters, more than the {LONGEST_LINE:,} that are read.")
        start = following


def _mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Mojibake, ligatures and full-width letters mended line by line; a line without anything beyond ASCII is left alone."""
    if text.isascii():
        return text, ()
    from ftfy import fix_and_explain  # an import that only texts pay for

    settings = _ftfy_settings()
    mojibake: list[int] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.isascii():
            continue
        fixed, steps = fix_and_explain(swapped_back(line), settings)
        if _layout(fixed) != _layout(line):
            continue
        lines[number - 1] = fixed
        if any(_MOJIBAKE & {step.action, step.parameter} for step in steps or ()):
            mojibake.append(number)
    if not mojibake:
        return "\n".join(lines), ()
    return "\n".join(lines), (f"Mojibake was mended; lines: {len(mojibake)}, the first is line {mojibake[0]}.",)


def _ftfy_settings() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )


def _layout(line: str) -> tuple[int, ...]:
    return tuple(line.count(mark) for mark in "\n\r\t\f\v")
