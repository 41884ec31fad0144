"""Telling somebody: the warehouse after a run in, a signed webhook or an e-mail out.

    [notify]
    webhook = "https://desk.example/hook"     # POST, JSON; signed if secret_env names a variable with the secret
    secret_env = "FIGURES_WEBHOOK_SECRET"
    email_to = ["desk@example.org"]
    email_from = "figures@example.org"
    smtp_host = "mail.example.org"

Told are figures that origins newly contradict each other in, figures that an origin revised by more than a share, and
sources that are silent for longer than they may be; each once. One message a run. What cannot be delivered is said, and
tried again after the next run; it fails no run.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from email.message import EmailMessage
from typing import Any

from flows.console import as_called
from flows.errors import UserError
from flows.settings import Settings
from flows.sources import config
from flows.sources.state import State, silence
from warehouse.publication import open_published

SHOWN = 20
_TRIES, _PAUSE = 3, 1.0
_SECONDS = 20.0

_CONTRADICTIONS = """
    select figure_id, place, event_date, entity_class, outcome, reason
    from comparison
    where verdict = 'contradiction' and coalesce(ratio, 1e9) >= ?
    order by event_date desc nulls last, figure_id
"""
_REVISIONS = """
    with told as (
        select figure_id, origin_id, step, place, event_date, entity_class, outcome, origin, figure, previous_figure,
            coalesce(low, high) as value,
            lag(coalesce(low, high)) over (partition by figure_id, origin_id order by step) as before
        from revisions
    )
    select * exclude (value, before) from told
    where before > 0 and abs(value - before) / before >= ?
    order by event_date desc nulls last, figure_id, origin_id, step
"""
_IN_PLACE = """
    select document_id, coalesce(outlet, 'an outlet') as outlet, url, entity_class, outcome, previous_figure, figure
    from in_place_revisions
    where revision in ('revision_up', 'revision_down')
    order by document_id, outcome, entity_class, previous_figure, figure
"""


@dataclass(frozen=True, slots=True)
class Notify:
    """``[notify]`` of the configuration."""

    webhook: str = ""
    secret_env: str = ""
    email_to: tuple[str, ...] = ()
    email_from: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"  # or "tls", "none"
    smtp_user: str = ""
    smtp_password_env: str = ""
    contradiction_ratio: float = 1.0
    revised_share: float = 0.2

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Notify:
        """From the table in the file. Raises ``UserError`` naming what makes no sense."""
        known = {each.name for each in fields(cls)}
        if unknown := told.keys() - known:
            raise UserError(f"[notify]: unknown: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
        values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in told.items()}
        for each in fields(cls):
            kind = type(each.default) if each.default is not None else str
            value = values.get(each.name, each.default)
            if isinstance(value, bool) or not isinstance(value, (kind, int) if kind is float else kind):
                raise UserError(f"[notify]: {each.name} is no {kind.__name__}: {value!r}.")
        made = cls(**values)
        if not made.webhook and not made.email_to:
            raise UserError("[notify] needs a webhook, or email_to.")
        if made.email_to and not (made.smtp_host and made.email_from):
            raise UserError("[notify]: email_to needs smtp_host and email_from.")
        if made.smtp_security not in {"starttls", "tls", "none"}:
            raise UserError("[notify]: smtp_security is starttls, tls or none.")
        return made


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: ``key`` stands for it, so that it is told once."""

    kind: str
    key: str
    text: str


def after_run(run_id: str, settings: Settings, announce: Callable[[str], None]) -> None:
    """Tells what a run brought to light, if the configuration names whom to tell."""
    chosen = config.load(settings.options.config)
    if not chosen.notify:
        return
    notify = Notify.of(chosen.notify)
    state = State(settings.home)
    try:
        known = state.told()
        new = [notice for notice in _notices(settings, chosen, notify, state) if notice.key not in known]
        if not new:
            return
        failures = list(_delivered(notify, run_id, new))
        for failure in failures:
            announce(f"left out: a notification was not delivered: {failure}")
        if not failures:
            state.tell(notice.key for notice in new)
            announce(f"notify    {len(new):,} notices sent")
    finally:
        state.close()


