"""The pictures in the README: sample documents in, screenshots of their report out (``make pictures``).

    python -m benchmarks.pictures [FOLDER]

Needs Debian's chromium. The pictures show invented outlets and dispatches.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from warehouse.report import finding, queries
from warehouse.report.pages import Links
from warehouse.store import open_warehouse

ROOT = Path(__file__).resolve().parent.parent
PLACE = "Sarmada"
SIZES = {"incident": (1180, 1060), "incident-phone": (390, 1060), "index": (1180, 900)}


def main() -> None:
    """Make the pictures anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "pictures")
    folder = parser.parse_args().folder
    browser = shutil.which("chromium")
    if browser is None:
        sys.exit("no browser: apt-get install chromium")
    with tempfile.TemporaryDirectory() as scratch:
        pages = _pages(Path(scratch))
        folder.mkdir(parents=True, exist_ok=True)
        for name, (width, height) in SIZES.items():
            _photograph(browser, pages[name.split("-")[0]], folder / f"{name}.png", width, height)
            print(folder / f"{name}.png")


def _pages(scratch: Path) -> dict[str, Path]:
    figures = Path(sys.executable).with_name("figures")
    warehouse, site = scratch / "sample.duckdb", scratch / "site"
    environment = {**os.environ, "FIGURES_HOME": str(scratch)}
    documents = ROOT / "seeds" / "documents"
    run = [figures, "run", "--plain", documents, "--warehouse", warehouse, "--exports", scratch / "exports"]
    for command in (run, [figures, "report", site, "--warehouse", warehouse]):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open_warehouse(warehouse, read_only=True) as con:
        queries.stage(con)
        found = finding.events(con, finding.Wanted(place=PLACE, outcome="killed"))
    return {"index": site / "index.html", "incident": site / Links().incident(found[0])}


def _photograph(browser: str, page: Path, picture: Path, width: int, height: int) -> None:
    options = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={width},{height}",
    ]
    subprocess.run(
        [browser, *options, f"--screenshot={picture}", page.as_uri()],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
