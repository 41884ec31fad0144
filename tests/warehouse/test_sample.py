"""The sample documents, read and compared as a user does it: the worked example and a flag for each trap."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"
KILLED_AT_TEIR_MALLA = (
    "select * from comparison where place in ('Teir Malla', 'Tir Ma''lah') and outcome = 'killed'"
    " and entity_class = 'person' and count_status = 'incident'"
)
Rows = list[tuple[Any, ...]]
Ask = Callable[[str], Rows]


@pytest.fixture(scope="module")
def ask(sample_run: tuple[Path, str, str]) -> Iterator[Ask]:
    con = duckdb.connect(str(sample_run[0] / "home" / "warehouse.duckdb"), read_only=True)
    try:
        yield lambda query: con.execute(query).fetchall()
    finally:
        con.close()


def test_the_toll_of_teir_malla(ask: Ask) -> None:
    columns = "verdict, origins, derived, hull_low, hull_high, intersection_low, intersection_high, lowest, ratio"
    assert ask(KILLED_AT_TEIR_MALLA.replace("*", columns)) == [
        ("compatible_minimums_diverge", 2, 1, 11, None, 25, None, 11, 2.27)
    ]


def test_a_lower_minimum_of_the_resident_turns_the_verdict(figures_in, tmp_path: Path) -> None:
    documents = Path(shutil.copytree(DOCUMENTS, tmp_path / "documents"))
    changed = 0
    for path in documents.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        if "t least 25 people had been killed in Tir Ma'lah" in text:
            path.write_text(text.replace("t least 25 people", "t least 15 people"), encoding="utf-8")
            changed += 1
    assert changed == 1
    assert figures_in(tmp_path, "run", "--plain", documents).returncode == 0
    con = duckdb.connect(str(tmp_path / "home" / "warehouse.duckdb"), read_only=True)
    try:
        rows = con.execute(KILLED_AT_TEIR_MALLA.replace("*", "verdict, ratio, intersection_low")).fetchall()
    finally:
        con.close()
    assert rows == [("compatible", 1.36, 15)]


def test_the_fighters_and_the_headline_that_restates_their_upper_end(ask: Ask) -> None:
    assert ask("select figure, origins from strength_estimates where affiliation = 'islamic state' or low = 5000") == [
        ("5,000 to 7,000", 1)
    ]
    relations = ask("select relation from headline_against_body where heading_text like '7,000%'")
    assert relations == [("the upper end",)]


def test_copies_of_the_wire_are_one_story_and_one_origin(ask: Ask) -> None:
    assert len(ask("select * from near_copies where title like '%offensive%' or title like '%enclave%'")) == 2
    origins = ask("select outlets from figure_by_origin where is_derived and place in ('Teir Malla', 'Tir Ma''lah')")
    assert len(origins) == 1
    assert {"Asterion Wire", "Harbour Gate Daily", "The Quayside Courier"} <= set(origins[0][0])


def test_every_query_that_the_pages_and_the_help_show_is_answered(ask: Ask) -> None:
    root = DOCUMENTS.parents[1]
    pages = [root / "README.md", *(root / "docs").glob("*.md"), *(root / "flows").glob("*.py")]
    shown = {q for page in pages for q in re.findall(r'figures sql \\?"([^".]+)\\?"', page.read_text(encoding="utf-8"))}
    assert len(shown) > 5
    for query in sorted(shown):
        ask(query.replace("\\", ""))


def test_a_copy_that_lost_at_least_is_flagged(ask: Ask) -> None:
    assert set(ask("select outlet from qualifier_drift where dropped_the_bound")) == {("Harbour Gate Daily",)}


def test_the_headline_above_its_body_is_flagged(ask: Ask) -> None:
    rows = ask("select heading_figure, body_figure from headline_against_body where relation = 'above'")
    assert ("60", "58") in rows


def test_the_monitor_s_total_for_the_wider_area_stands_apart(ask: Ask) -> None:
    rows = ask("select place, low from figure_by_origin where origin like '%Observatory%' and entity_class = 'person'")
    assert sorted(low for _, low in rows) == [11, 15]
    assert len({place for place, _ in rows}) == 2


def test_the_denial_is_listed_with_what_it_denies(ask: Ask) -> None:
    rows = ask("select denied_by, denied_claims from denials where quote = 'any civilians'")
    assert len(rows) == 1
    assert "Observatory" in str(rows[0][1])


def test_a_subset_larger_than_its_whole_is_flagged(ask: Ask) -> None:
    rows = ask("select part_text, whole_text from breakdown_check where is_flagged")
    assert ("14 children", "Twelve people") in rows


def test_what_the_task_group_concedes_stands_apart(ask: Ask) -> None:
    rows = ask("select conceded_low, conceded_high, lowest from conceded_figures where entity_class = 'civilian'")
    assert rows == [(2, 2, 3)]


def test_two_unnamed_voices_with_one_victim_are_counted_once(ask: Ask) -> None:
    rows = ask("select origins, possible_same_origin from comparison where place = 'Azaz' and outcome = 'killed'")
    assert rows == [(1, True)]


def test_a_place_spelled_three_ways_is_one_place(ask: Ask) -> None:
    rows = ask("select count(distinct place_text), count(distinct place_key) from who_said_what w join assertions a"
               " using (assertion_id) where a.place_text in ('Teir Malla', 'Tir Ma''lah')")  # fmt: skip
    assert rows == [(2, 1)]
