"""Fetching as a good citizen: a URL in, its answer out, or the reason why not.

robots.txt is asked first (RFC 9309); one request at a time to a host, with a delay; answers are asked for again with
what identified them before (RFC 9110, conditional GET); Retry-After is obeyed; what can pass is tried again with
growing delays; size, time and redirects are bounded. No connection is made to an address in a private network, unless
its host is named in the configuration: the check is made on the address that is connected to, so that neither a
redirect nor a name that now leads elsewhere gets around it.
"""

from __future__ import annotations

import email.utils
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore

from flows.sources.config import Fetching

_PASSING = {429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}
_MOST_TIMES = 200  # how many times its packed length an answer may have
_SMALL = 1024 * 1024
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, 2.5
_MOST_CRAWL_DELAY = 60.0


class FetchFailed(Exception):
    """An address that could not be fetched; the text says why. ``passing`` if it may well be there the next time."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: where from in the end, 200 or 304, its headers in lower case, the unpacked bytes, and when."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    fetched_at: datetime = field(default_factory=lambda: datetime.now(UTC))


class _Guarded(httpcore.SyncBackend):
    """Connects to public addresses only, and to hosts that are named."""

    def __init__(self, named: frozenset[str]) -> None:
        super().__init__()
        self._named = named

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        name = host.strip("[]")
        if name in self._named:
            return super().connect_tcp(name, port, timeout, local_address, socket_options)
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"{name} has no address ({error.strerror or error})") from error
        addresses = [str(address[4][0]) for address in found]
        for address in addresses:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise FetchFailed(f"{name} leads to {address}, which is in a private network; allow_hosts names such.")
        # To the very address that was looked at: the name may lead elsewhere in a moment.
        return super().connect_tcp(addresses[0], port, timeout, local_address, socket_options)


class Fetcher:
    """Fetches with manners. One for a run, whatever threads ask: it knows what it asked of whom, and when."""

    def __init__(self, fetching: Fetching, named: frozenset[str], version: str = "0") -> None:
        self._fetching = fetching
        contact = f"; +{fetching.contact}" if fetching.contact else ""
        self.user_agent = f"conflict-figures/{version} (reads figures out of news{contact})"
        self._pool = httpcore.ConnectionPool(network_backend=_Guarded(named), max_connections=32)
        self._robots: dict[str, Any] = {}
        self._last: dict[str, float] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """The answer to a GET; 304 if nothing changed since. Raises ``FetchFailed``."""
        asked = {"if-none-match": etag, "if-modified-since": last_modified}
        for _ in range(self._fetching.redirects + 1):
            self._allowed(url)
            answer = self._tried(url, {name: value for name, value in asked.items() if value})
            if answer.status not in _REDIRECTS:
                return answer
            if "location" not in answer.headers:
                raise FetchFailed("a redirect to nowhere.")
            url = urljoin(url, answer.headers["location"])
        raise FetchFailed(f"more than {self._fetching.redirects} redirects.")

    def _allowed(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchFailed(f"{url[:100]} is no http or https address.")
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._alone(f"robots.txt of {origin}"):
            if origin not in self._robots:
                self._robots[origin] = self._rules(origin)
        if not self._robots[origin].can_fetch(url, self.user_agent):
            raise FetchFailed("robots.txt of the site does not allow it.")

    def _rules(self, origin: str) -> Any:
        """The site's robots.txt: everything is allowed if it has none, nothing while it cannot be reached."""
        from protego import Protego

        url = f"{origin}/robots.txt"
        for _ in range(self._fetching.redirects + 1):
            try:
                answer = self._tried(url, {}, most=_ROBOTS_BYTES)
            except FetchFailed as error:
                if error.passing:
                    raise FetchFailed(f"its robots.txt could not be asked ({error})", passing=True) from error
                if "private network" in str(error):
                    raise
                return Protego.parse("")
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return Protego.parse(answer.body.decode("utf-8", "replace"))
            url = urljoin(url, answer.headers["location"])
        return Protego.parse("")

    def _tried(self, url: str, headers: Mapping[str, str], most: int | None = None) -> Answer:
        """The answer, after as many tries as what can pass is given."""
        waited = 0.0
        for number in range(self._fetching.retries + 1):
            last = number == self._fetching.retries
            try:
                answer = self._once(url, headers, most or int(self._fetching.max_mb * 1024 * 1024))
            except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
                if last:
                    words = " ".join(str(error).split()) or type(error).__name__
                    raise FetchFailed(f"does not answer ({words}).", passing=True) from error
                pause = self._fetching.backoff_seconds * 2**number
            else:
                if answer.status in {200, 304} or answer.status in _REDIRECTS:
                    return answer
                if answer.status not in _PASSING:
                    raise FetchFailed(f"answers {answer.status}.")
                pause = _retry_after(answer.headers) or self._fetching.backoff_seconds * 2**number
                if last or waited + pause > self._fetching.most_wait_seconds:
                    later = f" and asks to wait {pause:.0f} s" if "retry-after" in answer.headers else ""
                    raise FetchFailed(f"answers {answer.status}{later}.", passing=True)
            waited += pause
            time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    def _once(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        with self._alone(urlsplit(url).netloc):
            self._wait_for_turn(url)
            return self._asked(url, headers, most)

    @contextmanager
    def _alone(self, what: str) -> Iterator[None]:
        """One thread at a time for each host: a request ends before the next to it begins."""
        with self._guard:
            lock = self._locks.setdefault(what, threading.Lock())
        with lock:
            yield

    def _asked(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        limit = self._fetching.timeout_seconds
        sent = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip", "Host": urlsplit(url).netloc, **headers}
        timeout = {"connect": limit, "read": limit, "write": limit, "pool": limit}
        with self._pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": timeout}) as response:
            received = {k.decode("ascii", "replace").lower(): v.decode("latin-1") for k, v in response.headers}
            body = b"" if response.status != 200 else self._body(response, received, most)
            return Answer(url, response.status, received, body)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str], most: int) -> bytes:
        ends = time.monotonic() + self._fetching.total_seconds
        packed = "gzip" in headers.get("content-encoding", "").lower()
        unpack = zlib.decompressobj(31) if packed else None
        body, received = bytearray(), 0
        for chunk in response.iter_stream():
            received += len(chunk)
            try:
                body += chunk if unpack is None else unpack.decompress(chunk, most + 1 - len(body))
            except zlib.error as error:
                raise FetchFailed(f"its gzip is broken ({error}).") from error
            if len(body) > _SMALL and len(body) > received * _MOST_TIMES:
                raise FetchFailed(f"unpacks to more than {_MOST_TIMES} times its length; not read.")
            if len(body) > most or received > most:
                raise FetchFailed(f"is larger than {most / 1024 / 1024:g} MB.")
            if time.monotonic() > ends:
                raise FetchFailed(f"goes on for more than {self._fetching.total_seconds:g} s.", passing=True)
        return bytes(body)

    def _wait_for_turn(self, url: str) -> None:
        host = urlsplit(url).netloc
        rules = self._robots.get(f"{urlsplit(url).scheme}://{host}")
        asked = float(rules.crawl_delay(self.user_agent) or 0) if rules is not None else 0.0
        delay = max(self._fetching.delay_seconds, min(asked, _MOST_CRAWL_DELAY))
        if host in self._last and (left := self._last[host] + delay - time.monotonic()) > 0:
            time.sleep(left)
        self._last[host] = time.monotonic()


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server asks to wait: a number of them, or until a date."""
    text = headers.get("retry-after", "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
