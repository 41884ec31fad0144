"""From the views to incidents: a connection in, the values of ``model`` out, some hundred incidents at a time.

``stage`` works each view out once, into temporary tables; views are worked out at each question, and a report
asks thousands. Reading goes by chunks of events, so that memory stays flat however many there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from warehouse.ddl import literal
from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.model import Coded, Figure, Incident, Neighbour, Said, Step, Voice

Row = dict[str, Any]
CHUNK = 200  # events
_ORDER_OF_OUTCOMES = (
    "killed", "injured", "casualties", "missing", "captured", "displaced", "destroyed", "damaged", "seized",
    "abandoned", "struck", "occurred", "used",
)  # fmt: skip

_STAGED = {
    "rep_comparison": "from {comparison}{limits}",
    "rep_origins": "from figure_by_origin{limits}",
    "rep_steps": "from revisions{limits}",
    "rep_said": """
        select
            w.*, a.start, a.end, a.quantity_start, a.quantity_text, a.qualifier, a.value_from, a.value_to, a.low,
            a.high, a.implicit, a.convention, a.subset_of, a.extractor_version, a.rules, a.quantity_end,
            l.origin_id
        from (from who_said_what{limits}) as w
        inner join assertions_reviewed as a using (assertion_id)
        left join event_links as l using (assertion_id)
    """,
    "rep_events": "from events{limits}",
    "rep_coded": "from coded_claims_met() where event_id is not null",
    "rep_spellings": """
        select event_id, place, count(*) as times from rep_said
        where event_id is not null and place <> '' and len(place) <= 40 group by all
    """,
}

_AS_OF = {
    "rep_comparison": "from comparison_as_of({day}::date, 'hull'){limits}",
    "rep_origins": "from figure_by_origin_as_of({day}::date, 'hull'){limits}",
    "rep_steps": "from (from revisions where stated_on <= {day}::date){limits}",
    "rep_said": _STAGED["rep_said"].replace(
        "from who_said_what{limits}", "from (from who_said_what where stated_on <= {day}::date){limits}"
    ),
}

# Events that may be one: the same place within a week, or near by within two days.
_NEIGHBOURS = """
    select
        e.event_id, n.event_id as other_id, n.place, n.event_date, n.event_kind,
        abs(date_diff('day', e.event_date, n.event_date)) as apart,
        km_between(e.latitude, e.longitude, n.latitude, n.longitude) as km,
        e.place_key = n.place_key as same_place, e.event_date as own_date
    from rep_events as e
    inner join rep_events as n
        on e.event_id <> n.event_id and e.event_type = 'incident' and n.event_type = 'incident'
        and e.country = n.country and n.event_date between e.event_date - 6 and e.event_date + 6
    where e.event_id in (select unnest(?))
        and (
            e.place_key = n.place_key
            or (
                abs(date_diff('day', e.event_date, n.event_date)) <= 2
                and e.place_level in ('point', 'area') and n.place_level in ('point', 'area')
                and abs(e.latitude - n.latitude) < 0.3
                and km_between(e.latitude, e.longitude, n.latitude, n.longitude) <= 25
            )
        )
    order by e.event_id, same_place desc, apart, km, n.event_id
"""
# What comparison itself almost linked, with its score and what speaks for and against.
_PAIRS = """
    select p.event_id, p.other_event_id as other_id, n.place, n.event_date, n.event_kind, p.score, p.reason,
        p.other_assertion_id as assertion_id
    from (
        select event_id, other_event_id, score, reason, other_assertion_id from event_pairs
        union
        select other_event_id, event_id, score, reason, assertion_id from event_pairs
    ) as p
    inner join rep_events as n on p.other_event_id = n.event_id
    where p.event_id in (select unnest(?)) and p.event_id <> p.other_event_id
    order by p.event_id, p.score desc, p.other_event_id
"""
_WIDER = """
    select p.event_id, p.wider_event_id as other_id, n.place, n.event_date, n.event_kind, p.reason
    from place_links as p inner join rep_events as n on p.wider_event_id = n.event_id
    where p.event_id in (select unnest(?)) order by all
