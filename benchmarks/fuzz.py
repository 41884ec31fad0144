"""Whatever comes in: ten minutes of damaged input through every door, and how the time of each pattern grows.

    python -m benchmarks.fuzz                 ten minutes, then the table of growth
    python -m benchmarks.fuzz --seconds 0     what is kept in benchmarks/corpus, as it is
    python -m benchmarks.fuzz --growth        the table alone

Files of the corpus are cut, doubled, joined and sprinkled with what has been a problem to programs before. What a door
gives up on in words is right; an exception that would reach the user as a traceback, a text that holds the reader up,
and a question that changes the warehouse are findings. A finding is written into the corpus, so that it is tried from
then on, printed, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import hashlib
import io
import math
import pstats
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import extractors
from extractors.model import Document
from extractors.readers import registry
from flows.documents.kinds import MODULES, documents
from flows.documents.model import Draft, Options, Source
from flows.time_limit import TookTooLong, at_most
from warehouse import WarehouseError, ask, coded, confirmed, review
from warehouse.migrate import migrate, transaction
from warehouse.store import load_references, open_warehouse

CORPUS = Path(__file__).with_name("corpus")
LONGEST = 20_000  # bytes of an input that is tried
PATIENCE = 20.0  # seconds for one input, on a machine that has other things to do
SPRINKLED = [
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xc2\xad", b"\xd9\xa1\xd9\xa2"),
    *(b"999999999999999999999", b"-1", b"1e400", b"NaN", b"00:00", b"12,34,56", b"1/2/3", b"T-72", b"(((", b")", b'"'),
    *(
        b"At least five people were killed in Homs",
        b"said that ",
        b"according to ",
        b"and ",
        b"of the ",
        b"; ",
        b"," * 9,
    ),
    *(
        b"<p>",
        b"</div>",
        b"<!--",
        b"]]>",
        b"&#0;",
        b"&amp;",
        b"{",
        b"[",
        b"\\u0000",
        b"%PDF-",
        b"{\\rtf1",
        b"From ",
        b"--",
    ),
    *(
        b"'",
        b" union ",
        b" from assertions ",
        b"read_csv('x')",
        b"copy ",
        b"$1",
        b"/*",
        b"=cmd()",
        b"\t",
        b"---\n",
        b"&a *a",
    ),
]


class Doors:
    """What input goes through, by the kind of the corpus that it is tried with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reader = registry.make()
        list(self._reader.read([Document("first", "Five people were killed.")]))  # the model is loaded by the first
        self.warehouse = folder / "w.duckdb"
        with open_warehouse(self.warehouse) as con:
            migrate(con)
            load_references(con)
        self._sound = self._digest()

    def text(self, data: bytes, name: str) -> None:
        text = data.decode("utf-8", "replace")
        for document, found in self._reader.read([Document("fuzz", text, date="2019-03-05", source="Ridge")]):
            for assertion in found:
                assert document.text[assertion.start : assertion.end] == assertion.exact, "offsets do not hold"

    def format(self, data: bytes, name: str) -> None:
        suffix = f".{name.rpartition('.')[2]}"
        stream = io.BufferedReader(io.BytesIO(data))  # type: ignore[arg-type]
        source = Source(stream, name, suffix if suffix in MODULES else "", Options(max_bytes=200_000))
        for item in documents(source):
            assert not isinstance(item, Draft) or isinstance(item.text, str), "a draft without text"

    def sql(self, data: bytes, name: str) -> None:
        try:
            with ask.ask(self.warehouse, data.decode("utf-8", "replace"), seconds=2) as answer:
                for number, _ in enumerate(answer.rows):
                    if number > 1_000:
                        break
        except WarehouseError:
            pass
        assert self._digest() == self._sound, "a question changed the warehouse, or left a file"

    def review(self, data: bytes, name: str) -> None:
        self._loaded(data, lambda con, path: review.read(con, path))

    def confirmed(self, data: bytes, name: str) -> None:
        self._loaded(data, lambda con, path: confirmed.load(con, path))

    def coded(self, data: bytes, name: str) -> None:
        for preset in coded.PRESETS:
            self._loaded(data, lambda con, path, preset=preset: coded.load(con, path, preset))

    def _loaded(self, data: bytes, load: Callable[..., object]) -> None:
        path = self._folder / "given.csv"
        path.write_bytes(data)
        with open_warehouse(self._folder / "changed.duckdb") as con:
            if not con.execute("select 1 from duckdb_tables() where not internal").fetchone():
                migrate(con)
                load_references(con)
            with contextlib.suppress(WarehouseError):
                load(con, path)
            with transaction(con):  # nothing was left open
                pass

    def _digest(self) -> str:
        files = sorted(p.name for p in self._folder.iterdir() if p.name not in ("given.csv", "changed.duckdb"))
        return hashlib.sha256(self.warehouse.read_bytes()).hexdigest() + repr(files)


KINDS = ("text", "format", "sql", "review", "confirmed", "coded")


def corpus(kind: str) -> list[Path]:
    """The files of a kind, in order."""
    return sorted(path for path in (CORPUS / kind).iterdir() if path.is_file())


def damaged(chance: random.Random, files: Sequence[Path]) -> bytes:
    """A file of the corpus, changed in one to six ways."""
    data = bytearray(chance.choice(files).read_bytes())
    for _ in range(chance.randint(1, 6)):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        way = chance.randrange(7)
        if way == 0:
            del data[at:to]
        elif way == 1:
            data[at:at] = chance.choice(SPRINKLED) * chance.choice((1, 1, 2, 30))
        elif way == 2:
            data[at:to] = data[at:to] * 2
        elif way == 3:
            data[at:at] = chance.choice(files).read_bytes()[: chance.randrange(2_000)]
        elif way == 4 and data:
            data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
        elif way == 5:
            data[at:to] = bytes(reversed(data[at:to]))
        else:
            data += bytes(data)
        del data[LONGEST:]
    return bytes(data)


