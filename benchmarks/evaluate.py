"""Accuracy on annotated text, as a table: ``make eval``.

The annotated data is not part of this repository. ``FIGURES_EVAL_DATA`` names the folder that holds it (default:
``../shared``), with its scorer ``eval/score.py``; what is not there is skipped, and said to be. The command is
measured as a user runs it, in a process of its own. What is measured on the repository's own lists needs no data.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import seeds
from benchmarks.peers import COLLECTIONS, kept_and_wrong
from benchmarks.spellings import benchmark, misses

DATA = Path(os.environ.get("FIGURES_EVAL_DATA") or "../shared")
FIGURES = Path(sys.executable).with_name("figures")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: what was measured, on how much, the value reached and the value aimed at."""

    what: str
    size: str
    value: float
    goal: float | None = None

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"{self.goal:.2f}"
        return f"| {self.what} | {self.size} | {self.value:.3f} | {goal} |"


class CommandFailed(Exception):
    """A figures command ended without a result; the text says what it said."""


def main() -> None:
    """Prints the table; the exit code says nothing about the values."""
    scorer = _scorer(DATA / "eval" / "score.py")
    print("| what | of | reached | goal |\n|---|---|---|---|")
    _print_all("place spellings", place_spellings)
    if not DATA.is_dir():
        print(f"skipped: everything else, because there is no {DATA} (FIGURES_EVAL_DATA names it)", file=sys.stderr)
        return
    skipped = []
    for files, measure in SETS:
        missing = [f for f in files if not (DATA / f).is_file()]
        if missing or scorer is None:
            skipped.extend(missing or ["eval/score.py"])
            continue
        _print_all(files[0], partial(measure, scorer, *(DATA / f for f in files)))
    for file in dict.fromkeys(skipped):
        print(f"skipped: {DATA / file} is not on this machine (FIGURES_EVAL_DATA names the folder)", file=sys.stderr)


def _print_all(what: str, measure: Callable[[], Iterator[Measure]]) -> None:
    """The lines of one measurement; one that cannot be taken is said to be, and the others go on."""
    try:
        for line in measure():
            print(line, flush=True)
    except CommandFailed as error:
        print(f"failed: {what}: {error}", file=sys.stderr)


