"""The noun phrase behind a number: where it begins, which words belong to it, which of them is its head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractors.model import ParsedSentence, Token
from extractors.patterns.triggers import BE, HAVE
from extractors.vocabulary import lexicon
from extractors.vocabulary.designations import is_designation

_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "VBD", "RB", "HYPH", "POS", "FW", "PRP$", "DT", "AFX"})
_SKIPPED = frozenset({"other", "more", "further", "additional", "of", "different", "separate", "such", "new", "-", "‑"})
_TIME_NOUNS = lexicon.words("time_noun")
_OPENING = frozenset({'"', "“", "”", "'", "’", "‘", "(", "-"})
_NO_MODIFIERS = frozenset({"not", "also", "then", "who", "the", "a", "an"})
_CAPTIVE = frozenset({"hostage", "captive", "prisoner", "hostages", "captives"})
_TAKING = lexicon.words("taking")
_AGES = (["year", "old"], ["month", "old"], ["week", "old"], ["day", "old"])
_CALIBRE_UNITS = frozenset({"mm", "cm", "millimetre", "millimeter", "calibre", "caliber", "cal", "inch", "pounder"})
_DECIMAL = frozenset({".", ",", "-"})
_SUBSET_PRONOUNS = frozenset({"them", "whom", "which", "these", "those", "us"})


def first_word(parsed: ParsedSentence, at: int) -> tuple[int, bool]:
    """Index of the first word that may belong to the noun phrase, and whether it is a part of a known whole."""
    tokens = parsed.tokens
    i, subset = at + 1, False
    while i < len(tokens) and (tokens[i].lower in _SKIPPED or tokens[i].lower in '"“”‘’'):
        if tokens[i].lower == "of":
            nxt = tokens[i + 1].lower if i + 1 < len(tokens) else ""
            if nxt in _SUBSET_PRONOUNS:
                return i + 2, True
            if nxt in {"the", "his", "her", "its", "their", "our"}:
                return i + 2, True
        i += 1
    return i, subset


def verb_at(parsed: ParsedSentence, i: int) -> bool:
    """Whether a finite verb stands at ``i``: "two of them suffered burns" counts no burns."""
    return i < len(parsed.tokens) and parsed.tokens[i].tag in {"VBD", "VBZ", "VBP", "MD"}


def noun_run(parsed: ParsedSentence, start: int, single: bool) -> list[int]:
    """Indices of the words behind the number that can form one noun phrase (empty where there is none).

    Behind a number above one the phrase ends with its first plural; a single's may go on: "an arms cache".
    """
    tokens = parsed.tokens
    run: list[int] = []
    seen_plural, term_end = False, -1
    for i in range(start, min(len(tokens), start + 9)):
        t = tokens[i]
        term_end = max(term_end, _end_of_term(parsed, i))
        if i <= term_end and t.quantity is None:
            run.append(i)  # inside a phrase of the lexicon: "command and control node"
            seen_plural = seen_plural or (i == term_end and lexicon.is_plural(t.lower))
            continue
        if (size_end := _end_of_size(parsed, i)) > i:
            run.append(i)  # "four 500-lb bombs", "a wounded 14-year-old boy"
            term_end = max(term_end, size_end)
            continue
        if _ends_run(parsed, run, i, start):
            break
        closed = seen_plural and not single
        if is_noun(t) or (t.tag in {"JJ", "VBN"} and ends_phrase(parsed, i)):
            if closed and not _goes_on(tokens[i - 1], t):
                break
            run.append(i)
            seen_plural = seen_plural or _is_plural_head(parsed, i)
            continue
        if closed:
            break
        if run and _is_acronym(parsed, i):
            term_end = i + 2
        elif not _leads_to_noun(parsed, i, bool(run)):
            if t.lower in _OPENING and not run and not _is_note(parsed, i):
                continue
            break
        run.append(i)
    while run and not (is_noun(tokens[run[-1]]) or ends_phrase(parsed, run[-1])):
        run.pop()
    return run


def _ends_run(parsed: ParsedSentence, run: list[int], i: int, start: int) -> bool:
    """Whether no noun phrase goes on at a word: a number, a time, an auxiliary, the opening of another phrase."""
    t = parsed.tokens[i]
    if t.quantity is not None or t.lower in _TIME_NOUNS or t.lower in BE | HAVE:
        return True
    return bool(run) and _opens_another(parsed, run, i, start)


def _is_plural_head(parsed: ParsedSentence, i: int) -> bool:
    """Whether a noun is a plural that can end the phrase, and no name and no part of a longer term."""
    t = parsed.tokens[i]
    return lexicon.is_plural(t.lower) and t.tag != "NNP" and not _inside_term(parsed, i)


def _is_note(parsed: ParsedSentence, i: int) -> bool:
    """Whether a bracket behind a bare number holds a note, no noun of it: "Death toll now 22 (hospital source)"."""
    if parsed.tokens[i].text != "(":
        return False
    close = next((t.index for t in parsed.tokens[i + 1 : i + 8] if t.text == ")"), None)
    return close is not None and not any(is_noun(t) for t in parsed.tokens[close + 1 : close + 2])


def _leads_to_noun(parsed: ParsedSentence, i: int, inside: bool) -> bool:
    """Whether a word that is no noun can stand before the head: an adjective, a compound's part, "and" of two."""
    tokens = parsed.tokens
    t = tokens[i]
    if t.lower in {",", "and", "/", "&"} and inside and _joins_modifiers(parsed, i):
        return True
    if _hyphenated(parsed, i) or (
        inside and t.lower in {"out", "up", "down"} and tokens[i - 1].tag[:2] in {"VB", "JJ"}
    ):
        return True
    if t.tag == "VBG" and not inside and _names_harmless(parsed, i + 1):
        return True  # "killed 30 fleeing civilians"
    if t.tag in {"VBN", "VBD", "VBG"} and (_says_of_subject(t.lower) or not _modifies_noun(parsed, i)):
        return False
    if t.tag in {"IN", "XX"} and t.text.isupper() and len(t.text) > 2 and _modifies_noun(parsed, i):
        return True  # the tagger knows few acronyms: "two ISIL large tactical units"
    return t.tag in MODIFIER_TAGS and t.lower not in _NO_MODIFIERS


