"""The records of a case as its pack has them: other ids, other words, other days.

Everything is made from the loaded records, never from the files that the agencies sent: what only
those hold (headings, sheets, properties, comments, hidden rows) cannot come along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from graphdb.model import (
    Agency,
    CaseRecords,
    Considered,
    Event,
    Expectation,
    Fact,
    Involvement,
    Link,
    LinkBy,
    Naming,
    Pathway,
    Person,
    RecordAccess,
    Relation,
    Reveal,
    Role,
    RuleChange,
    Settings,
    SourceRef,
    Team,
)
from graphdb.vocabulary import load_vocabulary
from joinedup.anonymise.ages import banded
from joinedup.anonymise.dates import Shift, moved_records
from joinedup.anonymise.ids import Ids
from queries.rules import defaults

TITLE = "An anonymised case for training"
MARKING = "ANONYMISED, FOR TRAINING"
DRAFT_MARKING = "DRAFT, NOT TO BE SHARED: NOT EVERY QUESTION IS ANSWERED"


class Words(Protocol):
    """What replaces in texts; see :class:`joinedup.anonymise.text.Replacer`."""

    def replaced(self, text: str, row: str = "", day: date | None = None) -> str:
        """Return a text as the pack has it; ``day`` completes dates without a year."""

    def name_of(self, kind: str, identity: str) -> str:
        """Return what a person, agency or team is called in the pack.

        Of kind ``alias``, what a person's other name becomes ("V/None"), where that is not what
        the text gives.
        """


def translate(
    records: CaseRecords,
    ids: Ids,
    words: Words,
    shift: Shift,
    holidays: frozenset[date] | None,
    *,
    draft: bool = False,
) -> CaseRecords:
    """Return the records of the pack; dispositions are left out, they hang on findings.

    Parameters
    ----------
    records
        The original case, without guesses.
    ids, words, shift
        What everything becomes.
    holidays
        The original bank holidays that matter.
    draft
        Whether the pack may not be shared, which then stands on every page.
    """
    moved = moved_records(records, shift, holidays)
    case = _Case(moved, records, ids, words)
    return replace(
        moved,
        case=replace(
            moved.case,
            case_id=ids.case_id,
            title=TITLE,
            area=case.area(moved.case.area),
            perpetrator_term=case.text(moved.case.perpetrator_term),
            marking=DRAFT_MARKING if draft else MARKING,
        ),
        persons=tuple(
            replace(
                p,
                person_id=ids.persons[p.person_id],
                label=words.name_of("person", p.person_id),
                aliases=case.aliases(p.aliases, words.name_of("person", p.person_id), p.person_id),
                age_band=case.text(banded(p.age_band)),
                needs=tuple(map(case.text, p.needs)),
            )
            for p in sorted(moved.persons, key=lambda p: _by_role(p, ids))
        ),
        relations=tuple(map(case.relation, moved.relations)),
        agencies=tuple(map(case.agency, moved.agencies)),
        teams=tuple(map(case.team, moved.teams)),
        facts=tuple(sorted(map(case.fact, moved.facts), key=lambda fact: fact.fact_id)),
        events=tuple(map(case.event, records.events, moved.events)),
        links=tuple(
            Link(
                min(ids.events[k.first], ids.events[k.second]),
                max(ids.events[k.first], ids.events[k.second]),
                k.by,
            )
            for k in moved.links
            if k.by is not LinkBy.MATCH
        ),
        settings=case.settings(moved.settings),
        dispositions=(),
        notes={},
    )


class _Case:
    """Translates the parts of one case."""

    def __init__(self, records: CaseRecords, original: CaseRecords, ids: Ids, words: Words) -> None:
        self._ids, self._words = ids, words
        self._vocabulary = load_vocabulary()
        self._documents = documents_of(original, ids)
        self._sectors = {a.agency_id: a.sector for a in records.agencies}
        self._areas: dict[str, str] = {}
        self._systems: dict[str, str] = {}
        # in the order of the case, so that a letter says nothing of the name
        for area in [records.case.area, *(a.area for a in records.agencies)]:
            self.area(area)
        self._shared = {
            t.agency_id: t.shares_record for t in records.teams if not t.stated and t.shares_record
        }
        for team in records.teams:
            if team.shares_record and team.shares_record != self._shared.get(team.agency_id):
                self.system(team.shares_record)

    def text(self, text: str, row: str = "", day: date | None = None) -> str:
        return self._words.replaced(text, row, day) if text else ""

    def aliases(self, names: tuple[str, ...], label: str = "", person: str = "") -> tuple[str, ...]:
        """Return other names as the texts of the pack have them: findings look for them there."""
        said = (self._words.name_of("alias", f"{person}/{n}") or self.text(n) for n in names)
        found = dict.fromkeys(filter(None, said))
        return tuple(name for name in found if name.casefold() != label.casefold())

    def area(self, name: str) -> str:
        """Return what the texts call an area: rules hold in one, so that equal must stay equal."""
        if not name:
            return ""
        said = self.text(name)
        return (
            said
            if said != name
            else self._areas.setdefault(name, f"Locality {_letter(len(self._areas))}")
        )

    def system(self, name: str) -> str:
        if not name:
            return ""
        return self._systems.setdefault(name, f"shared record {_letter(len(self._systems))}")

    # -- people and agencies -------------------------------------------------------------

    def relation(self, relation: Relation) -> Relation:
        persons = self._ids.persons
        return replace(
            relation,
            person=persons[relation.person],
            to=persons[relation.to],
            kind=self.text(relation.kind),
        )

    def agency(self, agency: Agency) -> Agency:
        return replace(
            agency,
            agency_id=self._ids.agencies[agency.agency_id],
            name=self._words.name_of("agency", agency.agency_id),
            area=self.area(agency.area),
            aliases=self.aliases(agency.aliases),
        )

    def team(self, team: Team) -> Team:
        agency = self._ids.agencies[team.agency_id]
        record = team.shares_record
        if record and record == self._shared.get(team.agency_id):
            record = f"record of {self._words.name_of('agency', team.agency_id)}"
        else:
            record = self.system(record)
        return replace(
            team,
            team_id=self._ids.teams[team.team_id],
            agency_id=agency,
            name=self._words.name_of("team", team.team_id) if team.stated else team.name,
            locality=self.area(team.locality),
            shares_record=record,
            aliases=self.aliases(team.aliases),
        )

    def fact(self, fact: Fact) -> Fact:
        persons = self._ids.persons
        return replace(
            fact,
            fact_id=self._ids.facts[fact.fact_id],
            about=None if fact.about is None else persons[fact.about],
            by=None if fact.by is None else persons[fact.by],
        )

    # -- rows ----------------------------------------------------------------------------

    def event(self, original: Event, event: Event) -> Event:
        """Return a row; dates in its text that lack a year are of its own."""
        ids, low = self._ids, original.when.earliest
        row, day = str(original.source), None
        if low is not None:
            day = date.fromordinal(low // 1440 + 1)

        def text(written: str) -> str:
            return self.text(written, row, day)

        when = replace(event.when, written=text(event.when.written))
        learned = event.learned
        if learned is not None:
            learned = replace(learned, written=text(learned.written))
        grade = event.grade
        tool = event.tool
        tools = self._vocabulary.tools
        known = tools[tool].grades if tool in tools else ("standard", "medium", "high")
        return replace(
            event,
            event_id=ids.events[event.event_id],
            team_id=ids.teams[event.team_id],
            when=when,
            learned=learned,
            summary=text(event.summary),
            source=SourceRef(self._documents[original.source.document], "", event.source.row),
            involves=tuple(
                sorted(
                    (Involvement(ids.persons[i.person_id], i.part) for i in event.involves),
                    key=lambda i: i.person_id,
                )
            ),
            reveals=tuple(
                Reveal(
                    ids.facts[r.fact_id],
                    r.stance,
                    None if r.said_by is None else ids.persons[r.said_by],
                )
                for r in event.reveals
            ),
            shared_with=self._namings(event.shared_with, text),
            told_by=self._namings(event.told_by, text),
            invited=self._namings(event.invited, text),
            attended=self._namings(event.attended, text),
            minutes_to=self._namings(event.minutes_to, text),
            responds_to=tuple(ids.events[e] for e in event.responds_to),
            considered=self._considered(event.considered),
            tool=tool if tool in tools else text(tool),
            grade=grade if grade in known else text(grade),
            response=text(event.response),
            outcome=text(event.outcome),
            bar_text=text(event.bar_text),
            comment=text(event.comment),
            ref=ids.refs[event.event_id],
            mentions=tuple(sorted(ids.agencies[a] for a in event.mentions)),
        )

    def _namings(
        self, namings: tuple[Naming, ...], text: Callable[[str], str]
    ) -> tuple[Naming, ...]:
        return tuple(
            Naming(self._ids.teams[n.team_id], text(n.channel) if n.channel else "")
            for n in namings
        )

    def _considered(self, considered: Considered | None) -> Considered | None:
        if considered is None:
            return None
        return replace(considered, events=tuple(self._ids.events[e] for e in considered.events))

    # -- settings ------------------------------------------------------------------------

    def settings(self, settings: Settings) -> Settings:
        return replace(
            settings,
            threshold=replace(settings.threshold, because=self.text(settings.threshold.because)),
            escalation=self._expectation(settings.escalation),
            pathways=tuple(map(self._pathway, settings.pathways)),
            record_access=tuple(map(self._access, settings.record_access)),
            rules=tuple(map(self._rule, settings.rules)),
        )

    def _holder(self, key: str) -> str:
        return self._ids.agencies.get(key, key)

    def _holders(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return what rules say instead: of a kind's agencies, and of the agency of that id."""
        found: dict[str, None] = {}
        for key in keys:
            if key in self._vocabulary.sectors:
                found[key] = None
            if self._sectors.get(key, key) != key or key not in self._vocabulary.sectors:
                found[self._holder(key)] = None
        return tuple(found)

    def _expectation(self, expected: Expectation | None) -> Expectation | None:
        if expected is None:
            return None
        return replace(expected, area=self.area(expected.area), because=self.text(expected.because))

    def _pathway(self, pathway: Pathway) -> Pathway:
        return replace(
            pathway,
            name=self.text(pathway.name),
            source=self._holder(pathway.source),
            target=self._holder(pathway.target),
            because=self.text(pathway.because),
        )

    def _access(self, access: RecordAccess) -> RecordAccess:
        ids = self._ids
        return replace(
            access,
            system=self.system(access.system),
            members=tuple(
                ids.agencies[m] if m in ids.agencies else ids.teams[m] for m in access.members
            ),
        )

    def _rule(self, rule: RuleChange) -> RuleChange:
        known = {(one.finding, one.name) for one in defaults()}
        name = rule.name if (rule.finding, rule.name) in known else self.text(rule.name)

        def holders(keys: tuple[str, ...] | None) -> tuple[str, ...] | None:
            return None if keys is None else self._holders(keys)

        return replace(
            rule,
            name=name,
            sectors=holders(rule.sectors),
            destinations=holders(rule.destinations),
            area=None if rule.area is None else self.area(rule.area),
            because=None if rule.because is None else self.text(rule.because),
        )


