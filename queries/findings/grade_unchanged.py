"""Grade unchanged: the same grade again and again while incidents rose or grew worse."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.case_view import FAR_AHEAD, Bounds
from graphdb.dates import MINUTES_PER_DAY
from graphdb.identity import finding_id
from graphdb.model import Event
from queries.definition import Definition
from queries.enquiry import Enquiry, counted, weigh
from queries.finding import Certainty, Cited, Cites, Finding, Results
from queries.findings.isolation import assessments

DEFINITION = Definition(
    key="grade-unchanged",
    title="Grade unchanged",
    asks="Why did the grade stay the same while incidents became more frequent or more severe?",
    how=(
        "Three or more things assessed for danger by one agency about one person with one tool "
        "within twelve months (two rows of one assessment, or two of one incident, count once), "
        "all at the same grade, not the tool's top one, with no other grade in between, while the "
        "incidents known to that agency in the year before rose from the first to the last, or "
        "the incident that was assessed last was more severe than the one assessed first: that of "
        "the assessment's own occurrence, or that it says it responds to."
    ),
    sources=("000 ¶43", "000 ¶59", "000 ¶62", "004 1.1"),
    codes=("2D",),
    order=3,
    parameters=(("grade_count", "how many assessments at one grade make a line"),),
    forms=(("grade unchanged", "a run of assessments at one grade"),),
    cannot_see=(
        "Whether the grade was right each time; grades that are not in a Grade column; incidents "
        "that the agency had not heard of."
    ),
    family="assessment",
    counts=(
        "run of assessments at one grade while incidents rose",
        "runs of assessments at one grade while incidents rose",
    ),
)

_YEAR = 365 * MINUTES_PER_DAY


def find(enquiry: Enquiry) -> Results:
    """Return one finding per agency, person, tool and grade."""
    return Results(tuple(_found(enquiry)))


def _found(enquiry: Enquiry) -> Iterator[Finding]:
    view = enquiry.view
    for agency_id in enquiry.formal:
        graded = [
            e for e in assessments(enquiry, agency_id) if e.grade and enquiry.is_assessment(e)
        ]
        for person in sorted(view.household):
            rows = _once_each(enquiry, [e for e in graded if person in view.seen[e.event_id]])
            for tool in sorted({e.tool for e in rows}):
                same_tool = [e for e in rows if e.tool == tool]
                for grade in sorted({e.grade for e in same_tool}):
                    finding = _judge(enquiry, agency_id, person, tool, grade, same_tool)
                    if finding is not None:
                        yield finding


def _once_each(enquiry: Enquiry, rows: list[Event]) -> list[Event]:
    """Return one assessment for each thing assessed and grade given.

    Two rows of one assessment, or two assessments of one incident at one grade, are no second
    time.
    """
    seen: set[tuple[str, str, str]] = set()
    found = []
    for event in rows:
        keys = {(of, event.tool, event.grade) for of in _assessed(enquiry, event)}
        if seen.isdisjoint(keys):
            found.append(event)
        seen |= keys
    return found


def _assessed(enquiry: Enquiry, event: Event) -> set[str]:
    """Return what was assessed: the row's own occurrence, and the incidents that it answers."""
    of = enquiry.view.occurrence_of
    answered = {of[row] for row in event.responds_to if row in of}
    return {of[event.event_id]} | (answered & enquiry.incident_set)


def _judge(
    enquiry: Enquiry, agency_id: str, person: str, tool: str, grade: str, rows: list[Event]
) -> Finding | None:
    if enquiry.is_top_grade(tool, grade):
        return None
    best = _longest(enquiry, grade, rows)
    if best is None:
        return None
    run, sure = best
    worse = _worse(enquiry, run)
    more = _more(enquiry, agency_id, run)
    if worse is None and more is None:
        return None
    certain = sure and Certainty.CERTAIN in (worse, more)
    return _finding(enquiry, agency_id, person, tool, grade, run, certain, worse, more)


def _longest(
    enquiry: Enquiry, grade: str, rows: list[Event]
) -> tuple[tuple[Event, ...], bool] | None:
    """Return the longest run at one grade within a year, certain ones first."""
    runs: list[tuple[bool, int, tuple[Event, ...]]] = []
    same = [event for event in rows if event.grade == grade]
    others = [enquiry.view.bounds[event.event_id] for event in rows if event.grade != grade]
    for start in range(len(same)):
        run = _run(enquiry, same[start:], others)
        if len(run) >= enquiry.settings.grade_count:
            sure = _sure_part(enquiry, tuple(run), rows)
            runs.append((bool(sure), len(sure or run), sure or tuple(run)))
    if not runs:
        return None
    sure_run, _, longest = max(runs, key=lambda r: (r[0], r[1]))
    return longest, sure_run


def _run(enquiry: Enquiry, same: list[Event], others: list[Bounds]) -> list[Event]:
    """Return those of some assessments, from the first on, that may lie within one year.

    As far as no assessment at another grade surely lies between the first of them and the last.
    """
    bounds = [enquiry.view.bounds[event.event_id] for event in same]
    # the first minute by which another grade surely was given after the first of them
    broken = min((b.end_hi for b in others if b.start_lo > bounds[0].end_hi), default=FAR_AHEAD)
    begins, ends = bounds[0].start_lo, bounds[0].end_hi
    for number, one in enumerate(bounds):
        begins, ends = max(begins, one.start_lo), min(ends, one.end_hi)
        if begins - ends > _YEAR or broken < one.start_lo:
            return same[:number]
    return same


