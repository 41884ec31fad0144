"""Ctrl-C is for the run alone: what it started is told by the run itself when to end.

A terminal sends SIGINT to every process of the group in the foreground. A server that is gone before the run has
reported to it, or a worker that breaks off on its own, would turn one clear end into many unclear ones.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def out_of_reach() -> Iterator[None]:
    """Processes started inside never get SIGINT: the mask of signals is inherited (POSIX, pthread_sigmask).

    They stay in the terminal's group, so that closing the terminal ends them too. One sent meanwhile arrives after.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
