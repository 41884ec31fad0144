"""Shorter names for who was named before: "Tarraf" for "Yusuf Tarraf", "the Desk" for "the Orontes Monitoring Desk".

A name that the registry knows keeps its words: its ``actor_id`` says who it is. Any other is given in full, so that
one body does not count as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.vocabulary.actors import resolve
from extractors.voices.words import HEAD_NOUNS

_TITLES = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sheikh|Col|Gen|Lt|Maj|Capt|Sgt)\.?\s+")
_NAME_START = re.compile(r"(?:[a-z]{2}[-‐'’])?[A-Z]")  # al-Halabi too
_ARTICLE = re.compile(r"^(?:the|this|that)\s+", re.IGNORECASE)
_NAME_WORD = r"[A-Z][\w’'-]{0,30}\s{1,3}"
_LONGEST_NAME = 4
_LONGEST_SHORT = 2  # words of a shorter name
REACH = 6000  # characters back in which a name may have been introduced
_STATE_BODIES = frozenset(["ministry", "government", "army", "military", "police", "navy", "staff", "administration"])
_NEVER_SHORT = frozenset(["group", "source", "sources", "ministry", "report", "statement"])


def _is_noun(word: str) -> bool:
    """Whether a word says what someone is; "Elder" with a capital may be a last name."""
    noun = HEAD_NOUNS.get(word.lower())
    return noun is not None and not ("surname" in noun.traits and word.istitle())


def person_in(speaker: str) -> str:
    """The bare name at the end of a description of a person; empty if there is none.

    >>> person_in("the mayor of Homs, Talal Barazi"), person_in("Press Secretary Peter Cook"), person_in("a doctor")
    ('Talal Barazi', 'Peter Cook', '')
    """
    found: list[str] = []
    for word in reversed(speaker.rsplit(", ", 1)[-1].split()):
        if not _NAME_START.match(word) or word.endswith(".") or _is_noun(word):
            break
        found.insert(0, word)
    words = speaker.split()
    if (len(words) == len(found) and words[0] == "The") or words[-len(found) - 1 : -len(found)] == ["the"]:
        return ""  # a body: "the Zarkan Valley Guard"
    return " ".join(found) if 1 < len(found) <= _LONGEST_NAME else ""


def full_person(surface: str, speakers: Iterable[str], before: str) -> str | None:
    """The full name of a person called by the last name, from earlier speakers or from the text ``before``.

    >>> full_person("Tarraf", ["Yusuf Tarraf"], ""), full_person("Dr Haddad", [], "Rima Haddad, a nurse, fled.")
    ('Yusuf Tarraf', 'Rima Haddad')
    """
    last = _TITLES.sub("", surface)
    words = last.split()
    if not 0 < len(words) <= _LONGEST_SHORT or not all(w[:1].isupper() and not w.isupper() for w in words):
        return None
    if any(_is_noun(w) for w in words) or resolve(last).actor_id is not None:
        return None
    for speaker in speakers:
        name = person_in(speaker)
        if name.endswith((" " + last, "-" + last)):
            return name
    if len(words) > 1:
        return None
    pattern = (
        rf"(?<!\bin )(?<!\bat )(?<!\bnear )\b((?:[Tt]he\s)?(?:{_NAME_WORD}){{1,3}}){re.escape(last)}\b(?!\s+[A-Z])"
    )
    named = re.findall(pattern, before)
    name = f"{named[-1]}{last}" if named else ""
    if name[:4].lower() == "the ":
        name = " ".join(name.split()[-2:])  # "Minister for the Middle East Jane Miller"
    return (" ".join(person_in(name).split()) or None) if name else None


def full_body(surface: str, speakers: Iterable[str], before: str) -> str | None:
    """The full name of a body called by the end of its name, from earlier speakers or from the text ``before``.

    >>> full_body("the Desk", ["the Orontes Monitoring Desk", "police"], "")
    'the Orontes Monitoring Desk'
    >>> full_body("The Brigades", [], "The Northern Shield Brigades lost 12 men.")
    'Northern Shield Brigades'
    """
    short = _ARTICLE.sub("", surface)
    words = short.split()
    if short == surface or not 0 < len(words) <= _LONGEST_SHORT or short.lower() in _NEVER_SHORT:
        return None
    if resolve(surface).actor_id is not None:
        return None
    for speaker in speakers:
        if speaker.lower().endswith(" " + short.lower()) and _is_longer_name(speaker, short):
            return speaker
    if not all(w[:1].isupper() and not w.isupper() for w in words):
        return None
    named = re.findall(rf"\b((?:{_NAME_WORD}){{1,4}}){re.escape(short)}\b", before)
    names = [_ARTICLE.sub("", " ".join(f"{name}{short}".split())) for name in named]
    return next((name for name in reversed(names) if name != short), None)


def is_armed_group(speaker: str) -> bool:
    """Whether "the group" may stand for a speaker: a named party to a conflict that is no body of a state.

    >>> is_armed_group("Hezbollah"), is_armed_group("the Syrian army"), is_armed_group("The Valley Guard")
    (True, False, True)
    """
    known = resolve(speaker)
    if known.named and " Group" in speaker:
        return True
    if not known.named or not _STATE_BODIES.isdisjoint(speaker.lower().split()):
        return False
    if known.actor_id is not None:
        return known.party and not known.actor_id.endswith(("_government", "_mod"))
    body = speaker[:4].lower() == "the " and len(speaker.split()) > 2
    return known.source_class in ("belligerent_official", "unattributed") and body and not person_in(speaker)


def is_relief_body(speaker: str) -> bool:
    """Whether "the group" may stand for a named body that helps or watches: "the White Helmets"."""
    known = resolve(speaker)
    return known.named and known.source_class in ("medical", "monitor_ngo", "activist") and not person_in(speaker)


def _is_longer_name(speaker: str, short: str) -> bool:
    inner = _ARTICLE.sub("", speaker).split()
    return (
        len(inner) > len(short.split()) and inner[0].lower() not in ("a", "an") and any(w[0].isupper() for w in inner)
    )
