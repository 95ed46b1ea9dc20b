"""The pooled picture as a line: when all records together held enough, and when one agency's."""

from __future__ import annotations

from collections.abc import Iterator

from graphdb.case_view import LONG_AGO
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition
from graphdb.pooled import POOL, WHAT_IT_SHOWS, Crossing, PooledPicture, incidents_heard
from queries.after import Look
from queries.definition import Definition, Need
from queries.enquiry import Enquiry, counted, day_of, listed, weigh
from queries.finding import Certainty, Cited, Cites, Results
from queries.rules import Rule
from queries.threshold import ANOTHER, by_default, numbers, set_by

DEFINITION = Definition(
    key="pooled-threshold",
    title="What the records held together, and what any one agency held",
    asks=(
        "When did the agencies' records, put together, hold enough to act on, and when did those "
        "of any single agency?"
    ),
    how=(
        "The threshold of the settings (different things known, their weight, or incidents within "
        "a year; whichever is reached first) is looked for in what all organisations together had "
        "on record, and in what each of them had. There is a line where the records together "
        "reach it at least the rule's days before any single agency's do, or where no single one "
        "does before the end. Certain where the last day on which the records together can have "
        "reached it lies before the first on which any single one's can; possible where it is so "
        "with every date at its earliest, or with every date at its latest and nothing that is "
        "only possible. People close to them are never part of it. One line for the case; with "
        "the rows of one organisation alone there is none. The threshold is a number that a panel "
        "sets: the line says which, and whose, and that another gives other days (those of the "
        "product’s own stand beside them); it stands after what rests on the records alone. It "
        "says what the records contained, not what anybody was bound to do."
    ),
    sources=("000 ¶45", "000 ¶46"),
    codes=("6C",),
    order=9,
    forms=(
        (
            "the records together first",
            "some days before the first single agency's did, or can have done",
        ),
        ("only the records together", "no single agency's can have reached it before the end"),
    ),
    cannot_see=(
        "Whether the death would have been prevented: it does not show that. What chronologies do "
        "not cover or nobody coded is in neither; whether the records could lawfully have been put "
        "together is a question for the panel."
    ),
    family="pooled",
    counts=(
        "comparison of what the records held together and what any one agency held",
        "comparisons of what the records held together and what any one agency held",
    ),
    needs=(Need.TWO_AGENCIES,),
    by_threshold=True,
    takes_rules=False,
)

#: How many agencies' own days a note names.
_NAMED = 6


def find(enquiry: Enquiry) -> Results:
    """Return the line of the case, where the records together came first."""
    look = Look(enquiry, DEFINITION, "", ("", ""))
    with_rows = [a for a in enquiry.formal if enquiry.view.rows_of_agency.get(a)]
    for rule in enquiry.rules_for(DEFINITION.key)[:1]:
        _judge(look, rule, with_rows)
    return look.results()


def _judge(look: Look, rule: Rule, with_rows: list[str]) -> None:
    picture = look.enquiry.pooled
    pool, best = picture.pool_crossing, picture.best_crossing
    certainty = certainty_of(pool, best, rule.days)
    minute = pool.certain if pool.certain is not None else pool.possible
    if certainty is None or minute is None:
        return
    over = best.possible is not None and best.possible < look.enquiry.view.scope_lo
    if rule.holds(max(minute, LONG_AGO), minute) and not over:
        _add(look, picture, minute, certainty, with_rows)


def certainty_of(pool: Crossing, best: Crossing, days: int) -> Certainty | None:
    """Return whether the pool came first by so many days, in every world or in a known one.

    In every world: the last minute of the pool's crossing against the first of any single one's.
    In one: all dates at their earliest and everything possible so, or all at their latest and
    nothing that is only possible; both are worlds. A world between them that alone shows it is
    not looked for, so that nothing is called possible that is not.
    """
    if pool.certain is not None and _later(best.possible, pool.certain, days):
        return Certainty.CERTAIN
    earliest = pool.possible is not None and _later(best.possible, pool.possible, days)
    latest = pool.certain is not None and _later(best.certain, pool.certain, days)
    return Certainty.POSSIBLE if earliest or latest else None


def _later(single: int | None, pool: int, days: int) -> bool:
    """Whether a single one's crossing is so many days after the pool's, or is none."""
    return single is None or single // MINUTES_PER_DAY - pool // MINUTES_PER_DAY >= days


# -- what was held -----------------------------------------------------------------------


def _held(enquiry: Enquiry, picture: PooledPicture, minute: int) -> list[Acquisition]:
    """Return how each thing known by a minute first came on an organisation's record."""
    holding = picture.holdings[POOL]
    certain = picture.pool_crossing.certain is not None
    spans = holding.certain if certain else holding.possible
    facts = dict.fromkeys(s.fact_id for s in spans if s.since <= minute < s.until)
    found = []
    for fact_id in facts:
        ways = [
            a
            for agency_id in enquiry.formal
            for a in enquiry.knowledge.facts.of_agency(agency_id, fact_id)
            if (a.certain and a.latest <= minute if certain else a.earliest <= minute)
        ]
        if ways:
            found.append(min(ways, key=lambda a: (a.latest, a.sort_key)))
    return found