def ends_phrase(parsed: ParsedSentence, i: int) -> bool:
    """Whether a word tagged as an adjective is a people noun that ends its phrase: "killing a civilian and"."""
    t = parsed.tokens[i]
    following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    if t.tag not in {"JJ", "VBN"} or (
        following is not None and (following.tag[:2] in {"NN", "JJ"} or following.text == "-")
    ):
        return False
    entry = lexicon.noun(t.lower)
    return entry is not None and lexicon.adjective_frame(t.lower) is None and t.lower not in lexicon.verb_frames()


def _opens_another(parsed: ParsedSentence, run: list[int], i: int, start: int) -> bool:
    """Whether a word behind a noun belongs to no phrase of it.

    In "fired a shell my brother was hurt" a full stop is lost; "hostage" tells the verb of "took a woman hostage".
    """
    t = parsed.tokens[i]
    if t.tag == "PRP$":
        return is_noun(parsed.tokens[run[-1]])
    if t.lower in _CAPTIVE and parsed.tokens[i - 1].lower in _TAKING:
        return True  # "three taken prisoner"
    return t.lower in _CAPTIVE and _is_taken(parsed, start - 1)


def _is_taken(parsed: ParsedSentence, at: int) -> bool:
    """Whether the verb before the number or article at ``at`` is that of "took a woman hostage"."""
    i = at
    while i > 0 and not parsed.tokens[i].tag.startswith("VB"):
        if parsed.tokens[i].tag not in {"DT", "CD", "JJ", "RB", "IN", "JJR", "JJS"} or at - i > 4:
            return False
        i -= 1
    return parsed.tokens[i].lower in _TAKING


def _goes_on(before: Token, t: Token) -> bool:
    """Whether a noun behind a plural belongs to it: "arms caches", not the name in "40 fighters Russias army said"."""
    if not lexicon.is_plural(t.lower) or before.end + 1 < t.start:
        return False
    return before.text[:1].isupper() or not t.text[:1].isupper()


