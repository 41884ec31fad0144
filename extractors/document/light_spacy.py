"""spaCy without its command line: nothing in, the module ``spacy`` out.

``import spacy`` brings its command line along, with all that this needs: a third of the time to start. Two empty
modules stand for it meanwhile; whoever imports ``spacy.cli`` afterwards gets the real one.
"""

from __future__ import annotations

import sys
from functools import cache
from types import ModuleType

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


@cache
def spacy() -> ModuleType:
    """The module, imported once. Raises ``ImportError`` if it is not installed."""
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    for name in _COMMAND_LINE:
        stand_in = ModuleType(name)
        stand_in.__path__ = []  # a package, so that a module of it can be named
        stand_in.info = None  # type: ignore[attr-defined]
        sys.modules[name] = stand_in
    try:
        import spacy as module
    finally:
        for name in _COMMAND_LINE:
            del sys.modules[name]
    vars(module).pop("cli", None)
    return module
