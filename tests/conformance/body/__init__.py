"""The body of Cypher: constructs that analysts are likely to write, one by one and combined."""

from __future__ import annotations

from tests.conformance.body import combined, filtering, grouping, matching, paths, values
from tests.conformance.body.question import Question

BODY: tuple[Question, ...] = (
    *matching.QUESTIONS,
    *filtering.QUESTIONS,
    *grouping.QUESTIONS,
    *values.QUESTIONS,
    *paths.QUESTIONS,
    *combined.QUESTIONS,
)
