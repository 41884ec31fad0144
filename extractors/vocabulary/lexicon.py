"""Access to the word lists in ``seeds/reference``, compiled once into lookups by surface form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary import designations
from seeds import reference

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that names countable things, with the class that it stands for."""

    term: str
    entity_class: str
    is_generic: bool  # the class is told by what stands with it: "members of the army"


@dataclass(frozen=True, slots=True)
class OutcomeFrame:
    """What a word says happened to its arguments, people and things apart (row of ``outcome_frames``).

    For verbs ``people``/``things`` is the outcome of the object, ``subject_*`` of the subject;
    for nouns ``people``/``things`` is that of the complement ("death of N"), ``subject_people`` that
    of the noun itself when it is counted ("N deaths"). ``about`` tells what an elided or unknown argument is:
    people or things; "known" = the word does not tell.
    """

    word: str
    part_of_speech: str
    people: str
    things: str
    subject_people: str
    subject_things: str
    about: str
    form: str = ""  # VB, VBD, VBN, VBG, VBZ for verb forms


def plural_of(singular: str) -> str:
    """Regular English plural of a noun or of the last word of a noun phrase.

    >>> plural_of("air strike"), plural_of("body"), plural_of("bus")
    ('air strikes', 'bodies', 'buses')
    """
    if singular.endswith("y") and singular[-2:-1] not in _VOWELS:
        return singular[:-1] + "ies"
    if singular.endswith(("s", "x", "z", "ch", "sh")):
        return singular + "es"
    return singular + "s"


@cache
def irregular_plurals() -> dict[str, str]:
    """Plural to singular for nouns that do not follow the rule."""
    return {r["plural"]: r["singular"] for r in reference("irregular_plurals")}


@cache
def _nouns() -> dict[str, Noun]:
    """Every noun phrase of the lexicon by its folded singular form."""
    return {
        fold(r["term"]): Noun(r["term"], r["entity_class"], r["is_generic"] == "true")
        for r in reference("entity_nouns")
    }


def fold(phrase: str) -> str:
    """Lower case, hyphens and spaces alike, so that "air-strike" and "Air strike" meet."""
    return re.sub(r"[\s\-‐‑–]+", " ", phrase).strip().lower()


@cache
def singulars(word: str) -> tuple[str, ...]:
    """Forms that a lower-case word may be the plural of, itself first.

    >>> singulars("batteries")
    ('batteries', 'battery', 'batterie')
    """
    out = [word]
    if word in irregular_plurals():
        out.append(irregular_plurals()[word])
    if word.endswith("men") and len(word) > 4:
        out.append(word[:-3] + "man")
    if word.endswith("ies") and len(word) > 4:
        out.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        out.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        out.append(word[:-1])
    return tuple(dict.fromkeys(out))


HYPHENS = frozenset("-‐‑–")
MAX_PHRASE = 5
"""Longest noun phrase of the lexicon, in words."""


@cache
def noun(phrase: str) -> Noun | None:
    """The lexicon's entry for a folded phrase in singular or plural; a weapon's model is a noun: "two T-72s".

    >>> noun("tankers").entity_class, noun("su-25s").entity_class
    ('vehicle', 'aircraft')
    """
    head, _, last = phrase.rpartition(" ")
    for form in singulars(last):
        entry = _nouns().get(f"{head} {form}" if head else form)
        if entry:
            return entry
    model = designations.class_of(phrase) if not head else None
    return Noun(phrase, model, False) if model else None


@cache
def ends_noun(word: str) -> bool:
    """Whether a lower-case word, in singular or plural, is the last of a phrase of the lexicon."""
    return not _last_words().isdisjoint(singulars(word)) or designations.class_of(word) is not None


@cache
def _last_words() -> frozenset[str]:
    return frozenset(term.rpartition(" ")[2] for term in _nouns())


@cache
def phrase_openers() -> frozenset[str]:
    """First words of the lexicon's phrases of several words."""
    return frozenset(term.split()[0] for term in _nouns() if " " in term)


def longest_noun(words: Sequence[str], end: int) -> tuple[int, Noun] | None:
    """Longest lexicon phrase among ``words`` that ends with ``words[end]``: its first index and entry.

    >>> longest_noun(["two", "fuel", "tankers"], 2)[1].entity_class
    'vehicle'
    >>> longest_noun("a surface - to - air missile launcher".split(), 7)[1].entity_class
    'air_defence'
    """
    if not ends_noun(words[end]):
        return None
    begins = []
    for begin in range(end, -1, -1):  # hyphens stand between words: "surface - to - air missile" has four
        if words[begin] not in HYPHENS:
            begins.append(begin)
        if len(begins) == MAX_PHRASE:
            break
    for begin in reversed(begins):
        entry = noun(" ".join(w for w in words[begin : end + 1] if w not in HYPHENS))
        if entry:
            return begin, entry
    return None


def is_plural(word: str) -> bool:
    """Whether a lower-case noun can only be a plural (or a collective that takes a number)."""
    return word in irregular_plurals() or has_plural_ending(word) or word.endswith("men")


