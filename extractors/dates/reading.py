"""When it happened: date expressions read against the day of publication; unresolved rather than guessed.

Expressions are explicit ("on 15 October 2015", "July 25"), weekdays ("on Thursday": the last one up to the day of
publication), relative ("yesterday", "in the last 24 hours") or periods ("since 2011", "from 24.02 to 13.04").
A figure takes the expression of its clause, else that of the sentences before it of the same incident.
Precision follows EDTF (ISO 8601-2): day, week, month, else period.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.dates.expressions import Expression, find
from extractors.dates.publication import dateline, publication_date
from extractors.model import Document, ParsedSentence, Sentence, Target, When
from extractors.patterns.distance import anchor, around, crossed, divided

__all__ = ["date_events", "publication_date"]

CARRY = 4
"""How many sentences back a date is carried over to a figure that has none."""

_AFTER_DATELINE = re.compile(r"\s*(?:\([^)]{1,80}\)\s*)?[-–—:]")
_RELATIVE = re.compile(
    r"(?<!\bin )(?<!\bduring )(?<!\bsaid )(?<!\bsaying )(?<!\badded )(?<!\breported )(?<!\bclaimed )"
    r"(?<!attack )(?<!attacks )(?<!strike )(?<!strikes )(?<!clashes )(?<!fighting )(?<!war )(?<!conflict )"
    r"\b(?:who|whom|which|that)\b(?! (?:day|night|week|month|year|same)\b)",
    re.IGNORECASE,
)
"""Opens a clause about a thing: not after verbs of saying, nor about the event itself."""
_EARLIER = 2
_PLUPERFECT = re.compile(r"\bhad\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:that|while|meanwhile|but|after|where|which)\b|[;\"“”]", re.IGNORECASE)


def date_events(
    document: Document,
    sentences: Sequence[Sentence],
    parsed: Mapping[int, ParsedSentence],
    targets: Sequence[Target],
    *,
    date_order: str | None = None,
) -> list[When]:
    """The event date of each target, in order, as an interval of ISO days; ``date_order`` is ``publication_date``'s."""
    if not targets:
        return []
    published, _ = publication_date(document, date_order)
    dater = _Dater(document, sentences, targets, date.fromisoformat(published) if published else None)
    return [dater.when(target) for target in targets]


