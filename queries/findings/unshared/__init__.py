"""No record that it was shared: a fact held by one agency while another was in contact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from graphdb.model import Fact
from queries.after import possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Finding, NearMiss, Results
from queries.findings.unshared.evidence import (
    Evidence,
    cited_rows,
    days_between,
    evidence_of,
    looked_at_again,
)
from queries.findings.unshared.line import Line, Pair, deadline, rule_of_own
from queries.findings.unshared.words import (
    barred_question,
    kept_statement,
    notes,
    question,
    recorded_reasons,
    statement,
)
from queries.gap import strongest
from queries.sentences import KEPT, firm_key

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
        "agency B, with everyone who held it. Somebody's own treatment, low mood or fear (the rule "
        "names the topics) is asked only of an agency B of the sectors that the rule names: "
        "health, social care and specialist services. Forms: never recorded by the end; late (more "
        "than one working day after A for the heaviest facts, 28 days otherwise, with a contact in "
        "between); later ones not passed on (B knew of the first, with no record of those that "
        "followed: incidents, or what the recorder saw; what is told of again may be the first). "
        "Graded by what would make a share expected: (i) a duty or a declared "
        "pathway named B; (ii) a row shows that A knew that B was involved: it names B in a "
        "column, or in its text otherwise than as somebody to turn to, or both were at one meeting "
        "about these persons, by B's last contact without it or, where B had it later, by then; "
        "(iii) no record that A knew of B. Only agencies that certainly had it before the last of "
        "B's contacts are named, counted and asked, where there are any. A reason for not sharing "
        "on A's record of the fact stands in the question, unless A's own records say that it was "
        "sent to B; where all who are named have one, the lines of the fact are one line. Where "
        "each of them certainly recorded the same reason again later, it was looked at again and "
        "nothing is listed; where each may have, the line is possible. A line is certain when one "
        "pair of a holder and a contact is certain in every world the dates allow; of a late one, "
        "where the dates may also have it in time, it is possible. Where B's chronology does not "
        "cover the time, or is not coded, nothing is listed: it cannot be told. The time is that "
        "from the first holding, or the start of the scope, to the last minute that the contact "
        "can have been; a row of B that nobody has coded, and that can lie before then, leaves it "
        "open too, and so does a chronology that covers the time in part."
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
        ("never", "no record makes it certain that the other had it by the end"),
        ("late", "the other had it, but only after a contact and after the time allowed"),
        ("later", "the other knew of the topic; later occurrences are not on its record"),
        (
            "reason on record",
            "all who held it recorded a reason for not sharing; one line for all it did not reach",
        ),
    ),
    cannot_see=(
        "What was said and not written down; what an agency's chronology leaves out; whether a "
        "share would have been lawful, or would have changed anything. What only people close to "
        "them knew is no line here."
    ),
    needs=(Need.TWO_AGENCIES, Need.INFORMATION),
    takes_rules=False,
)

_GRADES = {"i": 3.0, "ii": 2.0, "iii": 1.0}


def find(enquiry: Enquiry) -> Results:
    """Return one finding per fact and agency that had no record of it in time."""
    findings: list[Finding] = []
    cannot: dict[str, int] = {}
    near: list[NearMiss] = []
    below = 0
    for fact in enquiry.view.facts.values():
        barred: list[tuple[Line, Evidence]] = []
        private = rule_of_own(enquiry, fact)
        light = fact.weight < enquiry.settings.min_weight
        for agency_id in enquiry.formal:
            pair = Pair.of(enquiry, fact, agency_id)
            asked = not private or private.leads_to(enquiry.agency(agency_id))
            if pair is None or (light and not asked):
                continue
            if light:
                below += pair.is_line() or pair.cannot_tell()
                continue
            line = pair.line()
            # "mirror" asks which lines are listed, and would work them out again
            listed = asked and line is not None
            enquiry.memo[f"unshared {fact.fact_id}", agency_id] = listed
            if not asked:
                near += _private(line)
            elif line is not None:
                evidence = evidence_of(enquiry, line)
                if evidence.is_barred:
                    barred.append((line, evidence))
                else:
                    findings.append(_finding(enquiry, line, evidence))
            elif pair.cannot_tell():
                cannot[agency_id] = cannot.get(agency_id, 0) + 1
        again = [looked_at_again(enquiry, evidence.barred) for _, evidence in barred]
        sure = [p for p, how in zip(barred, again, strict=True) if how is Certainty.CERTAIN]
        near += _left_out(sure)
        # in doubt whether it was looked at again, the line is no more than possible
        kept = [
            (line if how is None else replace(line, certainty=Certainty.POSSIBLE), evidence)
            for (line, evidence), how in zip(barred, again, strict=True)
            if how is not Certainty.CERTAIN
        ]
        if kept:
            findings.append(_kept_back(enquiry, fact, kept))
    return Results(tuple(findings), tuple(_cannot_tell(enquiry, cannot)), below, tuple(near))


def _private(line: Line | None) -> Iterator[NearMiss]:
    """Yield what is somebody's own, where it would have been listed otherwise."""
    if line is None or line.gap is None:
        return
    why = "somebody's own health or fears: asked only of those whose work it is"
    rows = tuple(dict.fromkeys(holder.first.via for holder in line.gap.holders))
    yield NearMiss(DEFINITION.key, line.agency_id, rows, why)


