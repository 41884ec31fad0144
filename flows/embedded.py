"""Prefect's embedded server, as a run wants it: there for as long as the run, and no longer.

python -m flows.embedded PORT    the server itself, which ends when its standard input does
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import Any

import prefect
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import get_current_settings

from flows.interrupts import out_of_reach

APP = "prefect.server.api.server:create_app"


class EmbeddedServer(SubprocessASGIServer):
    """The server that Prefect starts where none is configured, out of reach of Ctrl-C.

    Prefect keeps one such server in a process and takes the one that is there: start this before its first client.
    Prefect stops it when the process ends; where the process is killed, the end of the pipe stops it.
    """

    def _run_uvicorn_command(self) -> subprocess.Popen[Any]:
        as_prefect = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
        settings = get_current_settings().to_environment_variables(exclude_unset=True)
        with out_of_reach():
            return subprocess.Popen(
                [sys.executable, "-m", "flows.embedded", str(self.port)],
                stdin=subprocess.PIPE,
                env={**os.environ, **as_prefect, **settings},
            )


def serve(port: int) -> None:
    """Serve Prefect's interface on loopback until the one who asked for it is gone."""
    import uvicorn

    threading.Thread(target=_end_with_the_pipe, daemon=True).start()
    folder = str(prefect.__module_path__.parent)
    uvicorn.run(APP, factory=True, host="127.0.0.1", port=port, log_level="error", lifespan="on", app_dir=folder)


def _end_with_the_pipe() -> None:
    """Nobody writes to it; it closes with the process at its other end, however that ends."""
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
