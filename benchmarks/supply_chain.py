"""What the program is built from: its lock file in; licences, hashes, a bill of materials and known faults out.

python -m benchmarks.supply_chain check      every locked file has its hash, every package a licence fit for use
python -m benchmarks.supply_chain licences   writes docs/licences.csv anew, from what the packages say themselves
python -m benchmarks.supply_chain sbom FILE  a bill of materials (CycloneDX 1.5) of what is installed to run
python -m benchmarks.supply_chain audit      known vulnerabilities, by pip-audit (asks a service on the network)
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LISTED = ROOT / "docs" / "licences.csv"
COLUMNS = ("package", "licence", "used")
AUDITOR = "pip-audit==2.10.1"

PERMITTED = frozenset(
    [
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "MIT",
        "MIT-0",
        "MPL-1.1",
        "MPL-2.0",
        "PSF-2.0",
        "Unlicense",
        "Zlib",
        "Artistic-1.0",
    ]
)
"""Licences (SPDX) under which a package may be installed beside ours: permissive ones, and weak copyleft by file."""

_BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Artistic License": "Artistic-1.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
}
# What the metadata leaves out or says in words of its own; read in the package's own licence file.
_BY_HAND = {
    "async-timeout": "Apache-2.0",
    "libhxl": "Unlicense",
    "partd": "BSD-3-Clause",
    "ply": "BSD-3-Clause",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
    "pysocks": "BSD-3-Clause",
    "python-io-wrapper": "NOASSERTION",  # states none; only libhxl, for tests, brings it
    "pywin32": "PSF-2.0",
}


def locked() -> dict[str, dict[str, Any]]:
    """The packages of the lock file but our own, by name."""
    found = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in found if "registry" in package["source"]}


def licence(name: str) -> str | None:
    """The licence that an installed package states, as an SPDX expression; ``None`` if it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return _BY_HAND.get(name)
    if name in _BY_HAND:
        return _BY_HAND[name]
    if expression := said.get("License-Expression"):
        return str(expression)
    classes = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License ::")]
    if known := sorted({_BY_CLASSIFIER[c] for c in classes if c in _BY_CLASSIFIER}):
        return " OR ".join(known)
    return (said.get("License") or "").strip().partition("\n")[0] or None


def is_permitted(expression: str) -> bool:
    """Whether a package may be used under its licence: one of its alternatives, and all parts of that.

    >>> is_permitted("MIT"), is_permitted("GPL-3.0 OR MIT"), is_permitted("MPL-2.0 AND GPL-3.0"), is_permitted("")
    (True, True, False, False)
    >>> is_permitted("MPL-2.0 AND (Apache-2.0 OR MIT)")
    True
    """
    parts = re.split(r"\s+AND\s+", re.sub(r"\(([^()]*)\)", lambda m: m[1].replace(" OR ", "|"), expression))
    if len(parts) == 1:
        return any(one.strip() in PERMITTED for one in re.split(r"\s+OR\s+|\|", parts[0]))
    return all(any(is_permitted(one) for one in part.split("|")) for part in parts)


