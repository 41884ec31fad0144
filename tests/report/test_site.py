"""The report as files: what the pages say, that they are safe with any text, and that they come out the same twice."""

from __future__ import annotations

import csv
import html
import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.warehouse.dispatches import ARMY, RESIDENT, SOHR, Newsroom, newsroom, said
from warehouse.report import site
from warehouse.report.folder import ReportError
from warehouse.store import open_warehouse

HOSTILE = (
    "<script>document.title = 'taken'</script>",
    "“ & ' \" <img src=x onerror=\"document.title='taken'\">",
    "abc \u202e gnp.exe \u2066 def",
    "{{ 7 * 7 }} ${7*7}",
)


def page_of(folder: Path, words: str) -> str:
    """The only incident page whose heading has these words."""
    found = [p for p in sorted((folder / "incident").glob("*.html")) if words in plain(p.read_text().split("</h1>")[0])]
    assert len(found) == 1, found
    return found[0].read_text(encoding="utf-8")


def plain(markup: str) -> str:
    """The text that a reader sees."""
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", markup)).split())


class _Active(HTMLParser):
    """Collects what could run or load something: scripts of a page's own, handlers, styles, foreign elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        runs = (tag == "script" and "src" not in names) or tag in ("img", "iframe", "object", "embed", "style")
        if runs or any(name.startswith("on") or name == "style" for name in names):
            self.found.append(self.get_starttag_text() or tag)


def active(markup: str) -> list[str]:
    """Elements of a page that could run something."""
    parser = _Active()
    parser.feed(markup)
    return parser.found


def written(room: Newsroom, out: Path) -> Path:
    site.write(room.link().con, out)
    return out


def test_an_incident_page_shows_every_voice_in_its_own_bounds_with_the_verdict_and_the_quotes(sample_site):
    text = plain(page_of(sample_site, "Tir Ma'lah, 15 October 2015"))
    assert "Also written Teir Malla" in text
    assert "People killed: at least 11 Minimums diverge" in text
    assert "at least 25" in text
    assert "added up from the parts it gives; open above" in text
    assert "The Central Sector Press Bureau denies it" in text
    for quote in ("At least five civilians", "at least 25 people", "Five civilians"):
        assert quote in text
    assert "3 outlets" in text  # copies of one dispatch are one voice, folded


def test_bounds_are_shown_as_they_were_said_and_a_vague_word_stays_a_word(tmp_path):
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("more than 300", by=SOHR))
        room.dispatch("Inland Post", "2015-10-16", said("dozens", by=RESIDENT))
        text = plain(page_of(written(room, tmp_path / "out"), "Teir Malla"))
    assert "more than 300" in text
    assert "301" not in text
    assert "“dozens” read as 12 to 99 by convention" in text


def test_a_denial_is_a_cross_a_derived_total_is_hollow_and_an_open_end_an_arrow(tmp_path):
    with newsroom() as room:
        room.dispatch(
            "Coastal Wire", "2015-10-16", said("at least 5", "civilian", by=SOHR), said("6", "combatant", by=SOHR)
        )
        room.dispatch("Inland Post", "2015-10-16", said("at least 25", by=RESIDENT))
        room.dispatch("State One", "2015-10-17", said("5", "civilian", by=ARMY, polarity="denied"))
        page = page_of(written(room, tmp_path / "out"), "Teir Malla")
    total, civilians = page.split('class="figure"')[1:3]
    assert 'class="span derived open"' in total
    assert 'class="arrow told"' in total
    assert 'class="denial"' in civilians


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(tmp_path, text):
    with newsroom() as room:
        room.dispatch(text, "2015-10-16", said("5", by=SOHR, place_text=text[:60], entity_text=text), text=text)
        out = written(room, tmp_path / "out")
    for path in out.rglob("*.html"):
        markup = path.read_text(encoding="utf-8")
        assert not active(markup)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", markup)
    shown = plain("".join(p.read_text(encoding="utf-8") for p in (out / "document").glob("*.html")))
    assert text.split()[0] in shown


def test_a_sentence_of_five_megabytes_is_cut_around_its_figure(tmp_path):
    with newsroom() as room:
        long = "word " * 1_000_000 + "12 people were killed " + "word " * 1000
        start = long.index("12 people")
        room.dispatch(
            "Coastal Wire",
            "2015-10-16",
            said(
                "12",
                by=SOHR,
                sentence=long,
                exact="12 people",
                start=start,
                end=start + 9,
                quantity_start=start,
                quantity_end=start + 2,
            ),
            text=long,
        )
        room._waiting[0][0]["text"] = long
        started = time.monotonic()
        out = written(room, tmp_path / "out")
    pages = [p for p in out.rglob("*.html") if "12 people" in p.read_text()]
    assert len(pages) >= 2
    assert all(p.stat().st_size < 60_000 for p in pages)
    assert time.monotonic() - started < 60


def test_ids_that_are_paths_stay_inside_the_folder(tmp_path):
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR), document_id="../../escape")
        out = written(room, tmp_path / "deep" / "out")
    assert not list(tmp_path.glob("**/escape*"))
    assert len(list((out / "document").iterdir())) == 1


def test_no_page_asks_for_anything_from_elsewhere(sample_site):
    for path in sample_site.rglob("*.html"):
        for address in re.findall(r'(?:src|href)="([^"]*)"', path.read_text(encoding="utf-8")):
            if not address.startswith(("http", "data:,", "#")):
                assert (path.parent / address.split("#")[0]).resolve().exists(), (path, address)
        assert not re.search(r'(?:src|<link[^>]*href)="(?:https?:)?//', path.read_text(encoding="utf-8"))


def test_links_within_a_page_lead_somewhere(sample_site):
    for path in sample_site.rglob("*.html"):
        markup = path.read_text(encoding="utf-8")
        names = set(re.findall(r'id="([^"]+)"', markup))
        assert set(re.findall(r'href="#([^"]+)"', markup)) <= names, path


def test_two_reports_on_one_warehouse_are_the_same_bytes(sample_warehouse, sample_site, tmp_path):
    with open_warehouse(sample_warehouse, read_only=True) as con:
        site.write(con, tmp_path / "again")
    first = {p.relative_to(sample_site): p.read_bytes() for p in sample_site.rglob("*") if p.is_file()}
    again = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert first == again


def test_the_data_beside_a_chart_has_every_voice_and_no_formula(tmp_path):
    with newsroom() as room:
        room.dispatch("=HYPERLINK(1)", "2015-10-16", said("5"))
        room.dispatch("Inland Post", "2015-10-16", said("at least 25", by=RESIDENT))
        out = written(room, tmp_path / "out")
    with next((out / "incident").glob("*.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(r["origin"], r["low"], r["high"]) for r in rows} == {
        ("'=HYPERLINK(1)", "5", "5"),
        ("A resident", "25", ""),
    }


def test_a_new_report_removes_the_pages_that_are_gone_and_touches_nothing_else(tmp_path):
    out = tmp_path / "out"
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR), document_id="gone")
        written(room, out)
    (out / "notes.txt").write_text("mine")
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR), document_id="here")
        written(room, out)
    assert [p.name for p in (out / "document").iterdir()] == ["here.html"]
    assert (out / "notes.txt").read_text() == "mine"


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with newsroom() as room, pytest.raises(ReportError, match="holds other files"):
        written(room, tmp_path)


def test_an_empty_warehouse_gives_an_index_that_says_so(tmp_path):
    with newsroom() as room:
        out = written(room, tmp_path / "out")
    assert "0 incidents" in plain((out / "index.html").read_text())
    assert "holds no document" in plain((out / "index.html").read_text())


def test_the_command_names_the_page_to_open_and_says_what_is_missing(figures, sample_warehouse, tmp_path):
    result = figures("report", "site", "--warehouse", sample_warehouse)
    assert (result.returncode, result.stdout.strip()) == (0, "site/index.html")
    assert (tmp_path / "site" / "index.html").exists()
    assert "files in" in result.stderr
    missing = figures("report", "other", "--warehouse", "nothing.duckdb")
    assert missing.returncode == 2
    assert "There is no warehouse at nothing.duckdb" in missing.stderr


def test_an_event_that_may_be_the_same_comes_with_its_score_its_reason_and_a_review_row(tmp_path):
    later = {"event_date_start": "2015-10-18", "event_date_end": "2015-10-18"}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR), document_id="one")
        room.dispatch("Inland Post", "2015-10-19", said("9", by=RESIDENT, **later), document_id="two")
        con = room.link().con
        (first,), (second,) = (
            con.execute("select event_id from event_links where document_id = ?", [d]).fetchall()[0]
            for d in ("one", "two")
        )
        if not con.execute("select count(*) from event_pairs where event_id <> other_event_id").fetchall()[0][0]:
            con.execute(
                "insert into event_pairs values (?, ?, 'p', null, 0.41, 'one-0', 'two-0', 'rare words in common')",
                [first, second],
            )
        site.write(con, tmp_path / "out")
    page = (tmp_path / "out" / "incident" / f"{first}.html").read_text(encoding="utf-8")
    assert "The same event?" in page
    assert f'href="../incident/{second}.html"' in page
    assert "score 0." in page
    assert f"two-0,link,{first}" in page
