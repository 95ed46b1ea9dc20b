"""No record that it was shared: a fact held by one agency while another was in contact."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import CannotTell, Finding, Results
from queries.findings.unshared.evidence import cited_rows, days_between, evidence_of
from queries.findings.unshared.line import Line, deadline
from queries.findings.unshared.words import notes, question, statement

__all__ = ["DEFINITION", "deadline", "find"]

DEFINITION = Definition(
    key="unshared",
    title="No record that it was shared",
    asks=(
        "Which weighty information did one agency hold while another, in contact with the same "
        "people, had no record of it? What would have led somebody to pass it on?"
    ),
    how=(
        "A fact was acquired by agency A. Agency B, neither A nor an informal source, then had a "
        "contact that is not routine with somebody whom the fact concerns, or their child, in "
        "scope and before the fatal incident, without having acquired it. One line per fact and "
        "agency B, with everyone who held it. Forms: never recorded by the end; late (more than "
        "one working day after A for the heaviest facts, 28 days otherwise, with a contact in "
        "between); later ones not passed on (B knew of the first, with no record of those that "
        "followed: incidents, or what the recorder saw; what is told of again may be the first). "
        "Graded by what would make a share expected: (i) a duty or a declared "
        "pathway named B; (ii) A's own records show that B was involved; (iii) no record that A "
        "knew of B. A line is certain when one pair of a holder and a contact is certain in every "
        "world the dates allow; of a late one, where the dates may also have it in time, it is "
        "possible. Where B's chronology does not cover the time, or is not coded, nothing is "
        "listed: it cannot be told. The time is that from the first holding, or the start of the "
        "scope, to the last minute that the contact can have been; a row of B that nobody has "
        "coded, and that can lie before then, leaves it open too, and so does a chronology that "
        "covers the time in part."
    ),
    sources=("000 ¶45–48", "000 ¶41", "004 3.6", "002 5.1"),
    codes=("6C",),
    order=1,
    parameters=(
        ("min_weight", "least weight of a fact that is listed; lighter hits are counted"),
        ("heavy_weight", "from this weight on, late means more than one working day"),
        ("late_days", "late means more than this many days for other facts"),
    ),
    forms=(
        ("never", "no record makes it certain that B had it by the end"),
        ("late", "B had it, but only after a contact and after the time allowed"),
        ("later", "B knew of the topic; later occurrences of it are not on its record"),
    ),
    cannot_see=(
        "What was said and not written down; what an agency's chronology leaves out; whether a "
        "share would have been lawful, or would have changed anything. What only people close to "
        "them knew is no line here."
    ),
)

_GRADES = {"i": 3.0, "ii": 2.0, "iii": 1.0}


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact and agency that had no record of it in time."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    below = 0
    for fact in enquiry.view.facts.values():
        for agency_id in enquiry.formal:
            line = Line.of(enquiry, fact, agency_id)
            # "mirror" asks which lines are listed, and would work them out again
            enquiry.memo[f"unshared {fact.fact_id}", agency_id] = bool(line and line.tellable)
            if line is None:
                continue
            if fact.weight < enquiry.settings.min_weight:
                below += 1
            elif line.tellable:
                findings.append(_finding(enquiry, line))
            else:
                cannot[agency_id] = cannot.get(agency_id, 0) + 1
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)), below)


def _cannot_tell(enquiry: Enquiry, found: dict[str, int]) -> Iterator[CannotTell]:
    for agency_id, count in sorted(found.items()):
        yield CannotTell(
            query=DEFINITION.key,
            agency_id=agency_id,
            statement=(
                f"Whether {enquiry.name(agency_id)} had been told of "
                f"{counted(count, 'thing')} that other agencies held: cannot tell from these "
                "records."
            ),
            needed=enquiry.why_not(agency_id),
            count=count,
        )


def _finding(enquiry: Enquiry, line: Line) -> Finding:
    fact, evidence = line.fact, evidence_of(enquiry, line)
    months = (evidence.window[1] - evidence.window[0]) / (28 * MINUTES_PER_DAY)
    expected = 0.0 if evidence.is_barred else _GRADES[evidence.grade.name]
    return Finding(
        finding_id=finding_id(
            enquiry.view.case.case_id, DEFINITION.key, fact.fact_id, line.agency_id
        ),
        query=DEFINITION.key,
        statement=statement(enquiry, line, evidence),
        question=question(enquiry, line, evidence),
        certainty=line.certainty,
        weight=weigh(fact.weight, expected, len(evidence.decisions), months),
        group=f"{DEFINITION.key}:{fact.fact_id}",
        agencies=(line.agency_id, *(h.holder for h in evidence.holders)),
        persons=fact.persons,
        facts=(fact.fact_id,),
        form=line.form,
        grade=evidence.grade.name,
        expected_of=evidence.grade.agency_id,
        cited=cited_rows(enquiry, line, evidence),
        window=days_between(enquiry, line, evidence),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=tuple(notes(enquiry, line, evidence)),
    )
