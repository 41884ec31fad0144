"""Reference data: every lexicon and code table of the project, and the lines that give access to them.

The tables are CSV files in ``seeds/reference``; the sample documents are in ``seeds/documents``.
Both are package data, so that a wheel and an editable install read the same files.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
from importlib import resources

Row = dict[str, str]


@functools.cache
def reference(name: str) -> tuple[Row, ...]:
    """Rows of ``seeds/reference/<name>.csv`` as mappings of column to text ("" where empty, or left out at the end).

    >>> reference("outcomes")[0]["outcome"]
    'killed'

    Raises ``FileNotFoundError`` naming the table if there is none of that name.
    """
    path = resources.files(__package__) / "reference" / f"{name}.csv"
    if not path.is_file():
        raise FileNotFoundError(f"no reference table named {name!r} in seeds/reference")
    return tuple(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")), restval=""))


@functools.cache
def reference_names() -> tuple[str, ...]:
    """Names of all reference tables, sorted."""
    folder = resources.files(__package__) / "reference"
    return tuple(sorted(p.name.removesuffix(".csv") for p in folder.iterdir() if p.name.endswith(".csv")))


@functools.cache
def lexicon_version() -> str:
    """Short hash over all reference tables: two runs with the same value read the same language knowledge."""
    digest = hashlib.sha256()
    folder = resources.files(__package__) / "reference"
    for name in reference_names():
        digest.update(name.encode() + b"\0" + (folder / f"{name}.csv").read_bytes())
    return digest.hexdigest()[:12]
