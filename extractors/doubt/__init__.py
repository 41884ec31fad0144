"""A second reader for doubt: how likely the words around a figure make the outcome that the rules found.

It never changes a reading. Where it disagrees with the rules, the row is less sure and is put up for review.
"""

from extractors.doubt.model import is_doubted, probability

__all__ = ["is_doubted", "probability"]
