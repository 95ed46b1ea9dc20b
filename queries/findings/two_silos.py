"""Agencies that saw only the one and agencies that saw only the other, nothing between them."""

from __future__ import annotations

from graphdb.model import Role
from queries.after import Look
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, listed
from queries.finding import Results
from queries.silos import Side, add_apart, find_apart

DEFINITION = Definition(
    key="two-silos",
    title="Those who saw the one, and those who saw the other",
    asks=(
        "Which agencies knew only the victim and which only the perpetrator, each with something "
        "weighty, and what would have brought the two together?"
    ),
    how=(
        "Agencies that were in contact with a victim and never saw a perpetrator, and agencies "
        "of which the reverse is so; each held something about the household of at least the "
        "rule's weight, and each had a row that names the other person or tells of them; with no "
        "row of either, by the end, that shows anybody of the one side in touch with anybody of "
        "the other about the household. Who was in touch with the other side is left out, and so "
        "is an agency whose record cannot be told, and what rests on a row that records a reason "
        "for not sharing. A routine contact is no contact, but whoever made one has seen the "
        "person. A declared pathway or a shared record joins two sides. One line for a case."
    ),
    sources=("000 ¶50", "000 ¶53", "004 3.1", "004 3.6"),
    codes=("6D",),
    order=52,
    forms=(("never in touch", "no record that the two sides were in touch by the end"),),
    cannot_see=(
        "What was said and not written down; whether a share would have been lawful; agencies "
        "that saw both persons, whatever they kept apart inside (see “Inside one agency”)."
    ),
    family="together",
    counts=(
        "division between those who saw one person and those who saw the other",
        "divisions between those who saw one person and those who saw the other",
    ),
    needs=(Need.TWO_AGENCIES, Need.INFORMATION),
    takes_rules=False,
)


def find(enquiry: Enquiry) -> Results:
    """Return at most one finding: the two sides of the case."""
    look = Look(enquiry, DEFINITION, "was in touch with", ("other side", "other sides"))
    people = enquiry.view.persons.values()
    victims = frozenset(p.person_id for p in people if p.is_a(Role.VICTIM))
    others = frozenset(p.person_id for p in people if p.is_a(Role.PERPETRATOR)) - victims
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        left = Side(enquiry.formal, victims, others, only=True)
        right = Side(enquiry.formal, others, victims, only=True)
        ours, theirs = find_apart(look, left, right, rule)
        if ours and theirs:
            names = [
                listed([enquiry.person(p) for p in enquiry.persons_in_order(who)])
                for who in (victims, others)
            ]
            add_apart(
                look,
                ours,
                theirs,
                victims | others,
                saw=(f"saw {names[0]} and not {names[1]}", f"saw {names[1]} and not {names[0]}"),
                question=(
                    "What would have brought what was known of the one person together with what "
                    "was known of the other, and whose task was it?"
                ),
            )
    return look.results()
