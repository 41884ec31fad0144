"""A warehouse in, a verified copy of it out, and back: `figures backup` and `figures restore`.

A backup is the file as readers see it, checked by reading every block of it before it gets its name. It can be taken
while a run writes: then it is the copy that the last run published, and its age is said.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from warehouse import BackupError, WarehouseLocked, WarehouseMissing
from warehouse.connection import clear_parts, make_folder, open_warehouse, part_of, remove
from warehouse.ddl import quoted
from warehouse.publication import copy_to, publish, published_copy


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was made: its rows by table, and the time (UTC) up to which it holds what was written."""

    path: Path
    rows: dict[str, int]
    as_of: datetime


def backup(path: Path | str, target: Path | str, *, force: bool = False) -> Copied:
    """Copy the warehouse at ``path`` to ``target`` and read the copy whole.

    Raises ``BackupError`` if there is something at ``target`` already, unless ``force``; ``WarehouseDamaged`` if a
    block cannot be read, in which case ``target`` stays as it was.
    """
    path, target = Path(path), Path(target)
    if not path.exists():
        raise WarehouseMissing(f"There is no warehouse at {path}; there is nothing to back up.")
    if target.exists() and not force:
        raise BackupError(f"{target} is there already. Name another file, or overwrite it with --force.")
    with _beside(target) as part:
        try:
            copy_to(path, part)
        except WarehouseLocked:
            copy = published_copy(path)
            if not copy.exists():
                raise
            shutil.copy2(copy, part)
        rows = read_whole(part)
        as_of = datetime.fromtimestamp(part.stat().st_mtime_ns / 1e9, UTC)
        _put(part, target)
    return Copied(target, rows, as_of)


def restore(source: Path | str, path: Path | str) -> tuple[Copied, Path | None]:
    """Put a backup in the place of the warehouse at ``path``; what was there is kept beside it, under the second path.

    The backup is read whole first. Raises ``WarehouseMissing``, ``WarehouseDamaged`` or ``WarehouseUnreadable`` for
    one that cannot be used, ``WarehouseLocked`` if the warehouse is open in another process.
    """
    source, path = Path(source), Path(path)
    if not source.exists():
        raise WarehouseMissing(f"There is no backup at {source}.")
    kept = None
    with _beside(path) as part:
        shutil.copy2(source, part)
        rows = read_whole(part)
        as_of = datetime.fromtimestamp(part.stat().st_mtime_ns / 1e9, UTC)
        if path.exists():
            _only_we_have_it(path)
            kept = path.with_name(f"{path.stem}.before-{datetime.now(UTC):%Y%m%dT%H%M%S}{path.suffix}")
            path.replace(kept)
            path.with_name(f"{path.name}.wal").unlink(missing_ok=True)  # it belongs to the file that went
        _put(part, path)
    publish(path)
    return Copied(path, rows, as_of), kept


def put_back(kept: Path, path: Path) -> None:
    """Put a copy in the place of the warehouse at ``path`` again; the copy stays. What was there is gone."""
    with _beside(path) as part:
        shutil.copy2(kept, part)
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
        _put(part, path)


def read_whole(path: Path) -> dict[str, int]:
    """Read every row of every table, so that a damaged block shows; rows by table."""
    with open_warehouse(path, read_only=True) as con:
        names = [name for (name,) in con.execute(_TABLES).fetchall()]
        return {name: _read(con, name) for name in names}


_TABLES = "select table_name from duckdb_tables() where not internal order by table_name"


def _read(con: duckdb.DuckDBPyConnection, table: str) -> int:
    # A checksum over all columns: a count alone reads no block.
    (row,) = con.execute(f"select count(*), bit_xor(hash(t)) from {quoted(table)} as t").fetchall()
    return int(row[0])


def _only_we_have_it(path: Path) -> None:
    try:
        with open_warehouse(path):
            pass
    except WarehouseLocked:
        raise
    except Exception:  # damaged: that is why it is replaced
        return


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    make_folder(target)
    clear_parts(target)
    part = part_of(target)
    try:
        yield part
    except OSError as error:
        raise BackupError(f"{target} cannot be written ({error.strerror}).") from error
    finally:
        remove(part)


def _put(part: Path, target: Path) -> None:
    """Give a whole file its name, on the disk before it is seen."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
