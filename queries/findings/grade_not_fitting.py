"""A grade below the top one, while the assessor held or had in view what points to high risk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.model import Event, Fact, Nature
from queries.after import Look, Trigger, possible
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, listed, weigh
from queries.finding import CannotTell, Certainty, Cited, Cites, Results
from queries.findings.isolation import considered
from queries.gap import strongest
from queries.rules import Rule

DEFINITION = Definition(
    key="grade-not-fitting",
    title="A grade, and what was held when it was given",
    asks=(
        "Which assessments were graded below high while the assessor held, or had in front of it, "
        "what points to high risk?"
    ),
    how=(
        "An assessment of danger about a member of the household, with a grade that the rule calls "
        "low or middling and that is not its tool's top one. Either what it names (its own row, "
        "what it responds to, what it took into account) tells of one of the heaviest signs; or "
        "its agency held, before it, a sign of high risk about the same persons (an act within the "
        "rule's days; a state that had not ended; a standing fact whenever it was recorded) that "
        "nothing of this names. An assessment that was graded again, to a higher grade, in answer "
        "to it or of the same occurrence makes no line. Earlier occurrences that were left out are "
        "listed under “Assessed in isolation” alone. A recorded reason for not sharing keeps "
        "nothing out: an agency's own record is its own. Without a grade there is no line; where "
        "an agency's file has no column “Took into account”, what was held cannot be told."
    ),
    sources=("000 ¶43", "000 ¶62"),
    codes=("2D",),
    order=17,
    needs=(Need.INFORMATION,),
    forms=(
        ("in view", "what the assessment itself names tells of one of the heaviest signs"),
        ("held", "its agency held a sign of high risk that the assessment does not name"),
    ),
    cannot_see=(
        "Whether the grade was right; judgement that was used and not written down; what only "
        "other agencies held (see “No record that it was shared”); grades that are not in a Grade "
        "column."
    ),
    family="assessment",
    counts=(
        "grade below high with signs of high risk in view or held",
        "grades below high with signs of high risk in view or held",
    ),
)

IN_VIEW, HELD = "in view", "held before"

#: How many facts a statement names; the others are counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign of high risk as the assessor had it, by which rows."""

    fact: Fact
    certainty: Certainty
    rows: tuple[str, ...]


def find(enquiry: Enquiry) -> Results:
    """Return the assessments whose grade does not fit what was in view or held."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    blind: Counter[str] = Counter()
    for agency_id in enquiry.formal:
        for rule in enquiry.rules_for(DEFINITION.key, agency_id):
            held = _Held(enquiry, agency_id, rule)
            for event in graded_below(look, agency_id, rule):
                if rule.name == IN_VIEW:
                    _in_view(look, event, rule)
                else:
                    _not_named(look, event, rule, held, blind)
    found = look.results()
    return replace(found, cannot_tell=tuple(_cannot_tell(enquiry, blind)))


def is_below(enquiry: Enquiry, event: Event, grades: Iterable[str]) -> bool:
    """Whether a grade is one of those called low or middling, and not its tool's top one."""
    return event.grade in grades and not enquiry.is_top_grade(event.tool, event.grade)


def graded_below(look: Look, agency_id: str, rule: Rule) -> Iterator[Event]:
    """Yield the assessments with such a grade, once each, that were not graded again."""
    enquiry = look.enquiry
    view = enquiry.view
    below: list[Event] = []
    above: list[Event] = []
    for event in enquiry.assessments_of(agency_id):
        if event.grade and view.seen[event.event_id] & view.household:
            (below if is_below(enquiry, event, rule.grades) else above).append(event)
    again = {view.occurrence_of[e.event_id]: e.event_id for e in above}
    again |= {
        view.occurrence_of[row]: e.event_id
        for e in above
        for row in e.responds_to
        if row in view.events
    }
    once: set[tuple[str, str, str]] = set()
    for event in below:
        occurrence = view.occurrence_of[event.event_id]
        key = (occurrence, event.tool, event.grade)
        trigger = Trigger.of(enquiry, (event,))
        if key in once:
            look.leave(trigger, "another row of the same assessment")
        elif occurrence in again:
            look.leave(trigger, "graded again, to a higher grade", again[occurrence])
        elif look.in_time(trigger, rule):
            once.add(key)
            yield event


def _is_sign(fact: Fact, rule: Rule, persons: frozenset[str]) -> bool:
    return (
        fact.topic in rule.topics
        and fact.weight >= rule.least_weight
        and not persons.isdisjoint(fact.persons)
    )


def _persons(enquiry: Enquiry, event: Event) -> frozenset[str]:
    return enquiry.view.seen[event.event_id] & enquiry.view.household


# -- in view -----------------------------------------------------------------------------


