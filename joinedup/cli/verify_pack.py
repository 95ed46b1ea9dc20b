"""``joinedup verify-pack``: whether a pack still says what its key holds as original."""

from __future__ import annotations

import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from joinedup.cli.common import console, say, table

if TYPE_CHECKING:
    from rich.console import Console

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
    encoding that it knows, for each original and for its variants. The sealed pages of the
    walkthrough are opened with the words that the key gives, and looked through too.

    Exit codes: 0 nothing was found, 1 something was, 3 a file could not be read, so that nothing
    can be said of it.
    """
    from joinedup.leakcheck import KeyFileError, verify

    out = console()
    if not pack.exists():
        raise FileNotFoundError(errno.ENOENT, "There is no such pack", str(pack))
    try:
        key = _key(key_path)
        report = verify(pack, key, words=_words(key), progress=_Once(out))
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
    elif report.looked and not _is_pack(pack):
        say(out, f"{pack} is no whole pack: only what lies in it was looked through.", "bold")
    for one in report.unread:
        say(out, f"Not read: {one.file}: {one.why}.", "bold red")
    say(out, _account(report), "bold")
    if report.opened:
        pages = "sealed page was" if report.opened == 1 else "sealed pages were"
        say(out, f"{report.opened} {pages} opened with the words of this key, and read too.")
    say(out, "What this does not prove:")
    for sentence in report.cannot:
        say(out, f"  {sentence}")
    raise SystemExit(report.exit_code)


def _key(path: Path) -> Mapping[str, object]:
    from joinedup.leakcheck import KeyFileError
    from joinedup.leakcheck.key import FORMAT

    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise KeyFileError(
            "This is no key (one JSON object was expected). Name the file that "
            "`joinedup anonymise` wrote outside the pack."
        )
    if read.get("format") == FORMAT:  # by a key that holds nothing nothing would ever be found
        absent = [name for name in _NEEDED if not read.get(name)]
        if absent:
            named = ", ".join(f"“{name}”" for name in absent)
            raise KeyFileError(
                f"This is no whole key: it has no {named}, so that nothing could be looked for. "
                "Name the file that `joinedup anonymise` wrote outside the pack; if it was changed "
                "or cut off, make the pack anew."
            )
    return read


#: What the key of every pack holds.
_NEEDED = ("identities", "days", "salt")


def _words(key: Mapping[str, object]) -> str:
    """Return the words that open the pack's walkthrough; none where the key gives none."""
    from joinedup.anonymise.salted import walkthrough_secret
    from viz.walk.seal import passphrase

    salt = key.get("salt")
    return passphrase(salt=walkthrough_secret(salt)) if isinstance(salt, str) and salt else ""


class _Once:
    """Says once that sealed pages are being opened."""

    def __init__(self, out: Console) -> None:
        self._out, self._said = out, False

    def __call__(self, _: str) -> None:
        if not self._said:
            self._said = True
            say(self._out, "Opening the sealed pages; each session of them takes a moment.")


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
    many = len(report.looked)
    what = "file" if many == 1 else "files and parts of files"
    files = f"{many:,} {what}, {report.characters:,} characters"
    if report.leaks:
        places = len(report.leaks)
        return f"{files}: originals are still in {places} {'place' if places == 1 else 'places'}."
    if report.unread:
        return f"{files}: nothing was found, but not everything was read."
    return f"{files}: nothing was found."
