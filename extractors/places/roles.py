"""What a place is to its sentence: the event's, where somebody came from, went or spoke, or merely named.

In: the tokens of a sentence and a name with what stands around it. Out: event, local, origin, towards, speaker or bare.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.places.gazetteer import capitals
from extractors.places.labels import OPENING_DATE
from extractors.places.levels import kind_of
from extractors.places.surroundings import QUOTES
from extractors.places.words import NameSpan, Tok, without_possessive, words
from extractors.vocabulary import speech

_PASSIVE = frozenset(["was", "were", "is", "are", "has", "have", "had", "been", "being", "came", "come", "also"])
"""Words between a place and what was done to it."""
_NATIONALS = frozenset(["citizens", "citizen", "nationals", "national", "natives", "native", "people"])
"""Before "of Israel" these say who somebody is, not where."""
_COUNTING = frozenset(["at", "about", "over", "more", "some", "up", "nearly", "almost", "least"])
"""Behind the dash of a label these open a number: "Kherson – at least 12 dead"."""
_LONGEST_LEAD = 10
"""Tokens before a colon behind which an item with a label begins: "Over the past day: Kherson – 1 killed"."""
_LONGEST_DATE = 9
"""Tokens of a date before a label: "- Tuesday, 4 May 2021, Orvin: ..."."""
_LONGEST_VENUE = 9
"""Tokens between "told reporters" and the place of a venue: "at the command headquarters in"."""
_LONGEST_CARE = 14
"""Tokens between "treatment" and the place of the last of several clinics."""
_CARED_FOR = frozenset(["treatment", "hospitalised", "hospitalized", "admitted", "recovering"])
"""Before "in Hama" these say where the wounded lie."""
_RECEIVED = frozenset(["received", "admitted", "treated", "took", "registered", "treating", "receiving"])
"""Behind "hospitals in Hama" these say that the wounded came there."""
_CARRIED_OFF = frozenset(["kidnapped", "abducted", "snatched", "dragged"])
"""Before "from" these say where somebody was taken."""
_TREATING = frozenset(["hospital", "clinic", "dispensary", "hospitals", "clinics", "morgue", "mortuary"])
_SAW = frozenset(["saw", "suffered", "witnessed", "experienced", "remained", "remains", "recorded", "registered"])
_PERFECT = frozenset(["has", "had", "alone", "also"])
"""Behind a place these tell what happened there."""
_LONGEST_TITLE = 9
"""Tokens behind the place that opens a title: "Odesa, consequences of the night attack"."""
_AFFAIRS = frozenset(["plot", "trial", "case", "affair", "inquiry", "scandal", "hearing", "investigation"])
"""Behind a place these say what it is known for: "acquitted over the Holt Barracks plot"."""
_SAID = frozenset(["said", "announced", "stated", "declared", "issued", "published"])
"""Before "in Geneva" these say where somebody spoke."""
_ARTICLES = frozenset(["a", "the", "his", "her", "their", "our", "its", "nearby", "local"])
"""Between "to" and the building that somebody was brought to: "taken to | his | clinic in"."""
_CONVEYED = frozenset(
    [
        "brought",
        "taken",
        "transferred",
        "rushed",
        "airlifted",
        "transported",
        "referred",
        "carried",
        "flown",
        "admitted",
    ]
)
_LISTENERS = frozenset(["reporters", "journalists", "newsmen", "media", "correspondents"])
"""After "told" these say that the place behind them is where somebody spoke."""


def role_of(toks: Sequence[Tok], run: NameSpan) -> str:
    """What the place is to the sentence: the event's, where somebody came from or went, or where somebody spoke."""
    if role := _by_what_follows(toks, run):
        return role
    if run.preposition is None:
        return _alone(toks, run)
    before = [t.lower for t in toks[max(0, run.governor - 4) : run.governor] if t.text not in QUOTES]
    return _where_told(toks, run, before) or _whence_or_whither(toks, run, before) or _governed(toks, run, before)