def _scorer(path: Path) -> ModuleType | None:
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(command: str, documents: Path) -> list[Row]:
    """What ``figures extract`` or ``figures tolls`` writes for these documents."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        ended = subprocess.run([FIGURES, command, documents, "--output", out], check=False)
        if not out.is_file():
            raise CommandFailed(f"figures {command} ended with exit code {ended.returncode} and no result")
        if ended.returncode:  # what was left out is named above, and counts as not found
            print(f"figures {command} {documents}: exit code {ended.returncode}", file=sys.stderr)
        return rows(out)


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def seed_article(score: ModuleType, documents: Path, gold: Path) -> Iterator[Measure]:
    """The article that the project began with: every figure right."""
    result = _scored(score, gold, figures("extract", documents))["figure"]
    yield Measure("seed article: figures, strict F1", f"{result['gold']} figures", result["strict_f1"], 1.0)


FIELDS = (
    ("f1", "figures found, F1"),
    ("value", "value right, of those found"),
    ("class", "class right, of those found"),
    ("outcome", "outcome right, of those found"),
    ("strict_f1", "strict F1 (value, class and outcome right)"),
    ("speaker", "speaker right, of those found"),
    ("place", "place right, of those found"),
    ("subset", "subset right, of those found"),
    ("full_f1", "full F1 (strict, and speaker right)"),
)


def annotated(name: str, goals: dict[str, float]) -> Callable[..., Iterator[Measure]]:
    """Texts annotated twice: the figures found, how many are right in which respect, and what confidence is worth."""

    def measure(score: ModuleType, documents: Path, gold: Path) -> Iterator[Measure]:
        predicted = figures("extract", documents)
        result = _scored(score, gold, predicted)
        found, implicit, measures = result["figure"], result["implicit"], result["measure"]
        for field, said in FIELDS:
            yield Measure(f"{name}: {said}", f"{found['gold']} figures", found[field], goals.get(field))
        size = f"{implicit['gold']} singles"
        yield Measure(f"{name}: implicit singles, strict F1", size, implicit["strict_f1"], goals.get("implicit"))
        yield Measure(f"{name}: measures, F1", f"{measures['gold']} measures", measures["f1"], goals.get("measures"))
        yield from _reliability(name, rows(gold), predicted)

    return measure


BANDS = ((0.0, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 1.01))


def _reliability(name: str, gold: list[Row], predicted: list[Row]) -> Iterator[Measure]:
    """Of the rows with a confidence in each band, how many have value and outcome right: it should rise."""
    outcomes = {row["outcome"]: row["parent"] for row in seeds.reference("outcomes")}
    by_place: dict[tuple[str, int], Row] = {(g["document_id"], g["quantity_end"]): g for g in gold}
    for low, high in BANDS:
        known = [
            (p, by_place[p["document_id"], p["quantity_end"]])
            for p in predicted
            if p["domain"] != "measure"
            and low <= p["confidence"] < high
            and (p["document_id"], p["quantity_end"]) in by_place
        ]
        if known:
            right = sum(_is_right(p, g, outcomes) for p, g in known)
            band = f"{low:.1f} to {min(high, 1.0):.1f}"
            said = f"{name}: outcome and bounds right where confidence is {band}"
            yield Measure(said, f"{len(known)} rows", right / len(known))


def _is_right(predicted: Row, gold: Row, outcomes: dict[str, str]) -> bool:
    allowed = {gold["outcome"], *gold.get("also_outcome", ())}
    same = predicted["outcome"] in allowed or outcomes.get(predicted["outcome"]) in allowed
    bounds = (predicted["asserted_low"], predicted["asserted_high"]) == (gold["low"], gold["high"])
    return same and (bounds or gold["kind"] in ("implicit", "vague"))


def short_cases(score: ModuleType, cases: Path) -> Iterator[Measure]:
    """Short cases of kinds that readers get wrong, checked by their own script; then those of them with a toll."""
    for extra, said in (((), "short cases read right"), (("--tolls",), "short cases with a toll, right")):
        command = [sys.executable, cases.parent.parent / "check_cases.py", cases, "--json", *extra]
        ended = subprocess.run([*command, "--figures", str(FIGURES)], capture_output=True, text=True, check=False)
        if not ended.stdout.startswith("{"):
            raise CommandFailed(f"check_cases.py said: {ended.stderr.strip()[-200:]}")
        counted = json.loads(ended.stdout)
        yield Measure(said, f"{counted['cases']} cases", counted["share"], 0.95)


def _scored(score: ModuleType, gold: Path, predicted: list[Row]) -> dict[str, Row]:
    spec = DATA / "spec"
    classes = score.ancestors(spec / "entity-classes.csv", "class")
    return score.score_assertions(rows(gold), predicted, classes, score.ancestors(spec / "outcomes.csv", "outcome"))


def tolls_of(name: str, goals: dict[str, tuple[float, float | None]]) -> Callable[..., Iterator[Measure]]:
    """Tolls of documents within the annotated range: over all documents, and over those that have one."""

    def measure(score: ModuleType, documents: Path) -> Iterator[Measure]:
        result = score.score_tolls(rows(documents), figures("tolls", documents))
        for outcome, (goal, goal_nonzero) in goals.items():
            r = result[outcome]
            size = f"{r['documents']} documents"
            yield Measure(f"{name}: {outcome} in range", size, r["in_range"], goal)
            for field, said in (
                ("overlap", "ranges overlap"),
                ("low_right", "low right"),
                ("high_right", "high right"),
            ):
                yield Measure(f"{name}: {outcome}, {said}", size, r[field])
            if goal_nonzero is not None:
                size = f"{r['nonzero']} documents"
                yield Measure(f"{name}: {outcome} in range, where not 0", size, r["in_range_nonzero"], goal_nonzero)

    return measure


LOSS_CLASSES = {
    "personnel": ("people", "person"),
    "tanks": ("equipment", "tank"),
    "APV": ("equipment", "armoured_vehicle"),
    "artillery systems": ("equipment", "artillery"),
    "MLRS": ("equipment", "rocket_launcher"),
    "Anti-aircraft warfare systems": ("equipment", "air_defence"),
    "aircraft": ("equipment", "aircraft"),
    "helicopters": ("equipment", "helicopter"),
    "vehicles and fuel tanks": ("equipment", "vehicle"),
    "vehicles": ("equipment", "vehicle"),
    "fuel tanks": ("equipment", "vehicle"),
    "warships / boats": ("equipment", "ship"),
    "UAV operational-tactical level": ("equipment", "drone"),
    "special equipment": ("equipment", "equipment"),
    "cruise missiles": ("equipment", "missile"),
    "mobile SRBM system": ("equipment", "equipment"),
}
"""What each category of the daily loss lists is; a descendant class is right too."""


def loss_lists(score: ModuleType, documents: Path) -> Iterator[Measure]:
    """Daily loss lists: each total found by its number, with the right domain, class and status."""
    parents = {r["entity_class"]: r["parent"] for r in seeds.reference("entity_classes")}
    by_document: dict[str, list[Row]] = defaultdict(list)
    for assertion in figures("extract", documents):
        by_document[assertion["document_id"]].append(assertion)
    total = domain_right = class_right = cumulative = 0
    for document in rows(documents):
        for category, value in document["gold"]["totals"].items():
            total += 1
            domain, entity_class = LOSS_CLASSES[category]
            same = [a for a in by_document[document["id"]] if a["value_from"] == value and a["domain"] == domain]
            right = [a for a in same if entity_class in _line_of(a["entity_class"], parents)]
            domain_right += bool(same)
            class_right += bool(right)
            cumulative += any(a["count_status"] == "cumulative" for a in right or same)
    size = f"{total} totals"
    yield Measure("loss lists: totals found with the right domain", size, domain_right / total, 0.98)
    yield Measure("loss lists: with the right class", size, class_right / total, 0.90)
    yield Measure("loss lists: marked cumulative", size, cumulative / total, 0.98)


def _line_of(entity_class: str, parents: dict[str, str]) -> list[str]:
    line = []
    while entity_class:
        line.append(entity_class)
        entity_class = parents.get(entity_class, "")
    return line


def quantity_spans(score: ModuleType, documents: Path) -> Iterator[Measure]:
    """Quantity spans of a general corpus of the region (two of them are ordinals, which are no figures here)."""
    found_at: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for assertion in figures("extract", documents):
        found_at[assertion["document_id"]].append((assertion["quantity_start"], assertion["quantity_end"]))
    spans = [
        (document["id"], entity["begin"], entity["end"])
        for document in rows(documents)
        for entity in document["gold"]["entities"]
        if entity["type"] == "Quantity"
    ]
    hit = sum(any(s < end and begin < e for s, e in found_at[name]) for name, begin, end in spans)
    yield Measure("re3d: quantity spans found", f"{len(spans)} spans", hit / len(spans), 0.95)


def peer_numbers(score: ModuleType, collection: Path) -> Iterator[Measure]:
    """Public cases of another number reader that mean a cardinal quantity."""
    kept, wrong = kept_and_wrong(collection)
    name = collection.stem.replace("_", " ")
    yield Measure(f"peers' cases read right: {name}", f"{len(kept)} cases", 1 - len(wrong) / len(kept), 0.95)


def place_spellings() -> Iterator[Measure]:
    """The repository's own list of reported spellings."""
    total = len(benchmark())
    off, abroad = misses(with_country=True)
    _, abroad_alone = misses(with_country=False)
    size = f"{total} spellings"
    yield Measure("place spellings within 12 km, country known", size, 1 - len(off) / total, 0.90)
    yield Measure("place spellings not in a wrong country", size, 1 - len({*abroad, *abroad_alone}) / total, 1.0)


