"""A claim held against the warehouse: who says that, who less, who more, who was first; and what cannot be answered."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from tests.report.test_site import plain
from tests.warehouse.dispatches import RESIDENT, SOHR, Voice, newsroom, said
from warehouse.report import answer as answers
from warehouse.report.claims import Claim, ClaimUnclear, check


def claim(number: float, **changes: object) -> Claim:
    values = {
        "text": f"{number:g} killed in Teir Malla",
        "low": number,
        "high": number,
        "figure": f"{number:g}",
        "entity_class": "person",
        "outcome": "killed",
        "place": "Tir Ma'lah",
        "place_id": None,
        "country": "SY",
        "first_day": None,
        "last_day": None,
    }
    return Claim(**values | changes)


def test_every_voice_is_set_beside_the_claim(figures, sample_warehouse):
    result = figures("check", "11 dead in Sarmada on 2 November", "--warehouse", sample_warehouse)
    assert result.returncode == 0, result.stderr
    text = " ".join(result.stdout.split())
    assert re.search(r"exactly that: [^.]*the Orontes Monitoring Desk \(11\)", text)
    assert "1 voice says less: the head of the local rescue service (8)." in text
    assert "First on record: the head of the local rescue service: 8, in Asterion Wire, 2 November 2015" in text
    assert "To cite" in text


def test_as_of_a_day_only_what_had_been_published_is_known(figures, sample_warehouse):
    result = figures("check", "11 dead in Sarmada", "--as-of", "2015-11-02", "--warehouse", sample_warehouse)
    text = " ".join(result.stdout.split())
    assert "as of 2 November 2015" in text
    assert "Nobody on record says exactly that." in text
    assert "2015-11-03" not in text


def test_denials_and_copies_are_told(figures, sample_warehouse):
    result = figures("check", "5 civilians killed in Ter Maaleh", "--warehouse", sample_warehouse)
    text = " ".join(result.stdout.split())
    assert "1 voice denies it: The Central Sector Press Bureau." in text
    assert "denied that any civilians had been killed" in text
    assert "prints nearly the text of The Quayside Courier" in text


def test_json_has_the_shape_of_a_claim_review_and_no_rating(figures, sample_warehouse):
    result = figures("check", "11 dead in Sarmada on 2 November", "--json", "--warehouse", sample_warehouse)
    answer = json.loads(result.stdout)
    review = answer["claim_review"]
    assert (review["@type"], review["claimReviewed"]) == ("ClaimReview", "11 dead in Sarmada on 2 November")
    assert "reviewRating" not in result.stdout
    assert {v["relation"] for v in answer["voices"]} >= {"exactly", "allows", "less"}
    assert all(s["citation"] for v in answer["voices"] for s in v["carried_by"])


def test_the_page_keeps_its_address_and_links_to_the_incident_of_a_report(figures, sample_warehouse, tmp_path):
    figures("report", "site", "--warehouse", sample_warehouse)
    asked = ("check", "11 dead in Sarmada", "--page", "site", "--warehouse", sample_warehouse)
    first, again = figures(*asked), figures(*asked)
    assert first.stdout == again.stdout
    page = (tmp_path / first.stdout.strip()).read_text(encoding="utf-8")
    assert "exactly that: the Orontes Monitoring Desk (11)" in plain(page)
    assert 'href="../incident/' in page
    figures("report", "site", "--warehouse", sample_warehouse)
    assert (tmp_path / first.stdout.strip()).exists()  # a new report leaves it where it is


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("12 killed", "names no place"),
        ("they were killed in Sarmada", "gives no number"),
        ("dozens killed in Sarmada", "gives no number, only “dozens”"),
        ("31 killed in El Fasher on 10 March", "no event at El Fasher"),
        ("11 killed in Sarmada on 20 November", "no event at Sarmada on 20 November 2015; there are: Sarmada, 2 Nov"),
        ("11 children displaced in Sarmada", "nobody on record says how many were displaced"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(figures, sample_warehouse, text, why):
    result = figures("check", text, "--warehouse", sample_warehouse)
    assert result.returncode == 2
    assert why in result.stderr
    assert result.stdout == ""


def test_an_empty_and_a_missing_warehouse_are_said(figures):
    missing = figures("check", "11 dead in Sarmada", "--warehouse", "none.duckdb")
    assert missing.returncode == 2
    assert "There is no warehouse" in missing.stderr
    with newsroom() as room, pytest.raises(ClaimUnclear, match="holds no document"):
        check(room.con, claim(5))


def test_two_events_of_one_place_have_to_be_told_apart(tmp_path):
    later = {"event_date_start": "2015-10-25", "event_date_end": "2015-10-25"}
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-16", said("5", by=SOHR))
        room.dispatch("Coastal Wire", "2015-10-26", said("9", by=SOHR, **later))
        con = room.link().con
        with pytest.raises(
            ClaimUnclear, match="2 events may be meant; give the day, or choose one with --event"
        ) as error:
            check(con, claim(9))
        event_id = str(error.value).rsplit("(", 1)[1].split(")")[0]
        assert [v.text for v in check(con, claim(9), event=event_id).of("exactly")] == ["9"]
        on_the_day = check(con, claim(9, first_day=date(2015, 10, 25), last_day=date(2015, 10, 25)))
        assert on_the_day.incident.event_id == event_id


def test_whether_the_outlet_that_is_cited_holds_the_number_itself():
    through_wire = Voice("Syrian Observatory for Human Rights", actor_id="sohr", relay="Coastal Wire")
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("at least 25", by=SOHR))
        room.dispatch("Inland Post", "2015-10-16", said("at least 25", by=through_wire))
        room.dispatch("Hill Gazette", "2015-10-16", said("40", by=Voice("A clerk", named=False, relay="Coastal Wire")))
        answer = check(room.link().con, claim(25))
    told = {c.sentence for c in answer.citations}
    assert any(
        s.startswith("Inland Post cites Coastal Wire, whose text of 15 October 2015 holds the number") for s in told
    )
    assert (
        "Hill Gazette cites Coastal Wire: 1 text of Coastal Wire on the event in the warehouse, none with this number"
        in told
    )


def test_what_a_voice_said_before_is_told_beside_what_it_says_now():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR))
        room.dispatch("Coastal Wire", "2015-10-18", said("11", by=SOHR))
        answer = check(room.link().con, claim(12))
    assert answer.sentences[0] == (
        "Nobody on record says exactly that now; said before by Syrian Observatory for Human Rights on 15 October 2015."
    )
    assert [(s.figure, how) for s, how in answer.earlier] == [("12", "exactly")]


def test_more_than_is_not_told_as_its_bound():
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("more than 300", by=SOHR))
        room.dispatch("Inland Post", "2015-10-15", said("12", by=RESIDENT))
        text = answers.as_text(check(room.link().con, claim(400)))
    assert "1 voice allows it: Syrian Observatory for Human Rights (more than 300)." in " ".join(text.split())
    assert "301" not in text
