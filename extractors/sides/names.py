"""The sides of a conflict as texts name them: armed groups, armies, states; and the words around such names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.model import Token
from extractors.vocabulary import lexicon
from extractors.vocabulary.lexicon import HYPHENS, singulars
from seeds import reference

_LONGEST = 7
"""Longest name of a side, in words."""
_ACRONYM = 3
"""Names of up to so many letters count only in capitals: IS, US, SDF."""
_PIECE = re.compile(r"[^\s\-‐‑–]+")


@dataclass(frozen=True, slots=True)
class Side:
    """A name of a side: its code and what sort of name it is.

    ``sort``: name (of one group or army), common (rebels, regime: a side wherever it stands), force (army: whose
    is told by the word before it), label (terrorists: the speaker's word, of no side for people), kind (military,
    armed: no side at all), state (Turkish), country (Turkey), actor (a party in the table of actors; no code).
    """

    code: str | None
    sort: str


@dataclass(frozen=True, slots=True)
class Name:
    """A side named by the tokens ``first`` to ``last``."""

    first: int
    last: int
    side: Side


@cache
def words(role: str) -> frozenset[str]:
    """The words of ``side_words`` that have a role, single words in singular."""
    return frozenset(r["word"] for r in reference("side_words") if r["role"] == role)


def has_role(word: str, role: str) -> bool:
    """Whether a lower-case word, singular or plural, has the role.

    >>> has_role("warplanes", "doer"), has_role("air", "doer")
    (True, False)
    """
    return not words(role).isdisjoint(singulars(word))


@cache
def _sides() -> dict[tuple[str, ...], Side]:
    codes = {_key(r["term"]): Side(r["affiliation"], r["sort"]) for r in reference("affiliations")}
    named = {**_belligerents(codes), **_states(codes)}
    return {key: side for key, side in named.items() if key and not _is_common_noun(key)} | codes


def _belligerents(codes: Mapping[tuple[str, ...], Side]) -> dict[tuple[str, ...], Side]:
    """The parties to a conflict among the known actors, by each of their names."""
    out: dict[tuple[str, ...], Side] = {}
    for row in reference("actors"):
        if row["party_to_conflict"] and row["source_class"] == "belligerent_official":
            for alias in [row["name"], *row["aliases"].split("|"), *row["people"].split("|")]:
                if not _is_read_by_words(_key(alias), codes):
                    out[_key(alias)] = Side(None, "actor")
    return out


def _states(codes: Mapping[tuple[str, ...], Side]) -> dict[tuple[str, ...], Side]:
    """States by their people's names, countries by theirs."""
    out: dict[tuple[str, ...], Side] = {}
    for row in reference("countries"):
        demonyms = [d for d in row["demonyms"].split("|") if d]
        if not demonyms:
            continue
        told = codes.get(_key(demonyms[0]))
        code = told.code if told else demonyms[0].lower()
        out.update({_key(d): Side(code, "state") for d in demonyms})
        out.update({_key(n): Side(code, "country") for n in [row["name"], *row["aliases"].split("|")]})
    return out


def _is_read_by_words(key: tuple[str, ...], codes: Mapping[tuple[str, ...], Side]) -> bool:
    """Whether words of an actor's name tell its side already: "Turkish army", "M23 rebels"."""
    if key[-1:] in codes or key[-2:] in codes:
        return True
    opening = codes.get(key[:1])
    return opening is not None and opening.sort == "name"


def _is_common_noun(key: tuple[str, ...]) -> bool:
    """Whether capitals alone would make a name of a thing: CAR (Central African Republic), POLE."""
    found = lexicon.noun(key[0]) if len(key) == 1 else None
    return found is not None and lexicon.domain_of(found.entity_class) != "people"


@cache
def _openers() -> frozenset[str]:
    return frozenset(key[0] for key in _sides())


@cache
def _key(term: str) -> tuple[str, ...]:
    return tuple(_PIECE.findall(term.lower().replace("’", "'").replace("'s", " 's")))


