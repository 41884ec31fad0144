"""Each check of the contract, by a row that breaks it: the row is set aside with the check's name, the rest go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.rows import CODES, TEXT, assertion, batch, document, hop
from warehouse.quarantine import split_valid, validate_batch
from warehouse.schemas import (
    assertions_frames,
    assertions_schema,
    attributions_schema,
    documents_frame,
    documents_schema,
)
from warehouse.tables import ASSERTIONS

MEASURE = {"domain": "measure", "outcome": "", "unit": "km", "entity_class": ""}
EXACT = {"quantity_kind": "exact", "asserted_high": 5, "high": 5}

# One row per check of the contract's list, and those that typing and the code tables add.
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("exact_matches_text", {"exact": "at least six civilians"}),
    ("exact_matches_text", {"end": 10_000}),
    ("exact_matches_text", {"start": 3}),
    ("quantity_inside_figure", {"quantity_start": 0}),
    ("quantity_inside_figure", {"quantity_end": len(TEXT)}),
    ("quantity_inside_figure", {"quantity_end": 2}),
    ("bounds_ordered", {"low": 7}),
    ("bounds_ordered", {"high": 4}),
    ("bounds_ordered", {"best": None, "high": 4}),
    ("bounds_ordered", {"quantity_kind": "approximate", "asserted_low": 6, "asserted_high": 5}),
    ("exact_is_one_value", EXACT | {"asserted_high": 6}),
    ("exact_is_one_value", EXACT | {"asserted_low": None, "asserted_high": None}),
    ("exact_is_one_value", EXACT | {"high": None}),
    ("minimum_has_no_asserted_high", {"asserted_high": 5}),
    ("range_has_both_bounds", {"quantity_kind": "range"}),
    ("range_has_both_bounds", {"quantity_kind": "range", "asserted_low": None, "asserted_high": 9}),
    ("none_is_zero", {"quantity_kind": "none"}),
    ("none_is_zero", {"quantity_kind": "none", "asserted_low": 0, "asserted_high": 0, "low": 0, "best": 0, "high": 3}),
    ("counts_whole_not_negative", {"low": 4.5}),
    ("counts_whole_not_negative", {"value_from": -5}),
    ("counts_whole_not_negative", {"domain": "equipment", "entity_class": "tank", "best": 5.5}),
    ("counts_whole_not_negative", {"count_status": "rate", "asserted_low": -2.5}),
    ("measure_has_no_outcome", MEASURE | {"outcome": "killed"}),
    ("count_has_outcome_and_class", {"outcome": ""}),
    ("count_has_outcome_and_class", {"entity_class": None}),
    ("period_said_or_unstated", {"count_status": "cumulative", "event_date_start": None, "event_date_end": None}),
    ("period_said_or_unstated", {"count_status": "stock", "event_date_start": None, "event_date_end": None}),
    ("total_of_changes_only", {"change_of": 4}),
    ("event_dates_ordered", {"event_date_start": "2021-03-03"}),
    ("event_date_start_is_day", {"event_date_start": "2021-02-30"}),
    ("event_date_start_is_day", {"event_date_start": "Tuesday"}),
    ("domain_allowed", {"domain": "persons"}),
    ("outcome_in_reference", {"outcome": "vanished"}),
    ("entity_class_in_reference", {"entity_class": "martian"}),
    ("vague_term_in_reference", {"vague_term": "oodles"}),
    ("equipment_id_in_reference", {"equipment_id": "t_999"}),
    ("confidence_not_above_maximum", {"confidence": 1.01}),
    ("latitude_not_below_minimum", {"latitude": -91}),
    ("entity_text_not_null", {"entity_text": None}),
    ("start_type", {"start": "seventeen"}),
    ("low_type", {"low": "5"}),
    ("implicit_type", {"implicit": "no"}),
    ("sentence_type", {"sentence": "half a pair \ud83d"}),
    ("hops_contiguous", {"attributions": []}),
    ("hops_contiguous", {"attributions": [hop(1, "speaker", "Monitors")]}),
    ("hops_contiguous", {"attributions": [hop(0, "publisher", "A"), hop(2, "speaker", "B")]}),
    ("hops_contiguous", {"attributions": [hop(0, "publisher", "A"), hop(0, "speaker", "B")]}),
    ("document_known", {"document_id": "elsewhere"}),
]

SOUND: list[dict[str, Any]] = [
    {},
    EXACT,
    MEASURE | {"asserted_low": 2.5, "value_from": 2.5, "low": 2.5, "best": 2.5},
    {"asserted_low": None, "value_from": None, "low": None, "best": None, "quantity_kind": "vague"},
    {"quantity_kind": "none", "asserted_low": 0, "asserted_high": 0, "low": 0, "best": 0, "high": 0},
    {"quantity_kind": "range", "asserted_high": 7, "high": 7},
    {"quantity_kind": "maximum", "asserted_low": None, "asserted_high": 5, "low": None, "high": 5},
    {"count_status": "cumulative", "event_date_start": None, "event_date_end": None, "status_period": "since 2011"},
    {"count_status": "stock", "event_date_start": None, "event_date_end": None, "status_period": "unstated"},
    {"count_status": "change", "change_of": 4},
    {"count_status": "cumulative"},  # the event dates say of which period
    {"count_status": "rate", "asserted_low": 2.5, "value_from": 2.5, "low": 2.5, "best": 2.5},
    {"asserted_low": 5.0, "start": float(TEXT.index("at least"))},  # whole numbers as JSON may write them
]


@pytest.mark.parametrize(("check", "change"), BROKEN)
def test_a_broken_row_is_set_aside_and_the_others_go_on(check: str, change: dict[str, Any]) -> None:
    checked = batch([document()], [assertion("good"), assertion("bad") | change])
    assert list(checked.assertions["assertion_id"]) == ["good"]
    assert set(checked.attributions["assertion_id"]) == {"good"}
    failed = checked.quarantine[checked.quarantine["table_name"] == "assertions"]
    assert list(failed["row_key"]) == ["bad"]
    assert check in failed["check_name"].iloc[0].split(", ")


@pytest.mark.parametrize("change", SOUND)
def test_a_sound_row_passes(change: dict[str, Any]) -> None:
    checked = batch([document()], [assertion() | change])
    assert list(checked.quarantine["failure"]) == []
    assert len(checked.assertions) == 1


def test_all_failing_checks_of_a_row_are_named_once_in_one_quarantine_row() -> None:
    checked = batch([document()], [assertion(asserted_high=9, confidence=2.0, domain="persons")])
    row = checked.quarantine.set_index("table_name").loc["assertions"]
    checks = row["check_name"].split(", ")
    assert set(checks) == {"minimum_has_no_asserted_high", "confidence_not_above_maximum", "domain_allowed"}
    assert len(checks) == 3
    assert "domain is none of people" in row["failure"]
    assert "'persons'" in row["failure"]


def test_the_quarantined_row_is_kept_as_it_was() -> None:
    checked = batch([document()], [assertion(confidence="high", sentence="حلب")])
    kept = json.loads(checked.quarantine["row_json"].iloc[0])
    assert (kept["confidence"], kept["sentence"], kept["high"], kept["start"]) == (
        "high",
        "حلب",
        None,
        TEXT.index("at least"),
    )


@pytest.mark.parametrize(
    ("check", "change"),
    [
        ("text_not_blank", {"text": " \n"}),
        ("text_not_null", {"text": None}),
        ("text_type", {"text": "half a pair \ud83d"}),
        ("publication_date_is_day", {"publication_date": "3 March 2021"}),
        ("title_type", {"title": 7}),
    ],
)
def test_a_quarantined_document_takes_its_assertions_along(check: str, change: dict[str, Any]) -> None:
    checked = batch(
        [document("d1"), document("d2", **change)],
        [assertion("a1", "d1"), assertion("a2", "d2"), assertion("a3", "d2")],
    )
    assert list(checked.documents["document_id"]) == ["d1"]
    assert list(checked.assertions["assertion_id"]) == ["a1"]
    assert set(checked.attributions["assertion_id"]) == {"a1"}
    found = checked.quarantine.groupby("table_name")["check_name"].agg(set).to_dict()
    assert found == {
        "documents": {check},
        "assertions": {"document_quarantined"},
        "attributions": {"assertion_quarantined"},
    }


def test_a_repeated_id_keeps_the_first_with_its_own_chain() -> None:
    again = assertion(chain="other", attributions=[hop(n, "relay", f"other {n}") for n in range(3)])
    checked = batch([document(), document()], [assertion(), again])
    assert len(checked.documents) == 1
    assert list(checked.assertions["chain"]) == ["Coastal Wire ← Monitors"]
    assert list(checked.attributions["actor_text"]) == ["Coastal Wire", "Monitors"]
    checks = checked.quarantine.groupby("table_name")["check_name"].agg(list).to_dict()
    assert checks["documents"] == ["document_id_unique"]
    assert checks["assertions"] == ["assertion_id_unique"]
    assert checks["attributions"] == ["assertion_quarantined"] * 3


def test_a_broken_hop_takes_its_assertion_and_the_rest_of_the_chain_along() -> None:
    broken = [hop(0, "publisher", "A"), hop(1, "herald", "B")]
    checked = batch([document()], [assertion("good"), assertion("bad", attributions=broken)])
    assert set(checked.attributions["assertion_id"]) == {"good"}
    keys = checked.quarantine.set_index("row_key")["check_name"].to_dict()
    assert keys == {"bad": "hops_contiguous", "bad/0": "assertion_quarantined", "bad/1": "role_allowed"}


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        (0, lambda f: f.drop(columns="text"), "documents: the column text is missing"),
        (1, lambda f: f.assign(verdict="x"), "assertions: the column verdict is unknown"),
        (2, lambda f: f.rename(columns={"cue": "hint"}), "attributions: the column cue is missing; the column hint"),
    ],
)
def test_a_structural_error_fails_the_whole_batch_with_its_reason(table: int, change: Any, reason: str) -> None:
    frames = [documents_frame([document()]), *assertions_frames([assertion()])]
    frames[table] = change(frames[table])
    checked = validate_batch(*frames, CODES)
    assert (len(checked.documents), len(checked.assertions), len(checked.attributions)) == (0, 0, 0)
    assert list(checked.quarantine["table_name"]) == ["documents", "assertions", "attributions", "attributions"]
    assert set(checked.quarantine["check_name"]) == {"batch_structure"}
    assert checked.quarantine["failure"].str.startswith(reason).all()


def test_no_rows_are_a_normal_batch() -> None:
    checked = batch([document()], [])
    assert (len(checked.documents), len(checked.assertions), len(checked.quarantine)) == (1, 0, 0)


def test_an_unknown_field_of_a_document_is_not_dropped_silently() -> None:
    checked = batch([document(mood="grim")], [])
    assert list(checked.quarantine["failure"]) == ["documents: the column mood is unknown"]


def test_split_valid_works_on_any_schema() -> None:
    frame, _ = assertions_frames([assertion("a"), assertion("b", confidence=-1)])
    schema = assertions_schema({"d1": TEXT}, CODES)
    assert isinstance(schema, pa.DataFrameSchema)
    valid, failed = split_valid(frame, schema, ASSERTIONS)
    assert (list(valid["assertion_id"]), list(failed["row_key"])) == (["a"], ["b"])


def test_the_page_names_every_check_of_a_row() -> None:
    page = (Path(__file__).parents[2] / "docs" / "warehouse.md").read_text(encoding="utf-8")
    for schema in (documents_schema(), assertions_schema({}, CODES), attributions_schema(CODES)):
        assert [check.name for check in schema.checks if f"`{check.name}`" not in page] == []


_cell = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["\ud800", b"x", [1], 10**400, 2**63]),
)


_change = st.tuples(st.sampled_from([c.name for c in ASSERTIONS.incoming]), _cell)


# A batch is checked as a whole, so each example holds many rows.
@settings(max_examples=10)
@given(changes=st.lists(_change, min_size=20, max_size=40))
def test_any_value_in_any_column_is_loaded_or_set_aside_and_never_raises(changes: list[tuple[str, Any]]) -> None:
    odd = [assertion(f"odd {n}") | {column: value} for n, (column, value) in enumerate(changes)]
    checked = batch([document()], [assertion("good"), *odd])
    failed = checked.quarantine[checked.quarantine["table_name"] == "assertions"]
    assert len(checked.assertions) + len(failed) == 1 + len(odd)
    assert "good" in set(checked.assertions["assertion_id"])
    assert not checked.quarantine[["check_name", "failure", "row_json"]].isna().any(axis=None)


_count = st.one_of(st.none(), st.integers(0, 50), st.sampled_from([2.5, -1.0]))


@settings(max_examples=10)
@given(bounds=st.lists(st.tuples(_count, _count, _count), min_size=20, max_size=40))
def test_what_passes_has_its_bounds_in_order_and_whole_and_all_of_that_passes(bounds: list[tuple[Any, ...]]) -> None:
    vague = {"quantity_kind": "vague", "asserted_low": None, "value_from": None}
    rows = [assertion(f"{n}", **vague, low=b[0], best=b[1], high=b[2]) for n, b in enumerate(bounds)]
    passed = set(batch([document()], rows).assertions["assertion_id"])
    stated = [[bound for bound in three if bound is not None] for three in bounds]
    sound = [s == sorted(s) and all(bound >= 0 and bound == int(bound) for bound in s) for s in stated]
    assert passed == {f"{n}" for n, is_sound in enumerate(sound) if is_sound}


def test_dtypes_are_those_that_the_tables_take() -> None:
    checked = batch([document()], [assertion()])
    dtypes = checked.assertions.dtypes.astype(str)
    assert (dtypes["start"], dtypes["low"], dtypes["implicit"], dtypes["exact"]) == (
        "Int64",
        "float64",
        "boolean",
        "str",
    )
    assert pd.isna(checked.assertions["high"].iloc[0])


@pytest.mark.parametrize("key", ["\ud800", [1], 10**400, None])
def test_a_key_that_cannot_be_compared_costs_only_its_row(key: Any) -> None:
    broken_hop = hop(0, "publisher", "A", assertion_id=key)
    checked = batch(
        [document("d1"), document(key)],
        [assertion("good"), assertion("lost", key), assertion(key), assertion("cut", attributions=[broken_hop])],
    )
    assert list(checked.documents["document_id"]) == ["d1"]
    assert list(checked.assertions["assertion_id"]) == ["good"]
    assert set(checked.attributions["assertion_id"]) == {"good"}
