"""What survives: runs killed at random moments, disks that are full, bits that flip. `make faults`, within an hour.

Each fault hits a run over a few invented reports. Afterwards an undisturbed run finishes the work, and its warehouse is
compared with one that was never disturbed: nothing may be lost, doubled or half there, and no process, work folder or
part of a file may be left behind. Prints what was done and what went wrong, and ends with 1 if anything did.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from warehouse import WarehouseError, WarehouseUnreadable
from warehouse.ask import query
from warehouse.publication import published_copy

FIGURES = Path(sys.executable).with_name("figures")
MARK = "FIGURES_FAULT"
"""Set in the environment of everything that is started here: by it what was left behind is found."""
BETWEEN = 3
"""Kills before the work is finished and compared: the next run also has to cope with what two kills left."""

PLACES = ("Homs", "Hama", "Idlib", "Aleppo", "Raqqa", "Daraa", "Palmyra", "Manbij")
SENTENCES = (
    "Shelling killed at least {n} people in {place} on Monday, the governor said. Two bridges were destroyed.",
    "A doctor in {place} said that {n} people had been killed and about {m} wounded on Monday.",
    "Some {n} fighters were captured near {place}, a commander told Radio Orva. Nobody was hurt.",
)
CONTENT = (
    "select * exclude (run_id, loaded_at, version_hash) from assertions where is_current order by all",
    "select document_id, text from documents where is_current order by all",
    "select assertion_id, hop, actor_text, cue from attributions where is_current order by all",
    "select figure_id, verdict from comparison order by all",
)


class Bench:
    """One folder with reports, a warehouse, and counts of what was done to it and of what went wrong."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.reports = folder / "reports"
        self.reports.mkdir()
        for number in range(24):
            place, words = PLACES[number % len(PLACES)], SENTENCES[number % len(SENTENCES)]
            text = words.format(n=number + 3, m=number + 11, place=place)
            head = f"---\noutlet: Outlet {number}\ndate: 2021-05-04\n---\n"
            (self.reports / f"{number:02}.md").write_text(head + text + "\n", encoding="utf-8")
        began = time.monotonic()
        self.run(self.home("undisturbed"), check=True)
        self.seconds = time.monotonic() - began
        self.right = self.content(self.home("undisturbed"))

    def home(self, name: str) -> Path:
        return self.folder / name

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        return {**os.environ, "FIGURES_HOME": str(home), MARK: str(self.folder), "FIGURES_BATCH_DOCUMENTS": "6", **more}

    def command(self, *more: str) -> list[str]:
        return [str(FIGURES), "run", str(self.reports), *(more or ("--plain",))]

    def run(self, home: Path, *, check: bool = False, **options: object) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(),
            env=self.environment(home),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
            **options,  # type: ignore[call-overload]
        )
        if check and done.returncode:
            raise SystemExit(f"an undisturbed run fails:\n{done.stderr}")
        return done

    def content(self, home: Path) -> list[str]:
        return [json.dumps(query(home / "warehouse.duckdb", sql).rows, default=str) for sql in CONTENT]

    def finish(self, home: Path, after: str) -> None:
        """Finish the work undisturbed and compare; what differs or was left is recorded."""
        done = self.run(home)
        if done.returncode:
            self.wrong.append(f"{after}: the next run ends with {done.returncode}: {done.stderr.strip()[-300:]}")
        elif self.content(home) != self.right:
            self.wrong.append(f"{after}: rows are lost, doubled or other than undisturbed")
        for file in [*home.rglob("*.part"), *home.rglob("*.wal"), *home.rglob("*.body")]:
            self.wrong.append(f"{after}: left behind: {file.name}")
        work = home / "work"
        if work.is_dir() and any(work.iterdir()):
            self.wrong.append(f"{after}: left behind: {', '.join(p.name for p in work.iterdir())}")
        shutil.rmtree(home, ignore_errors=True)

    def leftovers(self, after: str) -> None:
        """Processes that were started here and still live a while after what started them is gone."""
        for _ in range(60):
            left = list(_marked(str(self.folder)))
            if not left:
                return
            time.sleep(0.25)
        self.wrong.append(f"{after}: {len(left)} processes are left")
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def kills(
    bench: Bench, number: int, kind: str, start: Callable[[Path], subprocess.Popen[bytes]], longest: float
) -> None:
    """Kill what ``start`` starts at random moments: its main process alone or its whole group, in turns."""
    home = bench.home(kind)
    for turn in range(number):
        process = start(home)
        time.sleep(bench.random.uniform(0, longest))
        whole = bool(turn % 2)
        with contextlib.suppress(ProcessLookupError):
            if whole:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        after = f"{kind}, kill {turn + 1} ({'group' if whole else 'main process'})"
        bench.done[f"kills, {kind}"] += 1
        bench.leftovers(after)
        if turn % BETWEEN == BETWEEN - 1 or turn == number - 1:
            bench.finish(home, after)
        _progress(bench)


