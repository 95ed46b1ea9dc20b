"""One command, one run, one table: how fast the product is, beside plain SQL on the same case.

``python -m benchmarks`` measures the example case, one case of 5,000 events read from mixed
files, its page in a browser, and libraries of 200 and 2,000 generated cases of 250 events. Times
are the best of a few warm runs; ratios are to :mod:`tests.reference.three_questions_duckdb` in
the same process, and to a bare page in the same browser. Wherever both answer, their rows are
compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks import adapters, pack, questions, stores
from benchmarks.adapters import NotThereError
from benchmarks.browser import machine, page_in_browser
from benchmarks.generate import Size, generate, write_folder
from benchmarks.questions import Measured
from graphdb.model import CaseRecords

EXAMPLE = Path("examples/amber-street")
#: So many cases of a library are answered by the second implementation, too.
REFERENCE_CASES = 4
PAGE_FIXED, PAGE_PER_EVENT = 250_000 + 560_000, 300  # of the page, of its network map
T = TypeVar("T")


def best_of(times: int, work: Callable[[], T]) -> tuple[float, T]:
    """Return the least time of some runs, and what the last one gave."""
    least = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        out = work()
        least = min(least, time.perf_counter() - begin)
    return least, out


class Report:
    """The table as it grows."""

    def __init__(self) -> None:
        self.table = Table(title=f"joinedup, measured in one run ({machine()})")
        for head in ("what", "measured", "limit", "reference", "ratio", ""):
            numeric = head not in ("what", "")
            self.table.add_column(head, justify="right" if numeric else "left")

    def add(
        self, what: str, value: str, limit: str = "", sql: str = "", ratio: str = "", say: str = ""
    ) -> None:
        """Add a row."""
        self.table.add_row(what, value, limit, sql, ratio, say)

    def seconds(self, what: str, took: float, limit: float | None, sql: float | None) -> None:
        """Add a time, with its limit and its ratio to the reference."""
        verdict = "" if limit is None else ("within" if took <= limit else "OVER")
        self.add(
            what,
            f"{took:.3f} s",
            "" if limit is None else f"{limit} s",
            "" if sql is None else f"{sql:.3f} s",
            "" if sql is None else f"{took / sql:.2f}",
            verdict,
        )


def _difference(one: adapters.Rows, other: adapters.Rows) -> str:
    if one == other:
        return "equal"
    extra, missing = len(one.keys() - other.keys()), len(other.keys() - one.keys())
    changed = sum(one[k] != other[k] for k in one.keys() & other.keys())
    return f"DIFFER: {extra} only here, {missing} only in SQL, {changed} other certainty"


def one_case(report: Report, name: str, folder: Path, *, limits: bool, text_bytes: int) -> None:
    """Measure one case folder from its files to its page, and beside SQL."""
    from tests.reference.three_questions_duckdb import ThreeQuestions  # heavy: not for libraries

    words = adapters.vocabulary()
    try:
        took, records = best_of(3, lambda: adapters.load(folder))
        size = len(records.events)
        report.seconds(f"{name}: load {size} events", took, 1.2 if limits else None, None)
    except NotThereError as error:
        report.add(f"{name}: load", "–", say=str(error))
        return
    kinds = adapters.reference_kinds(words)
    plain = adapters.without_guards(records)
    sql, reference = best_of(2, lambda: ThreeQuestions(plain, kinds, informal_holders=False))
    try:
        core = adapters.core_alone(records)
        took, _ = best_of(3, lambda: adapters.ask(core, words))
        what = f"{name}: knowledge and the first {len(adapters.CORE)} findings"
        report.seconds(what, took, 0.5 if limits else None, sql)
        took, asked = best_of(3, lambda: adapters.ask(records, words))
        report.seconds(f"{name}: the whole catalogue", took, 3.0 if limits else None, sql)
        answers = adapters.ask(plain, words)[2]
        theirs = adapters.reference_rows(reference)
        ours = adapters.product_rows(answers)
        for question, rows in ours.items():
            report.add(
                f"{name}: {question}, rows",
                str(len(rows)),
                sql=str(len(theirs[question])),
                say=_difference(rows, theirs[question]),
            )
        took, html = best_of(1, lambda: adapters.page(*asked, words))
        most = PAGE_FIXED + 2 * text_bytes + PAGE_PER_EVENT * size
        weight = len(html.encode())
        report.seconds(f"{name}: page", took, None, None)
        report.add(
            f"{name}: page, bytes",
            f"{weight:,}",
            f"{most:,}",
            say="within" if weight <= most else "OVER",
        )
    except NotThereError as error:
        report.add(f"{name}: findings", "–", say=str(error))


def text_of(records: CaseRecords) -> int:
    """Return the bytes of what was written in a case's rows."""
    return sum(
        len(part.encode())
        for e in records.events
        for part in (e.summary, e.response, e.outcome, e.comment, e.bar_text, e.when.written)
    )


