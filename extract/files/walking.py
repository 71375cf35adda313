"""Where documents lie in the files and folders that a person names: each found and labelled, none opened."""

from __future__ import annotations

import logging
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path, PurePosixPath

from errors import UsageError
from extract.files.object_store import list_objects, told_below
from extract.files.told import NAME, read_told
from model import Found, Told, remote_address

log = logging.getLogger(__name__)

_SKIPPED = (".", "~$", "Thumbs.db", "thumbs.db", "desktop.ini", "Desktop.ini")
"""How the names begin that nobody sees: hidden files, marks that word processors leave beside an open document, what Windows leaves."""
_NOTHING_TOLD = Told()

Telling = tuple[tuple[int, Mapping[str, Told]], ...]
"""What each folder on the way down tells, with its depth below the root."""


@dataclass(frozen=True, slots=True)
class _Root:
    path: Path
    name: str
    alone: bool
    """It is the only one: labels need not name it."""

    def label(self, below: str, folder: bool) -> str:
        """The path below the root, which is named where there are several, or where it is the trouble itself."""
        inside = f"{self.name}/{below}" if below and folder else self.name
        return _printable(below if self.alone and below else inside)


@dataclass(frozen=True, slots=True)
class _Folder:
    path: str
    real: str
    below: str = ""
    """Path below the root; empty for the root itself."""
    above: Telling = ()


def walk(roots: Sequence[Path]) -> Iterator[Found]:
    """Every document in these files and folders, one folder held at a time; of those that are `known_as` one, the first counts.

    In the order of the roots; in each what stands there itself, in the order of the paths, before what is reached by a link.
    Hidden files and `sources.csv` are none; what cannot be opened is there with its `trouble`. Raises UsageError for a root that does not
    exist before anything is given, ConfigurationError for a malformed `sources.csv` where it is met.
    """
    for root in roots:
        if remote_address(root) is None and not os.path.lexists(root):
            raise UsageError(f"{_printable(str(root))}: no such file or folder.", _remedy(str(root)))
    distinct = list({os.path.realpath(root): root for root in reversed(roots)}.values())[::-1]
    for name, path in zip(_root_names(distinct), distinct, strict=True):
        yield from _below_root(_Root(path, name, alone=len(distinct) == 1))


def _remedy(root: str) -> str:
    """What helps where a root is not there; of a web address a path keeps but one slash."""
    if re.match("https?:/", root, re.IGNORECASE):
        return "Nothing is fetched from the web: save the papers in a folder, and name that."
    return "Check the path."


def _below_root(root: _Root) -> Iterator[Found]:
    path, address = root.path, remote_address(root.path)
    if address is not None:
        yield from _in_store(address, root)
    elif _is_folder(path):
        yield from _in_folders(root)
    elif path.name != NAME:
        told = read_told(path.parent).get(path.name, _NOTHING_TOLD)
        yield Found(root.label(path.name, folder=False), str(path), os.path.realpath(path), told)


