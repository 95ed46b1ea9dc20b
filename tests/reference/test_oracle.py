"""The oracle, held to cases worked out by hand, to the plain listing of worlds, and to SQL.

Minutes are written from ``BASE``. Each hand-worked case says in a comment how the answer
follows from ``docs/explanation/knowledge.md``; ``V`` is the victim, ``P`` the perpetrator, ``C``
their child; agencies are ``a``, ``b``, ``d``; a team is ``a/1``, "team not stated" is ``a/``.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from graphdb.dates import MINUTES_PER_DAY, Extent, Interval, When, moment_of
from graphdb.model import (
    Agency,
    Case,
    CaseRecords,
    Considered,
    Event,
    Expectation,
    Fact,
    Involvement,
    Link,
    LinkBy,
    Naming,
    Nature,
    Part,
    Pathway,
    Relation,
    Reveal,
    Settings,
    SourceRef,
    Stance,
    Team,
)
from tests.reference.small_cases import (
    BASE,
    HORIZON,
    KINDS,
    PERSONS,
    describe,
    small_cases,
)
from tests.reference.three_questions_duckdb import OPEN, ThreeQuestions
from tests.reference.worlds import TooManyWorldsError, Worlds

DAY = MINUTES_PER_DAY
STANDING = Fact("f", "topic0", "f", 3, Nature.STANDING, "V", "P")
STATE = Fact("f", "topic0", "f", 3, Nature.STATE, "V", "P", longest_days=1)


def at(lo: int | None, hi: int | None = -1) -> When:
    """Return one moment between two minutes; one minute if only one is given."""
    last = lo if hi == -1 else hi
    return When.once(
        Interval(None if lo is None else BASE + lo, None if last is None else BASE + last)
    )


def lasts(start: tuple[int, int], end: tuple[int, int]) -> When:
    """Return something that lasts."""
    return When(
        Interval(BASE + start[0], BASE + start[1]),
        Interval(BASE + end[0], BASE + end[1]),
        Extent.LASTING,
    )


def day(number: int) -> When:
    """Return a bare day."""
    return at(number * DAY, (number + 1) * DAY - 1)


def row(event_id: str, team: str, when: When, kind: str = "note", **more: object) -> Event:
    """Return a row about V; ``facts``, ``shared``, ``told`` and so on may be given as names."""
    facts = more.pop("facts", ())
    stance = more.pop("stance", Stance.DISCLOSED)
    who = more.pop("who", (("V", Part.SUBJECT),))
    for name in ("shared_with", "told_by", "invited", "attended", "minutes_to"):
        if name in more:
            more[name] = tuple(Naming(t) for t in more[name])  # type: ignore[attr-defined]
    return Event(
        event_id,
        team,
        kind,
        when,
        "",
        SourceRef("one.csv", "", 1),
        involves=tuple(Involvement(p, part) for p, part in who),  # type: ignore[attr-defined]
        reveals=tuple(Reveal(f, stance) for f in facts),  # type: ignore[attr-defined,arg-type]
        **more,  # type: ignore[arg-type]
    )


def case(
    *events: Event, links: tuple[Link, ...] = (), fact: Fact = STANDING, **more
) -> CaseRecords:
    """Return a case of agencies a, b (two teams each) and d."""
    teams = [Team(f"{n}/{k}", n, f"{n}{k}") for n in "abd" for k in ("", "1", "2")]
    return CaseRecords(
        case=more.pop("head", Case("c", "C")),
        persons=PERSONS,
        relations=(Relation("P", "C", "parent"),),
        agencies=tuple(Agency(n, n, "police") for n in "abd"),
        teams=tuple(teams),
        facts=(fact,),
        events=events,
        links=links,
        **more,
    )


def since(records: CaseRecords, holder: str) -> tuple[int | None, float | None]:
    """Return (certain from, possible from) of ``f``, in minutes from BASE, by both methods."""
    w = Worlds(records, KINDS, horizon=HORIZON)
    out = (w.certain_from(holder, "f"), w.possible_from(holder, "f"))
    ends = [m for e in records.events for m in (e.when.earliest, e.when.latest) if m is not None]
    few = all(HORIZON[0] < m < HORIZON[1] for m in ends)
    with suppress(TooManyWorldsError):
        if not few:
            raise TooManyWorldsError
        assert out == (
            w.certain_from(holder, "f", "enumerate"),
            w.possible_from(holder, "f", "enumerate"),
        )
    certain, possible = out
    return (
        None if certain is None else certain - BASE,
        None if possible is None else possible - BASE,
    )


def verdict(records: CaseRecords, contact: str = "c", a: str = "a", b: str = "b") -> str:
    """Return the pair's verdict, by both methods and by SQL where it is the only contact."""
    w = Worlds(records, KINDS, horizon=HORIZON)
    out = w.pair("f", a, b, contact)
    with suppress(TooManyWorldsError):
        assert w.pair("f", a, b, contact, method="enumerate") == out
    assert_sql_agrees(records)
    return out


# ---------------------------------------------------------------------- how a holder acquires


