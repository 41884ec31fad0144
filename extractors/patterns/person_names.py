"""Persons told by their name who were killed, injured, taken or went missing.

Names are found by their capitals and their place in the sentence, never by a list of names: the words before them
("the murder of", "killed") and behind them ("was shot dead") say that a person is meant, not a town.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.model import Counted, ParsedSentence, Quantity, Token
from extractors.outcomes import Candidate
from extractors.patterns import apposition
from extractors.patterns.called import class_of_name
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.vocabulary import lexicon, speech
from extractors.vocabulary.peoples import demonyms
from seeds import reference

_HARMED = frozenset({"killed", "injured", "captured", "missing"})
_PARTICLES = lexicon.words("name_particle")
_HARM_NOUNS = lexicon.words("harm_noun")
_NOT_DONE = lexicon.words("not_done")
_TITLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "VBN"})
_LIST_TAGS = _TITLE_TAGS | {",", "CC", "CD", "-LRB-", "-RRB-", "FW"}
_TOGETHER = frozenset({"along", "together", "with"})
_OWNER = frozenset({"'s", "’s", "'"})
_PLACE_OR_TIME = frozenset({"in", "at", "near", "on", "over", "during", "within"})
_SPEECH = speech.plain()
_KIN = lexicon.words("kin_title")
_PARTS = frozenset({"including", "included", "include"})
_ASIDE_ENDS = frozenset({",", ")", "]"})
_FULL_NAME = re.compile(
    r"\b[A-Z][\w'’-]+\s+(?:(?:[A-Z][\w'’-]*\.?|al|el|bin|ben|abu|de|da|dos|van|von)\s+){0,3}(?:al-|el-)?([A-Z][\w'’-]{2,})"
)
_OF_PLACES = frozenset(
    {"new", "north", "south", "east", "west", "san", "santa", "saint", "st", "mount", "port", "fort", "upper", "lower"}
)
_CLAUSE = lexicon.words("clause_opener")
_NEXT_VERB = 12
"""Tokens behind an auxiliary in which the verb may stand that tells the harm: "was stopped at a bridge and shot"."""
_REACH = 40
"""Tokens between a name in a list and the word that tells what happened to the list."""


def named(text: str, parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> Candidate | None:
    """The person whose name ends with ``token``, if harm was done to that person; else ``None``.

    "killed Omar Haddad", "Omar Haddad, who was killed", "the murder of Judge Omar Haddad", "Omar Haddad's death",
    "the deaths of Omar Haddad and the driver's brother Sami Nasser".
    """
    tokens = parsed.tokens
    if _continues(tokens, token.index) or (token.tag != "NNP" and token.text not in _surnames(text)):
        return None
    first = _first(tokens, token.index)
    words = [t.lower for t in tokens[first : token.index + 1]]
    if first == 0 and _is_dateline(tokens, token.index):
        return None  # "SAN SALVADOR, 2 FEB -- ..."
    known = len(words) == 1 and _surnames(text).get(token.text, token.start) < token.start
    if not _can_be_name(tokens, first, token, words, known) or _is_speaker(tokens, token.index):
        return None
    titled, head = _with_titles(tokens, first), token.index
    described = apposition.before(tokens, titled)
    begin = described.first if described else titled
    told = _told_class(tokens, first, head, described)
    if _is_owner(tokens, token.index, found):
        head += 2  # "Haddad's murder": the noun that tells what happened is the head of the phrase
    elif (aside := _aside(tokens, begin, token.index, found)) is not None:
        head = aside  # "Omar Haddad, head of the union, was killed"
    elif not (
        _is_harmed(parsed, token, begin, titled, found)
        or (described and _is_harmed_next(tokens, token.index, found))
        or (told and tokens[begin - 1].lower in _PARTS)
    ):
        return None
    start, end = tokens[first].start, token.end
    told = told or class_of_name(text, text[start:end])
    counted = Counted(text[start:end], start, end, told or "person", "people", head, rules=("class:named_person",))
    quantity = Quantity(start, end, "exact", 1, 1, 1, 1, start, end, rules=("single:name",), single="name")
    return Candidate(begin, head, quantity, counted)


def _is_dateline(tokens: Sequence[Token], last: int) -> bool:
    """Whether the first words of a report are where it was written: a dash stands behind them before any verb."""
    for t in tokens[last + 1 : last + 9]:
        if t.text in {"--", "—", "–"}:
            return True
        if t.tag.startswith("VB"):
            return False
    return False


@lru_cache(maxsize=8)
def _surnames(text: str) -> dict[str, int]:
    """Last words of the names that a text gives in full, each with where it first does: "Petra Nilsen" tells Nilsen."""
    out: dict[str, int] = {}
    position = 0
    while name := _FULL_NAME.search(text, position):
        first, last = name.group().split()[0], name.group(1)
        titled = lexicon.noun(last.lower()) is not None  # "Chief Petty Officer": the name begins behind it
        position = name.start(1) if titled else name.end()
        plain = not (last.isupper() or last.lower() in _common() or titled)
        if plain and first.lower() not in _OF_PLACES and last.lower() not in _countries():
            out.setdefault(last, name.end())
    return out


def _can_be_name(tokens: Sequence[Token], first: int, last: Token, words: Sequence[str], known: bool) -> bool:
    """Whether capitalised words are of the form of a person's name, and not that of a body, a people or a place.

    A single word is one only where the text has given the name in full before (``known``).
    """
    if (len(words) < 2 and not known) or not last.text[:1].isupper() or words[-1].endswith("men"):
        return False
    if any(w in _common() or lexicon.noun(w) for w in words):
        return False
    if last.index + 1 < len(tokens) and lexicon.noun(tokens[last.index + 1].lower):
        return False  # "Unity Party candidate": the name is that of what follows
    if words[-1] in _countries():
        return False  # "killed in Aleppo SANA Syria": a place that a lost full stop ties to a name
    return not (first > 0 and tokens[first - 1].tag == "DT" and tokens[first - 1].lower != "the")


@cache
def _common() -> frozenset[str]:
    """Words of organisations, offices and days that stand capitalised without being part of a person's name."""
    heads = {r["word"] for r in reference("place_words") if r["kind"] in {"organisation", "head"}}
    days = {r["name"].lower() for r in reference("calendar_names")}
    return frozenset({*heads, *days, *lexicon.words("not_in_name")})


