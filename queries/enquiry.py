"""The case as a finding sees it: the view, what is derived from it, and the vocabulary."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from graphdb.case_view import FAR_AHEAD, LONG_AGO, CaseView
from graphdb.dates import MINUTES_PER_DAY, Extent
from graphdb.dates.show import show_minute, show_when
from graphdb.knowledge import Knowledge, pathway_agencies, pathway_applies
from graphdb.model import (
    Agency,
    Event,
    Fact,
    Nature,
    ReviewStatus,
    Role,
    Stance,
    agency_of,
)
from graphdb.pooled import PooledPicture, pooled_picture
from graphdb.vocabulary import Topic, Vocabulary
from queries.finding import Certainty, Cited, Cites
from queries.pairs import Contact, contact_of
from queries.rules import Rule, rules_of

#: Purposes of an assessment that ask about danger from another person.
DANGER = frozenset({"domestic-abuse", "violence", "sexual-exploitation"})

#: How many parts a weight has.
_PARTS = 4

#: An occurrence whose dates span more than this is looked at for every window.
_NARROW = 31 * MINUTES_PER_DAY


#: Occurrences between which minutes they can lie: short ones, when these begin, and vague ones.
_ByTime = tuple[list[tuple[int, int, str]], list[int], list[tuple[int, int, str]]]


class Enquiry:
    """One case, ready to be asked.

    Parameters
    ----------
    view, knowledge
        The case, and who knew what in it.
    vocabulary
        Kinds, topics, sectors and tools.
    """

    def __init__(self, view: CaseView, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self.view = view
        self.knowledge = knowledge
        self.vocabulary = vocabulary
        self.settings = view.settings
        #: what findings worked out for one row and another finding asks for again
        self.memo: dict[tuple[str, str], Any] = {}
        self._telling: dict[str, tuple[str, ...]] = {}
        self._severity: dict[str, int] = {}
        self._when: dict[str, str] = {}
        self._times_about: dict[frozenset[str], _ByTime] = {}
        self._assesses: dict[tuple[str, str], bool] = {}
        self._cited: dict[tuple[str, Cites, Certainty], Cited] = {}
        self._contacts: dict[str, list[tuple[Contact, frozenset[str]]]] = {}
        self._contacts_with: dict[tuple[str, frozenset[str]], tuple[Contact, ...]] = {}

    # -- rules ---------------------------------------------------------------------------

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the findings, as this case changes them."""
        return rules_of(self.settings.rules, self.settings.bank_holidays)

    def rules_for(self, finding: str, agency_id: str = "") -> tuple[Rule, ...]:
        """Return the rules of a finding that hold in this case, of an agency where one is given."""
        agency = self.agency(agency_id) if agency_id else None
        rules = self._rules_of.get(finding, ())
        return tuple(rule for rule in rules if agency is None or rule.expected_of(agency))

    @cached_property
    def _rules_of(self) -> dict[str, list[Rule]]:
        """The rules that hold in this case, by finding."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.applies_to(self.view.case):
                found.setdefault(rule.finding, []).append(rule)
        return found

    # -- agencies ------------------------------------------------------------------------

    @cached_property
    def formal(self) -> tuple[str, ...]:
        """Agencies that are organisations, not informal sources."""
        return tuple(a.agency_id for a in self.view.agencies.values() if not a.informal)

    @cached_property
    def place_of_agency(self) -> dict[str, int]:
        """Where each agency stands in the case: settles a tie, which an id never does.

        A case under other ids tells the same.
        """
        return {agency_id: place for place, agency_id in enumerate(self.view.agencies)}

    @cached_property
    def place_of_team(self) -> dict[str, int]:
        """Where each team stands in the case."""
        return {team_id: place for place, team_id in enumerate(self.view.teams)}

    @cached_property
    def place_of_person(self) -> dict[str, int]:
        """Where each person stands: by role, then as the case lists them."""
        return _places_of_persons(self.view)

    @cached_property
    def place_of_fact(self) -> dict[str, int]:
        """Where each fact stands: see :func:`facts_by_weight`."""
        return {fact.fact_id: place for place, fact in enumerate(facts_by_weight(self.view))}

    def agencies_in_order(self, agencies: Iterable[str]) -> list[str]:
        """Return agencies as the case lists them."""
        return sorted(agencies, key=self.place_of_agency.__getitem__)

    def teams_in_order(self, teams: Iterable[str]) -> tuple[str, ...]:
        """Return teams as the case lists them."""
        return tuple(sorted(teams, key=self.place_of_team.__getitem__))

    def persons_in_order(self, persons: Iterable[str]) -> list[str]:
        """Return persons by their roles, then as the case lists them."""
        return sorted(persons, key=self.place_of_person.__getitem__)

    def facts_in_order(self, facts: Iterable[Fact]) -> list[Fact]:
        """Return facts, the weightiest first."""
        return sorted(facts, key=lambda fact: self.place_of_fact[fact.fact_id])

    def is_formal(self, agency_id: str) -> bool:
        """Whether an agency is an organisation."""
        return not self.view.agencies[agency_id].informal

    def agency(self, agency_id: str) -> Agency:
        """Return an agency."""
        return self.view.agencies[agency_id]

    # -- contacts ------------------------------------------------------------------------

    def contacts_with(self, holder: str, persons: frozenset[str]) -> tuple[Contact, ...]:
        """Return the contacts of an agency (or of a team) with any of the persons."""
        key = (holder, persons)
        if key not in self._contacts_with:
            self._contacts_with[key] = tuple(
                [
                    contact
                    for contact, seen in self._contacts_of(holder)
                    if not persons.isdisjoint(seen)
                ]
            )
        return self._contacts_with[key]

    def _contacts_of(self, holder: str) -> list[tuple[Contact, frozenset[str]]]:
        """Return the contacts of an agency or a team, each with whom it was with."""
        if holder not in self._contacts:
            view = self.view
            by_holder = self._contacts_of_team if "/" in holder else view.contacts_of_agency
            self._contacts[holder] = [
                (contact_of(view, event.event_id), view.seen[event.event_id])
                for event in by_holder.get(holder, ())
            ]
        return self._contacts[holder]

    @cached_property
    def _contacts_of_team(self) -> dict[str, tuple[Event, ...]]:
        """Contacts by team, earliest first."""
        view = self.view
        return {
            team: tuple(event for event in rows if view.is_contact(event))
            for team, rows in view.rows_of_team.items()
        }

    def in_touch(self, one: str, other: str) -> tuple[Event, ...]:
        """Return the rows of either agency that name the other: shares, meetings, referrals."""
        return self._touches.get(frozenset((one, other)), ())

    @cached_property
    def _touches(self) -> dict[frozenset[str], tuple[Event, ...]]:
        found: dict[frozenset[str], list[Event]] = {}
        for event in self._in_life:
            for agency_id in sorted(self.named_by(event)):
                if agency_id != event.agency_id:
                    found.setdefault(frozenset((event.agency_id, agency_id)), []).append(event)
        return {pair: tuple(rows) for pair, rows in found.items()}

    @cached_property
    def _in_life(self) -> tuple[Event, ...]:
        """Rows of what happened in life: neither the fatal incident nor learned through it."""
        view = self.view
        return tuple(e for e in view.in_order if not e.learned_after_death and not view.is_fatal(e))

    def named_by(self, event: Event) -> frozenset[str]:
        """Return the agencies that a row's columns name as told, telling, or at a meeting."""
        named = (*event.shared_with, *event.told_by, *event.attended, *event.minutes_to)
        return frozenset([agency_of(n.team_id) for n in named]) if named else frozenset()

    def pathways(self, event: Event, target: str) -> tuple[str, ...]:
        """Return the names of declared duties and pathways that carry a row to an agency."""
        return tuple(
            pathway.name
            for pathway in self.settings.pathways
            if target in pathway_agencies(self.view, pathway.target)
            and pathway_applies(self.view, pathway, event)
        )

    # -- assessments ---------------------------------------------------------------------

    def is_assessment(self, event: Event) -> bool:
        """Whether a row assesses danger from another person.

        By its tool where it names one, for a tool has a purpose (a depression questionnaire is
        no assessment of violence, 004 3.2); else by its kind.
        """
        key = (event.tool, event.kind)
        if key not in self._assesses:
            self._assesses[key] = self._assesses_danger(*key)
        return self._assesses[key]

    def _assesses_danger(self, tool_key: str, kind_key: str) -> bool:
        tool = self.vocabulary.tools.get(tool_key)
        if tool is not None:
            return tool.purpose in DANGER
        kind = self.vocabulary.kinds.get(kind_key)
        return kind is not None and kind.assessment and (kind.purpose or "domestic-abuse") in DANGER

    def is_decision(self, event: Event) -> bool:
        """Whether a row is a decision about somebody."""
        kind = self.vocabulary.kinds.get(event.kind)
        return kind is not None and kind.decision

    @cached_property
    def _assessments(self) -> dict[str, tuple[Event, ...]]:
        return {
            agency: tuple(event for event in rows if self.is_assessment(event))
            for agency, rows in self.view.rows_of_agency.items()
        }

    def assessments_of(self, agency_id: str) -> tuple[Event, ...]:
        """Return an agency's assessments of danger, earliest first."""
        return self._assessments.get(agency_id, ())

    def deciding_rows(self, agency_id: str) -> tuple[Event, ...]:
        """Return an agency's assessments of danger and decisions, earliest first."""
        return self._deciding.get(agency_id, ())

    @cached_property
    def _deciding(self) -> dict[str, tuple[Event, ...]]:
        return {
            agency: tuple(
                event
                for event in rows
                if (self.is_assessment(event) or self.is_decision(event))
                and not self.view.is_fatal(event)
            )
            for agency, rows in self.view.rows_of_agency.items()
        }

    def referring_rows(self, agency_id: str) -> tuple[Event, ...]:
        """Return an agency's rows that name other rows, earliest first."""
        return self._referring.get(agency_id, ())

    @cached_property
    def _referring(self) -> dict[str, tuple[Event, ...]]:
        return {
            agency: tuple(
                e for e in rows if e.responds_to or (e.considered and e.considered.events)
            )
            for agency, rows in self.view.rows_of_agency.items()
        }

    @cached_property
    def first_and_last(self) -> tuple[int, int]:
        """Between which minutes the rows begin."""
        starts = [bounds.start_lo for bounds in self.view.bounds.values()]
        return min(starts, default=0), max(starts, default=0)

    def is_top_grade(self, tool: str, grade: str) -> bool:
        """Whether a grade is the highest of its tool; without a known tool, "high"."""
        known = self.vocabulary.tools.get(tool)
        return grade == (known.grades[-1] if known is not None and known.grades else "high")

    # -- rows by what they are -----------------------------------------------------------

    @cached_property
    def rows_of_kind(self) -> dict[tuple[str, str], tuple[Event, ...]]:
        """Rows by agency and kind, earliest first; neither the fatal incident nor learned after."""
        found: dict[tuple[str, str], list[Event]] = {}
        for event in self._in_life:
            found.setdefault((event.agency_id, event.kind), []).append(event)
        return {key: tuple(rows) for key, rows in found.items()}

    def of_kinds(self, agency_id: str, kinds: Iterable[str]) -> list[Event]:
        """Return an agency's rows of some kinds, earliest first."""
        rows = self.rows_of_kind
        found = [
            event for kind in dict.fromkeys(kinds) for event in rows.get((agency_id, kind), ())
        ]
        place = self.view.place
        return sorted(found, key=lambda event: place[event.event_id])

    @cached_property
    def rows_on_topic(self) -> dict[tuple[str, str], tuple[Event, ...]]:
        """Rows by agency and topic that they reveal or deny, earliest first, as above."""
        found: dict[tuple[str, str], list[Event]] = {}
        for event in self._in_life:
            for topic in dict.fromkeys(self.view.facts[r.fact_id].topic for r in event.reveals):
                found.setdefault((event.agency_id, topic), []).append(event)
        return {key: tuple(rows) for key, rows in found.items()}

    def about(self, rows: Iterable[Event], persons: frozenset[str]) -> list[Event]:
        """Return the rows in which any of the persons is subject or present."""
        seen = self.view.seen
        return [event for event in rows if seen[event.event_id] & persons]

    def tells(self, event: Event, topics: Iterable[str], stances: Iterable[Stance] = ()) -> bool:
        """Whether a row reveals one of the topics, in one of the stances where some are given."""
        wanted, how = set(topics), set(stances)
        facts = self.view.facts
        return any(
            facts[r.fact_id].topic in wanted
            and (r.stance in how if how else r.stance.gives_knowledge)
            for r in event.reveals
        )

    def says_what_followed(self, agency_id: str) -> bool:
        """Whether an agency's chronology has a column for what was done, with anything in it.

        One without (Response, Action, Decision, Plan, Outcome) is silent about all of it, though
        some of its rows tell of an arrest or of a referral: what was done about the others would
        have stood in the column.
        """
        return agency_id in self._say_what_followed

    @cached_property
    def _say_what_followed(self) -> frozenset[str]:
        return frozenset(e.agency_id for e in self._in_life if e.response or e.outcome)

    # -- occurrences ---------------------------------------------------------------------

    @cached_property
    def incident_set(self) -> frozenset[str]:
        """Occurrences coded as incidents."""
        return frozenset(self.view.incident_occurrences)

    def times(self, rows: Iterable[str]) -> int:
        """Return how often something happened: rows of one occurrence are one time."""
        return len({self.view.occurrence_of[row] for row in rows})

    def occasions(self, rows: Iterable[str]) -> int:
        """Return how often agencies were in touch: a share and its receipt are one occasion."""
        found = [self.view.events[row] for row in rows]
        receipts = {
            receipt.event_id
            for event in found
            for naming in event.shared_with
            for receipt in self.knowledge.shares.mirrors(event, agency_of(naming.team_id))
        }
        first = [event.event_id for event in found if event.event_id not in receipts]
        return self.times(first or [event.event_id for event in found])

    def is_incident(self, event: Event) -> bool:
        """Whether a row is itself coded as an incident."""
        kind = self.vocabulary.kinds.get(event.kind)
        return kind is not None and kind.incident

    @cached_property
    def occurrences(self) -> dict[str, frozenset[str]]:
        """What counts as an occurrence, with the members of the household it is about.

        An incident, or a row that reveals a weighty fact of the kind that happens; histories
        retold are no new occurrences, and the fatal incident is none.
        """
        view = self.view
        found: dict[str, frozenset[str]] = {}
        for event in view.in_order:
            if view.is_fatal(event) or not self._tells_of_one(event):
                continue
            occurrence = view.occurrence_of[event.event_id]
            who = view.subjects[event.event_id] & view.household
            found[occurrence] = found.get(occurrence, frozenset()) | who
        return {occurrence: who for occurrence, who in found.items() if who}

    def occurrences_between(
        self, first: int, last: int, who: frozenset[str] | None = None
    ) -> list[str]:
        """Return the occurrences that can lie between two minutes, in a stable order.

        Of them those about somebody of ``who``, where that is given.
        """
        narrow, starts, wide = self._by_time if who is None else self._by_time_about(who)
        found = [
            occurrence
            for low, high, occurrence in narrow[
                bisect_left(starts, first - _NARROW) : bisect_right(starts, last)
            ]
            if high >= first
        ]
        found += [o for low, high, o in wide if low <= last and high >= first]
        return found

    def _by_time_about(self, who: frozenset[str]) -> _ByTime:
        """Return the occurrences about some persons, as :attr:`_by_time` has them all."""
        if who not in self._times_about:
            narrow, _, wide = self._by_time
            about = self.occurrences
            narrow = [one for one in narrow if not about[one[2]].isdisjoint(who)]
            wide = [one for one in wide if not about[one[2]].isdisjoint(who)]
            self._times_about[who] = (narrow, [low for low, _, _ in narrow], wide)
        return self._times_about[who]

    @cached_property
    def _by_time(self) -> _ByTime:
        """Occurrences by when they can begin: those of a month at most, and the vague ones."""
        narrow: list[tuple[int, int, str]] = []
        wide: list[tuple[int, int, str]] = []
        for occurrence in self.occurrences:
            bounds = [self.view.bounds[row] for row in self.view.occurrences[occurrence]]
            low, high = min(b.start_lo for b in bounds), max(b.end_hi for b in bounds)
            (narrow if high - low <= _NARROW else wide).append((low, high, occurrence))
        narrow.sort()
        wide.sort()
        return narrow, [low for low, _, _ in narrow], wide

    def heard_through(self, agency_id: str, row: str) -> frozenset[str]:
        """Return the occurrences of which an agency heard through a row."""
        return self._heard_through.get((agency_id, row), frozenset())

    @cached_property
    def _heard_through(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        heard = self.knowledge.occurrences
        for occurrence in self.occurrences:
            for agency_id in heard.agencies(occurrence):
                for acquisition in heard.of_agency(agency_id, occurrence):
                    if self.view.occurrence_of[acquisition.coded_on] != occurrence:
                        continue  # tied by a guess: looking at the one is not looking at the other
                    for row in acquisition.atoms:
                        found.setdefault((agency_id, row), set()).add(occurrence)
        return {key: frozenset(occurrences) for key, occurrences in found.items()}

    def _tells_of_one(self, event: Event) -> bool:
        incident = self.view.occurrence_of[event.event_id] in self.incident_set
        return incident or self._reveals_one(event)

    def _reveals_one(self, event: Event) -> bool:
        """Whether a row that is no incident tells, for the first time, of something weighty.

        What was passed on, tabled or assessed retells what somebody else's row tells of.
        """
        facts = self.view.facts
        kind = self.vocabulary.kinds.get(event.kind)
        if kind is None or not kind.contact or event.told_by or self.is_assessment(event):
            return False
        return any(
            facts[r.fact_id].nature is Nature.OCCURRENCE
            and facts[r.fact_id].weight >= self.settings.min_weight
            and r.stance.gives_knowledge
            and r.stance not in (Stance.HISTORY, Stance.WITHDRAWN)
            for r in event.reveals
        )

    def rows_telling(self, occurrence: str) -> tuple[str, ...]:
        """Return the rows of an occurrence that say that it happened, not only mention it."""
        if occurrence not in self._telling:
            events = [self.view.events[row] for row in self.view.occurrences[occurrence]]
            self._telling[occurrence] = tuple(
                e.event_id for e in events if self.is_incident(e) or self._reveals_one(e)
            )
        return self._telling[occurrence]

    @cached_property
    def on_record(self) -> dict[str, tuple[tuple[str, int, int], ...]]:
        """By occurrence: (organisation, start, known) of the rows that tell of it in life.

        ``start`` is the first minute at which it can have been, ``known`` the last by which the
        organisation had it on record.
        """
        view = self.view
        return {
            occurrence: tuple(
                (
                    view.events[row].agency_id,
                    view.bounds[row].start_lo,
                    max(view.bounds[row].end_hi, view.bounds[row].known_hi),
                )
                for row in self.rows_telling(occurrence)
                if self.is_formal(view.events[row].agency_id)
                and not view.events[row].learned_after_death
            )
            for occurrence in self.occurrences
        }

    def severity(self, occurrence: str) -> int:
        """Return how severe an occurrence was: the most that its rows say of it, 0 to 5."""
        if occurrence not in self._severity:
            self._severity[occurrence] = self._most_severe(occurrence)
        return self._severity[occurrence]

    def _most_severe(self, occurrence: str) -> int:
        view = self.view
        found = [0]
        for row in view.occurrences[occurrence]:
            event = view.events[row]
            kind = self.vocabulary.kinds.get(event.kind)
            found.append(0 if kind is None else kind.severity)
            found += [
                view.facts[r.fact_id].weight
                for r in event.reveals
                if view.facts[r.fact_id].nature is Nature.OCCURRENCE
                and r.stance.gives_knowledge
                and r.stance is not Stance.HISTORY
            ]
        return max(found)

    def assessed_severity(self, event: Event) -> int:
        """Return how severe the occurrence was that an assessment was made of."""
        view = self.view
        rows = (event.event_id, *(row for row in event.responds_to if row in view.events))
        return max(self.severity(view.occurrence_of[row]) for row in rows)

    @cached_property
    def pooled(self) -> PooledPicture:
        """The pooled picture: what all agencies together held, beside each of them."""
        return pooled_picture(self.knowledge)

    # -- words ---------------------------------------------------------------------------

    def name(self, agency_id: str) -> str:
        """Return an agency's name."""
        return self.view.agencies[agency_id].name

    def names(self, agencies: tuple[str, ...] | list[str]) -> str:
        """Return several agencies' names as a list in a sentence."""
        return listed([self.name(agency) for agency in agencies])

    def person(self, person_id: str) -> str:
        """Return what a person is called in a sentence: "the neighbour", "Leanne"."""
        return in_sentence(self.label(person_id))

    def label(self, person_id: str) -> str:
        """Return a person's label; while proceedings are live the case's own term stands in."""
        person = self.view.persons[person_id]
        case = self.view.case
        live = case.status is ReviewStatus.PROCEEDINGS_LIVE
        if live and case.perpetrator_term and person.is_a(Role.PERPETRATOR):
            return case.perpetrator_term
        return person.label

    def fact(self, fact: Fact) -> str:
        """Return a fact in words: "threats to kill (Daniel towards Leanne)"."""
        about = None if fact.about is None else self.person(fact.about)
        by = None if fact.by is None else self.person(fact.by)
        return fact_words(fact.label, about, by, self.vocabulary.topics.get(fact.topic))

    @cached_property
    def before_the_end(self) -> str:
        """Until when the records are looked at, in words: "before Leanne’s death"."""
        victims = [p for p in self.view.persons.values() if Role.VICTIM in p.roles]
        if self.view.case.fatal_incident is None or len(victims) != 1:
            return "by the end of the time looked at"
        return f"before {self.person(victims[0].person_id)}’s death"

    def what(self, event: Event) -> str:
        """Return what a row is, in words: its kind, with the tool and grade where it has them."""
        kind = self.vocabulary.kinds.get(event.kind)
        label = kind.label if kind is not None else "row"
        if not event.tool and not event.grade:
            return label
        return f"{label} ({self.grade_words(event.tool, event.grade)})"

    def grade_words(self, tool: str, grade: str) -> str:
        """Return a tool and its grade in words: "DASH 2009, standard"."""
        known = self.vocabulary.tools.get(tool)
        return ", ".join(part for part in (known.label if known else tool, grade) if part)

    def when(self, event: Event) -> str:
        """Return a row's date in words."""
        words = self._when.get(event.event_id)
        if words is None:
            words = self._when[event.event_id] = show_when(event.when)
        return words

    # -- rows as evidence ----------------------------------------------------------------

    def cited(self, row: str, shows: Cites, certainty: Certainty = Certainty.CERTAIN) -> Cited:
        """Return a row as cited: made once, for many findings cite the same rows."""
        key = (row, shows, certainty)
        found = self._cited.get(key)
        if found is None:
            found = self._cited[key] = Cited(row, shows, certainty)
        return found

    # -- silence -------------------------------------------------------------------------

    def can_tell(self, agency_id: str, first: int, last: int) -> bool:
        """Whether an agency's silence in a window says something: covered, and coded."""
        return (
            self.view.covers(agency_id, first, last)
            and self.view.uncoded_before(agency_id, last) == 0
        )

    def can_tell_until(self, agency_id: str, first: int) -> int:
        """Return the last minute up to which an agency's silence since ``first`` says something."""
        covered = self.view.covered_until(agency_id, first)
        uncoded = self.view.uncoded_of_agency.get(agency_id, ())
        starts = [self.view.bounds[event.event_id].start_lo for event in uncoded]
        return min([covered, *(start - 1 for start in starts)])

    def why_not(self, agency_id: str) -> str:
        """Return what would be needed before an agency's silence says something."""
        coverage = self.agency(agency_id).coverage
        uncoded = len(self.view.uncoded_of_agency.get(agency_id, ()))
        needs = []
        if uncoded:
            rows = "1 row is" if uncoded == 1 else f"{uncoded} rows are"
            needs.append(f"{rows} not coded yet")
        if not coverage.full:
            needs.append("its chronology covers the period only in part")
        elif not needs:
            needs.append("its chronology does not cover the whole period")
        return f"{self.name(agency_id)}: {listed(needs)}."


def _places_of_persons(view: CaseView) -> dict[str, int]:
    roles = {role: place for place, role in enumerate(Role)}
    persons = sorted(view.persons.values(), key=lambda p: sorted(roles[role] for role in p.roles))
    return {person.person_id: place for place, person in enumerate(persons)}


def facts_by_weight(view: CaseView) -> list[Fact]:
    """Return every fact, the weightiest first, then by what it is, of whom and by whom.

    Of one label the view has them in the order of their persons' ids and their own, which tell
    nothing; here the roles of the persons do, and then the order in which the case lists them.
    """
    place = _places_of_persons(view)
    return sorted(
        view.facts.values(),
        key=lambda f: (
            -f.weight, f.label, place.get(f.about or "", -1), place.get(f.by or "", -1), f.topic
        ),
    )  # fmt: skip


def in_sentence(label: str) -> str:
    """Return a label as it stands within a sentence.

    Examples
    --------
    >>> in_sentence("The neighbour"), in_sentence("Leanne"), in_sentence("Theo")
    ('the neighbour', 'Leanne', 'Theo')
    """
    return f"the {label[4:]}" if label.startswith("The ") else label


def fact_words(label: str, about: str | None, by: str | None, topic: Topic | None) -> str:
    """Return a fact in words: what, and between whom, as its topic says that.

    Parameters
    ----------
    label
        The topic's label.
    about, by
        The persons as they are called.
    topic
        Of the fact; where it is not known, what is by somebody is towards whom it is about.
    """
    if not about or not by or about == by:
        return f"{label} ({about or by})" if about or by else label
    between = "towards" if topic is None else topic.between
    who = {
        "towards": f"{by} towards {about}",
        "and": f"{about} and {by}",
        "of": f"{about}, of {by}",
        "from": f"{about}, from {by}",
        "about": about,
    }[between]
    return f"{label} ({who})"


def day_of(minute: int) -> str:
    """Return the day of a minute in words; an open side has none."""
    return show_minute(minute) if LONG_AGO < minute < FAR_AHEAD else "a day that is not known"


def listed(items: list[str]) -> str:
    """Return items as a list in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "contact"), counted(3, "contact")
    ('1 contact', '3 contacts')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def upper_first(text: str) -> str:
    """Return text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def contact_words(
    enquiry: Enquiry, contacts: tuple[tuple[Contact, Certainty], ...], *, more: bool = False
) -> str:
    """Return how often somebody was in contact: "3 times", "at least twice", "possibly once".

    A row that lasts or tells of several is counted once, so there were at least as many; ``more``
    says that there were for another reason.
    """
    every = enquiry.times(c.event_id for c, _ in contacts)
    sure = enquiry.times(c.event_id for c, how in contacts if how is Certainty.CERTAIN)
    events = [enquiry.view.events[c.event_id] for c, _ in contacts]
    least = "at least " if more or any(e.when.extent is not Extent.ONCE for e in events) else ""
    if sure == every:
        return f"{least}{often(sure)}"
    if sure == 0:
        return f"possibly {least}{often(every)}"
    return f"{least}{often(sure)} for certain and possibly {often(every - sure)} more"


def often(number: int) -> str:
    """Return how often, as one says it.

    Examples
    --------
    >>> often(1), often(2), often(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def whole_days(least: int, most: int) -> tuple[int, int]:
    """Return a window of minutes as whole days, never below zero."""
    return max(0, least) // MINUTES_PER_DAY, max(0, most) // MINUTES_PER_DAY


def weigh(*parts: float) -> float:
    """Return one number that ranks by the first part, then by the next, each below 100.

    Whatever finding gives it, weights compare: what is not given counts as nothing, up to four
    parts. The first is the weight of what it concerns, 0 to 5. The second says how strongly
    something would have been expected: 2 where a duty, a pathway or a rule names who would do it
    or the row itself shows the sign; 1 where the agency's own earlier records point to it; 0
    where neither does. The third is how many decisions or rows there are; the fourth a length of
    time.

    Examples
    --------
    >>> weigh(5, 0) > weigh(4, 99)
    True
    >>> weigh(5, 1) == weigh(5, 1, 0, 0)
    True
    """
    total = 0.0
    for part in (*parts, 0.0, 0.0, 0.0, 0.0)[:_PARTS]:
        total = total * 100 + min(max(part, 0.0), 99.0)
    return total


def matter_of(weight: float) -> int:
    """Return the first part of a weight: that of what a finding concerns, 0 to 5.

    Examples
    --------
    >>> matter_of(weigh(5, 2, 1))
    5
    """
    return int(weight // 100 ** (_PARTS - 1))
