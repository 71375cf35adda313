"""The characters of a PDF's page as PDFium counts them, each the letter that it draws."""

from __future__ import annotations

import ctypes

from extract.pages import pdfium_calls as call
from extract.pages.unnamed_letters import named_letters


def page_text(textpage: int, most: int) -> str:
    """The page's characters, one for each of PDFium's, as far as `most`."""
    count = min(call.char_count(textpage), most)
    if count < 1:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = call.char_text(textpage, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) != count:
        text = "".join(map(_character, (call.char_code(textpage, index) for index in range(count))))

    return named_letters(
        text,
        lambda index: call.text_font(call.char_object(textpage, index) or 0) or 0,
        lambda index: call.char_unnamed(textpage, index) > 0,
    )


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
