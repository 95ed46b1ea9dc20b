"""Cases in a few lines: GIVEN rows, EXPECTED lines, in the real vocabulary and with real dates.

A row is one line of a chronology::

    row("police", "3 May 2011", "assault", "V, P", "strangulation")

An expected line is one text (see :func:`as_text`)::

    "gp: never, iii, certain; held police1; contact gp1"

Rows are called after their agency and their place in the case: ``police1``, ``police2``, ``gp1``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

import pytest

from graphdb.case_view import CaseView
from graphdb.dates import When, read_when
from graphdb.identity import fact_id
from graphdb.knowledge import Knowledge
from graphdb.model import (
    Agency,
    Bar,
    Case,
    CaseRecords,
    Considered,
    Coverage,
    Disposition,
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
    agency_of,
    team_not_stated,
)
from graphdb.vocabulary import Vocabulary, load_vocabulary
from queries.definition import Query, registry
from queries.enquiry import Enquiry
from queries.finding import Certainty, Cites, Finding, Results

CASE = Case(
    "small",
    "Small",
    scope_from=date(2009, 1, 1),
    scope_to=date(2014, 12, 31),
    fatal_incident=read_when("1 July 2014", time="20:00").when,
)
"""Scope from 2009; the fatal incident at eight in the evening of 1 July 2014."""

PERSONS = {
    "V": Person("V", "Vera", frozenset({Role.VICTIM})),
    "P": Person("P", "Paul", frozenset({Role.PERPETRATOR})),
    "C": Person("C", "Cat", frozenset({Role.CHILD})),
    "X": Person("X", "Xena", frozenset({Role.EX_PARTNER})),
    "F": Person("F", "Fay", frozenset({Role.FAMILY})),
    "N": Person("N", "Nell", frozenset({Role.NEIGHBOUR})),
}

NAMES = {
    "police": ("Police", "police"),
    "gp": ("Surgery", "gp"),
    "hospital": ("Hospital", "hospital"),
    "mh": ("Mental Health Trust", "mental-health"),
    "csc": ("Children's Social Care", "childrens-social-care"),
    "probation": ("Probation", "probation"),
    "idva": ("IDVA Service", "idva"),
    "housing": ("Homes", "housing"),
    "school": ("School", "education"),
    "asc": ("Adult Social Care", "adult-social-care"),
    "drugs": ("Drug and Alcohol Service", "substance-misuse"),
    "therapy": ("Talking Therapies", "talking-therapies"),
    "btp": ("Transport Police", "police"),
    "family": ("Family", "family"),
}

FULL = Coverage(stated=True)
"""The whole period, said so by the agency."""

IN_PART = Coverage(full=False, stated=True)
"""Only part of what the agency holds."""


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that the product uses."""
    return load_vocabulary()


@dataclass(frozen=True)
class Row:
    """A row as written; holders and rows by name, not yet an :class:`Event`."""

    who: str
    when: str
    kind: str
    persons: str = ""
    info: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


def row(who: str, when: str, kind: str, persons: str = "", info: str = "", **more: Any) -> Row:
    """Return a row of a chronology.

    Parameters
    ----------
    who
        Whose record it is: ``"police"``, or ``"police/response"`` for a team.
    when
        The date as an agency writes it.
    persons
        ``"V, C present, N mentioned"``; subject where nothing else is said.
    info
        ``"strangulation; threats-to-kill: P > V (denied)"``.
    **more
        ``text`` (its own words);
        ``time``, ``end``, ``learned``, ``seq``, ``ref``, ``tool``, ``grade``, ``bar``,
        ``bar_text``; ``said`` (by whom the information was given); ``shared``, ``told_by``,
        ``invited``, ``attended``, ``minutes`` (holders);
        ``mentions`` (agencies); ``answers`` (rows); ``took`` (rows, ``"none"`` for None written
        out, ``""`` for a blank cell; absent: the file has no such column); ``same`` (rows of the
        same occurrence), ``maybe`` (by a guess); ``coded=False``, ``fatal=True``,
        ``after_death=True``.
    """
    return Row(who, when, kind, persons, info, more)


def words(text: str) -> tuple[str, ...]:
    """Return the parts of a list with commas or spaces."""
    return tuple(text.replace(",", " ").split())


