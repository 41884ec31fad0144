"""Addresses in web archives: in goes an address, out comes the one of the page that was archived there."""

from __future__ import annotations

import re

# The Wayback Machine and those built like it (14 digits of time, perhaps a flag), and the domains of archive.today with
# the whole address behind the time.
_ARCHIVED = re.compile(
    r"https?://(?:web\.archive\.org/web|www\.webarchive\.org\.uk/wayback/archive|wayback\.archive-it\.org/\d+"
    r"|archive\.(?:today|ph|is|li|vn|fo|md)(?:/o/\w+)?)/(?:\d{4,14}(?:[a-z]{2}_)?/)?(https?:/{1,2}\S+)",
    re.IGNORECASE,
)


def archived(address: str | None) -> str | None:
    """The address of the page that an archive keeps at an address; ``None`` if that is no archive's.

    >>> archived("https://web.archive.org/web/20190305101112/https://ridge.example/raid?id=7")
    'https://ridge.example/raid?id=7'
    >>> archived("https://ridge.example/raid"), archived("https://archive.ph/AbCdE")
    (None, None)
    """
    match = _ARCHIVED.fullmatch(address or "")
    return re.sub(r"^(https?):/(?!/)", r"\1://", match[1]) if match else None
