"""A text that takes too long is set aside by name, and the others are read."""

from __future__ import annotations

import re
import time

import pytest

from extractors.model import Document
from flows import reading
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


def test_a_document_that_takes_too_long_is_named_with_the_setting() -> None:
    settings = Settings.load({"FIGURES_MAX_DOCUMENT_SECONDS": "1"})
    long = Document("long", "Twelve men and nine women were killed in Homs, a doctor in Hama said. " * 20_000)
    short = Document("short", "Twelve men were killed in Homs, a doctor said.")
    reading.assertions_of(short, Settings.load({}))  # the model is loaded by the first
    with pytest.raises(reading.ReadingFailed, match=r"longer than 1 s \(FIGURES_MAX_DOCUMENT_SECONDS\)"):
        reading.assertions_of(long, settings)
    assert len(reading.assertions_of(short, settings)) == 1
