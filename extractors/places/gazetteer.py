"""Place names to gazetteer entries: GeoNames, the project's own aliases, admin areas and countries.

A name is looked up in the form it is written, then with transliteration folded away, then, only inside
a known country, by similarity. What fits several places equally well is "ambiguous", what fits none is
"unresolved": both are normal answers. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from seeds import folding, reference
from seeds.gazetteer import LONG_NAME, towns

FUZZY_CUTOFF = 88.0
"""Least similarity (rapidfuzz ratio of soft forms, 0 to 100) for a fuzzy match inside a known country."""
SKELETON_CUTOFF = 65.0
"""Least similarity where the consonants agree and only vowels differ."""
NEARBY_KM = 60.0
"""A neighbouring place breaks ties among candidates within this distance."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name resolves to; ``place_id`` is a GeoNames id or "alias:...", "admin:SY-HI"; all ``None`` if open."""

    place_id: str | None = None
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    method: str = "unresolved"
    score: float | None = None
    kind: str | None = None  # town, village, neighbourhood, area, admin, country ...
    population: int = 0  # 0 where the gazetteer gives none

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude, or ``None`` for what has no one position: a country, an open name."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


@dataclass(slots=True)  # not frozen: short names have hundreds of candidates
class Entry:
    """A candidate: one gazetteer place under one of its names."""

    place_id: str
    name: str
    latitude: float | None
    longitude: float | None
    country: str
    admin: str
    population: int
    key: str
    soft: str
    source: str  # geonames, alias, admin
    kind: str


UNRESOLVED = Resolution()
AMBIGUOUS = Resolution(method="ambiguous")


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) pairs in km.

    >>> round(kilometres((36.20, 37.16), (34.73, 36.71)))  # Aleppo, Homs
    168
    """
    (la, lo), (lb, lp) = ((math.radians(v) for v in p) for p in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(h))


def offset(latitude: float, longitude: float, km: float, bearing: float) -> tuple[float, float]:
    """Position ``km`` away on a bearing in degrees (0 = north, 90 = east).

    >>> offset(34.73, 36.71, 10, 0)
    (34.8199, 36.71)
    """
    north = km / 111.2 * math.cos(math.radians(bearing))
    east = km / (111.2 * math.cos(math.radians(latitude))) * math.sin(math.radians(bearing))
    return round(latitude + north, 4), round(longitude + east, 4)


@functools.cache
def countries() -> dict[str, tuple[str, str, str]]:
    """Folded country name or alias -> (ISO 3166-1 alpha-2, name, GeoNames id)."""
    return {
        folding.key(name): (r["country"], r["name"], r["place_id"])
        for r in reference("countries")
        for name in [r["name"], *filter(None, r["aliases"].split("|"))]
    }


@functools.cache
def capitals() -> dict[str, str]:
    """ISO 3166-1 alpha-2 -> name of the seat of government."""
    return {r["country"]: r["capital"] for r in reference("countries")}


@functools.cache
def named_country(code: str) -> tuple[str, str, re.Pattern[str]]:
    """Name and GeoNames id of a country, and what finds its name in a text, also in capitals or as "Syrias"."""
    row = next(r for r in reference("countries") if r["country"] == code)
    names = sorted([row["name"], *filter(None, row["aliases"].split("|"))], key=len, reverse=True)
    forms = "|".join(re.escape(form) for name in names for form in dict.fromkeys([name, name.upper()]))
    return row["name"], row["place_id"], re.compile(rf"\b(?:{forms})(?=s?\b)")


@functools.cache
def _local() -> dict[str, tuple[Entry, ...]]:
    """Skeleton -> entries of the project's own tables: aliases and admin areas."""
    found: dict[str, list[Entry]] = {}
    for row in reference("place_aliases"):
        _add(found, row, [row["alias"]], "alias", row["feature"])
    for row in reference("admin_areas"):
        _add(found, row, [row["name"], *filter(None, row["aliases"].split("|"))], "admin", "admin")
    return {k: tuple(v) for k, v in found.items()}


def _add(found: dict[str, list[Entry]], row: dict[str, str], names: Sequence[str], source: str, kind: str) -> None:
    for name in names:
        folded = folding.key(name)
        softened = folding.soft(folded)
        entry = Entry(
            place_id=row["place_id"],
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            country=row["country"],
            admin=row["admin"],
            population=0,
            key=folded,
            soft=softened,
            source=source,
            kind=kind,
        )
        found.setdefault(folding.skeleton(softened), []).append(entry)


_COLUMNS = "p.place_id, p.name, p.latitude, p.longitude, p.country, p.admin, p.population, n.key, n.soft"
_LONG_NAMES = "select softs from long_names where country = ?"
_IN_COUNTRY = f"select {_COLUMNS} from names n join places p using (place_id) where n.skeleton = ? and n.country = ?"
_HAS_NAME = "select 1 from names where country = ? and skeleton = ? and (key = ? or soft = ?) limit 1"
_COUNTRIES = "select countries, has_city from countries_of where skeleton = ?"
_IN_WORLD = f"select {_COLUMNS} from cities n join places p using (place_id) where n.skeleton = ? and n.soft = ?"