def _continues(tokens: Sequence[Token], i: int) -> bool:
    """Whether the name goes on behind its word ``i``."""
    following = tokens[i + 1 : i + 3]
    if not following or following[0].lower in _common():
        return False
    if following[0].tag == "NNP":
        return True
    return following[0].lower in _PARTICLES and len(following) > 1 and following[1].tag == "NNP"


def _first(tokens: Sequence[Token], last: int) -> int:
    """Index of a name's first word; titles and other common words before it are left out."""
    first = last
    while first > 0:
        before = tokens[first - 1]
        if before.quantity is not None or before.lower in _common() or lexicon.noun(before.lower):
            break
        if before.tag != "NNP" and before.lower not in _PARTICLES:
            break
        first -= 1
    while tokens[first].lower in _PARTICLES and tokens[first].tag != "NNP":
        first += 1
    return first


def _with_titles(tokens: Sequence[Token], first: int) -> int:
    """Index of the first of the titles and descriptions that stand directly before a name."""
    i = first
    while i > 0 and tokens[i - 1].quantity is None:
        before = tokens[i - 1]
        if before.lower in BE or not (before.tag in _TITLE_TAGS or before.lower in demonyms()):
            break
        i -= 1
    return i


def _is_harmed(parsed: ParsedSentence, token: Token, begin: int, titled: int, found: dict[int, Trigger]) -> bool:
    """Whether the tree, the words beside a name or the list it stands in say that harm was done to that person."""
    tokens, last = parsed.tokens, token.index
    return (
        _is_patient(parsed, token, found)
        or _is_undergoing(tokens, begin, last, found)
        or _is_object(tokens, begin, found)
        or _is_listed(tokens, begin, last, found)
        or _is_listed(tokens, titled, last, found)
        or _is_among(tokens, begin, last, found)
    )