def _by_what_follows(toks: Sequence[Tok], run: NameSpan) -> str:
    """The role that the words behind a name, or the verb whose object it is, decide; "" where they don't."""
    after = lower_at(toks, run.span_last + 1)
    if run.found.kind == "country" and (_attributive(toks, run) or run.head_before == "capital"):
        return "bare"  # "in US air strikes", "X, the capital of Y"
    if run.preposition == "object":
        return "event"
    if after in words("event"):
        if _seat_of_government(toks, run):
            return "bare"
        if kind_of(run) not in ("admin", "district"):
            return "event"
    if run.preposition is None and _stands_for_event(toks, run):
        return "event"
    if any(t.lower in _AFFAIRS for t in toks[run.span_last + 1 : run.span_last + 3]):
        return "bare"
    return "event" if after == "where" and run.preposition is not None else ""  # "the village of X where a hospital"


def _stands_for_event(toks: Sequence[Tok], run: NameSpan) -> bool:
    """Whether a name without a preposition is a label, or a place that something was done to or counted in."""
    if _is_label(toks, run):
        return True  # "Al-Hawl: one strike destroyed ..."
    undergoes = run.found.kind != "country" and _undergoes(toks, _past_its(toks, run.span_last + 1))
    return undergoes or (run.found.kind != "country" and _counts_there(toks, run))


def _alone(toks: Sequence[Tok], run: NameSpan) -> str:
    """The role of a name that no preposition governs."""
    headed = run.head_after or run.head_before
    if headed and _speaks(toks, run):
        return "speaker"  # "Mercy Hospital in Kabul says it received 20 wounded"
    return "event" if headed and run.bearing is None and kind_of(run) not in ("admin", "area") else "bare"