"""
_MOST_NEIGHBOURS = 8


def stage(
    con: Connection, events: Sequence[str] | None = None, comparison: str = "comparison", as_of: date | None = None
) -> None:
    """Work out the views that a report reads, once, as temporary tables; again, if the warehouse changed.

    With ``events``, only for these; with ``as_of``, only from what had been published by that day. ``comparison``
    names a table that holds that view already, if there is one.
    """
    con.execute("drop table if exists rep_behaviour")
    if events is None:
        with _totals_once(con, as_of):
            _stage(con, "", comparison, as_of)
            con.execute("create temp table rep_behaviour as from source_behaviour")
    else:
        _stage(con, f" where event_id in ({', '.join(map(literal, events)) or 'null'})", comparison, as_of)


@contextmanager
def _totals_once(con: Connection, as_of: date | None) -> Iterator[None]:
    """Meanwhile the views that stand on ``origin_totals`` read them from a table: each would work them out anew."""
    day = "null" if as_of is None else f"{literal(as_of.isoformat())}::date"
    con.execute(f"create or replace temp table rep_totals as from origin_totals({day}, 'hull')")
    con.execute("create temp macro origin_totals(as_of, convention_used) as table from rep_totals")
    try:
        yield
    finally:
        con.execute("drop macro table temp.origin_totals")
        con.execute("drop table rep_totals")


def _stage(con: Connection, within: str, comparison: str, as_of: date | None) -> None:
    for name, query in _STAGED.items():
        limits = within if name != "rep_steps" or not within else " where figure_id in (from rep_figure_ids)"
        if as_of is not None:
            query = _AS_OF.get(name, query).replace("{day}", literal(as_of.isoformat()))
        con.execute(f"create or replace temp table {name} as {query.format(comparison=comparison, limits=limits)}")
        if name == "rep_comparison":
            con.execute("create or replace temp table rep_figure_ids as select figure_id from rep_comparison")


def rows(con: Connection, query: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """The answer to a query as mappings; columns are taken by name, so that new ones do no harm."""
    answer = con.execute(query, list(parameters))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def event_ids(con: Connection) -> list[str]:
    """All events, the latest first."""
    found = con.execute(
        "select event_id from rep_events order by event_date desc nulls last, place, event_kind, event_id"
    ).fetchall()
    return [event_id for (event_id,) in found]


def incidents(con: Connection, ids: Iterable[str] | None = None, chunk: int = CHUNK) -> Iterator[Incident]:
    """Incidents of these events (all), in their order; needs ``stage`` first."""
    wanted = event_ids(con) if ids is None else list(ids)
    for first in range(0, len(wanted), chunk):
        yield from _chunk(con, wanted[first : first + chunk])


def _chunk(con: Connection, ids: list[str]) -> Iterator[Incident]:
    within = "where event_id in (select unnest(?))"
    events = {row["event_id"]: row for row in rows(con, f"from rep_events {within}", [ids])}
    said = [said_of(row) for row in rows(con, f"from rep_said {within} order by stated_on, outlet, start", [ids])]
    said_of_event = _grouped((s.event_id, s) for s in said)
    figures = _figures(con, ids, {s.assertion_id: s for s in said}, said_of_event)
    spellings = _grouped(
        (row["event_id"], row["place"])
        for row in rows(con, f"from rep_spellings {within} order by times desc, place", [ids])
    )
    neighbours = _neighbours(con, ids, events)
    coded = _grouped(
        (row["event_id"], Coded(**{name: row[name] for name in Coded.__dataclass_fields__}))
        for row in rows(
            con, f"from rep_coded {within} order by outcome, entity_class, least nulls first, origin", [ids]
        )
    )
    for event_id in ids:
        if (event := events.get(event_id)) is not None:
            incident = _incident(
                event, figures[event_id], said_of_event[event_id], spellings[event_id], neighbours[event_id]
            )
            yield replace(incident, coded=tuple(coded[event_id]))


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> defaultdict[Any, list[Any]]:
    groups: defaultdict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def said_of(row: Mapping[str, Any]) -> Said:
    """An assertion of ``rep_said`` as it is quoted."""
    given = {name: row[name] for name in Said.__dataclass_fields__ if name not in ("text", "kind", "sentence")}
    given["origin"] = row["origin"] or row["outlet"] or "unattributed"
    return Said(**given, text=words.claim(row), kind=row["quantity_kind"], sentence=row["sentence"] or row["quote"])


def _figures(
    con: Connection, ids: list[str], by_id: Mapping[str, Said], said_of_event: Mapping[str, list[Said]]
) -> defaultdict[str, list[Figure]]:
    within = "where event_id in (select unnest(?))"
    compared = rows(con, f"from rep_comparison {within}", [ids])
    figure_ids = [row["figure_id"] for row in compared]
    told = {(s.figure_id, s.origin_id, s.low, s.high): s.text for s in by_id.values() if not s.is_denial}
    steps = _grouped(
        (row["figure_id"], _step(row, told))
        for row in rows(
            con,
            "from rep_steps where figure_id in (select unnest(?)) order by stated_on nulls first, origin, step",
            [figure_ids],
        )
    )
    voices = _grouped(
        (row["figure_id"], _voice(row, by_id, steps[row["figure_id"]]))
        for row in rows(con, f"from rep_origins {within} order by stated_on nulls first, origin, origin_id", [ids])
    )
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    for row in compared:
        event = said_of_event[row["event_id"]]
        figures[row["event_id"]].append(_figure(row, voices[row["figure_id"]], steps[row["figure_id"]], event))
    for of_event in figures.values():
        of_event.sort(key=_importance)
    return figures


def _importance(figure: Figure) -> tuple[Any, ...]:
    """People before things, deaths first, all people before a class of them, more voices before fewer."""
    domains = ("people", "facility", "equipment", "attack")
    known = figure.outcome in _ORDER_OF_OUTCOMES
    return (
        domains.index(figure.domain) if figure.domain in domains else len(domains),
        _ORDER_OF_OUTCOMES.index(figure.outcome) if known else len(_ORDER_OF_OUTCOMES),
        -figure.origins,
        figure.entity_class != "person",
        figure.entity_class,
        figure.figure_id,
    )


def _step(row: Row, told: Mapping[tuple[Any, ...], str]) -> Step:
    """A step in the words of one of its statements, where one has just its bounds."""
    text = told.get((row["figure_id"], row["origin_id"], row["low"], row["high"])) or row["figure"]
    given = {name: row[name] for name in Step.__dataclass_fields__}
    return Step(**given | {"origin": row["origin"] or "unattributed", "figure": text})


def _voice(row: Row, by_id: Mapping[str, Said], steps: Sequence[Step]) -> Voice:
    carried = tuple(
        sorted(
            (by_id[i] for i in row["assertion_ids"] or () if i in by_id),
            key=lambda s: (str(s.stated_on), s.outlet or "", s.start),
        )
    )
    return Voice(
        origin=row["origin"] or "unattributed",
        origin_id=row["origin_id"],
        source_class=row["source_class"] or "",
        named=bool(row["named"]),
        party_to_conflict=bool(row["party_to_conflict"]),
        low=row["low"],
        high=row["high"],
        text=_voice_text(row, carried),
        is_derived=row["is_derived"],
        is_denial=row["is_denial"],
        own_strike=row["own_strike"],
        is_vague=row["is_vague"],
        drift=row["qualifier_drift"],
        possible_same_origin=row["possible_same_origin"],
        stated_on=row["stated_on"],
        outlets=tuple(row["outlets"] or ()),
        carried=carried,
        earlier=tuple(s for s in steps if s.origin_id == row["origin_id"]),
    )


def _voice_text(row: Row, carried: Sequence[Said]) -> str:
    """The voice's own words for its bounds, from the statement that has just these bounds."""
    if row["is_denial"]:
        denied = next((s.text for s in carried if s.is_denial), "")
        return f"denies {denied}" if denied and denied != "none" else "denies it"
    if row["is_derived"]:
        return words.bounds(row["low"], row["high"])
    same = [s for s in carried if (s.low, s.high) == (row["low"], row["high"]) and not s.is_denial]
    return same[0].text if same else words.bounds(row["low"], row["high"])


