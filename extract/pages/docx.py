"""Word to strips: mammoth makes HTML of it, and the one reader of HTML tables does the rest."""
from __future__ import annotations
import io
import mammoth
from extract.pages.html import read_markup
from model import Doubt, Line, Sheet
STAGE = "docx"
def read_docx(data: bytes, label: str) -> tuple[Sheet, tuple[Line, ...], tuple[Doubt, ...]]:
    r = mammoth.convert_to_html(io.BytesIO(data))
    return *read_markup(r.value, label, STAGE), ()
