"""A snapshot: what the warehouse says on a day, as files that stay; and what changed from one to another.

A snapshot is a folder with ``statements.csv`` (an assertion a row, with what it says and what it is linked to) and
``manifest.json`` (what it was made from, and the hash of the file). ``changes`` sets two beside each other:
statements that are new, that are gone, that say something else, and that are linked to another event, each with the
cause where it shows: a new document, another version of the reader, a decision in review.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from warehouse.load import Connection
from warehouse.report import words
from warehouse.report.folder import ReportError, csv_text
from warehouse.report.queries import rows, said_of

STATEMENTS, MANIFEST = "statements.csv", "manifest.json"
COLUMNS = (
    "assertion_id", "document_id", "quantity_start", "outlet", "stated_on", "origin", "quote", "says", "low", "high",
    "entity_class", "outcome", "polarity", "counted_as", "review", "event_id", "place_key", "place", "event_date",
    "url", "extractor_version",
)  # fmt: skip
_MEANING = ("low", "high", "entity_class", "outcome", "polarity", "origin", "counted_as")
_LINK = ("place_key", "event_date")
NEW, GONE, REVISED, LINKED = "new", "retracted", "revised", "re-linked"
KINDS = (NEW, REVISED, GONE, LINKED)


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that is not as it was: what kind of change, before, after, and why as far as that shows."""

    kind: str
    before: Mapping[str, str] | None
    after: Mapping[str, str] | None
    cause: str

    @property
    def row(self) -> Mapping[str, str]:
        return self.after or self.before or {}

    @property
    def sentence(self) -> str:
        """The change in words."""
        row = self.row
        where = f"{row['place'] or 'place not stated'}, {row['event_date'] or 'no day'}"
        who = f"{row['origin']} ({row['outlet'] or 'no outlet'}, {row['stated_on'] or 'no date'})"
        what = words.figure_label(row["entity_class"], row["outcome"])
        if self.kind == REVISED and self.before and self.after:
            changed = [_changed(self.before, self.after, name) for name in _MEANING if _differs(self, name)]
            told = ", ".join(changed)
        elif self.kind == LINKED and self.before:
            told = f"was linked to {self.before['place'] or 'no place'}, {self.before['event_date'] or 'no day'}"
        else:
            told = f"{row['says']} {what}"
        return f"{where}: {who}: {told} ({self.cause})"


def _differs(change: Change, name: str) -> bool:
    return (change.before or {}).get(name) != (change.after or {}).get(name)


def _changed(before: Mapping[str, str], after: Mapping[str, str], name: str) -> str:
    return f"{name} {before[name] or 'open'} → {after[name] or 'open'}"


def statements(con: Connection) -> list[dict[str, str]]:
    """Every statement that stands, as text, by ``COLUMNS``; needs ``stage`` first."""
    found = []
    for row in rows(con, "from rep_said order by assertion_id"):
        said = said_of(row)
        values = row | {"origin": said.origin, "says": said.text}
        found.append({name: _text(values.get(name)) for name in COLUMNS})
    return found


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return words.squeezed(str(value))


def manifest(con: Connection, listed: Iterable[Mapping[str, str]], content: str) -> dict[str, Any]:
    """What the snapshot was made from."""
    run, loaded, documents = con.execute(
        "select arg_max(run_id, loaded_at), max(loaded_at), count(*) filter (where is_current) from documents"
    ).fetchall()[0]
    versions = sorted({row["extractor_version"] for row in listed if row["extractor_version"]})
    digest = hashlib.sha256(content.encode()).hexdigest()
    return {
        "name": name_of(run, loaded),
        "as_of": loaded.date().isoformat() if loaded else None,
        "run_id": run,
        "documents": documents,
        "statements": content.count("\n") - 1,
        "extractor_versions": versions,
        "files": [{"path": STATEMENTS, "sha256": digest}],
    }


def name_of(run: str | None, loaded: datetime | None) -> str:
    """Name of the folder of a snapshot: the day, and the run that brought the last of it."""
    return f"{loaded.date().isoformat()}-{run}" if loaded else "empty"


