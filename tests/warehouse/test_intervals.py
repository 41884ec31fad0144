"""What must hold of verdicts whatever the sources say: asked of the views themselves, with invented claims.

Each example is a set of figures, one place and day each, so that one linking answers for many.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.warehouse.dispatches import Newsroom, Voice, newsroom, said

EXAMPLES = settings(max_examples=3, phases=(Phase.generate,), suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Claim:
    """What an origin says: a number and the words that bound it."""

    kind: str
    number: int
    width: int = 0

    @property
    def words(self) -> str:
        if self.kind == "range":
            return f"{self.number}-{self.number + self.width + 1}"
        return {"exact": "", "minimum": "at least ", "maximum": "up to ", "approximate": "about "}[self.kind] + str(
            self.number
        )

    @property
    def wider(self) -> Claim:
        """The same claim with a bound opened."""
        if self.kind == "range":
            return replace(self, width=self.width * 2 + 1)
        return replace(self, kind="minimum" if self.kind in ("exact", "approximate") else self.kind)


CLAIMS = st.builds(
    Claim,
    st.sampled_from(["exact", "minimum", "maximum", "range", "approximate"]),
    st.integers(1, 60),
    st.integers(0, 30),
)
FIGURES = st.lists(st.lists(CLAIMS, min_size=1, max_size=4), min_size=12, max_size=12)
ORIGINS = [Voice(name) for name in ("Hill Committee", "Desert Register", "Coastal Desk", "River Observatory")]


def place(index: int) -> dict[str, Any]:
    """A village of its own for each figure, far from the others."""
    return {"place_id": f"place-{index}", "place_text": f"Village {index}", "latitude": 30.0 + index}


def tell(room: Newsroom, figures: list[list[Claim]], outlet: str = "Coastal Wire") -> None:
    """One dispatch a village with all its voices: two of one outlet on one day would be a sign of two events."""
    for index, claims in enumerate(figures):
        voices = zip(ORIGINS, claims, strict=False)
        told = [said(claim.words, by=origin, **place(index)) for origin, claim in voices]
        room.dispatch(outlet, "2015-10-15", *told)


def verdicts(room: Newsroom) -> dict[str, str]:
    rows = room.link().rows("select place_key, verdict from comparison where entity_class = 'person'")
    return {row["place_key"]: row["verdict"] for row in rows}


@EXAMPLES
@given(FIGURES)
def test_the_order_of_the_sources_does_not_matter(figures: list[list[Claim]]) -> None:
    with newsroom() as room, newsroom() as other:
        tell(room, figures)
        for index, claims in enumerate(figures):
            turned = reversed(list(zip(ORIGINS, reversed(claims), strict=False)))
            told = [said(claim.words, by=origin, **place(index)) for origin, claim in turned]
            other.dispatch("Coastal Wire", "2015-10-15", *told)
        assert verdicts(room) == verdicts(other)


@EXAMPLES
@given(FIGURES)
def test_a_copy_of_an_origin_changes_no_verdict(figures: list[list[Claim]]) -> None:
    with newsroom() as room:
        tell(room, figures)
        before = room.link().rows("select * exclude (stories, documents, outlets) from comparison order by figure_id")
        tell(room, figures, outlet="Harbour Post")
        after = room.link().rows("select * exclude (stories, documents, outlets) from comparison order by figure_id")
        assert after == before


@EXAMPLES
@given(FIGURES)
def test_widening_a_claim_never_creates_a_contradiction(figures: list[list[Claim]]) -> None:
    wider = [[claims[0].wider, *claims[1:]] for claims in figures]
    with newsroom() as room, newsroom() as other:
        tell(room, figures)
        tell(other, wider)
        before, after = verdicts(room), verdicts(other)
        assert {p for p, v in after.items() if v == "contradiction"} <= {
            p for p, v in before.items() if v == "contradiction"
        }


@EXAMPLES
@given(FIGURES, st.integers(1, 200))
def test_subsets_never_change_a_total(figures: list[list[Claim]], part: int) -> None:
    with newsroom() as room:
        tell(room, figures)
        before = room.link().rows("select * from comparison order by figure_id")
        for index, claims in enumerate(figures):
            subset = said(str(part), "child", by=ORIGINS[0], count_scope="subset", **place(index))
            whole = said(claims[0].words, by=ORIGINS[0], **place(index))
            room.dispatch("Coastal Wire", "2015-10-15", whole, subset, document_id=f"part-{index}")
        compared = "select * exclude (stories, documents) from comparison where domain = 'people' order by figure_id"
        after = room.link().rows(compared)
        assert after == [{k: v for k, v in row.items() if k not in ("stories", "documents")} for row in before]


@EXAMPLES
@given(FIGURES)
def test_hull_and_intersection_are_bounds_of_what_was_said(figures: list[list[Claim]]) -> None:
    with newsroom() as room:
        tell(room, figures)
        compared = room.link().rows("select * from comparison")
        stated = room.rows("select figure_id, low, high from figure_by_origin")
        for row in compared:
            claims = [claim for claim in stated if claim["figure_id"] == row["figure_id"]]
            lows = [claim["low"] for claim in claims]
            highs = [claim["high"] for claim in claims]
            assert row["hull_low"] == (None if None in lows else min(lows))
            assert row["hull_high"] == (None if None in highs else max(highs))
            assert row["origins"] == len(claims)
            assert (row["verdict"] == "contradiction") == row["intersection_is_empty"]
            if len(claims) == 1:
                assert row["verdict"] == "single_origin"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (25, None, "at least 25"),
        (None, 30, "up to 30"),
        (5000, 7000, "5,000 to 7,000"),
        (12, 12, "12"),
        (None, None, "no number"),
    ],
)
def test_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    with newsroom() as room:
        assert room.con.execute("select bounds_text(?, ?)", [low, high]).fetchall() == [(words,)]