def _figure(row: Row, voices: Sequence[Voice], steps: Sequence[Step], said: Sequence[Said]) -> Figure:
    own = {s.assertion_id for v in voices for s in v.carried}
    wholes = {(s.document_id, s.quantity_start) for s in said if s.assertion_id in own}
    return Figure(
        figure_id=row["figure_id"],
        event_id=row["event_id"],
        outcome=row["outcome"],
        domain=row["domain"],
        entity_class=row["entity_class"],
        affiliation=row["affiliation"] or "",
        designation=row["designation"] or "",
        count_status=row["count_status"],
        period=row["period"] or "",
        verdict=row["verdict"],
        reason=_reason(row["reason"] or "", voices),
        origins=row["origins"],
        documents=row["documents"],
        low=row["hull_low"],
        high=row["hull_high"],
        common_low=row["intersection_low"],
        common_high=row["intersection_high"],
        is_disjoint=bool(row["intersection_is_empty"]),
        ratio=row["ratio"],
        last_stated_on=row["last_stated_on"],
        voices=tuple(voices),
        steps=tuple(steps),
        parts=tuple(s for s in said if s.subset_of is not None and (s.document_id, s.subset_of) in wholes),
    )


def _reason(reason: str, voices: Sequence[Voice]) -> str:
    """The verdict in words, with bounds that were said as "more than 300" said so."""
    for voice in voices:
        if voice.low is not None and voice.high is None and voice.text.startswith(("more than ", "over ")):
            reason = re.sub(rf"(?:at least )?(?<![\d,.]){words.number(voice.low)}(?![\d,.]\d)", voice.text, reason)
    return reason


