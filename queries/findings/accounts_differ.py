"""Two agencies' accounts of one occurrence that differ: who, when, what, or whether at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Fact, Stance
from queries.after import Look, Trigger
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule

DEFINITION = Definition(
    key="accounts-differ",
    title="Accounts of one occurrence differ",
    asks="Which occurrences do two agencies tell of differently?",
    how=(
        "Rows of two organisations that a reference or a person links as one occurrence (never a "
        "guess), each from its own knowledge: neither passed on, nor a meeting, an assessment or a "
        "history. They differ in what happened where the one tells of an act of violence and the "
        "other denies or rules out the same, or where they are of clearly different severity (the "
        "rule says by how much, and of which kinds and topics); in who, where the one says that "
        "one person did it to the other and the other the reverse, or where their incidents "
        "concern persons of the household of whom neither names all of the other's; in when, "
        "where the dates of their incidents lie apart by more than the rule's days in every "
        "world. A date in doubt that could be the same is no difference. One line for each "
        "occurrence; what the rows say is certain, so no line is only possible."
    ),
    sources=("000 ¶39", "000 ¶64"),
    codes=("5E",),
    order=61,
    forms=(
        ("whether", "told of on one record; denied or ruled out on the other"),
        ("what", "clearly different severity"),
        ("who", "different persons, or the one and the other the other way round"),
        ("when", "dates that lie apart in every world"),
    ),
    cannot_see=(
        "Which of the accounts is right; differences inside a text that are not coded; rows that "
        "nobody linked as one occurrence."
    ),
    family="together",
    counts=(
        "occurrence of which two agencies' accounts differ",
        "occurrences of which two agencies' accounts differ",
    ),
    needs=(Need.TWO_AGENCIES,),
)

_FIRST_HAND = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


@dataclass(frozen=True, slots=True)
class _Account:
    """What one agency's own rows say of one occurrence.

    Attributes
    ----------
    rows, incidents
        Its rows, earliest first; those of them that are coded as an incident of the rule.
    told, denied
        Facts of the rule's topics that they tell of, and that they deny or rule out.
    severity
        The most that they say; ``None`` where they say nothing of the sort.
    """

    agency_id: str
    rows: tuple[Event, ...]
    incidents: tuple[Event, ...]
    told: tuple[Fact, ...]
    denied: tuple[Fact, ...]
    severity: int | None


@dataclass(frozen=True, slots=True)
class _Difference:
    """One respect in which two accounts differ, in words, with the rows of either."""

    form: str
    says: str
    rows: tuple[tuple[Event, ...], tuple[Event, ...]]


def find(enquiry: Enquiry) -> Results:
    """Return one finding per occurrence of which two agencies' accounts differ."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    view = enquiry.view
    for rule in enquiry.rules_for(DEFINITION.key):
        for occurrence, rows in view.occurrences.items():
            if len(rows) > 1:
                events = sorted((view.events[row] for row in rows), key=view.sort_key)
                _compare(look, occurrence, _accounts(enquiry, events, rule), rule)
    return look.results()


# -- accounts ----------------------------------------------------------------------------


def _accounts(enquiry: Enquiry, events: list[Event], rule: Rule) -> list[_Account]:
    """Return the accounts of organisations that say something, the first that begins first."""
    by_agency: dict[str, list[Event]] = {}
    for event in events:
        if enquiry.is_formal(event.agency_id) and _is_own(enquiry, event):
            by_agency.setdefault(event.agency_id, []).append(event)
    return [
        _account(enquiry, agency_id, by_agency[agency_id], rule)
        for agency_id in by_agency
        if rule.expected_of(enquiry.agency(agency_id))
    ]


def _is_own(enquiry: Enquiry, event: Event) -> bool:
    """Whether a row tells of its agency's own contact, and does not retell."""
    kind = enquiry.view.kind(event)
    return (
        kind is not None
        and kind.contact
        and not kind.routine
        and not event.told_by
        and not event.learned_after_death
        and not enquiry.is_assessment(event)
    )


