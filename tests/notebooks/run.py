"""Runs the notebooks of the manual; as a program it also keeps what they answer.

``python -m tests.notebooks.run``
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "notebooks"


def ran(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with what its cells answer today, and nothing of this run beside."""
    book = nbformat.read(path, as_version=4)
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), before)))
    try:
        NotebookClient(
            book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}
        ).execute()
    finally:
        os.environ["PYTHONPATH"] = before
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.metadata = {}
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
    book.metadata.pop("widgets", None)
    book.metadata["language_info"] = {"name": "python"}
    return book


def told(book: nbformat.NotebookNode) -> list[tuple[str, list[str]]]:
    """Return each cell of code with what it answers in words."""
    return [
        (cell.source, [_words(output) for output in cell.outputs])
        for cell in book.cells
        if cell.cell_type == "code"
    ]


def _words(output: Any) -> str:
    if "data" in output:
        return str(output.data.get("text/plain", ""))
    return str(output.get("text", output.get("evalue", "")))


if __name__ == "__main__":
    for place in sorted(FOLDER.glob("*.ipynb")):
        nbformat.write(ran(place), place)
