"""Does the story go on? When a place told of before still holds for a figure that names none."""

from __future__ import annotations

import re

from extractors.model import Sentence, Target
from extractors.places.gazetteer import countries

_NEW_INCIDENT = re.compile(
    r"\b(?:elsewhere|separately|(?:an)?other (?:incident|attack)s?|(?:two|three) more incidents|in other news"
    r"|(?:an?|in) (?:separate|unrelated|different) (?:\w+ )?(?:incident|attack|strike|raid|operation|blast|shooting)s?"
    r"|in subsequent (?:\w+ )?(?:attack|strike|raid|operation)s?)\b",
    re.IGNORECASE,
)
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"  # of any year
_ANOTHER_TIME = re.compile(
    r"\W*(?:an?|one|two|three|four|five|\d+|some|several|a few|the) ?"
    r"(?:(?:hours?|days?|weeks?|months?|years?) (?:earlier|later|before|after)\b|(?:previous|following|next) day\b)"
    rf"|\W*(?:hours|days|weeks|months) (?:earlier|later)\b|\W*in {_MONTHS}\b",
    re.IGNORECASE,
)
"""A sentence that opens with another time tells of another event: "Two weeks later the army ..."."""
_TALLY = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous) (?:\w+ )?(?:hours|days?|weeks?|months?|years?)\b"
    r"|\bsince (?:the (?:\w+ ){0,2}(?:start|beginning|coup|war|invasion|offensive|conflict|revolution)|last"
    rf"|{_MONTHS}|(?:19|20)\d\d)\b"
    r"|\bso far this (?:year|month|week)\b|\bto date\b|\bmonths? of (?:the )?(?:war|fighting|conflict)\b"
    r"|\bin the war\b|\btotal (?:\w+ )?(?:losses|casualties)\b",
    re.IGNORECASE,
)
_COUNTRYWIDE = re.compile(
    r"\b(?:across|throughout|around|in) (?:the|this|that) (?:\S+ ){0,2}(?:country|nation)(?![\w'’])"
    r"|\b(?:country|nation)wide\b"
    r"|\b(?:civil war|conflict|uprising|war) (?:\w+ ){0,3}(?:began|erupted|started|broke out)\b"
    r"|\b(?:since|in|of) the (?:\w+ )?(?:civil war|conflict|uprising)\b"
    r"|\byear(?:-| )(?:old )?(?:civil )?(?:war|conflict)\b"
    r"|\b(?:war|conflict) (?:that )?(?:has|had) (?:killed|claimed|left|displaced|uprooted|cost)\b",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"\b[mb]illions?\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d, .]*\d")
_TOWNFUL = 400_000
"""So many people are a country's or a region's, not those of a town that an incident was told of."""
_SAME_EVENT = re.compile(
    r"(?:the|this|that) (?:\w+ )?(?:attack|blast|explosion|bombing|incident|strike|raid|shelling|massacre|assault)s?\b",
    re.IGNORECASE,
)
_STATE_SPEAKS = re.compile(
    r"([A-Z][\w.-]+(?: [A-Z][\w.-]+)?) (?:(?:has|had|have) )?"
    r"(?:said|says|claim(?:s|ed)|report(?:s|ed)|promised|pledged|announced|acknowledged|sent|sends)\b"
)
_EVENT_AGAIN = re.compile(
    r"\bthe (?:\w+ )?(?:target|attack|blast|explosion|bombing|incident|strike|raid|shelling|massacre|assault|dead"
    r"|victim|toll|site|operation)s?\b",
    re.IGNORECASE,
)


def opens_another(text: str, sentence: Sentence) -> bool:
    """True for a sentence that tells of another incident, or opens with another time ("Two weeks later ...")."""
    if _NEW_INCIDENT.search(text, sentence.start, sentence.end):
        return True
    return sentence.role == "body" and bool(_ANOTHER_TIME.match(text, sentence.start, sentence.end))


def same_event(text: str, sentence: Sentence) -> bool:
    """True for a sentence that opens with the event of the one before: "The blast took place in ..."."""
    return bool(_SAME_EVENT.match(text, sentence.start, sentence.end))


def countrywide(text: str, sentence: Sentence) -> bool:
    """True for "across the country", "since the war began": no town is meant."""
    return bool(_COUNTRYWIDE.search(text, sentence.start, sentence.end))


def beyond_a_town(text: str, sentence: Sentence, target: Target) -> bool:
    """True for what no single town saw: a total over a time, a state's account of its war, a million people."""
    if target.status == "cumulative" or _TALLY.search(text, sentence.start, sentence.end):
        return True
    return beyond_a_region(text, sentence, target)


def beyond_a_region(text: str, sentence: Sentence, target: Target) -> bool:
    """True for a state's account of its war and for a million people, wherever the text is set."""
    if _a_state_speaks(text, sentence):
        return True
    if target.domain != "people":
        return False
    number = _NUMBER.search(text, target.start, target.end)
    many = number is not None and int(re.sub(r"\D", "", number.group())) >= _TOWNFUL
    return many or bool(_MILLIONS.search(text, target.start, target.end))


def _a_state_speaks(text: str, sentence: Sentence) -> bool:
    """True for "Georgia said it lost 300 men", unless it comes back to the event: "Georgia said the target ..."."""
    opening = _STATE_SPEAKS.match(text, sentence.start, sentence.end)
    if opening is None or opening.group(1).lower() not in countries():
        return False
    return not _EVENT_AGAIN.search(text, opening.end(), sentence.end)
