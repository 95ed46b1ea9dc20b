"""What a report writes: the page, the integrated chronology, the findings, the manifest.

On request also paper (PDF), Word and Excel, all made from the one model that the page shows.
Same inputs, same bytes: nothing here depends on the folder, the day or the order of files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from graphdb.model import DispositionState
from joinedup import __version__
from joinedup.case import end_of
from loaders.ourcsv import guard, write_together
from queries import ADDED, HOW_RANKED
from viz.axis import day_in_words
from viz.build import build_page_model
from viz.clean import clean
from viz.leaving import Leaving, leaving
from viz.model import PageModel
from viz.page import render
from viz.panel import KEPT_BACK
from viz.reading import Reading, as_at
from viz.workbook import chronology_workbook, whole_workbook

if TYPE_CHECKING:
    from joinedup.case import JoinedUpCase

#: Stands in the name of every file that prints restricted reasons.
RESTRICTED_NAME = "contains-restricted-reasons"
_NOT_PERSONS = frozenset({"finding_id", "query", "certainty", "form", "grade", "codes", "rows"})


class NotInTheseRecordsError(ValueError):
    """The as-at day lies outside the days that the records speak of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written, and how the case is seen in it.

    Attributes
    ----------
    pdf, docx, xlsx
        Whether report.pdf, report.docx and report.xlsx are written as well.
    as_at
        The day as at whose end the case is seen; the page's own where left out.
    show_restricted
        Whether recorded reasons are printed that are otherwise kept back; the name of every file
        and every page then say so.
    network
        Whether the page carries what draws the network map.
    """

    pdf: bool = False
    docx: bool = False
    xlsx: bool = False
    as_at: date | None = None
    show_restricted: bool = False
    network: bool = True

    def name(self, usual: str) -> str:
        """Return the name of a file, which says what is in it."""
        if not self.show_restricted:
            return usual
        path = PurePath(usual)
        return f"{path.stem}-{RESTRICTED_NAME}{path.suffix}"


def page_model(case: JoinedUpCase, wanted: Wanted | None = None) -> PageModel:
    """Return what the page and every other output show of a case.

    Raises
    ------
    NotInTheseRecordsError
        When the as-at day lies outside the days that the records speak of.
    """
    wanted = wanted or Wanted()
    model = build_page_model(
        case.view,
        case.known,
        case.answers,
        case.vocabulary,
        enquiry=case.asked.enquiry,
        pooled=case.pooled,
        show_kept_back=wanted.show_restricted,
    )
    if wanted.as_at is None:
        return model
    minute, header = end_of(wanted.as_at), model.header
    if not header.first <= minute <= header.last:
        raise NotInTheseRecordsError(
            f"{day_in_words(minute)} is not in these records, which speak of the days from "
            f"{day_in_words(header.first)} to {day_in_words(header.last)}."
        )
    return as_at(model, minute)


def page(case: JoinedUpCase, *, network: bool = True) -> str:
    """Return the page of a case as one HTML file."""
    return render(page_model(case), network=network)


def write_outputs(
    case: JoinedUpCase, folder: Path, wanted: Wanted | None = None
) -> tuple[Path, ...]:
    """Write report.html, chronology.xlsx, findings.csv and manifest.json, and what else is wanted.

    Parameters
    ----------
    case
        The case.
    folder
        Where to write; made where it does not exist.
    wanted
        What to write besides, and how the case is seen in it.

    Returns
    -------
    tuple of Path
        What was written, the page first and the manifest last.

    Raises
    ------
    NotInTheseRecordsError
        When the as-at day lies outside the days that the records speak of.
    viz.pdf.PdfMissingError
        When a PDF is wanted and cannot be made on this machine; nothing is written then.
    """
    wanted = wanted or Wanted()
    model = page_model(case, wanted)
    # all of it is made before any of it is written
    contents = {wanted.name(name): make() for name, make in _makers(case, model, wanted).items()}
    contents[wanted.name("manifest.json")] = _manifest(case, model, wanted, contents)
    folder.mkdir(parents=True, exist_ok=True)
    write_together({folder / name: data for name, data in contents.items()})
    return tuple(folder / name for name in contents)


def _makers(case: JoinedUpCase, model: PageModel, wanted: Wanted) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file, by its usual name."""
    leave = leaving(case.view, show_restricted=wanted.show_restricted)
    reading = Reading(model)
    makers: dict[str, Callable[[], bytes]] = {
        "report.html": lambda: render(model, network=wanted.network).encode("utf-8"),
        "chronology.xlsx": lambda: chronology_workbook(case.view, reading, leave),
        "findings.csv": lambda: _findings(case, leave, wanted.show_restricted),
    }
    if wanted.pdf:
        from viz.pdf import pdf_report

        makers["report.pdf"] = lambda: pdf_report(reading)
    if wanted.docx:
        from viz.word import word_report

        makers["report.docx"] = lambda: word_report(reading)
    if wanted.xlsx:
        makers["report.xlsx"] = lambda: whole_workbook(case.view, reading, leave)
    return makers


def _findings(case: JoinedUpCase, leave: Leaving, show_restricted: bool) -> bytes:
    frame = case.findings()
    for name in frame.columns:
        if name not in _NOT_PERSONS and frame[name].dtype.kind not in "if":
            frame[name] = [leave.ours(c) if isinstance(c, str) else c for c in frame[name]]
    if not show_restricted:
        restricted = frame["disposition"] == str(DispositionState.RESTRICTED)
        frame.loc[restricted, "disposition_note"] = KEPT_BACK
        own = restricted & (frame["query"] == ADDED.key)
        frame.loc[own, ["statement", "rows", "agencies", "codes"]] = [KEPT_BACK, "", "", ""]
    # guarded last: a control before "=" is no cover
    frame = frame.map(lambda cell: guard(clean(cell)) if isinstance(cell, str) else cell)
    # the mark lets Excel see that it is UTF-8
    return ("\ufeff" + frame.to_csv(index=False, lineterminator="\r\n")).encode("utf-8")


def _manifest(
    case: JoinedUpCase, model: PageModel, wanted: Wanted, contents: dict[str, bytes]
) -> bytes:
    manifest = {
        "format": 1,
        "joinedup": __version__,
        "case": case.records.case.case_id,
        "marking": model.header.marking,
        "status": str(case.records.case.status),
        "contains_restricted_reasons": wanted.show_restricted,
        "as_at": day_in_words(model.header.as_at),
        "inputs": dict(sorted(case.inputs.items())),
        "written": {name: sha256(data).hexdigest() for name, data in contents.items()},
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
