"""Names of months and weekdays, from ``calendar_names.csv``: as numbers, and as regular expressions that find them."""

from __future__ import annotations

from seeds import reference


def _names(kind: str) -> tuple[str, ...]:
    return tuple(row["name"].lower() for row in reference("calendar_names") if row["kind"] == kind)


def _shortened(name: str) -> str:
    """A name in full or cut after three or four letters: "sep", "sept", "september"."""
    first, fourth, rest = name[:3], name[3:4], name[4:]
    longer = f"{fourth}(?:{rest})?" if rest else fourth
    return f"{first}(?:{longer})?" if longer else first


MONTH_NAMES = _names("month")
WEEKDAY_NAMES = _names("weekday")

MONTHS = {name[:n]: number for number, name in enumerate(MONTH_NAMES, 1) for n in (3, 4, len(name))}
"""Month names and their short forms, lower case -> 1 to 12."""
DAYS = {name[:3]: number for number, name in enumerate(WEEKDAY_NAMES)}
"""The first three letters of a weekday -> 0 for Monday to 6."""

MONTH_IN_FULL = f"(?:{'|'.join(MONTH_NAMES)})"
MONTH_ANY = f"(?:{'|'.join(map(_shortened, MONTH_NAMES))})"
"""Also cut short, without the full stop."""
MONTH = rf"{MONTH_ANY}\b\.?"
"""A month as a whole word, with the full stop of its short form."""
WEEKDAY = f"(?:{'|'.join(WEEKDAY_NAMES)})"
WEEKDAY_ANY = f"(?:{'|'.join(f'{n[:3]}(?:{n[3:-3]})?' if n[3:-3] else n[:3] for n in WEEKDAY_NAMES)})(?:day)?"
"""Also cut short: "Mon", "Tues", "Thurs"."""
