"""Hand-made dispatches for the tests of comparison: what a text says, written as calls, loaded as rows.

    newsroom.dispatch("Coastal Wire", "2015-10-15", said("at least 5", "civilian", by=SOHR))

Every row goes through the checks and the loading that real rows go through.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from tests.warehouse.rows import CODES, hop, run
from warehouse.compare import link
from warehouse.quarantine import validate_batch
from warehouse.schemas import assertions_frames, documents_frame
from warehouse.store import load_batch, open_warehouse, prepare

Number = float | None


@dataclass(frozen=True)
class Voice:
    """Who says it. An unnamed voice ("A resident") has no ``actor_id``."""

    text: str
    source_class: str = "monitor_ngo"
    named: bool = True
    actor_id: str | None = None
    party: bool = False
    relay: str | None = None


SOHR = Voice("Syrian Observatory for Human Rights", actor_id="sohr")
RESIDENT = Voice("A resident", "resident_witness", named=False)
ARMY = Voice("Central Sector Press Bureau", "belligerent_official", party=True)


@dataclass(frozen=True)
class Said:
    """One figure in a text; the words of the quantity give its bounds."""

    quantity: str
    entity_class: str = "person"
    by: Voice | None = None
    changes: dict[str, Any] = field(default_factory=dict)


def said(quantity: str, entity_class: str = "person", by: Voice | None = None, **changes: Any) -> Said:
    """A figure: ``said("at least 5", "civilian", by=SOHR)``. Other fields of the contract by name."""
    return Said(quantity, entity_class, by, changes)


def bounds(quantity: str) -> dict[str, Any]:
    """The contract's fields for the words that these tests use."""
    words = quantity.removesuffix(" more").removeprefix("another ").split()
    vague = {"dozens": ("dozens", 12, 99), "hundreds": ("hundreds", 100, 999), "several": ("several", 3, 24)}
    if quantity in vague:
        term, low, high = vague[quantity]
        return {"quantity_kind": "vague", "vague_term": term, "low": low, "high": high}
    if "-" in quantity:
        low, high = (float(n) for n in quantity.split("-"))
        return _bounds("range", low, high, low, high)
    value = float(words[-1])
    if quantity.startswith(("at least", "more than")):
        low = value + (1 if quantity.startswith("more") else 0)
        return _bounds("minimum", low, None, value) | {"qualifier": " ".join(words[:2])}
    if quantity.startswith("up to"):
        return _bounds("maximum", None, value, value) | {"qualifier": "up to"}
    if quantity.startswith("about"):
        return _bounds("approximate", value, value, value) | {"qualifier": "about"}
    return _bounds("none" if value == 0 else "exact", value, value, value, value)


def _bounds(kind: str, low: Number, high: Number, value_from: Number, value_to: Number = None) -> dict[str, Any]:
    return {
        "quantity_kind": kind,
        "asserted_low": low,
        "asserted_high": high,
        "low": low,
        "best": low if kind in ("exact", "none", "approximate") else None,
        "high": high,
        "value_from": value_from,
        "value_to": value_to,
    }


TEIR_MALLA = {
    "place_text": "Teir Malla",
    "place_id": "alias:tir-malah",
    "place_method": "alias",
    "country": "SY",
    "latitude": 34.79,
    "longitude": 36.71,
    "event_date_start": "2015-10-15",
    "event_date_end": "2015-10-15",
    "date_precision": "day",
}
NO_PLACE = {"place_text": None, "place_id": None, "place_method": "unresolved", "latitude": None, "longitude": None}


