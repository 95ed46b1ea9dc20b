"""What a library records of itself: on what authority people are compared, and who was confirmed.

Nothing is compared while no authority and purpose are on record. What is confirmed belongs to the
library alone: it is between two cases, no case's rows have it, no edge and no property of a person
says it (:mod:`joinedup.library.confidential`), and nothing writes it to a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graphdb.tables import Tables
from joinedup.library.asking import asked
from joinedup.library.confidential import (
    CONFIDENTIAL,
    Said,
    cases_with_other_names,
    of_nobody_here,
    other_names,
    said_of_pairs,
    uid_of_pair,
)
from joinedup.library.people import (
    BY_HAND,
    CONFIRMED,
    REFUSED,
    Compared,
    Match,
    Someone,
    compared,
)
from joinedup.library.reading_back import read_back
from joinedup.library.sealing import sealed

if TYPE_CHECKING:
    from graphdb.stores.base import Store


class NoAuthorityError(ValueError):
    """People may not be compared: no authority and purpose are on record."""


class NotOfferedError(ValueError):
    """What was said of people cannot be recorded; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Authority:
    """On what authority people of several cases are compared.

    Attributes
    ----------
    basis, purpose
        The authority, and what for, in somebody's words.
    by, said_on
        Who recorded it, on which day (``2026-03-14``).
    children
        Whether it extends to children.
    withdrawn_by, withdrawn_on
        Who withdrew it and when; empty while it is in force.
    """

    basis: str
    purpose: str
    by: str
    said_on: str
    children: bool = False
    withdrawn_by: str = ""
    withdrawn_on: str = ""

    @property
    def in_force(self) -> bool:
        """Whether nobody has withdrawn it."""
        return not self.withdrawn_on


