"""Singles without a number word: "a child was killed", "destroyed a bridge", "the driver died", a named person killed.

A single is only a candidate here; it becomes an assertion when an outcome that harms, destroys or takes is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from extractors import lexicon
from extractors.counted import count
from extractors.model import Counted, ParsedSentence, Quantity, Token
from extractors.outcomes import Figure
from extractors.triggers import Trigger
from seeds import reference

_ARTICLES = frozenset({"a", "an", "another"})
_COUNTED_DOMAINS = frozenset({"people", "equipment", "facility"})
_NOT_ONE = frozenset(
    [
        "number",
        "couple",
        "few",
        "lot",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "group",
        "series",
        "total",
        "handful",
        "score",
        "pair",
    ]
)
_GROUPS = frozenset("family crew population garrison staff audience crowd team force community".split())
_MASS = frozenset(
    {"ammunition", "equipment", "weaponry", "hardware", "machinery", "personnel", "staff", "ammo", "infrastructure"}
)
_TAKEN_OR_HARMED = frozenset({"killed", "injured", "captured", "missing"})
_DEFINITES = frozenset({"the", "his", "her", "its", "their"})
_COLLECTIVES = frozenset(
    [
        "army",
        "public",
        "enemy",
        "opposition",
        "population",
        "government",
        "police",
        "military",
        "militia",
        "family",
        "other",
        "same",
        "dead",
        "wounded",
        "injured",
        "first",
        "second",
        "third",
        "last",
        "body",
        "corpse",
        "leadership",
    ]
)
_PARTICLES = frozenset(
    ["al", "el", "abu", "bin", "ibn", "de", "del", "la", "las", "los", "y", "da", "dos", "van", "von", "-"]
)
_OFFICES = frozenset(
    [
        "candidate",
        "hopeful",
        "today",
        "yesterday",
        "presidential",
        "liberal",
        "conservative",
        "democratic",
        "assassin",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    ]
)
_NOT_DONE = frozenset(
    ["attempted", "attempt", "plot", "plan", "plans", "threat", "threats", "threatened", "planned", "alive"]
)


def candidates(text: str, parsed: ParsedSentence, found: dict[int, Trigger]) -> Iterator[Figure]:
    """Possible singles of a sentence as figures of one, in order; only sentences with an outcome word have any."""
    if not found:
        return
    for token in parsed.tokens:
        if token.quantity is not None:
            continue
        if token.lower in _ARTICLES:
            if figure := _with_article(text, parsed, token):
                yield figure
        elif token.lower in _DEFINITES:
            if figure := _definite(text, parsed, token):
                yield figure
        elif token.tag == "NNP" and (figure := _named(text, parsed, token, found)):
            yield figure


def _with_article(text: str, parsed: ParsedSentence, token: Token) -> Figure | None:
    counted = count(text, parsed, token)
    if counted.head is None or counted.domain not in _COUNTED_DOMAINS:
        return None
    head = parsed.tokens[counted.head]
    if token.index > 0 and parsed.tokens[token.index - 1].lower in {"as", "like", "than", "such"}:
        return None
    if (
        head.lower in _NOT_ONE
        or head.lower in _MASS | _GROUPS
        or (lexicon.is_plural(head.lower) and head.tag in {"NNS", "NNPS"})
    ):
        return None
    if any(t.lower in _NOT_ONE for t in parsed.tokens[token.index + 1 : counted.head]):
        return None
    return Figure(token.index, counted.head, _one(token.start, token.end, "single:article"), counted)


def _one(start: int, end: int, rule: str) -> Quantity:
    return Quantity(start, end, "exact", 1, 1, 1, 1, start, end, rules=(rule,))


def _definite(text: str, parsed: ParsedSentence, token: Token) -> Figure | None:
    """One person told by "the" or a possessive: "the driver was killed", "killing his bodyguard"."""
    counted = count(text, parsed, token)
    if counted.head is None or counted.domain != "people":
        return None
    words = parsed.tokens[token.index + 1 : counted.head + 1]
    entry = lexicon.noun(words[-1].lower) if words else None
    if entry is None or entry.is_generic or words[-1].tag != "NN" or lexicon.is_plural(words[-1].lower):
        return None
    before, after = parsed.tokens[token.index - 1 : token.index], parsed.tokens[counted.head + 1 : counted.head + 2]
    if any(t.tag == "NNP" for t in before) or any(t.tag.startswith("NN") for t in after):
        return None  # in "Abu Nasr the commander" a name is told, in "the rebel alliance" something else
    if any(w.lower in _NOT_ONE or w.lower in _COLLECTIVES or w.quantity is not None for w in words):
        return None
    return Figure(token.index, counted.head, _one(token.start, token.end, "single:definite"), counted)


def _named(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Figure | None:
    """A person's name that is the patient of a harming word; ``token`` is its last word.

    "killed Omar Haddad", "Omar Haddad, who was killed", "the murder of Judge Omar Haddad", "Omar Haddad's death".
    """
    tokens = parsed.tokens
    if _continues_name(tokens, token.index):
        return None
    first = _first_of_name(tokens, token.index)
    words = [t.lower for t in tokens[first : token.index + 1]]
    title = _title(parsed, first)
    if len(words) < 2 or not token.text[:1].isupper() or any(w in _never_names() or lexicon.noun(w) for w in words):
        return None
    if token.index + 1 < len(tokens) and lexicon.noun(tokens[token.index + 1].lower):
        return None  # "Unity Party candidate": the name is that of what follows
    if not (_is_patient(parsed, token, found) or _is_of_killing(parsed, first, found)):
        return None
    start, end = tokens[first].start, token.end
    counted = Counted(
        text[start:end], start, end, title or "person", "people", token.index, rules=("class:named_person",)
    )
    return Figure(first, token.index, _one(start, end, "single:name"), counted)


@cache
def _never_names() -> frozenset[str]:
    """Words of organisations, offices and days that stand capitalised without being part of a person's name."""
    heads = {r["word"] for r in reference("place_words") if r["kind"] in {"organisation", "head"}}
    days = {r["name"].lower() for r in reference("calendar_names")}
    return frozenset({*heads, *days, *_OFFICES})


