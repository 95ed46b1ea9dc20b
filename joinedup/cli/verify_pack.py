"""``joinedup verify-pack``: whether a pack still says what its key holds as original."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import console, say, table

if TYPE_CHECKING:
    from joinedup.leakcheck import Report


@click.command(name="verify-pack")
@click.argument("pack", type=click.Path(path_type=Path))
@click.option(
    "--key",
    "key_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The key that was written outside the pack when it was made.",
)
@click.option("--show", is_flag=True, help="Also print the words that were found: keep them safe.")
def verify_pack(pack: Path, key_path: Path, show: bool) -> None:
    """Look through PACK for anything that its key holds as original.

    It looks at every file, at what lies inside it, at names and times, and at text in every
    encoding that it knows, for each original and for its variants.

    Exit codes: 0 nothing was found, 1 something was, 3 a file could not be read, so that nothing
    can be said of it.
    """
    from joinedup.leakcheck import KeyFileError, verify

    out = console()
    try:
        report = verify(pack, _key(key_path))
    except KeyFileError as error:
        say(console(err=True), f"{key_path}: {error}", "bold red")
        raise SystemExit(3) from None
    if report.leaks:
        if not _is_pack(pack):
            say(
                out,
                f"{pack}: its case.toml does not say that it is a pack. If this is the case itself "
                "everything in it is an original: name the folder of the pack.",
                "bold red",
            )
        out.print(_found(report, show=show))
    for one in report.unread:
        say(out, f"Not read: {one.file}: {one.why}.", "bold red")
    say(out, _account(report), "bold")
    say(out, "What this does not prove:")
    for sentence in report.cannot:
        say(out, f"  {sentence}")
    raise SystemExit(report.exit_code)


def _key(path: Path) -> Mapping[str, object]:
    from joinedup.leakcheck import KeyFileError

    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise KeyFileError(
            "This is no key (one JSON object was expected). Name the file that "
            "`joinedup anonymise` wrote outside the pack."
        )
    return read


def _is_pack(folder: Path) -> bool:
    """Whether a folder says of itself that it was made to be one; a file that is none cannot."""
    from joinedup.anonymise.translate import DRAFT_MARKING, MARKING

    try:
        text = (folder / "case.toml").read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return not folder.is_dir()
    return MARKING in text or DRAFT_MARKING in text


def _found(report: Report, *, show: bool) -> object:
    columns = ["File", "Place", "Kind", "Of", "How it is said", *(["Words"] if show else [])]
    rows = [
        (leak.file, leak.place, leak.kind, leak.id, leak.variant, *([leak.found] if show else []))
        for leak in report.leaks
    ]
    return table("What still says an original", columns, rows)


def _account(report: Report) -> str:
    files = f"{len(report.looked)} files and parts of files, {report.characters:,} characters"
    if report.leaks:
        places = len(report.leaks)
        return f"{files}: originals are still in {places} {'place' if places == 1 else 'places'}."
    if report.unread:
        return f"{files}: nothing was found, but not everything was read."
    return f"{files}: nothing was found."
