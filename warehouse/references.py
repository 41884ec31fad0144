"""Reference tables in the warehouse: every CSV of ``seeds/reference`` as the table ``ref_<name>``.

A run replaces those that differ from the program's, so that the warehouse holds the vocabulary that
its newest rows were read with; each table's comment names the version that it holds. Every column is
text unless ``_TYPES`` says otherwise; an empty cell is null. Codes in assertions are checked against
them (``code_sets``), because an ENUM cannot grow.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping

import duckdb
import pandas as pd

import seeds
from warehouse import WarehouseError
from warehouse.ddl import literal, quoted
from warehouse.migrate import transaction
from warehouse.tables import TABLES

Rows = Iterable[Mapping[str, str]]
CodeSets = Mapping[tuple[str, str], Collection[str]]

_TYPES = {"latitude": "DOUBLE", "longitude": "DOUBLE", "is_generic": "BOOLEAN"}

_MEANINGS = {
    "source": "Where the row's facts come from.",
    "note": "What a reader of the table should know about the row.",
    "parent": "Code of the wider class that this one belongs to; empty for the widest.",
    "domain": "Kinds of things that the code can apply to, separated by a bar.",
    "low": "Lower bound that the convention gives: a number, empty for unbounded, = for the value as stated.",
    "best": "Single value that the convention gives: a number, empty for none, = for the value as stated.",
    "high": "Upper bound that the convention gives: a number, empty for unbounded, = for the value as stated.",
    "latitude": "Latitude, WGS 84, in degrees.",
    "longitude": "Longitude, WGS 84, in degrees.",
    "entity_class": "Class of counted things.",
    "outcome": "What is said to have happened to the counted.",
    "actor_id": "Identifier of an actor.",
    "source_class": "Kind of source that an actor is.",
    "country": "Country, ISO 3166-1 alpha-2.",
    "aliases": "Other names, separated by a bar.",
}


def seed_tables() -> dict[str, tuple[dict[str, str], ...]]:
    """All reference tables that come with the program, by name."""
    return {name: seeds.reference(name) for name in seeds.reference_names()}


def load_references(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows] | None = None) -> list[str]:
    """Bring the reference tables to these rows (default: those of the program); the names of the tables made anew.

    Raises ``WarehouseError`` naming the table and the cell if a number or a truth value cannot be read.
    """
    said = dict(con.execute("select table_name, comment from duckdb_tables() where not internal").fetchall())
    made = []
    for name, given in sorted((seed_tables() if tables is None else tables).items()):
        rows = list(given)
        comment = _comment(name, rows)
        if said.get(f"ref_{name}") != comment:
            with transaction(con):  # so that a table says which version it is, and is it
                _load(con, f"ref_{name}", pd.DataFrame(rows, dtype=object), f"seeds/reference/{name}.csv")
                con.execute(f"comment on table {quoted(f'ref_{name}')} is {literal(comment)}")
            made.append(f"ref_{name}")
    return made


def _comment(name: str, rows: list[Mapping[str, str]]) -> str:
    """What the table's comment says: its file, and a hash of everything that the table is made from."""
    made_from = json.dumps([rows, _TYPES, _MEANINGS], sort_keys=True, ensure_ascii=False)
    version = hashlib.sha256(made_from.encode()).hexdigest()[:12]
    return f"Reference table, as in seeds/reference/{name}.csv (version {version})."


def _load(con: duckdb.DuckDBPyConnection, table: str, frame: pd.DataFrame, origin: str) -> None:
    columns = [str(column) for column in frame.columns]
    if not columns:
        raise WarehouseError(f"{origin} has no rows, so the columns of {table} are unknown. Give it at least one row.")
    cells = ", ".join(f"cast(nullif({quoted(c)}, '') as {_TYPES.get(c, 'VARCHAR')}) as {quoted(c)}" for c in columns)
    con.register("incoming_reference", frame.astype("str"))
    try:
        con.execute(f"create or replace table {quoted(table)} as select {cells} from incoming_reference")
    except duckdb.ConversionException as error:
        raise WarehouseError(f"{origin}: {str(error).splitlines()[0]}. Correct the cell in the file.") from error
    finally:
        con.unregister("incoming_reference")
    for column in columns:
        meaning = _MEANINGS.get(column, f"As in the column {column} of {origin}.")
        con.execute(f"comment on column {quoted(table)}.{quoted(column)} is {literal(meaning)}")


def code_sets(tables: Mapping[str, Rows] | None = None) -> dict[tuple[str, str], frozenset[str]]:
    """The allowed codes of every column that refers to a reference table, by table and column of reference.

    Raises ``WarehouseError`` if a table that the columns refer to is not among these.
    """
    tables = seed_tables() if tables is None else tables
    wanted = {column.codes for table in TABLES.values() for column in table.columns if column.codes}
    found = {}
    for name, column in sorted(wanted):
        if name not in tables:
            raise WarehouseError(f"The reference table {name} is missing; its codes are needed to check assertions.")
        found[name, column] = frozenset(row[column] for row in tables[name])
    return found
