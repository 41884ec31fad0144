"""A warehouse of any earlier version in, an open connection to it with this version's tables and views out.

Before tables change the file is copied beside itself, and the copy is read whole; if anything fails on the way, the
copy takes its place again, so that the version that made it goes on working with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import MigrationError, WarehouseLocked, WarehouseMissing
from warehouse.backup import backup, put_back
from warehouse.connection import Connection, clear_parts, open_warehouse
from warehouse.migrate import pending
from warehouse.store import prepare


@contextmanager
def open_up_to_date(
    path: Path | str,
    announce: Callable[[str], object] = lambda _: None,
    *,
    bring: Callable[[Connection], object] = prepare,
) -> Iterator[Connection]:
    """A connection for writing, to tables and views of this version; made where there is no file.

    ``bring`` brings an open warehouse up to date. Raises what ``open_warehouse`` raises, and ``MigrationError`` if the
    file cannot be brought up to date: then it is as it was.
    """
    path = Path(path)
    clear_parts(path)
    if changes := _changes(path):
        kept = backup(path, before(path, changes), force=True).path
        announce(f"the tables of {path} change with this version; as it was, it is kept in {kept}")
        try:
            with open_warehouse(path) as con:
                bring(con)
        except WarehouseLocked:
            raise
        except BaseException as error:
            put_back(kept, path)
            raise MigrationError(
                f"The warehouse {path} could not be brought up to this version, and was put back as it was: "
                f"{' '.join(str(error).split())[:300]}"
            ) from error
    with open_warehouse(path) as con:
        if not changes:
            bring(con)
        yield con


def before(path: Path, changes: list[str]) -> Path:
    """Where the copy of a warehouse lies that was made before these changes.

    >>> before(Path("data/warehouse.duckdb"), ["0220_captures.sql", "0230_coded_claims.sql"]).as_posix()
    'data/warehouse.before-0220.duckdb'
    """
    return path.with_name(f"{path.stem}.before-{changes[0][:4]}{path.suffix}")


def _changes(path: Path) -> list[str]:
    """The migrations that a warehouse with rows in it still lacks."""
    try:
        with open_warehouse(path, read_only=True) as con:
            applied, lacking = pending(con)
            return lacking if applied else []
    except WarehouseMissing:
        return []
    except duckdb.CatalogException:  # no warehouse yet, or somebody else's tables: for the migration to say
        return []
