"""The noun phrase that ends before a cue or begins after it: the candidate for who speaks.

Walks over words until something that cannot be part of a name or a description. Determiners, prepositions
and the source nouns of the lexicon carry the decision, so that it works where commas were stripped:
"... in Aleppo a source at the police command told ..." gives "a source at the police command".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document.tokens import lower_at
from extractors.vocabulary.actors import begins_with_alias, is_alias
from extractors.vocabulary.lexicon import has_plural_ending
from extractors.voices.name_words import is_particle, is_shouted_name
from extractors.voices.words import (
    CUES,
    MODIFIERS,
    HeadNoun,
    SpokenWord,
    has_role,
    head_noun,
    is_adjective_of_people,
    is_mark,
    is_number,
)

_STOPPING = [
    "conjunction",
    "relative",
    "auxiliary",
    "be",
    "modal",
    "adverb",
    "time",
    "pronoun",
    "negation",
    "stop",
    "first_person",
    "object_pronoun",
]
_INNER_PREPOSITIONS = frozenset(["of", "for", "at", "in", "from", "with", "inside", "near", "to", "within", "on", "by"])
_GOVERN_NO_PLACE = frozenset(["before", "after", "as", "since", "until", "by"])
_NAME_PREPOSITIONS = frozenset(["of", "for"])
_PLURAL_MODIFIERS = frozenset(["rights", "news", "affairs", "forces", "services", "civilians", "arms", "us", "sports"])
_ADJECTIVE = re.compile(r".*(?:ern|al|ior|ous|ive|ic|ary|ed|ing|-.*)$|(?:top|former|new|main|chief|key|state|leading)$")
_CLOSE = frozenset(["close", "loyal", "familiar", "linked", "allied", "affiliated"])
_ANOTHER = HeadNoun("another", "unattributed", False, frozenset(["person", "unnamed"]))
_NOUNS = frozenset(["report", "claim", "estimate", "quote", "show"])
_SENT = frozenset(["mission", "ambassador", "envoy", "representative", "adviser"])
_MAX_WORDS = 16
_MAX_PLAIN = 8


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``start`` to ``end`` (end excluded) of a sentence that may name a speaker."""

    start: int
    end: int
    head: HeadNoun | None
    capital: bool  # holds a capitalised word that is not merely the first of the sentence
    pronoun: bool = False

    @property
    def plausible(self) -> bool:
        """Whether its form alone says that it can speak: a pronoun, a name or a noun of the lexicon."""
        return self.pronoun or self.capital or self.head is not None

    def is_headed_by(self, trait: str) -> bool:
        """Whether its head is a source noun of that trait: "person", "document", "institution" ..."""
        return self.head is not None and trait in self.head.traits


def phrase_before(words: Sequence[SpokenWord], end: int) -> Phrase | None:
    """The noun phrase whose last word stands directly before ``end``, or None.

    A bracketed abbreviation at its end is left out: "the Observatory (SOHR)" → "the Observatory".
    """
    end = _before_brackets(words, end)
    if end > 3 and words[end - 1].lower == "part" and words[end - 3].lower in ("on", "for"):
        end -= 3  # "The army | on its part | said"
    if end <= 0:
        return None
    last = words[end - 1]
    if has_role(last, "pronoun"):
        return Phrase(end - 1, end, None, False, pronoun=True)
    if stands_alone(words, end - 1):
        return Phrase(end - 1, end, _ANOTHER, False)  # "one resident said ...; another | counted ..."
    place = _plain(last) and has_role(last, "place") and not last.capital  # but "the White House"
    start = _walk_back(words, end) if place or _can_end(last) else None
    start = _without_leading_place(words, start, end) if start is not None else None
    if start is None:
        return None
    phrase = _phrase(words, _name_alone(words, start, end), end)
    return None if place and phrase.head is None else phrase


