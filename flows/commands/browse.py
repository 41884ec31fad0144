"""``figures browse``: the pages live, with the claim check and the review screen."""

from __future__ import annotations

import ipaddress
import secrets
from typing import Annotated

import typer

from flows.commands.options import Warehouse
from flows.console import say
from flows.errors import UserError, needs_extra
from flows.settings import Settings


def browse(
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="0: any that is free.")] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Address to listen on.")] = "127.0.0.1",
    warehouse: Warehouse = None,
) -> None:
    """Browse the warehouse, and review what needs eyes.

    The pages of `figures report` from the published copy, as fresh as the last run, with a form to check a claim and
    the review screen. A decision takes the warehouse for a moment; while a run holds it, it waits in a file beside it.
    Only this machine can ask; on any other address visitors need the token that is printed. Stop with Ctrl-C.

    \b
    figures browse
    figures browse --host 192.0.2.7 --port 8000
    """
    with needs_extra("report"):
        import uvicorn

        from flows.browsing.app import application
    from flows.browsing.holdings import warm
    from flows.commands.check import answer_to

    path = Settings.load().with_places(warehouse).warehouse
    if not path.exists():
        raise UserError(f"there is no warehouse at {path}; run `figures run` first, or name another file.")
    token = None if _is_loopback(host) else secrets.token_urlsafe(24)
    app = application(path, answer_to, token=token, hosts=(host,))
    say("working out the pages")
    warm(app.state.holdings)
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    try:
        listening = config.bind_socket()
    except SystemExit as error:
        raise UserError(f"{host}:{port} cannot be listened on; choose another --port.") from error
    listening.listen()  # who opens the address at once waits rather than being refused
    address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    typer.echo(f"{address}?token={token}" if token else address)
    say("stop with Ctrl-C")
    uvicorn.Server(config).run(sockets=[listening])
    app.state.holdings.close()


def _is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> _is_loopback("127.0.0.1"), _is_loopback("localhost"), _is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
