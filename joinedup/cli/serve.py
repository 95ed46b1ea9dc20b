"""The command that shows a case in the browser while its files change."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe

import click

from joinedup.cli.common import case_argument, console, load, say


@click.command()
@case_argument
@click.option(
    "--port", type=click.IntRange(1, 65535), help="The port; any that is free if left out."
)
def serve(case: Path, port: int | None) -> None:
    """Show the page of a case in the browser of this machine, as its files now stand.

    Load the page again after changing a file of the case. Only this machine can reach it, and only
    by the address printed; nothing is written. Ctrl+C stops it. Needs the extra joinedup[server].
    """
    try:
        from joinedup.server import HOST, application, listening, run
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise click.ClickException(
            "the server is not installed; it comes with: pip install 'joinedup[server]'. "
            "`joinedup report` needs none: it writes the same page as a file."
        ) from None
    load(case)  # what stands in the way is said here, before anybody opens a browser
    try:
        on = listening(port or 0)
    except OSError as error:
        raise click.ClickException(
            f"port {port} is not free ({error.strerror}). Leave --port out for one that is."
        ) from None
    key = token_urlsafe(16)
    out = console()
    say(out, f"http://{HOST}:{on.getsockname()[1]}/{key}/", "bold")
    say(out, "Only this machine can open it, by this address. Ctrl+C stops it.")
    try:
        run(application(case, key), on)
    except KeyboardInterrupt:
        say(out, "Stopped.")
    finally:
        on.close()
