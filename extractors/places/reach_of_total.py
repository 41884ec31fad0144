"""Does the story go on? When a place told of before still holds for a figure that names none."""

from __future__ import annotations

import functools
import re

from extractors.model import Sentence, Target
from extractors.places.anaphora import Again
from extractors.places.gazetteer import countries
from extractors.quantities import conventions
from extractors.quantities.in_digits import in_digits
from extractors.vocabulary.calendar import MONTH_IN_FULL

_NEW_INCIDENT = re.compile(
    r"\b(?:elsewhere|separately|(?:an)?other (?:incident|attack)s?|\d+ more incidents|in other news"
    r"|(?:an?|in) (?:separate|unrelated|different) (?:\w+ )?(?:incident|attack|strike|raid|operation|blast|shooting)s?"
    r"|in subsequent (?:\w+ )?(?:attack|strike|raid|operation)s?)\b",
    re.IGNORECASE,
)
_MONTHS = MONTH_IN_FULL  # of any year
_ANOTHER_TIME = re.compile(
    r"\W*(?:an?|\d+|some|several|a few|the) ?"
    r"(?:(?:hours?|days?|weeks?|months?|years?) (?:earlier|later|before|after)\b|(?:previous|following|next) day\b)"
    rf"|\W*(?:hours|days|weeks|months) (?:earlier|later)\b|\W*in {_MONTHS}\b",
    re.IGNORECASE,
)
"""A sentence that opens with another time tells of another event: "Two weeks later the army ..."."""
_LATER_ON = re.compile(
    r"\W*(?:an?|\d+|some|several|a few|the)? ?(?:\w+ (?:later|after)\b|(?:following|next) day\b)", re.I
)
_TALLY = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous) (?:\w+ )?(?:hours|days?|weeks?|months?|years?)\b"
    r"|\bsince (?:the (?:\w+ ){0,2}(?:start|beginning|coup|war|invasion|offensive|conflict|revolution)|last"
    rf"|{_MONTHS}|(?:19|20)\d\d)\b"
    r"|\bso far this (?:year|month|week)\b|\bto date\b|\bmonths? of (?:the )?(?:war|fighting|conflict)\b"
    r"|\bin (?:a|\d+) (?:days?|weeks?|months?)\b(?! old\b)"
    r"|\b(?:during|over|in|within) (?:the|this) (?:review|same|whole) (?:period|week|month)\b|\breporting period\b"
    r"|\b(?:during|over|in) the (?:first|second|last) (?:\w+ ){0,2}(?:weeks|months|quarter|half)\b"
    r"|\bso far (?:in|this) \w+\b"
    rf"|\bbetween \d{{1,2}} (?:{_MONTHS} )?and \d{{1,2}} {_MONTHS}\b"
    r"|\b(?:this|each|every) year\b|\bannually\b"
    r"|\b(?:recorded|documented|verified|registered|counted)\b[^.;]*\blast year\b"
    r"|\bin the war\b|\btotal (?:\w+ )?(?:losses|casualties)\b",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"\W*(?:in (?:the )?)?(?:last|previous) year\b", re.IGNORECASE)
