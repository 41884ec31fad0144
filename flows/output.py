"""Writing results: JSON Lines to a file that appears whole or not at all, or to standard output."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from flows.errors import UserError

STANDARD_OUTPUT = "-"


@contextlib.contextmanager
def text_output(target: str) -> Iterator[TextIO]:
    """A UTF-8 stream to write to; "-" is standard output.

    A file is written beside its place and renamed when all is written: a reader never meets half of it, and
    an error leaves what was there. Missing parent folders are made. Raises ``UserError`` if it cannot be written.
    """
    if target == STANDARD_OUTPUT:
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False) as stream:
            yield stream
        return
    path = Path(target)
    if path.is_dir():
        raise UserError(f"{target} is a folder; name a file to write to.")
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to rename
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    temporary = _beside(path)
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        os.close(descriptor)
        Path(name).chmod(0o666 & ~_umask())
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error
    return Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def json_line(record: Mapping[str, Any]) -> str:
    """One JSON object on one line; readable text stays readable.

    >>> json_line({"exact": "5–7 thousand", "high": None})
    '{"exact": "5–7 thousand", "high": null}\\n'
    """
    return json.dumps(record, ensure_ascii=False) + "\n"