def test_own_record_at_the_row_s_own_date() -> None:
    # once: u = s, anywhere in 2..5
    r = case(row("r", "a/1", at(2, 5), facts="f"))
    assert since(r, "a/1") == (5, 2)
    assert since(r, "a") == (5, 2)
    assert since(r, "a/2") == (None, None)
    assert since(r, "b") == (None, None)


def test_lasting_row_between_start_s_earliest_and_end_s_latest() -> None:
    # s in 2..5, n in 4..9, s <= u <= n: u anywhere in 2..9
    assert since(case(row("r", "a/1", lasts((2, 5), (4, 9)), facts="f")), "a/1") == (9, 2)


def test_learned_replaces_the_row_s_date() -> None:
    r = case(row("r", "a/1", at(2, 5), facts="f", learned=at(20, 22)))
    assert since(r, "a/1") == (22, 20)


def test_learned_after_death_gives_nothing() -> None:
    told = row("m", "b/1", at(9), told_by=["a/1"], responds_to=("r",))
    r = case(row("r", "a/1", at(2), facts="f", shared_with=["b/1"], learned_after_death=True), told)
    assert Worlds(r, KINDS).acquisitions == frozenset()
    # and a row of the receiver's that came out only afterwards is no mirror
    late = replace(told, learned_after_death=True)
    r = case(row("r", "a/1", at(2), facts="f", shared_with=["b/1"]), late)
    assert since(r, "b/1") == (None, 2)


@pytest.mark.parametrize("stance", list(Stance))
def test_stance(stance: Stance) -> None:
    r = case(row("r", "a/1", at(2), facts="f", stance=stance, shared_with=["b/1"]))
    none = stance in (Stance.DENIED, Stance.RULED_OUT, Stance.ENDED)
    assert since(r, "a/1") == ((None, None) if none else (2, 2))
    assert since(r, "b/1") == ((None, None) if none else (None, 2))


def test_open_sides() -> None:
    # since 4: possible from 4, never certain; undated: possible from ever, never certain
    assert since(case(row("r", "a/1", at(4, None), facts="f")), "a") == (None, 4)
    assert since(case(row("r", "a/1", at(None, 4), facts="f")), "a") == (4, float("-inf"))
    assert since(case(row("r", "a/1", at(None, None), facts="f")), "a") == (None, float("-inf"))


def test_uncoded_rows_say_nothing() -> None:
    r = case(row("r", "a/1", at(2), facts="f", coded=False))
    assert Worlds(r, KINDS).acquisitions == frozenset()


def test_sent_without_receipt_is_possible() -> None:
    r = case(row("r", "a/1", at(2, 4), facts="f", shared_with=["b/1"]))
    assert since(r, "b/1") == (None, 2)
    assert since(replace(r, settings=Settings(sending_suffices=True)), "b/1") == (4, 2)


def test_share_with_oneself_is_no_share() -> None:
    r = case(row("q", "b/1", at(1), facts="f"), row("r", "a/1", at(2), shared_with=["a/1"],
             responds_to=("q",)))  # fmt: skip
    assert since(r, "a/1") == (None, None)


def test_a_share_carries_named_rows_at_the_later_of_both_one_step() -> None:
    # r shares and names q (took into account); q names p, which is one step too far
    r = case(
        row("p", "a/2", at(1), facts="f"),
        row("q", "a/1", at(3, 8), considered=Considered(True, ("p",))),
        row("r", "a/1", at(5), shared_with=["b/1"], considered=Considered(True, ("q",))),
    )
    assert since(r, "b/1") == (None, None)
    p, q, share = r.events
    r = replace(r, events=(p, replace(q, reveals=(Reveal("f", Stance.ALLEGED),)), share))
    # q in 3..8, r at 5: the later of both is in 5..8; possible, for nothing mirrors it
    assert since(r, "b/1") == (None, 5)
    # naming a row is not acquiring it: a/1 holds f by q's own record alone
    assert since(r, "a/1") == (8, 3)


def test_mirror_by_responds_to() -> None:
    # certain at the later of r (2..4) and m (3..9); possible from r alone (R2)
    share = row("r", "a/1", at(2, 4), facts="f", shared_with=["b/1"])
    r = case(share, row("m", "b/1", at(3, 9), responds_to=("r",)))
    assert since(r, "b/1") == (9, 2)