def _incidents(enquiry: Enquiry, minute: int) -> list[str]:
    """Return the rows of the incidents heard of by a minute, of the days that the rule counts."""
    since = minute - enquiry.settings.threshold.incident_days * MINUTES_PER_DAY
    heard = incidents_heard(enquiry.knowledge, list(enquiry.formal))
    return [
        row
        for h in heard
        if h.possible_from <= minute and h.latest >= since
        for row in enquiry.rows_telling(h.occurrence)[:1]
    ]


# -- words -------------------------------------------------------------------------------


def _crossed(crossing: Crossing) -> str:
    """Return the day of a crossing in words: "by 3 May 2011", "possibly by 3 May 2011"."""
    if crossing.certain is not None:
        return f"by {day_of(crossing.certain)}"
    return "" if crossing.possible is None else f"possibly by {day_of(crossing.possible)}"


def _single(enquiry: Enquiry, best: Crossing) -> str:
    if best.possible is None:
        return "No single agency’s records did before the end."
    name = enquiry.name(best.holder)
    return f"The first single agency’s did {_crossed(best)} ({name})."


def _between(picture: PooledPicture) -> str:
    days = picture.days_between()
    if days is None or days == (0, 0):
        return ""
    least, most = days
    if most is None:
        return f" Between the two lie at least {counted(least, 'day')}."
    if least == most:
        return f" Between the two lie {counted(least, 'day')}."
    return f" Between the two lie {least} to {counted(most, 'day')} (dates in doubt)."


def _others(enquiry: Enquiry, picture: PooledPicture) -> str:
    """Return that another threshold gives other days, and those of the product's own."""
    return " ".join(part for part in (ANOTHER, by_default(enquiry, picture)) if part)


def _notes(enquiry: Enquiry, picture: PooledPicture, with_rows: list[str]) -> Iterator[str]:
    because = enquiry.settings.threshold.because
    if because:
        yield f"Why this threshold was set: {because.rstrip('.')}."
    reached = [
        (c.certain is None, c.certain or c.possible or 0, enquiry.place_of_agency[a], a)
        for a in with_rows
        if (c := picture.crossings[a]).certain is not None or c.possible is not None
    ]
    if reached:
        own = [
            f"{enquiry.name(a)} {_crossed(picture.crossings[a])}"
            for *_, a in sorted(reached)[:_NAMED]
        ]
        yield f"On their own records: {listed(own)}."
    view = enquiry.view
    blind = [a for a in with_rows if not enquiry.can_tell(a, view.scope_lo, view.end_lo)]
    if blind:
        yield (
            f"{enquiry.names(blind)} may have held more: not all of the time is covered, or rows "
            "are not coded."
        )
    yield WHAT_IT_SHOWS


def _add(
    look: Look,
    picture: PooledPicture,
    minute: int,
    certainty: Certainty,
    with_rows: list[str],
) -> None:
    enquiry = look.enquiry
    pool, best = picture.pool_crossing, picture.best_crossing
    held = _held(enquiry, picture, minute)
    if any(enquiry.view.is_fatal(enquiry.view.events[row]) for a in held for row in a.atoms):
        return  # what only the fatal incident's own rows tell was not there to be put together
    rows = dict.fromkeys([a.via for a in held] + _incidents(enquiry, minute))
    view = enquiry.view
    # in the order of what they held, whatever their ids
    ordered = sorted(rows, key=view.place.__getitem__)
    agencies = tuple(dict.fromkeys(view.events[row].agency_id for row in ordered))
    formal = tuple(a for a in agencies if enquiry.is_formal(a))
    rule = enquiry.settings.threshold
    verb = "held" if pool.certain is not None else "may have held"
    facts = tuple(dict.fromkeys(a.subject for a in held))
    look.add(
        certainty=certainty,
        statement=(
            f"By {set_by(rule)} ({numbers(rule)}), the agencies’ records together {verb} enough "
            f"{_crossed(pool)}. {_single(enquiry, best)}{_between(picture)} "
            f"{_others(enquiry, picture)}"
        ),
        question=(
            "What would have let these records be seen together at the time, and who could have "
            "asked for it?"
        ),
        weight=weigh(5, 3),
        group=DEFINITION.family,
        agencies=formal,
        persons=enquiry.view.household,
        facts=facts,
        form="only the records together" if best.possible is None else "the records together first",
        cited=[Cited(row, Cites.KNOWN, certainty) for row in rows],
        window=picture.days_between(),
        notes=tuple(_notes(enquiry, picture, with_rows)),
    )