_COUNTRYWIDE = re.compile(
    r"\b(?:across|throughout|around|in) (?:the|this|that) (?:\S+ ){0,2}(?:country|nation)(?![\w'’])"
    r"|\bthe (?:country|nation)['’]?s (?:\w+ ){0,2}population\b|\bsince the (?:coup|uprising|revolution)\b"
    r"|\b(?:country|nation)wide\b|\bnationally\b|\bat (?:the )?national level\b"
    r"|\b(?:civil war|conflict|uprising|war) (?:\w+ ){0,3}(?:began|erupted|started|broke out)\b"
    r"|\b(?:since|in|of) the (?:\w+ )?(?:civil war|conflict|uprising)\b|\bin the (?-i:[A-Z]\w+(?:ian|an|i|ese)) war\b"
    r"|\byear(?:-| )(?:old )?(?:civil )?(?:war|conflict)\b"
    r"|\b(?:war|conflict) (?:that )?(?:has|had) (?:killed|claimed|left|displaced|uprooted|cost)\b"
    r"|\bfighting (?:that|which) (?:has|had) (?:killed|claimed|cost)\b|\b(?:killed|died|dead|lost) in the conflict\b"
    r"|\bmonths of (?:war|conflict)\b",
    re.IGNORECASE,
)
_TOWNFUL = 400_000
"""So many people are a country's or a region's, not those of a town that an incident was told of."""
_WARFUL = 100_000
"""So many dead are a war's, not those of an incident."""
_EVENTS = (
    "operation|battle|siege|massacre|offensive|campaign|assault|bombings?|shootings?|attacks?|ambush|airstrikes?|raids?"
)
_ARTICLE_ON = re.compile(
    rf"(?:The )?(?:\d{{4}} )?(?:[A-Z\d][\w'’.–-]* ){{0,4}}?((?i:{_EVENTS}))"
    r"(?: (?:of |on |at |in )?(?:the )?[A-Z][\w'’-]*){0,4}(?: \([^)]{0,80}\))?,? "
    r"(?:was|were|is|took place|began|occurred)\b"
)
_SPAN = re.compile(
    r"\b(?:during|over|in) the (?:first|second|last|past) (?:\w+ ){0,2}(?:weeks|months|quarter|half)\b", re.IGNORECASE
)
_REPORTED_OVER = re.compile(r"\b(?:reporting|review) (?:period|week|month)\b", re.IGNORECASE)
_THERE = re.compile(r"\bthere(?=[.,;]| on | last | since | this | in (?:\d|[A-Z][a-z]+ \d))")
_POINTS = re.compile(
    r"\b(?:[Tt]he|this|that|its|their) (?:[a-z-]+ )?(?:area|site|scene|town|city|village|camp|district|province"
    r"|region|place|enclave|neighbou?rhood|school|hospital|building|facility|hotel|market|prison|base|state|county|front)s?\b|\bhere\b"
)
_SAME_PLACE = re.compile(
    r"\b(?:at|in|on|near) the same (?:location|place|site|spot|area|town|village|city|street|road)\b"
)
_OF_THE_TOTAL = re.compile(
    r"\W*(?:(?:Of|Among) (?:these|those|them)|These|This (?:includes|included|comprises)|They (?:include|included)"
    r"|The (?:\w+ ){0,2}(?:structures|homes|houses|attacks|incidents|victims|dead|injured|casualties|cases)"
    r" (?:comprised?|included?|consist))\b"
)
_SAME_EVENT = re.compile(
    r"(?:the|this|that) (?:\w+ )?(?:attack|blast|explosion|bombing|incident|strike|raid|shelling|massacre|assault)s?\b"
    r"|[^.]{0,120}?\b(?:the|this|that) (?:\w+ )?(?:attack|blast|explosion|bombing|incident|strike|raid|massacre|assault"
    r"|killing|shooting|ambush|clash|encounter)(?:s|es)? (?:took place|happened|occurred|was carried out)\b",
    re.IGNORECASE,
)
_STATE_AGAIN = re.compile(
    r"\W*The (state|county|oblast|region)(?= (?:alone )?(?:has|had|have|lost|recorded|saw|reported|suffered)\b)"
)
_TOWN_AGAIN = re.compile(
    r"\b(?:the|this|that|same) (?:(?!of\b|in\b|and\b)[a-z-]+ ){0,2}?(citys?|town|village|province|governorate)\b"
    r"(?! of\b| council\b| hall\b)"
    r"|\b(?:in|across|throughout) the (state|oblast)(?=[.,;]| (?:and|since|on|this|over|by|as)\b)"
)
_FORCE_REPORTS = re.compile(
    r"(?:[A-Z][\w.-]*(?:['’]s)? ){0,4}(?i:army|military|forces|force|navy|command|headquarters|staff|guards?|corps"
    r"|brigades?|militia|rebels|insurgents|fighters|(?:defen[cs]e )?ministry|spokes\w+(?: [A-Z][\w.-]+){0,3})"
    r",?(?: \w+,)? "
    r"(?:said|says|claim(?:s|ed)|report(?:s|ed)|announced|boasted) (?:that )?"
    r"(?:it|they|he|she|its|their|[A-Z]\w+|some|about|around|over|at least|\d[\d,.]*) "
    r"(?:[\w,.-]+ ){0,4}?(?:had|have|has)\b"
)
"""A force sums up its own doings: "The army said it had struck 40 targets"."""
_ENEMY = re.compile(
    r"(?:the )?(?:losses of the )?enemy\b(?! position| fire)|(?:\w+ ){0,2}losses amounted to\b", re.IGNORECASE
)
_INTERVIEWED = re.compile(
    r"\b(?:interview(?:ed|s)|surveyed|analy[sz]ed|reviewed|examined|(?:spoke|talked) (?:to|with)) $"
)
_HOLDING = re.compile(r"\bhold(?:s|ing)?(?: (?:captive|hostage|prisoner))? $")
_STATE_SPEAKS = re.compile(
    r"([A-Z][\w.-]+(?: [A-Z][\w.-]+)?) (?:(?:has|had|have) )?"
    r"(?:said|says|claim(?:s|ed)|report(?:s|ed)|promised|pledged|announced|acknowledged|sent|sends)\b"
)
_HEADLINE = re.compile(r"[A-Z][a-z]+(?: [\w'’,-]+){0,14} (?:\w+s|at least|\d+)(?: [\w'’,-]+){1,12}")
_EVENT_AGAIN = re.compile(
    r"\bthe (?:\w+ )?(?:target|attack|blast|explosion|bombing|incident|strike|raid|shelling|massacre|assault|dead"
    r"|battle|ambush|shooting|victim|toll|site|operation|offensive|clash(?:e|es)?|gunmen|bomber)s?\b",
    re.IGNORECASE,
)


