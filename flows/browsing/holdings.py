"""What the live pages show: the published copy, worked out once and again whenever a run publishes a new one."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from warehouse import WarehouseError
from warehouse.publication import open_published, publish, published_copy
from warehouse.report import charts, queries, site, sources
from warehouse.report.folder import csv_text
from warehouse.report.model import Incident
from warehouse.report.pages import Links, Pages
from warehouse.store import Connection


class Memory:
    """Files kept in memory, where a report would write them to a folder."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Keep a file by its name."""
        self.files[name] = content if isinstance(content, bytes) else content.encode("utf-8", "replace")

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Keep rows as CSV."""
        self.write(name, csv_text(header, rows))


class Holdings:
    """The published copy with its pages. One request at a time reads it; what is worked out is kept."""

    def __init__(self, warehouse: Path) -> None:
        self.warehouse = warehouse
        self._lock = threading.RLock()
        self._open = ExitStack()
        self._stamp: tuple[int, int] | None = None
        self._con: Connection | None = None
        self._overview = Memory()
        self._names: dict[str, dict[str, str]] = {}
        self.pages: Pages

    def close(self) -> None:
        """Let go of the copy."""
        with self._lock:
            self._open.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to the newest copy, with the views staged; other requests wait meanwhile."""
        with self._lock:
            self._refresh()
            assert self._con is not None
            yield self._con

    def _refresh(self) -> None:
        copy = published_copy(self.warehouse)
        if not copy.exists():
            publish(self.warehouse)  # never hold the warehouse itself: a run could not write
        found = copy.stat()
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp == self._stamp:
            return
        self._open.close()
        self._open = ExitStack()
        con, _ = self._open.enter_context(open_published(self.warehouse))
        queries.stage(con)
        self.pages = site.pages_for(con, live=True)
        self._overview = Memory()
        site.overview(con, self._overview, self.pages)
        self._names = {
            kind: {Links.name(i): i for (i,) in con.execute(query).fetchall()}
            for kind, query in {
                "incident": "select event_id from rep_events",
                "document": "select document_id from documents where is_current",
                "source": "select distinct origin_id from rep_origins",
            }.items()
        }
        self._con, self._stamp = con, stamp

    def file(self, name: str) -> bytes | None:
        """A page, chart or table by the name that it has in a report; ``None`` if there is none."""
        with self.reading() as con:
            if name in self._overview.files:
                return self._overview.files[name]
            folder, _, rest = name.partition("/")
            stem, _, ending = rest.rpartition(".")
            known = self._names.get(folder, {})
            if folder == "incident" and ending == "svg":
                return self._chart(con, stem)
            if stem not in known:
                return None
            made = {
                ("incident", "html"): self._incident,
                ("incident", "csv"): self._claims,
                ("document", "html"): self._document,
                ("source", "html"): self._source,
            }.get((folder, ending))
            return made(con, known[stem]).encode("utf-8", "replace") if made else None

    def _one(self, con: Connection, event_id: str) -> Incident:
        return next(queries.incidents(con, [event_id]))

    def _incident(self, con: Connection, event_id: str) -> str:
        return self.pages.incident(self._one(con, event_id))

    def _claims(self, con: Connection, event_id: str) -> str:
        return csv_text(site.CLAIM_COLUMNS, site.claim_rows(self._one(con, event_id)))

    def _chart(self, con: Connection, stem: str) -> bytes | None:
        for name, event_id in self._names["incident"].items():
            if stem.startswith(name + "-"):
                incident = self._one(con, event_id)
                for figure in incident.figures:
                    if stem == f"{name}-{Links.name(figure.figure_id)}":
                        return charts.figure_svg(incident.title, figure).encode()
        return None

    def _document(self, con: Connection, document_id: str) -> str:
        document, said, copies = next(site.documents(con, [document_id]))
        return site.document_page(self.pages, document, said, copies)

    def _source(self, con: Connection, origin_id: str) -> str:
        listed = [source for source in sources.all_sources(con) if source["origin_id"] == origin_id]
        return sources.page(self.pages, *next(sources.in_full(con, listed)))


def warm(holdings: Holdings) -> None:
    """Work the copy out before the first visitor comes; what is wrong with it, the first request says."""
    with contextlib.suppress(WarehouseError), holdings.reading():
        pass