def _account(enquiry: Enquiry, agency_id: str, rows: list[Event], rule: Rule) -> _Account:
    told = _facts(enquiry, rows, rule, _FIRST_HAND)
    denied = _facts(enquiry, rows, rule, (Stance.DENIED, Stance.RULED_OUT))
    incidents = tuple(e for e in rows if e.kind in rule.kinds)
    kinds = enquiry.vocabulary.kinds
    severity = [kinds[e.kind].severity for e in incidents] + [fact.weight for fact in told]
    return _Account(
        agency_id,
        tuple(rows),
        incidents,
        tuple(told),
        tuple(fact for fact in denied if fact not in told),
        max(severity, default=None),
    )


def _facts(
    enquiry: Enquiry, rows: Iterable[Event], rule: Rule, stances: tuple[Stance, ...]
) -> list[Fact]:
    facts = enquiry.view.facts
    found = {
        r.fact_id: facts[r.fact_id]
        for event in rows
        for r in event.reveals
        if r.stance in stances and facts[r.fact_id].topic in rule.topics
    }
    return enquiry.facts_in_order(found.values())


# -- differences -------------------------------------------------------------------------


def _compare(look: Look, occurrence: str, accounts: list[_Account], rule: Rule) -> None:
    enquiry = look.enquiry
    view = enquiry.view
    found = [
        (one, other, difference)
        for one, other in combinations(accounts, 2)
        for difference in _differences(enquiry, one, other, rule)
    ]
    if not found:
        return
    rows = {e.event_id: e for _, _, d in found for side in d.rows for e in side}
    trigger = Trigger.of(enquiry, rows.values())
    household = frozenset().union(*(_persons(enquiry, e) for e in rows.values()))
    if not household & view.household:
        look.leave(trigger, "of nobody in the household")
    elif look.in_time(trigger, rule):
        _add(look, occurrence, found, household & view.household)


def _persons(enquiry: Enquiry, event: Event) -> frozenset[str]:
    facts = (enquiry.view.facts[r.fact_id] for r in event.reveals)
    return enquiry.view.seen[event.event_id].union(*(fact.persons for fact in facts))


def _differences(
    enquiry: Enquiry, one: _Account, other: _Account, rule: Rule
) -> Iterator[_Difference]:
    yield from _whether(enquiry, one, other)
    yield from _whether(enquiry, other, one)
    if None not in (one.severity, other.severity) and (
        abs((one.severity or 0) - (other.severity or 0)) >= rule.count
    ):
        yield _what(enquiry, one, other)
    yield from _who(enquiry, one, other)
    yield from _when(enquiry, one, other, rule)


def _whether(enquiry: Enquiry, one: _Account, other: _Account) -> Iterator[_Difference]:
    both = [fact for fact in one.told if fact in other.denied]
    if both:
        fact = both[0]
        rows = [
            tuple(e for e in a.rows if any(r.fact_id == fact.fact_id for r in e.reveals))
            for a in (one, other)
        ]
        yield _Difference(
            "whether",
            f"{enquiry.name(one.agency_id)}'s record tells of {enquiry.fact(fact)}; on that of "
            f"{enquiry.name(other.agency_id)} it was denied or ruled out.",
            (rows[0], rows[1]),
        )


def _what(enquiry: Enquiry, one: _Account, other: _Account) -> _Difference:
    return _Difference(
        "what",
        f"{_as(enquiry, one)}; {_as(enquiry, other)}.",
        (one.rows, other.rows),
    )


def _as(enquiry: Enquiry, account: _Account) -> str:
    """Return what an agency called it: "Police: argument, telling of threats to kill (…)"."""
    first = (account.incidents or account.rows)[0]
    telling = f", telling of {enquiry.fact(account.told[0])}" if account.told else ""
    return f"{enquiry.name(account.agency_id)}: {enquiry.what(first)}{telling}"


