"""The questions that panels ask of one case, and across cases."""

from queries.answers import HOW_RANKED, Answers, Asked, Group, Standing, ask
from queries.definition import Definition, Query, registry
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, Results
from queries.panel import ADDED

__all__ = [
    "ADDED",
    "HOW_RANKED",
    "Answers",
    "Asked",
    "CannotTell",
    "Certainty",
    "Cited",
    "Cites",
    "Definition",
    "Finding",
    "Group",
    "Query",
    "Results",
    "Standing",
    "ask",
    "registry",
]
