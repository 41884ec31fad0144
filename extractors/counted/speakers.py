"""Who only states the news: the subject of a verb of speech is never counted.

In: the number (its token) and what it counts. Out: whether those counted are the ones who say it: the witnesses of
"Nine people were killed, three witnesses told reporters", the medics of "according to three medics".
"""

from __future__ import annotations

from functools import cache

from extractors.model import Counted, ParsedSentence, Token
from extractors.patterns.triggers import BE, HAVE
from extractors.vocabulary import lexicon
from seeds import reference

_SUBJECTS = frozenset({"nsubj"})
_SOURCES = (("according", "to"), ("citing",), ("quoting",), ("cited",), ("quoted",), ("told", "by"))
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OPENS = frozenset({",", ";", ":", "-", "–", "—", "and", "but", "while", "as", '"', "”", "“", "''", "``"})
_PLAIN = frozenset(
    {"said", "say", "says", "told", "tell", "tells", "added", "adds", "recalled", "testified", "insisted"}
)
_ENDS = frozenset({",", ".", ";", ":", "on", "in", "by", "at", "from", '"', "”", "that", "to", "via", "late", "after"})
_QUOTE_ENDS = frozenset({",", '"', "”", "'", "’", "''", "!", "?"})


def is_speaker(parsed: ParsedSentence, token: Token, thing: Counted) -> bool:
    """Whether those counted at ``token`` are told only as who says it."""
    if thing.domain not in {"people", "facility", "other"} or (thing.elided and thing.domain == "other"):
        return False
    begin = _begin(parsed, token.index)
    last = thing.head if thing.head is not None and thing.head > token.index else token.index
    return _is_cited(parsed, begin) or _says(parsed, begin, last) or _said_by(parsed, begin, last)


def _begin(parsed: ParsedSentence, i: int) -> int:
    """Index of the first word of the phrase that the number at ``i`` stands in: "the other two officials"."""
    while i > 0 and parsed.tokens[i - 1].lower in {"the", "these", "those", "all", "other", "another"}:
        i -= 1
    return i


def _is_cited(parsed: ParsedSentence, begin: int) -> bool:
    before = tuple(t.lower for t in parsed.tokens[max(0, begin - 2) : begin])
    return any(before[-len(words) :] == words for words in _SOURCES)


def _says(parsed: ParsedSentence, begin: int, last: int) -> bool:
    """Whether a verb of speech follows that has those counted as its subject: "two officials in Gao said"."""
    tokens = parsed.tokens
    verb = _own_verb(parsed, last)
    if verb is None:
        return False
    kind = _kinds().get(tokens[verb].lower)
    if kind is None or not _is_active(parsed, verb):
        return False
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if lexicon.noun_frame(tokens[last].lower) is not None:
        return False  # "three deaths were confirmed", "two bodies identified on Monday"
    if tokens[verb].lower in _PLAIN:
        return True
    if after is None or after.lower in {",", ".", "that"} or after.tag in {"DT", "PRP$"} or after.quantity is not None:
        told = True
    else:
        told = after.lower in _ENDS and tokens[last].lower in _sources()
    return told and (begin == 0 or tokens[begin - 1].lower in _OPENS)


def _own_verb(parsed: ParsedSentence, last: int) -> int | None:
    """The verb right behind the phrase, else the one that the tree makes the phrase the subject of."""
    tokens = parsed.tokens
    i = last + 1
    while i < len(tokens) and (tokens[i].tag == "RB" or tokens[i].lower in HAVE | {"both", "also", "each"}):
        i += 1
    if i < len(tokens) and tokens[i].tag in _FINITE | {"VBN"} and tokens[i].quantity is None:
        return i
    node = tokens[last]
    while node.dep == "conj" and tokens[node.head].index < node.index:
        node = tokens[node.head]
    governor = tokens[node.head]
    spoken = node.dep in _SUBJECTS and governor.index > last and governor.tag in _FINITE and governor.lower in _PLAIN
    return governor.index if spoken else None


def _is_active(parsed: ParsedSentence, verb: int) -> bool:
    return not any(parsed.tokens[c].dep == "auxpass" for c in parsed.children[verb]) and (
        parsed.tokens[verb - 1].lower not in BE
    )


def _said_by(parsed: ParsedSentence, begin: int, last: int) -> bool:
    """Whether the verb of speech stands before them, behind what is said: "Seven died, said two officials"."""
    tokens = parsed.tokens
    if begin < 2 or tokens[begin - 1].lower not in {"said", "say", "says", "added", "recalled"}:
        return False
    if tokens[begin - 2].lower not in _QUOTE_ENDS:
        return False
    rest = tokens[last + 1 : last + 12]
    for t in rest:
        if t.lower in {",", ".", ";"} or t.tag in {"WP", "WDT"}:
            return True
        if t.tag in _FINITE | {"MD"}:
            return False
    return True


@cache
def _sources() -> frozenset[str]:
    """Nouns of those who are quoted, singular and plural: officials, witnesses, councillors."""
    return frozenset(r["noun"] for r in reference("source_head_nouns") if r["number"] == "plural")


@cache
def _kinds() -> dict[str, str]:
    """Forms of verbs of speech, each with how it speaks: it says, tells or reports."""
    rows = reference("speech_cues")
    return {r["form"]: r["kind"] for r in rows if r["kind"] in {"say", "tell", "report"} and " " not in r["form"]}
