"""What the findings and the panel say, as rows of the graph; the stores know nothing of either."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphdb.model import Disposition, DispositionState
from graphdb.tables import THEME, TableMaker, Tables
from queries import ADDED, Answers, Certainty, Finding, Standing
from queries.coverage import ThemeCoverage
from queries.findings.unshared import DEFINITION as UNSHARED
from queries.sentences import KEPT


def with_findings(tables: Tables, answers: Answers) -> Tables:
    """Return a case's rows with its findings, what went well, and what the panel said of each.

    Parameters
    ----------
    tables
        The case, as :func:`graphdb.tables.tables_of` gives it.
    answers
        What was found in it.

    Complexity
    ----------
    Linear in findings and the rows that they cite.
    """
    make = TableMaker(tables.case_id, tables)
    lines = {
        finding.finding_id: group.key
        for group in (*answers.groups, *answers.good_groups)
        for finding in group.findings
    }
    for rank, finding in enumerate((*answers.findings, *answers.good), start=1):
        standing = answers.standings.get(finding.finding_id)
        _add_finding(make, finding, rank, lines.get(finding.finding_id, ""), standing)
    _add_edges(make, (*answers.findings, *answers.good))
    for standing in answers.standings.values():
        _add_disposition(make, standing.disposition, standing)
    for gone in answers.no_longer_found:
        _add_disposition(make, gone, None)
    return make.tables()


def with_counts(tables: Tables, answers: Answers) -> Tables:
    """Return a case's rows with what questions over thousands of cases count.

    Parameters
    ----------
    tables
        The case with its findings, as :func:`with_findings` gives it.
    answers
        What was found in it; what the panel rejected is not counted.
    """
    make = TableMaker(tables.case_id, tables)
    counted = [f for f in (*answers.findings, *answers.good) if not _rejected(answers, f)]
    _add_named(make, counted)
    _add_unshared(make, counted, tables)
    return make.tables()


def with_coverage(
    tables: Tables, coverage: Iterable[ThemeCoverage], looked_for: Iterable[str]
) -> Tables:
    """Return a case's rows with what of the framework it has looked at.

    Parameters
    ----------
    tables
        The case.
    coverage
        What is known of each theme.
    looked_for
        Keys of the findings that could be looked for.
    """
    (case,) = tables.nodes["Case"]
    cases = ({**case, "looked_for": tuple(looked_for)},)
    make = TableMaker(tables.case_id, replace(tables, nodes={**tables.nodes, "Case": cases}))
    local = str(case["uid"]).partition(":")[2]
    for one in coverage:
        make.edge(
            "LOOKED_FOR",
            ("Case", local),
            (THEME, one.code),
            examined=one.examined,
            findings=one.findings,
            certain=one.certain,
            added=one.by_panel,
            why=one.why,
        )
    return make.tables()


def _add_finding(
    make: TableMaker, finding: Finding, rank: int, line: str, standing: Standing | None
) -> None:
    least, most = finding.window or (None, None)
    make.node(
        "Finding",
        finding.finding_id,
        finding_id=finding.finding_id,
        query=finding.query,
        certainty=finding.certainty,
        form=finding.form,
        grade=finding.grade,
        statement=finding.statement,
        question=finding.question,
        good_practice=finding.good_practice,
        by_panel=finding.query == ADDED.key,
        rank=rank,
        rank_weight=float(finding.weight),
        line=line,
        expected_of=finding.expected_of,
        days_least=least,
        days_most=most,
        notes=finding.notes,
        disposition="" if standing is None else standing.disposition.state,
    )


def _add_edges(make: TableMaker, findings: Sequence[Finding]) -> None:
    make.edges(
        ("EVIDENCED_BY", "Finding", "Event"),
        ((f.finding_id, c.event_id, c.shows, c.certainty) for f in findings for c in f.cited),
    )
    for label, concerned in (
        ("Agency", [f.agencies for f in findings]),
        ("Person", [f.persons for f in findings]),
        ("Fact", [f.facts for f in findings]),
    ):
        make.edges(
            ("CONCERNS", "Finding", label),
            (
                (f.finding_id, one, place)
                for f, some in zip(findings, concerned, strict=True)
                for place, one in enumerate(dict.fromkeys(some))
            ),
        )
    for code in dict.fromkeys(code for f in findings for code in f.codes):
        # a panel may write a code that the framework has not
        make.node(THEME, code, code=code, name="", factor="", sub_category="")
    make.edges(
        ("CODED_AS", "Finding", THEME), ((f.finding_id, code) for f in findings for code in f.codes)
    )


def _rejected(answers: Answers, finding: Finding) -> bool:
    standing = answers.standings.get(finding.finding_id)
    return standing is not None and standing.disposition.state is DispositionState.REJECTED


def _add_named(make: TableMaker, findings: Iterable[Finding]) -> None:
    """Add under which themes each agency is named: a store can count no millions of findings."""
    found: Counter[tuple[str, str]] = Counter()
    certain: Counter[tuple[str, str]] = Counter()
    first: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        agencies = tuple(dict.fromkeys(finding.agencies))
        pairs = [(agency, code) for agency in agencies for code in dict.fromkeys(finding.codes)]
        found.update(pairs)
        if finding.certainty is Certainty.CERTAIN:
            certain.update(pairs)
        first.update(pair for pair in pairs if pair[0] == agencies[0])
    for agency, code in sorted(found):
        make.edge(
            "NAMED_UNDER",
            ("Agency", agency),
            (THEME, code),
            findings=found[agency, code],
            certain=certain[agency, code],
            asked_first=first[agency, code],
        )


def _add_unshared(make: TableMaker, findings: Iterable[Finding], tables: Tables) -> None:
    """Add what each agency held of which each other one, in contact, had no record."""
    topics = {str(row["fact_id"]): str(row["topic"]) for row in tables.nodes.get("Fact", ())}
    found: Counter[tuple[str, str]] = Counter()
    certain: dict[tuple[str, str], set[str]] = defaultdict(set)
    possible: dict[tuple[str, str], set[str]] = defaultdict(set)
    for finding in findings:
        if finding.query != UNSHARED.key or finding.form == KEPT:
            continue
        told, *holders = finding.agencies
        for holder in dict.fromkeys(holders):
            found[holder, told] += 1
            side = certain if finding.certainty is Certainty.CERTAIN else possible
            side[holder, told].update(topics[fact] for fact in finding.facts)
    for holder, told in sorted(found):
        sure = certain[holder, told]
        make.edge(
            "NO_RECORD_OF_SHARING",
            ("Agency", holder),
            ("Agency", told),
            findings=found[holder, told],
            certain_topics=sorted(sure),
            possible_topics=sorted(possible[holder, told] - sure),
        )


def _add_disposition(make: TableMaker, said: Disposition, standing: Standing | None) -> None:
    make.node(
        "Disposition",
        said.finding_id,
        finding_id=said.finding_id,
        state=said.state,
        title=said.title,
        note=said.note,
        who=said.who,
        said_on=said.when,
        question_to=said.question_to,
        sent_on=said.sent_on,
        answered_on=said.answered_on,
        answer=said.answer,
        found=standing is not None,
        rows_added=0 if standing is None else standing.added,
        rows_gone=0 if standing is None else standing.gone,
    )
    if standing is not None:
        make.edge("SAID_OF", ("Disposition", said.finding_id), ("Finding", said.finding_id))
