"""One case, loaded: the public API behind ``joinedup.load``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import minute_of, moment_of
from graphdb.dates.edtf import to_edtf
from graphdb.dates.show import show_when
from graphdb.knowledge import Acquisition, Knowledge
from graphdb.model import CaseRecords, Event
from graphdb.occurrences import with_guesses
from graphdb.pooled import PooledPicture
from graphdb.tables import Tables, tables_of
from graphdb.vocabulary import Vocabulary, load_vocabulary
from joinedup.library.rows import with_counts, with_coverage, with_findings
from joinedup.limits import limits
from joinedup.settings import check
from loaders import CheckReport, Loaded, load_case
from queries import Answers, Asked, CannotTell, Finding, ask
from queries.coverage import framework_coverage, looked_for
from queries.enquiry import Enquiry

if TYPE_CHECKING:
    # both take long to import, and who wants no table and no graph does not wait for them
    import networkx as nx
    import pandas as pd

    from joinedup.notebook import CaseWidget


class JoinedUpCase:
    """A case: its rows, who knew what, and what the findings say.

    Everything is derived when first asked for, from the rows alone.

    Parameters
    ----------
    records
        The rows of the case.
    report
        What became of every row read; ``None`` where the rows came from elsewhere.
    inputs
        SHA-256 of every file read.

    Examples
    --------
    >>> import joinedup
    >>> case = joinedup.load("examples/amber-street")
    >>> case.records.case.case_id
    'amber-street'
    >>> list(case.findings().columns[:3])
    ['finding_id', 'query', 'certainty']
    """

    def __init__(
        self,
        records: CaseRecords,
        report: CheckReport | None = None,
        inputs: dict[str, str] | None = None,
    ) -> None:
        self.vocabulary: Vocabulary = load_vocabulary()
        self.records = with_guesses(records, self.vocabulary.kinds)
        self.report = report
        self.inputs = inputs or {}

    @classmethod
    def of(cls, loaded: Loaded) -> JoinedUpCase:
        """Return the case of what a loader returned."""
        return cls(loaded.records, loaded.report, loaded.inputs)

    # -- typed -----------------------------------------------------------------------------

    @cached_property
    def view(self) -> CaseView:
        """The indexed, immutable view of the rows."""
        return CaseView(self.records, self.vocabulary.kinds)

    @cached_property
    def known(self) -> Knowledge:
        """Who knew what, and since when."""
        return Knowledge(self.view)

    @cached_property
    def asked(self) -> Asked:
        """What each finding says by itself, asked when first wanted."""
        return Asked(Enquiry(self.view, self.known, self.vocabulary))

    @cached_property
    def answers(self) -> Answers:
        """Every finding, as typed objects, ranked and grouped; what stands in the way of all."""
        answers = ask(self.view, self.known, self.vocabulary, self.asked)
        return replace(answers, cannot_tell=(*self.limits, *answers.cannot_tell))

    @cached_property
    def limits(self) -> tuple[CannotTell, ...]:
        """What this case as a whole cannot be asked, such as one with no chronology read."""
        return limits(self.records)

    @cached_property
    def pooled(self) -> PooledPicture:
        """The pooled picture: the one that the findings read."""
        return self.asked.enquiry.pooled

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The case with its findings as a NetworkX graph (nodes have ``label``, edges ``type``)."""
        from graphdb.network import graph_of

        return graph_of(with_findings(tables_of(self.known), self.answers))

    @cached_property
    def tables(self) -> Tables:
        """The case with its findings as plain records, one table for each kind of node and edge.

        What ``docs/reference/schema.md`` describes. Nothing of it is kept back: what leaves in a
        file goes through :mod:`joinedup.library.leaving` first.
        """
        found = with_findings(tables_of(self.known), self.answers)
        found = with_counts(found, self.answers)
        return with_coverage(
            found,
            framework_coverage(self.answers, self.view, self.vocabulary),
            looked_for(self.view, self.vocabulary),
        )

    # -- tables ----------------------------------------------------------------------------

    def events(self) -> pd.DataFrame:
        """Return one line per row of the chronologies, in order of time.

        Returns
        -------
        pandas.DataFrame
            ``earliest`` and ``latest`` are naive datetimes, ``NaT`` where the date is open;
            ``date`` is the date in words, ``edtf`` the same as Extended Date/Time Format.
        """
        return _frame([self._event(event) for event in self.view.in_order], _EVENT_COLUMNS)

    def _event(self, event: Event) -> dict[str, object]:
        return {
            "event_id": event.event_id,
            "agency": self.view.agencies[event.agency_id].name,
            "team": self.view.teams[event.team_id].name,
            "kind": event.kind,
            "date": show_when(event.when),
            "earliest": _moment(event.when.earliest),
            "latest": _moment(event.when.latest),
            "extent": str(event.when.extent),
            "edtf": to_edtf(event.when),
            "persons": ", ".join(i.person_id for i in event.involves),
            "facts": "; ".join(
                f"{self.view.facts[r.fact_id].label} ({r.stance})" for r in event.reveals
            ),
            "text": event.summary,
            "document": event.source.document,
            "part": event.source.part,
            "row": event.source.row,
            "ref": event.ref,
            "coded": event.coded,
        }

    def coverage(self) -> pd.DataFrame:
        """Return one line per code of the framework: found, looked for, or not examined.

        Returns
        -------
        pandas.DataFrame
            ``findings`` counts all under the code, ``by_panel`` those that the panel added;
            ``looked_for_by`` are the titles of the findings that look for it; ``why`` says what
            would be needed where it could not be looked for, or what the settings leave out.
        """
        found = framework_coverage(self.answers, self.view, self.vocabulary)
        return _frame(
            [
                {
                    "code": one.code,
                    "label": one.label,
                    "examined": str(one.examined),
                    "findings": one.findings,
                    "by_panel": one.by_panel,
                    "looked_for_by": "; ".join(one.looked_for_by),
                    "why": one.why,
                }
                for one in found
            ],
            ["code", "label", "examined", "findings", "by_panel", "looked_for_by", "why"],
        )

    def knowledge(self, as_at: date | datetime | None = None) -> pd.DataFrame:
        """Return one line per holder and fact that it had, or may have had.

        Parameters
        ----------
        as_at
            As the records stood at the end of this day (or at this minute): what nobody can
            have had by then is left out.

        Returns
        -------
        pandas.DataFrame
            ``holder`` is the id of a team (``agency/team``) or of an agency; ``certain_from`` is
            ``NaT`` where no record makes it certain by any day; ``how`` and ``via`` say which row
            shows it.
        """
        limit = FAR_AHEAD if as_at is None else end_of(as_at)
        lines = []
        for fact_id in self.known.facts.subjects:
            fact = self.view.facts[fact_id]
            for holder in self.known.facts.holders(fact_id):
                knows = self.known.facts.knows(holder, fact_id)
                if knows is None or knows.possible_from > limit:
                    continue
                certain, first = knows.certain_from, knows.first
                if certain is not None and certain > limit:
                    # what makes it certain came later: the row shown is the earliest way
                    certain, first = None, self.known.facts.of(holder, fact_id)[0]
                lines.append(
                    {
                        "holder": holder,
                        "name": self.view.team_name(holder)
                        if "/" in holder
                        else self.view.agencies[holder].name,
                        "fact_id": fact_id,
                        "fact": fact.label,
                        "about": fact.about or "",
                        "by": fact.by or "",
                        "weight": fact.weight,
                        "certain_from": _moment(certain),
                        "possible_from": _moment(knows.possible_from),
                        "how": str(first.how),
                        "via": first.via,
                    }
                )
        return _frame(lines, _KNOWLEDGE_COLUMNS)

    def findings(self, *, certain_only: bool = False) -> pd.DataFrame:
        """Return one line per finding, weightiest first; good practice last.

        Parameters
        ----------
        certain_only
            Leave out what the dates leave merely possible.

        Returns
        -------
        pandas.DataFrame
            ``statement`` says what the records show, ``question`` what a panel may want to ask,
            ``rows`` where it rests; ``days_most`` is missing where a window has no end.
        """
        found = (*self.answers.findings, *self.answers.good)
        lines = [
            self._finding(f) for f in found if not certain_only or f.certainty.value == "certain"
        ]
        return _frame(lines, _FINDING_COLUMNS)

    def _finding(self, finding: Finding) -> dict[str, object]:
        standing = self.answers.standings.get(finding.finding_id)
        least, most = finding.window or (None, None)
        return {
            "finding_id": finding.finding_id,
            "query": finding.query,
            "certainty": str(finding.certainty),
            "form": finding.form,
            "grade": finding.grade,
            "statement": finding.statement,
            "question": finding.question,
            "agencies": "; ".join(self.view.agencies[a].name for a in finding.agencies),
            "persons": "; ".join(finding.persons),
            "days_least": least,
            "days_most": most,
            "rows": "; ".join(
                f"{self.view.events[c.event_id].source} ({c.shows})" for c in finding.cited
            ),
            "codes": "; ".join(finding.codes),
            "notes": " ".join(finding.notes),
            "disposition": "" if standing is None else str(standing.disposition.state),
            "disposition_note": "" if standing is None else standing.disposition.note,
        }

    def chain(self, acquisition: Acquisition) -> tuple[Acquisition, ...]:
        """Return how we know that they knew, back to the first record."""
        return self.known.chain(acquisition)

    def widget(self) -> CaseWidget:
        """Return the page as a notebook's widget; needs the extra ``joinedup[notebook]``."""
        from joinedup.notebook import CaseWidget

        return CaseWidget(self)


