"""A text with its figures marked and, under each, the reading: for the person who wonders why.

Plain text, so that it can be piped, kept and compared; nothing here reads anything anew.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby

from extractors.model import Assertion, Document, Number

_WIDTH = 96
_UNSURE = 0.6
"""Readings at or below this confidence are pointed out: the outcome was guessed from afar or by default."""


def explain(document: Document, assertions: Sequence[Assertion]) -> str:
    """The sentences that hold figures, each figure in brackets with a number, and under it how it was read.

    Shows bounds, counted thing and class, outcome, status and scope, chain, place and date, confidence, and the
    names of the rules that fired. A document without figures says so.
    """
    head = document.title or document.document_id
    if not assertions:
        return f"{head}\n\n  No figures found in this text.\n"
    lines = [head, ""]
    ordered = sorted(assertions, key=lambda a: (a.sentence.start, a.quantity.start))
    number = 0
    for _, group in groupby(ordered, key=lambda a: a.sentence.start):
        rows = list(group)
        numbered = [(number + i + 1, a) for i, a in enumerate(rows)]
        number += len(rows)
        lines.extend(_wrapped(_marked(document.text, numbered), "  "))
        for label, assertion in numbered:
            lines.extend(_reading(label, assertion))
        lines.append("")
    return "\n".join(lines)


def _marked(text: str, numbered: Sequence[tuple[int, Assertion]]) -> str:
    """The sentence with each quantity in brackets: ``[1: at least five] civilians``."""
    sentence = numbered[0][1].sentence
    out, at = [], sentence.start
    for label, a in numbered:
        out.append(text[at : a.quantity.start])
        out.append(f"[{label}: {text[a.quantity.start : a.quantity.end]}]")
        at = max(at, a.quantity.end)
    out.append(text[at : sentence.end])
    return " ".join("".join(out).split())


def _reading(label: int, a: Assertion) -> list[str]:
    thing, happening, scope = a.counted, a.happening, a.scope
    counted = f"{thing.entity_text or '(not named)'} · {thing.entity_class or thing.domain}"
    if thing.designation:
        counted += f" · {thing.designation}"
    said = f"{happening.outcome}" + (f" ({happening.outcome_verb})" if happening.outcome_verb else "")
    if happening.polarity == "denied":
        said += " · denied"
    if happening.modality != "factual":
        said += f" · {happening.modality}"
    status = f"{scope.count_status}, {scope.count_scope}"
    if scope.status_period and scope.status_period != "unstated":
        status += f" ({scope.status_period})"
    doubt = "  please check" if a.confidence <= _UNSURE else ""
    rows = [
        (
            "bounds",
            f"{bounds(a.quantity.low, a.quantity.high)} · {a.quantity.kind}" + (" · single" if a.implicit else ""),
        ),
        ("counted", counted),
        ("outcome", said if thing.domain != "measure" else f"measure in {a.quantity.unit or '?'}"),
        ("status", status),
        ("chain", a.chain.text + (" (inferred)" if a.chain.inferred else "")),
        ("place", _where(a)),
        ("date", _when(a)),
        ("sure", f"{a.confidence:.2f}{doubt}"),
        ("rules", ", ".join(a.rules)),
    ]
    out = [f"    {label}"]
    for name, value in rows:
        if value:
            out.extend(_wrapped(value, f"      {name:8} ", " " * 15))
    return out


def bounds(low: Number | None, high: Number | None) -> str:
    """Bounds in words; nothing is rounded.

    >>> bounds(5, None), bounds(5000, 7000), bounds(None, None), bounds(25, 25)
    ('at least 5', '5,000 to 7,000', 'no bounds', '25')
    """
    if low is None and high is None:
        return "no bounds"
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"at most {high:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _where(a: Assertion) -> str:
    place = a.place
    if not place.place_text:
        return ""
    resolved = f" → {place.place_id}" if place.place_id else f" ({place.place_method})"
    relation = f"{place.place_relation} " if place.place_relation else ""
    return relation + place.place_text + resolved + (" (inferred)" if place.inferred else "")


def _when(a: Assertion) -> str:
    when = a.when
    if not when.event_date_start:
        return f"{when.date_text} (unresolved)" if when.date_text else ""
    span = when.event_date_start
    if when.event_date_end and when.event_date_end != when.event_date_start:
        span += f" to {when.event_date_end}"
    return span + (f" («{when.date_text}»)" if when.date_text else "")


def _wrapped(text: str, first: str, rest: str | None = None) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest if rest is not None else first)
