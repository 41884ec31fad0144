"""What a quantity counts: the noun phrase beside it, or what stands for one.

The phrase is read from the words that follow the number, because web text with its commas stripped misleads a
parser more often than it misleads English word order: a count noun stands behind its number, after adjectives.
"""

from __future__ import annotations

from dataclasses import replace

from extractors import lexicon
from extractors.counted.classes import affiliation, class_of, coordinated
from extractors.counted.phrase import first_word, head_of, noun_run, verb_at
from extractors.model import Counted, ParsedSentence, Token

_OTHERS = frozenset({"others", "more", "another", "other"})
_LABELS = lexicon.words("speaker_label")
_LABEL_ENDS = frozenset({",", ";", ".", "•", "(", ")", ":"})
_LABEL_MARKS = frozenset({"-", "‐", "‑", "‒", "–", "—", "―", ":", "="})
_GROUP_HEADS = lexicon.words("group_head")


def count(text: str, parsed: ParsedSentence, token: Token) -> Counted:
    """What the quantity at ``token`` counts, from the words around it; ``entity_class`` "" where they don't tell.

    "six short-range missiles" counts missiles, class missile; "killing 12" counts nothing named (``elided``).
    """
    quantity = parsed.quantities[token.quantity] if token.quantity is not None else None
    if quantity is not None and quantity.is_measure:
        return Counted(quantity.unit or "", None, None, "", "measure")
    start, subset = first_word(parsed, token.index)
    single = quantity is None or (quantity.low == 1 and quantity.high == 1)
    run = [] if subset and verb_at(parsed, start) else noun_run(parsed, start, single)
    head = head_of(parsed, run, single)
    if (head is None or not lexicon.noun(parsed.tokens[head].lower)) and (label := label_before(text, parsed, token)):
        return label
    if head is None:
        return elided(text, parsed, token, start, subset)
    begin, noun = lexicon.longest_noun([t.lower for t in parsed.tokens[: head + 1]], head) or (head, None)
    begin = max(begin, run[0])
    first, last = parsed.tokens[run[0]], parsed.tokens[head]
    entity_class, rules = class_of(parsed, run[0], begin, head, noun)
    end_token, entity_class = coordinated(parsed, head, entity_class)
    end = parsed.tokens[end_token].end
    words = [t.lower for t in parsed.tokens[run[0] : end_token + 1]]
    return Counted(
        entity_text=text[first.start : end],
        start=first.start,
        end=end,
        entity_class=entity_class,
        domain=lexicon.domain_of(entity_class) if entity_class else "other",
        head=last.index,
        designation=None,
        speaker_label=next((w for w in words if w in _LABELS), None),
        affiliation=affiliation(words, "named"),
        rules=rules,
    )


def label_before(text: str, parsed: ParsedSentence, token: Token) -> Counted | None:
    """A list's label before its number: "tanks – 739", "Helicopters: 12"; ``None`` where the number has no label."""
    tokens = parsed.tokens
    i = token.index - 1
    if i < 1 or tokens[i].text not in _LABEL_MARKS or not tokens[i].end < token.start:
        return None
    first = i
    while first > 0 and tokens[first - 1].quantity is None and tokens[first - 1].text not in _LABEL_ENDS:
        first -= 1
    while first < i and not tokens[first].text[0].isalnum():
        first += 1
    words = [t.lower for t in tokens[:i]]
    if not 0 < i - first <= 7:
        return None
    for last in [i - 1, *range(first, i - 1)]:
        found = lexicon.longest_noun(words[: last + 1], last)
        if found and found[0] >= first and (last == i - 1 or tokens[last].tag[:2] == "NN"):
            entry, start, end = found[1], tokens[first].start, tokens[i - 1].end
            return Counted(
                text[start:end],
                start,
                end,
                entry.entity_class,
                lexicon.domain_of(entry.entity_class),
                last,
                affiliation=affiliation(words[first:], "named"),
                rules=("class:label_before",),
            )
    return None


def elided(text: str, parsed: ParsedSentence, token: Token, start: int, subset: bool) -> Counted:
    """A number that stands for its noun: "killing 12", "21 others", "three of them children", "a family of five"."""
    tokens = parsed.tokens
    nxt = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if nxt is not None and nxt.lower in _OTHERS:
        return Counted(
            text[nxt.start : nxt.end], nxt.start, nxt.end, "", "other", elided=True, rules=("elided:others",)
        )
    if token.index >= 2 and tokens[token.index - 1].lower == "of":
        entry = lexicon.noun(tokens[token.index - 2].lower)
        if tokens[token.index - 2].lower in _GROUP_HEADS and entry:
            cls = entry.entity_class if lexicon.domain_of(entry.entity_class) == "people" else "person"
            return Counted("", None, None, cls or "person", "people", elided=True, rules=("elided:group_of",))
    if shared := _shared_noun(parsed, token.index):
        return replace(count(text, parsed, tokens[shared]), elided=True, rules=("elided:shared_noun",))
    attribute = _predicate_noun(parsed, token.index)
    if attribute is not None:
        entry = lexicon.noun(tokens[attribute].lower)
        if entry and lexicon.domain_of(entry.entity_class) == "people":
            t = tokens[attribute]
            return Counted(
                t.text,
                t.start,
                t.end,
                entry.entity_class,
                "people",
                attribute,
                elided=True,
                rules=("elided:predicate",),
            )
    return Counted("", None, None, "", "other", elided=True, rules=("elided", "of_known") if subset else ("elided",))


def _shared_noun(parsed: ParsedSentence, at: int) -> int | None:
    """The next number, where both share its noun: "two large and four smaller units"."""
    tokens = parsed.tokens
    i = at + 1
    while i < len(tokens) and tokens[i].tag in {"JJ", "JJR"}:
        i += 1
    if at < i < len(tokens) - 1 and tokens[i].lower in {"and", "or"} and tokens[i + 1].quantity is not None:
        return i + 1 if i > at + 1 else None
    return None


def _predicate_noun(parsed: ParsedSentence, at: int) -> int | None:
    """Noun said of an elided number: "five were children", "among them three women" is no such case."""
    tokens = parsed.tokens
    i = at + 1
    while i < len(tokens) and tokens[i].lower in {"of", "them", "whom", "which", "those", "the", "dead", "victims"}:
        i += 1
    if i < len(tokens) and tokens[i].lower in {"were", "was", "are", "is", "being"}:
        i += 1
    elif i == at + 1:
        return None
    while i < len(tokens) and tokens[i].tag in {"JJ", "RB"}:
        i += 1
    return i if i < len(tokens) and tokens[i].tag in {"NN", "NNS"} else None


def inherit(counted: Counted, antecedent: Counted) -> Counted:
    """The class that "others" or a bare number takes over from the figure before it."""
    return replace(
        counted,
        entity_class=antecedent.entity_class,
        domain=antecedent.domain,
        rules=(*counted.rules, "elided:antecedent"),
    )
