"""A JSON file with a list in it: in goes an array, or an object with one, out comes a document for each of its items.

Known by their keys: ReliefWeb's API answers, GDELT DOC lists, Telegram's desktop export.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from flows.documents.encoding import decoded
from flows.documents.json_lines import parsed
from flows.documents.mapping import LISTS_IN, mapping_of
from flows.documents.model import Draft, Fault, Source, Unreadable


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each item, numbered from 1. Raises ``Unreadable`` if this is no such file."""
    text, note = decoded(source.data, source.options.encoding)
    value = parsed(text)
    outlet = None
    if isinstance(value, Mapping):
        key = next((k for k in LISTS_IN if isinstance(value.get(k), list)), None)
        if key is None and isinstance(value.get("text"), str):
            items: list[object] = [value]
        elif key is None:
            raise Unreadable(f"an object without a list of documents ({', '.join(LISTS_IN)}) and without `text`.")
        else:
            items = value[key]
            outlet = value.get("name") if key == "messages" else None
    elif isinstance(value, list):
        items = value
    else:
        raise Unreadable("no list of documents.")
    if not items:
        raise Unreadable("an empty list.")
    first = next((item for item in items if isinstance(item, Mapping)), None)
    mapped = mapping_of(source.options, first)
    for number, item in enumerate(items, start=1):
        if not isinstance(item, Mapping):
            yield Fault("not an object.", number)
            continue
        original = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        told = {"source": outlet, **item} if outlet else item
        yield mapped.draft(told, number, original=original, notes=(note,) if note else ())
