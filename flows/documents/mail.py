"""E-mail: in goes a message (EML) or a box of them (MBOX), out comes a document a message: its body, not its headers.

The sender is the outlet, the day of sending the date, the subject the title.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import EmailMessage

from flows.documents.html import fragment
from flows.documents.model import PASSED_OVER, Draft, Fault, Source, Unreadable

_FROM = re.compile(rb"^From [^\r\n]*\d{4}\r?\n", re.MULTILINE)  # RFC 4155: a line ending in the year


def documents(source: Source) -> Iterator[Draft | Fault]:
    """A document or a fault for each message, in a box numbered from 1."""
    if source.suffix == ".mbox":
        starts = [match.end() for match in _FROM.finditer(source.data)]
        if not starts:
            raise Unreadable("no message begins in it (a line `From ...`).")
        ends = [*(match.start() for match in _FROM.finditer(source.data)), len(source.data)][1:]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
            unquoted = re.sub(rb"(?m)^>(>*From )", rb"\1", source.data[start:end])
            yield from _message(unquoted, number)
    else:
        yield from _message(source.one_text, None)


def _message(data: bytes, number: int | None) -> Iterator[Draft | Fault]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    if not any(message[name] for name in ("From", "Date", "Subject", "Message-ID")):
        yield Fault("no e-mail: it has neither sender nor date nor subject.", number)
        return
    try:
        text = _body(message)
    except (LookupError, ValueError, AttributeError) as error:
        yield Fault(f"its body cannot be read ({error}).", number)
        return
    if text.strip():
        fields = {
            "title": _header(message, "Subject"),
            "source": _sender(message),
            "date": _day(message),
            "id": _header(message, "Message-ID"),
        }
        yield Draft(text, fields, number, is_file=number is None, original=data)
    else:
        yield Fault("its body holds no text.", number)
    for part in message.iter_attachments():
        name = part.get_filename() or part.get_content_type()
        yield Fault(f"its attachment {name} is not read; save it beside the mail.", number, PASSED_OVER)


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    content = str(part.get_content())
    return fragment(content) if part.get_content_subtype() == "html" else content.replace("\r\n", "\n")


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return str(message[name]).strip() if message[name] else None
    except (ValueError, IndexError, AttributeError):  # a header that breaks its grammar
        return None


def _sender(message: EmailMessage) -> str | None:
    name, address = email.utils.parseaddr(_header(message, "From") or "")
    return name or address or None


def _day(message: EmailMessage) -> str | None:
    try:
        return email.utils.parsedate_to_datetime(_header(message, "Date") or "").date().isoformat()
    except (TypeError, ValueError):
        return None
