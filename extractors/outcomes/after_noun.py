"""Outcome words that stand behind the noun: "12 people were killed", "30 others wounded", "200 who died"."""

from __future__ import annotations

from extractors.outcomes import coordinated
from extractors.outcomes.candidate import (
    LIST_MARKS,
    MUNITIONS,
    STRONG_NOUNS,
    Candidate,
    Found,
    Scene,
    found,
    of_object,
    of_subject,
)
from extractors.patterns.triggers import BE, HAVE, Trigger
from extractors.vocabulary.lexicon import words

_INJURIES = words("injury")
_FEARED = frozenset({"feared", "presumed", "believed", "found", "reported", "confirmed"})
"""What may stand between "be" and a participle that no one did to them: "are feared drowned"."""
_BRACKET = 16
"""Words that a bracket behind those counted may have: "two nurses (one from the town) were abducted"."""
_REACH = 7
"""Words behind a noun among which its outcome word stands."""
_BECOME = frozenset({"become", "became"})
_BETWEEN = frozenset(
    {"who", "that", "which", "either", "both", "since", "all", "were", ",", "confirmed", "reported", "feared"}
)
_OF_THEM = frozenset({"of", "them", "us", "those", "whom", "others", "more", "people", "the"})
_PERIODS = frozenset({"day", "night", "week", "month", "year", "hour"})


def with_injuries(scene: Scene, f: Candidate) -> Found | None:
    """Persons told by what they have: "left one person dead and eight with serious burns"."""
    start = f.last + 1
    if scene.word(start) in BE and scene.word(start + 1) == "left":
        start += 2  # "five were left with serious burns"
    if scene.word(start) != "with" or (f.known and f.counted.domain != "people"):
        return None
    for i in range(start + 1, min(start + 6, len(scene.tokens))):
        t = scene.triggers.get(i)
        if t and t.voice == "noun" and t.frame.people == "injured":
            return "injured", i
        if scene.tokens[i].lower in _INJURIES:
            return "injured", None
        if not scene.tokens[i].tag.startswith(("JJ", "NN", "VB", "RB")):
            return None
    return None


def right(scene: Scene, f: Candidate) -> Found | None:
    """The outcome word follows: "12 people were killed", "30 others wounded", "25 dead", "200 who died"."""
    reached = _outcome_word(scene, f)
    if reached is None:
        return None
    i, be = reached
    if f.counted.elided and (later := _of_harmed(scene, i)):
        return later
    t = scene.triggers.get(i)
    if t is None or (t.voice == "noun" and not f.counted.elided):
        return None
    outcome = _after(scene, f, t, be)
    if t.voice == "reduced" and not be and (died := _died_later(scene, f, t)):
        return died
    if t.voice in {"active", "noun"} or shares_object(scene, t):
        return found(outcome, t.index)
    harms = coordinated.settled(coordinated.of_patient(scene, f, t.index))
    if harms and (outcome or harms[-1].index != t.index):
        return harms[-1].outcome, harms[-1].index
    return found(outcome, t.index)


def _outcome_word(scene: Scene, f: Candidate) -> tuple[int, bool] | None:
    """Where the walk behind the noun ends, and whether it went over "were"; None where other words stand between."""
    i, be = past_list(scene, f), False
    end = min(i + _REACH, len(scene.tokens))
    while i < end:
        if scene.word(i) in BE | _BECOME or _is_copula(scene, i):
            be = True
        elif i in scene.triggers and not (scene.word(i) in HAVE and i + 1 in scene.triggers):
            break
        elif not _may_stand_between(scene, f, i):
            return None
        i += 1
    return i, be


def _may_stand_between(scene: Scene, f: Candidate, i: int) -> bool:
    """Whether a word between a noun and its outcome word parts the two: "12 people | who have reportedly | died"."""
    word = scene.word(i)
    if word in HAVE | _BETWEEN or scene.tokens[i].tag in {"RB", "MD", "WP", "WDT"}:
        return True
    return _is_rate(scene, i) or (f.counted.elided and word in _OF_THEM)


def _died_later(scene: Scene, f: Candidate, t: Trigger) -> Found | None:
    """The death that the main verb tells of those hurt before: "A clerk shot in the raid died on Friday"."""
    noun = scene.tokens[f.last]
    verb = scene.triggers.get(noun.head)
    if t.frame.people not in {"injured", "struck"} or noun.dep != "nsubj" or verb is None or verb.index <= t.index:
        return None
    return ("killed", verb.index) if verb.frame.subject_people == "killed" else None


