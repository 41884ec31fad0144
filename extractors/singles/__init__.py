"""Single people and things without a number word: "a child was killed", "a launcher was destroyed", a named person."""

from extractors.singles.reading import candidates

__all__ = ["candidates"]
