"""RSS and Atom: in goes a feed's file, out comes a document for each entry, with the feed's title as the outlet."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from flows.documents.html import fragment
from flows.documents.model import Draft, Fault, Source, Unreadable


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each entry, numbered from 1. Raises ``Unreadable`` if this is no feed."""
    yield from entries(source.data, {"title": None})


def entries(data: bytes, defaults: dict[str, Any]) -> Iterator[Draft | Fault]:
    """The entries of a feed; see ``documents``."""
    import feedparser

    if b"<!ENTITY" in data:
        raise Unreadable("declares XML entities; not read.")
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.version:
        raise Unreadable("an XML file that is no feed (RSS or Atom).")
    if not parsed.entries:
        broken = f" ({parsed.bozo_exception})" if parsed.bozo else ""
        raise Unreadable(f"a feed without an entry{broken}.")
    outlet = (parsed.feed.get("title") or "").strip() or defaults.get("title")
    for number, entry in enumerate(parsed.entries, start=1):
        text = _text(entry)
        title = fragment(entry.get("title") or "") or None
        if not text and not title:
            yield Fault("an entry without text and title.", number)
            continue
        fields = {
            "title": title if text else None,
            "source": (entry.get("source") or {}).get("title") or outlet,
            "date": _day(entry),
            "url": entry.get("link"),
        }
        original = json.dumps(entry, default=str, sort_keys=True).encode()
        yield Draft(text or title or "", fields, number, original=original)
    if parsed.bozo:
        yield Fault(f"breaks off or is no valid XML ({parsed.bozo_exception}); what came before was read.")


def _text(entry: Any) -> str:
    """The longest of what an entry carries: some put the whole article into content, some a line into both."""
    carried = [part.get("value") or "" for part in entry.get("content") or ()]
    return max((fragment(markup) for markup in [*carried, entry.get("summary") or ""]), key=len)


def _day(entry: Any) -> str | None:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(calendar.timegm(when), UTC).date().isoformat() if when else None
