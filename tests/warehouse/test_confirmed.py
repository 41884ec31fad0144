"""Losses as claimed beside losses that pictures confirm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.dispatches import Newsroom, Voice, newsroom, said
from warehouse import WarehouseError, confirmed

BRIGADES = Voice("Northern Shield Brigades", "belligerent_official", party=True)
DESK = Voice("Orontes Monitoring Desk")
TANKS = {
    "domain": "equipment",
    "designation": "T-72",
    "entity_text": "T-72 tanks",
    "outcome": "destroyed",
    "affiliation": "syrian",
}

LIST = """country,equipment_type,model,status,url,date_recorded,count
Syria,Tanks,T-72,destroyed,https://example.org/1,2015-10-15,
Syria,Tanks,T-72,damaged and captured,https://example.org/2,2015-10-16,
Syria,Tanks,T-72,destroyed,https://example.org/3,,2
Syria,Infantry Fighting Vehicles,BMP-1,abandoned,https://example.org/4,,
"""


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        yield room


@pytest.fixture
def oryx(tmp_path: Path) -> Path:
    path = tmp_path / "oryx.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_claimed_and_confirmed_stand_side_by_side(room: Newsroom, oryx: Path) -> None:
    room.dispatch("Coastal Wire", "2015-10-16", said("14", "tank", by=BRIGADES, **TANKS))
    room.dispatch("Ledger", "2015-10-17", said("at least 5", "tank", by=DESK, **TANKS))
    room.link()
    confirmed.load(room.con, oryx)
    row = room.row("select * from equipment_losses where designation = 'T-72' and status = 'destroyed'")
    assert (row["claimed_low"], row["claimed_high"]) == (5, None), "one claim is open above"
    assert (row["confirmed"], row["claimed_to_confirmed"], row["origins"]) == (3, 1.67, 2)
    unclaimed = room.row("select confirmed, count_status from equipment_losses where designation = 'BMP-1'")
    assert unclaimed == {"confirmed": 1, "count_status": "not claimed"}


def test_losses_of_two_incidents_add_up_and_running_totals_do_not(room: Newsroom) -> None:
    later = {"event_date_start": "2015-10-20", "event_date_end": "2015-10-20"}
    room.dispatch("Coastal Wire", "2015-10-15", said("3", "tank", by=BRIGADES, **TANKS))
    room.dispatch("Coastal Wire", "2015-10-20", said("4", "tank", by=BRIGADES, **TANKS, **later))
    total = {"count_status": "cumulative", "status_period": "since 1 October"}
    for day, number in (("2015-10-15", "30"), ("2015-10-16", "34")):
        room.dispatch("Coastal Wire", day, said(number, "tank", by=BRIGADES, **TANKS, **total))
    rows = room.link().rows(
        "select count_status, claimed_low, claimed_high, confirmed from equipment_losses order by count_status"
    )
    assert [tuple(row.values()) for row in rows] == [("cumulative", 34, 34, None), ("incident", 7, 7, None)]


def test_a_list_is_replaced_by_its_newer_copy(room: Newsroom, oryx: Path) -> None:
    assert confirmed.load(room.con, oryx).loaded == 5
    assert confirmed.load(room.con, oryx).loaded == 5
    assert room.row("select count(*) as n, count(distinct loss_id) as ids from confirmed_losses") == {"n": 5, "ids": 5}
    seized = room.row("select loss_date, url from confirmed_losses where status = 'seized'")
    assert (str(seized["loss_date"]), seized["url"]) == ("2015-10-16", "https://example.org/2")


def test_rows_that_cannot_be_read_are_named_and_the_others_loaded(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "side,category,status,date,count\n"
        "Syria,Tanks,destroyed,04/05/2022,\nSyria,Tanks,vanished,,\nSyria,Tanks,destroyed,,many\nSyria,Tanks,destroyed,,\n",
        encoding="utf-8",
    )
    report = confirmed.load(room.con, path)
    assert report.loaded == 1
    assert [problem.split(":")[0] for problem in report.problems] == ["line 2", "line 3", "line 4"]


def test_a_file_that_is_no_list_is_refused_with_a_sentence(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("model,status\nT-72,destroyed\n", encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"no column for affiliation .*category"):
        confirmed.load(room.con, path)
    with pytest.raises(WarehouseError, match="cannot be read"):
        confirmed.load(room.con, tmp_path / "missing.csv")
