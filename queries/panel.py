"""What panels add of their own: findings and good practice that no query found."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.case_view import CaseView
from graphdb.model import AddedAs, Disposition, agency_of
from queries.definition import Definition
from queries.finding import Certainty, Cited, Cites, Finding

#: How what the panel added introduces itself; it is in no registry, for nothing looks for it.
ADDED = Definition(
    key="panel",
    title="Added by the panel",
    asks="What did the panel see in the rows that no rule looks for?",
    how="The panel wrote it and named its rows; nothing of it is worked out.",
    sources=(),
    codes=(),
    order=99,
)


def added(view: CaseView) -> Iterator[Finding]:
    """Yield each finding and each good practice that the panel added.

    Rows that it named and that are gone are not cited; the standing says how many there are.
    """
    own = [d for d in view.records.dispositions if d.kind is not AddedAs.FOUND]
    for place, line in enumerate(own):
        yield _finding(view, line, place)


def _finding(view: CaseView, line: Disposition, place: int) -> Finding:
    good = line.kind is AddedAs.GOOD_PRACTICE
    rows = sorted(
        (view.events[row] for row in line.fingerprint if row in view.events), key=view.sort_key
    )
    named = [agency for agency in line.agencies if agency in view.agencies]
    words = "Good practice" if good else "A finding"
    return Finding(
        finding_id=line.finding_id,
        query=ADDED.key,
        statement=line.title or f"{words} that the panel added without words.",
        question="",
        # no order of dates was looked at, so none is called certain
        certainty=Certainty.POSSIBLE,
        # no weight, so after all that has one, in the order of the file
        weight=-float(place),
        # good practice is listed one by one, findings of the panel's as one line
        group=f"{ADDED.key}:{line.finding_id}" if good else f"{ADDED.key}:added",
        agencies=tuple(dict.fromkeys(named or (agency_of(row.team_id) for row in rows))),
        form="added by the panel",
        cited=tuple(Cited(row.event_id, Cites.PANEL) for row in rows),
        codes=line.codes,
        good_practice=good,
    )
