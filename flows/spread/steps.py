"""The step of a run that a cluster does: batches on disk in, what was found in them on disk out, as ``steps.extract``.

Documents go out and assertions come back as shards, files at a place that all machines see: only their paths and counts
go over the wire. A shard that is there already, from a run that broke off, is not read again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from flows.spread.config import ClusterConfig, chosen
from flows.steps import Job, folder_of, keep_found

Tell = Callable[[str], None]


def spread(job: Job, batches: Sequence[str], tell: Tell = lambda sentence: None) -> int:
    """Has the cluster of the settings read all batches; how many assertions they hold."""
    from flows.spread import cluster, shards, work

    config = _cluster(job)
    own = work.version(job.settings)
    tasks = []
    for batch in batches:
        lines = _documents(job, batch)
        documents = shards.documents_path(config.shards, shards.name_of([json.loads(line) for line in lines]))
        shards.write_documents(documents, lines)
        tasks.append(work.Task(documents, _found_path(job, batch), job.settings, own))
    done = cluster.read(tasks, config, tell)
    for batch, task in zip(batches, tasks, strict=True):
        keep_found(job, batch, shards.read_found(task.found))
        shards.remove([task.documents])
    return sum(each.assertions for each in done)


def let_go(job: Job, batch: str) -> None:
    """Removes the shard of a batch that is in the warehouse."""
    from flows.spread import shards

    shards.remove([_found_path(job, batch)])


def _cluster(job: Job) -> ClusterConfig:
    config = chosen(job.settings)
    assert config is not None, "a step for runs with a cluster"
    return config


def _documents(job: Job, batch: str) -> list[str]:
    with (folder_of(job, batch) / "documents.jsonl").open(encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


def _found_path(job: Job, batch: str) -> str:
    from flows.spread import shards, work

    name = shards.name_of([json.loads(line) for line in _documents(job, batch)])
    own = work.version(job.settings)
    return shards.found_path(_cluster(job).shards, name, own.reader, own.version, own.lexicon)
