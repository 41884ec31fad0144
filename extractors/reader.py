"""The walk of a text through the rooms of the extractor, and the registry of readers by name.

document → sentences → quantities → what is counted → what happened to it → status and scope
→ who says it, where, when → assertion. No stage reaches back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from extractors import counted, dates, places, quantities, sides, voices
from extractors.counted.told_again import Told, recalled
from extractors.counted.weapons import with_model
from extractors.document import gate
from extractors.document import sentences as text
from extractors.document.markup import legible
from extractors.document.parse import DEFAULT_MODEL, parse
from extractors.model import (
    Assertion,
    Chain,
    Counted,
    Document,
    Happening,
    Hop,
    ParsedSentence,
    Place,
    Quantity,
    Scope,
    Sentence,
    Target,
    Token,
    When,
)
from extractors.outcomes import HARM, Candidate, OutcomeReader
from extractors.outcomes.inferred_class import settle
from extractors.quantities import conventions
from extractors.scope import scope, stance
from extractors.singles import candidates as single_candidates
from extractors.vocabulary import lexicon
from seeds import lexicon_version

EXTRACTOR = "grammar"
EXTRACTOR_VERSION = "0.2.0"
"""Raised with every change of what is read: rows of an older version are superseded, not edited."""

_CONTEXT = 32
"""Characters of text kept before and after the figure (W3C TextQuoteSelector prefix and suffix)."""
_POINTED_BACK = 4
"""Sentences over which a number told again ("the three") may point back."""
_GROUPS = lexicon.words("group")
_NAMING = frozenset({"", "a", "an", "the", "his", "her", "their", "named", "called", "identified as"})
"""What stands between a name and the phrase that describes the same person."""
_SINGLE_RULES = frozenset(
    {"outcome:nearest", "outcome:default", "outcome:list_header", "outcome:attacked", "outcome:toll"}
)
_SHARED_OUTCOMES = HARM | {"struck", "displaced", "rescued", "used"}
_CONFIDENCE = {
    "outcome:left": 0.95,
    "outcome:right": 0.95,
    "outcome:own_noun": 0.95,
    "outcome:premodifier": 0.9,
    "outcome:attack": 0.9,
    "outcome:claimed_lives": 0.9,
    "outcome:tree": 0.85,
    "outcome:toll": 0.9,
    "outcome:part": 0.9,
    "outcome:among": 0.85,
    "outcome:munition": 0.85,
    "outcome:attacked": 0.85,
    "outcome:located": 0.85,
    "outcome:list": 0.8,
    "outcome:list_header": 0.8,
    "outcome:nearest": 0.55,
    "outcome:default": 0.4,
}
"""How far each way of finding the outcome is trusted; "nearest" and "default" rows ask for review."""


class ReaderLike(Protocol):
    """What every extractor offers, whatever it is built on: documents in, assertions out, in order."""

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Assertion]]]: ...


@dataclass(frozen=True, slots=True)
class _Row:
    """A figure whose counted thing, outcome and scope are read."""

    parsed: ParsedSentence | None
    sentence: Sentence
    quantity: Quantity
    counted: Counted
    happening: Happening
    scope: Scope
    implicit: bool


class Reader:
    """Reads numeric assertions by grammar, lexicons and a dependency parse.

    ``attribution``, ``places`` and ``when`` can be turned off to measure what each costs; ``convention`` names the
    rows of ``vague_words`` that give vague words their ``low``, ``best``, ``high``; ``date_order`` ("dmy", "mdy",
    "ymd") is how whoever delivered the documents writes the day of publication in numbers alone.
    """

    def __init__(
        self,
        *,
        model: str = DEFAULT_MODEL,
        convention: str = "hull",
        attribution: bool = True,
        places: bool = True,
        when: bool = True,
        date_order: str | None = None,
    ) -> None:
        self.model, self.convention, self.date_order = model, convention, date_order
        self.attribution, self.places, self.when = attribution, places, when

    def read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Assertion]]]:
        """Each document with its assertions in text order; a text without figures gives an empty list."""
        for document in documents:
            yield document, self.read_one(document)

    def read_one(self, document: Document) -> list[Assertion]:
        """Assertions of one document, in text order."""
        stored, document = document, replace(document, text=legible(document.text))
        sentences = text.split(document.text, document.title)
        found, unparsed = self._quantities(document, sentences)
        parsed = parse(document.text, sentences, found, model=self.model) if found else {}
        rows: list[_Row] = []
        for sentence in sentences:
            if sentence.index in parsed:
                rows.extend(self._rows(document, sentences, parsed[sentence.index], rows))
            rows.extend(_measure(sentence, q) for q in unparsed.get(sentence.index, ()))
        if not rows:
            return []
        targets = [_target(r) for r in rows]
        chains = (
            voices.attribute(document, sentences, parsed, targets)
            if self.attribution
            else _publisher(document, targets)
        )
        where = places.locate(document, sentences, parsed, targets) if self.places else [Place("")] * len(targets)
        when = (
            dates.date_events(document, sentences, parsed, targets, date_order=self.date_order)
            if self.when
            else [When()] * len(targets)
        )
        return [self._assertion(stored, *told) for told in zip(rows, chains, where, when, strict=True)]

    def _quantities(
        self, document: Document, sentences: Sequence[Sentence]
    ) -> tuple[dict[int, tuple[Quantity, ...]], dict[int, tuple[Quantity, ...]]]:
        """Quantities by sentence: of those that need the parser, and of those that only measure something."""
        found: dict[int, tuple[Quantity, ...]] = {}
        measured: dict[int, tuple[Quantity, ...]] = {}
        content = document.text
        for s in sentences:
            if not gate.can_hold_figure(content, s.start, s.end):
                continue
            here = quantities.find(content, s.start, s.end)
            if any(not q.is_measure for q in here) or gate.can_hold_single(content, s.start, s.end):
                found[s.index] = here
            else:
                measured[s.index] = here
        return found, measured

    def _rows(
        self, document: Document, sentences: Sequence[Sentence], parsed: ParsedSentence, told: Sequence[_Row]
    ) -> list[_Row]:
        content = document.text
        header = sentences[parsed.sentence.list_header] if parsed.sentence.list_header is not None else None
        reader = OutcomeReader(parsed, _header_frame(content, header), _told_before(told, parsed.sentence))
        recent = _recent(told, parsed.sentence)
        explicit, measures = _explicit(content, parsed)
        harming = {i: t for i, t in reader.triggers.items() if _can_harm(t.frame)}
        singles = list(single_candidates(content, parsed, harming)) if harming else []
        singles = [replace(f, counted=with_model(content, f.counted)) for f in singles]
        taken = {i for f in explicit for i in range(f.token, f.last + 1)}
        singles = _named_once(content, [f for f in singles if f.token not in taken and f.last not in taken], parsed)
        figures = sorted([*explicit, *singles], key=lambda f: f.token)
        is_single = {f.token for f in singles}
        names = {f.quantity.end for f in singles if "single:name" in f.quantity.rules}
        rows: list[_Row] = []
        scoped: list[tuple[Candidate, Scope]] = []
        settled: list[tuple[Candidate, Happening]] = []
        for figure, happening in zip(figures, reader.read(figures), strict=True):
            single = figure.token in is_single
            if single and (happening.outcome not in HARM or set(happening.rules) & _SINGLE_RULES):
                continue
            if _is_idle_partitive(figure, happening, content, names):
                continue
            figure = replace(figure, counted=recalled(parsed, figure, recent))
            thing, happening = settle(figure, happening, settled, reader)
            figure = replace(figure, counted=thing)
            recent.insert(0, Told(figure.quantity, thing))
            settled.append((figure, happening))
            how = scope(content, parsed, figure, happening, scoped, header)
            happening = stance(content, parsed, figure, happening)
            if single and happening.modality in {"hypothetical", "planned"}:
                continue
            introduction = content[header.start : header.end] if header else ""
            thing, happening = sides.read(content, parsed, figure, happening, reader.triggers, introduction)
            scoped.append((figure, how))
            if figure.quantity.rules == ("single:name",) and how.count_scope == "total":
                how = replace(how, count_scope="named")
            rows.append(_Row(parsed, parsed.sentence, figure.quantity, thing, happening, how, single))
        rows.extend(measures)
        return sorted(rows, key=lambda r: r.quantity.start)

    def _assertion(self, document: Document, row: _Row, chain: Chain, place: Place, when: When) -> Assertion:
        content, q, c = document.text, row.quantity, row.counted
        start = min(q.start, c.start) if c.start is not None else q.start
        end = max(q.end, c.end) if c.end is not None else q.end
        low, best, high = conventions.apply(q, self.convention)
        outcome_rule = next((r for r in row.happening.rules if r.startswith("outcome:")), "")
        confidence = _CONFIDENCE.get(outcome_rule, 0.9)
        if "class:unknown_noun" in c.rules or "elided:antecedent" in c.rules:
            confidence = min(confidence, 0.7)
        return Assertion(
            document_id=document.document_id,
            sentence=row.sentence,
            sentence_text=content[row.sentence.start : row.sentence.end],
            quantity=q,
            quantity_text=content[q.start : q.end],
            start=start,
            end=end,
            exact=content[start:end],
            prefix=content[max(0, start - _CONTEXT) : start],
            suffix=content[end : end + _CONTEXT],
            counted=c,
            happening=row.happening,
            scope=row.scope,
            chain=chain,
            place=place,
            when=when,
            implicit=row.implicit,
            confidence=round(confidence, 2),
            low=low,
            best=best,
            high=high,
            convention=self.convention,
            extractor=EXTRACTOR,
            extractor_version=EXTRACTOR_VERSION,
            lexicon_version=lexicon_version(),
            rules=(*q.rules, *c.rules, *row.happening.rules, *row.scope.rules, *chain.rules, *place.rules, *when.rules),
        )


def _explicit(content: str, parsed: ParsedSentence) -> tuple[list[Candidate], list[_Row]]:
    """Figures with number words of one sentence, measures apart."""
    figures: list[Candidate] = []
    measures: list[_Row] = []
    for token in parsed.tokens:
        if token.quantity is None:
            continue
        q = parsed.quantities[token.quantity]
        thing = counted.count(content, parsed, token)
        if (thing.elided and _is_pronoun(parsed, token)) or _is_own_group(parsed, token, thing):
            continue
        if q.is_measure:
            measures.append(_Row(parsed, parsed.sentence, q, thing, Happening(""), Scope(), False))
            continue
        thing = with_model(content, thing)
        last = token.index if thing.head is None or thing.elided else max(thing.head, token.index)
        figures.append(Candidate(token.index, last, q, thing))
    return figures, measures


def _named_once(content: str, singles: Sequence[Candidate], parsed: ParsedSentence) -> list[Candidate]:
    """One figure for a person told twice: "Rawad Haddad, a commander, was killed" names one leader."""
    names = [f for f in singles if "single:name" in f.quantity.rules]
    out = []
    for f in singles:
        head = parsed.tokens[f.last]
        name = next((n for n in names if n is not f and _describes(content, head, f, n)), None)
        if name is None:
            out.append(f)
        elif name in out and name.counted.entity_class == "person" and f.counted.domain == "people":
            told = replace(name.counted, entity_class=f.counted.entity_class)
            out[out.index(name)] = replace(name, counted=told)
    return out


def _describes(content: str, head: Token, single: Candidate, name: Candidate) -> bool:
    """Whether a single is the description of a named person: beside the name, or an apposition by the tree."""
    if "single:name" in single.quantity.rules:
        return False
    if head.dep == "appos" and name.token <= head.head <= name.last:
        return True
    start, end = single.counted.start, single.counted.end
    if start is None or end is None:
        return False
    between = content[end : name.quantity.start] if end <= name.quantity.start else content[name.quantity.end : start]
    return between.strip(" ,\n").lower() in _NAMING and not between[:1].isalnum()


def _is_pronoun(parsed: ParsedSentence, token: Token) -> bool:
    """Whether "one" stands for a noun, not for a number: "the most important one since"."""
    before = parsed.tokens[token.index - 1] if token.index else None
    return token.lower == "one" and before is not None and before.tag in {"JJ", "JJS", "JJR", "DT", "WDT", "PDT"}


def _is_own_group(parsed: ParsedSentence, token: Token, thing: Counted) -> bool:
    """Whether "one" only says that those counted belong together: "16 members of one family"."""
    if token.lower != "one" or token.index < 2 or thing.head is None:
        return False
    before = parsed.tokens[token.index - 1].lower
    return before in {"of", "from"} and parsed.tokens[thing.head].lower in _GROUPS


def _is_idle_partitive(figure: Candidate, happening: Happening, content: str, names: set[int]) -> bool:
    """Whether "one of the leaders" only picks somebody out: one told by name, or to whom nothing happens."""
    q = figure.quantity
    picked = content[q.start : q.end].lower() == "one" and content[q.end : q.end + 5].lower().startswith(" of ")
    return picked and (happening.outcome in {"other", "present"} or q.start - 2 in names)


def _told_before(rows: Sequence[_Row], sentence: Sentence) -> Happening | None:
    """What the sentence before says of its last whole, for "Among them were ..." and "gave a figure of 60"."""
    for row in reversed(rows):
        if row.sentence.index < sentence.index - 1:
            return None
        just_before = row.sentence.index == sentence.index - 1 and row.scope.count_scope == "total"
        if just_before and row.happening.outcome in _SHARED_OUTCOMES:
            return row.happening
    return None


def _recent(rows: Sequence[_Row], sentence: Sentence) -> list[Told]:
    """The figures of the few sentences before, the latest first: what "the three" may point to."""
    near = [r for r in rows if 0 < sentence.index - r.sentence.index <= _POINTED_BACK]
    return [Told(r.quantity, r.counted) for r in reversed(near)]


def _measure(sentence: Sentence, quantity: Quantity) -> _Row:
    """A measure counts its unit and says nothing of an outcome, so it needs no parse."""
    thing = Counted(quantity.unit or "", None, None, "", "measure")
    return _Row(None, sentence, quantity, thing, Happening(""), Scope(), False)


def _can_harm(frame: lexicon.OutcomeFrame) -> bool:
    return bool({frame.people, frame.things, frame.subject_people, frame.subject_things} & HARM)


def _header_frame(content: str, header: Sentence | None) -> lexicon.OutcomeFrame | None:
    """What a list's introduction says of its items: "combat losses", "destroyed:"."""
    if header is None:
        return None
    for word in content[header.start : header.end].lower().split():
        word = word.strip(".,:;()")
        frame = lexicon.noun_frame(word)
        if frame and frame.things in HARM:
            return frame
        for verb in lexicon.verb_frames().get(word, ()):
            if verb.things in HARM and " " not in verb.word:
                return verb
    return None


def _target(row: _Row) -> Target:
    trigger = None
    if row.happening.trigger is not None and row.parsed is not None:
        trigger = row.parsed.tokens[row.happening.trigger].start
    return Target(
        row.sentence.index,
        row.quantity.start,
        row.quantity.end,
        row.counted.start,
        row.counted.end,
        trigger,
        row.happening.outcome,
        row.counted.domain,
        row.scope.count_status,
    )


def _publisher(document: Document, targets: Sequence[Target]) -> list[Chain]:
    return [Chain((Hop(0, "publisher", document.source or ""),)) for _ in targets]


READERS: Mapping[str, type[Reader]] = {EXTRACTOR: Reader}
"""Readers by name; a further extractor (a language model, say) joins here behind the same interface."""
