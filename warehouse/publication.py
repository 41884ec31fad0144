"""The published copy: what readers open, so that they neither wait for a run nor keep one waiting.

A run publishes when it ends, and so does every command that writes. The copy takes the place of the one before by
atomic rename: a reader sees the old one or the new one, whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from warehouse import WarehouseLocked, WarehouseUnwritable
from warehouse.connection import Connection, make_folder, open_warehouse, remove


def published_copy(path: Path | str) -> Path:
    """Where the copy of a warehouse lies: beside it.

    >>> published_copy("data/warehouse.duckdb").as_posix()
    'data/warehouse.published.duckdb'
    """
    path = Path(path)
    return path.with_name(f"{path.stem}.published{path.suffix or '.duckdb'}")


def publish(path: Path | str, copy_path: Path | str | None = None) -> Path:
    """Put a copy of the warehouse where readers find it; the path of the copy (default: ``published_copy``).

    Raises ``WarehouseLocked`` if the warehouse is being written, ``WarehouseUnwritable`` if the copy cannot be.
    """
    path, copy_path = Path(path), Path(copy_path or published_copy(path))
    make_folder(copy_path)
    part = copy_path.with_name(f".{copy_path.name}.part")
    try:
        copy_to(path, part)
        part.replace(copy_path)
    except OSError as error:
        raise WarehouseUnwritable(
            f"The copy {copy_path} cannot be written ({error.strerror}). Name another file."
        ) from error
    finally:
        remove(part)
    return copy_path


def copy_to(path: Path, part: Path) -> None:
    """Copy the warehouse with all that its log holds; raises ``WarehouseLocked`` if it is being written."""
    with open_warehouse(path) as con:
        con.execute("checkpoint")
    # Copied with the connection closed, because closing any handle on a file gives up the process's locks on it;
    # a writer that slipped in between is seen by the file's time and size.
    before = path.stat()
    shutil.copyfile(path, part)
    after = path.stat()
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise WarehouseLocked(f"The warehouse {path} was written while it was copied. Publish it again.")
    os.utime(part, ns=(before.st_mtime_ns, before.st_mtime_ns))  # its age is that of what it holds


@contextmanager
def open_published(path: Path | str) -> Iterator[tuple[Connection, datetime | None]]:
    """A read-only connection for questions: to the published copy where there is one, else to the warehouse itself.

    With it comes the day and time (UTC) up to which the copy holds what was written, if the warehouse has been written
    since then: a run goes on, or one was cut off. ``None``: nothing newer is known.
    """
    path = Path(path)
    copy = published_copy(path)
    if not copy.exists():
        with open_warehouse(path, read_only=True) as con:
            yield con, None
        return
    as_of = copy.stat().st_mtime_ns
    with open_warehouse(copy, read_only=True) as con:
        yield con, datetime.fromtimestamp(as_of / 1e9, UTC) if _is_newer(path, as_of) else None


def _is_newer(path: Path, as_of: int) -> bool:
    """Whether the warehouse, or the log that DuckDB keeps beside it while it is written, is younger than its copy."""
    written = (path, path.with_name(path.name + ".wal"))
    return any(file.exists() and file.stat().st_mtime_ns > as_of for file in written)
