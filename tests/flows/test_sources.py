"""Sources, against a real HTTP server on loopback whose counters prove what was asked for and what was not."""

from __future__ import annotations

import gzip
import itertools
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.documents.find import find
from flows.documents.model import Found, Options
from flows.errors import UserError
from flows.settings import Settings
from flows.sources import config
from flows.sources.config import Fetching
from flows.sources.fetch import Fetcher, FetchFailed
from tests.flows.odd_files import page
from warehouse.store import query

QUICK = {"delay_seconds": 0.0, "backoff_seconds": 0.05, "timeout_seconds": 2.0, "total_seconds": 1.0, "max_mb": 2.0}


class Server(ThreadingHTTPServer):
    """A web server that takes it calmly when its visitor breaks off, as one does who has read too much."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class ServerOfSix(Server):
    """The same for IPv6."""

    address_family = socket.AF_INET6


class Site:
    """A web server with a page for each way to go wrong; ``asked`` counts requests by path."""

    def __init__(self, host: str, port: int = 0) -> None:
        self.asked: Counter[str] = Counter()
        self.headers: dict[str, dict[str, str]] = {}
        self.pages: dict[str, bytes] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked[self.path] += 1
                site.headers[self.path] = {k.lower(): v for k, v in self.headers.items()}
                try:
                    site.answer(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self.server = (ServerOfSix if ":" in host else Server)((host, port), Handler)
        self.port = self.server.server_address[1]
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.partition("?")[0].strip("/").replace("-", "_").replace("/", "_")
        special: Callable[[BaseHTTPRequestHandler], None] | None = getattr(self, f"on_{name}", None)
        if special is not None:
            special(request)
        elif request.path in self.pages:
            self._page(request)
        else:
            self.send(request, 404, b"no")

    def _page(self, request: BaseHTTPRequestHandler) -> None:
        body = self.pages[request.path]
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            self.send(request, 304, b"", ETag=etag)
        else:
            kind = "application/xml" if body.startswith(b"<?xml") else "text/html"
            kind = "text/plain" if request.path.endswith(".csv") else kind
            self.send(request, 200, body, ETag=etag, **{"Content-Type": kind})

    def send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
        request.send_response(status)
        for key, value in headers.items():
            request.send_header(key, value)
        if status != 304:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def on_busy(self, request: BaseHTTPRequestHandler) -> None:
        if self.asked["/busy"] == 1:
            self.send(request, 429, b"", **{"Retry-After": "1"})
        else:
            self.send(request, 200, page(70).encode(), **{"Content-Type": "text/html"})

    def on_busy_all_day(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 429, b"", **{"Retry-After": "86400"})

    def on_flaky(self, request: BaseHTTPRequestHandler) -> None:
        status = 500 if self.asked["/flaky"] == 1 else 200
        self.send(request, status, page(71).encode(), **{"Content-Type": "text/html"})

    def on_slow(self, request: BaseHTTPRequestHandler) -> None:
        time.sleep(3)

    def on_endless(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x")
            time.sleep(0.02)

    def on_huge(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 200, b"x" * 3_000_000)

    def on_bomb(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 200, gzip.compress(b"0" * 20_000_000), **{"Content-Encoding": "gzip"})

    def on_packed(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 200, gzip.compress(page(72).encode()), **{"Content-Encoding": "gzip"})

    def on_wrong_charset(self, request: BaseHTTPRequestHandler) -> None:
        body = page(73).replace("Belan,", "Bélan,").encode("cp1252")
        self.send(request, 200, body, **{"Content-Type": "text/html; charset=utf-8"})

    def on_moved(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 301, b"", Location="/raid")

    def on_round(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 302, b"", Location="/round")

    def on_inside(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 302, b"", Location=f"http://127.0.0.2:{self.port}/secret")

    def on_inside_6(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 302, b"", Location=f"http://[::1]:{self.port}/secret")

    def on_inside_by_name(self, request: BaseHTTPRequestHandler) -> None:
        self.send(request, 302, b"", Location=f"http://localhost:{self.port}/secret")


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site("127.0.0.1")
    made.pages = {
        "/raid": page(60).encode(),
        "/robots.txt": b"User-agent: *\nDisallow: /private/\n",
        "/private/list": page(61).encode(),
    }
    yield made
    made.server.shutdown()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(Fetching(contact="desk@example.org", **QUICK), frozenset({"127.0.0.1"}))
    yield made
    made.close()


def test_a_page_is_asked_for_again_only_if_it_has_changed(site: Site, fetcher: Fetcher) -> None:
    first = fetcher.get(f"{site.url}/raid")
    again = fetcher.get(f"{site.url}/raid", etag=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert site.asked == {"/robots.txt": 1, "/raid": 2}
    assert "conflict-figures" in site.headers["/raid"]["user-agent"]
    assert "desk@example.org" in site.headers["/raid"]["user-agent"]


def test_what_can_pass_is_tried_again_and_what_was_asked_is_waited_for(site: Site, fetcher: Fetcher) -> None:
    began = time.monotonic()
    assert fetcher.get(f"{site.url}/busy").status == 200
    assert time.monotonic() - began >= 1
    assert fetcher.get(f"{site.url}/flaky").status == 200
    assert fetcher.get(f"{site.url}/moved").url.endswith("/raid")
    assert b"At least 72" in fetcher.get(f"{site.url}/packed").body
    assert (site.asked["/busy"], site.asked["/flaky"]) == (2, 2)


@pytest.mark.parametrize(
    ("path", "words", "times"),
    [
        ("/nowhere", "answers 404", 1),
        ("/busy-all-day", "asks to wait 86400 s", 1),
        ("/slow", "does not answer", 4),
        ("/endless", "goes on for more than 1 s", 1),
        ("/huge", "larger than 2 MB", 1),
        ("/bomb", "larger than 2 MB", 1),
        ("/round", "more than 5 redirects", 6),
        ("/private/list", "robots.txt", 0),
    ],
)
def test_what_goes_wrong_is_said_and_asked_no_more_often_than_it_helps(
    site: Site, fetcher: Fetcher, path: str, words: str, times: int
) -> None:
    with pytest.raises(FetchFailed, match=words):
        fetcher.get(f"{site.url}{path}")
    assert site.asked[path] == times


def test_nothing_in_a_private_network_is_asked_unless_it_is_named(site: Site, fetcher: Fetcher) -> None:
    inside = [Site("127.0.0.2", site.port), Site("::1", site.port)]
    for path in ("/inside", "/inside-6", "/inside-by-name"):
        with pytest.raises(FetchFailed, match="private network"):
            fetcher.get(f"{site.url}{path}")
        assert site.asked[path] == 1
    assert [each.asked for each in inside] == [{}, {}]
    assert "/secret" not in site.asked
    for each in inside:
        each.server.shutdown()
    for address in ("http://169.254.169.254/x", "http://10.0.0.1/x", "http://[fe80::1]/x", "file:///etc/passwd"):
        with pytest.raises(FetchFailed):
            fetcher.get(address)


def test_requests_to_a_host_keep_their_distance(site: Site) -> None:
    fetcher = Fetcher(Fetching(**{**QUICK, "delay_seconds": 0.3}), frozenset({"127.0.0.1"}))
    began = time.monotonic()
    for _ in range(3):
        fetcher.get(f"{site.url}/raid")
    fetcher.close()
    assert time.monotonic() - began >= 0.9  # robots.txt and three pages


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ridge Courier</title>
<item><title>Raid</title><link>{0}/raid?utm_source=rss</link><pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate>
<description>Short.</description></item>
<item><title>Gone</title><link>{0}/gone</link><pubDate>Wed, 06 Mar 2019 10:00:00 GMT</pubDate>
<description>At least 62 people were killed in Homs, the mayor said.</description></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{0}/news/1</loc><lastmod>2019-03-05</lastmod></url><url><loc>{0}/about</loc></url></urlset>"""


