"""What needs eyes goes out, decisions come back, and stored rows stay as they were."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.dispatches import NO_PLACE, RESIDENT, SOHR, Newsroom, newsroom, said
from warehouse import review

Decide = Callable[..., review.ReviewReport]


@pytest.fixture
def room() -> Iterator[Newsroom]:
    """Two origins that exclude each other."""
    with newsroom() as room:
        room.dispatch("Coastal Wire", "2015-10-15", said("12", by=SOHR), document_id="wire")
        room.dispatch("Harbour Post", "2015-10-15", said("25", by=RESIDENT), document_id="post")
        yield room.link()


@pytest.fixture
def decide(room: Newsroom, tmp_path: Path) -> Decide:
    """Fills in a review file as a person would, and takes it back."""

    def fill(assertion_id: str, decision: str, **values: Any) -> review.ReviewReport:
        path = tmp_path / "decisions.csv"
        columns = ["assertion_id", "decision", *values]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, [assertion_id, decision, *values.values()]])
        report = review.read(room.con, path)
        room.link()
        return report

    return fill


def test_the_file_holds_each_contradiction_with_its_quote_and_room_for_a_decision(
    room: Newsroom, tmp_path: Path
) -> None:
    path = tmp_path / "review.csv"
    assert review.write(room.con, path) == 2
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["causes"] for row in rows] == ["contradiction", "contradiction"]
    assert {row["quote"] for row in rows} == {"12 people", "25 people"}
    assert all(row[column] == "" for row in rows for column in review.ANSWERS)
    untouched = review.read(room.con, path)
    assert (untouched.decisions, untouched.undecided, untouched.problems) == ({}, 2, ())


def test_what_is_uncertain_is_listed_with_its_cause(room: Newsroom) -> None:
    room.dispatch("Ledger", "2015-10-20", said("3", confidence=0.2, **NO_PLACE))
    causes = room.link().rows("select cause from needs_review where outlet = 'Ledger' order by cause")
    assert [row["cause"] for row in causes] == ["low confidence", "place not resolved"]


def test_an_accepted_assertion_is_not_asked_about_again(room: Newsroom, decide: Decide) -> None:
    assert decide("wire-0", "accept").decisions == {"accept": 1}
    assert room.rows("select document_id from needs_review") == [{"document_id": "post"}]
    assert room.figure()["verdict"] == "contradiction"


def test_a_rejected_assertion_leaves_every_view_and_stays_stored(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "reject", note="misread")
    assert room.figure()["verdict"] == "single_origin"
    for view in ("who_said_what", "assertions_flat", "figure_by_origin", "revisions", "unattributed", "needs_review"):
        assert "25" not in str(room.rows(f"select * from {view}")), view
    assert room.row("select low from assertions where assertion_id = 'post-0'")["low"] == 25


def test_a_correction_is_what_views_show_and_the_stored_row_stays(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "correct", corrected_low="12", corrected_entity_class="civilian")
    shown = room.row(
        "select low, high, quantity_kind, entity_class, review from assertions_flat where low = 12 and high is null"
    )
    assert shown == {
        "low": 12,
        "high": None,
        "quantity_kind": "minimum",
        "entity_class": "civilian",
        "review": "corrected",
    }
    stored = room.row("select low, high, entity_class from assertions where assertion_id = 'post-0'")
    assert stored == {"low": 25, "high": 25, "entity_class": "person"}


def test_the_latest_decision_stands(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "reject")
    decide("post-0", "accept")
    assert room.figure()["origins"] == 2
    assert room.row("select count(*) as n from review_decisions")["n"] == 2


def test_the_same_file_again_adds_nothing(decide: Decide) -> None:
    decide("post-0", "reject")
    report = decide("post-0", "reject")
    assert (report.decisions, report.repeated) == ({}, 1)


def test_unlink_sets_apart_and_link_joins(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "unlink", note="another attack of that day")
    assert {row["verdict"] for row in room.rows("select verdict from comparison")} == {"single_origin"}
    decide("post-0", "link", target_assertion_id="wire-0")
    assert room.figure()["verdict"] == "contradiction"
    assert room.row("select link_reason from who_said_what where document_id = 'post'")["link_reason"] == (
        "linked by a reviewer"
    )


def test_two_events_are_set_apart_and_joined_as_a_whole(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "unlink_events", target_assertion_id="wire-0")
    assert len(room.rows("select distinct event_id from event_links")) == 2
    room.dispatch(
        "Harbour Post", "2015-10-15", said("25", by=RESIDENT), said("9", outcome="injured"), document_id="post"
    )
    room.load(version="2")
    room.link()
    events = room.rows("select document_id, count(*) as figures from event_links group by document_id, event_id")
    assert {(e["document_id"], e["figures"]) for e in events} == {("wire", 1), ("post", 2)}, "all of the attack moves"
    decide("post-0", "link_events", target_assertion_id="wire-0")
    assert len(room.rows("select distinct event_id from event_links")) == 1


def test_two_events_that_may_be_one_are_asked_about_with_both_quotes(room: Newsroom) -> None:
    elsewhere = {"place_id": "p2", "place_text": "Tell Amrun", "latitude": 34.85}
    room.dispatch("Ledger", "2015-10-15", said("40", by=SOHR, **elsewhere), document_id="ledger")
    asked = room.link().rows("select detail, quote from needs_review where cause = 'same event?'")
    assert asked
    assert all(" from " in row["detail"] or "linked with" in row["detail"] for row in asked)


def test_a_link_to_an_event_outlives_a_change_of_that_event(room: Newsroom, decide: Decide) -> None:
    later = {"event_date_start": "2015-11-01", "event_date_end": "2015-11-01"}
    room.dispatch("Ledger", "2015-11-02", said("14", **later), document_id="ledger")
    event = room.link().row("select event_id from event_links where document_id = 'wire'")["event_id"]
    decide("ledger-0", "link", target_event_id=event)
    assert room.figure()["origins"] == 3
    # The event becomes another one: a reviewer corrects the day of all that it was made of.
    for assertion in ("wire-0", "post-0"):
        decide(assertion, "correct", corrected_event_date="2015-10-13")
    assert room.figure()["origins"] == 3


def test_a_decision_survives_a_new_reading_that_gives_another_id(room: Newsroom, decide: Decide) -> None:
    decide("post-0", "reject")
    reread = said("25", "civilian", by=RESIDENT, assertion_id="another-id", entity_text="people")
    room.dispatch("Harbour Post", "2015-10-15", reread, document_id="post", text="Report 2 of Harbour Post.")
    room.load(version="2")
    room.link()
    assert room.row("select assertion_id from assertions where is_current and document_id = 'post'") == {
        "assertion_id": "another-id"
    }
    assert room.rows("select * from who_said_what where document_id = 'post'") == []


@pytest.mark.parametrize(
    ("decision", "values", "problem"),
    [
        ("approve", {}, "none of accept, correct"),
        ("correct", {}, "nothing is corrected"),
        ("correct", {"corrected_low": "many"}, "is no number"),
        ("correct", {"corrected_low": "9", "corrected_high": "5"}, "is above"),
        ("correct", {"corrected_outcome": "vanquished"}, "is not known"),
        ("correct", {"corrected_event_date": "4/5/2015"}, "is no date"),
        ("link", {}, "needs target"),
        ("link", {"target_event_id": "nowhere"}, "no other assertion"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_with_its_line(
    decide: Decide, decision: str, values: dict[str, str], problem: str
) -> None:
    report = decide("post-0", decision, **values)
    assert report.decisions == {}
    assert len(report.problems) == 1
    assert report.problems[0].startswith("line 2: ")
    assert problem in report.problems[0]


def test_an_unknown_assertion_is_refused(decide: Decide) -> None:
    assert "no assertion has the id" in decide("nobody", "accept").problems[0]


def test_a_file_of_another_kind_is_refused_with_a_sentence(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(review.ReviewError, match="no review file"):
        review.read(room.con, path)
    with pytest.raises(review.ReviewError, match="cannot be read"):
        review.read(room.con, tmp_path / "missing.csv")
    path.write_bytes(b"\xff\xfe\x00assertion_id,decision\n")
    with pytest.raises(review.ReviewError, match="no CSV in UTF-8"):
        review.read(room.con, path)


def test_a_file_with_decisions_is_not_overwritten_without_a_word(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    review.write(room.con, path)
    review.write(room.con, path)  # nothing is decided yet
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["decision"] = "accept"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(review.ReviewError, match="holds 1 decisions"):
        review.write(room.con, path)
    assert "accept" in path.read_text(encoding="utf-8")
    review.write(room.con, path, force=True)
    assert "accept" not in path.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == ["review.csv"]


BAD_FILES = {
    'assertion_id,decision\nwire,"accept\n': "is no CSV",
    "assertion_id;decision\nwire;accept\n": "semicolons between its columns",
    "id,decision\nwire,accept\n": "no column assertion_id",
}


@pytest.mark.parametrize("text", BAD_FILES)
def test_a_file_that_is_none_is_said_to_be_none(room: Newsroom, tmp_path: Path, text: str) -> None:
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    with pytest.raises(review.ReviewError, match=BAD_FILES[text]):
        review.read(room.con, tmp_path / "d.csv")


def test_rows_that_make_no_sense_are_refused_by_line_and_the_others_count(room: Newsroom, tmp_path: Path) -> None:
    (first,), (second,) = [
        room.con.execute("select assertion_id from assertions where document_id = ?", [name]).fetchall()[0]
        for name in ("wire", "post")
    ]
    rows = [
        f"{first},accept",
        f"{first},reject",
        f"{second},accept;reject",
        f"{second},accept,more",
        f"{second},accept",
    ]
    (tmp_path / "d.csv").write_text("\n".join(["assertion_id,decision", *rows]), encoding="utf-8")
    report = review.read(room.con, tmp_path / "d.csv")
    assert report.decisions == {"accept": 1}
    assert [problem.split(":")[0] for problem in report.problems] == ["line 3", "line 4", "line 5", "line 6"]
