"""Coded lists as claims beside texts. The rows are invented; the columns are those of the lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.dispatches import Newsroom, newsroom, said
from warehouse import WarehouseError, coded
from warehouse.report.queries import incidents, stage

GED = """id,source_article,source_office,date_start,date_end,where_coordinates,country,latitude,longitude,low,best,high,deaths_civilians
901,"Coastal Wire, 2015-10-15",Coastal Wire,2015-10-15,2015-10-15,Teir Malla,Syria,34.79,36.70,11,14,25,5
902,"Ledger, 2015-10-20",Ledger,2015-10-20,2015-10-21,Elsewhere,Syria,36.20,37.16,1,2,3,0
903,,,03/04/2015,,Elsewhere,Syria,36.2,37.1,1,2,3,0
904,,,2015-10-20,,Elsewhere,Syria,36.2,37.1,5,2,3,0
901,,,2015-10-20,,Elsewhere,Syria,36.2,37.1,1,2,3,0
905,,,2015-10-20,,Elsewhere,Syria,136.2,37.1,1,2,3,0
"""  # noqa: E501
ACLED = "event_id_cnty;event_date;source;location;country;latitude;longitude;fatalities\nSYR1;15 October 2015;SOHR;Teir Maela;Syria;34.79;36.70;12\n"  # noqa: E501
GTD = "eventid,iyear,imonth,iday,country_txt,city,nkill,nkillter,nwound\n201510150001,2015,10,15,Syria,Teir Malla,-99,,7\n201510150002,2015,10,0,Syria,Homs,3,1,\n"  # noqa: E501
AIRWARS = "unique_reference_code,incident_date,location_name,country,civilians_killed_min,civilians_killed_max,permalink\nR1,20151015,Teir Malla,syria,5,9,https://example.org/r1\n"  # noqa: E501
AIRWARS_BY_OTHER_NAMES = "code,date,country_slug,civilian_non_combatants_killed_min,civilian_non_combatants_killed_max,persons_directly_participating_in_hostilities_killed_min\nR1,2015-10-15,syria,5,9,2\n"  # noqa: E501


@pytest.fixture(scope="module")
def linked() -> Iterator[Newsroom]:
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("at least 11"))
        yield room.link()


@pytest.fixture
def room(linked: Newsroom) -> Newsroom:
    """One toll, and no list yet."""
    linked.con.execute("delete from coded_claims")
    return linked


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_list_is_an_origin_beside_the_texts_of_the_same_event(room: Newsroom, tmp_path: Path) -> None:
    (event,) = room.rows("select place, latitude, longitude from events")
    there = GED.replace("34.79,36.70", f"{event['latitude']},{event['longitude']}")
    report = coded.load(room.con, written(tmp_path, "ged.csv", there), "ucdp-ged")
    assert (report.events, report.claims) == (2, 4)
    assert [problem.split(":")[0] for problem in report.problems] == ["line 4", "line 5", "line 6", "line 7"]

    rows = room.rows(
        "select origin, source_class, figure, best, figure_id is not null as met, source_note "
        "from figure_by_origin_with_lists where outcome = 'killed' and entity_class = 'person' order by event_date, low"
    )
    text, list_, other = sorted(rows, key=lambda row: (not row["met"], row["source_class"] == "coded_list"))
    assert (text["source_class"] == "coded_list", text["figure"]) == (False, "at least 11")
    assert (list_["origin"], list_["figure"], list_["best"], list_["met"]) == ("ucdp-ged 901", "11 to 25", 14, True)
    assert list_["source_note"] == "Coastal Wire, 2015-10-15; Coastal Wire"
    assert (other["origin"], other["met"]) == ("ucdp-ged 902", False)
    assert room.rows("select count(*) as n from assertions") == [{"n": 1}]
    (compared,) = room.rows("from comparison_with_lists where entity_class = 'person'")
    assert (compared["verdict"], compared["verdict_with_lists"]) == ("single_origin", "compatible")
    assert compared["list_claims"] == ["ucdp-ged 901: 11 to 25 (best 14)"]
    assert (compared["hull_low_with_lists"], compared["hull_high_with_lists"]) == (11, None)
    stage(room.con)
    (incident,) = incidents(room.con)
    assert [(c.origin, c.label, c.figure, c.best) for c in incident.coded if c.entity_class == "person"] == [
        ("ucdp-ged 901", "people killed", "11 to 25", 14)
    ]


def test_a_list_that_excludes_what_texts_say_contradicts_them_and_never_makes_a_toll_rise(
    room: Newsroom, tmp_path: Path
) -> None:
    (event,) = room.rows("select place from events")
    few = f'eventid,iyear,imonth,iday,country_txt,city,nkill\n1,2015,10,15,Syria,"{event["place"]}",4\n'
    coded.load(room.con, written(tmp_path, "list.csv", few), "gtd")
    (compared,) = room.rows("from comparison_with_lists")
    assert (compared["verdict"], compared["verdict_with_lists"]) == ("single_origin", "contradiction")
    assert compared["list_claims"] == ["gtd 1: 4 (best 4)"]


def test_the_same_file_again_replaces_what_it_brought(room: Newsroom, tmp_path: Path) -> None:
    file = written(tmp_path, "ged.csv", GED)
    coded.load(room.con, file, "ucdp-ged")
    once = room.rows("from coded_claims order by claim_id")
    coded.load(room.con, file, "ucdp-ged")
    assert room.rows("from coded_claims order by claim_id") == once
    with pytest.raises(WarehouseError, match="would empty"):
        coded.load(room.con, written(tmp_path, "ged.csv", GED.splitlines()[0] + "\n"), "ucdp-ged")


@pytest.mark.parametrize(
    ("preset", "text", "claims"),
    [
        ("acled", ACLED, [("killed", "person", 12, 12, None, date(2015, 10, 15))]),
        (
            "gtd",
            GTD,
            [
                ("injured", "person", None, 7, None, date(2015, 10, 15)),
                ("killed", "combatant", None, 1, None, None),
                ("killed", "person", None, 3, None, None),
            ],
        ),
        ("airwars", AIRWARS, [("killed", "civilian", 5, None, 9, date(2015, 10, 15))]),
        (
            "airwars",
            AIRWARS_BY_OTHER_NAMES,
            [
                ("killed", "civilian", 5, None, 9, date(2015, 10, 15)),
                ("killed", "combatant", 2, None, None, date(2015, 10, 15)),
            ],
        ),
    ],
)
def test_each_list_says_what_its_columns_say_and_what_it_does_not_know_is_null(
    room: Newsroom, tmp_path: Path, preset: str, text: str, claims: list[tuple]
) -> None:
    report = coded.load(room.con, written(tmp_path, "list.csv", text), preset)
    assert not report.problems
    rows = room.con.execute(
        "select outcome, entity_class, low, best, high, event_date_start from coded_claims order by 1, 2"
    ).fetchall()
    assert rows == claims


def test_another_kind_of_list_is_said(room: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="no column event_id_cnty"):
        coded.load(room.con, written(tmp_path, "ged.csv", GED), "acled")
    with pytest.raises(WarehouseError, match="no preset"):
        coded.load(room.con, tmp_path / "ged.csv", "spreadsheet")
