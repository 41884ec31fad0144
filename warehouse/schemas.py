"""What a row must be before it reaches the warehouse: pandera schemas made from ``warehouse.tables``.

``*_frame`` make frames of the rows as they were delivered, ``typed`` gives their columns the
declared types, and the schemas hold every check of the contract, named in snake_case: the name is
what the quarantine table and the run's summary show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from warehouse.columns import Column
from warehouse.references import CodeSets
from warehouse.tables import ASSERTIONS, ATTRIBUTIONS, DOCUMENTS, Table

UNSTATED = "unstated"
"""``status_period`` of a cumulative or stock figure whose text says no period and no as-of date."""

# pandas types that hold null; DATE travels as ISO text, which is what the contract's rows carry.
_DTYPES: dict[str, Any] = {
    "VARCHAR": "str",
    "DATE": "str",
    "BIGINT": "Int64",
    "DOUBLE": "float64",
    "BOOLEAN": "boolean",
}
_COUNTED = ("people", "equipment", "facility", "attack")
_VALUES = ("asserted_low", "asserted_high", "value_from", "value_to", "low", "best", "high")

Record = Mapping[str, Any]


def version_hash(document: Record) -> str:
    """Hash of a document's id, text and everything delivered with it: a change in any is a new version."""
    fields = ("document_id", "text", "source", "title", "date", "publication_date", "location", "url")
    delivered = json.dumps([document.get(field) for field in fields], default=str)
    return hashlib.sha256(delivered.encode()).hexdigest()[:16]


def documents_frame(documents: Iterable[Record]) -> pd.DataFrame:
    """Frame of documents: ``version_hash`` is worked out, absent fields are null, unknown ones stay, to be refused."""
    rows = [{**document, "version_hash": version_hash(document)} for document in documents]
    return _frame(rows, DOCUMENTS)


def assertions_frames(records: Iterable[Record]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Frames of assertions and of their attributions from the contract's flat records.

    The empty outcome and class of a measure become null: nothing happened to it, it counts nothing.
    """
    rows, hops = [], []
    for record in records:
        row = dict(record)
        for hop in row.pop("attributions", ()):
            hops.append({"assertion_id": row.get("assertion_id"), "document_id": row.get("document_id"), **hop})
        row.update({name: row.get(name) or None for name in ("outcome", "entity_class")})
        rows.append(row)
    return _frame(rows, ASSERTIONS), _frame(hops, ATTRIBUTIONS)


def _frame(rows: list[dict[str, Any]], table: Table) -> pd.DataFrame:
    # Objects, not inferred types: one bad cell must not change how its neighbours are read.
    frame = pd.DataFrame(rows, dtype=object)
    for column in table.incoming:
        if column.name not in frame:
            frame[column.name] = pd.Series([None] * len(frame), dtype=object)
    known = [c.name for c in table.incoming]
    return frame[known + [c for c in frame if c not in known]]


def empty_frame(table: Table) -> pd.DataFrame:
    """A frame of no rows with the table's incoming columns in their types."""
    return pd.DataFrame({c.name: pd.Series(dtype=_DTYPES[c.type]) for c in table.incoming})


def typed(frame: pd.DataFrame, table: Table) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """The frame with its columns in the declared types, and per column the rows that are of another type.

    A cell of another type becomes null, so that the other checks can still be run on its neighbours.
    """
    columns = {str(name): frame[name] for name in frame.columns}
    wrong: dict[str, pd.Series] = {}
    for column in table.incoming:
        if column.name not in columns:
            continue
        values = columns[column.name]
        converted = _converted(values, column)
        if converted is None:
            fits = values.map(_CHECKS[column.type]).astype(bool) | values.isna()
            wrong[column.name] = ~fits
            converted = values.where(fits, None).astype(_DTYPES[column.type])
        columns[column.name] = converted
    return pd.DataFrame(columns, index=frame.index), {name: rows for name, rows in wrong.items() if rows.any()}


def _converted(values: pd.Series, column: Column) -> pd.Series | None:
    """The values in the column's type if all of them are of it; None if they have to be looked at one by one."""
    if pd.api.types.infer_dtype(values, skipna=True) not in _KINDS[column.type]:
        return None
    try:
        return values.astype(_DTYPES[column.type])
    except (UnicodeEncodeError, OverflowError):  # half a surrogate pair; a number of 400 digits
        return None


def text_or_null(values: pd.Series) -> pd.Series:
    """The values that are text, the others null: keys can be compared only after that."""
    return values.where(values.map(_is_text).astype(bool), None).astype("str")


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:
        return False


def _is_truth(value: object) -> bool:
    return isinstance(value, (bool, np.bool_))


def _is_number(value: Any) -> bool:
    if _is_truth(value) or not isinstance(value, (int, float, np.integer, np.floating)):
        return False
    return not isinstance(value, int) or abs(value) < 2**1023


def _is_whole(value: Any) -> bool:
    return _is_number(value) and abs(value) < 2**63 and float(value).is_integer()


_KINDS = {
    **dict.fromkeys(("VARCHAR", "DATE"), ("string", "empty")),
    "BIGINT": ("integer", "empty"),
    "DOUBLE": ("integer", "floating", "mixed-integer-float", "empty"),
    "BOOLEAN": ("boolean", "empty"),
}
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("VARCHAR", "DATE"), _is_text),
    "BIGINT": _is_whole,
    "DOUBLE": _is_number,
    "BOOLEAN": _is_truth,
}