def _names_harmless(parsed: ParsedSentence, i: int) -> bool:
    """Whether the noun at ``i`` names people who are no fighters: who flee, not whom "hundreds fleeing rebels" flee."""
    entry = lexicon.noun(parsed.tokens[i].lower) if i < len(parsed.tokens) else None
    if entry is None or not lexicon.is_plural(parsed.tokens[i].lower):
        return False
    classes = lexicon.ancestry(entry.entity_class)
    return "person" in classes and "combatant" not in classes


def _end_of_size(parsed: ParsedSentence, i: int) -> int:
    """Index of the last token of a measure that describes the noun behind it, -1 where none begins at ``i``.

    The 500-lb of "four 500-lb bombs", the 14-year-old of "a 14-year-old boy", also where the hyphens are lost.
    """
    tokens = parsed.tokens
    t = tokens[i]
    if t.quantity is None:
        return _end_of_calibre(tokens, i)
    if not parsed.quantities[t.quantity].is_measure:
        return -1
    j = _behind_unit(tokens, i + 1)
    joined = j > i + 1 or "-" in t.text
    while joined and j + 1 < len(tokens) and tokens[j].tag == "JJ":
        j += 1
    return j - 1 if joined and j < len(tokens) and is_noun(tokens[j]) else -1


def _behind_unit(tokens: Sequence[Token], start: int) -> int:
    """The first token behind a unit that is joined to its number before ``start``: "-lb", " year old", "yo"."""
    j = start
    while j < len(tokens) and (tokens[j].text == "-" or tokens[j - 1].text == "-"):
        j += 1
    if j == start and [x.lower for x in tokens[j : j + 2]] in _AGES:
        j += 2
    if j == start and j < len(tokens) and tokens[j].lower in {"yo", "yr", "y"} and tokens[j].start == tokens[j - 1].end:
        j += 1  # "a 17yo male"
    return j


def _end_of_calibre(tokens: Sequence[Token], i: int) -> int:
    """Index of the last token of a calibre that begins at ``i``, -1 where none does: "two 81 mm mortars"."""
    j = i
    while j < len(tokens) and tokens[j].quantity is None and (tokens[j].text.isdigit() or tokens[j].text in _DECIMAL):
        j += 1
    if j == i or j + 1 >= len(tokens) or tokens[j].lower not in _CALIBRE_UNITS:
        return -1
    return j


@cache
def _says_of_subject(word: str) -> bool:
    """Whether a verb only says something of its subject, and so modifies no noun: "dozens suffered burns"."""
    frames = lexicon.verb_frames().get(word, ())
    return bool(frames) and not any(f.people or f.things for f in frames)


def _is_acronym(parsed: ParsedSentence, i: int) -> bool:
    """Whether a bracketed acronym stands inside a noun phrase: "several Free Syrian Army (FSA) groups"."""
    tokens = parsed.tokens
    if tokens[i].text != "(" or i + 3 >= len(tokens) or tokens[i + 2].text != ")":
        return False
    within = tokens[i + 1]
    named = within.text.isupper() or (within.text.istitle() and within.tag in {"JJ", "NNP"})  # "two (Italian) nurses"
    return named and is_noun(tokens[i + 3]) and within.quantity is None


def _end_of_term(parsed: ParsedSentence, i: int) -> int:
    """Index of the last word of a lexicon phrase of several words that begins at ``i``; -1 without one."""
    if parsed.tokens[i].lower not in lexicon.phrase_openers():
        return -1
    words = [t.lower for t in parsed.tokens[i : i + lexicon.MAX_PHRASE] if t.quantity is None]
    for n in range(len(words), 1, -1):
        if lexicon.noun(" ".join(w for w in words[:n] if w not in lexicon.HYPHENS)):
            return i + n - 1
    return -1


def _hyphenated(parsed: ParsedSentence, i: int) -> bool:
    """Whether the word stands inside a hyphenated compound: the "to" of "surface-to-air"."""
    tokens = parsed.tokens
    t = tokens[i]
    if t.text in {"-", "‐", "‑"}:
        return i > 0 and tokens[i - 1].end == t.start
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return (i > 0 and tokens[i - 1].text in {"-", "‐", "‑"} and tokens[i - 1].end == t.start) or (
        after is not None and after.text in {"-", "‐", "‑"} and after.start == t.end
    )