def configured(folder: Path, *sources: dict[str, str]) -> Path:
    """A configuration file with these sources and a quick fetcher."""
    lines = ["[fetch]", *(f"{name} = {value}" for name, value in QUICK.items())]
    for source in sources:
        lines += ["[[sources]]", *(f'{name} = "{value}"' for name, value in source.items())]
    (folder / "figures.toml").write_text("\n".join(lines))
    return folder / "figures.toml"


def test_each_kind_of_source_gives_its_documents(site: Site, tmp_path: Path) -> None:
    site.pages |= {
        "/feed": FEED.format(site.url).encode(),
        "/map": SITEMAP.format(site.url).encode(),
        "/list": b"<html><body><a href='/news/1'>1</a> <a href='/news/1#x'>1</a> <a href='/about'>us</a></body></html>",
        "/news/1": page(63).encode(),
        "/about": page(999).encode(),
    }
    file = configured(
        tmp_path,
        {"name": "feed", "kind": "feed", "url": f"{site.url}/feed"},
        {"name": "map", "kind": "sitemap", "url": f"{site.url}/map", "links": "/news/"},
        {"name": "list", "kind": "site", "url": f"{site.url}/list", "links": "/news/", "outlet": "Our Name"},
        {"name": "charset", "kind": "page", "url": f"{site.url}/wrong-charset"},
    )
    options = Options(config=str(file), home=str(tmp_path / "home"))

    def found(name: str) -> list[Found]:
        items = list(find([f"source:{name}"], options=options))
        assert all(isinstance(item, Found) for item in items), items
        return items

    raid, gone = found("feed")
    assert (raid.document.url, raid.document.date, raid.document.source) == (
        f"{site.url}/raid",
        "2019-03-05",
        "Ridge Courier",
    )
    assert "At least 60" in raid.document.text
    assert raid.capture.address == f"{site.url}/raid"
    assert "At least 62" in gone.document.text
    assert gone.notes == ("text of the feed only",)
    assert ["At least 63" in item.document.text for item in found("map")] == [True]
    assert [item.document.source for item in found("list")] == ["Our Name"]
    (charset,) = found("charset")
    assert "Bélan" in charset.document.text
    assert site.asked["/about"] == 0


