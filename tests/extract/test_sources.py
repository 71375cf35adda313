"""Documents found in files and folders: labels, order, fingerprints, and what cannot be read."""

from __future__ import annotations

import hashlib
import logging
import os
import zipfile
from datetime import date
from pathlib import Path

import pytest

from errors import ConfigurationError, UsageError
from extract.sources import find_sources, read_told
from model import Told

HEADER = "file,council,committee,meeting_date,title,url"


def put(path: Path, content: bytes | str = "Plan\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def labels(*roots: Path) -> list[str]:
    return [source.label for source in find_sources(roots)]


def test_a_folder_is_searched_through_in_the_order_of_its_paths(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "B.txt"]:
        put(tmp_path / name, name)
    assert labels(tmp_path) == ["B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt"]


def test_a_source_carries_its_fingerprint(tmp_path: Path) -> None:
    content = b"Plant trees\n" * 200_000
    (source,) = find_sources([put(tmp_path / "plan.pdf", content)])
    assert (source.label, source.path, source.error) == ("plan.pdf", str(tmp_path / "plan.pdf"), None)
    assert (source.sha256, source.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert source.document_id == source.sha256[:16]
    assert source.media_type == "text/plain"


def test_hidden_files_and_lists_of_sources_are_no_documents(tmp_path: Path) -> None:
    for name in [".hidden.txt", ".git/config", "~$plan.docx", "Thumbs.db", "sub/desktop.ini", "plan.txt"]:
        put(tmp_path / name)
    put(tmp_path / "sources.csv", f"{HEADER}\n")
    assert labels(tmp_path) == ["plan.txt"]


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    assert find_sources([tmp_path]) == ()


def test_a_path_that_does_not_exist_stops_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "plan.txt")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("a document was read"))
    with pytest.raises(UsageError, match=r"gone: no such file or folder\. Check the path\."):
        find_sources([tmp_path, tmp_path / "gone"])


def test_several_roots_name_the_root_first_and_no_name_twice(tmp_path: Path) -> None:
    for name in ["one/papers/a.txt", "two/papers/a.txt", "two/papers/b/c.txt", "papers-2/a.txt", "plan.txt", "two/plan.txt"]:
        put(tmp_path / name, name)
    roots = ["one/papers", "two/papers", "papers-2", "plan.txt", "two/plan.txt"]
    assert labels(*(tmp_path / root for root in roots)) == [
        *("papers/a.txt", "papers-2/a.txt", "papers-2/b/c.txt", "papers-2-2/a.txt", "plan.txt", "plan-2.txt")
    ]


def test_one_file_reached_by_two_roots_is_listed_once(tmp_path: Path) -> None:
    put(tmp_path / "papers/sub/a.txt")
    roots = [tmp_path / "papers", tmp_path / "papers" / "sub", tmp_path / "papers/sub/a.txt"]
    assert labels(*roots) == ["papers/sub/a.txt"]
    assert labels(tmp_path / "papers", tmp_path / "papers" / ".." / "papers") == ["sub/a.txt"]


def test_two_copies_are_two_documents_with_one_fingerprint(tmp_path: Path) -> None:
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    first, second = find_sources([tmp_path])
    assert first.sha256 == second.sha256


def test_links_that_lead_back_end_and_what_stands_itself_keeps_its_name(tmp_path: Path) -> None:
    put(tmp_path / "papers/x/plan.txt")
    put(tmp_path / "elsewhere/other.txt", "other")
    (tmp_path / "papers/a-link").symlink_to(tmp_path / "papers")
    (tmp_path / "papers/b-link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "papers/c-link.txt").symlink_to("x/plan.txt")
    assert labels(tmp_path / "papers") == ["x/plan.txt", "b-link/other.txt"]


@pytest.mark.parametrize("target", ["nowhere.txt", "broken.txt"])
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, target: str) -> None:
    put(tmp_path / "good.txt")
    (tmp_path / "broken.txt").symlink_to(target)
    good, broken = find_sources([tmp_path])
    assert broken.error is not None and broken.error.startswith("broken.txt: cannot be read: ")
    assert (broken.sha256, broken.media_type, good.error) == ("", "", None)


def test_a_pipe_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (source,) = find_sources([tmp_path])
    assert source.error == "pipe.txt: cannot be read: it is no regular file. Check that the file exists and that this user may read it."