def _left_out(found: list[tuple[Line, Evidence]]) -> Iterator[NearMiss]:
    """Yield the decisions not to share that were looked at again, once for each fact and agency."""
    rows: dict[str, dict[str, None]] = {}
    for _, evidence in found:
        for event in evidence.barred:
            rows.setdefault(event.agency_id, {})[event.event_id] = None
    for agency_id, ids in rows.items():
        why = "a reason for not sharing is on record, and that it was looked at again"
        yield NearMiss(DEFINITION.key, agency_id, tuple(ids), why)


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


def _finding(enquiry: Enquiry, line: Line, evidence: Evidence) -> Finding:
    fact = line.fact
    # the line of the fact names those who certainly had it, too
    enquiry.memo[firm_key(fact.fact_id, line.agency_id)] = tuple(h.holder for h in evidence.firm)
    return Finding(
        finding_id=finding_id(
            enquiry.view.case.case_id, DEFINITION.key, fact.fact_id, line.agency_id
        ),
        query=DEFINITION.key,
        statement=statement(enquiry, line, evidence),
        question=question(enquiry, line, evidence),
        certainty=line.certainty,
        weight=_weight(fact, _GRADES[evidence.grade.name], [evidence]),
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


def _kept_back(enquiry: Enquiry, fact: Fact, found: list[tuple[Line, Evidence]]) -> Finding:
    """Return the one line of a fact that a recorded reason kept from one agency or from many."""
    evidence = [behind for _, behind in found]
    reasons = tuple(dict.fromkeys(event for behind in evidence for event in behind.barred))
    holders = dict.fromkeys(h.holder for behind in evidence for h in behind.firm)
    asked = dict.fromkeys((reasons[0].agency_id, *holders))
    windows = [w for pair in found if (w := days_between(enquiry, *pair)) is not None]
    cited: dict[str, Cited] = {}
    for pair in found:
        for one in cited_rows(enquiry, *pair):
            if one.shows is not Cites.NAMES:
                cited.setdefault(one.event_id, one)
    certainty = strongest(line.certainty for line, _ in found)
    rows = sorted(cited.values(), key=lambda c: enquiry.view.place[c.event_id])
    return Finding(
        finding_id=finding_id(
            enquiry.view.case.case_id, DEFINITION.key, fact.fact_id, "a reason on record"
        ),
        query=DEFINITION.key,
        statement=kept_statement(enquiry, fact, found),
        question=barred_question(enquiry, reasons[0]),
        certainty=certainty,
        weight=_weight(fact, 0.0, evidence),
        group=f"{DEFINITION.key}:{fact.fact_id}",
        agencies=tuple(dict.fromkeys((*asked, *(line.agency_id for line, _ in found)))),
        persons=fact.persons,
        facts=(fact.fact_id,),
        form=KEPT,
        cited=tuple(rows) if certainty is Certainty.CERTAIN else possible(rows),
        window=max(windows, key=lambda w: w[0], default=None),
        codes=(*DEFINITION.codes, *fact.themes),
        notes=tuple(recorded_reasons(reasons)),
    )


def _weight(fact: Fact, expected: float, found: list[Evidence]) -> float:
    months = max((e.window[1] - e.window[0]) / (28 * MINUTES_PER_DAY) for e in found)
    return weigh(fact.weight, expected, max(len(e.decisions) for e in found), months)