def find(tokens: Sequence[Token], first: int, last: int) -> list[Name]:
    """Names of sides among the tokens ``first`` to ``last``, the longest at each place, in order."""
    out: list[Name] = []
    i = first
    while i <= last:
        name = _at(tokens, i, last)
        if name:
            out.append(name)
            i = name.last + 1
        else:
            i += 1
    return out


def _at(tokens: Sequence[Token], i: int, last: int) -> Name | None:
    opener = tokens[i].lower
    if opener not in _openers() and not _openers().intersection(singulars(opener)):
        return None
    words_, ends = [], []
    for k in range(i, min(last + 1, i + 2 * _LONGEST)):
        if tokens[k].text not in HYPHENS:
            words_.append(tokens[k].lower.replace("’", "'"))
            ends.append(k)
    for n in range(min(len(words_), _LONGEST), 0, -1):
        for end in singulars(words_[n - 1]):
            side = _sides().get((*words_[: n - 1], end))
            if side and _is_name(tokens, i, ends[n - 1], n):
                return Name(i, ends[n - 1], side)
    return None


def _is_name(tokens: Sequence[Token], first: int, last: int, length: int) -> bool:
    """Whether the words are meant as the name: IS, not "is"; not the made-in of "Russian-made", nor "anti-regime"."""
    token = tokens[first]
    if length == 1 and len(token.text.strip(".")) <= _ACRONYM and not _is_acronym(tokens, first):
        return False
    if first >= 1 and tokens[first - 1].lower in words("against"):
        return False
    if first >= 2 and tokens[first - 1].text in HYPHENS and tokens[first - 2].lower in words("against"):
        return False
    return compound_end(tokens, last) is None


def _is_acronym(tokens: Sequence[Token], i: int) -> bool:
    """Whether a short word is meant as a name: in capitals, and where all is in capitals no verb."""
    if not tokens[i].text.isupper():
        return False
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return tokens[i].tag[:1] in "NJ" or following.islower()


def compound_end(tokens: Sequence[Token], last: int) -> int | None:
    """Index of the participle that a name forms a compound with ("Iran-backed"), ``None`` where there is none."""
    if last + 2 >= len(tokens) or tokens[last + 1].text not in HYPHENS or tokens[last + 1].start != tokens[last].end:
        return None
    following = tokens[last + 2]
    joined = following.start == tokens[last + 1].end
    return last + 2 if joined and (following.lower.endswith("ed") or following.lower in words("compound")) else None


def code(words_: str) -> str:
    """The code of a side's words where the tables know them, else the words themselves.

    >>> code("ISIL"), code("Syrian army"), code("Russia"), code("Levant Brigade")
    ('islamic_state', 'syrian_army', 'russian', 'Levant Brigade')
    >>> code("Turkish army"), code("Syrian opposition"), code("M23 rebels")
    ('turkish', 'opposition', 'm23')
    """
    told = best(find_in(words_))
    return told.code or words_ if told else words_


def find_in(text: str) -> list[Name]:
    """Names of sides in a few words that were never parsed."""
    tokens = plain_tokens(text)
    return find(tokens, 0, len(tokens) - 1)


def plain_tokens(text: str) -> list[Token]:
    """The words of a text as tokens without a parse."""
    pieces = re.finditer(r"(?:[A-Za-z]\.){2,}|['’]s\b|\w+|[^\w\s]", text)
    return [Token(i, m.group(), m.group().lower(), m.start(), m.end(), "NN", "dep", i) for i, m in enumerate(pieces)]


_ORDER = ("name", "common", "country", "actor", "state", "force", "label", "kind")


def best(names: Sequence[Name]) -> Side | None:
    """The side that tells most: a group before a state before a mere label; the force of a state is the state's.

    >>> best(find_in("Syrian government")).code, best(find_in("Kurdish YPG militants")).code
    ('government', 'ypg')
    """
    if not names:
        return None
    return min(reversed(names), key=lambda n: _ORDER.index(n.side.sort)).side
