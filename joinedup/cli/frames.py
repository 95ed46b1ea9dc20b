"""Answers as a table on the terminal, as CSV, as JSON or as Parquet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from joinedup.cli.common import console, printable, table

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("table", "csv", "json", "parquet")


def show(frame: pd.DataFrame, form: str, output: Path | None = None, title: str = "") -> None:
    """Print an answer, or write it to a file whole or not at all.

    Parameters
    ----------
    frame
        What was answered.
    form
        One of `FORMS`; Parquet is for files alone.
    output
        The file; standard output where there is none.
    title
        What stands above a table.

    Raises
    ------
    click.UsageError
        When Parquet has no file to go to.
    loaders.LoaderError
        When the file cannot be written.
    """
    from loaders.ourcsv import write_atomically

    if form == "parquet":
        data = _parquet(frame, output)
    elif form == "table" and output is None:
        rows = ([_cell(value) for value in row] for row in frame.itertuples(index=False))
        console().print(table(title, [printable(str(c)) for c in frame.columns], rows))
        return
    else:
        data = _text(frame, form).encode("utf-8")
    if output is None:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        # Excel takes a file without the mark for something else than UTF-8
        write_atomically(output, b"\xef\xbb\xbf" * (form == "csv") + data)


def _text(frame: pd.DataFrame, form: str) -> str:
    if form == "csv":
        return _csv(frame)
    if form == "json":
        return _json(frame)
    raise click.UsageError("A table is for the screen: give --format csv, json or parquet.")


def _csv(frame: pd.DataFrame) -> str:
    from loaders.ourcsv import csv_text

    # two columns may have one name, so cells go by their place
    places = [str(i) for i in range(len(frame.columns))]
    heads = dict(zip(places, (str(c) for c in frame.columns), strict=True))
    rows = frame.itertuples(index=False)
    lines = [dict(zip(places, map(_cell, row), strict=True)) for row in rows]
    # the first line of `csv_text` is names, which are guarded here as cells are
    return csv_text(places, [heads, *lines]).partition("\r\n")[2]


def _json(frame: pd.DataFrame) -> str:
    names = _once([str(c) for c in frame.columns])
    rows = [dict(zip(names, map(plain, row), strict=True)) for row in frame.itertuples(index=False)]
    return json.dumps(rows, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _once(names: list[str]) -> list[str]:
    """Return names of which each is there once."""
    made: list[str] = []
    for name in names:
        number, new = 2, name
        while new in made:
            number, new = number + 1, f"{name} {number}"
        made.append(new)
    return made


def _parquet(frame: pd.DataFrame, output: Path | None) -> bytes:
    if output is None:
        raise click.UsageError("Parquet is no text for the screen: name a file with --output.")
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise click.ClickException(
            "Parquet needs pyarrow, which is not installed; it comes with: pip install "
            "'joinedup[parquet]'. The other formats need nothing more."
        ) from None
    columns = []
    for place in range(len(frame.columns)):
        values = [plain(value, days=True) for value in frame.iloc[:, place]]
        try:
            columns.append(pyarrow.array(values))
        except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, OverflowError):
            # values of several types in one column: each as the JSON of it
            columns.append(pyarrow.array([None if v is None else _cell(v) for v in values]))
    made = pyarrow.table(columns, names=_once([str(c) for c in frame.columns]))
    file = BytesIO()
    parquet.write_table(made, file)
    return file.getvalue()


def plain(value: Any, *, days: bool = False) -> Any:  # noqa: ANN401 - whatever a store gives
    """Return a value as JSON has it: days and times as ISO 8601, what is missing as ``None``.

    Parameters
    ----------
    value
        A cell.
    days
        Whether days and times stay what they are.

    Examples
    --------
    >>> plain(float("nan")), plain(date(2012, 3, 14)), plain({"a": [1, None]})
    (None, '2012-03-14', {'a': [1, None]})
    """
    import pandas as pd

    if isinstance(value, Mapping):
        return {str(k): plain(v, days=days) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part, days=days) for part in value]
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, date | datetime | time):
        return value if days else value.isoformat()
    if isinstance(value, timedelta):
        return value if days else str(value)
    if hasattr(value, "item"):  # numpy's numbers
        return value.item()
    if isinstance(value, str | int | float | bool | bytes):
        return value if not isinstance(value, bytes) else value.hex()
    return str(value)


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever a store gives
    from viz.clean import clean

    made = plain(value)
    if made is None:
        return ""
    if isinstance(made, str):
        return clean(made)
    return clean(json.dumps(made, ensure_ascii=False))
