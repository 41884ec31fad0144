"""In which countries a document is set: what its place names are looked up against.

"Hama" is a city in Syria and a town in Japan. A text says where it is set through the location it was delivered
with, the places that it names after "in" and "near", and the countries and peoples that it speaks of.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from extractors.model import Document
from extractors.places.gazetteer import (
    UNRESOLVED,
    Resolution,
    countries,
    countries_with,
    has_name,
    resolve,
    resolve_city,
)
from extractors.vocabulary.peoples import demonyms
from seeds import folding

_NAMES = re.compile(r"\b[A-Z][\w.'’-]*(?:[ \n](?:of the |of )?[A-Z][\w.'’-]*){0,3}")
_LOCATED = re.compile(
    r"\b(?i:in|near|at|of|on) (?:the (?:village|town|city|settlement)(?: of)? )?"
    r"((?:St\. )?[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2})"
)
_LABELS = re.compile(
    r"^\W*([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) ?[–—:-] ?\d|\b([A-Z][\w'’-]+) (?:region|oblast|governorate)\b",
    re.MULTILINE,
)
""" "Kramatorsk – 4 wounded", "Donetsk region": names that lines and regions open with."""
_ALSO_LOCATED = re.compile(
    r"\b(?:in|near|at|on) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)? and ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
_DATELINE = re.compile(
    r"\A(?:[^\n]{0,160}\n+)?\W{0,3}([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,2})(?:, [A-Z\d]| \([A-Z]|: | ?[-–—]{1,2} )"
)
""" "KYIV, June 10 (Agency) - ": where a report was filed stands at its head."""
_CANDIDATES = 6
_LOCATED_NAMES = 12  # so many names after "in" and "near" are looked up
_SAME_NAME = 0.95  # the spelling, or its transliteration
_SHORTEST = 4  # letters of a first word that is a name by itself, unlike "St."
_FEWEST_SHARED = 2
_MOST_NAMESAKES = 4
_HAMLET = 5_000
_WELL_KNOWN = 50_000
_GREAT = 500_000  # inhabitants of a city that is meant wherever a text is set
_LOCATED_VOTES = 3  # a town that a country has counts as much as naming the country so many times


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says about where it is set: countries, likeliest first, and a position if one is delivered."""

    countries: tuple[str, ...]
    near: tuple[float, float] | None
    location: Resolution

    @property
    def certain(self) -> bool:
        """True if the first country was delivered with the document, not read from its text."""
        return self.location.country is not None

    @property
    def home(self) -> str | None:
        """ISO code of the country that the document is set in."""
        return self.countries[0] if self.countries else None


def context_of(document: Document) -> Context:
    """Countries that the document speaks of, likeliest first; a delivered location goes before all others."""
    location = _delivered(document.location)
    text = f"{document.title or ''}\n{document.text}"
    votes = _spoken_of(text)
    if not location.country:
        _add_located(text, votes)
    ranked = [code for code, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_CANDIDATES]]
    if location.method == "ambiguous" and document.location:
        namesakes = [resolve(document.location, code, fuzzy=False) for code in ranked]
        location = max(namesakes, key=lambda r: r.population, default=location)
    if location.country:
        ranked = [location.country, *[c for c in ranked if c != location.country]]
    return Context(tuple(ranked), location.position, location)


def _spoken_of(text: str) -> Counter[str]:
    """Votes for countries by their names (2 each) and their people's (1 each)."""
    votes: Counter[str] = Counter()
    for phrase, count in Counter(_NAMES.findall(text)).items():
        for code, weight in _votes_of(phrase):
            votes[code] += weight * count
    return votes


@functools.lru_cache(maxsize=16_384)
def _votes_of(phrase: str) -> tuple[tuple[str, int], ...]:
    """Countries that the words of a phrase name, each with its weight: phrases come back in many texts."""
    names, people = countries(), demonyms()
    parts = [p.strip(".'’-").removesuffix("'s").removesuffix("’s") for p in phrase.lower().split()]
    found: list[tuple[str, int]] = []
    for n, part in enumerate(parts):
        pair = " ".join(parts[n : n + 2])
        named = names.get(pair) or names.get(part) or (names.get(part[:-1]) if part.endswith("s") else None)
        if named is not None:
            found.append((named[0], 2))
        elif part in people:
            found.append((people[part], 1))
    return tuple(found)


def _add_located(text: str, votes: Counter[str]) -> None:
    """Votes by the towns named after "in" and "near": parties to a war are spoken of, its towns are where it is."""
    candidates = [code for code, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_CANDIDATES]]
    head = _DATELINE.findall(text.lstrip()[:400])
    labels = [label or region for label, region in _LABELS.findall(text)]
    located = list(dict.fromkeys([*head, *_LOCATED.findall(text), *labels]))[:_LOCATED_NAMES]
    votes.update(_shared_country([*located, *_ALSO_LOCATED.findall(text)][:_LOCATED_NAMES], candidates))
    for phrase in located:
        parts = phrase.split()
        for length in range(
            len(parts), len(parts) > 1 and len(parts[0]) < _SHORTEST, -1
        ):  # in capitals the phrase runs on: "SONSONATE CARRIED OUT"
            found = _countries_of(" ".join(parts[:length]), candidates)
            for code in found:
                votes[code] += _LOCATED_VOTES
            if found:
                break


