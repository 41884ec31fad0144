"""Where it happened: the place that the text gives for each figure, and its gazetteer entry.

The walk: names in a sentence (``names``), what stands around them (``surroundings``), what each is to its sentence
(``mentions``), which one a figure takes (``reading``), and which entry it is (``gazetteer``, in the countries that
``context`` finds). See ``docs/places-and-dates.md`` for the rules with examples.
"""

from extractors.places.reading import locate

__all__ = ["locate"]
