"""Looks up who a name or description stands for in the source registry, and types what is not in it.

The registry is ``seeds/reference/actors.csv``: outlets, agencies, ministries, armies, armed groups, monitors, UN and
medical bodies, with their aliases. What it lacks keeps its words and is typed by its head noun
(``source_head_nouns.csv``, ``source_modifiers.csv``). An unnamed source is never resolved to the institution that it
is said to belong to: two unnamed sources of one army are two sources.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.quantities.in_digits import in_digits
from seeds import reference

MEDIA_CLASSES = frozenset(["state_media", "news_agency", "independent_media"])

_ARTICLE = re.compile(r"^(?:the|a|an|so-called|another|some|several|various)\s+")
_BASED = re.compile(r"\b[\w.]+(?:[- ])based\s+|\b(?:state|government)-run\s+|\bso-called\s+|\bself-proclaimed\s+")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ACRONYM_S = re.compile(r"\b([A-Z]{2,})s\b")  # "SANAs correspondent": a possessive that lost its apostrophe
_TOKEN = re.compile(r"[^\W_]+(?:[-.&/][^\W_]+)*")
_PRIVATE = re.compile(r"^(?:an?|one|some|several|many|most|other|another|local|various|\d+)\b", re.IGNORECASE)
_STATE = re.compile(r"\b(?:state|state-run|official|government|government-run|state-owned)\b", re.IGNORECASE)
_SHORT = 4  # an acronym this short must be written in capitals to count: "IS", "AP", "WHO"


_NO_ROW = {"traits": ""}


@dataclass(frozen=True, slots=True)
class ActorMatch:
    """What the registry and the head-noun tables know of a speaker.

    ``actor_id`` is None for unknown names and for every unnamed source; ``party`` says whether it takes part in a
    conflict; ``named`` whether a person or body is named rather than described.
    """

    actor_id: str | None
    source_class: str
    party: bool
    named: bool


@functools.lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Folds spelling differences that never tell two actors apart: case, accents, articles, possessives, hyphens.

    >>> fold("the UK-based Syrian Observatory for Human Rights' ") == fold("Syrian Observatory for Human Rights")
    True
    """
    plain = unicodedata.normalize("NFKD", _ACRONYM_S.sub(r"\1", _BRACKETS.sub("", text)))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = _BASED.sub("", re.sub(r"['’`]s?\b|['’`]", "", plain)).replace("-", " ").replace(".", "")
    return " ".join(_ARTICLE.sub("", " ".join(plain.split())).split())


@functools.cache
def _registry() -> dict[str, dict[str, str]]:
    """Folded alias → its row. The first row that claims an alias keeps it."""
    found: dict[str, dict[str, str]] = {}
    for row in reference("actors"):
        for alias in [row["name"], *_cell(row["aliases"]), *_cell(row["people"])]:
            found.setdefault(fold(alias), row)
    return found


