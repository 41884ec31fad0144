"""The command in processes that are ready to go: a process that has loaded everything forks one for each command.

In: a line of JSON per command (arguments, folder, environment, files for what it reads and writes). Out: a line with
its exit code; with ``alone``, before that a line with its process, which then leads a group of its own and may be
killed. A command has the process, the environment and the files to itself, as one started from a shell has; it
is only spared the seconds of loading the parser and the libraries anew, hundreds of times. How it starts from nothing
is what ``tests/test_project.py`` and the tests that stop, kill or serve it look at.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import resource
import signal
import sys
import time
import traceback
from typing import Any, NoReturn

PATIENCE = 300  # seconds for one command


def load() -> None:
    """What nearly every command needs; not Prefect, which reads its settings when imported."""
    import pandera.pandas

    import flows.cli
    import flows.order
    import flows.summary
    import warehouse.report.site
    from extractors.model import Document
    from extractors.reader import Reader

    list(Reader().read([Document("a", "At least 12 people were killed in a strike near Homs, a doctor said.")]))
    loaded = (pandera.pandas, flows.cli, flows.order, flows.summary, warehouse.report.site)
    assert all(loaded) and "prefect" not in sys.modules


def serve() -> None:
    """Carry out one command after the other, until nobody asks any more."""
    load()
    for line in sys.stdin:
        asked = json.loads(line)
        if (pid := os.fork()) == 0:
            become(asked)
        if asked.get("alone"):
            print(pid, flush=True)
        print(wait(pid), flush=True)


def wait(pid: int) -> int:
    """Its exit code; negative, as of ``subprocess``, where a signal ended it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def become(asked: dict[str, Any]) -> NoReturn:
    """The command, from its arguments to its exit code."""
    if asked.get("alone"):
        os.setpgid(0, 0)
    if asked.get("most_bytes") is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["most_bytes"], asked["most_bytes"]))
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        file = os.open(asked[name], os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8", errors="surrogateescape")
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(
        io.BufferedWriter(io.FileIO(2, "w", closefd=False)), "utf-8", "backslashreplace", line_buffering=True
    )
    sys.argv = asked["command"]
    os._exit(carried_out())


def carried_out() -> int:
    """Exit code of the command in this process."""
    from flows.cli import main

    code: Any = 0
    try:
        main()
    except SystemExit as ending:
        code = ending.code
    except BaseException:
        traceback.print_exc()
        code = 1
    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass
    if code is not None and not isinstance(code, int):
        os.write(2, f"{code}\n".encode())
        code = 1
    return code or 0


if __name__ == "__main__":
    serve()
