"""Opening a library from the command line: where it is, who asks, and what stands in the way."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from joinedup.cli.common import console, printable, say

if TYPE_CHECKING:
    from joinedup.library.library import Library

_Command = TypeVar("_Command", bound=Callable[..., Any])

WRONG_USAGE, NO_FILE, NO_STORE = 2, 3, 4


def code_of(error: Exception) -> int | None:
    """Return the exit code of what a store says; ``None`` where it is no store's error.

    A query that cannot be read, or would write, is wrong usage; all else is about the store.
    """
    from graphdb.stores.base import QueryError, StoreError, WriteRefusedError

    if isinstance(error, QueryError | WriteRefusedError):
        return WRONG_USAGE
    return NO_STORE if isinstance(error, StoreError) else None


def library_options(command: _Command) -> _Command:
    """Add the options that say which library, and as whom."""
    for option in reversed((
        click.option(
            "--library",
            "where",
            metavar="PATH|URI",
            help="A folder, or neo4j://HOST:7687 (JOINEDUP_LIBRARY; else ./joinedup-library).",
        ),
        *_server_options(),
        click.option("--wait", type=click.FloatRange(0), default=120, show_default=True,
                     help="Seconds to wait while another command has the folder open."),
    )):  # fmt: skip
        command = option(command)
    return command


def to_option(command: _Command) -> _Command:
    """Add the options of a server that cases are pushed to."""
    for option in reversed((
        click.option("--to", "where", metavar="URI", required=True,
                     help="neo4j://HOST:7687 or bolt://HOST:7687; +s after neo4j or bolt for TLS."),
        *_server_options(),
    )):  # fmt: skip
        command = option(command)
    return command


def _server_options() -> tuple[Callable[[_Command], _Command], ...]:
    return (
        click.option("--user", help="The user of a server (NEO4J_USER; else neo4j)."),
        click.option(
            "--password-file",
            type=click.Path(dir_okay=False, path_type=Path),
            help="A file with the password of a server (else NEO4J_PASSWORD, or you are asked).",
        ),
        click.option("--database", help="The database of a server; its default one if left out."),
    )


@contextmanager
def opened(
    where: str | None,
    user: str | None,
    password_file: Path | None,
    database: str | None,
    *,
    wait: float = 120,
    make: bool = False,
) -> Iterator[Library]:
    """Open the library that the options name, and close it again.

    Raises
    ------
    click.BadParameter
        When an address holds a password.
    graphdb.stores.base.StoreError
        When it cannot be used.
    """
    from joinedup.library.library import DEFAULT, is_address, open_library

    place = where or os.environ.get("JOINEDUP_LIBRARY") or DEFAULT
    err = console(err=True)
    password = None
    if is_address(place):
        if "@" in place:
            raise click.BadParameter(
                "an address holds no user and no password: others could read them. Give the user "
                "with --user, the password in NEO4J_PASSWORD or with --password-file.",
                param_hint="--library or --to",
            )
        password = _password(printable(place), password_file)
    with busy("Opening the library …"):
        library = open_library(
            place,
            user=user,
            password=password,
            database=database,
            make=make,
            wait=wait,
            waiting=lambda sentence: say(err, sentence),
        )
    with library:
        yield library


def _password(place: str, file: Path | None) -> str | None:
    if file is not None:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    given = os.environ.get("NEO4J_PASSWORD")
    if given or not sys.stdin.isatty():
        return given  # where there is none, the library says how to give one
    answer: str = click.prompt(f"Password for {place}", hide_input=True, err=True)
    return answer


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Say on a terminal what is being waited for, and take it away again."""
    err = console(err=True)
    if not err.is_terminal:
        yield
        return
    with err.status(what):
        yield
