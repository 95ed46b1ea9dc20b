"""A made-up case of any size, for the page alone; nothing in it comes from any person or review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle

from graphdb.dates import MINUTES_PER_DAY, minute_of
from tests.viz.synthetic_network import network
from viz.axis import day_in_words
from viz.model import (
    ChainLink,
    CurvePoint,
    DispositionLine,
    EventRow,
    EvidenceLine,
    FactLine,
    FindingKind,
    FindingLine,
    GroupLine,
    Header,
    Held,
    Holding,
    Kind,
    KindSentence,
    Lane,
    PageModel,
    PersonLine,
    Pooled,
    RevealLine,
    RowNote,
    Shape,
    ShareLine,
    Span,
    Step,
    TeamLane,
)

HOSTILE = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    '--><img src=x onerror="window.hacked=3">',
    "\"'><svg onload=window.hacked=4>",
    "invoice\u202egpj.exe",
    "nul\x00 and bell\x07",
    "=cmd|' /C calc'!A0",
    "'); DROP TABLE rows;--",
    "👩‍👧 emoji and العربية",
    "{{ 7*7 }} ${7*7}",
    "line\u2028separator",
)

AGENCIES = (
    ("police", "Police", ("Response", "Public protection unit", "")),
    ("gp", "GP practice", ("",)),
    ("hv", "Health visiting", ("North locality", "South locality")),
    ("ae", "Hospital emergency department", ("",)),
    ("csc", "Children’s social care", ("Front door", "Assessment team")),
    ("housing", "Housing association", ("",)),
    ("ida", "Domestic abuse service", ("",)),
    ("mh", "Mental health trust", ("Crisis team", "Community team")),
    ("school", "Primary school", ("",)),
    ("mother", "Victim’s mother", ("",)),
    ("friend", "Friend", ("",)),
)

KINDS = (
    Kind("999", "999 call", Shape.INCIDENT),
    Kind("disclosure", "Disclosure", Shape.DISCLOSURE),
    Kind("contact", "Contact", Shape.CONTACT),
    Kind("dash", "Risk assessment", Shape.ASSESSMENT),
    Kind("referral", "Referral", Shape.SHARE),
    Kind("marac", "MARAC", Shape.MEETING),
    Kind("closed", "Case closed", Shape.DECISION),
    Kind("letter", "Letter received", Shape.ROUTINE),
)

LIFE = Kind("life", "Event in somebody’s life", Shape.ROUTINE, life=True)

PERSONS = (
    PersonLine("Adult V", "victim"),
    PersonLine("Adult P", "the defendant"),
    PersonLine("Child C", "child, aged 4"),
)

FACTS = (
    ("Threats to kill", "by Adult P, towards Adult V"),
    ("Strangulation", "by Adult P, of Adult V"),
    ("Separation planned", "Adult V"),
    ("Pregnancy", "Adult V"),
    ("Weapon in the home", "Adult P"),
    ("Suicidal thoughts", "Adult P"),
    ("Breach of a court order", "by Adult P"),
    ("Child saw an assault", "Child C"),
    ("Alcohol misuse", "Adult P"),
    ("Stalking or following", "by Adult P, of Adult V"),
)

TEXTS = (
    "Adult V attended with her sister. She said that he had put his hands round her neck and "
    "that she had not told anybody before.",
    "Call from a neighbour reporting shouting. Officers attended; both parties spoken to apart. "
    "No complaint made. Risk graded standard.",
    "Home visit. Baby well. Mother appeared tired and said that things were difficult at home.",
    "Appointment not attended; letter sent offering another.",
    "He said that if she left he would kill her. Advised to call police. Leaflet given.",
    "Telephone call from Housing about rent arrears. Partner answered.",
)


def synthetic(size: int = 50, *, hostile: bool = False) -> PageModel:
    """Return a case with this many rows over four years."""
    start, end = minute_of(date(2009, 1, 5)), minute_of(date(2012, 11, 30), 23, 59)
    death = minute_of(date(2012, 11, 17))
    nasty = cycle(HOSTILE)

    def said(text: str) -> str:
        return f"{text} {next(nasty)}" if hostile else text

    lanes = tuple(
        Lane(
            key,
            said(name),
            informal=n >= 9,
            teams=tuple(TeamLane(f"{key}/{t.lower()}", t) for t in teams),
            covered_from=None if n >= 8 else minute_of(date(2009, 6, 1)),
            covered_to=None if n >= 8 else end,
            coverage="Nobody has said what this source’s records cover."
            if n >= 8
            else "Its chronology covers 1 June 2009 to 30 November 2012 in full.",
        )
        for n, (key, name, teams) in enumerate(AGENCIES)
    )
    facts = tuple(
        FactLine(f"f-{n:012x}", said(label), persons, 10 - n)
        for n, (label, persons) in enumerate(FACTS)
    )
    events = tuple(_event(n, size, start, death, lanes, facts, said) for n in range(size))
    held = _held(events, lanes, facts)
    points = _points(events, facts)
    by_date = sorted(events, key=lambda e: (e.start[0] or 0, e.event_id))
    findings, groups, kinds = _findings(by_date, lanes, said)
    pool_day, best_day = minute_of(date(2011, 3, 14)), minute_of(date(2011, 10, 12))
    uncoded = sum(not e.coded for e in events)
    model = PageModel(
        header=Header(
            case_id="demo",
            title=said("Review into the death of Adult V"),
            review="Domestic homicide review",
            status="Restricted",
            marking="OFFICIAL-SENSITIVE",
            scope="1 January 2010 to 17 November 2012",
            about=(
                f"Nine agencies and two informal sources recorded {size:,} rows about this family "
                "between 5 January 2009 and 30 November 2012.",
            ),
            persons=(PersonLine(said("Adult V"), "victim"), *PERSONS[1:]),
            proceedings="Nothing on this page may be read as a finding about anybody’s guilt.",
            death="Fatal incident, 17 November 2012",
            scope_from=minute_of(date(2010, 1, 1)),
            scope_to=death,
            death_from=death,
            death_to=death + MINUTES_PER_DAY - 1,
            first=start,
            last=end,
            as_at=death - 1,
        ),
        lanes=lanes,
        kinds=(*KINDS, LIFE),
        events=events,
        facts=facts,
        held=held,
        pooled=Pooled(
            points=points,
            unit="things known that raise risk, added up by weight",
            sentence="Together, the agencies’ records held enough to act on by 14 March 2011; "
            "the first single agency did on 12 October 2011, 212 days later.",
            limits="It shows what combined records would have contained, "
            "not that the death would have been prevented.",
            pool_day=pool_day,
            best_day=best_day,
            pool_label="14 March 2011",
            best_label="12 October 2011 (Police)",
            between="212 days between",
        ),
        finding_kinds=kinds,
        findings=findings,
        groups=groups,
        sentences=tuple(
            KindSentence(
                k.key,
                said(next(f for f in findings if f.kind == k.key).says),
                next(f for f in findings if f.kind == k.key).finding_id,
            )
            for k in kinds
        ),
        good=(
            RowNote(
                "The school told the health visitor of a disclosure on the same day.",
                (by_date[3].event_id,),
            ),
            RowNote("The police risk assessment named every earlier incident."),
        ),
        cannot_tell=(
            RowNote("The primary school’s records are partial: what it did not know is not shown."),
            RowNote("Two assessments by Housing have no column for what was taken into account."),
            RowNote("Nobody has said what the Friend could have known before 2011."),
            RowNote("Four rows have no date at all."),
        ),
        counted="Twelve more lines fall below the least weight: counted, not listed.",
        uncoded=uncoded,
        named=tuple(PersonLine(said(p.label), p.role) for p in PERSONS),
    )
    return replace(model, network=network(model, said))


def _event(n, size, start, death, lanes, facts, said) -> EventRow:
    lane = lanes[(n * 7 + n // 11) % len(lanes)]
    team = lane.teams[n % len(lane.teams)]
    minute = start + (death - start) * ((n * 37) % size) // size
    minute -= minute % MINUTES_PER_DAY
    whole = (minute, minute + MINUTES_PER_DAY - 1)
    first = last = whole
    span, when, written = Span.ONCE, day_in_words(minute), day_in_words(minute)
    match n % 17:
        case 3:
            first = last = (minute, minute + 31 * MINUTES_PER_DAY - 1)
            when = f"between {day_in_words(first[0])} and {day_in_words(last[1])}"
            written = "early in the month"
        case 5:
            span, last = Span.LASTING, (whole[0] + 90 * 1440, whole[1] + 90 * 1440)
            when = f"{day_in_words(minute)} to {day_in_words(last[1])}"
            written = "ongoing support"
        case 9:
            span, last = Span.REPEATED, (whole[0] + 200 * 1440, whole[1] + 200 * 1440)
            when = f"14 times, {day_in_words(minute)} to {day_in_words(last[1])}"
            written = "14 GP visits"
        case 11:
            first = last = (minute, None)
            when, written = f"since {day_in_words(minute)}", "since then"
        case 16 if n > 40:
            first = last = (None, None)
            when, written = "undated", "n.k."
    kind = LIFE if lane.informal and n % 3 == 0 else KINDS[n % len(KINDS)]
    names = ((1,) if n % 4 == 1 else (0,)) + ((2,) if n % 3 == 0 else ())
    fact = facts[(n * 3 + n // 10) % len(facts)]
    other = lanes[(n + 3) % 9].teams[0]
    return EventRow(
        event_id=f"e-{n * 7919 + 1:012x}",
        team_id=team.team_id,
        kind=kind.key,
        when=when,
        written=said(written) if n % 13 == 0 else written,
        start=first,
        end=last,
        span=span,
        who=", ".join(PERSONS[place].label for place in names),
        text=said(f"Row {n}. {TEXTS[n % len(TEXTS)]}"),
        source=said(f"{lane.name} chronology.xlsx, Sheet1, row {n + 2}"),
        more=(("Outcome", said("No further action.")),) if n % 4 == 0 else (),
        reveals=(RevealLine(fact.fact_id, "disclosed" if n % 2 else "alleged"),)
        if n % 2 == 0 and n % 7
        else (),
        shares=(ShareLine(other.team_id, n % 16 == 4),) if kind.shape is Shape.SHARE else (),
        fatal=False,
        coded=n % 29 != 28,
        names=names,
    )


def _held(events, lanes, facts) -> tuple[Held, ...]:
    out = []
    agency_of = {t.team_id: lane.agency_id for lane in lanes for t in lane.teams}
    for f, fact in enumerate(facts):
        for a, lane in enumerate(lanes):
            own = [
                e
                for e in events
                if agency_of[e.team_id] == lane.agency_id
                and e.start[0] is not None
                and any(r.fact_id == fact.fact_id for r in e.reveals)
            ]
            if not own:
                continue
            first = min(own, key=lambda e: (e.start[0] or 0, e.event_id))
            at = first.start[0] or 0
            kinds = (Holding.OWN, Holding.TOLD, Holding.SENT, Holding.COULD_OPEN, Holding.DENIED)
            state = kinds[0] if a % 3 == 0 else kinds[(f + a) % 5]
            steps = [Step(at, state, (ChainLink(first.event_id, "Recorded here:"),))]
            if first.start[1] is not None and first.start[1] - at > MINUTES_PER_DAY:
                steps.insert(0, replace(steps[0], holding=Holding.POSSIBLE))
                steps[1] = replace(steps[1], minute=first.start[1])
            out.append(Held(fact.fact_id, lane.agency_id, tuple(steps)))
    return tuple(out)


def _points(events, facts) -> tuple[CurvePoint, ...]:
    dated = sorted((e for e in events if e.start[0] is not None), key=lambda e: e.start[0] or 0)
    high = best = 0.0
    out = []
    for n, e in enumerate(dated[:: max(1, len(dated) // 60)]):
        if n % 3 == 0:
            high += 2 if high < 45 else 0
            best += 1 if n % 2 else 0
        out.append(CurvePoint(e.start[0] or 0, max(0, high - n % 4), high, max(0, best - 1), best))
    return tuple(out)


def _findings(events, lanes, said):
    kinds = (
        FindingKind("unshared", "No record that it was shared", "What was known but not shared?"),
        FindingKind("isolation", "Assessed in isolation", "What was not taken into account?"),
        FindingKind("inside", "Inside one agency", "Did the agency tell itself?"),
    )
    findings, groups = [], []
    for g in range(min(12, max(3, len(events) // 12))):
        kind = kinds[g % 3]
        ids = []
        for k in range(1 + g % 3):
            rows = [events[(g * 5 + k * 3 + i) % len(events)].event_id for i in range(3)]
            a, b = lanes[g % 9], lanes[(g + 2 + k) % 9]
            ids.append(f"{kind.key}-{g:06x}{k:06x}")
            findings.append(
                FindingLine(
                    finding_id=ids[-1],
                    kind=kind.key,
                    says=f"{a.name} recorded threats to kill on 3 May 2011. There is no record "
                    f"that {b.name} was told before it saw Adult V on 9 June 2011.",
                    question=said(
                        f"Who at {a.name} could have told {b.name} of the threats, "
                        "and what stood in the way?"
                    ),
                    certain=(g + k) % 3 != 0,
                    certainty="The dates make this certain"
                    if (g + k) % 3
                    else "Possible: a date is in doubt",
                    window="Between 37 and 64 days, from 3 May 2011.",
                    why=("The fact weighs heavily.", f"{a.name}’s own records show {b.name}."),
                    agencies=(a.agency_id, b.agency_id),
                    persons=("Adult V",),
                    evidence=tuple(
                        EvidenceLine(r, part)
                        for r, part in zip(
                            rows, ("Recorded:", "Contact without it:", "Decision:"), strict=True
                        )
                    ),
                    opportunities=(RowNote("The two were in touch about rent.", (rows[0],)),),
                    codes=("6C", "2D"),
                    disposition=DispositionLine(
                        "Question sent",
                        said("Awaiting reply."),
                        "Chair",
                        "Decided on earlier rows.",
                    )
                    if g == 1
                    else None,
                )
            )
        groups.append(
            GroupLine(
                f"g-{g}",
                kind.key,
                said(f"Threats to kill: no record that {lanes[(g + 2) % 9].name} was told"),
                tuple(ids),
            )
        )
    return tuple(findings), tuple(groups), kinds