def test_mirror_by_link_of_a_person_but_not_by_a_guess() -> None:
    share = row("r", "a/1", at(2), facts="f", shared_with=["b/1"])
    m = row("m", "b/1", at(6))  # a note: of a kind that is not a contact
    assert since(case(share, m, links=(Link("m", "r", LinkBy.PERSON),)), "b/1") == (6, 2)
    assert since(case(share, m, links=(Link("m", "r", LinkBy.REFERENCE),)), "b/1") == (6, 2)
    assert since(case(share, m, links=(Link("m", "r", LinkBy.MATCH),)), "b/1") == (None, 2)
    # through a third row of the same occurrence
    third = row("z", "d/1", at(30))
    chain = (Link("m", "z", LinkBy.PERSON), Link("z", "r", LinkBy.REFERENCE))
    assert since(case(share, m, third, links=chain), "b/1") == (6, 2)
    # a link without a share says nothing of who told whom
    silent = replace(share, shared_with=())
    assert since(case(silent, m, links=(Link("m", "r", LinkBy.PERSON),)), "b/1") == (None, None)
    # b's own contact with somebody is no receipt, unless it says who told
    met = row("m", "b/1", at(6 + 9 * DAY), "contact")
    link = (Link("m", "r", LinkBy.REFERENCE),)
    assert since(case(share, met, links=link), "b/1") == (None, 2)
    told = replace(met, told_by=(Naming("a/2"),))
    assert since(case(share, told, links=link), "b/1") == (6 + 9 * DAY, 2)
    other = replace(met, told_by=(Naming("d/2"),))
    assert since(case(share, other, links=link), "b/1") == (None, 2)


def test_mirror_by_told_by_within_eight_days() -> None:
    share = row("r", "a/1", at(2, 5), facts="f", shared_with=["b/1"])
    m = row("m", "b/1", at(4, 6), told_by=["a/2"])  # any team of the sender's agency
    assert since(case(share, m), "b/1") == (6, 2)
    # from the first minute of the one (2) to the last of the other: eight days, and a minute more
    week = at(9, 2 + 8 * DAY)
    assert since(case(share, replace(m, when=week)), "b/1") == (2 + 8 * DAY, 2)
    assert since(case(share, replace(m, when=at(9, 3 + 8 * DAY))), "b/1") == (None, 2)
    assert since(case(share, replace(m, when=at(-9))), "b/1") == (5, 2)  # before, too
    assert since(case(share, replace(m, when=at(4, None))), "b/1") == (None, 2)
    # day 0 and day 7 are within, day 0 and day 8 are not
    share = replace(share, when=day(0))
    assert since(case(share, replace(m, when=day(7))), "b/1") == (8 * DAY - 1, 0)
    assert since(case(share, replace(m, when=day(8))), "b/1") == (None, 0)
    # each pair on its own: a second row and a second share unsettle nothing
    twin = row("m2", "b/2", day(3), told_by=["a/1"])
    again = row("r2", "a/2", day(3), shared_with=["b/2"])
    r = case(share, replace(m, when=day(7)), twin, again)
    assert since(r, "b/1") == (8 * DAY - 1, 0)
    assert since(r, "b/2") == (4 * DAY - 1, 3 * DAY)
    # told by somebody else
    assert since(case(share, row("m", "b/1", day(1), told_by=["d/1"])), "b/1") == (None, 0)


def test_the_team_that_recorded_receipt_acquires() -> None:
    share = row("r", "a/1", at(2), facts="f", shared_with=["b/1"])
    r = case(share, row("m", "b/2", at(3), responds_to=("r",)))
    assert since(r, "b/2") == (3, 3)
    assert since(r, "b/1") == (None, 2)
    assert since(r, "b") == (3, 2)
    # a receipt by "team not stated" is the agency's; possible for each of its teams
    r = case(share, row("m", "b/", at(3), responds_to=("r",)))
    assert since(r, "b") == (3, 2)
    assert since(r, "b/1") == (None, 2)
    assert since(r, "b/2") == (None, 3)


def test_the_sender_s_own_row_is_no_receipt() -> None:
    share = row("r", "a/1", at(2), facts="f", shared_with=["a/2"])
    r = case(share, row("m", "a/1", at(3), responds_to=("r",)))
    assert since(r, "a/2") == (None, 2)


def test_pathway_counts_as_sent() -> None:
    r = case(row("r", "a/1", at(2, 4), "incident", facts="f"))
    path = Pathway("n", "a", "b", kinds=("incident",), automatic=True)

    def with_path(p: Pathway) -> tuple[int | None, float | None]:
        return since(replace(r, settings=Settings(pathways=(p,))), "b")

    assert with_path(path) == (None, 2)
    assert with_path(replace(path, automatic=False)) == (None, None)
    assert with_path(replace(path, kinds=("letter",))) == (None, None)
    assert with_path(replace(path, kinds=("letter",), topics=("topic0",))) == (None, 2)
    assert with_path(replace(path, kinds=())) == (None, 2)
    assert with_path(replace(path, start=date(1950, 1, 1))) == (None, None)
    # by sector, to every other agency of it; for its teams, possible too
    sector = replace(path, source="police", target="police")
    assert with_path(sector) == (None, 2)
    settings = Settings(pathways=(sector,))
    assert since(replace(r, settings=settings), "d/2") == (None, 2)


