"""The reader that the program uses unless told otherwise: documents in, assertions out."""

from extractors.readers.grammar import Reader

__all__ = ["Reader"]
