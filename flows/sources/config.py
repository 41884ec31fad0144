"""The configuration of sources: `figures.toml` in, checked values out.

[fetch]
contact = "desk@example.org"        # stands in the user agent: whom to write to when we are a burden
delay_seconds = 5

[[sources]]
name = "ridge"
kind = "feed"
url = "https://ridge.example/rss"
outlet = "Ridge Courier"
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flows.documents.mapping import FIELDS, PRESETS
from flows.documents.model import Options
from flows.errors import UserError

KINDS = {
    "feed": "an RSS or Atom feed, with the pages that its entries link to",
    "page": "one page, or several (urls), each looked at for edits",
    "site": "a page that lists articles; its links, those that contain `links` if that is given",
    "sitemap": "a sitemap, newest pages first; those that contain `links` if that is given",
    "list": "a table or list at an address (CSV, JSON, Parquet), a document a row; preset or columns say which",
    "reliefweb": "an answer of ReliefWeb's API",
    "gdelt-doc": "an article list of GDELT's DOC API",
    "folder": "a folder that somebody else fills (path)",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class Fetching:
    """How to fetch: ``[fetch]`` of the file. Times in seconds."""

    contact: str = ""
    delay_seconds: float = 5.0
    timeout_seconds: float = 20.0
    total_seconds: float = 60.0
    most_wait_seconds: float = 120.0
    backoff_seconds: float = 2.0
    retries: int = 3
    max_mb: float = 10.0
    redirects: int = 5
    pages_per_run: int = 50
    recheck_days: float = 7.0
    hosts_at_once: int = 4
    allow_hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceConfig:
    """One source: ``[[sources]]`` of the file."""

    name: str
    kind: str
    url: str = ""
    urls: tuple[str, ...] = ()
    path: str = ""
    outlet: str | None = None
    place: str | None = None
    links: str = ""
    full_text: bool = True
    silent_days: float | None = None
    preset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None

    def options(self, given: Options) -> Options:
        """How its lists and files are read: by its own words, else by those given."""
        return replace(
            given,
            outlet=self.outlet or given.outlet,
            place=self.place or given.place,
            preset=self.preset or given.preset,
            columns=self.columns or given.columns,
            encoding=self.encoding or given.encoding,
        )

    @property
    def addresses(self) -> tuple[str, ...]:
        """All that the file names of it."""
        return (*((self.url,) if self.url else ()), *self.urls)


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration file says."""

    fetching: Fetching = field(default_factory=Fetching)
    sources: tuple[SourceConfig, ...] = ()
    notify: Mapping[str, Any] = field(default_factory=dict)
    input: Options = field(default_factory=Options)
    """How files are read where the command line does not say: ``[input]`` of the file."""
    cluster: Mapping[str, Any] = field(default_factory=dict)

    def source(self, name: str) -> SourceConfig:
        """The source of that name. Raises ``UserError`` naming those that there are."""
        for source in self.sources:
            if source.name == name:
                return source
        known = ", ".join(source.name for source in self.sources) or "none"
        raise UserError(f"there is no source {name!r} in the configuration; there are: {known}.")

    @property
    def named_hosts(self) -> frozenset[str]:
        """Hosts that may lie in a private network: those allowed, and addresses that stand in a source's own url.

        A name is not taken from a source's url: whoever owns it decides where it leads.
        """
        hosts = {urlsplit(url).hostname or "" for source in self.sources for url in source.addresses}
        return frozenset({*self.fetching.allow_hosts, *(host for host in hosts if _is_literal(host))})


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def load(file: str | Path | None) -> Config:
    """The configuration in a file; empty where none is named. Raises ``UserError`` naming what makes no sense."""
    if file is None:
        return Config()
    path = Path(file)
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(f"there is no configuration {path}; `figures sources add` makes one.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{path}: {error}.") from error
    if unknown := told.keys() - set(_TABLES):
        raise UserError(f"{path}: unknown: {', '.join(sorted(unknown))}; there are {', '.join(_TABLES)}.")
    if not isinstance(told.get("sources", []), list):
        raise UserError(f"{path}: sources: this is a list of tables, each under [[sources]].")
    sources = tuple(_source(path, number, one) for number, one in enumerate(told.get("sources", ()), start=1))
    names = [source.name for source in sources]
    if twice := {name for name in names if names.count(name) > 1}:
        raise UserError(f"{path}: two sources are called {', '.join(sorted(twice))}.")
    fetching = made(path, Fetching, told.get("fetch", {}), "[fetch]")
    read = _input(path, told.get("input", {}))
    return Config(fetching, sources, told.get("notify", {}), read, told.get("cluster", {}))


