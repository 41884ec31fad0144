"""The figures of a document: each quantity and each single with what it counts, what happened, status and scope.

Sentences are read in order, and the figures of a sentence from left to right, because a figure may repeat what one
before it counted ("the three") or be a part of it ("including two children").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors import counted, sides
from extractors.counted.speakers import is_speaker
from extractors.counted.told_again import Told, recalled
from extractors.counted.weapons import with_model
from extractors.model import Counted, Happening, ParsedSentence, Quantity, Scope, Sentence, Token
from extractors.outcomes import HARM, Candidate, OutcomeReader, speaks_of_singles
from extractors.outcomes.inferred_class import settle
from extractors.page import Finding
from extractors.scope import changes, parts, scope, stance
from extractors.singles import candidates as single_candidates
from extractors.vocabulary import lexicon

_POINTED_BACK = 4
"""Sentences over which a number told again ("the three") may point back."""
_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_ASIDE = 10
"""Words that an aside about one person may have behind its noun."""
_ONE_IS = frozenset({"was", "is", "has", "had", "who"})
_LAST_TOLD = 6
"""Figures back in which the person may be told whom a pronoun takes up."""
_GROUPS = lexicon.words("group")
_NAMING = frozenset({"", "a", "an", "the", "his", "her", "their", "named", "called", "identified as"})
"""What stands between a name and the phrase that describes the same person."""
_SHARED_OUTCOMES = HARM | {"struck", "displaced", "rescued", "used"}


def find(
    content: str,
    sentences: Sequence[Sentence],
    quantities: Mapping[int, Sequence[Quantity]],
    parsed: Mapping[int, ParsedSentence],
) -> list[Finding]:
    """The findings of a document in text order; of sentences that are not ``parsed``, only their measures."""
    found: list[Finding] = []
    for sentence in sentences:
        if sentence.index in parsed:
            found.extend(_of_sentence(content, sentences, parsed[sentence.index], found))
        else:
            found.extend(_measure(sentence, q) for q in quantities.get(sentence.index, ()))
    return changes.revised(content, parts.summed(content, found))


def _of_sentence(
    content: str, sentences: Sequence[Sentence], parsed: ParsedSentence, told: Sequence[Finding]
) -> list[Finding]:
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
    figures = [f for n, f in enumerate(figures) if not n or not _is_aside(parsed, figures[n - 1], f)]
    is_single = {f.token for f in singles}
    names = {f.quantity.end for f in singles if f.quantity.single == "name"}
    rows: list[Finding] = []
    scoped: list[tuple[Candidate, Scope]] = []
    settled: list[tuple[Candidate, Happening]] = []
    for figure, happening in zip(figures, reader.read(figures), strict=True):
        single = figure.token in is_single
        if single and (happening.outcome not in HARM or not speaks_of_singles(happening.found_by)):
            continue
        if single and (_is_unharmed(parsed, happening) or _is_sentenced(parsed, happening)):
            continue
        if _is_idle_partitive(figure, happening, content, names) or _is_of_dead(figure, happening, [*told, *rows]):
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
        if figure.quantity.single == "name" and how.count_scope == "total":
            how = replace(how, count_scope="named")
        rows += [
            Finding(parsed, parsed.sentence, figure.quantity, thing, harm, how, single)
            for harm in _one_by_one(happening)
        ]
    rows = sorted([*rows, *measures], key=lambda r: r.quantity.start)
    return changes.marked(content, parts.linked(content, rows, told), told)


def _one_by_one(happening: Happening) -> list[Happening]:
    """Each harm of one figure, in the order of the text: who was kidnapped and later killed was both."""
    earlier = [
        replace(happening, outcome=h.outcome, outcome_verb=h.outcome_verb, trigger=h.trigger, also=())
        for h in happening.also
    ]
    return [*earlier, replace(happening, also=())]


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


def _is_idle_partitive(figure: Candidate, happening: Happening, content: str, names: set[int]) -> bool:
    """Whether "one of the leaders" only picks somebody out: one told by name, or to whom nothing happens."""
    q = figure.quantity
    picked = content[q.start : q.end].lower() == "one" and content[q.end : q.end + 5].lower().startswith(" of ")
    return picked and (happening.outcome in {"other", "present"} or q.start - 2 in names)


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
