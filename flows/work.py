"""The work folder of a run: locked while the run goes on, cleared by the next run if it was left behind.

The lock is the operating system's (flock on a file in the folder). It goes when the process goes, however that
ends, so that a run that was killed is told from one that goes on without guessing from process numbers.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from flows.errors import RunFailed, UserError
from warehouse.store import Connection, mark_interrupted, no_space

_LOCK = "lock"
_OF_A_RUN = re.compile(r"\d{8}T\d{6}-[0-9a-f]{4}")


@contextlib.contextmanager
def going_on(folder: Path) -> Iterator[None]:
    """Makes the folder and holds its lock; what the run leaves in the folder stays, an empty one goes.

    Raises ``UserError`` if there is nowhere to work, ``RunFailed`` if the disk of the folder becomes full.
    """
    try:
        lock = _taken(folder)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror}. Set FIGURES_HOME to another folder.") from error
    try:
        yield
    except OSError as error:
        if (sentence := no_space(error, folder)) is None:
            raise
        raise RunFailed(sentence) from error
    finally:
        (folder / _LOCK).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # not empty, or cleared already
            folder.rmdir()
        os.close(lock)


def _taken(folder: Path) -> int:
    """The locked file. Made again if another run cleared the folder between making and locking it."""
    path = folder / _LOCK
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_still(path, lock):
                return lock
            os.close(lock)


def _is_still(path: Path, opened: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(opened))
    except FileNotFoundError:
        return False


def is_run_id(name: str) -> bool:
    """Whether a name has the form of a run's id.

    >>> is_run_id("20261130T234606-f834"), is_run_id("logical-wolf")
    (True, False)
    """
    return _OF_A_RUN.fullmatch(name) is not None


def goes_on(folder: Path) -> bool:
    """Whether a run works in this folder now, in whatever process."""
    try:
        lock = os.open(folder / _LOCK, os.O_RDONLY)
    except FileNotFoundError:
        return False
    except OSError:  # somebody else's: not ours to judge
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(lock)
    return False


def clear_up(con: Connection, parent: Path) -> list[str]:
    """Marks the runs that were cut off in the warehouse, and removes the folders that runs left behind; their ids.

    What such a run had loaded is in the warehouse, the rest is read again. Only folders named as runs are removed:
    ``parent`` may be a folder that the user keeps other things in.
    """
    cut_off = mark_interrupted(con, goes_on)
    for folder in parent.glob("*T*-*"):
        if is_run_id(folder.name) and not goes_on(folder):
            shutil.rmtree(folder, ignore_errors=True)
    return cut_off
