"""How many functions are hard to follow, by radon's count, which counts boolean operators too: part of ``make lint``.

The limits only ever fall: whoever makes a function simpler lowers them, and nothing may rise above them again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("extractors", "flows", "seeds", "warehouse")
HARD = 15
MOST_HARD = 56  # functions above HARD; the goal is 40
HIGHEST = 25  # of any function; the goal is 25


def main() -> int:
    """Prints what is above the limits; 0 if nothing is."""
    found = sorted(_functions(), key=lambda f: (-f[0], f[1]))
    hard = [f for f in found if f[0] > HARD]
    too_high = [f for f in found if f[0] > HIGHEST]
    for score, name in too_high:
        print(f"{name}: complexity {score}, at most {HIGHEST} is allowed; give its conditions names of their own")
    if len(hard) > MOST_HARD:
        print(f"{len(hard)} functions are above {HARD}, at most {MOST_HARD} are allowed; the simplest to mend:")
        for score, name in hard[MOST_HARD - len(hard) :]:
            print(f"  {name}: {score}")
    print(f"complexity: {len(hard)} functions above {HARD}, the highest {found[0][0]}")
    return int(bool(too_high) or len(hard) > MOST_HARD)


def _functions() -> Iterator[tuple[int, str]]:
    """Score and place of every function and method."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for block in cc_visit(path.read_text(encoding="utf-8")):
                if block.letter in "FM":
                    yield block.complexity, f"{path.relative_to(ROOT)}:{block.lineno} {block.name}"


if __name__ == "__main__":
    sys.exit(main())
