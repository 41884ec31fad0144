"""Comments for the columns of views that their own file says nothing of: one name means one thing.

A view comments on the columns that it brings in; a column that it takes over carries the comment of
the table or view that it comes from. So every column reads in any SQL client, and no sentence is kept twice.
"""

from __future__ import annotations

import duckdb

from warehouse.ddl import literal, quoted

_COLUMNS = """
    select columns.table_name, columns.column_name, columns.comment
    from duckdb_columns() as columns
    left join duckdb_views() as views
        on columns.table_name = views.view_name and columns.schema_name = views.schema_name
    where not columns.internal and columns.schema_name = 'main'
        and (views.view_name is not null or not starts_with(columns.table_name, 'ref_'))
    order by columns.table_name <> 'comparison', columns.table_name <> 'figure_by_origin',
        views.view_name is not null, columns.table_name, columns.column_index
"""
"""Comparison first: what it says of a place, a class or a figure holds for all views; then the tables."""


def inherit(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Give each uncommented view column the comment of its namesake; the columns that have none, as view.column."""
    columns = con.execute(_COLUMNS).fetchall()
    views = {name for (name,) in con.execute("select view_name from duckdb_views() where not internal").fetchall()}
    meaning: dict[str, str] = {}
    for _, column, comment in columns:
        if comment:
            meaning.setdefault(column, comment)
    bare = []
    for view, column, comment in columns:
        if view not in views or comment:
            continue
        if column in meaning:
            con.execute(f"comment on column {quoted(view)}.{quoted(column)} is {literal(meaning[column])}")
        else:
            bare.append(f"{view}.{column}")
    return bare
