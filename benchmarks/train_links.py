"""Pairs of documents read by hand in, the weights of linking out; with how well they do on events left out.

    python -m benchmarks.train_links WAREHOUSE --pairs pairs.jsonl [--invented DIR] [--write]

``WAREHOUSE`` holds the documents of the pairs, read by ``figures run``. A pair says whether two documents tell of
one event (``a``, ``b``, ``same``), not which of their mentions: of each pair the best one is taken, again and
again until nothing changes. Logistic regression with a prior: a weight never gets the wrong sign (a distance never
speaks for one event), few pairs move it little, and what hardly any pair was read for (attacks in neighbouring
towns, another country) stays close to what ``PRIOR`` says. Invented reports (``benchmarks.single_events``: one of
each event, and two of one) teach what short texts are like, with the weight of some sixty pairs.

Measured by leaving out every eighth group of events: precision and recall of the score at 0.5, and the expected
calibration error over ten bins. ``--write`` puts the weights into ``warehouse/compare/data/link_weights.json``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import single_events
from warehouse import compare
from warehouse.store import open_warehouse, prepare

Array = npt.NDArray[np.float64]
SIGNS = {
    "one_day": 1,
    "days_apart": -1,
    "one_place": 1,
    "distance": -1,
    "other_village": -1,
    "unplaced": -1,
    "imprecision": -1,
    "other_country": -1,
    "equal_number": 1,
    "number_gap": -1,
    "shared_words": 1,
    "shared_sentence_words": 1,
    "one_kind": 1,
    "other_kind": -1,
    "one_site": 1,
    "other_site": -1,
    "one_victim": 1,
    "one_outlet_one_day": -1,
    "one_voice_two_places": -1,
    "one_story": 1,
}
"""The features, and whether each speaks for or against one event."""
PRIOR = {
    "distance": -1.2,
    "other_village": -1.5,
    "imprecision": -0.4,
    "unplaced": -0.6,
    "other_country": -2.0,
    "number_gap": -0.25,
    "one_place": 0.8,
    "one_outlet_one_day": -1.5,
    "one_voice_two_places": -2.0,
}
STIFF = {
    "distance": 80.0,
    "other_village": 20.0,
    "imprecision": 80.0,
    "other_country": 40.0,
    "number_gap": 40.0,
    "one_voice_two_places": 40.0,
}
SOFT = 2.0
INVENTED_WEIGHT = 60.0
FOLDS = 8
WEIGHTS = Path(__file__).parents[1] / "warehouse" / "compare" / "data" / "link_weights.json"


@dataclass(frozen=True, slots=True)
class Bag:
    """Two documents: the features of each pair of their mentions, and whether they tell of one event."""

    features: Array | None  # none: no pair was even a candidate
    same: bool
    group: str
    weight: float = 1.0


def bags_of(warehouse: Path) -> dict[frozenset[str], Array]:
    """Features of the candidate pairs of mentions of people killed or injured, per pair of documents."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy.duckdb")
        copy.write_bytes(warehouse.read_bytes())
        with open_warehouse(copy) as con:
            prepare(con)
            rows = compare.features(con, list(SIGNS))
    found: dict[frozenset[str], list[tuple[float, ...]]] = defaultdict(list)
    for first, second, *values in rows:
        found[frozenset((str(first), str(second)))].append(tuple(float(str(value or 0)) for value in values))
    return {key: np.array(values) for key, values in found.items()}


def read_pairs(pairs: Path, warehouse: Path) -> list[Bag]:
    """The pairs that were read, grouped by the events that chain them."""
    lines = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines() if line.strip()]
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for pair in lines:
        leader[find(pair["a"])] = find(pair["b"])
    features = bags_of(warehouse)
    return [Bag(features.get(frozenset((p["a"], p["b"]))), bool(p["same"]), find(p["a"])) for p in lines]


def invented_pairs(folder: Path) -> list[Bag]:
    """Short reports: one of each event (no two meet), and two of each (those two meet)."""
    singles = bags_of(_run(folder, "singles", single_events.reports(1000, 101)))
    retold = bags_of(_run(folder, "retold", (r for two in single_events.retold(250, 303) for r in two)))
    apart = list(singles.values())
    together = [x for key, x in retold.items() if len({name.rsplit("-", 1)[0] for name in key}) == 1]
    return [
        *(Bag(x, True, "invented", INVENTED_WEIGHT / len(together)) for x in together),
        *(Bag(x, False, "invented", 1.5 * INVENTED_WEIGHT / len(apart)) for x in apart),
    ]