def _is_patient(parsed: ParsedSentence, token: Token, found: dict[int, Trigger]) -> bool:
    """Whether the tree makes a name, or the first of its list, the object of harm or the subject of "died"."""
    for _ in range(_REACH):
        described = token.dep == "appos" and apposition.people_class(parsed.tokens, token.head)
        if token.dep != "conj" and not described:  # "police officer Omar Haddad was wounded"
            break
        token = parsed.tokens[token.head]
    if token.dep in {"nsubjpass", "dobj", "nsubj"} and (trigger := found.get(token.head)) and trigger.voice != "noun":
        return trigger.frame.about == "people" and _suffers(parsed.tokens, token.dep, trigger, found)
    for child in parsed.children[token.index]:
        trigger = found.get(child)
        if trigger and parsed.tokens[child].dep == "relcl" and trigger.voice == "passive":
            return trigger.frame.people in _HARMED and trigger.frame.about == "people"
    return False


def _suffers(tokens: Sequence[Token], dep: str, trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """Whether the subject or object of a verb suffers it: "| he | died", "| he | was shot", "killed | him |"."""
    if dep == "nsubj":
        return trigger.frame.subject_people == "killed"
    return trigger.frame.people in _HARMED or _is_killed_next(tokens, trigger, found)


def _aside(tokens: Sequence[Token], begin: int, last: int, found: dict[int, Trigger]) -> int | None:
    """Index of the end of what is said of a name before "was killed", ``None`` where that is not what follows.

    In "Omar Haddad, head of the union, which he founded, was killed" it is that of the last comma. A verb may stand
    in it only behind "who" or "which": in "Omar Haddad, head of the union, said ..." the name is a speaker's.
    """
    lost_comma = bool(apposition.behind(tokens, last)) and tokens[last + 1].lower == "the"
    if last + 1 >= len(tokens) or not (tokens[last + 1].lower == "," or lost_comma):
        return None
    if begin and tokens[begin - 1].tag in {"IN", "TO"} and tokens[begin - 1].lower != "that":
        return None
    relative = False
    for i in range(last + 2, min(len(tokens), last + _REACH)):
        ends = tokens[i - 1].lower in _ASIDE_ENDS
        if tokens[i].tag in {"WDT", "WP"}:
            relative = True
        elif tokens[i].lower in BE | HAVE and (ends or (lost_comma and not relative)):
            return i - 1 if _harm_follows(tokens, i, found) else None
        elif ends and _is_death(found.get(i)):
            return i - 1
        elif tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"} and not relative:
            return None
        elif tokens[i].lower == ",":
            relative = False
    return None


def _is_death(trigger: Trigger | None) -> bool:
    return trigger is not None and trigger.frame.subject_people == "killed"


def _harm_follows(tokens: Sequence[Token], i: int, found: dict[int, Trigger]) -> bool:
    """Whether the verb whose auxiliary stands at ``i`` says that a person was harmed."""
    for k in range(i + 1, min(i + _NEXT_VERB, len(tokens))):
        trigger = found.get(k)
        if trigger is None and (tokens[k].lower in _CLAUSE or tokens[k].lower in {";", "."}):
            return False
        told = (trigger.frame.people or trigger.frame.subject_people) if trigger else ""
        if trigger and trigger.voice != "noun" and told in _HARMED and trigger.frame.about != "things":
            return k == i + 1 or trigger.voice in {"passive", "reduced"}
        if trigger and told in _HARMED:
            return False
    return False


def _is_undergoing(tokens: Sequence[Token], begin: int, last: int, found: dict[int, Trigger]) -> bool:
    """Whether one of the passive verbs behind a name harms: "Omar Haddad was stopped at a bridge and shot dead"."""
    if last + 1 >= len(tokens) or tokens[last + 1].lower not in BE | HAVE:
        return False
    return not (begin and tokens[begin - 1].tag in {"IN", "TO"}) and _harm_follows(tokens, last + 1, found)


def _is_killed_next(tokens: Sequence[Token], trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """Whether a verb that leaves the outcome open is joined with one that tells it: "was shot and killed"."""
    after = found.get(trigger.end + 2)
    joined = trigger.end + 1 < len(tokens) and tokens[trigger.end + 1].lower == "and"
    return bool(joined and after and "killed" in {after.frame.people, after.frame.subject_people})


def _is_owner(tokens: Sequence[Token], last: int, found: dict[int, Trigger]) -> bool:
    """ "Omar Haddad's murder"."""
    follow = tokens[last + 1 : last + 3]
    return len(follow) == 2 and follow[0].lower in _OWNER and _is_killing(tokens, last + 2, found)


def _is_object(tokens: Sequence[Token], begin: int, found: dict[int, Trigger]) -> bool:
    """Whether "the murder of" or "killed" stands directly before the titles of a name, or before "Senator and"."""
    i = begin - 1
    while i > 1 and tokens[i].lower == "and" and tokens[i - 1].tag in {"NN", "NNP"}:
        i = _with_titles(tokens, i) - 1  # "Senator and presidential candidate Omar Haddad"
    if i > 0 and tokens[i].lower == "of":
        return _is_killing(tokens, _before_place(tokens, i - 1, found), found)
    return i >= 0 and _is_harming(found.get(i))


def _before_place(tokens: Sequence[Token], i: int, found: dict[int, Trigger]) -> int:
    """Index before a place or time that ends at ``i``, else ``i``: "the murder in Guatemala of", "during March of"."""
    for k in range(i, max(0, i - 6), -1):
        if k in found:
            return i
        if tokens[k].tag == "IN":
            return k - 1 if k < i and tokens[k].lower in _PLACE_OR_TIME else i
    return i


def _is_listed(tokens: Sequence[Token], begin: int, last: int, found: dict[int, Trigger]) -> bool:
    """Whether a name is an item of a list that a killing is of: "killed Omar Haddad, a judge, and Sami Nasser"."""
    if _is_joined(tokens, begin) and _is_in_list_of_harmed(tokens, begin, found):
        return True
    if begin > 0 and tokens[begin - 1].tag in {"IN", "TO"}:
        return False  # "a commander of the Omar Brigade and two others were killed"
    for i in range(last + 1, min(len(tokens), last + _REACH)):
        trigger = found.get(i)
        if trigger and trigger.voice == "passive":
            return trigger.frame.people in _HARMED and trigger.frame.about == "people"
        if not (_is_of_list(tokens[i]) or tokens[i].lower in BE):
            return False
    return False


def _is_joined(tokens: Sequence[Token], begin: int) -> bool:
    """Whether a name goes on with a list: ", |", "and |", "and a |", "along with |"."""
    if begin < 2:
        return False
    first, second = tokens[begin - 2].lower, tokens[begin - 1].lower
    return second in {",", "and", ";"} or first == "and" or (first in _TOGETHER and second == "with")


def _is_in_list_of_harmed(tokens: Sequence[Token], begin: int, found: dict[int, Trigger]) -> bool:
    """Whether the list before a name is one of those killed: "killed Omar Haddad and |", "the murder of ... and |"."""
    for i in range(begin - 1, max(0, begin - _REACH), -1):
        if tokens[i].lower == "of" and _is_killing(tokens, _before_place(tokens, i - 1, found), found):
            return True
        if _is_harming(found.get(i)):
            return True
        if not _is_of_list(tokens[i]):
            return False
    return False


def _is_of_list(token: Token) -> bool:
    return (
        token.tag in _LIST_TAGS
        or token.lower in {"of", ";", ",", "and", "as", "well", "(", ")", "[", "]", "also"} | _TOGETHER
    )


def _is_harming(trigger: Trigger | None) -> bool:
    """Whether a word is an active verb of harm to persons."""
    if trigger is None or trigger.voice not in {"active", "reduced"} or trigger.frame.about != "people":
        return False
    return trigger.frame.people in _HARMED


def _is_killing(tokens: Sequence[Token], i: int, found: dict[int, Trigger]) -> bool:
    """Whether a word is a noun of harm to persons that took place: no plot, threat or attempt."""
    trigger = found.get(i)
    if trigger is None or trigger.frame.people not in _HARMED or trigger.frame.about != "people":
        return False
    if trigger.frame.word not in _HARM_NOUNS:
        return trigger.voice != "noun" and tokens[i].tag == "VBG"  # no victims, life or body of somebody
    return not any(t.lower in _NOT_DONE for t in tokens[max(0, i - 3) : i + 2])


def _told_class(tokens: Sequence[Token], first: int, last: int, described: apposition.Description | None) -> str:
    """Class told by a title before a name or by an apposition on either side of it; "" without one."""
    titled = first > 0 and tokens[first - 1].lower not in _KIN  # "Father Omar Haddad" may be a priest
    title = apposition.people_class(tokens, first - 1, plural=True) if titled else ""
    return title or (described.entity_class if described else "") or apposition.behind(tokens, last)


def _is_speaker(tokens: Sequence[Token], last: int) -> bool:
    """Whether a name, its comma lost, only tells the news: "wounding 30 Omar Haddad of the hospital said"."""
    i = last + 1
    while i < min(len(tokens), last + 6) and tokens[i].tag in {"NN", "NNP", "IN", "DT", "RB", "JJ"}:
        i += 1
    return i < len(tokens) and tokens[i].lower in _SPEECH and tokens[i].tag in {"VBD", "VBZ", "VBN"}


def _is_harmed_next(tokens: Sequence[Token], last: int, found: dict[int, Trigger]) -> bool:
    """Whether a described name, its comma closed, dies or is harmed: "a nurse, Amina Salad, was killed"."""
    i = last + 1
    if i < len(tokens) and tokens[i].lower in _ASIDE_ENDS:
        i += 1
    if i < len(tokens) and tokens[i].lower in BE | HAVE:
        return _harm_follows(tokens, i, found)
    trigger = found.get(i)
    return bool(trigger and trigger.voice != "noun" and trigger.frame.subject_people == "killed")


def _is_among(tokens: Sequence[Token], begin: int, last: int, found: dict[int, Trigger]) -> bool:
    """Whether a name is told among the harmed: "Among the dead was Omar Haddad", "Haddad was among the dead"."""
    if begin > 0 and tokens[begin - 1].lower in BE and any(t.lower == "among" for t in tokens[:2]):
        return any(_tells_harm(found.get(k)) for k in range(1, min(begin, 8)))
    i = last + 1
    while i < min(len(tokens), last + _REACH) and _is_of_list(tokens[i]):
        i += 1
    be_among = [t.lower for t in tokens[i : i + 2]]
    if len(be_among) < 2 or be_among[0] not in BE or be_among[1] != "among":
        return False
    return any(_tells_harm(found.get(k)) for k in range(i + 2, min(len(tokens), i + 6)))


def _tells_harm(trigger: Trigger | None) -> bool:
    """Whether a word says of the persons that it names or describes that they were harmed."""
    return trigger is not None and bool({trigger.frame.people, trigger.frame.subject_people} & _HARMED)


@cache
def _countries() -> frozenset[str]:
    return frozenset(r["name"].lower() for r in reference("countries"))