def needed_to_run(packages: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Names of the packages that a user installs, with every extra; the others are for development."""
    ours = next(p for p in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"] if _is_ours(p))
    waiting = [*ours["dependencies"], *(d for of_extra in ours["optional-dependencies"].values() for d in of_extra)]
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    while waiting:
        needed = waiting.pop()
        name = needed["name"]
        for extra in ["", *needed.get("extra", ())]:
            if (name, extra) not in seen and name in packages:
                seen.add((name, extra))
                found.add(name)
                package = packages[name]
                waiting += package.get("optional-dependencies", {}).get(extra, ()) if extra else ()
                waiting += package.get("dependencies", ())
    return found


def _is_ours(package: Mapping[str, Any]) -> bool:
    return "registry" not in package["source"]


def listed() -> dict[str, dict[str, str]]:
    """The rows of ``docs/licences.csv`` by package."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        return {row["package"]: row for row in csv.DictReader(file)}


def faults() -> Iterator[str]:
    """What is wrong with the lock file or the list of licences, each in a sentence."""
    packages, rows = locked(), listed()
    to_run = needed_to_run(packages)
    for name, package in packages.items():
        for file in [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]:
            if not file.get("hash", "").startswith("sha256:"):
                yield f"{name}: {file['url'].rpartition('/')[2]} has no SHA-256 in uv.lock"
        if (row := rows.get(name)) is None:
            yield f"{name}: not in docs/licences.csv; look at its licence, then run `make licences`"
            continue
        stated = licence(name)
        if stated is not None and stated != row["licence"]:
            yield f"{name}: says {stated}, docs/licences.csv {row['licence']}; look at it, then run `make licences`"
        if (row["used"] == "to run") != (name in to_run):
            yield f"{name}: is {'' if name in to_run else 'not '}needed to run; run `make licences`"
        if name in to_run and not is_permitted(row["licence"]):
            yield f"{name}: {row['licence'] or 'no licence'} is not among those permitted to run with"
    for name in rows.keys() - packages.keys():
        yield f"{name}: in docs/licences.csv, not in uv.lock; run `make licences`"


def write_licences() -> None:
    """Writes ``docs/licences.csv`` from what the installed packages say; what is not installed keeps its row."""
    packages = locked()
    before = listed() if LISTED.exists() else {}
    to_run = needed_to_run(packages)
    with LISTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for name in sorted(packages):
            known = licence(name) or before.get(name, {}).get("licence", "")
            writer.writerow([name, known, "to run" if name in to_run else "development"])


def bill_of_materials() -> dict[str, Any]:
    """What is installed to run, with hashes and licences, as CycloneDX 1.5 (uv's export of the lock file).

    Without the time and the serial number that uv puts in: of one lock file there is one bill.
    """
    done = _uv("export", "--frozen", "--all-extras", "--no-dev", "--format", "cyclonedx1.5", "--quiet")
    bill: dict[str, Any] = json.loads(done.stdout)
    bill.pop("serialNumber", None)
    bill["metadata"].pop("timestamp", None)
    rows = listed()
    for component in bill["components"]:
        if (row := rows.get(component["name"])) is not None:
            component["licenses"] = [{"expression": row["licence"]}]
    return bill


def audit() -> int:
    """Prints known vulnerabilities of what is installed to run; 0 none, 1 some, 2 if the service did not answer.

    pip-audit ends well where its service does not know the packages asked about, so what it left out is counted.
    """
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        _uv("export", "--frozen", "--all-extras", "--no-dev", "--no-emit-project", "--quiet", "-o", str(wanted))
        done = _uv(
            "tool", "run", AUDITOR, "-r", str(wanted), "--require-hashes", "--disable-pip", "--format", "json",
            "--progress-spinner", "off", check=False,
        )  # fmt: skip
    return _told(done.stdout, done.stderr)


def _told(answer: str, errors: str) -> int:
    try:
        asked = json.loads(answer)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        last = errors.strip().splitlines()[-1:] or ["no reason given"]
        print(f"nothing was audited: pip-audit or its service cannot be reached ({last[0][:300]})", file=sys.stderr)
        return 2
    unknown = [package["name"] for package in asked if "skip_reason" in package]
    if asked and len(unknown) == len(asked):
        print(
            "nothing was audited: the service (PyPI's JSON API) answers for none of the packages; behind a mirror it "
            "is often not there. Run this where pypi.org can be reached.",
            file=sys.stderr,
        )
        return 2
    found = [(p["name"], p["version"], v) for p in asked for v in p.get("vulns", ())]
    for name, version, fault in found:
        mended = ", ".join(fault["fix_versions"]) or "no version"
        print(f"{name} {version}: {fault['id']}, mended in {mended}")
    print(f"{len(asked) - len(unknown)} packages audited, {len(found)} known vulnerabilities")
    if unknown:
        print(f"not audited: {', '.join(unknown)}", file=sys.stderr)
    return 1 if found else 2 if unknown else 0


def _uv(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    uv = shutil.which("uv") or str(ROOT / ".uv" / "bin" / "uv")
    return subprocess.run([uv, *arguments], cwd=ROOT, capture_output=True, text=True, check=check)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("check", "licences", "sbom", "audit"))
    parser.add_argument("file", nargs="?", help="where the bill of materials goes (default: standard output)")
    given = parser.parse_args(arguments)
    if given.what == "audit":
        return audit()
    if given.what == "licences":
        write_licences()
    if given.what == "sbom":
        bill = json.dumps(bill_of_materials(), indent=1) + "\n"
        if given.file is None:
            print(bill, end="")
        else:
            Path(given.file).parent.mkdir(parents=True, exist_ok=True)
            Path(given.file).write_text(bill, encoding="utf-8")
        return 0
    wrong = list(faults())
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    print(f"{len(locked())} locked packages, {len(wrong)} without a hash, a listed licence or a permitted one")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