@functools.lru_cache(maxsize=65_536)
def _countries_with(bones: str) -> frozenset[str | None]:
    """Countries that have a town with these consonants in GeoNames; ``None`` is among them if one is a city."""
    connection = towns()
    row = connection.execute(_COUNTRIES, (bones,)).fetchone() if connection else None
    return frozenset([*row[0].split(","), *([None] if row[1] else [])]) if row else frozenset()


def _towns_of(softened: str, country: str | None) -> tuple[Entry, ...]:
    """GeoNames entries of a country with the same consonants, or the cities of the world with the same soft form."""
    bones = folding.skeleton(softened)
    if country not in _countries_with(bones):
        return ()
    return _read_towns(_IN_COUNTRY, bones, country) if country else _read_towns(_IN_WORLD, bones, softened)


@functools.lru_cache(maxsize=65_536)
def _read_towns(query: str, *values: str) -> tuple[Entry, ...]:
    connection = towns()
    rows = connection.execute(query, values) if connection else ()
    return tuple(
        Entry(str(number), name, latitude, longitude, code, area, population, folded, softened, "geonames", "town")
        for number, name, latitude, longitude, code, area, population, folded, softened in rows
    )


@functools.lru_cache(maxsize=512)
def _long_names(country: str) -> tuple[str, ...]:
    """The soft forms of a country's names that are long enough to be compared by likeness."""
    connection = towns()
    row = connection.execute(_LONG_NAMES, (country,)).fetchone() if connection else None
    own = (e.soft for es in _local().values() for e in es if e.country == country and len(e.soft) >= LONG_NAME)
    return tuple(dict.fromkeys([*(row[0].split() if row else ()), *own]))


@functools.lru_cache(maxsize=65_536)
def countries_with(name: str) -> frozenset[str | None]:
    """Countries where a name may be found by its consonants: a cheap look before ``resolve_city`` asks for more."""
    bones = folding.skeleton(folding.soft(folding.key(name)))
    return _countries_with(bones) | {e.country for e in _local().get(bones, ())}


def resolve(
    name: str,
    country: str | None = None,
    admin: str | None = None,
    near: tuple[float, float] | None = None,
    *,
    kinds: str = "any",
    fuzzy: bool = True,
) -> Resolution:
    """Gazetteer entry for a place name.

    ``country`` (ISO 3166-1 alpha-2) limits the search; without it only cities count whose spelling agrees exactly or
    by transliteration, and only where one place clearly stands out. ``admin`` (GeoNames admin-1 code) and
    ``near`` (latitude, longitude) decide among namesakes. ``kinds`` "admin" prefers an admin area of that name,
    "town" leaves admin areas and countries out. ``fuzzy`` allows a match by similarity, inside a country only.
    """
    folded = folding.key(name)
    if not folded:
        return UNRESOLVED
    return _resolve(folded, country, admin, near, kinds, fuzzy)


@functools.lru_cache(maxsize=65_536)
def has_name(name: str, country: str) -> bool:
    """Whether a country has a town or alias spelled so, or transliterated alike: a cheap look before ``resolve``."""
    folded = folding.key(name)
    softened = folding.soft(folded)
    bones = folding.skeleton(softened)
    if any(e.country == country and (e.key == folded or e.soft == softened) for e in _local().get(bones, ())):
        return True
    connection = towns() if country in _countries_with(bones) else None
    return bool(connection and connection.execute(_HAS_NAME, (country, bones, folded, softened)).fetchone())


def resolve_city(name: str, country: str) -> Resolution:
    """A city, alias or admin area of ``country`` whose name is spelled exactly so: a cheap, strict ``resolve``."""
    folded = folding.key(name)
    softened = folding.soft(folded)
    bones = folding.skeleton(softened)
    candidates = [*_local().get(bones, ()), *_towns_of(softened, None)]
    exact = [(1.0, c) for c in candidates if c.country == country and c.key == folded]
    return _best(_once(exact), country, None, None, "any") if exact else UNRESOLVED


@functools.lru_cache(maxsize=65_536)
def _resolve(
    folded: str, country: str | None, admin: str | None, near: tuple[float, float] | None, kinds: str, fuzzy: bool
) -> Resolution:
    if kinds != "town" and folded in countries():
        code, full_name, place_id = countries()[folded]
        return Resolution(place_id, full_name, None, None, code, "country", 1.0, "country")
    graded = _candidates(folded, country, kinds == "town")
    found = _best(graded, country, admin, near, kinds) if graded else UNRESOLVED
    if found is not UNRESOLVED or country is None or not fuzzy:
        return found
    alike = _alike(folding.soft(folded), country)
    found = _best(alike, country, admin, near, "any") if alike else UNRESOLVED
    return replace(found, method="fuzzy") if found.place_id else found


