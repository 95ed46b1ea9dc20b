"""What ``check`` says: per file what was read, what was set aside and why, and what to look at."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from loaders.messages import MESSAGES, describe, shorten, title_of

_ONE = re.compile(r"\b(row|title|note|heading)\b")


class Severity(StrEnum):
    """How much a problem matters.

    ``ERROR``: something was not read. ``WARNING``: read, but a person should look.
    ``INFO``: how it was read.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell a person, and where it is.

    Attributes
    ----------
    code
        A key of :data:`loaders.messages.MESSAGES` (``JU-L…``), or a date code (``JU-D…``).
    found, expected, suggestion
        What stood there (short), what was expected, what to do.
    count
        How many rows say the same; ``row`` is then the first.
    """

    code: str
    severity: Severity
    document: str = ""
    part: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str = ""
    suggestion: str = ""
    count: int = 1

    @property
    def where(self) -> str:
        """File, sheet or table, row and column, in words."""
        pieces = [
            self.document,
            self.part,
            f"row {self.row}" if self.row is not None else "",
            f"column “{self.column}”" if self.column else "",
        ]
        return ", ".join(piece for piece in pieces if piece)

    def __str__(self) -> str:
        title = title_of(self.code)
        found = f" Found: {self.found}." if self.found else ""
        expected = f" Expected: {self.expected}." if self.expected else ""
        more = f" ({self.count} rows; this is the first.)" if self.count > 1 else ""
        todo = f" {self.suggestion}" if self.suggestion else ""
        head = f"{self.where}: " if self.where else ""
        return f"{self.code} {head}{title}{'.' if title else ''}{found}{expected}{more}{todo}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was read and is no event, and why."""

    document: str
    part: str
    row: int
    reason: str


@dataclass(slots=True)
class TableReport:
    """What became of one sheet or table."""

    part: str
    columns: tuple[tuple[str, str], ...] = ()
    rows_read: int = 0
    rows_loaded: int = 0
    agency: str = ""
    set_aside: list[SetAside] = field(default_factory=list)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were set aside for each reason."""
        return dict(sorted(Counter(item.reason for item in self.set_aside).items()))

    @property
    def set_aside_words(self) -> str:
        """The same in words: "2 dated headings; 1 row of headings"."""
        return "; ".join(
            f"{count:,} {reason if count == 1 else _several(reason)}"
            for reason, count in self.reasons.items()
        )


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    document: str
    agency: str = ""
    refused: str = ""
    tables: list[TableReport] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """Rows read in all tables."""
        return sum(table.rows_read for table in self.tables)

    @property
    def rows_loaded(self) -> int:
        """Rows that became events."""
        return sum(table.rows_loaded for table in self.tables)

    @property
    def rows_set_aside(self) -> int:
        """Rows that did not, each with its reason."""
        return sum(len(table.set_aside) for table in self.tables)


@dataclass(slots=True)
class CheckReport:
    """What became of a whole case folder."""

    files: list[FileReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    uncoded: int = 0
    _seen: dict[tuple[str, ...], int] = field(default_factory=dict, repr=False)

    @property
    def rows_read(self) -> int:
        """Rows read in all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_loaded(self) -> int:
        """Rows that became events."""
        return sum(file.rows_loaded for file in self.files)

    @property
    def rows_set_aside(self) -> int:
        """Rows that did not, each with its reason."""
        return sum(file.rows_set_aside for file in self.files)

    @property
    def needs_attention(self) -> bool:
        """Whether anything is an error or a warning, or any row is uncoded."""
        return self.uncoded > 0 or any(p.severity is not Severity.INFO for p in self.problems)

    @property
    def uncoded_line(self) -> str:
        """The sentence that page, check and findings lead with; empty where all is coded."""
        if not self.uncoded:
            return ""
        return (
            f"{self.uncoded:,} of {self.rows_loaded:,} rows are not coded; "
            "these findings cannot see them."
        )

    def add(
        self,
        code: str,
        *,
        document: str = "",
        part: str = "",
        row: int | None = None,
        column: str = "",
        found: str = "",
        expected: str = "",
        suggestion: str = "",
        severity: Severity | None = None,
        once_per: tuple[str, ...] | None = None,
    ) -> None:
        """Add a problem; with ``once_per``, later ones of the same key only raise its count."""
        if once_per is not None:
            key = (code, *once_per)
            if key in self._seen:
                index = self._seen[key]
                self.problems[index] = _counted(self.problems[index])
                return
            self._seen[key] = len(self.problems)
        message = MESSAGES.get(code)
        self.problems.append(
            Problem(
                code,
                severity or (Severity(message.severity) if message else Severity.WARNING),
                document,
                part,
                row,
                shorten(column),
                shorten(found),
                expected or (message.expected if message else ""),
                suggestion or (message.suggestion if message else ""),
            )
        )

    def assert_accounted(self) -> None:
        """Hold that every row read is loaded or set aside.

        Raises
        ------
        AssertionError
            When a row is lost; that would be a fault of ours.
        """
        for file in self.files:
            for table in file.tables:
                lost = table.rows_read - table.rows_loaded - len(table.set_aside)
                if lost:
                    raise AssertionError(f"{file.document} {table.part}: {lost} rows unaccounted")

    def account_line(self) -> str:
        """Return the sentence that is always printed."""
        return (
            f"{self.rows_read:,} rows read = {self.rows_loaded:,} loaded "
            f"+ {self.rows_set_aside:,} set aside."
        )


def _several(reason: str) -> str:
    """Return a reason for several rows: "row of headings" becomes "rows of headings"."""
    return _ONE.sub(r"\1s", reason, count=1)


def _counted(problem: Problem) -> Problem:
    return replace(problem, count=problem.count + 1)


__all__ = [
    "CheckReport",
    "FileReport",
    "Problem",
    "SetAside",
    "Severity",
    "TableReport",
    "describe",
]
