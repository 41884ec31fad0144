"""The second reader: what it doubts goes to review, and it changes no reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extractors.doubt import model, probability
from extractors.doubt.features import SIZE, features
from extractors.model import Document
from extractors.reader import Reader
from extractors.tolls import tolls
from seeds import reference

TEXT = (
    "At least 12 people were killed near Homs. Nine guards were wounded and a bridge was destroyed. "
    "The committee bought 14 chairs. Two shells fell on a school, and 300 farmers were given seed."
)
REVIEWED_BELOW = 0.5
"""The confidence below which the view needs_review asks for a person."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(attribution=False, places=False, when=False)


def test_probabilities_are_of_the_outcomes_of_the_contract_and_sum_to_one(reader: Reader) -> None:
    finding = reader.page(Document("d", TEXT)).findings[0]
    found = model.weights().probabilities(features(TEXT, finding))
    assert sum(found.values()) == pytest.approx(1)
    assert set(found) <= {row["parent"] or row["outcome"] for row in reference("outcomes")}


def test_plain_words_of_harm_are_not_doubted_and_another_outcome_of_the_same_words_is(reader: Reader) -> None:
    finding = reader.page(Document("d", TEXT)).findings[0]
    wrong = replace(finding, happening=replace(finding.happening, outcome="used"))
    assert not model.is_doubted(TEXT, finding, 0.95)
    assert model.is_doubted(TEXT, wrong, 0.95)
    assert probability(TEXT, wrong) < 0.1 < 0.5 < probability(TEXT, finding)


def test_it_changes_confidence_and_trace_and_nothing_else(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = model.weights()
    rows = {}
    for threshold in (0.0, 2.0):
        monkeypatch.setattr(model, "weights", lambda t=threshold: replace(learned, threshold=t))
        rows[threshold] = reader.read_one(Document("d", TEXT))
    assert [a.confidence < REVIEWED_BELOW for a in rows[2.0]] == [True] * len(rows[2.0])
    assert ["doubt:second_reader" in a.rules for a in rows[0.0]] == [False] * len(rows[0.0])
    for sure, doubted in zip(rows[0.0], rows[2.0], strict=True):
        without = tuple(r for r in doubted.rules if not r.startswith("doubt:"))
        assert replace(doubted, confidence=sure.confidence, rules=without) == sure


def test_a_measure_is_never_doubted(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "weights", lambda: model.Weights({}, 2.0))
    (measure,) = reader.read_one(Document("d", "The march took six hours."))
    assert not any(re.match("doubt", rule) for rule in measure.rules)


def test_features_are_the_same_on_every_run_and_see_no_further_than_the_words_nearby(reader: Reader) -> None:
    page = reader.page(Document("d", TEXT))
    found = [features(TEXT, f) for f in page.findings]
    assert found == [features(TEXT, f) for f in reader.page(Document("d", TEXT)).findings]
    longer = TEXT.replace(" near Homs", " near Homs" + " by the river" * 100)
    again = reader.page(Document("d", longer)).findings[0]
    assert max(features(longer, again)) < SIZE
    assert len(features(longer, again)) < 120


def test_a_doubted_figure_still_makes_the_toll(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    learned = model.weights()
    monkeypatch.setattr(model, "weights", lambda: replace(learned, threshold=2.0))
    rows = reader.read_one(Document("d", TEXT))
    found = {t.outcome: t.best for t in tolls(rows)}
    assert (found["killed"], found["injured"]) == (12, 9)