def test_a_page_edited_twice_is_three_versions_and_one_revision(site: Site, tmp_path: Path, figures) -> None:
    configured(tmp_path, {"name": "raid", "kind": "page", "url": f"{site.url}/raid"})
    warehouse = tmp_path / "home" / "warehouse.duckdb"
    edited = page(64).replace("Raid on Belan</h1>", "Raid on Belan, with a picture</h1>")
    for body in (page(60), page(64), edited.replace("doctors and nurses", "all")):
        site.pages["/raid"] = body.encode()
        result = figures("run", "--sources", "--plain")
        assert result.returncode == 0, result.stderr
    versions = query(warehouse, "select is_current, count(distinct document_id) from documents group by all").rows
    assert sorted(versions) == [(False, 1), (True, 1)]
    assert query(warehouse, "select count(*) from documents").rows == [(3,)]
    assert query(warehouse, "select previous_figure, figure, revision from in_place_revisions").rows == [
        ("at least 60", "at least 64", "revision_up")
    ]
    assert query(warehouse, "select count(distinct original_sha256) from captures").rows == [(3,)]
    captures = tmp_path / "home" / "captures"

    def kept() -> int:
        return sum(b"At least" in gzip.decompress(file.read_bytes()) for file in captures.glob("*/*.gz"))

    assert kept() == 3

    # Traced and forgotten: the evidence is shown, and goes with its document.
    ((assertion, document),) = query(
        warehouse, "select assertion_id, document_id from assertions where is_current and outcome = 'killed'"
    ).rows
    traced = figures("trace", assertion).stdout
    assert f"UTC, {site.url}/raid" in traced
    assert "html, SHA-256" in traced
    assert figures("forget", document, "--reason", "a request", "--yes").returncode == 0
    assert kept() == 0
    assert query(warehouse, "select count(*) from captures").rows == [(0,)]


def test_a_list_of_a_source_is_read_by_its_own_columns(site: Site, tmp_path: Path) -> None:
    site.pages["/list.csv"] = b"nr,body,day\n1,At least 40 people were killed in Belan.,2019-03-05\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "more.csv").write_text("nr,body\n2,At least 41 people were killed in Belan.\n")
    file = tmp_path / "figures.toml"
    columns = 'columns = { id = "nr", text = "body" }\n'
    file.write_text(
        f'[fetch]\ndelay_seconds = 0\n[input]\n{columns}outlet = "Ridge"\n'
        f'[[sources]]\nname = "list"\nkind = "list"\nurl = "{site.url}/list.csv"\n'
        'columns = { id = "nr", text = "body", date = "day" }\n'
        f'[[sources]]\nname = "in"\nkind = "folder"\npath = "{tmp_path / "in"}"\n{columns}'
    )
    options = Options(config=str(file), home=str(tmp_path))
    found = list(find(["source:list", "source:in"], options=options))
    assert [(i.document.document_id, i.document.date) for i in found] == [("1", "2019-03-05"), ("2", None)]
    settings = Settings.load({"FIGURES_CONFIG": str(file)}).with_input(Options(place="Belan"))
    (item,) = find([str(tmp_path / "in")], options=settings.options)
    assert (item.document.document_id, item.document.source, item.document.location) == ("2", "Ridge", "Belan")
    for wrong, words in (
        ('columns = { body = "text" }', "the fields are"),
        ('preset = "spreadsheet"', "no preset 'spreadsheet'"),
        ('encoding = "morse"', "no encoding 'morse'"),
        ('follow_links = "yes"', "true or false"),
        ("delay = 3", "unknown: delay"),
    ):
        file.write_text(f"[input]\n{wrong}\n")
        with pytest.raises(UserError, match=words):
            config.load(file)


