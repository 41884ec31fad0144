"""Snapshots and what changed between them, the feed of corrections, events for maps, the audit, redaction."""

from __future__ import annotations

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.report.test_site import plain, written
from tests.warehouse.dispatches import RESIDENT, SOHR, Newsroom, newsroom, said
from warehouse.report import audit, events, queries, site, snapshot
from warehouse.report.folder import ReportError


def standing(room: Newsroom) -> list[dict[str, str]]:
    con = room.link().con
    queries.stage(con)
    return snapshot.statements(con)


def test_new_revised_retracted_and_relinked_statements_are_told_apart():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR), document_id="kept")
        room.dispatch("Inland Post", "2015-10-16", said("7", by=RESIDENT), document_id="gone")
        room.dispatch("Hill Gazette", "2015-10-16", said("9"), document_id="moved")
        before = standing(room)
    moved = {"event_date_start": "2015-10-14", "event_date_end": "2015-10-14"}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", "civilian", by=SOHR), document_id="kept")
        room.dispatch("Hill Gazette", "2015-10-16", said("9", **moved), document_id="moved")
        room.dispatch("Delta Daily", "2015-10-17", said("11"), document_id="fresh")
        after = standing(room)
    found = {(c.kind, c.row["document_id"]): c for c in snapshot.changes(before, after)}
    assert set(found) == {("new", "fresh"), ("revised", "kept"), ("retracted", "gone"), ("re-linked", "moved")}
    assert "entity_class person → civilian" in found["revised", "kept"].sentence
    assert found["retracted", "gone"].cause == "its document is gone or replaced"
    assert "was linked to Teir Malla, 2015-10-15" in found["re-linked", "moved"].sentence


def test_nothing_changed_between_a_snapshot_and_itself():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR))
        assert snapshot.changes(standing(room), standing(room)) == []


def test_a_second_report_says_what_changed_since_the_first_and_keeps_its_snapshot(tmp_path):
    out = tmp_path / "out"
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR))
        written(room, out)
        (first,) = (out / "snapshots").iterdir()
        assert "first snapshot" in plain((out / "changes.html").read_text())
        room.con.execute("update documents set run_id = 'run-0'")
        room.con.execute("update assertions set low = 4, asserted_low = 4, high = 6, asserted_high = 6")
        first.rename(first.with_name("2000-01-01-run-0"))
        written(room, out)
    assert {p.name for p in (out / "snapshots").iterdir()} > {"2000-01-01-run-0"}
    assert "0 new, 1 revised, 0 retracted, 0 re-linked" in plain((out / "changes.html").read_text())
    feed = ElementTree.fromstring((out / "corrections.xml").read_text())
    titles = [e.text for e in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == ["revised: Teir Malla, 2015-10-15"]


def test_a_snapshot_that_was_edited_is_refused(tmp_path):
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR))
        out = written(room, tmp_path / "out")
    (kept,) = (out / "snapshots").iterdir()
    (kept / "statements.csv").write_text((kept / "statements.csv").read_text().replace("5", "6"))
    with pytest.raises(ReportError, match="edited or cut"):
        snapshot.load(kept)


def test_the_command_compares_warehouses_and_reports(figures, sample_warehouse, sample_site, tmp_path):
    same = figures("diff", sample_site, sample_warehouse)
    assert (same.returncode, same.stdout) == (0, "nothing changed\n"), same.stderr
    assert json.loads(figures("diff", sample_site, sample_warehouse, "--json").stdout) == []
    wrong = figures("diff", tmp_path, sample_warehouse)
    assert wrong.returncode == 2
    assert "is no snapshot" in wrong.stderr


def test_hostile_words_make_no_markup_in_the_feed():
    row = dict.fromkeys(snapshot.COLUMNS, "<script>&")
    feed = snapshot.feed([snapshot.Change("retracted", row, None, "gone")], datetime(2020, 1, 1, tzinfo=UTC), "x")
    assert "<script>" not in feed
    ElementTree.fromstring(feed)


