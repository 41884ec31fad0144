"""`figures trace`: everything that led to one assertion, and everything that rests on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.console import say_age
from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.trace import Trace


def trace(
    assertion_id: Annotated[str, typer.Argument(metavar="ASSERTION_ID", help="As in who_said_what and the exports.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object with every stored column.")] = False,
    warehouse: Annotated[Path | None, typer.Option(metavar="FILE", help="The warehouse file.")] = None,
) -> None:
    """Everything that led to one assertion, and everything that rests on it.

    The file or address, the words in their sentence, who says it, the versions of reader and tables, the run, the
    decisions of review, the link with its reason, the figure and its verdict.

    \b
    figures sql "select assertion_id, quote from who_said_what limit 5"
    figures trace 0c1d2e3f4a5b6c7d8e9f
    """
    import json

    from flows.tables import json_value
    from warehouse.publication import open_published
    from warehouse.trace import trace as traced

    with open_published(Settings.load().with_places(warehouse).warehouse) as (con, as_of):
        say_age(as_of)
        found = traced(con, assertion_id)
    if as_json:
        typer.echo(json.dumps(json_value(found.to_record()), ensure_ascii=False, indent=1, default=str))
    else:
        typer.echo("\n".join(told(found)))


def told(found: Trace) -> list[str]:
    """The trace in lines for reading: from the document to the verdict, what is unknown left out."""
    a, d = found.assertion, found.document or {}
    lines = [f"“{a['exact']}”", ""]

    def line(name: str, *words: Any) -> None:
        said = ", ".join(str(word) for word in words if word not in (None, ""))
        if said:
            lines.append(f"{name:<11} {said}")

    line("Stands in", d.get("source"), d.get("title"), d.get("publication_date"), d.get("url") or d.get("address"))
    line("Document", f"{a['document_id']}, version {a['version_hash']}")
    if d.get("original_sha256"):
        line("Original", f"{d['original_format']}, SHA-256 {d['original_sha256']}")
    if found.capture is not None:
        got = found.capture
        when = f"{got['fetched_at']:%Y-%m-%d %H:%M} UTC" if got["fetched_at"] else None
        line("Fetched", when, got["address"])
        line("Archived", got["archive_address"])
        line("Post", got["history"])
    line("Span", f"characters {a['start']} to {a['end']} of the stored text ({a['text_role']})")
    line("Sentence", a["sentence"])
    line("Says", _bounds(a), a["entity_class"], a["outcome"], f"{a['count_status']} {a['count_scope']}")
    line("Who", " ← ".join(f"{hop['actor_text'] or 'the outlet'} ({hop['role']})" for hop in found.hops))
    line("Stance", a["polarity"], a["modality"])
    line("Where", a["place_text"], a["country"], a["place_method"])
    line("When", a["date_text"], a["event_date_start"], a["date_precision"])
    line("Read by", f"{a['extractor']} {a['extractor_version']}, tables {a['lexicon_version']}")
    line("Rules", a["rules"])
    line("Confidence", f"{a['confidence']:g}")
    line("Run", a["run_id"], f"loaded {a['loaded_at']:%Y-%m-%d %H:%M} UTC", "" if a["is_current"] else "not current")
    for other in found.versions:
        if (other["run_id"], other["assertion_id"]) != (a["run_id"], a["assertion_id"]):
            line("Also read", f"{other['exact']}: {_bounds(other)}", other["outcome"], f"by run {other['run_id']}")
    for failed in found.quarantined:
        line("Quarantine", failed["check_name"], failed["failure"])
    for decision in found.decisions:
        line("Decision", decision["decision"], decision["reviewer"], decision["decided_on"], decision["note"])
    if found.link is not None:
        event = found.link
        line("Event", event["event_id"], event["place"], event["event_date"], event["event_kind"])
        line("Linked", f"{event['reason']} (score {event['score']:.2f}), counted as {event['counted_as']}")
    else:
        line("Event", "not linked to one: it is not compared")
    if found.figure is not None:
        line("Figure", found.figure["figure_id"], f"{found.figure['verdict']}: {found.figure['reason']}")
    return lines


def _bounds(row: Any) -> str:
    low, high = (None if row[name] is None else f"{row[name]:,.10g}" for name in ("asserted_low", "asserted_high"))
    if low == high:
        return low or f"no bounds ({row['quantity_text']})"
    return f"{low or 'open'} to {high or 'open'}"
