"""The command that makes a pack for training: ``joinedup anonymise``."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import FEW_MOMENTS, case_argument, console, folder_of, load, say

if TYPE_CHECKING:
    from joinedup.anonymise.pack import PackReport, Progress


@click.command()
@case_argument
@click.option(
    "--to",
    "pack",
    metavar="PACK",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to make; nothing may be there yet.",
)
@click.option(
    "--key",
    metavar="KEY",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the key is written: outside the pack, for you alone to read.",
)
@click.option(
    "--key-in",
    metavar="KEY",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The key of an earlier pack: the same pack is made again.",
)
@click.option(
    "--dates",
    type=click.Choice(["offset", "relative", "year"]),
    default="offset",
    show_default=True,
    help="Moved by some weeks, counted from the case's own beginning, or by year alone.",
)
@click.option(
    "--names",
    type=click.Choice(["neutral", "role"]),
    default="neutral",
    show_default=True,
    help="A neutral name for each person, or the role alone.",
)
@click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where you decide what may stay (decisions.csv beside the case's own case.toml).",
)
@click.option(
    "--draft", is_flag=True, help="Make it although questions are open; it may not be shared."
)
@click.option(
    "--although-not-published",
    is_flag=True,
    help="Make it although the review is not approved or published; the pack says so.",
)
@click.option(
    "--although-others-can-read-the-key",
    "whoever",
    is_flag=True,
    help="Write the key where the file system cannot keep others from reading it.",
)
@click.pass_context
def anonymise(
    ctx: click.Context,
    case: Path,
    pack: Path,
    key: Path | None,
    key_in: Path | None,
    dates: str,
    names: str,
    decisions: Path | None,
    draft: bool,
    although_not_published: bool,
    whoever: bool,
) -> None:
    """Make a pack of a case that can leave the building, for training.

    PACK is a case folder of its own: names, places, numbers and dates are other ones, and what
    happened, who knew it and what is found of it are the same. The case map and the walkthrough are
    in it. The KEY says what everything was. What a machine cannot know it asks: fill in
    decisions.csv and run the same again; nothing is asked twice. Nothing is left behind where no
    pack is made.
    """
    if (key is None) == (key_in is None):
        raise click.UsageError(
            "Say where the key is to be written (--key), or which key to use again (--key-in)."
        )
    given = [f"--{one}" for one in ("dates", "names") if _is_given(ctx, one)]
    if key_in is not None and given:
        raise click.UsageError(
            f"The key says already what {' and '.join(given)} would say: leave "
            f"{'it' if len(given) == 1 else 'them'} out, or make a new pack with --key."
        )
    from joinedup.anonymise.beside import clear_left_over
    from joinedup.anonymise.dates import DateMode
    from joinedup.anonymise.errors import OpenQuestionsError
    from joinedup.anonymise.model import Names
    from joinedup.anonymise.pack import PackOptions, make_pack

    options = PackOptions(
        dates=DateMode(dates),
        names=Names(names),
        decisions=decisions or folder_of(case) / "decisions.csv",
        key_in=key_in,
        although_not_published=although_not_published,
        draft=draft,
        whoever_reads_the_key=whoever,
        case_folder=folder_of(case),
    )
    for left in clear_left_over(pack):
        say(console(err=True), f"An earlier run was killed; what it left is cleared away: {left}")
    with _stopped_in_order(), _telling() as progress:
        progress("Reading the case")
        loaded = load(case)
        try:
            made = make_pack(loaded, pack, key, options, progress)
        except OpenQuestionsError as asked:
            stop = str(asked)
        except KeyboardInterrupt:
            if not pack.exists() or not any(pack.iterdir()):
                say(console(err=True), f"Stopped: nothing was made at {pack}, and no key.")
            raise
        else:
            stop = ""
    if stop:
        say(console(err=True), stop)
        ctx.exit(1)
    _close(made, again=key_in is not None)


def _is_given(ctx: click.Context, name: str) -> bool:
    """Whether somebody said an option, and not its default."""
    return ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Have a window that is closed stop the command as Ctrl-C does: nothing is left half made."""
    ours: list[int] = []

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
            which = getattr(signal, name, None)
            # what is ignored stays so: under nohup a closed window is to stop nothing
            if which is not None and signal.getsignal(which) is signal.SIG_DFL:
                signal.signal(which, stop)
                ours.append(which)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