_TABLES = ("fetch", "input", "sources", "notify", "cluster")
_INPUT = ("outlet", "date", "place", "encoding", "preset", "columns", "follow_links")


def _input(path: Path, told: Any) -> Options:
    if isinstance(told, Mapping) and (unknown := told.keys() - set(_INPUT)):
        raise UserError(f"{path}, [input]: unknown: {', '.join(sorted(unknown))}; there are {', '.join(_INPUT)}.")
    chosen: Options = made(path, Options, told, "[input]")
    if not isinstance(chosen.follow_links, bool):
        raise UserError(f"{path}, [input]: follow_links is true or false, not {chosen.follow_links!r}.")
    _check_list(path, "[input]", chosen)
    return chosen


def _check_list(path: Path, where: str, told: SourceConfig | Options) -> None:
    """Raises ``UserError`` for a preset, a field or an encoding that there is not."""
    if told.preset is not None and told.preset not in PRESETS:
        raise UserError(f"{path}, {where}: there is no preset {told.preset!r}; there are {', '.join(PRESETS)}.")
    if not isinstance(told.columns, Mapping) or not all(isinstance(c, str) and c for c in told.columns.values()):
        raise UserError(f'{path}, {where}: columns is a table of fields and columns, such as {{ text = "notes" }}.')
    if unknown := told.columns.keys() - set(FIELDS):
        raise UserError(f"{path}, {where}: columns: {', '.join(sorted(unknown))}; the fields are {', '.join(FIELDS)}.")
    if told.encoding is not None:
        try:
            codecs.lookup(told.encoding)
        except LookupError as error:
            raise UserError(f"{path}, {where}: there is no encoding {told.encoding!r}.") from error


def _source(path: Path, number: int, told: Any) -> SourceConfig:
    where = f"source {number}"
    source: SourceConfig = made(path, SourceConfig, told, where)
    if not _NAME.fullmatch(source.name):
        raise UserError(f"{path}, {where}: a name is small letters, digits, - and _, not {source.name!r}.")
    if source.kind not in KINDS:
        raise UserError(f"{path}, {source.name}: there is no kind {source.kind!r}; there are {', '.join(KINDS)}.")
    _check_list(path, source.name, source)
    if source.kind == "folder" and not source.path:
        raise UserError(f"{path}, {source.name}: a folder needs its `path`.")
    if source.kind != "folder" and not source.addresses:
        raise UserError(f"{path}, {source.name}: a {source.kind} needs its `url`.")
    for url in source.addresses:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise UserError(f"{path}, {source.name}: {url!r} is no http or https address.")
    return source


def made(path: Path | None, kind: type[Any], told: Any, where: str) -> Any:
    """A table of the file as a value of ``kind``. Raises ``UserError`` naming what makes no sense in it."""
    if not isinstance(told, Mapping):
        raise UserError(f"{path}, {where}: this is a table.")
    known = {each.name: each for each in fields(kind)}
    if unknown := told.keys() - known.keys():
        raise UserError(f"{path}, {where}: unknown: {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    for name, value in values.items():
        numeric = str(known[name].type).startswith(("float", "int"))
        if numeric and (isinstance(value, bool) or not isinstance(value, int | float) or value < 0):
            raise UserError(f"{path}, {where}: {name} is a number from 0, not {value!r}.")
        if str(known[name].type).startswith("str") and not isinstance(value, str):
            raise UserError(f"{path}, {where}: {name} is text, not {value!r}.")
    try:
        return kind(**values)
    except TypeError as error:
        missing = ", ".join(name for name in ("name", "kind") if name not in values)
        raise UserError(f"{path}, {where}: it needs {missing}.") from error


ENTRY = """
[[sources]]
name = "{name}"
kind = "{kind}"
{what} = "{where}"
"""