def test_meeting_attended_invited_and_minutes() -> None:
    # two agencies' rows of one meeting; f is on a's
    mine = row("k", "a/1", at(4, 6), "meeting", facts="f")
    theirs = row("m", "b/1", at(5, 7), "meeting", attended=["b/1", "d/1"], invited=["d/2"])
    link = (Link("k", "m", LinkBy.REFERENCE),)
    r = case(mine, theirs, links=link)
    assert since(r, "d/1") == (7, 5)  # later of k and m
    assert since(r, "b/1") == (7, 5)
    assert since(r, "d/2") == (None, None)  # invited, not there
    # only a guess ties the two rows
    assert since(case(mine, theirs, links=(Link("k", "m", LinkBy.MATCH),)), "d/1") == (None, 5)
    # no meeting: "attended" on a plain contact
    plain = (replace(mine, kind="contact"), replace(theirs, kind="contact"))
    assert since(case(*plain, links=link), "d/1") == (None, None)
    # minutes are sending
    sent = replace(mine, minutes_to=(Naming("d/2"),))
    assert since(case(sent), "d/2") == (None, 4)
    assert since(case(replace(sent, kind="contact")), "d/2") == (None, 4)


def test_meeting_carries_what_its_rows_name() -> None:
    r = case(
        row("q", "a/1", at(1, 9), facts="f"),
        row("k", "a/1", at(4), "meeting", responds_to=("q",), attended=["b/1"]),
    )
    assert since(r, "b/1") == (9, 4)


def test_told_by_is_evidence_of_the_teller_possible_only() -> None:
    r = case(row("m", "b/1", at(3, 5), facts="f", told_by=["a/1"]))
    assert since(r, "a/1") == (None, 3)
    assert since(r, "b/1") == (5, 3)
    # not what m merely names
    r = case(row("q", "b/1", at(1), facts="f"),
             row("m", "b/1", at(3), responds_to=("q",), told_by=["a/1"]))  # fmt: skip
    assert since(r, "a/1") == (None, None)


def test_team_not_stated() -> None:
    r = case(row("r", "a/", at(2, 5), facts="f"))
    assert since(r, "a") == (5, 2)
    assert since(r, "a/1") == (None, 2)
    assert since(r, "a/2") == (None, 2)


def test_sequence_moves_no_bound() -> None:
    events = [row(f"e{k}", "a/1", day(0), sequence=k) for k in (1, 2, 3)]
    events[1] = replace(events[1], reveals=(Reveal("f", Stance.ALLEGED),))
    assert since(case(*events), "a/1") == (DAY - 1, 0)


# ---------------------------------------------------------------------- finding 1: pairs


def pair_case(a: When, c: When, *more: Event, **head) -> CaseRecords:
    return case(row("r", "a/1", a, facts="f"), row("c", "b/1", c, "contact"), *more, **head)


def test_pair_plain_hit() -> None:
    # r by 3, c from 5: in all worlds
    assert verdict(pair_case(at(2, 3), at(5, 6))) == "certain"


def test_pair_near_misses() -> None:
    assert verdict(pair_case(at(5, 6), at(2, 5))) == "no"  # c before, or at, r: strictly later
    assert verdict(pair_case(at(2), at(2))) == "no"
    assert verdict(pair_case(at(2), at(3))) == "certain"


def test_pair_uncertain_overlap() -> None:
    assert verdict(pair_case(at(2, 6), at(5, 9))) == "possible"


def test_pair_b_knew_first_or_at_once() -> None:
    own = row("o", "b/1", at(4), facts="f")
    assert verdict(pair_case(at(2), at(5), own)) == "no"
    assert verdict(pair_case(at(2), at(4), own)) == "no"  # "at or before x"
    assert verdict(pair_case(at(2), at(3), own)) == "certain"
    # B was perhaps told in time
    sent = row("t", "a/1", at(3), facts="f", shared_with=["b/1"])
    assert verdict(pair_case(at(2), at(5), sent)) == "possible"
    assert verdict(pair_case(at(2), at(3), replace(sent, when=at(4)))) == "certain"


def test_pair_contacts_that_are_contacts() -> None:
    r = pair_case(at(2), at(5))
    c = r.events[1]

    def with_c(**changes) -> str:
        return verdict(replace(r, events=(r.events[0], replace(c, **changes))))

    assert with_c(kind="letter") == "no"  # routine
    assert with_c(kind="note") == "no"  # no contact
    assert with_c(fatal=True) == "no"
    assert with_c(involves=(Involvement("V", Part.MENTIONED),)) == "no"
    assert with_c(involves=()) == "no"
    assert with_c(involves=(Involvement("P", Part.PRESENT),)) == "certain"  # f is by P
    assert with_c(involves=(Involvement("C", Part.SUBJECT),)) == "certain"  # P's child
    assert with_c(reveals=(Reveal("f", Stance.DENIED),)) == "certain"  # asked, and not told
    assert with_c(reveals=(Reveal("f", Stance.OBSERVED),)) == "no"  # B learns it there
    about = replace(r, facts=(replace(STANDING, by=None),))
    changed = replace(c, involves=(Involvement("C", Part.SUBJECT),))
    assert verdict(replace(about, events=(r.events[0], changed))) == "no"  # P's, not V's child


