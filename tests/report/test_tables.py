"""The week and the ledger: sums over incidents with open ends kept, areas and codes, files that others can read."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path

import frictionless
import hxl
import openpyxl
import pytest

from tests.report.test_site import plain, written
from tests.warehouse.dispatches import RESIDENT, SOHR, newsroom, said
from warehouse.report import ledger, queries, week
from warehouse.report.admin import Boundaries
from warehouse.report.folder import ReportError

NEXT_DAY = {"event_date_start": "2015-10-16", "event_date_end": "2015-10-16"}
FAR = {"place_text": "Elsewhere", "place_id": "id:1", "latitude": 36.0, "longitude": 37.0}


def weekly(room, boundaries: Boundaries | None = None) -> list[dict]:
    con = room.link().con
    queries.stage(con)
    return week.table(con, boundaries)


def test_bounds_are_added_over_incidents_and_an_open_end_stays_open():
    with newsroom() as room:
        room.dispatch(
            "Coastal Wire",
            "2015-10-13",
            said("5", by=SOHR, **FAR, event_date_start="2015-10-12", event_date_end="2015-10-12"),
        )
        room.dispatch(
            "Coastal Wire",
            "2015-10-18",
            said("3-4", by=SOHR, **FAR, event_date_start="2015-10-17", event_date_end="2015-10-17"),
        )
        room.dispatch("Coastal Wire", "2015-10-16", said("at least 7", by=RESIDENT))
        rows = {row["place"]: row for row in weekly(room)}
    assert [rows["Elsewhere"][n] for n in ("incidents", "killed_low", "killed_high")] == [2, 8, 9]
    assert [rows["Teir Malla"][n] for n in ("killed_low", "killed_high")] == [7, None]
    assert rows["Teir Malla"]["injured_low"] is None  # nobody tells: empty, not 0
    assert rows["Teir Malla"]["week"] == "2015-W42"


def test_copies_are_one_voice_and_contradictions_are_flagged():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR))
        room.dispatch("Inland Post", "2015-10-16", said("5", by=SOHR))
        room.dispatch("Hill Gazette", "2015-10-16", said("40", by=RESIDENT))
        (row,) = weekly(room)
    assert (row["voices"], row["killed_low"], row["killed_high"]) == (2, 5, 40)
    assert row["contradiction"] is True


def test_women_girls_and_attacks_on_health_are_told_where_the_text_tells_them():
    with newsroom() as room:
        subset = {"count_scope": "subset"}
        room.dispatch(
            "Coastal Wire",
            "2015-10-16",
            said("9", by=SOHR),
            said("2", "woman", by=SOHR, entity_text="women", **subset),
            said("3", "child", by=SOHR, entity_text="girls", **subset),
            said("1", "hospital", by=SOHR, domain="facility", outcome="destroyed"),
        )
        (row,) = weekly(room)
    assert [row[n] for n in ("killed_low", "women_low", "girls_low", "boys_low")] == [9, 2, 3, None]
    assert [row[n] for n in ("facilities_low", "attacks_health", "attacks_education")] == [1, 1, 0]


def test_the_first_level_comes_from_the_gazetteer_and_both_from_a_boundary_file(tmp_path):
    square = [[[36.0, 34.0], [37.0, 34.0], [37.0, 35.0], [36.0, 35.0], [36.0, 34.0]]]
    names = {"ADM1_EN": "Homs", "ADM1_PCODE": "SY04", "ADM2_EN": "Ar-Rastan", "ADM2_PCODE": "SY0402"}
    feature = {"type": "Feature", "properties": names, "geometry": {"type": "Polygon", "coordinates": square}}
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR, place_id="alias:sy-tir-malah"))
        (plainly,) = weekly(room)
        (coded,) = weekly(room, Boundaries(file))
    assert (plainly["adm1_name"], plainly["adm1_code"], plainly["adm2_code"]) == ("Homs", "SY-HI", None)
    assert (coded["adm1_code"], coded["adm2_name"], coded["adm2_code"]) == ("SY04", "Ar-Rastan", "SY0402")


@pytest.mark.parametrize("content", ["no json", "[]", '{"features": [{"geometry": null, "properties": {}}]}'])
def test_a_boundary_file_that_is_none_is_refused_with_the_reason(tmp_path, content):
    file = tmp_path / "areas.geojson"
    file.write_text(content)
    with pytest.raises(ReportError, match=r"areas\.geojson"):
        Boundaries(file)


def test_what_has_no_place_has_a_row_of_its_own():
    nowhere = {"place_text": None, "place_id": None, "place_method": "unresolved", "latitude": None, "longitude": None}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR, **nowhere, country=None))
        rows = weekly(room)
    assert [(r["place_level"], r["adm1_code"]) for r in rows] == [("unplaced", None)]


def test_the_weekly_files_are_valid_for_frictionless_and_humanitarian_tools(sample_site):
    report = frictionless.Package(str(sample_site / "week" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    data = hxl.data(str(sample_site / "week" / "week.csv"), hxl.InputOptions(allow_local=True))
    assert data.columns[13].display_tag == "#affected+killed+min"
    killed = [float(row.get("#affected+killed+min")) for row in data if row.get("#affected+killed+min")]
    assert sum(killed) > 0


def test_the_spreadsheet_says_the_same_as_the_csv_and_carries_a_fixed_time(sample_site):
    book = openpyxl.load_workbook(io.BytesIO((sample_site / "week" / "week.xlsx").read_bytes()))
    rows = list(book["week"].values)
    lines = (sample_site / "week" / "week.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(lines)
    assert ",".join(str(v) for v in rows[0]) == lines[0]
    assert book.properties.created.date() <= datetime.now().date()


def test_losses_are_claimed_by_source_and_set_beside_what_is_confirmed(tmp_path):
    tanks = {"domain": "equipment", "outcome": "destroyed", "affiliation": "syrian_state", "entity_text": "tanks"}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", "tank", by=SOHR, **tanks))
        room.dispatch("Inland Post", "2015-10-16", said("14", "tank", by=RESIDENT, **tanks))
        con = room.link().con
        queries.stage(con)
        (entry,) = ledger.entries(con)
        assert (entry.claimed, len(entry.voices), entry.confirmed) == ("5 to 14", 2, None)
        side = entry.side
        con.execute(
            "insert into confirmed_losses values"
            f" ('l1', '{side}', 'Tanks', 'tank', null, 'destroyed', null, null, 'https://example.org/1', 'list'),"
            f" ('l2', '{side}', 'Trucks', 'vehicle', null, 'destroyed', null, null, 'javascript:alert(1)', 'list')"
        )
        tank, truck = ledger.entries(con)
        assert (tank.confirmed, tank.urls, truck.claimed) == (1, ("https://example.org/1",), "not claimed")
        out = written(room, tmp_path / "out")
    page = (out / "ledger.html").read_text(encoding="utf-8")
    assert "5 to 14" in plain(page)
    assert 'href="https://example.org/1"' in page
    assert 'href="javascript' not in page


def test_without_a_list_confirmed_is_unknown_and_with_one_an_unmatched_claim_is_said_so(sample_site: Path):
    page = plain((sample_site / "ledger.html").read_text(encoding="utf-8"))
    assert "Confirmed is therefore unknown here, not zero" in page
