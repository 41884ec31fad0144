"""Noun phrases that may name who did something: read from word order, because web text misleads a parser.

A phrase is a *doer* (an army, jets, militants) or the *instrument* of one (a raid, a rocket), whose doer is the
owner that stands with it: "Russian air strikes", "the army's shelling", "a raid by the coalition".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Token
from extractors.sides.names import Name, compound_end, find, has_role, words
from extractors.vocabulary import lexicon
from extractors.vocabulary.lexicon import HYPHENS

_NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE = _NOUN | {"JJ", "JJR", "JJS", "HYPH", "POS", "AFX", "CD", "FW", "VBN", "VBG", "PRP$"}
_OPENING = frozenset({"the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "some", "two"})
_JOINTS = frozenset({"and", "or", "/", ",", "'s", "’s"})
_QUOTES = frozenset("\"“”‘’'(")
_LONGEST = 12
"""Longest noun phrase that is read, in tokens."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens ``first`` to ``head`` of a noun phrase, determiners left out; ``end`` includes its "of" complement."""

    first: int
    head: int
    kind: str  # doer, proper (a name no table knows), instrument, captivity, pronoun, other
    end: int

    @property
    def acts(self) -> bool:
        """Whether the phrase can be somebody who does something."""
        return self.kind in {"doer", "proper"}


def ahead(tokens: Sequence[Token], start: int) -> Phrase | None:
    """The noun phrase that begins at ``start``; ``None`` where none begins there."""
    i = start
    while i < len(tokens) and (tokens[i].lower in _OPENING or tokens[i].text in _QUOTES or _counts(tokens, i)):
        i += 1
    if i < len(tokens) and tokens[i].lower in words("pronoun"):
        return Phrase(i, i, "pronoun", i)
    last = _run(tokens, i)
    while last >= i and tokens[last].tag not in _NOUN and not _known(tokens, last):
        last -= 1
    return _made(tokens, i, last) if last >= i else None


def around(tokens: Sequence[Token], head: int) -> Phrase:
    """The noun phrase whose head the parser found: its words to the left, its complement to the right."""
    if tokens[head].lower in words("pronoun"):
        return Phrase(head, head, "pronoun", head)
    names = find(tokens, max(0, head - _LONGEST), head)
    first = _first_of(tokens, head, {i for n in names for i in range(n.first, n.last + 1)})
    inside = [n.first for n in names if n.first >= first and _tells_side(tokens, n)]
    if inside:
        return _made(tokens, _from_name(tokens, first, inside[0]), head)
    phrase = _made(tokens, first, head)
    if phrase.end > head and has_role(tokens[head].lower, "group_of") and tokens[first].tag == "NNP":
        return Phrase(head, head, phrase.kind, phrase.end)  # a dateline before "Units of the army"
    return phrase


def _first_of(tokens: Sequence[Token], head: int, named: set[int]) -> int:
    """The first word of the phrase that ends with ``head``; ``named`` are words of known sides."""
    first = head
    while first > 0 and head - first < _LONGEST and (first - 1 in named or _belongs(tokens, first - 1, head)):
        first -= 1
    while first < head and (tokens[first].tag in {"VBG", "POS", "HYPH", "CD"} or not tokens[first].text[0].isalnum()):
        first += 1
    return first


