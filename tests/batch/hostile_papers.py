"""Files that nobody would send on purpose, and some that somebody would: each made from a seed, with the states it may end in."""

from __future__ import annotations

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.extract.make_pdf import Sheet, pdf, picture, rectangle, text
from tests.small_papers import paper

SEED = 20_611
SENTENCE = "Advise tenants who may lose their home before the notice ends, and tell the board each quarter"
PAGE = "".join(text(40, 700 - 20 * row, SENTENCE) for row in range(5))
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
REFUSED, BLANK, PLANLESS, READ = {"failed"}, {"no_text", "failed"}, {"no_plan", "no_text", "failed"}, {"ok", "partial", "duplicate"}
ENTITIES = "".join(f'<!ENTITY e{depth} "{f"&e{depth - 1};" * 10}">' for depth in range(1, 12))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "lamps">{ENTITIES}]>'
EXTENSIONS = ("pdf", "docx", "doc", "xlsx", "xls", "ods", "html", "csv", "txt", "md", "png", "jpg", "tiff")

Made = tuple[bytes, set[str]]


def archive(members: Mapping[str, bytes], level: int = 9) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return packed.getvalue()


def docx(document: bytes, **others: bytes) -> bytes:
    part = f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>'
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{part}</Types>'
    return archive({"[Content_Types].xml": types.encode(), "word/document.xml": document, **others})


def xlsx(sheet: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet})


