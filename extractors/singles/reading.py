"""Singles without a number word: "a child was killed", "destroyed a bridge", "the driver died", a named person killed.

A single is only a candidate here; it becomes an assertion when an outcome that harms, destroys or takes is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractors.counted import count
from extractors.model import Counted, ParsedSentence, Quantity, Token
from extractors.outcomes import Candidate
from extractors.patterns.person_names import named
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.singles.antecedents import subject_before
from extractors.singles.headlines import bare
from extractors.vocabulary import lexicon, speech

_SPEECH = speech.plain()
_ARTICLES = frozenset({"a", "an", "another"})
_COUNTED_DOMAINS = frozenset({"people", "equipment", "facility"})
_NOT_ONE = lexicon.words("not_one")
_HARM_NOUNS = lexicon.words("harm_noun")
_NOT_DONE = lexicon.words("not_done")
_GROUPS = lexicon.words("group")
_MASS = lexicon.words("mass")
_DEFINITES = frozenset({"the", "his", "her", "its", "their", "'s", "’s"})
_POSSESSIVES = frozenset({"his", "her", "its", "their", "my", "our"})
_OWNER = frozenset({"'s", "’s"})
_ONE_THOUGH_PLURAL = lexicon.words("one_though_plural")
_REMAINS = lexicon.words("remains")
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
_PERSONAL = frozenset({"he", "she", "him", "her"})
_TAKEN = frozenset({"killed", "injured", "captured", "missing"})
_OF_PERSONS = lexicon.words("done_to_persons")
_NOT_PERSONS = lexicon.words("not_person")
_LOST = frozenset({"destroyed", "damaged"})
_SPEAKER_REACH = 12
"""Words that the description of a speaker may have before "said"."""
_COLLECTIVES = lexicon.words("collective")


def candidates(text: str, parsed: ParsedSentence, found: dict[int, Trigger]) -> Iterator[Candidate]:
    """Possible singles of a sentence as figures of one, in order; only sentences with an outcome word have any."""
    if not found:
        return
    told: set[int] = set()
    for figure in _candidates(text, parsed, found):
        if figure.last not in told or figure.quantity.single != "bare":
            told.add(figure.last)
            yield figure


def _candidates(text: str, parsed: ParsedSentence, found: dict[int, Trigger]) -> Iterator[Candidate]:
    for token in parsed.tokens:
        if token.quantity is not None:
            continue
        if figure := _candidate(text, parsed, token, found):
            yield figure


def _candidate(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    """The single that begins (with its article or owner) or ends (a name, a bare noun) at ``token``."""
    if token.lower in _ARTICLES:
        return _with_article(text, parsed, token, found) or _one_more(parsed, token)
    if token.lower in _DEFINITES:
        return _definite(text, parsed, token, found)
    if token.lower == "and":
        return _second(parsed, token)
    if token.lower in _PERSONAL:
        return _pronoun(text, parsed, token, found) if token.tag == "PRP" else None
    person = named(text, parsed, token, found) if token.tag in {"NNP", "NN"} else None
    return person or (bare(parsed, token, found) if token.tag in {"NN", "NNP"} else None)


def _pronoun(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    """One person told by a pronoun, as the object or the subject of harm: "killing him", "she was shot dead"."""
    is_subject = token.lower in {"he", "she"}
    trigger = _verb_of(parsed, token, found) if is_subject else _verb_on(parsed, token, found)
    if trigger is None or trigger.frame.about == "things" or trigger.frame.word == "treat":
        return None
    told = trigger.frame.people
    if is_subject:
        told = (trigger.frame.subject_people if trigger.voice == "active" else told) or trigger.frame.subject_people
    if told not in _TAKEN:
        return None
    counted = Counted(token.text, token.start, token.end, "person", "people", token.index, rules=("class:pronoun",))
    counted = (subject_before(text, parsed, token) if is_subject else None) or counted
    start = counted.start if counted.start is not None else token.start
    end = token.end if start == token.start else start + _first_word(text, start)
    return Candidate(token.index, token.index, _one(start, end, "pronoun"), counted)


def _verb_of(parsed: ParsedSentence, pronoun: Token, found: dict[int, Trigger]) -> Trigger | None:
    """The outcome word whose subject a pronoun is: "he | was shot |", "he was bombed and | killed |"."""
    i = pronoun.index + 1
    while i < len(parsed.tokens) and (parsed.tokens[i].tag == "RB" or parsed.tokens[i].lower in BE | HAVE):
        i += 1
    trigger = found.get(i)
    if trigger is None and [t.lower for t in parsed.tokens[i + 1 : i + 2]] == ["and"]:
        trigger = found.get(i + 2)
    if trigger is None or trigger.voice not in {"passive", "reduced", "active"} or i - pronoun.index >= 5:
        return None
    return trigger


def _verb_on(parsed: ParsedSentence, pronoun: Token, found: dict[int, Trigger]) -> Trigger | None:
    """The outcome word whose object a pronoun is: "| killing | him", not "a plot to kill him"."""
    trigger = next((t for t in found.values() if pronoun.index - 2 < t.end < pronoun.index), None)
    if trigger is None or trigger.voice in {"passive", "noun"} or parsed.tokens[trigger.index - 1].lower == "to":
        return None
    return trigger


def _first_word(text: str, start: int) -> int:
    """Length of the word at ``start``."""
    return len(text[start:].split(maxsplit=1)[0])


def _is_harmed_person(parsed: ParsedSentence, head: int, found: dict[int, Trigger]) -> bool:
    """Whether an unknown noun must name a person, by what was done to it: "wounded the sexton", "a roofer was shot"."""
    token = parsed.tokens[head]
    trigger = found.get(token.head)
    if token.tag != "NN" or token.dep not in {"dobj", "nsubjpass"} or trigger is None or trigger.voice == "noun":
        return False
    if token.lower in _NOT_PERSONS or trigger.frame.people not in _TAKEN:
        return False
    if any(t.quantity is not None for t in parsed.tokens[head : trigger.index]):
        return False  # "after the surrender 47 officers were shot"
    if trigger.frame.word in _OF_PERSONS:
        return True
    return token.dep == "nsubjpass" and trigger.frame.word == "kill"  # in "killed a filibuster" nobody died


def _with_article(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    counted, _ = _counted(text, parsed, token, found)
    if counted.head is None or counted.domain not in _COUNTED_DOMAINS:
        return None
    head = parsed.tokens[counted.head]
    before = [t.lower for t in parsed.tokens[max(0, token.index - 2) : token.index]]
    if before[-1:] and before[-1] in {"as", "like", "than", "such"} and before != ["well", "as"]:
        return None
    if _is_predicate(parsed, token, head):
        return None  # "whether he was a captive"
    if not _is_one(parsed, token, head) or _is_not_done(parsed, token, head):
        return None
    if any(t.lower in _OWNER for t in parsed.tokens[counted.head + 1 : counted.head + 2]):
        return _dead_owner(parsed, token, counted)  # "a woman's body", not "a senator's brother"
    if _speaks(parsed, token, head) or _is_told_of_agent(parsed, head):
        return None  # "12 people were killed, a doctor said"
    return Candidate(token.index, counted.head, _one(token.start, token.end, "article"), counted)


def _counted(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> tuple[Counted, bool]:
    """What a determiner counts, and whether only the harm shows that it is a person."""
    counted = count(text, parsed, token)
    if counted.head is None or counted.entity_class or not _is_harmed_person(parsed, counted.head, found):
        return counted, False
    return replace(counted, entity_class="person", domain="people", rules=("class:by_harm",)), True


def _is_one(parsed: ParsedSentence, token: Token, head: Token) -> bool:
    """Whether an article and its noun count one: not "a series of", "a crowd", "a two killed"."""
    if head.lower in _NOT_ONE or (head.lower in _MASS | _GROUPS and not _is_term(parsed, token, head)):
        return False
    if lexicon.is_plural(head.lower) and head.tag in {"NNS", "NNPS"} and head.lower not in _ONE_THOUGH_PLURAL:
        return False
    return not any(t.lower in _NOT_ONE for t in parsed.tokens[token.index + 1 : head.index])


def _is_not_done(parsed: ParsedSentence, token: Token, head: Token) -> bool:
    """Whether a noun of harm tells of none: "an attempted assassination", "another death threat"."""
    if head.lower in _HARM_NOUNS and any(t.lower in _NOT_DONE for t in parsed.tokens[token.index + 1 : head.index]):
        return True
    after = parsed.tokens[head.index + 1 : head.index + 2]
    return lexicon.noun_frame(head.lower) is not None and any(t.tag in {"NN", "NNS"} for t in after)


def _is_predicate(parsed: ParsedSentence, token: Token, head: Token) -> bool:
    """Whether a noun of harm only says what somebody is or may be: "was an accomplice or a captive"."""
    i = token.index - 1
    while i > 0 and (parsed.tokens[i].tag in {"DT", "NN", "JJ", "RB"} or parsed.tokens[i].lower in {"or", "either"}):
        i -= 1
    return (
        parsed.tokens[i].lower in BE
        and any(t.lower in {"whether", "if", "not", "n't", "n’t"} for t in parsed.tokens[: i + 2])
        and head.dep in {"attr", "conj"}
    )


def _one_more(parsed: ParsedSentence, token: Token) -> Candidate | None:
    """One more of those told before, without a noun: "killing one and maiming another", "and a third was hurt"."""
    tokens, last = parsed.tokens, token.index
    if token.lower == "a":
        if last + 1 >= len(tokens) or tokens[last + 1].lower not in _ORDINALS:
            return None
        last += 1
    elif token.lower != "another":
        return None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and (after.tag[:2] in {"NN", "JJ", "CD"} or after.lower in {"of", "-"}):
        return None
    if not any(t.quantity is not None or t.lower in {"a", "an", "the"} for t in tokens[: token.index]):
        return None
    counted = Counted("", None, None, "", "other", elided=True, rules=("elided:others",), elided_as="others")
    return Candidate(token.index, last, _one(token.start, tokens[last].end, "one_more"), counted)


def _is_term(parsed: ParsedSentence, token: Token, head: Token) -> bool:
    """Whether a noun of uncountable stretch ends a phrase of the lexicon for one place: "an assembly area"."""
    words = [t.lower for t in parsed.tokens[: head.index + 1]]
    found = lexicon.longest_noun(words, head.index)
    return found is not None and token.index < found[0] < head.index and head.lower in _MASS


def _dead_owner(parsed: ParsedSentence, token: Token, counted: Counted) -> Candidate | None:
    """One person whose body is told: "pulled a woman's body from the ruins"."""
    body = parsed.tokens[counted.head + 2 : counted.head + 3] if counted.head is not None else ()
    if counted.domain != "people" or not any(t.lower in _REMAINS for t in body):
        return None
    told = replace(counted, head=body[0].index)
    return Candidate(token.index, body[0].index, _one(token.start, token.end, "article"), told)


def _speaks(parsed: ParsedSentence, token: Token, head: Token) -> bool:
    """Whether a single only tells the news: "12 were hurt, a spokesman for the army, Omar Haddad, later said"."""
    tokens = parsed.tokens
    if head.dep == "nsubj" and tokens[head.head].lower in _SPEECH:
        return True
    if token.index == 0 or tokens[token.index - 1].lower not in {",", "and"}:
        return False
    commas = 0
    for t in tokens[head.index + 1 : head.index + _SPEAKER_REACH]:
        if t.lower in _SPEECH:
            return commas != 1  # "..., killing a nurse and a child, Reuters said"
        commas += t.lower == ","
        after_noun = t.lower in _ARTICLES | _DEFINITES and tokens[t.index - 1].tag != "IN"
        if t.tag.startswith(("VB", "MD", "CC", "WDT", "WP")) or after_noun or t.quantity is not None:
            return False
    return False


def _is_told_of_agent(parsed: ParsedSentence, head: Token) -> bool:
    """Whether a single only says who a named agent is: "an attack by a group led by Sami Nasser, a priest"."""
    name = parsed.tokens[head.head]
    return head.dep == "appos" and name.dep == "pobj" and parsed.tokens[name.head].lower in {"by", "from", "with", "to"}


def _thing(parsed: ParsedSentence, token: Token, counted: Counted, found: dict[int, Trigger]) -> Candidate | None:
    """One thing told by "the" or an owner that a verb beside it says was lost: "The hospital was destroyed"."""
    head = parsed.tokens[counted.head or 0]
    places = {"settlement", "position", "area"}
    if head.tag != "NN" or lexicon.is_plural(head.lower) or counted.entity_class in places:
        return None
    if head.lower in _MASS | _GROUPS | _COLLECTIVES | _NOT_ONE or not (
        _is_lost(parsed, head, found) or _is_lost_object(parsed, token, head, found)
    ):
        return None
    word = head if token.lower in _OWNER else token
    return Candidate(token.index, head.index, _one(word.start, word.end, "definite"), counted)


def _is_lost(parsed: ParsedSentence, head: Token, found: dict[int, Trigger]) -> bool:
    """Whether a passive verb of loss has the thing as its subject, past a phrase of place."""
    verb = found.get(head.head)
    return head.dep == "nsubjpass" and verb is not None and verb.voice == "passive" and verb.frame.things in _LOST


def _is_lost_object(parsed: ParsedSentence, token: Token, head: Token, found: dict[int, Trigger]) -> bool:
    """Whether the thing is the object of an active verb of loss that stands right before it."""
    verb = found.get(token.index - 1)
    after = parsed.tokens[head.index + 1 : head.index + 2]
    whole = not any(t.tag.startswith("NN") or t.lower in _OWNER for t in after)
    return whole and head.dep == "dobj" and verb is not None and verb.voice == "active" and verb.frame.things in _LOST


def _second(parsed: ParsedSentence, token: Token) -> Candidate | None:
    """The second of two persons under one possessive: "his wife and son were killed"."""
    tokens = parsed.tokens
    if token.index < 2 or token.index + 1 >= len(tokens) or tokens[token.index - 2].lower not in _POSSESSIVES:
        return None
    first, noun = tokens[token.index - 1], tokens[token.index + 1]
    entry = lexicon.noun(noun.lower)
    if entry is None or entry.is_generic or lexicon.domain_of(entry.entity_class) != "people":
        return None
    if first.tag != "NN" or noun.tag != "NN" or lexicon.is_plural(noun.lower) or noun.lower in _COLLECTIVES | _GROUPS:
        return None
    counted = Counted(noun.text, noun.start, noun.end, entry.entity_class, "people", noun.index, rules=("class:head",))
    return Candidate(noun.index, noun.index, _one(noun.start, noun.end, "definite"), counted)


def _is_agent(parsed: ParsedSentence, token: Token, head: Token, found: dict[int, Trigger]) -> bool:
    """Whether a single does something else: "..., the minister said". A verb behind a list belongs to the list."""
    listed = token.index > 0 and parsed.tokens[token.index - 1].lower == "and"
    if listed or parsed.tokens[head.head].lower in BE:  # "was among the wounded" is said of the subject itself
        return False
    return head.dep == "nsubj" and head.head not in found


def _one(start: int, end: int, kind: str) -> Quantity:
    return Quantity(start, end, "exact", 1, 1, 1, 1, start, end, rules=(f"single:{kind}",), single=kind)


def _definite(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    """One person told by "the" or an owner: "the driver was killed", "killing his bodyguard", "Haddad's son died"."""
    counted, by_harm = _counted(text, parsed, token, found)
    if counted.head is not None and counted.domain in {"equipment", "facility"}:
        return _thing(parsed, token, counted, found)
    if counted.head is None or counted.domain != "people":
        return None
    words = parsed.tokens[token.index + 1 : counted.head + 1]
    if not words or not _names_person(parsed, token, counted.head, by_harm=by_harm):
        return None
    if _stands_for_another(parsed, token, counted.head):
        return None
    if words[-1].lower in _COLLECTIVES | _GROUPS or any(w.lower in _NOT_ONE or w.quantity is not None for w in words):
        return None
    if _is_agent(parsed, token, words[-1], found) or _speaks(parsed, token, words[-1]):
        return None
    word = words[-1] if token.lower in _OWNER else token
    return Candidate(token.index, counted.head, _one(word.start, word.end, "definite"), counted)


def _names_person(parsed: ParsedSentence, token: Token, head: int, *, by_harm: bool) -> bool:
    """Whether the noun behind a determiner is one for one person that says something of who it is."""
    if parsed.tokens[head].tag != "NN" or lexicon.is_plural(parsed.tokens[head].lower):
        return False
    term = lexicon.longest_noun([t.lower for t in parsed.tokens[: head + 1]], head)
    entry = term[1] if term and term[0] > token.index else None
    return not entry.is_generic if entry is not None else by_harm


def _stands_for_another(parsed: ParsedSentence, token: Token, head: int) -> bool:
    """Whether a definite noun belongs to another phrase: "Abu Nasr the commander", "the rebel alliance"."""
    before, after = parsed.tokens[token.index - 1 : token.index], parsed.tokens[head + 1 : head + 2]
    if any(t.tag.startswith("NN") or t.lower in _OWNER for t in after):
        return True  # "the rebel alliance", "the senator's brother"
    if token.lower == "the" and any(t.tag == "NNP" for t in before):
        return True
    return any(t.lower in {"as", "like", "than", "such", "nor", "neither"} for t in before)
