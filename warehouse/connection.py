"""A path in, an open connection to the warehouse out, and what can go wrong with the file as a sentence.

It imports DuckDB and nothing heavier: asking a question needs neither pandas nor pandera.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import (
    WarehouseDamaged,
    WarehouseError,
    WarehouseFull,
    WarehouseLocked,
    WarehouseMissing,
    WarehouseNewer,
    WarehouseUnreadable,
    WarehouseUnwritable,
)

Connection = duckdb.DuckDBPyConnection

_NO_SPACE = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))
_STOPPED = "Query interrupted"  # what Ctrl-C becomes inside DuckDB
_FILE_NAMED = re.compile(r"""(?:file "|: ')([^"']+)["']""")
_HEADERS = 3 * 4096
"""Bytes of the three header blocks that every DuckDB file begins with; nothing shorter holds a row."""
_MAGIC = slice(8, 12), b"DUCK"

# DuckDB has one class for all of these; its sentences begin so (measured on 1.5.6, see tests/warehouse/test_damage.py).
_LOCKED = ("IO Error: Could not set lock on file",)
_DAMAGED = ("IO Error: Corrupt database file", "IO Error: Could not read enough bytes from file")
_NEWER = ("IO Error: Trying to read a database file with version number", "Serialization Error: Failed to deserialize")
_FOREIGN = "it is not a valid DuckDB database file"
_BROKEN_INSIDE = (duckdb.SerializationException, duckdb.InternalException, duckdb.FatalException)


@contextmanager
def open_warehouse(path: Path | str, *, read_only: bool = False) -> Iterator[Connection]:
    """A connection to the warehouse file, closed at the end of the block; times are UTC.

    Raises ``WarehouseMissing`` (reading what is not there), ``WarehouseLocked``, ``WarehouseUnwritable``,
    ``WarehouseUnreadable``, ``WarehouseNewer`` or, also from within the block, ``WarehouseFull`` and
    ``WarehouseDamaged``, each with a sentence that says what to do. Open it for seconds, not for the length of a run:
    while one process writes, no other can even read.
    """
    con = _connect(Path(path), read_only)
    try:
        con.execute("set TimeZone = 'UTC'; set enable_progress_bar = false")  # the bar would stand in the answer
        yield con
    except Exception as error:
        if isinstance(error, RuntimeError) and str(error) == _STOPPED:
            raise KeyboardInterrupt from error
        if (sentence := no_space(error, path)) is not None:
            raise WarehouseFull(sentence) from error
        if any(is_damage(cause) for cause in _causes(error)):
            raise WarehouseDamaged(_damaged(Path(path))) from error
        raise
    finally:
        with contextlib.suppress(duckdb.Error):  # a damaged file may not even close; what matters has been said
            con.close()


def no_space(error: BaseException, place: Path | str) -> str | None:
    """A sentence that says so, if an error or what led to it is that nothing more can be written; else ``None``.

    ``place`` is what was written to where the error names no file.
    """
    for cause in _causes(error):
        said = str(cause)
        reason = next((words for words in _NO_SPACE if words in said), None)
        # Other errors of DuckDB repeat the query, which may hold any words.
        if reason and isinstance(cause, OSError | duckdb.OperationalError | duckdb.FatalException):
            named = _FILE_NAMED.search(said)
            return (
                f"no space is left to write {named[1] if named else place} ({reason}). What was loaded before is safe; "
                "make space, then run the command again."
            )
    return None


def is_damage(error: BaseException) -> bool:
    """Whether an error of DuckDB means that the file's bytes are not what was written.

    >>> is_damage(duckdb.IOException("IO Error: Corrupt database file: computed checksum 1 does not match"))
    True
    >>> is_damage(duckdb.BinderException("Binder Error: no column named Corrupt"))
    False
    """
    return isinstance(error, _BROKEN_INSIDE) or (
        isinstance(error, duckdb.IOException) and str(error).startswith(_DAMAGED)
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _connect(path: Path, read_only: bool) -> Connection:
    if read_only and (not path.exists() or _is_half_made(path)):
        raise WarehouseMissing(f"There is no warehouse at {path}. Run `figures run` first, or name another file.")
    if path.is_dir():
        raise WarehouseUnwritable(
            f"{path} is a folder. Name the warehouse file, for instance {path / 'figures.duckdb'}."
        )
    try:
        if not read_only:
            make_folder(path)
            _create(path)
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        if (sentence := no_space(error, path)) is not None:
            raise WarehouseFull(sentence) from error
        raise _explained(error, path) from error


def _create(path: Path) -> None:
    """Make the file where there is none, under another name first: a kill leaves a whole file or none.

    What a kill of an earlier version left behind, an empty file or one that ends within its headers, is made anew.
    """
    if path.exists() and not _is_half_made(path):
        return
    clear_parts(path)
    part = part_of(path)
    try:
        duckdb.connect(str(part)).close()
        if path.exists() and _is_half_made(path):
            path.unlink()
        with contextlib.suppress(FileExistsError):  # another process was quicker; its file is as good
            os.link(part, path)
    except OSError as error:
        raise WarehouseUnwritable(f"The warehouse {path} cannot be made ({error.strerror}).") from error
    finally:
        remove(part)


def part_of(path: Path) -> Path:
    """Where a file is written before it gets its name: hidden beside it, with the process that writes it."""
    return path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.part")


def clear_parts(path: Path) -> None:
    """Remove the parts of a file whose writers are gone: they were killed before they could."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        if (writer := _WRITER.search(part.name)) is not None and not _lives(int(writer[1])):
            remove(part)


