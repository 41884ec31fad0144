"""What survives: runs killed at each moment of their work, full disks, flipped bits. `make faults`, within an hour.

Each fault hits a run over a few invented reports. Afterwards an undisturbed run finishes the work, and its warehouse is
compared with one that was never disturbed: nothing may be lost, doubled or half there, and no process, work folder or
part of a file may be left behind. Prints what was done and what went wrong, and ends with 1 if anything did.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import select
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
from itertools import pairwise
from pathlib import Path
from typing import IO, Protocol

import duckdb

from warehouse import WarehouseError, WarehouseUnreadable
from warehouse.ask import query
from warehouse.ddl import create_table
from warehouse.migrate import FOLDER
from warehouse.publication import published_copy
from warehouse.store import open_warehouse, prepare
from warehouse.tables import MIGRATIONS

ROOT = Path(__file__).resolve().parent.parent
HOOKS = ROOT / "benchmarks" / "moments"
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

HELD = ("documents", "assertions", "attributions", "runs")
"""Tables of which an older warehouse keeps every row while it is brought to this version."""

NAMED = ("start", "ingest", "extract", "load", "compare", "export", "publish", "migrate", "backup")
"""The moments that have to be hit; `benchmarks/moments` notes them while a command works."""
OF_A_RUN = NAMED[:7]
LATE = 3
"""Turns in a row for one moment in which the command ended before it was hit, until another moment is tried."""


class Process(Protocol):
    """What can be killed and waited for: a process from the shell's way, or one that was forked ready to go."""

    pid: int

    def poll(self) -> int | None: ...
    def wait(self) -> int: ...