def documents_of(records: CaseRecords, ids: Ids) -> Mapping[str, str]:
    """Return what each document of the original is called in the pack: by whose rows it holds."""
    whose: dict[str, set[str]] = {}
    begins: dict[str, tuple[int, str]] = {}
    for event in records.events:
        document = event.source.document
        whose.setdefault(document, set()).add(event.agency_id)
        first = (event.when.earliest or 0, event.event_id)
        begins[document] = min(begins.get(document, first), first)
    made: dict[str, str] = {}
    count: dict[str, int] = {}
    # the first of two is the one that begins first: their names would tell how these begin
    for document in sorted(whose, key=begins.__getitem__):
        agencies = whose[document]
        stem = ids.agencies[next(iter(agencies))] if len(agencies) == 1 else "combined"
        count[stem] = count.get(stem, 0) + 1
        number = f"-{count[stem]}" if count[stem] > 1 or stem == "combined" else ""
        made[document] = f"{stem}{number}.csv"
    return made


def _letter(place: int) -> str:
    """Return A to Z, then AA.

    Examples
    --------
    >>> _letter(0), _letter(26)
    ('A', 'AA')
    """
    first, rest = divmod(place, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + rest)


def _by_role(person: Person, ids: Ids) -> tuple[tuple[int, ...], str]:
    """Return by what persons are put in order: that of the case is its author's own."""
    known = list(Role)
    # a set has its members in an order of its own, another in each run
    roles = tuple(sorted(known.index(role) for role in person.roles))
    return roles, ids.persons[person.person_id]
