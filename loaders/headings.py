"""Headings to fields: where a table's headings stand, and what each column means.

The vocabulary says what agencies write; ``[headings]`` in case.toml says what it cannot know.
A column whose heading means nothing to either is kept as a comment, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphdb.vocabulary import Vocabulary
from loaders.table import Column, Grid, RawRow, RawTable
from loaders.templates.columns import HELP_BEGINS, LISTS_BEGIN

# A heading row stands near the top; titles above it are few.
LOOK_AT_ROWS = 40
LONGEST_HEADING = 120
UNKNOWN = ""
# What a vertical merge says of every row it covers. (A description merged over three rows is
# one description.)
CARRIED_FIELDS = frozenset({"date", "time", "end_date", "source", "agency", "persons", "learned"})
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])[.)]\s+")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_PLAIN = re.compile(r"[^\w#]+|_+")

# Each reason names one row; :meth:`loaders.report.TableReport.set_aside_words` counts them.
TITLE = "title above the headings"
HEADINGS = "row of headings"
REPEATED = "row of repeated headings"
BLANK = "blank row"
NO_DATE_COLUMN = "row in a table without a column for the date"
NO_SUMMARY_COLUMN = "row in a table without a column for what happened"
NO_CHRONOLOGY = "row in a table that is no chronology"


@dataclass(frozen=True, slots=True)
class _Heads:
    """Where a grid's headings stand, and what they are; ``height`` 0 where there are none."""

    position: int = -1
    height: int = 0
    texts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A grid that is not read as a chronology, and why."""

    grid: Grid
    code: str
    reason: str
    found: str


class Headings:
    """Finds fields for headings; one for a case.

    Parameters
    ----------
    vocabulary
        What agencies write.
    own
        ``[headings]`` of case.toml: heading as written to field.
    """

    def __init__(self, vocabulary: Vocabulary, own: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._written = {
            plain(name): key
            for key, entry in vocabulary.headings.items()
            for name in (key, entry.label, *entry.aliases)
        }
        self._spelt = {
            plain(name): name
            for entry in vocabulary.headings.values()
            for name in (*entry.aliases, entry.label)
        }
        self._own = {plain(heading): field for heading, field in own.items()}
        self._known: dict[str, str] = {}

    def field_of(self, heading: str) -> str:
        """Return the field of a heading, or ``UNKNOWN``."""
        found = self._known.get(heading)
        if found is None:
            found = self._known[heading] = self._find(heading)
        return found

    def label(self, field: str) -> str:
        """Return what a field is called in the template."""
        entry = self._vocabulary.headings.get(field)
        return entry.label if entry is not None else field

    def nearest(self, heading: str) -> tuple[str, str]:
        """Return the heading that one is a slip of the pen of, and its field; or two empty texts.

        A word of its own ("Worker", "Carer") is none, however many letters it shares with one:
        whoever pastes what is suggested would have a column of names read as numbers.
        """
        written = plain(heading[:LONGEST_HEADING]).split()
        slips = ((_slips(written, known.split()), known) for known in self._spelt)
        best = min(((count, known) for count, known in slips if count), default=None)
        return ("", "") if best is None else (self._spelt[best[1]], self._written[best[1]])

    def _find(self, heading: str) -> str:
        own = self._own.get(plain(heading))
        if own is not None:
            return own
        if not heading or len(heading) > LONGEST_HEADING:
            return UNKNOWN
        bare = _BRACKETS.sub(" ", heading)
        for form in (heading, bare, _NUMBERING.sub("", bare)):
            found = self._written.get(plain(form))
            if found is not None:
                return found
        return UNKNOWN

    def fields_of(self, row: RawRow) -> tuple[str, ...]:
        """Return the field of each cell of a row, taken as a heading row."""
        return tuple(self.field_of(cell) for cell in row.cells)


def _slips(words: Sequence[str], known: Sequence[str]) -> int:
    """Return how many letters of some words are wrong; 0 where they are other words.

    Examples
    --------
    >>> _slips(["shared", "wiht"], ["shared", "with"]), _slips(["worker"], ["order"])
    (1, 0)
    """
    from rapidfuzz.distance import OSA  # only where a message needs it

    if len(words) != len(known):
        return 0
    total = 0
    for word, right in zip(words, known, strict=True):
        short = min(len(word), len(right))
        # of a short word one letter makes another word ("Kin" and "Kind", "Term" and "Team")
        most = 0 if short < 4 else 1 if short < 9 else 2
        wrong = 0 if word == right else OSA.distance(word, right)
        another = len(word) == len(right) == 4 and sorted(word) != sorted(right)
        if wrong > most or another or (wrong > 1 and word[0] != right[0]):
            return 0
        total += wrong
    return total


def plain(text: str) -> str:
    """Return a heading without capitals, punctuation and surplus spaces.

    Examples
    --------
    >>> plain("Date / Time:")
    'date time'
    """
    return _PLAIN.sub(" ", text.casefold().translate(_APOSTROPHES)).strip()


def tables_of(
    grids: Sequence[Grid], document: str, headings: Headings, *, may_continue: bool
) -> tuple[list[RawTable], list[Unread]]:
    """Make chronology tables of a document's grids.

    Parameters
    ----------
    may_continue
        Whether a grid without headings can go on from the one before (Word).
    """
    tables: list[RawTable] = []
    unread: list[Unread] = []
    for grid in grids:
        if grid.rows[0].cells[:1] in ((HELP_BEGINS,), (LISTS_BEGIN,)):
            continue  # sheets of our own template
        heads = _find_headings(grid, headings)
        last = tables[-1] if tables else None
        if {"date", "summary"} <= set(heads.fields):
            tables.append(_table(grid, document, heads, last))
        elif may_continue and last is not None and _goes_on(grid, last, heads.fields):
            tables.append(_continued(grid, document, last))
        else:
            unread.append(_unread(grid, heads))
    return tables, unread if tables else [_judged(each, headings) for each in unread]


def _find_headings(grid: Grid, headings: Headings) -> _Heads:
    """Return the row most like headings, with the one above or below it where both are."""
    best, best_score = -1, (0, 0, 0)
    best_fields: tuple[str, ...] = ()
    for position, row in enumerate(grid.rows[:LOOK_AT_ROWS]):
        if row.is_blank or row.spanning:
            continue
        fields = headings.fields_of(row)
        known = {f for f in fields if f}
        score = (
            len({"date", "summary"} & known),
            len(known),
            -position,
        )
        if len(known) >= 2 and score > best_score:
            best, best_fields, best_score = position, fields, score
            if score[0] == 2 and score[1] >= 3:
                break
    if best < 0:
        return _Heads()
    return (
        _over_two_rows(grid, best - 1, headings)
        or _over_two_rows(grid, best, headings)
        or _Heads(best, 1, grid.rows[best].cells, best_fields)
    )


def _over_two_rows(grid: Grid, position: int, headings: Headings) -> _Heads | None:
    """Join a row of group headings ("Contact", "Response") with the headings below it.

    What stands below names the column; what stands above names it where nothing is below, and
    helps where what is below is not known ("Date" over "Ended").
    """
    if not 0 <= position < len(grid.rows) - 1:
        return None
    upper, lower = grid.rows[position], grid.rows[position + 1]
    below = headings.fields_of(lower)
    over = headings.fields_of(upper)
    if not (_is_headings(upper, over) and _is_headings(lower, below)):
        return None
    texts: list[str] = []
    fields: list[str] = []
    group = ""
    for index in range(max(len(upper.cells), len(lower.cells))):
        above = _at(upper.cells, index)
        text, field = _at(lower.cells, index), _at(below, index)
        group = above or group
        if not text:
            text, field = above, _at(over, index)
        elif not field:
            together = f"{group} {text}".strip()
            field = headings.field_of(together)
            text = together if field or not group else f"{group} – {text}"
        texts.append(text)
        fields.append(field)
    known = {field for field in fields if field}
    if not {"date", "summary"} <= known or len(known) <= len({f for f in over if f}):
        return None
    return _Heads(position, 2, tuple(texts), tuple(fields))


def _at(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _is_headings(row: RawRow, fields: Sequence[str]) -> bool:
    """Whether most of what stands in a row is headings, and nothing in it is a date."""
    filled = [cell for cell in row.cells if cell]
    if row.spanning or len(filled) < 2:
        return False
    known = sum(1 for field in fields if field)
    return known * 2 > len(filled) and not any(
        len(cell) > LONGEST_HEADING or any(c.isdigit() for c in cell) for cell in filled
    )


def _table(grid: Grid, document: str, heads: _Heads, last: RawTable | None) -> RawTable:
    columns = tuple(
        Column(index, " ".join(text.split()), heads.fields[index])
        for index, text in enumerate(heads.texts)
        if text
    )
    below = heads.position + heads.height
    aside = [(r.number, BLANK if r.is_blank else TITLE) for r in grid.rows[: heads.position]]
    aside += [(r.number, HEADINGS) for r in grid.rows[heads.position : below]]
    rows, more = _data_rows(grid.rows[below:], columns, grid.rows[heads.position : below])
    same = last is not None and [c.field for c in last.columns] == [c.field for c in columns]
    return RawTable(
        document, grid.part, columns, rows, (*aside, *more), continues=same and bool(grid.part),
        above=grid.above,
    )  # fmt: skip


def _continued(grid: Grid, document: str, last: RawTable) -> RawTable:
    rows, aside = _data_rows(grid.rows, last.columns, ())
    return RawTable(
        document, grid.part, last.columns, rows, tuple(aside), continues=True, above=grid.above
    )


def _data_rows(
    rows: Sequence[RawRow], columns: tuple[Column, ...], header: Sequence[RawRow]
) -> tuple[tuple[RawRow, ...], list[tuple[int, str]]]:
    """Drop blank rows and repeated headings, giving each its reason; settle vertical merges."""
    heads = [{column.index: plain(column.heading) for column in columns}]
    if len(header) > 1:
        heads += [{i: plain(cell) for i, cell in enumerate(row.cells) if cell} for row in header]
    carriable = {c.index for c in columns if c.field in CARRIED_FIELDS}
    kept: list[RawRow] = []
    aside: list[tuple[int, str]] = []
    for row in rows:
        if row.is_blank:
            aside.append((row.number, BLANK))
        elif any(_repeats(row, each) for each in heads):
            aside.append((row.number, REPEATED))
        else:
            kept.append(_with_carried(row, carriable) if row.carried else row)
    return tuple(kept), aside


def _repeats(row: RawRow, heads: dict[int, str]) -> bool:
    filled = [(i, cell) for i, cell in enumerate(row.cells) if cell]
    if len(filled) < 2:
        return False
    return all(len(c) <= LONGEST_HEADING and plain(c) == heads.get(i) for i, c in filled)


def _with_carried(row: RawRow, carriable: set[int]) -> RawRow:
    cells = list(row.cells)
    for index, text in row.carried:
        if index in carriable and not cells[index]:
            cells[index] = text
    return replace(row, cells=tuple(cells))


def _goes_on(grid: Grid, last: RawTable, fields: tuple[str, ...]) -> bool:
    """Whether a grid without headings continues a table: as wide, and dates where dates stand."""
    width = max(column.index for column in last.columns) + 1
    if grid.width != width or sum(1 for f in fields if f) >= 2:
        return False
    dates = [c.index for c in last.columns if c.field == "date"]
    filled = [row for row in grid.rows if not row.is_blank and not row.spanning]
    dated = [r for r in filled if any(ch.isdigit() for i in dates for ch in r.cells[i])]
    return bool(filled) and len(dated) * 2 >= len(filled)


def _unread(grid: Grid, heads: _Heads) -> Unread:
    position, fields = heads.position, heads.fields
    shown = grid.rows[position] if position >= 0 else next(r for r in grid.rows if not r.is_blank)
    found = ", ".join(f"“{cell[:40]}”" for cell in shown.cells if cell)
    if "date" in fields:
        return Unread(grid, "JU-L051", NO_SUMMARY_COLUMN, found)
    if position >= 0 and len({f for f in fields if f}) >= 3:
        return Unread(grid, "JU-L050", NO_DATE_COLUMN, found)
    return Unread(grid, "JU-L052", NO_CHRONOLOGY, found)


def _judged(each: Unread, headings: Headings) -> Unread:
    """Make a table that is nothing like a chronology an error where the file has no other."""
    if each.code != "JU-L052":
        return each
    row = next(r for r in each.grid.rows if not r.is_blank)
    if "date" in headings.fields_of(row):
        return replace(each, code="JU-L051", reason=NO_SUMMARY_COLUMN)
    return replace(each, code="JU-L050", reason=NO_DATE_COLUMN)


__all__ = ["CARRIED_FIELDS", "Headings", "Unread", "plain", "tables_of"]
