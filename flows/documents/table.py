"""Tables: in goes CSV, TSV or Parquet, out comes a document for each row, by the column that holds the text."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import Any

from flows.documents.encoding import decoded
from flows.documents.mapping import mapping_of
from flows.documents.model import Draft, Fault, Source, Unreadable

_DELIMITERS = {".tsv": "\t", ".tab": "\t"}
_ROWS = 2_000  # rows of Parquet at once


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each row; a CSV row is numbered as its line, the header being line 1."""
    if source.suffix == ".parquet":
        yield from _parquet(source)
        return
    text, note = decoded(source.data, source.options.encoding)
    csv.field_size_limit(source.options.max_bytes)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, source.suffix))
    try:
        header = [name.strip() for name in next(rows, [])]
        if not header:
            raise Unreadable("the file is empty.")
        if len(set(header)) < len(header):
            twice = next(name for name in header if header.count(name) > 1)
            raise Unreadable(f"two columns are called {twice!r}.", 1)
        mapped = None
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(header):
                raw = ",".join(row)
                yield Fault(f"has {len(row)} cells under {len(header)} columns.", rows.line_num, "columns_known", raw)
                continue
            record: dict[str, Any] = dict(itertools.zip_longest(header, row))
            if mapped is None:
                mapped = mapping_of(source.options, record)
                _needs_text(mapped.columns, header)
            yield mapped.draft(record, rows.line_num, original=_bytes(record), notes=(note,) if note else ())
        if mapped is None:
            raise Unreadable("has a header and no row.")
    except csv.Error as error:
        raise Unreadable(f"not valid CSV: {error}.", rows.line_num) from error


def _needs_text(columns: Mapping[str, str], names: list[str]) -> None:
    if "text" not in columns and "text" not in names:
        raise Unreadable(
            f"no column is called `text`; name it with --text-column. There are {', '.join(names[:20])}.",
        )


def _delimiter(text: str, suffix: str) -> str:
    if suffix in _DELIMITERS:
        return _DELIMITERS[suffix]
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)  # the first where none is there


def _bytes(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _parquet(source: Source) -> Iterator[Draft | Fault]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(source.data))
        mapped, number = None, 0
        for batch in file.iter_batches(batch_size=_ROWS):
            for record in batch.to_pylist():
                number += 1
                if mapped is None:
                    mapped = mapping_of(source.options, record)
                    _needs_text(mapped.columns, list(record))
                yield mapped.draft(record, number, original=_bytes(record))
    except pa.ArrowException as error:
        raise Unreadable(f"not valid Parquet ({' '.join(str(error).split())[:120]}).") from error
    if mapped is None:
        raise Unreadable("has no row.")
