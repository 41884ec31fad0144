"""A warehouse of one million assertions: how long linking, the full comparison and each view take.

    python -m benchmarks.warehouse_million small.duckdb [--assertions 1000000] [--keep big.duckdb]

``small.duckdb`` is a warehouse that ``figures run`` made of real documents. Its documents are multiplied:
each copy is another country in which the same was reported some days later, with places, wording and
identifiers of its own, so that copies neither meet nor are taken for near-identical texts. What a copy
says, and how its outlets contradict each other, stays as real as the documents are.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.compare import link
from warehouse.store import open_warehouse, prepare

COPIED = ("documents", "assertions", "attributions")
MACROS = {
    "source_behaviour": "source_behaviour_in($place, $first, $last)",
    "equipment_losses": "equipment_losses_in($place, $first, $last)",
}
"""Views that sum up over places: asked for one place through the macro that they are made of."""

# Words of a copy get its own ending, places its own name and position, dates its own shift: $copy counts from 0.
_CHANGES = {
    "documents": {
        "document_id": "document_id || '-' || $copy",
        "version_hash": "version_hash || '-' || $copy",
        "publication_date": "publication_date + $copy % 28",
        "text": r"regexp_replace(text, '([a-z]{4,})', '\1' || $ending, 'g')",
    },
    "assertions": {
        "document_id": "document_id || '-' || $copy",
        "version_hash": "version_hash || '-' || $copy",
        "assertion_id": "assertion_id || '-' || $copy",
        "sentence": r"regexp_replace(sentence, '([a-z]{12,})', '\1' || $ending, 'g')",
        "place_id": "place_id || '-' || $copy",
        "place_text": "place_text || ' ' || $ending",
        "country": "case when country is not null then $ending end",
        "latitude": "latitude - 60 + ($copy % 10) * 10",
        "longitude": "longitude - 150 + ($copy // 10) % 18 * 15",
        "event_date_start": "event_date_start + $copy % 28",
        "event_date_end": "event_date_end + $copy % 28",
    },
    "attributions": {
        "document_id": "document_id || '-' || $copy",
        "version_hash": "version_hash || '-' || $copy",
        "assertion_id": "assertion_id || '-' || $copy",
        "actor_text": "case when actor_id is null then actor_text || ' ' || $ending else actor_text end",
    },
}


def main() -> None:
    """Prints one line per measurement; exit code 1 if one is over its limit."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("warehouse", type=Path, help="a warehouse made by figures run")
    arguments.add_argument("--assertions", type=int, default=1_000_000)
    arguments.add_argument("--keep", type=Path, help="keep the large warehouse here, and use it if it is there")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "million.duckdb"
        made_before = path.exists()
        with open_warehouse(path) as con:
            con.execute("set threads = 2")
            prepare(con)
            if not made_before:
                multiply(con, options.warehouse, options.assertions)
            print("    wall   processor")
            late = measure(con)
    sys.exit(1 if late else 0)


def multiply(con: duckdb.DuckDBPyConnection, small: Path, wanted: int) -> None:
    """Fill an empty warehouse with copies of a small one until it has at least ``wanted`` assertions."""
    con.execute(f"attach '{small}' as small (read_only)")
    have = con.execute("select count(*) from small.assertions where is_current").fetchall()[0][0]
    if not have:
        raise SystemExit(f"{small} holds no assertions; run `figures run` on documents first.")
    with timed("multiply", None):
        for copy in range(-(-wanted // have)):
            for table in COPIED:
                _copy(con, table, copy)
    con.execute("detach small")
    con.execute("checkpoint")
    for table in COPIED:
        print(f"  {con.execute(f'select count(*) from {table}').fetchall()[0][0]:,} {table}")


def _copy(con: duckdb.DuckDBPyConnection, table: str, copy: int) -> None:
    ending = "'" + "".join(chr(97 + copy // 26**power % 26) for power in (2, 1, 0)) + "'"
    changes = ", ".join(
        f"{expression.replace('$copy', str(copy)).replace('$ending', ending)} as {column}"
        for column, expression in _CHANGES[table].items()
    )
    con.execute(f"insert into {table} select * replace ({changes}) from small.{table} where is_current")


def measure(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Time linking, the full comparison and every view for the busiest place and month; what was over its limit."""
    late: list[str] = []
    with timed("link, with the signatures of all texts", 60, late):
        report = link(con)
    print(f"  {report}")
    con.execute("checkpoint")
    with timed("link again", 60, late):
        link(con)
    with timed("full comparison", 60, late):
        con.execute("create temp table whole as select * from comparison")
    place, first, last = con.execute(
        "select place_key, date_trunc('month', event_date)::date as month, last_day(month) from event_links"
        " where place_key <> 'unplaced' and event_date is not null"
        " group by all order by count(*) desc, place_key limit 1"
    ).fetchall()[0]
    print(f"  asked for place {place}, {first} to {last}")
    for (view,) in con.execute(
        "select view_name from duckdb_views() where not internal and schema_name = 'main' order by view_name"
    ).fetchall():
        columns = {name for (name, *_) in con.execute(f"describe {view}").fetchall()}
        query = question(view, columns)
        given = {"place": place, "first": first, "last": last}
        given = {name: value for name, value in given.items() if f"${name}" in query}
        con.execute(query, given).fetchall()  # once unmeasured, so that reading the file is not what is measured
        with timed(view, 1, late) as rows:
            rows.append(len(con.execute(query, given).fetchall()))
    return late


def question(view: str, columns: set[str]) -> str:
    """The query for one place and month, by the columns that the view has."""
    if view in MACROS:
        return f"select * from {MACROS[view]}"
    place = next((c for c in ("place_key", "place_id") if c in columns), None)
    day = next((c for c in ("event_date", "event_date_start", "stated_on") if c in columns), None)
    tests = [f"{place} = $place"] if place else []
    tests += [f"{day} between $first and $last"] if day else []
    return f"select * from {view}" + (f" where {' and '.join(tests)}" if tests else "")


@contextmanager
def timed(what: str, limit: float | None, late: list[str] | None = None) -> Iterator[list[int]]:
    """Print how long the block took, with the rows that it put into the list, and note it if it was over the limit."""
    rows: list[int] = []
    start, used = time.perf_counter(), time.process_time()
    yield rows
    took = time.perf_counter() - start
    over = limit is not None and took > limit
    used = time.process_time() - used
    counted = f", {rows[0]:,} rows" if rows else ""
    print(f"{took:8.2f} s  {used:8.2f} s  {what}{counted}{f'  OVER {limit:g} s' if over else ''}", flush=True)
    if over and late is not None:
        late.append(what)


if __name__ == "__main__":
    main()
