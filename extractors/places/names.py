"""Runs of words that read as one name: "Teir Malla", "al-Midan al-Faid and al-Hamadaniyeh", "SAN PEDRO SULA".

A run starts and goes on with capitals and Arabic articles. What is known to be something else (weekdays, peoples,
organisations, persons) is left out, and the gazetteer says where one name ends and the next begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from extractors.document.tokens import lower_at
from extractors.places.gazetteer import UNRESOLVED, Resolution, capitals, countries, resolve
from extractors.places.sites import site_name
from extractors.places.surroundings import Left, look_right
from extractors.places.words import HYPHENATED, Look, NameSpan, Style, Tok, without_possessive, words
from extractors.vocabulary.peoples import demonyms

_PARTICLES = frozenset(
    word
    for row in ("al el ul ash esh es ar er et ad ed az ez aj al- el-", "de del la las los du")
    for word in row.split()
)
_INNER_PARTICLES = frozenset(["as", "at", "an", "en", "i", "e"])
"""Articles that are English words too, and the Persian link in "Mazar i Sharif".

They are part of a name only where the gazetteer knows the whole."""
_COUNTRYS = frozenset(["country's", "country’s", "countrys", "nation's", "nation’s", "nations"])
_SMALL_ARTICLES = ("az", "ez", "al-", "el-", "es-", "as-", "ash-", "at-", "er-", "ar-", "an-", "en-")
_ARTICLE = re.compile(r"^(?:al|el|an|as)-")
_LONGEST_NAME = 12  # words of a run; a list without commas may be long, a page menu is longer
_CITY = 100_000
_NO_NAMES = ("stop", "preposition", "modifier", "head", "part", "direction", "organisation")
"""Kinds of words that are no part of a name in a text that is written in capitals."""
_Piece = tuple[int, str, Resolution]
"""One of several names in a row: its last token, its words, its entry."""
_SHOUTED_RUN = 4  # words of the longest name looked for in capitals


def find_runs(text: str, toks: Sequence[Tok], look: Look, lower_words: Set[str], style: Style) -> list[NameSpan]:
    """All runs of a sentence, in order."""
    finder = _Finder(text, toks, look, lower_words, style)
    directions = words("direction")
    runs: list[NameSpan] = []
    at = 0
    while at < len(toks):
        if not toks[at].capital and toks[at].lower not in _PARTICLES:
            low = toks[at].lower
            side = finder.side_run(at) if low in directions else finder.seat_run(at) if low == "capital" else None
            if side is not None:
                runs.append(side)
            at += 2 if side is not None else 1
            continue
        run = finder.run_at(at)
        if run is not None:
            look_right(toks, run, possessive=finder.is_possessive(run.last))
        run = finder.site_at(at, run)
        if run is None:
            at += 1
            continue
        Left(text, toks, look, style, runs).walk(run)
        runs.append(run)
        at = run.span_last + 1
    return runs


def possessive_end(text: str, toks: Sequence[Tok], run: NameSpan) -> int:
    """Document offset where the name ends, before "'s" or the "s" of a possessive that lost its apostrophe."""
    surface = text[toks[run.first].start : toks[run.last].end]
    return toks[run.first].start + len(surface) - (len(surface) - len(without_possessive(surface))) - run_s(run, toks)


def run_s(run: NameSpan, toks: Sequence[Tok]) -> int:
    """1 if the name was read without its last "s" ("Syrias" -> "Syria"), else 0."""
    last = toks[run.last].text
    return int(last.endswith("s") and not run.others and run.name.endswith(last[:-1]) and not run.name.endswith(last))


class _Finder:
    def __init__(self, text: str, toks: Sequence[Tok], look: Look, lower_words: Set[str], style: Style) -> None:
        self.text, self.toks, self.look, self.lower_words = text, toks, look, lower_words
        self.shouted, self.titled, self.comma_free = style.shouted, style.titled, style.comma_free
        self.home = style.home

    def nameish(self, i: int) -> bool:
        """True if the token can be part of a name: capital, and not a word that is known to be something else."""
        t = self.toks[i]
        bare = without_possessive(t.lower)
        if not t.capital or _names_else(bare):
            return False
        if bare in words("head") and lower_at(self.toks, i - 1) == "the" and not self.titled:
            return self.look(t.text, 1.0).method == "alias"  # "across the Strip"
        if _describes_place(bare) or (_is_acronym(t) and bare not in countries()):
            return False
        if bare in words("modifier"):
            follows = i + 1 < len(self.toks) and self.toks[i + 1].capital
            return follows and not self.titled and i > 0
        if (self.titled or i == 0) and bare in self.lower_words:
            return lower_at(self.toks, i - 1) in words("preposition") and bool(self.look(t.text, 1.0).place_id)
        return True

    def run_at(self, i: int) -> NameSpan | None:
        toks = self.toks
        if lower_at(toks, i + 1) == "capital" and (run := self._capital_run(i)):
            return run
        if (run := self._people_run(i)) is not None:
            return run
        if self.shouted:
            return self._shouted_run(i)
        if toks[i].lower in words("direction") and (run := self._sided_run(i)) is not None:
            return run
        if toks[i].lower in _PARTICLES and i + 1 < len(toks) and self.nameish(i + 1):
            return self._grown(i, i + 1)
        if self.nameish(i) and toks[i].lower not in words("direction") and not self._of_organisation(i):
            return self._grown(i, i)
        return None

    def _grown(self, first: int, last: int) -> NameSpan:
        """The run that begins with these tokens, with all that belongs to its name."""
        toks = self.toks
        while last - first < _LONGEST_NAME and not self.is_possessive(last):
            step = 2 if lower_at(toks, last + 1) in _PARTICLES else 1
            if self._ends_small(first, last):
                return self._cut(first, last + 1)
            if lower_at(toks, last + 1) in _INNER_PARTICLES and last + 2 < len(toks) and toks[last + 2].capital:
                step = 2 if self._named(first, last + 2)[1].place_id else 1
            if not self._continues(last + step, step) and not (step == 2 and self._whole(first, last + step)):
                break
            last += step
        return self._cut(first, last)

    def site_at(self, i: int, read: NameSpan | None) -> NameSpan | None:
        """The site that is named from token ``i`` on, where what is ``read`` there so far covers less of the name."""
        if self.shouted or self.titled or (site := site_name(self.toks, i)) is None:
            return read
        last, head = site
        if read is not None and _covers_site(read, last):
            return read
        bare = head - 1
        while bare > i and self.toks[bare].lower in words("before_head"):
            bare -= 1
        known = bare >= i and last == head and bool(self._named(i, bare)[1].place_id)
        name, found = self._named(i, bare if known else last)
        noun = self.toks[head].lower
        kind = noun if noun in words("head") else "building"
        return NameSpan(i, last, name, found, head_after=kind, span_first=i, span_last=last)

    def _sided_run(self, i: int) -> NameSpan | None:
        """ "the West Bank": a name that opens with a direction and ends with a word that alone names nothing."""
        if i + 1 >= len(self.toks) or not self.toks[i + 1].capital or self.nameish(i + 1):
            return None
        name, found = self._named(i, i + 1)
        if not found.place_id or found.score != 1.0:
            return None
        return NameSpan(i, i + 1, name, found, span_first=i, span_last=i + 1)

    def _ends_small(self, first: int, last: int) -> bool:
        """True for "Deir | ezzor", "Deir | az-zor": a known name that goes on with a small letter."""
        if last + 1 >= len(self.toks) or self.toks[first].lower not in words("opening"):
            return False
        low = self.toks[last + 1].lower
        return low.startswith(_SMALL_ARTICLES) and bool(self._named(first, last + 1)[1].place_id)

    def _whole(self, first: int, last: int) -> bool:
        """True if the gazetteer has the words as they stand, "Ayn al Arab", though the last alone is no name."""
        return last < len(self.toks) and self.toks[last].capital and bool(self._named(first, last)[1].place_id)

    def _of_organisation(self, i: int) -> bool:
        """True for "Senate", "Police Command"; "Liberation Square" is a place."""
        if self.toks[i].lower not in words("organisation"):
            return False
        return not (i + 1 < len(self.toks) and self.toks[i + 1].lower in words("head"))

    def _capital_run(self, i: int) -> NameSpan | None:
        """ "the Syrian capital", "Syria's capital": the city, unless its name follows or it is one only "de facto"."""
        named = i + 2 < len(self.toks) and self.toks[i + 2].capital and self.nameish(i + 2)
        if named or (i > 0 and self.toks[i - 1].lower in ("facto", "de-facto")):
            return None
        low = without_possessive(self.toks[i].lower)
        code = demonyms().get(low)
        if code is None:
            entry = countries().get(low) or countries().get(low[:-1] if low.endswith("s") else low)
            code = entry[0] if entry else None
        name = capitals().get(code or "")
        if not name:
            return None
        found = resolve(name, code, kinds="town")
        return NameSpan(i, i + 1, name, found, span_first=i, span_last=i + 1, country=code)

    def side_run(self, i: int) -> NameSpan | None:
        """ "in the southern suburbs", "on the western districts": a side of the town that the text is in, unnamed."""
        toks = self.toks
        if i < 2 or i + 1 >= len(toks) or toks[i - 1].lower != "the":
            return None
        kind = words("head").get(toks[i + 1].lower)
        preposition = words("preposition").get(toks[i - 2].lower)
        if kind not in ("neighbourhood", "district") or preposition not in ("in", "near"):
            return None
        if i + 2 < len(toks) and (toks[i + 2].lower == "of" or toks[i + 2].capital):
            return None
        name = self.text[toks[i].start : toks[i + 1].end]
        return NameSpan(
            i,
            i + 1,
            name,
            UNRESOLVED,
            (),
            False,
            preposition,
            i - 2,
            None,
            toks[i + 1].lower,
            span_first=i,
            span_last=i + 1,
        )

    def seat_run(self, i: int) -> NameSpan | None:
        """ "in the country's | capital", "in the capital": the seat of government of the text's own country."""
        toks = self.toks
        first = i - 1 if i and toks[i - 1].lower in _COUNTRYS else i
        if self.home is None or first < 2 or toks[first - 1].lower != "the":
            return None
        named = i + 1 < len(toks) and (toks[i + 1].capital or toks[i + 1].lower in ("of", "city", "region", "district"))
        preposition = words("preposition").get(toks[first - 2].lower)
        seat = capitals().get(self.home)
        if named or preposition != "in" or not seat:
            return None
        found = resolve(seat, self.home, kinds="town")
        run = NameSpan(i, i, seat, found, (), False, preposition, first - 2, country=self.home)
        run.span_first, run.span_last = first - 1, i
        return run

    def _people_run(self, i: int) -> NameSpan | None:
        """ "near the Chadian border", "off the Lebanese coast": a people's name and what is theirs."""
        toks = self.toks
        if i + 1 >= len(toks) or toks[i + 1].lower not in words("people_head") or toks[i].lower not in demonyms():
            return None
        before = [t.lower for t in toks[max(0, i - 2) : i] if t.lower != "the"]
        if not before or before[-1] not in ("near", "on", "along", "at", "off"):
            return None
        name = self.text[toks[i].start : toks[i + 1].end]
        return NameSpan(i, i + 1, name, UNRESOLVED, head_after=toks[i + 1].lower, span_first=i, span_last=i + 1)

    def _continues(self, i: int, step: int) -> bool:
        if i >= len(self.toks) or not self.nameish(i):
            return False
        low = self.toks[i].lower
        if low in words("direction") and i + 1 < len(self.toks) and self.toks[i + 1].capital:
            return self.toks[i + 1].lower in words("head")  # "Far | North | Region"
        if low in words("direction") or low in ("sheikh", "shaikh"):
            return False
        return not (step == 1 and low in words("organisation"))

    def is_possessive(self, i: int) -> bool:
        return without_possessive(self.toks[i].text) != self.toks[i].text or self._lost_apostrophe(i)

    def _lost_apostrophe(self, i: int) -> bool:
        """True for "Syrias" and "Aleppos", possessives that lost their apostrophe."""
        low = self.toks[i].lower
        if low[-1] != "s" or len(low) < 5 or not low[-2:].isalpha() or low[-2] == "s" or low in countries():
            return False
        if low[:-1] in countries():
            return True
        if self._plainly_lost(i):
            return True
        following = self.toks[i + 1] if i + 1 < len(self.toks) else None
        if following is None or not (
            following.capital or following.lower in words("head") or following.lower in words("direction")
        ):
            return False
        return bool(self.look(self.toks[i].text[:-1], 0).place_id) and not self.look(self.toks[i].text, 0).place_id

    def _plainly_lost(self, i: int) -> bool:
        """True for "Aleppos" before any word: a city's very name with an "s" that no entry has."""
        bare, whole = self.look(self.toks[i].text[:-1], 1.0), self.look(self.toks[i].text, 1.0)
        return bare.population >= _CITY and not whole.place_id

    def _named(self, first: int, last: int) -> tuple[str, Resolution]:
        name = without_possessive(self.text[self.toks[first].start : self.toks[last].end])
        if self._lost_apostrophe(last):
            name = name[:-1]
        return name, self.look(name, 0)

    def _cut(self, first: int, last: int) -> NameSpan:
        """The run, cut where the gazetteer says that a name ends: "Aleppo Syria", "Qalamoun Advances"."""
        name, found = self._named(first, last)
        poisoned = any(_ARTICLE.sub("", t.lower) in words("group") for t in self.toks[first : last + 1])
        others: tuple[str, ...] = ()
        if last > first and not found.place_id and not poisoned and not self._is_headed(last):
            pieces = self._pieces(first, last)
            known = [p for p in pieces if p[2].place_id]
            if self.comma_free and self._is_list(pieces, known):
                others = tuple(p[1] for p in pieces[1:])
                name, found = pieces[0][1], pieces[0][2]
            elif self._ends_elsewhere(pieces) or (known and self._is_cut(pieces)):
                last = known[0][0] if known[0] is pieces[0] else pieces[-2][0]
                name, found = self._named(first, last)
        return NameSpan(first, last, name, found, others, poisoned, span_first=first, span_last=last)

    def _is_cut(self, pieces: Sequence[_Piece]) -> bool:
        """Whether a row of names ends with its first known one: in headlines, and behind a country."""
        return self.titled or pieces[0][2].kind == "country"

    def _is_headed(self, last: int) -> bool:
        """Whether a noun for a site follows: "al-Salam al-Kabir | Mosque" is one name."""
        return words("head").get(lower_at(self.toks, last + 1), "admin") != "admin"

    def _is_list(self, pieces: Sequence[_Piece], known: Sequence[_Piece]) -> bool:
        """Whether names in a row that lost their commas are a list of places, some of which the gazetteer may lack."""
        if len(known) == len(pieces) and known[-1][2].kind not in ("country", "admin"):
            return True
        return not self.titled and bool(known) and known[0] is pieces[0] and len(pieces) > len(known)

    def _ends_elsewhere(self, pieces: Sequence[tuple[int, str, Resolution]]) -> bool:
        """True if the last word is the place around the others: "Kilis Turkey", "Zubdiya Aleppo"."""
        last = pieces[-1][2]
        unknown = any(not p[2].place_id for p in pieces[:-1])
        return len(pieces) > 1 and (last.kind == "country" or (self.comma_free and unknown and bool(last.place_id)))

    def _pieces(self, first: int, last: int) -> list[_Piece]:
        """The run as a row of names, longest known names first: last token, name, entry."""
        out = []
        at = first
        while at <= last:
            for end in range(last, at - 1, -1):
                name, found = self._named(at, end)
                opened = at < last and self.toks[at].lower in words("opening")  # "Tel Sumaq" is one name, not Tel
                if found.place_id or end == at + opened:
                    out.append((end, name, found))
                    at = end + 1
                    break
        return out

    def _shouted_run(self, i: int) -> NameSpan | None:
        """In capitals only the gazetteer or a head noun tells a name: the longest words that it knows."""
        low = self.toks[i].lower
        of_head = lower_at(self.toks, i - 1) == "of" and lower_at(self.toks, i - 2) in words("named_head")
        if of_head or lower_at(self.toks, i - 1) in words("bare_head"):
            return self._named_by_head(i)
        if not low[0].isalpha() or not self._announced(i) or any(low in words(k) for k in _NO_NAMES):
            return None
        if low in demonyms():
            return None
        for last in range(min(i + _SHOUTED_RUN, len(self.toks)) - 1, i - 1, -1):
            row = self.toks[i : last + 1]
            if any(_parts_names(t) for t in row):
                continue
            name = " ".join(self.text[row[0].start : row[-1].end].split())
            found = self.look(name, 1.0)
            if found.place_id and (found.kind != "town" or self._town_fits(name, found)):
                return NameSpan(i, last, name, found, span_first=i, span_last=last)
        return self._before_head(i)

    def _before_head(self, i: int) -> NameSpan | None:
        """ "AT THE SOLMAR HEADQUARTERS": what stands between a preposition and a head noun is its name."""
        before = [t.lower for t in self.toks[max(0, i - 2) : i] if t.lower != "the"]
        if not before or before[-1] not in ("in", "at", "inside", "near", "outside"):
            return None
        for last in range(i, min(i + _SHOUTED_RUN, len(self.toks) - 1)):
            t = self.toks[last]
            if not t.text[0].isalpha() or any(t.lower in words(k) for k in _NO_NAMES) or t.lower in demonyms():
                return None
            if words("head").get(self.toks[last + 1].lower) in ("site", "neighbourhood", "district"):
                name = " ".join(self.text[self.toks[i].start : t.end].split())
                return NameSpan(i, last, name, self.look(name, 0.95), span_first=i, span_last=last)
        return None

    def _named_by_head(self, i: int) -> NameSpan | None:
        """ "THE VILLAGE OF AL-SHIFONIYA NEAR DAMASCUS": what follows is a name, known or not."""
        last = i
        for n in range(i, min(i + _SHOUTED_RUN, len(self.toks))):
            t = self.toks[n]
            if not t.text[0].isalpha() or t.lower in words("stop") or t.lower in words("preposition"):
                break
            last = n
        if self.toks[i].lower in words("stop") or not self.toks[i].text[0].isalpha():
            return None
        for end in range(last, i - 1, -1):
            name = " ".join(self.text[self.toks[i].start : self.toks[end].end].split())
            found = self.look(name, 0.95)
            if found.place_id or end == i:
                return NameSpan(i, end, name, found, span_first=i, span_last=end)
        return None

    def _town_fits(self, name: str, found: Resolution) -> bool:
        """In capitals any word could be a village: small ones count only in the document's own country."""
        if name.lower() in words("opening"):
            return False  # "PUERTO" of a name that the gazetteer lacks
        return len(name) > 3 and (found.country == self.home or found.population >= _CITY)

    def _announced(self, i: int) -> bool:
        """True if what stands before or after the token lets a place name begin there."""
        before = self.toks[i - 1].lower if i else ""
        if before in (",", "and", "the") or any(before in words(k) for k in ("preposition", "direction", "head")):
            return True
        return any(t.lower in words("head") for t in self.toks[i + 1 : i + 3])


def _describes_place(bare: str) -> bool:
    """Whether a word says what kind of place a name is, or governs it, and so is no part of it."""
    if bare in words("head") or bare in words("preposition") or bare in words("part"):
        return True
    return "-" in bare and HYPHENATED.search(bare) is not None


def _names_else(bare: str) -> bool:
    """Whether a word is known to name something else: a weekday, a people."""
    return (_ARTICLE.sub("", bare) if "-" in bare else bare) in words("stop") or bare in demonyms()


def _is_acronym(t: Tok) -> bool:
    return t.text.isupper() and len(t.text) > 1


def _covers_site(read: NameSpan, last: int) -> bool:
    """Whether what was read as a name is no worse than a site that ends at ``last``."""
    if read.poisoned or read.found.kind == "country":
        return True
    return read.span_last >= last and bool(read.head_after or read.found.place_id)


def _parts_names(t: Tok) -> bool:
    """Whether a token stands in no name of a text in capitals."""
    return not t.text[0].isalpha() or t.lower in words("stop") or t.lower in words("preposition")
