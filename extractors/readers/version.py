"""The version of a reader by its content: a readable number beside a hash over its source and tables.

A number alone is raised by hand and forgotten; then a warehouse keeps rows that the reader would read otherwise today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_SUFFIXES = (".py", ".csv")
_LENGTH = 12  # hexadecimal digits


def content_hash(folders: Iterable[Path], *, without: Iterable[Path] = (), also: Iterable[str] = ()) -> str:
    """Short hash over the modules and tables in ``folders``; the same for the same content, wherever it is installed.

    ``without`` are folders inside that don't matter to what is read; ``also`` are further things that do, such as
    the version of a library. Line ends do not count, so that one checkout agrees with another.
    """
    digest = hashlib.sha256()
    left_out = tuple(without)
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _SUFFIXES):
            if not any(path.is_relative_to(other) for other in left_out):
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
                digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    for item in also:
        digest.update(item.encode() + b"\0")
    return digest.hexdigest()[:_LENGTH]
