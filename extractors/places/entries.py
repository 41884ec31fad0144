"""Which gazetteer entry a mention is: in the countries of the text, near what it is said to lie in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from extractors.model import Place
from extractors.places.context import Context, look
from extractors.places.gazetteer import UNRESOLVED, Resolution, kilometres, offset
from extractors.places.groups import Group
from extractors.places.mentions import Mention

_APART_KM = {"town": 60.0, "village": 60.0, "neighbourhood": 30.0, "admin": 250.0, "area": 150.0}
"""A place can't be this far from the place that it is said to be in or near, by kind of the latter."""
_WELL_KNOWN = 50_000  # inhabitants of a city that needs no place around it to be known
GUESS_KM = 120.0
"""A name that only resembles a gazetteer's is not believed to be further than this from where the text is set."""
_REGIONS = ("region", "Region", "REGION")
"""Behind the name of a town and of its province these say that the province is meant: "the Kharkiv region"."""
_SHORT = 6
"""Names of up to so many letters have lookalikes everywhere: "Deir", "Tel"."""
_WIDE = frozenset(["area", "admin", "country"])
_DASH = re.compile(r"[-–]")


class Entries:
    """Finds the entries of one document's places; knows the last town and position found.

    ``towns_about`` gives the towns named around an offset, nearest first.
    """

    def __init__(self, text: str, context: Context, towns_about: Callable[[int], Iterator[Group]]) -> None:
        self.text, self.context, self.towns_about = text, context, towns_about
        self.last: tuple[float, float] | None = None  # position of the last place found
        self.town: Resolution | None = None  # the last town found
        self.wide: set[str] = set()  # ids, or words, of the areas, provinces and countries found

    def resolved(self, group: Group, *, inferred: bool) -> Place:
        """The place of a group, with its position reckoned where the text gives distance and direction."""
        mention = group.place
        found, rules = self.entry(group)
        text = self.text[mention.start : mention.end]
        if "\n" in text:
            text = " ".join(text.split())
        place = placed(text, mention.start, mention.end, found, mention.relation, rules, inferred=inferred)
        if mention.bearing is None or not mention.distance_km or place.latitude is None or place.longitude is None:
            return place
        latitude, longitude = offset(place.latitude, place.longitude, mention.distance_km, mention.bearing)
        return replace(place, latitude=latitude, longitude=longitude, place_method="offset")

    def entry(self, group: Group) -> tuple[Resolution, tuple[str, ...]]:
        """Gazetteer entry of the place, else of the narrowest place that it is said to lie in."""
        mention = group.place
        holders = [(self._plain(m, self.context.near), m.kind) for m in group.within]
        holder, extent = next(((h, k) for h, k in holders if h.position is not None), (None, ""))
        country = mention.country or next((h.country for h, _ in holders if h.country), None)
        found = self._within(mention, holder, extent, country)
        self._remember(mention, found)
        if found.place_id or found.method == "ambiguous":
            return found, ()
        if holder is None and mention.kind in ("site", "neighbourhood", "district"):
            holder = self._town_around(mention, country)
        if holder is not None and holder.place_id:
            return replace(holder, method="within"), ("position_of_the_place_around_it",)
        return (replace(found, country=country), ("stated_country",)) if country and not found.country else (found, ())

    def _within(self, mention: Mention, holder: Resolution | None, extent: str, country: str | None) -> Resolution:
        """The entry of a name, unless it lies too far from the ``holder`` of that ``extent``, or from the setting."""
        near = (holder.position if holder else None) or self.last or self.context.near
        found = self._named(mention, near, country)
        if holder is not None and found.kind != "neighbourhood" and _apart(found, holder, mention.kind, extent):
            found = UNRESOLVED
        setting = holder.position if holder else self.context.near
        if setting is not None and _only_alike(found) and _far(found, setting):
            return UNRESOLVED
        return found

    def _remember(self, mention: Mention, found: Resolution) -> None:
        """Keeps the last town and position, and what is too wide to be an event's place."""
        if found.place_id:
            if found.kind in _WIDE:
                self.wide.add(found.place_id)
            self.last = found.position or self.last
            self.town = found if found.kind == "town" else self.town
        elif mention.kind in _WIDE and mention.end - mention.start > len(mention.name):
            self.wide.add(self.text[mention.start : mention.end])

    def _named(self, mention: Mention, near: tuple[float, float] | None, country: str | None) -> Resolution:
        """The entry by the name, and by the name with its head noun: "Tabqa dam", "Unity State"."""
        found = self._plain(mention, near, country)
        headed = mention.kind in ("site", "area", "neighbourhood", "district", "admin")
        if headed and mention.end - mention.start > len(mention.name):
            whole = " ".join(self.text[mention.start : mention.end].split())
            full = self._plain(replace(mention, name=whole), near, country)
            if full.place_id and full.method != "fuzzy" and (full.score or 0) >= 0.95:
                return full
        return found

    def _town_around(self, mention: Mention, country: str | None) -> Resolution | None:
        """Where an unknown quarter or building stands: a town that its road joins, or the one told of last."""
        for part in _DASH.split(mention.name) if mention.kind == "site" else ():
            joined = self._plain(replace(mention, name=part, kind="town"), self.context.near, country)
            if len(part) > 3 and joined.kind == "town" and (joined.score or 0) >= 0.95:
                return joined
        for group in self.towns_about(mention.start):
            town, _ = self.entry(group)
            if town.kind == "town" and town.country == self.context.home:
                return town
        if self.town is not None:
            return self.town
        return self.context.location if self.context.location.kind == "town" else None

    def _plain(self, mention: Mention, near: tuple[float, float] | None, country: str | None = None) -> Resolution:
        """Entry of the mention alone; a country said beside it ("the Turkish town of") is asked first."""
        region = self.text.endswith(_REGIONS, mention.start, mention.end)
        kinds = "admin" if mention.kind == "admin" or region else "any"
        if country is not None:
            said = look(mention.name, (country,), near, kinds, least=0.95, fuzzy=False)
            if said.country == country:
                return said
        found = look(mention.name, self.context.countries, near, kinds, certain=self.context.certain)
        alike = found.method in ("folded", "fuzzy") and (found.score or 0) < 0.95
        if alike and mention.kind in ("site", "neighbourhood"):
            return UNRESOLVED  # squares and quarters are named after people: no likeness to a town counts
        return found


