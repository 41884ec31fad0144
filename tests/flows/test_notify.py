"""Notifications, delivered to a real web server and a real mail server on loopback."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from flows.errors import UserError
from flows.notify import Notify, signature

STORY = "---\noutlet: {}\ndate: 2015-10-1{}\n---\n{} people were killed in Teir Malla on 15 October 2015, {} said.\n"


class Hook:
    """A web server that keeps what is posted; it refuses the first ``refusals`` times."""

    def __init__(self) -> None:
        self.posts: list[tuple[str | None, bytes]] = []
        self.refusals = 0
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if hook.refusals:
                    hook.refusals -= 1
                    self.send_response(403)
                else:
                    hook.posts.append((self.headers["X-Figures-Signature"], body))
                    self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Box:
    """Keeps the messages that a mail server takes in."""

    def __init__(self) -> None:
        self.messages: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.messages.append(envelope.content)  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()


def test_a_contradiction_and_a_revision_are_told_once_signed_and_by_mail(figures, tmp_path: Path, hook: Hook) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.md").write_text(STORY.format("Coastal Wire", 6, "Twelve", "the health office"))
    (reports / "b.md").write_text(STORY.format("Harbour Post", 6, "Forty", "the Syrian Observatory for Human Rights"))
    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mail = Controller(box, hostname="127.0.0.1", port=port)
    mail.start()
    (tmp_path / "figures.toml").write_text(
        f"[notify]\nwebhook = 'http://127.0.0.1:{hook.server.server_address[1]}/hook'\nsecret_env = 'HOOK_SECRET'\n"
        f"email_to = ['desk@example.org']\nemail_from = 'figures@example.org'\nsmtp_host = '127.0.0.1'\n"
        f"smtp_port = {port}\nsmtp_security = 'none'\n"
    )
    secret = {"HOOK_SECRET": "between us"}
    hook.refusals = 1
    try:
        refused = figures("run", reports, "--plain", **secret)
        assert refused.returncode == 0, refused.stderr
        assert "not delivered" in refused.stderr
        assert "answers 403" in refused.stderr
        for _ in range(2):
            assert figures("run", reports, "--plain", **secret).returncode == 0
    finally:
        mail.stop()
    ((signed, body),) = hook.posts
    assert signed == signature("between us", body)
    (notice,) = json.loads(body)["notices"]
    assert notice["kind"] == "contradiction"
    assert "Teir Malla" in notice["text"] or "Tir Ma" in notice["text"]
    sent = [message_from_bytes(message, policy=policy.default) for message in box.messages]
    assert {message["To"] for message in sent} == {"desk@example.org"}
    assert "contradict each other" in " ".join(sent[-1].get_content().split())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"web": "x"}, "unknown: web"),
        ({"revised_share": 0.5}, "needs a webhook"),
        ({"webhook": "http://x.example", "revised_share": "half"}, "revised_share is no float"),
        ({"email_to": ["a@b.example"]}, "needs smtp_host"),
        ({"webhook": "http://x.example", "smtp_security": "some"}, "starttls, tls or none"),
    ],
)
def test_a_table_that_makes_no_sense_is_said(table: dict, words: str) -> None:
    with pytest.raises(UserError, match=words):
        Notify.of(table)
