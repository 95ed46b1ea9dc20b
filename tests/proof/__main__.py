"""The proof: ``python -m tests.proof`` runs what is left of it and writes ``docs/proof.md``.

``--sample`` runs what CI runs, and prints which parts of the table are older than their code.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.proof.parts import ROOT, Part, keys, parts
from tests.proof.table import faults, page, read_versions

KEPT = ROOT / ".proof"
CHUNK = 25
OUT = Console(highlight=False, markup=False)


def unit_of(key: str, number: int) -> dict[str, int]:
    """Run one unit of a part; at the top of a module, so that processes can be sent it."""
    part = next(p for p in parts() if p.key == key)
    return part.unit(number)


def run(part: Part, units: int, workers: int, *, keep: bool) -> Counter[str]:
    """Run units of a part that were not run yet on this code, and return the sum of all."""
    place = KEPT / f"{part.key}-{part.version()}.jsonl"
    done: dict[int, dict[str, int]] = {}
    if keep and place.exists():
        for line in place.read_text("utf-8").splitlines():
            number, counts = json.loads(line)
            done[number] = counts
    left = [n for n in range(units) if n not in done]
    OUT.print(f"{part.key}: seeds 0 to {units - 1}, {len(left)} left to run")
    with ProcessPoolExecutor(workers) as pool, Progress(console=OUT) as progress:
        task = progress.add_task(part.key, total=len(left))
        for start in range(0, len(left), CHUNK):
            chunk = left[start : start + CHUNK]
            for number, counts in zip(
                chunk, pool.map(unit_of, [part.key] * len(chunk), chunk), strict=True
            ):
                done[number] = counts
            if keep:
                KEPT.mkdir(exist_ok=True)
                with place.open("a", encoding="utf-8") as file:
                    file.writelines(json.dumps([n, done[n]]) + "\n" for n in chunk)
            progress.update(task, completed=start + len(chunk))
    total: Counter[str] = Counter()
    for number in range(units):
        total.update(done[number])
    return total


def main() -> int:
    """Run the proof, or its sample."""
    reader = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    reader.add_argument("--sample", action="store_true", help="what CI runs; writes nothing")
    reader.add_argument("--workers", type=int, default=2)
    given = reader.parse_args()
    docs = ROOT / "docs" / "proof.md"
    if given.sample:
        bad = []
        for part in parts():
            bad += faults(part.key, run(part, part.sample, given.workers, keep=False))
        written = read_versions(docs)
        for part in parts():
            old = "" if written.get(part.key) == part.version() else ": older than its code"
            OUT.print(f"docs/proof.md, {part.key}{old or ': of this code'}")
        OUT.print("\n".join(bad) or "no fault in the sample")
        return 1 if bad else 0
    commit = subprocess.run(
        ["git", "rev-parse", "--short=12", "HEAD"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.strip()  # fmt: skip
    totals = {p.key: run(p, p.units, given.workers, keep=True) for p in parts()}
    docs.write_text(page(parts(), totals, keys(), commit), encoding="utf-8", newline="\n")
    bad = [fault for key, total in totals.items() for fault in faults(key, total)]
    OUT.print("\n".join(bad) or "no fault")
    OUT.print(f"written: {Path('docs') / 'proof.md'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
