"""Whether a cue form is one where it stands: "reports" is no verb in "initial reports show".

Each function takes the words of a sentence and the index of a word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from extractors.document.tokens import lower_at
from extractors.voices.complements import ends, skip_adjuncts, skip_adverbs
from extractors.voices.phrases import Phrase, phrase_after, stands_alone
from extractors.voices.words import (
    CUES,
    QUOTES,
    Cue,
    HeadNoun,
    SpokenWord,
    has_role,
    head_noun,
    is_mark,
    is_number,
)

OWN = frozenset(["our", "my", "his", "her", "their"])

_AS_SAYING = frozenset(["saying", "telling", "stating"])
_AFTER_NOUNS = frozenset(["of", "from", "by", "and", "made"])
_FOUND_DEAD = frozenset(["killed", "dead", "wounded", "injured", "missing", "captured"])  # "two reported killed"
_FOUND_WHERE = frozenset(["in", "at", "on", "near", "among", "inside", "by", "dead"])
_COUNTS = frozenset(["dozens", "scores", "tens", "hundreds", "thousands", "millions"])
_LOST = frozenset(["dead", "killed", "victims", "casualties", "deaths", "fatalities"])
_ASKED_ABOUT = frozenset(
    ["on", "over", "about", "by", "into", "investigating", "checking", "reviewing", "of", "amid", "after"]
)
_ONLY_BEHIND = frozenset(["continued"])  # "..., he continued."
_DEEDS = frozenset([
    "attack", "bombing", "ambush", "assault", "raid", "strike", "blast", "shooting", "killing",
    "operation", "explosion", "suicide", "strike", "kidnapping", "abduction", "assassination"])  # fmt: skip
_AGAINST = frozenset(["contradicting", "dismissing", "disputing", "rejecting", "despite", "amid"])
_NO_SOURCES = frozenset([
    "plan", "plans", "law", "laws", "rules", "agreement", "schedule", "order", "orders", "age", "terms", "deal",
    "truce", "ceasefire", "constitution", "convention", "conventions", "tradition", "size", "type", "weather",
])  # fmt: skip
_FIGURES = frozenset(["unnamed_estimates", "document"])
_SPANS = frozenset(["period", "week", "month", "year", "day", "quarter", "season", "date", "line", "lines"])
_PEOPLE = frozenset([
    "people", "one", "two", "some", "several", "those", "survivors", "relatives", "families", "others", "friends",
    "neighbours", "neighbors", "women", "men",
])  # fmt: skip
_SOMEBODY = HeadNoun("people", "resident_witness", True, frozenset(["person", "unnamed"]))
_LONGEST_SOURCE = 8
_SHORTEST_PLURAL = 5
_LONGEST_ADVERBIAL = 6
_RECKONINGS = frozenset(["count", "tally", "estimate", "account", "reckoning", "toll", "figures"])


def auxiliaries(words: Sequence[SpokenWord], i: int) -> tuple[int, bool]:
    """Index of the last word of the subject side of the verb ``i``, and whether the verb is passive."""
    j, passive = i - 1, False
    while j >= 0 and has_role(words[j], "adverb", "auxiliary", "be", "time"):
        passive = passive or has_role(words[j], "be")
        j -= 1
    if j >= 1 and words[j].lower == "first" and not words[j].capital:
        j -= 1  # "the Front | first | claimed"
    if j >= 1 and words[j].lower == "on" and j + 1 < i and has_role(words[j + 1], "time"):
        j -= 1  # "opposition forces on Sunday claimed"
        while j >= 0 and has_role(words[j], "adverb", "time"):
            j -= 1
    return j, passive


def is_inverted(words: Sequence[SpokenWord], i: int, subject: Phrase, cue: Cue) -> bool:
    """ "... near Douma said | Rami Abdel Rahman.": behind the verb stands a speaker and nothing that is said."""
    tag = cue.form.endswith("s") and words[i - 1].text == ","  # "..., reports | Interfax."
    if subject.pronoun or subject.start == 0 or not (cue.kind == "say" or tag):
        return False
    after = phrase_after(words, skip_adverbs(words, i + 1))
    if after is None or after.pronoun or not after.plausible:
        return False
    at, _ = skip_adjuncts(words, after.end, None)
    if ends(words, at) or words[at].text == ",":
        return True
    # an apposition or a relative clause to the speaker, the comma lost
    noun = head_noun(words[at])
    return words[at].lower in ("a", "an", "who", "which", "speaking") or (noun is not None and "person" in noun.traits)


def is_noun_or_adjective(words: Sequence[SpokenWord], i: int) -> bool:
    """ "48 alleged rebels", "initial reports show", "according to police reports", "United States": no verbs."""
    if i and stands_alone(words, i - 1):
        return False
    if i and _describes(words, i):
        return True
    if i + 1 >= len(words):
        return False
    special = _OTHER_USES.get(words[i].lower)
    is_other = special(words, i) if special is not None else None
    if is_other is not None:
        return is_other
    following = words[i + 1]
    if following.lower == "online" and has_role(words[i], "issued"):
        return True  # "a video posted online"
    cue = CUES.get(words[i].lower)
    if words[i].lower.endswith(("ed", "said", "told")) or (cue is not None and following.lower in cue.needs):
        return False
    return _follows_noun(following)


def _describes(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether the word before shows that the form describes: "the alleged", "12 reported", ", published on"."""
    before = words[i - 1]
    if before.lower == "united":
        return True
    if before.text == "," and has_role(words[i], "issued") and _hangs(words[i + 1 : i + 2]):
        return True  # "The report, published on Monday by ..., says"
    return words[i].lower.endswith("ed") and (has_role(before, "determiner") or is_number(before))


