"""Who is who in a case: victims and perpetrators, and what tells of abuse between them."""

from __future__ import annotations

from collections.abc import Iterable

from graphdb.model import Event, Fact, Role
from queries.enquiry import Enquiry
from queries.finding import Certainty
from queries.rules import Rule


def with_role(enquiry: Enquiry, *roles: Role) -> tuple[str, ...]:
    """Return the persons of the case who have one of the roles, in the order of these."""
    persons = enquiry.view.persons.values()
    found = (p.person_id for p in persons if p.roles.intersection(roles))
    return tuple(enquiry.persons_in_order(found))


def victims(enquiry: Enquiry) -> frozenset[str]:
    """Return the victims of the case."""
    return frozenset(with_role(enquiry, Role.VICTIM))


def perpetrators(enquiry: Enquiry) -> frozenset[str]:
    """Return the perpetrators of the case."""
    return frozenset(with_role(enquiry, Role.PERPETRATOR))


def split(rules: Iterable[Rule], name: str) -> tuple[tuple[Rule, ...], Rule | None]:
    """Return the rules of a finding without the one that only lists something, and that one.

    Parameters
    ----------
    rules
        The rules of a finding that hold.
    name
        Name of the rule that lists what others refer to; ``None`` where a case took it away.
    """
    found = {rule.name: rule for rule in rules}
    listing = found.pop(name, None)
    return tuple(found.values()), listing


def abuse(enquiry: Enquiry, rule: Rule | None) -> tuple[Fact, ...]:
    """Return the facts of abuse of the case, by a perpetrator towards somebody of the household.

    Parameters
    ----------
    enquiry
        The case.
    rule
        Which topics tell of abuse, and from which weight on.
    """
    if rule is None:
        return ()
    by, household = perpetrators(enquiry), enquiry.view.household
    return tuple(
        fact
        for fact in enquiry.view.facts.values()
        if fact.topic in rule.topics
        and fact.weight >= rule.least_weight
        and fact.by in by
        and fact.about in household
    )


def reveals(event: Event, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return those of the facts that a row gives knowledge of."""
    told = {r.fact_id for r in event.reveals if r.stance.gives_knowledge}
    return tuple(fact for fact in facts if fact.fact_id in told)


def involving(rows: Iterable[Event], persons: frozenset[str]) -> list[Event]:
    """Return the rows that name any of the persons in whatever part.

    A meeting, a referral or a supervision is about people who are not in the room.
    """
    return [e for e in rows if any(i.person_id in persons for i in e.involves)]


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """Return possible where either is."""
    return other if one is Certainty.CERTAIN else one


def surely_in_time(enquiry: Enquiry, event: Event, rule: Rule) -> bool:
    """Whether a contact lies in scope, before the end and under the rule in every world."""
    view, bounds = enquiry.view, enquiry.view.bounds[event.event_id]
    return (
        view.scope_lo <= bounds.start_lo
        and bounds.end_hi < view.end_lo
        and rule.holds(bounds.start_lo, bounds.end_hi)
    )