def _run(folder: Path, name: str, reports: Iterable[dict[str, str]]) -> Path:
    warehouse, source = folder / f"{name}.duckdb", folder / f"{name}.jsonl"
    if not warehouse.exists():
        source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
        figures = Path(sys.executable).with_name("figures")
        command = [figures, "run", source, "--plain", "--warehouse", warehouse, "--exports", folder / name]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
    return warehouse


def fit(bags: Sequence[Bag], rounds: int = 15) -> tuple[float, Array]:
    """Bias and weights: the best mention pair of each bag, then the weights, until neither changes."""
    known = [(bag.features, bag) for bag in bags if bag.features is not None]
    spread = np.maximum(np.vstack([features for features, _ in known]).std(0), 0.2)
    same = np.array([bag.same for _, bag in known], dtype=float)
    weight = np.array([bag.weight for _, bag in known])
    bias, weights = 0.0, 0.5 * np.array(list(SIGNS.values()), dtype=float)
    for _ in range(rounds):
        best = np.array([features[np.argmax(features @ weights)] for features, _ in known])
        found = _regress(best / spread, same, weight, np.r_[bias, weights * spread], spread)
        settled = np.abs(found[1:] / spread - weights).max() < 1e-6
        bias, weights = float(found[0]), found[1:] / spread
        if settled:
            break
    return bias, weights


def _regress(scaled: Array, same: Array, weight: Array, start: Array, spread: Array) -> Array:
    """Newton steps on the penalised likelihood; a weight that would get the wrong sign stays at zero."""
    design = np.column_stack([np.ones(len(scaled)), scaled])
    sign = np.array(list(SIGNS.values()))
    strength = np.r_[0, [STIFF.get(name, SOFT) for name in SIGNS]]
    prior = np.r_[0, np.array([PRIOR.get(name, 0) for name in SIGNS]) * spread]
    w = start
    for _ in range(60):
        p = 1 / (1 + np.exp(-design @ w))
        slope = design.T @ (weight * (p - same)) + strength * (w - prior)
        curve = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(strength + 1e-6)
        free = np.r_[True, ~((np.abs(w[1:]) < 1e-9) & (slope[1:] * sign > 0))]
        step = np.zeros(len(w))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        after = w - step
        after[1:] = np.where(after[1:] * sign < 0, 0, after[1:])
        if np.abs(after - w).max() < 1e-7:
            return after
        w = after
    return w


def score(bag: Bag, bias: float, weights: Array) -> float:
    """How likely the two documents tell of one event: the best of their mention pairs."""
    return 0.0 if bag.features is None else float(1 / (1 + np.exp(-(bag.features @ weights).max() - bias)))


def cross_validate(read: list[Bag], invented: list[Bag]) -> list[tuple[float, bool]]:
    """Score and truth of each pair, with weights that saw none of the events it belongs to."""
    groups = sorted({bag.group for bag in read})
    fold = dict(zip(groups, np.random.RandomState(0).permutation(len(groups)) % FOLDS, strict=True))
    found = []
    for number in range(FOLDS):
        bias, weights = fit([bag for bag in read if fold[bag.group] != number] + invented)
        found += [(score(bag, bias, weights), bag.same) for bag in read if fold[bag.group] == number]
    return found


def calibration_error(scored: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far mean score and share of true ones lie apart, over bins of the score."""
    kept = [(s, y) for s, y in scored if s > 0]
    error = 0.0
    for number in range(bins):
        inside = [(s, y) for s, y in kept if number / bins < s <= (number + 1) / bins]
        if inside:
            error += abs(sum(s for s, _ in inside) - sum(y for _, y in inside)) / len(kept)
    return error


def main() -> None:
    """Print how well the weights do on events left out; with ``--write`` keep those learned from all."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("warehouse", type=Path)
    arguments.add_argument("--pairs", type=Path, required=True)
    arguments.add_argument("--invented", type=Path, help="folder that keeps the invented reports between runs")
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.invented or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        read, invented = read_pairs(options.pairs, options.warehouse), invented_pairs(folder)
    scored = cross_validate(read, invented)
    linked = [y for s, y in scored if s >= 0.5]
    print(f"{len(read)} pairs in {len({bag.group for bag in read})} groups of events, {len(invented)} invented pairs")
    print(f"left out: precision {sum(linked) / len(linked):.3f}, recall {sum(linked) / sum(y for _, y in scored):.3f}")
    print(f"expected calibration error {calibration_error(scored):.3f}")
    bias, weights = fit(read + invented)
    learned = {name: round(float(value), 3) for name, value in zip(SIGNS, weights, strict=True)}
    print(f"bias {bias:.3f}", learned)
    if options.write:
        gold = hashlib.sha256(options.pairs.read_bytes()).hexdigest()
        content = {"learned_on": date.today().isoformat(), "gold": gold, "bias": round(bias, 3), "weights": learned}
        WEIGHTS.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
