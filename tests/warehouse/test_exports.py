"""Exports open in a spreadsheet without surprises, describe themselves, and are the same bytes every time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import frictionless
import pytest

from tests.warehouse.rows import TEXT, assertion, batch, document, run
from warehouse import ExportError
from warehouse.exports import export
from warehouse.store import Connection, load_batch, load_references, migrate, open_warehouse

FLAT = """
    create or replace view assertions_flat as select * from assertions where is_current;
    comment on view assertions_flat is 'One row per current assertion.';
    comment on column assertions_flat.low is 'Least number, as the view says it.';
"""


@pytest.fixture
def con(tmp_path: Path) -> Iterator[Connection]:
    """A warehouse with three assertions whose order in the file is not that of their ids."""
    with open_warehouse(tmp_path / "w.duckdb") as con:
        migrate(con)
        load_references(con, {"outcomes": [{"outcome": "killed", "parent": "", "domain": "people"}]})
        rows = [
            assertion("a3", entity_text="civilians", best=12_500, low=5),
            assertion(
                "a1", domain="measure", outcome="", unit="km", low=2.5, best=None, value_from=2.5, asserted_low=2.5
            ),
            assertion("a2", speaker_label="=cmd()", sentence='one\ntwo, "three"'),
        ]
        documents = [document(title="=HYPERLINK(1)", location="-5", source="@wire", url="+1", date="\tsoon")]
        load_batch(con, batch(documents, rows), run(), "0001")
        con.execute(FLAT)
        yield con


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_csv_has_a_header_and_ordered_rows_with_unknown_left_empty(con: Connection, tmp_path: Path) -> None:
    path, package = export(con, tmp_path / "out", ["assertions"])
    assert (path.name, package.name) == ("assertions.csv", "datapackage.json")
    first, second, third = table(path)
    assert [row["assertion_id"] for row in (first, second, third)] == ["a1", "a2", "a3"]
    assert (first["low"], first["best"], first["high"], first["outcome"]) == ("2.5", "", "", "")
    assert (third["low"], third["best"], third["outcome"], third["is_current"]) == ("5", "12500", "killed", "true")
    assert (third["event_date_start"], third["loaded_at"][-1]) == ("2021-03-02", "Z")
    assert second["sentence"] == 'one\ntwo, "three"'
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r" not in path.read_bytes()


def test_text_that_a_spreadsheet_would_run_is_neutralised_and_numbers_are_not(con: Connection, tmp_path: Path) -> None:
    (row,) = table(export(con, tmp_path / "out", ["documents"])[0])
    assert [row[c] for c in ("title", "location", "source", "url", "date")] == [
        "'=HYPERLINK(1)", "'-5", "'@wire", "'+1", "'\tsoon",
    ]  # fmt: skip
    assert row["text"] == TEXT
    path, _ = export(con, tmp_path / "q", query="select -5 as a, -2.5::double as b, '\r=1' as \"=c\"")
    assert table(path) == [{"a": "-5", "b": "-2.5", "'=c": "'\r=1"}]


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_two_exports_are_the_same_bytes(con: Connection, tmp_path: Path, format: str) -> None:
    names = ["assertions", "attributions", "documents", "runs"]
    first = export(con, tmp_path / "one", names, format=format)
    con.execute("create table shuffled as from assertions order by random()")
    con.execute("delete from assertions")
    con.execute("insert into assertions from shuffled order by exact, assertion_id desc")
    second = export(con, tmp_path / "two", names, format=format)
    assert [p.name for p in first] == [p.name for p in second]
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.name


@pytest.mark.parametrize("hxl", [False, True])
def test_the_data_package_is_valid_and_describes_every_column(con: Connection, tmp_path: Path, hxl: bool) -> None:
    *_, package = export(con, tmp_path / "out", ["assertions", "documents", "attributions", "ref_outcomes"], hxl=hxl)
    report = frictionless.Package(str(package)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    described = json.loads(package.read_text(encoding="utf-8"))
    fields = {f["name"]: f for r in described["resources"] for f in r["schema"]["fields"]}
    assert all(field["description"] for field in fields.values())
    assert fields["low"] == {"name": "low", "type": "number", "description": "Least number, as the view says it."}
    assert (fields["start"]["type"], fields["is_current"]["type"], fields["event_date_start"]["type"]) == (
        "integer",
        "boolean",
        "date",
    )
    assert described["resources"][0]["description"] == "One row per current assertion."


def test_a_column_without_a_comment_means_what_it_does_elsewhere(con: Connection, tmp_path: Path) -> None:
    con.execute("create view stated as select 'A' as outlet")
    con.execute("comment on column stated.outlet is 'Outlet that published.'")
    *_, package = export(con, tmp_path / "out", query="select outlet, 3 as hop, 1 as new from stated")
    fields = json.loads(package.read_text(encoding="utf-8"))["resources"][0]["schema"]["fields"]
    outlet, hop, new = (field["description"] for field in fields)
    assert outlet == "Outlet that published."
    assert hop.startswith("Position in the chain")
    assert new == ""


def test_a_wrong_cell_would_be_noticed_by_the_package(con: Connection, tmp_path: Path) -> None:
    path, package = export(con, tmp_path / "out", ["assertions"])
    path.write_text(path.read_text(encoding="utf-8").replace("2021-03-02", "Tuesday"), encoding="utf-8")
    assert not frictionless.Package(str(package)).validate().valid


def test_hxl_tags_are_the_second_row_of_a_csv(con: Connection, tmp_path: Path) -> None:
    path, _ = export(con, tmp_path / "out", ["assertions"], hxl=True)
    header, tags = path.read_text(encoding="utf-8").splitlines()[:2]
    tagged = dict(zip(header.split(","), tags.split(","), strict=True))
    assert (tagged["low"], tagged["high"], tagged["prefix"]) == ("#affected+num+min", "#affected+num+max", "")


def test_json_lines_keep_null_numbers_and_text_as_they_are(con: Connection, tmp_path: Path) -> None:
    path, _ = export(con, tmp_path / "out", ["assertions"], format="jsonl")
    first, second, third = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert (first["low"], first["high"], third["best"], second["speaker_label"]) == (2.5, None, 12500, "=cmd()")
    assert third["event_date_start"] == "2021-03-02"


def test_parquet_opens_with_plain_duckdb(con: Connection, tmp_path: Path) -> None:
    path, _ = export(con, tmp_path / "out", ["assertions"], format="parquet")
    rows = duckdb.sql(f"select assertion_id, low, event_date_start::varchar from '{path}'").fetchall()
    assert rows == [("a1", 2.5, "2021-03-02"), ("a2", 5.0, "2021-03-02"), ("a3", 5.0, "2021-03-02")]


def test_a_query_is_exported_in_its_own_order_or_in_that_of_its_columns(con: Connection, tmp_path: Path) -> None:
    path, package = export(con, tmp_path / "out", query="select assertion_id from assertions order by 1 desc;")
    assert path.read_text() == "assertion_id\na3\na2\na1\n"
    path, package = export(con, tmp_path / "out", query="from (select assertion_id, low from assertions) -- all")
    assert path.read_text() == "assertion_id,low\na1,2.5\na2,5\na3,5\n"
    assert frictionless.Package(str(package)).validate().valid


def test_lists_are_written_as_json_and_endless_bounds_as_empty(con: Connection, tmp_path: Path) -> None:
    query = "select ['a', 'b'] as origins, 'inf'::double as high, 3::hugeint as n, 1.50::decimal(4, 2) as ratio"
    path, package = export(con, tmp_path / "csv", query=query)
    assert table(path) == [{"origins": '["a","b"]', "high": "", "n": "3", "ratio": "1.50"}]
    assert frictionless.Package(str(package)).validate().valid
    path, _ = export(con, tmp_path / "jsonl", query=query, format="jsonl")
    assert json.loads(path.read_text()) == {"origins": ["a", "b"], "high": None, "n": 3, "ratio": 1.5}


def test_what_cannot_be_exported_is_said_in_a_sentence(con: Connection, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"no table or view named 'verdicts' to export; there are .*assertions"):
        export(con, tmp_path / "out", ["verdicts"])
    with pytest.raises(ExportError, match="no export format 'xlsx'; there are csv, parquet, jsonl"):
        export(con, tmp_path / "out", ["runs"], format="xlsx")
    with pytest.raises(ExportError, match="Only questions"):
        export(con, tmp_path / "out", query="drop table runs")
    with pytest.raises(ExportError, match="nowhere"):
        export(con, tmp_path / "out", query="from nowhere")
    with pytest.raises(ExportError, match="not both"):
        export(con, tmp_path / "out", ["runs"], query="select 1")
    with pytest.raises(ExportError, match="HXL"):
        export(con, tmp_path / "out", ["runs"], format="jsonl", hxl=True)
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(ExportError, match="cannot be written"):
        export(con, tmp_path / "taken", ["runs"])


def test_json_lines_hold_no_value_that_json_does_not_know(con: Connection, tmp_path: Path) -> None:
    query = "select '\\x01'::blob as a, ['nan'::double, 2] as b, {'x': 'infinity'::double} as c"
    path, _ = export(con, tmp_path / "out", query=query, format="jsonl")
    assert path.read_text(encoding="utf-8") == '{"a": "01", "b": [null, 2], "c": {"x": null}}\n'


def test_a_name_given_twice_is_one_file_and_one_resource(con: Connection, tmp_path: Path) -> None:
    paths = export(con, tmp_path / "out", ["runs", "runs"])
    assert [path.name for path in paths] == ["runs.csv", "datapackage.json"]
    assert len(json.loads(paths[-1].read_text(encoding="utf-8"))["resources"]) == 1