def _sure_part(enquiry: Enquiry, run: tuple[Event, ...], rows: list[Event]) -> tuple[Event, ...]:
    """Return the longest start of a run that is within a year and unbroken in every world."""
    for length in range(len(run), enquiry.settings.grade_count - 1, -1):
        part = run[:length]
        if _surely_within_year(enquiry, part) and not _other_between(enquiry, part, rows):
            return part
    return ()


def _surely_within_year(enquiry: Enquiry, run: tuple[Event, ...]) -> bool:
    bounds = [enquiry.view.bounds[e.event_id] for e in run]
    return max(b.end_hi for b in bounds) - min(b.start_lo for b in bounds) <= _YEAR


def _other_between(enquiry: Enquiry, run: tuple[Event, ...], rows: list[Event]) -> bool:
    """Whether an assessment at another grade may lie between the first and the last."""
    bounds = [enquiry.view.bounds[e.event_id] for e in run]
    first, last = min(b.start_lo for b in bounds), max(b.end_hi for b in bounds)
    others = [enquiry.view.bounds[e.event_id] for e in rows if e.grade != run[0].grade]
    return any(b.end_hi > first and b.start_lo < last for b in others)


def _worse(enquiry: Enquiry, run: tuple[Event, ...]) -> Certainty | None:
    """Whether what was assessed last was more severe than what was assessed first."""
    first, last = enquiry.assessed_severity(run[0]), enquiry.assessed_severity(run[-1])
    if last <= first:
        return None
    one, other = enquiry.view.bounds[run[0].event_id], enquiry.view.bounds[run[-1].event_id]
    return Certainty.CERTAIN if one.end_hi < other.start_lo else Certainty.POSSIBLE


def _more(enquiry: Enquiry, agency_id: str, run: tuple[Event, ...]) -> Certainty | None:
    """Whether more incidents were known for the year before the last than before the first."""
    first = _count(enquiry, agency_id, run[0])
    last = _count(enquiry, agency_id, run[-1])
    if last[0] > first[1]:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if last[1] > first[0] else None


def _count(enquiry: Enquiry, agency_id: str, event: Event) -> tuple[int, int]:
    """Return [least, most] incidents in the year up to an assessment that its agency knew of."""
    view, bounds = enquiry.view, enquiry.view.bounds[event.event_id]
    least = most = 0
    who = view.seen[event.event_id] & view.household
    heard_of = enquiry.knowledge.occurrences.by_agency.get(agency_id, {})
    for occurrence in view.incident_occurrences:
        heard = heard_of.get(occurrence)
        if heard is None or who.isdisjoint(enquiry.occurrences.get(occurrence, ())):
            continue
        for acquisition in heard:
            told = view.bounds[acquisition.coded_on]
            if told.start_lo <= bounds.end_hi and bounds.start_lo - told.end_hi <= _YEAR:
                most += 1
                sure = acquisition.certain and acquisition.latest <= bounds.start_lo
                same = event.event_id in acquisition.atoms
                recent = bounds.end_hi - told.start_lo <= _YEAR
                least += (sure or (same and acquisition.certain)) and recent
                break
    return least, most


def _finding(
    enquiry: Enquiry,
    agency_id: str,
    person: str,
    tool: str,
    grade: str,
    run: tuple[Event, ...],
    certain: bool,
    worse: Certainty | None,
    more: Certainty | None,
) -> Finding:
    view = enquiry.view
    label = enquiry.grade_words(tool, grade)
    name = enquiry.name(agency_id)
    what = {
        (True, True): (
            "More incidents came to its notice, and the last was more severe than the first"
        ),
        (True, False): "The last incident was more severe than the first",
        (False, True): "More incidents came to its notice from the first to the last",
    }[worse is not None, more is not None]
    first, last = view.bounds[run[0].event_id], view.bounds[run[-1].event_id]
    return Finding(
        finding_id=finding_id(view.case.case_id, DEFINITION.key, agency_id, person, tool, grade),
        query=DEFINITION.key,
        statement=(
            f"{name} assessed risk concerning {enquiry.person(person)} "
            f"{counted(len(run), 'time')} within twelve months, each time as {label}. {what}."
        ),
        question="What was the grade based on each time, and what would have changed it?",
        certainty=Certainty.CERTAIN if certain else Certainty.POSSIBLE,
        weight=weigh(enquiry.assessed_severity(run[-1]), 1, len(run)),
        group=f"assessment:{agency_id}",
        agencies=(agency_id,),
        persons=(person,),
        form="grade unchanged",
        cited=tuple(Cited(e.event_id, Cites.ASSESSMENT) for e in run),
        window=(
            max(0, last.start_lo - first.end_hi) // MINUTES_PER_DAY,
            max(0, last.end_hi - first.start_lo) // MINUTES_PER_DAY,
        ),
        codes=DEFINITION.codes,
    )
