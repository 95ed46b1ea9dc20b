"""Whom a seat's own record names: a seat never has a name from what somebody else wrote.

A review codes a row with hindsight: "partner, name not recorded" becomes the victim. On a seat's
screen such a row concerns "a partner not named here", and so does what it tells, until a record of
that seat's names the person. Records are taken document by document: the file of one patient does
not name whom another patient's names. What an agency only heard, from another or at a meeting, is
no patient's: it says a name that any record of the agency's gives by then, and no other.

Where a row says neither a name nor a word such as "partner" for a person, as a letter or a form
does of which a chronology gives one line, the coding stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from graphdb.dates import MINUTES_PER_DAY
from graphdb.model import Event, Fact, Involvement, Part, Role
from queries.enquiry import Enquiry, fact_words
from viz.walk.model import SeatFact, SeatRow, SeatView

#: A minute, and the row of that minute.
Since = tuple[int, str]

#: What stands in all words for somebody whom a seat's record does not name.
UNNAMED = "not named here"
#: How somebody is called of whom it says no more than that; and the second of two.
_SOMEBODY = "somebody"
_SOMEBODY_ELSE = "somebody else"
_PARTNER = "partner"
_FORMER_PARTNER = "former partner"
_CHILD = "child"

_CLOSE = "partner|girlfriend|boyfriend|wife|husband|spouse|fiancée?"
_FORMER = r"(?:former|previous|earlier|ex)[ -]"
#: What a record says in place of the name of one of a couple, and of an earlier partner.
_NOW = re.compile(rf"(?<!former )(?<!previous )(?<!earlier )(?<!ex[ -])\b(?:{_CLOSE})s?\b", re.I)
_BEFORE = re.compile(rf"\b(?:{_FORMER}(?:{_CLOSE})s?|ex)\b", re.I)
_IN_PLACE = {
    Role.VICTIM: (_NOW, _PARTNER),
    Role.PERPETRATOR: (_NOW, _PARTNER),
    Role.EX_PARTNER: (_BEFORE, _FORMER_PARTNER),
}
_COUPLE = frozenset({Role.VICTIM, Role.PERPETRATOR})
_THE = re.compile(r"\Athe\s+", re.I)


def as_called(enquiry: Enquiry, view: SeatView) -> SeatView:
    """Return a seat's screen on which nobody is named whom its own record does not name by then.

    Parameters
    ----------
    enquiry
        The case.
    view
        What comes on the screen of an agency, or of those close to the family.
    """
    return _Calling(enquiry, view).view()


@dataclass(frozen=True)
class _Calling:
    enquiry: Enquiry
    seat: SeatView

    def view(self) -> SeatView:
        return replace(
            self.seat,
            rows=tuple(replace(row, who=self._who(row)) for row in self.seat.rows),
            facts=tuple(
                replace(fact, called=tuple(self._called(fact))) for fact in self.seat.facts
            ),
        )

    def _event(self, row: str) -> Event:
        return self.enquiry.view.events[row]

    def _who(self, row: SeatRow) -> str:
        """Return whom a row concerns, as the seat's record has it by the day of the row."""
        event = self._event(row.row_id)
        said: list[str] = []
        unnamed: dict[tuple[Part, str], int] = {}
        for one in event.involves:
            mentioned = " (mentioned)" if one.part is Part.MENTIONED else ""
            if self._known(event, one, row.minute):
                said.append(self.enquiry.label(one.person_id) + mentioned)
            else:
                key = one.part, self._in_place_of(event, one.person_id)
                unnamed[key] = unnamed.get(key, 0) + 1
        for (part, word), number in unnamed.items():
            mentioned = " (mentioned)" if part is Part.MENTIONED else ""
            who = f"a {word}" if number == 1 else f"{number} {word}s"
            said.append(f"{who} {UNNAMED}{mentioned}")
        return ", ".join(said)

    def _known(self, event: Event, one: Involvement, minute: int) -> bool:
        """Whether a record names somebody who has a part in one of its rows, by a minute."""
        if one.part is Part.SUBJECT or not self._in_place_of(event, one.person_id):
            return True
        since = self._named.get((event.source.document, one.person_id))
        # of rows of one day without a time nobody can say which came first
        return since is not None and since[0] // MINUTES_PER_DAY <= minute // MINUTES_PER_DAY

    def _in_place_of(self, event: Event, person: str) -> str:
        """Return the word that a row may say in place of a person's name; empty if it says none."""
        text = _said(event)
        if self._names(text, person):
            return ""
        roles = self.enquiry.view.persons[person].roles
        said = (w for role, (p, w) in _IN_PLACE.items() if role in roles and p.search(text))
        return next(said, "")

    def _by_role(self, person: str) -> str:
        """Return what somebody is called of whom the seat only heard: a word as no name is said.

        Not everybody who was killed had a partner who did it: the case says who was whose.
        """
        persons = self.enquiry.view.persons
        if Role.EX_PARTNER in persons[person].roles:
            return _FORMER_PARTNER
        # a grown child who killed is no child here
        if set(persons[person].roles) == {Role.CHILD}:
            return _CHILD
        for one in self.enquiry.view.records.relations:
            pair = {one.person, one.to}
            if person in pair and all(persons[p].roles & _COUPLE for p in pair):
                if _BEFORE.search(one.kind):
                    return _FORMER_PARTNER
                if _NOW.search(one.kind):
                    return _PARTNER
        return ""

    def _names(self, text: str, person: str) -> bool:
        pattern = self._patterns[person]
        return pattern is not None and bool(pattern.search(text))

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str] | None]:
        return {
            one.person_id: _pattern(one.label, one.aliases)
            for one in self.enquiry.view.persons.values()
        }

    @cached_property
    def _named(self) -> dict[tuple[str, str], Since]:
        """By when, and by which row, each document on the seat's screen named each person."""
        return self._first(
            lambda event, person, part: (
                part is Part.SUBJECT
                or (part is Part.PRESENT and not self._in_place_of(event, person))
                or self._names(_said(event), person)
            )
        )

    @cached_property
    def _coded(self) -> dict[tuple[str, str], Since]:
        """The same, where what a review said of rows that say no word for a person counts too."""
        return self._first(
            lambda event, person, part: (
                self._names(_said(event), person)
                or part is Part.SUBJECT
                or (part is not None and not self._in_place_of(event, person))
            )
        )

    @cached_property
    def _met(self) -> dict[str, Since]:
        """By when, and by which row, any document on the seat's screen named or was about each."""
        found: dict[str, Since] = {}
        for (_, person), since in self._coded.items():
            found[person] = min(since, found.get(person, since))
        return found

    def _first(
        self, holds: Callable[[Event, str, Part | None], bool]
    ) -> dict[tuple[str, str], Since]:
        found: dict[tuple[str, str], Since] = {}
        for row in self.seat.rows:
            event = self._event(row.row_id)
            there = {i.person_id: i.part for i in event.involves}
            for person in self.enquiry.view.persons:
                key = event.source.document, person
                # the first row counts: of the others nothing is looked up
                if key not in found and holds(event, person, there.get(person)):
                    found[key] = (row.minute, row.row_id)
        return found

    # -- what it holds ---------------------------------------------------------------------------

    def _called(self, one: SeatFact) -> Iterator[tuple[int, str, str]]:
        """Yield what a thing is called from when on, by which row; nothing where all is named."""
        fact = self.enquiry.view.facts[one.fact_id]
        heard, telling = self._telling(one)
        named: dict[str, Since | None] = {}
        instead: dict[str, str] = {}
        for person in (fact.by, fact.about):
            if person is not None:
                rows = (self._event(row.row_id) for row in telling)
                word = next(filter(None, (self._in_place_of(row, person) for row in rows)), "")
                named[person] = self._since(telling, person, strict=bool(word), heard=heard)
                word = word or (self._by_role(person) if heard else "")
                instead[person] = f"a {word}" if word else _SOMEBODY
        first = one.steps[0]
        late = sorted({s for s in named.values() if s is not None and s[0] > first.minute})
        before = self._words(fact, set(named), instead)
        if all(s is not None and s not in late for s in named.values()):
            return
        for minute, row in [(first.minute, first.row_id), *late]:
            known = {p for p, since in named.items() if since is not None and since[0] <= minute}
            words = self._words(fact, known, instead)
            # of some things only whom they are about is said
            if words != before:
                yield minute, row, words
            before = words

    @cached_property
    def _tells(self) -> dict[str, set[str]]:
        """Return by thing the rows on screen that make it known."""
        found: dict[str, set[str]] = {}
        for row in self.seat.rows:
            for reveal in self._event(row.row_id).reveals:
                if reveal.stance.gives_knowledge:
                    found.setdefault(reveal.fact_id, set()).add(row.row_id)
        return found

    def _telling(self, one: SeatFact) -> tuple[bool, list[SeatRow]]:
        """Return whether a thing was first only heard, and the rows on screen that tell of it."""
        steps = {step.row_id for step in one.steps}
        own, via = [], []
        tells = self._tells.get(one.fact_id, ())
        for row in self.seat.rows:
            if row.row_id in tells:
                own.append(row)
            elif row.row_id in steps:
                via.append(row)
        return one.steps[0].row_id not in {row.row_id for row in own}, own + via

    def _since(
        self, telling: list[SeatRow], person: str, *, strict: bool, heard: bool
    ) -> Since | None:
        """Return by when, and by which row, the seat's record names a person of what it holds.

        Where a row that tells of it says "partner", a name on another row has to be written there.
        """
        if heard and not strict:
            return self._met.get(person)
        by = self._named if strict else self._coded
        found = []
        for row in telling:
            since = by.get((self._event(row.row_id).source.document, person))
            if since is not None:
                found.append(max(since, (row.minute, row.row_id), key=lambda one: one[0]))
        return min(found, default=None)

    def _words(self, fact: Fact, known: set[str], instead: dict[str, str]) -> str:
        by, about = (
            None
            if p is None
            else self.enquiry.person(p)
            if p in known
            else f"{instead[p]} {UNNAMED}"
            for p in (fact.by, fact.about)
        )
        if by is not None and by == about and fact.by != fact.about and not known:
            # one word says nothing of which of the two it stands for
            somebody = f"{_SOMEBODY} {UNNAMED}"
            about = f"{_SOMEBODY_ELSE} {UNNAMED}" if about == somebody else about
            by = somebody
        topic = self.enquiry.vocabulary.topics.get(fact.topic)
        return fact_words(fact.label, about, by, topic)


def _said(event: Event) -> str:
    """Return all that a row says in its recorder's own words."""
    return "\n".join((event.summary, event.response, event.outcome))


def _pattern(label: str, aliases: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds a person in a text, by label or another name.

    A name is found as it is written, or in capitals: "will" names nobody who is called Will. A
    label that says a role ("The former partner", as a pack may have it) stands for a name.
    """
    found = []
    for name in dict.fromkeys(" ".join(one.split()) for one in (label, *aliases)):
        plain = _THE.sub("", name)
        # "partner" tells nobody apart, if it is given as another name
        role = bool(_NOW.fullmatch(plain) or _BEFORE.fullmatch(plain))
        if not plain or (role and name != label):
            continue
        words = re.escape(plain)
        if role or plain != name:
            found.append(rf"(?i:\b{words}\b)")
        else:
            found.append(rf"\b(?:{words}|{re.escape(plain.upper())})\b")
    return re.compile("|".join(found)) if found else None
