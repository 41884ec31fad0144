"""Documents of paths, in order: what the user names in, a ``Found`` or a ``Problem`` for each document out.

What cannot be read becomes a ``Problem`` with its path, its line and a sentence; the others go on. The stored text is
the given or extracted text, code point for code point, but for two things that no offset survives: a byte order mark
is not text, and half a surrogate pair (possible in JSON escapes, invalid in UTF-8) becomes U+FFFD.
"""

from __future__ import annotations

import datetime
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extractors.model import Document
from flows.documents import kinds, remote, walk
from flows.documents.archives import archived
from flows.documents.headers import date_in_name
from flows.documents.mapping import ALSO_CALLED, ARCHIVE
from flows.documents.model import Capture, Draft, Fault, Found, Options, Original, Problem, Source, sha256

if TYPE_CHECKING:
    from flows.sources.config import Config
    from flows.sources.side_by_side import SideBySide

STANDARD_INPUT = "-"
SOURCE = "source:"
"""Before the name of a source of the configuration, among paths."""

_FIELDS = ("title", "source", "date", "location", "url")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


def read(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    options: Options | None = None,
) -> Iterator[Document | Problem]:
    """Documents of the given paths, in order, and the problems between them; see ``find``."""
    for item in find(paths, stdin=stdin, options=options):
        yield item if isinstance(item, Problem) else item.document


def find(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    options: Options | None = None,
) -> Iterator[Found | Problem]:
    """Documents of the given paths with where they stood, in order, and the problems between them.

    A folder is read recursively, its files sorted by path, each by its format. "-" is standard input: JSON Lines if
    it begins with "{", else by its first bytes, else one text. A second document with an id already seen is left out
    with a problem, never merged.
    """
    chosen = options or Options()
    seen: dict[str, Found] = {}
    named = [str(path) for path in paths]
    sources = _Sources(named, chosen)
    for path in named:
        for item in _read_path(path, stdin, chosen, sources):
            if isinstance(item, Problem):
                yield item
            elif (first := seen.get(item.document.document_id)) is not None:
                # A file that is given twice, by itself and by its folder, is no problem of anybody's.
                if (Path(first.path).absolute(), first.line) != (Path(item.path).absolute(), item.line):
                    yield _duplicate(item, first)
            else:
                # Without its text: what is kept of many documents is what tells them apart.
                seen[item.document.document_id] = item
                yield item


def content_id(text: str, source: str | None) -> str:
    """Id of a document that brings none: a hash of its text, and of its outlet where one is named.

    Two outlets that print the same words are two documents (copies of one origin are found by the
    comparison, which needs to see both); the same words without an outlet are one.

    >>> content_id("Twelve died.", "A") == content_id("Twelve died.", "B")
    False
    """
    return Document.id_of(text if source is None else f"{source}\x1f{text}")


def _duplicate(second: Found, first: Found) -> Problem:
    name = second.document.document_id
    words = f"the id {name!r} was already used by {first.where}; give each its own."
    if second.document.text == first.document.text:
        words = f"the same document as {first.where}, read once."
    return Problem(second.path, words, second.line, check="document_id_unique", raw=second.document.text)


def _read_path(path: str, stdin: BinaryIO | None, options: Options, sources: _Sources) -> Iterator[Found | Problem]:
    if path == STANDARD_INPUT:
        stream = _peekable(stdin if stdin is not None else sys.stdin.buffer)
        yield from _documents(Source(stream, "standard input", "", options), None)
    elif path.startswith(SOURCE):
        yield from sources.read(path.removeprefix(SOURCE))
    elif remote.is_url(path):
        for item in remote.sources(path, options):
            yield from [item] if isinstance(item, Problem) else _documents(item, item.path)
    else:
        for file in walk.files(path, follow_links=options.follow_links):
            yield from [file] if isinstance(file, Problem) else _read_file(file, options)


