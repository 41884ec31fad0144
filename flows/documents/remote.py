"""Files that are elsewhere: in goes an fsspec URL (``s3://bucket/folder``), out come its files as sources.

Web pages are none of these: they are fetched as sources, with manners (``figures sources``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from flows.documents.kinds import reason_to_pass_over
from flows.documents.model import PASSED_OVER, WHOLE_TIMES, Options, Problem, Source, too_long

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_url(path: str) -> bool:
    """Whether a path is a URL.

    >>> is_url("s3://bucket/a.txt"), is_url("reports/a.txt"), is_url("c:/reports")
    (True, False, False)
    """
    return _URL.match(path) is not None


def sources(url: str, options: Options) -> Iterator[Source | Problem]:
    """The file that a URL names, or those of the folder, sorted."""
    if url.lower().startswith(("http://", "https://")):
        yield Problem(url, "web pages are read as sources: `figures sources try URL`.")
        return
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(url)
        scheme = url.partition("://")[0]
        folder = system.isdir(path)
        paths = sorted(system.find(path)) if folder else [path]
    except ImportError as error:
        yield Problem(url, f"to read this, install its package: {error}.")
        return
    except Exception as error:  # each file system has errors of its own
        yield Problem(url, f"cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:160]}).")
        return
    if not paths:
        yield Problem(url, "there is no file in this folder.")
    for each in paths:
        yield _source(system, each, f"{scheme}://{each.lstrip('/') if scheme != 'file' else each}", folder, options)


def _source(system: Any, path: str, shown: str, in_folder: bool, options: Options) -> Source | Problem:
    suffix = PurePosixPath(path).suffix.lower()
    if in_folder and (reason := reason_to_pass_over(suffix)) is not None:
        return Problem(shown, reason, check=PASSED_OVER)
    most = options.max_bytes * WHOLE_TIMES
    try:
        with system.open(path, "rb") as stream:
            data = stream.read(most + 1)
    except Exception as error:
        return Problem(shown, f"cannot be read ({type(error).__name__}: {' '.join(str(error).split())[:160]}).")
    if len(data) > most:
        return Problem(shown, too_long(most))
    return Source(io.BufferedReader(io.BytesIO(data)), shown, suffix, options)
