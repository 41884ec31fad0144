"""The tolls of one document in words: which sentence gave the number, which widened the range, what stayed out.

In: a document and its tolls. Out: lines of plain text; nothing is read or reckoned here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from extractors.model import Document
from extractors.tolls import Evidence, OriginToll, Toll
from extractors.tolls.toll import ROLES
from flows import terminal_page
from flows.explain import bounds

_HEADINGS = {
    "best": "the number is taken from",
    "revised": "replaced by a later figure",
    "same": "says the same again",
    "widens": "widens the range",
    "attackers": "attackers, told apart",
    "part": "parts, not added",
    "left_out": "left out",
    "other_event": "other events, not counted",
    "unnumbered": "people without a number",
}


def page(document: Document, tolls: Sequence[Toll], *, width: int = terminal_page.WIDTH) -> Iterator[str]:
    """The lines for one document, an empty line after each toll."""
    yield document.title or document.document_id
    if not tolls:
        yield "  No toll: the text counts nobody and nothing."
        yield ""
    for toll in tolls:
        yield f"  {toll.outcome}: {_amount(toll)}"
        yield from terminal_page.fill(toll.reason, width, "    ")
        for origin in toll.origins:
            yield from terminal_page.fill(_origin(origin), width, "    ")
        in_order = sorted(toll.evidence, key=lambda e: ROLES.index(e.role))
        for role, told in groupby(in_order, key=lambda e: e.role):
            yield f"    {_HEADINGS[role]}:"
            for evidence in told:
                yield from terminal_page.fill(_quoted(evidence), width, "      ")
        yield ""


def _amount(toll: Toll) -> str:
    best = "no one number" if toll.best is None else f"{toll.best:,}"
    words = f"{best} ({bounds(toll.low, toll.high)})"
    if toll.of_attackers:
        words += f"; attackers: {toll.attackers_in_best:,} in the number, {toll.of_attackers:,} in the range"
    return words


def _origin(origin: OriginToll) -> str:
    said = "the outlet itself" if not origin.speaker_text else origin.speaker_text
    best = "" if origin.best is None else f"{origin.best:,} "
    return f"{said}: {best}({bounds(origin.low, origin.high)})"


def _quoted(evidence: Evidence) -> str:
    return f"“{evidence.exact}” ({evidence.why}): {' '.join(evidence.sentence.split())}"
