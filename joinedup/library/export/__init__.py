"""Cases as files for other tools: the whole graph, or none of it.

One module a format; each takes the rows of one case after another, so that a library of cases
needs no more memory than its largest case.
"""

from joinedup.library.export.folder import Exported, NotOursError, export
from joinedup.library.export.formats import FORMATS, MissingLibraryError, needed

__all__ = ["FORMATS", "Exported", "MissingLibraryError", "NotOursError", "export", "needed"]
