"""Services for adults and services for children, with nothing between them."""

from __future__ import annotations

from graphdb.model import Agency, Role
from queries.after import Look
from queries.definition import Definition, Need
from queries.enquiry import Enquiry
from queries.finding import Results
from queries.rules import Rule
from queries.silos import Side, add_apart, find_apart

DEFINITION = Definition(
    key="adult-and-child",
    title="Services for adults and for children",
    asks=(
        "Which services for adults and which services for children each held something weighty "
        "about the family, with no record that they were in touch?"
    ),
    how=(
        "Services for adults (the rule names their sectors) that were in contact with a victim or "
        "a perpetrator and had a row that tells of a child, and services for children that were in "
        "contact with a child and had a row that tells of an adult; each held something about the "
        "household of at least the rule's weight; with no row of either, by the end, that shows "
        "anybody of the one in touch with anybody of the other about the household. Who was in "
        "touch with the other side is left out, and so is an agency whose record cannot be told, "
        "and what rests on a row that records a reason for not sharing. A declared pathway or a "
        "shared record joins two services. One line for a case."
    ),
    sources=("000 ¶69", "004 3.1"),
    codes=("6D",),
    order=53,
    forms=(("never in touch", "no record that the two were in touch by the end"),),
    cannot_see=(
        "What was said and not written down; whether a share would have been lawful; services "
        "that look after adults and children both."
    ),
    family="together",
    counts=(
        "division between services for adults and for children",
        "divisions between services for adults and for children",
    ),
    needs=(Need.TWO_AGENCIES, Need.INFORMATION),
    takes_rules=False,
)


def find(enquiry: Enquiry) -> Results:
    """Return at most one finding: the two sides of the case."""
    look = Look(enquiry, DEFINITION, "was in touch with", ("other side", "other sides"))
    people = enquiry.view.persons.values()
    children = frozenset(p.person_id for p in people if p.is_a(Role.CHILD))
    adults = enquiry.view.household - children
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        left = Side(_sides(enquiry, rule, child=False), adults, children, only=False)
        right = Side(_sides(enquiry, rule, child=True), children, adults, only=False)
        ours, theirs = find_apart(look, left, right, rule)
        if ours and theirs:
            add_apart(
                look,
                ours,
                theirs,
                enquiry.view.household,
                saw=("saw the adults", "saw the children"),
                question=(
                    "How would a service for adults and one for children have come to hear of each "
                    "other here, and who would have asked?"
                ),
            )
    return look.results()


def _sides(enquiry: Enquiry, rule: Rule, *, child: bool) -> tuple[str, ...]:
    """Return the agencies of one side; one that both lists name stands with the children's."""

    def stands(agency: Agency) -> bool:
        return rule.leads_to(agency) if child else rule.expected_of(agency)

    return tuple(
        agency_id
        for agency_id in enquiry.formal
        if stands(enquiry.agency(agency_id))
        and (child or not rule.leads_to(enquiry.agency(agency_id)))
    )
