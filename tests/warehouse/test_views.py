"""Views are documented, commented, and answer; the sample shows each trap by its flag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.dispatches import ARMY, NO_PLACE, RESIDENT, SOHR, Newsroom, Voice, newsroom, said
from warehouse.document_views import page, questions

ROOT = Path(__file__).parents[2]
ACTIVISTS = Voice("Hill Towns Relief Committee", "activist")


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    """One toll told by a monitor, a resident and activists, with a headline, a denial and a subset of its own."""
    with newsroom() as room:
        room.dispatch(
            "Coastal Wire",
            "2015-10-15",
            said("60", text_role="title"),
            said("58", by=ACTIVISTS),
            said("70", "child", by=ACTIVISTS, count_scope="subset"),
            said("dozens", outcome="injured", by=ACTIVISTS),
        )
        room.dispatch("Harbour Post", "2015-10-15", said("at least 25", by=RESIDENT), said("30", by=SOHR))
        room.dispatch("Citadel One", "2015-10-16", said("0", "civilian", by=ARMY, polarity="denied"))
        room.dispatch("Ledger", "2015-10-16", said("12", by=SOHR, **NO_PLACE))
        stock = {"outcome": "present", "count_status": "stock", "status_period": "unstated", "affiliation": "rebels"}
        room.dispatch("Ledger", "2015-10-16", said("300", "combatant", by=SOHR, **stock))
        yield room.link()


def existing(room: Newsroom) -> set[str]:
    rows = room.rows("select view_name from duckdb_views() where not internal and schema_name = 'main'")
    return {row["view_name"] for row in rows}


def test_each_view_has_its_file_and_says_what_a_row_is(room: Newsroom) -> None:
    files = {path.stem for path in (ROOT / "warehouse" / "views").glob("*.sql")}
    assert files == existing(room)
    comments = room.rows("select view_name, comment from duckdb_views() where not internal and schema_name = 'main'")
    assert [row["view_name"] for row in comments if not (row["comment"] or "").startswith("One row per ")] == []


def test_every_column_of_every_view_has_a_comment(room: Newsroom) -> None:
    names = "', '".join(existing(room))
    bare = f"select table_name, column_name from duckdb_columns() where table_name in ('{names}') and comment is null"
    assert room.rows(bare) == []


def test_the_page_documents_exactly_the_views_that_exist(room: Newsroom) -> None:
    assert {question.view for question in questions()} == existing(room)
    headings = re.findall(r"^## (\w+)$", (ROOT / "docs" / "views.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [question.view for question in questions()], "python -m warehouse.document_views"


def test_every_documented_query_runs(room: Newsroom) -> None:
    assert len(list(page(room.con))) > 100


def test_headline_against_body(room: Newsroom) -> None:
    row = room.row("select heading_figure, body_figure, relation from headline_against_body")
    assert row == {"heading_figure": "60", "body_figure": "58", "relation": "above"}


def test_a_headline_is_no_origin_of_its_own(room: Newsroom) -> None:
    origins = {row["origin"] for row in room.rows("select origin from figure_by_origin where low = 60")}
    assert origins == set()


def test_a_subset_larger_than_its_whole_is_flagged(room: Newsroom) -> None:
    row = room.row("select part_text, whole_text, is_flagged from breakdown_check where check_kind = 'subset'")
    assert row == {"part_text": "70 child", "whole_text": "58 people", "is_flagged": True}


def test_parts_that_add_up_to_more_than_the_total_are_flagged() -> None:
    with newsroom() as room:
        room.dispatch(
            "Coastal Wire",
            "2015-10-15",
            said("9", "civilian", by=SOHR),
            said("6", "combatant", by=SOHR),
            said("12", by=SOHR),
        )
        row = room.link().row("select part_low, whole_high, is_flagged from breakdown_check")
        assert row == {"part_low": 15, "whole_high": 12, "is_flagged": True}


def test_an_unplaced_figure_is_listed_as_unresolved(room: Newsroom) -> None:
    rows = room.rows("select outlet from unresolved_places_and_dates where place_is_unresolved")
    assert rows == [{"outlet": "Ledger"}]


def test_a_vague_claim_is_shown_under_every_convention(room: Newsroom) -> None:
    rows = room.rows("select convention, low, high from vague_claims order by convention")
    assert {row["convention"] for row in rows} == {"acled", "gtd", "hull", "pitf", "strict"}
    assert {"convention": "acled", "low": 12, "high": 12} in rows


def test_strength_is_shown_by_side_and_origin(room: Newsroom) -> None:
    row = room.row("select affiliation, figure, origin from strength_estimates")
    assert row == {"affiliation": "rebels", "figure": "300", "origin": SOHR.text}


def test_a_source_is_measured_against_the_hull_of_the_others(room: Newsroom) -> None:
    rows = room.rows(
        "select origin, position, distance from source_departures where entity_class = 'person' order by origin"
    )
    assert [tuple(row.values()) for row in rows] == [
        (RESIDENT.text, "inside", None),
        (ACTIVISTS.text, "inside", None),
        (SOHR.text, "inside", None),
    ]
    behaviour = room.rows("select * from source_behaviour where outcome = 'killed'")
    assert {row["figures_compared"] for row in behaviour} == {1}
    assert RESIDENT.text not in {row["origin"] for row in behaviour}, "unnamed voices are nobody in particular"


def test_casualties_are_grouped_by_kind_of_source(room: Newsroom) -> None:
    rows = room.rows(
        "select source_class, lowest, highest from casualties_by_status_and_source_class"
        " where outcome = 'killed' and entity_class = 'person' and place_key <> 'unplaced' order by source_class"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("activist", 58, 58),
        ("monitor_ngo", 30, 30),
        ("resident_witness", 25, None),
    ]


def test_independence_counts_origins_not_outlets(room: Newsroom) -> None:
    row = room.row(
        "select documents, outlets, independent_origins, named_origins from independence"
        " where outcome = 'killed' and entity_class = 'person' and place_key <> 'unplaced'"
    )
    assert row == {"documents": 2, "outlets": 2, "independent_origins": 3, "named_origins": 2}


def test_one_place_and_time_can_be_asked_of_macros(room: Newsroom) -> None:
    here = room.rows("select * from source_behaviour_in('sy-nowhere', date '2015-10-01', date '2015-10-31')")
    assert here == []
    there = room.rows("select * from source_behaviour_in(null, date '2015-10-01', date '2015-10-31')")
    assert there != []