def test_pair_contact_is_an_atom_of_b_s_or_of_a_s() -> None:
    # c is where b was told (its mirror): B learns it there
    r = case(
        row("r", "a/1", at(2), facts="f", shared_with=["b/1"]),
        row("c", "b/1", at(5), "contact", responds_to=("r",)),
    )
    assert verdict(r) == "no"
    # told by: a's holding is known from c alone, so c is no opportunity for it
    r = case(row("c", "b/1", at(5), "contact", facts="f", told_by=["a/1"]))
    assert verdict(r) == "no"


def test_pair_a_only_possible() -> None:
    # d told a, by d's record alone
    r = case(
        row("t", "d/1", at(2), facts="f", shared_with=["a/1"]),
        row("c", "b/1", at(5), "contact"),
    )
    assert verdict(r) == "possible"
    assert verdict(r, a="d") == "certain"


def test_pair_correlated_acquisitions() -> None:
    # One meeting gives A and B the same fact at the same instant: m at 2..8, both attended.
    # By intervals A may have it at 2 and B not before 8; in no world is there a gap.
    m = row("m", "d/1", at(2, 8), "meeting", facts="f", attended=["a/1", "b/1"])
    assert verdict(case(m, row("c", "b/1", at(4, 5), "contact"))) == "no"
    # A's share of its own row, with receipt: B at the later of r and m. Between them is a gap
    # in some worlds (r at 2, m at 8), in others not (both at 8, c before)
    r = case(
        row("r", "a/1", at(2, 8), facts="f", shared_with=["b/1"]),
        row("m", "b/1", at(2, 8), responds_to=("r",)),
        row("c", "b/1", at(4, 5), "contact"),
    )
    assert verdict(r) == "possible"


def test_pair_order_within_a_day_by_sequence() -> None:
    # the same document: c after r on one untimed day, certainly
    def both(first: int | None, second: int | None, **changes) -> str:
        r = row("r", "a/1", day(0), facts="f", sequence=first)
        c = row("c", "b/1", day(0), "contact", sequence=second)
        return verdict(case(replace(r, **changes), c))

    assert both(1, 2) == "certain"
    assert both(2, 1) == "no"
    assert both(1, None) == "possible"
    assert both(1, 1) == "possible"  # equal numbers order nothing
    assert both(1, 2, source=SourceRef("two.csv", "", 1)) == "possible"  # another document
    assert both(1, 2, when=at(0, 2 * DAY - 1)) == "possible"  # not one day
    assert both(1, 2, learned=day(0)) == "possible"  # Seq orders the rows, not Learned


def test_pair_b_told_after_the_contact_by_sequence() -> None:
    # r, c, o of one day and document: b's own record o of f comes after its contact c
    r = row("r", "a/1", day(0), facts="f", sequence=1)
    c = row("c", "b/1", day(0), "contact", sequence=2)
    o = row("o", "b/1", day(0), facts="f", sequence=3)
    assert verdict(case(r, c, o)) == "certain"
    assert verdict(case(r, c, replace(o, sequence=None))) == "possible"
    assert verdict(case(r, replace(c, sequence=4), o)) == "no"
    # a knew from the last minute but one of the day: c and o still fit into the last
    late = row("r", "a/1", at(DAY - 2), facts="f")
    assert verdict(case(late, c, o)) == "possible"


def test_pair_sequence_and_a_contact_that_has_none() -> None:
    # r(1), o(2) on one day, c lasts for days around it. In the world where o falls in the same
    # minute as r there is no instant with r before it and o after it
    r = case(
        row("r", "a/1", day(1), facts="f", sequence=1),
        row("o", "b/1", day(1), facts="f", sequence=2),
        row("c", "b/1", lasts((0, 0), (5 * DAY, 5 * DAY)), "contact"),
    )
    assert verdict(r) == "possible"


def test_pair_lasting_contact_is_one_until_its_end() -> None:
    # c from 0..1 until 8..9: A knew by 5, before the end's earliest
    assert verdict(pair_case(at(2, 5), lasts((0, 1), (8, 9)))) == "certain"
    assert verdict(pair_case(at(2, 8), lasts((0, 1), (8, 9)))) == "possible"
    # B learns at 5; A knew at 2: some instant between
    own = row("o", "b/1", at(5), facts="f")
    assert verdict(pair_case(at(2), lasts((0, 1), (8, 9)), own)) == "certain"
    assert verdict(pair_case(at(4), lasts((0, 1), (8, 9)), own)) == "no"  # no minute between


def test_pair_open_sides() -> None:
    assert verdict(pair_case(at(2), at(3, None))) == "certain"
    assert verdict(pair_case(at(2), at(None, None))) == "possible"
    assert verdict(pair_case(at(None, 2), at(3))) == "certain"
    assert verdict(pair_case(at(None, None), at(3))) == "possible"


def test_pair_window() -> None:
    head = Case("c", "C", fatal_incident=at(5, 7))
    assert verdict(pair_case(at(2), at(4), head=head)) == "certain"
    assert verdict(pair_case(at(2), at(5), head=head)) == "possible"  # the incident may be at 5
    assert verdict(pair_case(at(2), at(7), head=head)) == "no"
    scope = moment_of(BASE).date()
    head = Case("c", "C", scope_from=scope, scope_to=scope)
    assert verdict(pair_case(at(-9), at(0), head=head)) == "certain"  # knowledge from before
    assert verdict(pair_case(at(-9), at(-1), head=head)) == "no"
    assert verdict(pair_case(at(2), at(DAY - 1, DAY), head=head)) == "possible"
    assert verdict(pair_case(at(2), at(DAY), head=head)) == "no"


