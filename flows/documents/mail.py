"""E-mail: in goes a message (EML) or a box of them (MBOX), out comes a document a message: its body, not its headers.

The sender is the outlet, the day of sending the date, the subject the title. What is attached is read as any file of
its format; where it says nothing of outlet and day itself, it has those of the mail, and that is said.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email.message import EmailMessage, Message

from flows.documents.html import fragment
from flows.documents.model import PASSED_OVER, Draft, Fault, Source, Unreadable, too_long

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
            yield from _message(unquoted, number, source)
    else:
        yield from _message(source.data, None, source)


def _message(data: bytes, number: int | None, source: Source) -> Iterator[Draft | Fault]:
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
    fields = {
        "title": _header(message, "Subject"),
        "source": _sender(message),
        "date": _day(message),
        "id": _header(message, "Message-ID"),
    }
    attached = list(message.iter_attachments())
    if len(text.encode("utf-8", "replace")) > source.options.max_bytes:
        yield Fault(too_long(source.options.max_bytes), number)
    elif text.strip():
        yield Draft(text, fields, number, is_file=number is None, original=data)
    elif not attached:
        yield Fault("its body holds no text.", number)
    for position, part in enumerate(attached, start=1):
        yield from _attachment(part, position, fields, number, source)


_DEEPEST = 4
"""How deep mails may lie in mails."""


def _attachment(
    part: Message, position: int, mail: Mapping[str, str | None], number: int | None, source: Source
) -> Iterator[Draft | Fault]:
    """The documents of what is attached, or why it is not read."""
    from flows.documents import kinds

    name = part.get_filename() or (
        "mail.eml" if part.get_content_type() == "message/rfc822" else part.get_content_type()
    )
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if (reason := kinds.reason_to_pass_over(suffix)) is not None:
        yield Fault(f"its attachment {name}: {reason}", number, PASSED_OVER)
        return
    if source.depth >= _DEEPEST:
        yield Fault(f"its attachment {name}: mails in mails, {_DEEPEST} deep; save it beside the mail.", number)
        return
    inside = Source(_stream(part), f"{source.path}, {name}", suffix, source.options, depth=source.depth + 1)
    for item in kinds.documents(inside):
        if isinstance(item, Fault):
            yield Fault(f"its attachment {name}: {item.message}", number, item.check, item.raw)
            continue
        own = dict(item.fields)
        if item.is_file and not own.get("id") and mail["id"]:
            own["id"] = f"{mail['id']}#{position}"
        lent = [field for field in ("source", "date") if not own.get(field) and mail[field]]
        notes = (*item.notes, *((f"{' and '.join(lent)} from the mail that it is attached to",) if lent else ()))
        yield replace(item, fields=own | {f: mail[f] for f in lent}, line=number, notes=notes, is_file=False)


def _stream(part: Message) -> io.BufferedReader:
    """The bytes of an attachment; of an attached mail the mail."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        inner = part.get_payload()
        content = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
    return io.BufferedReader(io.BytesIO(content))


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
