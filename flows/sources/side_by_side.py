"""Several sources at once: names in, what each publishes out, in any order that is asked for.

Waiting for a slow host holds up the sources of that host and no other. One fetcher serves all, so that there is never
more than one request at a time to a host, whichever sources share it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Empty, SimpleQueue

from flows.documents.model import Draft, Fault, Options
from flows.sources.config import Config
from flows.sources.fetch import Fetcher
from flows.sources.read import SourceReader, fetcher_of

Items = list[tuple[Draft | Fault, str]]


class SideBySide:
    """Reads sources in a few threads, as many as ``[fetch] hosts_at_once`` says, from the first question on."""

    def __init__(self, config: Config, names: Sequence[str], options: Options) -> None:
        self._config, self._options = config, options
        self._names = list(dict.fromkeys(names))
        self._done = {name: threading.Event() for name in self._names}
        self._found: dict[str, Items | BaseException] = {}
        self._started = False

    def documents(self, name: str) -> Items:
        """The documents and faults of a source with the address of each. Raises what reading it raised."""
        self._start()
        self._done[name].wait()
        found = self._found.pop(name)
        if isinstance(found, BaseException):
            raise found
        return found

    def _start(self) -> None:
        if self._started:
            return
        self._started = True
        waiting: SimpleQueue[str] = SimpleQueue()
        for name in self._names:
            waiting.put(name)
        fetcher = fetcher_of(self._config)
        threads = min(max(1, self._config.fetching.hosts_at_once), len(self._names))
        last = threading.Barrier(threads, action=fetcher.close)

        def work() -> None:
            while True:
                try:
                    name = waiting.get_nowait()
                except Empty:
                    last.wait()
                    return
                try:
                    self._found[name] = self._read(name, fetcher)
                except BaseException as error:
                    self._found[name] = error
                finally:
                    self._done[name].set()

        for _ in range(threads):
            # Daemons: a run that is broken off does not wait for a host that does not answer.
            threading.Thread(target=work, daemon=True).start()

    def _read(self, name: str, fetcher: Fetcher) -> Items:
        reader = SourceReader(self._config, Path(self._options.home), self._options, fetcher)
        try:
            return list(reader.documents(name))
        finally:
            reader.close()