def test_pair_a_of_the_fatal_incident_triggers_nothing() -> None:
    r = pair_case(at(2), at(4))
    assert verdict(replace(r, events=(replace(r.events[0], fatal=True), r.events[1]))) == "no"


def test_pair_state_expires() -> None:
    # longest one day: x at most r + 1440
    assert verdict(pair_case(at(2), at(DAY + 2), fact=STATE)) == "certain"
    assert verdict(pair_case(at(2), at(DAY + 3), fact=STATE)) == "no"
    assert verdict(pair_case(at(2, 3), at(DAY + 3), fact=STATE)) == "possible"
    # said again, it lasts again
    again = row("r2", "a/1", at(9), facts="f")
    assert verdict(pair_case(at(2), at(DAY + 3), again, fact=STATE)) == "certain"


def test_pair_state_counts_from_the_row_that_reveals_it() -> None:
    # q reveals the state at 0; t passes it on a day later; x a day after t is too late
    r = case(
        row("q", "d/1", at(0), facts="f"),
        row("t", "d/1", at(DAY - 2), shared_with=["a/1"], responds_to=("q",)),
        row("c", "b/1", at(DAY + 5), "contact"),
        fact=STATE,
    )
    assert verdict(r) == "no"
    earlier = replace(r.events[2], when=at(DAY))
    assert verdict(replace(r, events=(*r.events[:2], earlier))) == "possible"


def test_pair_state_ended() -> None:
    # an ending row of anybody's between r and c
    ended = row("z", "d/1", at(4), facts="f", stance=Stance.ENDED)
    fact = replace(STATE, longest_days=None)
    assert verdict(pair_case(at(2), at(6), ended, fact=fact)) == "no"
    assert verdict(pair_case(at(2), at(6), replace(ended, when=at(7)), fact=fact)) == "certain"
    assert verdict(pair_case(at(2), at(6), replace(ended, when=at(1)), fact=fact)) == "certain"
    assert verdict(pair_case(at(2), at(6), replace(ended, when=at(5, 7)), fact=fact)) == "possible"
    # said again after it had ended, in some worlds: r at 1, z at 0, c from 2
    r = pair_case(at(0, 1), at(0, 9), replace(ended, when=at(0)), fact=fact)
    assert verdict(r) == "possible"
    # nothing of the kind for a standing fact
    assert verdict(pair_case(at(2), at(6), ended)) == "certain"


def test_between_teams() -> None:
    r = case(row("r", "a/1", at(2), facts="f"), row("c", "a/2", at(5), "contact"))
    w = Worlds(r, KINDS)
    assert w.inside_lines() == {("f", "a/2"): "certain"}
    assert w.unshared_lines() == {}
    # recorded by the agency, team not stated: the other team may have been the one
    r = replace(r, events=(replace(r.events[0], team_id="a/"), r.events[1]))
    assert Worlds(r, KINDS).inside_lines() == {("f", "a/2"): "possible"}
    # an informal source is nobody's B
    informal = tuple(replace(a, informal=True) for a in r.agencies)
    assert Worlds(replace(r, agencies=informal), KINDS).inside_lines() == {}


def test_lines_name_b_and_leave_out_informal_ones() -> None:
    r = pair_case(at(2), at(5), row("c2", "d/1", at(1, 9), "contact"))
    assert Worlds(r, KINDS).unshared_lines() == {("f", "b"): "certain", ("f", "d"): "possible"}
    informal = tuple(replace(a, informal=a.agency_id in "ad") for a in r.agencies)
    assert Worlds(replace(r, agencies=informal), KINDS).unshared_lines() == {("f", "b"): "certain"}


# ---------------------------------------------------------------------- finding 2


def omitted(*events: Event, **more) -> dict[str, str]:
    records = case(*events, **more)
    assert_sql_agrees(records)
    return dict(Worlds(records, KINDS).isolated().get("t", {}))


NONE = Considered(True, ())


