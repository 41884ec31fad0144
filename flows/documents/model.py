"""What travels between the readers of formats and those who call them: bytes in, documents out.

A format is a module with one function ``documents(source)``: in goes a ``Source`` (bytes with their name), out come a
``Draft`` for each document in it and a ``Fault`` for each part that cannot be read. ``find`` makes a ``Found`` or a
``Problem`` of each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from extractors.model import Document

DEFAULT_MAX_BYTES = 10 * 1024 * 1024

WHOLE_TIMES = 20
"""How many times as long as one text may be a file with many is, where it has to be held as a whole."""

UNREADABLE = "input_readable"
FORGOTTEN = "forgotten"
TURNED_DIGITS = "turned_digits"
PASSED_OVER = "input_kind"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out: where it stood and why, in a sentence that says what to do.

    ``check`` is ``input_kind`` for what is no text at all (a picture, a hidden file): passed over, and no failure.
    """

    path: str
    message: str
    line: int | None = None
    check: str = UNREADABLE
    raw: str | None = None  # the line as it was, where there is one
    address: str | None = None  # where it belongs, if that is not the path: a page of a source

    @property
    def where(self) -> str:
        """File and line."""
        return self.path if self.line is None else f"{self.path}, line {self.line}"

    @property
    def is_failure(self) -> bool:
        """False for what nobody would take for a document, and for what was taken out on request."""
        return self.check not in (PASSED_OVER, FORGOTTEN, TURNED_DIGITS)

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes that a text was taken from: their SHA-256 and the name of their format."""

    sha256: str
    format: str


@dataclass(frozen=True, slots=True)
class Capture:
    """How an original was got: its address, when (ISO 8601), the headers that came with it (JSON).

    ``archive_address`` is where an archive keeps it; ``history`` (JSON) the number and edits of a channel's post.
    """

    address: str | None = None
    fetched_at: str | None = None
    headers: str | None = None
    archive_address: str | None = None
    history: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A document and where it stood.

    ``address`` is what stays the same when the text is changed, of a document that brings no id: of a text file its
    path, of a line its url. Two different documents at one address, one after the other, are versions of each other.
    ``notes`` say what was worked out rather than delivered: "date from the file's name".
    """

    document: Document
    path: str
    line: int | None = None
    address: str | None = None
    original: Original | None = None
    notes: tuple[str, ...] = ()
    capture: Capture | None = None

    @property
    def where(self) -> str:
        """File and line."""
        return self.path if self.line is None else f"{self.path}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of the input.

    ``outlet``, ``date`` and ``place`` are for documents that bring none. ``columns`` names the column or path of each
    field in lists (``{"text": "notes"}``), ``preset`` a list that is known by name. ``date_order`` reads 03/04.
    """

    encoding: str | None = None
    outlet: str | None = None
    date: str | None = None
    place: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    preset: str | None = None
    date_order: str | None = None
    follow_links: bool = False
    max_bytes: int = DEFAULT_MAX_BYTES
    config: str | None = None  # figures.toml, for sources
    home: str = ".figures"  # where sources keep what they fetched


class Unreadable(Exception):
    """A file or a part of it cannot be read; the text is the sentence that says why and what to do."""

    def __init__(self, message: str, line: int | None = None, *, check: str = UNREADABLE) -> None:
        super().__init__(message)
        self.message, self.line, self.check = message, line, check


@dataclass
class Source:
    """Bytes to read documents from: a stream, what it is called, its suffix ("" if none), and what the user said."""

    stream: BinaryIO
    path: str
    suffix: str
    options: Options = field(default_factory=Options)
    url: str | None = None
    """Where it was fetched from, if it was."""
    depth: int = 0
    """How deep it lies in others: an attachment of a mail that is attached to a mail is 2."""

    @cached_property
    def data(self) -> bytes:
        """All of it. Raises ``Unreadable`` if it is too much to hold."""
        most = self.options.max_bytes * WHOLE_TIMES
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise Unreadable(too_long(most))
        return data

    @property
    def one_text(self) -> bytes:
        """All of it, as long as one text may be. Raises ``Unreadable`` if it is longer."""
        if len(self.data) > self.options.max_bytes:
            raise Unreadable(too_long(self.options.max_bytes))
        return self.data


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as its format gives it: the text, the fields that were delivered, and the bytes it was taken from.

    ``is_file`` says that the file is this one document, so that the next content of the file is its next version.
    """

    text: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    line: int | None = None
    is_file: bool = False
    notes: tuple[str, ...] = ()
    original: bytes | None = None  # None: those of the whole source
    format: str = ""  # suffix of the format, filled in by ``kinds``
    raw: str | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a source that cannot be read, and why."""

    message: str
    line: int | None = None
    check: str = UNREADABLE
    raw: str | None = None


def sha256(data: bytes) -> str:
    """The hash that stands for an original."""
    return hashlib.sha256(data).hexdigest()


def too_long(max_bytes: int) -> str:
    """The sentence about a text of more than so many bytes."""
    size = f"{max_bytes / 1024 / 1024:g} MB"
    return f"longer than {size}, the most that it may be; split it, or raise FIGURES_MAX_DOCUMENT_MB."
