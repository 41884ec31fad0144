"""Texts that go from place to place: bulletins by region, lists of fronts, digests, reports by governorate.

In: the sentences of a document and the places that each names. Out: for each sentence the place that the line it stands
in opens with, the heading above it, and whether the document as a whole goes round. There a line that names no place is
about none of those told of before; in a story of one event it goes on with that event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import cached_property

from extractors.model import Sentence
from extractors.places.groups import Group, best_of, opens_with_label
from extractors.places.labels import DATE, OPENING_DATE
from extractors.places.levels import LEVELS
from extractors.places.reach_of_total import opens_another
from extractors.vocabulary.calendar import WEEKDAY_ANY

_LIST = re.compile(r",| and ")
"""In the words of a place these say that they are several."""
_HEADINGS = ("title", "subheading")
_YEAR = re.compile(r"\W*(?:[Ii]n|[Dd]uring|[Bb]ack in) (?:early |late |mid-)?((?:19|20)\d\d)\b")
_STOPS = 3
"""So many lines that open with places of their own make a round."""
_OPENING = re.compile(
    rf"\W*(?:(?:On )?(?:{DATE}|{WEEKDAY_ANY})[,:]? )?"
    r"(?:(?:Also|Meanwhile|Moreover|Elsewhere|Finally|Besides),? )?"
    r"(?:(?:in|at|near|on|along|over|across|towards?|around|outside|inside|from) )?(?:the (?:[a-z-]+ (?:of )?){0,3})?",
    re.IGNORECASE,
)
"""What may stand before the place that a line opens with: "On 3 May, in the northern town of"."""
_FORCE = re.compile(
    r"(?:Units of |Troops of |Forces of )?(?:[Tt]he )?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?) "
    r"(?:[Gg]roup(?:ing)?|[Aa]rmy|[Dd]ivision|[Bb]rigade|[Cc]orps|[Ff]leet|[Bb]attlegroup|[Rr]egiment|[Ff]ront)\b"
)
"""A line that opens with a formation: bulletins also go from one to the next."""
_EVENT_HEADING = re.compile(
    r"(?:the )?(?:\w+ ){0,2}(?:attacks?|bombings?|shootings?|incidents?|casualties|victims|aftermath|massacre|battle"
    r"|explosions?|reactions?|responses?|investigation|perpetrators?|toll|strikes?|raids?|events?|fatalities|siege)\b",
    re.IGNORECASE,
)


class Rounds:
    """The lines of one document.

    ``groups`` gives the places of a sentence by its index; ``figures`` holds the indexes of those that count something.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        groups: Callable[[int], list[Group]],
        figures: Container[int],
    ) -> None:
        self.text, self.sentences, self.groups, self.figures = text, sentences, groups, figures
        self.first_of: list[int] = []  # position -> position of the first sentence of its line
        for n, sentence in enumerate(sentences):
            begins = not n or sentence.role in _HEADINGS or sentences[n - 1].role in _HEADINGS
            begins = begins or "\n" in text[sentences[n - 1].start : sentence.start]
            self.first_of.append(n if begins else self.first_of[-1])
        self.openings: dict[int, Group | None] = {}

    @cached_property
    def goes_round(self) -> bool:
        """Whether the document goes from place to place: so many of its lines open with places of their own."""
        firsts = [n for n in dict.fromkeys(self.first_of) if self.sentences[n].role == "body"]
        places = {g.place.name for n in firsts if (g := self.opening(n)) is not None}
        forces = {m.group(1) for n in firsts if (m := _FORCE.match(self.text, self.sentences[n].start)) is not None}
        return len(places) >= _STOPS or len(forces) >= _STOPS

    def opening(self, here: int) -> Group | None:
        """The place that the line of a sentence opens with: "Karsa direction: ...", "In the Karsa direction, ...".

        So for a first sentence that counts nothing: "The situation is tense in the Karsa direction. ..."
        """
        first = self.first_of[here]
        if first not in self.openings:
            opening = self.opens_with(first)
            if opening is None and first + 1 < len(self.sentences) and self.first_of[first + 1] == first:
                opening = (
                    best_of(self.groups(self.sentences[first].index))
                    if self.sentences[first].index not in self.figures
                    else None
                )
            self.openings[first] = opening
        return self.openings[first]

    def opens_with(self, here: int) -> Group | None:
        """The place that a sentence itself opens with."""
        sentence = self.sentences[here]
        told = [g for g in self.groups(sentence.index) if g.role == "event" and g.place.kind != "country"]
        if not told:
            return None
        lead = self.text[sentence.start : told[0].start]
        return told[0] if _OPENING.fullmatch(lead) or opens_with_label(self.text, sentence, told) else None

    def labelled(self, here: int) -> Group | None:
        """The place that the line of a sentence has as its label: "Karsa direction: ...", "Karsa region. Two died."."""
        group = self.opening(here)
        first = self.sentences[self.first_of[here]]
        if group is None:
            return None
        alone = not any(c.isalnum() for c in self.text[first.start : group.start] + self.text[group.end : first.end])
        return group if alone or opens_with_label(self.text, first, [group]) else None

    def place_over(self, here: int) -> Group | None:
        """The place that a label, a heading right above or, in a round, any opening gives to the whole of a line."""
        over = self.opening(here) if self.goes_round else self.labelled(here)
        if over is None and self._is_right_under_heading(here):
            return self.place_of_heading(here)
        return over

    def _is_right_under_heading(self, here: int) -> bool:
        """Whether a sentence is of the first paragraph below a heading, and so not "In all, ..." further on."""
        before = [n for n in range(here) if self.sentences[n].role == "subheading"]
        if not before or self.sentences[here].role in _HEADINGS:
            return False
        return self.sentences[here].paragraph == self.sentences[before[-1] + 1].paragraph

    def is_aside(self, here: int, seen_from: int) -> bool:
        """Whether a sentence of another line tells of another incident or time, or follows one there."""
        first = self.first_of[here]
        if first >= self.first_of[seen_from]:
            return False
        before = self.sentences[first : here + 1]
        return any(opens_another(self.text, s) or self._is_of_another_year(s) for s in before)

    def _is_of_another_year(self, sentence: Sentence) -> bool:
        """True for "In 2011 an offensive failed", behind an opening that doesn't tell of that year."""
        told = _YEAR.match(self.text, sentence.start, sentence.end)
        before = self.text[: sentence.start]
        return told is not None and bool(before.strip()) and told.group(1) not in before

    def of_section(self, here: int, told: Sequence[str]) -> Group | None:
        """The place of the label or heading over a sentence, where its own line tells of several others or another day.

        ``told`` are the places that the sentences before it in its line were given.
        """
        over = self.labelled(here) or self.place_of_heading(here)
        if over is None:
            return None
        told = [words for words in told if words != self.text[over.place.start : over.place.end]]
        several = len(set(told)) > 1 or (told and any(_LIST.search(words) for words in told))
        another_day = bool(told) and OPENING_DATE.match(self.text, self.sentences[here].start) is not None
        return over if several or another_day else None

    def heading(self, here: int) -> Sentence | None:
        """The nearest subheading above a sentence."""
        return next((s for s in reversed(self.sentences[:here]) if s.role == "subheading"), None)

    def place_of_heading(self, here: int) -> Group | None:
        """The place that a subheading names, also without a preposition: "Marwa Governorate"."""
        heading = self.heading(here)
        if heading is None:
            return None
        groups = self.groups(heading.index)
        named = [
            g
            for g in groups
            if self.text[g.place.start : g.place.end] != self.text[g.place.start : g.place.end].lower()
        ]
        bare = named[0] if len(named) == 1 and named[0].place.level > LEVELS["country"] else None
        return best_of(named) or bare

    def heads_event(self, here: int) -> bool:
        """Whether a sentence stands under a heading of the event that the text is about: "Attack", "Victims"."""
        heading = self.heading(here)
        return heading is not None and _EVENT_HEADING.fullmatch(self.text[heading.start : heading.end]) is not None