def tried(door: Callable[[bytes, str], None], data: bytes, name: str) -> str | None:
    """What is wrong with how an input was met; ``None`` if nothing is."""
    try:
        with at_most(PATIENCE):
            door(data, name)
    except TookTooLong:
        return f"takes longer than {PATIENCE:g} s"
    except Exception as error:
        return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return None


def fuzz(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Tries the corpus as it is, then damaged for so long; how many inputs of each kind, and what went wrong."""
    done: Counter[str] = Counter()
    wrong: dict[str, str] = {}
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="figures-fuzz-") as folder:
        doors = Doors(Path(folder))

        def one(kind: str, data: bytes, name: str, *, keep: bool) -> None:
            done[kind] += 1
            if (words := tried(getattr(doors, kind), data, name)) is None or (kind + words) in wrong:
                return
            if keep:
                name = f"found-{hashlib.sha256(data).hexdigest()[:12]}.{name.rpartition('.')[2]}"
                (CORPUS / kind / name).write_bytes(data)
            wrong[kind + words] = f"{kind}/{name}: {words}"

        files = {kind: corpus(kind) for kind in KINDS}
        for kind in KINDS:
            for path in files[kind]:
                one(kind, path.read_bytes(), path.name, keep=False)
        for kind in KINDS:
            end = time.monotonic() + seconds / len(KINDS)
            while time.monotonic() < end:
                one(kind, damaged(chance, files[kind]), chance.choice(files[kind]).name, keep=True)
    return done, list(wrong.values())


HOSTILE = {
    "one voice after another": "A spokesman said that ",
    "numbers in an address": "/1/22/333?x=4,5,6-7&8=9.10 ",
    "numbers in a row": "12 men, 3 women and ",
    "one number": "1",
    "digits and commas": "1,234,",
    "places in a row": "in Homs, near Hama, north of Idlib, ",
    "dates in a row": "on Monday 3 March 2015 and ",
    "open brackets": "(12 killed ",
    "names in a row": "Ahmad al-Hassan Abu Omar ",
    "one letter": "a",
    "white space": " \t",
    "quotation marks": '"said "5 "',
    "sentences": "At least 12 people were killed in Homs on Monday, a doctor said. ",
}
"""What is repeated to make a long text, by what is hard about it."""
SIZES = (2_000, 8_000)  # characters
_BRIEF = 0.01  # seconds: what takes less tells nothing about growth


def growth() -> Iterator[tuple[str, str, float, float]]:
    """For each module of the reader: the text that it takes longest over, and how its time grows.

    With the milliseconds for the longer text (under a profiler, which doubles them), and by which power of the length
    they grow at most: 1 is in proportion. A module's time is that of its functions, and of what they call elsewhere.
    """
    reader = registry.make()
    rows: dict[str, dict[str, list[float]]] = {}
    for what, words in HOSTILE.items():
        for number, size in enumerate(SIZES):
            document = Document("growth", (words * (size // len(words) + 1))[:size], date="2015-03-09")
            profile = cProfile.Profile(time.process_time)
            with contextlib.suppress(TookTooLong), at_most(PATIENCE * 3), profile:
                list(reader.read([document]))
            for module, seconds in _by_module(profile).items():
                rows.setdefault(module, {}).setdefault(what, [0.0, 0.0])[number] = seconds
    for module in sorted(rows):
        slowest = max(rows[module], key=lambda what: rows[module][what][1])
        powers = [
            math.log(long / max(short, 1e-4)) / math.log(SIZES[1] / SIZES[0])
            for short, long in rows[module].values()
            if long > _BRIEF
        ]
        yield module, slowest, rows[module][slowest][1] * 1000, max(powers, default=1.0)


def _by_module(profile: cProfile.Profile) -> dict[str, float]:
    """Seconds by module of ``extractors``: its own functions, and those outside that they call."""
    root = str(Path(extractors.__file__).parent)
    times: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        spent = [(file, own)] if file.startswith(root) else [(caller[0], told[2]) for caller, told in callers.items()]
        for where, seconds in spent:
            if where.startswith(root):
                name = where.removeprefix(f"{root}/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                times[name] = times.get(name, 0.0) + seconds
    return times


def print_growth() -> int:
    """Prints the table; 1 if a module takes more than ten seconds over the longer text."""
    print(f"| module | worst text of {SIZES[1]:,} characters | ms | grows with its length to the power of |")
    print("|---|---|---|---|")
    slow = 0
    for name, what, milliseconds, power in growth():
        slow += milliseconds > 10_000
        print(f"| {name} | {what} | {milliseconds:.0f} | {power:.1f} |")
    return 1 if slow else 0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=600, help="for damaged input (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=None, help="the same damage again (default: another each time)")
    parser.add_argument("--growth", action="store_true", help="print the table of growth alone")
    given = parser.parse_args(arguments)
    if given.growth:
        return print_growth()
    seed = random.randrange(1_000_000) if given.seed is None else given.seed
    done, wrong = fuzz(given.seconds, seed)
    print(", ".join(f"{kind} {number:,}" for kind, number in done.items()) + f" inputs (seed {seed})")
    print(f"{len(wrong)} went wrong")
    for sentence in wrong:
        print(f"  {sentence}")
    slow = print_growth() if given.seconds else 0
    return 1 if wrong or slow else 0


if __name__ == "__main__":
    sys.exit(main())
