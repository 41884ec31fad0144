"""The week: what was reported per place and week, for humanitarian tables. Staged views in, rows and files out.

A row is a place in a week (Monday to Sunday): how many were reported killed, injured, displaced, how many facilities
hit, from the least to the most, over its incidents. Bounds are added over incidents, never over voices of one; where a
voice leaves a number open, the sum is open above (empty), and where nobody gives one it is empty, never 0. Columns
carry tags of the Humanitarian Exchange Language (https://hxlstandard.org).
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.admin import Areas, Boundaries
from warehouse.report.folder import Files, csv_text
from warehouse.report.pages import Pages
from warehouse.report.queries import Row, rows

COLUMNS: tuple[tuple[str, str, str, str], ...] = (
    ("week_start", "date", "#date+start", "Monday of the week in which the incidents were."),
    ("week", "string", "#period+week", "The week by ISO 8601."),
    ("country", "string", "#country+code+v_iso2", "Country, ISO 3166-1 alpha-2; empty where not known."),
    ("adm1_name", "string", "#adm1+name", "First administrative level."),
    ("adm1_code", "string", "#adm1+code", "Its code: ISO 3166-2, or that of the boundary file given."),
    ("adm2_name", "string", "#adm2+name", "Second administrative level, from the boundary file given."),
    ("adm2_code", "string", "#adm2+code", "Its code in the boundary file given."),
    ("place", "string", "#loc+name", "Place as most documents name it."),
    ("place_key", "string", "#loc+code", "Place as in the warehouse; 'unplaced' where no text says it."),
    ("place_level", "string", "#loc+type", "point, area, region, country or unplaced."),
    ("latitude", "number", "#geo+lat", "Latitude of the place."),
    ("longitude", "number", "#geo+lon", "Longitude of the place."),
    ("incidents", "integer", "#event+num", "Incidents of the place in the week."),
    ("killed_low", "number", "#affected+killed+min", "Least reported killed, added over incidents."),
    ("killed_high", "number", "#affected+killed+max", "Most reported killed; empty is open above or not told."),
    ("injured_low", "number", "#affected+injured+min", "Least reported injured."),
    ("injured_high", "number", "#affected+injured+max", "Most reported injured."),
    ("displaced_low", "number", "#affected+displaced+min", "Least reported displaced."),
    ("displaced_high", "number", "#affected+displaced+max", "Most reported displaced."),
    ("women_low", "number", "#affected+killed+f+adults+min", "Women among the killed, where told: the least."),
    ("men_low", "number", "#affected+killed+m+adults+min", "Men among the killed, where told: the least."),
    ("girls_low", "number", "#affected+killed+f+children+min", "Girls among the killed, where told: the least."),
    ("boys_low", "number", "#affected+killed+m+children+min", "Boys among the killed, where told: the least."),
    ("children_low", "number", "#affected+killed+children+min", "Children among the killed, where told: the least."),
    ("facilities_low", "number", "#impact+facilities+min", "Facilities reported destroyed, damaged or hit: the least."),
    ("facilities_high", "number", "#impact+facilities+max", "Facilities: the most."),
    ("attacks_health", "integer", "#event+health+num", "Incidents in which hospitals or medics were reported hit."),
    ("attacks_education", "integer", "#event+education+num", "Incidents in which schools were reported hit."),
    ("attacks_aid", "integer", "#event+aid+num", "Incidents in which aid workers were reported harmed."),
    ("voices", "integer", "#meta+sources+num", "Independent voices; copies of one are one."),
    ("contradiction", "boolean", "#status+contradiction", "True where voices contradict each other on a figure."),
    ("denied", "boolean", "#status+denied", "True where a voice denies a figure."),
    ("new", "integer", "#status+new+num", "Incidents first reported in the week that the table ends with."),
    ("revised", "integer", "#status+revised+num", "Incidents of which a voice changed its figure in that week."),
    (
        "retracted",
        "integer",
        "#status+retracted+num",
        "Incidents of which a voice lowered its figure then, or denied what it had given.",
    ),
)
"""Columns of the table: name, type of Frictionless Table Schema, HXL tag, meaning."""

_PEOPLE = ("killed", "injured", "displaced")

# Of an event and outcome the figure for all people, else the one that most voices give: classes are not added here.
_MAIN = """
    select c.event_id, c.outcome, c.hull_low, c.hull_high
    from rep_comparison as c
    where c.domain = 'people' and c.outcome in ('killed', 'injured', 'displaced') and c.count_status = 'incident'
        and c.origins > 0
    qualify row_number() over (
        partition by c.event_id, c.outcome
        order by c.entity_class <> 'person', c.origins desc, c.hull_low desc, c.figure_id
    ) = 1