def _continues_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name goes on behind its word ``i``."""
    following = tokens[i + 1 : i + 3]
    if not following:
        return False
    if following[0].tag == "NNP":
        return True
    return following[0].lower in _PARTICLES and len(following) > 1 and following[1].tag == "NNP"


def _first_of_name(tokens: Sequence[Token], last: int) -> int:
    """Index of a name's first word, titles and other common nouns before it left out."""
    first = last
    while first > 0:
        before = tokens[first - 1]
        if before.quantity is not None or lexicon.noun(before.lower):
            break
        if before.tag != "NNP" and before.lower not in _PARTICLES:
            break
        first -= 1
    while tokens[first].lower in _PARTICLES and tokens[first].tag != "NNP":
        first += 1
    return first


def _is_patient(parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> bool:
    """Whether the tree makes a name the object of a harming verb, or the subject of "died"."""
    if token.dep in {"nsubjpass", "dobj", "nsubj"} and (trigger := found.get(token.head)) and trigger.voice != "noun":
        frame = trigger.frame
        harmed = token.dep != "nsubj" and frame.people in _TAKEN_OR_HARMED
        return frame.about == "people" and (harmed or (token.dep == "nsubj" and frame.subject_people == "killed"))
    for child in parsed.children[token.index]:
        trigger = found.get(child)
        if trigger and parsed.tokens[child].dep == "relcl" and trigger.voice == "passive":
            return trigger.frame.people in _TAKEN_OR_HARMED and trigger.frame.about == "people"
    return False


def _is_of_killing(parsed: ParsedSentence, first: int, found: dict[int, Trigger]) -> bool:
    """Whether a name follows "the murder of", its titles between, or is the owner in "Haddad's murder"."""
    tokens = parsed.tokens
    i = first - 1
    while i > 0 and tokens[i].lower != "of" and tokens[i].quantity is None and tokens[i].tag in _BEFORE_NAME:
        i -= 1
    if i > 0 and tokens[i].lower == "of" and _is_killing(tokens, i - 1, found):
        return True
    last = next(k for k in range(first, len(tokens)) if not _continues_name(tokens, k))
    follow = tokens[last + 1 : last + 3]
    return len(follow) == 2 and follow[0].lower in {"'s", "’s", "'"} and _is_killing(tokens, last + 2, found)


_BEFORE_NAME = frozenset({"NN", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "VBN"})


def _is_killing(tokens: Sequence[Token], i: int, found: dict[int, Trigger]) -> bool:
    """Whether a word is a noun of harm to persons that took place: no plot, threat or attempt."""
    trigger = found.get(i)
    if trigger is None or trigger.frame.people not in _TAKEN_OR_HARMED or trigger.frame.about != "people":
        return False
    return not any(t.lower in _NOT_DONE for t in tokens[max(0, i - 3) : i + 2])


def _title(parsed: ParsedSentence, first: int) -> str:
    """Class told by a title before the name: "commander Omar Haddad"; "" without one."""
    if first > 0:
        entry = lexicon.noun(parsed.tokens[first - 1].lower)
        if entry and lexicon.domain_of(entry.entity_class) == "people":
            return entry.entity_class
    return ""