def _shared_country(located: list[str], candidates: list[str]) -> dict[str, int]:
    """Votes for a country that no word names but that has several of the towns, none of which the named ones have.

    "Two died in Vovchansk and nine in Kupiansk, hit by the Russian army" is set in Ukraine.
    """
    if len(located) < _FEWEST_SHARED:
        return {}
    shared: Counter[str] = Counter()
    for name in located:
        exact = _countries_of_town(name)
        if exact and not any(c in exact for c in candidates) and len(exact) <= _MOST_NAMESAKES:
            shared.update(exact)
    best = shared.most_common(2)
    clear = bool(best) and best[0][1] >= _FEWEST_SHARED and (len(best) < 2 or best[1][1] < best[0][1])
    return {best[0][0]: _LOCATED_VOTES * best[0][1]} if clear else {}


def _countries_of_town(name: str) -> list[str]:
    """The countries that have a town of just that name."""
    spelled = [c for c in countries_with(name) - {None} if c and has_name(name, c)]
    return [c for c in spelled if (resolve(name, c, kinds="town", fuzzy=False).score or 0) >= _SAME_NAME]


def _countries_of(name: str, candidates: list[str]) -> set[str]:
    """Countries among the candidates that have a town of exactly this name, else the one where a city has it."""
    if folding.key(name) in countries():
        return set()
    possible = [c for c in candidates if c in countries_with(name) and has_name(name, c)]
    found = {c for c in possible if resolve(name, c, kinds="town", fuzzy=False).score == 1.0}
    if not found and (world := resolve(name)).score == 1.0 and world.country:
        found = {world.country} if not candidates or _meant_abroad(name, world) else set()
    return found


def _delivered(location: str | None) -> Resolution:
    """The delivered location ("Syria", "aleppo", "SAN JOSE (COSTA RICA)")."""
    if not location:
        return UNRESOLVED
    place, _, holder = location.partition("(")
    if not holder:
        place, _, holder = location.partition(",")
    country = resolve(holder.strip(" )"), kinds="country").country if holder else None
    return resolve(place.strip(), country)


@functools.lru_cache(maxsize=16_384)
def look(
    name: str,
    codes: tuple[str, ...],
    near: tuple[float, float] | None = None,
    kinds: str = "any",
    *,
    certain: bool = True,
    least: float = 0,
    fuzzy: bool = True,
) -> Resolution:
    """``resolve`` in the countries of a context, likeliest first; ``least`` = lowest score taken.

    The exact spelling goes first: in the first country, then as a city of the others. Only in the first country any
    likeness counts. ``certain`` = the first country was delivered; where it is only the likeliest, as in a release on
    "Syria and Iraq", small towns of the second count like its own, and cities of the world too.
    """
    first = resolve(name, codes[0], near=near, kinds=kinds, fuzzy=False) if codes else UNRESOLVED
    if first.score == 1.0 or (first.method == "ambiguous" and least < 1):
        return _better_known(name, first, codes)
    if (city := _city_in(name, codes[1:])) is not None:
        return city
    second = UNRESOLVED if certain or len(codes) < 2 else resolve(name, codes[1], near=near, kinds=kinds, fuzzy=False)
    for found, enough in ((second, 1.0), (first, least), (second, max(least, 0.95))):
        if found.place_id and (found.score or 0) >= enough:
            return found
    if fuzzy and codes and (alike := resolve(name, codes[0], near=near, kinds=kinds)).place_id:
        return alike
    return _elsewhere(name, codes, resolve(name, kinds=kinds, fuzzy=False), certain=certain, least=least, fuzzy=fuzzy)


def _city_in(name: str, codes: tuple[str, ...]) -> Resolution | None:
    """The city of that name in the first of the countries that has one."""
    possible = countries_with(name)
    cities = (resolve_city(name, code) for code in codes if code in possible)
    return next((city for city in cities if city.place_id), None)


def _elsewhere(
    name: str, codes: tuple[str, ...], world: Resolution, *, certain: bool, least: float, fuzzy: bool
) -> Resolution:
    """A place of the ``world`` outside the countries of a context, where the text may mean it."""
    if codes and certain:  # a small city elsewhere that the text says nothing of is a namesake
        great = fuzzy and world.population >= _GREAT and folding.key(world.name or "") == folding.key(name)
        return world if great else UNRESOLVED
    if codes and not _meant_abroad(name, world):
        return UNRESOLVED
    return world if (world.score or 0) >= least and (world.score == 1.0 or not codes) else UNRESOLVED


def _meant_abroad(name: str, city: Resolution) -> bool:
    """True for a city that a text on other countries means: well known by its own name, or known to all."""
    if city.method != "exact":
        return True
    own = folding.key(city.name or "") == folding.key(name)
    return city.population >= (_WELL_KNOWN if own else _GREAT)


def _better_known(name: str, first: Resolution, codes: tuple[str, ...]) -> Resolution:
    """A hamlet of the first country gives way to a reported place of that very name in the second.

    Daily releases on "Syria and Iraq" mean Sinjar in Iraq, not the Syrian village.
    """
    if len(codes) < 2 or first.kind != "town" or first.population >= _HAMLET:
        return first
    other = resolve_city(name, codes[1])
    return other if other.place_id and (other.method == "alias" or other.population >= _WELL_KNOWN) else first
