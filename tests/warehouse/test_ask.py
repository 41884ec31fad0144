"""What a question can do, and what it cannot: write, read files, reach the network or the program, run for ever."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import FIGURES
from warehouse import ExportError, QueryError
from warehouse.ask import ask, query
from warehouse.exports import export
from warehouse.publication import open_published, publish, published_copy
from warehouse.store import open_warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A warehouse of three numbers."""
    path = tmp_path / "w.duckdb"
    with open_warehouse(path) as con:
        con.execute("create table numbers as select range as n from range(3)")
    return path


REFUSED = [
    "explain analyze copy numbers to '{out}'",
    "explain (analyze) select 1",
    "/* a note */ explain /* and */ analyze select 1",
    "copy numbers to '{out}'",
    "copy (select 1) to '{out}' (format parquet)",
    "export database '{out}'",
    "create table x as select 1",
    "insert into numbers values (4)",
    "pragma database_list; select 1",
    "set memory_limit = '1GB'",
    "set enable_external_access = true",
    "install httpfs",
    "load httpfs",
    "attach '{out}' as other",
    "call pragma_version()",
    "checkpoint",
]
OUT_OF_REACH = [
    "select content from read_text('{file}')",
    "from read_csv('{file}')",
    "from read_blob('{file}')",
    "from read_json('{file}')",
    "from glob('{folder}/*')",
    "from '{file}'",
    "from 'https://127.0.0.2/x.csv'",
    "from read_parquet('s3://bucket/x')",
    "from os",
    "from sys",
    "from con",
    "select * from duckdb_secrets()",
]


@pytest.mark.parametrize("sql", REFUSED)
def test_statements_that_are_no_questions_are_refused(warehouse: Path, tmp_path: Path, sql: str) -> None:
    out = tmp_path / "written"
    with pytest.raises(QueryError, match=r"Only questions|one statement"):
        query(warehouse, sql.format(out=out))
    assert not out.exists()
    assert query(warehouse, "select count(*) from numbers").rows == [(3,)]


@pytest.mark.parametrize("sql", OUT_OF_REACH)
@pytest.mark.parametrize("through", ["ask", "export"])
def test_a_question_reaches_nothing_but_the_warehouse(warehouse: Path, tmp_path: Path, sql: str, through: str) -> None:
    file = tmp_path / "private.csv"
    file.write_text("classified\n1\n")
    sql = sql.format(file=file, folder=tmp_path)
    with pytest.raises((QueryError, ExportError)) as refusal:
        if through == "ask":
            query(warehouse, sql)
        else:
            with open_warehouse(warehouse, read_only=True) as con:
                export(con, tmp_path / "out", query=sql)
    assert "classified" not in str(refusal.value)


def test_an_owner_may_let_files_in(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("n,name\n1,one\n")
    with ask(warehouse, f"from numbers join read_csv('{tmp_path / 'mine.csv'}') using (n)", allow_files=True) as answer:
        assert list(answer.rows) == [(1, "one")]


@pytest.mark.parametrize("sql", ["explain select n from numbers", "-- why\nexplain\nfrom numbers", "describe numbers"])
def test_plans_and_descriptions_are_questions(warehouse: Path, sql: str) -> None:
    assert query(warehouse, sql).rows


def test_columns_of_one_name_are_numbered_and_keep_their_values(
    warehouse: Path, tmp_path: Path, figures: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    sql = "select 15 as low, 41 as low, 7 as high"
    assert query(warehouse, sql).columns == ("low", "low_2", "high")
    shown = figures("sql", sql, "--json", "--warehouse", warehouse).stdout
    assert shown.strip() == '[{"low": 15, "low_2": 41, "high": 7}]'
    for format in ("csv", "jsonl", "parquet"):
        with open_warehouse(warehouse, read_only=True) as con:
            path, _ = export(con, tmp_path / format, query=sql, format=format)
        with ask(warehouse, f"select low, low_2, high from '{path}'", allow_files=True) as answer:
            assert list(answer.rows) == [(15, 41, 7)]


def test_a_question_that_takes_too_long_is_stopped(warehouse: Path) -> None:
    endless = "select count(*) from range(1000000000) a, range(1000000000) b where a.range * b.range = 7"
    with pytest.raises(QueryError, match=r"longer than 0\.3 s"), ask(warehouse, endless, seconds=0.3) as answer:
        list(answer.rows)


def test_rows_come_as_they_are_read(warehouse: Path) -> None:
    sql = "select range as n, repeat('x', 200) as words from range(2000000)"
    measured = (
        "import re\nfrom warehouse.ask import ask\n"
        f"with ask({str(warehouse)!r}, {sql!r}) as answer:\n    print(sum(1 for row in answer.rows))\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    rows, kilobytes = subprocess.run(
        [sys.executable, "-c", measured], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(rows) == 2_000_000
    assert int(kilobytes) < 300_000


def test_a_table_stops_after_so_many_rows_and_says_so(
    warehouse: Path, figures: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    cut = figures("sql", "from range(9)", "--limit", "4", "--csv", "--warehouse", warehouse)
    assert cut.stdout.split() == ["range", "0", "1", "2", "3"]
    assert "only the first 4 rows" in cut.stderr
    whole = figures("sql", "from range(3000)", "--csv", "--warehouse", warehouse)
    assert len(whole.stdout.split()) == 3001
    assert "only the first" not in whole.stderr


def test_csv_is_plain_unless_it_is_to_be_guarded(
    warehouse: Path, figures: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    sql = "select '=1+1' as a, '＝2' as b, chr(10) || '@x' as c, -3 as d"
    plain = figures("sql", sql, "--csv", "--warehouse", warehouse).stdout
    assert plain == 'a,b,c,d\n=1+1,＝2,"\n@x",-3\n'
    guarded = figures("sql", sql, "--csv", "--guard", "--bom", "--warehouse", warehouse).stdout
    assert guarded == "\ufeffa,b,c,d\n'=1+1,'＝2,\"'\n@x\",-3\n"


def test_json_holds_no_number_that_json_does_not_know(
    warehouse: Path, figures: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    sql = "select 'nan'::double as a, 'infinity'::double as b, '\\x01'::blob as c, [1.5, 'nan'::double] as d"
    shown = figures("sql", sql, "--json", "--warehouse", warehouse).stdout
    assert shown.strip() == '[{"a": null, "b": null, "c": "01", "d": [1.5, null]}]'


def test_a_reader_that_has_seen_enough_is_no_failure(warehouse: Path) -> None:
    command = (
        f"'{FIGURES}' sql 'from range(2000000)' --csv --warehouse '{warehouse}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "range\n", "")


def test_questions_are_answered_from_the_published_copy_while_the_warehouse_is_written(warehouse: Path) -> None:
    publish(warehouse)
    with open_published(warehouse) as (_, as_of):
        assert as_of is None
    hold = (
        f"import duckdb, sys; con = duckdb.connect({str(warehouse)!r}); con.execute('insert into numbers values (9)'); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == b"open\n"
            with ask(warehouse, "select count(*) from numbers") as answer:
                assert list(answer.rows) == [(3,)]
                assert answer.as_of is not None
        finally:
            other.communicate()
    assert publish(warehouse) == published_copy(warehouse)
    assert query(warehouse, "select count(*) from numbers").rows == [(4,)]
