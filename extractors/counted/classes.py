"""The most specific class that the words of a noun phrase support, and whose people or things they are."""

from __future__ import annotations

import re
from functools import cache

from extractors.counted.phrase import MODIFIER_TAGS, is_noun
from extractors.model import ParsedSentence
from extractors.vocabulary import lexicon
from seeds import reference

_ARMED = frozenset({"armed_group", "army"})
_CONTAINERS = lexicon.words("container")
_AID_BODIES = lexicon.words("aid_body")
_OF_BODIES = lexicon.words("of_bodies")
_PERSON_SUFFIX = re.compile(
    r"(?:[a-z]{3}ist|smith|keeper|maker|monger|wright|herder|wife|girl|boy|mate|worker|driver|player|goer|holder|seller"
    r"|writer|teacher|dresser|cleaner|breeder|grower|dancer|singer|painter|sweeper|minder|carer|ologian|ician|eer)s?$"
    r"|(?:[a-z]{3})(?:man|men|woman|women)$"
)
"""Endings of words for what people do: the pharmacist, the clockmaker, the oarsman that no list has."""
_RED_CROSS = re.compile(r"[a-z]{1,4}rcs?")
"""Acronyms of national Red Cross and Red Crescent societies."""
_AERIAL = lexicon.words("aerial")


def class_of(
    parsed: ParsedSentence, first: int, begin: int, head: int, noun: lexicon.Noun | None
) -> tuple[str, tuple[str, ...]]:
    """The most specific class that the phrase supports, and the rules that told it."""
    tokens = parsed.tokens
    modifiers = [t.lower for t in tokens[first:begin]]
    if noun is None:
        return _class_of_unknown(parsed, first, head)
    if noun.term == "raid" and _AERIAL & {t.lower for t in tokens}:
        return "airstrike", ("class:aerial_raid",)
    if noun.term in _CONTAINERS and (content := _content_class(parsed, head)):
        return content, ("class:content",)
    if noun.term in _OF_BODIES and _works_for_aid(parsed, modifiers, head):
        return "aid_worker", ("class:aid_body",)
    if noun.is_generic or noun.entity_class == "person":
        if complement := _complement_class(parsed, head):
            return complement, ("class:of_complement",)
        if told := _modifier_class(modifiers, noun):
            return told, ("class:modifier",)
        if noun.term == "round" and _is_round_of_events(parsed, head):
            return "", ("class:unknown_noun",)
        if noun.term == "group":
            return "", ("class:unarmed_group",)
    return noun.entity_class, ("class:lexicon",)


def _class_of_unknown(parsed: ParsedSentence, first: int, head: int) -> tuple[str, tuple[str, ...]]:
    """The class of a noun that no lexicon has: by the side it names, as a people, or by its ending."""
    tokens = parsed.tokens
    lower = tokens[head].lower
    if tokens[head].tag == "NNP" and affiliation([t.lower for t in tokens[first : head + 1]], "kind") in _ARMED:
        return "combatant", ("class:affiliation",)
    if tokens[head].text.istitle() and lower.endswith(("ians", "eans", "ese", "ites", "is")):
        return "person", ("class:demonym",)
    if tokens[head].tag in {"NN", "NNS"} and _PERSON_SUFFIX.search(lower):
        return "person", ("class:suffix",)
    return "", ("class:unknown_noun",)


def _works_for_aid(parsed: ParsedSentence, modifiers: list[str], head: int) -> bool:
    """Whether staff are those of an aid body: "two INGO staff", "an NRCS volunteer", "employees of a relief agency"."""
    behind = parsed.tokens[head + 1 : head + 6]
    of_body = [t.lower for t in behind[1:]] if behind and behind[0].lower in {"of", "from", "with"} else []
    end = next((i for i, word in enumerate(of_body) if word in {",", "and", ".", "in", "was", "were"}), len(of_body))
    return any(w in _AID_BODIES or _RED_CROSS.fullmatch(w) for w in [*modifiers, *of_body[:end]])


def _modifier_class(modifiers: list[str], noun: lexicon.Noun) -> str | None:
    """Class that the adjectives of a generic people noun tell ("civilian casualties", "ISIL members")."""
    if lexicon.domain_of(noun.entity_class) != "people":
        return None
    for word in reversed(modifiers):
        entry = lexicon.noun(word)
        if entry and lexicon.domain_of(entry.entity_class) == "people" and entry.entity_class != "person":
            return entry.entity_class
    if noun.term in {"people", "person", "human", "individual", "soul", "resident", "relative", "family", "worker"}:
        return None
    kind = affiliation(modifiers, "kind")
    return "combatant" if kind in _ARMED else None


