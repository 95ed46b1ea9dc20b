"""Two agencies graded one person's danger differently, with no record that they spoke of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event
from queries.after import Look, Trigger, Within, possible, unanswered
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, often, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.findings.grade_not_fitting import is_below
from queries.rules import Rule

DEFINITION = Definition(
    key="grades-differ",
    title="Agencies graded the danger differently",
    asks=(
        "Where did two agencies grade the danger to one person differently, with no record that "
        "they spoke of it?"
    ),
    how=(
        "Two organisations assessed the danger about one person of the household, for the same "
        "purpose (domestic abuse, violence, sexual exploitation) and within the rule's days of "
        "each other. One grade is high (its tool's top one, or one that the rule “graded high” "
        "names), the other is one that the rule “grades within days” calls low or middling. "
        "Neither took the other's assessment into account or responds to it, and no row of "
        "either names the other (a share, a referral, a meeting, a challenge) from the day of the "
        "first assessment until the rule's days after the second. Both chronologies must cover "
        "that time. A recorded reason for not sharing on either row turns the question to how that "
        "was weighed. One line for each pair of agencies and person."
    ),
    sources=("004 3.2", "000 ¶43"),
    codes=("6E", "2D"),
    order=18,
    forms=(("grades differ", "one agency's grade was high and the other's was not"),),
    cannot_see=(
        "Which of the grades was right; a conversation that nobody wrote down; grades that are not "
        "in a Grade column."
    ),
    family="together",
    counts=(
        "pair of agencies with different grades for one person and no record that they spoke",
        "pairs of agencies with different grades for one person and no record that they spoke",
    ),
    needs=(Need.TWO_AGENCIES,),
    takes_rules=False,
)

PAIRS, HIGH = "grades within days", "graded high"


@dataclass(frozen=True, slots=True)
class _Graded:
    """An assessment with its grade; between which days it can have been made."""

    event: Event
    high: bool
    purpose: str
    first: int
    last: int


def find(enquiry: Enquiry) -> Results:
    """Return one finding per pair of agencies and person."""
    look = Look(
        enquiry,
        DEFINITION,
        "spoke with another agency of",
        ("difference between their grades", "differences between their grades"),
        "the two agencies speaking of it",
    )
    rules = {rule.name: rule for rule in enquiry.rules_for(DEFINITION.key)}
    rule = rules.get(PAIRS)
    if rule is None:
        return look.results()
    above = rules[HIGH].grades if HIGH in rules else ()
    graded = _graded(enquiry, rule, above)
    for person in sorted(enquiry.view.household):
        mine = {
            agency: [g for g in found if person in enquiry.view.subjects[g.event.event_id]]
            for agency, found in graded.items()
        }
        for one, other in combinations([agency for agency in mine if mine[agency]], 2):
            _pair(look, person, list(_different(mine[one], mine[other], rule.days)), rule)
    return look.results()


def _graded(enquiry: Enquiry, rule: Rule, above: tuple[str, ...]) -> dict[str, list[_Graded]]:
    """Return the graded assessments by agency, earliest first; one per assessment and grade."""
    found: dict[str, list[_Graded]] = {}
    view = enquiry.view
    for agency_id in enquiry.formal:
        if not rule.expected_of(enquiry.agency(agency_id)):
            continue
        once: set[tuple[str, str]] = set()
        for event in enquiry.assessments_of(agency_id):
            below = is_below(enquiry, event, rule.grades)
            high = enquiry.is_top_grade(event.tool, event.grade) or event.grade in above
            key = (view.occurrence_of[event.event_id], event.grade)
            if not (below or high) or key in once:
                continue
            once.add(key)
            bounds = view.bounds[event.event_id]
            days = (bounds.start_lo // MINUTES_PER_DAY, bounds.end_hi // MINUTES_PER_DAY)
            found.setdefault(agency_id, []).append(
                _Graded(event, high and not below, _purpose(enquiry, event), *days)
            )
    return found


def _purpose(enquiry: Enquiry, event: Event) -> str:
    tool = enquiry.vocabulary.tools.get(event.tool)
    if tool is not None:
        return tool.purpose
    kind = enquiry.vocabulary.kinds.get(event.kind)
    return (kind.purpose if kind is not None else "") or "domestic-abuse"


def _different(
    one: list[_Graded], other: list[_Graded], days: int
) -> Iterator[tuple[_Graded, _Graded]]:
    """Yield the pairs, one of each agency, that can lie within the days; both by first day."""
    begin = 0
    longest = max(g.last - g.first for g in other)
    for mine in one:
        while begin < len(other) and other[begin].first + longest < mine.first - days:
            begin += 1
        for theirs in other[begin:]:
            if theirs.first > mine.last + days:
                break
            near = mine.first - theirs.last <= days
            if near and mine.high != theirs.high and mine.purpose == theirs.purpose:
                yield mine, theirs


# -- judging -----------------------------------------------------------------------------


def _pair(look: Look, person: str, pairs: list[tuple[_Graded, _Graded]], rule: Rule) -> None:
    """List the first pair that leaves no doubt, or else the first; the others are counted."""
    judged = []
    for mine, theirs in pairs:
        certainty = _judge(look, mine, theirs, rule)
        if certainty is not None:
            judged.append((certainty, mine, theirs))
    if judged:
        judged.sort(key=lambda j: (j[0] is not Certainty.CERTAIN, j[1].first, j[2].first))
        _add(look, person, judged, rule)


def _judge(look: Look, mine: _Graded, theirs: _Graded, rule: Rule) -> Certainty | None:
    enquiry = look.enquiry
    one = Trigger.of(enquiry, (mine.event, theirs.event), mine.event.agency_id)
    if _names(mine.event, theirs.event) or _names(theirs.event, mine.event):
        look.leave(one, "one of them names the other")
        return None
    if not look.in_time(one, rule):
        return None
    certainty = _silent(enquiry, mine, theirs, rule.days)
    if certainty is None:
        look.leave(one, "the agencies were in touch")
        return None
    two = Trigger.of(enquiry, (mine.event, theirs.event), theirs.event.agency_id)
    within = Within(rule.days)
    if look.silence(one, within, certainty) is None:
        return None
    return look.silence(two, within, certainty)


def _names(event: Event, other: Event) -> bool:
    looked_at = () if event.considered is None else event.considered.events
    return other.event_id in (*event.responds_to, *looked_at)


def _silent(enquiry: Enquiry, mine: _Graded, theirs: _Graded, days: int) -> Certainty | None:
    """Return whether the two lie within the days and were not in touch, in every world or in one.

    They were in touch in a world if some row that names the other lies between the day of the
    first assessment and the days after the second. Of all worlds those in which the two lie
    closest together are the ones with least time between them, and any other world's time takes
    one of these in: so what is not so there is so nowhere, and looking at them alone is exact.
    """
    view = enquiry.view
    bounds = [
        view.bounds[e.event_id]
        for e in enquiry.in_touch(mine.event.agency_id, theirs.event.agency_id)
    ]
    touches = [(b.start_lo, b.end_hi) for b in bounds]
    early, late = min(mine.first, theirs.first), max(mine.last, theirs.last)
    within = Within(days)
    last = within.until(late)
    near = [t for t in touches if t[1] >= early * MINUTES_PER_DAY and t[0] <= last]
    if not near:
        farthest = max(mine.last - theirs.first, theirs.last - mine.first)
        return Certainty.CERTAIN if farthest <= days else Certainty.POSSIBLE
    begins, ends = max(mine.first, theirs.first), min(mine.last, theirs.last)
    if begins <= ends:  # both can lie on one day
        found = unanswered(begins * MINUTES_PER_DAY, ends * MINUTES_PER_DAY, within, near)
        return None if found is None else Certainty.POSSIBLE
    # the one certainly before the other: at the closest from the last day of it on
    first, until = ends * MINUTES_PER_DAY, within.until(begins)
    clear = all(low < first or high > until for low, high in near)
    return Certainty.POSSIBLE if clear else None


# -- listing -----------------------------------------------------------------------------


def _add(
    look: Look, person: str, judged: list[tuple[Certainty, _Graded, _Graded]], rule: Rule
) -> None:
    enquiry = look.enquiry
    certainty, mine, theirs = judged[0]
    first, second = sorted((mine, theirs), key=lambda g: enquiry.view.sort_key(g.event))
    one, other = first.event, second.event
    names = enquiry.names([one.agency_id, other.agency_id])
    reasons = [g.event.event_id for g in (first, second) if g.event.bar is not None]
    more = f" It was so {often(len(judged))} in all." if len(judged) > 1 else ""
    rows = [Cited(g.event.event_id, Cites.ASSESSMENT) for _, *both in judged for g in both]
    agencies = (one.agency_id, other.agency_id)
    look.add(
        *sorted(agencies),
        person,
        certainty=certainty,
        statement=(
            f"{_said(enquiry, one)}; {_said(enquiry, other)}. Both were of the danger concerning "
            f"{enquiry.person(person)}. On the records of {names} there is no record that they "
            f"spoke of it within {Within(rule.days).words} of the later one.{more}"
        ),
        question=(
            "A reason for not sharing is on record: how was it weighed, and looked at again?"
            if reasons
            else "What did each have in front of it, and how could each have come to know of the "
            "other's grade?"
        ),
        weight=weigh(4, 1, len(judged)),
        group=DEFINITION.family,
        agencies=agencies,
        persons=(person,),
        form="grades differ",
        cited=rows if certainty is Certainty.CERTAIN else possible(rows),
        omission=tuple(
            f"grades:{'+'.join(sorted((a.event.event_id, b.event.event_id)))}" for _, a, b in judged
        ),
    )


def _said(enquiry: Enquiry, event: Event) -> str:
    return f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: {enquiry.what(event)}"
