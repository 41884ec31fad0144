"""Place mentions of one sentence: which words name a place, and what part the place plays there.

Whether a capitalised word is a place shows in what stands around it: "in Teir Malla", "the town of Talbiseh",
"Bab Touma neighbourhood", "shelled Idlib". The same words show when a place is not the event's: "a source at
Aleppo Police Command", "the Britain-based monitor", "told a meeting in Moscow". The gazetteer is asked where the
words alone don't decide, as in headlines and in texts written in capitals. Word lists: seeds/reference/place_words.csv.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from extractors.places.gazetteer import capitals
from extractors.places.lying import LYING, distance, located_by_next, measured_from
from extractors.places.names import find_runs, possessive_end
from extractors.places.words import Look, NameSpan, Style, Tok, tokens, without_possessive, words
from extractors.vocabulary import speech

LEVELS = {"country": 0, "region": 1, "admin": 2, "area": 3, "district": 4, "town": 4, "site": 5, "neighbourhood": 5}
"""How specific a kind of place is: the most specific of a phrase is the place ("Bab Touma in Damascus")."""

_KINDS = {"village": "town", "camp": "town", "base": "site", "airport": "site", "hospital": "site", "desert": "area"}
_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_PASSIVE = frozenset(["was", "were", "is", "are", "has", "have", "had", "been", "being", "came", "come", "also"])
"""Words between a place and what was done to it."""
_NATIONALS = frozenset(["citizens", "citizen", "nationals", "national", "natives", "native", "people"])
"""Before "of Israel" these say who somebody is, not where."""
_COUNTING = frozenset(["at", "about", "over", "more", "some", "up", "nearly", "almost", "least"])
"""Behind the dash of a label these open a number: "Kherson – at least 12 dead"."""
_LONGEST_LEAD = 10
"""Tokens before a colon behind which an item with a label begins: "Over the past day: Kherson – 1 killed"."""
_SAW = frozenset(["saw", "suffered", "witnessed", "experienced", "remained", "remains", "recorded", "registered"])
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
_UNNAMED_PREPOSITIONS = frozenset(["in", "at", "near", "inside", "outside", "between", "across"])
"""After these a name that no gazetteer knows is still read as a place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a place. ``start``/``end`` are document offsets and take in "eastern", "province"."""

    start: int
    end: int
    name: str
    level: int
    relation: str  # in, near, between, north_of ...
    role: str  # event, local (where a witness speaks), origin, towards, speaker, bare
    kind: str  # key of LEVELS
    others: tuple[str, ...] = ()  # further names of a coordination: "Foua and Kafraya"
    distance_km: float | None = None
    bearing: int | None = None  # degrees, for "north of"
    country: str | None = None  # said beside the name: "the Turkish town of Kilis"
    inside: bool = False  # the mention before it lies in this one: "Bab Touma in Damascus"
    holds: bool = False  # the next mention lies in this one: "the Damascus suburb of Jaramana"
    struck: bool = False  # object of an attack: "shelled Idlib", "rockets on Bab Touma"


def mentions(
    text: str,
    start: int,
    end: int,
    look: Look,
    lower_words: Set[str],
    *,
    comma_free: bool = False,
    home: str | None = None,
) -> list[Mention]:
    """Place mentions between two offsets, in order.

    ``lower_words`` are words that the document also writes with a small letter: in headlines they name nothing.
    ``comma_free`` texts lost their commas: names in a row may be a list. ``home`` is the country it is set in.
    """
    toks = tokens(text, start, end)
    capitals = [t for t in toks if t.capital]
    if not capitals:
        return []
    most = 0.6 * sum(t.text[0].isalpha() for t in toks) if len(capitals) > len(toks) // 4 else len(toks)
    shouted = len(capitals) > most and sum(t.text.isupper() for t in toks) > most
    titled = len(capitals) > most and not shouted and not _is_prose(toks)
    runs = find_runs(text, toks, look, lower_words, Style(shouted, titled, comma_free, home))
    return _judge(text, toks, runs, guess=not shouted and not titled)


def _is_prose(toks: Sequence[Tok]) -> bool:
    """True for "Nine died in Bokkos Local Government Area": titles write their verbs with a capital."""
    small = [t.lower for t in toks if not t.capital and t.text[0].isalpha() and len(t.text) > 3]
    return any(w not in words("preposition") and w not in words("stop") for w in small)


def _judge(text: str, toks: Sequence[Tok], runs: Sequence[NameSpan], *, guess: bool) -> list[Mention]:
    """Runs that are places as mentions; lists become one mention, places within places are marked."""
    out: list[Mention] = []
    made: dict[int, int] = {}  # run -> index in out
    for number, run in enumerate(runs):
        if not _is_place(toks, run, guess=guess) and not (guess and located_by_next(text, toks, runs, number)):
            continue
        mention = _mention(text, toks, run)
        before = made.get(run.previous) if run.previous is not None else None
        if (
            before is not None
            and run.joined
            and (mention.kind not in ("country", "admin") or mention.kind == out[before].kind or _of_both(run))
        ):
            out[before] = _joined(out[before], mention)
            made[number] = before
            continue
        if before is not None and run.joined:
            mention = replace(mention, role=out[before].role)  # "in Hama and Idlib province": neither holds the other
        elif before is not None and run.appended:
            mention = replace(mention, role=out[before].role, inside=True)
        elif before is not None:
            out[before] = replace(out[before], holds=True)
            mention = replace(mention, role=out[before].role, inside=True)
        elif out and (
            _follows(toks, run, out[-1].end)
            or measured_from(text, run, out[-1].end, mention.start)
            or LYING.fullmatch(text, out[-1].end, mention.start)
        ):
            mention = replace(mention, role=out[-1].role, inside=True)
        made[number] = len(out)
        out.append(mention)
        if _where_follows(toks, run):
            _tell_of_event(out)
    return out


def _where_follows(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "The list includes X near | Y |, where ...": what follows happened there."""
    following = [t.lower for t in toks[run.span_last + 1 : run.span_last + 3]]
    return following == [",", "where"]