class Registry:
    """The library's own records, in its store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # -- authority -------------------------------------------------------------------------

    def authorities(self) -> tuple[Authority, ...]:
        """Return every authority that was ever recorded, the latest last."""
        return tuple(one for _, one in self._authorities())

    def _authorities(self) -> list[tuple[int, Authority]]:
        names = tuple(Authority.__dataclass_fields__)
        kept = ", ".join(f"a.{name} AS {name}" for name in names)
        found = asked(self._store, f"MATCH (a:Authority) RETURN a.uid AS uid, {kept}")
        rows = [
            (
                int(row["uid"].rpartition(":")[2]),
                Authority(**{name: row[name] for name in names}),
            )
            for row in found
        ]
        return sorted(rows, key=lambda row: row[0])

    def authority(self) -> Authority | None:
        """Return the authority in force, if there is one."""
        return next((one for one in self.authorities() if one.in_force), None)

    def record(self, authority: Authority) -> None:
        """Record an authority.

        Raises
        ------
        NotOfferedError
            Where one is in force: it is withdrawn first.
        """
        there = self._authorities()
        if any(one.in_force for _, one in there):
            raise NotOfferedError(
                "An authority is on record already. Withdraw it first (`joinedup library "
                "authority --withdraw`): with it goes what was confirmed on it."
            )
        self._forget_all()  # what an interrupted withdrawal has left rests on none
        self._keep(1 + max((number for number, _ in there), default=0), authority)

    def withdraw(self, by: str, on: str) -> Authority | None:
        """Withdraw the authority in force, and remove all that rested on it; return it.

        The aliases of persons and every confirmation and refusal go. It can be done again where
        it was interrupted.
        """
        gone = None
        for number, one in self._authorities():
            if one.in_force:
                gone = replace(one, withdrawn_by=by, withdrawn_on=on)
                self._keep(number, gone)
        self._forget_all()
        return gone

    def _keep(self, number: int, authority: Authority) -> None:
        row = {name: getattr(authority, name) for name in Authority.__dataclass_fields__}
        self._store.amend({"Authority": [{"uid": f"authority:{number}", "case_id": "", **row}]})

    # -- what goes -------------------------------------------------------------------------

    def forget(self, case_id: str) -> None:
        """Remove what was said of people of a case.

        It is done before the case is removed: were that interrupted, a case would be there of
        which nothing is said any more, and never the other way round.
        """
        found = said_of_pairs(self._store)
        self._drop(uid for uid, one in found.items() if one is not None and one.is_of(case_id))

    def forget_who_is_gone(self) -> None:
        """Remove what was said of people who are not in the library any more."""
        self._drop(of_nobody_here(self._store))

    def _forget_all(self) -> None:
        self._drop(said_of_pairs(self._store))
        for case_id in cases_with_other_names(self._store):
            tables = read_back(self._store, case_id)
            nodes = {label: rows for label, rows in tables.nodes.items() if label != CONFIDENTIAL}
            self._store.write(sealed(Tables(case_id, nodes, tables.edges)))

    def _drop(self, uids: Iterable[str]) -> None:
        rows = [{"uid": uid} for uid in uids]
        if rows:
            self._store.amend({}, {CONFIDENTIAL: rows})

    # -- people ----------------------------------------------------------------------------

    def people(self) -> Compared:
        """Return who may be in more than one case, with what was said of each pair.

        Raises
        ------
        NoAuthorityError
            Where the library records none.
        """
        authority = self._needed()
        people = self._everyone()
        found = compared(people.values(), children=authority.children)
        said = {one.pair: one for one in self._said(people)}
        offered = [said.pop(one.pair, one) for one in found.matches]
        return replace(found, matches=(*offered, *said.values()))

    def say(self, first: str, second: str, *, same: bool, by: str, on: str, how: str) -> Match:
        """Record that two people are one, or are not; what was said before of them goes.

        Parameters
        ----------
        first, second
            ``CASE_ID/PERSON_ID`` of each.
        same
            Whether they are one.
        by, on, how
            Who says so, on which day, and how they can tell.

        Raises
        ------
        NoAuthorityError
            Where the library records none.
        NotOfferedError
            Where there is no such person, or both are of one case.
        """
        authority = self._needed()
        people = self._everyone()
        one, other = sorted((_found(people, first), _found(people, second)), key=lambda p: p.uid)
        if one.case_id == other.case_id:
            raise NotOfferedError(
                f"Both are of “{one.case_id}”: within a case, case.toml says who is who."
            )
        if not authority.children and "child" in {*one.roles, *other.roles}:
            raise NotOfferedError(
                "The authority on record does not extend to children, and one of the two is one."
            )
        match = next(
            (m for m in compared((one, other), children=True).matches),
            Match(one, other, BY_HAND, "not offered: a person says so"),
        )
        standing = CONFIRMED if same else REFUSED
        said = Said(one.uid, other.uid, standing, match.kind, match.why, by, on, how)
        self._store.amend({CONFIDENTIAL: [said.row()]})  # in place of what was said before
        return replace(match, standing=standing, by=by, said_on=on, how=how)

    def take_back(self, first: str, second: str) -> bool:
        """Remove what was said of two people; return whether anything was."""
        self._needed()
        people = self._everyone()
        uid = uid_of_pair(_found(people, first).uid, _found(people, second).uid)
        there = uid in said_of_pairs(self._store)
        self._drop([uid])
        return there

    def _needed(self) -> Authority:
        authority = self.authority()
        if authority is None:
            raise NoAuthorityError(
                "People are not compared across cases: this library records no authority and no "
                "purpose for it. Whoever may decide that records them with `joinedup library "
                "authority --text … --purpose … --by …`."
            )
        return authority

    def _everyone(self) -> dict[str, Someone]:
        found = asked(
            self._store,
            "MATCH (p:Person) RETURN p.uid AS uid, p.case_id AS case_id, "
            "p.person_id AS person_id, p.name AS name, p.roles AS roles, p.age_band AS age_band",
        )
        years, names = self._years(), other_names(self._store)
        return {
            row["uid"]: Someone(
                row["uid"],
                row["case_id"],
                row["person_id"],
                row["name"],
                names.get(row["uid"], ()),
                tuple(row["roles"] or ()),
                row["age_band"],
                years.get(row["case_id"]),
            )
            for row in found
        }

    def _years(self) -> dict[str, tuple[int, int]]:
        found = asked(
            self._store,
            "MATCH (c:Case) RETURN c.case_id AS case_id, c.scope_from AS first, "
            "coalesce(c.fatal_latest_iso, c.scope_to) AS last",
        )
        return {
            row["case_id"]: (int((row["first"] or row["last"])[:4]), int(row["last"][:4]))
            for row in found
            if row["last"]
        }

    def _said(self, people: dict[str, Someone]) -> list[Match]:
        found = []
        for one in said_of_pairs(self._store).values():
            # what an interrupted command has left may speak of somebody who is not here any more
            if one is None or not people.keys() >= {*one.pair}:
                continue
            pair = people[one.first], people[one.second]
            found.append(
                Match(*pair, one.kind, one.why, one.standing, one.by, one.said_on, one.how)
            )
        return sorted(found, key=lambda one: one.pair)


def _found(people: dict[str, Someone], ref: str) -> Someone:
    found = [one for one in people.values() if ref in (one.ref, one.uid)]
    if len(found) != 1:
        raise NotOfferedError(
            f"“{ref}” is nobody in this library. Write CASE_ID/PERSON_ID, as `joinedup library "
            "people` shows them."
        )
    return found[0]
