"""What happened to a counted thing: verb, noun and adjective frames, by word order first, then by the parse."""

from extractors.outcomes.figure import HARM, Figure, fit
from extractors.outcomes.reading import OutcomeReader

__all__ = ["HARM", "Figure", "OutcomeReader", "fit"]
