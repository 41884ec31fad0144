"""Logistic regression over hashed words: a finding in, the probability of the outcome that the rules found out.

``weights.csv`` has a row per outcome: the largest weight, and all weights as signed bytes of that scale in base64. The
row ``threshold`` says how low probability times the trust in the rule may be before a reading is in doubt.
``make train`` writes it (``benchmarks/train_doubt.py``); nothing but the standard library is needed to read it.
"""

from __future__ import annotations

import base64
import csv
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from extractors.doubt.features import features
from extractors.page import Finding
from seeds import reference

PATH = Path(__file__).with_name("weights.csv")
STEPS = 127
"""Steps of a weight on either side of 0: it is kept as one signed byte."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: the weights of each outcome, and the threshold of doubt."""

    of_outcome: Mapping[str, tuple[float, array[int]]]
    threshold: float

    def probabilities(self, found: Sequence[int]) -> dict[str, float]:
        """Probability of each outcome, summing to 1, for the features of a finding."""
        norm = sqrt(len(found))
        scores = {o: scale / STEPS * sum(w[i] for i in found) / norm for o, (scale, w) in self.of_outcome.items()}
        highest = max(scores.values())
        odds = {outcome: exp(score - highest) for outcome, score in scores.items()}
        total = sum(odds.values())
        return {outcome: odd / total for outcome, odd in odds.items()}


@cache
def weights() -> Weights:
    """The weights as they were last written. Raises ``FileNotFoundError`` where there are none."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    learned = {
        r["outcome"]: (float(r["scale"]), array("b", base64.b64decode(r["weights"]))) for r in rows if r["weights"]
    }
    return Weights(learned, next(float(r["scale"]) for r in rows if r["outcome"] == "threshold"))


def probability(content: str, finding: Finding) -> float:
    """How likely the words around a figure make its outcome, 0 to 1; 1 for an outcome that was never learned."""
    outcome = parents().get(finding.happening.outcome, finding.happening.outcome)
    return weights().probabilities(features(content, finding)).get(outcome, 1.0)


def is_doubted(content: str, finding: Finding, trust: float) -> bool:
    """Whether the second reader disagrees with a reading that is trusted that far; a measure has no outcome."""
    if finding.counted.domain == "measure":
        return False
    return probability(content, finding) * trust < weights().threshold


@cache
def parents() -> Mapping[str, str]:
    """The outcome of the contract that a finer code belongs to."""
    return {row["outcome"]: row["parent"] for row in reference("outcomes") if row["parent"]}
