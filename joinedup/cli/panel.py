"""What the panel said: dispositions."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from joinedup.cli.common import case_argument, console, load, table


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
            finding_id,
            str(standing.disposition.state),
            standing.disposition.note,
            standing.disposition.who,
            standing.disposition.when,
            standing.on_earlier_rows,
        )
        for finding_id, standing in sorted(answers.standings.items())
    ]
    rows += [
        (d.finding_id, str(d.state), d.note, d.who, d.when, "no longer found")
        for d in answers.no_longer_found
    ]
    columns = ("Finding", "Disposition", "Note", "Who", "When", "Rows")
    console().print(table("What the panel said", columns, rows))


@dispositions.command()
@case_argument
def prepare(case: Path) -> None:
    """Add a line, open, for every finding that has none yet.

    Fill in state, note, who and when in dispositions.csv. What is there already stays as it is.
    """
    from graphdb.model import Disposition, DispositionState
    from loaders import write_dispositions

    loaded = load(case)
    folder = case.parent if case.is_file() else case
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
    console().print(
        Text(f"{folder / 'dispositions.csv'}: {len(new)} added, {len(kept)} kept as they were.")
    )


@dispositions.command()
@case_argument
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def merge(case: Path, files: tuple[Path, ...]) -> None:
    """Take in copies of dispositions.csv that were saved elsewhere.

    The newest counts for each finding; where two files differ, both are listed.
    """
    from loaders import merge as merge_files

    merged = merge_files(case, list(files))
    out = console()
    out.print(
        Text(
            f"{len(merged.added)} added, {len(merged.updated)} updated, "
            f"{len(merged.dispositions)} in all."
        )
    )
    for conflict in merged.conflicts:
        out.print(
            Text(
                f"{conflict.finding_id}: kept “{conflict.kept.state}” of {conflict.kept.when}; "
                f"{conflict.other_file} says “{conflict.other.state}” of {conflict.other.when}.",
                style="yellow",
            )
        )
    if merged.conflicts:
        raise SystemExit(1)
