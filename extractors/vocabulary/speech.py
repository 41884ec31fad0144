"""Verbs of speech, by their forms: one table (``speech_cues.csv``) for all who ask whether somebody speaks here."""

from __future__ import annotations

from functools import cache

from extractors.vocabulary import lexicon
from seeds import reference

_STATING = frozenset({"say", "tell", "report", "accuse", "see"})


@cache
def stating() -> frozenset[str]:
    """Forms after which what somebody states follows, "according" too: "said", "recounted", "documented".

    >>> {"said", "recounted", "documented", "acknowledged", "according"} <= stating(), "struck" in stating()
    (True, False)
    """
    return frozenset({r["form"] for r in reference("speech_cues") if r["kind"] in _STATING} | {"according", "quoted"})


@cache
def plain() -> frozenset[str]:
    """Those of them that hardly mean anything else, so that they end a clause anywhere: not "found"."""
    rows = reference("speech_cues")
    forms = {r["form"] for r in rows if r["kind"] in {"say", "tell"} and not r["needs"]}
    return frozenset(forms | {"according", "quoted", "reports", "claims"}) - lexicon.words("also_speech")
