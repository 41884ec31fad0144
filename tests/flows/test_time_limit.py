"""Of a text that takes too long the beginning is read, and it is named; the others are read."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from extractors.model import Assertion, Document
from extractors.readers import registry
from flows import reading, steps
from flows.settings import Settings
from flows.time_limit import TookTooLong, at_most


def test_work_is_cut_off_and_the_next_is_not() -> None:
    began = time.monotonic()
    with pytest.raises(TookTooLong), at_most(0.2):
        while True:
            sum(range(1000))
    assert time.monotonic() - began < 5
    with at_most(0.2):
        pass
    time.sleep(0.3)  # no alarm is left


def test_a_pattern_that_runs_away_is_cut_off() -> None:
    with pytest.raises(TookTooLong), at_most(0.3):
        re.match(r"(a+)+$", "a" * 40 + "b")


class Slow:
    """The reader of this package, as slow as if it read 2,500 characters a second."""

    def __init__(self, options: registry.Options) -> None:
        self._reader = registry.make("grammar", options)
        self.name, self.version = "slow", self._reader.version

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Assertion]]]:
        for document in documents:
            time.sleep(len(document.text) / 2500)
            yield from self._reader.read([document])


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setitem(registry._OWN, "slow", f"{__name__}:Slow")
    settings = replace(Settings.load({"FIGURES_READER": "slow"}), max_document_seconds=1)
    list(registry.make("grammar").read([Document("first", SENTENCE)]))  # the model is loaded by the first
    return settings


SENTENCE = "Twelve men were killed in Homs, a doctor in Hama said. "
LONG, SHORT = Document("long", SENTENCE * 50), Document("short", SENTENCE)


def test_of_a_document_that_takes_too_long_the_beginning_is_read_and_it_is_named(slow: Settings) -> None:
    with pytest.raises(reading.ReadInPart) as raised:
        reading.assertions_of(LONG, slow)
    words = r"longer than 1 s \(FIGURES_MAX_DOCUMENT_SECONDS\): only its first 659 of 2,750 characters were read"
    assert re.search(words, str(raised.value))
    assert len(raised.value.assertions) == 12
    assert all(LONG.text[a.start : a.end] == a.exact for a in raised.value.assertions)
    assert len(reading.assertions_of(SHORT, slow)) == 1


def test_a_document_that_takes_too_long_however_short_is_left_out(slow: Settings) -> None:
    slow = replace(slow, max_document_seconds=0.2)
    with pytest.raises(reading.ReadingFailed, match="longer than") as raised:
        reading.assertions_of(Document("endless", SENTENCE * 2_000), slow)
    assert not isinstance(raised.value, reading.ReadInPart)


def test_a_run_keeps_what_was_read_of_it_and_says_so_in_quarantine(slow: Settings, tmp_path: Path) -> None:
    job = steps.Job("20260101T000000-0000", (), replace(slow, home=tmp_path))
    folder = job.work / "0001"
    folder.mkdir(parents=True)
    records = [{"document_id": d.document_id, "text": d.text} for d in (LONG, SHORT)]
    (folder / "documents.jsonl").write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    assert steps.extract(job, "0001") == 13
    assert steps.validate(job, "0001") == 1
    to_load = {name: pd.read_parquet(folder / f"{name}.parquet") for name in ("documents", "assertions", "quarantine")}
    assert sorted(to_load["documents"]["document_id"]) == ["long", "short"]
    assert sorted(to_load["assertions"]["document_id"].value_counts()) == [1, 12]
    (named,) = to_load["quarantine"].to_dict("records")
    assert (named["document_id"], named["check_name"]) == ("long", "document_read_whole")
    assert "only its first 659 of 2,750 characters were read" in named["failure"]


def test_the_limit_holds_in_another_thread_and_ends_with_its_block():
    met = []

    def work() -> None:
        try:
            with at_most(0.05):
                while True:
                    pass
        except TookTooLong:
            met.append("too long")
        with at_most(60):
            met.append("in time")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert met == ["too long", "in time"]
