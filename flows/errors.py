"""What can go wrong that the user can mend: said in one sentence, never as a traceback."""

from __future__ import annotations


class UserError(Exception):
    """Input, usage or surroundings that the user can put right; the text is the sentence shown (exit code 2)."""


class RunFailed(Exception):
    """A run that began and could not end, with the sentence that says what to do next (exit code 1)."""
