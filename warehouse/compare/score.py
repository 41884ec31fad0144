"""Features of a pair in, how likely it is one event out: a logistic score whose weights are data.

``data/link_weights.json`` holds the weights, with the day on which they were learned and the hash of the pairs
that they were learned from (``benchmarks/train_links.py``). Nothing is learned at run time.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

SURE = 0.65
"""Score of a pair of texts from which two numbers that exclude each other are a contradiction, and not a doubt."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature of ``steps/05_pairs.sql`` adds to the log odds that two mentions tell of one event."""

    bias: float
    weights: dict[str, float]
    learned_on: str
    gold: str

    def log_odds(self, without: str | None = None) -> str:
        """The SQL sum over the columns of ``pair_features``, for the log odds; ``without`` leaves one feature out."""
        terms = [f"{value!r} * {name}" for name, value in self.weights.items() if value and name != without]
        return " + ".join([repr(self.bias), *terms])


@functools.cache
def weights() -> Weights:
    """The weights that come with the program."""
    text = (resources.files(__package__) / "data" / "link_weights.json").read_text(encoding="utf-8")
    found = json.loads(text)
    return Weights(found["bias"], found["weights"], found["learned_on"], found["gold"])
