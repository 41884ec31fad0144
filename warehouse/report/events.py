"""Events as a table and as points on a map, for other programs. Staged views in, CSV and GeoJSON out.

One row per incident with the precision of its place and day in the codes of UCDP GED (codebook 25.1): ``where_prec`` 1
exact place, 2 near a place, 4 first-level area, 6 country, 7 not known; ``date_prec`` 1 exact day, 2 two to six
days, 3 a week, 4 a month, 5 more than that or not known. The best and the bounds are not ours to give: low and high
are the least and the most that voices report, and no best is offered.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.folder import Files
from warehouse.report.queries import Row, rows

COLUMNS = (
    "event_id", "event_date", "event_date_end", "date_prec", "event_kind", "place", "place_key", "where_prec",
    "country", "latitude", "longitude", "killed_low", "killed_high", "injured_low", "injured_high", "voices",
    "documents", "verdicts",
)  # fmt: skip
_WHERE = {"point": 1, "area": 2, "region": 4, "country": 6}

_EVENTS = """
    with main as (
        select event_id, outcome, hull_low, hull_high from rep_comparison
        where outcome in ('killed', 'injured') and origins > 0
        qualify row_number() over (
            partition by event_id, outcome order by entity_class <> 'person', origins desc, hull_low desc, figure_id
        ) = 1
    )
    select e.*,
        any_value(m.hull_low) filter (where m.outcome = 'killed') as killed_low,
        any_value(m.hull_high) filter (where m.outcome = 'killed') as killed_high,
        any_value(m.hull_low) filter (where m.outcome = 'injured') as injured_low,
        any_value(m.hull_high) filter (where m.outcome = 'injured') as injured_high,
        (select count(distinct origin_id) from rep_origins as o where o.event_id = e.event_id) as voices,
        (select list(distinct verdict order by verdict) from rep_comparison as c where c.event_id = e.event_id)
            as verdicts
    from rep_events as e left join main as m using (event_id)
    where e.event_type = 'incident' group by all order by e.event_date nulls last, e.country, e.place, e.event_id
"""


def where_precision(level: str | None) -> int:
    """Precision of a place by UCDP's code.

    >>> where_precision("point"), where_precision("unplaced")
    (1, 7)
    """
    return _WHERE.get(level or "", 7)


def date_precision(first: date | None, last: date | None) -> int:
    """Precision of a day by UCDP's code.

    >>> date_precision(date(2015, 10, 15), date(2015, 10, 15)), date_precision(date(2015, 10, 1), date(2015, 10, 31))
    (1, 4)
    """
    if first is None:
        return 5
    length = ((last or first) - first).days
    return next((code for most, code in ((0, 1), (5, 2), (6, 3), (31, 4)) if length <= most), 5)


def table(con: Connection) -> list[Row]:
    """A row per incident by ``COLUMNS``; needs ``stage`` first."""
    found = []
    for event in rows(con, _EVENTS):
        row = event | {
            "place": words.squeezed(event["place"]),
            "where_prec": where_precision(event["place_level"]),
            "date_prec": date_precision(event["event_date"], event["event_date_end"]),
            "verdicts": event["verdicts"] or [],
        }
        found.append({name: row[name] for name in COLUMNS})
    return found


def write(folder: Files, listed: Sequence[Row]) -> None:
    """``events.csv`` and ``events.geojson``; an incident without coordinates is a feature without geometry."""
    folder.write_csv("events.csv", COLUMNS, ([row[name] for name in COLUMNS] for row in listed))
    features = [_feature(row) for row in listed]
    collection = {"type": "FeatureCollection", "features": features}
    folder.write("events.geojson", json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n")


def _feature(row: Row) -> dict[str, Any]:
    placed = row["latitude"] is not None and row["longitude"] is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if placed else None
    properties = {n: v.isoformat() if isinstance(v, date) else v for n, v in row.items()}
    return {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": properties}
