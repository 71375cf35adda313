"""Office files are archives: their parts are taken out within limits, and a file that cannot be opened is refused with the remedy."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import NoReturn

from errors import SourceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_PART = 64 * 1024 * 1024
"""Bytes of one part, unpacked; the text of a plan with a thousand actions is a twentieth of it."""
LARGEST = 96 * 1024 * 1024
"""Bytes of all parts that are read, unpacked."""
MOST_PARTS = 20_000

_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class BrokenArchive(SourceError):
    """An office file that was cut short or damaged."""

    advice = "Ask for the file again: it was cut short on its way, or damaged where it was kept."


class OversizeArchive(SourceError):
    """An office file that unpacks to more than any paper holds."""

    advice = "Save the plan's own pages as a file of their own."


class ProtectedArchive(SourceError):
    """An office file that opens with a password only."""

    advice = "Save it again without a password, or ask the council for an unlocked copy."


class LegacyOffice(SourceError):
    """An office file of the kind written until 2003."""

    advice = "Open it in Word or LibreOffice and save it as .docx."


class ForeignArchive(SourceError):
    """An archive that is not the office file it is taken for."""

    advice = "Unpack it and hand in the papers in it, or save the document again in the program that made it."


def read_parts(data: bytes, label: str, wanted: Callable[[str], bool]) -> Mapping[str, bytes]:
    """The wanted parts of an office file by name, in the file's order.

    Raises BrokenArchive, OversizeArchive or ProtectedArchive; parts are measured before they are unpacked, and none may declare entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if wanted(member.filename)]
            _refuse(members, len(archive.infolist()), label)
            parts = {member.filename: archive.read(member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as reason:
        raise BrokenArchive(f"{label}: the file cannot be unpacked ({reason}).") from reason
    for name, part in parts.items():
        if _DECLARATION.search(part[:4096].replace(b"\0", b"")):
            raise ForeignArchive(f"{label}: its part {name} declares entities, which no office program does.")
    return parts


def _refuse(members: list[zipfile.ZipInfo], count: int, label: str) -> None:
    if count > MOST_PARTS:
        raise OversizeArchive(f"{label}: it is made of {count:,} parts, more than the {MOST_PARTS:,} that are read.")
    if any(member.flag_bits & 0x1 for member in members):
        raise ProtectedArchive(f"{label}: it opens with a password only.")
    measured = [("it", sum(member.file_size for member in members), LARGEST)]
    measured += [(f"its part {member.filename}", member.file_size, LARGEST_PART) for member in members]
    for what, size, most in measured:
        if size > most:
            raise OversizeArchive(f"{label}: {what} unpacks to {size / 1e6:,.0f} MB, more than the {most / 1e6:.0f} MB that are read.")


def refuse_ole(data: bytes, label: str) -> NoReturn:
    """Raises what fits a file in Microsoft's older container: locked with a password, or written until 2003."""
    if _names(data, "EncryptedPackage"):
        raise ProtectedArchive(f"{label}: it opens with a password only.")
    kind = "a Word file of the kind written until 2003" if _names(data, "WordDocument") else "an office file of a kind that is not read"
    raise LegacyOffice(f"{label}: it is {kind}.")


def is_old_workbook(data: bytes) -> bool:
    """Whether it is a spreadsheet of the kind written until 2003."""
    return data.startswith(OLE) and (_names(data, "Workbook") or _names(data, "Book")) and not _names(data, "EncryptedPackage")


def _names(data: bytes, stream: str) -> bool:
    """Whether the container holds a stream of this name."""
    return stream.encode("utf-16-le") + b"\0\0" in data
