"""Shards: batches of documents, and what was found in them, as Parquet files at an fsspec URL.

A shard has the hash of its documents in its name, one of assertions also the versions of what read it: the same name
is the same content, whoever writes it and however often. It is written whole or not at all.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq

from flows.parallel import Found
from warehouse.schemas import version_hash

Record = dict[str, Any]

_FOUND = pa.schema(
    [
        ("document_id", pa.string()),
        ("assertions", pa.list_(pa.string())),  # the flat records of the contract, as JSON
        ("failure", pa.string()),
        ("in_part", pa.bool_()),
    ]
)


def name_of(documents: Sequence[Record]) -> str:
    """The hash of the versions of these documents, in their order."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(version_hash(document).encode())
    return digest.hexdigest()[:24]


def documents_path(url: str, name: str) -> str:
    """Where a batch of documents lies."""
    return posixpath.join(url, f"documents-{name}.parquet")


def found_path(url: str, name: str, reader: str, version: str, lexicon: str) -> str:
    """Where what this version of the reader found in a batch lies."""
    versions = "-".join(part.replace("+", "-") for part in (reader, version, lexicon))
    return posixpath.join(url, f"assertions-{name}-{versions}.parquet")


def write_documents(path: str, lines: Sequence[str]) -> None:
    """Writes documents, each as a line of JSON."""
    _write(path, pa.table({"document": pa.array(lines, pa.string())}))


def read_documents(path: str) -> list[str]:
    """The lines that ``write_documents`` wrote."""
    return list(_read(path).column("document").to_pylist())


def write_found(path: str, found: Sequence[Found]) -> None:
    """Writes what was found, a row a document."""
    _write(path, pa.Table.from_pylist([asdict(each) for each in found], schema=_FOUND))


def read_found(path: str) -> list[Found]:
    """What ``write_found`` wrote."""
    return [
        Found(row["document_id"], tuple(row["assertions"]), row["failure"], row["in_part"])
        for row in _read(path).to_pylist()
    ]


def exists(path: str) -> bool:
    """Whether a shard is there, and so is whole."""
    system, inside = _at(path)
    return bool(system.exists(inside))


def remove(paths: Sequence[str]) -> None:
    """Removes shards that are needed no more; those that are gone already are no error."""
    for path in paths:
        system, inside = _at(path)
        if system.exists(inside):
            system.rm_file(inside)


def probe(url: str) -> str:
    """Writes a small file there and returns its path: what cannot be written to is known before any work."""
    path = posixpath.join(url, f".probe-{secrets.token_hex(4)}")
    _put(path, b"figures")
    return path


def answer(path: str) -> None:
    """Reads what another machine wrote at ``path`` and writes beside it. Raises ``OSError`` if either fails."""
    system, inside = _at(path)
    if system.cat_file(inside) != b"figures":
        raise OSError(f"{path} has another content there")
    remove([probe(posixpath.dirname(path))])


def _at(path: str) -> tuple[Any, str]:
    system, inside = fsspec.core.url_to_fs(path)
    return system, str(inside)


def _read(path: str) -> pa.Table:
    system, inside = _at(path)
    return pq.read_table(io.BytesIO(system.cat_file(inside)))


def _write(path: str, table: pa.Table) -> None:
    into = io.BytesIO()
    pq.write_table(table, into, compression="zstd")
    _put(path, into.getvalue())


def _put(path: str, content: bytes) -> None:
    """Under another name first: a rename shows the whole file or none, and a store of objects knows no half ones."""
    system, inside = _at(path)
    system.makedirs(posixpath.dirname(inside), exist_ok=True)
    beside = f"{inside}.{secrets.token_hex(4)}.part"
    try:
        system.pipe_file(beside, content)
        system.mv(beside, inside)
    finally:
        if system.exists(beside):
            system.rm_file(beside)
