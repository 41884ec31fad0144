"""What a quantity counts: the noun phrase beside it and the class that its words support."""

from extractors.counted.classes import people_near
from extractors.counted.reading import count, inherit

__all__ = ["count", "inherit", "people_near"]
