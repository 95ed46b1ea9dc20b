"""A column that an agency did not send adds no line: what it would have said is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graphdb.model import CaseRecords
from queries.definition import Query, registry
from tests.queries.build import enquiry_of
from tests.queries.test_worlds import examples


def without(records: CaseRecords, agency_id: str) -> CaseRecords:
    """Return the case as if an agency's chronology had no column for what was done."""
    return replace(
        records,
        events=tuple(
            replace(event, response="", outcome="") if event.agency_id == agency_id else event
            for event in records.events
        ),
    )


#: Findings that read the column and ask for another one, each with what it asks for.
ANOTHER_COLUMN = {
    "referral-none": "an agency that nowhere names whom it told cannot be told of",
    "child-not-referred": "an agency that nowhere names whom it told cannot be told of",
    "need-not-met": "its line says that the row does not say who interpreted",
    "not-taken-up": "its line says: beyond what those rows say themselves",
}


@pytest.mark.parametrize(
    "query",
    [q for q in registry() if q.definition.key not in ANOTHER_COLUMN],
    ids=lambda q: q.definition.key,
)
def test_a_column_that_is_not_there_adds_no_line(query: Query) -> None:
    for example in examples(query):
        records = example.records
        writing = {e.agency_id for e in records.events if e.response or e.outcome}
        listed = {f.finding_id for f in query.find(enquiry_of(records)).findings}
        for agency_id in sorted(writing):
            found = query.find(enquiry_of(without(records, agency_id))).findings
            mine = [f for f in found if f.agencies[0] == agency_id]
            more = [f.statement for f in mine if f.finding_id not in listed]
            assert not more, (str(example), agency_id, more)