"""
_FACILITIES = """
    select event_id, sum(hull_low) as low, case when not bool_or(hull_high is null) then sum(hull_high) end as high,
        bool_or(entity_class = 'hospital') as health, bool_or(entity_class = 'school') as education
    from rep_comparison
    where domain = 'facility' and outcome in ('destroyed', 'damaged', 'struck') and origins > 0 group by 1
"""
_HARMED = """
    select event_id, bool_or(entity_class = 'medic') as health, bool_or(entity_class = 'aid_worker') as aid
    from rep_said
    where entity_class in ('medic', 'aid_worker')
        and outcome in ('killed', 'injured', 'casualties', 'captured', 'missing') and polarity = 'asserted'
        and event_id is not null
    group by 1
"""
# Of each group the most that any statement gives as least: statements of one group are not added.
_GROUPS = """
    select event_id,
        max(low) filter (where entity_class = 'woman') as women, max(low) filter (where entity_class = 'man') as men,
        max(low) filter (where regexp_matches(lower(entity_text), '\\bgirls?\\b')) as girls,
        max(low) filter (where regexp_matches(lower(entity_text), '\\bboys?\\b')) as boys,
        max(low) filter (where entity_class = 'child') as children
    from rep_said
    where outcome = 'killed' and polarity = 'asserted' and count_status = 'incident' and event_id is not null group by 1
"""
_EVENTS = """
    select e.*,
        (select count(distinct o.origin_id) from rep_origins as o where o.event_id = e.event_id) as voices,
        exists (from rep_comparison as c where c.event_id = e.event_id and c.verdict = 'contradiction')
            as contradiction,
        exists (from rep_comparison as c where c.event_id = e.event_id and c.denials > 0) as denied,
        (select min(s.stated_on) from rep_said as s where s.event_id = e.event_id) as first_told
    from rep_events as e where e.event_type = 'incident' order by e.event_date, e.country, e.place, e.event_id
"""
# A voice that denies what it gave before takes it back, as one that lowers it does.
_CHANGED = """
    with changes as (
        select c.event_id, s.stated_on as raised, null as lowered
        from rep_steps as s inner join rep_comparison as c using (figure_id)
        where s.revision in ('revision_up', 'bound_changed')
        union all
        select c.event_id, null, s.stated_on
        from rep_steps as s inner join rep_comparison as c using (figure_id)
        where s.revision = 'revision_down'
        union all
        select d.event_id, null, d.stated_on
        from rep_said as d
        where d.polarity = 'denied' and d.event_id is not null and not starts_with(d.origin_id, 'local:')
            and exists (
                from rep_said as s
                where s.origin_id = d.origin_id and s.event_id = d.event_id and s.outcome = d.outcome
                    and s.polarity = 'asserted' and coalesce(s.high, 1) > 0 and s.stated_on < d.stated_on
            )
    )

    select event_id, max(raised) as raised, max(lowered) as lowered from changes group by 1
