"""The definition of columns is what the extractor delivers, what the tables hold and what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.model import Assertion, Chain, Counted, Happening, Hop, Place, Quantity, Scope, Sentence, When
from warehouse import columns, document_columns, tables
from warehouse.references import code_sets

ROOT = Path(__file__).parents[2]


def _record() -> dict[str, object]:
    return Assertion(
        document_id="d",
        sentence=Sentence(0, 0, 4),
        sentence_text="",
        quantity=Quantity(0, 1, "exact", 1, 1, 1, None, 0, 1),
        quantity_text="",
        start=0,
        end=1,
        exact="",
        prefix="",
        suffix="",
        counted=Counted("", None, None, "person", "people", None),
        happening=Happening("killed"),
        scope=Scope(),
        chain=Chain((Hop(0, "publisher", ""),)),
        place=Place(""),
        when=When(),
    ).to_record()


def test_assertions_take_exactly_the_fields_that_the_extractor_delivers() -> None:
    record = _record()
    record.pop("attributions")
    assert sorted(c.name for c in tables.ASSERTIONS.incoming) == sorted(record)


def test_attributions_take_exactly_the_fields_of_a_hop() -> None:
    (hop,) = _record()["attributions"]  # type: ignore[misc]
    incoming = [c.name for c in tables.ATTRIBUTIONS.incoming]
    assert incoming == ["assertion_id", "document_id", *hop]


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=lambda t: t.name)
def test_every_column_is_described_and_typed(table: tables.Table) -> None:
    for column in table.columns:
        assert column.description.endswith("."), column.name
        assert column.type in columns.TYPES
        assert column.example
    assert len({c.name for c in table.columns}) == len(table.columns)
    assert set(table.key) <= {c.name for c in table.columns}


def test_one_name_means_one_thing_in_every_table() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for table in tables.TABLES.values():
        for column in table.columns:
            assert seen.setdefault(column.name, (column.type, column.comment)) == (column.type, column.comment)


def test_names_say_what_they_hold() -> None:
    for table in tables.TABLES.values():
        for column in table.columns:
            assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
            assert column.name.startswith("is_") <= (column.type == "BOOLEAN")
            assert column.name.endswith("_at") <= (column.type == "TIMESTAMP WITH TIME ZONE")


def test_examples_are_allowed_values() -> None:
    codes = code_sets()
    for table in tables.TABLES.values():
        for column in table.columns:
            assert not column.values or column.example in column.values, column.name
            assert not column.codes or column.example in codes[column.codes], column.name


def test_the_page_is_in_step() -> None:
    page = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    assert page == document_columns.markdown(), "run: python -m warehouse.document_columns > docs/columns.md"


def test_an_unknown_table_or_column_is_named() -> None:
    with pytest.raises(KeyError, match="no table 'claims'"):
        tables.table("claims")
    with pytest.raises(KeyError, match="no column 'verdict'"):
        tables.ASSERTIONS.column("verdict")
