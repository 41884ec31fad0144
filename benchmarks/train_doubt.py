"""Annotated figures in, the weights of the second reader out (``make train``), with what its doubt is worth.

    python -m benchmarks.train_doubt [--dry-run]

Softmax regression on the hashed words around each figure (``extractors/doubt``), with the outcome that the annotators
give as the label, trained on ``dev`` and ``dev2`` of the annotated data (``FIGURES_EVAL_DATA``). The threshold of doubt
is that at which a fifth of the rows is put up for review, with those that the rules themselves trust little, by
cross-validation over documents: no row is judged by weights that have seen its text. Printed: the share of rows up for
review and the share of the rules' wrong outcomes among them, for the texts left out, and for ``dev3``, on which nothing
is trained.
"""

from __future__ import annotations

import argparse
import base64
import csv
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.evaluate import DATA, rows
from extractors.doubt.features import SIZE, features
from extractors.doubt.model import PATH, STEPS, parents
from extractors.model import Document
from extractors.pipeline import Pipeline
from extractors.readers.assembly import trust
from extractors.readers.grammar import Reader

Array = npt.NDArray[np.float32]
TRAINED_ON, HELD_OUT = ("dev", "dev2"), "dev3"
FOLDS, ROUNDS, RATE, PRIOR = 6, 120, 0.05, 2e-3
REVIEWED = 0.2
"""Share of the rows that may be put up for review."""
UNSURE = 0.5
"""Below it a row is up for review whatever the second reader says."""


@dataclass(frozen=True, slots=True)
class Example:
    """One figure that is annotated: what the second reader sees of it, its outcomes by rule and by hand."""

    document: str
    seen: tuple[int, ...]
    trust: float
    outcome: str
    gold: str
    right: bool


def main() -> None:
    """Trains, prints what doubt is worth, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true", help="measure, and leave the weights as they are")
    dry = parser.parse_args().dry_run
    if not (DATA / "eval" / "dev" / "gold.jsonl").is_file():
        raise SystemExit(f"no annotated data in {DATA}: FIGURES_EVAL_DATA names the folder that holds eval/dev")
    reader = up_to_findings()
    known = [e for name in TRAINED_ON for e in examples(reader, DATA / "eval" / name)]
    outcomes = sorted({e.gold for e in known})
    doubts = left_out(known, outcomes)
    threshold = threshold_of(known, doubts)
    print(f"{len(known)} figures of {len({e.document for e in known})} documents, threshold {threshold:.3f}")
    print(f"texts left out ({' and '.join(TRAINED_ON)}): {worth(known, doubts, threshold)}")
    learned = rounded(fit(known, outcomes))
    other = examples(reader, DATA / "eval" / HELD_OUT)
    print(f"texts never trained on ({HELD_OUT}): {worth(other, probabilities(learned, other, outcomes), threshold)}")
    if not dry:
        write(learned, outcomes, threshold)
        print(f"written: {PATH}")


def up_to_findings() -> Pipeline:
    """The grammar without who says it, where and when, and without the doubt that is learned here."""
    components = Reader(attribution=False, places=False, when=False).pipeline.components
    last = next(i for i, c in enumerate(components) if c.gives == "findings")
    return Pipeline(components[: last + 1])


def examples(reader: Pipeline, folder: Path) -> list[Example]:
    """The figures of a set that both the rules found and the annotators gave, in text order."""
    gold = {(g["document_id"], g["quantity_end"], g["kind"] == "implicit"): g for g in rows(folder / "gold.jsonl")}
    out = []
    for row in rows(folder / "docs.jsonl"):
        document = Document(row["id"], row["text"], row.get("title"), row.get("source"), row.get("date"))
        for finding in reader.read(document).findings:
            told = gold.get((document.document_id, finding.quantity.end, finding.implicit))
            if told is None or "measure" in (finding.counted.domain, told["domain"]):
                continue
            outcome = parents().get(finding.happening.outcome, finding.happening.outcome)
            right = outcome in {told["outcome"], *told.get("also_outcome", ())}
            seen = tuple(features(document.text, finding))
            out.append(Example(document.document_id, seen, trust(finding), outcome, told["outcome"], right))
    return out


def left_out(known: Sequence[Example], outcomes: Sequence[str]) -> Array:
    """Probability of each example's outcome by weights that have not seen its document."""
    fold = np.array([zlib.crc32(e.document.encode()) % FOLDS for e in known])
    out = np.zeros(len(known), dtype=np.float32)
    for k in range(FOLDS):
        learned = fit([e for e, f in zip(known, fold, strict=True) if f != k], outcomes)
        out[fold == k] = probabilities(learned, [e for e, f in zip(known, fold, strict=True) if f == k], outcomes)
    return out


