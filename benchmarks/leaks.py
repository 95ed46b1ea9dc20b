"""``python -m benchmarks.leaks``: what is replaced, what is found, and what is wrong of it.

The check shares no code with what makes a pack; only here, and in its tests, do both meet.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import joinedup
from graphdb.model import Case, CaseRecords, Person, Role
from joinedup.anonymise.model import Replaced
from joinedup.anonymise.pack import PackOptions, make_pack
from joinedup.anonymise.prepare import prepare, texts_of
from joinedup.leakcheck import Report, verify
from tests.anonymise import planted
from tests.leakcheck import corpus
from tests.leakcheck.measure import Measured, measure

AMBER = Path(__file__).parents[1] / "examples" / "amber-street"

#: Every word by which the example names somebody or something, written down by hand: what is
#: replaced and holds none of them was an ordinary word.
_NAMED = """
leanne marsh lm craig dolan cd ellie jake donna pike carol gemma derek hale northshire fellshire
calderwick stanmere amber canal tern larkfield lantern okafor lindqvist mensah grace hope will
chase mark rose may dean rowan brandreth moorgate npmh xtn qq cu crs rio systmone
"""
NAMING = frozenset(_NAMED.split())
_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Print the figures that are kept in docs/explanation/leaks.md."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        measured = measure(Path(folder))
        seconds = time.perf_counter() - start
    _print_planted(measured)
    flagged = len(measured.flagged)
    print(f"\nOrdinary words looked at: {measured.words:,}; wrongly flagged: {flagged}.")
    for one, leak in measured.flagged:
        print(f"  {leak.found!r} in {one.plant.words!r}: {one.carrier}")
    print(f"{_size(measured.report)}; {seconds:.1f} s with writing them.\n")
    _print_replaced()
    _print_pack()
    _print_whole()


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


def _size(report: Report) -> str:
    return f"{report.characters:,} characters in {len(report.looked)} parts"


def _replaced() -> Iterator[tuple[str, Replaced]]:
    """Yield every text of the example, then ordinary ones in a case of people named like words."""
    case = joinedup.load(AMBER)
    replacer = prepare(case.records, salt="5a" * 32)
    for text in texts_of(case.records):
        yield text.text, replacer.replace(text.text)
    people = tuple(
        Person(which, full, frozenset({Role.OTHER}), aliases=tuple(full.split()))
        for which, (full, _, _) in corpus.WORDS.items()
    )
    among = prepare(CaseRecords(Case("words", "Words"), persons=people), salt="5a" * 32)
    for text in corpus.ORDINARY:
        yield text, among.replace(text)


def _print_replaced() -> None:
    ordinary = wrong = right = 0
    said = []
    for text, replaced in _replaced():
        ordinary += sum(word.lower() not in NAMING for word in _WORD.findall(text))
        for use in replaced.used:
            words = {word.lower() for word in _WORD.findall(use.original)}
            number = bool(re.search(r"\d", use.original))
            if number or (words & NAMING and text not in corpus.ORDINARY):
                right += 1
            else:
                wrong += 1
                said.append(f"  {use.original!r} in {text[:80]!r}")
    share = 100 * wrong / ordinary
    print(f"Replaced: {right} that name somebody or something, and of {ordinary:,} ordinary words")
    print(f"{wrong} ({share:.2f} %), where at most 1 % is allowed.")
    print(*said, sep="\n", end="\n" if said else "")


def _print_pack() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        options = PackOptions(although_not_published=True, draft=True)
        made = make_pack(joinedup.load(AMBER), place / "pack", place / "key.json", options)
        key = json.loads((place / "key.json").read_text(encoding="utf-8"))
        start = time.perf_counter()
        report = verify(place / "pack", key)
        seconds = time.perf_counter() - start
    print(f"\nThe example's pack, of {made.rows} rows: {len(report.leaks)} leaks,")
    print(f"{len(report.unread)} files not read; {_size(report)}; {seconds:.1f} s.")
    for leak in report.leaks:
        print(f"  {leak.file}, {leak.place}: {leak.kind} {leak.id}, {leak.variant}")


def _print_whole() -> None:
    """Print what is left of what was planted in the files of a whole case."""
    with tempfile.TemporaryDirectory() as folder:
        made = planted.make(Path(folder))
    total = sum(made.planted.values())
    print(f"\nPlanted in the files of a case: {total:,} identifiers.")
    for where, count in made.planted.items():
        print(f"  {count:,} in {where}")
    print(f"Put before a person, who says “replace” to each: {made.questions}.")
    print(f"In its pack: {len(made.report.leaks)} leaks, {len(made.still)} by a plain search.")


if __name__ == "__main__":
    main()