def _tell_of_event(out: list[Mention]) -> None:
    """Makes the last place, with what it lies in, one of an event."""
    for n in range(len(out) - 1, -1, -1):
        if out[n].role == "bare":
            out[n] = replace(out[n], role="event")
        if not out[n].inside:
            break


def _of_both(run: NameSpan) -> bool:
    """True for "Raqqa and Hasaka provinces": the head noun is that of all names of the list."""
    return run.head_after is not None and run.head_after.endswith("s")


def _joined(first: Mention, second: Mention) -> Mention:
    return replace(
        first,
        end=second.end,
        others=(*first.others, second.name, *second.others),
        level=max(first.level, second.level),
        kind=first.kind if first.level >= second.level else second.kind,
    )


def _follows(toks: Sequence[Tok], run: NameSpan, end: int) -> bool:
    """True if "in" or "near" stands right after the mention that ends at ``end``: it lies there."""
    g = run.governor
    before = g - 2 if g > 1 and toks[g - 1].lower == "," else g - 1
    return (
        g > 0
        and toks[before].end == end
        and run.preposition in ("in", "near", "of")
        and (run.part or toks[g].lower != "on")
    )


def _is_place(toks: Sequence[Tok], run: NameSpan, *, guess: bool) -> bool:
    after = toks[run.span_last + 1].lower if run.span_last + 1 < len(toks) else ""
    headed = run.head_before or run.head_after
    if run.poisoned or after == "based":
        return False
    following = toks[run.span_last + 1] if run.span_last + 1 < len(toks) else None
    country = run.found.kind == "country" and not (following and following.capital)
    named_after = after in words("organisation") and not run.head_after and not country
    if named_after and not _ends_heading(toks, run.span_last + 1):
        return False
    if run.found.place_id or run.found.method == "ambiguous":
        return True
    if headed:
        return not (run.preposition is None and run.head_after in ("front", "state", "republic", "bank"))
    if not guess or after in words("actor_noun"):
        return False  # "a clash between | Ansar Wadi | militants and the army"
    return run.bearing is not None or _says_place(toks, run.governor)


