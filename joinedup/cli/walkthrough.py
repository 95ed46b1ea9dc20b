"""The command that writes the training walkthrough."""

from __future__ import annotations

import json
from pathlib import Path

import click

from joinedup.cli.common import FEW_MOMENTS, case_argument, console, folder_of, load, say


@click.command()
@case_argument
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the pages; walkthrough/ in the case folder if left out.",
)
@click.option("--cards", is_flag=True, help="Also write cards.html, for rooms without screens.")
@click.option(
    "--pdf", is_flag=True, help="With --cards: also write cards.pdf (needs joinedup[pdf])."
)
@click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The KEY of the pack: the same KEY gives the same pages and the same passphrase.",
)
@click.option(
    "--although-not-anonymised",
    is_flag=True,
    help="Take a case that is no anonymised pack, and whose review is neither approved nor "
    "published; every page then says so.",
)
def walkthrough(
    case: Path,
    to: Path | None,
    cards: bool,
    pdf: bool,
    key: Path | None,
    although_not_anonymised: bool,
) -> None:
    """Write the training walkthrough of an anonymised case.

    walkthrough.html holds every seat and is the facilitator's own. seats/ holds a page for each
    seat, to be played on laptops of their own; what the others held is sealed in it until the
    passphrase is typed, which is printed here once and is in no file. What is said, where the room
    stops and how long it takes stands in walkthrough.toml beside case.toml: it is drafted the
    first time, and never written over.

    Exit code 1 where the case is not for a room (it is no anonymised pack, and its review is
    neither approved nor published), where no row of it can be shown, and where a PDF is wanted
    that cannot be made on this machine (nothing is written then).
    """
    if pdf and not cards:
        raise click.UsageError("--pdf makes a PDF of the cards: say --cards --pdf.")
    from joinedup.walkthrough import (
        NotForARoomError,
        NothingToPlayError,
        WalkWanted,
        write_walkthrough,
    )
    from queries.enquiry import counted

    loaded = load(case)
    from viz.pdf import PdfMissingError

    secret = b"" if key is None else _secret(key, loaded.records.case.case_id)
    wanted = WalkWanted(cards, cards and pdf, although_not_anonymised, secret)
    try:
        done = write_walkthrough(loaded, folder_of(case), to, wanted)
    except NotForARoomError as refused:
        err = console(err=True)
        say(err, f"{refused} Nothing was written.", "bold")
        say(
            err,
            "Make a pack first: joinedup anonymise CASE --to PACK --key KEY. "
            "If those in the room may see this case as it is: --although-not-anonymised.",
        )
        raise SystemExit(1) from None
    except PdfMissingError as missing:
        say(console(err=True), str(missing), "bold")
        raise SystemExit(1) from None
    except NothingToPlayError as empty:
        say(console(err=True), f"{empty} Nothing was written.", "bold")
        raise SystemExit(1) from None
    out = console()
    model = done.model
    sessions = ", ".join(str(version.minutes) for version in model.versions)
    say(
        out,
        f"{counted(len(model.seats), 'seat')}, {counted(len(model.moments), 'moment')} to decide "
        f"at, {counted(len(model.suppose.offers), 'share')} to suppose; sessions of {sessions} "
        "minutes.",
    )
    if len(model.moments) < (FEW_MOMENTS if done.drafted else 1):
        uncoded = sum(map(len, loaded.view.uncoded_of_agency.values()))
        why = f" {counted(uncoded, 'row')} of it {_are(uncoded)} not coded." if uncoded else ""
        say(
            out,
            f"That is few for a room.{why} Code more rows (joinedup code), delete "
            "walkthrough.toml and run this again, or add moments of your own to it.",
            "bold",
        )
    say(out, model.pack)
    drafted = "drafted now; edit it and run this again" if done.drafted else "used as it stands"
    say(out, f"What is said and where the room stops: {done.settings.resolve()} ({drafted})")
    say(out, f"The page of all seats: {done.pages[0].resolve()}", "bold")
    say(out, f"A page for each seat:  {done.pages[1].resolve().parent}")
    for path in done.pages:
        if path.parent == done.pages[0].parent and path != done.pages[0]:
            say(out, f"On paper:              {path.resolve()}")
    if any(path.name == "cards.html" for path in done.pages):
        from viz.cards import decks

        sheets = sum(len(deck.sheets) for deck in decks(model))
        say(
            out,
            f"Its cards are {counted(sheets, 'sheet')} of A4 for all seats; its first page "
            "says which pages each deck has. Print only those that somebody plays.",
        )
    say(out, f"What opens the seats:  {done.passphrase}", "bold")
    say(
        out,
        "It is shown this once and is in no file: write it down, and keep it to yourself."
        if key is None
        else "The KEY makes these words again: they are those that joinedup anonymise printed. "
        "Keep both to yourself.",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _secret(path: Path, pack: str) -> bytes:
    """Return what the salt of a pack's KEY gives for its walkthrough: as when the pack was made.

    Parameters
    ----------
    path
        Of the KEY.
    pack
        By what id the pack calls its case: the words of another pack would open nothing else here.

    Raises
    ------
    LoaderError
        When the file cannot be read as one.
    """
    from joinedup.anonymise.salted import walkthrough_secret
    from loaders import LoaderError
    from loaders.errors import todo_of

    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        salt, whose = read["salt"], read.get("case", pack)
        bytes.fromhex(salt)  # else it is no salt
        secret = walkthrough_secret(salt)
    except OSError as error:
        raise LoaderError("JU-L017", path.name, error.strerror or "", todo_of(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise LoaderError("JU-L111", path.name) from None
    if whose != pack:
        raise LoaderError("JU-L111", path.name, "it is the KEY of another pack")
    return secret