def _only_alike(found: Resolution) -> bool:
    """True for an entry that the spelling alone doesn't make certain: it has to lie near."""
    sure = (found.score or 0) >= 0.95 and found.population >= _WELL_KNOWN and len(found.name or "") > _SHORT
    return found.method == "fuzzy" or (found.method == "folded" and not sure)


def _apart(found: Resolution, holder: Resolution, kind: str, extent: str) -> bool:
    """True if a namesake was found: too far from the place that the text puts it in or near.

    ``kind`` is what the text calls the place, ``extent`` what it calls the holder ("the Hama countryside").
    """
    here, there = found.position, holder.position
    if found.population >= _WELL_KNOWN:
        return False
    limit = max(_APART_KM.get(holder.kind or "town", 60.0), _APART_KM.get(extent, 0.0))
    if kind in ("site", "neighbourhood") and limit <= _APART_KM["town"]:
        limit = 25.0
    return here is not None and there is not None and kilometres(here, there) > limit


def _far(found: Resolution, near: tuple[float, float]) -> bool:
    here = found.position
    return here is not None and kilometres(here, near) > GUESS_KM


def placed(
    text: str, start: int, end: int, found: Resolution, relation: str, rules: tuple[str, ...], *, inferred: bool
) -> Place:
    """A place with the values of its entry."""
    return Place(
        place_text=text,
        start=start,
        end=end,
        place_id=found.place_id,
        place_relation=relation,
        latitude=found.latitude,
        longitude=found.longitude,
        country=found.country,
        place_method=found.method,
        place_score=found.score,
        inferred=inferred,
        rules=rules,
    )
