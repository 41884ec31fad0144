"""Place mentions of one sentence: which words name a place, and what part the place plays there.

Whether a capitalised word is a place shows in what stands around it: "in Teir Malla", "the town of Talbiseh",
"Bab Touma neighbourhood", "shelled Idlib". The same words show when a place is not the event's: "a source at
Aleppo Police Command", "the Britain-based monitor", "told a meeting in Moscow". The gazetteer is asked where the
words alone don't decide, as in headlines and in texts written in capitals. Word lists: seeds/reference/place_words.csv.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from extractors.document.tokens import lower_at
from extractors.places.levels import LEVELS, kind_of
from extractors.places.lying import LYING, distance, located_by_next, measured_from
from extractors.places.names import find_runs, possessive_end
from extractors.places.roles import opens_line, role_of
from extractors.places.words import Look, NameSpan, Style, Tok, tokens, words

_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_UNNAMED_PREPOSITIONS = frozenset(["in", "at", "near", "inside", "outside", "between", "across"])
"""After these a name that no gazetteer knows is still read as a place."""
_LONGEST_AGENCY = 4
"""Capitals behind a place that may end in "Agency"."""
_OF_GROUND = frozenset(["shelled", "bombed", "bombarded", "pounded", "raided", "stormed", "overran", "besieged"])
"""Verbs whose object is ground or what stands on it: "jets bombed | Hadra"."""
_FALLING = frozenset(["fell", "landed", "rained", "falling", "crashed"])
""" "Shells fell on | Hadra"."""


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
    labels: frozenset[str] = frozenset(),
    introduced: frozenset[str] = frozenset(),
) -> list[Mention]:
    """Place mentions between two offsets, in order.

    ``lower_words`` are words that the document also writes with a small letter: in headlines they name nothing.
    ``comma_free`` texts lost their commas: names in a row may be a list. ``home`` is the country it is set in,
    ``labels`` are the names that its lines open with, if these are places, ``introduced`` those it calls places itself.
    """
    toks = tokens(text, start, end)
    capitals = [t for t in toks if t.capital]
    if not capitals:
        return []
    most = 0.6 * sum(t.text[0].isalpha() for t in toks) if len(capitals) > len(toks) // 4 else len(toks)
    shouted = len(capitals) > most and sum(t.text.isupper() for t in toks) > most
    titled = len(capitals) > most and not shouted and not _is_prose(toks)
    runs = find_runs(text, toks, look, lower_words, Style(shouted, titled, comma_free, home))
    return _judge(text, toks, runs, labels, introduced, guess=not shouted and not titled)


def _is_prose(toks: Sequence[Tok]) -> bool:
    """True for "Nine died in Bokkos Local Government Area": titles write their verbs with a capital."""
    small = [t.lower for t in toks if not t.capital and t.text[0].isalpha() and len(t.text) > 3]
    return any(w not in words("preposition") and w not in words("stop") for w in small)


def _judge(
    text: str,
    toks: Sequence[Tok],
    runs: Sequence[NameSpan],
    labels: frozenset[str],
    introduced: frozenset[str],
    *,
    guess: bool,
) -> list[Mention]:
    """Runs that are places as mentions; lists become one mention, places within places are marked."""
    out: list[Mention] = []
    made: dict[int, int] = {}  # run -> index in out
    for number, run in enumerate(runs):
        told = any(text.startswith(name, toks[run.span_first].start) for name in introduced)
        labelled = told or (run.name in labels and opens_line(toks, run.span_first))
        if not (labelled or _is_place(toks, run, guess=guess) or (guess and located_by_next(text, toks, runs, number))):
            continue
        mention = _mention(text, toks, run)
        before = made.get(run.previous) if run.previous is not None else None
        if before is not None and _is_one_of_list(run, mention, out[before]):
            out[before] = _joined(out[before], mention)
            made[number] = before
            continue
        if before is not None:
            out[before], mention = _related(run, out[before], mention)
        elif out and _lies_in_last(text, toks, run, out[-1], mention):
            mention = _inside(mention, out[-1])
        made[number] = len(out)
        out.append(mention)
        presented = told and mention.role == "bare" and opens_line(toks, run.span_first)  # "Vrelo, a town ..., fell"
        if presented or _where_follows(toks, run) or _labels(toks, run, out):
            _tell_of_event(out)
    return out


def _is_one_of_list(run: NameSpan, mention: Mention, before: Mention) -> bool:
    """Whether a name is listed with the one before as a place of the same sort: "Foua and | Kafraya"."""
    if not run.joined:
        return False
    return mention.kind not in ("country", "admin") or mention.kind == before.kind or _of_both(run)


def _related(run: NameSpan, before: Mention, mention: Mention) -> tuple[Mention, Mention]:
    """Two places of which one may hold the other, marked so; both play one part in the sentence."""
    if run.joined:
        return before, replace(mention, role=before.role)  # "in Hama and Idlib province": neither holds the other
    held = before if run.appended else replace(before, holds=True)
    return held, replace(mention, role=before.role, inside=True)


def _inside(mention: Mention, held: Mention) -> Mention:
    """A place that holds the one before, with the part that one plays, unless it plays none and this is a town."""
    own = held.role == "bare" and mention.kind in ("town", "neighbourhood", "district")
    return replace(mention, role=mention.role if own else held.role, inside=True)


def _lies_in_last(text: str, toks: Sequence[Tok], run: NameSpan, last: Mention, mention: Mention) -> bool:
    """Whether the text says that the last place lies in this one, or how far from it: "Bab Touma, | Damascus"."""
    if _follows(toks, run, last.end) or measured_from(text, run, last.end, mention.start):
        return True
    return LYING.fullmatch(text, last.end, mention.start) is not None


def _where_follows(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "The list includes X near | Y |, where ...": what follows happened there."""
    following = [t.lower for t in toks[run.span_last + 1 : run.span_last + 3]]
    return following == [",", "where"]


