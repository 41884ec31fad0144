"""The figures of a sentence before it is known what happened to them: its numbers, and singles without one.

In: the parse of a sentence. Out: each number with what it counts and each single that may have come to harm, left to
right, the measures apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import counted
from extractors.counted.speakers import is_speaker
from extractors.counted.weapons import with_model
from extractors.model import Counted, Happening, ParsedSentence, Scope, Token
from extractors.outcomes import HARM, Candidate
from extractors.page import Candidates, Finding
from extractors.patterns.triggers import triggers
from extractors.singles import candidates as single_candidates
from extractors.vocabulary import lexicon

_GROUPS = lexicon.words("group")
_ASIDE = 10
"""Words that an aside about one person may have behind its noun."""
_ONE_IS = frozenset({"was", "is", "has", "had", "who"})
_NAMING = frozenset({"", "a", "an", "the", "his", "her", "their", "named", "called", "identified as"})
"""What stands between a name and the phrase that describes the same person."""


def find(content: str, parsed: Mapping[int, ParsedSentence]) -> dict[int, Candidates]:
    """The candidates of each sentence that was parsed, by its index."""
    return {index: _of_sentence(content, sentence) for index, sentence in parsed.items()}


def _of_sentence(content: str, parsed: ParsedSentence) -> Candidates:
    words = triggers(parsed)
    explicit, measures = _explicit(content, parsed)
    harming = {i: t for i, t in words.items() if _can_harm(t.frame)}
    singles = list(single_candidates(content, parsed, harming)) if harming else []
    singles = [replace(f, counted=with_model(content, f.counted)) for f in singles]
    taken = {i for f in explicit for i in range(f.token, f.last + 1)}
    singles = _named_once(content, [f for f in singles if f.token not in taken and f.last not in taken], parsed)
    figures = sorted([*explicit, *singles], key=lambda f: f.token)
    figures = [f for n, f in enumerate(figures) if not n or not _is_aside(parsed, figures[n - 1], f)]
    return Candidates(tuple(figures), frozenset(f.token for f in singles), tuple(measures), words)


def _explicit(content: str, parsed: ParsedSentence) -> tuple[list[Candidate], list[Finding]]:
    """Figures with number words of one sentence, measures apart."""
    figures: list[Candidate] = []
    measures: list[Finding] = []
    for token in parsed.tokens:
        if token.quantity is None:
            continue
        q = parsed.quantities[token.quantity]
        thing = counted.count(content, parsed, token)
        if (thing.elided and _is_pronoun(parsed, token)) or _is_own_group(parsed, token, thing):
            continue
        if not q.is_measure and is_speaker(parsed, token, thing):
            continue
        if q.is_measure:
            measures.append(Finding(parsed, parsed.sentence, q, thing, Happening(""), Scope()))
            continue
        thing = with_model(content, thing)
        last = token.index if thing.head is None or thing.elided else max(thing.head, token.index)
        figures.append(Candidate(token.index, last, q, thing))
    return figures, measures


def _named_once(content: str, singles: Sequence[Candidate], parsed: ParsedSentence) -> list[Candidate]:
    """One figure for a person told twice: "Rawad Haddad, a commander, was killed" names one leader."""
    names = [f for f in singles if f.quantity.single == "name"]
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
    if single.quantity.single == "name":
        return False
    if head.dep == "appos" and name.token <= head.head <= name.last:
        return True
    start, end = single.counted.start, single.counted.end
    if start is None or end is None:
        return False
    between = content[end : name.quantity.start] if end <= name.quantity.start else content[name.quantity.end : start]
    return between.strip(" ,\n").lower() in _NAMING and not between[:1].isalnum()


def _is_aside(parsed: ParsedSentence, one: Candidate, f: Candidate) -> bool:
    """Whether a single between commas only says who the one before is: "The driver, a father of five, was shot"."""
    q = one.quantity
    if f.quantity.single != "article" or (q.low, q.high) != (1, 1) or one.counted.domain != f.counted.domain:
        return False
    tokens = parsed.tokens
    if f.token != one.last + 2 or tokens[one.last + 1].lower != ",":
        return False
    for t in tokens[f.last + 1 : f.last + _ASIDE]:
        if t.lower == ",":
            after = tokens[t.index + 1 : t.index + 2]
            return any(a.tag.startswith("VB") or a.lower in _ONE_IS for a in after)
        if t.lower in {"and", "or", ";"} or t.tag.startswith("VB"):
            return False
    return False


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


def _can_harm(frame: lexicon.OutcomeFrame) -> bool:
    return bool({frame.people, frame.things, frame.subject_people, frame.subject_things} & HARM)
