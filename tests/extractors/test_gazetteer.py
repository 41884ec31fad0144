"""Names to places: the hand-written benchmark of reported spellings, and what the resolver refuses to guess."""

from __future__ import annotations

import csv
from pathlib import Path

from extractors.gazetteer import kilometres, resolve

BENCHMARK = Path(__file__).with_name("place_benchmark.csv")


def benchmark() -> list[dict[str, str]]:
    with BENCHMARK.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def misses(*, with_country: bool) -> tuple[list[str], list[str]]:
    """Spellings resolved further than 12 km off (or not at all), and those resolved into another country."""
    off, abroad = [], []
    for row in benchmark():
        found = resolve(row["spelling"], row["country"] if with_country else None)
        here = (float(row["latitude"]), float(row["longitude"]))
        if found.latitude is None or found.longitude is None:
            off.append(row["spelling"])
        elif kilometres(here, (found.latitude, found.longitude)) > 12:
            off.append(f"{row['spelling']} -> {found.name}")
        if found.country not in (None, row["country"]):
            abroad.append(f"{row['spelling']} -> {found.name}, {found.country}")
    return off, abroad


def test_benchmark_within_12_km_when_the_country_is_known() -> None:
    assert len(benchmark()) >= 60
    assert {r["country"] for r in benchmark()} == {"SY", "IQ", "UA", "PS", "YE", "SD"}
    off, abroad = misses(with_country=True)
    assert abroad == []
    assert len(off) <= 0.1 * len(benchmark()), off


def test_benchmark_never_resolves_into_a_wrong_country() -> None:
    _, abroad = misses(with_country=False)
    assert abroad == []
