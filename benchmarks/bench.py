"""Every measurement of speed and size in one run: ``make bench``.

    python -m benchmarks.bench [--only reading start_up ...] [--quick] [--output out/bench]

Each part prints a table and writes ``<part>.json``: its numbers, when they were measured, and on what. A part that
cannot run here (no network for the peers, say) names its reason and does not stop the others.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import speed
from benchmarks.speeds import cluster, growth, loading, orchestration, peers, start_up, views

PARTS: dict[str, Callable[[bool], dict[str, Any]]] = {
    "reading": speed.measure,
    "peers": peers.measure,
    "start_up": start_up.measure,
    "loading": loading.measure,
    "views": views.measure,
    "orchestration": orchestration.measure,
    "cluster": cluster.measure,
    "growth": growth.measure,
}


def main() -> int:
    """Runs the parts in turn; 1 if one could not be measured."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="these parts alone")
    options.add_argument("--quick", action="store_true", help="a tenth of the texts: for trying, not for telling")
    options.add_argument("--output", type=Path, default=Path("out/bench"), help="folder of the JSON files")
    arguments = options.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in arguments.only:
        print(f"\n== {name}", flush=True)
        began = time.monotonic()
        try:
            numbers: dict[str, Any] = PARTS[name](arguments.quick)
        except Exception as error:  # one part says why, the others go on
            numbers = {"not_measured": f"{type(error).__name__}: {error}"}
            print(f"not measured: {numbers['not_measured']}")
            failed = 1
        told = {
            "part": name,
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "load_before": os.getloadavg()[0],
            "quick": arguments.quick,
            "seconds": round(time.monotonic() - began, 1),
            "numbers": numbers,
        }
        (arguments.output / f"{name}.json").write_text(json.dumps(told, indent=1) + "\n")
    return failed


if __name__ == "__main__":
    sys.exit(main())