def _labels(toks: Sequence[Tok], run: NameSpan, out: Sequence[Mention]) -> bool:
    """True for "Koro, | Burkina Faso |: ...": the place with what it lies in opens the line."""
    following = toks[run.span_last + 1].text if run.span_last + 1 < len(toks) else ""
    first = next((m for m in reversed(out) if not m.inside), out[-1])
    return following == ":" and not any(t.text[0].isalnum() and t.end <= first.start for t in toks)


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
    after = lower_at(toks, run.span_last + 1)
    if run.poisoned or after == "based":
        return False
    if _of_institute(toks, run) or _of_agency(toks, run) or _is_named_after(toks, run):
        return False
    if run.found.place_id or run.found.method == "ambiguous":
        return True
    if run.head_before or run.head_after:
        return not (run.preposition is None and run.head_after in ("front", "state", "republic", "bank"))
    if not guess or after in words("actor_noun"):
        return False  # "a clash between | Ansar Wadi | militants and the army"
    return run.bearing is not None or _says_place(toks, run.governor)


def _is_named_after(toks: Sequence[Tok], run: NameSpan) -> bool:
    """Whether an organisation is named after the place: "Aleppo | University", but "Syria | army" is a country."""
    at = run.span_last + 1
    if lower_at(toks, at) not in words("organisation") or run.head_after:
        return False
    country = run.found.kind == "country" and not toks[at].capital
    return not country and not _ends_heading(toks, at)


def _of_agency(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "the | Orvin State | Emergency Agency": the name of a body goes on over several capitals."""
    last = run.span_last
    while last + 1 < len(toks) and toks[last + 1].capital and last - run.span_last < _LONGEST_AGENCY:
        last += 1
    return last > run.span_last + 1 and toks[last].lower in words("organisation") and run.preposition is None


def _of_institute(toks: Sequence[Tok], run: NameSpan) -> bool:
    """True for "the Institute for | Border Studies": what a body is for."""
    g = max(run.governor, run.first - 1)
    named = g > 0 and toks[g].lower == "for" and toks[g - 1].capital
    return named and toks[g - 1].lower in words("organisation")


def _says_place(toks: Sequence[Tok], g: int) -> bool:
    """True if a name that no gazetteer has is one of a place after token ``g``: "in", "shelling of", "residents of"."""
    if g < 0:
        return False
    if toks[g].lower in _UNNAMED_PREPOSITIONS or toks[g].lower in _OF_GROUND:
        return True
    before = toks[g - 1].lower if g else ""
    if toks[g].lower == "of":
        return before in words("event") or before in words("inhabitant")
    return toks[g].lower == "on" and (before in words("event") or before in _FALLING)


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
    kind = kind_of(run)
    relation = run.preposition if run.preposition in ("near", "between") else "in"
    if run.bearing is not None:
        relation = _COMPASS[run.bearing // 45 % 8] + "_of"
    return Mention(
        start=start,
        end=end,
        name=run.name,
        level=_level(kind, run),
        relation=relation or "in",
        role=role_of(toks, run),
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
