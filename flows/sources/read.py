"""Reading sources: the configuration and the state in, documents and problems out, as from files.

A page is known by its canonical address, so that an edited page is a new version of the same document. A source that
fails costs itself: what it had is kept, the others go on, and `figures status` says so.
"""

from __future__ import annotations

import hashlib
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from flows.documents import kinds
from flows.documents.archives import archived
from flows.documents.feed import entries
from flows.documents.model import Capture, Draft, Fault, Options, Source, Unreadable
from flows.sources.config import Config, SourceConfig
from flows.sources.fetch import Fetcher, FetchFailed
from flows.sources.state import Page, State

PREFIX = "source:"
"""How a source is named among paths: ``figures run source:ridge``."""

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/vnd.apache.parquet": ".parquet",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "text/xml": ".xml",
    "application/xml": ".xml",
}
_MOST_SITEMAPS = 20


def canonical(url: str) -> str:
    """The address without what only tracks who came how: one page, one address.

    >>> canonical("HTTP://Ridge.example:80/raid?utm_source=x&id=7#top")
    'http://ridge.example/raid?id=7'
    """
    from courlan import clean_url

    plain = urldefrag(url).url
    return clean_url(plain) or plain


def page_id(url: str) -> str:
    """Id of the document at a canonical address."""
    return f"web:{hashlib.sha256(url.encode()).hexdigest()[:16]}"


def fetcher_of(config: Config) -> Fetcher:
    """A fetcher with the manners that a configuration asks for."""
    return Fetcher(config.fetching, config.named_hosts, version("conflict-figures"))


class SourceReader:
    """Reads sources of a configuration; what is known of them is one file, the fetcher is whoever's asks."""

    def __init__(self, config: Config, home: Path, options: Options, fetcher: Fetcher) -> None:
        self._config, self._options = config, options
        self.state = State(home)
        self.fetcher = fetcher
        self._fresh = 0

    def close(self) -> None:
        """Gives back the file."""
        self.state.close()

    def documents(self, name: str) -> Iterator[tuple[Draft | Fault, str]]:
        """The documents of a source with the address that each is from. Raises ``UserError`` for an unknown source."""
        source = self._config.source(name)
        found, newest, problem = 0, None, None
        self._fresh = 0
        try:
            for item, where in self._of(source):
                if isinstance(item, Draft):
                    found += 1
                    newest = max(filter(None, (newest, item.fields.get("date"))), default=None)
                    yield _with_defaults(item, source), where
                else:
                    problem = f"{where}: {item.message}"
                    yield item, where
        except (FetchFailed, Unreadable) as error:
            self.state.failed(name, str(error))
            yield Fault(str(error)), f"{PREFIX}{name}"
            return
        if found or problem is None:
            self.state.succeeded(name, found, newest)
        else:
            self.state.failed(name, problem)

    def _of(self, source: SourceConfig) -> Iterator[tuple[Draft | Fault, str]]:
        if source.kind == "feed":
            yield from self._feed(source)
        elif source.kind in {"reliefweb", "gdelt-doc"}:
            for url in source.addresses:
                yield from self._list(url, ".json", replace(self._options, preset=source.kind, columns={}))
        elif source.kind == "list":
            for url in source.addresses:
                yield from self._list(url, "", source.options(self._options))
        else:
            urls = source.addresses if source.kind == "page" else self._linked(source)
            for url in urls:
                yield from self._page(canonical(url))

    def _feed(self, source: SourceConfig) -> Iterator[tuple[Draft | Fault, str]]:
        for url in source.addresses:
            page = self._fetched(url, always=True)
            for item in entries(self.state.body(page.sha256), {"title": source.outlet}):
                link = item.fields.get("url") if isinstance(item, Draft) else None
                if not isinstance(item, Draft) or not link:
                    yield item, url
                    continue
                address = canonical(urljoin(url, str(link)))
                whole = list(self._page(address)) if source.full_text else []
                drafts = [(draft, where) for draft, where in whole if isinstance(draft, Draft)]
                if drafts:
                    yield from (
                        (replace(draft, fields=_filled(draft.fields, item.fields)), where) for draft, where in drafts
                    )
                else:
                    # The feed's own words are better than nothing; that they are no article is said.
                    why = next((f.message for f, _ in whole if isinstance(f, Fault)), None)
                    notes = (*item.notes, *(("text of the feed only",) if why else ()))
                    fields = {**item.fields, "id": page_id(address), "url": address}
                    yield replace(item, fields=fields, notes=notes, format="xml"), address

    def _list(self, url: str, suffix: str, options: Options) -> Iterator[tuple[Draft | Fault, str]]:
        page = self._fetched(url, always=True)
        yield from ((item, url) for item in kinds.documents(self._source(page, suffix or _suffix(page), options)))

    def _page(self, url: str) -> Iterator[tuple[Draft | Fault, str]]:
        try:
            page = self._fetched(url)
        except FetchFailed as error:
            yield Fault(str(error)), url
            return
        for item in kinds.documents(self._source(page, _suffix(page), self._options)):
            if isinstance(item, Draft) and item.is_file:
                fields = {**item.fields, "id": page_id(url), "url": archived(url) or url}
                item = replace(item, fields=fields, capture=self._capture(page))
            yield item, url

    def _capture(self, page: Page) -> Capture:
        told = self.state.headers(page.url, page.sha256)
        address = told.get("final_url", page.url)
        kept = address if archived(address) else None
        return Capture(archived(address) or address, told.get("fetched_at"), told.get("headers"), archive_address=kept)

    def _source(self, page: Page, suffix: str, options: Options) -> Source:
        stream = io.BufferedReader(io.BytesIO(self.state.body(page.sha256)))
        return Source(stream, page.url, suffix, options, url=page.url)

    def _fetched(self, url: str, *, always: bool = False) -> Page:
        """The page as it is now; an old one as it was: what is a week old is not asked for again and again."""
        known = self.state.page(url)
        fetching = self._config.fetching
        if known is not None and not always:
            age = datetime.now(UTC) - known.first_at
            if age > timedelta(days=fetching.recheck_days):
                return known
        elif known is None and not always:
            if self._fresh >= fetching.pages_per_run:
                raise FetchFailed(f"left for the next run ({fetching.pages_per_run} new pages a run).", passing=True)
            self._fresh += 1
        try:
            asked = {"etag": known.etag, "last_modified": known.last_modified} if known else {}
            answer = self.fetcher.get(url, **asked)
        except FetchFailed as error:
            if known is not None and not always and error.passing:
                return known
            raise
        if answer.status == 304 and known is not None:
            self.state.unchanged(url)
            return known
        return self.state.keep(url, answer)

    def _linked(self, source: SourceConfig) -> Iterator[str]:
        for url in source.addresses:
            yield from self._links(url, source) if source.kind == "site" else self._sitemap(url, source)

    def _links(self, url: str, source: SourceConfig) -> Iterator[str]:
        from lxml import html

        body = self.state.body(self._fetched(url, always=True).sha256)
        seen: set[str] = set()
        for link in html.fromstring(body, base_url=url).xpath("//a/@href"):
            try:
                address = canonical(urljoin(url, str(link)))
            except ValueError:
                continue
            same = urlsplit(address).netloc == urlsplit(url).netloc and address != canonical(url)
            if same and source.links in address and address not in seen:
                seen.add(address)
                yield address

    def _sitemap(self, url: str, source: SourceConfig) -> Iterator[str]:
        waiting, asked, pages = [url], 0, []
        while waiting and asked < _MOST_SITEMAPS:
            asked += 1
            body = self.state.body(self._fetched(waiting.pop(0), always=True).sha256)
            maps, listed = _sitemap_of(body)
            waiting += maps
            pages += [(day, page) for day, page in listed if source.links in page]
        yield from (page for _, page in sorted(pages, reverse=True)[: self._config.fetching.pages_per_run])


