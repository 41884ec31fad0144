"""Incidents in the terminal: found in any spelling, filtered, a line per voice with its day."""

from __future__ import annotations

import pytest

from tests.warehouse.dispatches import RESIDENT, SOHR, newsroom, said
from warehouse.report import finding, queries, terminal


@pytest.mark.parametrize("words", ["Ter Maaleh", "Tir Ma'lah", "teir malla"])
def test_a_place_is_found_in_any_spelling(figures, sample_warehouse, words):
    result = figures("show", words, "--warehouse", sample_warehouse)
    assert result.returncode == 0, result.stderr
    assert "Tir Ma'lah (also Teir Malla" in result.stdout
    assert ", 15 October 2015, shelling" in result.stdout
    assert "2015-10-16  at least 25                   A resident  [Euphrates Ledger]" in result.stdout


def test_filters_leave_what_fits(figures, sample_warehouse):
    def asked(*options: str) -> str:
        return figures("show", *options, "--warehouse", sample_warehouse).stdout

    assert "Tell Amrun" in asked("--since", "2015-11-20")
    assert "Sarmada, 2 November 2015" not in asked("--since", "2015-11-20", "--limit", "50")
    assert "Tell Amrun" not in asked("--until", "2015-11-20", "--limit", "50")
    assert "Hawija" in asked("--country", "IQ", "--limit", "50")
    assert "Sarmada" not in asked("--country", "IQ", "--limit", "50")
    assert "tank" not in asked("--outcome", "killed", "--limit", "50")
    assert "[denied]" in asked("--verdict", "denied")
    assert "Sissa" not in asked("--source", "quayside", "--limit", "50")


def test_what_is_not_there_is_said(figures, sample_warehouse):
    result = figures("show", "Atlantis", "--warehouse", sample_warehouse)
    assert result.returncode == 2
    assert "no incident that fits 'Atlantis'" in result.stderr


def test_an_event_is_found_by_its_id_or_its_beginning(figures, sample_warehouse):
    listed = figures("show", "Jasim", "--warehouse", sample_warehouse).stdout
    event_id = listed.split("event ")[1].split(",")[0]
    assert figures("show", event_id[:10], "--warehouse", sample_warehouse).stdout == listed


def test_more_than_is_said_so_in_the_verdict_and_its_lines():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("more than 300", by=SOHR))
        room.dispatch("Inland Post", "2015-10-16", said("12", by=RESIDENT))
        con = room.link().con
        queries.stage(con)
        text = "\n".join(terminal.block(i) for i in queries.incidents(con, finding.at_place(con, "Teir Malla")))
    assert "more than 300" in text
    assert "301" not in text