def past_phrase(scene: Scene, f: Candidate) -> Found | None:
    """The word behind where they were or whose they are: "11 fighters at least from two factions killed near ..."."""
    i = past_list(scene, f)
    while scene.word(i) in {"at", "least", "most"}:
        i += 1
    if f.counted.domain != "people" or i >= len(scene.tokens) or scene.tokens[i].tag != "IN":
        return None
    for k in range(i + 1, min(i + 10, len(scene.tokens))):
        t = scene.triggers.get(k)
        if t and _befalls_people(scene, t):
            harms = coordinated.settled(coordinated.of_patient(scene, f, k))
            return (harms[-1].outcome, harms[-1].index) if harms else None
        if (t and t.voice != "noun") or k in scene.figure_at:
            return None
        if not (scene.tokens[k].tag[:2] in {"IN", "DT", "JJ", "NN", "PO", "PR", "HY"} or scene.word(k) in BE | HAVE):
            return None
    return None


def _befalls_people(scene: Scene, t: Trigger) -> bool:
    """Whether a word tells what was done to people, as a participle or passive."""
    return t.voice in {"passive", "reduced"} and t.frame.about == "people" and not shares_object(scene, t)


def unframed(scene: Scene, f: Candidate) -> Found | None:
    """What followed on a verb that says no harm by itself: "were dragged from a bus and executed"."""
    i, be = past_list(scene, f), False
    while i < len(scene.tokens) and (scene.tokens[i].tag in {"RB", "MD", "WP", "WDT"} or scene.word(i) in BE | HAVE):
        be = be or scene.word(i) in BE
        i += 1
    if i >= len(scene.tokens) or i in scene.triggers or i in scene.figure_at:
        return None
    if scene.tokens[i].tag not in ({"VBN", "VBD"} if be else {"VBN"}):
        return None
    harms = coordinated.settled(coordinated.of_patient(scene, f, i))
    if harms:
        return harms[-1].outcome, harms[-1].index
    taken = be and scene.word(i) == "taken" and scene.word(i + 1) in {"", ".", ",", ";", "by", "away", "from"}
    return ("captured", i) if taken and f.counted.domain in {"people", "other"} else None


def _is_copula(scene: Scene, i: int) -> bool:
    """Whether the word only links what is said: the "remains" of "one officer remains missing"."""
    t = scene.triggers.get(i + 1)
    return scene.word(i) in {"remain", "remains", "remained", "lie", "lay", "stay"} and bool(
        t and t.voice in {"adjective", "reduced", "passive"}
    )


def _is_rate(scene: Scene, i: int) -> bool:
    """Whether the word is part of "a day", "each week", "per month" between a noun and its verb."""
    article, noun = (i, i + 1) if scene.word(i) in {"a", "each", "every", "per"} else (i - 1, i)
    return scene.word(article) in {"a", "each", "every", "per"} and scene.word(noun) in _PERIODS


def past_list(scene: Scene, f: Candidate) -> int:
    """Index behind the figures that are coordinated with this one or named as its parts.

    In "253 people, including dozens of foreigners, were killed" and in "two officers and a woman injured"
    the verb stands behind the last of them.
    """
    i = f.last + 1
    if f.counted.elided and scene.word(i) in {"more", "others"} and scene.word(i + 1) in LIST_MARKS:
        i += 1  # "100 more, including 35 children, injured"
    while i < min(len(scene.tokens), f.last + 60):
        k = i
        while k < len(scene.tokens) and scene.tokens[k].lower in LIST_MARKS | {"among", "them"}:
            k += 1
        following = scene.figure_at.get(k)
        apart = f.quantity.single and any(scene.word(n) == ";" for n in range(i, k))
        if following is None or k == i or apart or scene.word(k) in {"he", "she"}:
            return _past_aside(scene, i)
        if (closed := _past_part(scene, following.token)) is not None:
            return closed
        i = max(k, following.last) + 1  # forward, whichever of its tokens stands at k
    return i


def _past_part(scene: Scene, part: int) -> int | None:
    """Index behind an aside that tells more of a part: "six gunmen, two of them wounded, | were arrested"."""
    if scene.word(part - 1) != "," or scene.word(part + 1) != "of" or scene.word(part + 2) not in {"them", "whom"}:
        return None
    comma = next((k for k in range(part + 3, part + 9) if scene.word(k) == ","), None)
    verb = comma is not None and (scene.word(comma + 1) in BE | HAVE or comma + 1 in scene.triggers)
    return comma + 1 if comma is not None and verb else None