_WRITER = re.compile(r"\.(\d+)-[0-9a-f]{8}\.part$")


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def remove(part: Path) -> None:
    """Remove a part, where there is one and its place lets itself be written."""
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)


def _is_half_made(path: Path) -> bool:
    """Whether a file holds nothing but the beginning of a DuckDB file; a text of the user's is not taken for one."""
    try:
        if path.stat().st_size >= _HEADERS or not path.is_file():
            return False
        head = path.read_bytes()
    except OSError:
        return False
    where, magic = _MAGIC
    return not head.strip(b"\0") or head[where] == magic


def make_folder(path: Path) -> None:
    """Make the folder of a file. Raises ``WarehouseUnwritable`` if it cannot be made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WarehouseUnwritable(
            f"The folder {path.parent} cannot be made ({error.strerror}). Name another file."
        ) from error


def _explained(error: duckdb.Error, path: Path) -> WarehouseError:
    """What kept the file from being opened, in a sentence."""
    said = str(error)
    if said.startswith(_LOCKED) or "with a different configuration" in said:
        return WarehouseLocked(
            f"The warehouse {path} is open in another process. Wait for it to end, or close the other program."
        )
    if said.startswith(_NEWER):
        return WarehouseNewer(f"{path} was written by a newer DuckDB than this can read: {_first(said)}")
    if _FOREIGN in said:
        return WarehouseUnreadable(f"{path} is no DuckDB file. Name another file; this one is left as it is.")
    if is_damage(error):
        return WarehouseDamaged(_damaged(path))
    if "Permission denied" in said or "Read-only file system" in said or "Cannot open file" in said:
        return WarehouseUnwritable(f"The warehouse {path} cannot be written. Check who owns it, or name another file.")
    return WarehouseError(f"The warehouse {path} cannot be opened: {_first(said)}")


def _damaged(path: Path) -> str:
    return (
        f"The warehouse {path} is damaged: what stands on the disk is not what was written. It is left as it is. "
        "`figures restore` puts a backup in its place; without one, `figures run` with another warehouse file reads "
        "the documents again."
    )


def _first(text: str) -> str:
    return text.strip().splitlines()[0]
