"""The answer to a claim for a terminal, for programs and as a page. Values of ``claims`` in, text out."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator
from typing import Any

from warehouse.report import words
from warehouse.report.claims import DENIES, EXACTLY, RELATIONS, Answer
from warehouse.report.model import Said, Voice
from warehouse.report.pages import Pages, cite, web


def as_text(answer: Answer, width: int = 100) -> str:
    """For a terminal: the answer first, then who, when and through whom."""
    lines: list[str] = []

    def put(text: str, indent: str = "") -> None:
        lines.extend(textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent + "  "))

    put(f"Claim    {read_as(answer)}")
    put(f"Event    {answer.incident.title} ({answer.incident.event_id})")
    for note in notes(answer):
        put(note, "  ")
    lines.append("")
    for sentence in answer.sentences:
        put(sentence)
    if answer.first:
        lines.append("")
        put(f"First on record: {first_line(answer.first)}")
        put(f"“{words.squeezed(answer.first.sentence)[:400]}”", "  ")
    lines += ["", "Who carries whom"]
    for voice, how in answer.relations:
        related = "" if how == DENIES else f" ({RELATIONS[how]})"
        put(f"{words.squeezed(voice.origin)}: {voice.text}{related}", "  ")
        for said in voice.carried:
            put(f"{said.stated_on or 'no date'}  {words.squeezed(said.outlet) or 'no outlet'}: {said.text}", "    ")
    for title, rows in sections(answer):
        lines += ["", title]
        for row in rows:
            put(row, "  ")
    lines += ["", "To cite"]
    for said in cited(answer):
        put(cite(said), "  ")
    return "\n".join(lines)


def read_as(answer: Answer) -> str:
    """The claim as it was read."""
    claim = answer.claim
    day = f", {words.days(claim.first_day, claim.last_day)}" if claim.first_day else ""
    what = words.counted(claim.figure, words.figure_label(claim.entity_class, claim.outcome))
    return f"{what}, {words.squeezed(claim.place)}{day}"


def notes(answer: Answer) -> list[str]:
    """What limits the answer."""
    said = []
    if answer.as_of:
        said.append(f"as of {words.day(answer.as_of)}: only what had been published by then")
    if not answer.same_class:
        own = words.class_label(answer.claim.entity_class)
        said.append(f"nobody on record counts {own} apart; what follows is of {answer.figure.label}")
    return said


def first_line(said: Said) -> str:
    """Who was first, where and when."""
    through = f", in {words.squeezed(said.outlet)}" if said.outlet and said.outlet != said.origin else ""
    return f"{words.squeezed(said.origin)}: {said.text}{through}, {words.day(said.stated_on)}"


def sections(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """What changed, denials, citations, copies: those that there are."""
    changed = [
        f"{step.stated_on or 'no date'}  {words.squeezed(step.origin)}: {step.figure} ({RELATIONS[how]})"
        for step, how in sorted(answer.earlier, key=lambda pair: str(pair[0].stated_on))
    ]
    if changed:
        yield "Said before or beside it", changed
    denials = [
        f"{s.stated_on or 'no date'}  {words.squeezed(s.origin)}, in {words.squeezed(s.outlet)}: "
        f"“{words.squeezed(s.sentence)[:300]}”"
        for v in answer.figure.voices
        if v.is_denial
        for s in v.carried
    ]
    if denials:
        yield "Denials", denials
    if answer.citations:
        yield "Where one outlet cites another", [c.sentence for c in answer.citations]
    if answer.copies:
        yield "Texts that are nearly the same", list(answer.copies)


def cited(answer: Answer) -> list[Said]:
    """A statement per voice to cite, exact ones first."""
    order = sorted(answer.relations, key=lambda pair: pair[1] != EXACTLY)
    return [voice.carried[0] for voice, _ in order if voice.carried]


def as_json(answer: Answer) -> dict[str, Any]:
    """For programs; ``claim_review`` has the shape of schema.org's ClaimReview, without a rating."""
    claim, incident = answer.claim, answer.incident
    return {
        "claim": {
            "text": claim.text,
            "read_as": read_as(answer),
            "low": claim.low,
            "high": claim.high,
            "entity_class": claim.entity_class,
            "outcome": claim.outcome,
            "place": claim.place,
            "event_date_start": _day(claim.first_day),
            "event_date_end": _day(claim.last_day),
        },
        "event": {
            "event_id": incident.event_id,
            "place": incident.place,
            "country": incident.country,
            "event_date": _day(incident.first_day),
            "event_kind": incident.kind,
        },
        "as_of": _day(answer.as_of),
        "figure_id": answer.figure.figure_id,
        "figure": answer.figure.label,
        "verdict": answer.figure.verdict,
        "answer": answer.sentences,
        "notes": notes(answer),
        "voices": [_voice(voice, how) for voice, how in answer.relations],
        "earlier": [
            {"origin": s.origin, "says": s.figure, "stated_on": _day(s.stated_on), "relation": how}
            for s, how in answer.earlier
        ],
        "first": _said(answer.first) if answer.first else None,
        "citations": [
            {"sentence": c.sentence, "holds": c.holds is not None, "cited": c.cited, "texts": c.texts}
            for c in answer.citations
        ],
        "copies": list(answer.copies),
        "claim_review": claim_review(answer),
    }


def claim_review(answer: Answer) -> dict[str, Any]:
    """The answer in the shape of https://schema.org/ClaimReview; a rating is left to those who check."""
    appearances = [
        {"@type": "CreativeWork", "url": s.url, "headline": s.title, "datePublished": _day(s.stated_on)}
        for v in answer.of(EXACTLY)
        for s in v.carried
        if web(s.url)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": answer.claim.text,
        "itemReviewed": {"@type": "Claim", "appearance": appearances},
        "reviewBody": " ".join(answer.sentences),
    }


def _voice(voice: Voice, how: str) -> dict[str, Any]:
    return {
        "origin": voice.origin,
        "source_class": voice.source_class,
        "says": voice.text,
        "low": voice.low,
        "high": voice.high,
        "relation": how,
        "is_derived": voice.is_derived,
        "stated_on": _day(voice.stated_on),
        "first_on": _day(voice.first_on),
        "carried_by": [_said(s) for s in voice.carried],
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "assertion_id": said.assertion_id,
        "outlet": said.outlet,
        "stated_on": _day(said.stated_on),
        "says": said.text,
        "quote": said.quote,
        "sentence": words.squeezed(said.sentence)[:700],
        "chain": said.chain,
        "url": said.url,
        "citation": cite(said),
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def page_name(answer: Answer) -> str:
    """The address of the page under the site: the same claim on the same event has the same."""
    claim = answer.claim
    key = f"{claim.text}\x1f{answer.incident.event_id}\x1f{answer.figure.figure_id}\x1f{answer.as_of}"
    return f"check/{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}.html"


def page(pages: Pages, answer: Answer, root: str = "../", *, has_incidents: bool = True) -> str:
    """The answer as a page."""
    return pages.render(
        "check.html",
        root=root,
        section="",
        title=answer.claim.text,
        answer=answer,
        read_as=read_as(answer),
        notes=notes(answer),
        first=first_line(answer.first) if answer.first else "",
        relations=RELATIONS,
        sections=list(sections(answer)),
        cited=cited(answer),
        has_incidents=has_incidents,
    )