def is_noun(t: Token) -> bool:
    """Whether a word can head a noun phrase: by its tag, corrected by the lexicons where the tagger goes astray."""
    if _tells_outcome(t.lower):
        return False  # "12,000 flee", "9 dead, 31 hurt"
    if t.tag in _NOUN_TAGS or (t.text[-1:].isalnum() and is_designation(t.text)):
        return True
    # The tagger takes plural count nouns for verbs in telegram style; the lexicon knows better.
    return (
        t.tag in {"VBZ", "VBP", "VB", "JJ", "CD", "XX"} and lexicon.is_plural(t.lower) and bool(lexicon.noun(t.lower))
    )


@cache
def _tells_outcome(word: str) -> bool:
    """Whether a word says what happened and names nobody: flee, hurt."""
    if lexicon.noun(word) or lexicon.noun_frame(word) or lexicon.is_plural(word):
        return False
    if lexicon.adjective_frame(word):
        return True
    return any(
        f.word == word and f.subject_people in {"killed", "displaced"} for f in lexicon.verb_frames().get(word, ())
    )


def _joins_modifiers(parsed: ParsedSentence, i: int) -> bool:
    """Whether the comma or conjunction at ``i`` stands between adjectives of one noun phrase."""
    tokens = parsed.tokens
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return False
    if tokens[i].lower == "/":
        return True
    return before.tag in {"JJ", "VBN"} and after.tag in {"JJ", "VBN"}


def _modifies_noun(parsed: ParsedSentence, i: int) -> bool:
    """Whether the participle at ``i`` is an adjective before its noun ("12 wounded fighters")."""
    tokens = parsed.tokens
    size_end = _end_of_size(parsed, i + 1) if i + 1 < len(tokens) else -1  # "a wounded 30-year-old man"
    for t in tokens[max(i, size_end) + 1 : max(i, size_end) + 5]:
        if is_noun(t):
            previous = tokens[i - 1] if i else None
            return not (previous is not None and is_noun(previous) and tokens[i].tag == "VBD")
        if t.tag not in {"JJ", "VBN", "VBG", "HYPH", "RB", "RP"} and t.lower not in {"out", "up", "down"}:
            return False
    return False


def head_of(parsed: ParsedSentence, run: list[int], single: bool) -> int | None:
    """The head of the phrase: its first plural noun, or the last noun of a single or where nothing is plural."""
    tokens = parsed.tokens
    nouns = [i for i in run if is_noun(tokens[i]) or ends_phrase(parsed, i)]
    if not nouns:
        return None
    plural = None if single else _first_plural(parsed, nouns)
    if plural is not None:
        return plural
    # In text without commas a name may follow the noun that it doesn't belong to: the last known noun is the head.
    known = [i for i in nouns if lexicon.noun(tokens[i].lower)]
    if is_designation(tokens[nouns[-1]].text) and not (known and known[-1] > nouns[-1]):
        return nouns[-1]
    return known[-1] if known else nouns[-1]


def _first_plural(parsed: ParsedSentence, nouns: list[int]) -> int | None:
    """The first plural that can be a head: not the "arms" of "arms caches", no name, no part of a longer term."""
    tokens = parsed.tokens
    for n, i in enumerate(nouns):
        if not _is_plural_head(parsed, i):
            continue
        following = nouns[n + 1] if n + 1 < len(nouns) else None
        if following != i + 1 or not lexicon.is_plural(tokens[following].lower):
            return i
    return None


def _inside_term(parsed: ParsedSentence, i: int) -> bool:
    """Whether a phrase of the lexicon goes on behind word ``i``: the infantry of "infantry fighting vehicles"."""
    words = [t.lower for t in parsed.tokens[: i + 4]]
    for last in range(i + 1, len(words)):
        found = lexicon.longest_noun(words, last)
        if found and found[0] <= i:
            return True
    return False
