"""Whether a voice still goes on in a sentence that names none.

The signals are rows of ``seeds/reference/continuity_cues.csv``: another day or event and hearsay end a voice;
"another", "the attack", "of those" show that the same event is still told; a sentence in the present tense is
the outlet's background.
"""

from __future__ import annotations

import re

from seeds import reference

_OPENING = 40
"""Characters of a sentence that show what it is about."""


def _signal(name: str, opening: bool = False) -> re.Pattern[str]:
    patterns = [row["pattern"] for row in reference("continuity_cues") if row["signal"] == name]
    # a capital inside a sentence opens the next one, glued to it where a heading lost its line
    begin = r"(?:^\W*|(?<=\s)(?-i:(?=[A-Z])))" if opening else r"\b"
    return re.compile(begin + r"(?:" + "|".join(patterns) + r")\b", re.IGNORECASE)


_HEARSAY = _signal("hearsay")
_OTHER_TIME = _signal("other_time")
_OTHER_EVENT = _signal("other_event", opening=True)
_PRESENT = _signal("present")
_PAST = _signal("past")
_SAME_EVENT = _signal("same_event")


def goes_on(sentence: str, *, near: bool) -> bool:
    """Whether a sentence without a cue is still said by the voice before it.

    ``near`` is for the sentence directly behind that voice in the same paragraph: it goes on unless something shows
    that it stopped. Farther off, something must show that the same event is still told.

    >>> goes_on("Another 20 were wounded.", near=False), goes_on("On Friday a bomb killed two.", near=True)
    (True, False)
    """
    if _HEARSAY.search(sentence) or _OTHER_EVENT.search(sentence) or _OTHER_TIME.search(sentence):
        return False
    present, past = _PRESENT.search(sentence), _PAST.search(sentence)
    if present is not None and (past is None or present.start() < past.start()):
        return near and bool(_SAME_EVENT.search(sentence[:_OPENING]))
    return near or bool(_SAME_EVENT.search(sentence))


def tells_of(speaker: str, sentence: str) -> bool:
    """Whether a sentence tells of the speaker, who then is not the one who tells.

    >>> tells_of("a farmer named Omar Saleh", "Saleh lost two sons in the raid.")
    True
    """
    name = speaker.split()[-1]
    return name[:1].isupper() and not name.isupper() and sentence.startswith((name + " ", name + ","))
