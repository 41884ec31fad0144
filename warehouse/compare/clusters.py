"""Scored pairs of mentions in, events out: which mentions tell of one event.

Pairs are taken in the order of their score. Two groups become one if, over all pairs of documents of the one
and the other, the mean of the best score is at least even: a chain of weak links merges nothing, and two texts
that say different things of one town and day stay apart though a third is like both. What one document itself
tells apart (two kinds of attack, two days, two distant places) is never one event.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

EVEN = 0.5
"""Score from which two mentions are taken to tell of one event: what the weights call as likely as not."""
GROUPS = 0.5
"""Mean score over all pairs of their documents from which two groups are one event."""
DECIDED = 2.0
"""Score of a pair that a reviewer linked: above all others, so it is merged first and whatever else is said."""
UNSCORED = 0.05
"""What a pair counts that was not even a candidate."""


APART = "a text of the one, or day, place and number, tell the two apart"
UNLIKE = "alike, but the other texts of the two events are not"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions of two documents and how likely they tell of one event."""

    a: int
    b: int
    score: float


@dataclass(frozen=True, slots=True)
class Kept:
    """A pair that would have met, but for the rest of the two groups; ``score`` is the mean over all of both."""

    a: int
    b: int
    score: float
    reason: str


class _Groups:
    """Groups of mentions; what two have to do with each other is read from the pairs of the smaller one."""

    def __init__(self, document_of: dict[int, str], apart: set[tuple[int, int]], pairs: list[Pair]) -> None:
        self.document_of = document_of
        self.members: dict[int, list[int]] = {}
        self.group_of: dict[int, int] = {}
        self.scores: dict[int, list[tuple[int, float]]] = defaultdict(list)
        self.apart: dict[int, list[int]] = defaultdict(list)
        for pair in sorted(pairs, key=lambda p: (p.a, p.b)):
            self.scores[pair.a].append((pair.b, pair.score))
            self.scores[pair.b].append((pair.a, pair.score))
        for a, b in apart:
            self.apart[a].append(b)
            self.apart[b].append(a)

    def find(self, mention: int) -> int:
        return self.group_of.setdefault(mention, mention)

    def of(self, group: int) -> list[int]:
        return self.members.setdefault(group, [group])

    def _smaller(self, first: int, second: int) -> tuple[int, int]:
        return (first, second) if len(self.of(first)) <= len(self.of(second)) else (second, first)

    def told_apart(self, first: int, second: int) -> bool:
        small, large = self._smaller(first, second)
        return any(self.group_of.get(y, y) == large for x in self.of(small) for y in self.apart.get(x, ()))

    def linkage(self, first: int, second: int) -> float:
        """Mean over pairs of documents of the best score between their mentions in the two groups."""
        small, large = self._smaller(first, second)
        best: dict[tuple[str, str], float] = {}
        for x in self.of(small):
            for y, score in self.scores.get(x, ()):
                documents = self.document_of[x], self.document_of[y]
                if self.group_of.get(y, y) == large and documents[0] != documents[1]:
                    best[documents] = max(best.get(documents, UNSCORED), score)
        some, others = ({self.document_of[m] for m in self.of(g)} for g in (small, large))
        all_pairs = len(some) * len(others) - len(some & others)
        return (math.fsum(best.values()) + UNSCORED * (all_pairs - len(best))) / all_pairs if all_pairs else 0.0

    def merge(self, first: int, second: int) -> None:
        keep, gone = min(first, second), max(first, second)
        for mention in self.of(gone):
            self.group_of[mention] = keep
        self.of(keep).extend(self.members.pop(gone))


def cluster(
    pairs: Iterable[Pair], document_of: dict[int, str], apart: set[tuple[int, int]], even: float = EVEN
) -> tuple[dict[int, int], list[Kept]]:
    """The group of each mention that met another (named by its lowest mention), and the pairs that were kept apart.

    ``pairs`` have ``a < b``; ``apart`` holds pairs of mentions that one document tells apart. The result depends on
    the scores and the numbers of the mentions alone, not on the order of ``pairs``.

    >>> documents = {1: "x", 2: "y", 3: "z"}
    >>> chain = [Pair(1, 2, 0.9), Pair(2, 3, 0.6)]
    >>> cluster(chain, documents, set())[0]
    {1: 1, 2: 1}
    """
    known = list(pairs)
    groups = _Groups(document_of, apart, known)
    kept: list[Kept] = []
    # What two groups were refused for, and how large they were: asked again only once one has grown.
    refused: dict[tuple[int, int], tuple[int, float, str]] = {}
    for pair in sorted((p for p in known if p.score >= even), key=lambda p: (-p.score, p.a, p.b)):
        first, second = sorted((groups.find(pair.a), groups.find(pair.b)))
        if first == second:
            continue
        if pair.score == DECIDED:
            groups.merge(first, second)
            continue
        size = len(groups.of(first)) + len(groups.of(second))
        known_size, mean, reason = refused.get((first, second), (0, 0.0, ""))
        if reason != APART and size != known_size:
            mean, reason = (0.0, APART) if groups.told_apart(first, second) else (groups.linkage(first, second), UNLIKE)
        if reason == UNLIKE and mean >= GROUPS:
            groups.merge(first, second)
            continue
        refused[first, second] = size, mean, reason
        kept.append(Kept(pair.a, pair.b, pair.score if reason == APART else mean, reason))
    merged = {mention: group for mention, group in groups.group_of.items() if len(groups.of(group)) > 1}
    return dict(sorted(merged.items())), [k for k in kept if groups.find(k.a) != groups.find(k.b)]
