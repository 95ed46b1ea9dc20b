"""What people write, in: chronologies, ``case.toml``, ``coding.csv`` and ``dispositions.csv``."""

from loaders.coding.write import SuggestionsWritten, write_suggestions
from loaders.dispositions import (
    Conflict,
    Merged,
    merge,
    read_dispositions,
    write_dispositions,
)
from loaders.errors import LoaderError
from loaders.init import init_case
from loaders.load import Loaded, load_case
from loaders.report import CheckReport, FileReport, Problem, SetAside, Severity, TableReport

__all__ = [
    "CheckReport",
    "Conflict",
    "FileReport",
    "Loaded",
    "LoaderError",
    "Merged",
    "Problem",
    "SetAside",
    "Severity",
    "SuggestionsWritten",
    "TableReport",
    "init_case",
    "load_case",
    "merge",
    "read_dispositions",
    "write_dispositions",
    "write_suggestions",
]