SETS: tuple[tuple[tuple[str, ...], Callable[..., Iterator[Measure]]], ...] = (
    (("seed/docs.jsonl", "seed/gold.jsonl"), seed_article),
    (
        ("eval/dev/docs.jsonl", "eval/dev/gold.jsonl"),
        annotated(
            "news",
            {"f1": 0.96, "value": 0.98, "class": 0.93, "outcome": 0.92, "strict_f1": 0.88, "speaker": 0.85}
            | {"place": 0.75, "subset": 0.95, "full_f1": 0.75, "implicit": 0.70, "measures": 0.85},
        ),
    ),
    *(
        (
            (f"eval/{folder}/docs.jsonl", f"eval/{folder}/gold.jsonl"),
            annotated(name, {"strict_f1": 0.92, "full_f1": 0.86, "place": 0.86, "implicit": 0.80}),
        )
        for folder, name in (("dev2", "releases and reports"), ("dev3", "summaries and bulletins"))
    ),
    (("eval/cases/reading.jsonl",), short_cases),
    (
        ("eval/dev/tolls-wikipedia.jsonl",),
        tolls_of("Wikipedia incidents", {"killed": (0.80, None), "injured": (0.80, None)}),
    ),
    (("eval/dev/tolls-muc.jsonl",), tolls_of("MUC-3/4", {"killed": (0.75, 0.50), "injured": (0.85, 0.60)})),
    (("eval/dev/equipment-ua-mod.jsonl",), loss_lists),
    (("eval/dev/spans-re3d.jsonl",), quantity_spans),
    *(((f"eval/peer-tests/{name}.jsonl",), peer_numbers) for name in COLLECTIONS),
)


if __name__ == "__main__":
    main()