def ods(content: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return archive({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": b"<manifest/>"})


def flate_bomb(size: int, times: int = 1) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    head = b"<</Length %d/Filter[%s]>>\nstream\n" % (len(packed), b"/FlateDecode" * times)
    return pdf([Sheet("", filters=())]).replace(b"<</Length 0>>\nstream\n", head + packed)


def zip_of_zips(depth: int) -> bytes:
    inner = b"\0" * 10_000_000
    for _ in range(depth):
        inner = archive({f"{number}.zip": inner for number in range(4)})
    return inner


def pdfs(rng: random.Random) -> dict[str, Made]:
    whole = pdf([PAGE] * 3)
    noise = bytearray(whole)
    for _ in range(200):
        noise[rng.randrange(len(noise))] = rng.randrange(256)
    return {
        "locked": (pdf([PAGE], password=b"secret"), REFUSED),
        "locked-with-an-empty-password": (pdf([PAGE], password=b""), PLANLESS),
        "cut-short": (whole[:-420], PLANLESS),
        "cut-to-its-head": (whole[:60], REFUSED),
        "without-xref": (whole.replace(b"xref", b"kref"), PLANLESS),
        "noisy": (bytes(noise), PLANLESS),
        "without-pages": (pdf([]), BLANK),
        "ten-thousand-pages": (pdf([""] * 10_000), BLANK),
        "poster": (pdf([Sheet(PAGE, 14_400, 14_400)]), PLANLESS),
        "page-of-no-size": (pdf([Sheet(PAGE, 0, 0)]), PLANLESS),
        "page-of-huge-size": (pdf([Sheet(PAGE, 1e12, 1e12)]), PLANLESS),
        "flate-bomb": (flate_bomb(400_000_000), REFUSED),
        "flate-bomb-twice": (flate_bomb(300_000_000, 2), REFUSED),
        "loop-in-the-tree": (whole.replace(b"/Type/Page/Parent 2 0 R", b"/Type/Pages/Kids[2 0 R]"), PLANLESS),
        "really-a-web-page": (b"<!doctype html><html><body>Please sign in</body></html>", PLANLESS),
        "rubbish": (b"%PDF-1.7\n" + rng.randbytes(50_000), REFUSED),
        "picture-only": (pdf([picture(0, 0, 595, 842)] * 2), BLANK),
        "picture-in-the-midst": (pdf([PAGE, picture(0, 0, 595, 842), PAGE]), PLANLESS),
        "white-on-white": (pdf(["1 1 1 rg " + PAGE]), PLANLESS),
        "printed-twice": (pdf([PAGE + PAGE]), PLANLESS),
        "many-lines": (pdf(["".join(rectangle(rng.random() * 500, rng.random() * 800, 90, 0.5) for _ in range(60_000))]), BLANK),
        "many-words": (pdf(["".join(text(rng.random() * 500, rng.random() * 800, "lamp") for _ in range(30_000))]), PLANLESS),
        "deep-brackets": (pdf(["[" * 100_000 + "] TJ"]), BLANK),
    }  # fmt: skip


def offices(rng: random.Random) -> dict[str, Made]:
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
    deep = b"<w:tbl><w:tr><w:tc>" * 3_000 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 3_000
    sheet = "<worksheet><sheetData>%s</sheetData></worksheet>"
    whole = docx(body % b"<w:p/>")
    return {
        "bomb.docx": (docx(body % (b" " * 300_000_000)), REFUSED),
        "entities.docx": (docx(BILLION.encode() + body % b"<w:p><w:r><w:t>&e11;</w:t></w:r></w:p>"), PLANLESS),
        "deep.docx": (docx(body % deep), PLANLESS),
        "empty.docx": (whole, PLANLESS),
        "cut.docx": (whole[: len(whole) // 2], REFUSED),
        "noise.docx": (archive({"word/document.xml": rng.randbytes(10_000)}), PLANLESS),
        "escape.docx": (docx(body % b"<w:p/>", **{"../../../../escaped.txt": b"out"}), PLANLESS),
        "old.doc": (bytes.fromhex("d0cf11e0a1b11ae1") + rng.randbytes(8_000), REFUSED),
        "bomb.xlsx": (xlsx(b"<a>" + b" " * 300_000_000 + b"</a>"), REFUSED),
        "far-cell.xlsx": (xlsx((sheet % '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>').encode()), PLANLESS),
        "entities.xlsx": (xlsx(BILLION.encode() + (sheet % "&e11;").encode()), PLANLESS),
        "nothing.ods": (ods(b"<x/>"), PLANLESS),
        "bomb.ods": (ods(b" " * 300_000_000), REFUSED),
        "zip-of-zips.zip": (zip_of_zips(3), REFUSED),
        "many-members.docx": (archive({f"word/{number}.xml": b"<a/>" for number in range(20_000)}, 1), PLANLESS),
        "old.xls": (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000), REFUSED | PLANLESS),
    }


def texts(rng: random.Random) -> dict[str, Made]:
    return {
        "deep.html": (("<div>" * 10_000 + "lamp" + "</div>" * 10_000).encode(), PLANLESS),
        "deep-tables.html": (b"<table><tr><td>" * 5_000, PLANLESS),
        "wide-span.html": (b"<table><tr><td colspan=999999999 rowspan=999999999>Action</table>", PLANLESS),
        "entities.html": ((BILLION + "<html><body>&e11;</body></html>").encode(), PLANLESS),
        "endless-comment.html": (b"<!--" + b"-" * 3_000_000, PLANLESS),
        "script.html": (b"<html><script>" + b"while(1){}" * 100_000 + b"</script>", PLANLESS),
        "nul.txt": (bytes(100_000), BLANK | PLANLESS),
        "binary.txt": (rng.randbytes(200_000), PLANLESS),
        "utf16-without-a-mark.txt": (paper().encode("utf-16-le"), READ | PLANLESS),
        "one-line.txt": (b"Mend the sea wall " * 4_000_000, REFUSED | PLANLESS),
        "tabs.txt": (b"Action" + b"\t" * 100_000 + b"\n", PLANLESS),
        "header-only.txt": (b"Ref\tAction\tLead\tBy when\tProgress\n", PLANLESS),
        "half-a-letter.txt": (paper().encode() + b"\xed\xa0\x80\xff\xfe", READ),
        "escape-codes.txt": (b"\x1b[2J\x1b]0;owned\x07" + paper(title="Pier \x1b[31m Plan 2025").encode(), READ),
        "quotes.csv": (b'"' * 1_000_001, PLANLESS),
        "commas.csv": (b"Action," * 300_000, PLANLESS),
    }


def made(rng: random.Random) -> dict[str, Made]:
    """Every file by its name, with the states that it may end in; the good papers are among them."""
    files = {f"{name}.pdf": each for name, each in pdfs(rng).items()} | offices(rng) | texts(rng)
    files |= {f"empty.{extension}": (b"", BLANK) for extension in EXTENSIONS}
    files |= {f"good{number}.txt": (paper(title=f"Pier {number} Action Plan 2025").encode(), READ) for number in range(3)}
    return files


SLOW = frozenset({"ten-thousand-pages", "many-lines", "many-words", "picture-only", "picture-in-the-midst", "deep-brackets", "script"})
"""What takes long to read, or to make."""


def lay(folder: Path, every: bool = True) -> dict[str, set[str]]:
    """Lays them into the folder, with names and kinds of file that no document should have; the states by label."""
    folder.mkdir(parents=True)
    expected = {}
    for name, (content, states) in made(random.Random(SEED)).items():  # noqa: S311  # the same files each time
        if not every and (name.partition(".")[0] in SLOW or "bomb" in name):
            continue
        (folder / name).write_bytes(content)
        expected[name] = states
    odd: dict[str, tuple[Callable[[Path], object], set[str]]] = {
        "pipe.txt": (os.mkfifo, REFUSED),
        "nowhere.pdf": (lambda path: path.symlink_to("gone.pdf"), REFUSED),
        "itself.txt": (lambda path: path.symlink_to("itself.txt"), REFUSED),
        "round": (lambda path: path.symlink_to("."), set()),
        "sparse.txt": (_sparse, REFUSED),
        "line\nbreak.txt": (lambda path: path.write_bytes(paper(title="Quay Action Plan 2025").encode()), READ),
        "[red]markup.txt": (lambda path: path.write_bytes(b"Minutes."), PLANLESS),
        "-rf.txt": (lambda path: path.write_bytes(b"Agenda."), PLANLESS),
    }
    for name, (make, states) in odd.items():
        if not every and name == "sparse.txt":
            continue
        make(folder / name)
        if states:
            expected[name.replace("\n", "\\n")] = states
    odd_name = os.path.join(os.fsencode(folder), b"no\xffutf8.txt")  # noqa: PTH118  # a path in bytes
    with open(odd_name, "wb") as file:  # noqa: PTH123
        file.write(b"Notes.")
    expected["no\\udcffutf8.txt"] = PLANLESS
    return expected


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
