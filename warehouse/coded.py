"""Coded lists of events as claims: a CSV of a known kind in, rows of ``coded_claims`` out.

What a list says is a claim of that list, with its low, best and high as coded (UCDP GED codebook: best, low, high;
ACLED: the lowest that is reported until more is corroborated, so that its number is a lower bound; GTD: ``nkill``,
``nwound``; Airwars: minimum and maximum of those harmed). They are never assertions, since they have no span of text.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pandas as pd

import seeds
from warehouse import WarehouseError
from warehouse.load import Connection
from warehouse.migrate import transaction

_DATES = ("%Y-%m-%d", "%d %B %Y", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%Y%m%d")
_LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Counted:
    """One number of a coded event: who, what happened to them, and the columns of low, best and high ("" for none)."""

    outcome: str
    entity_class: str
    low: str = ""
    best: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """How the columns of a list are called."""

    id: str
    counted: tuple[Counted, ...]
    start: tuple[str, ...]  # one column, or year, month, day
    end: str = ""
    place: tuple[str, ...] = ()
    country: str = ""
    latitude: str = "latitude"
    longitude: str = "longitude"
    note: tuple[str, ...] = ()
    url: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    """Other names by which exports of the list have a column, each with the one used here."""


# Names of columns as the publishers document them; where each was looked up: docs/input.md, "Coded lists".
PRESETS: Mapping[str, Preset] = {
    "ucdp-ged": Preset(
        id="id",
        counted=(
            Counted("killed", "person", "low", "best", "high"),
            Counted("killed", "civilian", best="deaths_civilians"),
        ),
        start=("date_start",),
        end="date_end",
        place=("where_coordinates", "where_description", "adm_2", "adm_1"),
        country="country",
        note=("source_article", "source_office", "source_headline"),
    ),
    "acled": Preset(
        id="event_id_cnty",
        counted=(Counted("killed", "person", low="fatalities", best="fatalities"),),
        start=("event_date",),
        place=("location", "admin2", "admin1"),
        country="country",
        note=("source", "source_scale"),
    ),
    "gtd": Preset(
        id="eventid",
        counted=(
            Counted("killed", "person", best="nkill"),
            Counted("killed", "combatant", best="nkillter"),
            Counted("injured", "person", best="nwound"),
        ),
        start=("iyear", "imonth", "iday"),
        place=("city", "provstate"),
        country="country_txt",
        note=("scite1", "scite2", "dbsource"),
    ),
    "airwars": Preset(
        id="unique_reference_code",
        counted=(
            Counted("killed", "civilian", low="civilians_killed_min", high="civilians_killed_max"),
            Counted("injured", "civilian", low="civilians_injured_min", high="civilians_injured_max"),
            Counted("killed", "combatant", low="militants_killed_min", high="militants_killed_max"),
        ),
        start=("incident_date",),
        place=("location_name", "region"),
        country="country",
        note=("strike_status", "grading"),
        url="permalink",
        also={
            "code": "unique_reference_code",
            "date": "incident_date",
            "location": "location_name",
            "link": "permalink",
            "url": "permalink",
            "civilian_harm_status": "grading",
            "country_slug": "country",
            **{
                f"{other}_{what}_{end}": f"{name}_{what}_{end}"
                for other, name in (
                    ("civilian_non_combatants", "civilians"),
                    ("persons_directly_participating_in_hostilities", "militants"),
                )
                for what in ("killed", "injured")
                for end in ("min", "max")
            },
        },
    ),
}


@dataclass(frozen=True, slots=True)
class CodedReport:
    """What became of a list: events and claims that were loaded and, by line number, rows that could not be."""

    list_name: str
    events: int
    claims: int
    problems: tuple[str, ...]


def load(con: Connection, csv_path: Path | str, preset: str) -> CodedReport:
    """Load a list, replacing what was loaded from a file of the same name; rows that cannot be read are named.

    Raises ``WarehouseError`` for an unknown preset, a missing file, one that is no CSV or lacks the id or the day.
    """
    path = Path(csv_path)
    if preset not in PRESETS:
        raise WarehouseError(f"There is no preset {preset!r}; there are {', '.join((*PRESETS, 'oryx'))}.")
    claims: list[dict[str, object]] = []
    problems: list[str] = []
    seen: set[str] = set()
    for line, row in _rows(path, PRESETS[preset]):
        try:
            found = _claims(row, PRESETS[preset])
            if (coded_id := row[PRESETS[preset].id].strip()) in seen:
                raise ValueError(f"the id {coded_id!r} came before")
            seen.add(coded_id)
        except ValueError as error:
            problems.append(f"line {line}: {error}")
        else:
            claims += [{**claim, "list_name": path.name, "preset": preset} for claim in found]
    before = con.execute("select count(*) from coded_claims where list_name = ?", [path.name]).fetchall()[0][0]
    if before and not claims:
        raise WarehouseError(f"{path} has no event that can be read, and would empty the list that was loaded before.")
    _replace(con, path.name, claims)
    return CodedReport(path.name, len(seen), len(claims), tuple(problems))


def _replace(con: Connection, list_name: str, claims: list[dict[str, object]]) -> None:
    for claim in claims:
        key = "\x1f".join(map(str, (list_name, claim["coded_id"], claim["outcome"], claim["entity_class"])))
        claim["claim_id"] = hashlib.sha256(key.encode()).hexdigest()[:16]
    with transaction(con):
        con.execute("delete from coded_claims where list_name = ?", [list_name])
        if claims:
            con.register("incoming_claims", pd.DataFrame(claims))
            try:
                con.execute("insert into coded_claims by name select * from incoming_claims")
            finally:
                con.unregister("incoming_claims")


def _rows(path: Path, preset: Preset) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, delimiter=_delimiter(path))
            reader.fieldnames = _known_by(preset, reader.fieldnames or ())
            missing = [name for name in (preset.id, *preset.start) if name not in (reader.fieldnames or ())]
            if missing:
                raise WarehouseError(f"{path} has no column {', '.join(missing)}; is it another kind of list?")
            numbers = {name for c in preset.counted for name in (c.low, c.best, c.high) if name}
            if not numbers & set(reader.fieldnames or ()):
                raise WarehouseError(f"{path} has none of the columns {', '.join(sorted(numbers))}.")
            for row in reader:
                yield reader.line_num, {name: value or "" for name, value in row.items() if isinstance(name, str)}
    except OSError as error:
        raise WarehouseError(f"The list {path} cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise WarehouseError(f"{path} is no CSV in UTF-8 ({error}).") from error


def _known_by(preset: Preset, header: Sequence[str]) -> list[str]:
    """The header with the names used here, where the list has the column by another and not by this one too."""
    return [preset.also[name] if preset.also.get(name, name) not in header else name for name in header]


def _delimiter(path: Path) -> str:
    """ACLED's own export has semicolons."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        head = file.readline()
    return max(",;\t", key=head.count)