def opens_another(text: str, sentence: Sentence) -> bool:
    """True for a sentence that tells of another incident, or opens with another time ("Two weeks later ...")."""
    text = in_digits(text)
    if _NEW_INCIDENT.search(text, sentence.start, sentence.end):
        return True
    return sentence.role == "body" and bool(_ANOTHER_TIME.match(text, sentence.start, sentence.end))


def points_back(text: str, sentence: Sentence) -> bool:
    """True for a sentence that comes back to an event or a place: "in the area", "there", "at the scene"."""
    return (
        event_again(text, sentence)
        or is_there(text, sentence)
        or bool(_POINTS.search(text, sentence.start, sentence.end))
    )


def later_on(text: str, sentence: Sentence) -> bool:
    """True for "The next day, ...", "Two hours later ...": another time of what an account tells step by step."""
    return bool(_LATER_ON.match(in_digits(text), sentence.start, sentence.end))


def of_a_span(text: str, sentence: Sentence) -> bool:
    """True for what a report counts over months: "reached 49,000 children during the first six months of the year"."""
    return bool(_SPAN.search(text, sentence.start, sentence.end))


def of_a_report(text: str, sentence: Sentence) -> bool:
    """True for what a report counts over its own time: "23 were injured during the reporting period"."""
    return bool(_REPORTED_OVER.search(text, sentence.start, sentence.end))


def event_again(text: str, sentence: Sentence) -> bool:
    """True for a sentence that comes back to an event told of: "In the battle, 12 died, a witness in X said"."""
    return bool(_EVENT_AGAIN.search(text, sentence.start, sentence.end))


def event_of_article(text: str, sentence: Sentence) -> str:
    """The noun of the event that an article is about by its opening: "battle" for "The Battle of Qarah was ..."."""
    named = _ARTICLE_ON.match(text, sentence.start, sentence.end)
    return named.group(1).lower() if named is not None else ""


def is_there(text: str, sentence: Sentence) -> bool:
    """True for "A year later, a car bomb killed five people there."."""
    return bool(_THERE.search(text, sentence.start, sentence.end))


def same_place(text: str, sentence: Sentence) -> bool:
    """True for "in a separate incident at the same location": another event, where the one before was."""
    return bool(_SAME_PLACE.search(text, sentence.start, sentence.end))


def of_the_total(text: str, sentence: Sentence) -> bool:
    """True for a sentence that divides what the one before counts: "These included four arson attacks"."""
    return bool(_OF_THE_TOTAL.match(text, sentence.start, sentence.end))


def same_event(text: str, sentence: Sentence) -> bool:
    """True for a sentence that comes back to the event before: "The blast hit ...", "... the raid took place"."""
    return bool(_SAME_EVENT.match(text, sentence.start, sentence.end))


def countrywide(text: str, sentence: Sentence) -> bool:
    """True for "across the country", "since the war began": no town is meant."""
    return bool(_COUNTRYWIDE.search(text, sentence.start, sentence.end))