def _columns(table: Table, codes: CodeSets) -> dict[str, pa.Column]:
    return {
        c.name: pa.Column(_DTYPES[c.type], checks=_column_checks(c, codes), nullable=c.nullable) for c in table.incoming
    }


def _column_checks(column: Column, codes: CodeSets) -> list[pa.Check]:
    name, checks = column.name, []
    if column.values:
        labels = _labels(f"{name}_allowed", f"{name} is none of {', '.join(column.values)}")
        checks.append(pa.Check.isin(column.values, **labels))
    if column.codes:
        labels = _labels(f"{name}_in_reference", f"{name} is no code of the reference table {column.codes[0]}")
        checks.append(pa.Check.isin(codes[column.codes], **labels))
    if column.minimum is not None:
        labels = _labels(f"{name}_not_below_minimum", f"{name} is below {column.minimum:g}")
        checks.append(pa.Check.ge(column.minimum, **labels))
    if column.maximum is not None:
        labels = _labels(f"{name}_not_above_maximum", f"{name} is above {column.maximum:g}")
        checks.append(pa.Check.le(column.maximum, **labels))
    if column.type == "DATE":
        checks.append(pa.Check(_is_day, **_labels(f"{name}_is_day", f"{name} is no calendar day written YYYY-MM-DD")))
    return checks


def _labels(name: str, reason: str) -> dict[str, Any]:
    # pandera reports ``error`` as the failing check: it is the name, and the sentence goes into the description.
    return {"name": name, "error": name, "description": reason}


def _is_day(values: pd.Series) -> pd.Series:
    parsed = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
    return parsed.notna() & (values.str.len() == 10)


def _row_check(name: str, reason: str, holds: Callable[[pd.DataFrame], pd.Series]) -> pa.Check:
    return pa.Check(holds, ignore_na=False, **_labels(name, reason))


def reasons(schema: pa.DataFrameSchema) -> dict[str, str]:
    """What each check of a schema complains of, by the check's name."""
    checks = [*schema.checks, *(check for column in schema.columns.values() for check in column.checks)]
    return {check.name: check.description for check in checks}


