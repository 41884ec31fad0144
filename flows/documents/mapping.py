"""From the columns of a list to the fields of a document: by the user's words, by a preset, or by their own names.

A path names a column, or a place in nested values: ``fields.source.0.name``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.documents.model import PASSED_OVER, Capture, Draft, Fault, Options, Unreadable

FIELDS = ("id", "text", "title", "source", "date", "location", "url")

ALSO_CALLED: Mapping[str, tuple[str, ...]] = {
    "source": ("outlet", "publisher"),
    "location": ("place",),
}
"""Other names that a field may have where no column was named."""

ARCHIVE = ("archive_url", "archived_url", "archive_address")
"""Names of a field with the address at which an archive keeps the document; kept with its capture."""

LISTS_IN = ("articles", "messages", "data", "documents", "items", "results")
"""Keys under which the objects of APIs and exports carry their list."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A list that people download: the columns it is known by, and where its fields stand."""

    known_by: tuple[str, ...]
    columns: Mapping[str, str]
    only: Callable[[Mapping[str, Any]], bool] = lambda row: True
    join: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # a field put together from several columns


PRESETS: Mapping[str, Preset] = {
    "acled": Preset(
        ("event_id_cnty", "event_date", "notes"),
        {"id": "event_id_cnty", "text": "notes", "source": "source", "date": "event_date", "location": "location"},
    ),
    "ucdp-ged": Preset(
        ("source_headline", "where_coordinates", "date_start"),
        {
            "id": "id",
            "text": "source_headline",
            "source": "source_office",
            "date": "source_date",
            "location": "where_coordinates",
        },
    ),
    "gtd": Preset(
        ("eventid", "iyear", "summary"),
        {"id": "eventid", "text": "summary", "location": "city", "source": "dbsource"},
        join={"date": ("iyear", "imonth", "iday")},
    ),
    "reliefweb": Preset(
        ("fields.title", "fields.body"),
        {
            "id": "id",
            "text": "fields.body",
            "title": "fields.title",
            "source": "fields.source.0.name",
            "date": "fields.date.original",
            "location": "fields.primary_country.name",
            "url": "fields.url",
        },
    ),
    "gdelt-doc": Preset(
        ("url", "title", "seendate", "domain"),
        {"text": "title", "source": "domain", "date": "seendate", "url": "url"},
    ),
    "telegram": Preset(
        ("id", "type", "date", "text"),
        {"id": "id", "text": "text", "source": "source", "date": "date"},
        only=lambda row: row.get("type") == "message",
    ),
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """How the rows of one list become documents."""

    name: str | None
    columns: Mapping[str, str]
    preset: Preset | None
    options: Options
    named: bool  # whether somebody said so, or a preset knows: then dates are read as a list's

    def draft(
        self, row: Mapping[str, Any], line: int | None, *, original: bytes, notes: tuple[str, ...] = ()
    ) -> Draft | Fault:
        """The document of a row, or why it is none."""
        if self.preset is not None and not self.preset.only(row):
            return Fault(f"no {self.name} message; passed over.", line, check=PASSED_OVER)
        fields = {name: self._value(row, name) for name in FIELDS}
        text = _plain(fields.pop("text"))
        if not isinstance(text, str):
            what = "has no `text`" if text is None else f"`text` is not a string but {type(text).__name__}"
            where = f" (column {self.columns['text']})" if self.named else ""
            return Fault(f"{what}{where}.", line)
        if not text.strip() and self.named:
            return Fault("has an empty text.", line, check="text_not_blank")
        if self.named and (fault := self._undecided(fields.get("date"), line)) is not None:
            return fault
        fields |= {name: row[name] for name in ARCHIVE if row.get(name)}
        if self.name and fields.get("id") is not None:
            fields["id"] = f"{self.name}:{fields['id']}"
        return Draft(text, fields, line, notes=notes, original=original, capture=self._history(row))

    def _history(self, row: Mapping[str, Any]) -> Capture | None:
        """The number and the last edit of a channel's post, as Telegram's export gives them."""
        if self.name != "telegram":
            return None
        edited = None if str(row.get("edited")).startswith(_NEVER) else row.get("edited")
        told = {"message_id": row.get("id"), "posted": row.get("date"), "edited": edited}
        return Capture(history=json.dumps({key: value for key, value in told.items() if value is not None}))

    def _value(self, row: Mapping[str, Any], name: str) -> Any:
        if self.preset is not None and name in self.preset.join:
            return _joined([at(row, column) for column in self.preset.join[name]])
        found = at(row, self.columns.get(name, name))
        if found in (None, "") and name not in self.columns:
            found = next((at(row, other) for other in ALSO_CALLED.get(name, ()) if at(row, other)), None)
        if name == "date" and isinstance(found, str):
            return _unpacked(found)
        return found

    def _undecided(self, date: Any, line: int | None) -> Fault | None:
        """A day like 03/04 says nothing about its order: a wrong month is worse than a row set aside."""
        if self.options.date_order or not isinstance(date, str):
            return None
        from extractors.dates.publication import full_dates  # with the readers' rules, which not every command needs

        if len(full_dates(date)) < 2:
            return None
        words = f"the day {date!r} can be read two ways; say which with FIGURES_DATE_ORDER (dmy, mdy)."
        return Fault(words, line, check="date_unambiguous")


_NEVER = "1970-01-01"
"""What older exports of Telegram give as the day of the last edit of a post that was never edited."""
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z?")  # GDELT's 20151015T120000Z


def _unpacked(date: str) -> str:
    match = _PACKED.fullmatch(date.strip())
    return "-".join(match.groups()) if match else date


def _joined(parts: Sequence[Any]) -> str | None:
    """Year, month and day as a day; less where GTD gives 0 for what is not known."""
    try:
        year, month, day = (int(float(part or 0)) for part in parts)
    except (TypeError, ValueError):
        return None
    return f"{year:04}-{month:02}-{day:02}" if year and month and day else None


def _plain(text: Any) -> Any:
    """Telegram's text: a string, or a list of strings and of objects with the text of a link or a bold word."""
    if not isinstance(text, list):
        return text
    parts = [part.get("text", "") if isinstance(part, Mapping) else part for part in text]
    return "".join(part for part in parts if isinstance(part, str))


def at(row: Any, path: str) -> Any:
    """The value under a name, else under a path; ``None`` if there is none.

    >>> at({"fields": {"source": [{"name": "Wire"}]}}, "fields.source.0.name"), at({"a.b": 1}, "a.b"), at({}, "a.0")
    ('Wire', 1, None)
    """
    if isinstance(row, Mapping) and path in row:
        return row[path]
    for step in path.split("."):
        if isinstance(row, Mapping):
            row = row.get(step)
        elif isinstance(row, list) and step.isdigit() and int(step) < len(row):
            row = row[int(step)]
        else:
            return None
    return row


def mapping_of(options: Options, first: Mapping[str, Any] | None) -> Mapped:
    """How to read a list whose first row is given. Raises ``Unreadable`` if a column that was named is not there."""
    name = options.preset or (None if options.columns or first is None else _known(first))
    preset = None
    if name is not None:
        if name not in PRESETS:
            raise Unreadable(f"there is no preset {name!r}; there are {', '.join(PRESETS)}.")
        preset = PRESETS[name]
    columns = {**(preset.columns if preset else {}), **options.columns}
    if first is not None:
        for each, column in options.columns.items():
            if column not in first and at(first, column) is None:
                known = ", ".join(map(str, list(first)[:20]))
                raise Unreadable(f"there is no column {column!r} for `{each}`; there are {known}.")
    return Mapped(name, columns, preset, options, named=bool(columns))


def _known(first: Mapping[str, Any]) -> str | None:
    for name, preset in PRESETS.items():
        if all(column in first or at(first, column) is not None for column in preset.known_by):
            return name
    return None
