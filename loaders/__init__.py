"""What people write, in: chronologies, ``case.toml``, ``coding.csv`` and ``dispositions.csv``."""

from loaders.errors import LoaderError
from loaders.load import Loaded, load_case
from loaders.report import CheckReport, FileReport, Problem, SetAside, Severity, TableReport

__all__ = [
    "CheckReport",
    "FileReport",
    "Loaded",
    "LoaderError",
    "Problem",
    "SetAside",
    "Severity",
    "TableReport",
    "load_case",
]
