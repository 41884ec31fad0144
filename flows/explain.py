"""A text with its figures marked and, under each, the reading: for the person who wonders why.

Plain text unless a painter is given, so that it can be piped, kept and compared; nothing here reads a figure anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from extractors.document import sentences as text
from extractors.document.markup import legible
from extractors.model import Assertion, Document, Number, Sentence
from flows import terminal_page as page
from flows.terminal_page import Paint

_UNSURE = 0.6
"""Readings at or below this confidence are pointed out: the outcome was guessed from afar or by default."""
_LABEL = " " * 6
_VALUE = " " * 15


def explain(
    document: Document,
    assertions: Sequence[Assertion],
    *,
    where: str = "",
    width: int = page.WIDTH,
    paint: Paint = page.plain,
) -> str:
    """The whole text, each figure in brackets with a number, and under its sentence how each was read.

    A reading tells bounds, counted thing and class, outcome, status and scope, whose and by whom, chain, place, date,
    confidence, and the rules that fired. ``where`` is the file, for the heading; ``width`` counts columns of a
    terminal; ``paint`` gives a piece of a kind ("title", "mark", "label", "quiet", "doubt") its colour.
    """
    ordered = sorted(assertions, key=lambda a: (a.sentence.start, a.quantity.start))
    numbers = {id(a): n for n, a in enumerate(ordered, 1)}
    starts = {a.quantity.start: n for n, a in reversed(list(enumerate(ordered, 1)))}
    told = {start: list(rows) for start, rows in groupby(ordered, key=lambda a: a.sentence.start)}
    lines = [*_heading(document, ordered, where, width, paint), ""]
    content = legible(document.text)
    sentences = text.split(content, document.title)
    for run in _runs(sentences, told):
        rows = told.get(run[0].start, [])
        if rows:
            marked = _marked(content, run[0], [(numbers[id(a)], a) for a in rows])
            lines.extend(page.fill(marked, width, "  ", paint=paint))
        else:
            words = " ".join(content[s.start : s.end] for s in run)
            lines.extend(paint("quiet", line) for line in page.fill(words, width, "  "))
        for a in rows:
            lines.extend(_reading(a, numbers[id(a)], starts, width, paint))
        lines.append("")
    if unread := content[sentences[-1].end if sentences else 0 :].strip():
        note = f"({len(unread):,} characters of page furniture below the article were not read.)"
        lines += [*page.fill(note, width), ""]
    return "\n".join(lines)


def _heading(
    document: Document, assertions: Sequence[Assertion], where: str, width: int, paint: Paint
) -> Iterator[str]:
    """Title, what is known of the document, and how many figures were found."""
    yield from (paint("title", line) for line in page.fill(document.title or where or document.document_id, width))
    known = [document.source, document.date, document.location, document.url]
    known += [where] * bool(document.title) + [document.document_id] * bool(document.title or where)
    if about := " · ".join(part for part in known if part):
        yield from page.fill(about, width)
    if not assertions:
        yield "No figures found in this text."
        return
    doubtful = sum(_is_doubtful(a) for a in assertions)
    yield f"{len(assertions)} figure{'s' * (len(assertions) > 1)}" + (f", {doubtful} to check" if doubtful else "")


def _runs(sentences: Iterable[Sentence], told: Mapping[int, list[Assertion]]) -> Iterator[list[Sentence]]:
    """Each sentence with figures alone, those of a paragraph that stand between them together."""
    for _, run in groupby(sentences, key=lambda s: (s.paragraph, s.role, s.start if s.start in told else None)):
        yield list(run)


def _marked(content: str, sentence: Sentence, numbered: Sequence[tuple[int, Assertion]]) -> str:
    """The sentence with each quantity in brackets: ``[1: at least five] civilians``."""
    spans: list[tuple[list[int], int, int]] = []
    for number, a in numbered:
        if spans and a.quantity.start < spans[-1][2]:  # two readings of the same words
            labels, start, end = spans.pop()
            spans.append(([*labels, number], start, max(end, a.quantity.end)))
        else:
            spans.append(([number], a.quantity.start, a.quantity.end))
    out, at = [], sentence.start
    for labels, start, end in spans:
        out += [content[at:start], page.mark(f"[{','.join(map(str, labels))}: {content[start:end]}]")]
        at = end
    return "".join([*out, content[at : sentence.end]])


def _reading(a: Assertion, number: int, numbers: Mapping[int, int], width: int, paint: Paint) -> Iterator[str]:
    """The rows under a sentence for one figure."""
    role = "" if a.sentence.role == "body" else f"  in the {a.sentence.role}"
    yield f"    {paint('mark', str(number))}{role}"
    rows = [("bounds", _amount(a)), ("counted", _counted(a))]
    if a.counted.domain != "measure":
        rows += [
            ("outcome", _outcome(a)),
            ("status", _status(a, numbers)),
            ("whose", a.counted.affiliation or ""),
            ("by", a.happening.perpetrator or ""),
        ]
    rows += [("chain", _chain(a)), ("place", _where(a)), ("date", _when(a))]
    rows += [("sure", f"{a.confidence:.2f}"), ("rules", ", ".join(a.rules))]
    for name, value in rows:
        if value:
            first, *rest = page.fill(value, width, _VALUE)
            doubt = "  " + paint("doubt", "please check") if name == "sure" and _is_doubtful(a) else ""
            yield f"{_LABEL}{paint('label', f'{name:8}')} {first[len(_VALUE) :]}{doubt}"
            yield from rest


def _is_doubtful(a: Assertion) -> bool:
    return a.confidence <= _UNSURE


def _amount(a: Assertion) -> str:
    q = a.quantity
    parts = [bounds(q.low, q.high), q.kind]
    if q.kind == "vague" and (a.low, a.high) != (None, None):
        best = "" if a.best is None else f", best {a.best:,}"
        parts.append(f"{a.convention}: {bounds(a.low, a.high)}{best}")
    return " · ".join([*parts, *["single"] * a.implicit, *["of each"] * q.per_unit])


def _counted(a: Assertion) -> str:
    thing = a.counted
    if thing.domain == "measure":
        return f"measure in {a.quantity.unit or '?'}"
    parts = [thing.entity_text or "(not named)", thing.entity_class or thing.domain, thing.designation]
    return " · ".join(part for part in parts if part)


def _outcome(a: Assertion) -> str:
    happening = a.happening
    said = happening.outcome + (f" ({happening.outcome_verb})" if happening.outcome_verb else "")
    marks = ["denied"] * (happening.polarity == "denied") + [a.modality] * (a.modality != "factual")
    return " · ".join([said, *marks])


def _status(a: Assertion, numbers: Mapping[int, int]) -> str:
    scope = a.scope
    whole = numbers.get(scope.subset_of) if scope.subset_of is not None else None
    status = f"{scope.count_status}, {scope.count_scope}" + (f" of {whole}" if whole else "")
    if scope.status_period and scope.status_period != "unstated":
        status += f" ({scope.status_period})"
    return status + (" · superseded" if a.quantity.superseded else "")


def _chain(a: Assertion) -> str:
    cue = a.chain.hops[-1].cue
    return a.chain.text + (f" · “{cue}”" if cue else "") + (" (inferred)" if a.chain.inferred else "")


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
