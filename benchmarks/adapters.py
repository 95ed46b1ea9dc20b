"""The one place where the benchmarks touch the product; each step says if it is not there."""

# The product's types are its own affair here: whatever it hands over is handed on.
# ruff: noqa: ANN401

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphdb.model import CaseRecords, Coverage, RuleChange
from tests.reference.worlds import Flags

if TYPE_CHECKING:
    from tests.reference.three_questions_duckdb import ThreeQuestions

Rows = Mapping[tuple[str, ...], str]
"""Lines of a finding: identity -> certainty."""


class NotThereError(Exception):
    """A part of the product that the benchmark needs is not there (yet)."""


def start_up() -> float:
    """Return what starting Python with the product's libraries takes beyond Python alone."""

    def timed(code: str) -> float:
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            best = min(best, time.perf_counter() - begin)
        return best

    code = "from loaders import load_case\nimport queries, graphdb.knowledge, viz.build, viz.page"
    try:
        return timed(code) - timed("pass")
    except subprocess.CalledProcessError as error:
        raise NotThereError("The product's packages cannot all be imported.") from error


def vocabulary() -> Any:
    """Return the vocabulary."""
    try:
        from graphdb.vocabulary import load_vocabulary
    except ImportError as error:
        raise NotThereError("There is no graphdb.vocabulary.") from error
    return load_vocabulary()


def load(folder: Path) -> CaseRecords:
    """Return the records of a case folder."""
    try:
        from loaders import load_case
    except ImportError as error:
        raise NotThereError("There is no loaders.load_case.") from error
    return load_case(folder).records


def ask(records: CaseRecords, words: Any) -> tuple[Any, Any, Any]:
    """Return (view, knowledge, answers)."""
    try:
        import queries
        from graphdb.case_view import CaseView
        from graphdb.knowledge import Knowledge
    except ImportError as error:
        raise NotThereError(f"The findings cannot be asked: {error}.") from error
    view = CaseView(records, words.kinds)
    knowledge = Knowledge(view)
    return view, knowledge, queries.ask(view, knowledge, words)


def page(view: Any, knowledge: Any, answers: Any, words: Any) -> str:
    """Return the page of a case."""
    try:
        from viz.build import build_page_model
        from viz.page import render
    except ImportError as error:
        raise NotThereError(f"There is no page: {error}.") from error
    return render(build_page_model(view, knowledge, answers, words))


#: The findings of the main job; the limit of half a second is of these.
CORE = (
    "unshared",
    "isolation",
    "grade-unchanged",
    "no-assessment",
    "inside",
    "handover",
    "escalation",
    "files",
    "good-practice",
)


def core_alone(records: CaseRecords) -> CaseRecords:
    """Return a case of which only the findings of the main job are asked."""
    from queries.definition import registry

    others = {query.definition.key for query in registry()}.difference(CORE)
    settings = replace(records.settings, off=frozenset(others))
    return replace(records, settings=settings)


def without_guards(records: CaseRecords) -> CaseRecords:
    """Return a case in which none of the guards that SQL does not know of speaks.

    Everything is covered, no team shares a record with another, nothing is too light to list,
    no reason for not sharing is on record, somebody's own health and fears are asked of every
    agency and nothing is switched off: what remains are the rows of the three questions.
    """
    everybody = RuleChange("unshared", "own health and fears", off=True)
    return replace(
        records,
        agencies=tuple(
            replace(a, coverage=Coverage(stated=True), files_by_person=False)
            for a in records.agencies
        ),
        teams=tuple(replace(t, shares_record="") for t in records.teams),
        events=tuple(replace(e, tool="", bar=None) for e in records.events if e.coded),
        settings=replace(
            records.settings, min_weight=0, record_access=(), off=frozenset(), rules=(everybody,)
        ),
    )


def product_rows(answers: Any) -> dict[str, Rows]:
    """Return the product's lines, by question.

    Isolation is compared by assessment: what a finding cites as an earlier occurrence includes
    the rows through which it was told, which the reference does not list.
    """
    unshared: dict[tuple[str, ...], str] = {}
    inside: dict[tuple[str, ...], str] = {}
    isolation: dict[tuple[str, ...], str] = {}
    for f in answers.findings:
        sure = str(f.certainty.value)
        if f.query == "unshared" and f.form in ("never", "late"):
            unshared[f.facts[0], f.agencies[0], f.form] = sure
        elif f.query == "inside":
            inside[f.facts[0], f.teams[0]] = sure
        elif f.query == "isolation":
            shown = {c.shows.name: c.event_id for c in f.cited}
            event = shown.get("ASSESSMENT") or shown.get("DECISION") or ""
            isolation[(event,)] = sure
    return {"unshared": unshared, "inside": inside, "isolation": isolation}


def reference_kinds(words: Any) -> dict[str, Flags]:
    """Return the kinds as the reference asks of them: a decision is asked like an assessment."""
    return {
        key: Flags(k.contact, k.routine, k.meeting, k.assessment or k.decision, k.incident)
        for key, k in words.kinds.items()
    }


def reference_rows(reference: ThreeQuestions) -> dict[str, Rows]:
    """Return the reference's core rows, by question."""

    def rows(frame: Any, columns: list[str]) -> dict[tuple[str, ...], str]:
        return {
            tuple(r): str(c)
            for r, c in zip(frame[columns].itertuples(index=False), frame["certainty"], strict=True)
        }

    # "certain" sorts before "possible": a line is certain if one omitted prior is
    isolation = reference.isolation().groupby("event_id", as_index=False)["certainty"].min()
    return {
        "unshared": rows(reference.lines(), ["fact_id", "agency_id", "form"]),
        "inside": rows(reference.inside(), ["fact_id", "team_id"]),
        "isolation": rows(isolation, ["event_id"]),
    }


def second_implementation(records: CaseRecords) -> int:
    """Answer a case by the second implementation of who knew what and of the three findings."""
    from tests.second.derive import derive, inside, isolation, knows, unshared

    tables = derive(records)
    rows = len(knows(tables))
    return rows + sum(len(found) for ask in (unshared, inside, isolation)
                      for found in ask(tables).values())  # fmt: skip
