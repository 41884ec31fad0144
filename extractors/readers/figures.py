"""The figures of a document as each sentence gives them: what each counts, what happened, status and scope.

In: the candidates of every sentence. Out: findings in text order. Sentences are read in order, and the figures of a
sentence from left to right, because a figure may repeat what one before it counted ("the three") or be a part of it
("including two children").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extractors import sides
from extractors.counted.told_again import Told, recalled
from extractors.model import Counted, Happening, ParsedSentence, Quantity, Scope, Sentence
from extractors.outcomes import HARM, Candidate, OutcomeReader, speaks_of_singles
from extractors.outcomes.inferred_class import settle
from extractors.page import Candidates, Finding
from extractors.scope import changes, parts, scope, stance, sums
from extractors.vocabulary import lexicon

_LOOK_BACK = 160
"""Characters before a sentence in which the question stands that it answers."""
_POINTED_BACK = 4
"""Sentences over which a number told again ("the three") may point back."""
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_LAST_TOLD = 6
"""Figures back in which the person may be told whom a pronoun takes up."""
_SHARED_OUTCOMES = HARM | {"struck", "displaced", "rescued", "used"}


def find(
    content: str,
    sentences: Sequence[Sentence],
    quantities: Mapping[int, Sequence[Quantity]],
    parsed: Mapping[int, ParsedSentence],
    candidates: Mapping[int, Candidates],
) -> list[Finding]:
    """The findings of a document in text order; of sentences that are not ``parsed``, only their measures."""
    found: list[Finding] = []
    for sentence in sentences:
        if sentence.index in parsed:
            header = sentences[sentence.list_header] if sentence.list_header is not None else None
            here = _SentenceWalk(content, parsed[sentence.index], candidates[sentence.index], header, found)
            rows = sorted([*here.read(), *here.candidates.measures], key=lambda r: r.quantity.start)
            found.extend(changes.marked(content, parts.linked(content, rows, found), found))
        else:
            found.extend(_measure(sentence, q) for q in quantities.get(sentence.index, ()))
    return found


class _SentenceWalk:
    """The candidates of one sentence from left to right, each with what those before it were read as.

    ``told`` are the findings of the sentences before, ``header`` is the line that introduces the list it stands in.
    """

    def __init__(
        self,
        content: str,
        parsed: ParsedSentence,
        candidates: Candidates,
        header: Sentence | None,
        told: Sequence[Finding],
    ) -> None:
        self.content, self.parsed, self.candidates, self.header, self.told = content, parsed, candidates, header, told
        self.introduction = content[header.start : header.end] if header is not None else ""
        frame = _header_frame(self.introduction) or _asked(content, parsed.sentence)
        before = _told_before(told, parsed.sentence)
        self.outcomes = OutcomeReader(parsed, candidates.triggers, frame, before)
        self.rows: list[Finding] = []
        self.recent = _recent(told, parsed.sentence)  # what "the three" may point to, the latest first
        self.settled: list[tuple[Candidate, Happening]] = []  # those of which it is known what they count
        self.scoped: list[tuple[Candidate, Scope]] = []  # those of which it is known what they are part of

    def read(self) -> list[Finding]:
        """The findings of the sentence, its measures left out."""
        figures = self.candidates.figures
        for figure, happening in zip(figures, self.outcomes.read(figures), strict=True):
            if not self._is_no_figure(figure, happening):
                self.rows.extend(self._take(figure, happening))
        return self.rows

    def _is_no_figure(self, figure: Candidate, happening: Happening) -> bool:
        """Whether a single came to no harm, or a "one" or "he" counts nobody who is not counted already."""
        if figure.token in self.candidates.singles:
            if happening.outcome not in HARM or not speaks_of_singles(happening.found_by):
                return True
            if _is_unharmed(self.parsed, happening) or _is_sentenced(self.parsed, happening):
                return True
        return self._is_idle_partitive(figure, happening) or _is_of_dead(figure, happening, [*self.told, *self.rows])

    def _take(self, figure: Candidate, happening: Happening) -> Iterator[Finding]:
        """The findings of one figure: one for each harm that befell those it counts."""
        content, parsed = self.content, self.parsed
        single = figure.token in self.candidates.singles
        figure = replace(figure, counted=recalled(parsed, figure, self.recent))
        thing, happening = settle(figure, happening, self.settled, self.outcomes)
        figure = replace(figure, counted=thing)
        self.recent.insert(0, Told(figure.quantity, thing))
        self.settled.append((figure, happening))
        extent = scope(content, parsed, figure, happening, self.scoped, self.header)
        happening = stance(content, parsed, figure, happening)
        if single and happening.modality in {"hypothetical", "planned"}:
            return
        thing, happening = sides.read(content, parsed, figure, happening, self.candidates.triggers, self.introduction)
        self.scoped.append((figure, extent))
        if figure.quantity.single == "name" and extent.count_scope == "total":
            extent = replace(extent, count_scope="named")
        for harm in _one_by_one(happening):
            yield Finding(parsed, parsed.sentence, figure.quantity, thing, harm, extent, single)

    def _is_idle_partitive(self, figure: Candidate, happening: Happening) -> bool:
        """Whether "one of the leaders" only picks somebody out: one told by name, or to whom nothing happens."""
        start, end = figure.quantity.start, figure.quantity.end
        if self.content[start:end].lower() != "one" or not self.content[end : end + 4].lower().startswith(" of "):
            return False
        return happening.outcome in {"other", "present"} or start - 2 in self.candidates.names


def totals(content: str, found: Sequence[Finding]) -> list[Finding]:
    """The findings of a document where sums over sentences and later counts of the same are marked as such."""
    return sums.summed_up(content, changes.revised(content, parts.summed(content, found)))


def _one_by_one(happening: Happening) -> list[Happening]:
    """Each harm of one figure, in the order of the text: who was kidnapped and later killed was both."""
    earlier = [
        replace(happening, outcome=h.outcome, outcome_verb=h.outcome_verb, trigger=h.trigger, also=())
        for h in happening.also
    ]
    return [*earlier, replace(happening, also=())]


def _is_unharmed(parsed: ParsedSentence, happening: Happening) -> bool:
    """Whether the verb of a single is denied: "The mayor was not hurt"; nothing happened to that person."""
    i = happening.trigger
    return i is not None and any(t.lower in _NOT for t in parsed.tokens[max(0, i - 3) : i])


def _is_sentenced(parsed: ParsedSentence, happening: Happening) -> bool:
    """Whether a court puts a single away, which is no capture of the conflict: "was jailed for his part in it"."""
    i = happening.trigger
    if i is None or parsed.tokens[i].lower not in {"jailed", "imprisoned"}:
        return False
    return [t.lower for t in parsed.tokens[i + 1 : i + 2]] == ["for"]


def _is_of_dead(figure: Candidate, happening: Happening, told: Sequence[Finding]) -> bool:
    """Whether a pronoun only says how somebody was hurt whose death is told before: "He was shot in the chest"."""
    if happening.outcome != "injured" or figure.quantity.single != "pronoun":
        return False
    near = [row for row in told[-_LAST_TOLD:] if row.implicit and row.counted.domain == "people"]
    return any(row.happening.outcome == "killed" for row in near)


def _told_before(rows: Sequence[Finding], sentence: Sentence) -> Happening | None:
    """What the sentence before says of its last whole, for "Among them were ..." and "gave a figure of 60"."""
    for row in reversed(rows):
        if row.sentence.index < sentence.index - 1:
            return None
        just_before = row.sentence.index == sentence.index - 1 and row.scope.count_scope == "total"
        if just_before and row.happening.outcome in _SHARED_OUTCOMES:
            return row.happening
    return None


def _recent(rows: Sequence[Finding], sentence: Sentence) -> list[Told]:
    """The figures of the few sentences before, the latest first: what "the three" may point to."""
    near = [r for r in rows if 0 < sentence.index - r.sentence.index <= _POINTED_BACK]
    return [Told(r.quantity, r.counted) for r in reversed(near)]


def _measure(sentence: Sentence, quantity: Quantity) -> Finding:
    """A measure counts its unit and says nothing of an outcome, so it needs no parse."""
    thing = Counted(quantity.unit or "", None, None, "", "measure")
    return Finding(None, sentence, quantity, thing, Happening(""), Scope())


_QUESTION = re.compile(r"(?:^|[.!?:\n])\s*([^.!?\n]{3,120})\?\s*(?:A(?:nswer)?\s*[:.]\s*|[–—-]\s*)?$")


def _asked(content: str, sentence: Sentence) -> lexicon.OutcomeFrame | None:
    """What the question right before a sentence asks about: "Q: And injured? A: A hundred and twelve."."""
    question = _QUESTION.search(content, max(0, sentence.start - _LOOK_BACK), sentence.start)
    return _header_frame(question.group(1)) if question else None


def _header_frame(introduction: str) -> lexicon.OutcomeFrame | None:
    """What a list's introduction says of its items: "combat losses", "destroyed:"."""
    for word in introduction.lower().split():
        word = word.strip(".,:;()")
        frame = lexicon.noun_frame(word)
        if frame and frame.things in HARM:
            return frame
        for verb in lexicon.verb_frames().get(word, ()):
            if verb.things in HARM and " " not in verb.word:
                return verb
    return None
