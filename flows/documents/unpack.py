"""Packed files, opened with care: in goes what is compressed, out come bytes that are no bomb."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from flows.documents.model import WHOLE_TIMES, Source, Unreadable

MOST_TIMES = 200
"""How many times its packed length a file may have: text packs to a tenth, bombs to a thousandth."""

_SMALL = 1024 * 1024  # below this no ratio is a bomb


def gunzipped(source: Source) -> bytes:
    """What a gzip file holds. Raises ``Unreadable`` if that is broken, too much, or a bomb."""
    most = source.options.max_bytes * WHOLE_TIMES
    packed = source.data
    try:
        with gzip.open(io.BytesIO(packed)) as stream:
            data = stream.read(min(most, max(_SMALL, len(packed) * MOST_TIMES)) + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(f"its gzip is broken ({error}).") from error
    if len(data) > _SMALL and len(data) > len(packed) * MOST_TIMES:
        raise Unreadable(f"unpacks to more than {MOST_TIMES} times its length; not read.")
    if len(data) > most:
        raise Unreadable("unpacks to more than may be held; raise FIGURES_MAX_DOCUMENT_MB, or unpack it first.")
    return data


def zip_checked(data: bytes, options_max: int) -> zipfile.ZipFile:
    """A zip file whose members are no more than may be held. Raises ``Unreadable`` if it is broken or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(f"its zip is broken ({error}).") from error
    size = sum(member.file_size for member in archive.infolist())
    if size > _SMALL and size > len(data) * MOST_TIMES:
        raise Unreadable(f"unpacks to more than {MOST_TIMES} times its length; not read.")
    if size > options_max * WHOLE_TIMES:
        raise Unreadable("unpacks to more than may be held; raise FIGURES_MAX_DOCUMENT_MB.")
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise Unreadable("is protected by a password; save it without one.")
    return archive
