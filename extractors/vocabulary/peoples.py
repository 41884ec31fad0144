"""Words for peoples: demonyms of ``countries.csv``, and of ``peoples.csv`` those that have no country of their own."""

from __future__ import annotations

from functools import cache

from seeds import reference


@cache
def demonyms() -> dict[str, str]:
    """Lower-case demonym ("syrian", "syrians") -> ISO 3166-1 alpha-2 of its country."""
    return {d.lower(): r["country"] for r in reference("countries") for d in r["demonyms"].split("|") if d}


@cache
def describing() -> frozenset[str]:
    """Lower-case words that say of whom or of what side somebody is: "Afghan", "Kurdish", "Western", "rebel".

    >>> {"afghan", "kurdish", "western"} <= describing(), describing().isdisjoint({"afghans", "these", "cheese"})
    (True, True)
    """
    singular = {word for word in demonyms() if not (word.endswith("s") and word[:-1] in demonyms())}
    return frozenset(singular | {r["word"] for r in reference("peoples")})
