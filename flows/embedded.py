"""Prefect's embedded server, as a run wants it: there for as long as the run has something to report."""

from __future__ import annotations

import subprocess
from typing import Any

from prefect.server.api.server import SubprocessASGIServer

from flows.interrupts import out_of_reach


class EmbeddedServer(SubprocessASGIServer):
    """The server that Prefect starts where none is configured, out of reach of Ctrl-C.

    Prefect keeps one such server in a process and takes the one that is there: start this before its first client.
    Prefect stops it when the process ends.
    """

    def _run_uvicorn_command(self) -> subprocess.Popen[Any]:
        with out_of_reach():
            return super()._run_uvicorn_command()
