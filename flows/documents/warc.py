"""Web archives: in goes WARC (packed or not) or WACZ, out comes a document for each page that was captured."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from flows.documents.html import page
from flows.documents.model import PASSED_OVER, Capture, Draft, Fault, Source, Unreadable, too_long
from flows.documents.unpack import zip_checked

_PAGES = {"text/html", "application/xhtml+xml"}


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each page, numbered by its record; what is no page is counted by its type."""
    if source.suffix == ".wacz":
        with zip_checked(source.data, source.options.max_bytes) as archive:
            names = [n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))]
            if not names:
                raise Unreadable("a WACZ without an archive in it.")
            for name in names:
                yield from _records(io.BytesIO(archive.read(name)), source)
    else:
        yield from _records(source.stream, source)


def _records(stream: BinaryIO, source: Source) -> Iterator[Draft | Fault]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if record.rec_type != "response" or record.http_headers is None:
                continue
            kind = (record.http_headers.get_header("Content-Type") or "unknown").partition(";")[0].strip().lower()
            status = record.http_headers.get_statuscode()
            if kind not in _PAGES or status != "200":
                others[kind if status == "200" else f"answer {status}"] += 1
                continue
            yield _page(record, number, source)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Fault(f"its WARC breaks off after record {number} ({error}); what came before was read.")
    if number == 0:
        yield Fault("a WARC without a record.")
    if others:
        named = ", ".join(f"{kind} {times:,}" for kind, times in sorted(others.items()))
        yield Fault(f"{sum(others.values()):,} records are no pages: {named}.", check=PASSED_OVER)


def _page(record: object, number: int, source: Source) -> Draft | Fault:
    url = record.rec_headers.get_header("WARC-Target-URI")  # type: ignore[attr-defined]
    data = record.content_stream().read(source.options.max_bytes + 1)  # type: ignore[attr-defined]
    if len(data) > source.options.max_bytes:
        return Fault(f"{url}: {too_long(source.options.max_bytes)}", number)
    try:
        found = page(data, source.options.encoding, url)
    except Unreadable as error:
        return Fault(f"{url}: {error.message}", number)
    headers = json.dumps(dict(record.http_headers.headers))  # type: ignore[attr-defined]
    capture = Capture(url, record.rec_headers.get_header("WARC-Date"), headers)  # type: ignore[attr-defined]
    fields = {**found.fields, "url": url}
    return Draft(found.text, fields, number, notes=found.notes, original=data, capture=capture)
