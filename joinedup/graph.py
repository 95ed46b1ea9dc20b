"""Findings in the NetworkX graph: the nodes and edges of model.md that rest on queries."""

from __future__ import annotations

import networkx as nx

from graphdb.vocabulary import Vocabulary
from queries import Answers


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
