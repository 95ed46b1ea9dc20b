"""One module a file format; whatever module stands here with ``SUFFIXES`` and ``read`` is used.

To add a format: one module with ``SUFFIXES`` (lower case, with the dot), ``KIND`` (as
:func:`loaders.sniff.kind_of` names the content), ``LABEL`` and ``read(path) -> Document``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from loaders.table import Document


class Reader(Protocol):
    """What a format module offers."""

    SUFFIXES: tuple[str, ...]
    KIND: str
    LABEL: str

    def read(self, path: Path) -> Document:
        """Return the tables of a file."""


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each kind of content, found in this package."""
    found: dict[str, Reader] = {}
    for module_info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        if hasattr(module, "SUFFIXES") and hasattr(module, "read"):
            reader = cast(Reader, module)
            found[reader.KIND] = reader
    return found


@cache
def kind_by_suffix() -> dict[str, str]:
    """Return which kind of content each suffix promises."""
    return {suffix: r.KIND for r in readers().values() for suffix in r.SUFFIXES}