class Newsroom:
    """A warehouse that is filled by dispatches."""

    def __init__(self, path: Path) -> None:
        self.con = duckdb.connect(str(path))
        self.con.execute("set TimeZone = 'UTC'")
        self._number = 0
        self._waiting: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []

    def dispatch(
        self, outlet: str, date: str | None, *figures: Said, text: str = "", document_id: str | None = None
    ) -> str:
        """Write a document; its id. ``text`` is put before the sentences of the figures; default: a few own words."""
        self._number += 1
        document_id = document_id or f"d{self._number:03}"
        text = text or f"Report {self._number} of {outlet}."
        rows, position = [], len(text)
        for index, figure in enumerate(figures):
            row, sentence = _row(document_id, index, position, outlet, figure)
            rows.append(row)
            text += sentence
            position += len(sentence)
        document = {"document_id": document_id, "text": text, "source": outlet, "publication_date": date}
        self._waiting.append((document, rows))
        return document_id

    def load(self, version: str = "1") -> None:
        """Load what was written since the last time, as read by this version of the reader."""
        documents = [document for document, _ in self._waiting]
        rows = [row for _, of_document in self._waiting for row in of_document]
        batch = validate_batch(documents_frame(documents), *assertions_frames(rows), CODES)
        load_batch(self.con, batch, replace(run(f"run-{version}"), extractor_version=version), f"{self._number:04}")
        self._waiting = []
        failed = self.con.execute("select check_name, failure from quarantine where is_current").fetchall()
        assert not failed, failed

    def link(self) -> Newsroom:
        """Load what is waiting, and link."""
        if self._waiting:
            self.load()
        link(self.con, "run-1")
        return self

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Rows of a query as mappings."""
        result = self.con.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def row(self, sql: str) -> dict[str, Any]:
        """The only row of a query."""
        rows = self.rows(sql)
        assert len(rows) == 1, rows
        return rows[0]

    def figure(self, entity_class: str = "person", outcome: str = "killed", where: str = "true") -> dict[str, Any]:
        """The only row of ``comparison`` of that class and outcome."""
        return self.row(
            f"select * from comparison where entity_class = '{entity_class}' and outcome = '{outcome}' and {where}"
        )


@contextmanager
def newsroom() -> Iterator[Newsroom]:
    """A newsroom with an empty warehouse, gone at the end of the block."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_warehouse(), folder))
        room = Newsroom(path)
        try:
            yield room
        finally:
            room.con.close()


@functools.cache
def empty_warehouse() -> Path:
    """Tables, reference tables and views, made once: most of the time of a small test goes into them."""
    path = Path(tempfile.mkdtemp()) / "empty.duckdb"
    with open_warehouse(path) as con:
        prepare(con)
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    return path


def _row(document_id: str, index: int, position: int, outlet: str, figure: Said) -> tuple[dict[str, Any], str]:
    entity = str(figure.changes.get("entity_text", {"person": "people"}.get(figure.entity_class, figure.entity_class)))
    exact = f"{figure.quantity} {entity}"
    lead = " "
    sentence = f"{exact} were killed there, report {document_id} said of {index}."
    start = position + len(lead)
    voice = figure.by
    chain = [hop(0, "publisher", outlet, named=True, source_class="independent_media")]
    if voice and voice.relay:
        chain.append(hop(1, "relay", voice.relay, named=True, source_class="news_agency"))
    if voice:
        chain.append(
            hop(
                len(chain),
                "speaker",
                voice.text,
                named=voice.named,
                actor_id=voice.actor_id,
                source_class=voice.source_class,
                party_to_conflict=voice.party,
            )
        )
    changes = dict(figure.changes)
    if "cue" in changes:
        chain[-1] |= {"cue": changes.pop("cue")}
    row: dict[str, Any] = {
        "assertion_id": f"{document_id}-{index}",
        "document_id": document_id,
        "text_role": "body",
        "start": start,
        "end": start + len(exact),
        "exact": exact,
        "prefix": "",
        "suffix": "",
        "quantity_start": start,
        "quantity_end": start + len(figure.quantity),
        "quantity_text": figure.quantity,
        "sentence": sentence,
        "convention": "hull",
        "implicit": False,
        "per_unit": False,
        "domain": "people",
        "entity_text": entity,
        "entity_class": figure.entity_class,
        "outcome": "killed",
        "count_status": "incident",
        "count_scope": "total",
        "superseded": False,
        "speaker_text": voice.text if voice else "",
        "relay_text": (voice.relay or "") if voice else "",
        "chain": " ← ".join(h["actor_text"] for h in chain),
        "polarity": "asserted",
        "modality": "factual",
        "attribution_inferred": False,
        "place_inferred": False,
        "confidence": 0.9,
        "extractor": "test",
        "extractor_version": "1",
        "lexicon_version": "1",
        "attributions": chain,
    }
    return row | bounds(figure.quantity) | TEIR_MALLA | changes, lead + sentence
