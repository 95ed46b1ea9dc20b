"""Of many acquisitions few are tried for one contact: the answer is that of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from graphdb.case_view import Bounds
from graphdb.knowledge import Acquisition
from graphdb.model import Fact
from graphdb.vocabulary import load_vocabulary
from joinedup.case import JoinedUpCase
from queries.enquiry import Enquiry
from queries.finding import Certainty
from queries.findings.unshared.line import Pair, deadline
from queries.gap import Held, find_gap, has_gap
from queries.pairs import Contact, Pairing, _Ends
from tests.second.random_cases import random_case

Ours = Mapping[str, tuple[Acquisition, ...]]
Asked = tuple[Fact, str, Ours, tuple[Acquisition, ...], tuple[Contact, ...]]


def asked_of(enquiry: Enquiry) -> Iterator[Asked]:
    holdings, view = enquiry.knowledge.facts, enquiry.view
    for fact in view.facts.values():
        for agency_id in enquiry.formal:
            ours = {
                holder: holdings.of_agency(holder, fact.fact_id)
                for holder in holdings.agencies(fact.fact_id)
                if holder != agency_id
            }
            theirs = holdings.of_agency(agency_id, fact.fact_id)
            yield (
                fact,
                agency_id,
                ours,
                theirs,
                enquiry.contacts_with(agency_id, view.concerned(fact)),
            )


def judged_by_all(pairing: Pairing, ours: Ours, contact: Contact) -> Certainty | None:
    """Try every acquisition, in every order the same."""
    if pairing.rests_on(contact.event_id) or contact.bounds.start_lo >= pairing.known:
        return None
    every = [a for found in ours.values() for a in found]
    if any(pairing.certain(a, contact) for a in every):
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if any(pairing.possible(a, contact) for a in every) else None


def holders_by_all(
    pairing: Pairing, ours: Ours, contacts: Iterable[Contact]
) -> dict[str, Certainty]:
    """Try every acquisition of a holder with every contact without it."""
    found = {
        name: [judged_by_all(pairing, {name: held}, contact) for contact in contacts]
        for name, held in ours.items()
    }
    return {
        name: Certainty.CERTAIN if Certainty.CERTAIN in judged else Certainty.POSSIBLE
        for name, judged in found.items()
        if any(judged)
    }


def test_the_few_that_are_tried_say_what_all_say() -> None:
    seen: Counter[tuple[str, bool, str]] = Counter()
    for seed in range(72):
        case = JoinedUpCase(random_case(seed, (12, 40, 90)[seed % 3]))
        enquiry = Enquiry(case.view, case.known, load_vocabulary())
        for fact, agency_id, ours, theirs, contacts in asked_of(enquiry):
            held = {holder: Held.of(enquiry.view, found) for holder, found in ours.items()}
            gap = find_gap(enquiry.view, fact, held, theirs, contacts)
            found = {} if gap is None else {c.event_id: how for c, how in gap.contacts}
            pairing = Pairing(enquiry.view, fact, theirs)
            assert has_gap(enquiry.view, fact, held, theirs, contacts) is (gap is not None)
            if gap is not None:
                without = [contact for contact, _ in gap.contacts]
                holders = {holder.holder: holder.certainty for holder in gap.holders}
                assert holders == holders_by_all(pairing, ours, without), (seed, fact, agency_id)
            for contact in contacts:
                wanted = judged_by_all(pairing, ours, contact)
                assert found.get(contact.event_id) is wanted, (seed, fact, agency_id, contact)
                seen[str(fact.nature), contact.ordered, str(wanted)] += 1
    natures, answers = ("occurrence", "state", "standing"), ("certain", "possible", "None")
    for nature in natures:
        for ordered in (False, True):
            for answer in answers:
                assert seen[nature, ordered, answer], (nature, ordered, answer)


def test_whether_there_is_a_line_is_told_without_what_stands_in_it() -> None:
    seen: Counter[str] = Counter()
    for seed in range(60):
        case = JoinedUpCase(random_case(seed, (12, 40, 90)[seed % 3]))
        enquiry = Enquiry(case.view, case.known, load_vocabulary())
        for fact, agency_id in product(enquiry.view.facts.values(), enquiry.formal):
            pair = Pair.of(enquiry, fact, agency_id)
            if pair is None:
                continue
            line, whole = pair.line(), replace(pair, usable=pair.contacts).line()
            assert pair.is_line() is (line is not None), (seed, fact, agency_id)
            shorter = len(pair.usable) < len(pair.contacts)
            assert pair.cannot_tell() is (shorter and whole is not None), (seed, fact, agency_id)
            view = enquiry.view
            gap = find_gap(view, fact, pair.ours, pair.acquired, pair.usable)
            of_gap = gap is not None and not soon_enough(pair)
            form = "" if line is None else line.form
            assert (form in ("never", "late")) is of_gap, (seed, fact, agency_id)
            seen[form or ("cannot tell" if pair.cannot_tell() else "")] += 1
            seen["soon enough"] += gap is not None and soon_enough(pair)
    assert all(seen[form] for form in ("never", "late", "later", "cannot tell", "", "soon enough"))


def soon_enough(pair: Pair) -> bool:
    """Whether it surely was there within the time allowed from the first that can have had it."""
    sure = [a.latest for a in pair.acquired if a.certain and a.latest < pair.enquiry.view.end_lo]
    first = min(a.earliest for held in pair.ours.values() for a in held.acquired)
    return bool(sure) and min(sure) <= deadline(pair.enquiry, pair.fact, first)


MINUTE = st.integers(-20, 20)
WINDOWS = st.lists(st.tuples(MINUTE, st.integers(0, 8)), max_size=6)


@given(WINDOWS, MINUTE, MINUTE)
def test_the_rows_that_end_a_state_are_looked_at_as_if_one_by_one(
    windows: list[tuple[int, int]], first: int, last: int
) -> None:
    bounds = {
        f"r{n}": Bounds(low, low + days, low, low + days, low, low + days)
        for n, (low, days) in enumerate(windows)
    }
    ends, known = _Ends(bounds, bounds), [(b.known_lo, b.known_hi) for b in bounds.values()]
    assert ends.rows == tuple(bounds)
    assert ends.surely_between(first, last) == any(
        low >= first and high <= last for low, high in known
    )
    assert ends.can_lie_between(first, last) == any(
        low <= last and high >= first for low, high in known
    )
    assert list(ends.room_after(first, last)) == sorted(
        low + 2 for low, _ in known if first < low + 2 <= last
    )