def _in_view(look: Look, event: Event, rule: Rule) -> None:
    enquiry = look.enquiry
    view, persons = enquiry.view, _persons(enquiry, event)
    rows: dict[str, list[str]] = {}
    for row in _named(enquiry, event):
        for reveal in view.events[row].reveals:
            fact = view.facts[reveal.fact_id]
            if reveal.stance.gives_knowledge and _is_sign(fact, rule, persons):
                rows.setdefault(fact.fact_id, []).append(row)
    if not rows:
        look.leave(Trigger.of(enquiry, (event,)), "nothing that it names is one of the signs")
        return
    signs = [_Sign(view.facts[f], Certainty.CERTAIN, tuple(at)) for f, at in rows.items()]
    _add(
        look,
        event,
        signs,
        form="in view",
        says=f"It had in view: {_facts(enquiry, signs)}.",
        question="What was the grade based on, and what would have changed it?",
    )


def _named(enquiry: Enquiry, event: Event) -> tuple[str, ...]:
    """Return the rows that an assessment names: its own, what it answers, what it considered."""
    looked_at = () if event.considered is None else event.considered.events
    rows = dict.fromkeys((event.event_id, *event.responds_to, *looked_at))
    return tuple(row for row in rows if row in enquiry.view.events)


# -- held --------------------------------------------------------------------------------


class _Held:
    """What an agency held of the signs of a rule: the acquisitions by fact, latest first."""

    def __init__(self, enquiry: Enquiry, agency_id: str, rule: Rule) -> None:
        self._view = enquiry.view
        self._days = rule.days
        held = enquiry.knowledge.facts
        self.facts = [
            fact
            for fact in enquiry.view.facts.values()
            if fact.topic in rule.topics and fact.weight >= rule.least_weight
        ]
        self._of = {
            fact.fact_id: sorted(
                held.of_agency(agency_id, fact.fact_id),
                key=lambda a: (-a.latest, a.sort_key),
            )
            for fact in self.facts
        }

        self._ends = {fact.fact_id: _ends(enquiry, fact) for fact in self.facts}

    def sign(self, fact: Fact, event: Event) -> _Sign | None:
        """Return how an agency held a fact before an assessment; the latest certain way first.

        Certain where one way makes it so in every world, possible where one does in some world:
        of what several ways show only together nothing is said.
        """
        length = self._length(fact)
        bounds = self._view.bounds[event.event_id]
        maybe: _Sign | None = None
        for acquisition in self._of[fact.fact_id]:
            if acquisition.latest < bounds.start_lo - length:
                break  # all that follow were told of longer ago in every world
            if acquisition.earliest >= bounds.end_hi:
                continue  # it came after the assessment in every world
            certainty = self._judge(fact, acquisition, event, length)
            if certainty is not None:
                rows = tuple(dict.fromkeys((acquisition.via, acquisition.coded_on)))
                if certainty is Certainty.CERTAIN:
                    return _Sign(fact, certainty, rows)
                maybe = maybe or _Sign(fact, certainty, rows)
        return maybe

    def _length(self, fact: Fact) -> int:
        """Return for how many minutes it speaks: an act for the rule's days, a state its own."""
        if fact.nature is Nature.STANDING:
            return FAR_AHEAD
        days = self._days if fact.nature is Nature.OCCURRENCE else fact.longest_days
        return FAR_AHEAD if days is None else days * MINUTES_PER_DAY

    def _judge(self, fact: Fact, held: Acquisition, event: Event, length: int) -> Certainty | None:
        """Judge whether it was held, and still spoke, at the instant of the assessment.

        The instant lies anywhere on the assessment's row; the best one is the earliest after all
        that the acquisition rests on, so comparing that with the last one is exact.
        """
        view, event_id = self._view, event.event_id
        if event_id in held.atoms:
            return None
        bounds, told = view.bounds[event_id], view.bounds[held.coded_on]
        earliest, sure = bounds.start_lo, held.certain
        if not view.is_ordered(event_id):
            earliest = max(earliest, held.earliest + 1)
            sure = sure and held.latest < bounds.start_lo
        for atom in held.atoms if view.is_ordered(event_id) else ():
            if view.known_after(atom, event_id):
                return None
            if not view.known_before(atom, event_id):
                known = view.bounds[atom]
                earliest = max(earliest, known.known_lo + 1)
                sure = sure and known.known_hi < bounds.start_lo
        latest = min(bounds.end_hi, told.known_hi + length)
        ends = self._ends[fact.fact_id]
        if earliest > latest or (ends and not _lasts(earliest, latest, told.known_hi, ends)):
            return None
        sure = sure and not any(high > told.known_lo and low <= bounds.end_hi for low, high in ends)
        sure = sure and bounds.end_hi <= told.known_lo + length
        return Certainty.CERTAIN if sure else Certainty.POSSIBLE


