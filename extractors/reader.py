"""The reader that the program uses unless told otherwise: documents in, assertions out."""

from extractors.readers.grammar import NAME as EXTRACTOR
from extractors.readers.grammar import VERSION as EXTRACTOR_VERSION
from extractors.readers.grammar import Reader

__all__ = ["EXTRACTOR", "EXTRACTOR_VERSION", "Reader"]
