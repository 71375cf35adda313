"""A tiny writer of PDFs for tests: pages of text, lines, rectangles and pictures, sound or broken on purpose."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

FONTS = {
    "F1": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    "F2": "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    "F3": "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>",
    "F4": "<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>",
}
IMAGE = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n\x80\nendstream"
PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass
class Sheet:
    """One page to be written: its instructions, size and turn."""

    content: str = ""
    width: float = 595
    height: float = 842
    rotate: int = 0
    extra: str = ""
    """More entries of the page's dictionary."""
    filters: Sequence[str] = ()
    resources: Mapping[str, str] = field(default_factory=dict)
    """Form objects by name: dictionary entries and content, parted by a bar."""


def text(x: float, y: float, words: str, font: str = "F1", size: float = 10, before: str = "") -> str:
    """Instructions that print words with their baseline's start at x, y from the bottom left."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET Q\n"


def turned(x: float, y: float, words: str, matrix: str, size: float = 10) -> str:
    """Instructions that print words with the first four numbers of a text matrix given."""
    return f"BT /F1 {size} Tf {matrix} {x} {y} Tm ({words}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.5, before: str = "") -> str:
    """Instructions that draw a line."""
    return f"q {before} {width} w {x0} {y0} m {x1} {y1} l S Q\n"


def rectangle(x: float, y: float, width: float, height: float, colour: str = "0 0 0 rg", paint: str = "f") -> str:
    """Instructions that paint or outline a rectangle."""
    return f"q {colour} {x} {y} {width} {height} re {paint} Q\n"


def picture(x: float, y: float, width: float, height: float) -> str:
    """Instructions that put a grey picture there."""
    return f"q {width} 0 0 {height} {x} {y} cm /Im1 Do Q\n"


def pdf(sheets: Iterable[Sheet | str], labels: str = "", fonts: Mapping[str, str] | None = None, password: bytes | None = None) -> bytes:
    """A whole PDF; with a password it is locked (RC4, 40 bits)."""
    sheets = [Sheet(sheet) if isinstance(sheet, str) else sheet for sheet in sheets]
    named = {**FONTS, **(fonts or {})}
    forms = [(name, body) for sheet in sheets for name, body in sheet.resources.items()]
    first_font, first_form = 4, 4 + len(named)
    first_page = first_form + len(forms)
    font_names = " ".join(f"/{name} {first_font + place} 0 R" for place, name in enumerate(named))
    form_names = " ".join(f"/{name} {first_form + place} 0 R" for place, (name, _) in enumerate(forms))
    kids = " ".join(f"{first_page + 2 * place} 0 R" for place in range(len(sheets)))
    resources = f"<</Font<<{font_names}>>/XObject<</Im1 3 0 R {form_names}>>>>"
    objects: list[tuple[bytes, bytes | None]] = [
        (f"<</Type/Catalog/Pages 2 0 R {labels}>>".encode(), None),
        (f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}/Resources {resources}>>".encode(), None),
        (IMAGE.encode("latin-1"), None),
        *((body.encode("latin-1"), None) for body in named.values()),
        *(_form(body) for _, body in forms),
    ]
    for place, sheet in enumerate(sheets):
        box = f"/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
        objects.append((f"<</Type/Page/Parent 2 0 R{box}/Contents {first_page + 2 * place + 1} 0 R{sheet.extra}>>".encode(), None))
        objects.append(_stream(sheet.content.encode("cp1252"), sheet.filters))
    return _assembled(objects, password)


def _form(body: str) -> tuple[bytes, bytes]:
    entries, _, content = body.partition("|")
    return f"<</Type/XObject/Subtype/Form{entries}/Length {len(content)}>>".encode(), content.encode("cp1252")


def _stream(content: bytes, filters: Sequence[str]) -> tuple[bytes, bytes]:
    for name in reversed(filters):
        assert name == "FlateDecode"
        content = zlib.compress(content, 9)
    names = "".join(f"/{name}" for name in filters)
    return f"<</Length {len(content)}{f'/Filter[{names}]' if names else ''}>>".encode(), content


def _assembled(objects: Sequence[tuple[bytes, bytes | None]], password: bytes | None) -> bytes:
    identity = b"0123456789abcdef"
    key, locks = _keys(password, identity) if password is not None else (b"", b"")
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, (head, stream) in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + head
        if stream is not None:
            data += b"\nstream\n" + (_rc4(_object_key(key, number), stream) if key else stream) + b"\nendstream"
        data += b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size %d/Root 1 0 R/ID[<%s><%s>]%s>>" % (len(objects) + 1, identity.hex().encode(), identity.hex().encode(), locks)
    return bytes(data + b"trailer\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start)


def _keys(password: bytes, identity: bytes) -> tuple[bytes, bytes]:
    """The document's key and the entries of the trailer that lock it, by the standard handler's first revision."""
    padded = (password + PADDING)[:32]
    owner = _rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], padded)  # noqa: S324  # the format asks for it
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + identity).digest()[:5]  # noqa: S324
    user = _rc4(key, PADDING)
    return key, b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (owner.hex().encode(), user.hex().encode())


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]  # noqa: S324


def _rc4(key: bytes, data: bytes) -> bytes:
    state, other = list(range(256)), 0
    for index in range(256):
        other = (other + state[index] + key[index % len(key)]) % 256
        state[index], state[other] = state[other], state[index]
    one = other = 0
    out = bytearray()
    for byte in data:
        one = (one + 1) % 256
        other = (other + state[one]) % 256
        state[one], state[other] = state[other], state[one]
        out.append(byte ^ state[(state[one] + state[other]) % 256])
    return bytes(out)
