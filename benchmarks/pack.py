"""How long a case of many rows takes into a pack that passes its own leak check."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import joinedup
from benchmarks.generate import Size, generate, write_folder
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.generate import folder as made_up
from joinedup.generate import generate as made_up_case

#: Seconds that 5,000 rows may take, from the folder to the pack.
LIMIT = 10.0


@dataclass(frozen=True, slots=True)
class Packed:
    """What was measured of one case.

    Attributes
    ----------
    rows
        Of the pack.
    load, pack
        Seconds to read the case, and to read it and make its pack.
    left
        Places where the leak check still found something.
    """

    rows: int
    load: float
    pack: float
    left: int


def ordinary(events: int, seed: int) -> Packed:
    """Make the pack of a case as ``joinedup generate`` makes them."""
    return _measured(lambda folder: made_up.write_folder(made_up_case(seed, rows=events), folder))


def dense(events: int, seed: int) -> Packed:
    """Make the pack of a case whose few facts are told of again and again, by everybody.

    Every row bears on hundreds of others, so that hardly a date can be written wider: it is the
    slowest sort that we know.
    """
    size = Size(events=events, agencies=10, facts=18, years=6)
    return _measured(lambda folder: write_folder(generate(seed, size), folder))


def _measured(write: Callable[[Path], object]) -> Packed:
    """Make the pack of a case, questions left open: nobody is there to answer them."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "case"
        folder.mkdir()
        write(folder)
        begin = time.perf_counter()
        case = joinedup.load(folder)
        rows = len(case.records.events)
        load = time.perf_counter() - begin
        options = PackOptions(draft=True, although_not_published=True)
        made = make_pack(case, Path(place) / "pack", Path(place) / "key.json", options)
        return Packed(rows, load, time.perf_counter() - begin, len(made.leaks))