def stands_alone(words: Sequence[SpokenWord], i: int) -> bool:
    """ "One resident said ...; | another | counted ...": whether "another" opens its clause and ends there."""
    opens = i == 0 or is_mark(words[i - 1]) or has_role(words[i - 1], "conjunction")
    verb = words[i + 1].lower if opens and words[i].lower == "another" and i + 1 < len(words) else ""
    return verb in CUES and verb not in _NOUNS  # "another report"


def phrase_after(words: Sequence[SpokenWord], begin: int) -> Phrase | None:
    """The noun phrase that begins at ``begin``, or None."""
    if begin >= len(words):
        return None
    first = words[begin]
    if has_role(first, "pronoun", "object_pronoun") and not _begins_possessed(words, begin):
        return Phrase(begin, begin + 1, None, False, pronoun=True)
    if first.lower == "another" and (begin + 1 == len(words) or is_mark(words[begin + 1])):
        return Phrase(begin, begin + 1, _ANOTHER, False)  # "... five, said | another"
    i = begin
    while i < len(words) and i - begin < _MAX_WORDS and _goes_on(words, begin, i):
        i += 1
    while i > begin and not _can_end(words[i - 1]):
        if _plain(words[i - 1]) and _head(words, begin, i) is not None:
            break  # "a medical source in the city"
        i -= 1
    return _phrase(words, begin, i) if i > begin else None


def _phrase(words: Sequence[SpokenWord], start: int, end: int) -> Phrase:
    return Phrase(start, end, _head(words, start, end), _is_name(words, start, end))


def _head(words: Sequence[SpokenWord], start: int, end: int) -> HeadNoun | None:
    """The source noun that heads a phrase: the last one before its first inner preposition."""
    found = None
    for i in range(start, end):
        if i > start and words[i].lower in _INNER_PREPOSITIONS and found:
            break
        found = head_noun(words[i]) or found
    return found


def _is_name(words: Sequence[SpokenWord], start: int, end: int) -> bool:
    return any(
        w.capital and not has_role(w, "determiner", "adverb", "time", "conjunction", "counted", "place", "stop")
        for w in words[start:end]
    )


def _begins_possessed(words: Sequence[SpokenWord], i: int) -> bool:
    """ "her office": a pronoun that is a determiner here."""
    return has_role(words[i], "determiner") and i + 1 < len(words) and _plain(words[i + 1])


def _before_brackets(words: Sequence[SpokenWord], end: int) -> int:
    if end > 2 and words[end - 1].text in ")]":
        for i in range(end - 2, max(-1, end - 8), -1):
            if words[i].text in "([":
                return i
    return end


def _can_end(word: SpokenWord) -> bool:
    """Whether a phrase may end in the word: a noun or a name, nothing of the closed classes."""
    if is_mark(word) or is_number(word):
        return False
    if word.capital and not has_role(word, *_STOPPING, "determiner", "preposition"):
        return True
    return _plain(word) and not has_role(word, "place")


def _plain(word: SpokenWord) -> bool:
    """A word of the open classes that may stand in a noun phrase."""
    if is_mark(word) or is_number(word):
        return False
    if has_role(word, *_STOPPING, "determiner", "preposition", "infinitive"):
        return False
    return not _verbal(word)


def _verbal(word: SpokenWord) -> bool:
    """A verb of speech, or a participle that the lexicon does not know as a modifier: the phrase ends here."""
    cue = None if word.capital else CUES.get(word.lower)
    if cue is not None and cue.kind in ("say", "tell") and head_noun(word) is None and not has_role(word, "modifier"):
        return True
    if word.capital or not word.lower.endswith(("ed", "ing")) or "-" in word.text or has_role(word, "noun"):
        return False
    return not has_role(word, "modifier") and head_noun(word) is None


def _walk_back(words: Sequence[SpokenWord], end: int) -> int | None:
    """First word of the phrase that ends before ``end``."""
    i, start, plain = end - 1, None, 0
    while i >= 0 and end - i <= _MAX_WORDS:
        word = words[i]
        if has_role(word, "determiner") and word.lower != "that":
            start = i
            if not _bridges(words, i - 1):
                break
            i -= 1
            continue
        if _is_part_of_place(words, i):
            start = i
            i -= 1
            continue
        if word.lower in _INNER_PREPOSITIONS:
            if not _bridges(words, i):
                break
            start = i = i - 1 - (words[i - 1].lower in _CLOSE)
            continue
        if not _is_open(word) or (i < end - 1 and _breaks(words, i, end)):
            break
        plain = 0 if word.capital else plain + 1
        if plain > _MAX_PLAIN:
            break
        start = i
        i -= 1
    return start if start is None else _with_coordinated(words, start)