def test_isolation() -> None:
    i = row("i", "a/1", at(2, 3), "incident")
    t = row("t", "a/2", at(6), "assessment", considered=NONE)
    assert omitted(i, t) == {"i": "certain"}
    assert omitted(i, replace(t, considered=Considered(False, ()))) == {"i": "certain"}
    assert omitted(i, replace(t, considered=None)) == {}  # a file without the column
    assert omitted(i, replace(t, considered=Considered(True, ("i",)))) == {}
    assert omitted(i, replace(t, responds_to=("i",))) == {}
    assert omitted(replace(i, when=at(2, 8)), t) == {"i": "possible"}  # a vague prior stays
    assert omitted(replace(i, when=at(6, 8)), t) == {}
    assert omitted(replace(i, involves=(Involvement("P", Part.SUBJECT),)), t) == {}
    assert omitted(replace(i, involves=(Involvement("V", Part.PRESENT),)), t) == {}
    assert omitted(replace(i, fatal=True), t) == {}
    assert omitted(replace(i, team_id="b/1"), t) == {}  # not held: reported under 1
    # a contact of another kind that tells of something that happened, and weighs enough
    happened = replace(STANDING, nature=Nature.OCCURRENCE)
    n = replace(i, kind="contact", reveals=(Reveal("f", Stance.DISCLOSED),))
    assert omitted(n, t, fact=happened) == {"i": "certain"}
    assert omitted(n, t) == {}  # a standing fact is no occurrence
    assert omitted(n, t, fact=replace(happened, weight=2)) == {}
    assert omitted(replace(n, kind="note"), t, fact=happened) == {}  # a note, a share: retold
    history = replace(n, reveals=(Reveal("f", Stance.HISTORY),))
    assert omitted(history, t, fact=happened) == {}  # retold, it is not a new occurrence


def test_isolation_of_what_others_told() -> None:
    i = row("i", "b/1", at(2), "incident", shared_with=["a/1"])
    t = row("t", "a/2", at(6), "assessment", considered=NONE)
    assert omitted(i, t) == {"i": "possible"}
    m = row("m", "a/1", at(4), responds_to=("i",))
    # the mirror tells of its own occurrence, and makes the telling of i certain
    assert omitted(i, m, t) == {"i": "certain"}
    assert omitted(i, replace(m, when=at(7)), t) == {"i": "possible"}


def test_isolation_looking_at_the_notification_is_looking_at_what_it_notified() -> None:
    i = row("i", "b/1", at(2), "incident", shared_with=["a/1"])
    m = row("m", "a/1", at(4), told_by=["b/1"])
    t = row("t", "a/2", at(6), "assessment", considered=Considered(True, ("m",)))
    assert omitted(i, m, replace(t, considered=NONE)) == {"i": "certain"}
    assert omitted(i, m, t) == {}
    # a row of a's own that only a guess ties to j is not a row by which a heard of j
    j = row("j", "a/2", at(3), "incident")
    k = row("k", "a/1", at(2), "incident")
    guess = (Link("j", "k", LinkBy.MATCH),)
    looked = replace(t, considered=Considered(True, ("k",)))
    assert omitted(j, k, looked, links=guess) == {"j": "possible"}


def test_isolation_counts_occurrences_and_goes_through_assessments() -> None:
    i = row("i", "a/1", at(2), "incident")
    j = row("j", "b/1", at(2, 3), "incident")
    t = row("t", "a/2", at(9), "assessment", considered=Considered(True, ("s",)))
    s = row("s", "a/2", at(5), "assessment", considered=Considered(True, ("j",)))
    same = (Link("i", "j", LinkBy.PERSON),)
    assert omitted(i, j, t, s, links=same) == {}
    assert omitted(i, j, t, s) == {"i": "certain"}
    guess = (Link("i", "j", LinkBy.MATCH),)
    # by the guess, i was perhaps what s considered; and a was perhaps aware of j, which it did
    assert omitted(i, j, t, s, links=guess) == {"i": "possible"}
    assert omitted(i, j, replace(t, considered=NONE), links=same) == {"i": "certain"}
    assert omitted(i, j, replace(t, considered=NONE), links=guess) == {
        "i": "certain",
        "j": "possible",
    }


def test_isolation_look_back_and_window() -> None:
    i = row("i", "a/1", at(2), "incident")
    t = row("t", "a/2", at(DAY + 2), "assessment", considered=NONE)
    look = {"settings": Settings(look_back_days=1)}
    assert omitted(i, t, **look) == {"i": "certain"}
    assert omitted(i, replace(t, when=at(DAY + 3)), **look) == {}
    assert omitted(replace(i, when=at(2, 3)), replace(t, when=at(DAY + 3)), **look) == {
        "i": "possible"
    }
    # what lasted until a day before is still within
    assert omitted(
        replace(i, when=lasts((2, 2), (9, 9))), replace(t, when=at(DAY + 9)), **look
    ) == {"i": "certain"}
    head = Case("c", "C", fatal_incident=at(5, 7))
    assert omitted(i, replace(t, when=at(4)), head=head) == {"i": "certain"}
    assert omitted(i, replace(t, when=at(6)), head=head) == {"i": "possible"}
    assert omitted(i, replace(t, when=at(7)), head=head) == {}


