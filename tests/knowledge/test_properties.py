"""What must hold for every input (model.md, "Properties")."""

from __future__ import annotations

import os
import random
from dataclasses import replace

from hypothesis import given, note, settings
from hypothesis import strategies as st

from graphdb.case_view import CaseView
from graphdb.knowledge import Holdings, Knowledge
from graphdb.model import CaseRecords, Naming
from graphdb.network import to_networkx
from graphdb.pooled import pooled_picture
from queries import ask
from tests.knowledge.kinds import SMALL_KINDS, SMALL_VOCABULARY
from tests.reference.small_cases import describe, small_cases

EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "120")))
CASES = small_cases(wide=True, opens=True, sequence=True)

Since = dict[tuple[str, str], tuple[float, float]]


def knowledge_of(records: CaseRecords) -> Knowledge:
    return Knowledge(CaseView(records, SMALL_KINDS))


def since(holdings: Holdings) -> Since:
    """(holder, subject) -> (certain from, possible from), with infinity for never."""
    found: Since = {}
    for subject in holdings.subjects:
        for holder in holdings.holders(subject):
            knows = holdings.knows(holder, subject)
            assert knows is not None
            certain = float("inf") if knows.certain_from is None else knows.certain_from
            found[holder, subject] = (certain, knows.possible_from)
    return found


def never(since_: Since, key: tuple[str, str]) -> tuple[float, float]:
    return since_.get(key, (float("inf"), float("inf")))


def assert_no_less(before: Since, after: Since) -> None:
    for key, (certain, possible) in before.items():
        assert never(after, key)[0] <= certain, key
        assert never(after, key)[1] <= possible, key


@EXAMPLES
@given(CASES, st.data())
def test_adding_a_share_never_makes_anyone_know_less_or_later(
    records: CaseRecords, data: st.DataObject
) -> None:
    note(describe(records))
    chosen = data.draw(st.sampled_from(records.events))
    team = data.draw(st.sampled_from(records.teams)).team_id
    shared = replace(chosen, shared_with=(*chosen.shared_with, Naming(team)))
    more = replace(records, events=tuple(shared if e is chosen else e for e in records.events))
    assert_no_less(since(knowledge_of(records).facts), since(knowledge_of(more).facts))
    assert_no_less(since(knowledge_of(records).occurrences), since(knowledge_of(more).occurrences))


@EXAMPLES
@given(CASES, st.data())
def test_removing_an_event_never_makes_anyone_know_more_or_earlier(
    records: CaseRecords, data: st.DataObject
) -> None:
    note(describe(records))
    gone = data.draw(st.sampled_from(records.events))
    fewer = replace(records, events=tuple(e for e in records.events if e is not gone))
    assert_no_less(since(knowledge_of(fewer).facts), since(knowledge_of(records).facts))


@EXAMPLES
@given(CASES)
def test_knowledge_never_precedes_the_first_record_by_anyone(records: CaseRecords) -> None:
    note(describe(records))
    knowledge = knowledge_of(records)
    bounds = knowledge.view.bounds
    for (_, fact_id), (certain, possible) in since(knowledge.facts).items():
        rows = [
            bounds[e.event_id]
            for e in records.events
            if any(r.fact_id == fact_id and r.stance.gives_knowledge for r in e.reveals)
        ]
        assert possible >= min(row.known_lo for row in rows)
        assert certain >= min(row.known_hi for row in rows)


@EXAMPLES
@given(CASES)
def test_certain_is_also_possible_and_never_before_it(records: CaseRecords) -> None:
    for certain, possible in since(knowledge_of(records).facts).values():
        assert possible <= certain


@EXAMPLES
@given(CASES, st.randoms(use_true_random=False))
def test_permuting_rows_changes_nothing(records: CaseRecords, shuffle: random.Random) -> None:
    note(describe(records))
    events = list(records.events)
    shuffle.shuffle(events)
    again = replace(
        records,
        events=tuple(events),
        facts=records.facts[::-1],
        links=records.links[::-1],
        teams=records.teams[::-1],
    )
    one, other = knowledge_of(records), knowledge_of(again)
    assert since(one.facts) == since(other.facts)
    assert since(one.occurrences) == since(other.occurrences)
    assert ask(one.view, one, SMALL_VOCABULARY) == ask(other.view, other, SMALL_VOCABULARY)
    assert pooled_picture(one) == pooled_picture(other)


@EXAMPLES
@given(CASES)
def test_every_finding_cites_rows_and_the_low_side_never_exceeds_the_high(
    records: CaseRecords,
) -> None:
    knowledge = knowledge_of(records)
    answers = ask(knowledge.view, knowledge, SMALL_VOCABULARY)
    for finding in (*answers.findings, *answers.good):
        assert finding.cited
        assert {c.event_id for c in finding.cited} <= knowledge.view.events.keys()
        if finding.window is not None and finding.window[1] is not None:
            assert finding.window[0] <= finding.window[1]
    picture = pooled_picture(knowledge)
    weights = {f.fact_id: f.weight for f in records.facts}
    for step in (*picture.pool, *picture.informal):
        assert step.weight[0] <= step.weight[1]
        for agency in picture.agencies:
            band = picture.share(agency, step.minute, weights)
            assert band is None or 0 <= band[0] <= band[1] <= 1


@EXAMPLES
@given(CASES)
def test_the_chain_ends_at_a_record_and_never_goes_round(records: CaseRecords) -> None:
    knowledge = knowledge_of(records)
    for knows in knowledge.facts.all_of_agencies():
        chain = knowledge.chain(knows.first)
        assert chain[0] == knows.first
        assert len({a.team_id for a in chain}) == len(chain)


@EXAMPLES
@given(CASES)
def test_the_projection_holds_every_row_and_what_is_derived(records: CaseRecords) -> None:
    knowledge = knowledge_of(records)
    graph = to_networkx(knowledge)
    assert {e.event_id for e in records.events} <= set(graph.nodes)
    known = {(u, v) for u, v, d in graph.edges(data=True) if d["type"] == "KNOWS"}
    wanted = {
        (f"team:{holder}" if "/" in holder else f"agency:{holder}", fact)
        for holder, fact in since(knowledge.facts)
    }
    assert known == wanted
