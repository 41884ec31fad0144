"""Names to places: the hand-written benchmark of reported spellings, and what the resolver refuses to guess."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.spellings import benchmark, misses
from extractors.places.gazetteer import kilometres, resolve
from seeds import gazetteer as towns_file
from seeds import reference

ROOT = Path(__file__).resolve().parents[2]


def test_benchmark_within_12_km_when_the_country_is_known() -> None:
    assert len(benchmark()) >= 60
    assert {r["country"] for r in benchmark()} == {"SY", "IQ", "UA", "PS", "YE", "SD"}
    off, abroad = misses(with_country=True)
    assert abroad == []
    assert len(off) <= 0.1 * len(benchmark()), off


def test_benchmark_never_resolves_into_a_wrong_country() -> None:
    _, abroad = misses(with_country=False)
    assert abroad == []


@pytest.mark.parametrize(
    ("name", "country", "method"),
    [
        ("Aleppo", "SY", "exact"),
        ("Raqa", "SY", "folded"),
        ("Teir Malla", "SY", "alias"),
        ("Maaret Alnouman", "SY", "fuzzy"),
        ("Donbas", "UA", "alias"),
        ("Darfur", "SD", "alias"),
        ("Eastern Ghouta", "SY", "alias"),
        ("Syria", None, "country"),
        ("Qarmuza", "SY", "unresolved"),
        ("Maaret Alnouman", None, "unresolved"),
        ("San Antonio", None, "ambiguous"),
    ],
)
def test_method_says_how_the_name_was_found(name: str, country: str | None, method: str) -> None:
    assert resolve(name, country).method == method


def test_an_open_answer_has_no_place() -> None:
    for found in (resolve("San Antonio"), resolve("Qarmuza", "SY"), resolve("", "SY"), resolve("§§", None)):
        assert (found.place_id, found.position, found.country) == (None, None, None)


def test_a_province_and_its_seat_are_told_apart() -> None:
    assert resolve("Homs", "SY").place_id == "169577"
    assert resolve("Homs", "SY", kinds="admin").place_id == "admin:SY-HI"
    assert resolve("Homs", "SY", kinds="town").place_id == "169577"


def test_a_neighbouring_place_decides_among_namesakes() -> None:
    alone = resolve("Pisky", "UA")
    near_donetsk = resolve("Pisky", "UA", near=(48.0, 37.8))
    assert near_donetsk.position is not None
    assert kilometres((48.06, 37.67), near_donetsk.position) < 12
    assert alone.method in ("ambiguous", "alias")


def test_reference_tables_have_what_the_resolver_reads() -> None:
    codes = {r["country"] for r in reference("countries")}
    for table in ("place_aliases", "admin_areas"):
        for row in reference(table):
            assert row["country"] in codes, row
            assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180
            assert row["place_id"] and row["source"]
    assert len({r["alias"] for r in reference("place_aliases")}) >= 100


def test_aliases_lie_in_their_country() -> None:
    """Every alias is within 200 km of a town of its country: catches swapped or mistyped coordinates."""
    connection = towns_file.towns()
    assert connection is not None
    places: dict[str, list[tuple[float, float]]] = {}
    for code, latitude, longitude in connection.execute("select country, latitude, longitude from places"):
        places.setdefault(code, []).append((latitude, longitude))
    for row in reference("place_aliases"):
        here = (float(row["latitude"]), float(row["longitude"]))
        near = min(places[row["country"]], key=lambda p, here=here: abs(p[0] - here[0]) + abs(p[1] - here[1]))
        assert row["feature"] == "sea" or kilometres(here, near) < 200, row


def _resolve_elsewhere(cache: Path, **environment: str) -> str:
    code = "from extractors.places.gazetteer import kilometres, resolve; print(resolve('Talbiseh', 'SY').name)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "FIGURES_CACHE": str(cache), **environment},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8").strip()


def test_the_file_is_built_once_and_outlives_a_cache_that_cannot_be_used(tmp_path: Path) -> None:
    """Built into the temporary folder where the cache is blocked, read from there again, never an error."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    first = _resolve_elsewhere(blocked, TMPDIR=str(temporary))
    assert "bīsah" in first.lower()
    built = list(temporary.rglob("*.sqlite"))
    assert len(built) == 1 and not list(temporary.rglob("*.part"))
    stamp = built[0].stat().st_mtime_ns
    assert _resolve_elsewhere(built[0].parent) == first
    assert built[0].stat().st_mtime_ns == stamp
