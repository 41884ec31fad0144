"""Place names as the press spells them, written down by hand with their coordinates: how many are found, and where."""

from __future__ import annotations

import csv
from pathlib import Path

from extractors.places.gazetteer import kilometres, resolve

BENCHMARK = Path(__file__).parents[1] / "tests" / "extractors" / "place_benchmark.csv"
NEAR_ENOUGH = 12  # kilometres


def benchmark() -> list[dict[str, str]]:
    """Spelling, country, latitude and longitude of each place."""
    with BENCHMARK.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def misses(*, with_country: bool) -> tuple[list[str], list[str]]:
    """Spellings resolved too far off (or not at all), and those resolved into another country."""
    off, abroad = [], []
    for row in benchmark():
        found = resolve(row["spelling"], row["country"] if with_country else None)
        here = (float(row["latitude"]), float(row["longitude"]))
        if found.position is None:
            off.append(row["spelling"])
        elif kilometres(here, found.position) > NEAR_ENOUGH:
            off.append(f"{row['spelling']} -> {found.name}")
        if found.country not in (None, row["country"]):
            abroad.append(f"{row['spelling']} -> {found.name}, {found.country}")
    return off, abroad
