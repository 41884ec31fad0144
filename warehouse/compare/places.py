"""Which names mean one place: by gazetteer id, by distance, by spelling within a country.

A wider place (a region, a country, the surroundings of a town) is never merged with a point in
it: figures for the two are compared by ``place_scope_check``, as part and whole.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz import fuzz

NEAR_KM = 2.0
"""Two gazetteer points no farther apart than this are one village (spellings resolve to different points)."""

_SKELETON_LETTERS = 4
_SIMILAR = 60.0
_VOWELS = str.maketrans("", "", "aeiouyh ")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One way a place is named in the assertions. ``mentions`` decides whose name a group carries."""

    raw_key: str
    name: str
    folded: str
    level: str  # point, area, region, country
    country: str | None
    latitude: float | None
    longitude: float | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """The place that a name is compared as, and why."""

    raw_key: str
    leader: NamedPlace
    reason: str


def skeleton(folded: str) -> str:
    """Consonants of a folded name without the article and doubled letters: what transliterations share.

    >>> {skeleton("teir malla"), skeleton("tir malah"), skeleton("ter maaleh")}
    {'trml'}
    >>> skeleton("al bab")
    'b'
    """
    words = [w for w in folded.split() if w not in ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "the")]
    letters = "".join(words).translate(_VOWELS)
    return "".join(c for i, c in enumerate(letters) if i == 0 or c != letters[i - 1])


def distance_km(a: NamedPlace, b: NamedPlace) -> float:
    """Great-circle distance; infinite where either place has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return math.inf
    lat1, lat2 = math.radians(a.latitude), math.radians(b.latitude)
    half = math.radians(b.longitude - a.longitude) / 2
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, h)))


def group(places: list[NamedPlace]) -> list[Grouped]:
    """Each place with the one it is compared as: the most mentioned place that is near or spelled alike.

    A place joins a leader, never a follower, so that no chain of villages becomes one place. Places with
    coordinates lead; a name that no gazetteer knows joins one of them by its spelling, within its country.
    """
    index = _Index()
    found: list[Grouped] = []
    for place in sorted(places, key=lambda p: (p.latitude is None, -p.mentions, p.raw_key)):
        match = index.match(place)
        if match is None:
            index.add(place)
            found.append(Grouped(place.raw_key, place, "names the place"))
        else:
            found.append(Grouped(place.raw_key, *match))
    return found


class _Index:
    """Leaders by grid cell and by spelling."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[NamedPlace]] = defaultdict(list)
        self._spellings: dict[str, list[NamedPlace]] = defaultdict(list)

    def add(self, place: NamedPlace) -> None:
        if place.latitude is not None and place.longitude is not None:
            self._cells[_cell(place.latitude, place.longitude)].append(place)
        for key in _spelling_keys(place):
            self._spellings[key].append(place)

    def match(self, place: NamedPlace) -> tuple[NamedPlace, str] | None:
        """The leader that the place joins and the reason, or ``None`` if it leads a group of its own."""
        if place.latitude is not None and place.longitude is not None:
            return self._near(place, _cell(place.latitude, place.longitude))
        return self._spelled_alike(place)

    def _near(self, place: NamedPlace, cell: tuple[int, int]) -> tuple[NamedPlace, str] | None:
        if place.level != "point":
            return None
        around = ((cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
        near = [
            (km, other)
            for key in around
            for other in self._cells.get(key, ())
            if other.level == "point" and (km := distance_km(place, other)) <= NEAR_KM
        ]
        if not near:
            return None
        km, other = min(near, key=lambda pair: (pair[0], pair[1].raw_key))
        return other, f"{km:.1f} km from {other.name}"

    def _spelled_alike(self, place: NamedPlace) -> tuple[NamedPlace, str] | None:
        for key in _spelling_keys(place):
            same = [
                other
                for other in self._spellings.get(key, ())
                if other.level == place.level
                and (place.country is None or other.country is None or place.country == other.country)
                and fuzz.ratio(place.folded, other.folded) >= _SIMILAR
            ]
            # Two towns of one name: neither is preferred.
            if len({other.country for other in same}) == 1:
                return same[0], f"spelled like {same[0].name}"
        return None


def _cell(latitude: float, longitude: float) -> tuple[int, int]:
    # A cell of 0.05 degrees is more than NEAR_KM wide up to 66 degrees of latitude: neighbours hold every match.
    return math.floor(latitude / 0.05), math.floor(longitude / 0.05)


def _spelling_keys(place: NamedPlace) -> list[str]:
    bones = skeleton(place.folded)
    keys = ["=" + place.folded]
    if len(bones) >= _SKELETON_LETTERS:
        keys.append("~" + bones)
    return keys
