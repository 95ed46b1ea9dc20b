"""The stage of a generated case: its people, its agencies, its days, the rows so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from graphdb.dates import When, read_when, show_day
from graphdb.identity import fact_id
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Considered,
    Coverage,
    DeathType,
    Event,
    Fact,
    Involvement,
    Link,
    LinkBy,
    Naming,
    Part,
    Person,
    Relation,
    Reveal,
    Role,
    Settings,
    SourceRef,
    Stance,
    Team,
    team_not_stated,
)
from graphdb.vocabulary import Vocabulary
from joinedup.generate.ledger import Ledger, Planted


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a row reveals: a topic about somebody, by somebody, and who said it."""

    topic: str
    about: str = ""
    by: str = ""
    stance: Stance = Stance.DISCLOSED
    said_by: str = ""


@dataclass
class Scene:
    """A case while it is being written.

    Parameters
    ----------
    seed
        Of everything in it; printed with the case.
    vocabulary
        Kinds, topics and sectors.
    """

    seed: int
    vocabulary: Vocabulary
    rng: Random = field(init=False)
    case: Case = field(init=False)
    persons: dict[str, Person] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    planted: list[Planted] = field(default_factory=list)
    also: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        self._taken: list[tuple[date, date]] = []
        self._ordinary: set[str] = set()
        self._quiet: list[tuple[date, date, str]] = []
        self._rows_before = 0
        self._once: set[str] = set()
        self._rows = 0
        self._apart: set[str] = set()
        self._reserved: dict[str, str] = {}
        self._planting = ""

    # -- days ----------------------------------------------------------------------------

    @property
    def first(self) -> date:
        """First day of the review's scope."""
        if self.case.scope_from is None:
            raise ValueError("a generated case has a scope")
        return self.case.scope_from

    @property
    def last(self) -> date:
        """The day before the fatal incident."""
        fatal = self.case.fatal_incident
        if fatal is None or fatal.earliest is None:
            raise ValueError("a generated case has a fatal incident on a day")
        return date.fromordinal(fatal.earliest // 1440)

    def free(
        self,
        before: int,
        after: int,
        *,
        silent: Iterable[str] = (),
        around: tuple[int, int] | None = None,
    ) -> date:
        """Return a day with so many days before and after it in which nothing else is planted.

        Parameters
        ----------
        silent
            Sectors that have written nothing so far that may lie in those days.
        around
            In how many days before and after they have not, where it is in others.

        Raises
        ------
        NoRoomError
            Where the case has no such day left.
        """
        low, high = self.first + timedelta(before + 1), self.last - timedelta(after + 1)
        for _ in range(60):
            if low >= high:
                break
            day = low + timedelta(self.rng.randrange((high - low).days))
            span = (day - timedelta(before), day + timedelta(after))
            b, a = around or (before, after)
            near = (day - timedelta(b), day + timedelta(a))
            if self._untaken(span) and not self._written(near, set(silent)):
                self._taken.append(span)
                return day
        raise NoRoomError

    def free_at_end(self, days: int) -> date:
        """Return a day with fewer than so many days left before the end, and nothing planted after.

        Raises
        ------
        NoRoomError
            Where something is planted there already.
        """
        span = (self.last - timedelta(days - 1), self.last)
        if span[0] <= self.first or not self._untaken(span):
            raise NoRoomError
        self._taken.append(span)
        return span[0] + timedelta(self.rng.randrange(days - 1))

    def _untaken(self, span: tuple[date, date]) -> bool:
        return all(span[1] < a or b < span[0] for a, b in self._taken)

    def _written(self, span: tuple[date, date], sectors: set[str]) -> bool:
        """Whether an agency of these sectors has a row that may lie in the span."""
        low, high = span[0].toordinal() * 1440, (span[1].toordinal() + 1) * 1440
        return any(
            (e.when.earliest or 0) < high and low <= (e.when.latest or high)
            for e in self.events.values()
            if self.agencies[e.agency_id].sector in sectors
        )

    def any_day(self, before: int, after: int) -> date:
        """Return a day with so many days of the case before and after it.

        For what agencies and persons of its own keep apart from everything else.

        Raises
        ------
        NoRoomError
            Where the case is too short.
        """
        low, high = self.first + timedelta(before + 1), self.last - timedelta(after + 1)
        if low >= high:
            raise NoRoomError
        return low + timedelta(self.rng.randrange((high - low).days))

    def quiet(self, first: date, last: date) -> None:
        """Keep days free of every row but routine and the plant's own.

        Ordinary rows are taken out; what another plant writes there later is refused.

        Raises
        ------
        NoRoomError
            Where something planted stands there already.
        """
        there = [e for e in self._before_this() if self._loud(e, first, last)]
        if any(e.event_id not in self._ordinary for e in there):
            raise NoRoomError
        for event in there:
            del self.events[event.event_id]
        self._quiet.append((first, last, self._planting))

    def _before_this(self) -> list[Event]:
        return list(self.events.values())[: self._rows_before]

    def _loud(self, event: Event, first: date, last: date) -> bool:
        low, high = event.when.earliest, event.when.latest
        near = (low is None or low < last.toordinal() * 1440) and (
            high is None or high >= (first.toordinal() - 1) * 1440
        )
        return near and not self.vocabulary.kinds[event.kind].routine

    # -- people and agencies --------------------------------------------------------------

    def agency(self, sector: str) -> str:
        """Return an agency of a sector; one that is not there yet comes in."""
        found = [
            a.agency_id
            for a in self.agencies.values()
            if a.sector == sector and a.agency_id not in self._apart
        ]
        return self.rng.choice(found) if found else self.add_agency(sector)

    def add_agency(self, sector: str, area: str = "") -> str:
        """Let an agency of a sector come in, of an area where that is known, and return its id."""
        known = self.vocabulary.sectors[sector]
        count = sum(a.sector == sector for a in self.agencies.values())
        agency_id = sector if not count else f"{sector}-{count + 1}"
        name = known.label[:1].upper() + known.label[1:]
        self.agencies[agency_id] = Agency(
            agency_id,
            name if not count else f"{name} {count + 1}",
            sector,
            area=area,
            informal=known.informal,
            coverage=Coverage(self.case.scope_from, self.case.scope_to, True, True),
            files_by_person=known.files_by_person,
        )
        team = team_not_stated(agency_id)
        self.teams[team] = Team(team, agency_id, "team not stated", shares_record="record")
        return agency_id

    def own_agency(self, sector: str, area: str = "") -> str:
        """Let an agency come in that nobody else is given: all its rows are the caller's."""
        agency_id = self.add_agency(sector, area)
        self._apart.add(agency_id)
        return agency_id

    def own_person(self, role: Role, relation: str, to: str) -> str:
        """Let a person come in of whom no other row speaks, and return their id."""
        taken = {p.label for p in self.persons.values()}
        person = f"N{len(self.persons) + 1}"
        name = self.rng.choice([n for n in (*_NAMES, *_MORE_NAMES) if n not in taken])
        self.persons[person] = Person(person, name, frozenset({role}))
        self.relations.append(Relation(person, to, relation))
        return person

    def add_team(self, agency_id: str, key: str, locality: str = "", system: str = "") -> str:
        """Let a team of an agency come in, with a record of its own unless a system is named."""
        team = f"{agency_id}/{key}"
        self.teams[team] = Team(team, agency_id, key, locality=locality, shares_record=system)
        return team

    def own_fact(self, told: Told) -> None:
        """Keep a fact to what is being planted: no other row may tell of it.

        Raises
        ------
        NoRoomError
            Where one does already.
        """
        key = fact_id(self.case.case_id, told.topic, told.about or None, told.by or None)
        if key in self.facts:
            raise NoRoomError
        self._reserved[key] = self._planting

    def once(self, what: str) -> None:
        """Keep a case to one of what would stand on one line with another of its kind.

        Raises
        ------
        NoRoomError
            Where there is one already.
        """
        if what in self._once:
            raise NoRoomError
        self._once.add(what)

    def some(self, *texts: str) -> str:
        """Return one of these texts."""
        return self.rng.choice(texts)

    # -- one plant after another -------------------------------------------------------------

    def begin(self, name: str) -> dict[str, Any]:
        """Begin with a plant, and return what stands so far, for ``back``."""
        self._planting, self._rows_before = name, len(self.events)
        kept = {k: copy(v) for k, v in vars(self).items() if isinstance(v, (dict, list, set))}
        return kept | {"state": self.rng.getstate(), "_rows": self._rows, "settings": self.settings}

    def back(self, kept: dict[str, Any]) -> None:
        """Take back all of a plant for which there was no room."""
        self.rng.setstate(kept.pop("state"))
        vars(self).update(kept)

    # -- rows ------------------------------------------------------------------------------

    def row(
        self,
        holder: str,
        when: str | date,
        kind: str,
        persons: str,
        text: str,
        *,
        tells: Sequence[Told] = (),
        shared: Iterable[str] = (),
        told_by: Iterable[str] = (),
        attended: Iterable[str] = (),
        invited: Iterable[str] = (),
        took: Sequence[str] | None = None,
        same: str = "",
        **more: Any,  # noqa: ANN401 - what else an event holds
    ) -> str:
        """Write a row, and return its id.

        Parameters
        ----------
        holder
            An agency or a team.
        when
            A day, or a date as agencies write it.
        persons
            "V, C1 present, N mentioned"; subject where nothing else is said.
        took
            What it took into account; ``None`` for a blank (where no row of the agency has it, its
            file has no such column), nothing in it for "None" written out.
        same
            Another row of the same occurrence.
        """
        team = holder if "/" in holder else team_not_stated(holder)
        self._rows += 1
        event_id = f"g-{self._rows:05}"
        written = show_day(when) if isinstance(when, date) else when
        agency_id = team.partition("/")[0]
        self.events[event_id] = Event(
            event_id=event_id,
            team_id=team,
            kind=kind,
            when=read(written),
            summary=text,
            source=SourceRef(f"{agency_id}.csv", "", self._rows + 1),
            involves=tuple(_involved(persons)),
            reveals=tuple(self._reveal(told) for told in tells),
            shared_with=_named(shared),
            told_by=_named(told_by),
            attended=_named(attended),
            invited=_named(invited),
            considered=None if took is None else Considered(True, tuple(took)),
            **more,
        )
        if not self._planting:
            self._ordinary.add(event_id)
        elif any(
            owner != self._planting and self._loud(self.events[event_id], first, last)
            for first, last, owner in self._quiet
        ):
            raise NoRoomError
        if same:
            self.links.append(Link(event_id, same, LinkBy.REFERENCE))
        return event_id

    def says_what_was_done(self, agency: str) -> None:
        """Let an agency say of something what was done: else its silence says nothing."""
        day = self.first + timedelta(self.rng.randrange(3, 40))
        text = self.some("Asked about the clinic's hours.", "Rang about a form.", "A form to sign.")
        done = self.some("Told.", "Form sent.", "Done the same day.", "Answered.")
        self.row(agency, day, "administration", "F", text, response=done)

    def says_what_was_passed_on(self, agency: str) -> None:
        """Let an agency refer somebody else: where it never does, its silence says nothing."""
        day = self.first + timedelta(self.rng.randrange(3, 40))
        text = self.some("F referred for a hearing test.", "F referred about his back.")
        self.row(agency, day, "referral-made", "F", text)

    def told_of(self, one: str, other: str, when: date, persons: str, text: str) -> str:
        """Write a share of one agency, and its receipt on the other's record; return the share."""
        sent = self.row(one, when, "share", persons, text, shared=[other])
        came = self.some("Told of it.", "Call received.", "Message received and read.")
        self.row(
            other, when, "information-received", persons, came, told_by=[one], responds_to=(sent,)
        )
        return sent

    def refer(self, one: str, other: str, when: str | date, persons: str, text: str) -> str:
        """Write a referral that was acted on, and of which the outcome was heard; return it."""
        made = self.row(one, when, "referral-made", persons, text, shared=[other])
        first, last = self.events[made].when.earliest, self.events[made].when.latest
        if first is None or last is None:
            raise NoRoomError
        acted = date.fromordinal(last // 1440 + 1) + timedelta(self.rng.randrange(2, 12))
        # what responds is in the days of the rule on whatever day the referral was made
        acted = min(acted, date.fromordinal(first // 1440 + 1) + timedelta(28))
        done = self.some("Appointment offered.", "First call made.", "Taken on.", "Seen.")
        self.row(other, acted, "letter-sent", persons, done, responds_to=(made,), told_by=[one])
        return made

    def _reveal(self, told: Told) -> Reveal:
        topic = self.vocabulary.topics[told.topic]
        about, by = told.about or None, told.by or None
        key = fact_id(self.case.case_id, told.topic, about, by)
        if self._reserved.get(key, self._planting) != self._planting:
            raise NoRoomError
        self.facts[key] = Fact(
            key,
            told.topic,
            topic.label,
            topic.weight,
            topic.nature,
            about,
            by,
            longest_days=topic.longest_days,
            themes=topic.themes,
        )
        return Reveal(key, told.stance, told.said_by or None)

    # -- what was planted ------------------------------------------------------------------

    def plant(
        self, finding: str, form: str, agency_id: str, rows: Iterable[str], found: str, why: str
    ) -> None:
        """Write into the ledger what must, or must not, be found."""
        self.planted.append(Planted(finding, form, agency_id, tuple(rows), found, why))

    @property
    def ledger(self) -> Ledger:
        """What was planted so far."""
        return Ledger(tuple(self.planted), frozenset(self.also))

    def records(self) -> CaseRecords:
        """Return the case as the findings read it, without agencies that no row names."""
        with_column = {e.agency_id for e in self.events.values() if e.considered is not None}
        named = {
            naming.team_id.partition("/")[0]
            for e in self.events.values()
            for naming in (*e.shared_with, *e.told_by, *e.attended, *e.invited)
        } | {e.agency_id for e in self.events.values()}
        return CaseRecords(
            case=self.case,
            persons=tuple(self.persons.values()),
            relations=tuple(self.relations),
            agencies=tuple(a for a in self.agencies.values() if a.agency_id in named),
            teams=tuple(t for t in self.teams.values() if t.agency_id in named),
            facts=tuple(self.facts.values()),
            events=tuple(
                replace(e, considered=Considered(False))
                if e.considered is None and e.agency_id in with_column
                else e
                for e in self.events.values()
            ),
            links=tuple(self.links),
            settings=self.settings,
        )


class NoRoomError(Exception):
    """A case has no day left for another plant: it is left out, of the ledger too."""


def read(text: str) -> When:
    """Read a date as the loaders do.

    Raises
    ------
    ValueError
        Where it is none: a fault of whoever wrote the plant.
    """
    found = read_when(text).when
    if found is None:
        raise ValueError(f"no date: {text}")
    return found


def between(first: date, last: date) -> str:
    """Return a date that is in doubt: one day of these."""
    return f"between {show_day(first)} and {show_day(last)}"


def _named(holders: Iterable[str]) -> tuple[Naming, ...]:
    return tuple(Naming(h if "/" in h else team_not_stated(h)) for h in holders)


def _involved(persons: str) -> Iterable[Involvement]:
    for part in filter(None, (p.strip() for p in persons.split(","))):
        who, _, how = part.partition(" ")
        yield Involvement(who, Part(how.strip() or "subject"))


def household(scene: Scene) -> None:
    """Put a household on the stage: who dies, who is thought to have done it, children, others."""
    rng = scene.rng
    year = rng.randrange(2010, 2020)
    fatal = date(year, 1, 1) + timedelta(rng.randrange(365))
    kinds = [DeathType.INTIMATE_PARTNER] * 7 + [DeathType.ADULT_FAMILY] * 2 + [DeathType.SUICIDE]
    scene.case = Case(
        f"generated-{scene.seed}",
        f"Generated case {scene.seed} (fictional)",
        death_type=rng.choice(kinds),
        scope_from=max(date(2009, 4, 1), fatal - timedelta(rng.randrange(700, 2600))),
        scope_to=fatal + timedelta(rng.randrange(0, 200)),
        fatal_incident=read(show_day(fatal)),
        area="Northshire",
    )
    names = rng.sample(_NAMES, 8)
    scene.persons["V"] = Person("V", names[0], frozenset({Role.VICTIM}))
    scene.persons["P"] = Person("P", names[1], frozenset({Role.PERPETRATOR}))
    for n in range(rng.choice([0, 1, 1, 2, 2, 3])):
        child = f"C{n + 1}"
        scene.persons[child] = Person(child, names[2 + n], frozenset({Role.CHILD}))
        scene.relations.append(Relation("V", child, "parent"))
    scene.persons["F"] = Person("F", names[6], frozenset({Role.FAMILY}))
    scene.persons["X"] = Person("X", names[7], frozenset({Role.EX_PARTNER}))
    scene.relations.append(Relation("P", "V", "partner"))


_NAMES = [
    "Ada", "Bryn", "Carys", "Dilan", "Edie", "Farid", "Gwen", "Harun", "Ines", "Jonah", "Kezia",
    "Leon", "Mara", "Nadir", "Orla", "Piotr", "Qadira", "Rhys", "Sunita", "Tomos", "Una", "Viktor",
    "Wren", "Yusuf", "Zofia",
]  # fmt: skip
_MORE_NAMES = [
    "Amir", "Bea", "Cai", "Dora", "Emrys", "Freya", "Goran", "Hope", "Idris", "Joy", "Kofi",
    "Lena", "Milo", "Nell", "Oskar", "Pia", "Quinn", "Rosa", "Sami", "Thea", "Umar", "Vera",
    "Wilf", "Xenia", "Yara", "Zack", "Alma", "Boris", "Cleo", "Dev", "Elif", "Finn", "Gita",
    "Hugo", "Ivy", "Jude", "Kurt", "Lola", "Max", "Nora",
]  # fmt: skip