def has_plural_ending(word: str) -> bool:
    """Whether a lower-case word ends as regular plurals do, whatever it means.

    >>> [has_plural_ending(word) for word in ("rockets", "press", "virus", "crisis")]
    [True, False, False, False]
    """
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def verb_forms(verb: str) -> Iterator[tuple[str, str]]:
    """Regular surface forms of a verb with their Penn tags.

    >>> dict(verb_forms("bury"))["buried"], dict(verb_forms("ram"))["ramming"]
    ('VBN', 'VBG')
    """
    stem = verb
    yield verb, "VB"
    if verb.endswith("e"):
        yield from ((verb + "s", "VBZ"), (verb + "d", "VBN"), (verb[:-1] + "ing", "VBG"))
        return
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from ((verb[:-1] + "ies", "VBZ"), (verb[:-1] + "ied", "VBN"), (verb + "ing", "VBG"))
        return
    if re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb):
        stem = verb + verb[-1]
    ending = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
    yield from ((verb + ending, "VBZ"), (stem + "ed", "VBN"), (stem + "ing", "VBG"))


@cache
def _irregular() -> dict[str, list[tuple[str, str]]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for r in reference("irregular_verbs"):
        out.setdefault(r["verb"], []).append((r["form"], r["tag"]))
    return out


@cache
def verb_frames() -> dict[str, tuple[OutcomeFrame, ...]]:
    """Frames of single-word and phrasal verbs by surface form of their first word.

    A phrasal verb ("blow up") is listed under each form of its first word with the particle in ``word``.
    """
    out: dict[str, list[OutcomeFrame]] = {}
    for r in reference("outcome_frames"):
        if r["part_of_speech"] != "verb":
            continue
        first = r["word"].split()[0]
        forms = dict(verb_forms(first)) | dict(_irregular().get(first, ()))
        for form, tag in forms.items():
            out.setdefault(form, []).append(OutcomeFrame(**r, form=tag))
    return {k: tuple(sorted(v, key=lambda f: -f.word.count(" "))) for k, v in out.items()}


@cache
def _frames(part_of_speech: str) -> dict[str, OutcomeFrame]:
    return {r["word"]: OutcomeFrame(**r) for r in reference("outcome_frames") if r["part_of_speech"] == part_of_speech}


def adjective_frame(word: str) -> OutcomeFrame | None:
    """OutcomeFrame of an adjective that tells an outcome: dead, wounded, missing."""
    return _frames("adjective").get(word)


@cache
def noun_frame(word: str) -> OutcomeFrame | None:
    """OutcomeFrame of a noun that tells an outcome, singular or plural: death, toll, losses."""
    for form in singulars(word):
        if frame := _frames("noun").get(form):
            return frame
    return None


@cache
def parent_classes() -> dict[str, str]:
    """Each entity class with its parent; the roots have ""."""
    return {r["entity_class"]: r["parent"] for r in reference("entity_classes")}


@cache
def domain_of(entity_class: str) -> str:
    """Domain of an entity class: people, equipment, facility, attack, other."""
    return next((r["domain"] for r in reference("entity_classes") if r["entity_class"] == entity_class), "other")


@cache
def ancestry(entity_class: str) -> tuple[str, ...]:
    """The class and its ancestors, most specific first.

    >>> ancestry("child")
    ('child', 'civilian', 'person')
    """
    out: list[str] = []
    while entity_class:
        out.append(entity_class)
        entity_class = parent_classes().get(entity_class, "")
    return tuple(out)


def common_class(first: str, second: str) -> str | None:
    """Most specific class that holds both, or ``None`` where the domains differ.

    >>> common_class("child", "combatant"), common_class("tank", "school")
    ('person', None)
    """
    other = ancestry(second)
    return next((c for c in ancestry(first) if c in other), None)


@cache
def words(word_set: str) -> frozenset[str]:
    """The words of one set of ``word_sets``: forms of "be", light verbs, what marks a list ...

    >>> "were" in words("be")
    True

    Raises ``KeyError`` if the table has no set of that name.
    """
    found = frozenset(r["word"] for r in reference("word_sets") if r["word_set"] == word_set)
    if not found:
        raise KeyError(f"no set named {word_set!r} in word_sets")
    return found


_FUNCTION_WORDS = (
    "a an the and or but of in on at to for from by with as after before over under near against during amid since "
    "into is are was were be been being has have had will would may might could should must not no more than least "
    "most at other others another new dead killed wounded injured says said say reports report claims claim top least "
    "who that which this these those it its their his her our more less many several some few all any when while "
    "where what how up down out off back again still also only just first last next latest amid inside outside around "
    "between across against government forces official officials state police army military regime rebel opposition "
    "armed least area north south east west northern southern eastern western central near fire war peace truce "
    "ceasefire talks deal"
)


@cache
def common_words() -> frozenset[str]:
    """Lower-case words and forms that a headline capitalises without meaning a name."""
    out = set(_FUNCTION_WORDS.split())
    for key in _nouns():
        for word in key.split():
            out.add(word)
            out.add(plural_of(word))
    out.update(irregular_plurals())
    out.update(verb_frames())
    out.update(_frames("adjective"))
    for word in _frames("noun"):
        out.update((word, plural_of(word)))
    return frozenset(out)
