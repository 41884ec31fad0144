"""What can go wrong that the user can mend: said in one sentence, never as a traceback."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator


class UserError(Exception):
    """Input, usage or surroundings that the user can put right; the text is the sentence shown (exit code 2)."""


class RunFailed(Exception):
    """A run that began and could not end, with the sentence that says what to do next (exit code 1)."""


@contextlib.contextmanager
def needs_extra(name: str, or_else: str = "") -> Iterator[None]:
    """Around imports that an optional part of the installation brings; ``or_else`` says what does without."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UserError(
            f"this command needs {error.name}, which is not installed: pip install 'conflict-figures[{name}]'{or_else}."
        ) from error
