"""Commands for a library of cases: add, list, remove, verify, and what it records of itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from joinedup.cli.common import console, say, table
from joinedup.cli.frames import show
from joinedup.cli.opening import busy, library_options, opened
from joinedup.cli.push import _AGAIN, add_cases

if TYPE_CHECKING:
    import pandas as pd

    from joinedup.library.library import Library
    from joinedup.library.people import Match
    from joinedup.library.reading_back import CaseVerified, Verified
    from joinedup.library.registry import Authority

_ON = click.option("--on", help="The day, as 2026-03-14; today if left out.")


@click.group()
def library() -> None:
    """Keep many cases in one graph, in a folder or on a Neo4j server, and ask them together.

    A library in a folder needs the extra joinedup[store] and nothing else. Exit code 4 where the
    library is not there or cannot be used.
    """


@library.command()
@click.argument("case", nargs=-1, required=True, type=click.Path(path_type=Path))
@library_options
@_AGAIN
def add(case: tuple[Path, ...], again: bool, **options: Any) -> None:  # noqa: ANN401
    """Add cases, or bring those up to date that are there; makes the library if there is none.

    Each case is written whole, or stays as it was; one that cannot be read is set aside and the
    others are added. What a report keeps back is kept back here. Exit code 1 where a case was set
    aside, 3 where none could be read.
    """
    with opened(**options, make=True) as opened_library:
        add_cases(opened_library, case, again=again)


@library.command("list")
@library_options
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
def list_(form: str, **options: Any) -> None:  # noqa: ANN401
    """List the cases, how far each is coded and covered, and what the library records of itself."""
    from joinedup.library.contents import silences

    with opened(**options) as there, busy("Reading …"):
        cases = there.cases()
        authority = there.registry.authority()
    if form == "table":
        _table_of_cases(cases, there.where)
    else:
        show(cases, form)
    err = console(err=True)
    for sentence in silences(cases):
        say(err, sentence)
    _say_made(cases)
    if authority is not None:
        _say_authority(authority)


def _table_of_cases(cases: pd.DataFrame, where: str) -> None:
    heads = ("Case", "Title", "Status", "Marking", "Rows", "Not coded", "Tell what was known",
             "Findings", "Agencies", "No chronology", "Covers in part",
             "Made with")  # fmt: skip
    columns = ["case_id", "title", "status", "marking", "rows", "uncoded", "informed", "findings",
               "agencies", "silent", "in_part", "made_with"]  # fmt: skip
    rows = cases[columns].fillna("").itertuples(index=False)
    if len(cases):
        console().print(table(f"{len(cases):,} in the library", heads, rows))
    else:
        say(console(), f"There is no case in {where} yet. Add one: joinedup library add CASE")


def _say_made(cases: pd.DataFrame) -> None:
    from joinedup import __version__
    from joinedup.library.sealing import vocabulary_digest

    now = (cases["made_with"] == __version__) & (cases["vocabulary"] == vocabulary_digest())
    if not now.all():
        say(
            console(err=True),
            f"{int((~now).sum()):,} of {len(cases):,} cases were made by another release or with "
            "another vocabulary: add them again to have what this release finds.",
            "bold",
        )


@library.command()
@click.argument("case_id", nargs=-1, required=True)
@library_options
def remove(case_id: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Remove cases by their ids; their folders stay as they are. Exit code 1 where one is not
    there.
    """  # noqa: D205
    with opened(**options) as there:
        gone = [one for one in case_id if there.remove(one)]
        left = len(there.store.cases())
    for one in gone:
        say(console(), f"“{one}” is no longer in the library.")
    for one in case_id:
        if one not in gone:
            say(
                console(err=True), f"“{one}” is no case of this library; see joinedup library list."
            )
    say(console(), f"{left:,} left.")
    if len(gone) < len(case_id):
        raise SystemExit(1)


