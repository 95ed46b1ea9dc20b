"""What the commands share: the console, tables, and loading a case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from datetime import date

    from joinedup.case import JoinedUpCase

#: A case folder as an argument. One that is not there is a message of the loaders, with its code.
case_argument = click.argument("case", type=click.Path(path_type=Path))

#: Fewer moments than the shortest session of a walkthrough stops at are no session.
FEW_MOMENTS = 3

_JOINERS = "\u200c\u200d"  # emoji and several scripts are spelt with them


def console(*, err: bool = False) -> Console:
    """Return a console that is 160 columns wide where it is no terminal."""
    made = Console(stderr=err, highlight=False, soft_wrap=False)
    if not made.is_terminal:
        made.width = 160
    return made


def say(out: Console, text: str, style: str = "") -> None:
    """Print text that may come from a file: as it is, never as markup, controls made visible."""
    out.print(Text(printable(text), style=style))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table whose cells are plain text, whatever they hold.

    Where the terminal has room no word is broken in the middle; else those of the widest columns
    are, and of columns of keys last. Headings go on in the next line after ``_``.
    """
    made = Table(title=title, title_justify="left", show_lines=False, expand=False)
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    room = console().width - 3 * len(columns) - 1  # between two: a line, with a space either side
    every = [[column, *(row[place] for row in cells)] for place, column in enumerate(columns)]
    narrow = sum(max(map(cell_len, texts)) for texts in every) > room
    heads = [column.replace("_", "_\n") if narrow else column for column in columns]
    words = [
        max(map(_longest_word, [head, *texts[1:]]))
        for head, texts in zip(heads, every, strict=True)
    ]
    keys = {p for p, texts in enumerate(every) if not any(" " in text for text in texts)}
    whole = _kept_whole(words, {p for p in keys if words[p] <= _KEY}, room)
    for place, head in enumerate(heads):
        made.add_column(head, overflow="fold", min_width=words[place] if place in whole else None)
    for row in cells:
        made.add_row(*map(Text, row))
    return made


#: How wide a column is at the least that has longer words, of which some are broken; and how long
#: a key is at the most.
_BROKEN, _KEY = 12, 40


def _longest_word(text: str) -> int:
    return max(map(cell_len, text.split()), default=0)


def _kept_whole(words: Sequence[int], keys: set[int], room: int) -> set[int]:
    """Return in which columns no word need be broken, by the longest word of each; keys first."""
    whole = set(range(len(words)))
    while whole:
        needed = sum(word if p in whole else min(word, _BROKEN) for p, word in enumerate(words))
        if needed <= room:
            break
        whole.remove(max(whole, key=lambda p: (p not in keys, words[p])))
    return whole


def printable(text: str) -> str:
    r"""Return text without what a terminal would obey: controls, and what turns text around.

    Examples
    --------
    >>> printable("a\x1b[31mb\u202ec\u00a0d\r\n👩\u200d👧")
    'a�[31mb�c d\n👩\u200d👧'
    """
    return "".join(map(_shown, text.replace("\r\n", "\n").replace("\t", " ")))


def _shown(character: str) -> str:
    if character.isprintable() or character == "\n" or character in _JOINERS:
        return character
    return " " if unicodedata.category(character) == "Zs" else "\ufffd"


def folder_of(case: Path) -> Path:
    """Return the case folder, which may be named by its case.toml."""
    return case.parent if case.is_file() else case


def stop_if_lines_would_be_lost(case: Path) -> None:
    """Leave with code 1 where rewriting dispositions.csv would drop a line not understood."""
    from loaders import load_case

    lost = [p for p in load_case(case).report.problems if p.code == "JU-L106"]
    if lost:
        err = console(err=True)
        for problem in lost:
            say(err, str(problem))
        say(err, "Nothing was written: such a line would be lost. Correct it and try again.")
        raise SystemExit(1)


def load(path: Path) -> JoinedUpCase:
    """Load a case, and say on stderr what every later answer depends on."""
    from joinedup.case import load as load_case

    case = load_case(path)
    say_limits(case)
    return case


def day_of_case(case: JoinedUpCase, text: str, folder: Path) -> date:
    """Return a day as somebody wrote it, read as the dates of the case are.

    Parameters
    ----------
    text
        As it was written: 14/3/2012, or "day 214" of a case whose days are counted.
    folder
        Of the case: its ``case.toml`` says what day 1 is.

    Raises
    ------
    click.BadParameter
        When it is no day.
    """
    from graphdb.dates import DateContext, moment_of, read_when
    from loaders.case_file import NAME, read_case_file

    scope_from, scope_to = case.records.case.scope_from, case.records.case.scope_to
    scope = (scope_from, scope_to) if scope_from and scope_to else None
    day_1 = read_case_file(folder_of(folder) / NAME).dates.day_1
    reading = read_when(
        text.strip().lower() if day_1 else text, context=DateContext(scope, day_1=day_1)
    )
    if reading.when is None or reading.when.latest is None:
        raise click.BadParameter(f"“{printable(text)}” is not a day. Write it as 14/3/2012.")
    return moment_of(reading.when.latest).date()


def say_limits(case: JoinedUpCase) -> None:
    """Say what stands between the rows and the answers: uncoded rows, files not read."""
    err = console(err=True)
    if case.report is not None:
        if case.report.uncoded:
            say(err, case.report.uncoded_line)
        refused = [file.document for file in case.report.files if file.refused]
        if refused:
            say(err, f"Not read: {', '.join(refused)}. Run `joinedup check` to see why.")
    for limit in case.limits:
        say(err, f"{limit.statement} {limit.needed}", "bold")
