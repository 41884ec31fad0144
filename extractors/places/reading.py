"""Where it happened: the most specific place that the text gives for a figure, and its gazetteer entry.

The place is read in this order: the clause of the figure, its sentence, the sentences before it of the same
incident (then ``inferred``), the title, the delivered location. A place that belongs to a speaker
("a source at Aleppo Police Command") or where something came from is not the event's while another is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Document, ParsedSentence, Place, Sentence, Target
from extractors.patterns.distance import anchor, around
from extractors.places import reach_of_total
from extractors.places.anaphora import named_again
from extractors.places.around import BEYOND, CARRY, Around
from extractors.places.context import context_of, look
from extractors.places.entries import Entries
from extractors.places.gazetteer import Resolution
from extractors.places.groups import Group, beside, cost, grouped, not_of_parts, paired
from extractors.places.introduced import introduced_names
from extractors.places.labels import label_names
from extractors.places.levels import LEVELS
from extractors.places.mentions import Mention, mentions
from extractors.places.rounds import Rounds
from extractors.places.setting import Setting
from extractors.places.words import words

_WHENCE = 60  # what the place that people fled from gains on others, in characters of distance
_CLAUSE = re.compile(r"[,;] and\b|;|\band (?:had|have|has|is|are|was|were|still)\b")
_THERE = re.compile(r"[^.,;]{0,25}\bthere\b(?! (?:is|are|was|were|has|have|had)\b)")
"""Behind a figure this means the place before it: "struck in Kunduz, leaving 15 dead | there, and in Farah"."""
_WORD = re.compile(r"[A-Za-z]{2,}")


def locate(
    document: Document,
    sentences: Sequence[Sentence],
    parsed: Mapping[int, ParsedSentence],
    targets: Sequence[Target],
) -> list[Place]:
    """The place of each target, in order; an empty ``place_text`` where the text gives none."""
    if not targets:
        return []
    finder = _Finder(document, sentences, targets)
    return [finder.place(target) for target in targets]


class _Finder:
    """Finds the places of one document's targets; every sentence is read at most once."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], targets: Sequence[Target]) -> None:
        self.document = document
        self.sentences = sentences
        self.position = {s.index: n for n, s in enumerate(sentences)}
        self.context = context_of(document)
        self.comma_free = document.text.count(",") * 250 < len(document.text)  # web copies that lost their commas
        self.lower_words = frozenset(w for w in set(_WORD.findall(document.text)) if w.islower())
        self.introduced = introduced_names(document.text)
        self.labels = label_names(document.text, lambda name: bool(self._look(name, 0).place_id))
        self.groups_of: dict[int, list[Group]] = {}
        self.figures_of: dict[int, list[int]] = {}  # sentence -> starts of its figures
        for target in sorted(targets, key=lambda t: t.start):
            self.figures_of.setdefault(target.sentence, []).append(target.start)
        self.measures = {t.start for t in targets if t.domain == "measure"}
        self.outcomes_of: dict[int, list[int]] = {}  # sentence -> starts of its outcome words
        for target in targets:
            if target.trigger_start is not None:
                self.outcomes_of.setdefault(target.sentence, []).append(target.trigger_start)
        self.one_place: bool | None = None  # does the document tell of one town only?
        self.setting = Setting(document, sentences, self.context, self.groups, self._resolved)
        self.rounds = Rounds(document.text, sentences, self.groups, self.figures_of)
        self.around = Around(document.text, sentences, self.groups, self._resolved, self.setting, self.rounds)
        self.entries = Entries(document.text, self.context, self._towns_about)
        self.seen: set[str] = {self.context.location.place_id or ""}  # entries that are some event's place

    def _look(self, name: str, least: float) -> Resolution:
        """Is this a place? Only spellings that agree tell; likenesses are for names that are known to be places."""
        least = max(least, 0.95)
        return look(
            name, self.context.countries, self.context.near, certain=self.context.certain, least=least, fuzzy=False
        )

    def groups(self, index: int) -> list[Group]:
        if index not in self.groups_of:
            s = self.sentences[self.position[index]]
            found = mentions(
                self.document.text,
                s.start,
                s.end,
                self._look,
                self.lower_words,
                comma_free=self.comma_free,
                home=self.context.home,
                labels=self.labels,
                introduced=self.introduced,
            )
            self.groups_of[index] = grouped(found)
        return self.groups_of[index]

    def place(self, target: Target) -> Place:
        if target.domain == "measure":
            return self._measure_place(target)
        roles = ("event", "origin") if target.outcome == "displaced" else ("event",)
        group = self._in_sentence(target, roles)
        if (again := self._named_again(target, group)) is not None:
            place = self._resolved(again, inferred=True)
        elif group is not None and group.place.level <= LEVELS["region"]:
            told = self.around.told_next(target.sentence)
            place = self._resolved(told, inferred=True) if told else self._resolved(group, inferred=False)
        elif group is not None:
            place = self._resolved(group, inferred=False)
        else:
            place = self._from_elsewhere(target)
        if place.place_text and place.place_id:
            self.seen.add(place.place_id)
        self.around.keep(target, place)
        return place

    def _from_elsewhere(self, target: Target) -> Place:
        """Where no place in the sentence is the event's: that of the sentences around, of a witness, or whence."""
        local = self._in_sentence(target, ("local",))
        comes_back = reach_of_total.event_again(self.document.text, self.sentences[self.position[target.sentence]])
        place = self._carried_by(target) if local is None or comes_back else Place("")
        if local is not None and not place.place_text:
            place = self._resolved(local, inferred=True)
        if place.place_text:
            return place
        weak = self._in_sentence(target, ("origin", "towards"))
        if weak is None or (weak.role == "origin" and target.status == "stock"):  # "people from X fight there"
            return place
        return self._resolved(weak, inferred=False)

    def _measure_place(self, target: Target) -> Place:
        """A distance or a share has the place of its sentence at most, and hands none on."""
        group = self._in_sentence(target, ("event",))
        return self._resolved(group, inferred=False) if group is not None else Place("")

    def _in_sentence(self, target: Target, roles: tuple[str, ...]) -> Group | None:
        groups: Sequence[Group] = self.groups(target.sentence)
        if not groups:
            return None
        figures = self.figures_of[target.sentence]
        span = anchor(target, figures[0])
        end = self.sentences[self.position[target.sentence]].end
        groups = not_of_parts(self.document.text, end, target.entity_end or span[1], groups)
        near = groups[around([g.start for g in groups], span)] if len(groups) > 24 else groups
        usable = [g for g in near if g.role in roles or (g.role == "bare" and self._bare_counts(target, g))]
        text = self.document.text
        others = len(self.outcomes_of.get(target.sentence, ())) > 1
        if (
            usable
            and others
            and reach_of_total.beyond_a_town(text, self.sentences[self.position[target.sentence]], target)
        ):
            usable = [g for g in usable if not self._of_another_outcome(target, span, g)]

        if _THERE.match(text, span[1], span[1] + 40):
            usable = [g for g in usable if g.end <= span[0]] or usable

        counted = [f for f in figures if f not in self.measures]
        own = [g for g in usable if g.role == "event" and g.place.kind != "country"]
        if (taking_turns := paired(own, counted, target.start)) is not None:
            return taking_turns

        def distance(g: Group) -> tuple[float, int]:
            left = _WHENCE if g.role == "origin" and target.outcome == "displaced" else 0
            return cost(text, g, span, figures) - beside(text, target.entity_end, g) - left, g.start

        return min(usable, key=distance, default=None)

    def _named_again(self, target: Target, group: Group | None) -> Group | None:
        """ "... in Shaar district of Aleppo, taking the dead in | the city | to 38": what is named again nearer by."""
        sentence = self.sentences[self.position[target.sentence]]
        text, figures = self.document.text, self.figures_of[target.sentence]
        span = anchor(target, figures[0])
        best = cost(text, group, span, figures) if group is not None else None
        said = self.groups(target.sentence)
        for again in named_again(text, sentence.start, sentence.end):
            if any(g.start < again.end and again.start < g.end for g in said):
                continue  # "in the southern suburb" is a place of its own
            mention = Mention(again.start, again.end, "", LEVELS["town"], "in", "event", "town")
            here = cost(text, Group(mention, (), again.start, again.end, "event"), span, figures)
            if best is not None and here >= best:
                continue
            if (meant := self.around.meant(again)) is not None:
                return meant
        return None

    def _of_another_outcome(self, target: Target, span: tuple[int, int], group: Group) -> bool:
        """True for the town in "lost 40 tanks in a month and | captured two men in Hit", as seen from the tanks."""
        others = [at for at in self.outcomes_of.get(target.sentence, ()) if at != target.trigger_start]
        clause = any(span[1] < at < group.start for at in others)
        return clause and bool(_CLAUSE.search(self.document.text, span[1], group.start))

    def _bare_counts(self, target: Target, group: Group) -> bool:
        """A name without preposition counts in headings, and in running text if events were placed there before."""
        if self.sentences[self.position[target.sentence]].role in ("title", "subheading"):
            return True
        if group.place.kind == "country":
            return False
        found = self._look(group.place.name, 0)
        return found.place_id is not None and found.place_id in self.seen

    def _is_wide_enough(self, here: int, place: Place) -> bool:
        """Whether a place can be that of a running total: a province or country, a region, the one delivered."""
        wide = (place.place_id or place.place_text) in self.entries.wide or place.place_method in ("country", "admin")
        if wide and not self._told_in_passing(here, place):
            return True
        return place.delivered or place.place_text.lower() in words("region")

    def _stays_in_town(self, target: Target) -> bool:
        """Whether a document tells of one town only and the total is not said to reach further."""
        text, sentence = self.document.text, self.sentences[self.position[target.sentence]]
        if not self._of_one_place() or reach_of_total.of_a_report(text, sentence):
            return False
        return not reach_of_total.beyond_a_region(text, sentence, target)

    def _carried_by(self, target: Target) -> Place:
        """The place that the sentences around give; a running total takes none that is narrower than a region."""
        of_people = self.setting.people_of(target)
        if reach_of_total.of_a_war(self.document.text, target) and (war := self.setting.country(of_people)):
            return war
        here = self.position[target.sentence]
        place = self.around.carried_to(target.sentence)
        if target.status == "stock" and self._strength_told_apart(here, place):
            return BEYOND
        sentence = self.sentences[here]
        if not reach_of_total.beyond_a_town(self.document.text, sentence, target):
            return place
        if (over := self.rounds.place_over(here)) is not None and place.place_method != "country":
            return self._resolved(over, inferred=True)
        if (place.told_next or not place.place_text) and sentence.role == "body":
            return self._of_report(sentence, target) or BEYOND
        if self._is_wide_enough(here, place) or self._stays_in_town(target):
            return place
        beyond = of_people is not None and reach_of_total.beyond_a_region(self.document.text, sentence, target)
        of_them = self.setting.country(of_people) if beyond else None
        if of_them is None and reach_of_total.of_a_span(self.document.text, sentence):
            of_them = self.setting.wide_before(self.position[target.sentence], self.entries.wide)
        return of_them or self._of_report(sentence, target) or BEYOND

    def _of_report(self, sentence: Sentence, target: Target) -> Place | None:
        """The country or province that the title of a report names: a title that counts nothing itself."""
        counts = self.sentences[0].index in self.figures_of
        counts = counts or reach_of_total.countrywide(self.document.text, sentence)  # "Nationally, ..."
        return None if counts or sentence.role != "body" or target.domain == "other" else self.setting.of_title()

    def _told_in_passing(self, here: int, place: Place) -> bool:
        """True for the province of an incident, as seen from a line of its own on what a whole country counted."""
        opening = self.sentences[0]
        title = self.document.text[: opening.end] if opening.role == "title" else ""
        line = self.sentences[self.rounds.first_of[here]].start
        passing = place.start is not None and place.start < line and place.place_method != "country"
        text, sentence = self.document.text, self.sentences[here]
        listed = sentence.list_header is not None
        return passing and not (listed or place.place_text in title or reach_of_total.points_back(text, sentence))

    def _strength_told_apart(self, here: int, place: Place) -> bool:
        """True for "The mission has 900 troops", in a line of its own: they are at no place told of before.

        But where the title says: "Fighters in Syria".
        """
        opening = self.sentences[0]
        if place.start is None or not place.inferred or (opening.role == "title" and place.start < opening.end):
            return False
        line = self.sentences[self.rounds.first_of[here]].start
        return place.start < line and not reach_of_total.points_back(self.document.text, self.sentences[here])

    def _of_one_place(self) -> bool:
        """True if the whole text is about one town, named again and again: what died "since July" died there."""
        if self.one_place is None:
            told = [g.place for s in self.sentences for g in self.groups(s.index) if g.role == "event"]
            towns = [m.name for m in told if m.level > LEVELS["admin"]]
            self.one_place = len(towns) > 1 and len(set(towns)) == 1
        return self.one_place

    def _resolved(self, group: Group, *, inferred: bool) -> Place:
        return self.entries.resolved(group, inferred=inferred)

    def _towns_about(self, start: int) -> Iterator[Group]:
        """Towns named in the sentence of an offset, then in the ones before it, nearest first."""
        here = next((n for n, s in enumerate(self.sentences) if s.start <= start < s.end), 0)
        beside = [g for g in self.groups(self.sentences[here].index) if g.place.kind == "town" and g.role == "event"]
        yield from sorted(beside, key=lambda g: abs(g.start - start))
        for n in range(here - 1, max(-1, here - 1 - CARRY), -1):
            best = self.around.best(self.sentences[n].index)
            if best is not None and best.place.kind == "town":
                yield best
