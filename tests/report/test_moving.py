"""What moves: a toll that rises, a voice that revises, one that takes back what it gave; and claims of two figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.commands.check import _claims, answers_to
from tests.warehouse.dispatches import ARMY, RESIDENT, SOHR, Newsroom, newsroom, said
from warehouse.report import charts, queries, site, week
from warehouse.report.folder import Folder
from warehouse.report.model import Incident
from warehouse.report.pages import direction, isolated


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("10", by=SOHR), said("20", outcome="injured", by=SOHR))
        room.dispatch("Citadel One", "2015-10-15", said("8", "combatant", by=ARMY))
        room.dispatch("Harbour Post", "2015-10-16", said("15", by=SOHR))
        room.dispatch("Ledger", "2015-10-17", said("21", by=RESIDENT))
        room.dispatch("Citadel One", "2015-10-18", said("8", "combatant", by=ARMY, polarity="denied"))
        room.link()
        queries.stage(room.con)
        yield room


@pytest.fixture(scope="module")
def incident(room: Newsroom) -> Incident:
    (found,) = queries.incidents(room.con)
    return found


def test_a_rising_toll_is_called_so_on_the_pages(room: Newsroom, incident: Incident, tmp_path: Path) -> None:
    killed = next(f for f in incident.figures if f.outcome == "killed" and f.entity_class == "person")
    assert killed.verdict == "rising"
    pages = site.pages_for(room.con)
    page = pages.incident(incident)
    assert 'class="verdict v-rising"' in page
    assert "each later figure stands above the earlier" in page.lower()
    assert "rising" in site.index_row(pages, incident, is_new=False)["verdicts"]


def test_the_index_lists_rising_tolls(room: Newsroom, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    site.overview(room.con, folder, site.pages_for(room.con))
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Rising tolls: 1" in index
    assert "Contradictions:" not in index


def test_a_voice_that_revises_has_a_step_line_and_one_that_does_not_has_none(incident: Incident) -> None:
    killed = next(f for f in incident.figures if f.outcome == "killed" and f.entity_class == "person")
    drawn = charts.steps(killed)
    assert drawn.count('class="course"') == 1
    assert f"<title>{SOHR.text}</title>" in drawn
    assert drawn.count("<line x1=") == 2  # level, then up


def test_a_voice_that_denies_what_it_gave_retracts_it_in_the_week(room: Newsroom) -> None:
    (row,) = week.table(room.con)
    assert row["retracted"] == 1


def test_each_figure_of_a_claim_is_answered(room: Newsroom) -> None:
    claims = _claims("21 people killed and 30 wounded in Teir Malla on 15 October 2015", None)
    assert [(c.outcome, c.low) for c in claims] == [("killed", 21), ("injured", 30)]
    found, unclear = answers_to(room.con, "21 people killed and 30 wounded in Teir Malla on 15 October 2015", "", None)
    assert unclear == []
    assert [[r for _, r in answer.relations] for answer in found] == [["less", "exactly"], ["less"]]


def test_words_that_run_the_other_way_turn_no_sentence_and_move_no_number() -> None:
    quote = "“قُتل 12 شخصاً”, a doctor told شبكة شام, adding that 3 children were among the dead."
    assert direction(quote) == "ltr"
    assert direction("<p>قتل <mark>12 شخصا</mark> في حمص يوم الاثنين</p>") == "rtl"
    assert isolated("شبكة شام الإخبارية, “قصف على حمص”, 4 May 2021") == (
        "<bdi>شبكة شام الإخبارية</bdi>, “<bdi>قصف على حمص</bdi>”, 4 May 2021"
    )
    assert isolated("<b>") == "&lt;b&gt;"
