"""Quantities in running English: numbers with their bounds, vague words, asserted zeros, measures."""

from extractors.quantities.reader import find, read

__all__ = ["find", "read"]
