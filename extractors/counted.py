"""What a quantity counts: the noun phrase beside it and the class that its words support.

The phrase is read from the words that follow the number, because web text with its commas stripped misleads a
parser more often than it misleads English word order: a count noun stands behind its number, after adjectives.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractors import lexicon
from extractors.designations import is_designation
from extractors.model import Counted, ParsedSentence, Token
from seeds import reference

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "RB", "HYPH", "POS", "FW", "PRP$", "DT", "AFX"})
_SKIPPED = frozenset({"other", "more", "further", "additional", "of", "different", "separate", "such", "new", "-", "‑"})
_OTHERS = frozenset({"others", "more", "another", "other"})
_TIME_NOUNS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tonight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "week",
        "month",
        "year",
        "times",
        "time",
    ]
)
_SUBSET_PRONOUNS = frozenset({"them", "whom", "which", "these", "those", "us"})
_LABELS = frozenset(
    [
        "terrorist",
        "terrorists",
        "martyr",
        "martyrs",
        "militant",
        "militants",
        "extremist",
        "extremists",
        "jihadist",
        "jihadists",
        "mercenary",
        "mercenaries",
        "rebel",
        "rebels",
        "insurgent",
        "insurgents",
        "guerrilla",
        "guerrillas",
        "subversive",
        "subversives",
        "occupier",
        "occupiers",
        "enemy",
        "enemies",
        "invader",
        "invaders",
        "gunman",
        "gunmen",
        "takfiri",
        "takfiris",
        "separatist",
        "separatists",
        "bandit",
        "bandits",
        "mujahideen",
    ]
)
_LABEL_ENDS = frozenset({",", ";", ".", "•", "(", ")", ":"})
_LABEL_MARKS = frozenset({"-", "‐", "‑", "‒", "–", "—", "―", ":", "="})
_AERIAL = frozenset(
    [
        "air",
        "aircraft",
        "aerial",
        "jet",
        "jets",
        "warplane",
        "warplanes",
        "plane",
        "planes",
        "helicopter",
        "helicopters",
        "bomber",
        "bombers",
        "airstrike",
        "airstrikes",
        "pilots",
        "fighter-bombers",
    ]
)
_GROUP_HEADS = frozenset(
    [
        "family",
        "group",
        "crew",
        "team",
        "force",
        "convoy",
        "gang",
        "squad",
        "party",
        "band",
        "unit",
        "column",
        "garrison",
    ]
)


def count(text: str, parsed: ParsedSentence, token: Token) -> Counted:
    """What the quantity at ``token`` counts, from the words around it; ``entity_class`` "" where they don't tell.

    "six short-range missiles" counts missiles, class missile; "killing 12" counts nothing named (``elided``).
    """
    quantity = parsed.quantities[token.quantity] if token.quantity is not None else None
    if quantity is not None and quantity.is_measure:
        return Counted(quantity.unit or "", None, None, "", "measure")
    start, subset = _first_word(parsed, token.index)
    single = quantity is None or (quantity.low == 1 and quantity.high == 1)
    run = [] if subset and _verb_at(parsed, start) else _noun_run(parsed, start, single)
    head = _head(parsed, run, single)
    if (head is None or not lexicon.noun(parsed.tokens[head].lower)) and (label := _label_before(text, parsed, token)):
        return label
    if head is None:
        return _elided(text, parsed, token, start, subset)
    begin, noun = lexicon.longest_noun([t.lower for t in parsed.tokens[: head + 1]], head) or (head, None)
    begin = max(begin, run[0])
    first, last = parsed.tokens[run[0]], parsed.tokens[head]
    entity_class, rules = _class_of(parsed, run[0], begin, head, noun)
    end_token, entity_class = _coordinated(parsed, head, entity_class)
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
        affiliation=_affiliation(words, "named"),
        rules=rules,
    )


def _label_before(text: str, parsed: ParsedSentence, token: Token) -> Counted | None:
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
                affiliation=_affiliation(words[first:], "named"),
                rules=("class:label_before",),
            )
    return None


def _first_word(parsed: ParsedSentence, at: int) -> tuple[int, bool]:
    """Index of the first word that may belong to the noun phrase, and whether it is a part of a known whole."""
    tokens = parsed.tokens
    i, subset = at + 1, False
    while i < len(tokens) and (tokens[i].lower in _SKIPPED or tokens[i].lower in '"“”‘’'):
        if tokens[i].lower == "of":
            nxt = tokens[i + 1].lower if i + 1 < len(tokens) else ""
            if nxt in _SUBSET_PRONOUNS:
                return i + 2, True
            if nxt in {"the", "his", "her", "its", "their", "our"}:
                return i + 2, True
        i += 1
    return i, subset


def _verb_at(parsed: ParsedSentence, i: int) -> bool:
    """Whether a finite verb stands at ``i``: "two of them suffered burns" counts no burns."""
    return i < len(parsed.tokens) and parsed.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"}


def _noun_run(parsed: ParsedSentence, start: int, single: bool) -> list[int]:
    """Indices of the words behind the number that can form one noun phrase (empty where there is none).

    Behind a number above one the phrase ends with its first plural; a single's may go on: "an arms cache".
    """
    tokens = parsed.tokens
    run: list[int] = []
    seen_plural = False
    for i in range(start, min(len(tokens), start + 9)):
        t = tokens[i]
        if t.quantity is not None or t.lower in _TIME_NOUNS:
            break
        if _is_noun(t) or (t.tag in {"JJ", "VBN"} and _ends_phrase(parsed, i)):
            if seen_plural and not single and not (lexicon.is_plural(t.lower) and tokens[i - 1].end + 1 >= t.start):
                break
            run.append(i)
            seen_plural = seen_plural or (lexicon.is_plural(t.lower) and t.tag not in {"NNP"})
            continue
        if seen_plural and not single:
            break
        if t.lower == "and" and run and _compound_with_and(parsed, i):
            run.append(i)
            continue
        if t.lower in {",", "and", "/", "&"} and run and _joins_modifiers(parsed, i):
            run.append(i)
            continue
        if _hyphenated(parsed, i) or (
            run and t.lower in {"out", "up", "down"} and tokens[i - 1].tag[:2] in {"VB", "JJ"}
        ):
            run.append(i)
            continue
        if t.tag in {"VBN", "VBD", "VBG"} and not _modifies_noun(parsed, i):
            break
        if t.tag in _MODIFIER_TAGS and t.lower not in {"not", "also", "then", "who", "the", "a", "an"}:
            run.append(i)
            continue
        if t.lower in {'"', "“", "”", "'", "’", "‘", "(", "-"} and not run:
            continue
        break
    while run and not (_is_noun(tokens[run[-1]]) or _ends_phrase(parsed, run[-1])):
        run.pop()
    return run


def _ends_phrase(parsed: ParsedSentence, i: int) -> bool:
    """Whether a word tagged as an adjective is a people noun that ends its phrase: "killing a civilian and"."""
    t = parsed.tokens[i]
    following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    if t.tag not in {"JJ", "VBN"} or (
        following is not None and (following.tag[:2] in {"NN", "JJ"} or following.text == "-")
    ):
        return False
    entry = lexicon.noun(t.lower)
    return entry is not None and lexicon.adjective_frame(t.lower) is None and t.lower not in lexicon.verb_frames()


def _compound_with_and(parsed: ParsedSentence, i: int) -> bool:
    """Whether "and" is inside a lexicon phrase: "command and control node"."""
    words = [t.lower for t in parsed.tokens[max(0, i - 1) : i + 4]]
    return any(lexicon.noun(" ".join(words[:n])) for n in (4, 5))


def _hyphenated(parsed: ParsedSentence, i: int) -> bool:
    """Whether the word stands inside a hyphenated compound: the "to" of "surface-to-air"."""
    tokens = parsed.tokens
    t = tokens[i]
    if t.text in {"-", "‐", "‑"}:
        return i > 0 and tokens[i - 1].end == t.start
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (i > 0 and tokens[i - 1].text in {"-", "‐", "‑"} and tokens[i - 1].end == t.start) or (
        after is not None and after.text in {"-", "‐", "‑"} and after.start == t.end
    )


def _is_noun(t: Token) -> bool:
    if t.tag in _NOUN_TAGS or (t.text[-1:].isalnum() and is_designation(t.text)):
        return True
    # The tagger takes plural count nouns for verbs in telegram style; the lexicon knows better.
    return (
        t.tag in {"VBZ", "VBP", "VB", "JJ", "CD", "XX"} and lexicon.is_plural(t.lower) and bool(lexicon.noun(t.lower))
    )


def _joins_modifiers(parsed: ParsedSentence, i: int) -> bool:
    """Whether the comma or conjunction at ``i`` stands between adjectives of one noun phrase."""
    tokens = parsed.tokens
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if tokens[i].lower == "/":
        return True
    return before.tag in {"JJ", "VBN"} and after.tag in {"JJ", "VBN"}


def _modifies_noun(parsed: ParsedSentence, i: int) -> bool:
    """Whether the participle at ``i`` is an adjective before its noun ("12 wounded fighters")."""
    tokens = parsed.tokens
    for t in tokens[i + 1 : i + 5]:
        if _is_noun(t):
            previous = tokens[i - 1] if i else None
            return not (previous is not None and _is_noun(previous) and tokens[i].tag == "VBD")
        if t.tag not in {"JJ", "VBN", "VBG", "HYPH", "RB", "RP"} and t.lower not in {"out", "up", "down"}:
            return False
    return False


def _head(parsed: ParsedSentence, run: list[int], single: bool) -> int | None:
    """The head of the phrase: its first plural noun, or the last noun of a single or where nothing is plural."""
    tokens = parsed.tokens
    nouns = [i for i in run if _is_noun(tokens[i]) or _ends_phrase(parsed, i)]
    if not nouns:
        return None
    if not single:
        for n, i in enumerate(nouns):
            if not lexicon.is_plural(tokens[i].lower) or tokens[i].tag == "NNP":
                continue
            following = nouns[n + 1] if n + 1 < len(nouns) else None
            if following == i + 1 and lexicon.is_plural(tokens[following].lower):
                continue  # "arms caches": the later plural is the head
            return i
    # In text without commas a name may follow the noun that it doesn't belong to: the last known noun is the head.
    known = [i for i in nouns if lexicon.noun(tokens[i].lower)]
    if is_designation(tokens[nouns[-1]].text) and not (known and known[-1] > nouns[-1]):
        return nouns[-1]
    return known[-1] if known else nouns[-1]


def _class_of(
    parsed: ParsedSentence, first: int, begin: int, head: int, noun: lexicon.Noun | None
) -> tuple[str, tuple[str, ...]]:
    """The most specific class that the phrase supports, and the rules that told it."""
    tokens = parsed.tokens
    modifiers = [t.lower for t in tokens[first:begin]]
    if noun is None:
        lower = tokens[head].lower
        if tokens[head].tag == "NNPS" or (tokens[head].text[:1].isupper() and lower.endswith(("ians", "is", "ese"))):
            return "person", ("class:demonym",)
        return "", ("class:unknown_noun",)
    if noun.term == "raid" and _AERIAL & {t.lower for t in tokens}:
        return "airstrike", ("class:aerial_raid",)
    if noun.is_generic or noun.entity_class == "person":
        if complement := _complement_class(parsed, head):
            return complement, ("class:of_complement",)
        if told := _modifier_class(modifiers, noun):
            return told, ("class:modifier",)
        if noun.term == "group":
            return "", ("class:unarmed_group",)
    return noun.entity_class, ("class:lexicon",)


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
    kind = _affiliation(modifiers, "kind")
    return "combatant" if kind in {"armed_group", "army"} else None


def _complement_class(parsed: ParsedSentence, head: int) -> str | None:
    """Class told by "of ..." behind a generic noun: "members of the pro-regime forces"."""
    tokens = parsed.tokens
    if head + 1 >= len(tokens) or tokens[head + 1].lower not in {"of", "from"}:
        return None
    phrase = []
    for t in tokens[head + 2 : head + 9]:
        if _is_noun(t) or t.tag in _MODIFIER_TAGS or t.lower in {"-", "the"}:
            phrase.append(t)
        else:
            break
    words = [t.lower for t in phrase]
    for i in reversed(range(len(words))):
        found = lexicon.longest_noun(words[: i + 1], i)
        if found and lexicon.domain_of(found[1].entity_class) == "people" and found[1].entity_class != "person":
            return found[1].entity_class
    if tokens[head + 1].lower == "of" and _affiliation([t.lower for t in phrase], "kind") in {"armed_group", "army"}:
        return "combatant"
    return None


def _coordinated(parsed: ParsedSentence, head: int, entity_class: str) -> tuple[int, str]:
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
        if _is_noun(t):
            if j + 1 < len(tokens) and _is_noun(tokens[j + 1]):
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


def _elided(text: str, parsed: ParsedSentence, token: Token, start: int, subset: bool) -> Counted:
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


@cache
def _affiliations() -> dict[str, tuple[str, str]]:
    return {lexicon.fold(r["term"]): (r["affiliation"], r["kind"]) for r in reference("affiliations")}


def _affiliation(words: list[str], what: str) -> str | None:
    """Affiliation told by modifiers: its code (``what`` = "named") or its kind (``what`` = "kind").

    >>> _affiliation(["isil", "tactical"], "named")
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


def inherit(counted: Counted, antecedent: Counted) -> Counted:
    """The class that "others" or a bare number takes over from the figure before it."""
    return replace(
        counted,
        entity_class=antecedent.entity_class,
        domain=antecedent.domain,
        rules=(*counted.rules, "elided:antecedent"),
    )