def test_events_have_the_precision_codes_of_place_and_day(tmp_path):
    month = {"event_date_start": "2015-10-01", "event_date_end": "2015-10-31", "date_precision": "month"}
    nowhere = {"place_text": None, "place_id": None, "place_method": "unresolved", "latitude": None, "longitude": None}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("at least 5", by=SOHR))
        room.dispatch("Inland Post", "2015-11-16", said("7", by=RESIDENT, **month, **nowhere))
        con = room.link().con
        queries.stage(con)
        rows = events.table(con)
        out = written(room, tmp_path / "out")
    exact = next(r for r in rows if r["place"] == "Teir Malla")
    assert [exact[n] for n in ("where_prec", "date_prec", "killed_low", "killed_high")] == [1, 1, 5, None]
    assert {r["where_prec"] for r in rows} == {1, 7}
    collection = json.loads((out / "events.geojson").read_text())
    points = [f["geometry"] and f["geometry"]["coordinates"] for f in collection["features"]]
    assert sorted(points, key=str) == [None, [36.71, 34.79]] or sorted(points, key=str) == [[36.71, 34.79], None]


def test_a_sample_is_drawn_judged_and_read_back_with_its_interval(figures, sample_warehouse, tmp_path):
    drawn = figures("audit", "--sample", "20", "a.csv", "--warehouse", sample_warehouse)
    assert drawn.returncode == 0, drawn.stderr
    file = tmp_path / "a.csv"
    first = file.read_bytes()
    figures("audit", "--sample", "20", "a.csv", "--warehouse", sample_warehouse)
    assert file.read_bytes() == first  # the same sample
    figures("audit", "--sample", "20", "a.csv", "--seed", "7", "--warehouse", sample_warehouse)
    assert file.read_bytes() != first
    assert figures("audit", "a.csv").stdout.strip() == "no row is judged yet; 20 are open"
    with file.open(newline="", encoding="utf-8") as held:
        rows = list(csv.DictReader(held))
    for number, row in enumerate(rows):
        row["right"] = "" if number > 14 else "no" if number < 2 else "yes"
        row["what_is_wrong"] = "outcome" if number < 2 else ""
    with file.open("w", newline="", encoding="utf-8") as held:
        writer = csv.DictWriter(held, audit.COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    told = figures("audit", "a.csv").stdout
    assert "13 of 15 right: 0.867, 95% interval 0.621 to 0.963; 5 not judged" in told
    assert "wrong: outcome, 2 times" in told
    file.write_text("assertion_id,right\nx,perhaps\n")
    assert figures("audit", "a.csv").returncode == 2


def test_private_names_are_withheld_and_whole_texts_are_not_shown(tmp_path):
    sentence = "Samir Haddad was among 5 people killed in Teir Malla, the Syrian Observatory for Human Rights said."
    text = f"{sentence} His brother Karim Haddad spoke at the funeral."
    start = sentence.index("5 people")
    figure = said(
        "5", by=SOHR, sentence=sentence, start=start, end=start + 8, quantity_start=start, quantity_end=start + 1
    )
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", figure, text=text)
        room._waiting[0][0]["text"] = text
        site.write(room.link().con, tmp_path / "out", redacted=True)
    everything = "".join(p.read_text(errors="replace") for p in Path(tmp_path / "out").rglob("*") if p.is_file())
    assert "Haddad" not in everything
    assert "[name withheld] was among <mark>5 people</mark> killed in Teir Malla, the Syrian Observatory" in everything
    assert not re.search("funeral", everything)


def test_the_notebook_runs_on_the_warehouse(sample_warehouse, monkeypatch):
    monkeypatch.setenv("FIGURES_WAREHOUSE", str(sample_warehouse))
    notebook = json.loads((Path(__file__).parents[2] / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    names: dict[str, object] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    assert len(names["figures"]) > 50  # type: ignore[arg-type]
