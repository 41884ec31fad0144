"""Status and scope of a figure, and whether the sentence says that it happened."""

from extractors.scope.reading import scope, stance

__all__ = ["scope", "stance"]
