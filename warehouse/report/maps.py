"""A small map of where an incident is said to have been: a point and a precision in, SVG out; no tiles, no request.

Outlines are Natural Earth's countries at 1:50 million (public domain), as TopoJSON from world-atlas 2.0.2
(https://github.com/topojson/world-atlas, ISC), kept in ``seeds/outlines``. Boundaries are drawn as that file has them
and say nothing about their recognition.
"""

from __future__ import annotations

import functools
import json
import math
from importlib import resources

Point = tuple[float, float]
Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]  # west, south, east, north

WIDTH, HEIGHT = 320, 230
RADIUS_KM = {"point": 5, "area": 20, "region": 60}
"""How far from the middle the place may be, by what kind of place was named; a country has no circle."""
_KM_PER_DEGREE = 111.2


@functools.cache
def _countries() -> tuple[tuple[str, Box, Ring], ...]:
    """Rings of all countries with their boxes; TopoJSON's quantised arcs are undone here (its section 2.1)."""
    topology = json.loads((resources.files("seeds") / "outlines" / "countries-50m.json").read_bytes())
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        arcs.append(line)
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}.get(geometry["type"], [])
        for polygon in polygons:
            for indices in polygon:
                ring = [p for i in indices for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                box = (min(xs), min(ys), max(xs), max(ys))
                found.append((geometry["properties"].get("name", ""), box, tuple(ring)))
    return tuple(found)


def place_map(latitude: float | None, longitude: float | None, level: str, label: str) -> str:
    """A map around a place with a circle as wide as the place is uncertain; empty where no place is known."""
    if latitude is None or longitude is None or level in ("country", "unplaced"):
        return ""
    radius = RADIUS_KM.get(level, RADIUS_KM["region"])
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'aria-label="Map: {label}">{_drawn(latitude, longitude, radius)}</svg>'
    )


@functools.lru_cache(maxsize=4096)
def _drawn(latitude: float, longitude: float, radius: int) -> str:
    """What a map shows; kept, because many incidents lie at one place."""
    half_high = max(1.6, radius * 4 / _KM_PER_DEGREE)
    shrink = max(math.cos(math.radians(latitude)), 0.1)
    half_wide = half_high * WIDTH / HEIGHT / shrink
    box = (longitude - half_wide, latitude - half_high, longitude + half_wide, latitude + half_high)

    def across(point: Point) -> str:
        x = (point[0] - box[0]) / (2 * half_wide) * WIDTH
        y = (box[3] - point[1]) / (2 * half_high) * HEIGHT
        return f"{x:.1f},{y:.1f}"

    land = "".join(f"M{'L'.join(map(across, ring))}Z" for ring in _within(box))
    size = radius / _KM_PER_DEGREE / (2 * half_high) * HEIGHT
    scale_km = _round_km(2 * half_high * _KM_PER_DEGREE / 4)
    bar = scale_km / _KM_PER_DEGREE / (2 * half_high) * HEIGHT
    return (
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/><path class="land" d="{land}"/>'
        f'<circle class="precision" cx="{WIDTH / 2}" cy="{HEIGHT / 2}" r="{max(size, 6):.1f}"/>'
        f'<circle class="middle" cx="{WIDTH / 2}" cy="{HEIGHT / 2}" r="2.5"/>'
        f'<path class="scale" d="M12,{HEIGHT - 14}h{bar:.1f}"/>'
        f'<text class="tick" x="12" y="{HEIGHT - 20}">{scale_km} km</text>'
    )


def _round_km(value: float) -> int:
    return next(km for km in (500, 200, 100, 50, 20, 10, 5, 2, 1) if km <= max(value, 1))


def _within(box: Box) -> list[Ring]:
    west, south, east, north = box
    found = []
    for _, (left, bottom, right, top), ring in _countries():
        if left <= east and right >= west and bottom <= north and top >= south:
            clipped = _clipped(ring, box)
            if len(clipped) > 2:
                found.append(clipped)
    return found


def _clipped(ring: Ring, box: Box) -> Ring:
    """The part of a ring inside a box, a little beyond its edges (Sutherland and Hodgman 1974)."""
    west, south, east, north = box
    margin = (east - west) * 0.02
    edges = ((0, west - margin, 1), (0, east + margin, -1), (1, south - margin, 1), (1, north + margin, -1))
    points = list(ring)
    for axis, limit, side in edges:
        kept: list[Point] = []
        for start, point in zip([points[-1], *points[:-1]], points, strict=True):
            starts_in, ends_in = (start[axis] - limit) * side >= 0, (point[axis] - limit) * side >= 0
            if starts_in != ends_in:
                share = (limit - start[axis]) / (point[axis] - start[axis])
                kept.append((start[0] + share * (point[0] - start[0]), start[1] + share * (point[1] - start[1])))
            if ends_in:
                kept.append(point)
        points = kept
        if not points:
            return ()
    return tuple(points)