def test_no_assessment_after_an_incident() -> None:
    i = row("i", "a/1", at(2, 3), "incident")
    rule = Expectation("dash", sectors=("police",), days=1)

    def after(*events: Event, rule: Expectation = rule, **more) -> dict[str, str]:
        r = case(i, *events, settings=Settings(assessment_expected=(rule,)), **more)
        return dict(Worlds(r, KINDS).no_assessment())

    assert after() == {"i": "certain"}
    z = row("z", "a/2", at(9), "assessment")
    assert after(z) == {}
    assert after(replace(z, team_id="b/1")) == {"i": "certain"}  # another agency's
    assert after(replace(z, when=at(1))) == {"i": "certain"}  # before it
    assert after(replace(z, when=at(DAY + 3))) == {"i": "possible"}
    assert after(replace(z, when=at(DAY + 4))) == {"i": "certain"}
    assert after(rule=replace(rule, sectors=("gp",))) == {}
    # less than the time allowed before the end: cannot tell
    assert after(head=Case("c", "C", fatal_incident=at(DAY + 3))) == {"i": "possible"}
    assert after(head=Case("c", "C", fatal_incident=at(DAY + 2))) == {}
    # no rule applies before it existed
    assert after(rule=replace(rule, start=date(2009, 3, 1))) == {}


# ---------------------------------------------------------------------- three ways agree


_DB = duckdb.connect(":memory:", config={"threads": 1})
_DB.execute("PRAGMA disable_optimizer")  # small cases: planning costs more than it saves


def _as_dict(frame: pd.DataFrame) -> dict[tuple[str, str], str]:
    return {(r[0], r[1]): r[2] for r in frame.itertuples(index=False)}


def assert_sql_agrees(records: CaseRecords) -> None:
    """Hold the SQL version to the oracle, row by row."""
    w = Worlds(records, KINDS)
    q = ThreeQuestions(records, KINDS, connection=_DB)
    assert _as_dict(q.unshared()) == w.unshared_lines()
    assert _as_dict(q.inside()) == w.inside_lines()
    assert _as_dict(q.isolation()) == {
        (t, o): c for t, found in w.isolated().items() for o, c in found.items()
    }
    known = {(k.holder, k.fact_id): k for k in q.knows().itertuples()}
    holders = [a.agency_id for a in records.agencies]
    holders += [t.team_id for t in records.teams if t.stated]
    for holder in holders:
        for fact in w.facts:
            k = known.get((holder, fact))
            certain = None if k is None or pd.isna(k.certain_from) else int(k.certain_from)
            possible = None
            if k is not None:
                possible = float("-inf") if k.possible_from <= -OPEN else int(k.possible_from)
            assert (certain, possible) == (
                w.certain_from(holder, fact),
                w.possible_from(holder, fact),
            )


MODEST = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@settings(MODEST, max_examples=120)
@given(small_cases(max_events=5))
def test_logic_is_the_listing_of_worlds(records: CaseRecords) -> None:
    note(describe(records))
    w = Worlds(records, KINDS, horizon=HORIZON, most=10_000)
    agencies = [a.agency_id for a in records.agencies]
    for fact in w.facts:
        for holder in [*agencies, *(t.team_id for t in records.teams)]:
            try:
                listed = (
                    w.certain_from(holder, fact, "enumerate"),
                    w.possible_from(holder, fact, "enumerate"),
                )
            except TooManyWorldsError:
                continue
            assert listed == (w.certain_from(holder, fact), w.possible_from(holder, fact))
        for a in agencies:
            for b in agencies:
                contacts = w.contacts(b, fact) if a != b else []
                for c in contacts:
                    for start in w.starts(a, fact):
                        try:
                            by_list = w.pair(fact, a, b, c.event_id, start, "enumerate")
                        except TooManyWorldsError:
                            continue
                        assert w.pair(fact, a, b, c.event_id, start) == by_list


@pytest.mark.thorough
@settings(MODEST, max_examples=40)
@given(
    st.one_of(
        small_cases(max_events=7),
        small_cases(max_events=7, wide=True, opens=True),
        small_cases(max_events=6, wide=True, sequence=True, states=False),
    )
)
def test_sql_is_the_oracle(records: CaseRecords) -> None:
    note(describe(records))
    assert_sql_agrees(records)


@settings(MODEST, max_examples=60)
@given(small_cases(max_events=6, wide=True, opens=True, sequence=True), st.randoms())
def test_permuting_rows_changes_nothing(records: CaseRecords, random) -> None:
    events = list(records.events)
    random.shuffle(events)
    one, other = Worlds(records, KINDS), Worlds(replace(records, events=tuple(events)), KINDS)
    assert one.acquisitions == other.acquisitions
    assert one.unshared_lines() == other.unshared_lines()
    assert one.isolated() == other.isolated()


@settings(MODEST, max_examples=100)
@given(small_cases(max_events=6, wide=True, opens=True, sequence=True), st.data())
def test_fewer_rows_never_mean_more_knowledge(records: CaseRecords, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(records.events))
    note(describe(records) + f"\nwithout {gone.event_id}")
    fewer = replace(records, events=tuple(e for e in records.events if e is not gone))
    before, after = Worlds(records, KINDS), Worlds(fewer, KINDS)
    for holder in [a.agency_id for a in records.agencies] + [t.team_id for t in records.teams]:
        for fact in before.facts:
            more, less = before.certain_from(holder, fact), after.certain_from(holder, fact)
            assert less is None or (more is not None and more <= less)
            first, then = before.possible_from(holder, fact), after.possible_from(holder, fact)
            assert then is None or (first is not None and first <= then)
