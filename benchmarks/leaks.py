"""``python -m benchmarks.leaks``: what the leak check finds of a corpus, and what it wrongly flags.

The check shares no code with what makes a pack; only here do both meet.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.leakcheck import corpus
from tests.leakcheck.measure import Measured, measure


def main() -> None:
    """Print the figures that are kept in docs/explanation/leaks.md."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        measured = measure(Path(folder))
        seconds = time.perf_counter() - start
    _print_planted(measured)
    print(
        f"\nOrdinary words looked at: {measured.words:,}; wrongly flagged: {len(measured.flagged)}."
    )
    for one, leak in measured.flagged:
        print(f"  {leak.found!r} in {one.plant.words!r}: {one.carrier}")
    size = f"{measured.report.characters:,} characters in {len(measured.report.looked)} parts"
    print(f"{size}; {seconds:.1f} s with writing them.")


def _print_planted(measured: Measured) -> None:
    missed = Counter(one.plant.sort for one in measured.missed)
    kinds = len(corpus.CARRIERS) + 1
    total = sum(measured.planted.values())
    print(f"Planted: {total:,} in {kinds} sorts of place; not found: {len(measured.missed)}.\n")
    print("| sort of variant | planted | found | not found |")
    print("| --- | ---: | ---: | ---: |")
    for sort, count in sorted(measured.planted.items()):
        print(f"| {sort} | {count} | {count - missed[sort]} | {missed[sort]} |")
    for one in measured.missed:
        print(f"  not found: {one.plant.words!r} ({one.plant.sort}) in {one.file}")


if __name__ == "__main__":
    main()