@contextmanager
def _telling() -> Iterator[Progress]:
    """Show on a terminal what is being done; say nothing where nobody looks."""
    out = console(err=True)
    if not out.is_terminal:
        yield lambda _: None
        return
    with out.status("") as status:
        yield lambda what: status.update(f"{what} …")


def _close(made: PackReport, *, again: bool) -> None:
    from joinedup.anonymise.readme import looked_with
    from loaders.messages import counted

    out = console()
    if made.draft:
        say(out, f"A DRAFT, not to be shared, is in {made.folder}.", "bold")
        say(out, f"{counted(made.undecided, 'question')} in decisions.csv to answer.")
        for leak in made.leaks[:10]:
            say(out, f"Still in it: {leak}")
    else:
        say(out, f"The pack is in {made.folder}: {counted(made.rows, 'row')}.", "bold")
    places = sum(made.replaced.values())
    say(out, f"Replaced in {counted(places, 'place')}: " + _kinds(made) + ".")
    if made.inexact:
        say(
            out,
            f"{counted(len(made.inexact), 'time')} said by month, season or year became the "
            "nearest that fits; the key and decisions.csv list them. Look whether any of them "
            "tells something.",
        )
    if made.wider:
        say(out, f"Written wider than they were: the dates of {', '.join(made.wider[:5])}.")
    if made.exact:
        say(
            out,
            f"Left exact, because what is found hangs on it: {', '.join(made.exact[:5])}"
            + (f" and {len(made.exact) - 5:,} more. " if len(made.exact) > 5 else ". ")
            + "It tells a searcher how far dates were moved.",
        )
    say(out, looked_with(made.eyes))
    if not made.checked:
        say(out, "It was not looked through: run joinedup verify-pack before it leaves.", "bold")
    elif not made.draft:
        say(
            out,
            "The leak check looked for the names, numbers and days that the key holds: none was "
            "found. That is no proof: a bare year, or a day said in a way of its own, can still "
            "be there. Read every row once.",
        )
    say(out, f"{'Its key is' if not again else 'The key was'} {made.key}: never bring it along.")
    if made.moments < FEW_MOMENTS:
        uncoded = counted(made.uncoded, "row")
        say(
            out,
            f"Its walkthrough stops at {counted(made.moments, 'moment')}: that is few for a room."
            + (
                f" {uncoded} of the case {'is' if made.uncoded == 1 else 'are'} not coded, and no "
                "room stops at one: run joinedup code CASE, confirm what is right in coding.csv, "
                "and make the pack anew."
                if made.uncoded
                else ""
            ),
            "bold",
        )
    if made.passphrase:
        say(out, f"What opens the sealed pages of the walkthrough: {made.passphrase}", "bold")
    say(out, f"Next: read {made.folder / 'README.md'}, and have its list signed.")


_SAID = {
    "address": ("address", "addresses"),
    "age": ("age", "ages"),
    "agency": ("agency", "agencies"),
    "case": ("case reference", "case references"),
    "crime": ("crime reference", "crime references"),
    "custody": ("custody reference", "custody references"),
    "date_of_birth": ("date of birth", "dates of birth"),
    "email": ("e-mail address", "e-mail addresses"),
    "gps": ("position on the map", "positions on the map"),
    "nhs": ("NHS number", "NHS numbers"),
    "ni": ("National Insurance number", "National Insurance numbers"),
    "other": ("other name or number", "other names and numbers"),
    "phone": ("telephone number", "telephone numbers"),
    "postcode": ("post code", "post codes"),
    "surgery": ("surgery", "surgeries"),
    "vehicle": ("vehicle registration", "vehicle registrations"),
    "web": ("web address", "web addresses"),
}


def _kinds(made: PackReport) -> str:
    said = [
        f"{number:,} {_SAID.get(kind, (kind, f'{kind}s'))[number != 1]}"
        for kind, number in sorted(made.replaced.items(), key=lambda one: (-one[1], one[0]))
    ]
    return ", ".join(said) or "nothing"
