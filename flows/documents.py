"""Reading documents: text files, Markdown with front matter, JSON Lines, folders of these, standard input.

What cannot be read becomes a ``Problem`` with its path, its line and a sentence; the others go on. The
stored text is the given text, code point for code point (of Markdown, what follows the front matter),
but for two things that no offset survives: a byte order mark is not text, and half a surrogate pair
(possible in JSON escapes, invalid in UTF-8) becomes U+FFFD.
"""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from extractors.model import Document

STANDARD_INPUT = "-"
JSON_LINES = {".jsonl", ".ndjson"}
MARKDOWN = {".md", ".markdown"}
IN_FOLDERS = {".txt", *MARKDOWN, *JSON_LINES}
DEFAULT_MAX_BYTES = 10 * 1024 * 1024

_FIELDS = ("title", "source", "date", "location", "url")
_ALSO_CALLED = {"source": ("outlet", "publisher"), "location": ("place",)}  # in front matter
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out: where it stood and why, in a sentence that says what to do."""

    path: str
    message: str
    line: int | None = None
    check: str = "input_readable"
    raw: str | None = None  # the line as it was, where there is one

    @property
    def where(self) -> str:
        """File and line."""
        return self.path if self.line is None else f"{self.path}, line {self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Found:
    """A document and where it stood.

    ``address`` is what stays the same when the text is changed, of a document that brings no id: of a text file its
    path, of a line its url. Two different documents at one address, one after the other, are versions of each other.
    """

    document: Document
    path: str
    line: int | None = None
    address: str | None = None

    @property
    def where(self) -> str:
        """File and line."""
        return self.path if self.line is None else f"{self.path}, line {self.line}"


def read(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, max_bytes: int = DEFAULT_MAX_BYTES
) -> Iterator[Document | Problem]:
    """Documents of the given paths, in order, and the problems between them; see ``find``."""
    for item in find(paths, stdin=stdin, max_bytes=max_bytes):
        yield item if isinstance(item, Problem) else item.document


def find(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, max_bytes: int = DEFAULT_MAX_BYTES
) -> Iterator[Found | Problem]:
    """Documents of the given paths with where they stood, in order, and the problems between them.

    A folder is read recursively, its .txt, .md and .jsonl files sorted by path. Any other file is read
    as JSON Lines if it begins with "{", else as one text; "-" is standard input, read the same way. A
    second document with an id already seen is left out with a problem, never merged.
    """
    seen: dict[str, Found] = {}
    for path in paths:
        for item in _read_path(str(path), stdin, max_bytes):
            if isinstance(item, Problem):
                yield item
            elif (first := seen.get(item.document.document_id)) is not None:
                # A file that is given twice, by itself and by its folder, is no problem of anybody's.
                if (Path(first.path).absolute(), first.line) != (Path(item.path).absolute(), item.line):
                    yield _duplicate(item, first)
            else:
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


def _read_path(path: str, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Found | Problem]:
    if path == STANDARD_INPUT:
        raw = stdin if stdin is not None else sys.stdin.buffer
        yield from _read_stream(_peekable(raw), "standard input", None, max_bytes)
        return
    file = Path(path)
    try:
        if file.is_dir():
            yield from _read_folder(file, max_bytes)
        elif not file.exists():
            yield Problem(path, "there is no such file or folder.")
        else:
            with file.open("rb") as stream:
                yield from _read_stream(stream, path, file.suffix.lower(), max_bytes)
    except OSError as error:
        yield Problem(path, f"cannot be read: {error.strerror or error}.")


def _peekable(raw: BinaryIO) -> io.BufferedReader:
    return raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(raw)  # type: ignore[arg-type]


def _read_folder(folder: Path, max_bytes: int) -> Iterator[Found | Problem]:
    files = sorted(
        Path(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in IN_FOLDERS and not name.startswith(".")
    )
    if not files:
        yield Problem(str(folder), "no .txt, .md or .jsonl file in this folder.")
    for file in files:
        yield from _read_path(str(file), None, max_bytes)


def _read_stream(stream: io.BufferedReader, path: str, suffix: str | None, max_bytes: int) -> Iterator[Found | Problem]:
    head = stream.peek(8192)
    if (kind := _not_text(head)) is not None:
        yield Problem(path, kind)
    elif suffix in JSON_LINES or (
        suffix not in {".txt", *MARKDOWN} and head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"
    ):
        yield from _read_lines(stream, path, max_bytes)
    else:
        yield _read_text(stream, path, suffix, max_bytes)


def _not_text(head: bytes) -> str | None:
    """Why these first bytes are no text, or None if they may be."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "this is UTF-16; save it as UTF-8 first."
    if b"\0" in head or head.startswith((b"%PDF-", b"PK\x03\x04")):
        return "this is a binary file, not text; convert it to plain text first."
    return None