_EVENT_COLUMNS = [
    "event_id",
    "agency",
    "team",
    "kind",
    "date",
    "earliest",
    "latest",
    "extent",
    "edtf",
    "persons",
    "facts",
    "text",
    "document",
    "part",
    "row",
    "ref",
    "coded",
]
_KNOWLEDGE_COLUMNS = [
    "holder",
    "name",
    "fact_id",
    "fact",
    "about",
    "by",
    "weight",
    "certain_from",
    "possible_from",
    "how",
    "via",
]
_FINDING_COLUMNS = [
    "finding_id",
    "query",
    "certainty",
    "form",
    "grade",
    "statement",
    "question",
    "agencies",
    "persons",
    "days_least",
    "days_most",
    "rows",
    "codes",
    "notes",
    "disposition",
    "disposition_note",
]


_TYPES = {
    **dict.fromkeys(
        ("earliest", "latest", "certain_from", "possible_from"),
        # dates before 1678 do not fit pandas' nanoseconds
        "datetime64[us]",
    ),
    **dict.fromkeys(("days_least", "days_most"), "Int64"),
    **dict.fromkeys(("row", "weight"), "int64"),
    "coded": "bool",
}


def end_of(day: date | datetime) -> int:
    """Return the last minute of a day, or the minute itself of a datetime."""
    if isinstance(day, datetime):
        return minute_of(day.date(), day.hour, day.minute)
    return minute_of(day, 23, 59)


def _moment(minute: int | None) -> datetime | None:
    if minute is None or minute <= LONG_AGO or minute >= FAR_AHEAD:
        return None
    return moment_of(minute)


def _frame(lines: Iterable[dict[str, object]], columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(list(lines), columns=columns)
    # the same types, however few lines there are
    return frame.astype({name: _TYPES[name] for name in columns if name in _TYPES})


def load(path: str | Path) -> JoinedUpCase:
    """Load a case folder.

    Parameters
    ----------
    path
        A folder with ``case.toml`` and ``chronologies/``.

    Returns
    -------
    JoinedUpCase
        With ``.graph``, ``.events()``, ``.knowledge()``, ``.findings()``, and ``.report`` for
        what became of every row.

    Raises
    ------
    loaders.LoaderError
        When the folder has no readable ``case.toml``.
    """
    loaded = load_case(Path(path))
    check(loaded.records.settings)
    return JoinedUpCase.of(loaded)
