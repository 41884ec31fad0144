"""What happened to a counted thing: verb, noun and adjective frames, by word order first, then by the parse."""

from extractors.outcomes.candidate import HARM, Candidate, fit
from extractors.outcomes.reading import OutcomeReader, speaks_of_singles

__all__ = ["HARM", "Candidate", "OutcomeReader", "fit", "speaks_of_singles"]
