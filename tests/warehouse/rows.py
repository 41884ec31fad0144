"""Rows for the warehouse's tests: one sound document with one assertion, to be changed at one point per test."""

from __future__ import annotations

from typing import Any

from warehouse.quarantine import Validated, validate_batch
from warehouse.references import code_sets
from warehouse.schemas import assertions_frames, documents_frame
from warehouse.store import Run

TEXT = "Monitors said the strike on the market killed at least five civilians on Tuesday."
CODES = code_sets()


def document(document_id: str = "d1", **changes: Any) -> dict[str, Any]:
    """A document as flows deliver it."""
    return {
        "document_id": document_id,
        "text": TEXT,
        "source": "Coastal Wire",
        "publication_date": "2021-03-03",
    } | changes


def assertion(assertion_id: str = "a1", document_id: str = "d1", **changes: Any) -> dict[str, Any]:
    """A flat record of the contract: "at least five civilians", killed, according to monitors."""
    start, end = TEXT.index("at least"), TEXT.index(" on Tuesday")
    row: dict[str, Any] = {
        "assertion_id": assertion_id,
        "document_id": document_id,
        "text_role": "body",
        "start": start,
        "end": end,
        "exact": TEXT[start:end],
        "prefix": TEXT[:start],
        "suffix": TEXT[end:],
        "quantity_start": start,
        "quantity_end": start + len("at least five"),
        "quantity_text": "at least five",
        "sentence": TEXT,
        "quantity_kind": "minimum",
        "asserted_low": 5,
        "asserted_high": None,
        "value_from": 5,
        "low": 5,
        "best": 5,
        "high": None,
        "convention": "hull",
        "implicit": False,
        "per_unit": False,
        "domain": "people",
        "entity_text": "civilians",
        "entity_class": "civilian",
        "outcome": "killed",
        "count_status": "incident",
        "count_scope": "total",
        "superseded": False,
        "speaker_text": "Monitors",
        "relay_text": "",
        "chain": "Coastal Wire ← Monitors",
        "polarity": "asserted",
        "modality": "factual",
        "attribution_inferred": False,
        "place_inferred": False,
        "date_precision": "day",
        "event_date_start": "2021-03-02",
        "event_date_end": "2021-03-02",
        "confidence": 0.9,
        "extractor": "test",
        "extractor_version": "1",
        "lexicon_version": "1",
        "attributions": [hop(0, "publisher", "Coastal Wire"), hop(1, "speaker", "Monitors")],
    }
    return row | changes


def hop(number: int, role: str, actor_text: str, **changes: Any) -> dict[str, Any]:
    """One hop of a chain."""
    return {
        "hop": number,
        "role": role,
        "actor_text": actor_text,
        "source_class": "unattributed",
        "named": False,
        "party_to_conflict": False,
        "direct_quote": False,
    } | changes


def batch(documents: list[dict[str, Any]], assertions: list[dict[str, Any]]) -> Validated:
    """A batch after its checks."""
    return validate_batch(documents_frame(documents), *assertions_frames(assertions), CODES)


def run(run_id: str = "run-1", extractor_version: str = "1") -> Run:
    """A run of the test's reader."""
    return Run(run_id, "test", extractor_version, "1")
