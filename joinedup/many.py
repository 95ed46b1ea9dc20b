"""Several cases asked the same, one process each: what each folder gives, or what is wrong."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

    from graphdb.stores.packing import Packed
    from graphdb.tables import Tables


_GUARD = (
    "A script that asks for more than one process is imported again by each of them. Put what it "
    'does under `if __name__ == "__main__":`, or leave workers at 1.'
)


class WorkersError(RuntimeError):
    """Several processes were asked for and cannot be had; the message says what to do."""


def stop_if_imported_again() -> None:
    """Stop a process that imports the script which began it, and that does its work once more.

    Raises
    ------
    WorkersError
        Saying what the script has to have.
    """
    # as multiprocessing itself tells it; such a process would wait for ever for what the first has
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise WorkersError(_GUARD)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one case.

    Attributes
    ----------
    folder
        The case folder, as it was given.
    case_id, rows, uncoded
        The case, how many rows of it were loaded, and how many of these nobody has coded.
    lines
        How many lines of enquiry its findings make.
    first
        The title of the weightiest line; empty where there is none.
    findings
        One line per finding, as :meth:`joinedup.case.JoinedUpCase.findings` gives it; ``None``
        where the case could not be read.
    limits
        What cannot be told of the whole case, in sentences.
    looked
        Whether anything was read in which findings could be looked for.
    wrong
        Why it could not be read; empty where it could.
    """

    folder: Path
    case_id: str = ""
    rows: int = 0
    uncoded: int = 0
    lines: int = 0
    first: str = ""
    findings: pd.DataFrame | None = None
    limits: tuple[str, ...] = ()
    looked: bool = False
    wrong: str = ""


def ask(folder: Path, *, certain_only: bool = False) -> Asked:
    """Read one case and ask it every finding; never raises for what is wrong with its files."""
    from joinedup.case import load
    from joinedup.limits import can_look
    from loaders import LoaderError

    try:
        case = load(folder)
        found = case.findings(certain_only=certain_only)
    except (LoaderError, OSError) as error:
        return Asked(folder, wrong=str(error))
    groups = case.answers.groups
    return Asked(
        folder,
        case.records.case.case_id,
        len(case.records.events),
        0 if case.report is None else case.report.uncoded,
        len(groups),
        groups[0].title if groups else "",
        found,
        tuple(f"{limit.statement} {limit.needed}" for limit in case.limits),
        can_look(case.records),
    )


def ask_each(
    folders: Sequence[Path], *, certain_only: bool = False, workers: int | None = None
) -> Iterator[Asked]:
    """Yield what each case answers, in the order given, as soon as it is there.

    Parameters
    ----------
    folders
        Case folders.
    certain_only
        Leave out what the dates leave merely possible.
    workers
        How many processes; as many as there are processors where it is not said.

    Notes
    -----
    Every process is begun anew, on every platform alike, and imports the script that asked; see
    `WorkersError`. No process holds more than one case, so
    memory does not grow with their number.
    """
    yield from _each(partial(ask, certain_only=certain_only), folders, workers)


@dataclass(frozen=True, slots=True)
class Tabled:
    """A case as rows that may leave.

    Attributes
    ----------
    folder
        The case folder, as it was given.
    tables
        Its rows with its findings, without what is kept back; ``None`` where it could not be read.
    limits
        What stands between its rows and its answers, in sentences.
    wrong
        Why it could not be read; empty where it could.
    """

    folder: Path
    tables: Tables | None = None
    limits: tuple[str, ...] = ()
    looked: bool = False
    wrong: str = ""


def table(folder: Path) -> Tabled:
    """Read one case and return its rows; never raises for what is wrong with its files."""
    from graphdb.tables import checked
    from joinedup.case import load
    from joinedup.library.leaving import fit_to_leave
    from loaders import LoaderError
    from viz.leaving import leaving

    try:
        case = load(folder)
        tables = checked(fit_to_leave(case.tables, leaving(case.view)))
    except (LoaderError, OSError) as error:
        return Tabled(folder, wrong=str(error))
    uncoded = "" if case.report is None else case.report.uncoded_line
    limits = (f"{limit.statement} {limit.needed}" for limit in case.limits)
    return Tabled(folder, tables, tuple(filter(None, (uncoded, *limits))))