def _library(cases: int, size: int, first: int) -> dict[str, float]:
    """Answer generated cases from a seed on, one after the other, in a process of its own."""
    words = adapters.vocabulary()
    adapters.ask(generate(0, Size(events=size)), words)
    busy = 0.0
    found = 0
    for seed in range(first, first + cases):
        records = generate(seed, Size(events=size))
        begin = time.process_time()  # not what else runs on the machine
        found += len(adapters.ask(records, words)[2].findings)
        busy += time.process_time() - begin
        print(".", file=sys.stderr, end="", flush=True)  # whoever started it counts these
    return {"busy": busy, "peak": _peak(), "found": found}


def _beside_the_second(size: int) -> tuple[float, float]:
    """Return the seconds of the whole catalogue and of the second implementation, some cases."""
    words = adapters.vocabulary()
    cases = [generate(seed, Size(events=size)) for seed in range(REFERENCE_CASES)]
    ours, _ = best_of(2, lambda: [adapters.ask(records, words) for records in cases])
    theirs, _ = best_of(1, lambda: [adapters.second_implementation(records) for records in cases])
    return ours, theirs


def _peak() -> float:
    """Return this process's greatest memory so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss begins with what the parent held when it forked
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _watch(started: list[subprocess.Popen[str]], cases: int) -> list[str]:
    """Show how many cases are done, and return what each process wrote beside its dots."""
    errors = [""] * len(started)

    def read(index: int) -> None:
        stream = started[index].stderr
        while stream is not None and (sign := stream.read(1)):
            errors[index] += sign
            progress.advance(task, sign == ".")

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"library of {cases}", total=cases)
        readers = [Thread(target=read, args=(index,)) for index in range(len(started))]
        for reader in readers:
            reader.start()
        for reader, process in zip(readers, started, strict=True):
            reader.join()
            process.wait()
    return errors


def libraries(report: Report, counts: tuple[int, ...], size: int) -> None:
    """Measure libraries of cases: time per case, its growth, and peak memory."""
    per_case: list[float] = []
    for count in counts:
        halves = [(count - count // 2, 0), (count // 2, count - count // 2)]
        begin = time.perf_counter()
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "benchmarks", "--library", str(n), str(size), str(first)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for n, first in halves
        ]  # fmt: skip
        errors = _watch(started, count)
        wall = time.perf_counter() - begin
        if any(process.returncode for process in started):
            wrong = "".join(errors).strip(". \n")
            say = wrong.splitlines()[-1] if wrong else "no answer"
            report.add(f"library of {count}", "–", say=say)
            return
        outs = [json.loads(process.stdout.read()) for process in started if process.stdout]
        per_case.append(sum(out["busy"] for out in outs) / count)
        what = f"library of {count} cases of {size} events, whole catalogue"
        limit = 60 * count / 2000
        report.add(
            f"{what}: on two processes",
            f"{wall:.1f} s",
            f"{limit:.0f} s",
            say="within" if wall <= limit else "OVER",
        )
        report.add(f"{what}: per case", f"{1000 * per_case[-1]:.1f} ms")
        report.add(f"{what}: peak memory, both", f"{sum(out['peak'] for out in outs):.0f} MB")
    ours, theirs = _beside_the_second(size)
    report.seconds(f"{REFERENCE_CASES} such cases, beside KNOWS and three findings in SQL", ours,
                   None, theirs)  # fmt: skip
    if len(per_case) > 1:
        growth = per_case[-1] / per_case[0] - 1
        report.add(
            "time per case, growth",
            f"{growth:+.1%}",
            "10 %",
            say="within" if growth <= 0.1 else "OVER",
        )


def _filled(
    report: Report, what: str, one: stores.Filled, limit: float | None, each: float
) -> None:
    """Add what filling a store took, beside DuckDB's seconds for one node or edge."""
    name = f"{what}, {one.cases} cases, {one.items:,} nodes and edges"
    report.seconds(name, one.seconds, limit, each * one.items)
    report.add(f"{name}: a second", f"{one.items / one.seconds:,.0f}")
    report.add(f"{name}: peak memory, engine", f"{one.engine_mb:.0f} MB")
    report.add(
        f"{name}: peak memory, all",
        f"{one.all_mb:.0f} MB",
        f"{stores.LIMIT_MB} MB",
        say="within" if one.all_mb <= stores.LIMIT_MB else "OVER",
    )


