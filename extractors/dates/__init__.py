"""When it happened: the date of each figure as an interval of ISO days, counted from the day of publication.

The walk: the day of publication (``publication``), the words for dates and periods (``expressions``), which one a
figure takes (``reading``). See ``docs/places-and-dates.md`` for the rules with examples.
"""

from extractors.dates.publication import publication_date
from extractors.dates.reading import date_events

__all__ = ["date_events", "publication_date"]
