"""What one document as a whole says an outcome of its main event amounted to."""

from extractors.tolls.reading import Toll, tolls

__all__ = ["Toll", "tolls"]
