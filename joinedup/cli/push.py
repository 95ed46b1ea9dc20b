"""Cases into a library or onto a server: what both commands do and say."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from joinedup.cli.common import console, say
from joinedup.cli.opening import NO_FILE, opened, to_option

if TYPE_CHECKING:
    from joinedup.library.library import Library, Outcome

_AGAIN = click.option(
    "--again",
    is_flag=True,
    help="Write cases again that are there just as their folders have them.",
)


@click.command()
@click.argument("case", nargs=-1, required=True, type=click.Path(path_type=Path))
@to_option
@_AGAIN
def push(
    case: tuple[Path, ...],
    where: str,
    user: str | None,
    password_file: Path | None,
    database: str | None,
    again: bool,
) -> None:
    """Write cases to a Neo4j server, each in place of what is there of it.

    Each case is written whole, or stays as it was. What a report keeps back is kept back, and no
    aliases of persons go. Exit code 1 where a case was set aside, 3 where none could be read.
    """
    from joinedup.library.library import is_address

    if not is_address(where):
        raise click.BadParameter(
            "that is no address of a server. Write it as neo4j://HOST:7687; for a folder there is "
            "`joinedup library add`.",
            param_hint="--to",
        )
    with opened(where, user, password_file, database) as library:
        add_cases(library, case, again=again, other_names=False)


def add_cases(
    library: Library, folders: tuple[Path, ...], *, again: bool, other_names: bool = True
) -> None:
    """Add cases, say what became of each that needs saying, and leave with the code for it."""
    from rich.progress import Progress

    err = console(err=True)
    folders = tuple(dict.fromkeys(folders))
    settled: list[Outcome] = []
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("cases", total=len(folders))

        def done(outcome: Outcome) -> None:
            settled.append(outcome)
            if outcome.why:
                say(err, f"{outcome.folder}: set aside. {outcome.why}", "bold")
            for limit in outcome.limits:
                say(err, f"{outcome.folder}: {limit}")
            progress.advance(task)

        with _Stop() as stop:
            try:
                library.add(
                    *folders,
                    again=again,
                    other_names=other_names,
                    done=done,
                    stop=stop.asked,
                    workers=None,
                )
            except BaseException:
                progress.stop()
                if not stop.asked():
                    if settled:
                        _summary(settled, library.where)
                    raise
    if stop.asked():
        _say_stopped(settled, len(folders))
    _summary(settled, library.where)
    aside = sum(outcome.what == "set aside" for outcome in settled)
    if settled and aside == len(settled):
        raise SystemExit(NO_FILE)
    if aside or stop.asked():
        raise SystemExit(1)


class _Stop:
    """Ctrl+C ends the work after the cases in hand; a second one ends it at once."""

    def __init__(self) -> None:
        self._asked = False

    def asked(self) -> bool:
        """Whether it was pressed."""
        return self._asked

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._press)
        return self

    def _press(self, number: int, frame: object) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._before)


def _say_stopped(settled: list[Outcome], of: int) -> None:
    say(
        console(err=True),
        f"Stopped: {len(settled)} of {of} cases were come to. What is counted is in the library, "
        "each case whole; joinedup library list says what else is. Do it again for the others.",
        "bold",
    )


def _summary(settled: list[Outcome], where: str) -> None:
    count = Counter(outcome.what for outcome in settled)
    kinds = ("added", "replaced", "unchanged", "set aside")
    said = ", ".join(f"{count[kind]:,} {kind}" for kind in kinds if count[kind] or kind == "added")
    out = console()
    say(out, f"{said}: {where}", "bold")
    if count["added"] or count["replaced"]:
        say(
            out,
            "What a report keeps back (restricted reasons, what the panel restricted) stays in "
            "the case folders. All else is there in clear: keep it where you keep them.",
        )
