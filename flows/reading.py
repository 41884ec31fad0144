"""From documents to assertions without a warehouse: what `extract`, `tolls`, `explain` and the extract step share.

Neither Prefect nor DuckDB nor pandas is imported here, so that these commands start quickly.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from extractors.model import Assertion, Document
from extractors.readers import registry
from extractors.readers.registry import Reader
from flows.console import say
from flows.documents.find import SOURCE, STANDARD_INPUT, find
from flows.documents.model import Problem
from flows.documents.remote import is_url
from flows.documents.walk import is_glob
from flows.errors import RunFailed, UserError
from flows.settings import Settings
from flows.time_limit import TookTooLong, at_most
from seeds import gazetteer


class ReadingFailed(Exception):
    """The reader gave up on a document: a fault of the program, which must not cost the other documents."""


class ReadInPart(ReadingFailed):
    """Reading a document took too long; ``assertions`` are those of its beginning, up to where it was cut."""

    def __init__(self, message: str, assertions: Sequence[Assertion]) -> None:
        super().__init__(message)
        self.assertions = tuple(assertions)


def reader(settings: Settings) -> Reader:
    """The reader that the settings name. Raises ``UserError`` naming those that there are."""
    try:
        return _reader(settings.reader, settings.reader_options)
    except registry.UnknownReader as error:
        raise UserError(f"{error}.") from error


@cache
def _reader(name: str, options: registry.Options) -> Reader:
    """One of each in a process: its vocabulary is loaded once."""
    if sys.stderr.isatty() and not gazetteer.is_built():
        say("building the look-up of places, once; this takes some ten seconds")
    return registry.make(name, options)


def assertions_of(document: Document, settings: Settings) -> list[Assertion]:
    """The assertions of one document. Raises ``ReadingFailed`` with the reason if the reader gives up on it.

    Raises ``ReadInPart`` with the assertions of the document's beginning if the whole of it takes too long, and
    ``RunFailed`` if the language model or the reference data is not there, which no document can help.
    """
    try:
        return _read_whole(document, settings)
    except TookTooLong:
        pass
    limit = f"reading it took longer than {settings.max_document_seconds} s (FIGURES_MAX_DOCUMENT_SECONDS)"
    for share in _SHARES:
        end = _cut(document.text, len(document.text) // share)
        try:
            # The beginning has the offsets of the whole, so that ids and evidence are those of the stored text.
            found = _read_whole(replace(document, text=document.text[:end]), settings)
        except TookTooLong:
            continue
        raise ReadInPart(f"{limit}: only its first {end:,} of {len(document.text):,} characters were read", found)
    raise ReadingFailed(limit)


_SHARES = (4, 16, 64)
"""What is tried of a text that takes too long: its first quarter, sixteenth, sixty-fourth, each for as long again."""


def _cut(text: str, most: int) -> int:
    """Where to end a beginning of at most so many characters: after a paragraph, a line, a sentence, else a word.

    >>> _cut("Two died. Three more were hurt there.", 20), _cut("Two died", 5), _cut("Twenty", 3)
    (9, 3, 3)
    """
    for end in ("\n\n", "\n", ". ", " "):
        if (at := text.rfind(end, most // 4, most)) > 0:
            return at + len(end.strip(" "))
    return most


def _read_whole(document: Document, settings: Settings) -> list[Assertion]:
    engine = reader(settings)
    try:
        with at_most(settings.max_document_seconds):
            return [assertion for _, found in engine.read([document]) for assertion in found]
    except TookTooLong:
        raise
    except OSError as error:
        raise RunFailed(f"the reader cannot start: {error}") from error
    except Exception as error:
        raise ReadingFailed(f"the reader failed on this document ({type(error).__name__}: {error})") from error


def check_paths(paths: Sequence[str]) -> None:
    """Raises ``UserError`` for a path that is not there: a mistyped name is not a document left out."""
    for path in paths:
        if (
            path != STANDARD_INPUT
            and not path.startswith(SOURCE)
            and not (Path(path).exists() or is_url(path) or is_glob(path))
        ):
            raise UserError(f"{path}: there is no such file or folder.")


class Reading:
    """Documents of some paths with their assertions, in input order, and what was left out.

    Each problem is reported as it is met. Raises ``UserError`` at once for a path or a reader that is not there.
    """

    def __init__(self, paths: Sequence[str], settings: Settings, report: Callable[[str], None]) -> None:
        check_paths(paths)
        reader(settings)
        self.problems: list[Problem] = []
        self.documents_read = 0
        self.where = ""
        """File and line of the document read last."""
        self._notes: Counter[str] = Counter()
        self._paths = paths
        self._settings = settings
        self._report = report

    def documents(self) -> Iterator[Document]:
        """The documents that can be read."""
        for item in find(self._paths, options=self._settings.options):
            if isinstance(item, Problem):
                self._leave_out(item)
            else:
                self.documents_read += 1
                self.where = item.where
                self._notes.update(item.notes)
                yield item.document

    def assertions(self) -> Iterator[tuple[Document, list[Assertion]]]:
        """Each document with its assertions."""
        for document in self.documents():
            try:
                yield document, assertions_of(document, self._settings)
            except ReadInPart as error:
                self._leave_out(Problem(document.document_id, f"{error}."))
                yield document, list(error.assertions)
            except ReadingFailed as error:
                self._leave_out(Problem(document.document_id, f"{error}; it is left out."))

    def remarks(self) -> Iterator[str]:
        """What was worked out of the documents read, rather than delivered with them."""
        yield from (f"{note} ({times:,} documents)" for note, times in sorted(self._notes.items()))

    def _leave_out(self, problem: Problem) -> None:
        self.problems.append(problem)
        self._report(str(problem))

    @property
    def exit_code(self) -> int:
        """0 if every document was read, 2 if one was left out."""
        return 2 if any(problem.is_failure for problem in self.problems) else 0
