"""The command line: ``joinedup`` and ``python -m joinedup``.

Exit codes: 0 fine, 1 something needs attention, 2 wrong usage, 3 a file cannot be read or
written, 4 the store of a library cannot be used; 70 is a fault of joinedup's own.
"""

from __future__ import annotations

import errno
import os
import platform
import traceback
from pathlib import Path

import click

from joinedup import __version__
from joinedup.cli.anonymise import anonymise
from joinedup.cli.ask import findings, knew
from joinedup.cli.casemap import casemap
from joinedup.cli.common import printable
from joinedup.cli.explain import explain
from joinedup.cli.export import export
from joinedup.cli.folder import check, code, demo, init, migrate
from joinedup.cli.generate import generate
from joinedup.cli.library import library
from joinedup.cli.opening import code_of
from joinedup.cli.panel import dispositions
from joinedup.cli.push import push
from joinedup.cli.query import queries, query
from joinedup.cli.report import report
from joinedup.cli.serve import serve
from joinedup.cli.verify_pack import verify_pack
from joinedup.cli.walkthrough import walkthrough


class _Group(click.Group):
    """A group that prints what stops a command as one message, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        from loaders import LoaderError

        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except LoaderError as error:
            code, said = 3, str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:  # `joinedup findings … | head`: nothing is wrong
                raise
            code, said = 3, _not_possible(error)
        except Exception as error:
            stores = code_of(error)
            if stores is None and os.environ.get("JOINEDUP_TRACEBACK"):
                raise
            code, said = (70, _own_fault(error)) if stores is None else (stores, str(error))
        click.echo(printable(said), err=True)
        return ctx.exit(code)


def _not_possible(error: OSError) -> str:
    from loaders.errors import todo_of
    from loaders.messages import describe

    if error.errno is None:
        return str(error)
    place = Path(str(error.filename or ""))
    # files are written under another name first
    document = place.parent if place.suffix in (".tmp", ".partial") else place
    return describe(
        "JU-L017",
        document=str(document) if error.filename else "",
        found=error.strerror or "",
        suggestion=todo_of(error)
        or "Close it if it is open in another program; else name a folder that you may write to.",
    )


def _own_fault(error: Exception) -> str:
    """Say where, and nothing that could hold the text of a chronology."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return (
        f"JU-X001 A fault of joinedup's own ({type(error).__name__} at {where}). Please report "
        "it with what `joinedup --version --verbose` prints, and no text of any chronology. "
        "The chronologies were not changed."
    )


def _versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = [f"Python {platform.python_version()}, {platform.platform()}"]
    for name in ("pandas", "networkx", "xlsxwriter", "python-docx", "lxml", "jinja2", "click"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return found


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--verbose", is_flag=True, help="With --version: what it runs on.")
@click.option("--version", is_flag=True, help="Print the version and leave.")
@click.pass_context
def main(ctx: click.Context, verbose: bool, version: bool) -> None:
    """Join the agencies' chronologies of one review: who knew what, and when.

    A case is a folder with case.toml and the agencies' chronologies. Start with
    `joinedup demo`, or `joinedup init my-case` for a case of your own. Many cases are kept and
    asked together in a library: `joinedup library add my-case`, `joinedup queries`.

    Exit codes: 0 fine, 1 something needs attention, 2 wrong usage, 3 a file cannot be read or
    written, 4 a library cannot be used, 70 a fault of joinedup's own.
    """
    if version:
        click.echo(f"joinedup {__version__}")
        for line in _versions() if verbose else ():
            click.echo(line)
        ctx.exit()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


for _command in (
    init,
    check,
    code,
    report,
    casemap,
    serve,
    findings,
    explain,
    knew,
    dispositions,
    demo,
    generate,
    migrate,
    export,
    anonymise,
    library,
    query,
    queries,
    push,
    verify_pack,
    walkthrough,
):
    main.add_command(_command)
