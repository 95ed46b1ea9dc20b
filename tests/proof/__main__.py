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
from contextlib import nullcontext
from itertools import repeat
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from tests.proof import mutants
from tests.proof.parts import ROOT, Part, keys, parts
from tests.proof.table import faults, few, page, read_versions

KEPT = ROOT / ".proof"
OUT = Console(highlight=False, markup=False)


def unit_of(key: str, number: int, sampled: bool) -> dict[str, int]:
    """Run one unit of a part; at the top of a module, so that processes can be sent it."""
    part = next(p for p in parts() if p.key == key)
    return ((part.sampled if sampled else None) or part.unit)(number)


def kept(part: Part) -> dict[str, dict[str, int]]:
    """Return the results of a part that are kept, by the names of their units."""
    place = KEPT / f"{part.key}.jsonl"
    if not place.exists():
        return {}
    return dict(json.loads(line) for line in place.read_text("utf-8").splitlines())


def run(part: Part, units: int, workers: int, *, keep: bool) -> Counter[str]:
    """Run units of a part that were not run yet on this code, and return the sum of all.

    What is not kept is a sample.
    """
    place = KEPT / f"{part.key}.jsonl"
    names = [part.kept_as(n) for n in range(units)]
    before = kept(part) if keep else {}
    done = {n: before[name] for n, name in enumerate(names) if name in before}
    left = [n for n in range(units) if n not in done]
    OUT.print(f"{part.key}: {part.of} 0 to {units - 1}, {len(left)} left to run")
    KEPT.mkdir(exist_ok=True)
    with (
        ProcessPoolExecutor(workers) as pool,
        Progress(console=OUT) as progress,
        place.open("a", encoding="utf-8") if keep else nullcontext() as file,
    ):
        task = progress.add_task(part.key, total=len(left))
        for number, counts in zip(
            left, pool.map(unit_of, repeat(part.key), left, repeat(not keep)), strict=True
        ):
            done[number] = counts
            if file is not None:
                file.write(json.dumps([names[number], counts]) + "\n")
                file.flush()
            progress.advance(task)
    total: Counter[str] = Counter()
    for number in range(units):
        total.update(done[number])
    return total


def main() -> int:
    """Run the proof, or its sample."""
    reader = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    reader.add_argument("--sample", action="store_true", help="what CI runs; writes nothing")
    reader.add_argument("--workers", type=int, default=2)
    reader.add_argument("--only", help="run one part and write nothing, only keep what came out")
    given = reader.parse_args()
    # what fails without a change notices none; in CI the tests themselves run beside the sample
    mutants.check_as_it_stands(*(["--collect-only"] if given.sample else []))
    docs = ROOT / "docs" / "proof.md"
    if given.only:
        part = next(p for p in parts() if p.key == given.only)
        total = run(part, part.units(), given.workers, keep=True)
        OUT.print("\n".join(faults(part.key, total)) or "no fault")
        return 0
    if given.sample:
        bad = []
        for part in parts():
            if not part.sample:
                OUT.print(f"{part.key}: its sample is among the tests")
                continue
            total = run(part, part.sample, given.workers, keep=False)
            bad += faults(part.key, total)
            if part.key == "mutants":
                bad += few(total)
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
    totals = {p.key: run(p, p.units(), given.workers, keep=True) for p in parts()}
    docs.write_text(page(parts(), totals, keys(), commit), encoding="utf-8", newline="\n")
    bad = [fault for key, total in totals.items() for fault in faults(key, total)]
    OUT.print("\n".join(bad) or "no fault")
    OUT.print(f"written: {Path('docs') / 'proof.md'}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