class Ready:
    """A process that has loaded everything and forks one for each command (``tests/warm.py``): it spares seconds."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes] | None = None) -> None:
        self.folder, self._process = folder, process or ready_to_fork()
        for name in ("in", "out", "err"):
            (folder / name).touch()

    def start(self, command: Sequence[str], environment: dict[str, str], most_bytes: int | None = None) -> Forked:
        """Fork a process that carries out the command; ``most_bytes``: how large a file it may write."""
        for name in ("out", "err"):
            (self.folder / name).write_bytes(b"")
        files = dict(
            zip(("stdin", "stdout", "stderr"), (str(self.folder / n) for n in ("in", "out", "err")), strict=True)
        )
        asked = {"command": list(command), "folder": str(self.folder), "environment": environment, "alone": True}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({**asked, **files, "most_bytes": most_bytes}).encode() + b"\n")
        return Forked(int(self._process.stdout.readline()), self._process.stdout)

    def said(self) -> str:
        """What the last command wrote to standard error."""
        return (self.folder / "err").read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def ready_to_fork() -> subprocess.Popen[bytes]:
    """The process that forks one for each command; in those, moments are noted where FIGURES_MOMENTS names a file."""
    command = [sys.executable, "-m", "tests.warm"]
    noting = {**os.environ, "PYTHONPATH": str(HOOKS)}
    return subprocess.Popen(command, cwd=ROOT, env=noting, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)


class Forked:
    """A command in a process that was forked for it."""

    def __init__(self, pid: int, ended: IO[bytes]) -> None:
        self.pid, self._ended, self._code = pid, ended, None

    _code: int | None

    def poll(self) -> int | None:
        if self._code is None and select.select([self._ended], [], [], 0)[0]:
            self.wait()
        return self._code

    def wait(self) -> int:
        if self._code is None:
            self._code = int(self._ended.readline())
        return self._code


class Bench:
    """One folder with reports, a warehouse, and counts of what was done to it and of what went wrong."""

    def __init__(
        self, folder: Path, seed: int, reports: int = 24, *, ready: Ready | None = None, empty: Path | None = None
    ) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.done: Counter[str] = Counter()
        self.hit: Counter[tuple[str, str]] = Counter()
        self.wrong: list[str] = []
        self.moments = folder / "moments"
        self.reports = folder / "reports"
        self.reports.mkdir()
        for number in range(reports):
            place, words = PLACES[number % len(PLACES)], SENTENCES[number % len(SENTENCES)]
            text = words.format(n=number + 3, m=number + 11, place=place)
            head = f"---\noutlet: Outlet {number}\ndate: 2021-05-04\n---\n"
            (self.reports / f"{number:02}.md").write_text(head + text + "\n", encoding="utf-8")
        self.ready = ready or Ready(folder)
        self.empty = empty or folder / "empty.duckdb"
        if empty is None:
            with open_warehouse(self.empty) as con:
                prepare(con)
        if code := self.run(self.new("undisturbed")):
            raise SystemExit(f"an undisturbed run ends with {code}:\n{self.ready.said()}")
        self.lengths = _lengths(self.moments.read_text(encoding="utf-8"))
        self.right = self.content(self.home("undisturbed"))

    def home(self, name: str) -> Path:
        return self.folder / name

    def new(self, name: str) -> Path:
        """A home with an empty warehouse, whose making is a moment of its own."""
        self.home(name).mkdir(exist_ok=True)
        shutil.copy(self.empty, self.home(name) / "warehouse.duckdb")
        return self.home(name)

    def environment(self, home: Path, **more: str) -> dict[str, str]:
        of_here = {"FIGURES_HOME": str(home), MARK: str(self.folder), "FIGURES_BATCH_DOCUMENTS": "6"}
        noted = {"PYTHONPATH": str(HOOKS), "FIGURES_MOMENTS": str(self.moments)}
        return {**os.environ, **of_here, **noted, **more}

    def command(self, *more: str) -> list[str]:
        return [str(FIGURES), "run", str(self.reports), *(more or ("--plain",))]

    def run(self, home: Path, *more: str, most_bytes: int | None = None) -> int:
        """Carry out a run; its exit code. What it said is in ``ready.said()``."""
        self.moments.unlink(missing_ok=True)
        return self.ready.start(self.command("--plain", *more), self.environment(home), most_bytes).wait()

    def start(self, home: Path, command: Sequence[str], **more: str) -> Process:
        """Start a command the way a shell does."""
        quiet = subprocess.DEVNULL
        environment = self.environment(home, **more)
        return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)

    def content(self, home: Path) -> list[str]:
        return [json.dumps(query(home / "warehouse.duckdb", sql).rows, default=str) for sql in CONTENT]

    def moment(self) -> str:
        """Where the command that was started last is."""
        with contextlib.suppress(OSError):
            if lines := self.moments.read_text(encoding="utf-8").splitlines():
                return lines[-1].split()[-1]
        return "start"

    def finish(self, home: Path, after: str, *more: str) -> None:
        """Finish the work undisturbed and compare; what differs or was left is recorded."""
        if code := self.run(home, *more):
            self.wrong.append(f"{after}: the next run ends with {code}: {self.ready.said().strip()[-300:]}")
        else:
            self.compare(home, after)
        self.clear(home, after)

    def compare(self, home: Path, after: str) -> None:
        """Record whether the warehouse holds anything else than one that was never disturbed."""
        if self.content(home) != self.right:
            self.wrong.append(f"{after}: rows are lost, doubled or other than undisturbed")

    def clear(self, home: Path, after: str) -> None:
        """Record what should not be there any more, and remove the home."""
        for file in [*home.rglob("*.part"), *home.rglob("*.wal"), *home.rglob("*.body"), *home.rglob("*.made")]:
            self.wrong.append(f"{after}: left behind: {file.name}")
        work = home / "work"
        if work.is_dir() and any(work.iterdir()):
            self.wrong.append(f"{after}: left behind: {', '.join(p.name for p in work.iterdir())}")
        shutil.rmtree(home, ignore_errors=True)

    def leftovers(self, after: str) -> None:
        """Processes that were started here and still live a while after what started them is gone."""
        for _ in range(80):
            left = list(_marked(str(self.folder)))
            if not left:
                return
            time.sleep(0.25)
        self.wrong.append(f"{after}: {len(left)} processes are left")
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


def _lengths(noted: str) -> dict[str, float]:
    """How long each moment of an undisturbed run lasted, in seconds: the mean of its times."""
    lines = [line.split() for line in noted.splitlines()]
    spans: dict[str, list[float]] = {}
    for (began, moment), (ended, _) in pairwise(lines):
        spans.setdefault(moment, []).append(float(ended) - float(began))
    return {moment: sum(times) / len(times) for moment, times in spans.items()}


def kill_at(bench: Bench, process: Process, moment: str, *, whole: bool, longest: float = 0.0) -> str | None:
    """Kill a process, or its whole group, within a moment of its work; the moment that was hit.

    ``None`` if it ended before, or the moment did not come within two minutes (it is killed then too).
    ``longest`` = seconds that the moment lasts where the undisturbed run does not tell.
    """
    end = time.monotonic() + 120
    came = moment == "start"
    while not came and process.poll() is None and time.monotonic() < end:
        came = bench.moment() == moment
        time.sleep(0.0005)
    if came:
        time.sleep(bench.random.uniform(0, longest or bench.lengths.get(moment, 0.05)))
    if lived := process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL) if not whole else os.killpg(process.pid, signal.SIGKILL)
    hit = bench.moment()
    process.wait()
    return hit if came and lived else None


def kills(
    bench: Bench,
    number: int,
    kind: str,
    start: Callable[[Path], Process],
    moments: Sequence[str] = OF_A_RUN,
    longest: float = 0.0,
) -> None:
    """Kill what ``start`` starts, moment after moment: its main process alone in one round, its group in the next.

    After every third kill the work is finished and compared: the next run also copes with what two kills left.
    """
    turn = late = 0
    while turn < number:
        home = bench.home(kind)
        moment, whole = moments[turn % len(moments)], bool(turn // len(moments) % 2)
        if not home.exists():
            bench.new(kind)
        bench.moments.unlink(missing_ok=True)
        hit = kill_at(bench, start(home), moment, whole=whole, longest=longest if moment == "start" else 0.0)
        after = f"{kind}, kill {turn + 1} in {hit or moment} ({'group' if whole else 'main process'})"
        bench.leftovers(after)
        if hit is None and late < LATE:
            late += 1
            bench.finish(home, f"{after}, which came too late")
            continue
        turn, late = turn + 1, 0
        if hit is not None:
            bench.done[f"kills, {kind}"] += 1
            bench.hit[hit, "group" if whole else "main process"] += 1
        if turn % BETWEEN == 0 or turn == number:
            bench.finish(home, after)
        _progress(bench)


def forked(bench: Bench, *more: str) -> Callable[[Path], Process]:
    """Starts plain runs in processes that are ready to go."""
    return lambda home: bench.ready.start(bench.command("--plain", *more), bench.environment(home))


def migrations(bench: Bench, number: int) -> None:
    """Kill runs while they make a warehouse, or bring an older one with rows in it to this version, in turns.

    Of the older one no row may be lost, at whatever point it is.
    """
    older = bench.folder / "older.duckdb"
    held = _older(bench.home("undisturbed") / "warehouse.duckdb", older)
    turn = late = 0
    while turn < number:
        home, whole, new = bench.home("migrate"), bool(turn // 2 % 2), bool(turn % 2)
        home.mkdir()
        if not new:
            shutil.copy(older, home / "warehouse.duckdb")
        bench.moments.unlink(missing_ok=True)
        hit = kill_at(bench, forked(bench, "--force")(home), "migrate", whole=whole, longest=2.0 if new else 0.5)
        after = f"{'making' if new else 'migration'}, kill {turn + 1} in {hit} ({'group' if whole else 'main process'})"
        bench.leftovers(after)
        if hit is not None:
            bench.done["kills, making a warehouse" if new else "kills, migration of an older warehouse"] += 1
            bench.hit[hit, "group" if whole else "main process"] += 1
        if not new and _held(home / "warehouse.duckdb") != held:
            bench.wrong.append(f"{after}: rows of the older warehouse are lost")
        bench.finish(home, after, "--force")
        late = 0 if hit is not None or late == LATE else late + 1
        turn += not late
        _progress(bench)


def _older(sound: Path, path: Path) -> list[int]:
    """A warehouse as it was three migrations ago, with the rows of a sound one; how many it has by table."""
    names = sorted((FOLDER / "migrations").glob("[0-9]*.sql"))[:-3]
    with duckdb.connect(str(path)) as con:
        con.execute(create_table(MIGRATIONS))
        for file in names:
            text = file.read_text(encoding="utf-8")
            con.execute(text)
            digest = hashlib.sha256(text.encode()).hexdigest()
            con.execute("insert into schema_migrations values (?, ?, current_timestamp)", [file.name, digest])
        con.execute(f"attach '{sound}' as sound (read_only)")
        columns = "select column_name from duckdb_columns() where database_name = ? and table_name = ?"
        for table in HELD:
            here, there = (set(con.execute(columns, [d, table]).fetchall()) for d in ("older", "sound"))
            names_of_both = ", ".join(f'"{name}"' for (name,) in sorted(here & there))
            con.execute(f"insert into {table} by name select {names_of_both} from sound.{table}")
        con.execute("detach sound")
    return _held(path)


def _held(path: Path) -> list[int]:
    with duckdb.connect(str(path)) as con:
        return [con.execute(f"select count(*) from {table}").fetchall()[0][0] for table in HELD]


def backups(bench: Bench, number: int, *, and_run: bool = True) -> None:
    """Kill backups: the one before stays or the new one is whole, and the next leaves nothing of it."""
    home = bench.home("backup")
    shutil.copytree(bench.home("undisturbed"), home)
    saved = home / "saved" / "warehouse.duckdb"
    command = [str(FIGURES), "backup", str(saved), "--force"]
    turn = late = 0
    while turn < number:
        whole = bool(turn % 2)
        bench.moments.unlink(missing_ok=True)
        process = bench.ready.start(command, bench.environment(home))
        hit = kill_at(bench, process, "backup", whole=whole, longest=bench.lengths.get("publish", 0.05) * 2)
        after = f"backup, kill {turn + 1} in {hit} ({'group' if whole else 'main process'})"
        if hit is not None:
            bench.done["kills, backup"] += 1
            bench.hit[hit, "group" if whole else "main process"] += 1
        if saved.exists() and bench.content(saved.parent) != bench.right:
            bench.wrong.append(f"{after}: the backup is not whole")
        if turn % BETWEEN == 0 or number == 1:
            if bench.ready.start(command, bench.environment(home)).wait():
                bench.wrong.append(f"{after}: the next backup fails: {bench.ready.said()[-300:]}")
            for file in saved.parent.iterdir():
                if file != saved:
                    bench.wrong.append(f"{after}: left behind: {file.name}")
        late = 0 if hit is not None or late == LATE else late + 1
        turn += not late
        _progress(bench)
    if and_run:
        bench.finish(home, "after the backups")


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
    serve = [str(FIGURES), "serve", str(bench.reports), "--interval", "10s", "--name", "faults"]

    def started(home: Path) -> Process:
        return bench.start(home, serve, **quick)

    try:
        if not _until(lambda: _answers(f"{url}/health"), 120):
            bench.wrong.append("served: Prefect's server does not start")
            return
        kills(bench, number, "served", started, longest=12.0)
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
            kind(bench, home, bench.random.randrange(0, size))
            said = bench.ready.said()
            bench.done[f"full disks, {kind.__doc__}"] += 1
            if "Traceback" in said:
                bench.wrong.append(f"{after}: a traceback: {said[-300:]}")
            bench.finish(home, after)
        finally:
            if home.is_mount():
                subprocess.run(["umount", home], check=True)
                home.rmdir()
        _progress(bench)


def _limited(bench: Bench, home: Path, most: int) -> None:
    """by a limit of file size"""
    if most % 2:
        bench.new(home.name)
    bench.run(home, most_bytes=most)


def _small(bench: Bench, home: Path, most: int) -> None:
    """on a small file system"""
    home.mkdir()
    _mount(home, f"size={max(most, 4096)}")
    bench.run(home)
    _mount(home, "remount,size=1g")  # space was made


def _read_only(bench: Bench, home: Path, most: int) -> None:
    """on a read-only one"""
    home.mkdir()
    _mount(home, "size=1g")
    if most % 2:  # with a warehouse there already
        bench.run(bench.new(home.name))
    _mount(home, "remount,ro")
    bench.run(home)
    _mount(home, "remount,rw")


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
    parser.add_argument("--plain", type=int, default=140, help="kills of plain runs (default: %(default)s)")
    parser.add_argument("--shell", type=int, default=21, help="kills of plain runs that are started as a shell does")
    parser.add_argument("--migrations", type=int, default=30, help="kills while a warehouse is made or migrated")
    parser.add_argument("--embedded", type=int, default=40, help="kills of runs with Prefect's embedded server")
    parser.add_argument("--served", type=int, default=40, help="kills of runs that a schedule began")
    parser.add_argument("--backups", type=int, default=40, help="kills of backups")
    parser.add_argument("--disks", type=int, default=100, help="runs on a full disk, or a read-only one")
    parser.add_argument("--flips", type=int, default=200, help="bit flips")
    parser.add_argument("--reports", type=int, default=24, help="documents of a run")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="figures-faults-") as folder:
        bench = Bench(Path(folder), given.seed, given.reports)
        # That of a moment in which nothing is open, "between", is not asked for: it is hit by the way.
        kills(bench, given.plain, "plain", forked(bench), OF_A_RUN[1:])
        kills(bench, given.shell, "plain, from the shell", lambda home: bench.start(home, bench.command()), longest=6.0)
        migrations(bench, given.migrations)
        if given.backups:
            backups(bench, given.backups)
        embedded = [str(FIGURES), "run", str(bench.reports)]
        kills(bench, given.embedded, "embedded Prefect", lambda home: bench.start(home, embedded), longest=12.0)
        served(bench, given.served)
        full_disks(bench, given.disks)
        flips(bench, given.flips)
        bench.ready.close()
    return _told(bench)


def _told(bench: Bench) -> int:
    """Print what was done and what went wrong; the exit code."""
    for what, times in bench.done.items():
        print(f"{times:5}  {what}")
    print("\nkills by the moment that they hit   main process   group")
    for moment in dict.fromkeys([*NAMED, *(moment for moment, _ in bench.hit)]):
        print(f"  {moment:31} {bench.hit[moment, 'main process']:14} {bench.hit[moment, 'group']:7}")
    print(f"{sum(bench.hit.values()):5}  kills in all")
    for what in ("lost, doubled", "left behind", "processes are left", "does not fire"):
        print(f"{sum(what in sentence for sentence in bench.wrong):5}  {what}")
    print(f"{len(bench.wrong):5}  went wrong")
    for sentence in bench.wrong[:40]:
        print(f"       {sentence}")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
