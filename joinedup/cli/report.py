"""The command that writes the page, and what is taken away from it."""

from __future__ import annotations

from pathlib import Path

import click

from joinedup.cli.common import case_argument, console, day_of_case, load, say
from joinedup.limits import can_look


@click.command()
@case_argument
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write; the case's own output/ if left out.",
)
@click.option("--pdf", is_flag=True, help="Also write report.pdf (needs joinedup[pdf]).")
@click.option("--docx", is_flag=True, help="Also write report.docx, for Word.")
@click.option("--xlsx", is_flag=True, help="Also write report.xlsx: all of it, for Excel.")
@click.option(
    "--as-at",
    help="A day, such as 14/3/2012, or “day 214” of a pack that counts days: everything is seen "
    "as at its end; the page opens on it.",
)
@click.option(
    "--show-restricted",
    is_flag=True,
    help="The panel's own copy: print recorded reasons that are otherwise kept back. The name of "
    "every file and every page say so.",
)
@click.option(
    "--network/--no-network",
    default=True,
    help="Whether the page carries what draws the network map (470 kB); its table stays.",
)
def report(
    case: Path,
    output: Path | None,
    pdf: bool,
    docx: bool,
    xlsx: bool,
    as_at: str | None,
    show_restricted: bool,
    network: bool,
) -> None:
    """Write the page, the integrated chronology and the findings of a case.

    report.html is one file: it opens in any browser, needs no network and no installation.
    Exit code 1 where nothing was read in which findings could be looked for, and where a PDF is
    wanted that cannot be made on this machine (nothing is written then).
    """
    from joinedup.outputs import NotInTheseRecordsError, Wanted, write_outputs
    from queries.enquiry import counted
    from viz.build import count_untold
    from viz.pdf import PdfMissingError

    loaded = load(case)
    folder = output or (case.parent if case.is_file() else case) / "output"
    day = None if as_at is None else day_of_case(loaded, as_at, case)
    wanted = Wanted(pdf, docx, xlsx, day, show_restricted, network)
    try:
        written = write_outputs(loaded, folder, wanted)
    except NotInTheseRecordsError as outside:
        raise click.BadParameter(str(outside), param_hint="--as-at") from None
    except PdfMissingError as missing:
        say(console(err=True), str(missing), "bold")
        raise SystemExit(1) from None
    out = console()
    answers = loaded.answers
    if loaded.report is not None:
        say(out, loaded.report.account_line())
    look = can_look(loaded.records)
    say(
        out,
        f"{counted(len(answers.groups), 'line of enquiry', 'lines of enquiry')} "
        f"({counted(len(answers.findings), 'finding')}), {len(answers.good)} of good practice, "
        f"{counted(count_untold(answers, loaded.view), 'thing')} that the records cannot tell."
        if look
        else loaded.limits[0].statement,
    )
    if show_restricted:
        say(out, "These files contain restricted reasons: they are for the panel only.", "bold")
    say(out, f"The page: {written[0].resolve()}", "bold")
    for path in written[1:]:
        say(out, f"Also:     {path.resolve()}")
    if not look:
        raise SystemExit(1)
