"""What a report writes: the page, the integrated chronology, the findings, the manifest.

Same inputs, same bytes: nothing here depends on the folder, the day or the order of files.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from joinedup import __version__
from loaders.ourcsv import guard, write_atomically
from queries import HOW_RANKED
from viz.build import build_page_model
from viz.clean import clean
from viz.page import render
from viz.workbook import chronology_workbook

if TYPE_CHECKING:
    from joinedup.case import JoinedUpCase


def page(case: JoinedUpCase) -> str:
    """Return the page of a case as one HTML file."""
    return render(build_page_model(case.view, case.known, case.answers, case.vocabulary))


def write_outputs(case: JoinedUpCase, folder: Path) -> tuple[Path, ...]:
    """Write report.html, chronology.xlsx, findings.csv and manifest.json.

    Parameters
    ----------
    case
        The case.
    folder
        Where to write; made where it does not exist.

    Returns
    -------
    tuple of Path
        What was written, the page first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "report.html": page(case).encode("utf-8"),
        "chronology.xlsx": chronology_workbook(case.view),
        "findings.csv": _findings(case),
        "manifest.json": _manifest(case),
    }
    for name, data in contents.items():
        write_atomically(folder / name, data)
    return tuple(folder / name for name in contents)


def _findings(case: JoinedUpCase) -> bytes:
    # guarded last: a control before "=" is no cover
    frame = case.findings().map(lambda cell: guard(clean(cell)) if isinstance(cell, str) else cell)
    # the mark lets Excel see that it is UTF-8
    return ("﻿" + frame.to_csv(index=False, lineterminator="\r\n")).encode("utf-8")


def _manifest(case: JoinedUpCase) -> bytes:
    manifest = {
        "format": 1,
        "joinedup": __version__,
        "case": case.records.case.case_id,
        "inputs": dict(sorted(case.inputs.items())),
        "rows": {"loaded": len(case.view.events), "uncoded": _uncoded(case)},
        "settings": asdict(case.records.settings),
        "ranking": HOW_RANKED,
    }
    text = json.dumps(manifest, indent=2, ensure_ascii=False, default=_plain)
    return (text + "\n").encode("utf-8")


def _uncoded(case: JoinedUpCase) -> int:
    return sum(not event.coded for event in case.view.events.values())


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)
