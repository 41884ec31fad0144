"""Rows that fail a check are set aside with the check's name and the row as it was; the others go on.

A document takes its assertions along, an assertion takes its attributions along, and an assertion
without a whole chain is none: it goes with its broken attributions. A structural error (a column
missing or unknown) fails the whole batch, because then nothing in it can be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from warehouse.references import CodeSets
from warehouse.schemas import (
    assertions_schema,
    attributions_schema,
    documents_schema,
    empty_frame,
    reasons,
    text_or_null,
    typed,
)
from warehouse.tables import ASSERTIONS, ATTRIBUTIONS, DOCUMENTS, QUARANTINE, Table

_COLUMNS = [c.name for c in QUARANTINE.incoming]
_KEYS = {"documents": ["document_id"], "assertions": ["assertion_id"], "attributions": ["assertion_id", "hop"]}

Failures = dict[Any, dict[str, str]]
"""Per row index: failing checks and the reason of each, in the order in which they were met."""


@dataclass(frozen=True, slots=True)
class Validated:
    """A batch after its checks: what may be loaded, and the rows for the quarantine table."""

    documents: pd.DataFrame
    assertions: pd.DataFrame
    attributions: pd.DataFrame
    quarantine: pd.DataFrame


class StructuralError(Exception):
    """The frame as a whole does not fit its table; the text says how."""


def validate_batch(
    documents: pd.DataFrame, assertions: pd.DataFrame, attributions: pd.DataFrame, codes: CodeSets
) -> Validated:
    """Check the three frames of a batch and set aside what fails, with all that depends on it.

    ``codes`` are the allowed codes as ``references.code_sets`` gives them. Never raises for bad rows.
    """
    tables = (DOCUMENTS, ASSERTIONS, ATTRIBUTIONS)
    frames = [frame.reset_index(drop=True) for frame in (documents, assertions, attributions)]
    documents, assertions, attributions = frames
    try:
        for frame, table in zip(frames, tables, strict=True):
            _require_columns(frame, table)  # of all three, before any row is looked at
        return _validate(documents, assertions, attributions, codes)
    except StructuralError as error:
        failed = [
            _set_aside(frame, table, {index: {"batch_structure": str(error)} for index in frame.index})
            for frame, table in zip(frames, tables, strict=True)
        ]
        nothing = [empty_frame(table) for table in tables]
        return Validated(nothing[0], nothing[1], nothing[2], _together(failed))


def split_valid(frame: pd.DataFrame, schema: pa.DataFrameSchema, table: Table) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that pass, in their declared types, and the quarantine rows of those that fail.

    A row of the second frame holds all failing checks of one row. Raises ``StructuralError`` if the
    frame does not have the table's columns.
    """
    _require_columns(frame, table)
    converted, wrong_types = typed(frame, table)
    failures: Failures = {}
    for column, wrong in wrong_types.items():
        reason = f"{column} is not of the type {table.column(column).type.lower()}"
        for index in frame.index[wrong]:
            failures.setdefault(index, {})[f"{column}_type"] = reason
    # A cell of a wrong type would only fail again as a missing one.
    converted = converted.drop(index=list(failures))
    try:
        schema.validate(converted, lazy=True)
    except pa.errors.SchemaErrors as error:
        _collect(error.failure_cases, reasons(schema), table, failures)
    return converted.drop(index=list(failures), errors="ignore"), _set_aside(frame, table, failures)


def _require_columns(frame: pd.DataFrame, table: Table) -> None:
    expected = [column.name for column in table.incoming]
    said = [f"the column {name} is missing" for name in expected if name not in frame]
    said += [f"the column {name} is unknown" for name in frame if name not in expected]
    if said:
        raise StructuralError(f"{table.name}: {'; '.join(said)}")


def _collect(cases: pd.DataFrame, known: Mapping[str, str], table: Table, failures: Failures) -> None:
    """Failing checks by row, from pandera's cases: a check of several columns comes once per column there."""
    structural = cases[cases["index"].isna()]
    if len(structural):
        raise StructuralError(f"{table.name}: {'; '.join(str(case) for case in structural['failure_case'])}")
    cases = cases.drop_duplicates(["index", "check", "schema_context"])
    columns = ("index", "check", "schema_context", "column", "failure_case")
    for index, check, context, column, value in zip(*(cases[c] for c in columns), strict=True):
        if check == "not_nullable":
            name, reason = f"{column}_not_null", f"{column} is missing"
        else:
            name, reason = check, known[check]
            if context == "Column":
                reason = f"{reason}: {value!r:.80}"
        failures.setdefault(index, {})[name] = reason


