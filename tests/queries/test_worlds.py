"""Every finding in the worlds of its own cases: what is certain is so in each of them.

Each given case of each finding is turned into worlds in which every date is known to the minute.
A finding that the case's own dates make certain must be found in all of them; one that is found
for certain in a world must be at least possible by the dates, or the case must say that it cannot
tell.
"""

from __future__ import annotations

import importlib
import os
from random import Random

import pytest

from graphdb.model import CaseRecords
from queries.definition import Query, registry
from queries.finding import Certainty, Finding, Results
from tests.queries.build import Example, enquiry_of
from tests.queries.worlds import one_world

WORLDS = int(os.environ.get("JOINEDUP_WORLDS", "6"))


def examples(query: Query) -> tuple[Example, ...]:
    name = query.definition.key.replace("-", "_")
    found: tuple[Example, ...] = importlib.import_module(f"queries.findings.cases_{name}").CASES
    return found


def ask(query: Query, records: CaseRecords) -> Results:
    return query.find(enquiry_of(records))


@pytest.mark.parametrize("query", registry(), ids=lambda q: q.definition.key)
def test_what_is_certain_is_so_in_every_world(query: Query) -> None:
    for example in examples(query):
        records = example.records
        certain = {
            f.finding_id: f.statement
            for f in ask(query, records).findings
            if f.certainty is Certainty.CERTAIN
        }
        if not certain:
            continue
        for seed in range(WORLDS):
            world = ask(query, one_world(records, Random(seed)))
            gone = certain.keys() - {f.finding_id for f in world.findings}
            assert not gone, (str(example), seed, [certain[one] for one in gone])


def in_time(records: CaseRecords, finding: Finding) -> bool:
    """Whether all rows of a finding certainly lie in scope and before the end.

    What may lie outside is not asked about, though some world has it inside.
    """
    view = enquiry_of(records).view
    bounds = [view.bounds[cited.event_id] for cited in finding.cited]
    return all(view.scope_lo <= b.start_lo and b.end_hi < view.end_lo for b in bounds)


#: Findings whose ground is certain or nothing, each with what is asked of it.
ONLY_CERTAIN = {
    "good-practice": "what is merely possible is no good practice",
    "accounts-differ": "two accounts do not differ where their dates can be one",
    "conversations": "what was held by then, and how it could have been said, are certain",
    "meeting-without-holder": "whoever was not invited certainly held it",
    "account-unchecked": "the contrary was certainly held",
    "need-not-met": "the need was certainly on record before the contacts",
    "closed-while-involved": "the records certainly named the others by then",
    "earlier-partner": "the scheme certainly existed at the contact",
    "gap-in-contact": "the gap is certainly long enough",
    "mirror": "a row that may be the other half is taken to be it",
    "no-record-expected": "a row that may lie near is taken to lie near",
    "repeat-marac": "the incident certainly lies within the year",
}


@pytest.mark.parametrize(
    "query",
    [q for q in registry() if q.definition.key not in ONLY_CERTAIN],
    ids=lambda q: q.definition.key,
)
def test_what_some_world_says_is_at_least_possible(query: Query) -> None:
    for example in examples(query):
        records = example.records
        results = ask(query, records)
        if results.cannot_tell:
            continue
        listed = {f.finding_id for f in results.findings}
        for seed in range(WORLDS):
            world = ask(query, one_world(records, Random(seed), days=True))
            more = {
                f.finding_id: f.statement
                for f in world.findings
                if f.finding_id not in listed and in_time(records, f)
            }
            assert not more, (str(example), seed, list(more.values()))


@pytest.mark.parametrize("query", registry(), ids=lambda q: q.definition.key)
def test_the_days_of_every_world_lie_in_the_window(query: Query) -> None:
    """What is told as "40 to 41 days" is one of these, whatever the dates were."""
    for example in examples(query):
        records = example.records
        windows = {f.finding_id: f.window for f in ask(query, records).findings if f.window}
        for seed in range(WORLDS if windows else 0):
            for found in ask(query, one_world(records, Random(seed))).findings:
                window = windows.get(found.finding_id)
                if window is None or found.window is None:
                    continue
                (least, most), (low, high) = window, found.window
                told = (str(example), seed, window, found.window)
                assert least <= low, told
                assert most is None or (high is not None and high <= most), told