def _suffix(page: Page) -> str:
    """The format of a page: what it was sent as, unless that is no more than "text" or "bytes"."""
    own = Path(urlsplit(page.url).path).suffix.lower()
    sent = page.content_type.partition(";")[0].strip().lower()
    if own in kinds.MODULES and sent in {"text/plain", "application/octet-stream"}:
        return own
    return _SUFFIXES.get(sent, own)


def _sitemap_of(body: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The sitemaps that an index names, and the pages that a sitemap lists with their day (sitemaps.org, 0.9)."""
    if b"<!ENTITY" in body or b"<!DOCTYPE" in body:
        raise Unreadable("declares XML entities; not read.")
    try:
        root = ET.fromstring(body)
    except ET.ParseError as error:
        raise Unreadable(f"no sitemap: not valid XML ({error}).") from error
    kept = [
        (entry.tag.rpartition("}")[2], {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in entry})
        for entry in root
    ]
    maps = [told["loc"] for tag, told in kept if tag == "sitemap" and told.get("loc")]
    pages = [(told.get("lastmod", ""), told["loc"]) for tag, told in kept if tag == "url" and told.get("loc")]
    if not maps and not pages:
        raise Unreadable("no sitemap: it lists nothing.")
    return maps, pages


def _with_defaults(draft: Draft, source: SourceConfig) -> Draft:
    """The source's own outlet stands above what pages say of themselves; its place is a hint for those without."""
    fields = dict(draft.fields)
    if source.outlet:
        fields["source"] = source.outlet
    if source.place and not fields.get("location"):
        fields["location"] = source.place
    return replace(draft, fields=fields)


def _filled(fields: object, others: object) -> dict[str, object]:
    """A page's fields, and where it has none, those of its entry in the feed."""
    assert isinstance(fields, dict) and isinstance(others, dict)
    return {**{k: v for k, v in others.items() if v}, **{k: v for k, v in fields.items() if v}}
