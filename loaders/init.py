"""``joinedup init``: a new case folder that explains itself and loads as it is."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from graphdb.vocabulary import load_vocabulary
from loaders.case_file import NAME
from loaders.errors import LoaderError, todo_of
from loaders.load import CHRONOLOGIES
from loaders.ourcsv import write_atomically

TEMPLATES = "templates"
_NOT_ID = re.compile(r"[^a-z0-9]+")


def init_case(directory: str | Path) -> tuple[Path, ...]:
    """Write a new case folder: case.toml, chronologies/ with an example, and templates.

    Parameters
    ----------
    directory
        The folder; made where it does not exist. It must not hold a case, nor anything under
        the names that are written.

    Returns
    -------
    tuple of Path
        What was written.

    Raises
    ------
    LoaderError
        When something would be written over, or the folder cannot be written to.
    """
    # The writers of Office files take a while to import, and only this needs them.
    from loaders.templates.docx_template import docx_template
    from loaders.templates.xlsx_template import xlsx_template

    folder = Path(directory)
    vocabulary = load_vocabulary()
    workbook = xlsx_template(vocabulary)
    contents = {
        folder / NAME: _case_toml(folder.resolve().name),
        folder / CHRONOLOGIES / "police.xlsx": workbook,
        folder / TEMPLATES / "chronology-template.xlsx": workbook,
        folder / TEMPLATES / "chronology-template.docx": docx_template(vocabulary),
    }
    for path in contents:
        if path.exists():
            raise LoaderError("JU-L007", str(folder), path.name)
    try:
        for path, data in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
    except OSError as error:
        raise LoaderError("JU-L017", str(folder), error.strerror or "", todo_of(error)) from None
    return tuple(contents)


def _case_toml(name: str) -> bytes:
    text = (files("loaders.templates") / NAME).read_text(encoding="utf-8")
    case_id = _NOT_ID.sub("-", name.casefold()).strip("-") or "case"
    title = "".join(c for c in name if c.isprintable() and c not in '"\\') or "Our case"
    return text.replace("@ID@", case_id).replace("@TITLE@", title).encode()