def _says_place(toks: Sequence[Tok], g: int) -> bool:
    """True if a name that no gazetteer has is one of a place after token ``g``: "in", "shelling of", "residents of"."""
    if g < 0:
        return False
    if toks[g].lower in _UNNAMED_PREPOSITIONS:
        return True
    before = toks[g - 1].lower if g else ""
    if toks[g].lower == "of":
        return before in words("event") or before in words("inhabitant")
    return toks[g].lower == "on" and before in words("event")


def _ends_heading(toks: Sequence[Tok], i: int) -> bool:
    """True for the speaker that web headlines end with: "Bomb kills 9 in Homs Governor - Region - World"."""
    if not toks[i].capital or toks[i].lower not in words("heading_speaker"):
        return False
    return i + 1 == len(toks) or toks[i + 1].text in ("-", "–", "|", ".") or toks[i + 1].text.isupper()


def _mention(text: str, toks: Sequence[Tok], run: NameSpan) -> Mention:
    start = toks[_past_part(toks, run)].start
    end = toks[run.span_last].end
    if run.span_last == run.last:
        end = possessive_end(text, toks, run)
    kind = _kind(run)
    relation = run.preposition if run.preposition in ("near", "between") else "in"
    if run.bearing is not None:
        relation = _COMPASS[run.bearing // 45 % 8] + "_of"
    return Mention(
        start=start,
        end=end,
        name=run.name,
        level=_level(kind, run),
        relation=relation or "in",
        role=_role(toks, run),
        kind=kind,
        others=run.others,
        distance_km=distance(text[max(0, start - 40) : start]) if run.bearing is not None else None,
        bearing=run.bearing,
        country=run.country,
        struck=run.preposition == "object" or (run.governor >= 0 and toks[run.governor].lower == "on"),
    )


def _past_part(toks: Sequence[Tok], run: NameSpan) -> int:
    """First token of the place's words: "Jalalabad" for "the centre of the eastern Afghan city of | Jalalabad"."""
    between = toks[run.span_first + 1 : run.first]
    described = any(t.lower in words("head") for t in between) and any(t.lower == "of" for t in between[2:])
    return run.first if run.part and described else run.span_first


def _level(kind: str, run: NameSpan) -> int:
    if kind == "country":
        return LEVELS["region" if run.direction or run.part else "country"]
    if run.head_after in words("people_head") and not run.found.place_id:
        return LEVELS["region"]  # "in Idlib province, near the border with Turkey"
    return min(LEVELS[kind], LEVELS["admin"]) if run.bearing is not None else LEVELS[kind]


def _kind(run: NameSpan) -> str:
    if run.found.kind == "country":
        return "country"
    head = run.head_after or (run.head_before if run.found.kind != "admin" else None)
    if head:
        return words("head")[head]
    kind = _KINDS.get(run.found.kind or "town", run.found.kind or "town")
    return kind if kind in LEVELS else "area"


def _role(toks: Sequence[Tok], run: NameSpan) -> str:
    """What the place is to the sentence: the event's, where somebody came from or went, or where somebody spoke."""
    g = run.governor
    after = toks[run.span_last + 1].lower if run.span_last + 1 < len(toks) else ""
    if run.found.kind == "country" and (_attributive(toks, run) or run.head_before == "capital"):
        return "bare"  # "in US air strikes", "X, the capital of Y"
    if run.preposition != "object" and after in words("event") and _seat_of_government(toks, run):
        return "bare"
    if run.preposition == "object" or (after in words("event") and _kind(run) not in ("admin", "district")):
        return "event"
    if run.preposition is None and _is_label(toks, run):
        return "event"  # "Al-Hawl: one strike destroyed ..."
    if run.preposition is None and run.found.kind != "country" and _undergoes(toks, _past_its(toks, run.span_last + 1)):
        return "event"
    if run.preposition is None and run.found.kind != "country" and _counts_there(toks, run):
        return "event"
    if any(t.lower in _AFFAIRS for t in toks[run.span_last + 1 : run.span_last + 3]):
        return "bare"
    if run.preposition is None:
        headed = run.head_after or run.head_before
        return "event" if headed and run.bearing is None and _kind(run) not in ("admin", "area") else "bare"
    before = [t.lower for t in toks[max(0, g - 4) : g]]
    last = before[-1] if before else ""
    if after == "where":
        return "event"  # "a reporter in the village of X where a hospital was hit"
    if any(w in words("occasion") for w in before[-2:]) and any(t.lower in speech.stating() for t in toks):
        return "speaker"
    if last in _LISTENERS and any(t.lower in speech.stating() for t in toks[max(0, g - 5) : g]):
        return "speaker"  # "told reporters in Homs that nine had died"
    if last in _SAID or before[-3:] in (["has", "been", "reported"], ["it", "was", "reported"]):
        return "speaker"
    if run.preposition == "from" or last in words("origin"):
        return "origin"
    if _conveyed(toks, run, before) or _succumbed(toks, run):
        return "towards"  # "drove them to a clinic in X"
    if run.preposition in ("to", "about"):
        return "towards"
    if _of_speaker(toks, run, before):
        return "local" if any(w in words("local") for w in before[-3:]) else "speaker"
    if run.preposition == "of" and run.found.kind == "country" and last in _NATIONALS:
        return "bare"
    if run.preposition == "of" and run.bearing is None:
        return "event" if last in words("event") or last in words("inhabitant") else "bare"
    return "event"


def _is_label(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for a place that stands alone before a colon, or as a whole sentence: "Al-Hawl: ...", "Donetsk axis."."""
    before = toks[: run.span_first]
    if any(t.text[0].isalnum() for t in before) and not (before[-1].text == ":" and len(before) < _LONGEST_LEAD):
        return False
    rest = toks[run.span_last + 1 :]
    if rest and rest[0].lower == ":":
        return True
    if len(rest) > 1 and rest[0].text in ("-", "–", "—") and (rest[1].text[0].isdigit() or rest[1].lower in _COUNTING):
        return True  # "Kherson – 1 killed"
    if rest and rest[0].lower in (",", "after") and len(rest) <= _LONGEST_TITLE and rest[-1].text != ".":
        return not any(t.text[0].isalnum() for t in before) and not any(
            t.lower in words("speech") for t in rest
        )  # "Odesa, after the night attack"
    return bool(rest) and rest[0].lower == "." and len(rest) == 1


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
    """True for "Sagaing Region | remained | the most affected", "Homs | saw | 12 deaths"; not for a government's seat."""
    if run.span_last + 1 >= len(toks) or capitals().get(run.found.country or "") == run.found.name:
        return False
    return toks[run.span_last + 1].lower in _SAW and bool(run.found.place_id or run.head_after)


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
    speakers = words("speaker")
    last = before[-1] if before else ""
    g = run.governor
    while g > 0 and toks[g - 1].capital and run.governor - g < 3:
        g -= 1  # "its reporter Musa Danladi in Jos"
    last = toks[g - 1].lower if 0 < g < run.governor and toks[g - 1].lower in speakers else last
    if last not in speakers and not (before[-2:-1] and before[-2] in speakers and not last.endswith("ed")):
        return _says_so(toks, run, last)
    after = [t.lower for t in toks[run.span_last + 1 : run.span_last + 9]]
    cue = [t.lower for t in toks[max(0, run.governor - 6) : run.governor]]
    told = any(w in speech.stating() for w in after)
    return told or any(w in ("according", "by", "quoting", "citing", "quoted", "said", "says") for w in cue)


def _says_so(toks: Sequence[Tok], run: NameSpan, noun: str) -> bool:
    """True for "Rebels in Kurram said": any doer whose place stands between it and the verb of saying."""
    if run.preposition != "in" or run.governor < 1 or run.span_last + 1 >= len(toks):
        return False
    said = toks[run.span_last + 1].lower in ("said", "says", "told", "reported")
    return said and noun.endswith("s") and noun not in words("event") and noun[0].isalpha()
