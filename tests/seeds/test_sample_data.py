"""The sample dispatches: complete, said to be invented, in nobody's name, documented, and carrying their traps."""

from __future__ import annotations

import datetime
import re
from difflib import SequenceMatcher
from pathlib import Path

import frontmatter
import pytest

from extractors.model import Document
from flows.documents import find as documents
from seeds import reference

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "seeds" / "documents"
FILES = sorted(FOLDER.glob("*.md"))
GUIDE = (ROOT / "docs" / "sample-data.md").read_text(encoding="utf-8")
FIELDS = {"outlet", "date", "url", "title", "language", "leaning", "location", "note"}
LEANINGS = {"government", "opposition", "russia", "turkey", "coalition", "unaligned"}
# Not a registry, only enough to catch a slip.
REAL_OUTLETS = """
    AFP|Al Arabiya|Al Jazeera|Al-Manar|Al-Monitor|Anadolu|AP|Arab News|Asharq Al-Awsat|BBC|Bellingcat|CBS|CNN|
    Daily Sabah|Deutsche Welle|Enab Baladi|Etilaat|Fars News|France 24|Haaretz|Hurriyet|Interfax|Kommersant|
    Le Monde|Middle East Eye|Novinite|Orient News|Press TV|Pravda|Qasioun|Reuters|RIA Novosti|RT|Rudaw|SANA|
    Sputnik|Syria Direct|TASS|The Daily Star|The Guardian|The New York Times|The Times|Turkey Today|Xinhua|Zaman Al Wasl
"""


def folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))


REAL = {folded(name) for name in REAL_OUTLETS.split("|")}


def post(fragment: str) -> frontmatter.Post:
    """The one dispatch whose file name contains the fragment."""
    [path] = [path for path in FILES if fragment in path.name]
    return frontmatter.load(str(path))


def test_there_are_enough_dispatches_by_enough_outlets_of_opposed_leanings():
    outlets = {frontmatter.load(str(path))["outlet"] for path in FILES}
    leanings = {frontmatter.load(str(path))["leaning"] for path in FILES}
    assert len(FILES) >= 24
    assert len(outlets) >= 8
    assert {"government", "opposition", "russia", "coalition", "unaligned"} <= leanings


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dispatch_is_complete_and_says_that_it_is_invented(path):
    dispatch = frontmatter.load(str(path))
    assert set(dispatch.keys()) == FIELDS
    assert dispatch["note"] == "invented sample text"
    assert dispatch["language"] == "en"
    assert dispatch["leaning"] in LEANINGS
    assert isinstance(dispatch["date"], datetime.date)
    assert path.name.startswith(dispatch["date"].isoformat())
    assert dispatch["url"].startswith("https://example.org/")
    assert dispatch.content.splitlines()[0] == dispatch["title"]
    assert 60 <= len(dispatch.content.split()) <= 180


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_dispatch_is_published_by_an_invented_outlet_with_its_one_leaning(path):
    dispatch = frontmatter.load(str(path))
    known = {row["outlet"]: row for row in reference("outlets")}
    assert known[dispatch["outlet"]]["note"] == "invented"
    assert known[dispatch["outlet"]]["leaning"] == dispatch["leaning"]


def test_no_dispatch_is_put_into_the_mouth_of_a_real_outlet():
    names = {folded(row["outlet"]) for row in reference("outlets")}
    assert not names & REAL
    assert len({row["actor_id"] for row in reference("outlets")}) == len(names)


def test_the_guide_lists_every_file_and_no_other():
    assert set(re.findall(r"`(\d{4}-\d\d-\d\d-[a-z-]+\.md)`", GUIDE)) == {path.name for path in FILES}


def test_the_guide_names_files_of_each_trap_that_exist():
    traps = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|", GUIDE, re.MULTILINE)
    assert [int(number) for number, _ in traps] == list(range(1, 25))
    for _, files in traps:
        for fragment in re.findall(r"`([a-z-]+)`", files):
            assert sum(fragment in path.name for path in FILES) == 1, fragment


def test_the_folder_is_read_whole_and_without_a_problem():
    read = list(documents.read([FOLDER]))
    assert [item for item in read if not isinstance(item, Document)] == []
    assert {(d.source, d.title, d.date, d.location) for d in read} == {
        (p["outlet"], p["title"], p["date"].isoformat(), p["location"])
        for p in (frontmatter.load(str(path)) for path in FILES)
    }
    assert all(d.text.startswith(d.title) for d in read)


def test_the_copies_of_the_wire_are_near_copies_and_one_of_them_lost_its_bound():
    wire, credited, uncredited = (
        post(f"{outlet}-teir-malla").content.split("\n", 1)[1]
        for outlet in ("asterion-wire", "quayside-courier", "harbour-gate-daily")
    )
    for copy in (credited, uncredited):
        assert SequenceMatcher(None, wire, copy, autojunk=False).ratio() > 0.85
    assert "At least five civilians and six militants" in wire
    assert "At least five civilians and six militants" in credited
    assert "Five civilians and six militants" in uncredited
    assert "at least" not in uncredited.lower()
    assert "Asterion" not in uncredited


def test_the_denial_is_in_one_document_and_left_out_where_the_same_bureau_is_quoted():
    assert "denied that any civilians had been killed in Tir Ma'lah" in post("citadel-channel-one-tir-malah").content
    quoting = post("euphrates-ledger-tir-malah").content
    assert "Central Sector Press Bureau" in quoting
    assert "deni" not in quoting


def test_the_resident_of_teir_malla_speaks_in_one_document_only():
    speaking = [path.name for path in FILES if "at least 25 people had been killed" in path.read_text(encoding="utf-8")]
    assert speaking == ["2015-10-16-euphrates-ledger-tir-malah.md"]


def test_a_dispatch_without_figures_has_no_digit_and_no_number_word():
    words = set(re.findall(r"[a-z]+", post("talks").content.lower()))
    assert not re.search(r"\d", post("talks").content)
    assert not words & {"one", "two", "three", "dozens", "several", "hundreds", "dozen", "none"}
