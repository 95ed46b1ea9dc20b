"""The command that writes the graph of cases for other tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import console, printable, say

if TYPE_CHECKING:
    from graphdb.tables import Tables

#: As `joinedup.library.export.FORMATS` has them, which needs half a second to import.
_FORMATS = ("graphml", "json", "parquet", "csv-for-neo4j-admin")


@click.command()
@click.argument("case", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--to",
    "form",
    type=click.Choice(_FORMATS),
    required=True,
    help="graphml for Gephi and NetworkX, parquet for pandas and DuckDB (needs joinedup[parquet]).",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write; an earlier export in it is replaced whole.",
)
def export(case: tuple[Path, ...], form: str, output: Path) -> None:
    """Write the graph of one or several cases, with knowledge and findings, for other tools.

    What there is in it says docs/reference/schema.md. Recorded reasons that are restricted are kept
    back, as in a report. All of it is written, or nothing: exit code 3 where a case cannot be read.
    """
    from joinedup.library.export import MissingLibraryError, NotOursError, needed
    from joinedup.library.export import export as write
    from joinedup.library.export.folder import MANIFEST, stop_unless_ours
    from queries.enquiry import counted

    try:
        needed(form)
        stop_unless_ours(output)  # said before the cases are worked out, not after
        done = write(_read(case), form, output)
    except MissingLibraryError as missing:
        raise click.ClickException(str(missing)) from None
    except NotOursError as other:
        raise click.BadParameter(printable(str(other)), param_hint="--output") from None
    out = console()
    cases = counted(done.cases, "case", "cases")
    say(out, f"{cases}, {done.nodes:,} nodes and {done.edges:,} edges: {output.resolve()}", "bold")
    files = counted(len(done.files), "file", "files")
    say(out, f"{files}; {MANIFEST} names each, with its SHA-256 and the marking of every case.")


def _read(folders: tuple[Path, ...]) -> Iterator[Tables]:
    """Yield the rows of each case, and say what stands in its way.

    Raises
    ------
    SystemExit
        With 3, when a case cannot be read.
    click.UsageError
        When two folders are of one case.
    """
    from rich.progress import Progress

    from joinedup.many import table_each

    err = console(err=True)
    seen: dict[str, Path] = {}
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task("cases", total=len(folders))
        for one in table_each(folders):
            if one.tables is None:
                say(err, f"{one.folder}: {one.wrong}")
                say(err, "Nothing was written.", "bold")
                raise SystemExit(3)
            first = seen.setdefault(one.tables.case_id, one.folder)
            if first is not one.folder:
                name = printable(one.tables.case_id)
                raise click.UsageError(
                    f"{first} and {one.folder} are both the case “{name}”; nothing was "
                    "written. Each case needs an id of its own in case.toml."
                )
            for limit in one.limits:
                say(err, f"{one.folder}: {limit}")
            progress.advance(task)
            yield one.tables