def _read_text(stream: BinaryIO, path: str, suffix: str | None, max_bytes: int) -> Found | Problem:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        return Problem(path, _too_long(max_bytes))
    text = _decoded(data)
    if isinstance(text, _Undecodable):
        return Problem(path, text.message, line=text.line)
    if "\0" in text:
        return Problem(path, "this is a binary file, not text; convert it to plain text first.")
    fields: Mapping[str, Any] = {}
    if suffix in MARKDOWN:
        try:
            fields, text = _front_matter(text)
        except ValueError as error:
            return Problem(path, f"its front matter is not valid YAML: {error}.")
    address = None if suffix is None else str(Path(path).absolute())
    return _document(fields, text, path, None, address)


@dataclass(frozen=True, slots=True)
class _Undecodable:
    message: str
    line: int


def _decoded(data: bytes) -> str | _Undecodable:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        return _Undecodable(f"not UTF-8 (byte 0x{byte:02X}); convert it first, for example with iconv.", line)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """Front matter and the text after it. Raises ``ValueError`` with the reason if the YAML is broken."""
    import frontmatter
    import yaml

    try:
        fields, body = frontmatter.parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "cannot be parsed"
        raise ValueError(reason if mark is None else f"{reason} (line {mark.line + 2})") from error
    return fields, body


def _read_lines(stream: BinaryIO, path: str, max_bytes: int) -> Iterator[Found | Problem]:
    number = 0
    while data := stream.readline(max_bytes + 1):
        number += 1
        if len(data) > max_bytes:
            _skip_line(stream, data)
            yield Problem(path, _too_long(max_bytes), number)
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            item = _read_line(data, path, number)
            yield replace(item, raw=data.decode("utf-8", "replace")) if isinstance(item, Problem) else item
    if number == 0:
        yield Problem(path, "the file is empty.")


def _skip_line(stream: BinaryIO, data: bytes) -> None:
    while data and not data.endswith(b"\n"):
        data = stream.readline(1 << 20)


def _read_line(data: bytes, path: str, number: int) -> Found | Problem:
    text = _decoded(data)
    if isinstance(text, _Undecodable):
        return Problem(path, text.message, number)
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        return Problem(path, f"not valid JSON: {error.msg} (column {error.colno}).", number)
    except (ValueError, RecursionError):
        return Problem(path, "not valid JSON: nested too deeply, or a number too long.", number)
    if not isinstance(fields, dict):
        return Problem(path, "not a JSON object with `id` and `text`.", number)
    body = fields.get("text")
    if not isinstance(body, str):
        what = "has no `text`" if body is None else f"`text` is not a string but {type(body).__name__}"
        return Problem(path, f"{what}.", number)
    return _document(fields, body, path, number)


def _document(
    fields: Mapping[str, Any], text: str, path: str, line: int | None, address: str | None = None
) -> Found | Problem:
    values: dict[str, str | None] = {}
    for name in ("id", *_FIELDS):
        given = next((fields[n] for n in (name, *_ALSO_CALLED.get(name, ())) if fields.get(n) is not None), None)
        if isinstance(given, bool) or not isinstance(given, str | int | float | datetime.date | None):
            return Problem(path, f"`{name}` is not text but {type(given).__name__}.", line)
        values[name] = _clean(given)
    text = _HALF_PAIR.sub("\ufffd", text)
    given_id = values.pop("id")
    name = given_id or content_id(text, values["source"])
    own = None if given_id else address or values["url"]
    return Found(Document(document_id=name, text=text, **values), path, line, own)


def _clean(value: str | int | float | datetime.date | None) -> str | None:
    """A field as text; None where there is nothing to say."""
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return _HALF_PAIR.sub("\ufffd", text).strip() or None


def _too_long(max_bytes: int) -> str:
    size = f"{max_bytes / 1024 / 1024:g} MB"
    return f"longer than {size}, the most that one text may be; split it, or raise FIGURES_MAX_DOCUMENT_MB."
