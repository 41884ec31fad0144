"""JSON Lines: in goes one object a line with ``text``, out comes one document a line; a broken line costs itself."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from flows.documents.encoding import decoded
from flows.documents.mapping import Mapped, mapping_of
from flows.documents.model import Draft, Fault, Source, Unreadable, too_long


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each line that is not blank. Raises ``Unreadable`` if there is no line at all."""
    most = source.options.max_bytes
    mapped = mapping_of(source.options, None)
    stream: BinaryIO = source.stream
    if source.options.encoding:
        stream = io.BytesIO(decoded(source.data, source.options.encoding)[0].encode())
    number = 0
    while data := stream.readline(most + 1):
        number += 1
        if len(data) > most:
            _skip_line(stream, data)
            yield Fault(too_long(most), number)
        elif data.strip(b" \t\r\n\xef\xbb\xbf"):
            item = _read_line(data, number, mapped)
            yield replace(item, raw=data.decode("utf-8", "replace")) if isinstance(item, Fault) else item
    if number == 0:
        raise Unreadable("the file is empty.")


def _skip_line(stream: BinaryIO, data: bytes) -> None:
    while data and not data.endswith(b"\n"):
        data = stream.readline(1 << 20)


def _read_line(data: bytes, number: int, mapped: Mapped) -> Draft | Fault:
    try:
        fields = parsed(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        byte = data[error.start]
        return Fault(f"not UTF-8 (byte 0x{byte:02X}); convert it, or name its encoding with --encoding.", number)
    except Unreadable as error:
        return Fault(error.message, number)
    if not isinstance(fields, dict):
        return Fault("not a JSON object with `id` and `text`.", number)
    return mapped.draft(fields, number, original=data)


def parsed(text: str) -> object:
    """The value of a JSON text. Raises ``Unreadable`` with the reason."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"not valid JSON: {error.msg} (column {error.colno}).", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable("not valid JSON: nested too deeply, or a number too long.") from error
