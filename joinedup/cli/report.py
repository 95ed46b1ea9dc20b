"""The command that writes the page."""

from __future__ import annotations

from pathlib import Path

import click

from joinedup.cli.common import case_argument, console, load, say
from joinedup.limits import can_look


@click.command()
@case_argument
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; the case's own output/ if left out.",
)
def report(case: Path, output: Path | None) -> None:
    """Write the page, the integrated chronology and the findings of a case.

    report.html is one file: it opens in any browser, needs no network and no installation.
    Exit code 1 where nothing was read in which findings could be looked for.
    """
    from joinedup.outputs import write_outputs

    loaded = load(case)
    folder = output or (case.parent if case.is_file() else case) / "output"
    written = write_outputs(loaded, folder)
    out = console()
    answers = loaded.answers
    if loaded.report is not None:
        say(out, loaded.report.account_line())
    look = can_look(loaded.records)
    say(
        out,
        f"{len(answers.groups)} lines of enquiry ({len(answers.findings)} findings), "
        f"{len(answers.good)} of good practice, {len(answers.cannot_tell)} things that the "
        "records cannot tell."
        if look
        else loaded.limits[0].statement,
    )
    say(out, f"The page: {written[0].resolve()}", "bold")
    for path in written[1:]:
        say(out, f"Also:     {path.resolve()}")
    if not look:
        raise SystemExit(1)