def _tells_side(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name in a phrase is that of its side: not a country or an actor that possesses nothing."""
    return name.side.sort not in {"country", "actor"} or _possesses(tokens, name)


def _from_name(tokens: Sequence[Token], first: int, name: int) -> int:
    """Start of a phrase that names a side: what stands before is another phrase, its comma lost, but for adjectives.

    "Damascus Countryside Army units" begins with "Army", "foreign-sponsored Takfiri militants" with "foreign".
    """
    while name > first and (
        tokens[name - 1].text in HYPHENS
        or tokens[name].text in HYPHENS
        or (tokens[name - 1].tag == "JJ" and tokens[name - 1].text.islower())
        or tokens[name - 1].tag == "VBN"
    ):
        name -= 1
    return name


def _made(tokens: Sequence[Token], first: int, head: int) -> Phrase:
    kind = kind_of(tokens, first, head)
    end = _with_complement(tokens, head) if kind in {"doer", "proper"} else head
    return Phrase(first, head, kind, end)


def _run(tokens: Sequence[Token], start: int) -> int:
    """Index of the last token of the run of nouns and modifiers from ``start`` (before ``start`` if none)."""
    i, closed = start, False
    names = {n.first: n for n in find(tokens, start, min(len(tokens) - 1, start + _LONGEST))}
    while i < len(tokens) and i - start < _LONGEST:
        if i in names and (not closed or tokens[i - 1].text in HYPHENS):
            i = names[i].last + 1
            closed = False
            continue
        known = _known(tokens, i)
        if not _goes_on(tokens, i, known=known, closed=closed):
            break
        closed = known and tokens[i].tag != "NNP" and not _joins(tokens, i)
        i += 1
    return i - 1


def _goes_on(tokens: Sequence[Token], i: int, *, known: bool, closed: bool) -> bool:
    """Whether a run of nouns goes on at ``i``; ``closed``: a noun that can be its head stands before it."""
    token = tokens[i]
    if token.lower in lexicon.words("time_noun") or token.quantity is not None:
        return False
    if known:
        return True
    if closed and token.tag != "POS" and token.text not in HYPHENS:
        return False
    if token.tag not in _INSIDE and token.text not in HYPHENS and not _joins(tokens, i):
        return False
    return token.tag not in {"VBN", "VBG"} or _before_noun(tokens, i)


def _belongs(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Whether the token at ``i`` can belong to the noun phrase that goes on behind it to its head."""
    token = tokens[i]
    if _is_outside(token, inner=i < head - 1):
        return False
    if token.tag in {"NN", "NNS"} and i < head - 1 and not _known(tokens, i) and not lexicon.noun(token.lower):
        return tokens[i + 1].text in HYPHENS or (i > 0 and tokens[i - 1].text in HYPHENS)
    if token.quantity is not None or token.lower in lexicon.words("time_noun") or token.lower in _OPENING:
        return False
    if token.tag in {"VBN", "VBG"}:
        return token.tag == "VBN" and _before_noun(tokens, i)
    return token.tag in _INSIDE or token.text in HYPHENS or _joins(tokens, i)


def _is_outside(token: Token, *, inner: bool) -> bool:
    """Whether a noun is of another phrase: one that does nothing, or several weapons; the head may be the former."""
    if inner and has_role(token.lower, "not_doer"):
        return True
    return token.tag == "NNS" and has_role(token.lower, "instrument")


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """Whether "and", "or", "/" joins two sides or two adjectives of one phrase: "Russian and Syrian jets"."""
    if tokens[i].lower not in {"and", "or", "/"} or i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.tag == "JJ" and after.tag == "JJ":
        return True
    return bool(find(tokens, i - 1, i - 1)) and any(n.first == i + 1 for n in find(tokens, i + 1, i + 1))


def _before_noun(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and (tokens[i + 1].tag in _NOUN | {"JJ"} or (i > 0 and tokens[i - 1].text in HYPHENS))


def _counts(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].quantity is not None or tokens[i].tag == "CD"


def _known(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is a noun that does or serves to do harm, whatever the tagger took it for."""
    word = tokens[i].lower
    if tokens[i].tag in {"VBD", "VBP", "MD", "IN", "DT", "CC"}:
        return False
    return has_role(word, "doer") or has_role(word, "instrument")


def kind_of(tokens: Sequence[Token], first: int, head: int) -> str:
    """Whether the phrase is a doer, an instrument, a place of captivity, or none of them ("other")."""
    word = tokens[head].lower
    if has_role(word, "instrument"):
        return "instrument"
    if has_role(word, "captivity"):
        return "captivity"
    if any(n.last == head for n in find(tokens, first, head)) or has_role(word, "doer"):
        return "doer"
    if has_role(word, "not_doer") or word in lexicon.words("time_noun"):
        return "other"
    found = lexicon.longest_noun([t.lower for t in tokens[first : head + 1]], head - first)
    if found:
        counted = any(tokens[i].quantity is not None for i in range(max(0, first - 1), head))
        return "other" if counted and found[1].entity_class == "person" else _kind_of_class(found[1].entity_class)
    return "proper" if tokens[head].tag in {"NNP", "NNPS"} and _is_proper(tokens, first, head) else "other"


def _kind_of_class(entity_class: str) -> str:
    domain = lexicon.domain_of(entity_class)
    if domain == "people":
        able = {"combatant", "police", "leader"} & set(lexicon.ancestry(entity_class))
        return "doer" if able or entity_class in {"person", "man", "woman"} else "other"
    if domain == "attack":
        return "instrument"
    if domain != "equipment" or entity_class == "vehicle":  # a truck is driven into people, a tank shells them
        return "other"
    thrown = {"missile", "rocket", "bomb", "ammunition", "explosive_device", "small_arms"}
    return "instrument" if entity_class in thrown else "doer"


def _is_proper(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Whether a phrase no table knows can be a name: capitals throughout."""
    inside = tokens[first : head + 1]
    if any(t.lower in words("whereabouts") or has_role(t.lower, "not_doer") for t in inside):
        return False
    if head == 0:  # "Landslides killed 12": the capital is that of the sentence
        return False
    return all(t.text[:1].isupper() or t.text in HYPHENS or t.tag in {"POS", "JJ"} for t in inside)


_LINKS = (
    ("of",),
    ("from",),
    ("belonging", "to"),
    ("loyal", "to"),
    ("affiliated", "with"),
    ("linked", "to"),
    ("allied", "with"),
    ("backed", "by"),
    ("launched", "by"),
    ("fired", "by"),
)


def complement(tokens: Sequence[Token], head: int) -> tuple[str, Phrase] | None:
    """The side behind a noun and the words that link them: "members *of the Free Syrian Army*"."""
    for link in _LINKS:
        start = head + 1
        if tuple(t.lower for t in tokens[start : start + len(link)]) != link:
            continue
        phrase = ahead(tokens, start + len(link))
        return (link[0], phrase) if phrase else None
    return None


def _with_complement(tokens: Sequence[Token], head: int) -> int:
    """End of a doer's phrase with what says whose it is: "members of Hezbollah", "forces loyal to the president"."""
    found = complement(tokens, head)
    if not found:
        return head
    link, phrase = found
    if link not in {"of", "from"}:
        return phrase.head
    if not phrase.acts and tokens[phrase.head].tag[:3] != "NNP":
        return head
    if link == "of" and has_role(tokens[head].lower, "group_of"):
        return phrase.head  # "a group of soldiers", "members of the Union"
    named = find(tokens, phrase.first, phrase.head)
    if link == "of" and (
        tokens[head].tag == tokens[phrase.head].tag == "NNP" or any(n.side.sort == "name" for n in named)
    ):
        return phrase.head  # "Army of Glory", "fighters of the FMLN"
    told = any(n.side.sort not in {"label", "kind"} for n in find(tokens, max(0, head - 4), head))
    return phrase.head if named and not told else head


def owner(tokens: Sequence[Token], phrase: Phrase) -> tuple[int, int] | None:
    """The words before an instrument that say whose it is: "US-led coalition" of "the US-led coalition raids"."""
    last = phrase.head - 1
    spans = [_stretched(tokens, n, last) for n in find(tokens, phrase.first, last) if _owns(tokens, n)]
    spans += [s for i in range(phrase.first, last + 1) if (s := _compound(tokens, i))]
    if possessor := _possessor(tokens, phrase.first, phrase.head):
        spans.append(possessor)
    if not spans:
        first = phrase.first
        joined = (
            first >= 2 and tokens[first - 1].lower in {"and", "or"} and has_role(tokens[first - 2].lower, "instrument")
        )
        return owner(tokens, around(tokens, first - 2)) if joined else None  # "Turkish shelling and air raids"
    return _last_group(tokens, sorted(spans))


def _last_group(tokens: Sequence[Token], spans: list[tuple[int, int]]) -> tuple[int, int]:
    """The last of the names with those joined to it: "Russian and regime", not a name of the phrase before."""
    first, last = spans[-1]
    for begin, end in reversed(spans[:-1]):
        if any(t.lower not in _JOINTS and t.text not in HYPHENS for t in tokens[end + 1 : first]):
            break
        first, last = min(first, begin), max(last, end)
    return first, last


def _owns(tokens: Sequence[Token], name: Name) -> bool:
    """Whether a name before an instrument owns it; a country does only as a possessor, and labels sort attacks."""
    if name.side.sort in {"country", "actor"}:
        return _possesses(tokens, name) or (
            tokens[name.last].text.isupper() and len(tokens[name.last].text.strip(".")) <= 4
        )
    return name.side.sort != "kind" and tokens[name.first].lower != "terrorist"


def _possesses(tokens: Sequence[Token], name: Name) -> bool:
    return name.last + 1 < len(tokens) and tokens[name.last + 1].lower in {"'s", "’s", "'", "’"}


def _stretched(tokens: Sequence[Token], name: Name, last: int) -> tuple[int, int]:
    """The name with the force behind it: "Turkish" to "Turkish army", "regime" to "regime forces"."""
    end = name.last
    while end + 1 <= last and tokens[end + 1].lower in words("force_noun"):
        end += 1
    return name.first, end


def _compound(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "Saudi-led", "Iran-backed": a side in a compound with what it does; not "rebel-held"."""
    end = compound_end(tokens, i)
    if end is None or tokens[end].lower not in words("allied_with"):
        return None
    return i, end


def _possessor(tokens: Sequence[Token], first: int, head: int) -> tuple[int, int] | None:
    """ "the army's" of "the army's shelling"; time words ("Sunday's raids") own nothing."""
    for i in range(first + 1, head):
        if tokens[i].tag == "POS" or tokens[i].lower in {"'s", "’s"}:
            phrase = around(tokens, i - 1)
            return (phrase.first, i - 1) if phrase.kind == "doer" and find(tokens, phrase.first, i - 1) else None
    return None