class _Sieve:
    """Sets rows aside step by step and keeps what was set aside."""

    def __init__(self) -> None:
        self.aside: list[pd.DataFrame] = []

    def check(self, frame: pd.DataFrame, schema: pa.DataFrameSchema, table: Table) -> pd.DataFrame:
        valid, failed = split_valid(frame, schema, table)
        self.aside.append(failed)
        return valid

    def drop(self, frame: pd.DataFrame, table: Table, where: pd.Series, check: str, reason: str) -> pd.DataFrame:
        failures: Failures = {index: {check: reason} for index in frame.index[where]}
        self.aside.append(_set_aside(frame, table, failures))
        return frame[~where]


def _validate(
    documents: pd.DataFrame, assertions: pd.DataFrame, attributions: pd.DataFrame, codes: CodeSets
) -> Validated:
    sieve = _Sieve()
    delivered, wanted = text_or_null(documents["document_id"]).dropna(), text_or_null(assertions["document_id"])
    documents = sieve.check(documents, documents_schema(), DOCUMENTS)
    refused = wanted.isin(delivered) & ~wanted.isin(documents["document_id"])
    read = sieve.drop(assertions, ASSERTIONS, refused, "document_quarantined", "its document is in quarantine")
    texts = dict(zip(documents["document_id"], documents["text"], strict=True))
    valid = sieve.check(read, assertions_schema(texts, codes), ASSERTIONS)

    attributed = text_or_null(attributions["assertion_id"])
    orphaned = _orphaned(attributions["hop"], attributed, text_or_null(assertions["assertion_id"]), valid)
    hops = sieve.drop(attributions, ATTRIBUTIONS, orphaned, "assertion_quarantined", "its assertion is in quarantine")
    unknown = ~attributed[hops.index].isin(valid["assertion_id"])
    hops = sieve.drop(hops, ATTRIBUTIONS, unknown, "assertion_known", "its assertion is not among those of the batch")
    sound = sieve.check(hops, attributions_schema(codes), ATTRIBUTIONS)

    broken = hops["assertion_id"][~hops.index.isin(sound.index)]
    # The contract asks this of the assertion: its hops are contiguous from 0, so there is at least one.
    cut = valid["assertion_id"].isin(broken) | ~valid["assertion_id"].isin(hops["assertion_id"])
    valid = sieve.drop(valid, ASSERTIONS, cut, "hops_contiguous", "a hop of its chain is missing or in quarantine")
    beside = sound["assertion_id"].isin(broken)
    sound = sieve.drop(sound, ATTRIBUTIONS, beside, "assertion_quarantined", "its assertion is in quarantine")
    return Validated(documents, valid, sound, _together(sieve.aside))


def _orphaned(hops: pd.Series, attributed: pd.Series, delivered: pd.Series, valid: pd.DataFrame) -> pd.Series:
    """Hops of assertions that are set aside; of a repeated assertion, all chains but the first."""
    failed = (attributed.isin(delivered) | attributed.isna()) & ~attributed.isin(valid["assertion_id"])
    repeated = attributed.isin(delivered[delivered.duplicated()])
    chain = (hops == 0).astype(int).groupby(attributed).cumsum()
    return failed | (repeated & (chain > 1))


def _set_aside(frame: pd.DataFrame, table: Table, failures: Failures) -> pd.DataFrame:
    """Quarantine rows, one per failed row of the frame, in the frame's order."""
    failed = frame[frame.index.isin(list(failures))]
    rows = []
    for index, cells in zip(failed.index, failed.to_dict("records"), strict=True):
        row, found = {str(name): cell for name, cell in cells.items()}, failures[index]
        rows.append(
            {
                "table_name": table.name,
                "row_key": _key(row, _KEYS[table.name]),
                "document_id": _key(row, ["document_id"]),
                "check_name": ", ".join(found),
                "failure": "; ".join(found.values()),
                "row_json": _json(row),
            }
        )
    return pd.DataFrame(rows, columns=_COLUMNS, dtype="str")


def _key(row: Mapping[str, Any], columns: Sequence[str]) -> str | None:
    parts = [row.get(column) for column in columns]
    if any(_is_null(part) for part in parts):
        return None
    # Half a surrogate pair cannot be stored as UTF-8; the key stays readable without it.
    return "/".join(str(part) for part in parts).encode("utf-8", "replace").decode()


def _json(row: Mapping[str, Any]) -> str:
    values = {name: None if _is_null(value) else _plain(value) for name, value in row.items()}
    text = json.dumps(values, ensure_ascii=False, default=str)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(values, default=str)
    return text


def _is_null(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))


def _plain(value: object) -> object:
    return value.item() if isinstance(value, np.generic) else value


def _together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else empty_frame(QUARANTINE)