def table_each(folders: Sequence[Path], *, workers: int | None = None) -> Iterator[Tabled]:
    """Yield each case as rows that may leave, in the order given, as soon as it is there.

    Parameters
    ----------
    folders
        Case folders.
    workers
        How many processes; as many as there are processors where it is not said.
    """
    return _each(table, folders, workers)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A case as it goes into a library.

    Attributes
    ----------
    folder
        The case folder, as it was given.
    case_id
        The case; empty where it could not be read.
    digest
        The SHA-256 over its rows.
    inputs
        The SHA-256 over those of the files read.
    packed
        Its rows, as stores take them fastest; ``None`` where it could not be read.
    limits
        What stands between its rows and its answers, in sentences.
    wrong
        Why it could not be read, or cannot be kept; empty where all is well.
    """

    folder: Path
    case_id: str = ""
    digest: str = ""
    inputs: str = ""
    packed: Packed | None = None
    limits: tuple[str, ...] = ()
    wrong: str = ""


def seal(folder: Path, *, other_names: bool = False) -> Sealed:
    """Read one case and make it ready for a library; never raises for what is wrong with it.

    Parameters
    ----------
    folder
        A case folder.
    other_names
        Whether persons come with their aliases: only for a library that records an authority.
    """
    from graphdb.stores.base import RowsError
    from graphdb.stores.packing import pack
    from joinedup.case import load
    from joinedup.library.leaving import fit_to_leave, with_other_names
    from joinedup.library.sealing import made_of
    from loaders import LoaderError
    from viz.leaving import leaving

    try:
        case = load(folder)
        tables = fit_to_leave(case.tables, leaving(case.view))
        if other_names:
            tables = with_other_names(tables, case.records.persons)
        tables = made_of(tables, case.inputs)
        packed = pack(tables, seal=True)
    except (LoaderError, OSError, RowsError) as error:
        return Sealed(folder, wrong=str(error))
    (row,) = tables.nodes["Case"]
    uncoded = "" if case.report is None else case.report.uncoded_line
    limits = (f"{limit.statement} {limit.needed}" for limit in case.limits)
    return Sealed(
        folder,
        tables.case_id,
        packed.digest,
        str(row["inputs"]),
        packed,
        tuple(filter(None, (uncoded, *limits))),
    )


def seal_each(
    folders: Sequence[Path], *, other_names: bool = False, workers: int | None = None
) -> Iterator[Sealed]:
    """Yield each case ready for a library, in the order given, as soon as it is there.

    Parameters
    ----------
    folders
        Case folders.
    other_names
        As :func:`seal` has it.
    workers
        How many processes; as many as there are processors where it is not said.
    """
    return _each(partial(seal, other_names=other_names), folders, workers)


_Answer = TypeVar("_Answer")


def _leave_stopping_to_the_command() -> None:
    # Ctrl+C goes to every process of a command; one that is stopped here would break the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _each(
    work: Callable[[Path], _Answer], folders: Sequence[Path], workers: int | None
) -> Iterator[_Answer]:
    stop_if_imported_again()
    count = min(workers or os.cpu_count() or 1, len(folders))
    if count <= 1:
        yield from map(work, folders)
        return
    try:
        yield from _in_processes(work, folders, count)
    except BrokenProcessPool as error:
        raise WorkersError(
            "A process that was to read cases ended before it had: nothing of what it had in hand "
            f"was written. {_GUARD} If it has that, there may have been too little memory: ask "
            "for fewer."
        ) from error


def _in_processes(
    work: Callable[[Path], _Answer], folders: Sequence[Path], count: int
) -> Iterator[_Answer]:
    begun_anew = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, begun_anew, _leave_stopping_to_the_command) as pool:
        ahead = iter(folders)
        # no more answers wait than the processes can be ahead: memory does not grow with them
        waiting = deque(pool.submit(work, folder) for folder in islice(ahead, 2 * count))
        while waiting:
            answer = waiting.popleft().result()
            waiting.extend(pool.submit(work, folder) for folder in islice(ahead, 1))
            yield answer
