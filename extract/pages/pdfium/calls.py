"""PDFium's functions that are called once a letter or once a drawn object, bound so that a call costs as little as it can.

Handles are plain numbers here: the bindings' own pointer types cost more than the calls themselves. Each call is over in less time
than it takes to let other threads run and to wait for them, so none of them does.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import POINTER, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from typing import Any

import pypdfium2.raw as raw

Call = Callable[..., Any]


def _bound(name: str, gives: type | None, *takes: Any) -> Call:
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    if address is None:
        raise ImportError(f"PDFium has no function {name}")
    return ctypes.PYFUNCTYPE(gives, *takes)(address)


def handle(pointer: Any) -> int:
    """The plain number of one of the bindings' pointers; 0 for none."""
    return ctypes.cast(pointer, c_void_p).value or 0


_FLOAT = POINTER(c_float)
_UINT = POINTER(c_uint)
_DOUBLE = POINTER(c_double)

close_page = _bound("FPDF_ClosePage", None, c_void_p)
close_text = _bound("FPDFText_ClosePage", None, c_void_p)
char_count = _bound("FPDFText_CountChars", c_int, c_void_p)
char_text = _bound("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
char_code = _bound("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
char_box = _bound("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, POINTER(raw.FS_RECTF))
char_origin = _bound("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, _DOUBLE, _DOUBLE)
char_object = _bound("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
char_matrix = _bound("FPDFText_GetMatrix", c_int, c_void_p, c_int, POINTER(raw.FS_MATRIX))
char_size = _bound("FPDFText_GetFontSize", c_double, c_void_p, c_int)
char_unnamed = _bound("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
char_generated = _bound("FPDFText_IsGenerated", c_int, c_void_p, c_int)

text_font = _bound("FPDFTextObj_GetFont", c_void_p, c_void_p)
text_mode = _bound("FPDFTextObj_GetTextRenderMode", c_int, c_void_p)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, ctypes.c_char_p, ctypes.c_size_t)
font_flags = _bound("FPDFFont_GetFlags", c_int, c_void_p)
font_weight = _bound("FPDFFont_GetWeight", c_int, c_void_p)

page_object_count = _bound("FPDFPage_CountObjects", c_int, c_void_p)
annotation_count = _bound("FPDFPage_GetAnnotCount", c_int, c_void_p)
page_object = _bound("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
form_object_count = _bound("FPDFFormObj_CountObjects", c_int, c_void_p)
form_object = _bound("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
object_type = _bound("FPDFPageObj_GetType", c_int, c_void_p)
object_matrix = _bound("FPDFPageObj_GetMatrix", c_int, c_void_p, POINTER(raw.FS_MATRIX))
object_bounds = _bound("FPDFPageObj_GetBounds", c_int, c_void_p, _FLOAT, _FLOAT, _FLOAT, _FLOAT)
object_fill = _bound("FPDFPageObj_GetFillColor", c_int, c_void_p, _UINT, _UINT, _UINT, _UINT)
object_stroke = _bound("FPDFPageObj_GetStrokeColor", c_int, c_void_p, _UINT, _UINT, _UINT, _UINT)
object_stroke_width = _bound("FPDFPageObj_GetStrokeWidth", c_int, c_void_p, _FLOAT)
object_clip = _bound("FPDFPageObj_GetClipPath", c_void_p, c_void_p)
clip_path_count = _bound("FPDFClipPath_CountPaths", c_int, c_void_p)
clip_segment_count = _bound("FPDFClipPath_CountPathSegments", c_int, c_void_p, c_int)
clip_segment = _bound("FPDFClipPath_GetPathSegment", c_void_p, c_void_p, c_int, c_int)
path_mode = _bound("FPDFPath_GetDrawMode", c_int, c_void_p, POINTER(c_int), POINTER(c_int))
path_segment_count = _bound("FPDFPath_CountSegments", c_int, c_void_p)
path_segment = _bound("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
segment_point = _bound("FPDFPathSegment_GetPoint", c_int, c_void_p, _FLOAT, _FLOAT)
segment_type = _bound("FPDFPathSegment_GetType", c_int, c_void_p)
segment_closes = _bound("FPDFPathSegment_GetClose", c_int, c_void_p)
page_turn = _bound("FPDFPage_GetRotation", c_int, c_void_p)
page_box = _bound("FPDF_GetPageBoundingBox", c_int, c_void_p, POINTER(raw.FS_RECTF))
