"""Notes at which moment of its work a command is, so that `benchmarks.faults` can kill it there and say so.

Python imports this at its start where `benchmarks.faults` has put the folder into PYTHONPATH. Each time one of the
functions below is entered or left, a line goes to the file named by FIGURES_MOMENTS: seconds of the machine's clock,
and the moment. The program itself knows nothing of this.
"""

from __future__ import annotations

import functools
import os
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

MOMENTS = {
    "flows.steps": dict.fromkeys(("ingest", "extract", "validate", "load", "compare", "export", "publish", "finish")),
    "warehouse.migrate": {"migrate": None, "update_views": "migrate"},
    "warehouse.backup": {"backup": None},
}
"""Functions by module, with the name of the moment where it is not that of the function."""

_within = ["start"]


def note(moment: str) -> None:
    """Add a line to the file of moments, if one is named."""
    if path := os.environ.get("FIGURES_MOMENTS"):
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        os.write(file, f"{time.monotonic()} {moment}\n".encode())
        os.close(file)


def noted(function: Callable[..., Any], moment: str) -> Callable[..., Any]:
    """The function, with a note when it is entered and when it is left."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        _within.append(moment)
        note(moment)
        try:
            return function(*args, **kwargs)
        finally:
            _within.pop()
            note(_within[-1] if len(_within) > 1 else "between")

    return wrapped


class Finder(MetaPathFinder):
    """Finds the modules above as they are found anyway, and has their functions noted once they are loaded."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in MOMENTS:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader.exec_module = functools.partial(_load, spec.loader.exec_module)  # type: ignore[method-assign]
                return spec
        return None


def _load(load: Callable[[ModuleType], None], module: ModuleType) -> None:
    load(module)
    for name, moment in MOMENTS[module.__name__].items():
        setattr(module, name, noted(getattr(module, name), moment or name))


sys.meta_path.insert(0, Finder())
if sys.orig_argv[1:2] and sys.orig_argv[1].endswith("/figures"):  # the command itself, no server that it starts
    note("start")
