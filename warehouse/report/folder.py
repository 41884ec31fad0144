"""A folder of generated files: texts in, files and a list of them out.

The list (``files.json``) is how the next report knows which files are its own: those that it no longer writes are
removed, and nothing else is touched. A folder that holds other things is refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from warehouse import WarehouseError
from warehouse.review import cell

LIST = "files.json"
KEPT = "snapshots/"
"""Files that later reports leave where they are."""


class ReportError(WarehouseError):
    """A report that cannot be written, with what to do about it."""


class Files(Protocol):
    """Somewhere to write files by name: a folder, or memory."""

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file by its name."""

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write rows as CSV."""


class Folder:
    """Files under one folder, written one by one; ``finish`` removes what an earlier report left and this did not."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.written: set[str] = set()
        self._made: set[Path] = set()
        self._before = self._own_files()
        self._list(self._before)  # at once, so that a report that was interrupted can be written again

    def _own_files(self) -> set[str]:
        if self.path.exists() and not self.path.is_dir():
            raise ReportError(f"{self.path} is a file. Name a folder for the report.")
        listed = self.path / LIST
        if listed.exists():
            try:
                return set(json.loads(listed.read_text(encoding="utf-8"))["files"])
            except (ValueError, KeyError, TypeError) as error:
                raise ReportError(f"{listed} is not the list of a report. Name an empty folder.") from error
        if self.path.exists() and any(self.path.iterdir()):
            raise ReportError(f"{self.path} holds other files and no report. Name a new or an empty folder.")
        return set()

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file by its name under the folder."""
        path = self.path / name
        try:
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        except OSError as error:
            raise ReportError(
                f"The report cannot be written to {path} ({error.strerror}). Name another folder."
            ) from error
        self.written.add(name)

    def write_csv(self, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Write rows as CSV in UTF-8; empty is unknown, and no cell is taken for a formula."""
        self.write(name, csv_text(header, rows))

    def finish(self) -> None:
        """Remove what the last report wrote and this one did not, and leave the list for the next."""
        for name in sorted(self._before - self.written):
            if name.startswith(KEPT):
                self.written.add(name)
                continue
            path = self.path / name
            if path.resolve().is_relative_to(self.path.resolve()):
                path.unlink(missing_ok=True)
        self._list(self.written)

    def _list(self, names: set[str]) -> None:
        self.write(LIST, json.dumps({"files": sorted(names - {LIST})}, indent=0) + "\n")
        self.written.discard(LIST)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV; whole numbers without ".0", empty where nothing is known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([cell(_plain(value)) for value in row])
    return text.getvalue()


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value))
    return value