def _neighbours(con: Connection, ids: list[str], events: Mapping[str, Row]) -> defaultdict[str, list[Neighbour]]:
    found: defaultdict[str, dict[str, tuple[Row, str]]] = defaultdict(dict)
    for row in rows(con, _PAIRS, [ids]):
        found[row["event_id"]].setdefault(row["other_id"], (row, row["reason"]))
    for row in rows(con, _NEIGHBOURS, [ids]):
        where = "the same place" if row["same_place"] else f"{row['km']:.0f} km apart"
        apart = row["apart"]
        when = "the same day" if apart == 0 else f"{words.several(apart, 'day')} apart"
        found[row["event_id"]].setdefault(row["other_id"], (row, f"{where}, {when}"))
    for row in rows(con, _WIDER, [ids]):
        found[row["event_id"]].setdefault(row["other_id"], (row, row["reason"]))
    others = sorted({other for of_event in found.values() for other in of_event})
    told = {
        row["event_id"]: row
        for row in rows(
            con,
            "select event_id, min(assertion_id) as assertion_id from event_links"
            " where event_id in (select unnest(?)) group by 1",
            [others],
        )
    }
    headlines = _headlines(con, others)
    return defaultdict(
        list,
        {
            event_id: [
                Neighbour(
                    event_id=other,
                    place=row["place"],
                    event_date=row["event_date"],
                    event_kind=words.event_kind(row["event_kind"]),
                    reason=reason,
                    score=row.get("score"),
                    assertion_id=row.get("assertion_id") or told.get(other, {}).get("assertion_id"),
                    headline=headlines.get(other, ""),
                )
                for other, (row, reason) in list(of_event.items())[:_MOST_NEIGHBOURS]
            ]
            for event_id, of_event in found.items()
        },
    )


def _headlines(con: Connection, ids: list[str]) -> dict[str, str]:
    """Per event what is said of the killed, in a few words."""
    found = rows(
        con,
        """
        with main as (
            select event_id, figure_id, hull_low, hull_high, entity_class from rep_comparison
            where outcome = 'killed' and event_id in (select unnest(?))
            qualify row_number() over (
                partition by event_id order by origins desc, entity_class <> 'person', figure_id
            ) = 1
        )
        select m.*, (
            select any_value(s order by s.assertion_id) from rep_said as s
            where s.figure_id = m.figure_id and s.low = m.hull_low and s.high is not distinct from m.hull_high
        ) as said
        from main as m
        """,
        [ids],
    )
    return {
        row["event_id"]: words.counted(
            words.claim(row["said"]) if row["said"] else words.bounds(row["hull_low"], row["hull_high"]),
            words.figure_label(row["entity_class"], "killed"),
        )
        for row in found
    }


def _incident(
    event: Row, figures: list[Figure], said: list[Said], spellings: list[str], neighbours: list[Neighbour]
) -> Incident:
    place = event["place"] or "place not stated"
    return Incident(
        event_id=event["event_id"],
        event_type=event["event_type"],
        event_kind=event["event_kind"],
        place=place,
        place_key=event["place_key"],
        place_level=event["place_level"],
        spellings=tuple(s for s in spellings if s != place),
        country=event["country"] or "",
        latitude=event["latitude"],
        longitude=event["longitude"],
        first_day=event["event_date"],
        last_day=event["event_date_end"],
        documents=event["documents"],
        figures=tuple(figures),
        said=tuple(said),
        neighbours=tuple(neighbours),
    )