def files(con: Connection) -> tuple[str, dict[str, str]]:
    """A snapshot as its name and its files."""
    listed = statements(con)
    content = csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in listed))
    described = manifest(con, listed, content)
    return described["name"], {STATEMENTS: content, MANIFEST: json.dumps(described, indent=2) + "\n"}


def load(folder: Path) -> list[dict[str, str]]:
    """The statements of a snapshot. Raises ``ReportError`` if it is none, or was edited since."""
    try:
        described = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        content = (folder / STATEMENTS).read_bytes().decode("utf-8")
        wanted = described["files"][0]["sha256"]
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise ReportError(f"{folder} is no snapshot ({type(error).__name__}: {error}).") from error
    if hashlib.sha256(content.encode()).hexdigest() != wanted:
        raise ReportError(f"{folder / STATEMENTS} is not the file that its manifest describes; it was edited or cut.")
    return [{n: _unguarded(v) for n, v in row.items()} for row in csv.DictReader(io.StringIO(content))]


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith(("'=", "'+", "'-", "'@")) else value


def latest(site: Path, but: str = "") -> Path | None:
    """The newest snapshot of a report folder, other than one of a name."""
    found = [p for p in (site / "snapshots").glob("*") if (p / MANIFEST).exists() and p.name != but]
    return max(found, key=lambda p: p.name, default=None)  # names begin with the day and the time of the run


def changes(before: Iterable[Mapping[str, str]], after: Iterable[Mapping[str, str]]) -> list[Change]:
    """What is not as it was; statements are matched by id, else by where their number stands in the text."""
    old, new = {r["assertion_id"]: r for r in before}, {r["assertion_id"]: r for r in after}
    gone, come = [r for i, r in old.items() if i not in new], [r for i, r in new.items() if i not in old]
    texts_before, texts_after = {r["document_id"] for r in old.values()}, {r["document_id"] for r in new.values()}
    at = {(r["document_id"], r["quantity_start"]): r for r in gone}
    found: list[Change] = []
    for row in come:
        earlier = at.pop((row["document_id"], row["quantity_start"]), None)
        if earlier is not None:
            found += _compared(earlier, row)
        else:
            found.append(Change(NEW, None, row, _cause(row["document_id"] in texts_before, "a new document")))
    left = {r["assertion_id"] for r in at.values()}
    for row in gone:
        if row["assertion_id"] in left:
            known = row["document_id"] in texts_after
            found.append(Change(GONE, row, None, _cause(known, "its document is gone or replaced")))
    for name, row in new.items():
        if name in old:
            found += _compared(old[name], row)
    return sorted(
        found, key=lambda c: (KINDS.index(c.kind), c.row["event_date"], c.row["place"], c.row["assertion_id"])
    )


def _cause(is_known: bool, otherwise: str) -> str:
    return "read anew" if is_known else otherwise


def _compared(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    if any(before[name] != after[name] for name in _MEANING):
        cause = "compared anew"
        if before["review"] != after["review"]:
            cause = "a decision in review"
        elif before["extractor_version"] != after["extractor_version"]:
            cause = f"reader {before['extractor_version']} → {after['extractor_version']}"
        yield Change(REVISED, before, after, cause)
    elif any(before[name] != after[name] for name in _LINK):
        yield Change(LINKED, before, after, "linked anew")


def feed(found: Iterable[Change], updated: datetime, name: str) -> str:
    """Corrections as an Atom feed (RFC 4287): what was said before and is no longer, one entry each."""
    stamp = updated.strftime("%Y-%m-%dT%H:%M:%SZ")
    entries = "".join(
        f"<entry><id>urn:figures:{escape(c.row['assertion_id'])}:{escape(name)}</id>"
        f"<title>{escape(c.kind)}: {escape(c.row['place'])}, {escape(c.row['event_date'])}</title>"
        f"<updated>{stamp}</updated><summary>{escape(c.sentence)}</summary></entry>\n"
        for c in found
        if c.kind != NEW
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        "<id>urn:figures:corrections</id><title>Conflict Figures: corrections</title>"
        f"<author><name>Conflict Figures</name></author><updated>{stamp}</updated>\n{entries}</feed>\n"
    )