def matrix(known: Sequence[Example]) -> Array:
    """One row per example, of length 1."""
    out = np.zeros((len(known), SIZE), dtype=np.float32)
    for i, e in enumerate(known):
        out[i, list(e.seen)] = 1 / np.sqrt(len(e.seen))
    return out


def fit(known: Sequence[Example], outcomes: Sequence[str]) -> Array:
    """Weights by outcome, by gradient descent with momentum from zero: the same for the same examples."""
    seen = matrix(known)
    used = np.flatnonzero(seen.any(axis=0))
    seen = np.ascontiguousarray(seen[:, used])
    labels = np.zeros((len(known), len(outcomes)), dtype=np.float32)
    labels[np.arange(len(known)), [outcomes.index(e.gold) for e in known]] = 1
    w = np.zeros((len(used), len(outcomes)), dtype=np.float32)
    speed, size = np.zeros_like(w), np.zeros_like(w)
    for step in range(ROUNDS):
        gradient = seen.T @ (softmax(seen @ w) - labels) / len(known) + np.float32(PRIOR) * w
        speed = np.float32(0.9) * speed + gradient
        size = np.float32(0.99) * size + np.float32(0.01) * gradient**2
        w -= np.float32(RATE) * speed / (np.sqrt(size / np.float32(1 - 0.99 ** (step + 1))) + np.float32(1e-4))
    out = np.zeros((SIZE, len(outcomes)), dtype=np.float32)
    out[used] = w
    return out


def softmax(scores: Array) -> Array:
    """Probabilities by row."""
    odds: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def probabilities(learned: Array, known: Sequence[Example], outcomes: Sequence[str]) -> Array:
    """Probability of the outcome that the rules found, by example; 1 where it was never learned."""
    found = softmax(matrix(known) @ learned)
    places = [outcomes.index(e.outcome) if e.outcome in outcomes else -1 for e in known]
    return np.array([p[k] if k >= 0 else 1.0 for p, k in zip(found, places, strict=True)], dtype=np.float32)


def threshold_of(known: Sequence[Example], doubts: Array) -> float:
    """The highest threshold at which no more than ``REVIEWED`` of the rows are up for review."""
    trusted = np.array([e.trust for e in known])
    candidates = np.sort(doubts * trusted)
    shares = [(t, np.mean((doubts * trusted < t) | (trusted < UNSURE))) for t in candidates]
    return float(max((t for t, share in shares if share <= REVIEWED), default=0.0))


def worth(known: Sequence[Example], doubts: Array, threshold: float) -> str:
    """How many rows are up for review, and how many of the rules' wrong outcomes are among them."""
    trusted = np.array([e.trust for e in known])
    reviewed = (doubts * trusted < threshold) | (trusted < UNSURE)
    wrong = np.array([not e.right for e in known])
    before = int((wrong & (trusted < UNSURE)).sum())
    return (
        f"{reviewed.mean():.3f} of {len(known)} rows up for review, with {int((wrong & reviewed).sum())} of "
        f"{int(wrong.sum())} wrong outcomes ({(wrong & reviewed).sum() / max(1, wrong.sum()):.2f}); "
        f"by the rules' own trust {np.mean(trusted < UNSURE):.3f} of the rows, with {before}"
    )


def rounded(learned: Array) -> Array:
    """The weights as they are kept: one signed byte each, of a scale by outcome."""
    scale = np.maximum(np.abs(learned).max(axis=0), 1e-6)
    return (np.round(learned / scale * STEPS) * scale / STEPS).astype(np.float32)


def write(learned: Array, outcomes: Sequence[str], threshold: float) -> None:
    """The weights and the threshold as the second reader reads them."""
    with PATH.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("outcome", "scale", "weights"))
        out.writerow(("threshold", f"{threshold:.4f}", ""))
        for k, outcome in enumerate(outcomes):
            scale = max(float(np.abs(learned[:, k]).max()), 1e-6)
            kept = np.round(learned[:, k] / scale * STEPS).astype(np.int8).tobytes()
            out.writerow((outcome, f"{scale:.6f}", base64.b64encode(kept).decode()))


if __name__ == "__main__":
    main()
