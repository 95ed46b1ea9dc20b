"""The front door: the command line and the public API.

>>> import joinedup
>>> case = joinedup.load("examples/amber-street")
>>> len(case.events()) > 100
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from joinedup.anonymise.pack import make_pack as anonymise_case
    from joinedup.case import JoinedUpCase, load
    from joinedup.library.library import Library, open_library

__all__ = ["JoinedUpCase", "Library", "__version__", "anonymise_case", "load", "open_library"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562
    # pandas takes a second to import: `joinedup --help` does not wait for it
    if name in ("JoinedUpCase", "load"):
        from joinedup import case

        return getattr(case, name)
    if name == "anonymise_case":
        from joinedup.anonymise.pack import make_pack

        return make_pack
    if name in ("Library", "open_library"):
        from joinedup.library import library

        return getattr(library, name)
    if name == "widget":  # not in __all__: anywidget is an extra
        from joinedup.notebook import widget

        return widget
    raise AttributeError(f"module 'joinedup' has no attribute {name!r}")
