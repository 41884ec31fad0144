"""Incidents as plain text: one readable block each, days beside values. Values of ``model`` in, lines out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from warehouse.report import words
from warehouse.report.model import Figure, Incident, Voice

VOICES = 8  # shown of one figure
FIGURES = 6  # shown of one incident


def block(incident: Incident, width: int = 100, *, outcome: str = "") -> str:
    """An incident: its heading, then per figure the verdict in words and a line per voice."""
    figures = [f for f in incident.figures if not outcome or f.outcome == outcome]
    lines = [heading(incident), f"  event {incident.event_id}, {words.several(incident.documents, 'document')}"]
    for figure in figures[:FIGURES]:
        lines += figure_lines(figure, width, indent="  ")
    if len(figures) > FIGURES:
        lines.append(f"  ... and {words.several(len(figures) - FIGURES, 'further figure')}")
    if not figures:
        lines.append("  no figure is compared")
    return "\n".join(lines)


def heading(incident: Incident) -> str:
    """Place with other spellings, day and kind."""
    others = [words.squeezed(s) for s in incident.spellings if len(s) <= 30][:4]
    also = f" (also {', '.join(others)})" if others else ""
    kind = f", {incident.kind}" if incident.kind else ""
    return f"{words.squeezed(incident.place)}{also}, {words.days(incident.first_day, incident.last_day)}{kind}"


def figure_lines(figure: Figure, width: int = 100, indent: str = "") -> Iterator[str]:
    """A figure: what, verdict, reason; then who says what, since when and through whom."""
    label = words.squeezed(figure.label)
    yield f"{indent}{label}: {figure.hull_text}  [{words.verdict_label(figure.verdict).lower()}]"
    for line in textwrap.wrap(words.squeezed(figure.reason), max(width - len(indent) - 4, 30)):
        yield f"{indent}    {line}"
    yield from claim_lines(figure.voices, indent + "    ")


def claim_lines(voices: tuple[Voice, ...], indent: str = "", most: int = VOICES) -> Iterator[str]:
    """A line per voice: day, what it says, who, and which outlets carry it."""
    shown = voices[:most]
    say = [f"{v.text} (from its parts)" if v.is_derived else v.text for v in shown]
    wide = max(map(len, say), default=0)
    for voice, text in zip(shown, say, strict=True):
        outlets = ", ".join(map(words.squeezed, voice.outlets)) or "no outlet named"
        day = str(voice.stated_on) if voice.stated_on else "no date   "
        yield f"{indent}{day}  {text:{wide}}  {words.squeezed(voice.origin)}  [{outlets}]"
    if len(voices) > most:
        yield f"{indent}... and {len(voices) - most:,} more"
