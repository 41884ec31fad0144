"""Which cluster reads, and where its shards go: the command line, the environment or ``[cluster]`` of figures.toml.

[cluster]
address = "tcp://scheduler.example:8786"   # or "local": processes on this machine
shards = "s3://bucket/figures"             # an fsspec URL that this machine and every worker can write to
workers = 4                                # of "local"
wait_seconds = 30
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.errors import UserError
from flows.settings import Settings
from flows.sources import config

LOCAL = "local"


@dataclass(frozen=True, slots=True)
class ClusterConfig:
    """The table ``[cluster]``. ``shards`` may be empty: then they lie in the home folder."""

    address: str = LOCAL
    shards: str = ""
    workers: int = 0
    wait_seconds: float = 30.0


def chosen(settings: Settings) -> ClusterConfig | None:
    """The cluster that a run is to use, ``None`` for none. Raises ``UserError`` for an address that is none.

    >>> from pathlib import Path
    >>> settings = Settings(Path("home"), Path("w"), Path("e"), cluster="local", workers=3)
    >>> chosen(settings).workers, chosen(settings).shards
    (3, 'home/shards')
    """
    told = config.load(settings.config).cluster
    if settings.cluster is None and not told:
        return None
    found: ClusterConfig = config.made(settings.config, ClusterConfig, told, "[cluster]")
    address = settings.cluster or found.address
    if address != LOCAL and "://" not in address:
        raise UserError(f"{address!r} is no cluster; write local, or a scheduler's address such as tcp://host:8786.")
    return ClusterConfig(
        address,
        settings.shards or found.shards or str(settings.home / "shards"),
        int(found.workers) or settings.workers,
        found.wait_seconds,
    )
