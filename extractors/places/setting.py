"""Where a whole document is set, for figures to which its sentences give no place.

In: a document with its delivered location and the places of its sentences. Out: a country, or the delivered location.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from extractors.model import Document, Place, Sentence, Target
from extractors.places import reach_of_total
from extractors.places.context import Context
from extractors.places.entries import placed
from extractors.places.gazetteer import Resolution, named_country
from extractors.places.groups import Group, best_of
from extractors.places.levels import LEVELS
from extractors.vocabulary.peoples import demonyms

_WORD = re.compile(r"[A-Za-z]{2,}")


class Setting:
    """The country, the title and the delivered location of one document.

    ``groups`` gives the places of a sentence by its index, ``resolved`` their gazetteer entry.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        context: Context,
        groups: Callable[[int], list[Group]],
        resolved: Callable[..., Place],
    ) -> None:
        self.document, self.sentences, self.context, self.groups = document, sentences, context, groups
        self.resolved = resolved

    def of_title(self) -> Place | None:
        """ "MYANMAR – monitoring note", "The day in Donska region": the country or province that a report is about."""
        first = self.sentences[0]
        if first.role not in ("title", "subheading"):
            return None
        wide = [g for g in self.groups(first.index) if g.place.level <= LEVELS["area"]]
        group = wide[0] if len(wide) == 1 else next((g for g in wide if g.place.kind == "country"), None)
        return self.resolved(group, inferred=True) if group is not None else None

    def of_article(self, sentence: Sentence) -> Place | None:
        """ "The operation killed 75 ...", far from its opening: where the operation that the article is about was."""
        opening = next((s for s in self.sentences if s.role == "body"), None)
        if opening is None or opening.index == sentence.index:
            return None
        noun = reach_of_total.event_of_article(self.document.text, opening)
        if not noun or f"the {noun}" not in self.document.text[sentence.start : sentence.end].lower():
            return None
        return self.of_opening() or Place("", rules=("of_the_whole_event",), of_whole_event=True)

    def of_opening(self) -> Place | None:
        """Where the event was that the first sentence of the body tells of."""
        opening = next((s for s in self.sentences if s.role == "body"), None)
        best = best_of(self.groups(opening.index)) if opening is not None else None
        return self.resolved(best, inferred=True) if best is not None else None

    def wide_before(self, here: int, wide: Set[str]) -> Place | None:
        """The last province or country told of before a sentence, for what a report counts over months.

        ``wide`` are the ids of the provinces, areas and countries found so far.
        """
        for sentence in reversed(self.sentences[:here]):
            for group in reversed(self.groups(sentence.index)):
                if group.role == "event" and group.place.level <= LEVELS["area"]:
                    place = self.resolved(group, inferred=True)
                    return place if place.place_id in wide else None
        return None

    def country(self, code: str | None = None) -> Place | None:
        """A country, else the one that the document is set in, with the first words that name it; none if none do."""
        code = code or self.context.home
        if code is None:
            return None
        name, place_id, pattern = named_country(code)
        match = pattern.search(self.document.text)
        if match is None:
            return None
        found = Resolution(place_id, name, None, None, code, "country", 1.0, "country")
        return placed(match.group(), *match.span(), found, "in", ("country_of_the_text",), inferred=True)

    def people_of(self, target: Target) -> str | None:
        """The country whose people are counted: "more than two million | Syrians"."""
        if target.domain != "people" or target.entity_end is None:
            return None
        counted = _WORD.findall(self.document.text, target.start, target.entity_end)
        return demonyms().get(counted[-1].lower()) if counted else None

    def delivered(self) -> Place:
        """The delivered location, with its words where the text has them."""
        located, found = self.document.location, self.context.location
        if not located or found.method == "unresolved":
            return Place("")
        start = self._named_at(located)
        if start is None:
            place = placed("", 0, 0, found, "in", ("delivered_location",), inferred=True)
            return replace(place, start=None, end=None, delivered=True)
        place = placed(located, start, start + len(located), found, "in", ("delivered_location",), inferred=True)
        return replace(place, delivered=True)

    def _named_at(self, located: str) -> int | None:
        """Where the text names the delivered location as a place: not "Iraq" for "an Iraqi division"."""
        for sentence in self.sentences:
            if self.document.text.find(located, sentence.start, sentence.end) < 0:
                continue
            for group in self.groups(sentence.index):
                for mention in (group.place, *group.within):
                    start = self.document.text.find(located, mention.start, mention.end)
                    if start >= 0:
                        return start
        return None
