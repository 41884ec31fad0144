"""What a quantity counts: the noun phrase beside it, or what stands for one.

The phrase is read from the words that follow the number, because web text with its commas stripped misleads a
parser more often than it misleads English word order: a count noun stands behind its number, after adjectives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.counted.classes import affiliation, class_of, coordinated
from extractors.counted.phrase import first_word, head_of, noun_run, verb_at
from extractors.model import Counted, ParsedSentence, Token
from extractors.vocabulary import lexicon
from seeds import reference

_OTHERS = frozenset({"others", "more", "another", "other"})
_LABELS = lexicon.words("speaker_label")
_WHOLE = lexicon.words("harmed_whole")
_LABEL_ENDS = frozenset({",", ";", ".", "•", "(", ")", ":"})
_LABEL_MARKS = frozenset({"-", "‐", "‑", "‒", "–", "—", "―", ":", "="})
_AMOUNT_TO = lexicon.words("amount_to")
_LONGEST_LABEL = 6
"""Words of a label that opens a line."""
_PEOPLED = lexicon.words("peopled")
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
    if label := _label(text, parsed, token, head):
        return label
    if not single and (shared := _shared_head(parsed, run)):
        return _compound(text, parsed, run[0], shared)
    if (
        head is None
        or (subset and _is_owner_of_whole(parsed, token.index, head))
        or (not single and _is_other_name(parsed, run, head))
    ):
        return elided(text, parsed, token, start, subset)
    begin, noun = lexicon.longest_noun([t.lower for t in parsed.tokens[: head + 1]], head) or (head, None)
    begin = max(begin, run[0])
    first, last = parsed.tokens[run[0]], parsed.tokens[head]
    entity_class, rules = class_of(parsed, run[0], begin, head, noun)
    guessed = not entity_class
    if predicate := _predicate_class(parsed, token.index, entity_class):
        entity_class, rules, guessed = predicate, ("class:predicate",), False
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
        guessed=guessed,
    )


def _is_owner_of_whole(parsed: ParsedSentence, at: int, head: int) -> bool:
    """Whether a noun only owns the whole that a part is taken of: the country of "14 of the country's 17 districts"."""
    owner = head + 1 < len(parsed.tokens) and parsed.tokens[head + 1].tag == "POS"
    return owner and _whole_number(parsed, at) is not None


def _is_other_name(parsed: ParsedSentence, run: list[int], head: int) -> bool:
    """Whether a name that nothing is known of follows a bare number, its comma lost: "kills 19 Monitor"."""
    words = [parsed.tokens[i].lower for i in run]
    known = any(lexicon.noun(w) for w in words) or affiliation(words, "kind") in {"armed_group", "army"}
    return parsed.tokens[head].tag == "NNP" and not lexicon.is_plural(words[-1]) and not known


def label_before(text: str, parsed: ParsedSentence, token: Token) -> Counted | None:
    """A list's label before its number: "tanks – 739", "Helicopters: 12"; ``None`` where the number has no label."""
    tokens = parsed.tokens
    i = token.index - 1
    if i < 1 or tokens[i].text not in _LABEL_MARKS or not tokens[i].end < token.start:
        return None
    first = _start_of_label(tokens, i)
    words = [t.lower for t in tokens[:i]]
    if words[-1] in _bodies() and _tells_fate(parsed, token.index + 1):
        return None  # "Police: 6 dead" is what the police say
    if not 0 < i - first <= 7 or _is_counted_itself(parsed, first) or _is_clause(parsed, first, i):
        return None
    for last in [i - 1, *range(first, i - 1)]:
        found = lexicon.longest_noun(words[: last + 1], last)
        if found and _is_name_of_place(parsed, first, i, found[1]):
            return None  # "Kherson region: 3 killed": the place of the line, not what was destroyed
        if lexicon.noun_frame(words[last]):
            continue  # "Casualties: 6 killed": the label says what happened, not what is counted
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


def _start_of_label(tokens: Sequence[Token], mark: int) -> int:
    """The first word of the label whose mark stands at ``mark``, behind the item or the bullet before it."""
    first = mark
    while first > 0 and tokens[first - 1].quantity is None and tokens[first - 1].text not in _LABEL_ENDS:
        first -= 1
    while first < mark and not tokens[first].text[0].isalnum():
        first += 1
    return first


