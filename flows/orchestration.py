"""Prefect as the command line uses it: its surroundings set before it is imported, its failures said in a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flows.documents.find import SOURCE
from flows.documents.remote import is_url
from flows.errors import RunFailed, UserError, needs_extra
from flows.input_options import as_parameters
from flows.order import Announce
from flows.settings import Settings
from flows.steps import Outcome
from warehouse import WarehouseError

START_UP_SECONDS = 120
"""What the embedded server may take to start; Prefect's own 20 s are too few for an empty folder on a busy machine."""


def prepare(settings: Settings) -> None:
    """Surroundings that Prefect reads when it is imported: its folder inside ours, no analytics, a quiet log.

    What the user has set already stays.
    """
    defaults = {
        "PREFECT_HOME": str((settings.home / "prefect").absolute()),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_UP_SECONDS),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",  # the command line says itself what happens
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)


def server_configured() -> bool:
    """True if a Prefect server of the user's own is to be used."""
    return bool(os.environ.get("PREFECT_API_URL"))


def run(paths: Sequence[str], settings: Settings, *, force: bool, announce: Announce) -> Outcome:
    """The run as a Prefect flow, on the configured server or the embedded one.

    Raises ``RunFailed`` if no server answers; the other errors are those of the steps.
    """
    prepare(settings)
    if not server_configured():
        announce("starting the embedded Prefect server, about 20 s the first time; --plain does without it")
    began = False

    def hear(sentence: str) -> None:
        nonlocal began
        began = True
        announce(sentence)

    with needs_extra("prefect", "; `figures run --plain` does without"):
        from flows.embedded import EmbeddedServer
        from flows.pipeline import figures_run, watcher

    token = watcher.set(hear)
    try:
        if not server_configured():
            EmbeddedServer().start()
        return figures_run(
            paths=list(paths),
            warehouse=str(settings.warehouse),
            exports=str(settings.exports),
            force=force,
            reader=settings.reader,
            options=as_parameters(replace(settings.input, config=settings.options.config)),
            cluster=settings.cluster,
            shards=settings.shards,
        )
    except (UserError, RunFailed, WarehouseError):
        raise
    except Exception as error:
        if began:
            raise
        raise RunFailed(_no_server(error)) from error
    finally:
        watcher.reset(token)


def _no_server(error: Exception) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    if server_configured():
        return f"the Prefect server at {os.environ['PREFECT_API_URL']} did not answer ({reason}). --plain does without."
    return f"Prefect's embedded server did not start ({reason}). `figures run --plain` does the same without it."


def serve(
    paths: Sequence[str],
    settings: Settings,
    *,
    cron: str | None,
    interval: timedelta | None,
    name: str | None,
    announce: Announce,
) -> None:
    """Serves the flow on a schedule until stopped. Raises ``UserError`` if there is no server to schedule it."""
    if not server_configured():
        raise UserError(
            "figures serve needs a Prefect server: start one with `prefect server start`, then set PREFECT_API_URL, "
            "for example to http://127.0.0.1:4200/api. Without one, use cron and `figures run --plain`."
        )
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    prepare(settings)
    with needs_extra("prefect"):
        import httpx

        from flows import serving
        from flows.pipeline import figures_run

    parameters = {
        "paths": [p if p.startswith(SOURCE) or is_url(p) else str(Path(p).absolute()) for p in paths],
        "warehouse": str(settings.warehouse.absolute()),
        "exports": str(settings.exports.absolute()),
        "reader": settings.reader,
        "options": as_parameters(replace(settings.input, config=settings.options.config)),
    }
    served = serving.Served(name or deployment_name(paths), parameters, cron, interval)
    announce(f"serving {served.name}; stop with Ctrl-C")
    try:
        serving.serve(figures_run, served, announce)
    except httpx.HTTPError as error:
        raise RunFailed(_no_server(error)) from error


def deployment_name(paths: Sequence[str]) -> str:
    """What a deployment that reads these paths is called: their last parts, so that two folders are two deployments.

    >>> deployment_name(["/srv/reports/", "more texts/a.txt"])
    'reports-a.txt'
    """
    names = "-".join(Path(path.removeprefix(SOURCE)).absolute().name for path in paths)
    return re.sub(r"[^\w.-]+", "-", names).strip("-") or "served"
