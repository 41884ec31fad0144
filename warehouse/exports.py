"""Tables, views and queries as files for other programs, with a data package that describes every column.

CSV is UTF-8 with a header row, ISO dates, and an empty cell where nothing is known (never 0). Text that
a spreadsheet would take for a formula gets an apostrophe in front. Rows are in the order of their columns,
so that two exports of one warehouse are the same bytes. ``datapackage.json`` follows Frictionless Data
Package v2 (https://datapackage.org); the tag row follows the Humanitarian Exchange Language (https://hxlstandard.org).
"""

from __future__ import annotations

import csv
import datetime
import decimal
import json
import math
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import ExportError, QueryError
from warehouse.ask import distinct_names, lock, question
from warehouse.ddl import literal, quoted
from warehouse.tables import TABLES

Connection = duckdb.DuckDBPyConnection

DEFAULT_NAMES = ("assertions", "figure_by_origin", "comparison")
_MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl",
}
FORMATS = tuple(_MEDIA_TYPES)
# What users know as the assertions is the flat view of the current rows with their chain.
_RELATIONS = {"assertions": "assertions_flat"}

_FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]"  # leading characters that make a spreadsheet read a cell as a formula
_FIELD_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "FLOAT": "number",
    "TIME": "time",
    "TIMESTAMP": "datetime",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
    **dict.fromkeys(("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"), "integer"),
}
_HXL = {
    "assertion_id": "#meta+id+assertion",
    "document_id": "#meta+id+document",
    "source": "#meta+source",
    "outlet": "#meta+source",
    "origin": "#meta+source+origin",
    "chain": "#meta+source+chain",
    "url": "#meta+url",
    "publication_date": "#date+published",
    "event_date": "#date+occurred",
    "event_date_start": "#date+occurred+start",
    "event_date_end": "#date+occurred+end",
    "place_text": "#loc+name",
    "place": "#loc+name",
    "place_id": "#loc+code+v_geonames",
    "country": "#country+code+v_iso2",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "outcome": "#impact+type",
    "entity_class": "#affected+type",
    "low": "#affected+num+min",
    "best": "#affected+num+best",
    "high": "#affected+num+max",
    "asserted_low": "#affected+num+min+asserted",
    "asserted_high": "#affected+num+max+asserted",
    "confidence": "#indicator+confidence",
}


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of what is exported: its DuckDB type and its meaning, if known."""

    name: str
    type: str
    description: str

    @property
    def table_type(self) -> str:
        """Type of Frictionless Table Schema; lists and structures are written as JSON."""
        if self.type.startswith("DECIMAL"):
            return "number"
        if self.type.endswith("[]"):
            return "array"
        if self.type.startswith(("STRUCT", "MAP")):
            return "object"
        return _FIELD_TYPES.get(self.type, "string")


@dataclass(frozen=True, slots=True)
class _Resource:
    """One thing to export under a file name: a SELECT, whether it says its own order, and its fields."""

    name: str
    description: str
    select: str
    ordered: bool
    fields: tuple[_Field, ...]

    def sql(self, cell: Callable[[_Field], str]) -> str:
        """The SELECT with each column as ``cell`` writes it, in the order of the columns as they are."""
        cells = ", ".join(f"{cell(field)} as {quoted(field.name)}" for field in self.fields)
        order = ", ".join(f"{_source(field)} nulls last" for field in self.fields)
        # DuckDB keeps the order of a query that says one.
        return f"select {cells} from ({self.select}\n) as src" + ("" if self.ordered else f" order by {order}")


def export(
    con: Connection,
    out_dir: Path | str,
    names: Sequence[str] = (),
    *,
    query: str | None = None,
    format: str = "csv",
    hxl: bool = False,
    allow_files: bool = False,
) -> list[Path]:
    """Write tables or views (default: the three that most people want) or one query; the paths written.

    ``format`` is csv, parquet or jsonl; ``hxl`` puts a row of HXL tags under the header of a CSV. A query is asked over
    the connection locked as in ``warehouse.ask``, and it stays locked, unless ``allow_files``.
    ``datapackage.json``, the last path, describes the files. Raises ``ExportError`` for an unknown name or format,
    a query that DuckDB refuses, or a folder that cannot be written.
    """
    if format not in FORMATS:
        raise ExportError(f"There is no export format {format!r}; there are {', '.join(FORMATS)}.")
    if query is not None and names:
        raise ExportError("Export either views by name or one query, not both.")
    if hxl and format != "csv":
        raise ExportError("HXL tags are a row of a CSV file; leave them out or export CSV.")
    folder = Path(out_dir)
    try:
        with _answered(con, query, allow_files) if query is not None else nullcontext(con) as source:
            named = [_of_name(con, name) for name in dict.fromkeys(names or DEFAULT_NAMES)] if query is None else []
            resources = named or [_of_query(con, source, query or "")]
            folder.mkdir(parents=True, exist_ok=True)
            paths = [_write(source, resource, folder / f"{resource.name}.{format}", hxl) for resource in resources]
        package = folder / "datapackage.json"
        _replace(package, lambda part: part.write_text(_package(resources, format, hxl), encoding="utf-8"))
    except OSError as error:
        error.filename = error.filename or str(folder)  # which one is full, where a write does not say
        raise ExportError(f"The folder {folder} cannot be written ({error.strerror}). Name another folder.") from error
    except duckdb.Error as error:
        raise ExportError(f"The export failed: {str(error).strip()}") from error
    return [*paths, package]


def _of_name(con: Connection, name: str) -> _Resource:
    existing = _relations(con)
    relation = _RELATIONS.get(name, name)
    if relation not in existing:
        raise ExportError(
            f"There is no table or view named {name!r} to export; there are {', '.join(sorted(existing))}."
        )
    meanings = dict(
        con.execute("select column_name, comment from duckdb_columns() where table_name = ?", [relation]).fetchall()
    )
    select = f"select * from {quoted(relation)}"
    return _Resource(name, existing[relation], select, False, _fields(con, con, select, meanings))


@contextmanager
def _answered(con: Connection, query: str, allow_files: bool) -> Iterator[Connection]:
    """The answer to a user's question as the relation ``answer`` of a connection of its own.

    The question is asked over the locked warehouse, where it reaches no file; the files are written from the answer.
    Columns are taken by position, and those of one name are numbered.
    """
    if not allow_files:
        lock(con)
    try:
        select = question(con, query)
    except QueryError as error:
        raise ExportError(str(error)) from error
    if select.type != duckdb.StatementType.SELECT:
        raise ExportError("Give a query that asks (select, from, with); a plan is not exported.")
    answer = con.execute(select)
    names = distinct_names([column[0] for column in answer.description or ()])
    read = answer.to_arrow_reader(100_000)
    schema = pa.schema([field.with_name(name) for field, name in zip(read.schema, names, strict=True)])
    batches = (pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in read)
    writer = duckdb.connect()
    try:
        writer.execute("set TimeZone = 'UTC'")
        writer.register("stream", pa.RecordBatchReader.from_batches(schema, batches))
        writer.execute("create temp table answer as from stream")  # a stream is read once, its types are asked for too
        yield writer
    finally:
        writer.close()


def _of_query(con: Connection, answered: Connection, query: str) -> _Resource:
    select = "select * from answer"
    ordered = re.search(r"\border\s+by\b", query, re.IGNORECASE) is not None
    return _Resource("query", "Answer to a query.", select, ordered, _fields(con, answered, select, {}))


def _relations(con: Connection) -> dict[str, str]:
    """Tables and views with what a row of each is."""
    rows = con.execute(
        "select table_name, comment from duckdb_tables() where not internal "
        "union all select view_name, comment from duckdb_views() where not internal"
    ).fetchall()
    return {name: comment or "" for name, comment in rows}


def _fields(con: Connection, source: Connection, select: str, meanings: dict[str, str | None]) -> tuple[_Field, ...]:
    """Names, types and meanings of the columns of a SELECT over ``source``.

    One without a comment means what it does elsewhere in the warehouse ``con``.
    """
    elsewhere = dict(
        con.execute(
            "select column_name, min(comment) from duckdb_columns() where comment is not null group by all"
        ).fetchall()
    )
    defined = {column.name: column.comment for table in TABLES.values() for column in table.columns}
    known = elsewhere | defined | {name: comment for name, comment in meanings.items() if comment}
    described = source.execute(f"describe {select}").fetchall()
    return tuple(_Field(name, str(type_), known.get(name, "")) for name, type_, *_ in described)


def _write(con: Connection, resource: _Resource, path: Path, hxl: bool) -> Path:
    if path.suffix == ".csv":
        _replace(path, lambda part: _write_csv(con, resource, part, hxl))
    elif path.suffix == ".parquet":
        sql = resource.sql(_source)
        _replace(path, lambda part: con.execute(f"copy ({sql}) to {literal(str(part))} (format parquet)"))
    else:
        _replace(path, lambda part: _write_jsonl(con, resource, part))
    return path


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside the file and rename, so that nobody reads half of it."""
    part = path.with_name(f".{path.name}.part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write_csv(con: Connection, resource: _Resource, part: Path, hxl: bool) -> None:
    """Header and tags by Python, the body by DuckDB, which is many times as fast."""
    body = part.with_suffix(".body")
    try:
        con.execute(f"copy ({resource.sql(_csv_cell)}) to {literal(str(body))} (format csv, header false)")
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(re.sub(f"({_FORMULA})", r"'\1", field.name) for field in resource.fields)
            if hxl:
                writer.writerow(_HXL.get(field.name, "") for field in resource.fields)
            with body.open(encoding="utf-8", newline="") as rows:
                shutil.copyfileobj(rows, file)
    finally:
        body.unlink(missing_ok=True)


def _source(field: _Field) -> str:
    return f"src.{quoted(field.name)}"


def _csv_cell(field: _Field) -> str:
    """SQL that writes a column for CSV: whole numbers without ".0", ISO times, lists as JSON, no formulas."""
    cell = _source(field)
    if field.type in ("DOUBLE", "FLOAT"):
        whole = f"{cell} = trunc({cell}) and abs({cell}) < 1e15"
        text = f"case when {whole} then cast(cast({cell} as bigint) as varchar) else cast({cell} as varchar) end"
        return f"case when isfinite({cell}) then {text} end"  # an infinite bound is no bound
    if field.type == "TIMESTAMP WITH TIME ZONE":
        return f"strftime({cell} at time zone 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
    if field.table_type in ("array", "object"):
        return f"to_json({cell})"
    if field.table_type == "string":
        text = f"cast({cell} as varchar)"
        return f"case when regexp_matches({text}, '{_FORMULA}') then chr(39) || {text} else {text} end"
    return cell


def _write_jsonl(con: Connection, resource: _Resource, part: Path) -> None:
    answer = con.execute(resource.sql(_source))
    names = [field.name for field in resource.fields]
    with part.open("w", encoding="utf-8", newline="\n") as file:
        while rows := answer.fetchmany(10_000):
            for row in rows:
                line = dict(zip(names, map(_json_value, row), strict=True))
                file.write(json.dumps(line, ensure_ascii=False, allow_nan=False, default=str) + "\n")


def _json_value(value: Any) -> Any:
    """A value as JSON can hold it (RFC 8259): no NaN, no infinity, bytes as hexadecimal, also inside lists."""
    if isinstance(value, (float, decimal.Decimal)):
        if not math.isfinite(value):
            return None  # an infinite bound is no bound
        return int(value) if value == value // 1 else float(value)
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    if isinstance(value, (list, tuple)):
        return [_json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _json_value(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, datetime.date) else value


def _package(resources: Iterable[_Resource], format: str, hxl: bool) -> str:
    """``datapackage.json``; no dates of writing, so that it too is the same for the same warehouse."""
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "conflict-figures",
        "title": "Numeric assertions about armed conflict, as reported",
        "description": "What sources report, in their own bounds. Nothing here says which of them is right.",
        "resources": [_described(resource, format, hxl) for resource in resources],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _described(resource: _Resource, format: str, hxl: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": re.sub(r"[^a-z0-9._-]", "-", resource.name.lower()),
        "type": "table",
        "path": f"{resource.name}.{format}",
        "description": resource.description,
        "format": format,
        "mediatype": _MEDIA_TYPES[format],
    }
    if format != "parquet":
        described["encoding"] = "utf-8"
    if hxl:
        described["dialect"] = {"headerRows": [1], "commentRows": [2]}
    fields = [
        {"name": field.name, "type": field.table_type, "description": field.description} for field in resource.fields
    ]
    return described | {"schema": {"fields": fields, "missingValues": [""]}}
