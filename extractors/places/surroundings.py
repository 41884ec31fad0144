"""What stands around a name and tells what it is the name of.

To the right a head noun ("Idlib province"); to the left, past articles, adjectives and head nouns, the preposition or
verb that governs it ("shelled | the besieged eastern suburb of | Douma"), or the name it is listed with or lies in.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document.tokens import lower_at
from extractors.places.gazetteer import UNRESOLVED
from extractors.places.words import HYPHENATED, Look, NameSpan, Style, Tok, without_possessive, words
from extractors.vocabulary.calendar import WEEKDAY_NAMES
from extractors.vocabulary.peoples import demonyms

_TIMES = frozenset(["yesterday", "today", "overnight", "morning", "afternoon", "evening", "night", *WEEKDAY_NAMES])
_VERBS = frozenset(["was", "were", "is", "are", "has", "have", "had", "came", "fell", "saw", "where"])
"""Behind the second of two names these open a clause of its own: "died in Homs and the town of Hass was shelled"."""


_PARTS = frozenset(["area", "district", "quarter", "neighbourhood", "neighborhood", "suburb"])
QUOTES = frozenset('"“”')
_CITY = 50_000
_TIMES_LARGER = 20
"""A city behind a comma that is so much larger than the place before it is where that lies."""


def look_right(toks: Sequence[Tok], run: NameSpan, *, possessive: bool) -> None:
    """Head noun after the name: "Idlib province", "al-Assad residential suburb"."""
    at = run.last + 1
    if possessive and not _owns_site(toks, run):
        return
    if (lower_at(toks, at), lower_at(toks, at + 1)) == ("local", "government") and at + 2 < len(toks):
        at += 2 * (toks[at + 2].lower in words("head"))  # "Bokkos Local Government Area"
    elif at + 1 < len(toks) and toks[at].lower in words("before_head"):
        at += toks[at + 1].lower in words("head")
    head = without_possessive(lower_at(toks, at))
    if lower_at(toks, at) == "direction" and toks[at - 1].capital:
        run.head_after, run.span_last = "axis", at  # "the Karsa | direction"
    elif head in words("head"):
        if words("head").get(lower_at(toks, at + 1)) == "area" and toks[at + 1].capital:
            head, at = toks[at + 1].lower, at + 1  # "the Diyala River | Valley"
        run.head_after, run.span_last = head, at


def _owns_site(toks: Sequence[Tok], run: NameSpan) -> bool:
    """Whether a name with a possessive says where a site stands: "Idlib's | hospital"."""
    at = run.last + 1
    if run.found.kind in ("country", "admin") or at >= len(toks) or toks[at].capital:
        return False
    return words("head").get(toks[at].lower) == "site"


def _is_larger(run: NameSpan, before: NameSpan) -> bool:
    """True if the second of two names is a city and the first, with its head noun, a part of one.

    So for a country: "Sulu province of the southern | Philippines".
    """
    if run.found.kind == "country" and before.head_after is not None and run.direction:
        return before.found.kind != "country"
    if _is_city_around(run, before):
        return True
    if before.head_after is None or before.found.kind in ("country", "admin"):
        return False
    if before.head_after in ("village", "hamlet"):
        return bool(run.found.place_id) or run.head_after is not None
    if words("head")[before.head_after] not in ("neighbourhood", "district", "site", "area"):
        return False
    return run.found.kind == "town" and run.found.population > before.found.population


def _is_city_around(run: NameSpan, before: NameSpan) -> bool:
    """ "Zahraa, a neighbourhood of | Homs": a city behind a part of it that is unknown or far smaller."""
    if before.poisoned or run.head_before not in _PARTS or run.found.population < _CITY:
        return False
    small = before.found.kind == "town" and before.found.population * _TIMES_LARGER < run.found.population
    return small or not before.found.place_id


class Left:
    """The walk to the left of one name, in a sentence whose earlier names are ``runs``."""

    def __init__(self, text: str, toks: Sequence[Tok], look: Look, style: Style, runs: list[NameSpan]) -> None:
        self.text, self.toks, self.look, self.runs = text, toks, look, runs
        self.shouted = style.shouted

    def walk(self, run: NameSpan) -> None:
        """Walks from the name to the preposition or verb that governs it, past "the besieged eastern suburb of"."""
        last = range(max(0, len(self.runs) - 3), len(self.runs))  # the walk meets no name but the last ones
        ends = {end: n for n in last for end in (self.runs[n].last, self.runs[n].span_last)}
        k: int | None = run.first - 1
        while k is not None and k >= 0:
            if self._reaches_run(run, k, ends):
                return
            k = self._step(run, k)

    def _reaches_run(self, run: NameSpan, k: int, ends: dict[int, int]) -> bool:
        """True if the walk meets the name before: "X and Y", "X, Y", "the X suburb of Y", "X's Y"."""
        if k in ends:
            number = ends[k]
            if not self._lies_in(run, self.runs[number], k):
                return True
        elif (first := self._first_of_several(k, ends)) is not None and run.head_before:
            number = first
            run.joined = True
        elif self._is_joint(run, k, ends):
            number = ends[k - 1]
            if not self._joins(run, self.runs[number], self.toks[k].lower):
                return True
        else:
            return False
        before = self.runs[number]
        run.previous = number
        run.preposition, run.governor = before.preposition, before.governor
        if before.found.kind == "country":
            run.country = run.country or before.found.country
        return True

    def _lies_in(self, run: NameSpan, before: NameSpan, k: int) -> bool:
        """Marks which of two names side by side holds the other; False where they only stand side by side."""
        if run.found.country and before.found.country and run.found.country != before.found.country:
            return False  # "Syrias Idlib province | Russias TASS agency", after a lost comma
        if self.toks[run.first].lower in ("sheikh", "shaikh"):
            run.poisoned = True  # "in eastern Aleppo Sheikh Khaled ...": a person, after a lost comma
        larger = _is_larger(run, before)
        if run.head_before and larger:
            before.head_after = before.head_after or run.head_before
            run.head_before = None  # "the Zahraa neighbourhood of | Homs"
        elif run.head_before and k == before.last:
            before.head_after, before.span_last = None, before.last  # "the Damascus suburb of | Jaramana"
        holder = run.found.kind in ("country", "admin") or not before.found.place_id or larger
        owned = without_possessive(self.toks[before.last].text) != self.toks[before.last].text
        run.appended = not run.head_before and holder and not (owned and run.found.kind != "country")
        return True

    def _is_joint(self, run: NameSpan, k: int, ends: dict[int, int]) -> bool:
        """Whether the token at ``k`` joins two names of one list: "X | and | Y", "X | , | Y"."""
        if self.toks[k].lower not in ("and", "or", ",", "&", "/") or k - 1 not in ends:
            return False
        return k == run.first - 1 or k == run.span_first - 1 or self._same_sort(run, k, ends)

    def _joins(self, run: NameSpan, before: NameSpan, joint: str) -> bool:
        """Marks whether a name is listed with the one before or holds it; False where it is somebody's."""
        run.poisoned = run.poisoned or (joint == "and" and before.poisoned)  # "of Iraq and the | Levant"
        if joint == "," and self._somebody(run):
            return False  # "the army's spokesman in Ituri, | Jean Kalenga"
        holder = run.found.kind in ("country", "admin") or run.head_after in ("province", "governorate")
        holder = holder or (joint == "," and self._holds(run, before))
        run.joined = joint != "," or not holder or run.found.kind == before.found.kind == "country"
        run.appended = not run.joined
        return True

    def _first_of_several(self, k: int, ends: dict[int, int]) -> int | None:
        """ "in the towns of A in B, and the port city of | C |": the first of the towns, past what holds it."""
        if self.toks[k].lower != "and" or k < 3 or self.toks[k - 1].lower != "," or k - 2 not in ends:
            return None
        number: int | None = ends[k - 2]
        while number is not None and not (self.runs[number].head_before or "").endswith("s"):
            within = self.runs[number].governor - 1
            number = next((n for n in range(number) if self.runs[n].span_last == within), None)
        return number

    def _holds(self, run: NameSpan, before: NameSpan) -> bool:
        """True for "Aram Station, | Manchester": a city ends the phrase, and no list goes on."""
        after = self.toks[run.span_last + 1].lower if run.span_last + 1 < len(self.toks) else "."
        if run.found.kind != "town" or run.head_before or after in ("and", "or", "&") or run.found.population < _CITY:
            return False
        part = before.head_after is not None and words("head")[before.head_after] in (
            "site",
            "neighbourhood",
            "district",
        )
        return part or not before.found.place_id or before.found.population * _TIMES_LARGER < run.found.population

    def _same_sort(self, run: NameSpan, k: int, ends: dict[int, int]) -> bool:
        """True for "in Kyiv | and the southern port of | Odesa", false where a clause follows on the second name."""
        before = self.runs[ends[k - 1]]
        if self.toks[k].lower != "and" or not run.head_before or not before.found.place_id:
            return False
        if before.preposition is None or before.found.kind in ("country", "admin"):
            return False
        after = self.toks[run.span_last + 1].lower if run.span_last + 1 < len(self.toks) else ""
        town = words("head")[run.head_before] == "town" or run.head_before == "port"
        return town and after not in _VERBS

    def _step(self, run: NameSpan, k: int) -> int | None:
        """Reads token ``k`` on the way to the left; the next token to read, or ``None`` at the governor."""
        low = self.toks[k].lower
        if low in _TIMES:
            return self._past_time(k)
        if low in words("direction"):
            return self._direction(run, k)
        if low == "of":
            return self._of(run, k)
        if low == "with" and k == run.first - 1 and lower_at(self.toks, k - 1) in words("people_head"):
            return self._border(run, k)
        relation = _governs(low)
        if relation:
            run.preposition, run.governor = relation, k
            return None
        if low in words("head"):
            if self.toks[k].capital and k == run.first - 1 and not self.shouted and self._extend_known(run, k):
                return k - 1  # "Port | Sudan"
            run.head_before = run.head_before or low
            return k - 1
        return self._filler(run, k)

    def _past_time(self, k: int) -> int:
        """ "shelled | on Tuesday afternoon | the village of Hass": the time stands between the verb and its object."""
        while k >= 0 and self.toks[k].lower in _TIMES:
            k -= 1
        return k - 1 if k >= 0 and self.toks[k].lower == "on" else k

    def _direction(self, run: NameSpan, k: int) -> int:
        if k == run.span_first - 1:
            self._extend(run, k)
            run.direction = True
        if k > 1 and self.toks[k - 1].lower in ("and", "to") and self.toks[k - 2].lower in words("direction"):
            run.span_first = min(run.span_first, k - 2)
            return k - 3
        return k - 1

    def _border(self, run: NameSpan, k: int) -> int:
        """ "near the | border with Somalia": a place that has no name of its own."""
        run.span_first, run.head_after = k - 1, self.toks[k - 1].lower
        run.name, run.found = self.text[self.toks[k - 1].start : self.toks[run.last].end], UNRESOLVED
        return k - 2

    def _extend(self, run: NameSpan, k: int) -> None:
        """Takes a direction or adjective into the span, and into the name where the gazetteer knows it so."""
        run.span_first = k
        if k == run.first - 1:
            whole = self.text[self.toks[k].start : self.toks[run.last].end]
            known = self.look(whole, 0.95)
            if known.place_id:
                run.name, run.found, run.others = whole, known, ()

    def _of(self, run: NameSpan, k: int) -> int | None:
        before = self.toks[k - 1].lower if k else ""
        if before == "out":
            run.preposition, run.governor = "from", k
            return None
        if before in words("direction") and self._inside(k):
            run.direction, run.span_first = True, k - 1
            return k - 2
        if before in words("direction"):
            run.bearing = int(words("direction")[before] or -1) if words("direction")[before] else None
            run.span_first = k - 1
            run.preposition, run.governor = "near", k
            return self._before_bearing(run, k - 2)
        if before in words("part"):
            run.part, run.span_first = True, k - 1
            return k - 2
        if self._in_a_name(k):
            run.poisoned = True
            return None
        if before in words("head"):
            run.head_before = run.head_before or before
            return k - 2
        run.preposition, run.governor = "of", k
        return None

    def _in_a_name(self, k: int) -> bool:
        """True for "the Islamic State of | Iraq", "the Revolutionary Armed Forces of | Colombia": somebody's name."""
        if self.shouted or k < 2 or not (self.toks[k - 1].capital and self.toks[k - 2].capital):
            return False
        last, first = self.toks[k - 1].lower, self.toks[k - 2].lower
        return (
            last in words("organisation")
            or (first in words("organisation") and last not in words("head"))
            or (first == "islamic" and last in ("state", "emirate"))
        )

    def _inside(self, k: int) -> bool:
        """True for "in the east of | Congo", which is a part of it; "east of Homs" is outside."""
        return k > 2 and self.toks[k - 2].lower == "the" and self.toks[k - 3].lower in ("in", "across")

    def _somebody(self, run: NameSpan) -> bool:
        """True for two unknown words with capitals behind a comma that end the list: rather a person than a place."""
        if run.found.place_id or run.head_before or run.head_after or run.last == run.first:
            return False
        after = self.toks[run.span_last + 1].lower if run.span_last + 1 < len(self.toks) else "."
        return after not in ("and", "or", "&") and not (after == "," and self.toks[run.last].lower in words("opening"))

    def _before_bearing(self, run: NameSpan, k: int) -> int | None:
        """ "east and southwest of Damascus": both words belong to the place."""
        if k > 0 and self.toks[k].lower in ("and", "or") and self.toks[k - 1].lower in words("direction"):
            run.span_first = k - 1
            return None
        return None

    def _filler(self, run: NameSpan, k: int) -> int | None:
        t = self.toks[k]
        if t.text in QUOTES or (run.head_after and _tells_age(t)) or _adds_nothing(t):
            return k - 1  # near the "Yellow Line"; "Bursa's 14th century | Grand Mosque"
        if t.lower in demonyms():
            run.country = run.country or demonyms()[t.lower]
            return k - 1
        if t.lower in words("modifier"):
            if t.capital and k == run.first - 1 and not self.shouted and t.lower not in words("stop"):
                self._extend_known(run, k)
            return k - 1
        return k - 1 if self._describes_head(run, k) and not self._is_verb(k) else None

    def _describes_head(self, run: NameSpan, k: int) -> bool:
        """Whether a lower-case word near a name with a head noun may belong to it: "the | crowded | Zahraa market"."""
        t = self.toks[k]
        return t.text[0].isalpha() and not t.capital and bool(run.head_before or run.head_after) and run.first - k < 5

    def _is_verb(self, k: int) -> bool:
        """True for "near Hit destroyed | Sandy Airfield", false for "the bombed village of"."""
        if not self.toks[k].lower.endswith("ed") or k == 0:
            return False
        return self.toks[k - 1].capital and self.toks[k - 1].lower not in words("preposition")

    def _extend_known(self, run: NameSpan, k: int) -> bool:
        """ "Port Sudan", "New Aleppo": an adjective with a capital that the gazetteer knows as part of the name."""
        whole = self.text[self.toks[k].start : self.toks[run.last].end]
        known = self.look(whole, 0.95)
        if known.place_id:
            run.name, run.found, run.others, run.span_first = whole, known, (), k
        return bool(known.place_id)


def _governs(word: str) -> str:
    """The relation in which a preposition or a verb sets the name behind it; nothing where the word governs none."""
    if word in words("preposition"):
        return words("preposition")[word]
    if word in words("strike"):
        return "object"
    return "from" if word in words("leaving") else ""


def _adds_nothing(t: Tok) -> bool:
    """Whether a word before a name says no more of it: "parts", "rebel-held", an acronym."""
    if t.lower in demonyms() or t.lower in words("modifier"):
        return False
    return t.lower in words("part") or bool(HYPHENATED.search(t.lower)) or (t.text.isupper() and len(t.text) > 1)


def _tells_age(t: Tok) -> bool:
    return t.text[0].isdigit() or t.lower in ("th", "century")