def _printable(name: str) -> str:
    """The name on one line, in characters that every terminal shows; two names never come out the same."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(char if char.isprintable() and char != "\\" else char.encode("unicode_escape").decode() for char in name)


def _root_names(roots: Sequence[Path]) -> list[str]:
    """The name of each root; a name that is taken gets a number."""
    names: list[str] = []
    for root in roots:
        own = root.absolute().name if root.name not in ("", "..") else root.resolve().name or "root"
        stem, suffix = (own, "") if _is_folder(root) else (PurePosixPath(own).stem, PurePosixPath(own).suffix)
        numbered = (f"{stem}-{number}{suffix}" for number in range(2, len(roots) + 2))
        names.append(own if own not in names else next(name for name in numbered if name not in names))
    return names


def _in_store(address: str, root: _Root) -> Iterator[Found]:
    """The documents at or below an address of an object store."""
    objects = list_objects(address)
    telling = sorted(told_below(address, objects).items(), key=lambda pair: len(pair[0].parts))
    for one in objects:
        if one.below.name == NAME or any(part.startswith(_SKIPPED) for part in one.below.parts):
            continue
        above = tuple((len(folder.parts), told) for folder, told in telling if folder in one.below.parents)
        below = str(one.below)
        yield Found(root.label(below, one.address != address), one.address, one.known_as, _told_of(below, above), size=one.size)


def _in_folders(root: _Root) -> Iterator[Found]:
    """What a folder holds; what is reached by a link comes after what stands there itself."""
    top = _Folder(str(root.path).rstrip("/"), os.path.realpath(root.path).rstrip("/"))
    linked = _Linked(top.real)
    yield from _descend(top, root, linked)
    while linked.folders:
        folder = linked.folders.pop(0)
        if linked.is_new(folder):
            yield from _descend(folder, root, linked)
    yield from linked.papers


def _descend(top: _Folder, root: _Root, linked: _Linked) -> Iterator[Found]:
    """The documents below a folder, in the order of their paths; what it leads to by links is put aside."""
    under_way = [_in_folder(top, root)]
    while under_way:
        for one, is_link in under_way[-1]:
            if is_link:
                linked.put_aside(one)
            elif isinstance(one, Found):
                yield one
            elif top.real == linked.top or linked.is_new(one):
                under_way.append(_in_folder(one, root))
                break
        else:
            under_way.pop()


@dataclass(frozen=True, slots=True)
class _Linked:
    """What links lead to, until everything has been seen that stands there itself."""

    top: str
    folders: list[_Folder] = field(default_factory=list)
    papers: list[Found] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Folders beside those below the top, which need not be remembered."""

    def put_aside(self, one: Found | _Folder) -> None:
        if isinstance(one, _Folder):
            self.folders.append(one)
        else:
            self.papers.append(one)

    def is_new(self, folder: _Folder) -> bool:
        """False for a folder that was seen, or that stands below the top where everybody sees it."""
        inside = f"{folder.real}/".removeprefix(f"{self.top}/")
        if inside != f"{folder.real}/" and not any(part.startswith(_SKIPPED) for part in inside.split("/")) or folder.real in self.seen:
            return False
        self.seen.add(folder.real)
        return True


def _in_folder(folder: _Folder, root: _Root) -> Iterator[tuple[Found | _Folder, bool]]:
    """The documents and folders that stand in this one, by name; of each whether it is a link."""
    try:
        names = _listed(folder.path)
    except OSError as reason:
        yield Found(root.label(folder.below, folder=True), folder.path, folder.real, trouble=why(reason)), False
        return
    told = read_told(Path(folder.path or "/"))
    _warn_of_missing(Path(folder.path), told)
    depth = folder.below.count("/") + 1 if folder.below else 0
    telling = (*folder.above, (depth, told)) if told else folder.above
    for name, is_folder, is_link in map(_unpacked, names):
        below, path = f"{folder.below}/{name}" if folder.below else name, f"{folder.path}/{name}"
        real = os.path.realpath(path) if is_link else f"{folder.real}/{name}"
        if is_folder:
            yield _Folder(path, real, below, telling), is_link
        else:
            yield Found(root.label(below, folder=True), path, real, _told_of(below, telling)), is_link


def _listed(path: str) -> list[bytes]:
    """What a folder holds, by name: a few bytes each, for it may hold every paper that there is."""
    with os.scandir(path or "/") as entries:
        seen = (entry for entry in entries if not entry.name.startswith(_SKIPPED) and entry.name != NAME)
        return sorted(os.fsencode(entry.name) + _KINDS[_leads_to_folder(entry), entry.is_symlink()] for entry in seen)


_KINDS = {(is_folder, is_link): b"\0%d%d" % (is_folder, is_link) for is_folder in (False, True) for is_link in (False, True)}
"""Whether it is a folder, and a link; behind a byte that no name has, and that sorts before all others."""


def _unpacked(listed: bytes) -> tuple[str, bool, bool]:
    return os.fsdecode(listed[:-3]), listed[-2:-1] == b"1", listed[-1:] == b"1"


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """False also where nobody can tell: opening it will say why."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _told_of(below: str, telling: Telling) -> Told:
    """What every folder above says of a paper, field by field; the nearest folder that says something wins."""
    if not telling:
        return _NOTHING_TOLD
    said = [told.get(below.split("/", depth)[depth], _NOTHING_TOLD) for depth, told in reversed(telling)]
    merged = {each.name: next((value for one in said if (value := getattr(one, each.name)) is not None), None) for each in fields(Told)}
    return Told(**merged)


def _warn_of_missing(folder: Path, told: Mapping[str, Told]) -> None:
    for file in told:
        if not os.path.lexists(folder / file):
            log.warning("%s names %s, but it is not there. Correct the name or take the line away.", folder / NAME, file)


def why(reason: OSError) -> str:
    """What the system complains of, in its own words."""
    return (reason.strerror or str(reason)).lower()