def beyond_a_town(text: str, sentence: Sentence, target: Target) -> bool:
    """True for what no single town saw: a total over a time, a state's account of its war, a million people."""
    if target.status == "cumulative" or _is_tally(text, sentence.start, sentence.end):
        return True
    return beyond_a_region(text, sentence, target)


@functools.lru_cache(maxsize=64)  # the figures of a sentence ask one after the other
def _is_tally(text: str, start: int, end: int) -> bool:
    if _LAST_YEAR.match(text, start, end):
        return True
    return bool(_TALLY.search(in_digits(text), start, end))


def beyond_a_region(text: str, sentence: Sentence, target: Target) -> bool:
    """True for a state's account of its war and for a million people, wherever the text is set."""
    if _a_state_speaks(text, sentence.start, sentence.end) or _a_force_sums_up(text, sentence, target):
        return True
    if target.domain != "people":
        return False
    return _at_least(target, _TOWNFUL) or of_a_war(text, target)


def told_again(text: str, sentence: Sentence) -> list[Again]:
    """Where a sentence comes back to a place by its kind, also as a subject: "The city lost three more"."""
    found = _TOWN_AGAIN.search(text, sentence.start, sentence.end)
    found = found or _STATE_AGAIN.match(text, sentence.start, sentence.end)
    if found is None:
        return []
    return [Again(found.start(), found.end(), (found.group(1) or found.groups()[-1]).removesuffix("s"))]


def are_headlines(text: str, before: Sentence, here: Sentence) -> bool:
    """True for two headlines one under the other, which tell of two events."""
    return is_headline(text, before) and is_headline(text, here)


def is_headline(text: str, sentence: Sentence) -> bool:
    """True for a line of its own that tells an event without a full stop: "Missile hits Odesa port"."""
    words = text[sentence.start : sentence.end]
    alone = text[sentence.end : sentence.end + 1] in ("", "\n") and text[sentence.start - 1 : sentence.start] in (
        "",
        "\n",
    )
    return alone and sentence.list_header is None and _HEADLINE.fullmatch(words) is not None


def _a_force_sums_up(text: str, sentence: Sentence, target: Target) -> bool:
    """True for what a force says that it did or holds, and for people asked: none of it is tied to the place before."""
    harmed = target.outcome in ("killed", "injured", "casualties") and target.domain == "people"
    if (told := _force_tells(text, sentence.start, sentence.end, harmed)) is not None:
        return told
    before = text[max(sentence.start, target.start - 40) : target.start]
    return bool(_INTERVIEWED.search(before)) or (target.outcome == "captured" and bool(_HOLDING.search(before)))


@functools.lru_cache(maxsize=64)
def _force_tells(text: str, start: int, end: int, harmed: bool) -> bool | None:
    """Whether the force that a sentence opens with leaves "the strike" unsaid; ``None`` where it opens with none.

    Whom a force says it ``harmed`` may well be of the event; "the enemy" opens a summary in any case.
    """
    opening = _ENEMY.match(text, start, end)
    if opening is None and not harmed:
        opening = _FORCE_REPORTS.match(text, start + 4 * text.startswith("The ", start), end)
    return None if opening is None else not _EVENT_AGAIN.search(text, opening.end(), end)


def of_a_war(text: str, target: Target) -> bool:
    """True for as many dead as only a whole war has: "more than 400,000 people", "hundreds of thousands"."""
    if target.domain != "people" or target.outcome not in ("killed", "casualties"):
        return False
    return _at_least(target, _WARFUL)


def _at_least(target: Target, number: int) -> bool:
    """Whether the figure, or what its vague words stand for, comes to so many."""
    low, _, _ = conventions.apply(target.quantity)
    value = max((v for v in (low, target.quantity.value_from, target.quantity.value_to) if v is not None), default=0)
    return value >= number


@functools.lru_cache(maxsize=64)
def _a_state_speaks(text: str, start: int, end: int) -> bool:
    """True for "Georgia said it lost 300 men", unless it comes back to the event: "Georgia said the target ..."."""
    opening = _STATE_SPEAKS.match(text, start, end)
    if opening is None or opening.group(1).lower() not in countries():
        return False
    return not _EVENT_AGAIN.search(text, opening.end(), end)