def served(bench: Bench, number: int) -> None:
    """Kill `figures serve` with whatever run it has begun; a server of its own schedules them, and goes on.

    Afterwards the schedule has to fire: a dead run holds no slot.
    """
    if not number:
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/api"
    quick = {
        "PREFECT_HOME": str(bench.folder / "prefect"),
        "PREFECT_API_URL": url,
        "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    }
    server = subprocess.Popen(  # without the mark: it is not to be found among what was left
        [str(FIGURES.with_name("prefect")), "server", "start", "--port", str(port)],
        env={**os.environ, **quick},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    serve = [str(FIGURES), "serve", str(bench.reports), "--interval", "20s", "--name", "faults"]

    def started(home: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            serve,
            env=bench.environment(home, **quick),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    try:
        if not _until(lambda: _answers(f"{url}/health"), 120):
            bench.wrong.append("served: Prefect's server does not start")
            return
        kills(bench, number, "served", started, 12 + bench.seconds * 2)
        home = bench.home("served at last")
        last = started(home)
        finished = "select count(*) from runs where status = 'finished'"

        def ran() -> bool:
            with contextlib.suppress(WarehouseError):
                return bool(query(home / "warehouse.duckdb", finished).rows[0][0])
            return False

        if not _until(ran, 180):
            bench.wrong.append("served: after the kills the schedule does not fire any more")
        os.killpg(last.pid, signal.SIGTERM)
        last.wait()
        bench.leftovers("served at last")
        bench.finish(home, "served at last")
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _answers(url: str) -> bool:
    with contextlib.suppress(OSError):
        return urllib.request.urlopen(url, timeout=2).status == 200
    return False


def _until(what: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.5)
    return False


def full_disks(bench: Bench, number: int) -> None:
    """Runs without space: by a limit of file size, on a small file system, and on one that is read-only, in turns.

    Where mounting is refused, all of them by a limit of file size.
    """
    size = (bench.home("undisturbed") / "warehouse.duckdb").stat().st_size
    kinds = (_limited, _small, _read_only) if _may_mount(bench.folder) else (_limited,)
    for turn in range(number):
        home = bench.home("full")
        kind = kinds[turn % len(kinds)]
        after = f"full disk {turn + 1}, {kind.__doc__}"
        try:
            said = kind(bench, home, bench.random.randrange(0, size))
            bench.done[f"full disks, {kind.__doc__}"] += 1
            if "Traceback" in said:
                bench.wrong.append(f"{after}: a traceback: {said[-300:]}")
            bench.finish(home, after)
        finally:
            if home.is_mount():
                subprocess.run(["umount", home], check=True)
                home.rmdir()
        _progress(bench)


def _limited(bench: Bench, home: Path, most: int) -> str:
    """by a limit of file size"""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return bench.run(home, preexec_fn=limit).stderr


def _small(bench: Bench, home: Path, most: int) -> str:
    """on a small file system"""
    home.mkdir()
    _mount(home, f"size={max(most, 4096)}")
    said = bench.run(home).stderr
    _mount(home, "remount,size=1g")  # space was made
    return said


def _read_only(bench: Bench, home: Path, most: int) -> str:
    """on a read-only one"""
    home.mkdir()
    _mount(home, "size=1g")
    if most % 2:  # with a warehouse there already
        bench.run(home)
    _mount(home, "remount,ro")
    said = bench.run(home).stderr
    _mount(home, "remount,rw")
    return said


def _mount(home: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "figures-faults", home], check=True, capture_output=True)


def _may_mount(folder: Path) -> bool:
    place = folder / "mount"
    place.mkdir()
    try:
        _mount(place, "size=1m")
        subprocess.run(["umount", place], check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def flips(bench: Bench, number: int) -> None:
    """One bit of the finished warehouse is turned: the answers are right, or the file is called damaged."""
    sound = (published_copy(bench.home("undisturbed") / "warehouse.duckdb")).read_bytes()
    home = bench.home("flipped")
    home.mkdir()
    for _ in range(number):
        flipped = bytearray(sound)
        at = bench.random.randrange(len(sound))
        flipped[at] ^= 1 << bench.random.randrange(8)
        (home / "warehouse.duckdb").write_bytes(flipped)
        bench.done["bit flips"] += 1
        try:
            if bench.content(home) != bench.right:
                bench.wrong.append(f"bit flip at {at}: another answer")
        except WarehouseUnreadable:
            bench.done["bit flips, called damage"] += 1
        except Exception as error:
            bench.wrong.append(f"bit flip at {at}: {type(error).__name__}: {str(error)[:120]}")
    shutil.rmtree(home)


def _marked(folder: str) -> Iterator[int]:
    """Ids of living processes that were started here."""
    sign = f"{MARK}={folder}\0".encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            with contextlib.suppress(OSError):
                if sign in (entry / "environ").read_bytes() and b"State:\tZ" not in (entry / "status").read_bytes():
                    yield int(entry.name)


def _progress(bench: Bench) -> None:
    if sys.stderr.isatty():
        print(f"\r{sum(bench.done.values())} faults, {len(bench.wrong)} wrong ", end="", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plain", type=int, default=190, help="kills of plain runs (default: %(default)s)")
    parser.add_argument("--embedded", type=int, default=40, help="kills of runs with Prefect's embedded server")
    parser.add_argument("--served", type=int, default=40, help="kills of runs that a schedule began")
    parser.add_argument("--backups", type=int, default=40, help="kills of backups")
    parser.add_argument("--disks", type=int, default=100, help="runs on a full disk, or a read-only one")
    parser.add_argument("--flips", type=int, default=200, help="bit flips")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="figures-faults-") as folder:
        bench = Bench(Path(folder), given.seed)

        def started(home: Path, *more: str, command: Sequence[str] = ()) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                command or bench.command(*more),
                env=bench.environment(home),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

        def backing_up(home: Path) -> subprocess.Popen[bytes]:
            if not home.exists():
                bench.run(home, check=True)
            return started(home, command=[str(FIGURES), "backup", str(home / "saved.duckdb"), "--force"])

        kills(bench, given.plain, "plain", started, bench.seconds * 1.1)
        kills(bench, given.embedded, "embedded Prefect", lambda home: started(home, "--force"), bench.seconds * 3)
        served(bench, given.served)
        kills(bench, given.backups, "backup", backing_up, 2.0)
        full_disks(bench, given.disks)
        flips(bench, given.flips)
    for what, times in bench.done.items():
        print(f"{times:5}  {what}")
    print(f"{len(bench.wrong):5}  went wrong")
    for sentence in bench.wrong[:40]:
        print(f"       {sentence}")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
