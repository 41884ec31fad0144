"""Which format a file is of: by its suffix and its first bytes. In goes a source, out come its documents.

Each format is a module, imported when the first file of it comes; ``pip install 'conflict-figures[formats]'`` brings
the libraries of those that need one.
"""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from flows.documents.model import PASSED_OVER, Draft, Fault, Source, Unreadable
from flows.documents.unpack import gunzipped

MODULES = {
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".json": "json_list",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".parquet": "table",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "word",
    ".odt": "word",
    ".rtf": "word",
    ".eml": "mail",
    ".mbox": "mail",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
    ".warc": "warc",
    ".wacz": "warc",
}
"""Suffix and module of each format that is read."""

_EXTRA = {"html", "mhtml", "pdf", "word", "feed", "warc"}
INSTALL = "pip install 'conflict-figures[formats]'"

_SAVE_AS = {
    ".doc": "old Word; save it as .docx",
    ".docm": "Word with macros; save it as .docx",
    ".xls": "a spreadsheet; save its sheet as .csv",
    ".xlsx": "a spreadsheet; save its sheet as .csv",
    ".xlsm": "a spreadsheet; save its sheet as .csv",
    ".ods": "a spreadsheet; save its sheet as .csv",
    ".epub": "a book; convert it to text",
    ".msg": "Outlook's own e-mail; save it as .eml",
    ".zip": "a packed folder; unpack it",
    ".tar": "a packed folder; unpack it",
    ".7z": "a packed folder; unpack it",
    ".rar": "a packed folder; unpack it",
}

_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".gz"),
    (b"PK\x03\x04", ".zip"),
    (b"WARC/", ".warc"),
)
_BINARY = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"OggS", b"ID3", b"\xd0\xcf\x11\xe0")
_HEAD = 8192


def reason_to_pass_over(suffix: str) -> str | None:
    """Why a file of a folder is not tried at all, by its suffix; ``None`` if it is."""
    if suffix in MODULES or suffix == ".gz":
        return None
    if suffix in _SAVE_AS:
        return f"not read: {_SAVE_AS[suffix]}."
    return f"not read: {suffix} is no format of documents here." if suffix else "not read: its name has no suffix."


def documents(source: Source) -> Iterator[Draft | Fault]:
    """The documents of a source, in whichever format it is. A format that fails costs this source only."""
    try:
        suffix = _suffix(source)
        if suffix == ".gz":
            inner = source.path.lower().removesuffix(".gz")
            name = f".{inner.rpartition('.')[2]}" if "." in inner.rpartition("/")[2] else ""
            if name == ".warc":
                yield from documents(Source(io.BufferedReader(_Bytes(source.data)), source.path, name, source.options))
                return
            data = gunzipped(source)
            yield from documents(Source(io.BufferedReader(_Bytes(data)), source.path, name, source.options))
            return
        if suffix in _SAVE_AS:
            raise Unreadable(f"{_SAVE_AS[suffix]}.")
        stream = io.BufferedReader(_Bytes(source.data)) if "data" in vars(source) else source.stream  # read already
        yield from _read(replace(source, stream=stream, suffix=suffix), MODULES[suffix])
    except Unreadable as error:
        yield Fault(error.message, error.line, error.check)


class _Bytes(io.BytesIO):
    """Bytes as a raw stream."""


def _read(source: Source, name: str) -> Iterator[Draft | Fault]:
    try:
        module = importlib.import_module(f"flows.documents.{name}")
        for item in module.documents(source):
            if isinstance(item, Draft):
                original = source.data if item.original is None else item.original
                item = replace(item, original=original, format=item.format or source.suffix.lstrip("."))
            yield item
    except Unreadable:
        raise
    except ImportError as error:
        if name not in _EXTRA:
            raise
        raise Unreadable(f"to read {source.suffix} files, install: {INSTALL} ({error.name} is missing).") from error
    except OSError:
        raise
    except Exception as error:  # a library meets what its authors did not think of
        words = " ".join(str(error).split())[:160] or "no reason given"
        raise Unreadable(f"cannot be read as {source.suffix} ({type(error).__name__}: {words}).") from error


def _suffix(source: Source) -> str:
    """The suffix that a source ought to have: its own, unless its first bytes are of another kind."""
    head = source.stream.peek(_HEAD)[:_HEAD] if isinstance(source.stream, io.BufferedReader) else b""
    if source.suffix in _SAVE_AS and head.startswith((*_BINARY, b"PK\x03\x04")):
        return source.suffix  # its own name says better what it is than "a binary file" or "a zip"
    if head.startswith(_BINARY) or (b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff"))):
        magic = next((kind for start, kind in _MAGIC if head.startswith(start)), None)
        if magic is None:
            raise Unreadable("this is a binary file, not text; convert it to plain text first.")
    found = next((kind for start, kind in _MAGIC if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start)), None)
    if found == ".zip":
        return source.suffix if source.suffix in {".docx", ".odt", ".wacz"} else _of_zip(source)
    if found == ".gz" and source.suffix == ".warc":
        return ".warc"
    if found is not None:
        return found
    if source.suffix in MODULES and source.suffix not in {".xml", ".json"}:
        return source.suffix
    return _of_text(head, source.suffix)


def _of_zip(source: Source) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise Unreadable(f"its zip is broken ({error}).") from error
    if "word/document.xml" in names:
        return ".docx"
    if "content.xml" in names and any(name.startswith("META-INF/") for name in names):
        return ".odt"
    return ".wacz" if "datapackage.json" in names else ".zip"


def _of_text(head: bytes, suffix: str) -> str:
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:600].lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return ".html"
    if begin.startswith((b"<?xml", b"<rss", b"<feed")):
        return ".html" if b"<html" in begin else ".xml"
    if begin.startswith(b"{"):
        # One object a line, or one over many lines.
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0].rstrip()
        return ".jsonl" if suffix != ".json" or (first.endswith(b"}") and b"\n" in head.strip()) else ".json"
    if suffix == ".json":
        return ".json"
    if b"multipart/related" in begin and b"mime-version:" in head[:4096].lower():
        return ".mhtml"
    if begin.startswith(b"from ") and b"\nfrom:" in head[:4096].lower():
        return ".mbox"
    if suffix == ".xml":
        raise Unreadable("not XML.")
    return ".txt"


__all__ = ["INSTALL", "MODULES", "PASSED_OVER", "documents", "reason_to_pass_over"]
