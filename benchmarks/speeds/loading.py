"""Assertions a second from lines of JSON into tables, checks on: what one loader keeps up with."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.speeds.common import documents, table
from extractors.model import Document
from extractors.reader import Reader
from warehouse.load import load_batch
from warehouse.quarantine import validate_batch
from warehouse.references import code_sets
from warehouse.runs import Run
from warehouse.schemas import assertions_frames, documents_frame
from warehouse.store import open_warehouse, prepare, start_run

BATCH = 20_000
GOAL = 100_000


def measure(quick: bool) -> dict[str, Any]:
    """Rows a second of processor time of each step, over batches of real assertions with ids of their own."""
    read = list(
        Reader().read(Document(d["id"], d["text"], d["source"], d["date"]) for d in documents(60 if quick else 200))
    )
    real = [(d, [a.to_record() for a in found]) for d, found in read if found]
    spent = {"frames": 0.0, "checks": 0.0, "load": 0.0}
    rows = 0
    with tempfile.TemporaryDirectory() as name, open_warehouse(Path(name) / "w.duckdb") as con:
        prepare(con)
        job = Run("20260101T000000-0000", "grammar", "0", "0", "{}", Path(name))
        start_run(con, job)
        for batch in range(2 if quick else 11):
            if batch == 1:  # the first loads the libraries
                spent, rows = dict.fromkeys(spent, 0.0), 0
            texts, lines = _batch(real, batch)
            began = time.process_time()
            frames = assertions_frames(map(json.loads, lines))
            delivered = documents_frame(texts)
            spent["frames"] += time.process_time() - began
            began = time.process_time()
            checked = validate_batch(delivered, *frames, code_sets())
            spent["checks"] += time.process_time() - began
            if len(checked.quarantine):
                raise RuntimeError(f"{len(checked.quarantine)} rows of the benchmark fail their checks")
            began = time.process_time()
            rows += load_batch(con, checked, job, f"{batch:04}").assertions
            spent["load"] += time.process_time() - began
    found = {step: rows / seconds for step, seconds in spent.items()} | {"all": rows / sum(spent.values())}
    table([{"step": step, "assertions a second": round(rate)} for step, rate in found.items()])
    print(f"{rows:,} assertions with their attributions; goal {GOAL:,} a second")
    return {"rows": rows, "goal": GOAL, "a_second": found}


def _batch(real: list[tuple[Document, list[dict[str, Any]]]], batch: int) -> tuple[list[dict[str, Any]], list[str]]:
    """As many documents as make a batch, each with an id of its own, and their assertions as lines of JSON."""
    texts: list[dict[str, Any]] = []
    lines: list[str] = []
    copy = 0
    while len(lines) < BATCH:
        for document, assertions in real:
            own = f"{document.document_id}-{batch}-{copy}"
            texts.append({"document_id": own, "text": document.text, "source": document.source, "date": document.date})
            for number, record in enumerate(assertions):
                other = {"document_id": own, "assertion_id": f"{own}-{number}", "subset_of": None, "change_of": None}
                lines.append(json.dumps({**record, **other}))
        copy += 1
    return texts, lines
