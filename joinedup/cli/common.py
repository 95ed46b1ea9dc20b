"""What the commands share: the console, tables, and loading a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from joinedup.case import JoinedUpCase

#: A case folder as an argument.
case_argument = click.argument("case", type=click.Path(exists=True, file_okay=True, path_type=Path))


def console(*, err: bool = False) -> Console:
    """Return a console that wraps at 100 columns where nobody says otherwise.

    Text of a chronology is always printed as :class:`rich.text.Text`, never as markup.
    """
    made = Console(stderr=err, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = 160
    return made


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table whose cells are plain text, whatever they hold."""
    made = Table(title=title, title_justify="left", show_lines=False, expand=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable(str(cell))) for cell in row))
    return made


def printable(text: str) -> str:
    """Return text without control characters, which a terminal would obey."""
    return "".join(c if c == "\n" or (c.isprintable()) else "�" for c in text)


def load(path: Path) -> JoinedUpCase:
    """Load a case, and say on stderr what every later answer depends on."""
    from joinedup.case import load as load_case

    case = load_case(path)
    say_limits(case)
    return case


def say_limits(case: JoinedUpCase) -> None:
    """Say what stands between the rows and the answers: uncoded rows, files not read."""
    if case.report is None:
        return
    err = console(err=True)
    if case.report.uncoded:
        err.print(Text(case.report.uncoded_line))
    refused = [file.document for file in case.report.files if file.refused]
    if refused:
        err.print(Text(f"Not read: {', '.join(refused)}. Run `joinedup check` to see why."))