def _schema(table: Table, codes: CodeSets, checks: list[pa.Check]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(
        _columns(table, codes), checks=checks, strict=True, name=table.name, description=table.description
    )


def documents_schema() -> pa.DataFrameSchema:
    """Schema of incoming documents."""
    checks = [
        _row_check("document_id_unique", "another document of the batch has this id", _first_of("document_id")),
        _row_check("document_id_not_blank", "document_id is blank", lambda f: f["document_id"].str.strip() != ""),
        _row_check("text_not_blank", "the text is empty or blank", lambda f: f["text"].str.strip() != ""),
    ]
    return _schema(DOCUMENTS, {}, checks)


def assertions_schema(texts: Mapping[str, str], codes: CodeSets) -> pa.DataFrameSchema:
    """Schema of incoming assertions: the contract's checks, against the texts by document id and the known codes."""

    def document_known(f: pd.DataFrame) -> pd.Series:
        return f["document_id"].isin(list(texts))

    def exact_matches(f: pd.DataFrame) -> pd.Series:
        spans = zip(f["document_id"], f["start"], f["end"], f["exact"], strict=True)
        return pd.Series([_slice(texts, d, s, e) == exact for d, s, e, exact in spans], index=f.index, dtype=bool)

    checks = [
        _row_check("document_known", "its document is not among those of the batch", document_known),
        _row_check("exact_matches_text", "exact is not the text at start to end", exact_matches),
        *(_row_check(*check) for check in _ASSERTION_CHECKS),
    ]
    return _schema(ASSERTIONS, codes, checks)


def attributions_schema(codes: CodeSets) -> pa.DataFrameSchema:
    """Schema of incoming attributions."""
    return _schema(
        ATTRIBUTIONS,
        codes,
        [_row_check("hops_contiguous", "the hops of the assertion are not 0, 1, 2 ...", _contiguous)],
    )


def _first_of(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda f: ~f.duplicated(column)


def _slice(texts: Mapping[str, str], document_id: str, start: Any, end: Any) -> str | None:
    text = texts.get(document_id)
    if text is None or start is pd.NA or end is pd.NA or not 0 <= start < end <= len(text):
        return None
    return text[start:end]


def _contiguous(f: pd.DataFrame) -> pd.Series:
    """Every row of an assertion whose hops, sorted, are not 0, 1, 2 ... fails, not only the odd one."""
    hops = f.groupby("assertion_id")["hop"]
    last, different, rows = (hops.transform(how) for how in ("max", "nunique", "size"))
    return ((different == rows) & (last == rows - 1)).fillna(False).astype(bool)


def _whole(values: pd.Series) -> pd.Series:
    return values.isna() | ((values >= 0) & (values % 1 == 0))


def _ordered(lower: pd.Series, upper: pd.Series) -> pd.Series:
    return lower.isna() | upper.isna() | (lower <= upper)


def _inside(f: pd.DataFrame) -> pd.Series:
    inside = (f["start"] <= f["quantity_start"]) & (f["quantity_start"] <= f["quantity_end"])
    return (inside & (f["quantity_end"] <= f["end"])).fillna(False).astype(bool)


def _bounds_ordered(f: pd.DataFrame) -> pd.Series:
    pairs = (("low", "best"), ("best", "high"), ("low", "high"), ("asserted_low", "asserted_high"))
    return pd.concat([_ordered(f[a], f[b]) for a, b in pairs], axis=1).all(axis=1)


def _exact_is_one_value(f: pd.DataFrame) -> pd.Series:
    same = (f["asserted_low"] == f["asserted_high"]) & ((f["low"] == f["high"]) | (f["low"].isna() & f["high"].isna()))
    return (f["quantity_kind"] != "exact") | same


def _none_is_zero(f: pd.DataFrame) -> pd.Series:
    asserted = (f["asserted_low"] == 0) & (f["asserted_high"] == 0)
    return (f["quantity_kind"] != "none") | (asserted & f[["low", "best", "high"]].isin([0, np.nan]).all(axis=1))


def _counts_whole(f: pd.DataFrame) -> pd.Series:
    # An average per day ("2.5 people a day") is no count: the words themselves say a fraction.
    counted = f["domain"].isin(_COUNTED)
    whole = pd.concat([_whole(f[v]) for v in _VALUES], axis=1).all(axis=1)
    not_negative = (f[list(_VALUES)].fillna(0) >= 0).all(axis=1)
    return ~counted | whole | ((f["count_status"] == "rate") & not_negative)


def _period_said(f: pd.DataFrame) -> pd.Series:
    lasting = f["count_status"].isin(["cumulative", "stock"])
    said = f["status_period"].fillna("").str.strip() != ""
    return ~lasting | said | f["event_date_start"].notna() | f["event_date_end"].notna()


_ASSERTION_CHECKS: tuple[tuple[str, str, Callable[[pd.DataFrame], pd.Series]], ...] = (
    ("assertion_id_unique", "another assertion of the batch has this id", _first_of("assertion_id")),
    ("quantity_inside_figure", "the quantity lies outside the figure", _inside),
    ("bounds_ordered", "low, best and high are not in ascending order", _bounds_ordered),
    ("exact_is_one_value", "the kind is exact, but the lower and the upper bound differ", _exact_is_one_value),
    (
        "minimum_has_no_asserted_high",
        "the kind is minimum, but asserted_high is set",
        lambda f: (f["quantity_kind"] != "minimum") | f["asserted_high"].isna(),
    ),
    (
        "range_has_both_bounds",
        "the kind is range, but asserted_low or asserted_high is missing",
        lambda f: (f["quantity_kind"] != "range") | f[["asserted_low", "asserted_high"]].notna().all(axis=1),
    ),
    ("none_is_zero", "the kind is none, but the bounds are not 0 and 0", _none_is_zero),
    ("counts_whole_not_negative", "what is counted is not whole or is negative", _counts_whole),
    (
        "measure_has_no_outcome",
        "a measure has an outcome",
        lambda f: (f["domain"] != "measure") | f["outcome"].isna(),
    ),
    (
        "count_has_outcome_and_class",
        "what is counted has no outcome or no class",
        lambda f: ~f["domain"].isin(_COUNTED) | (f["outcome"].notna() & f["entity_class"].notna()),
    ),
    (
        "period_said_or_unstated",
        'a cumulative or stock figure says no period, no as-of date and not "unstated"',
        _period_said,
    ),
    (
        "total_of_changes_only",
        "change_of is set, but the figure is no change",
        lambda f: (f["count_status"] == "change") | f["change_of"].isna(),
    ),
    (
        "event_dates_ordered",
        "event_date_end is before event_date_start",
        # ISO days sort as text; a null on either side says nothing.
        lambda f: (
            f["event_date_start"].isna() | f["event_date_end"].isna() | (f["event_date_start"] <= f["event_date_end"])
        ),
    ),
)