def _past_aside(scene: Scene, i: int) -> int:
    """Index behind a comma, a bracket, or an aside without a verb: "40 men, most of them old, were released"."""
    if scene.word(i) == "(":
        close = next((k for k in range(i + 1, min(i + _BRACKET, len(scene.tokens))) if scene.word(k) == ")"), None)
        return i if close is None else close + 1
    if scene.word(i) != ",":
        return i
    for k in range(i + 1, min(i + 9, len(scene.tokens) - 1)):
        if scene.word(k) == ",":
            return k + 1 if scene.word(k + 1) in BE | HAVE or k + 1 in scene.triggers else i + 1
        suspected = k == i + 1 and scene.tokens[k].tag == "VBN" and scene.word(k + 1) in {"to", "as", "of"}
        if suspected or scene.word(k) == "be":
            continue  # "six gunmen, suspected to be deserters, stormed the market"
        if k in scene.figure_at or scene.tokens[k].tag.startswith("VB") or scene.word(k) == "and":
            break
    return i + 1


def _after(scene: Scene, f: Candidate, t: Trigger, be: bool) -> str:
    """What an outcome word behind the noun says of those counted; ``be``: "were" stands between."""
    if t.voice == "adjective":
        return of_object(f, t.frame)
    if t.voice == "noun":
        return t.frame.subject_people if t.frame.word in STRONG_NOUNS else ""
    if t.voice == "passive" or (be and t.frame.form == "VBN"):
        return of_object(f, t.frame) or (of_subject(f, t.frame) if scene.word(t.index - 1) in _FEARED else "")
    if t.voice == "reduced":
        return _after_participle(scene, f, t)
    if not be and _belongs_to_both(scene, f, t):
        return of_object(f, t.frame)
    if t.frame.form == "VBG" and t.index > f.last + 1:
        return ""  # "two vehicles, destroying a third": the participle is that of the sentence's subject
    return of_subject(f, t.frame)


def _after_participle(scene: Scene, f: Candidate, t: Trigger) -> str:
    """What a participle or past tense behind the noun says: "12 guards | killed |", "two shells | hit | it"."""
    fired = t.frame.people == "struck" and f.counted.entity_class in MUNITIONS
    if fired or (shares_object(scene, t) and f.known):
        return of_subject(f, t.frame)
    return of_object(f, t.frame) or of_subject(f, t.frame)


def _belongs_to_both(scene: Scene, f: Candidate, t: Trigger) -> bool:
    """ "8 killed 12 wounded": with its commas gone, the next number belongs to the next word, not to this one."""
    if t.frame.form not in {"VBN", "VBD"} or not _next_is_figure(scene, t) or not f.people_for(t.frame):
        return False
    follow = scene.triggers.get(scene.figure_at[t.end + 1].last + 1)
    return follow is not None and follow.voice in {"reduced", "adjective"} and follow.index not in scene.figure_at


def shares_object(scene: Scene, t: Trigger) -> bool:
    """Whether a verb is the first of two with one counted object: "Twelve guards killed or wounded 40 rebels"."""
    other = scene.triggers.get(t.end + 2)
    if scene.word(t.end + 1) not in {"or", "and"} or other is None or other.voice != "active":
        return False
    target = scene.figure_at.get(other.end + 1)
    return target is not None and (scene.word(t.end + 1) == "or" or not target.counted.elided)


def _next_is_figure(scene: Scene, t: Trigger) -> bool:
    return t.end + 1 in scene.figure_at


def _of_harmed(scene: Scene, i: int) -> Found | None:
    """What became of a part of the harmed, who stand at ``i``: "two more of the injured died in hospital"."""
    if scene.word(i - 1) not in {"the", "those"} or scene.word(i - 2) != "of" or i not in scene.triggers:
        return None
    k = i + 1
    while k < len(scene.tokens) and (
        scene.tokens[k].tag == "RB" or scene.word(k) in HAVE | BE or scene.word(k) == "later"
    ):
        k += 1
    t = scene.triggers.get(k)
    if t is None or t.voice == "noun":
        return None
    outcome = t.frame.people if t.voice == "passive" else t.frame.subject_people
    return (outcome, k) if outcome in {"killed", "rescued"} else None
