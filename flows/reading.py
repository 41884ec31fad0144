"""From paths to assertions without a warehouse: what `extract`, `tolls` and `explain` share.

Neither Prefect nor DuckDB nor pandas is imported here, so that these commands start quickly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractors.model import Assertion, Document
from flows.documents import STANDARD_INPUT, Problem, read
from flows.errors import UserError
from flows.settings import Settings


class Reading:
    """Documents of some paths with their assertions, in input order, and what was left out.

    Raises ``UserError`` at once for a path that is not there: a mistyped name is not a document left out.
    """

    def __init__(self, paths: Sequence[str], settings: Settings, report: Callable[[str], None]) -> None:
        for path in paths:
            if path != STANDARD_INPUT and not Path(path).exists():
                raise UserError(f"{path}: there is no such file or folder.")
        self.problems: list[Problem] = []
        self.documents_read = 0
        self._paths = paths
        self._settings = settings
        self._report = report

    def documents(self) -> Iterator[Document]:
        """The documents that can be read; each problem is reported as it is met."""
        for item in read(self._paths, max_bytes=self._settings.max_document_bytes):
            if isinstance(item, Problem):
                self.problems.append(item)
                self._report(str(item))
            else:
                self.documents_read += 1
                yield item

    def assertions(self) -> Iterator[tuple[Document, list[Assertion]]]:
        """Each document with its assertions. The parser is loaded when the first document is there."""
        documents = self.documents()
        first = next(documents, None)
        if first is None:
            return
        from extractors.reader import Reader

        def again() -> Iterator[Document]:
            yield first
            yield from documents

        yield from Reader().read(again())

    @property
    def exit_code(self) -> int:
        """0 if everything was read, 2 if something was left out."""
        return 2 if self.problems else 0
