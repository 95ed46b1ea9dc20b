"""An older projection of a case, written straight from the view: what the tables are held to."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx

from graphdb.case_view import CaseView
from graphdb.knowledge import Knowledge
from graphdb.model import Event, Naming
from graphdb.vocabulary import Vocabulary
from queries import Answers

_NAMINGS = {
    "SHARED_WITH": "shared_with",
    "TOLD_BY": "told_by",
    "INVITED": "invited",
    "ATTENDED_BY": "attended",
    "MINUTES_TO": "minutes_to",
}


def to_networkx(knowledge: Knowledge) -> nx.MultiDiGraph[str]:
    view = knowledge.view
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_nodes(graph, view)
    for event in view.in_order:
        _add_event(graph, view, event)
    _add_links(graph, view)
    _add_next(graph, view)
    _add_derived(graph, knowledge)
    return graph


def _edge(graph: nx.MultiDiGraph[str], source: str, target: str, edge: str, **more: Any) -> None:
    graph.add_edge(source, target, type=edge, **more)


def _add_nodes(graph: nx.MultiDiGraph[str], view: CaseView) -> None:
    case = view.case
    graph.add_node(
        f"case:{case.case_id}",
        label="Case",
        case_id=case.case_id,
        title=case.title,
        review_type=case.review_type,
        death_type=str(case.death_type),
        status=str(case.status),
        area=case.area,
    )
    for person in view.persons.values():
        graph.add_node(
            f"person:{person.person_id}",
            label="Person",
            person_id=person.person_id,
            name=person.label,
            roles=sorted(person.roles),
            age_band=person.age_band,
        )
    for agency in view.agencies.values():
        graph.add_node(
            f"agency:{agency.agency_id}",
            label="Agency",
            agency_id=agency.agency_id,
            name=agency.name,
            sector=agency.sector,
            area=agency.area,
            informal=agency.informal,
        )
    for team in view.teams.values():
        graph.add_node(
            f"team:{team.team_id}",
            label="Team",
            team_id=team.team_id,
            name=view.team_name(team.team_id),
            locality=team.locality,
        )
        _edge(graph, f"team:{team.team_id}", f"agency:{team.agency_id}", "PART_OF")
    for fact in view.facts.values():
        graph.add_node(
            fact.fact_id,
            label="Fact",
            topic=fact.topic,
            name=fact.label,
            weight=fact.weight,
            nature=str(fact.nature),
        )
        if fact.about is not None:
            _edge(graph, fact.fact_id, f"person:{fact.about}", "ABOUT")
        if fact.by is not None:
            _edge(graph, fact.fact_id, f"person:{fact.by}", "BY")
    for relation in view.records.relations:
        _edge(
            graph,
            f"person:{relation.person}",
            f"person:{relation.to}",
            "RELATED_TO",
            kind=relation.kind,
        )


def _add_event(graph: nx.MultiDiGraph[str], view: CaseView, event: Event) -> None:
    graph.add_node(
        event.event_id,
        label="Event",
        kind=event.kind,
        earliest=event.when.earliest,
        latest=event.when.latest,
        extent=str(event.when.extent),
        written=event.when.written,
        summary=event.summary,
        document=event.source.document,
        part=event.source.part,
        row=event.source.row,
        tool=event.tool,
        grade=event.grade,
        outcome=event.outcome,
    )
    _edge(graph, event.event_id, f"case:{view.case.case_id}", "IN_CASE")
    _edge(graph, event.event_id, f"team:{event.team_id}", "RECORDED_BY")
    for involvement in event.involves:
        _edge(
            graph,
            event.event_id,
            f"person:{involvement.person_id}",
            "INVOLVES",
            role=str(involvement.part),
        )
    for reveal in event.reveals:
        _edge(
            graph,
            event.event_id,
            reveal.fact_id,
            "REVEALS",
            stance=str(reveal.stance),
            said_by=reveal.said_by,
        )
    for kind, column in _NAMINGS.items():
        namings: tuple[Naming, ...] = getattr(event, column)
        for naming in namings:
            _edge(graph, event.event_id, f"team:{naming.team_id}", kind, channel=naming.channel)
    for other in event.responds_to:
        _edge(graph, event.event_id, other, "RESPONDS_TO")
    for other in () if event.considered is None else event.considered.events:
        _edge(graph, event.event_id, other, "CONSIDERED")


def _add_links(graph: nx.MultiDiGraph[str], view: CaseView) -> None:
    for link in view.records.links:
        _edge(graph, link.first, link.second, "SAME_OCCURRENCE", by=str(link.by))
    for occurrence, rows in view.occurrences.items():
        name = f"occurrence:{occurrence}"
        graph.add_node(name, label="Occurrence", occurrence_id=occurrence)
        for row in rows:
            _edge(graph, row, name, "TELLS_OF")


def _add_next(graph: nx.MultiDiGraph[str], view: CaseView) -> None:
    for agency_id, rows in view.rows_of_agency.items():
        for one, other in itertools.pairwise(rows):
            _edge(graph, one.event_id, other.event_id, "NEXT", agency=agency_id)
    for person_id in view.persons:
        rows = tuple(e for e in view.in_order if person_id in view.seen[e.event_id])
        for one, other in itertools.pairwise(rows):
            _edge(graph, one.event_id, other.event_id, "NEXT", person=person_id)


def _add_derived(graph: nx.MultiDiGraph[str], knowledge: Knowledge) -> None:
    for holdings, kind, prefix in (
        (knowledge.facts, "KNOWS", ""),
        (knowledge.occurrences, "AWARE_OF", "occurrence:"),
    ):
        for subject in holdings.subjects:
            for holder in holdings.holders(subject):
                knows = holdings.knows(holder, subject)
                if knows is None:
                    continue
                node = f"team:{holder}" if "/" in holder else f"agency:{holder}"
                _edge(
                    graph,
                    node,
                    f"{prefix}{subject}",
                    kind,
                    certain_from=knows.certain_from,
                    possible_from=knows.possible_from,
                    how=str(knows.first.how),
                    via=knows.first.via,
                )


def add_findings(graph: nx.MultiDiGraph[str], answers: Answers, vocabulary: Vocabulary) -> None:
    """Add each finding, the rows it rests on, whom and what it concerns, and its themes.

    Complexity
    ----------
    Linear in findings and the rows they cite.
    """
    for finding in (*answers.findings, *answers.good):
        node = finding.finding_id
        graph.add_node(
            node,
            label="Finding",
            query=finding.query,
            certainty=str(finding.certainty),
            form=finding.form,
            statement=finding.statement,
            question=finding.question,
            good_practice=finding.good_practice,
        )
        for cited in finding.cited:
            graph.add_edge(node, cited.event_id, type="EVIDENCED_BY", shows=str(cited.shows))
        for concerned in (
            *(f"agency:{agency}" for agency in finding.agencies),
            *(f"person:{person}" for person in finding.persons),
            *finding.facts,
        ):
            graph.add_edge(node, concerned, type="CONCERNS")
        for code in finding.codes:
            theme = vocabulary.themes.get(code)
            name = f"theme:{code}"
            graph.add_node(name, label="Theme", code=code, name=theme.label if theme else "")
            graph.add_edge(node, name, type="CODED_AS")
