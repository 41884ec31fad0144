"""SQL text from definitions: names, literals, the DDL of a table, and the comments on it."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.tables import Table


def quoted(name: str) -> str:
    """Name as an SQL identifier (``end`` is a reserved word).

    >>> quoted("end")
    '"end"'
    """
    return '"' + name.replace('"', '""') + '"'


def _identifier(name: str) -> str:
    # In files that people read, quotes stand only where SQL asks for them.
    return quoted(name) if name == "end" else name


def literal(text: str) -> str:
    """Text as an SQL string literal, for the statements that take no parameters.

    >>> literal("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table, *, if_missing: bool = False) -> str:
    """The table's DDL. No primary or foreign keys: loading keeps the key, views check references.

    A primary key doubles the time to insert and more than triples the file; a foreign key
    forbids replacing rows within one transaction.
    """
    lines = [f"    {_identifier(c.name)} {c.type.lower()}{'' if c.nullable else ' not null'}" for c in table.columns]
    create = "create table if not exists" if if_missing else "create table"
    return f"{create} {table.name} (\n" + ",\n".join(lines) + "\n);\n"


def comments(table: Table) -> Iterator[str]:
    """``COMMENT ON`` statements for the table and each of its columns."""
    yield f"comment on table {table.name} is {literal(table.description)}"
    for column in table.columns:
        yield f"comment on column {table.name}.{quoted(column.name)} is {literal(column.comment)}"