def test_a_file_that_may_not_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    opened = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    first, second = find_sources([tmp_path])
    assert first.error == "a.txt: cannot be read: permission denied. Check that the file exists and that this user may read it."
    assert (first.size, second.error) == (0, None)


def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "open/a.txt"), put(tmp_path / "shut/b.txt")
    listed = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert [(source.label, source.error is None) for source in find_sources([tmp_path])] == [("open/a.txt", True), ("shut", False)]
    (shut,) = find_sources([tmp_path / "shut"])
    assert shut.label == "shut"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (b"two\nlines.txt", r"two\nlines.txt"),
        (b"caf\xe9.txt", r"caf\udce9.txt"),
        (b"back\\slash", r"back\\slash"),
        ("dŵr é.txt".encode(), "dŵr é.txt"),
    ],
)
def test_names_that_no_terminal_can_show_get_a_label_that_it_can(tmp_path: Path, name: bytes, label: str) -> None:
    (tmp_path / os.fsdecode(name)).write_text("Plan\n", "utf-8")
    (source,) = find_sources([tmp_path])
    assert (source.label, source.error) == (label, None)
    assert source.label.encode("utf-8").decode().isprintable()


def archive(path: Path, *members: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as made:
        for member in members:
            made.writestr(member, "application/vnd.oasis.opendocument.spreadsheet" if member == "mimetype" else "<x/>")
    return path


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "application/pdf"),
        (b"HTTP junk\r\n%PDF-1.4\n\xff\xfe\0", "application/pdf"),
        (b"Save it as %PDF-1.4 if you can\n", "text/plain"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "application/x-ole-storage"),
        (b"\x89PNG\r\n\x1a\n" + bytes(16), "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(16), "image/jpeg"),
        (b"{\\rtf1\\ansi", "application/rtf"),
        (b"<!DOCTYPE html>\n<p>Plan", "text/html"),
        ("\ufeff \n<!-- saved -->\n<HTML lang=en>".encode("utf-16"), "text/html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', "text/html"),
        (b"<h1>Plan</h1>\n<table><tr><td>Act</td></tr></table>", "text/html"),
        (b'<div class="body"><ul><li>Lead: Parks</li></ul></div>', "text/html"),
        (b"<h1>Plan</h1>\n\n| Action | Lead |\n|---|---|\n<details>more</details>\n", "text/plain"),
        (b"<p>1.1 Plant trees</p>\nLead: Parks\n", "text/plain"),
        (b'<?xml version="1.0"?>\n<plan/>', "application/xml"),
        (b"<b>Action</b>\t<p>Lead</p>\n", "text/plain"),
        (b"PK\x03\x04 cut short", "application/zip"),
        ("A plan – £5".encode("cp1252"), "text/plain"),
        ("A plan".encode("utf-16-le"), "text/plain"),
        (b"From: A Clerk\r\nSubject: The plan\r\n goes on\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n", "message/rfc822"),
        (b"From: A Clerk\nSubject: The plan\nContent-Type: text/plain\n\nLead: Parks\n", "text/plain"),
        (b"Lead: Parks\n\nContent-Type: multipart/mixed\n", "text/plain"),
        (b"", "text/plain"),
        (bytes(range(256)) * 8, "application/octet-stream"),
    ],
)
def test_the_media_type_is_told_by_content(tmp_path: Path, content: bytes, media_type: str) -> None:
    (source,) = find_sources([put(tmp_path / "paper.txt", content)])
    assert source.media_type == media_type


