"""The command line: ``joinedup`` and ``python -m joinedup``.

Exit codes: 0 fine, 1 something needs attention, 2 wrong usage, 3 input cannot be read.
"""

from __future__ import annotations

import platform
import sys

import click

from joinedup import __version__
from joinedup.cli.ask import findings, knew
from joinedup.cli.folder import check, code, demo, init, migrate
from joinedup.cli.panel import dispositions
from joinedup.cli.report import report


class _Group(click.Group):
    """A group that prints what stops a command as one message, never as a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        from loaders import LoaderError

        try:
            return super().invoke(ctx)
        except LoaderError as error:
            click.echo(str(error), err=True)
            ctx.exit(3)
        except PermissionError as error:
            click.echo(
                f"{error.filename or 'A file'} cannot be written or read. Is it open in another "
                "program, or in a folder that you may not write to? Close it and try again.",
                err=True,
            )
            ctx.exit(3)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    click.echo(f"joinedup {__version__}")
    if "--verbose" in sys.argv or ctx.params.get("verbose"):
        click.echo(f"Python {platform.python_version()}, {platform.platform()}")
        for line in _versions():
            click.echo(line)
    ctx.exit()


def _versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("pandas", "networkx", "openpyxl", "python-docx", "lxml", "jinja2", "click"):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return found


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--verbose", is_flag=True, is_eager=True, help="With --version: what it runs on.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and leave.",
)
def main(verbose: bool) -> None:
    """Join the agencies' chronologies of one review: who knew what, and when.

    A case is a folder with case.toml and the agencies' chronologies. Start with
    `joinedup demo`, or `joinedup init my-case` for a case of your own.
    """


for _command in (init, check, code, report, findings, knew, dispositions, demo, migrate):
    main.add_command(_command)
