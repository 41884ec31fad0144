"""Pages saved in one file (MHTML, RFC 2557): in go bytes, out comes the main text of the page in it.

Browsers write where and when the page was saved; both are kept as its capture.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

from flows.documents.archives import archived
from flows.documents.html import page
from flows.documents.model import Capture, Draft, Source, Unreadable


def documents(source: Source) -> Iterator[Draft]:
    """One document. Raises ``Unreadable`` if there is no page in it, or the page has no main text."""
    message = email.message_from_bytes(source.one_text, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        raise Unreadable("a saved page without a page in it.")
    address = str(message["Snapshot-Content-Location"] or part["Content-Location"] or "").strip() or None
    if address is not None and not address.startswith(("http://", "https://")):
        address = None
    markup = part.get_payload(decode=True)
    assert isinstance(markup, bytes)
    found = page(markup, source.options.encoding or part.get_content_charset(), archived(address) or address)
    kept = address if archived(address) else None
    capture = Capture(archived(address) or address, _saved(message), archive_address=kept)
    yield replace(found, capture=capture)


def _saved(message: EmailMessage) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["Date"])).isoformat()
    except (TypeError, ValueError):
        return None
