"""What stands behind a verb of speech: when and where it was said, and whether what is said follows or went before."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.voices.phrases import Phrase, phrase_after
from extractors.voices.subjects import is_medium_phrase
from extractors.voices.words import CUES, QUOTES, SpokenWord, has_role, is_mark, is_number

OWN = frozenset(["our", "my", "his", "her", "its", "their"])

_LEAD_IN_NOUNS = frozenset(["speaking", "interview", "remarks", "comments", "statement"])
_NEW_CLAUSE = frozenset(["while", "but", "although", "though", "whereas"])
_JOINED = ("conjunction", "adverb", "stop")
_LONGEST_LABEL = 5
_LONGEST_LEAD_IN = 9
_LONGEST_ADJUNCT = 7
_LONGEST_ADVERBIAL = 8


def leads(words: Sequence[SpokenWord], start: int, at: int, *, takes_gerund: bool = False) -> bool:
    """Whether what is said follows the cue: the subject starts at word ``start``, adjuncts end before word ``at``.

    ``takes_gerund``: the verb takes what is said as "... acknowledged | losing two men".
    """
    if _is_lead_in(words, start):
        return True
    if ends(words, at):
        return False
    word = words[at]
    if word.lower == "that" or word.text == ":":
        return True
    if word.text in (",", ";") or words[start - 1].text in QUOTES:
        return False
    if takes_gerund and word.lower.endswith("ing") and word.lower not in CUES:
        return True
    if word.lower == "as" and lower_at(words, at + 1) in ("many", "much", "few"):
        return True
    if has_role(word, "no_complement") or (word.lower.endswith("ing") and not word.capital):
        return False
    return _opens_clause(words, start, at)


def _opens_clause(words: Sequence[SpokenWord], start: int, at: int) -> bool:
    """Whether the words at ``at`` begin what is said, and are no adverbial or tag of the verb before them."""
    if _opens_quantity(words, at):
        return True
    if _is_tag(words, at):
        return False
    if not has_role(words[at], "preposition") or words[at].lower == "to":
        return True
    return not (_is_adverbial(words[at : _next_comma(words, at)]) or _tells(words[:start], words[at:]))


def _is_tag(words: Sequence[SpokenWord], at: int) -> bool:
    """ "12 died, a source said on Monday | SANA reported.": a medium passes on what went before, the comma lost."""
    last = len(words) - 1 - is_mark(words[-1])
    if last <= at or words[last].lower not in CUES:
        return False
    medium = phrase_after(words, at)
    return medium is not None and medium.end == last and is_medium_phrase(words, medium)


def _tells(before: Sequence[SpokenWord], behind: Sequence[SpokenWord]) -> bool:
    """ "Rockets wounded 12, a monitor said | in the second raid of the week": what went before is what is said."""
    told = any(is_number(w) or w.lower.endswith("ed") for w in before)
    return told and not any(w.lower == "that" or w.text in QUOTES for w in behind)


def of_whom(words: Sequence[SpokenWord], start: int) -> int:
    """Where what is said begins if it stands before the speaker: ", | 17 of whom the army said were fighters"."""
    at = start
    if at > 2 and words[at - 1].lower in ("whom", "which") and words[at - 2].lower == "of":
        while at > 0 and not is_mark(words[at - 1]):
            at -= 1
        return at
    return len(words) - 1


def relative_end(words: Sequence[SpokenWord], i: int, start: int, at: int) -> int:
    """Document offset where a relative clause closes: "The raid, which the army says hit a depot, | killed 12"."""
    end = words[-1].end
    if i > 1 and words[i - 1].lower in ("who", "which") and words[i - 2].text == ",":
        return next((w.start for w in words[at:] if w.text == ";"), end)  # "a rocket at Israel, which said ...; | two"
    if start < 2 or words[start - 1].lower != "which" or words[start - 2].text != ",":
        return end
    return next((words[k].start for k in range(at, len(words) - 1) if _closes_relative(words, at, k)), end)


def _closes_relative(words: Sequence[SpokenWord], at: int, k: int) -> bool:
    """Whether the mark at ``k`` closes a clause with "which" whose words begin at ``at``."""
    if words[k].text != ",":
        return words[k].text == ";"
    following = words[k + 1]
    counts = any(is_number(w) for w in words[at:k])  # "which police say killed 12, wounded 20"
    main_verb = following.lower.endswith("ed") and not counts
    return main_verb or not (_elliptic(following) or has_role(following, *_JOINED))


def items_of(words: Sequence[SpokenWord]) -> list[tuple[int, int]]:
    """First word and end of each item of a digest, "Gaza: 61 killed; five hurt, police said"; else one for all.

    The items are those of a sentence that opens with a place or a topic and a colon.
    """
    label = next((k for k in range(1, min(len(words), _LONGEST_LABEL)) if words[k].text == ":"), None)
    if label is None or not all(w.capital for w in words[:label]) or is_cue(words[:label]):
        return [(0, len(words))]
    marks = [k for k in range(label, len(words)) if words[k].text == ";"]
    return list(zip([0, *(k + 1 for k in marks)], [*marks, len(words)], strict=True))


def is_cue(words: Sequence[SpokenWord]) -> bool:
    """Whether a verb of speech is among the words."""
    return any(w.lower in CUES for w in words)


def scope_end(words: Sequence[SpokenWord], at: int, leads: bool) -> int:
    """Document offset where what is said is over at the latest.

    A voice that trails ends with its clause: "12 died, police said, | while 90 families had fled.". Both kinds end
    where a capital shows a new sentence that lost its full stop: "... 12 died Meanwhile in Homs".
    """
    owns_deed = lower_at(words, at) == "to"  # "claimed to have shot 12, | and gunmen killed two"
    for k in range(at, len(words) - 1):
        word = words[k]
        if word.text == "Meanwhile" and not is_mark(words[k - 1]):
            return word.start
        if leads and not owns_deed:
            continue
        if word.lower == "where" and not leads:
            return word.start  # "..., police said in Zerin, | where 12 had died"
        if _parts_clauses(words, k):
            return word.start
    return words[-1].end


def _parts_clauses(words: Sequence[SpokenWord], k: int) -> bool:
    """Whether a clause of its own begins behind the mark at ``k``: ";", ", while", ", and ..."."""
    if words[k].text != ",":
        return words[k].text == ";"
    if words[k + 1].lower in _NEW_CLAUSE:
        return True
    return words[k + 1].lower == "and" and k + 2 < len(words) and not _elliptic(words[k + 2])


def _elliptic(word: SpokenWord) -> bool:
    """ "..., and | 20 were hurt", ", and | wounded 20": the sentence goes on with the same."""
    verb = word.lower.endswith("ed") and not word.lower.startswith("un")  # "wounded 20", not "unidentified men"
    return verb or is_number(word) or has_role(word, "counted", "determiner", "preposition")


def _is_adverbial(words: Sequence[SpokenWord]) -> bool:
    """Whether nothing here can be a clause: "... said | in a revised toll of casualties."."""
    inner = words[:-1] if is_mark(words[-1]) else words
    return len(inner) <= _LONGEST_ADVERBIAL and not any(
        is_mark(w) or has_role(w, "be", "auxiliary", "modal", "pronoun", "stop") or w.lower.endswith("ed")
        for w in inner
    )


def _opens_quantity(words: Sequence[SpokenWord], at: int) -> bool:
    """ "reported | at least 12 dead", "counted | over 40 bodies": what is said, though a preposition opens it."""
    if at + 1 >= len(words):
        return False
    following = words[at + 1]
    if words[at].lower == "at":
        return following.lower in ("least", "most")
    return words[at].lower in ("over", "about", "around", "between", "under") and is_number(following)


def _next_comma(words: Sequence[SpokenWord], at: int) -> int:
    return next((k for k in range(at, len(words)) if words[k].text == ","), len(words))


def is_order(words: Sequence[SpokenWord], at: int) -> bool:
    """ "The army warned | residents to leave": whoever is warned is told what to do."""
    warned = phrase_after(words, at)
    return warned is not None and warned.end < len(words) and words[warned.end].lower == "to"


def ends(words: Sequence[SpokenWord], at: int) -> bool:
    """Whether only marks follow."""
    return all(is_mark(w) for w in words[at:])


def skip_adverbs(words: Sequence[SpokenWord], at: int) -> int:
    """First word at or behind ``at`` that is no adverb and no time."""
    while at < len(words) and has_role(words[at], "adverb", "time"):
        at += 1
    return at


def _opens_count(words: Sequence[SpokenWord], at: int) -> bool:
    """Whether a number stands at ``at``, or behind an article: "12", "a dozen"."""
    return any(is_number(w) or w.lower in ("dozen", "hundred", "thousand", "million") for w in words[at : at + 2])


def skip_adjuncts(words: Sequence[SpokenWord], at: int, relay: Phrase | None) -> tuple[int, Phrase | None]:
    """Steps over when, where and how it was said; a medium in it ("in a statement to SANA") becomes the relay."""
    while at < len(words):
        if has_role(words[at], "adverb", "time"):
            if has_role(words[at], "adverb") and _opens_count(words, at + 1):
                break  # "said | nearly 12 had died": the adverb is the number's
            at += 1
            continue
        if not has_role(words[at], "adjunct_opener") or at + 1 >= len(words):
            break
        medium = _medium_in_adjunct(words, at)
        if medium is not None:
            own = has_role(words[medium.start], "determiner") and words[medium.start].lower in OWN
            at, relay = medium.end, relay or (None if own else medium)  # "on their website" passes nothing on
            continue
        end = _adjunct_end(words, at)
        if end is None:
            break
        carrier = _carrier(words, end)
        at, relay = (end, relay) if carrier is None else (carrier.end, relay or carrier)
    return at, relay


def _medium_in_adjunct(words: Sequence[SpokenWord], at: int) -> Phrase | None:
    """The medium behind a preposition: "told the police | to SANA |", "| on state TV |"."""
    if words[at].lower not in ("to", "on", "by", "via") or has_role(words[at + 1], "time"):
        return None
    phrase = phrase_after(words, at + 1)
    return phrase if phrase is not None and is_medium_phrase(words, phrase) else None


def _carrier(words: Sequence[SpokenWord], at: int) -> Phrase | None:
    """ "in a statement | carried by SANA |": who passed on what the adjunct before ``at`` names."""
    if at + 2 < len(words) and has_role(words[at], "relayed") and words[at + 1].lower in ("by", "on"):
        return phrase_after(words, at + 2)
    return None


def relay_in_lead(words: Sequence[SpokenWord], start: int) -> Phrase | None:
    """The medium before the subject: "Speaking to AFP on Wednesday | the governor ..."."""
    for k in range(1, min(start, _LONGEST_LEAD_IN)):
        if words[k].lower in ("to", "with") and words[k - 1].lower in _LEAD_IN_NOUNS:
            phrase = phrase_after(words, k + 1)
            return phrase if phrase is not None and is_medium_phrase(words, phrase) else None
    return None


def _is_lead_in(words: Sequence[SpokenWord], start: int) -> bool:
    """Whether only an adverbial stands before the subject: "Earlier on Monday", "But"."""
    before = words[:start]
    if any(w.text in QUOTES for w in before):
        return False
    return all(has_role(w, "adverb", "conjunction", "time", "preposition") or is_mark(w) for w in before)


def _adjunct_end(words: Sequence[SpokenWord], at: int) -> int | None:
    """End of "on Thursday", "in a statement", "at a news conference", "by telephone"; None if it is none."""
    last = None
    for k in range(at + 1, min(len(words), at + _LONGEST_ADJUNCT)):
        word = words[k]
        if has_role(word, "adjunct", "time") or (word.text.isdigit() and last == k):
            last = k + 1
        elif last is not None or is_mark(word) or has_role(word, "pronoun", "be", "auxiliary", "relative", "stop"):
            break
    return last