"""


@dataclass
class _Sum:
    """Bounds added over incidents: nothing told is null, an open end stays open."""

    low: float | None = None
    high: float | None = None
    told: int = 0
    is_open: bool = False

    def add(self, low: float | None, high: float | None) -> None:
        self.told += 1
        if low is not None:
            self.low = (self.low or 0) + low
        if high is None:
            self.is_open = True
        else:
            self.high = (self.high or 0) + high

    @property
    def most(self) -> float | None:
        return None if self.is_open or not self.told else self.high


@dataclass
class _Place:
    """A place in a week while its incidents are added."""

    first: Row
    sums: dict[str, _Sum] = field(default_factory=dict)
    counts: dict[str, float | None] = field(default_factory=dict)

    def count(self, name: str, number: float | None) -> None:
        if number is not None:
            self.counts[name] = (self.counts.get(name) or 0) + number


def week_start(day: date) -> date:
    """Monday of its week.

    >>> week_start(date(2015, 11, 1))
    datetime.date(2015, 10, 26)
    """
    return day - timedelta(days=day.weekday())


def iso_week(day: date) -> str:
    """The week by ISO 8601.

    >>> iso_week(date(2015, 11, 2))
    '2015-W45'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def table(con: Connection, boundaries: Boundaries | None = None) -> list[dict[str, Any]]:
    """A row per place and week, by ``COLUMNS``; incidents without a day come last, without a week."""
    main: dict[str, list[Row]] = {}
    for row in rows(con, _MAIN):
        main.setdefault(row["event_id"], []).append(row)
    facilities, harmed, groups, changed = (
        {row["event_id"]: row for row in rows(con, query)} for query in (_FACILITIES, _HARMED, _GROUPS, _CHANGED)
    )
    newest = con.execute("select max(stated_on) from rep_said").fetchall()[0][0]
    last_week = week_start(newest) if newest else None
    places: dict[tuple[str, str], _Place] = {}
    for event in rows(con, _EVENTS):
        start = str(week_start(event["event_date"])) if event["event_date"] else "~"
        place = places.setdefault((start, event["place_key"]), _Place(event))
        _add(place, event, main.get(event["event_id"], []), facilities.get(event["event_id"]))
        _add_groups(
            place, groups.get(event["event_id"]), facilities.get(event["event_id"]), harmed.get(event["event_id"])
        )
        _add_changes(place, event, changed.get(event["event_id"]), last_week)
    areas = Areas(con, boundaries)
    return [_row(places[key], areas) for key in sorted(places)]


def _add(place: _Place, event: Row, main: Iterable[Row], facility: Row | None) -> None:
    place.count("incidents", 1)
    place.count("voices", event["voices"])
    place.counts["contradiction"] = bool(place.counts.get("contradiction")) or event["contradiction"]
    place.counts["denied"] = bool(place.counts.get("denied")) or event["denied"]
    for figure in main:
        place.sums.setdefault(figure["outcome"], _Sum()).add(figure["hull_low"], figure["hull_high"])
    if facility:
        place.sums.setdefault("facilities", _Sum()).add(facility["low"], facility["high"])


def _add_groups(place: _Place, groups: Row | None, facility: Row | None, harmed: Row | None) -> None:
    for name in ("women", "men", "girls", "boys", "children"):
        if groups:
            place.count(f"{name}_low", groups[name])
    hit, hurt = facility or {}, harmed or {}
    place.count("attacks_health", int(bool(hit.get("health") or hurt.get("health"))))
    place.count("attacks_education", int(bool(hit.get("education"))))
    place.count("attacks_aid", int(bool(hurt.get("aid"))))


def _add_changes(place: _Place, event: Row, changed: Row | None, last_week: date | None) -> None:
    def now(day: date | None) -> int:
        return int(day is not None and last_week is not None and day >= last_week)

    is_new = now(event["first_told"])
    place.count("new", is_new)
    lowered = now((changed or {}).get("lowered"))
    place.count("revised", 0 if is_new else max(now((changed or {}).get("raised")), lowered))
    place.count("retracted", lowered)


def _row(place: _Place, areas: Areas) -> dict[str, Any]:
    event = place.first
    start = week_start(event["event_date"]) if event["event_date"] else None
    row: dict[str, Any] = {
        "week_start": start,
        "week": iso_week(start) if start else None,
        "country": event["country"],
        "place": words.squeezed(event["place"]),
        "place_key": event["place_key"],
        "place_level": event["place_level"],
        "latitude": event["latitude"],
        "longitude": event["longitude"],
        **areas.of(event),
        **place.counts,
    }
    for name in ("killed", "injured", "displaced", "facilities"):
        told = place.sums.get(name, _Sum())
        row |= {f"{name}_low": told.low, f"{name}_high": told.most}
    return {name: row.get(name) for name, *_ in COLUMNS}