def test_hosts_are_asked_side_by_side_and_each_one_request_at_a_time(tmp_path: Path) -> None:
    """Four sources on two hosts whose answers take their time: the hosts overlap, requests to one never do."""
    began: dict[str, list[tuple[float, float]]] = {}

    def slowly(host: str) -> Callable[[BaseHTTPRequestHandler], None]:
        def answer(request: BaseHTTPRequestHandler) -> None:
            start = time.monotonic()
            time.sleep(0.2)
            hosts[host].send(request, 200, page(80).encode(), **{"Content-Type": "text/html"})
            began.setdefault(host, []).append((start, time.monotonic()))

        return answer

    hosts = {name: Site(name) for name in ("127.0.0.1", "127.0.0.3")}
    text = "[fetch]\ndelay_seconds = 0\n"
    for number, (name, host) in enumerate(hosts.items()):
        host.answer = slowly(name)  # type: ignore[method-assign]
        for path in "ab":
            text += f'[[sources]]\nname = "s{number}{path}"\nkind = "page"\nurl = "{host.url}/{path}"\n'
    (tmp_path / "figures.toml").write_text(text)
    names = [f"source:s{number}{path}" for number in (0, 1) for path in "ab"]
    options = Options(config=str(tmp_path / "figures.toml"), home=str(tmp_path))
    found = list(find(names, options=options))
    assert [item.document.url.rpartition("/")[2] for item in found if isinstance(item, Found)] == ["a", "b", "a", "b"]
    for times in began.values():
        ordered = sorted(times)
        assert len(ordered) >= 3  # robots.txt and two pages
        assert all(first[1] <= second[0] + 0.02 for first, second in itertools.pairwise(ordered))
    one, other = began.values()
    assert any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)


def test_a_failing_source_stops_no_other_and_status_says_so(site: Site, tmp_path: Path, figures) -> None:
    assert figures("sources", "add", "raid", "page", f"{site.url}/raid", "--outlet", "Ridge").returncode == 0
    assert figures("sources", "add", "dead", "feed", f"{site.url}/nowhere").returncode == 0
    with (tmp_path / "figures.toml").open("a") as file:
        file.write("[fetch]\ndelay_seconds = 0\n")
    assert "2 sources" in figures("sources", "check").stdout
    assert f"feed       {site.url}/nowhere" in figures("sources").stdout
    tried = figures("sources", "try", "raid")
    assert "At least 60" in tried.stdout
    result = figures("run", "--sources", "--plain")
    assert result.returncode == 2
    assert "source:dead: answers 404." in result.stderr
    assert "1 new or changed" in result.stdout
    status = figures("status", "--json")
    assert status.returncode == 2
    assert '"problem": "answers 404."' in status.stdout
    assert "1 in the warehouse" in result.stdout

    site.pages["/nowhere"] = FEED.format(site.url).encode()
    assert figures("run", "--sources", "--plain").returncode == 0
    assert figures("status").returncode == 0
    left = query(tmp_path / "home" / "warehouse.duckdb", "select row_key from quarantine where is_current").rows
    assert left == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sources = 3", "list of tables"),
        ("[[sources]]\nname = 'a'", "it needs kind"),
        ("[[sources]]\nname = 'a'\nkind = 'paper'\nurl = 'http://x.example'", "no kind 'paper'"),
        ("[[sources]]\nname = 'a'\nkind = 'feed'\nurl = 'ftp://x'", "no http or https"),
        ("[[sources]]\nname = 'A b'\nkind = 'feed'\nurl = 'http://x.example'", "small letters"),
        ("[fetch]\ndelay = 3", "unknown: delay"),
        ("[fetch]\ndelay_seconds = 'long'", "a number from 0"),
        ("[fetch", "figures.toml"),
    ],
)
def test_a_configuration_that_makes_no_sense_is_said(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "figures.toml").write_text(text)
    with pytest.raises(UserError, match=words):
        config.load(tmp_path / "figures.toml")