def _claims(row: Mapping[str, str], preset: Preset) -> list[dict[str, object]]:
    """The claims of a row: one for each group that it has a number for; none for an event without numbers."""
    start = _day([row[name] for name in preset.start])
    shared: dict[str, object] = {
        "coded_id": row[preset.id].strip(),
        "event_date_start": start,
        "event_date_end": _day([row[preset.end]]) if row.get(preset.end) else start,
        "place": next((row[name].strip() for name in preset.place if row.get(name, "").strip()), None),
        "country": _country(row.get(preset.country, "")),
        "latitude": _degrees(row.get(preset.latitude, ""), 90),
        "longitude": _degrees(row.get(preset.longitude, ""), 180),
        "source_note": "; ".join(row[n].strip() for n in preset.note if row.get(n, "").strip()) or None,
        "url": row.get(preset.url, "").strip() or None,
    }
    if not shared["coded_id"]:
        raise ValueError("it has no id")
    found = []
    for counted in preset.counted:
        bounds = {name: _number(row.get(getattr(counted, name), "")) for name in ("low", "best", "high")}
        known = [bound for bound in (bounds["low"], bounds["best"], bounds["high"]) if bound is not None]
        if known != sorted(known):
            raise ValueError(f"low, best and high are not in order: {', '.join(f'{bound:g}' for bound in known)}")
        if known:
            told = {"outcome": counted.outcome, "entity_class": counted.entity_class}
            found.append({**shared, **told, **bounds})
    return found


def _number(text: str) -> float | None:
    """A count; empty, -99 and -9 (GTD's unknown) are null, never 0.

    >>> _number("12"), _number("3.0"), _number(""), _number("-99")
    (12.0, 3.0, None, None)
    """
    text = text.strip()
    if text in {"", "-99", "-9", "-99.0", "-9.0", "NA", "nan"}:
        return None
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no number") from error
    if not 0 <= number <= _LARGEST:
        raise ValueError(f"{text!r} is no number of people")
    return number


def _day(parts: list[str]) -> date | None:
    if len(parts) == 3:
        year, month, day = (int(float(part or 0)) for part in parts)
        return date(year, month, day) if month and day else None  # GTD: 0 is not known
    text = parts[0].strip()
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"the day {text!r} is none, or can be read two ways")


def _degrees(text: str, most: float) -> float | None:
    if not text.strip():
        return None
    try:
        degrees = float(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no degree") from error
    if abs(degrees) > most:
        raise ValueError(f"{text!r} is no degree")
    return degrees


@cache
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for row in seeds.reference("countries"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                known[name.lower()] = row["country"]
    return known


def _country(name: str) -> str | None:
    """Code of a country, also as "Yemen (North Yemen)" and as in an address, "the-gaza-strip".

    >>> _country("Syria"), _country("Yemen (North Yemen)"), _country("south-sudan"), _country("Atlantis")
    ('SY', 'YE', 'SS', None)
    """
    plain = name.strip().lower()
    if " " not in plain:
        plain = plain.replace("-", " ").removeprefix("the ")
    return _countries().get(plain) or _countries().get(plain.partition(" (")[0])
