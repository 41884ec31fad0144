"""What the sentences around a figure give as its place, where its own sentence names none.

In: the sentences of a document with the places that each names and those that its figures were given so far. Out: the
place that holds in a sentence: that of its line, of its heading, of the story told before, or of what follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.model import Place, Sentence, Target
from extractors.places import reach_of_total
from extractors.places.anaphora import Again, named_again
from extractors.places.groups import Group, best_of
from extractors.places.levels import LEVELS
from extractors.places.mentions import Mention
from extractors.places.rounds import Rounds
from extractors.places.setting import Setting

CARRY = 10
"""How many sentences back a place is carried over to a figure that names none."""
BEYOND = Place("", rules=("total_beyond_the_place_before",), too_wide=True)
"""What a total is given whose place is wider than any told of; what follows it in its line has none either."""


class Around:
    """The places that the sentences of one document hand to each other.

    ``groups`` gives the places of a sentence by its index, ``resolved`` their gazetteer entry.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        groups: Callable[[int], list[Group]],
        resolved: Callable[..., Place],
        setting: Setting,
        rounds: Rounds,
    ) -> None:
        self.text, self.sentences, self.groups, self.resolved = text, sentences, groups, resolved
        self.setting, self.rounds = setting, rounds
        self.position = {s.index: n for n, s in enumerate(sentences)}
        self.chosen: dict[int, Place] = {}  # sentence index -> the place of its last figure
        self.all_chosen: dict[int, list[Place]] = {}  # sentence index -> the places of its figures
        self.carried: dict[int, Place] = {}  # sentence index -> what the sentences around it give

    def keep(self, target: Target, place: Place) -> None:
        """Keeps what later sentences take over: the last place of the sentence.

        Not where people fled from, nor the country that a sentence names after its town.
        """
        self.all_chosen.setdefault(target.sentence, []).append(place)
        kept = self.chosen.get(target.sentence)
        broader = kept is not None and self.is_broad(place) and kept.place_text and kept.country == place.country
        if kept is None or not (broader or target.outcome == "displaced"):
            self.chosen[target.sentence] = place

    def carried_to(self, index: int) -> Place:
        if index not in self.carried:
            self.carried[index] = self._carried(index)
        return self.carried[index]

    def _carried(self, index: int) -> Place:
        here = self.position[index]
        sentence = self.sentences[here]
        if reach_of_total.opens_another(self.text, sentence):
            same = reach_of_total.is_there(self.text, sentence) or reach_of_total.same_place(self.text, sentence)
            same = same or (self.rounds.heads_event(here) and reach_of_total.later_on(self.text, sentence))
            return (same and self._before(here)) or Place("", rules=("another_incident",))
        if reach_of_total.countrywide(self.text, sentence):
            return self.setting.country() or self.setting.delivered()
        if sentence.list_header is not None and (item := self._of_item(here)):
            return item
        if sentence.list_header is not None:
            header = self._of_header(sentence.list_header)
            if header is not None:
                return self.resolved(header, inferred=True)
            return self.carried_to(sentence.list_header)  # "Since the ceasefire:" stands under "casualties in X:"
        if sentence.role == "subheading":
            return self._after(here) or self.setting.delivered()
        text = self.text
        for again in named_again(text, sentence.start, sentence.end) or reach_of_total.told_again(text, sentence):
            if (meant := self.meant(again)) is not None:
                return self.resolved(meant, inferred=True)
        if (event := self.setting.of_article(sentence)) is not None:
            return event
        if (section := self._in_section(here)) is not None:
            return section
        if (whole := self._of_total(here)) is not None and not whole.place_text:
            return whole
        return self._before(here) or self._after(here) or self.setting.delivered()

    def _of_header(self, index: int) -> Group | None:
        """The place of the line that introduces a list; there a single name needs no preposition: "🔻 Jabalia"."""
        named = self.best(index) or self.best(index, "towards")
        groups = self.groups(index)
        if named is None and len(groups) == 1 and groups[0].role == "bare" and groups[0].place.kind != "country":
            return groups[0]
        return named

    def _of_item(self, here: int) -> Place | None:
        """What the sentences before it in the same item of a list give: "- In Hass a bomb fell. Nine died." """
        for n in range(here - 1, max(-1, here - 1 - CARRY), -1):
            between = self.text[self.sentences[n].start : self.sentences[n + 1].start]
            if "\n" in between or self.sentences[n].list_header != self.sentences[here].list_header:
                return None
            if place := self._place_of(self.sentences[n].index):
                return place
        return None

    def _before(self, here: int) -> Place | None:
        """The place of the sentences before: the nearest that is closer than a country, else the nearest."""
        broad: Place | None = None
        in_body = False
        again = reach_of_total.event_again(self.text, self.sentences[here])
        for n in range(here - 1, max(-1, here - 1 - CARRY), -1):
            sentence = self.sentences[n]
            if sentence.role == "subheading":
                return broad or self._of_section(here)
            kept = self.chosen.get(sentence.index)
            if not again:
                if self.rounds.is_aside(n, here):
                    continue
                in_line = n >= self.rounds.first_of[here]
                if in_line and kept is not None and kept.too_wide:
                    return kept
                if self.rounds.goes_round and not in_line:
                    return broad or self._of_section(here)
            if self._are_headlines(n, here):
                break
            if kept is not None and kept.of_whole_event:
                return kept
            place = None if self._divides(sentence) else self._place_of(sentence.index)
            if place is None and reach_of_total.opens_another(self.text, sentence):
                break
            if place is not None and not self.is_broad(place):
                return place
            if place is not None:
                broad, in_body = broad or place, in_body or sentence.role == "body"
        return (None if in_body else self._closer_ahead(here, broad)) or broad

    def _are_headlines(self, n: int, here: int) -> bool:
        """Whether a sentence and the one before it are headlines in a row, each of an event of its own."""
        return n + 1 == here and reach_of_total.are_headlines(self.text, self.sentences[n], self.sentences[here])

    def _closer_ahead(self, here: int, broad: Place | None) -> Place | None:
        """The closer place that the next sentences give, where only a heading before has named its country."""
        ahead = self._after(here) if broad is not None else None
        if ahead is None or broad is None or self.is_broad(ahead) or ahead.country != broad.country:
            return None
        return ahead

    def _in_section(self, here: int) -> Place | None:
        """The place of the label or heading, for what is counted behind several places or on another day."""
        text = self.text
        if reach_of_total.event_again(text, self.sentences[here]) or reach_of_total.is_there(
            text, self.sentences[here]
        ):
            return None
        before = self.sentences[self.rounds.first_of[here] : here]
        told = [p.place_text for s in before if (p := self._place_of(s.index)) is not None]
        over = self.rounds.of_section(here, told)
        return self.resolved(over, inferred=True) if over is not None else None

    def _of_section(self, here: int) -> Place | None:
        """The place that the heading above names; under a heading of the event, where that was."""
        if (group := self.rounds.place_of_heading(here)) is not None:
            return self.resolved(group, inferred=True)
        return self.setting.of_opening() if self.rounds.heads_event(here) else None

    def _of_total(self, here: int) -> Place | None:
        """The place of the total whose parts a sentence counts; None where it counts none."""
        whole = here
        while whole and reach_of_total.of_the_total(self.text, self.sentences[whole]):
            whole -= 1
        return self.chosen.get(self.sentences[whole].index) if whole < here else None

    def _divides(self, sentence: Sentence) -> bool:
        """True for a breakdown by place, which hands none on: "This includes 16 in Hass and five in Shuqba"."""
        parts = reach_of_total.of_the_total(self.text, sentence)
        return parts and len({p.place_text for p in self.all_chosen.get(sentence.index, ())}) > 1

    def _place_of(self, index: int) -> Place | None:
        """The place of a sentence as the sentences around it take it over."""
        kept = self.chosen.get(index)
        if kept is not None and kept.place_text:
            return replace(kept, inferred=True, delivered=False, told_next=False, rules=("carried_over",))
        best = self.best(index)
        return self.resolved(best, inferred=True) if best is not None else None

    def _after(self, here: int) -> Place | None:
        """What the next two sentences give; not the line of a list, which gives the place of its own figures."""
        mine = self.sentences[here]
        if self.rounds.goes_round and mine.role not in ("title", "subheading"):
            return None
        for n in range(here + 1, min(len(self.sentences), here + 3)):
            if mine.role not in ("title", "subheading") and self.rounds.opens_with(n) is not None:
                return None
            if reach_of_total.opens_another(self.text, self.sentences[n]):
                return None
            if reach_of_total.of_the_total(self.text, self.sentences[n]):
                continue  # where the parts were
            best = self.best(self.sentences[n].index)
            if best is not None:
                return replace(self.resolved(best, inferred=True), told_next=True, rules=("told_next",))
        return None

    def told_next(self, index: int) -> Group | None:
        """ "... in a village in northern Syria. The blast took place in X": the closer place of the next sentence."""
        n = self.position[index] + 1
        if n >= len(self.sentences):
            return None
        following = self.sentences[n]
        if not reach_of_total.same_event(self.text, following):
            return None
        groups = [g for g in self.groups(following.index) if g.role == "event"]
        return groups[0] if groups and groups[0].place.level > LEVELS["region"] else None

    def meant(self, again: Again) -> Group | None:
        """The last place said before that words such as "the city" stand for."""
        here = next((n for n, s in enumerate(self.sentences) if s.start <= again.start < s.end), 0)
        for n in range(here, max(-1, here - 1 - CARRY), -1):
            heading = self.sentences[n].role in ("title", "subheading")
            for group in reversed(self.groups(self.sentences[n].index)):
                if group.start >= again.start or not (heading or group.role in ("event", "local")):
                    continue
                told = (group.place, *group.within)
                for mention in told:
                    if again.means(mention, self.text[mention.start : mention.end]):
                        around = tuple(m for m in told if m is not mention and m.level < mention.level)
                        return replace(group, place=self._whole(mention), within=around)
        return None

    def _whole(self, mention: Mention) -> Mention:
        """A place without the side of it that was told of: "Homs" for "the outskirts of Homs"."""
        start = self.text.find(mention.name, mention.start, mention.end)
        return replace(mention, start=max(start, mention.start), relation="in", bearing=None, distance_km=None)

    def best(self, index: int, role: str = "event") -> Group | None:
        return best_of(self.groups(index), role)

    @staticmethod
    def is_broad(place: Place) -> bool:
        return place.place_method == "country"