class Builder:
    """Makes :class:`CaseRecords` of rows."""

    def __init__(
        self,
        rows: Iterable[Row],
        *,
        settings: Settings | None = None,
        coverage: Mapping[str, Coverage] | None = None,
        relations: tuple[Relation, ...] = (),
        localities: Mapping[str, str] | None = None,
        shares_record: Mapping[str, str] | None = None,
        areas: Mapping[str, str] | None = None,
        needs: Mapping[str, tuple[str, ...]] | None = None,
        dispositions: tuple[Disposition, ...] = (),
        **case: Any,
    ) -> None:
        self._rows = tuple(rows)
        self._coverage = coverage or {}
        self._localities = localities or {}
        self._systems = shares_record or {}
        self._areas = areas or {}
        self._facts: dict[str, Fact] = {}
        self._holders: set[str] = set()
        self._ids = self._name_rows()
        links = [
            link for r, name in zip(self._rows, self._ids, strict=True) for link in _links(r, name)
        ]
        events = [self._event(r, name) for r, name in zip(self._rows, self._ids, strict=True)]
        self.records = CaseRecords(
            case=replace(CASE, **case),
            persons=tuple(
                replace(person, needs=(needs or {}).get(key, ())) for key, person in PERSONS.items()
            ),
            relations=relations,
            agencies=tuple(self._agency(a) for a in sorted({agency_of(h) for h in self._holders})),
            teams=tuple(self._team(h) for h in sorted(self._all_teams())),
            facts=tuple(self._facts.values()),
            events=tuple(events),
            links=tuple(links),
            settings=settings or Settings(),
            dispositions=dispositions,
        )

    def _name_rows(self) -> tuple[str, ...]:
        count: dict[str, int] = {}
        names = []
        for r in self._rows:
            agency = agency_of(r.who)
            count[agency] = count.get(agency, 0) + 1
            names.append(f"{agency}{count[agency]}")
        return tuple(names)

    # -- holders -------------------------------------------------------------------------

    def _holder(self, text: str) -> str:
        holder = text if "/" in text else team_not_stated(text)
        self._holders.add(holder)
        return holder

    def _named(self, text: str) -> tuple[Naming, ...]:
        return tuple(Naming(self._holder(name)) for name in words(text))

    def _all_teams(self) -> set[str]:
        return self._holders | {team_not_stated(agency_of(h)) for h in self._holders}

    def _agency(self, agency_id: str) -> Agency:
        name, sector = NAMES[agency_id]
        known = vocabulary().sectors[sector]
        return Agency(
            agency_id,
            name,
            sector,
            area=self._areas.get(agency_id, ""),
            informal=known.informal,
            coverage=self._coverage.get(agency_id, FULL),
            files_by_person=known.files_by_person,
        )

    def _team(self, team_id: str) -> Team:
        agency_id, _, key = team_id.partition("/")
        name = key.replace("-", " ").title() if key else f"{NAMES[agency_id][0]} (team not stated)"
        return Team(
            team_id,
            agency_id,
            name,
            locality=self._localities.get(team_id, ""),
            shares_record=self._systems.get(team_id, ""),
        )

    # -- rows ----------------------------------------------------------------------------

    def _event(self, r: Row, name: str) -> Event:
        more = dict(r.more)
        coded = bool(more.pop("coded", True))
        for key in ("same", "maybe"):
            more.pop(key, None)
        took = more.pop("took", None)
        learned = more.pop("learned", None)
        said_by = more.pop("said", None)
        involves = tuple(_involved(r.persons))
        subjects = tuple(i.person_id for i in involves if i.part is Part.SUBJECT)
        event = Event(
            event_id=name,
            team_id=self._holder(r.who),
            kind=r.kind if coded else "",
            when=when(r.when, time=more.pop("time", None), end=more.pop("end", None)),
            summary=more.pop("text", f"{r.kind} ({name})"),
            source=SourceRef(
                f"{agency_of(r.who)}.xlsx", "", int(name.lstrip("abcdefghijklmnopqrstuvwxyz"))
            ),
            learned=None if learned is None else when(learned),
            learned_after_death=bool(more.pop("after_death", False)),
            involves=involves,
            reveals=tuple(self._reveals(r.info, subjects, said_by)) if coded else (),
            shared_with=self._named(more.pop("shared", "")),
            told_by=self._named(more.pop("told_by", "")),
            invited=self._named(more.pop("invited", "")),
            attended=self._named(more.pop("attended", "")),
            minutes_to=self._named(more.pop("minutes", "")),
            responds_to=words(more.pop("answers", "")),
            considered=_considered(took),
            sequence=more.pop("seq", None),
            mentions=words(more.pop("mentions", "")),
            coded=coded,
            bar=Bar(more.pop("bar")) if "bar" in more else None,
            **more,
        )
        for mentioned in event.mentions:
            self._holder(mentioned)
        return event

    def _reveals(
        self, info: str, subjects: tuple[str, ...], said_by: str | None
    ) -> Iterable[Reveal]:
        for part in filter(None, (p.strip() for p in info.split(";"))):
            stance = Stance.OBSERVED
            if part.endswith(")"):
                part, _, word = part[:-1].rpartition("(")
                stance = Stance(word)
            topic, _, who = part.partition(":")
            by, _, about = who.rpartition(">")
            yield Reveal(
                self._fact(topic.strip(), about.strip(), by.strip(), subjects), stance, said_by
            )

    def _fact(self, key: str, about: str, by: str, subjects: tuple[str, ...]) -> str:
        topic = vocabulary().topics[key]
        about_id = about or (_usual(topic.about) or next(iter(subjects), None))
        by_id = by or (_usual(topic.by) if not about or topic.by else None)
        by_id = None if by_id == about_id else by_id
        name = fact_id("small", key, about_id, by_id)
        self._facts[name] = Fact(
            name,
            key,
            topic.label,
            topic.weight,
            topic.nature,
            about_id,
            by_id,
            longest_days=topic.longest_days,
            themes=topic.themes,
        )
        return name


