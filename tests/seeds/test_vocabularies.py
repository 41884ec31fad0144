"""Word tables that lean on each other: a word that one reader hands to another has to be known there."""

from __future__ import annotations

from seeds import reference


def test_every_head_that_a_peoples_name_takes_is_the_head_of_a_place() -> None:
    kinds: dict[str, set[str]] = {}
    for row in reference("place_words"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    assert kinds["people_head"] <= kinds["head"]