@cache
def _bodies() -> frozenset[str]:
    """Nouns of those who put out figures: police, ministry, medics; not those whom a list counts."""
    rows = reference("source_head_nouns")
    return frozenset(r["noun"] for r in rows if r["source_class"] != "resident_witness")


def _tells_fate(parsed: ParsedSentence, i: int) -> bool:
    """Whether the word at ``i`` tells what happened to those counted: dead, killed, wounded."""
    word = parsed.tokens[i].lower if i < len(parsed.tokens) else ""
    frame = lexicon.adjective_frame(word) or next(iter(lexicon.verb_frames().get(word, ())), None)
    return frame is not None and bool(frame.people)


def _is_clause(parsed: ParsedSentence, first: int, end: int) -> bool:
    """Whether what stands before a mark is a clause of its own, no label: "Gunmen attacked the convoy: eight died"."""
    finite = [t.index for t in parsed.tokens[first:end] if t.tag in {"VBD", "VBZ", "VBP", "MD"}]
    return any(k > first and k + 1 < end for k in finite)


def _is_name_of_place(parsed: ParsedSentence, first: int, end: int, noun: lexicon.Noun) -> bool:
    """Whether a label is the name of a place: "Kherson region", "Blue Nile State", not "Villages"."""
    named = any(t.text[:1].isupper() and lexicon.noun(t.lower) is None for t in parsed.tokens[first:end])
    return (
        noun.entity_class == "settlement"
        and named
        and not any(lexicon.is_plural(t.lower) and t.tag != "NNP" for t in parsed.tokens[first:end])
    )


def _label(text: str, parsed: ParsedSentence, token: Token, head: int | None) -> Counted | None:
    """A list's label, where it tells more than the words behind the number: "personnel – about 900 persons"."""
    entry = lexicon.noun(parsed.tokens[head].lower) if head is not None else None
    if entry is not None and entry.term not in {"person", "people"}:
        return None
    label = label_before(text, parsed, token) or _label_of_bracket(text, parsed, token)
    return label if label and (entry is None or label.domain == "people") else None


def _label_of_bracket(text: str, parsed: ParsedSentence, token: Token) -> Counted | None:
    """The things that open a line with their number in a bracket: "Tanks (1303, of which destroyed: 832)"."""
    tokens, last = parsed.tokens, token.index - 2
    behind = tokens[token.index + 1].text if token.index + 1 < len(tokens) else ""
    if not 0 <= last < _LONGEST_LABEL or tokens[last + 1].text != "(" or behind not in {",", ")", ";"}:
        return None
    found = lexicon.longest_noun([t.lower for t in tokens[: last + 1]], last)
    if found is None or lexicon.domain_of(found[1].entity_class) not in {"equipment", "facility"}:
        return None
    if not lexicon.is_plural(tokens[last].lower) and tokens[last].text.isalpha():
        return None
    start, end, cls = tokens[0].start, tokens[last].end, found[1].entity_class
    rules = ("class:label_before",)
    domain = lexicon.domain_of(cls)
    return Counted(text[start:end], start, end, cls, domain, last, rules=rules, elided_as="bracket_label")


def _is_counted_itself(parsed: ParsedSentence, first: int) -> bool:
    """Whether the words before the mark belong to a number of their own: "58 people: 33 in the town".

    In a list that has lost its commas ("tanks – 12 guns – 30") that number has a label too.
    """
    tokens = parsed.tokens
    if first == 0 or tokens[first - 1].quantity is None:
        return False
    return first < 2 or tokens[first - 2].text not in _LABEL_MARKS


def elided(text: str, parsed: ParsedSentence, token: Token, start: int, subset: bool) -> Counted:
    """A number that stands for its noun: "killing 12", "21 others", "three of them children", "a family of five"."""
    tokens = parsed.tokens
    nxt = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if nxt is not None and nxt.lower in _OTHERS:
        return Counted(
            text[nxt.start : nxt.end],
            nxt.start,
            nxt.end,
            "",
            "other",
            elided=True,
            rules=("elided:others",),
            elided_as="others",
        )
    if subset and tokens[start - 1].lower == "us":
        us = tokens[start - 1]
        return Counted(us.text, us.start, us.end, "person", "people", elided=True, rules=("elided:us",), elided_as="us")
    if (of_group := _of_group(tokens, token.index)) is not None:
        return of_group
    if shared := _shared_noun(parsed, token.index) or _whole_number(parsed, token.index):
        return replace(count(text, parsed, tokens[shared]), elided=True, rules=("elided:shared_noun",))
    reckoned = _reckoned_noun(text, parsed, token.index) or _number_of(text, parsed, token.index)
    reckoned = reckoned or _said_to_be(parsed, token.index)
    return reckoned or Counted("", None, None, "", "other", elided=True, rules=("elided",), of_known=subset)