@cache  # the cases name few days, and each again and again
def when(text: str, time: str | None = None, end: str | None = None) -> When:
    """Read a date as the loaders do."""
    found = read_when(text, time=time, end=end).when
    if found is None:
        raise AssertionError(f"cannot read {text!r}")
    return found


def _usual(role: str | None) -> str | None:
    """Return the person who stands for a role of a topic."""
    found = [p for p, person in PERSONS.items() if role in {str(r) for r in person.roles}]
    return found[0] if found else None


def _involved(persons: str) -> Iterable[Involvement]:
    for part in filter(None, (p.strip() for p in persons.split(","))):
        who, _, how = part.partition(" ")
        yield Involvement(who, Part(how.strip() or "subject"))


def _considered(took: str | None) -> Considered | None:
    if took is None:
        return None
    return Considered(True) if took == "none" else Considered(bool(took), words(took))


def _links(r: Row, name: str) -> Iterable[Link]:
    for other in words(r.more.get("same", "")):
        yield Link(name, other, LinkBy.REFERENCE)
    for other in words(r.more.get("maybe", "")):
        yield Link(name, other, LinkBy.MATCH)


def case(*rows: Row, **world: Any) -> Enquiry:
    """Return the rows as a case that findings can be asked of."""
    return enquiry_of(Builder(rows, **world).records)


def enquiry_of(records: CaseRecords) -> Enquiry:
    """Return records as a case that findings can be asked of."""
    view = CaseView(records, vocabulary().kinds)
    return Enquiry(view, Knowledge(view), vocabulary())


def query(key: str) -> Query:
    """Return a finding of the registry."""
    return next(q for q in registry() if q.definition.key == key)


# -- what is expected --------------------------------------------------------------------

_SHORT = {
    Cites.HELD: "held",
    Cites.CONTACT: "contact",
    Cites.SENT: "sent",
    Cites.RECEIVED: "received",
    Cites.TOUCH: "touch",
    Cites.DECISION: "decision",
    Cites.ASSESSMENT: "assessment",
    Cites.EARLIER: "earlier",
    Cites.INCIDENT: "incident",
    Cites.REASON: "reason",
    Cites.CONSIDERED: "considered",
    Cites.SHARED: "shared",
    Cites.ASKED: "asked",
    Cites.HAPPENED: "happened",
    Cites.FOLLOWED: "followed",
    Cites.REFERRAL: "referral",
    Cites.DECLINED: "declined",
    Cites.CLOSURE: "closure",
    Cites.MEETING: "meeting",
    Cites.PLAN: "plan",
    Cites.OFFER: "offer",
    Cites.NOT_TAKEN_UP: "not taken up",
    Cites.KNOWN: "known",
    Cites.SEEN: "seen",
    Cites.ACCOUNT: "account",
    Cites.OTHER: "other",
    Cites.NAMES: "names",
}


