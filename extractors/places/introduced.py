"""Places that the text itself introduces, whether a gazetteer has them or not: "Vrelo Grad, a town on the Una".

In: a text. Out: the names that it calls a town, village or camp, and the one that its heading names as where a battle,
siege or massacre was.
"""

from __future__ import annotations

import re

_NAME = r"(?P<name>[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|(?:al|el|de|del|di)[ -][A-Z][\w'’-]+)){0,3})"
_KIND = (
    r"(?:town|city|village|hamlet|settlement|suburb|neighbou?rhood|quarter|district|municipality|commune|county|"
    r"township|port|island|crossing|camp|oasis|valley)"
)
_GOES_ON = (
    r"(?= (?:of|on|in|near|at|with|where|that|which|whose|some|about|under|between|along|just|by|held|and)\b"
    r"| (?:north|south|east|west)|[,.;:)]|$)"
)
"""What follows the kind: "a town on the border", not "a town councillor"."""
_APPOSED = re.compile(rf"\b{_NAME}, (?:a|an|the) (?:[\w'’-]+ ){{0,3}}?{_KIND}{_GOES_ON}")
_EVENT = r"(?:Siege|Battle|Massacre|Fall|Shelling|Bombardment|Liberation|Defen[cs]e|Sack|Encirclement|Blockade)"
_ATTACK = r"(?:Bombing|Airstrike|Air strike|Raid|Ambush|Clashes|Fighting|Offensive|Explosion|Attack)"
_HEADED = re.compile(rf"\s*(?:The )?(?:{_EVENT} (?:of|in|at|for)|{_ATTACK} (?:in|at|near)) {_NAME}(?= *(?:\n|$|[,(]))")


def introduced_names(text: str) -> frozenset[str]:
    """The names of places that the text introduces as such.

    >>> sorted(introduced_names("Siege of Vrelo Grad\\n\\nVrelo Grad held out. They fled to Orvin, a small port."))
    ['Orvin', 'Vrelo Grad']
    >>> introduced_names("Killing of Adem Sule\\n\\nAdem Sule, a town councillor, was shot by a city official.")
    frozenset()
    """
    found = {match["name"] for match in _APPOSED.finditer(text)}
    if headed := _HEADED.match(text):
        found.add(headed["name"])
    return frozenset(found)