def _of_group(tokens: Sequence[Token], i: int) -> Counted | None:
    """Those of a group or a population: "a family of | five", "a town of | 20,000"."""
    if i < 2 or tokens[i - 1].lower != "of":
        return None
    head = tokens[i - 2].lower
    if head in _GROUP_HEADS:
        entry = lexicon.noun(head)
        told = entry and lexicon.domain_of(entry.entity_class) == "people" and entry.term != "group"
        cls = entry.entity_class if entry and told else "person"
        return Counted(
            "", None, None, cls or "person", "people", elided=True, rules=("elided:group_of",), elided_as="group_of"
        )
    if head in _PEOPLED:
        return Counted(
            "", None, None, "person", "people", elided=True, rules=("elided:population",), elided_as="population"
        )
    return None


def _said_to_be(parsed: ParsedSentence, i: int) -> Counted | None:
    """People that a bare number is said to be: "three were | children |", not "three of 40 were children"."""
    tokens = parsed.tokens
    attribute = _predicate_noun(parsed, i)
    of_whom = tokens[i - 1].lower in {"whom", "these", "those"} if i else False
    if attribute is None or not (of_whom or "of" not in (t.lower for t in tokens[max(0, i - 2) : i])):
        return None
    t = tokens[attribute]
    entry = lexicon.noun(t.lower)
    if entry is None or lexicon.domain_of(entry.entity_class) != "people":
        return None
    return Counted(
        t.text, t.start, t.end, entry.entity_class, "people", attribute, elided=True, rules=("elided:predicate",)
    )


def _shared_noun(parsed: ParsedSentence, at: int) -> int | None:
    """The next number, where both share its noun: "two large and four smaller units"."""
    tokens = parsed.tokens
    i = at + 1
    while i < len(tokens) and tokens[i].tag in {"JJ", "JJR"}:
        i += 1
    if at < i < len(tokens) - 1 and tokens[i].lower in {"and", "or"} and tokens[i + 1].quantity is not None:
        return i + 1 if i > at + 1 else None
    return None


def _shared_head(parsed: ParsedSentence, run: list[int]) -> Token | None:
    """The next number, where a lone singular stands for a compound with its noun: "two missile and 50 air strikes"."""
    tokens = parsed.tokens
    if len(run) != 1 or run[0] + 2 >= len(tokens) or lexicon.is_plural(tokens[run[0]].lower):
        return None
    joins = tokens[run[0] + 1].lower in {"and", "or"}
    following = tokens[run[0] + 2]
    if not joins or following.quantity is None or tokens[run[0]].tag not in {"NN", "JJ"}:
        return None
    ahead = noun_run(parsed, following.index + 1, single=False)
    head = head_of(parsed, ahead, single=False)
    if head is None or not lexicon.is_plural(tokens[head].lower):
        return None
    return following if lexicon.noun(f"{tokens[run[0]].lower} {tokens[head].lower}") else None


def _compound(text: str, parsed: ParsedSentence, modifier: int, following: Token) -> Counted:
    """What the lone modifier makes with the noun that it shares: missile strikes are attacks, not air strikes."""
    thing = count(text, parsed, following)
    word = parsed.tokens[modifier]
    entry = lexicon.noun(f"{word.lower} {parsed.tokens[thing.head].lower}") if thing.head is not None else None
    cls = entry.entity_class if entry else thing.entity_class
    return replace(
        thing,
        entity_text=word.text,
        start=word.start,
        end=word.end,
        entity_class=cls,
        domain=lexicon.domain_of(cls),
        elided=True,
        rules=("elided:shared_noun",),
    )