def as_text(finding: Finding) -> str:
    """Return a finding as one text: whose, form, grade, certainty, and the rows it cites.

    A row with "?" is cited as possible.
    """
    whose = finding.teams[0] if finding.teams else finding.agencies[0]
    head = ", ".join(filter(None, (finding.form, finding.grade, str(finding.certainty))))
    parts = [f"{whose}: {head}"]
    for shows, short in _SHORT.items():
        rows = sorted(
            c.event_id + ("?" if c.certainty is Certainty.POSSIBLE else "")
            for c in finding.cited
            if c.shows is shows
        )
        if rows:
            parts.append(f"{short} {' '.join(rows)}")
    return "; ".join(parts)


def prose(results: Results) -> str:
    """Return everything that the results say, as one text."""
    said = [text for f in results.findings for text in (f.statement, f.question, *f.notes)]
    return "\n".join([*said, *(t for c in results.cannot_tell for t in (c.statement, c.needed))])


@dataclass(frozen=True)
class Example:
    """GIVEN rows, EXPECTED lines, of one finding.

    ``sort`` is what the case shows: a hit, a near miss, or a silence.
    ``cannot`` names who cannot be told of, and of how many where that is not one: ``"gp 2"``.
    """

    sort: str
    name: str
    rows: tuple[Row, ...]
    expect: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    below: int = 0
    says: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    world: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.sort}: {self.name}"

    @cached_property  # many tests ask of it, and nothing changes records
    def records(self) -> CaseRecords:
        """The rows as a case."""
        return Builder(self.rows, **self.world).records

    def enquiry(self) -> Enquiry:
        """Return the case as one that findings can be asked of, which nobody has asked yet."""
        return enquiry_of(self.records)

    def results(self, key: str) -> Results:
        """Ask the finding."""
        return query(key).find(self.enquiry())

    def check(self, key: str, *, only: str = "") -> None:
        """Hold the finding to what is expected.

        ``only`` keeps findings of one form, where a case shows one of several.
        """
        results = self.results(key)
        found = [as_text(f) for f in results.findings if not only or f.form == only]
        assert sorted(found) == sorted(self.expect), prose(results)
        silent = [
            c.agency_id + (f" {c.count}" if c.count != 1 else "") for c in results.cannot_tell
        ]
        assert sorted(silent) == sorted(self.cannot), prose(results)
        assert results.below == self.below
        for text in self.says:
            assert text in prose(results), prose(results)
        for text in self.quiet:
            assert text not in prose(results), prose(results)


def _example(sort: str, name: str, rows: tuple[Row, ...], told: dict[str, Any]) -> Example:
    def texts(key: str) -> tuple[str, ...]:
        given = told.pop(key, ())
        return (given,) if isinstance(given, str) else tuple(given)

    return Example(
        sort,
        name,
        rows,
        expect=texts("expect"),
        cannot=texts("cannot"),
        below=told.pop("below", 0),
        says=texts("says"),
        quiet=texts("quiet"),
        world=told,
    )


def hit(name: str, *rows: Row, **told: Any) -> Example:
    """Return a case with lines: ``expect``, ``says``, ``quiet`` (not said); the rest: the world."""
    assert "expect" in told, name
    return _example("hit", name, rows, told)


def near_miss(name: str, *rows: Row, **told: Any) -> Example:
    """Return a case that is almost a line, and is none."""
    assert "expect" not in told, name
    return _example("near miss", name, rows, told)


def silent(name: str, *rows: Row, **told: Any) -> Example:
    """Return a case in which something is not said; ``cannot`` names who cannot be told of."""
    return _example("silent", name, rows, told)


def each(cases: Iterable[Example]) -> pytest.MarkDecorator:
    """Run a test for each case: ``@each(CASES)``."""
    return pytest.mark.parametrize("example", list(cases), ids=str)