def _where_told(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> str:
    """ "speaker" for the place of a meeting or statement: "at a briefing in Geneva", "told reporters in Homs"."""
    last = before[-1] if before else ""
    occasion = any(w in words("occasion") for w in before[-2:]) and any(t.lower in speech.stating() for t in toks)
    told = any(t.lower in speech.stating() for t in toks[max(0, run.governor - 5) : run.governor])
    heard = _told_listeners([t.lower for t in toks[max(0, run.governor - _LONGEST_VENUE) : run.governor]])
    reported = before[-3:] in (["has", "been", "reported"], ["it", "was", "reported"])
    return "speaker" if occasion or (last in _LISTENERS and told) or heard or last in _SAID or reported else ""


def _told_listeners(row: Sequence[str]) -> bool:
    """True for "told reporters at the headquarters in": where somebody spoke, however the venue is called."""
    heard = next((n for n, low in enumerate(row) if low in _LISTENERS and row[max(0, n - 1)] in speech.stating()), None)
    return heard is not None and not any(low in ("that", "how", ",", ":") for low in row[heard:])


def _whence_or_whither(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> str:
    """The role of a place that somebody came, spoke or was taken from, or went or was brought to; "" for others."""
    last = before[-1] if before else ""
    if run.preposition == "from" and last in _CARRIED_OFF:
        return "event"  # "kidnapped from a shop in X"
    if run.preposition == "from" and last in words("speaker") and _of_speaker(toks, run, before):
        return _of_whom(before)  # "a physician from X said"
    if run.preposition == "from" or (last in words("origin") and run.preposition != "to"):
        return "origin"
    if _conveyed(toks, run, before) or _succumbed(toks, run) or run.preposition in ("to", "about"):
        return "towards"  # "drove them to a clinic in X"
    return ""


def _governed(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> str:
    """The role of a place after "in", "at", "near", "of": the event's, unless it says who speaks or who somebody is."""
    if _of_speaker(toks, run, before):
        treating = (run.head_after or run.head_before) in _TREATING
        return "speaker" if treating else _of_whom(before)  # "medics at X Hospital said"
    if _takes_in_harmed(toks, run, before):
        return "towards"
    if run.preposition != "of":
        return "event"
    last = before[-1] if before else ""
    if run.found.kind == "country" and last in _NATIONALS:
        return "bare"
    if run.bearing is None:
        return "event" if last in words("event") or last in words("inhabitant") else "bare"
    return "event"


def _takes_in_harmed(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> bool:
    """ "are receiving treatment at two clinics in X", "hospitals in X received 20 of the wounded"."""
    if _cared_for([t.lower for t in toks[max(0, run.governor - _LONGEST_CARE) : run.governor]]):
        return True
    received = any(t.lower in _RECEIVED for t in toks[run.span_last + 1 : run.span_last + 4])
    return bool(before) and before[-1] in _TREATING and received


def _cared_for(row: Sequence[str]) -> bool:
    """Whether the words before a place say that somebody is nursed there; who "treated 58 people at X" was there."""
    return any(
        low in _CARED_FOR or (low == "treated" and row[max(0, n - 1)] in ("being", "been", "were", "are", "was"))
        for n, low in enumerate(row)
    )


def _of_whom(before: Sequence[str]) -> str:
    """ "local" where those who speak were there ("residents of X said"), "speaker" for officials of a place."""
    return "local" if any(w in words("local") for w in before[-3:]) else "speaker"


def _speaks(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True if a verb of saying follows the name of a building, over what it lies in."""
    following = toks[run.span_last + 1 : run.span_last + 5]
    verb = next((n for n, t in enumerate(following) if t.lower in ("says", "said", "reports", "reported")), None)
    if verb is None or words("head").get(run.head_after or "") != "site":
        return False
    return all(t.capital or t.lower in ("in", "of", ",") for t in following[:verb])


def opens_line(toks: Sequence[Tok], first: int) -> bool:
    """Whether nothing but marks and a date stand before token ``first``: "- 4 May, | Orvin: two killed"."""
    lead = "".join(" " * (n and t.start > toks[n - 1].end) + t.text for n, t in enumerate(toks[:first]))
    return not any(c.isalnum() for c in lead) or (first < _LONGEST_DATE and OPENING_DATE.fullmatch(lead) is not None)


def _is_label(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for a place that stands alone before a colon, or as a whole sentence: "Al-Hawl: ...", "Donetsk axis."."""
    before = toks[: run.span_first]
    if not opens_line(toks, run.span_first) and not (before[-1].text == ":" and len(before) < _LONGEST_LEAD):
        return False
    rest = toks[run.span_last + 1 :]
    if not rest:
        return bool(run.head_after) and not before  # "Karsa direction", a line of its own
    if rest[0].lower == ":" or _is_dash_of_label(rest):
        return True
    if rest[0].lower in (",", "after") and len(rest) <= _LONGEST_TITLE and rest[-1].text != ".":
        alone = not any(t.text[0].isalnum() for t in before)
        return alone and not any(t.lower in speech.stating() for t in rest)  # "Odesa, after the night attack"
    return rest[0].lower == "." and len(rest) == 1


def _is_dash_of_label(rest: Sequence[Tok]) -> bool:
    """Whether a dash behind a name makes it a label: "Kherson – 1 killed", and "Kherson –" alone."""
    if rest[0].text not in ("-", "–", "—"):
        return False
    return len(rest) == 1 or rest[1].text[0].isdigit() or rest[1].lower in _COUNTING


def _conveyed(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> bool:
    """True for "to a clinic in Hama", and after a verb of bringing also for "brought to a base in the town of Hama"."""
    if before[-3:-2] == ["to"] and before[-2] in _ARTICLES and not run.head_before:
        return True
    row = [t.lower for t in toks[max(0, run.governor - 7) : run.governor]]
    return any(verb in _CONVEYED and "to" in row[n + 1 : n + 4] for n, verb in enumerate(row))


def _succumbed(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "succumbed to her wounds in a hospital in | Cairo": where somebody was treated."""
    row = [t.lower for t in toks[max(0, run.governor - 11) : run.governor]]
    return "hospital" in row and any(word.startswith("succumb") for word in row)


def _seat_of_government(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for the state that a capital stands for: "killed by | Kyiv's shelling"."""
    owned = toks[run.last].text != without_possessive(toks[run.last].text)
    return owned and capitals().get(run.found.country or "") == run.found.name


def _counts_there(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "Sagaing Region | remained | the most affected", "Homs | saw | 12 deaths"; no seat of government."""
    seat = run.found.name is not None and capitals().get(run.found.country or "") == run.found.name
    if run.span_last + 1 >= len(toks) or seat:
        return False
    if run.span_first and toks[run.span_first - 1].capital and toks[run.span_first - 1].lower not in words("opening"):
        return False  # "Human Rights | Desk | recorded 74 deaths"
    at = run.span_last + 1
    if toks[at].lower in _PERFECT and at + 1 < len(toks):
        at += 1  # "Homs | has | recorded over 300 deaths"
    return toks[at].lower in _SAW and bool(run.found.place_id or run.head_after)


def _past_its(toks: Sequence[Tok], at: int) -> int:
    """ "Hama | and its villages | were shelled": where the verb of a place with what belongs to it begins."""
    if at + 2 < len(toks) and toks[at].lower == "and" and toks[at + 1].lower in ("its", "the"):
        return at + 3 + (toks[at + 1].lower == "the" and at + 3 < len(toks) and toks[at + 3].lower == "around")
    return at


def _undergoes(toks: Sequence[Tok], at: int) -> bool:
    """True if "Saraqeb | was shelled", "Homs | has come under fire": what happened to the place before ``at``."""
    if at >= len(toks) or toks[at].lower not in _PASSIVE:
        return False
    for i in range(at + 1, min(at + 5, len(toks))):
        low = toks[i].lower
        if low in words("strike") and not low.endswith("ing"):
            return True
        if low == "under" and i + 1 < len(toks):
            return toks[i + 1].lower in ("fire", "attack", "siege", "heavy", "bombardment", "shelling")
        if low not in _PASSIVE and not low.endswith("ly"):
            return False
    return False


def _attributive(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for a country that qualifies a noun: "US air strikes", "Turkey war planes"."""
    if run.span_last + 1 >= len(toks) or run.span_last > run.last:
        return False
    after = toks[run.span_last + 1]
    return (after.lower in words("actor_noun") or after.lower in words("organisation")) and not after.text[0].isupper()


def _of_speaker(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> bool:
    """True for "a source in Homs told", "according to residents of Douma"."""
    last = _speaker_noun(toks, run, before)
    if last not in words("speaker") and not (_is_speaker_before(before) and not last.endswith("ed")):
        return _says_so(toks, run, last)
    after = [t.lower for t in toks[run.span_last + 1 : run.span_last + 9]]
    cue = [t.lower for t in toks[max(0, run.governor - 6) : run.governor]]
    told = any(w in speech.stating() for w in after)
    return told or any(w in ("according", "by", "quoting", "citing", "quoted", "said", "says") for w in cue)


def _speaker_noun(toks: Sequence[Tok], run: NameSpan, before: Sequence[str]) -> str:
    """The word before the preposition, a name stepped over: the "reporter" of "its reporter Musa Danladi | in Jos"."""
    g = run.governor
    while g > 0 and toks[g - 1].capital and run.governor - g < 3:
        g -= 1
    if 0 < g < run.governor and toks[g - 1].lower in words("speaker"):
        return toks[g - 1].lower
    return before[-1] if before else ""


def _is_speaker_before(before: Sequence[str]) -> bool:
    return len(before) > 1 and before[-2] in words("speaker")


def _says_so(toks: Sequence[Tok], run: NameSpan, noun: str) -> bool:
    """True for "Rebels in Kurram said": any doer whose place stands between it and the verb of saying."""
    if run.preposition != "in" or run.governor < 1 or run.span_last + 1 >= len(toks):
        return False
    said = toks[run.span_last + 1].lower in ("said", "says", "told", "reported")
    return said and noun.endswith("s") and noun not in words("event") and noun[0].isalpha()