def write(folder: Files, weekly: Sequence[dict[str, Any]], made_on: datetime) -> None:
    """``week/week.csv`` and ``week.xlsx`` with a row of tags under the header, and the description of the columns."""
    header = [name for name, *_ in COLUMNS]
    tags = [tag for _, _, tag, _ in COLUMNS]
    cells = [[_cell(row[name]) for name in header] for row in weekly]
    folder.write("week/week.csv", csv_text(header, [tags, *cells]))
    folder.write("week/week.xlsx", spreadsheet(header, tags, cells, made_on))
    folder.write("week/datapackage.json", _package())


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def spreadsheet(header: Sequence[str], tags: Sequence[str], cells: Iterable[Sequence[Any]], made_on: datetime) -> bytes:
    """The table as XLSX; the time of creation is that of the warehouse, so that the same table is the same bytes."""
    import xlsxwriter

    held = io.BytesIO()
    # Text stays text: no cell becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(held, options)
    book.set_properties({"title": "Conflict Figures: the week", "created": made_on.replace(tzinfo=None)})
    sheet = book.add_worksheet("week")
    bold, quiet = book.add_format({"bold": True}), book.add_format({"font_color": "#57534e", "italic": True})
    sheet.write_row(0, 0, header, bold)
    sheet.write_row(1, 0, tags, quiet)
    for number, row in enumerate(cells, 2):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    sheet.freeze_panes(2, 0)
    sheet.set_column(0, len(header) - 1, 13)
    about = book.add_worksheet("columns")
    for number, (name, _, tag, meaning) in enumerate(COLUMNS):
        about.write_row(number, 0, (name, tag, meaning))
    book.close()
    return held.getvalue()


def _package() -> str:
    """``datapackage.json`` after Frictionless Data Package v2."""
    fields = [{"name": name, "type": kind, "description": meaning} for name, kind, _, meaning in COLUMNS]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "conflict-figures-week",
        "title": "What was reported per place and week",
        "description": "Bounds as reported, added over incidents; empty is unknown or open, never 0.",
        "resources": [
            {
                "name": "week",
                "type": "table",
                "path": "week.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"headerRows": [1], "commentRows": [2]},
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


WEEKS = 12  # on the page; all are in the files


def page(pages: Pages, weekly: Sequence[dict[str, Any]], root: str = "") -> str:
    """The latest weeks as a page."""
    weeks: dict[Any, list[dict[str, Any]]] = {}
    for row in weekly:
        if _tells(row):
            weeks.setdefault(row["week_start"], []).append(row | _worded(row))
    latest = sorted((w for w in weeks if w), reverse=True)
    shown = [(w, f"{weeks[w][0]['week']}: week of {words.day(w)}") for w in latest[:WEEKS]]
    if None in weeks:
        shown.append((None, "No day known"))
    totals = {name: sum(int(row[name] or 0) for row in weekly) for name in ("new", "revised", "retracted")}
    changed = ", ".join(f"{words.several(n, 'incident')} {name}" for name, n in totals.items() if n)
    return pages.render(
        "week.html",
        root=root,
        section="Week",
        title="The week",
        weeks=[{"title": title, "rows": weeks[start]} for start, title in shown],
        more=max(0, len(latest) - WEEKS),
        changed=changed,
    )


def _tells(row: dict[str, Any]) -> bool:
    """Whether anything of the columns of the page is told."""
    sums = any(row[f"{n}_{end}"] is not None for n in (*_PEOPLE, "facilities") for end in ("low", "high"))
    return sums or any(row[name] for name in ("attacks_health", "attacks_education", "attacks_aid"))


def _worded(row: dict[str, Any]) -> dict[str, str]:
    return {name: _range(row[f"{name}_low"], row[f"{name}_high"]) for name in (*_PEOPLE, "facilities")}


def _range(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    return words.bounds(low, high) if high is not None else f"{words.number(low or 0)} or more"