def _notices(settings: Settings, chosen: config.Config, notify: Notify, state: State) -> Iterator[Notice]:
    with open_published(settings.warehouse) as (con, _):
        contradictions = con.execute(_CONTRADICTIONS, [notify.contradiction_ratio]).fetchall()
        revisions = con.execute(_REVISIONS, [notify.revised_share]).fetchall()
        in_place = con.execute(_IN_PLACE).fetchall()
    for figure_id, place, day, who, outcome, reason in contradictions:
        words = f"{_where(place, day)}, {who} {outcome}: reported figures contradict each other: {reason}"
        yield Notice("contradiction", f"contradiction:{figure_id}", words)
    for figure_id, origin_id, step, place, day, who, outcome, origin, figure, before in revisions:
        words = f"{_where(place, day)}, {who} {outcome}: {origin} now says {figure}, before {before}"
        yield Notice("revision", f"revision:{figure_id}:{origin_id}:{step}:{figure}", words)
    for document_id, outlet, url, who, outcome, before, figure in in_place:
        page = url or document_id
        words = f"{outlet} changed {before} to {figure} ({who} {outcome}) on a page it had published: {page}"
        yield Notice("in_place_revision", f"in_place:{document_id}:{who}:{outcome}:{before}:{figure}", words)
    health = state.health()
    for source in chosen.sources:
        told = health.get(source.name)
        if told is not None and (silent := silence(told.newest, source.silent_days)) is not None:
            yield Notice("silent_source", f"silent:{source.name}:{told.newest}", f"source {source.name}: {silent}")


def _where(place: str, day: object) -> str:
    return f"{place}, {day or 'no date'}"


def _delivered(notify: Notify, run_id: str, notices: Sequence[Notice]) -> Iterator[str]:
    """Sends the notices in every way that is configured; a sentence for each way that failed."""
    if notify.webhook:
        try:
            _post(notify, run_id, notices)
        except Exception as error:
            yield f"{notify.webhook}: {' '.join(str(error).split()) or type(error).__name__}"
    if notify.email_to:
        try:
            _mail(notify, run_id, notices)
        except (OSError, smtplib.SMTPException) as error:
            yield f"{notify.smtp_host}: {' '.join(str(error).split()) or type(error).__name__}"


def signature(secret: str, body: bytes) -> str:
    """What the header X-Figures-Signature carries: HMAC-SHA256 of the body (RFC 2104), in hexadecimal.

    >>> signature("secret", b"{}")[:19]
    'sha256=77325902caca'
    """
    return f"sha256={hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}"


def _post(notify: Notify, run_id: str, notices: Sequence[Notice]) -> None:
    import httpcore

    told = [{"kind": notice.kind, "key": notice.key, "text": notice.text} for notice in notices]
    body = json.dumps({"run_id": run_id, "notices": told}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "conflict-figures"}
    if notify.secret_env:
        if not (secret := os.environ.get(notify.secret_env)):
            raise UserError(f"the variable {notify.secret_env} holds no secret")
        headers["X-Figures-Signature"] = signature(secret, body)
    timeout = {"connect": _SECONDS, "read": _SECONDS, "write": _SECONDS, "pool": _SECONDS}
    with httpcore.ConnectionPool() as pool:
        for number in range(_TRIES):
            answer = pool.request(
                "POST", notify.webhook, headers=list(headers.items()), content=body, extensions={"timeout": timeout}
            )
            if 200 <= answer.status < 300:
                return
            if answer.status < 500 or number == _TRIES - 1:
                raise OSError(f"answers {answer.status}")
            time.sleep(_PAUSE * 2**number)


def _mail(notify: Notify, run_id: str, notices: Sequence[Notice]) -> None:
    message = EmailMessage()
    message["Subject"] = f"Conflict Figures: {len(notices):,} notices"
    message["From"], message["To"] = notify.email_from, ", ".join(notify.email_to)
    lines = [f"- {notice.text}" for notice in notices[:SHOWN]]
    if more := notices[SHOWN:]:
        command = as_called('figures sql "from contradictions"')
        lines.append(f"- and {len(more):,} more: {command}")
    head = f"Run {run_id}. Reported, not judged; look at the sentences before you cite."
    message.set_content("\n".join([head, "", *lines]))
    maker = smtplib.SMTP_SSL if notify.smtp_security == "tls" else smtplib.SMTP
    with maker(notify.smtp_host, notify.smtp_port, timeout=_SECONDS) as server:
        if notify.smtp_security == "starttls":
            server.starttls()
        if notify.smtp_user:
            server.login(notify.smtp_user, os.environ.get(notify.smtp_password_env, ""))
        server.send_message(message)