class _Dater:
    """Dates the targets of one document; every sentence is read at most once."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], targets: Sequence[Target], published: date | None
    ) -> None:
        self.text = document.text
        self.sentences = sentences
        self.published = published
        self.position = {s.index: n for n, s in enumerate(sentences)}
        line = dateline(document.text)
        self.dateline = line.span() if line else (0, 0)  # says when it was published, not when it happened
        self.starts: dict[int, list[int]] = {}
        for target in sorted(targets, key=lambda t: t.start):
            self.starts.setdefault(target.sentence, []).append(target.start)
        self.found: dict[int, list[Expression]] = {}
        self.chosen: dict[int, When] = {}

    def expressions(self, index: int) -> list[Expression]:
        if index not in self.found:
            s = self.sentences[self.position[index]]
            low, high = self.dateline
            found = find(self.text, s.start, s.end, self.published)
            self.found[index] = [
                e for e in found if (e.end <= low or e.start >= high) and not self._opens_report(e, s.start)
            ]
        return self.found[index]

    def _opens_report(self, e: Expression, start: int) -> bool:
        """True for the date of a wire line: "SARMADA, Nov 2 (Agency) - A car bomb ..."."""
        before = self.text[start : e.start]
        return before.isupper() and before.rstrip().endswith(",") and bool(_AFTER_DATELINE.match(self.text, e.end))

    def when(self, target: Target) -> When:
        own = self._nearest(target)
        result = self._placed(own, target) if own else self._carried(target)
        self.chosen[target.sentence] = result
        return result

    def _nearest(self, target: Target) -> Expression | None:
        found = self.expressions(target.sentence)
        if not found:
            return None
        figures = self.starts[target.sentence]
        low, high = anchor(target, figures[0])
        near = found[around([e.start for e in found], (low, high))] if len(found) > 24 else found

        def cost(e: Expression) -> tuple[float, float, int]:
            between = (high, e.start) if e.start >= low else (e.end, low)
            distance = max(0, between[1] - between[0]) + (0 if e.start >= low else 25)
            clause = 40 if divided(self.text, between, _CLAUSE) else 0
            start = 80 if e.role == "start" else 0
            background = self._background(e, target)
            return background, distance + 40 * crossed(figures, between) + clause + start, e.start

        best = min((e for e in near if e.role != "statement"), key=cost, default=None)
        return best if best is not None and self._background(best, target) < _EARLIER else None

    def _background(self, e: Expression, target: Target) -> int:
        """How surely a date is that of a relative clause behind the figure, "two tanks that were seized last year".

        Such a date gives way to any other, and what "had" happened then counts never: 0, 1 or ``_EARLIER``. A clause
        that holds the figure's outcome, or says when the event was ("in clashes that erupted on Monday"), is no such.
        """
        clauses = [m.end() for m in _RELATIVE.finditer(self.text, target.end, e.start)]
        if not clauses or (target.trigger_start is not None and clauses[-1] < target.trigger_start < e.end):
            return 0
        dated = any(clauses[-1] <= other.start < e.start for other in self.expressions(target.sentence))
        if dated or "," in self.text[clauses[-1] : e.start]:
            return 0  # the clause has its date, or is over
        if _PLUPERFECT.search(self.text, clauses[-1], e.start):
            return _EARLIER
        return int(e.precision in ("month", "period"))

    def _placed(self, expression: Expression, target: Target) -> When:
        if expression.shift is not None and expression.span is None:
            return self._shifted(expression, target)
        return _as_when(expression)

    def _shifted(self, expression: Expression, target: Target) -> When:
        """ "a day after" and "two days earlier": counted from the date before it in the text."""
        beside = [e for e in self.expressions(target.sentence) if e.precision == "day" and e.span is not None]
        other = min(beside, key=lambda e: abs(e.start - expression.start), default=None)
        known = _as_when(other) if other else self._carried(target)
        if known.date_precision != "day" or known.event_date_start is None or expression.shift is None:
            return When(date_text=expression.text, rules=("nothing_to_count_from",))
        day = (date.fromisoformat(known.event_date_start) + timedelta(days=expression.shift)).isoformat()
        return When(day, day, "day", expression.text, ("counted_from_another_date",))

    def _carried(self, target: Target) -> When:
        here = self.position[target.sentence]
        sentence = self.sentences[here]
        if sentence.list_header is not None:
            header = self._best(sentence.list_header)
            if header is not None:
                return _as_when(header, "list_heading")
        for n in range(here - 1, max(-1, here - 1 - CARRY), -1):
            before = self.sentences[n]
            kept = self.chosen.get(before.index)
            if kept is not None and kept.event_date_start and kept.date_precision in ("day", "week"):
                return replace(kept, rules=("carried_over",), carried_over=True)
            best = self._best(before.index)
            if best is not None and best.precision in ("day", "week"):
                return replace(_as_when(best, "carried_over"), carried_over=True)
        if sentence.role in ("title", "subheading") or here == 0:
            for n in range(here + 1, min(len(self.sentences), here + 4)):
                best = self._best(self.sentences[n].index)
                if best is not None:
                    return _as_when(best, "from_the_body")
        return When()

    def _best(self, index: int) -> Expression | None:
        """The date that a sentence is about, for sentences around it."""
        usable = [e for e in self.expressions(index) if e.role == "event" and e.span is not None]
        return usable[0] if usable else None


def _as_when(expression: Expression, *rules: str) -> When:
    if expression.span is None:
        return When(date_text=expression.text, rules=(expression.rule, *rules))
    start, end = expression.span
    return When(start.isoformat(), end.isoformat(), expression.precision, expression.text, (expression.rule, *rules))