class _Sources:
    """The sources of the configuration among the paths; those that are fetched are fetched side by side."""

    def __init__(self, paths: list[str], options: Options) -> None:
        self._names = [path.removeprefix(SOURCE) for path in paths if path.startswith(SOURCE)]
        self._options = options

    @cached_property
    def _config(self) -> Config:
        from flows.sources import config

        return config.load(self._options.config)

    @cached_property
    def _fetched(self) -> SideBySide:
        from flows.sources.side_by_side import SideBySide

        fetched = [name for name in self._names if self._config.source(name).kind != "folder"]
        return SideBySide(self._config, fetched, self._options)

    def read(self, name: str) -> Iterator[Found | Problem]:
        """What a source publishes; a folder of it is read as any other."""
        source = self._config.source(name)
        if source.kind == "folder":
            yield from _read_path(source.path, None, source.options(self._options), self)
            return
        for item, where in self._fetched.documents(name):
            if isinstance(item, Fault):
                address = f"{SOURCE}{name}/{where}"
                yield Problem(where, item.message, item.line, item.check, item.raw, address)
            else:
                yield _found(item, Source(io.BytesIO(), where, "", self._options), None)


def _read_file(file: Path, options: Options) -> Iterator[Found | Problem]:
    shown = walk.printable(file)
    try:
        if not file.exists():
            yield Problem(shown, "there is no such file or folder.")
            return
        with file.open("rb") as stream:
            yield from _documents(Source(stream, shown, file.suffix.lower(), options), str(file.absolute()))
    except OSError as error:
        yield Problem(shown, f"cannot be read: {error.strerror or error}.")


def _peekable(raw: BinaryIO) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[arg-type]


def _documents(source: Source, address: str | None) -> Iterator[Found | Problem]:
    for item in kinds.documents(source):
        if isinstance(item, Fault):
            yield Problem(source.path, item.message, item.line, item.check, item.raw)
        else:
            yield _found(item, source, address)


def _found(draft: Draft, source: Source, address: str | None) -> Found | Problem:
    values: dict[str, str | None] = {}
    for name in ("id", *_FIELDS):
        given = next(
            (draft.fields[n] for n in (name, *ALSO_CALLED.get(name, ())) if draft.fields.get(n) is not None), None
        )
        if isinstance(given, bool) or not isinstance(given, str | int | float | datetime.date | None):
            return Problem(source.path, f"`{name}` is not text but {type(given).__name__}.", draft.line)
        values[name] = _clean(given)
    notes = [*draft.notes, *_supplied(values, draft, source)]
    text = _HALF_PAIR.sub("\ufffd", draft.text)
    capture = _kept_at(draft, values)
    given_id = values.pop("id")
    name = given_id or content_id(text, values["source"])
    own = None if given_id else (address if draft.is_file and address else values["url"])
    original = Original(sha256(draft.original or b""), draft.format)
    document = Document(document_id=name, text=text, **values)
    return Found(document, source.path, draft.line, own, original, tuple(notes), capture)


def _kept_at(draft: Draft, values: dict[str, str | None]) -> Capture | None:
    """The capture with the address at which an archive keeps the document, where one is given.

    Whoever gives the archive's address for the document's own is understood: the document has the page's.
    """
    page = archived(values["url"])
    given = next((draft.fields[name] for name in ARCHIVE if isinstance(draft.fields.get(name), str)), None)
    kept = given or (values["url"] if page else None)
    if page:
        values["url"] = page
    if kept is None:
        return draft.capture
    capture = draft.capture or Capture(values["url"])
    return capture if capture.archive_address else replace(capture, archive_address=kept)


def _supplied(values: dict[str, str | None], draft: Draft, source: Source) -> Iterator[str]:
    """Fills in what a document does not bring, and says from where."""
    options = source.options
    if values["date"] is None and draft.is_file and (day := date_in_name(source.path)) is not None:
        values["date"] = day
        yield "date from the file's name"
    for name, value, option in (
        ("source", options.outlet, "--outlet"),
        ("date", options.date, "--date"),
        ("location", options.place, "--place"),
    ):
        if values[name] is None and value is not None:
            values[name] = value
            yield f"{name} from {option}"


def _clean(value: str | int | float | datetime.date | None) -> str | None:
    """A field as text; None where there is nothing to say."""
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return _HALF_PAIR.sub("\ufffd", text).strip() or None