def _is_part_of_place(words: Sequence[SpokenWord], i: int) -> bool:
    """ "the correspondent in | east | Zerin"."""
    return has_role(words[i], "direction") and lower_at(words, i - 1) == "in" and _bridges(words, i - 1)


def _is_open(word: SpokenWord) -> bool:
    """A name or a word of the open classes: what a noun phrase is made of beside its prepositions."""
    return (word.capital and not has_role(word, *_STOPPING)) or _plain(word)


def _breaks(words: Sequence[SpokenWord], i: int, end: int) -> bool:
    """Whether a lower-case word inside the walk belongs to the clause before: "at the rockets | military sources"."""
    if words[i].capital:
        return False
    if has_role(words[i], "counted"):
        return True
    if has_role(words[i], "place") and i > 0:
        if _locates_body(words, i):
            return False
        if _is_governed(words, i):
            return True
    return _is_loose_plural(words, i, end)


def _locates_body(words: Sequence[SpokenWord], i: int) -> bool:
    """ "a doctor at the | district | hospital"."""
    at = i - 2 if has_role(words[i - 1], "determiner") else i - 1
    return head_noun(words[i]) is None and _is_body_noun(words[i + 1]) and _bridges(words, at)


def _is_governed(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether a preposition or verb before a place governs it: "hit the | town | residents said"."""
    before = words[i - 2] if i > 1 and has_role(words[i - 1], "determiner") else words[i - 1]
    return has_role(before, "preposition", "stop") or _verbal(before)


def _is_loose_plural(words: Sequence[SpokenWord], i: int, end: int) -> bool:
    """Whether a plural ends the clause before rather than describing the noun behind it: "rockets | sources"."""
    word, following = words[i], words[i + 1]
    if not has_plural_ending(word.lower) or word.lower in _PLURAL_MODIFIERS or "'" in word.text or word.text.isupper():
        return False  # in all capitals it may be a name: "PRESIDENT CARLOS LEMOS"
    owned = head_noun(following)  # "the groups director": a possessive that lost its apostrophe
    closed = i + 2 == end or words[i + 2].capital or words[i + 2].lower in _INNER_PREPOSITIONS
    if owned is not None and closed and not owned.plural and "unnamed" not in owned.traits:
        return False
    return head_noun(word) is None or following.lower not in _INNER_PREPOSITIONS


def _bridges(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether the preposition at ``i`` joins a speaker to its institution or place: "a source | at", "Rahman | of"."""
    if i < 1 or words[i].lower not in _INNER_PREPOSITIONS:
        return False
    left = words[i - 1]
    if left.lower in _CLOSE and i > 1:
        return head_noun(words[i - 2]) is not None  # "a source close | to the talks"
    noun = head_noun(left)
    if noun is not None:
        if words[i].lower == "to" and noun.noun in _SENT:
            return True  # "the mission | to | the UN"
        return words[i].lower not in ("to", "by") or "document" in noun.traits
    if not left.capital or has_role(left, *_STOPPING):
        return False
    if words[i].lower in _NAME_PREPOSITIONS:
        return True
    # "the Ministry of Health | in Gaza"
    return words[i].lower == "in" and i > 2 and words[i - 2].lower in _NAME_PREPOSITIONS and _bridges(words, i - 2)


def _with_coordinated(words: Sequence[SpokenWord], start: int) -> int:
    """Takes in the first of two that speak together: "a witness and | a rebel official"."""
    if start < 2 or words[start - 1].lower not in ("and", "or"):
        return start
    if words[start - 2].lower in MODIFIERS and head_noun(words[start - 2]) is None and not words[start].capital:
        start -= 2  # "| security and | hospital officials"
        while start > 0 and is_adjective_of_people(words[start - 1]):
            start -= 1
        return start
    left = phrase_before(words, start - 1)
    if left is None or left.pronoun:
        return start
    if left.head is not None and not words[start].capital:
        return left.start
    return left.start if left.start == 0 and left.plausible else start


def _without_leading_place(words: Sequence[SpokenWord], start: int, end: int) -> int | None:
    """Cuts off what a preposition or verb before it governs: "in Homs | Observatory director ...".

    None if nothing is left: the phrase is the object of that preposition.
    """
    if start == 0:
        return start
    governor = words[start - 1]
    if not has_role(governor, "preposition") or governor.lower in _GOVERN_NO_PLACE:
        return start
    for k in range(start + 1 + has_role(words[start], "determiner"), end):
        if is_alias([w.text for w in words[k:end]]):
            return k
    if has_role(words[start], "determiner"):
        return start
    for k in range(start, end):
        speaker = _speaker_at(words, start, k, end)
        if speaker is not None:
            return speaker
    return start + 1 if end - start > 1 else None


def _speaker_at(words: Sequence[SpokenWord], start: int, k: int, end: int) -> int | None:
    """Where the speaker begins if word ``k`` shows one: a known name, an adjective of a people, a source noun."""
    if k > start and begins_with_alias([w.text for w in words[k:end]]):
        return k
    if is_adjective_of_people(words[k]) and end - k > 1:
        return k
    if head_noun(words[k]) is None or (k == start and words[k].capital):
        return None
    while k - 1 > start and words[k - 1].capital == words[k].capital:
        k -= 1
    named = k == start + 2 and words[k].lower == "news" and words[k - 1].capital
    return k - 1 if named else k  # "near Turkey | Firat news agency"


def _name_alone(words: Sequence[SpokenWord], start: int, end: int) -> int:
    """Cuts off nouns of the clause before a name, no comma between: "after the cabinet session | Hollande said"."""
    if start == 0 or is_mark(words[start - 1]) or has_role(words[start - 1], "conjunction", "adverb", "time"):
        return start
    for k in range(end - 2, start - 1, -1):
        word = words[k]
        if word.capital or not words[k + 1].capital or not _plain(word) or is_particle(words, k):
            continue
        if has_role(word, "direction") or word.text[:1].isdigit():
            continue  # "in | east | Zerin", "Northland's | 68th | Brigade"
        if head_noun(word) is None and not is_adjective_of_people(word) and not _ADJECTIVE.match(word.lower):
            return k + 1
    return start


def _goes_on(words: Sequence[SpokenWord], begin: int, i: int) -> bool:
    """Whether the phrase that began at ``begin`` still goes on at ``i``."""
    word = words[i]
    if is_mark(word):
        return False
    if i == begin:
        return _can_begin(word)
    previous = words[i - 1]
    if has_role(words[begin], "determiner") and _is_document_before_name(previous, word):
        return False
    if has_role(word, "determiner"):
        return previous.lower in _INNER_PREPOSITIONS or previous.lower == "and"
    if is_number(word):
        return False
    if word.capital and has_role(word, "time") and has_role(previous, "determiner"):
        return True  # "a February | report by"
    if word.lower in _INNER_PREPOSITIONS:
        return _joins_noun(words, i)
    if word.lower == "and":
        return _joins_source(words, begin, i)
    return _is_open(word) and _belongs(words, begin, i)


def _can_begin(word: SpokenWord) -> bool:
    """Whether a phrase may begin with the word: an article, a name or a word of the open classes."""
    return word.lower != "that" and (has_role(word, "determiner") or word.capital or _plain(word))


def _is_document_before_name(document: SpokenWord, name: SpokenWord) -> bool:
    """ "according to the bulletin | Jaysh al-Nur gunmen shot 12": the colon or comma between them is lost."""
    noun = None if document.capital or not name.capital else head_noun(document)
    return noun is not None and noun.source_class == "document"


def _joins_noun(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether the preposition at ``i`` joins what follows to the phrase: "the head | of | the clinic"."""
    joins = _bridges(words, i) or (words[i].lower == "of" and has_role(words[i - 1], "place"))
    return joins and i + 1 < len(words) and _opens_noun(words[i + 1])


def _belongs(words: Sequence[SpokenWord], begin: int, i: int) -> bool:
    """Whether a name or open word at ``i`` belongs to the phrase before it and does not begin another."""
    previous = words[i - 1]
    if words[i].capital or previous.lower in _INNER_PREPOSITIONS or has_role(previous, "determiner"):
        return True
    return is_particle(words, i) or is_shouted_name(words, begin, i) or _leads_to_source(words, begin, i)


def _opens_noun(word: SpokenWord) -> bool:
    return word.capital or has_role(word, "determiner") or _plain(word)


def _joins_source(words: Sequence[SpokenWord], begin: int, i: int) -> bool:
    """ "the Observatory and the Reuters news agency": both halves are sources and the sentence ends behind them."""
    if _head(words, begin, i) is None or i + 1 >= len(words):
        return False
    right = phrase_after(words, i + 1)
    if right is None or (right.head is None and not is_alias([w.text for w in words[right.start : right.end]])):
        return False
    return right.end >= len(words) or is_mark(words[right.end]) or words[right.end].lower == "who"


def _leads_to_source(words: Sequence[SpokenWord], begin: int, i: int) -> bool:
    """Whether lower-case words at ``i`` run up to a source noun: "the Syrian | state news agency"."""
    settled = _is_settled(words, begin, i)
    if _closes(words, i):
        return True
    owned = words[i - 1].lower.endswith(("'s", "’s"))  # "Northland's | rebel spokesman"
    reach = 3 if settled else 6
    for k in range(i, min(len(words), i + reach)):
        word = words[k]
        if head_noun(word) is not None:
            return owned or not settled or has_role(words[begin], "determiner") or _titles(words, k)
        if _is_place_of_body(words, k):
            return True
        if not _plain(word) or has_role(word, "counted", "place") or (word.capital and k > i):
            return not settled and k > i
    return not settled


def _is_place_of_body(words: Sequence[SpokenWord], k: int) -> bool:
    """ "the Zerin | city military administration"."""
    return has_role(words[k], "place") and not words[k].capital and _heads_body(words, k + 1)


def _is_settled(words: Sequence[SpokenWord], begin: int, end: int) -> bool:
    """Whether the words from ``begin`` already name who speaks: they hold a name or a source noun."""
    named = any(w.capital and not is_adjective_of_people(w) for w in words[begin:end])
    return named or _head(words, begin, end) is not None


def _titles(words: Sequence[SpokenWord], k: int) -> bool:
    """Whether the source noun at ``k`` goes on with the name before it: "Homs governor | Talal ..." does.

    "Rami Abdel Rahman | director of ..." is an apposition; "the Front's | official television station" a body.
    """
    noun = head_noun(words[k])
    if noun is None or "person" not in noun.traits:
        return True
    if k + 1 < len(words) and (_is_body_noun(words[k + 1]) or words[k + 1].capital):
        return True
    return head_noun(words[k - 1]) is not None


def _heads_body(words: Sequence[SpokenWord], at: int) -> bool:
    """Whether one or two plain words lead to an institution: "city | military administration"."""
    for k in range(at, min(len(words), at + 3)):
        if _is_body_noun(words[k]):
            return True
        if words[k].capital or not _plain(words[k]):
            return False
    return False


def _is_body_noun(word: SpokenWord) -> bool:
    noun = head_noun(word)
    return noun is not None and "institution" in noun.traits


def _closes(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether a plain noun or two at ``i`` end the clause: "members of the bomb | squad, ..."."""
    for k in range(i, i + 3):
        if k >= len(words) or is_mark(words[k]):
            return k > i
        noun = head_noun(words[k])
        if not _plain(words[k]) or words[k].capital or (noun is not None and "person" in noun.traits):
            return False
    return False
