"""Small cases for the tests of replacing: persons, agencies and the texts of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graphdb.dates import Interval, When
from graphdb.model import Agency, Case, CaseRecords, Event, Person, Relation, Role, SourceRef, Team
from joinedup.anonymise.decisions import Decision
from joinedup.anonymise.model import Names, Options
from joinedup.anonymise.prepare import prepare
from joinedup.anonymise.text import Replacer

VICTIM = Person(
    "V", "Kayleigh", frozenset({Role.VICTIM}), ("Kayleigh Sharrock", "Ms Sharrock", "KS")
)
PERPETRATOR = Person("P", "Wayne", frozenset({Role.PERPETRATOR}), ("Wayne Tolley", "Mr Tolley"))
CHILD = Person("C1", "Ellie", frozenset({Role.CHILD}))
MOTHER = Person("M", "Kayleigh's mother", frozenset({Role.FAMILY}), ("Carol Sharrock",))
PEOPLE = (VICTIM, PERPETRATOR, CHILD, MOTHER)
AGENCIES = (
    Agency("police", "Northshire Police", "police", "Northshire"),
    Agency("other-force", "Fellshire Police", "police", "Fellshire"),
    Agency("gp", "Calderwick Road Surgery", "gp", "Northshire"),
    Agency("gp-2", "Harbour Medical Centre", "gp", "Northshire"),
    Agency("idva", "Lantern Domestic Abuse Service", "idva", "Northshire", aliases=("Lantern",)),
    Agency("housing", "Calderwick Homes", "housing", "Northshire"),
)


def case_of(
    *texts: str,
    people: Sequence[Person] = PEOPLE,
    agencies: Sequence[Agency] = AGENCIES,
    relations: Sequence[Relation] = (),
) -> CaseRecords:
    """Return a case with a row for each text."""
    when = When.once(Interval.of_days(date(2012, 5, 3)))
    return CaseRecords(
        case=Case("c", "A review", area="Northshire"),
        persons=tuple(people),
        relations=tuple(relations),
        agencies=tuple(agencies),
        teams=tuple(Team(f"{a.agency_id}/", a.agency_id, "Team not stated") for a in agencies),
        events=tuple(
            Event(
                f"e{n}",
                f"{agencies[0].agency_id}/",
                "note",
                when,
                text,
                SourceRef("log.csv", "", n),
            )
            for n, text in enumerate(texts, start=2)
        ),
    )


def replacer_of(
    *texts: str,
    people: Sequence[Person] = PEOPLE,
    agencies: Sequence[Agency] = AGENCIES,
    names: Names = Names.ROLE,
    decisions: Sequence[Decision] = (),
    salt: str = "salt",
) -> Replacer:
    """Return what replaces in a case with these texts."""
    records = case_of(*texts, people=people, agencies=agencies)
    return prepare(records, decisions, Options(names), salt=salt)


def replaced(text: str, **more: object) -> str:
    """Return a text of a case as it stands in the pack."""
    return replacer_of(text, **more).replace(text).text  # type: ignore[arg-type]