def _cell(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@functools.cache
def _people() -> frozenset[str]:
    return frozenset(fold(name) for row in reference("actors") for name in _cell(row["people"]))


def is_person(text: str) -> bool:
    """Whether the last words are the name of a person whom the registry knows as speaking for an actor."""
    words = fold(text).split()
    return any(" ".join(words[at:]) in _people() for at in range(len(words)))


@functools.cache
def _by_id() -> dict[str, dict[str, str]]:
    """Documents often name their outlet by such a short code."""
    return {row["actor_id"]: row for row in reference("actors")}


@functools.cache
def _longest_alias() -> int:
    return max(alias.count(" ") + 1 for alias in _registry())


@functools.cache
def _heads() -> dict[str, dict[str, str]]:
    return {row["noun"]: row for row in reference("source_head_nouns")}


@functools.cache
def _modifiers() -> dict[str, str]:
    return {row["modifier"]: row["source_class"] for row in reference("source_modifiers")}


@functools.cache
def irregular_names() -> re.Pattern[str]:
    """Names in the registry that hold a word no name is made of: "Save the Children", "Doctors Without Borders"."""
    names = sorted(_irregular(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)


@functools.cache
def irregular_beginnings() -> frozenset[str]:
    """First words of the irregular names, lower-cased: a text without them holds none."""
    return frozenset(name.split()[0].lower() for name in _irregular())


@functools.cache
def _irregular() -> frozenset[str]:
    small = re.compile(r"\b(?:is|without|the|against|and|to)\b", re.IGNORECASE)
    names = (alias for row in reference("actors") for alias in [row["name"], *_cell(row["aliases"])])
    held = (n for n in names if (small.search(n[4:]) and n.count(" ") > 1) or n.lower().endswith(" today"))
    return frozenset(name.removeprefix("the ") for name in held)


def is_alias(words: Sequence[str]) -> bool:
    """Whether these words are exactly a registered name."""
    return _exact(" ".join(words)) is not None


def same_actor(text: str, outlet: str | None) -> bool:
    """Whether the words name the outlet itself, given by its name or its ``actor_id``.

    >>> same_actor("Ahram Online", "ahram"), same_actor("Reuters", "ahram")
    (True, False)
    """
    if not outlet:
        return False
    if fold(text).replace(" ", "") == fold(outlet).replace(" ", ""):
        return True
    known = resolve(text).actor_id
    return known is not None and known in (resolve(outlet).actor_id, fold(outlet).replace(" ", "_"))


def begins_with_alias(words: Sequence[str]) -> bool:
    """Whether a registered name begins at the first of these words."""
    registry = _registry()
    return any(fold(" ".join(words[:n])) in registry for n in range(1, min(len(words), 6) + 1))


def _exact(text: str) -> dict[str, str] | None:
    """The row of a whole name; "who" or "is" in lower case is a word, not the acronym, but an outlet's id may be."""
    folded = fold(text)
    if len(folded) <= _SHORT and text.strip().islower():
        return _by_id().get(folded)
    return _registry().get(folded) or _by_id().get(text.strip().lower())


@functools.lru_cache(maxsize=4096)
def resolve(text: str) -> ActorMatch:
    """Registry entry and source class of a speaker as it is written.

    >>> resolve("the Britain-based Syrian Observatory for Human Rights").actor_id
    'sohr'
    >>> resolve("a medical source in the city")
    ActorMatch(actor_id=None, source_class='medical', party=False, named=False)
    """
    if not text.strip():
        return ActorMatch(None, "unattributed", False, False)
    exact = _exact(text)
    if exact is not None:
        return _match(exact, named=True)
    head = _head_of(text)
    traits = head["traits"].split() if head else []
    inside = _contained(text)
    if head is not None and "unnamed" in traits and not ("medium" in traits and inside is not None):
        return ActorMatch(None, _class_of(text, head), False, _names_person(text, head["noun"]))
    if inside is not None:
        private = _is_private(text) and head is not None
        return _match(inside, named=not private)
    if head is not None:
        return ActorMatch(None, _class_of(text, head), False, _has_name(text) and not _is_private(text))
    return ActorMatch(None, "unattributed", False, _has_name(text))


def _is_private(text: str) -> bool:
    """Whether some of a kind speak, not a body: "two doctors", "several residents"."""
    return _PRIVATE.match(in_digits(text)) is not None


def is_medium(text: str) -> bool:
    """Whether the words name an outlet or one who works for one: someone who passes statements on.

    >>> is_medium("SANA reporter"), is_medium("state television"), is_medium("reporters")
    (True, True, False)
    """
    row = _exact(text) or _contained(text)
    if row is not None:
        return row["source_class"] in MEDIA_CLASSES
    head = _head_of(text)
    traits = head["traits"].split() if head else []
    return "medium" in traits and "witness" not in traits


def _match(row: dict[str, str], named: bool) -> ActorMatch:
    return ActorMatch(row["actor_id"], row["source_class"], bool(row["party_to_conflict"]), named)


def _contained(text: str) -> dict[str, str] | None:
    """The longest alias among the words of ``text``; short acronyms only where they stand in capitals."""
    words = [m.group() for m in _TOKEN.finditer(re.sub(r"['’]s?\b", "", text))]
    capitals = {w.replace(".", "") for w in words if w.isupper()}
    registry = _registry()
    for length in range(min(len(words), _longest_alias()), 0, -1):
        found = None
        for at in range(len(words) - length + 1):
            alias = fold(" ".join(words[at : at + length]))
            row = registry.get(alias)
            if row is None or not (
                len(alias) > _SHORT or alias.upper() in capitals or (words[at][:1].isupper() and len(alias) > 3)
            ):
                continue
            if alias in _people():
                return row  # "civil defence spokesman Mahmud Bassal": the person tells whose civil defence
            found = found or row
        if found is not None:
            return found
    return None


def _head_of(text: str) -> dict[str, str] | None:
    """Row of the head noun: the last source noun before the first preposition."""
    heads, found = _heads(), None
    lower = text.lower()
    last = text.rsplit(" ", 1)[-1]
    if last != text and last.istitle() and "surname" in heads.get(last.lower(), _NO_ROW)["traits"].split():
        lower = lower[: -len(last)]  # "UNICEF spokesman James Elder"
    for word in re.findall(r"[^\W\d_]+", lower):
        if found is not None and word in ("of", "for", "at", "in", "from", "with", "inside", "near", "by", "who"):
            break
        found = heads.get(word) or found
    return found


def _class_of(text: str, head: dict[str, str]) -> str:
    """Source class of a description: its head noun, refined by what stands before it ("medical source")."""
    if "medium" in head["traits"].split():
        return "state_media" if _STATE.search(text) else head["source_class"]
    if head["source_class"] not in ("unnamed_official", "medical", "monitor_ngo", "unattributed"):
        return head["source_class"]
    before = re.split(rf"\b{head['noun']}\b", text.lower())[0]
    for word in reversed(re.findall(r"[a-z]+(?:-[a-z]+)*", before)):
        if word in _modifiers() and (word != "local" or head["noun"].startswith("source")):
            return _modifiers()[word]
    return head["source_class"]


def _names_person(text: str, noun: str) -> bool:
    """Whether a personal name of two words or more follows the noun: "police official Omar Haddad"."""
    return re.search(rf"(?i:\b{noun}),? (?:[A-Z][\w.'’-]* )+[A-Z][\w'’-]*$", text) is not None and not text.isupper()


def _has_name(text: str) -> bool:
    return any(w[:1].isupper() for w in text.split()[1:]) or (text[:1].isupper() and " " not in text.strip())
