"""The ledger of equipment: what each side is said to have lost, by source, beside what a list confirms with pictures.

Staged views in, rows out. Claimed bounds are those of the voices; confirmed pieces are counted from the loaded lists
and never mixed with claims. What no list confirms is said so, which is not to say that it did not happen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from warehouse.load import Connection
from warehouse.report import charts, words
from warehouse.report.folder import Files
from warehouse.report.pages import Pages
from warehouse.report.queries import Row, rows

NOT_SAID = "not said"

_VOICES = """
    select
        coalesce(nullif(o.affiliation, ''), 'not said') as side, o.entity_class as category,
        coalesce(nullif(o.designation, ''), 'not said') as model, o.outcome as status, o.count_status,
        o.origin, o.origin_id, sum(o.low) as low,
        case when not bool_or(o.high is null) then sum(o.high) end as high,
        count(*) as figures, max(o.stated_on) as last_on,
        any_value(o.event_id order by o.stated_on desc, o.event_id) as event_id
    from rep_origins as o
    where o.domain = 'equipment' and o.outcome in ('destroyed', 'damaged', 'abandoned', 'seized') and not o.is_denial
        and o.count_status in ('incident', 'cumulative')
    group by all order by side, category, model, status, count_status, low desc nulls last, origin, origin_id
"""
_CONFIRMED = """
    select affiliation as side, entity_class as category, coalesce(nullif(designation, ''), 'not said') as model,
        status, count(*) as pieces, list(url order by url) filter (where url <> '') as urls,
        list(distinct list_name order by list_name) as lists
    from confirmed_losses group by all
"""
_OVER_TIME = """
    select coalesce(nullif(f.affiliation, ''), 'not said') as side, f.entity_class as category,
        coalesce(nullif(f.designation, ''), 'not said') as model, f.outcome as status, s.stated_on, max(s.low) as low
    from rep_steps as s inner join rep_comparison as f using (figure_id)
    where f.domain = 'equipment' and s.count_status = 'cumulative' and s.stated_on is not null and s.low is not null
    group by all order by stated_on
"""

Key = tuple[str, str, str, str]  # side, category, model, status
Totals = tuple[Key, str]  # and whether it is of single events or a running total


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: a model of a side in a status, with who claims how many and what is confirmed."""

    side: str
    category: str
    model: str
    status: str
    count_status: str
    voices: tuple[Row, ...]
    confirmed: int | None  # None: no list is loaded
    urls: tuple[str, ...]
    over_time: tuple[tuple[date, float], ...]

    @property
    def low(self) -> float | None:
        return min((v["low"] for v in self.voices if v["low"] is not None), default=None)

    @property
    def high(self) -> float | None:
        highs = [v["high"] for v in self.voices]
        return None if None in highs or not highs else max(highs)

    @property
    def claimed(self) -> str:
        """Least to greatest that any voice claims, in words."""
        return words.bounds(self.low, self.high) if self.voices else "not claimed"

    @property
    def is_unconfirmed(self) -> bool:
        """Claimed, and a list is loaded that holds none."""
        return bool(self.voices) and self.confirmed == 0


def entries(con: Connection) -> list[Entry]:
    """The ledger; needs ``stage`` first."""
    claimed: dict[Totals, list[Row]] = defaultdict(list)
    for row in rows(con, _VOICES):
        claimed[_key(row), row["count_status"]].append(row)
    confirmed = {_key(row): row for row in rows(con, _CONFIRMED)}
    over_time: dict[Key, list[tuple[date, float]]] = defaultdict(list)
    for row in rows(con, _OVER_TIME):
        over_time[_key(row)].append((row["stated_on"], row["low"]))
    unclaimed = {(key, "not claimed") for key in confirmed} - {(key, "not claimed") for key, _ in claimed}
    return [
        _entry(key, count_status, claimed.get((key, count_status), ()), confirmed, over_time.get(key, ()))
        for key, count_status in sorted({*claimed, *unclaimed})
    ]


def _key(row: Row) -> Key:
    return (row["side"] or NOT_SAID, row["category"] or "equipment", row["model"], row["status"])


def _entry(
    key: Key, count_status: str, claimed: Sequence[Row], confirmed: Mapping[Key, Row], over_time: Iterable[Any]
) -> Entry:
    side, category, model, status = key
    listed = confirmed.get(key)
    pieces = listed["pieces"] if listed else 0 if confirmed else None
    urls = tuple(listed["urls"] or ()) if listed else ()
    return Entry(
        side=side,
        category=category,
        model=model,
        status=status,
        count_status=count_status,
        voices=tuple(claimed),
        confirmed=pieces,
        urls=urls,
        over_time=tuple(over_time) if count_status == "cumulative" else (),
    )


CSV_COLUMNS = (
    "side", "category", "model", "status", "count_status", "origin", "claimed_low", "claimed_high", "figures",
    "last_stated_on", "confirmed",
)  # fmt: skip


def write(con: Connection, folder: Files, pages: Pages) -> None:
    """``ledger.html`` and ``ledger.csv``."""
    listed = entries(con)
    folder.write("ledger.html", page(pages, listed))
    folder.write_csv("ledger.csv", CSV_COLUMNS, _csv_rows(listed))


def _csv_rows(listed: Iterable[Entry]) -> Iterable[tuple[Any, ...]]:
    for entry in listed:
        what = (entry.side, entry.category, entry.model, entry.status)
        for v in entry.voices:
            told = (entry.count_status, words.squeezed(v["origin"]), v["low"], v["high"], v["figures"], v["last_on"])
            yield (*what, *told, entry.confirmed)
        if not entry.voices:
            yield (*what, None, None, None, None, None, None, entry.confirmed)


def page(pages: Pages, listed: Sequence[Entry], root: str = "") -> str:
    """The ledger as a page, a table per side."""
    sides: dict[str, list[Entry]] = defaultdict(list)
    for entry in listed:
        sides[entry.side].append(entry)
    lines = {
        id(e): Markup(charts.share_line(e.over_time, f"running total claimed, {e.model} {e.status}")) for e in listed
    }
    return pages.render(
        "ledger.html",
        root=root,
        section="Ledger",
        title="Ledger of equipment",
        sides=sorted(sides.items(), key=lambda pair: (pair[0] == NOT_SAID, pair[0])),
        lines=lines,
        has_lists=any(e.confirmed is not None for e in listed),
        unconfirmed=sum(e.is_unconfirmed for e in listed),
    )
