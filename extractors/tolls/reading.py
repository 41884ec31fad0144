"""What one document as a whole says was the toll of its main event, one figure per outcome.

A text counts the same dead several times: in the heading, in the lead, by name, by group, again after an update.
In: the assertions of documents and their texts. Out: tolls, each with its origins and its evidence. The walk: what is
said (``said``), of the main event (``events``), each person once (``once``), attackers (``attackers``), sums of
sentences and lists (``units``), tallies per origin (``wholes``, ``origins``), people without a number
(``unnumbered``). Nothing is verified: the toll is what the text says, not what is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from extractors.model import Assertion, Document, Number
from extractors.tolls import attackers, events
from extractors.tolls.figures import UNNUMBERED_LOW, Count
from extractors.tolls.once import once
from extractors.tolls.origins import Bounds, Origins, bounds, hull, ids, of_origins, of_units
from extractors.tolls.said import HARMED, OUTCOMES, THING_OUTCOMES, is_of_wounded, said, wholes
from extractors.tolls.toll import Evidence, Toll
from extractors.tolls.units import Unit, units
from extractors.tolls.unnumbered import Mention, mentions
from extractors.tolls.wholes import Tally

_WEAK = 0.6
"""Below this trust in its rule the outcome is a guess from the nearest word; such a figure stands only for itself."""


@dataclass(frozen=True)
class _Text:
    """What is known of one document before its outcomes are gone through."""

    document_id: str
    usable: Sequence[Assertion]
    other_events: Mapping[str, str]
    mentions: Sequence[Mention]
    assailants: Sequence[frozenset[str]] = ()


def tolls(assertions: Iterable[Assertion], documents: Iterable[Document] = ()) -> list[Toll]:
    """Tolls of each document in the order of its first assertion, one per outcome that the text counts.

    With their ``documents`` also of people harmed without a number ("others were wounded"), of whom there is no
    assertion. An outcome of which nothing is said has no toll; "no casualties" is a toll of 0 killed and 0 injured.
    """
    by_document: dict[str, list[Assertion]] = {}
    texts = {d.document_id: d for d in documents}
    for a in assertions:
        by_document.setdefault(a.document_id, []).append(a)
    for document_id in texts:
        by_document.setdefault(document_id, [])
    return [
        toll for document_id, found in by_document.items() for toll in _of(document_id, found, texts.get(document_id))
    ]


def _of(document_id: str, found: Sequence[Assertion], document: Document | None) -> list[Toll]:
    usable = said(found)
    counted = [a for a in usable if a.quantity.kind != "none" and a.happening.trust >= _WEAK]
    text = _Text(document_id, usable, events.other_events(counted), (), ())
    if document is not None:
        text = replace(text, mentions=mentions(document), assailants=attackers.assailants(document.text))
    out: list[Toll] = []
    for outcome in OUTCOMES:
        mine = [a for a in counted if a.happening.outcome == outcome]
        toll = _counted(outcome, mine, text) or _unnumbered(outcome, mine, text) or _none(outcome, text)
        if toll:
            out.append(toll)
    return out


def _none(outcome: str, text: _Text) -> Toll | None:
    """A toll of 0 where the text says that there were none."""
    zeros = [
        a
        for a in text.usable
        if a.quantity.kind == "none"
        and (
            a.happening.outcome == outcome or (a.happening.outcome == "casualties" and outcome in {"killed", "injured"})
        )
    ]
    if not zeros:
        return None
    why = "the text says that there were none"
    evidence = tuple(_evidence("best", a, why) for a in zeros)
    known = tuple(dict.fromkeys(a.assertion_id for a in zeros))
    return Toll(text.document_id, outcome, 0, 0, 0, known, why, evidence=evidence)


def _counted(outcome: str, mine: Sequence[Assertion], text: _Text) -> Toll | None:
    current = [a for a in mine if a.assertion_id not in text.other_events]
    if current:
        return _reconciled(outcome, current, mine, text, "")
    lead = [a for a in mine if a.sentence.role == "title" or a.sentence.index < events.LEAD]
    if any(a.assertion_id not in text.other_events and a.happening.outcome in HARMED for a in text.usable):
        lead = [a for a in lead if text.other_events[a.assertion_id] == events.LONGER]
    if lead:
        return _reconciled(outcome, lead, lead, text, "of a longer period, as the text is about it: ")
    return None


def _reconciled(
    outcome: str, counted: Sequence[Assertion], mine: Sequence[Assertion], text: _Text, about: str
) -> Toll | None:
    kept = wholes(counted, text.usable)
    outcome_at = {a.quantity.start: a.happening.outcome for a in text.usable}
    counts = [Count.of(a, of_wounded=is_of_wounded(a, outcome_at)) for a in kept]
    counts = [replace(c, attacks=attackers.did_it(c, text.usable, text.assailants)) for c in counts]
    if outcome in THING_OUTCOMES:
        counts = [c for c in counts if c.source.counted.domain == counts[0].source.counted.domain]
    parts = [a for a in counted if a not in kept]
    harmed = (a for a in text.usable if a.happening.outcome in HARMED and a.quantity.kind != "none")
    others = [a for a in harmed if a.happening.outcome != outcome and a.assertion_id not in text.other_events]
    told = attackers.split(once(counts), parts, others)
    origins = _origins(told.added)
    apart = _apart(told, outcome, text)
    if not origins.tallies:
        return _only_attackers(outcome, told, apart, text) if told.apart else None
    return _made(outcome, origins, told, apart, [*parts, *(a for a in mine if a not in counted)], text, about)


def _origins(counts: Sequence[Count]) -> Origins:
    origins = Origins()
    for unit in sorted(units(counts), key=lambda u: u.is_heading):  # headings last: the body is what they sum up
        origins.take(unit)
    return origins


def _apart(told: attackers.Split, outcome: str, text: _Text) -> Number:
    """How many attackers are told apart from those they harmed, each once."""
    inside = _inside(told)
    number: Number = 0
    if told.apart:
        number = _origins(told.apart).main.number
    for mention in text.mentions:
        if mention.attackers and mention.both and mention.outcome == outcome:
            number = max(number, UNNUMBERED_LOW)
    return number if number > inside else 0


def _only_attackers(outcome: str, told: attackers.Split, apart: Number, text: _Text) -> Toll:
    """Attackers told apart from victims who were harmed in another way: nobody up to all of them, no one number."""
    why = "only attackers, told apart from those they harmed"
    evidence = tuple(_evidence("attackers", c.source, why) for c in told.apart)
    known = tuple(dict.fromkeys(c.source.assertion_id for c in told.apart))
    return Toll(text.document_id, outcome, 0, None, apart, known, why, (), apart, 0, evidence)


def _inside(told: attackers.Split) -> Number:
    """How many attackers the sum of the victims includes."""
    with_victims = [c for c in told.added if c.is_attackers and c.stated is not None]
    added = _origins(with_victims).main.number if with_victims else 0
    return max(added, told.number_inside)


def _made(
    outcome: str,
    origins: Origins,
    told: attackers.Split,
    apart: Number,
    aside: Sequence[Assertion],
    text: _Text,
    about: str,
) -> Toll:
    main = origins.main
    own = bounds(main)
    low, best, high = hull([own, *(b for b in _rivals(origins, main, own))], best=own[1])
    inside = min(_inside(told), best) if best is not None else _inside(told)
    if high is not None:
        high += apart
    reason = about + main.reason
    if len(origins.wholes) > 1:
        reason += "; other voices give other figures"
    if origins.apart or any(t.kept and t not in origins.wholes for t in origins.tallies):
        reason += "; groups that only other voices count are left out"
    if apart:
        reason += f"; {apart:,} attackers told apart widen the range"
    used = [u for t in origins.wholes for u in (*t.kept, *t.same, *t.wider)]
    return Toll(
        text.document_id,
        outcome,
        low,
        best,
        high,
        ids([*main.kept, *used, *(u for _, u in origins.agreeing)]),
        reason,
        of_origins(origins),
        inside + apart,
        inside if best is not None else 0,
        _told(origins, main, told, aside, text),
    )


def _rivals(origins: Origins, main: Tally, own: Bounds) -> list[Bounds]:
    """What other origins give for the whole; vague words that allow the main number only agree with it."""
    out = []
    for tally in origins.wholes:
        low, best, high = bounds(tally)
        if tally is main:
            continue
        if best is None and all(u.is_vague for u in tally.kept) and _allows(low, high, own[1]):
            continue
        out.append((low, best, high))
    return out + [of_units([unit]) for _, unit in origins.agreeing if not unit.is_vague]


def _allows(low: Number | None, high: Number | None, number: Number | None) -> bool:
    return number is not None and (low is None or low <= number) and (high is None or number <= high)


def _unnumbered(outcome: str, mine: Sequence[Assertion], text: _Text) -> Toll | None:
    """The toll where only people without a number are told of."""
    counted = {a.sentence.index for a in text.usable if a.assertion_id not in text.other_events}
    told = [m for m in text.mentions if m.outcome == outcome and _is_near(m, counted)]
    if not told or mine:
        return None
    mention = told[0]
    number = _number_of(mention, text)
    low = number if number is not None else UNNUMBERED_LOW
    why = "people told of without a number are two at least" if number is None else "told by who they are: all of them"
    evidence = tuple(Evidence("unnumbered", m.exact, m.sentence_text, why) for m in told)
    inside = low if mention.attackers else 0
    return Toll(text.document_id, outcome, low, number, number, (), why, (), inside, inside if number else 0, evidence)


def _number_of(mention: Mention, text: _Text) -> Number | None:
    """How many people told of without a number are: two of "both", as many as were taken; else None."""
    if mention.both:
        return UNNUMBERED_LOW
    taken = [a for a in text.usable if a.happening.outcome == "captured" and not a.implicit]
    return Count.of(taken[0]).stated if mention.taken and len(taken) == 1 else None


def _is_near(mention: Mention, counted: set[int]) -> bool:
    """Whether a mention is of the main event: in the first sentences, or beside a figure of it."""
    at = mention.sentence.index
    return at < events.LEAD or bool(counted & {at - 1, at, at + 1})


def _told(
    origins: Origins, main: Tally, told: attackers.Split, aside: Sequence[Assertion], text: _Text
) -> tuple[Evidence, ...]:
    """What each figure of the outcome does for the toll, in words."""
    out: list[Evidence] = []

    def add(role: str, found: Iterable[Unit], why: str) -> None:
        out.extend(_evidence(role, p.source, why) for u in found for p in u.figures)

    add("best", main.kept, main.reason)
    for tally in origins.tallies:
        whole = tally in origins.wholes
        if tally is not main:
            why = "another origin's figure for the whole" if whole else "a part of what another origin counts"
            add("widens" if whole else "part", tally.kept, why)
        add("revised", tally.replaced, "a later figure took its place")
        add("same", tally.same, "says the same again")
        add("widens", tally.wider, "another number for the whole, without a word of revision")
        add("part", tally.parts, "some of those counted already")
        add("other_event", tally.far, "far larger than the event, and not called its toll")
    add("left_out", origins.apart, "a group that only another voice counts")
    add("same", (u for _, u in origins.agreeing if not any(u in t.same for t in origins.tallies)), "says the same")
    out += [_evidence("attackers", c.source, "attackers told apart from those they harmed") for c in told.apart]
    for a in aside:
        other = text.other_events.get(a.assertion_id)
        out.append(_evidence("other_event" if other else "part", a, other or "said to be a part of another figure"))
    return tuple(out)


def _evidence(role: str, a: Assertion, why: str) -> Evidence:
    return Evidence(role, a.exact, a.sentence_text, why, a.assertion_id)
