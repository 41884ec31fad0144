"""From what the user names to files: folders, globs and single files in, files to read and what is passed over out."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from flows.documents.kinds import reason_to_pass_over
from flows.documents.model import PASSED_OVER, Problem

_FOLDERS_OF_TOOLS = {"__MACOSX", "__pycache__", "node_modules"}


def is_glob(path: str) -> bool:
    """Whether a path names many by a pattern (``reports/*.md``), as it does where no shell has looked at it."""
    return glob.has_magic(path) and not os.path.lexists(path)


def root_of(path: str) -> str:
    """The folder or file that a path is below, of a pattern the folder before its first wildcard.

    >>> root_of("reports/2015-*/a.md"), root_of("reports/a.md")
    ('reports', 'reports/a.md')
    """
    if not is_glob(path):
        return path
    parts = Path(path).parts
    plain = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return str(Path(*parts[:plain])) if plain else "."


def files(path: str, *, follow_links: bool = False) -> Iterator[Path | Problem]:
    """The files that a path stands for, sorted, and what is passed over, each with its reason.

    Of a folder only regular files inside it are read: a link may lead anywhere and a pipe waits for ever, unless the
    user names it. ``follow_links`` reads what links lead to, each folder once.
    """
    if is_glob(path):
        for found in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 - absolute patterns too
            yield from files(found, follow_links=follow_links)
        return
    place = Path(path)
    if not place.is_dir():
        yield place
        return
    empty = True
    for item in _inside(place, follow_links, set()):
        empty = empty and isinstance(item, Problem)
        yield item
    if empty:
        yield Problem(path, "there is no file in this folder that can be read.")


def _inside(folder: Path, follow_links: bool, above: set[tuple[int, int]]) -> Iterator[Path | Problem]:
    try:
        here = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(printable(folder), f"cannot be read: {error.strerror or error}.")
        return
    if (here.st_dev, here.st_ino) in above:
        yield _passed(folder, "a link back to a folder above it.")
        return
    above = above | {(here.st_dev, here.st_ino)}
    for entry in entries:
        path = Path(entry.path)
        if entry.is_symlink() and not follow_links:
            yield _passed(path, "a link; --follow-links reads what it leads to.")
        elif entry.name in _FOLDERS_OF_TOOLS or (entry.name.startswith(".") and entry.is_dir()):
            yield _passed(path, "a folder of some program's.")
        elif entry.is_dir():
            yield from _inside(path, follow_links, above)
        else:
            yield _file(path, entry)


def _file(path: Path, entry: os.DirEntry[str]) -> Path | Problem:
    try:
        mode = entry.stat().st_mode
    except OSError as error:
        return Problem(printable(path), f"cannot be read: {error.strerror or error}.")
    if not stat.S_ISREG(mode):
        return _passed(path, "no regular file (a pipe, a socket or a device).")
    if printable(path) != str(path):
        return Problem(printable(path), "its name is not UTF-8; rename it.")
    if entry.name.startswith("."):
        return _passed(path, "a hidden file.")
    reason = reason_to_pass_over(path.suffix.lower())
    return path if reason is None else _passed(path, reason)


def _passed(path: Path, reason: str) -> Problem:
    return Problem(printable(path), reason, check=PASSED_OVER)


def printable(path: Path | str) -> str:
    """A path as text that can be written anywhere; bytes that are no UTF-8 as ``\\xe9``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
