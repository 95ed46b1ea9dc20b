"""Cases and packs of them for the tests: words left as they are, ids and dates made anew."""

from __future__ import annotations

import atexit
import csv
import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

import joinedup
from graphdb.dates import When, moment_of, read_when
from graphdb.model import CaseRecords, Event
from joinedup.anonymise.dates import DateMode
from joinedup.anonymise.made import Made, make, without_guesses
from joinedup.anonymise.writer import write_records
from joinedup.case import JoinedUpCase
from joinedup.generate import generate
from joinedup.generate.folder import write_folder

AMBER = Path(__file__).parents[2] / "examples" / "amber-street"
SALT = "5a" * 32


@dataclass(frozen=True)
class SameWords:
    """Words that stay as they are: what is tested is all else."""

    records: CaseRecords

    def replaced(self, text: str, row: str = "", day: date | None = None) -> str:
        """Return the text."""
        return text

    def name_of(self, kind: str, identity: str) -> str:
        """Return the name that the case has."""
        names = {
            "person": {p.person_id: p.label for p in self.records.persons},
            "agency": {a.agency_id: a.name for a in self.records.agencies},
            "team": {t.team_id: t.name for t in self.records.teams},
        }
        return names.get(kind, {}).get(identity, "")


def packed(
    case: JoinedUpCase, folder: Path, salt: str = SALT, mode: DateMode = DateMode.OFFSET
) -> tuple[Made, JoinedUpCase]:
    """Return what a pack is made of, and what loads of it."""
    made = make(case, SameWords(case.records), salt, mode=mode)
    folder.mkdir(parents=True)
    assert write_records(made.records, folder, made.shift.day_1) == ()
    return made, joinedup.load(folder)


@cache
def example() -> JoinedUpCase:
    """Return the example (not to be changed), loaded once in a run."""
    return joinedup.load(AMBER)


@cache
def example_pack(
    salt: str = SALT, mode: DateMode = DateMode.OFFSET
) -> tuple[Made, JoinedUpCase, Path]:
    """Return the example's pack, what loads of it, and its folder (not to be changed).

    Each takes seconds, and a salt makes the same again: who needs one of these is of the group
    `TOGETHER`, that they are made in one worker.
    """
    folder = Path(tempfile.mkdtemp(prefix="joinedup-packs-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return *packed(example(), folder / "pack", salt, mode), folder / "pack"


#: Of tests that share the packs of the example.
TOGETHER = pytest.mark.xdist_group("packs")


def generated(seed: int, folder: Path, rows: int = 150, *, numbered: bool = False) -> JoinedUpCase:
    """Return a made-up case, read from its files; as most agencies number their rows: 1, 2, 3."""
    written = write_folder(generate(seed, rows=rows), folder)
    if numbered:
        _number_rows(written / "chronologies")
    return joinedup.load(written)


def vague(seed: int, folder: Path, rows: int = 150) -> JoinedUpCase:
    """Return a generated case of which many rows say only a month, a season or a year."""
    case, rng = generated(seed, folder, rows), Random(seed)
    events = []
    for event in case.records.events:
        low, chance = event.when.earliest, rng.random()
        if low is None or not event.when.is_single_day or chance > 0.25 or event.fatal:
            events.append(event)
            continue
        day = moment_of(low).date()
        season = ("Winter", "Spring", "Summer", "Autumn")[day.month % 12 // 3]
        of = day.year - (day.month < 3)
        said = (
            f"{day:%B %Y}" if chance < 0.15 else f"{season} {of}" if chance < 0.2
            else f"early {day:%B %Y}" if chance < 0.23 else str(day.year)
        )  # fmt: skip
        when = read_when(said).when
        assert when is not None
        events.append(replace(event, when=when, sequence=None))
    return JoinedUpCase(replace(without_guesses(case.records), events=tuple(events)))


def _number_rows(chronologies: Path) -> None:
    """Give the rows of every agency the Refs 1, 2, 3; cells name those of another as "gp:3"."""
    read = {path: _rows_of(path) for path in sorted(chronologies.glob("*.csv"))}
    new: dict[str, tuple[str, str]] = {}
    for path, rows in read.items():
        for number, row in enumerate(rows, start=1):
            new.setdefault(row["Ref"], (path.stem, str(number)))
    for path, rows in read.items():
        own = {row["Ref"]: str(number) for number, row in enumerate(rows, start=1)}
        for row in rows:
            for column in {"In response to", "Took into account"} & row.keys():
                cells = [one.strip() for one in row[column].split(",")]
                said = [own.get(one) or ":".join(new.get(one, (one,))) for one in cells]
                row[column] = ", ".join(said)
            row["Ref"] = own[row["Ref"]]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def comparable(records: CaseRecords) -> CaseRecords:
    """Return records without what a file cannot but say otherwise: rows, and words of dates."""
    plain = without_guesses(records)
    return replace(
        plain,
        case=replace(plain.case, fatal_incident=_wordless(plain.case.fatal_incident)),
        relations=tuple(
            replace(r, start=_wordless(r.start), end=_wordless(r.end)) for r in plain.relations
        ),
        events=tuple(sorted(map(_event, plain.events), key=lambda event: event.event_id)),
        links=tuple(
            sorted((replace(k, by="") for k in plain.links), key=lambda k: (k.first, k.second))  # type: ignore[arg-type]
        ),
        dispositions=(),
    )


def _event(event: Event) -> Event:
    when = _wordless(event.when)
    assert when is not None
    source = replace(event.source, row=0)
    return replace(event, when=when, learned=_wordless(event.learned), source=source)


def _wordless(when: When | None) -> When | None:
    return None if when is None else replace(when, written="")