@functools.lru_cache(maxsize=65_536)
def _candidates(folded: str, country: str | None, towns_only: bool) -> tuple[tuple[float, Entry], ...]:
    """The places that a name may be, each once, with the similarity of the name: kept, whatever they are near to."""
    softened = folding.soft(folded)
    found = [*_local().get(folding.skeleton(softened), ()), *_towns_of(softened, country)]
    found = [c for c in found if country in (None, c.country) and not (towns_only and c.source == "admin")]
    return _once(_graded(found, folded, softened, country)) if found else ()


def _once(graded: Sequence[tuple[float, Entry]]) -> tuple[tuple[float, Entry], ...]:
    """Each place with the name of it that fits best."""
    best: dict[str, tuple[float, Entry]] = {}
    for score, entry in graded:
        if entry.place_id not in best or score > best[entry.place_id][0]:
            best[entry.place_id] = (score, entry)
    return tuple(best.values())


def _graded(candidates: Sequence[Entry], folded: str, softened: str, country: str | None) -> list[tuple[float, Entry]]:
    """Candidates with the similarity of the name, those below the bar left out."""
    graded = []
    for entry in candidates:
        if entry.key == folded:
            graded.append((1.0, entry))
        elif entry.soft == softened and (country or len(softened) >= 5):
            graded.append((0.95, entry))
        elif country and len(softened) > 2:
            ratio = fuzz.ratio(entry.soft, softened)
            if ratio >= SKELETON_CUTOFF:
                graded.append((0.5 + ratio / 250, entry))
    return graded


def _best(
    graded: Sequence[tuple[float, Entry]],
    country: str | None,
    admin: str | None,
    near: tuple[float, float] | None,
    kinds: str,
) -> Resolution:
    ranks = [_rank(pair, admin, near, kinds) for pair in graded]
    first = max(range(len(graded)), key=ranks.__getitem__)
    score, entry = graded[first]
    level = ranks[first][:_DECIDING]
    rivals = [
        other[1]
        for i, (other, rank) in enumerate(zip(graded, ranks, strict=True))
        if i != first and near is None and rank[:_DECIDING] == level and _as_likely(graded[first], other[1], country)
    ]
    if rivals and country is None and _is_capital(entry) and not any(_is_capital(r) for r in rivals):
        rivals = []
    if rivals and (entry.latitude is None or any(_far(entry, r) for r in rivals)):
        return AMBIGUOUS
    method = entry.source if entry.source != "geonames" else ("exact" if score == 1.0 else "folded")
    return Resolution(
        place_id=entry.place_id,
        name=entry.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        method=method,
        score=round(score, 2),
        kind=entry.kind,
        population=entry.population,
    )


_DECIDING = 5
"""So many of the first parts of a rank tell two places apart; the others only order them."""


def _is_main_name(entry: Entry) -> bool:
    return folding.key(entry.name) == entry.key


def _is_capital(entry: Entry) -> bool:
    return entry.source == "geonames" and folding.key(capitals().get(entry.country, "")) == entry.key


def _rank(
    graded: tuple[float, Entry], admin: str | None, near: tuple[float, float] | None, kinds: str
) -> tuple[bool, float, bool, bool, bool, int, float, float, str]:
    score, entry = graded
    at = (entry.latitude or 0.0, entry.longitude or 0.0)
    distance = kilometres(at, near) if near else 0.0
    return (
        entry.source == "admin" if kinds == "admin" else entry.source != "admin",
        round(score, 1) if score < 0.95 else score,
        bool(admin) and entry.admin == admin,
        near is not None and distance <= NEARBY_KM,
        entry.source == "alias",
        entry.population,
        score,
        -distance,
        entry.place_id,
    )


def _as_likely(first: tuple[float, Entry], other: Entry, country: str | None) -> bool:
    """True if nothing but luck puts ``first`` before a place whose name fits as well."""
    here, there = first[1].population, other.population
    if country and here >= there and first[0] == 1.0 and _is_main_name(first[1]) and not _is_main_name(other):
        return False  # "El Paso" is El Paso, though a county seat elsewhere is called so too
    return there * (10 if country is None else 3) > here or (here == there == 0 and first[1].source == "geonames")


def _far(a: Entry, b: Entry) -> bool:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return True
    return kilometres((a.latitude, a.longitude), (b.latitude, b.longitude)) > 12


@functools.lru_cache(maxsize=65_536)
def _alike(softened: str, country: str) -> tuple[tuple[float, Entry], ...]:
    """The places of a country whose names resemble a soft form most; none for short ones."""
    if len(softened) < LONG_NAME:
        return ()
    close = process.extract(softened, _long_names(country), scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF, limit=3)
    close = [c for c in close if c[0][0] == softened[0] and c[1] == close[0][1]]
    return _once(
        [
            (close[0][1] / 100, entry)
            for form, _, _ in close
            for entry in [*_local().get(folding.skeleton(form), ()), *_towns_of(form, country)]
            if entry.soft == form and entry.country == country
        ]
    )
