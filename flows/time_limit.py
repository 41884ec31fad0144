"""A limit of time around reading one document: no text, whatever stands in it, holds up the others for ever."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLong(Exception):
    """The time is over."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Ends the block with ``TookTooLong`` after so many seconds by the clock.

    By an alarm of the operating system where it can be set, in the main thread of a process. In another, such as that
    of a cluster's worker, the exception is put to the thread, which meets it at its next step in Python.
    """
    if threading.current_thread() is not threading.main_thread():
        with _put_to_this_thread(seconds):
            yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _put_to_this_thread(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    put = ctypes.pythonapi.PyThreadState_SetAsyncExc
    over = False
    deciding = threading.Lock()

    def ring() -> None:
        with deciding:
            if not over:
                put(thread, ctypes.py_object(TookTooLong))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with deciding:
            over = True
            put(thread, None)  # what was put and not met yet must not end other work
        timer.cancel()
