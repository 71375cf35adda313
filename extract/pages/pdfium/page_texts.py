"""The characters of a PDF's page as PDFium counts them, each the letter that it draws."""

from __future__ import annotations

import re
from array import array
from re import Match

from extract.pages.pdfium import calls as call
from extract.pages.pdfium.unnamed_letters import named_letters

NOTHING = "\u200b"
"""What nobody sees, in the place of a character's second half."""
_PAIR, _HALF = re.compile("[\ud800-\udbff][\udc00-\udfff]"), re.compile("[\ud800-\udfff]")


def page_text(textpage: int, most: int) -> str:
    """The page's characters, one for each of PDFium's, as far as `most`."""
    count = min(call.char_count(textpage), most)
    if count < 1:
        return ""
    buffer = array("H", bytes(2 * (count + 1)))  # ctypes would make a type for each length, which takes longer than the text
    written = call.char_text(textpage, 0, count, buffer.buffer_info()[0])
    text = buffer.tobytes()[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        text = whole_letters("".join(map(_character, (call.char_code(textpage, index) for index in range(count)))))
    return named_letters(
        text,
        lambda index: call.text_font(call.char_object(textpage, index) or 0) or 0,
        lambda index: call.char_unnamed(textpage, index) > 0,
    )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def whole_letters(text: str) -> str:
    """The text with each character whole that PDFium gives in two halves, as it does signs and letters beyond the first 65,536."""
    return _HALF.sub("\ufffd", _PAIR.sub(_whole, text))


def _whole(found: Match[str]) -> str:
    return found[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + NOTHING
