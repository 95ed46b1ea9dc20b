"""What of the corpus was found, what was not, and which ordinary words were wrongly flagged."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from joinedup.leakcheck import Leak, Report, verify
from tests.leakcheck import corpus


@dataclass(frozen=True)
class Measured:
    """The figures of one run over the corpus."""

    planted: Counter[str]
    missed: tuple[corpus.Planted, ...]
    words: int
    flagged: tuple[tuple[corpus.Planted, Leak], ...]
    report: Report


def measure(folder: Path, *, times: int = 4) -> Measured:
    """Write the corpus into a folder, run the check over it, and hold one to the other."""
    planted, between = corpus.write(folder, times=times)
    report = verify(folder, corpus.the_key())
    by_file: dict[str, list[Leak]] = {}
    for leak in report.leaks:
        by_file.setdefault(leak.file, []).append(leak)
    missed = tuple(one for one in planted if not _at(by_file, one))
    flagged = tuple((one, leak) for one in between for leak in _at(by_file, one))
    words = sum(len(re.findall(r"\w+", one.plant.words)) for one in between)
    return Measured(Counter(p.plant.sort for p in planted), missed, words, flagged, report)


def _at(by_file: dict[str, list[Leak]], one: corpus.Planted) -> list[Leak]:
    pattern = re.compile(rf"{one.place}(?![0-9])")
    return [leak for leak in by_file.get(one.file, ()) if pattern.search(leak.place)]
