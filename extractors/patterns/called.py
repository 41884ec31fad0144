"""What a text calls a person by class: a name in, the class of the title or the description that introduces it out."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.vocabulary import lexicon

_WORD = re.compile(r"[A-Za-z’'-]+")
_NAME = re.compile(
    r"\b[A-Z][\w'’-]+\s+(?:(?:[A-Z][\w'’-]*\.?|al|el|bin|ben|de|da|van|von)\s+){0,4}(?:al-|el-)?([A-Z][\w'’-]{2,})"
)
_KIN = lexicon.words("kin_title")
_CALLED = frozenset({"identified", "named", "called", "known", "as", "was", "were", "is", "the", "a", "an", "then"})
_BEFORE_NAME = 60
"""Characters before a name that say who it is: "the gunman, identified as Omar Haddad"."""
_TITLE_WORDS = 5
"""Words of a name that may be its title: "Senior Chief Petty Officer Omar Haddad"."""


def class_of_name(text: str, name: str) -> str:
    """The class that the text gives a person where it says who that is; "" where it never does.

    >>> class_of_name("The gunman, identified as Omar Haddad, fled. Haddad was killed later.", "Haddad")
    'combatant'
    """
    return _classes(text).get(name.split()[-1], "") if name else ""


@lru_cache(maxsize=8)
def _classes(text: str) -> dict[str, str]:
    """Class by surname, from the titles and descriptions that stand before names."""
    out: dict[str, str] = {}
    for m in _NAME.finditer(text):
        told = _class_before(text[max(0, m.start() - _BEFORE_NAME) : m.start()]) or _class_of_title(m.group())
        if told:
            out.setdefault(m.group(1), told)
    return out


def _class_before(left: str) -> str:
    """Class of the last noun before a name, past the words that only introduce it."""
    left = re.split(r"[.;:!?]\s|[“”\"()]", left)[-1]
    words = [w.lower() for w in _WORD.findall(left)]
    while words and words[-1] in _CALLED:
        words.pop()
    return "" if words[-1:] and words[-1] in _KIN else _people(words)


def _class_of_title(name: str) -> str:
    """Class of a title inside the capitals of a name: "Petty Officer Scott Dayton"."""
    words = [w.lower() for w in _WORD.findall(name)]
    if words[:1] and words[0] in _KIN:
        return ""  # "Father Omar Haddad" may be a priest
    return next((c for k in range(min(len(words) - 1, _TITLE_WORDS), 0, -1) if (c := _people(words[:k]))), "")


def _people(words: list[str]) -> str:
    found = lexicon.longest_noun(words, len(words) - 1) if words else None
    if found is None or lexicon.is_plural(words[-1]):
        return ""
    cls = found[1].entity_class
    specific = lexicon.domain_of(cls) == "people" and cls != "person" and not found[1].is_generic
    return cls if specific else ""