@pytest.mark.parametrize(
    ("members", "media_type"),
    [
        (("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (("mimetype", "content.xml"), "application/vnd.oasis.opendocument.spreadsheet"),
        (("a.txt", "word/document.xml"), "application/zip"),
    ],
)
def test_an_archive_is_told_by_its_members(tmp_path: Path, members: tuple[str, ...], media_type: str) -> None:
    (source,) = find_sources([archive(tmp_path / "paper.txt", *members)])
    assert source.media_type == media_type


def test_an_office_file_cut_short_is_still_told_for_one(tmp_path: Path) -> None:
    whole = archive(tmp_path / "paper.docx", "[Content_Types].xml", "word/document.xml").read_bytes()
    (source,) = find_sources([put(tmp_path / "paper.docx", whole[: whole.rfind(b"PK\x01\x02") - 1])])
    assert source.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    book = archive(tmp_path / "paper.xlsx", "docProps/app.xml", "xl/theme/theme1.xml", "xl/worksheets/sheet1.xml").read_bytes()
    (source,) = find_sources([put(tmp_path / "book.xlsx", book[: book.index(b"PK\x01\x02")])])
    assert source.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# -- sources.csv -----------------------------------------------------------------------------------------------------------


def test_every_column_is_read_and_either_way_of_writing_a_day(tmp_path: Path) -> None:
    put(
        tmp_path / "sources.csv",
        f"\ufeff{HEADER}\r\n"
        'a.txt,Brackley Council,"Housing, Health",2024-11-05,Trees Plan,https://example.org/a\r\n'
        "\r\n"
        "sub\\b.txt,,,5/11/2024\r\n"
        "./c.txt\r\n",
    )
    day = date(2024, 11, 5)
    assert read_told(tmp_path) == {
        "a.txt": Told("Brackley Council", "Housing, Health", day, "Trees Plan", "https://example.org/a"),
        "sub/b.txt": Told(meeting_date=day),
        "c.txt": Told(),
    }


def test_columns_may_be_missing_or_written_otherwise_and_others_may_stand_there(tmp_path: Path) -> None:
    put(tmp_path / "sources.csv", "Title,FILE,Meeting date,checked by\nTrees,a.txt,2024-11-05,Ms Quill\n")
    assert read_told(tmp_path) == {"a.txt": Told(title="Trees", meeting_date=date(2024, 11, 5))}


def test_no_list_tells_nothing(tmp_path: Path) -> None:
    assert read_told(tmp_path) == {}


def test_the_nearest_list_that_says_something_wins(tmp_path: Path) -> None:
    put(tmp_path / "sources.csv", "file,council,title\nsub/a.txt,Brackley Council,Old title\n")
    put(tmp_path / "sub/sources.csv", "file,title\na.txt,New title\n")
    put(tmp_path / "sub/a.txt")
    (source,) = find_sources([tmp_path])
    assert source.told == Told(council="Brackley Council", title="New title")
    (alone,) = find_sources([tmp_path / "sub/a.txt"])
    assert alone.told == Told(title="New title")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,council\na.txt,X\n", "line 1: no column is called file. Let the first line read file,council,committee"),
        ("file;council\na.txt;X\n", "line 1: no column is called file."),
        ("file,councl\na.txt,X\n", "line 1: no column is called councl. If it is meant to be council, write that."),
        ("file,title,Title\na.txt,X,Y\n", "line 1: two columns are called title."),
        ("file,committee\n\na.txt,Housing, Health\n", "line 3: 3 cells, but the header has 2. Put a cell that holds a comma in quotes"),
        ("file,meeting_date\na.txt,31/02/2024\n", "line 2: '31/02/2024' is no date. Write meeting_date as 2024-11-05 or 05/11/2024."),
        ("file,meeting_date\na.txt,next week\n", "line 2: 'next week' is no date."),
        ("file,council\n,X\n", "line 2: '' is no file below this folder."),
        ("file\n../a.txt\n", "line 2: '../a.txt' is no file below this folder."),
        ("file,title\na.txt,X\na.txt,Y\n", "line 3: 'a.txt' is told about twice"),
        ('file,title\na.txt,"X\n', "line 2: unexpected end of data. Close the quotes"),
        ("", "is empty. Save it as CSV in UTF-8 with the header file,council"),
        (bytes(range(256)) * 4, "the content is binary, not text. Save it as CSV"),
    ],
)
def test_a_malformed_list_stops_the_run_with_file_line_and_remedy(tmp_path: Path, content: str | bytes, said: str) -> None:
    put(tmp_path / "sub/sources.csv", content)
    with pytest.raises(ConfigurationError) as raised:
        find_sources([tmp_path])
    assert str(raised.value).startswith(str(tmp_path / "sub" / "sources.csv"))
    assert said in str(raised.value)


def test_a_name_in_the_list_that_is_not_there_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    put(tmp_path / "sources.csv", "file\nplan.txt\nplam.txt\n")
    put(tmp_path / "plan.txt")
    with caplog.at_level(logging.WARNING):
        find_sources([tmp_path])
    assert len(caplog.messages) == 1 and "names plam.txt, but it is not there" in caplog.messages[0]
