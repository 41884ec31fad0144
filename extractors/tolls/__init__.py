"""What one document as a whole says an outcome of its main event amounted to; see ``docs/tolls.md``."""

from extractors.tolls.reading import tolls
from extractors.tolls.toll import Evidence, OriginToll, Toll

__all__ = ["Evidence", "OriginToll", "Toll", "tolls"]