def _follows_noun(word: SpokenWord) -> bool:
    """Whether a form before this word is a noun: "reports | of", "reports | are", "reports | say"."""
    if word.lower in _AFTER_NOUNS or has_role(word, "be", "auxiliary", "modal"):
        return True
    return word.lower in CUES and CUES[word.lower].kind != "gerund"


def _closes(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether a mark or a preposition follows, so that a verb at ``i`` would have no object."""
    following = words[i + 1]
    return is_mark(following) or (has_role(following, "preposition") and following.lower != "at")


def _is_object(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "collects | names |.", "two | counts | in court"."""
    return True if _closes(words, i) else None


def _is_found_dead(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "two | reported | killed"."""
    return True if words[i + 1].lower in _FOUND_DEAD else None


def _is_report_title(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "Daily statistical | report |, day 40"."""
    if i and is_mark(words[i + 1]) and head_noun(words[i - 1]) is None:
        return not words[i - 1].capital
    return None


def _is_found_somewhere(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "papers | found | in a base", but "the inquiry | found | in May that ..."."""
    if words[i + 1].lower in _FOUND_WHERE:
        return not any(w.lower == "that" for w in words[i + 2 : i + 6])
    return None


def _is_of_span(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "during the | reporting | period"."""
    return True if words[i + 1].lower in _SPANS else None


def _is_shows(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "two television | shows | in May", but "the tally | shows | in all ..."."""
    following = words[i + 1]
    if not i or not _closes(words, i) or has_role(following, "adverb") or following.text == ":":
        return None
    return head_noun(words[i - 1]) is None or not has_role(words[max(0, i - 2)], "preposition", "determiner")


_OTHER_USES: dict[str, Callable[[Sequence[SpokenWord], int], bool | None]] = {
    "names": _is_object,
    "counts": _is_object,
    "reported": _is_found_dead,
    "confirmed": _is_found_dead,
    "listed": _is_found_dead,
    "report": _is_report_title,
    "found": _is_found_somewhere,
    "reporting": _is_of_span,
    "shows": _is_shows,
}
"""Forms with a use of their own beside speech: True or False where it shows, None where nothing tells."""


def _hangs(following: Sequence[SpokenWord]) -> bool:
    return bool(following) and has_role(following[0], "preposition", "time", "adverb")


def fits(words: Sequence[SpokenWord], i: int, cue: Cue) -> bool:
    """Whether what follows leaves the form a cue: "put the toll at", "as the governor put it", not "claimed lives"."""
    following = words[i + 1 : i + 7]
    if "to" in cue.needs and lower_at(following, 0) == "to":
        return False  # "a group linked to the Front"
    if cue.form in _ONLY_BEHIND:
        return not following or following[0].text in (",", ".", ":")
    put = _is_put(words, i) if cue.kind == "put" else None
    if put is not None:
        return put
    if cue.form == "claiming" and any(is_number(w) and n.lower in _LOST for w, n in pairwise(following)):
        return False  # "clashes claiming at least 12 dead"
    return cue.fits(following) and not (cue.form.startswith("claim") and _is_deed(words, i + 1))


def _is_put(words: Sequence[SpokenWord], i: int) -> bool | None:
    """ "the toll, which the ministry | put | at 90", "as the governor | put | it"; None where neither follows."""
    following = words[i + 1 : i + 7]
    first = lower_at(following, 0)
    if first == "at" or any(w.lower == "at" and is_number(n) for w, n in pairwise(following)):
        return True
    return any(w.lower == "as" for w in words[max(0, i - 5) : i]) if first == "it" else None


def is_count(words: Sequence[SpokenWord], at: int) -> bool:
    """ "By | the army's count, 12 died": whether a reckoning with its owner follows."""
    phrase = phrase_after(words, at)
    if phrase is None or phrase.head is None or words[at].lower in OWN | {"its"}:
        return False
    owned = any(w.text.endswith(("'s", "’s", "s'", "s’")) for w in words[phrase.start : phrase.end])
    return owned and words[phrase.end - 1].lower in _RECKONINGS


def is_based_on_figures(words: Sequence[SpokenWord], i: int) -> bool:
    """ "..., | based on figures from the rescue service": as "according to"."""
    if i + 2 >= len(words) or words[i + 1].lower != "on" or (i and not is_mark(words[i - 1])):
        return False
    source = phrase_after(words, i + 2)
    figures = source is not None and source.head is not None and source.head.source_class in _FIGURES
    return (
        figures and source is not None and any(w.lower in ("from", "by") for w in words[source.start : source.end + 1])
    )


def is_as_stated_by(words: Sequence[SpokenWord], i: int) -> bool:
    """ "The losses, as | claimed | by the General Staff, ...": as "according to"."""
    stated = 0 < i < len(words) - 2 and words[i - 1].lower == "as" and words[i + 1].lower == "by"
    return stated and not words[i].lower.endswith("ing")  # "was quoted as saying by the radio"


def accompanying(words: Sequence[SpokenWord], i: int) -> Phrase | None:
    """ "..., with | the Observatory | reporting 12 dead": who speaks in passing."""
    for k in range(i - 2, max(-1, i - 8), -1):
        if words[k].lower == "with":
            named = phrase_after(words, k + 1)
            return named if named is not None and named.plausible and named.end == i else None
    return None


def is_described(words: Sequence[SpokenWord], i: int, source: Phrase) -> bool:
    """ "12 died, according to | the emergency room": any described body, but no plan, rule or order.

    At the head of a sentence also several of a kind: "According to | district foresters, 12 died".
    """
    first, last = words[source.start], words[source.end - 1]
    opens = i == 0 or is_mark(words[i - 1])
    closes = source.end >= len(words) or is_mark(words[source.end])
    many = i == 0 and len(last.lower) > _SHORTEST_PLURAL and last.lower.endswith("s")
    return opens and closes and (many or has_role(first, "determiner")) and last.lower not in _NO_SOURCES


def is_kin(words: Sequence[SpokenWord], source: Phrase) -> bool:
    """ "12 died, according to | their families": others than who speaks, unlike "our reporter"."""
    kin = source.is_headed_by("person") or any(w.lower in _PEOPLE for w in words[source.start : source.end])
    return kin and words[source.start].lower in ("his", "her", "their")


def people_told(words: Sequence[SpokenWord], at: int) -> Phrase | None:
    """ "12 died, according to | three people close to the talks |.": people told of without a source noun."""
    end = next((k for k in range(at, len(words)) if is_mark(words[k])), len(words))
    row = words[at:end]
    if not row or len(row) > _LONGEST_SOURCE or not any(w.lower in _PEOPLE for w in row[:3]):
        return None
    if any(has_role(w, "be", "auxiliary", "modal", "relative") or w.lower in CUES for w in row):
        return None
    return Phrase(at, end, _SOMEBODY, False)


def opens_sentence(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether only an adverbial stands before "according to": "In addition, | according to the mayor, 12 died"."""
    if all(has_role(w, "conjunction", "adverb", "time") or is_mark(w) for w in words[:i]):
        return True
    if words[i - 1].text == ";":
        return True  # "31 assaults failed; | according to the staff, 212 men fell"
    if words[i - 1].text != ",":
        return False
    if i > 1 and words[i - 2].lower in ("who", "which"):
        return True  # "men who, according to police, had fled"
    inner = words[: i - 1]
    adverbial = len(inner) <= _LONGEST_ADVERBIAL and has_role(words[0], "preposition", "adverb", "time")
    return adverbial and not any(
        is_number(w) or is_mark(w) or has_role(w, "counted", "be", "auxiliary", "stop") or w.lower.endswith("ed")
        for w in inner
    )


def is_hearsay(words: Sequence[SpokenWord], i: int) -> bool:
    """Whether unnamed reports are set against what is said, or are what a body asks about.

    "contradicting local | reports of eight deaths", "asking about | reports alleging that eight died".
    """
    if i + 1 >= len(words) or words[i + 1].lower not in ("of", "that", "suggesting", "alleging", "saying", "claiming"):
        return False
    asked = i > 1 and (words[i - 1].lower in _ASKED_ABOUT or words[i - 2].lower in _ASKED_ABOUT - {"on", "by", "of"})
    if words[i + 1].lower not in ("of", "that"):
        return asked
    return (asked and words[i + 1].lower == "that") or any(w.lower in _AGAINST for w in words[max(0, i - 3) : i])


def opens_count(word: SpokenWord) -> bool:
    """ "Officials cited | tens of thousands of losses": a number, not whom they cite."""
    return is_number(word) or word.lower in _COUNTS


def is_as_saying(words: Sequence[SpokenWord], at: int) -> bool:
    """ "RT reported | him as saying" """
    after = phrase_after(words, at)
    if after is None or after.end + 1 >= len(words):
        return False
    return words[after.end].lower == "as" and words[after.end + 1].lower in _AS_SAYING


def closes_quotation(words: Sequence[SpokenWord], i: int, speaker: Phrase) -> bool:
    """'..." | said the headmaster.': behind a quotation anyone may speak."""
    behind = words[i - 1].text in QUOTES and has_role(words[speaker.start], "determiner")
    if not behind or ends(words, speaker.end) or words[speaker.end].text == ",":
        return behind
    return has_role(words[speaker.end], "relative", "preposition")


def skip_as_saying(words: Sequence[SpokenWord], at: int) -> int:
    """First word behind "as saying"."""
    while at < len(words) and (words[at].lower == "as" or words[at].lower in _AS_SAYING):
        at += 1
    return at


def skip_of(words: Sequence[SpokenWord], at: int) -> int:
    """First word behind what "of" adds: "told the heads | of the states of the league |"."""
    while at < len(words) and words[at].lower == "of":
        phrase = phrase_after(words, at + 1)
        if phrase is None:
            break
        at = phrase.end
    return at


def is_other_deed(between: Sequence[SpokenWord]) -> bool:
    """ "12 are estimated | to have been killed | by gunmen": the agent of another verb, who says nothing."""
    return any(w.lower in ("to", "that") or has_role(w, "be", "auxiliary") or w.lower.endswith("ed") for w in between)


def is_own_deed(words: Sequence[SpokenWord], at: int) -> bool:
    """ "The group said | it was behind the raid that killed 12": who takes a deed on itself states no toll."""
    following = [w.lower for w in words[at : at + 6] if w.lower != "that"]
    return following[:1] in (["it"], ["they"]) and (
        following[1:3] in (["was", "behind"], ["were", "behind"])
        or following[1:4] in (["was", "responsible", "for"], ["were", "responsible", "for"])
    )


def _is_deed(words: Sequence[SpokenWord], at: int) -> bool:
    """ "claimed | an attack that left 12 dead": who claims a deed says nothing of its toll."""
    for k in range(at, min(len(words) - 1, at + 5)):
        if is_mark(words[k]) or (is_number(words[k]) and k == at):
            return False
        if words[k].lower.rstrip("s") in _DEEDS:
            following = words[k + 1]
            return is_mark(following) or has_role(following, "relative", "preposition") or following.lower == "that"
    return False
