"""What is known of sources between runs: in goes what was fetched, out come the kept bytes, and how each source fares.

A SQLite file and a folder of captures in the home folder. A capture is kept under its SHA-256, packed, and never
changed: the evidence of what stood there when.
"""

from __future__ import annotations

import gzip
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.documents.model import sha256
from flows.sources.fetch import Answer

_SCHEMA = """
create table if not exists captures (
    url text not null, sha256 text not null, fetched_at text not null, final_url text not null, headers text not null,
    primary key (url, sha256, fetched_at)
);
create table if not exists pages (
    url text primary key, sha256 text not null, etag text, last_modified text, first_at text not null,
    checked_at text not null, content_type text not null
);
create table if not exists told (key text primary key, told_at text not null);
create table if not exists sources (
    name text primary key, checked_at text, last_success text, error text, error_at text, documents integer,
    newest text
);
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched last."""

    url: str
    sha256: str
    etag: str | None
    last_modified: str | None
    first_at: datetime
    checked_at: datetime
    content_type: str


@dataclass(frozen=True, slots=True)
class Health:
    """How a source fares: times in UTC, ``None`` for what never was."""

    name: str
    checked_at: str | None = None
    last_success: str | None = None
    error: str | None = None
    error_at: str | None = None
    documents: int | None = None
    newest: str | None = None


class State:
    """The file and the folder; see the module."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._captures = home / "captures"
        self._con = sqlite3.connect(home / "sources.sqlite", timeout=30, isolation_level=None)
        self._con.executescript(_SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._con.close()

    def page(self, url: str) -> Page | None:
        """What is known of a page."""
        row = self._con.execute("select * from pages where url = ?", [url]).fetchone()
        if row is None:
            return None
        name, digest, etag, modified, first, checked, kind = row
        return Page(name, digest, etag, modified, datetime.fromisoformat(first), datetime.fromisoformat(checked), kind)

    def body(self, digest: str) -> bytes:
        """The kept bytes of a capture."""
        return gzip.decompress(self._file(digest).read_bytes())

    def headers(self, url: str, digest: str) -> dict[str, str]:
        """When and with which headers these bytes were first there."""
        query = "select fetched_at, final_url, headers from captures where url = ? and sha256 = ? order by 1 limit 1"
        row = self._con.execute(query, [url, digest]).fetchone()
        return {} if row is None else {"fetched_at": row[0], "final_url": row[1], "headers": row[2]}

    def keep(self, url: str, answer: Answer) -> Page:
        """Keeps an answer with a body; what is now known of its page."""
        digest, now = sha256(answer.body), answer.fetched_at.isoformat()
        file = self._file(digest)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(f".{secrets.token_hex(4)}.part")  # another source may fetch the same bytes
            part.write_bytes(gzip.compress(answer.body, mtime=0))
            part.replace(file)
        before = self.page(url)
        with self._transaction():
            if before is None or before.sha256 != digest:
                row = [url, digest, now, answer.url, json.dumps(dict(answer.headers))]
                self._con.execute("insert or ignore into captures values (?, ?, ?, ?, ?)", row)
            first = before.first_at.isoformat() if before else now
            told = answer.headers
            self._con.execute(
                "insert or replace into pages values (?, ?, ?, ?, ?, ?, ?)",
                [url, digest, told.get("etag"), told.get("last-modified"), first, now, told.get("content-type", "")],
            )
        page = self.page(url)
        assert page is not None
        return page

    def told(self) -> set[str]:
        """Keys of the notices that were delivered."""
        return {key for (key,) in self._con.execute("select key from told").fetchall()}

    def tell(self, keys: Iterable[str]) -> None:
        """Notes that notices were delivered."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction():
            self._con.executemany("insert or ignore into told values (?, ?)", [(key, now) for key in keys])

    def discard(self, hashes: Sequence[str]) -> None:
        """Deletes these captures, and what is known of them."""
        for digest in hashes:
            self._con.execute("delete from captures where sha256 = ?", [digest])
            self._con.execute("delete from pages where sha256 = ?", [digest])
            self._file(digest).unlink(missing_ok=True)
        self._con.execute("vacuum")

    def unchanged(self, url: str) -> None:
        """Notes that a page was asked for and has not changed."""
        self._con.execute("update pages set checked_at = ? where url = ?", [datetime.now(UTC).isoformat(), url])

    def health(self) -> dict[str, Health]:
        """How each source fares that was looked at."""
        rows = self._con.execute("select * from sources order by name").fetchall()
        return {row[0]: Health(*row) for row in rows}

    def succeeded(self, name: str, documents: int, newest: str | None) -> None:
        """Notes that a source was read."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        newest = max(filter(None, (newest, self.health().get(name, Health(name)).newest)), default=None)
        self._set(name, checked_at=now, last_success=now, error=None, error_at=None, documents=documents, newest=newest)

    def failed(self, name: str, error: str) -> None:
        """Notes that a source could not be read, and why."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._set(name, checked_at=now, error=error, error_at=now)

    def _set(self, name: str, **values: str | int | None) -> None:
        with self._transaction():
            self._con.execute("insert or ignore into sources (name) values (?)", [name])
            changes = ", ".join(f"{column} = ?" for column in values)
            self._con.execute(f"update sources set {changes} where name = ?", [*values.values(), name])

    def _file(self, digest: str) -> Path:
        return self._captures / digest[:2] / f"{digest}.gz"

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._con.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._con.execute("rollback")
            raise
        self._con.execute("commit")


def discard_captures(home: Path, hashes: Sequence[str]) -> None:
    """Deletes the kept bytes of these originals, and what is known of where and when they stood."""
    if not hashes or not (home / "sources.sqlite").exists():
        return
    state = State(home)
    try:
        state.discard(hashes)
    finally:
        state.close()


def silence(newest: str | None, days: float | None) -> str | None:
    """A sentence about a source whose newest document is older than it may be."""
    if newest is None or days is None:
        return None
    try:
        since = datetime.now(UTC) - datetime.fromisoformat(newest[:10]).replace(tzinfo=UTC)
    except ValueError:
        return None
    return f"silent for {since.days} days" if since > timedelta(days=days) else None
