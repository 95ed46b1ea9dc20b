"""A folder of export: written beside the place where it will be, and put there when it is whole."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from graphdb.schema import FORMAT
from graphdb.tables import Tables
from joinedup import __version__
from joinedup.library.export.formats import FORMATS, needed

MANIFEST = "manifest.json"
_WHAT = "joinedup export"


class NotOursError(ValueError):
    """The folder holds something else, or something more, than an export of ours."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes
    ----------
    folder
        Where it is.
    files
        The names of the files, in order.
    cases
        How many cases are in them.
    nodes, edges
        How many of each; a theme counts in every case that has it.
    """

    folder: Path
    files: tuple[str, ...]
    cases: int
    nodes: int
    edges: int


def export(cases: Iterable[Tables], form: str, folder: Path) -> Exported:
    """Write cases as files of one format.

    Parameters
    ----------
    cases
        Their rows, one case after another; each case once.
    form
        A name of :data:`joinedup.library.export.FORMATS`.
    folder
        Where to put the files. What an earlier export put there is replaced whole; until all is
        written it stays as it is.

    Raises
    ------
    NotOursError
        When the folder holds anything that is no export.
    MissingLibraryError
        When the format needs a library that is not installed.

    Complexity
    ----------
    Linear in rows; memory for one case at a time.
    """
    needed(form)
    stop_unless_ours(folder)
    with _beside(folder) as place:
        told, count = _write(cases, form, place)
        names = sorted(p.relative_to(place).as_posix() for p in place.rglob("*") if p.is_file())
        sealed = {name: _sealed(place / name) for name in names}
        manifest = {
            "what": _WHAT,
            "format": FORMAT,
            "joinedup": __version__,
            "to": form,
            "cases": told,
            "written": sealed,
        }
        text = json.dumps(manifest, indent=2, ensure_ascii=False) + "\n"
        (place / MANIFEST).write_text(text, encoding="utf-8", newline="\n")
        _sealed(place / MANIFEST)
    return Exported(folder, (*names, MANIFEST), len(told), *count)


def _write(
    cases: Iterable[Tables], form: str, place: Path
) -> tuple[list[dict[str, object]], tuple[int, int]]:
    writer = FORMATS[form](place)
    told: list[dict[str, object]] = []
    nodes = edges = 0
    try:
        for tables in cases:
            writer.add(tables)
            own = sum(map(len, tables.nodes.values())), sum(map(len, tables.edges.values()))
            nodes, edges = nodes + own[0], edges + own[1]
            told.append(_told(tables, *own))
    finally:
        writer.close()
    return told, (nodes, edges)


def _told(tables: Tables, nodes: int, edges: int) -> dict[str, object]:
    """Return what the manifest says of a case: its marking stands on everything that leaves."""
    (case,) = tables.nodes["Case"]
    said = {name: case[name] for name in ("title", "marking", "status")}
    return {"case": tables.case_id, **said, "nodes": nodes, "edges": edges}


def stop_unless_ours(folder: Path) -> None:
    """Raise where a folder holds anything that an export may not replace.

    Raises
    ------
    NotOursError
        Naming the folder.
    """
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.is_symlink() or folder.exists():
        _stop_unless_all_ours(folder)


def _stop_unless_all_ours(folder: Path) -> None:
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        written = {MANIFEST, *said["written"]} if said["what"] == _WHAT else set()
    except (OSError, ValueError, KeyError, TypeError):
        written = set()
    others = sorted(there - written)
    if folder.is_symlink() or not folder.is_dir() or not written or others:
        more = f" (such as {others[0]})" if written and others else ""
        raise NotOursError(
            f"{folder} is there already and is no export of joinedup, or holds more than "
            f"one{more}; nothing was written. Name another folder."
        )


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a folder to write into, put in place of the other when all went well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    hidden = tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent)
    place = Path(hidden)
    try:
        yield place
        _put(place, folder)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _put(place: Path, folder: Path) -> None:
    if not folder.exists():
        place.rename(folder)
        return
    earlier = place.with_name(place.name.removesuffix(".tmp") + ".old")
    folder.rename(earlier)
    try:
        place.rename(folder)
    except OSError:
        earlier.rename(folder)
        raise
    shutil.rmtree(earlier)


def _sealed(path: Path) -> str:
    """See that a file is on the disk, and return its SHA-256."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return file_digest(file, "sha256").hexdigest()
