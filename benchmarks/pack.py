"""How long a case of many rows takes into a pack that passes its own leak check."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import joinedup
from benchmarks import again, contacts
from benchmarks.generate import Size, generate, write_folder
from joinedup.anonymise.errors import OpenQuestionsError
from joinedup.anonymise.pack import PackOptions, PackReport, make_pack
from joinedup.case import JoinedUpCase
from joinedup.generate import folder as made_up
from joinedup.generate import generate as made_up_case

#: Seconds that 5,000 rows may take, from the folder to the pack.
LIMIT = 10.0
#: Questions that so many rows may put before a person, whose rows name some two hundred people.
MOST_ASKED = 100
#: What a person says to a question of each kind; to any other "replace".
_ANSWERS = {"rare": "generalise", "tells a date": "generalise", "date": "move"}
#: So often it may be asked again, of what the leak check found.
_TIMES = 3


@dataclass(frozen=True, slots=True)
class Packed:
    """What was measured of one case.

    Attributes
    ----------
    rows
        Of the pack.
    load, pack
        Seconds to read the case, and to read it and make its pack, once all is answered.
    left
        Places where the leak check still found something.
    asked
        Questions that were put before a person; ``None`` where nobody was asked.
    """

    rows: int
    load: float
    pack: float
    left: int
    asked: int | None = None


def ordinary(events: int, seed: int) -> Packed:
    """Make the pack of a case as ``joinedup generate`` makes them."""
    return _measured(lambda folder: made_up.write_folder(made_up_case(seed, rows=events), folder))


def dense(events: int, seed: int) -> Packed:
    """Make the pack of a case whose few facts are told of again and again, by everybody.

    Every row bears on hundreds of others, so that hardly a date can be written wider.
    """
    size = Size(events=events, agencies=10, facts=18, years=6)
    return _measured(lambda folder: write_folder(generate(seed, size), folder))


def repeated(events: int, seed: int) -> Packed:
    """Make the pack of the example told again and again, at other times.

    The slowest that we know: states end, meetings and referrals are as many as in a real case, and
    each of its things is told of as often as there are copies.
    """
    return _measured(lambda folder: again.write_folder(seed, events, folder))


def told(events: int, seed: int) -> Packed:
    """Make the pack of a case of contacts in plain words, as agencies send them in.

    Hundreds of professionals, telephone numbers, streets and days stand in its texts, and hardly a
    row is coded. Whatever is asked is answered: what counts is the pack that may be shared.
    """
    return _measured(lambda folder: contacts.write_folder(seed, events, folder), answered=True)


def uncoded(events: int, seed: int) -> Packed:
    """Make the pack of the same contacts where nobody has coded a row, in workbooks of 500 rows."""
    return _measured(
        lambda folder: contacts.write_folder(seed, events, folder, coded=False), answered=True
    )


def _measured(write: Callable[[Path], object], *, answered: bool = False) -> Packed:
    """Make the pack of a case; where it is not answered, questions are left open."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        folder.mkdir()
        write(folder)
        begin = time.perf_counter()
        case = joinedup.load(folder)
        load = time.perf_counter() - begin
        decisions = Path(place) / "decisions.csv" if answered else None
        asked = None if decisions is None else _asked(case, Path(place), decisions)
        begin = time.perf_counter()
        made = _made(case, Path(place), decisions)
        took = time.perf_counter() - begin
        return Packed(len(case.records.events), load, load + took, len(made.leaks), asked)


def _made(case: JoinedUpCase, place: Path, decisions: Path | None) -> PackReport:
    options = PackOptions(draft=decisions is None, although_not_published=True, decisions=decisions)
    return make_pack(case, place / "pack", place / "key.json", options)


def _asked(case: JoinedUpCase, place: Path, decisions: Path) -> int:
    """Answer whatever is asked, as somebody does who wants nothing to be told; return how much."""
    asked = 0
    for number in range(_TIMES):
        tried = place / f"try-{number}"
        tried.mkdir()
        try:
            _made(case, tried, decisions)
        except OpenQuestionsError:
            asked += _answer(decisions)
        else:
            break
    return asked


def _answer(decisions: Path) -> int:
    """Answer every open question of a file; return how many there were."""
    with decisions.open(encoding="utf-8-sig", newline="") as stream:
        heads, *lines = csv.reader(stream)
    kind, said = heads.index("kind"), heads.index("decision")
    still_open = [line for line in lines if not line[said]]
    for line in still_open:
        line[said] = _ANSWERS.get(line[kind], "replace")
    with decisions.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([heads, *lines])
    return len(still_open)
