"""The two ways in which reading stops, each carrying a message code and never a traceback."""

from __future__ import annotations

import errno

_TODO = {
    getattr(
        errno, "EDQUOT", errno.ENOSPC
    ): "Your share of the disk is full: free some space on it, or name another place.",
    errno.ENOSPC: "The disk is full: free some space on it, or name a place on another.",
    errno.EROFS: "The disk can only be read: name a place on another.",
    errno.ENOENT: "Look whether its name is right, and whether it is still there.",
    errno.ENOTDIR: "Look whether its name is right, and whether it is still there.",
}


def todo_of(error: OSError) -> str:
    """Return what to do where the system says no; empty where nothing better is known.

    Examples
    --------
    >>> todo_of(FileNotFoundError(errno.ENOENT, "No such file"))
    'Look whether its name is right, and whether it is still there.'
    """
    return _TODO.get(error.errno or 0, "")


class LoaderError(Exception):
    """Something stops the whole case from being read.

    Parameters
    ----------
    code
        A code of :mod:`loaders.messages`.
    document
        The file it is about.
    found
        What was found there, short.
    """

    def __init__(
        self, code: str, document: str = "", found: str = "", suggestion: str = ""
    ) -> None:
        from loaders.messages import describe

        self.code = code
        self.document = document
        self.found = found
        super().__init__(describe(code, document=document, found=found, suggestion=suggestion))


class RefusedFileError(Exception):
    """One file cannot be read; the others still are.

    Parameters
    ----------
    code
        A code of :mod:`loaders.messages`.
    found
        What was found, short.
    """

    def __init__(self, code: str, found: str = "", part: str = "") -> None:
        self.code = code
        self.found = found
        self.part = part
        super().__init__(f"{code} {found}".strip())