def _whole_number(parsed: ParsedSentence, at: int) -> int | None:
    """The number that this one takes a part of: "42 of 60 drones", "two of the three men"."""
    tokens = parsed.tokens
    i = at + 1
    if i < len(tokens) and tokens[i].lower == "out":
        i += 1  # "13 out of 38 hospitals"
    if i >= len(tokens) or tokens[i].lower != "of":
        return None
    while i + 1 < len(tokens) and tokens[i].lower in {"of", "the", "its", "their", "some", "about"}:
        i += 1
    for k in range(i, min(i + 5, len(tokens) - 1)):
        if tokens[k].tag == "POS":
            i = k + 1  # "14 of the country's 17 districts"
    whole = tokens[i].quantity
    return i if whole is not None and not parsed.quantities[whole].is_measure else None


def _reckoned_noun(text: str, parsed: ParsedSentence, at: int) -> Counted | None:
    """The noun before a verb of number: "Government troops number 1,800"."""
    tokens = parsed.tokens
    i = at - 1
    while i > 0 and tokens[i].tag in {"RB", "IN", "DT"}:
        i -= 1
    if i < 1 or not tokens[i].lower.startswith("number"):
        return None
    i -= tokens[i - 1].lower in {"who", "which", "that"}  # "the raiders, who numbered 400, fled"
    i -= tokens[i - 1].lower == ","  # "the raiders, numbering several hundred, came at dawn"
    words = [t.lower for t in tokens[:i]]
    found = lexicon.longest_noun(words, i - 1)
    if found is None or not lexicon.is_plural(words[i - 1]) or lexicon.domain_of(found[1].entity_class) != "people":
        return None
    start, end = tokens[found[0]].start, tokens[i - 1].end
    return Counted(
        text[start:end],
        start,
        end,
        found[1].entity_class,
        "people",
        elided=True,
        rules=("elided:reckoned",),
        elided_as="reckoned",
    )


def _number_of(text: str, parsed: ParsedSentence, at: int) -> Counted | None:
    """The things whose number is told: "The number of bombs dropped this year totals 900"."""
    tokens = parsed.tokens
    if tokens[at - 1].lower not in _AMOUNT_TO | {"to", "at"}:
        return None
    for i in range(max(0, at - 14), at - 2):
        if tokens[i].lower != "number" or tokens[i + 1].lower != "of":
            continue
        run = noun_run(parsed, i + 2, single=False)
        head = head_of(parsed, run, single=False)
        found = lexicon.longest_noun([t.lower for t in tokens[: head + 1]], head) if head is not None else None
        if head is None or found is None or lexicon.domain_of(found[1].entity_class) == "people":
            return None  # whose deaths a toll counts is read with its outcome
        start, end, cls = tokens[run[0]].start, tokens[head].end, found[1].entity_class
        return Counted(
            text[start:end],
            start,
            end,
            cls,
            lexicon.domain_of(cls),
            elided=True,
            rules=("elided:reckoned",),
            elided_as="reckoned",
        )
    return None


def _predicate_class(parsed: ParsedSentence, at: int, entity_class: str) -> str | None:
    """Class that is said of a part of persons without a class: "six of the victims were children"."""
    of_whole = "of" in (t.lower for t in parsed.tokens[max(0, at - 2) : at])  # "most of the 34 dead were women"
    if entity_class != "person" or of_whole or (i := _predicate_noun(parsed, at)) is None:
        return None
    entry = lexicon.noun(parsed.tokens[i].lower)
    return entry.entity_class if entry and "person" in lexicon.ancestry(entry.entity_class) else None


def _predicate_noun(parsed: ParsedSentence, at: int) -> int | None:
    """Noun said of a number: the children of "five were children" and of "five of those killed were children"."""
    tokens = parsed.tokens
    i = at + 1
    while i < len(tokens) and (tokens[i].lower in _WHOLE or lexicon.adjective_frame(tokens[i].lower) is not None):
        i += 1
    if i < len(tokens) and tokens[i].lower in {"were", "was", "are", "is", "being"}:
        i += 1
    elif i == at + 1 or tokens[at + 1].lower != "of":
        return None
    while i < len(tokens) and tokens[i].tag in {"JJ", "RB", "DT"}:
        i += 1
    return i if i < len(tokens) and tokens[i].tag in {"NN", "NNS"} else None


def inherit(counted: Counted, antecedent: Counted) -> Counted:
    """The class that "others" or a bare number takes over from the figure before it."""
    return replace(
        counted,
        entity_class=antecedent.entity_class,
        domain=antecedent.domain,
        rules=(*counted.rules, "elided:antecedent"),
        elided_as="antecedent",
        guessed=True,
    )
