"""Short reports of one event each, many on one town and day: how many pairs of them are linked, all wrongly.

    python -m benchmarks.single_events [--reports 2000] [--seed 7] [--keep reports.jsonl]

Every report tells of an event of its own, so any two documents that meet in one event are a false link. Towns
and days are crowded on purpose: of the reports of one town a third fall on one day, a third on the days beside
it, told by one outlet and by others, in the few set phrases that agencies use.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

PLACES = {
    "Syria": {
        "Idlib": ["Saraqib", "Ariha", "Binnish", "Maarrat Misrin", "Jisr al-Shughur", "Khan Shaykhun"],
        "Aleppo": ["Manbij", "Azaz", "Al Bab", "Afrin", "Jarabulus", "Atarib"],
    },
    "Iraq": {
        "Diyala": ["Baqubah", "Khalis", "Muqdadiyah", "Khanaqin"],
        "Anbar": ["Ramadi", "Hit", "Fallujah", "Haditha"],
    },
    "Nigeria": {"Borno": ["Gwoza", "Konduga", "Bama", "Damboa", "Monguno", "Chibok"], "Yobe": ["Potiskum", "Damaturu"]},
    "Afghanistan": {"Nangarhar": ["Jalalabad"], "Kunduz": ["Kunduz"], "Helmand": ["Lashkar Gah"], "Herat": ["Herat"]},
    "Yemen": {"Taiz": ["Taiz"], "Al Hudaydah": ["Hodeidah", "Zabid"], "Abyan": ["Zinjibar"], "Dhamar": ["Dhamar"]},
}
"""Countries, provinces and towns; some lie a few km from each other."""
OUTLETS = ("Coastal Wire", "Harbour Post", "Ledger", "Evening Sheet")
SITES = ("a market", "a bus station", "a mosque", "a checkpoint", "a school", "a wedding hall", "a petrol station")
_PROVINCE_OF = {town: name for provinces in PLACES.values() for name, towns in provinces.items() for town in towns}
TOLLS = (2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 17, 21, 26, 33, 48)
ATTACKS = {
    "gun": (
        "Gunmen killed {n} people{at} in {town} on {day}.",
        "Gunmen on motorcycles opened fire{at} in {town} on {day}, killing {n} people, police said.",
    ),
    "bomb": (
        "A car bomb{at} in {town} killed {n} people on {day}, residents said.",
        "At least {n} people were killed when a suicide bomber struck{at} in {town} on {day}.",
    ),
    "air": (
        "Air strikes{at} in {town} killed {n} civilians on {day}, medics said.",
        "{n} civilians were killed on {day} when warplanes bombed{at} in {town}.",
    ),
    "shells": (
        "Shells fell{at} in {town} on {day}, killing {n} people and wounding {m} others.",
        "Mortar fire killed {n} people and wounded {m}{at} in {town} on {day}, a doctor said.",
    ),
}


@dataclass(frozen=True, slots=True)
class Event:
    """An invented attack."""

    place: str
    country: str
    day: date
    kind: str
    site: str
    toll: int


def events(number: int, chance: random.Random) -> Iterator[Event]:
    """Different attacks, crowded on few towns and days."""
    towns = [
        (town, f"{province} province", country)
        for country, provinces in PLACES.items()
        for province, names in provinces.items()
        for town in names
    ]
    told: set[tuple[object, ...]] = set()
    while len(told) < number:
        town, province, country = chance.choice(towns)
        place = town if chance.random() < 0.9 else province
        middle = date(2018, 1, 15) + timedelta(days=60 * chance.randrange(6))
        day = middle + timedelta(days=chance.choice((0, 0, 0, -1, 1, 2, -2, chance.randrange(-25, 25))))
        event = Event(place, country, day, chance.choice(sorted(ATTACKS)), chance.choice(SITES), chance.choice(TOLLS))
        key = (place, day, event.kind, event.site)
        if key not in told:
            told.add(key)
            yield event


def report(name: str, event: Event, outlet: str, chance: random.Random) -> dict[str, str]:
    """A document of one sentence, as ``figures run`` takes it."""
    number = event.toll
    sentence = chance.choice(ATTACKS[event.kind]).format(
        n=number,
        m=number + chance.randrange(1, 20),
        at=f" at {event.site}" if event.site else "",
        town=event.place,
        day=event.day.strftime("%A"),
    )
    published = event.day + timedelta(days=chance.choice((0, 0, 1)))
    return {
        "id": name,
        "source": outlet,
        "date": published.isoformat(),
        "location": event.country,
        "text": sentence,
    }


def reports(number: int, seed: int) -> Iterator[dict[str, str]]:
    """One report of each of so many events; the same for the same seed."""
    chance = random.Random(seed)
    for index, event in enumerate(events(number, chance)):
        outlet = OUTLETS[0] if chance.random() < 0.5 else chance.choice(OUTLETS)
        yield report(f"single-{seed}-{index:04}", event, outlet, chance)


def retold(number: int, seed: int) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Two reports of each of so many events, by two outlets that agree on some of it (for ``train_links``)."""
    chance = random.Random(seed)
    for index, event in enumerate(events(number, chance)):
        tolls = (event.toll, event.toll, event.toll + max(1, event.toll // 4), event.toll * 3)
        province = _PROVINCE_OF.get(event.place)
        if province and chance.random() < 0.25:  # told from afar: the province, and the same number
            other = replace(event, place=f"{province} province")
        else:
            near = chance.choice((event.place, event.place, f"the outskirts of {event.place}"))
            site = chance.choice((event.site, event.site, ""))
            other = replace(event, toll=chance.choice(tolls), place=near, site=site)
        first, second = chance.sample(OUTLETS, 2)
        yield (
            report(f"retold-{seed}-{index:04}-a", event, first, chance),
            report(f"retold-{seed}-{index:04}-b", other, second, chance),
        )


def linked_pairs(warehouse: Path) -> Counter[str]:
    """Pairs of documents that meet in one event with people killed or injured: all, of one outlet, of two."""
    con = duckdb.connect(str(warehouse), read_only=True)
    rows = con.execute(
        "select distinct event_id, document_id, source from event_links"
        " inner join events using (event_id) inner join figures using (figure_id, event_id)"
        " inner join documents using (document_id)"
        " where event_type = 'incident' and figures.domain = 'people'"
        " and outcome in ('killed', 'injured', 'casualties') and documents.is_current"
    ).fetchall()
    con.close()
    meeting: dict[str, dict[str, str]] = {}
    for event, document, outlet in rows:
        meeting.setdefault(event, {})[document] = outlet
    pairs = {
        pair: event[pair[0]] == event[pair[1]]
        for event in meeting.values()
        for pair in itertools.combinations(sorted(event), 2)
    }
    return Counter(
        {
            "pairs": len(pairs),
            "of one outlet": sum(pairs.values()),
            "documents": len({d for e in meeting.values() for d in e}),
        }
    )


def main() -> None:
    """Print how many pairs of single-event reports are linked."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--reports", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--keep", type=Path, help="write the reports here, too")
    arguments.add_argument("--figures", type=Path, default=Path(sys.executable).with_name("figures"))
    options = arguments.parse_args()
    lines = "".join(json.dumps(report) + "\n" for report in reports(options.reports, options.seed))
    if options.keep:
        options.keep.write_text(lines, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        source, warehouse = Path(folder, "reports.jsonl"), Path(folder, "reports.duckdb")
        source.write_text(lines, encoding="utf-8")
        command = [
            options.figures,
            "run",
            source,
            "--plain",
            "--warehouse",
            warehouse,
            "--exports",
            Path(folder, "out"),
        ]
        subprocess.run(list(map(str, command)), check=True, capture_output=True)
        print(", ".join(f"{count:,} {what}" for what, count in linked_pairs(warehouse).items()))


if __name__ == "__main__":
    main()