def _ends(enquiry: Enquiry, fact: Fact) -> list[tuple[int, int]]:
    """Return between which minutes each row lies that says that a state ended, by the first."""
    bounds = enquiry.view.bounds
    rows = enquiry.view.rows_that_end.get(fact.fact_id, ())
    return sorted((bounds[e.event_id].start_lo, bounds[e.event_id].end_hi) for e in rows)


def _lasts(earliest: int, latest: int, told: int, ends: list[tuple[int, int]]) -> bool:
    """Whether some instant lies between two with no end of the state between it and the telling.

    Each row that says that the state ended lies before it was told of, or after the instant; if
    one can lie before, so can all that can begin earlier. So trying how many of them do is exact.
    """
    for before in range(len(ends) + 1):
        low = max([earliest, *(first + 1 for first, _ in ends[:before])])
        high = min([latest, *(last - 1 for _, last in ends[before:])])
        if low <= high and all(first <= told for first, _ in ends[:before]):
            return True
    return False


def _not_named(look: Look, event: Event, rule: Rule, held: _Held, blind: Counter[str]) -> None:
    enquiry = look.enquiry
    persons, taken = _persons(enquiry, event), _taken(enquiry, event)
    signs = [
        sign
        for fact in held.facts
        if fact.fact_id not in taken
        and _is_sign(fact, rule, persons)
        and (sign := held.sign(fact, event)) is not None
    ]
    if not signs:
        look.leave(Trigger.of(enquiry, (event,)), "it held no sign of high risk that it left out")
    elif event.considered is None:
        blind[event.agency_id] += 1
    else:
        sure = [s for s in signs if s.certainty is Certainty.CERTAIN]
        by = "held by then" if sure else "may have held by then"
        this = "this" if len(sure or signs) == 1 else "these"
        name = enquiry.name(event.agency_id)
        _add(
            look,
            event,
            sure or signs,
            form="held",
            says=(
                f"{name} {by}: {_facts(enquiry, sure or signs)}. What it names as taken into "
                f"account does not tell of {this}."
            ),
            question="What could be seen when the grade was given, and what was it based on?",
            omission=(f"assessment:{event.event_id}",),
        )


def _taken(enquiry: Enquiry, event: Event) -> frozenset[str]:
    """Return the facts on rows that an assessment took into account, its own among them."""
    view = enquiry.view
    occurrences = considered(enquiry, event) | {view.occurrence_of[event.event_id]}
    return frozenset(
        reveal.fact_id
        for occurrence in occurrences
        for row in view.occurrences[occurrence]
        for reveal in view.events[row].reveals
    )


def _cannot_tell(enquiry: Enquiry, blind: Counter[str]) -> Iterator[CannotTell]:
    for agency_id, number in sorted(blind.items()):
        name = enquiry.name(agency_id)
        these = counted(number, "assessment that it graded", "assessments that it graded")
        yield CannotTell(
            DEFINITION.key,
            agency_id,
            f"Whether {name} took the signs of high risk that it held into account in {these} "
            "below high: cannot tell from these records.",
            f"{name}: its chronology has no column “Took into account”. Ask what was on the "
            "system, and what was looked at, on each date.",
            number,
        )


# -- listing -----------------------------------------------------------------------------


def _facts(enquiry: Enquiry, signs: list[_Sign]) -> str:
    facts = enquiry.facts_in_order(s.fact for s in signs)
    words = [enquiry.fact(fact) for fact in facts]
    named = words[:_NAMED] if len(words) > _NAMED + 1 else words
    more = [f"{len(words) - len(named)} more"] if len(words) > len(named) else []
    return listed([*named, *more])


def _add(
    look: Look,
    event: Event,
    signs: list[_Sign],
    *,
    form: str,
    says: str,
    question: str,
    omission: tuple[str, ...] = (),
) -> None:
    enquiry = look.enquiry
    certainty = strongest(s.certainty for s in signs)
    facts = sorted((s.fact for s in signs), key=lambda f: (-f.weight, f.fact_id))
    shows = Cites.CONSIDERED if form == "in view" else Cites.KNOWN
    known = [Cited(row, shows) for s in signs for row in s.rows]
    look.add(
        form,
        event.event_id,
        certainty=certainty,
        statement=(
            f"{enquiry.view.team_name(event.team_id)}, {enquiry.when(event)}: "
            f"{enquiry.what(event)}. {says}"
        ),
        question=question,
        weight=weigh(facts[0].weight, 2 if form == "in view" else 1, len(facts)),
        group=f"assessment:{event.agency_id}",
        agencies=(event.agency_id,),
        teams=(event.team_id,),
        persons=_persons(enquiry, event),
        facts=tuple(fact.fact_id for fact in facts),
        form=form,
        cited=(
            Cited(event.event_id, Cites.ASSESSMENT),
            *(known if certainty is Certainty.CERTAIN else possible(known)),
        ),
        omission=omission,
    )
