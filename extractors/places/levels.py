"""What kind of place a name is, and how closely each kind says where something was."""

from __future__ import annotations

from extractors.places.words import NameSpan, words

LEVELS = {"country": 0, "region": 1, "admin": 2, "area": 3, "district": 4, "town": 4, "site": 5, "neighbourhood": 5}
"""How specific a kind of place is: the most specific of a phrase is the place ("Bab Touma in Damascus")."""

_KINDS = {"village": "town", "camp": "town", "base": "site", "airport": "site", "hospital": "site", "desert": "area"}


def kind_of(run: NameSpan) -> str:
    """The kind of place by its entry and head noun: a key of ``LEVELS``."""
    if run.found.kind == "country":
        return "country"
    head = run.head_after or (run.head_before if run.found.kind != "admin" else None)
    if head:
        return words("head")[head]
    kind = _KINDS.get(run.found.kind or "town", run.found.kind or "town")
    return kind if kind in LEVELS else "area"