@library.command()
@library_options
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A case folder: has it changed since it was added? Can be given several times.",
)
def verify(against: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401
    """Read every case back, and hold it to what was written and to the schema.

    Says of each case whether it is as written, by which release and vocabulary it was made and,
    with --against, whether its folder has changed since. Exit code 1 where anything differs.
    """
    with opened(**options) as there:
        found = _verified(there, against)
    out = console()
    for one in found.cases:
        said = " ".join((*one.differs, *one.notes))
        say(out, f"{one.case_id}: {said or 'as written.'}", "" if not said else "bold")
    for sentence in found.library:
        say(out, sentence, "bold")
    as_written = sum(not one.differs and not one.notes for one in found.cases)
    say(out, f"{as_written:,} of {len(found.cases):,} cases need nothing.")
    if not found.as_written:
        raise SystemExit(1)


def _verified(there: Library, against: Iterable[Path]) -> Verified:
    from rich.progress import Progress

    with Progress(console=console(err=True), transient=True) as progress:
        task = progress.add_task("cases", total=len(there.store.cases()))

        def done(_: CaseVerified) -> None:
            progress.advance(task)

        return there.verify(*against, done=done, workers=None)


# -- what the library records of itself ------------------------------------------------------


@library.command()
@library_options
@click.option("--text", help="The authority on which people are compared across cases.")
@click.option("--purpose", help="What for.")
@click.option("--by", help="Who records it, or withdraws it.")
@_ON
@click.option("--children", is_flag=True, help="It extends to children.")
@click.option("--withdraw", is_flag=True, help="Withdraw the one on record, and all it carries.")
def authority(
    text: str | None,
    purpose: str | None,
    by: str | None,
    on: str | None,
    children: bool,
    withdraw: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Record on what authority, and what for, people are compared across cases; or withdraw it.

    With no option it shows what is on record. Until one is recorded `joinedup library people` says
    nothing. With an authority, cases added from then on bring their aliases; when it is withdrawn,
    aliases, confirmations and refusals are removed from the library.
    """
    if withdraw:
        _withdraw(_given("--by", by), _day(on), options)
    elif text or purpose or by or children or on:
        _record(_given("--text", text), _given("--purpose", purpose), _given("--by", by),
                _day(on), children, options)  # fmt: skip
    else:
        with opened(**options) as there:
            found = there.registry.authorities()
        for one in found:
            _say_authority(one)
        if not found:
            say(console(), "No authority is on record: people are not compared across cases.")


def _given(option: str, value: str | None) -> str:
    if value is None or not value.strip():
        raise click.UsageError(f"{option} is needed, in words: it stands above every answer.")
    return value.strip()


def _day(on: str | None) -> str:
    if on is None:
        return datetime.now(UTC).astimezone().date().isoformat()
    try:
        return datetime.strptime(on, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise click.BadParameter("write the day as 2026-03-14.", param_hint="--on") from None


def _record(
    text: str, purpose: str, by: str, on: str, children: bool, options: dict[str, Any]
) -> None:
    from joinedup.library.registry import Authority

    recorded = Authority(text, purpose, by, on, children)
    with opened(**options) as there, _refusals():
        there.registry.record(recorded)
    _say_authority(recorded)
    say(console(), "Cases bring their aliases when they are added from now on: add them again.")


def _withdraw(by: str, on: str, options: dict[str, Any]) -> None:
    with opened(**options) as there:
        gone = there.registry.withdraw(by, on)
    if gone is None:
        say(console(), "No authority was in force. What might have been left of one is removed.")
    else:
        _say_authority(gone)
        say(console(), "Aliases, confirmations and refusals are no longer in the library.")


def _say_authority(one: Authority) -> None:
    out = console()
    children = "including children" if one.children else "not of children"
    say(out, f"People are compared across cases ({children}).", "bold" if one.in_force else "")
    say(out, f"  Authority: {one.basis}")
    say(out, f"  Purpose:   {one.purpose}")
    say(out, f"  Recorded by {one.by} on {one.said_on}.")
    if not one.in_force:
        say(out, f"  Withdrawn by {one.withdrawn_by} on {one.withdrawn_on}.")


class _refusals:  # noqa: N801 - used as a statement
    """Turn what may not be recorded into wrong usage."""

    def __enter__(self) -> None:
        """Do nothing yet."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Say what stands in the way, and leave with code 2."""
        from joinedup.cli.common import printable
        from joinedup.library.registry import NoAuthorityError, NotOfferedError

        if isinstance(error, NoAuthorityError | NotOfferedError):
            raise click.UsageError(printable(str(error))) from None


@library.command()
@library_options
@click.option("--open", "only_open", is_flag=True, help="Only those of which nobody said anything.")
def people(only_open: bool, **options: Any) -> None:  # noqa: ANN401
    """Show who may appear in more than one case: on a terminal only, never to a file.

    Refused unless the library records an authority and a purpose. An exact match has a whole name
    (two words or more) in common; a likely one nearly has, and is to be confirmed by a person.
    Children are left out unless the authority extends to them, and so are people named by their
    office.
    """
    if not _on_a_terminal():
        raise click.UsageError(
            "This is shown on a terminal only, never written to a file or another program."
        )
    with opened(**options) as there, _refusals(), busy("Comparing …"):
        found = there.registry.people()
        recorded = there.registry.authority()
    if recorded is not None:
        _say_authority(recorded)
    shown = [one for one in found.matches if not (only_open and one.standing)]
    heads = ("One", "Other", "Match", "Why", "Said")
    rows = [(_who(m.first), _who(m.second), m.kind, m.why, _standing(m)) for m in shown]
    out = console()
    if rows:
        out.print(table("Who may be in more than one case", heads, rows))
    else:
        say(out, "No two people of different cases have names alike. Most people of a review "
                 "are not named in full, so this says little.")  # fmt: skip
    left = found.left_out
    say(
        out,
        f"Not compared: {left.children:,} children, {left.professionals:,} named by their office, "
        f"{left.unnamed:,} without a name of two words.",
    )
    say(out, "A match is a question for a person. Write `joinedup library same ONE OTHER --by … "
             "--how …`, or `joinedup library not-same …`.")  # fmt: skip


def _on_a_terminal() -> bool:
    return sys.stdout.isatty()


def _who(someone: Any) -> str:  # noqa: ANN401
    age = f", {someone.age_band}" if someone.age_band else ""
    return f"{someone.ref}: {someone.name} ({', '.join(someone.roles)}{age})"


def _standing(match: Match) -> str:
    if not match.standing:
        return "to be confirmed by a person"
    return f"{match.standing} by {match.by} on {match.said_on}: {match.how}"


_BOTH = (
    click.argument("one"),
    click.argument("other"),
    library_options,
    click.option("--by", required=True, help="Who says so."),
    click.option("--how", required=True, help="How that person can tell."),
    _ON,
)


def _of_both(command: Any) -> Any:  # noqa: ANN401
    for part in reversed(_BOTH):
        command = part(command)
    return command


@library.command()
@_of_both
def same(**said: Any) -> None:  # noqa: ANN401
    """Record that two people of two cases are one, as a person confirms.

    Each is written as CASE_ID/PERSON_ID. Kept in the library, also when a case is added again;
    never exported.
    """
    _say_of_both(**said, are_one=True)


@library.command("not-same")
@_of_both
def not_same(**said: Any) -> None:  # noqa: ANN401
    """Record that two people of two cases are not one."""
    _say_of_both(**said, are_one=False)


def _say_of_both(
    one: str,
    other: str,
    by: str,
    how: str,
    on: str | None,
    *,
    are_one: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    by, how = _given("--by", by), _given("--how", how)
    day = _day(on)
    with opened(**options) as there, _refusals():
        match = there.registry.say(one, other, same=are_one, by=by, on=day, how=how)
    both = f"{match.first.ref} and {match.second.ref}"
    said = "are one person" if are_one else "are not one person"
    say(console(), f"On record: {both} {said}, by {by} on {day}.")


@library.command("take-back")
@click.argument("one")
@click.argument("other")
@library_options
def take_back(one: str, other: str, **options: Any) -> None:  # noqa: ANN401
    """Remove what was said of two people. Exit code 1 where nothing was."""
    with opened(**options) as there, _refusals():
        was = there.registry.take_back(one, other)
    if not was:
        say(console(err=True), "Nothing was on record of these two.")
        raise SystemExit(1)
    say(console(), "Taken back: nothing is on record of these two any more.")