def _content_class(parsed: ParsedSentence, head: int) -> str | None:
    """Class of the things that a container holds, where they are equipment: "several boxes of ammunition"."""
    tokens = parsed.tokens
    if head + 1 >= len(tokens) or tokens[head + 1].lower != "of":
        return None
    words = [t.lower for t in tokens]
    for i in range(head + 2, min(len(tokens), head + 6)):
        found = lexicon.longest_noun(words[: i + 1], i)
        if found and not (i + 1 < len(tokens) and lexicon.longest_noun(words[: i + 2], i + 1)):
            return found[1].entity_class if lexicon.domain_of(found[1].entity_class) == "equipment" else None
    return None


def _complement_class(parsed: ParsedSentence, head: int) -> str | None:
    """Class told by "of ..." behind a generic noun: "members of the pro-regime forces"."""
    tokens = parsed.tokens
    if head + 1 >= len(tokens) or tokens[head + 1].lower not in {"of", "from"}:
        return None
    phrase = []
    for t in tokens[head + 2 : head + 9]:
        if is_noun(t) or t.tag in MODIFIER_TAGS or t.lower in {"-", "the"}:
            phrase.append(t)
        else:
            break
    words = [t.lower for t in phrase]
    for i in reversed(range(len(words))):
        found = lexicon.longest_noun(words[: i + 1], i)
        if found and lexicon.domain_of(found[1].entity_class) == "people" and found[1].entity_class != "person":
            return found[1].entity_class
    if tokens[head + 1].lower == "of" and affiliation([t.lower for t in phrase], "kind") in _ARMED:
        return "combatant"
    return None


def _is_round_of_events(parsed: ParsedSentence, head: int) -> bool:
    """Whether rounds are stretches of something: "several rounds of fighting" counts no ammunition."""
    words = [t.lower for t in parsed.tokens[head + 1 : head + 5]]
    return words[:1] == ["of"] and not any((n := lexicon.noun(w)) and n.entity_class == "ammunition" for w in words[1:])


def coordinated(parsed: ParsedSentence, head: int, entity_class: str) -> tuple[int, str]:
    """Extends the phrase over "and" to a second noun under the same number ("families and fighters")."""
    tokens = parsed.tokens
    i = head + 1
    if i >= len(tokens) or tokens[i].lower not in {"and", "or", "/"}:
        return head, entity_class
    j = i + 1
    while j < len(tokens) and j < i + 5:
        t = tokens[j]
        if t.quantity is not None or t.tag in {"DT", "CD", "IN"}:
            return head, entity_class
        if is_noun(t):
            if j + 1 < len(tokens) and is_noun(tokens[j + 1]):
                j += 1
                continue
            found = lexicon.longest_noun([x.lower for x in tokens[: j + 1]], j)
            if found and lexicon.is_plural(t.lower) and entity_class:
                shared = lexicon.common_class(entity_class, found[1].entity_class)
                return (j, shared) if shared else (head, entity_class)
            return head, entity_class
        if t.tag not in {"JJ", "VBN", "HYPH"}:
            return head, entity_class
        j += 1
    return head, entity_class


@cache
def _affiliations() -> dict[str, tuple[str, str]]:
    return {lexicon.fold(r["term"]): (r["affiliation"], r["kind"]) for r in reference("affiliations")}


def affiliation(words: list[str], what: str) -> str | None:
    """Affiliation told by modifiers: its code (``what`` = "named") or its kind (``what`` = "kind").

    >>> affiliation(["isil", "tactical"], "named")
    'islamic_state'
    """
    kinds: list[tuple[str, str]] = []
    plain = [w for w in words if w not in "-‐‑"]
    for i, word in enumerate(plain):
        for term in (" ".join(plain[i : i + 3]), " ".join(plain[i : i + 2]), word, word.removesuffix("s")):
            if found := _affiliations().get(term):
                kinds.append(found)
                break
    if not kinds:
        return None
    armed = [k for k in kinds if k[1] != "state"]
    code, kind = (armed or kinds)[0]
    return code if what == "named" else kind


def people_near(parsed: ParsedSentence, low: int, high: int) -> str | None:
    """Class of the last specific people noun among the tokens ``low`` to ``high``, ``None`` if there is none."""
    words = [t.lower for t in parsed.tokens]
    for i in range(min(high, len(words) - 1), max(low, 0) - 1, -1):
        if parsed.tokens[i].quantity is None and (found := lexicon.longest_noun(words[: i + 1], i)):
            cls = found[1].entity_class
            if lexicon.domain_of(cls) == "people" and cls != "person" and not found[1].is_generic:
                return cls
    return None
