"""The web application: requests in, pages of ``holdings`` out; the review form's decisions to ``decisions``.

Only the machine itself may ask unless it is bound elsewhere, and then only who has the token. A decision is taken only
from a form of this process (a token in the form) on a page of this site (Origin, Sec-Fetch-Site): no other site can
make a visitor's browser decide anything. No page may run or load what does not come from here.
"""

from __future__ import annotations

import hmac
import mimetypes
import secrets
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.browsing import decisions, reviewing
from flows.browsing.holdings import Holdings
from flows.errors import UserError
from warehouse import WarehouseError
from warehouse.report import answer as answers
from warehouse.report.pages import CSP

COOKIE = "figures"
_MOST = 64 * 1024  # bytes of a form
_HEADERS = {
    "Content-Security-Policy": f"{CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
Next = Callable[[Request], Awaitable[Response]]
Answerer = Callable[[Any, str, str, date | None], Any]


class Guard(BaseHTTPMiddleware):
    """Headers on every response; the token on every request, where one is asked for."""

    def __init__(self, app: Any, token: str | None) -> None:
        super().__init__(app)
        self._token = token

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        response = await self._let_in(request, call_next)
        response.headers.update(_HEADERS)
        return response

    async def _let_in(self, request: Request, call_next: Next) -> Response:
        if self._token is None or _same(request.cookies.get(COOKIE, ""), self._token):
            return await call_next(request)
        if _same(request.query_params.get("token", ""), self._token):
            response: Response = RedirectResponse(request.url.path, 303)  # so that it stays out of the address
            response.set_cookie(COOKIE, self._token, httponly=True, samesite="strict")
            return response
        return PlainTextResponse("Open the address that `figures browse` printed, with its token.\n", 403)


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def application(
    warehouse: Path, check: Answerer, *, token: str | None = None, hosts: tuple[str, ...] = ()
) -> Starlette:
    """The application on a warehouse. ``check`` answers a claim; ``hosts`` are names besides those of loopback."""
    site = _Site(warehouse, check)
    routes = [
        Route("/", site.page),
        Route("/check", site.check),
        Route("/review", site.review),
        Route("/review", site.decide, methods=["POST"]),
        Route("/{name:path}", site.page),
    ]
    allowed = ["127.0.0.1", "localhost", "[::1]", *hosts]
    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=allowed), Middleware(Guard, token=token)]
    app = Starlette(routes=routes, middleware=guards, exception_handlers={WarehouseError: _unreadable})
    app.state.holdings = site.holdings
    return app


async def _unreadable(_: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 503)


class _Site:
    def __init__(self, warehouse: Path, check: Answerer) -> None:
        self.holdings = Holdings(warehouse)
        self._check = check
        self._token = secrets.token_urlsafe(24)

    async def page(self, request: Request) -> Response:
        """Any page or file that a report has."""
        name = request.path_params.get("name") or "index.html"
        content = await run_in_threadpool(self.holdings.file, name)
        if content is None:
            return PlainTextResponse("There is no such page; the event may have been linked anew.\n", 404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers = {"Content-Disposition": "attachment"} if kind == "image/svg+xml" else {}
        return Response(content, media_type=kind, headers=headers)

    async def check(self, request: Request) -> Response:
        """The answer to a claim, or the form to ask."""
        return await run_in_threadpool(self._checked, request)

    def _checked(self, request: Request) -> Response:
        claim = request.query_params.get("claim", "")[:500]
        day = request.query_params.get("as_of", "")
        problem = ""
        if claim:
            try:
                as_of = date.fromisoformat(day) if day else None
                with self.holdings.reading() as con:
                    cursor = con.cursor()  # it stages its own views, as of its day
                    answer = self._check(cursor, claim, request.query_params.get("event", ""), as_of)
                    cursor.close()
                    return HTMLResponse(answers.page(self.holdings.pages, answer, root=""))
            except ValueError:
                problem = f"{day!r} is no day"
            except (UserError, WarehouseError) as error:
                problem = str(error)
        with self.holdings.reading():
            html = self.holdings.pages.render(
                "ask.html", root="", section="Check", title="Check a claim", claim=claim, as_of=day, problem=problem
            )
        return HTMLResponse(html)

    async def review(self, request: Request) -> Response:
        """What needs eyes, or one assertion, each with a form to decide."""
        return HTMLResponse(await run_in_threadpool(self._reviewed, dict(request.query_params), ""))

    def _reviewed(self, asked: dict[str, str], told: str) -> str:
        waiting = decisions.take_pending(self.holdings.warehouse)
        with self.holdings.reading() as con:
            return reviewing.page(con, self.holdings.pages, asked, self._token, told, waiting)

    async def decide(self, request: Request) -> Response:
        """Take a decision in, if it comes from a form of this process."""
        if not _from_here(request):
            return PlainTextResponse("A decision is taken only from this site's own form.\n", 403)
        body = await request.body() if int(request.headers.get("content-length") or _MOST + 1) <= _MOST else None
        if body is None or len(body) > _MOST:
            return PlainTextResponse("The form is too large.\n", 413)
        try:
            given = {name: values[-1] for name, values in parse_qs(body.decode("utf-8"), max_num_fields=40).items()}
        except ValueError:
            return PlainTextResponse("That is no form.\n", 400)
        if not _same(given.get("token", ""), self._token):
            return PlainTextResponse("The form is of another session; load the page again.\n", 403)
        return await run_in_threadpool(self._decided, given)

    def _decided(self, given: dict[str, str]) -> Response:
        try:
            taken = decisions.decide(self.holdings.warehouse, given)
        except ValueError as error:
            html = self._reviewed({"assertion": given.get("assertion_id", "")}, f"Not taken: {error}.")
            return HTMLResponse(html, 422)
        return HTMLResponse(self._reviewed({}, taken.sentence), 202 if taken.waits else 200)


def _from_here(request: Request) -> bool:
    """Whether the browser says that a page of this site sent the form; programs say nothing, and need the token."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
