"""The leak check: whether a pack still says anything that its key holds as original.

It shares no code with what makes a pack, so that a fault there is not repeated here; the key is all
that it knows of the case.
"""

from __future__ import annotations

from joinedup.leakcheck.key import KeyFileError
from joinedup.leakcheck.report import Leak, Looked, Report, Unread
from joinedup.leakcheck.verify import verify

__all__ = ["KeyFileError", "Leak", "Looked", "Report", "Unread", "verify"]
