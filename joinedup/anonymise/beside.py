"""Where a pack is made: apart from its case, beside its place, and nothing of it left behind.

A run that is killed outright leaves a hidden folder. The next run to the same place clears it away,
if it is surely one of ours (a file in it says so) and nobody works in it (that file is locked for
as long as its run lives).
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from joinedup.anonymise.errors import PackError

_MARK = "made-by-joinedup-anonymise"
_SAYS = b"Half a pack, of a run of joinedup anonymise. It can go once that has ended.\n"


def check_apart(case: Path | None, pack: Path, decisions: Path | None) -> None:
    """Refuse a pack that would lie in its case, or the other way round, or hold the decisions.

    Raises
    ------
    PackError
        With what to do.
    """
    to = pack.resolve()
    if case is not None:
        of = case.resolve()
        if to == of:
            raise PackError("JU-L131", str(pack), "it is the folder of the case")
        if of in to.parents:
            raise PackError("JU-L131", str(pack), "it would lie in the folder of the case")
        if to in of.parents:
            raise PackError("JU-L131", str(pack), "the folder of the case lies in it")
    if decisions is not None and to in decisions.resolve().parents:
        raise PackError("JU-L131", str(decisions), "the decisions would lie in the pack")


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a folder beside the place of the pack, of which nothing is left where it goes wrong."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    # named before it is made: whoever stops the run in between leaves nothing either
    whole = folder.parent / f"{_prefix(folder)}{secrets.token_hex(8)}{_SUFFIX}"
    place = whole / "pack"
    empty = False
    try:
        whole.mkdir(mode=0o700)
        with _marked(whole):
            place.mkdir()
            empty = folder.is_dir()
            if empty:
                folder.rmdir()
            yield place
    except BaseException:
        if empty and not folder.exists():
            folder.mkdir()
        raise
    finally:
        shutil.rmtree(whole, ignore_errors=True)


_SUFFIX = ".partial"


def _prefix(folder: Path) -> str:
    return f".{folder.name}-"


@contextmanager
def _marked(whole: Path) -> Iterator[None]:
    """Say in a folder whose it is, and that somebody works in it as long as this lasts."""
    with (whole / _MARK).open("xb") as mark:
        _lock(mark)  # before it says anything: what says nothing is left alone
        mark.write(_SAYS)
        mark.flush()
        yield


def clear_left_over(folder: Path) -> tuple[Path, ...]:
    """Clear away what earlier runs to a place left when they were killed; return what it was.

    Parameters
    ----------
    folder
        Where a pack is to be.
    """
    try:
        found = sorted(folder.parent.iterdir())
    except OSError:
        return ()
    return tuple(
        one
        for one in found
        if one.name.startswith(_prefix(folder))
        and one.name.endswith(_SUFFIX)
        and one.is_dir()
        and not one.is_symlink()
        and _cleared(one)
    )


def _cleared(whole: Path) -> bool:
    """Remove a folder that is ours and that nobody works in; return whether it is gone."""
    mark = whole / _MARK
    if (
        mark.is_symlink()
        or not mark.is_file()
        or {p.name for p in whole.iterdir()} - {_MARK, "pack"}
    ):
        return False
    try:
        with mark.open("r+b") as held:
            if held.read() != _SAYS or not _lock(held):
                return False
    except OSError:
        return False
    shutil.rmtree(whole, ignore_errors=True)
    return not whole.exists()


def _lock(file: IO[bytes]) -> bool:
    """Lock a file for as long as it is open; return whether nobody else has it locked.

    A system that cannot lock says no: what cannot be told to be free is not cleared away.
    """
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


__all__ = ["beside", "check_apart", "clear_left_over"]
