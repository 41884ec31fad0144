"""In which administrative areas a place lies: an event in, names and codes out.

The first level comes from the gazetteer's code of the town and the reference table of areas (ISO 3166-2); both levels
come from a boundary file of the user's, where one is given: GeoJSON polygons in degrees with the properties that the
Common Operational Datasets of OCHA use (``ADM1_EN``, ``ADM1_PCODE``, ``ADM2_EN``, ``ADM2_PCODE``, in any case).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import seeds
from seeds import gazetteer
from warehouse.load import Connection
from warehouse.report.folder import ReportError

LEVELS = ("adm1_name", "adm1_code", "adm2_name", "adm2_code")
Point = tuple[float, float]
_NAMES = {1: ("adm1_en", "adm1_name", "name_1", "admin1name"), 2: ("adm2_en", "adm2_name", "name_2", "admin2name")}
_CODES = {1: ("adm1_pcode", "adm1_code", "admin1pcode"), 2: ("adm2_pcode", "adm2_code", "admin2pcode")}


@dataclass(frozen=True, slots=True)
class _Area:
    box: tuple[float, float, float, float]
    rings: tuple[tuple[Point, ...], ...]
    names: Mapping[str, str | None]


class Boundaries:
    """Areas of a boundary file. Raises ``ReportError`` with the reason if it cannot be read as one."""

    def __init__(self, path: Path) -> None:
        try:
            features = json.loads(path.read_text(encoding="utf-8"))["features"]
            self._areas = [area for feature in features for area in _areas(feature)]
        except OSError as error:
            raise ReportError(f"The boundary file {path} cannot be read ({error.strerror}).") from error
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise ReportError(f"{path} is no GeoJSON of polygons ({type(error).__name__}: {error}).") from error
        if not any(any(area.names.values()) for area in self._areas):
            raise ReportError(f"{path} has no area with ADM1_PCODE, ADM1_EN, ADM2_PCODE or ADM2_EN.")

    def at(self, latitude: float, longitude: float) -> Mapping[str, str | None]:
        """Names and codes of the area around a point; of several, the one with the second level."""
        found = [
            a.names for a in self._areas if _in_box(a.box, longitude, latitude) and _inside(a, longitude, latitude)
        ]
        return max(found, key=lambda names: bool(names["adm2_code"] or names["adm2_name"]), default={})


def _areas(feature: Mapping[str, Any]) -> Iterator[_Area]:
    geometry = feature["geometry"] or {}
    coordinates = geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry.get("type", ""), [])
    given = {key.lower(): value for key, value in (feature.get("properties") or {}).items()}
    names = {f"adm{n}_name": _first(given, _NAMES[n]) for n in (1, 2)}
    names |= {f"adm{n}_code": _first(given, _CODES[n]) for n in (1, 2)}
    for polygon in polygons:
        rings = tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in polygon)
        xs, ys = [p[0] for p in rings[0]], [p[1] for p in rings[0]]
        yield _Area((min(xs), min(ys), max(xs), max(ys)), rings, names)


def _first(given: Mapping[str, Any], names: Sequence[str]) -> str | None:
    return next((str(given[name]) for name in names if given.get(name)), None)


def _in_box(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _inside(area: _Area, x: float, y: float) -> bool:
    """Whether a line from the point crosses the rings an odd number of times; holes are rings too."""
    inside = False
    for ring in area.rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


class Areas:
    """Looks up the areas of events."""

    def __init__(self, con: Connection, boundaries: Boundaries | None = None) -> None:
        self._boundaries = boundaries
        areas = seeds.reference("admin_areas")
        self._by_id = {row["place_id"]: row for row in areas}
        self._by_code = {(row["country"], row["admin"]): row for row in areas if row["admin"]}
        self._aliases = {row["place_id"]: row["admin"] for row in seeds.reference("place_aliases")}
        self._towns = self._admins(con)

    @staticmethod
    def _admins(con: Connection) -> dict[str, str]:
        """The gazetteer's codes for the towns that the events name."""
        keys = con.execute("select distinct regexp_extract(place_key, '^[0-9]+') from rep_events").fetchall()
        wanted = sorted(int(key) for (key,) in keys if key)
        towns: sqlite3.Connection | None = gazetteer.towns()
        found: dict[str, str] = {}
        for first in range(0, len(wanted), 500):
            some = wanted[first : first + 500]
            marks = ", ".join("?" * len(some))
            if towns is not None:
                query = f"select place_id, admin from places where place_id in ({marks})"
                found |= {str(place): admin for place, admin in towns.execute(query, some)}
        return found

    def of(self, event: Mapping[str, Any]) -> dict[str, str | None]:
        """Names and codes of the levels in which the place of an event lies; null where that is not known."""
        found: dict[str, str | None] = dict.fromkeys(LEVELS)
        level = event["place_level"]
        is_place = level in ("point", "area") and event["latitude"] is not None
        if self._boundaries and is_place and (names := self._boundaries.at(event["latitude"], event["longitude"])):
            return found | dict(names)
        key = re.sub(r":(near|north|south|east|west)\w*$", "", event["place_key"] or "")
        row = self._by_id.get(key)
        if row is None and level in ("point", "area"):
            code = self._towns.get(key) or self._aliases.get(key)
            row = self._by_code.get((event["country"] or "", code or ""))
        if row is not None:
            found |= {"adm1_name": row["name"], "adm1_code": row["place_id"].removeprefix("admin:")}
        return found