def _who(enquiry: Enquiry, one: _Account, other: _Account) -> Iterator[_Difference]:
    mine, theirs = _directions(one), _directions(other)
    # where either tells of both directions, the other one's is no other account
    if mine and theirs and not mine & theirs and {(b, a) for a, b in mine} & theirs:
        yield _Difference(
            "who",
            f"{enquiry.name(one.agency_id)}: {enquiry.fact(_done(one))}; "
            f"{enquiry.name(other.agency_id)}: {enquiry.fact(_done(other))}.",
            (one.rows, other.rows),
        )
        return
    ours, others = _subjects(enquiry, one), _subjects(enquiry, other)
    if ours - others and others - ours:
        yield _Difference(
            "who",
            f"{enquiry.name(one.agency_id)} names {_people(enquiry, ours)}; "
            f"{enquiry.name(other.agency_id)} names {_people(enquiry, others)}.",
            (one.incidents, other.incidents),
        )


def _directions(account: _Account) -> set[tuple[str, str]]:
    return {(f.by, f.about) for f in account.told if f.by is not None and f.about is not None}


def _done(account: _Account) -> Fact:
    return next(f for f in account.told if f.by is not None and f.about is not None)


def _subjects(enquiry: Enquiry, account: _Account) -> frozenset[str]:
    view = enquiry.view
    found = (view.subjects[e.event_id] for e in account.incidents)
    return frozenset().union(*found) & view.household


def _people(enquiry: Enquiry, persons: frozenset[str]) -> str:
    return " and ".join(enquiry.person(one) for one in enquiry.persons_in_order(persons))


def _when(enquiry: Enquiry, one: _Account, other: _Account, rule: Rule) -> Iterator[_Difference]:
    """Yield the difference where in every world more than the days lie between all their dates."""
    bounds = enquiry.view.bounds
    spans = [
        [(bounds[e.event_id].start_lo, bounds[e.event_id].end_hi) for e in a.incidents]
        for a in (one, other)
    ]
    if spans[0] and spans[1] and all(_apart(a, b) > rule.days for a in spans[0] for b in spans[1]):
        yield _Difference(
            "when",
            f"{enquiry.name(one.agency_id)} dates it {enquiry.when(one.incidents[0])}; "
            f"{enquiry.name(other.agency_id)} dates it {enquiry.when(other.incidents[0])}.",
            (one.incidents, other.incidents),
        )


def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the fewest days between two dates; none or less where they can be one."""
    first, second = sorted((one, other))
    return second[0] // MINUTES_PER_DAY - first[1] // MINUTES_PER_DAY


# -- listing -----------------------------------------------------------------------------


def _add(
    look: Look,
    occurrence: str,
    found: list[tuple[_Account, _Account, _Difference]],
    persons: frozenset[str],
) -> None:
    enquiry = look.enquiry
    order = [form for form, _ in DEFINITION.forms]
    found.sort(key=lambda f: order.index(f[2].form))
    agencies = tuple(dict.fromkeys(a.agency_id for one, other, _ in found for a in (one, other)))
    first = min(
        (e for _, _, d in found for side in d.rows for e in side), key=enquiry.view.sort_key
    )
    cited = [
        Cited(event.event_id, shows)
        for _, _, d in found
        for side, shows in zip(d.rows, (Cites.ACCOUNT, Cites.OTHER), strict=True)
        for event in side
    ]
    severity = max(a.severity or 0 for one, other, _ in found for a in (one, other))
    look.add(
        occurrence,
        certainty=Certainty.CERTAIN,
        statement=(
            f"{enquiry.names(agencies)} tell of one occurrence differently (first dated "
            f"{enquiry.when(first)}). {' '.join(dict.fromkeys(d.says for _, _, d in found))}"
        ),
        question="Was the difference seen at the time, and on which account did decisions rest?",
        weight=weigh(severity, 1, len(found)),
        group=DEFINITION.family,
        agencies=agencies,
        persons=persons,
        form=found[0][2].form,
        cited=cited,
    )
