"""What every reader gives: a grid of plain text with the rows numbered as the user counts them.

Readers know nothing of headings, agencies or dates. :mod:`loaders.headings` finds the heading
row in a :class:`Grid` and makes a :class:`RawTable` of it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as text.

    Attributes
    ----------
    number
        The row as the user counts it in Word, Excel or a text editor.
    cells
        The cells' text; short rows are not padded.
    spanning
        The row is one cell across the whole table.
    carried
        Column and text of cells that a vertical merge covers: whether the text counts for
        this row too depends on the column (a date does, a description does not).
    """

    number: int
    cells: tuple[str, ...]
    spanning: bool = False
    carried: tuple[tuple[int, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells)

    @property
    def only_text(self) -> str:
        """The text of the one cell that holds anything; empty where several or none do."""
        filled = [cell for cell in self.cells if cell]
        if self.spanning and filled:
            return filled[0]
        return filled[0] if len(filled) == 1 else ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about a document that its reader wants reported; see :mod:`loaders.messages`."""

    code: str
    part: str = ""
    row: int | None = None
    column: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, Word table or CSV file, before anybody has looked for its headings.

    Attributes
    ----------
    above
        Short lines of text between this table and the one before it in the document.
    """

    part: str
    rows: tuple[RawRow, ...]
    width: int
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of one file."""

    grids: tuple[Grid, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: where it stands, its heading as written, and its field."""

    index: int
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """A chronology table: its columns known, its rows still text.

    Attributes
    ----------
    set_aside
        Row number and reason of each row that is no data: titles, headings, blank rows.
    continues
        The table goes on from the one before it in the same document (split over pages).
    above
        Short lines of text above the table; one that is a date says when its rows were.
    """

    document: str
    part: str
    columns: tuple[Column, ...]
    rows: tuple[RawRow, ...]
    set_aside: tuple[tuple[int, str], ...] = ()
    notes: tuple[Note, ...] = ()
    continues: bool = False
    above: tuple[str, ...] = ()
