"""Which incidents are meant: words for a place, an event's id or filters in, ids of events out.

A place is found in any spelling that the documents used for it: names are compared folded ("Teir Malla", "Tir
Ma'lah"), whole words before parts of them. Needs ``stage`` first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from seeds import folding
from warehouse.load import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters on incidents; what is not given does not limit."""

    place: str = ""
    since: date | None = None
    until: date | None = None
    country: str = ""
    outcome: str = ""
    source: str = ""
    verdict: str = ""


def events(con: Connection, wanted: Wanted) -> list[str]:
    """Ids of the events that fit, the latest first; those without a compared figure only if all are such."""
    conditions, given = ["true"], list[object]()
    if wanted.since:
        conditions.append("coalesce(event_date_end, event_date) >= ?")
        given.append(wanted.since)
    if wanted.until:
        conditions.append("event_date <= ?")
        given.append(wanted.until)
    if wanted.country:
        conditions.append("country = ?")
        given.append(wanted.country.upper())
    for column, value in (("outcome", wanted.outcome), ("verdict", wanted.verdict)):
        if value:
            conditions.append(f"event_id in (select event_id from rep_comparison where {column} = ?)")
            given.append(value)
    if wanted.source:
        conditions.append(
            "event_id in (select event_id from rep_said where contains(lower(concat_ws(' ', origin, chain)), ?))"
        )
        given.append(wanted.source.lower())
    if wanted.place:
        conditions.append("event_id in (select unnest(?))")
        given.append(at_place(con, wanted.place))
    found = con.execute(
        f"select event_id from rep_events where {' and '.join(conditions)}"
        " order by event_date desc nulls last, documents desc, place, event_id",
        given,
    ).fetchall()
    compared = {event_id for (event_id,) in con.execute("select distinct event_id from rep_comparison").fetchall()}
    fitting = [event_id for (event_id,) in found]
    return [event_id for event_id in fitting if event_id in compared] or fitting


def at_place(con: Connection, words: str) -> list[str]:
    """Events at a place by any of its spellings, or the event of that id (eight characters of it are enough)."""
    by_id = con.execute(
        "select event_id from rep_events where event_id = $1 or (len($1) >= 8 and starts_with(event_id, $1))",
        [words.strip()],
    ).fetchall()
    if by_id:
        return [event_id for (event_id,) in by_id]
    names = con.execute(
        "select event_id, place from rep_events union select event_id, place from rep_spellings"
    ).fetchall()
    return _alike(words, [(event_id, place or "") for event_id, place in names])


def _alike(words: str, names: Sequence[tuple[str, str]]) -> list[str]:
    """Events with a name that is the same when folded; else with the same consonants; else that holds the words."""
    key = folding.key(words)
    if not key:
        return []
    soft = folding.soft(key)
    skeleton = folding.skeleton(soft)
    keyed = [(event_id, folding.key(name)) for event_id, name in names]
    tests = (
        lambda name: name == key,
        lambda name: folding.soft(name) == soft,
        lambda name: len(skeleton) > 2 and folding.skeleton(folding.soft(name)) == skeleton,
        lambda name: f" {key} " in f" {name} ",
    )
    for test in tests[:3]:
        found = {event_id for event_id, name in keyed if name and test(name)}
        if found:
            # the market of a town is in the town
            return sorted(found | {event_id for event_id, name in keyed if tests[3](name)})
    return sorted({event_id for event_id, name in keyed if tests[3](name)})
