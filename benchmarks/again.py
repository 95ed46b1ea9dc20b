"""A big case with everything that a real one has: the example, told again and again at other times.

Every copy lies some days or months earlier than the example, so that states end, meetings are held
and referrals are made as often as there are copies, and hardly two on one day. The facts are those
of the example: each is told of as often, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import joinedup
from graphdb.dates import MINUTES_PER_DAY, Interval, When
from graphdb.model import CaseRecords, Considered, Event, Link, LinkBy
from joinedup.anonymise.writer import write_records

EXAMPLE = Path(__file__).parents[1] / "examples" / "amber-street"
#: By how many days a copy lies earlier, at least and at most.
_EARLIER = (3, 400)


def write_folder(seed: int, rows: int, folder: Path) -> None:
    """Write the case folder of a seed.

    Parameters
    ----------
    seed, rows
        The same seed makes the same case; of about so many rows, a copy being the least.
    folder
        An empty folder that is there.
    """
    records = joinedup.load(EXAMPLE).records
    times, random = max(round(rows / len(records.events)), 1), Random(seed)
    copies = [list(_copy(records, number, random)) for number in range(times)]
    links = [link for link in records.links if link.by is not LinkBy.MATCH]
    events = sorted((e for copy in copies for e in copy), key=lambda e: e.when.earliest or 0)
    there = {event.event_id for event in events}
    write_records(
        replace(
            records,
            events=tuple(_among(event, there) for event in events),
            links=tuple(
                made
                for number in range(times)
                for link in links
                if {(made := _link(link, number)).first, made.second} <= there
            ),
        ),
        folder,
    )
    for chronology in (folder / "chronologies").iterdir():
        chronology.rename(chronology.with_suffix(".csv"))


def _copy(records: CaseRecords, number: int, random: Random) -> Iterator[Event]:
    earlier = random.randint(*_EARLIER) if number else 0
    for event in records.events:
        # somebody dies once
        if number and event.fatal:
            continue
        considered = event.considered
        if considered is not None:
            rows = tuple(_named(row, number) for row in considered.events)
            considered = Considered(considered.stated, rows)
        yield replace(
            event,
            event_id=_named(event.event_id, number),
            when=_moved(event.when, earlier),
            learned=None if event.learned is None else _moved(event.learned, earlier),
            responds_to=tuple(_named(row, number) for row in event.responds_to),
            considered=considered,
            ref=_named(event.ref or event.event_id, number),
            summary=f"{event.summary} Copy {number}." if number else event.summary,
        )


def _named(name: str, number: int) -> str:
    return f"{name}-{number}" if number else name


def _link(link: Link, number: int) -> Link:
    return replace(link, first=_named(link.first, number), second=_named(link.second, number))


def _among(event: Event, there: set[str]) -> Event:
    """Return a row that names others of the case alone."""
    return replace(event, responds_to=tuple(row for row in event.responds_to if row in there))


def _moved(when: When, days: int) -> When:
    def moved(interval: Interval) -> Interval:
        low, high = interval.earliest, interval.latest
        by = days * MINUTES_PER_DAY
        return Interval(None if low is None else low - by, None if high is None else high - by)

    return (
        when
        if not days
        else replace(when, start=moved(when.start), end=moved(when.end), written="")
    )