def _asked(report: Report, what: str, every: Iterable[Measured]) -> None:
    """Add what the named questions took, beside hand-written SQL with the same rows."""
    for one in every:
        name = f"{what}: {one.question}"
        report.seconds(name, one.seconds, questions.LIMIT, one.sql)
        report.add(f"{name}, first of all", f"{one.first:.3f} s", say=f"{one.rows:,} rows")


def in_stores(report: Report, counts: tuple[int, ...], size: int, *, server: bool) -> None:
    """Measure how long libraries take into a store, and how long they take to be asked."""
    items, seconds = stores.reference(size)
    each = seconds / items
    report.add(f"DuckDB, the rows of {stores.REFERENCE_CASES} cases", f"{seconds:.1f} s",
               say=f"{items:,} rows")  # fmt: skip
    fillings = {"embedded": (stores.embedded, stores.LIMIT_EMBEDDED)}
    if server:
        fillings["Neo4j"] = (stores.neo4j, stores.LIMIT_NEO4J)
    for name, (work, limit) in fillings.items():
        rates = []
        for count in counts:
            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task(f"{name}, {count}", total=count)
                found = work(count, size, lambda _, task=task: progress.advance(task))
            first, again = found.first, found.again
            _filled(report, f"into {name}, worked out as it goes", first, None, each)
            alone = limit * count / 2000
            _filled(report, f"into {name}, worked out before", found.alone, alone, each)
            if again is not None:
                _filled(report, f"into {name} again", again, None, each)
            _asked(report, f"{name}, {count} cases", found.asked)
            rates.append(found.alone.seconds / found.alone.items)
        growth = rates[-1] / rates[0] - 1
        report.add(f"into {name}: seconds for each, growth", f"{growth:+.1%}")


def a_pack(report: Report, events: int, seed: int) -> None:
    """Measure how long cases of five sorts take into a pack, beside only reading them."""
    limit = pack.LIMIT * events / 5000
    sorts = (
        ("as generate makes them", pack.ordinary),
        ("dense", pack.dense),
        ("told in plain words", pack.told),
        ("the same, not coded", pack.uncoded),
        ("the example told again and again", pack.repeated),
    )
    for name, measure in sorts:
        # each in a process of its own, as whoever makes a pack has one
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            found = pool.submit(measure, events, seed).result()
        what = f"{found.rows:,} rows, {name}, into a pack, beside reading them"
        report.seconds(what, found.pack, limit, found.load)
        report.add("left in it, by its own leak check", str(found.left), "0")
        if found.asked is not None:
            within = "within" if found.asked <= pack.MOST_ASKED else "OVER"
            report.add("asked of a person", str(found.asked), str(pack.MOST_ASKED), say=within)


def main() -> None:
    """Run the benchmarks asked for and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--events", type=int, default=5000, help="events of the big case")
    parser.add_argument("--libraries", type=int, nargs="*", default=[200, 2000])
    parser.add_argument("--case-size", type=int, default=250)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--library", type=int, nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--stores", action="store_true", help="libraries into stores, alone")
    parser.add_argument("--pack", action="store_true", help="a case into its pack, alone")
    parser.add_argument("--neo4j", action="store_true", help="with --stores: a Neo4j, too")
    asked: Any = parser.parse_args()
    if asked.library:
        print(json.dumps(_library(*asked.library)))
        return
    report = Report()
    if asked.stores:
        in_stores(report, tuple(asked.libraries), asked.case_size, server=asked.neo4j)
        Console(width=130).print(report.table)
        return
    if asked.pack:
        a_pack(report, asked.events, asked.seed)
        Console(width=130).print(report.table)
        return
    try:
        report.add("library start-up, beyond Python", f"{adapters.start_up():.3f} s")
    except NotThereError as error:
        report.add("library start-up", "–", say=str(error))
    if (EXAMPLE / "case.toml").exists():
        text = text_of(adapters.load(EXAMPLE))
        one_case(report, "example", EXAMPLE, limits=False, text_bytes=text)
    else:
        report.add("example", "–", say=f"There is no {EXAMPLE} yet.")
    with tempfile.TemporaryDirectory() as place:
        records = generate(asked.seed, Size(events=asked.events, agencies=10, facts=18, years=6))
        text = write_folder(records, Path(place))
        one_case(report, f"{asked.events:,} events", Path(place), limits=True, text_bytes=text)
    page_in_browser(report, asked.events)
    a_pack(report, asked.events, asked.seed)
    libraries(report, tuple(asked.libraries), asked.case_size)
    Console(width=130).print(report.table)
