"""Singles that a headline tells without an article: "Soldier killed in ambush", "Army kills rebel commander"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.counted.classes import affiliation, class_of
from extractors.model import Counted, ParsedSentence, Quantity, Token
from extractors.outcomes import HARM, Candidate
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.vocabulary import lexicon, speech

_MODIFIER_TAGS = frozenset({"NN", "NNP", "JJ", "HYPH", "VBN", "POS", "JJS"})
_SPEECH = speech.plain()
_OPENS = frozenset({",", ";", ":", "-", "–", "—", "|", "and", "&", '"', "“", "‘", "'"})
_UNCOUNTED = lexicon.words("collective") | lexicon.words("group") | lexicon.words("mass") | lexicon.words("not_one")
_ONE = frozenset({"a", "an", "the", "another", "one"})
_REACH = 5
"""Words that may stand before the noun in its phrase."""


def bare(parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    """The single that the noun ``token`` names without an article, if a word of harm stands beside it."""
    tokens = parsed.tokens
    if token.lower in _UNCOUNTED or not lexicon.ends_noun(token.lower) or lexicon.is_plural(token.lower):
        return None
    entry = lexicon.longest_noun([t.lower for t in tokens[: token.index + 1]], token.index)
    if entry is None or entry[1].is_generic or lexicon.noun_frame(token.lower):
        return None
    first = _first(tokens, entry[0])
    if first is None or _is_second_role(tokens, first, token.index):
        return None
    domain = lexicon.domain_of(entry[1].entity_class)
    if not (
        _harmed_behind(tokens, token.index, first, domain, found) or _is_object(tokens, token, first, domain, found)
    ):
        return None
    cls, rules = class_of(parsed, first, entry[0], token.index, entry[1])
    words = [t.lower for t in tokens[first : token.index + 1]]
    counted = Counted(
        token.text,
        token.start,
        token.end,
        cls,
        domain,
        token.index,
        affiliation=affiliation(words, "named"),
        rules=rules,
        guessed=not cls,
    )
    quantity = Quantity(
        token.start, token.end, "exact", 1, 1, 1, 1, token.start, token.end, rules=("single:bare",), single="bare"
    )
    return Candidate(first, token.index, quantity, counted)


def _first(tokens: Sequence[Token], begin: int) -> int | None:
    """Index of the first word of a phrase without a determiner or number; ``None`` where it has one or is too long."""
    i = begin
    while i > 0 and begin - i < _REACH and tokens[i - 1].tag in _MODIFIER_TAGS and tokens[i - 1].quantity is None:
        if tokens[i - 1].lower in lexicon.verb_frames():
            break
        i -= 1
    return i if i == 0 or tokens[i - 1].lower in _OPENS or tokens[i - 1].tag.startswith("VB") else None


def _is_second_role(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a noun only says more of one person: "one teacher and poet was killed", not "a teacher and poet were"."""
    if first < 2 or tokens[first - 1].lower not in {"and", "&"} or not tokens[first - 2].tag.startswith("NN"):
        return False
    behind = next((t.lower for t in tokens[last + 1 : last + 4] if t.lower in BE | HAVE), "")
    if behind in {"were", "are", "have"}:
        return False
    begin = first - 2
    while begin > 0 and tokens[begin - 1].tag in _MODIFIER_TAGS and tokens[begin - 1].quantity is None:
        begin -= 1
    before = tokens[begin - 1] if begin else None
    return before is not None and (before.lower in _ONE or before.quantity is not None)


def _harmed_behind(tokens: Sequence[Token], head: int, first: int, domain: str, found: dict[int, Trigger]) -> bool:
    """Whether what follows says that the subject of a headline was harmed: "Helicopter shot down over the gulf"."""
    if first > 0 and tokens[first - 1].lower not in _OPENS:
        return False
    i = head + 1
    following = tokens[i].lower if i < len(tokens) else ""
    if first == 0 and following in {",", "and", "&"}:
        i = _past_list(tokens, i)  # "Teacher, two pupils killed in raid"
    elif first == 0 and following == "among":
        return domain == "people" and any(_is_harm(found.get(k)) for k in range(i + 1, min(len(tokens), i + 5)))
    be = i < len(tokens) and tokens[i].lower in BE
    trigger = found.get(_past_be(tokens, i))
    if trigger is None or trigger.voice == "noun" or tokens[head].tag not in {"NN", "NNP"}:
        return False
    if trigger.voice == "active":
        return trigger.index == head + 1 and domain == "people" and _dies(trigger, tokens[trigger.index])
    return _befalls(trigger, domain) and (domain == "people" or first == 0 or be)


def _past_be(tokens: Sequence[Token], i: int) -> int:
    """The first token from ``i`` on that is no "was" and no adverb."""
    while i < len(tokens) and (tokens[i].tag == "RB" or tokens[i].lower in BE):
        i += 1
    return i


def _dies(trigger: Trigger, word: Token) -> bool:
    """Whether a headline's verb says that its subject died: "Driver | dies | in crash"."""
    return trigger.frame.subject_people == "killed" and word.tag.startswith("VB")


def _befalls(trigger: Trigger, domain: str) -> bool:
    """Whether a participle tells a harm of people, or of equipment and facilities."""
    frame = trigger.frame
    if domain == "people":
        return frame.about == "people" and bool({frame.people, frame.subject_people} & HARM)
    return domain in {"equipment", "facility"} and frame.things in HARM


def _is_harm(trigger: Trigger | None) -> bool:
    """Whether a word says of persons that they were harmed: the killed of "Nurse among five killed in raid"."""
    return trigger is not None and bool({trigger.frame.people, trigger.frame.subject_people} & HARM)


def _past_list(tokens: Sequence[Token], i: int) -> int:
    """Index behind the items of a list that goes on at ``i``."""
    end = i
    while end < min(len(tokens), i + _REACH) and (
        tokens[end].lower in {",", "and", "&"}
        or tokens[end].quantity is not None
        or tokens[end].tag[:2] in {"NN", "JJ"}
    ):
        end += 1
    return end


def _is_object(tokens: Sequence[Token], token: Token, first: int, domain: str, found: dict[int, Trigger]) -> bool:
    """Whether a verb of harm stands before the person that a headline names: "Gunmen kill Afghan judge in Kabul"."""
    trigger = found.get(first - 1)
    if domain != "people" or trigger is None or trigger.voice == "noun" or trigger.frame.about != "people":
        return False
    if trigger.voice not in {"active", "reduced"} or trigger.frame.people not in HARM or token.tag not in {"NN", "NNP"}:
        return False
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    if after is None:
        return True
    return not (after.tag.startswith("NN") or after.tag in {"POS", "CD", "HYPH"} or after.lower in _SPEECH)
