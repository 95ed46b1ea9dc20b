"""What the panel said: dispositions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import (
    case_argument,
    console,
    folder_of,
    load,
    say,
    stop_if_lines_would_be_lost,
    table,
)

if TYPE_CHECKING:
    from graphdb.model import Disposition


@click.group()
def dispositions() -> None:
    """Keep what the panel said of each finding, in dispositions.csv."""


@dispositions.command(name="list")
@case_argument
def list_(case: Path) -> None:
    """Print every disposition, and whether its rows have changed since."""
    answers = load(case).answers
    rows: list[tuple[str, ...]] = [
        (
            _named(standing.disposition),
            str(standing.disposition.state),
            standing.disposition.note,
            standing.disposition.who,
            standing.disposition.when,
            standing.on_earlier_rows,
        )
        for _, standing in sorted(answers.standings.items())
    ]
    rows += [
        (d.finding_id, str(d.state), d.note, d.who, d.when, "no longer found")
        for d in answers.no_longer_found
    ]
    columns = ("Finding", "Disposition", "Note", "Who", "When", "Rows")
    if rows:
        console().print(table("What the panel said", columns, rows))
    else:
        said = "The panel has said nothing of any finding yet. A file to fill in: joinedup"
        say(console(), f"{said} dispositions prepare {case}")


def _named(said: Disposition) -> str:
    """Return a finding's id, and of what the panel added also what it says."""
    if not said.kind:
        return said.finding_id
    return f"{said.finding_id}\nAdded by the panel ({said.kind}): {said.title}"


@dispositions.command()
@case_argument
def prepare(case: Path) -> None:
    """Add a line, open, for every finding that has none yet.

    Fill in state, note, who and when in dispositions.csv. What is there already stays as it is.
    """
    from graphdb.model import Disposition, DispositionState
    from loaders import write_dispositions

    stop_if_lines_would_be_lost(case)
    loaded = load(case)
    folder = folder_of(case)
    kept = loaded.records.dispositions
    have = {d.finding_id for d in kept}
    new = [
        Disposition(
            finding_id=finding.finding_id,
            state=DispositionState.OPEN,
            title=finding.statement,
            fingerprint=finding.fingerprint,
        )
        for finding in (*loaded.answers.findings, *loaded.answers.good)
        if finding.finding_id not in have
    ]
    write_dispositions(folder, [*kept, *new])
    kept_as = f"{len(new)} added, {len(kept)} kept as they were."
    say(console(), f"{folder / 'dispositions.csv'}: {kept_as}")


@dispositions.command()
@case_argument
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def merge(case: Path, files: tuple[Path, ...]) -> None:
    """Take in copies of dispositions.csv that were saved elsewhere, whatever their names.

    What panels added of their own is taken in with what they said of findings. The newest
    counts for each finding; where two files differ, both are listed, unless one was written
    with the other in view. Exit code 1 where a person should look: at a conflict, or at a line
    of a copy that was not understood.
    """
    from loaders import CheckReport
    from loaders import merge as merge_files
    from loaders.dispositions import read_disposition_file

    stop_if_lines_would_be_lost(case)
    copies = CheckReport()
    for file in files:
        read_disposition_file(file, copies)
    merged = merge_files(folder_of(case), list(files))
    out = console()
    say(
        out,
        f"{len(merged.added)} added, {len(merged.updated)} updated, "
        f"{len(merged.dispositions)} in all.",
    )
    for problem in copies.problems:
        say(out, str(problem), "yellow")
    for conflict in merged.conflicts:
        say(
            out,
            f"{conflict.finding_id}: kept {_words(conflict.kept)}; "
            f"{conflict.other_file} says {_words(conflict.other)}.",
            "yellow",
        )
    if merged.conflicts or copies.problems:
        raise SystemExit(1)


def _words(said: Disposition) -> str:
    note = f" (“{said.note}”)" if said.note else ""
    by = f" by {said.who}" if said.who else ""
    return f"“{said.state}”{note}{by} of {said.when or 'no date'}"
