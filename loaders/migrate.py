"""Rewrite a case's own files in the newest format; an older one is read all the same."""

from __future__ import annotations

from pathlib import Path

import tomlkit

from loaders.case_file import NAME
from loaders.coding.store import read_book, write_book
from loaders.dispositions import read_dispositions, write_dispositions
from loaders.errors import LoaderError
from loaders.load import load_case
from loaders.ourcsv import write_atomically

#: The format of case.toml that this version writes.
FORMAT = 1


def migrate_case(path: Path) -> list[str]:
    """Bring case.toml, coding.csv and dispositions.csv to the newest format.

    Comments and order in case.toml are kept. Chronologies are never touched.

    Returns
    -------
    list of str
        A sentence for each file.

    Raises
    ------
    LoaderError
        When a file cannot be read, or is of a newer format than this version knows.
    """
    folder = path.parent if path.name == NAME else path
    load_case(folder)
    said = [_case_toml(folder / NAME)]
    for name, write in (("coding.csv", _coding), ("dispositions.csv", _dispositions)):
        if not (folder / name).is_file():
            continue
        before = (folder / name).read_bytes()
        write(folder)
        same = (folder / name).read_bytes() == before
        said.append(f"{name}: {'already in the newest format' if same else 'rewritten'}.")
    return said


def _case_toml(path: Path) -> str:
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.ParseError) as error:
        raise LoaderError("JU-L002", path.name, type(error).__name__) from error
    if document.get("format") == FORMAT:
        return f"{path.name}: already in format {FORMAT}."
    document.pop("format", None)
    # `format` is the first thing a reader of the file meets
    text = f"format = {FORMAT}\n\n{tomlkit.dumps(document).lstrip()}"
    write_atomically(path, text.encode("utf-8"))
    return f"{path.name}: rewritten in format {FORMAT}."


def _coding(folder: Path) -> None:
    write_book(folder, read_book(folder))


def _dispositions(folder: Path) -> None:
    write_dispositions(folder, read_dispositions(folder))
