"""What is kept of damaged input goes through every door in words, and a door that fails is noticed."""

from __future__ import annotations

import random

import pytest

from benchmarks import fuzz


def test_what_is_kept_in_the_corpus_is_met_in_words() -> None:
    done, wrong = fuzz.fuzz(seconds=0, seed=1)
    assert wrong == []
    assert set(done) == set(fuzz.KINDS)


def test_a_door_that_fails_or_holds_up_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "PATIENCE", 0.1)

    def fails(data: bytes, name: str) -> None:
        raise KeyError(name)

    def waits(data: bytes, name: str) -> None:
        while True:
            pass

    assert fuzz.tried(fails, b"", "a") == "KeyError: 'a'"
    assert fuzz.tried(waits, b"", "a") == "takes longer than 0.1 s"


def test_damage_is_the_same_for_a_seed_and_bounded() -> None:
    files = fuzz.corpus("text")
    once, again = ([fuzz.damaged(random.Random(seed), files) for seed in range(30)] for _ in range(2))
    assert once == again
    assert len(set(once)) > 20
    assert max(map(len, once)) <= fuzz.LONGEST
