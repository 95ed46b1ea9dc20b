"""The answers to every question, worked out in Python from the cases themselves.

Nothing here reads the tables or what is derived in them for the stores: it starts from findings,
from the framework's coverage and from who acquired what, and knows no Cypher.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from graphdb.case_view import FAR_AHEAD
from graphdb.dates import MINUTES_PER_DAY
from graphdb.knowledge import Acquisition, How
from graphdb.model import agency_of
from graphdb.vocabulary import load_vocabulary
from joinedup.case import JoinedUpCase
from queries import Certainty, Finding
from queries.coverage import Examined, framework_coverage, looked_for

Cases = Sequence[JoinedUpCase]
Row = tuple[Any, ...]
LOOKED = (Examined.FOUND, Examined.NOT_FOUND, Examined.CANNOT_TELL)


def _id(case: JoinedUpCase) -> str:
    return case.records.case.case_id


def _formal(case: JoinedUpCase) -> list[str]:
    return [a.agency_id for a in case.view.agencies.values() if not a.informal]


def _sector(case: JoinedUpCase, agency: str, by: str = "sector") -> str:
    sector = case.view.agencies[agency].sector
    return case.vocabulary.sectors[sector].framework if by == "group" else sector


def _rows(case: JoinedUpCase, agency: str) -> list[Any]:
    return [e for e in case.view.events.values() if e.agency_id == agency]


def _counted(case: JoinedUpCase) -> list[Finding]:
    said = case.answers.standings
    every = (*case.answers.findings, *case.answers.good)
    return [f for f in every if f.finding_id not in said
            or said[f.finding_id].disposition.state != "rejected"]  # fmt: skip


def _certain(findings: Iterable[Finding]) -> bool:
    return any(f.certainty is Certainty.CERTAIN for f in findings)


def _coverage(case: JoinedUpCase) -> dict[str, Any]:
    return {c.code: c for c in framework_coverage(case.answers, case.view, case.vocabulary)}


def _under(case: JoinedUpCase, code: str) -> list[Finding]:
    return [f for f in _counted(case) if code in f.codes]


def _codes(cases: Cases, codes: Sequence[str]) -> list[str]:
    return sorted(c for c in cases[0].vocabulary.themes if not codes or c in codes)


# -- themes --------------------------------------------------------------------------------


def themes(cases: Cases, codes: Sequence[str] = ()) -> list[Row]:
    found = []
    for code in _codes(cases, codes):
        theme = cases[0].vocabulary.themes[code]
        known = [(_coverage(case)[code], _under(case, code)) for case in cases]
        said = Counter(c.examined for c, _ in known)
        yes = [(c, f) for c, f in known if c.examined is Examined.FOUND]
        found.append((
            code, theme.label, theme.factor, len(cases), sum(said[x] for x in LOOKED), len(yes),
            sum(_certain(f) for _, f in yes), sum(c.by_panel > 0 for c, _ in yes),
            said[Examined.NOT_FOUND], said[Examined.CANNOT_TELL], said[Examined.COULD_NOT],
            said[Examined.ON_RECORD], said[Examined.NOT_EXAMINED],
        ))  # fmt: skip
    return found


def themes_by_case(cases: Cases, codes: Sequence[str] = ()) -> list[Row]:
    found = []
    for case in sorted(cases, key=_id):
        known = _coverage(case)
        wanted = _codes(cases, codes)
        yes = [c for c in wanted if known[c].examined is Examined.FOUND]
        sure = [c for c in yes if _certain(_under(case, c))]
        rest = [[c for c in wanted if known[c].examined is one]
                for one in Examined if one is not Examined.FOUND]  # fmt: skip
        found.append((_id(case), sure, [c for c in yes if c not in sure], *rest))
    return found


def themes_by_sector(cases: Cases, by: str = "sector", codes: Sequence[str] = ()) -> list[Row]:
    looked: Counter[tuple[str, str]] = Counter()
    concerned: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
    for case in cases:
        known = _coverage(case)
        for code in _codes(cases, codes):
            for sector in {_sector(case, a, by) for a in case.view.agencies}:
                looked[code, sector] += known[code].examined in LOOKED
                named = [f for f in _under(case, code)
                         if any(_sector(case, a, by) == sector for a in f.agencies)]  # fmt: skip
                agencies = {a for f in named for a in f.agencies if _sector(case, a, by) == sector}
                if agencies:
                    concerned[code, sector].append((len(agencies), _certain(named)))
    label = cases[0].vocabulary.themes
    found = []
    for code, sector in sorted(k for k in looked if looked[k] or concerned[k]):
        of = concerned[code, sector]
        sure = sum(certain for _, certain in of)
        found.append((
            code, label[code].label, sector, looked[code, sector], len(of), sure, len(of) - sure,
            sum(n for n, _ in of),
        ))  # fmt: skip
    return found


# -- no record of sharing ------------------------------------------------------------------


def _unshared(case: JoinedUpCase) -> list[Finding]:
    return [f for f in _counted(case) if f.query == "unshared" and f.form != "reason on record"]


def unshared_sectors(cases: Cases) -> list[Row]:
    both: Counter[tuple[str, str]] = Counter()
    named: dict[tuple[str, str], dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        coded = [a for a in _formal(case) if any(e.coded for e in _rows(case, a))]
        told_of = {_sector(case, a) for a in coded if _informed(case, a)}
        both.update({(_sector(case, a), _sector(case, b)) for a in coded for b in coded
                     if a != b and _sector(case, a) in told_of})  # fmt: skip
        for finding in _unshared(case):
            told, *held = finding.agencies
            for holder in held:
                pair = _sector(case, holder), _sector(case, told)
                named[pair][_id(case)].append(finding)
    found = []
    for pair, of in named.items():
        sure = sum(_certain(fs) for fs in of.values())
        found.append((*pair, both[pair], len(of), sure, len(of) - sure, sum(map(len, of.values()))))
    return sorted(found, key=lambda r: (-r[4], -r[3], r[0], r[1]))


def unshared_topics(
    cases: Cases, held_by: Sequence[str] = (), no_record_with: Sequence[str] = ()
) -> list[Row]:
    of_cases: dict[str, set[str]] = defaultdict(set)
    weight: dict[str, int] = {}
    named: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    sectors: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        facts = case.view.facts
        for fact in facts.values():
            if any(case.known.facts.of_agency(a, fact.fact_id) for a in _formal(case)):
                of_cases[fact.topic].add(_id(case))
                weight[fact.topic] = max(fact.weight, weight.get(fact.topic, 0))
        for finding in _unshared(case):
            told, *held = (_sector(case, a) for a in finding.agencies)
            if (held_by and not set(held) & set(held_by)) or (
                no_record_with and told not in no_record_with
            ):
                continue
            for topic in {facts[f].topic for f in finding.facts}:
                named[topic][_id(case)].append(finding)
                sectors[topic].add(told)
    found = []
    for topic, of in named.items():
        sure = sum(_certain(fs) for fs in of.values())
        found.append((
            topic, weight[topic], len(of_cases[topic]), len(of), sure, len(of) - sure,
            sorted(sectors[topic]),
        ))  # fmt: skip
    return sorted(found, key=lambda r: (-r[4], -r[3], r[0]))


# -- how long to the first share -------------------------------------------------------------


def _iso(day: int | None) -> str:
    return "" if day is None else date.fromordinal(day + 1).isoformat()


def _from_another(case: JoinedUpCase, a: Acquisition) -> bool:
    givers = [] if a.told_by is None else [a.told_by]
    if a.how is How.OWN:
        givers = [n.team_id for n in case.view.events[a.via].told_by]
    formal = set(_formal(case))
    return any(agency_of(g) in formal - {a.agency_id} for g in givers)


def _in_part(case: JoinedUpCase) -> list[str]:
    return [a for a in _formal(case) if _rows(case, a) and not (
        case.view.agencies[a].coverage.full and all(e.coded for e in _rows(case, a)))]  # fmt: skip


def _informed(case: JoinedUpCase, agency: str) -> bool:
    return any(e.coded and e.reveals and not e.learned_after_death for e in _rows(case, agency))


def _anything_known(case: JoinedUpCase) -> bool:
    return any(_informed(case, agency) for agency in _formal(case))


def _day(minutes: Iterable[int]) -> int | None:
    least = min(minutes, default=None)
    return None if least is None else least // MINUTES_PER_DAY


def _wait(case: JoinedUpCase, weight: int) -> dict[str, Any]:
    view = case.view
    had = [a for f in view.facts.values() if f.weight >= weight for agency in _formal(case)
           for a in case.known.facts.of_agency(agency, f.fact_id)]  # fmt: skip
    told = [a for a in had if _from_another(case, a)]

    def possible(ways: list[Acquisition]) -> int | None:
        return _day(a.earliest for a in ways if a.earliest < view.end_hi)

    def certain(ways: list[Acquisition]) -> int | None:
        return _day(a.latest for a in ways
                    if a.certain and a.latest < min(view.end_lo, FAR_AHEAD))  # fmt: skip

    first, by, shared, shared_by = possible(had), certain(had), possible(told), certain(told)
    open_ = not min((a.earliest for a in had if a.earliest < view.end_hi), default=1)
    with_rows = [a for a in _formal(case) if _rows(case, a)]
    if shared_by is not None:
        outcome = "shared"
    elif shared is not None:
        outcome = "possibly shared"
    elif len(with_rows) < 2 or _in_part(case) or not _anything_known(case):
        outcome = "cannot tell"
    else:
        outcome = "nothing weighty on record" if first is None else "no record of a share"
    first = None if open_ else first
    least = None if shared is None else max(0, shared - by) if by is not None else 0
    most = None if shared_by is None or first is None else shared_by - first
    return {"outcome": outcome, "least": least, "most": most, "in_part": len(_in_part(case)),
            "days": (first, by, shared, shared_by)}  # fmt: skip


def _or_empty(value: Any) -> Any:
    return "" if value is None else value


def time_to_share_cases(cases: Cases, weight: int = 4) -> list[Row]:
    found = []
    for case in sorted(cases, key=_id):
        w = _wait(case, weight)
        found.append((
            _id(case), w["outcome"], _or_empty(w["least"]), _or_empty(w["most"]), w["in_part"],
            *map(_iso, w["days"]),
        ))  # fmt: skip
    return found


def time_to_share(cases: Cases, weight: int = 4) -> list[Row]:
    waits = [_wait(case, weight) for case in cases]
    shared = [w for w in waits if w["outcome"] == "shared"]
    found: list[Row] = []
    for words, least, most in (
        ("0", 0, 0), ("1 to 7", 1, 7), ("8 to 28", 8, 28), ("29 to 90", 29, 90),
        ("91 to 365", 91, 365), ("over 365", 366, 10**9),
    ):  # fmt: skip
        few = [w for w in shared if least <= w["least"] <= most]
        many = [w for w in shared if w["most"] is not None and least <= w["most"] <= most]
        part = sum(w["in_part"] > 0 for w in few)
        found.append(("shared", words, len(few), len(many), part, len(cases)))
    endless = sum(w["most"] is None for w in shared)
    found.append(("shared", "no most", 0, endless, 0, len(cases)))
    for outcome in (
        "possibly shared", "no record of a share", "cannot tell", "nothing weighty on record",
    ):  # fmt: skip
        of = [w for w in waits if w["outcome"] == outcome]
        part = sum(w["in_part"] > 0 for w in of)
        found.append((outcome, "", len(of), len(of), part, len(cases)))
    return found


# -- the threshold -----------------------------------------------------------------------------


def _crossed(case: JoinedUpCase) -> dict[str, Any]:
    pool, best = case.pooled.pool_crossing, case.pooled.best_crossing
    days = [None if m is None else m // MINUTES_PER_DAY
            for m in (pool.possible, pool.certain, best.possible, best.certain)]  # fmt: skip
    first, by, one, one_by = days
    blind, ends = _in_part(case), case.view.end_lo
    least = most = None
    if first is not None and one is not None:
        least = 0 if by is None else max(0, one - by)
        most = None if one_by is None else one_by - first
    before = None if by is None or ends >= FAR_AHEAD else ends // MINUTES_PER_DAY - by
    two = len([a for a in _formal(case) if _rows(case, a)]) > 1
    if not two or (first is None and (blind or not _anything_known(case))):
        outcome = "cannot tell"
    elif first is None:
        outcome = "not reached"
    elif by is not None and (one is None or by < one):
        outcome = "together, no single one" if one is None else "together first"
    # every date at its earliest, or at its latest and nothing that is only possible
    elif one is None or first < one or (by is not None and (one_by is None or by < one_by)):
        outcome = "possibly together first"
    else:
        outcome = "a single one as soon"
    return {"outcome": outcome, "least": least, "most": most, "before": before, "days": days,
            "in_part": len(blind)}  # fmt: skip


def threshold_cases(cases: Cases) -> list[Row]:
    found = []
    for case in sorted(cases, key=_id):
        c, rule = _crossed(case), case.view.settings.threshold
        found.append((
            _id(case), c["outcome"], *map(_or_empty, (c["least"], c["most"], c["before"])),
            *map(_iso, c["days"]), c["in_part"],
            [rule.indicators, rule.weight, rule.incidents, rule.incident_days],
        ))  # fmt: skip
    return found


def threshold(cases: Cases) -> list[Row]:
    crossed = [_crossed(case) for case in cases]
    found = []
    for outcome in (
        "together, no single one", "together first", "possibly together first",
        "a single one as soon", "not reached", "cannot tell",
    ):  # fmt: skip
        of = [c for c in crossed if c["outcome"] == outcome]
        # days[2] is the first on which a single one can have reached it
        between = _three(c["least"] for c in of)
        to_end = _three(c["before"] for c in of if c["days"][2] is None)
        in_part = sum(c["in_part"] > 0 for c in of)
        found.append((outcome, len(of), in_part, len(cases), *between, *to_end))
    return found


def _three(given: Iterable[int | None]) -> tuple[Any, Any, Any]:
    """The shortest, the middle one and the longest of what there is."""
    days = sorted(d for d in given if d is not None)
    return (days[0], days[len(days) // 2], days[-1]) if days else ("", "", "")


# -- the rest ----------------------------------------------------------------------------------


ROUTINE = tuple(key for key, kind in load_vocabulary().kinds.items() if kind.routine)


def sequences(
    cases: Cases,
    length: int = 3,
    along: str = "agency",
    leave_out: Sequence[str] = ROUTINE,
    repeats: bool = False,
    with_kinds: Sequence[str] = (),
    least: int = 2,
    most: int = 50,
) -> list[Row]:
    in_cases: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for case in cases:
        view = case.view
        rows = [e for e in view.in_order if not e.learned_after_death and not view.is_fatal(e)]
        lanes = [("", [e for e in rows if view.seen[e.event_id] & view.household])]
        if along == "agency":
            lanes = [(_sector(case, a), [e for e in rows if e.agency_id == a])
                     for a in view.agencies]  # fmt: skip
        for sector, lane in lanes:
            told = [e for e in lane if not (e.coded and e.kind in leave_out)]
            for coded, run in groupby(told, key=lambda e: bool(e.coded and e.kind)):
                kinds = [e.kind for e in run] if coded else []
                if not repeats:
                    kinds = [kind for kind, _ in groupby(kinds)]
                for i in range(len(kinds) - length + 1):
                    in_cases[tuple(kinds[i : i + length])].append((_id(case), sector))
    found = [
        (list(s), len({c for c, _ in of}), len(cases), len(of), len({x for _, x in of} - {""}),
         len(set(s)))
        for s, of in in_cases.items()
        if len({c for c, _ in of}) >= least and (not with_kinds or set(s) & set(with_kinds))
    ]  # fmt: skip
    return sorted(found, key=lambda r: (r[5] == 1, -r[1], -r[5], -r[3], r[0]))[:most]


def cases_like_this(cases: Cases, case: str, most: int = 10) -> list[Row]:
    def looked(one: JoinedUpCase) -> tuple[set[str], set[str]]:
        known = _coverage(one)
        inside = {c for c, x in known.items() if x.examined in LOOKED}
        return inside, {c for c, x in known.items() if x.examined is Examined.FOUND}

    def topics(one: JoinedUpCase) -> set[str]:
        return {fact.topic for fact in one.view.facts.values()}

    def sectors(one: JoinedUpCase) -> set[str]:
        return {_sector(one, a) for a in _formal(one) if _rows(one, a)}

    (this,) = (c for c in cases if _id(c) == case)
    found = []
    for other in cases:
        if other is this:
            continue
        (own, mine), (theirs, their) = looked(this), looked(other)
        pairs = [
            (mine & their, (mine | their) & own & theirs),
            (topics(this) & topics(other), topics(this) | topics(other)),
            (sectors(this) & sectors(other), sectors(this) | sectors(other)),
        ]
        alike = sum(len(both) / len(either) for both, either in pairs if either)
        cells = [cell for both, either in pairs for cell in (sorted(both), len(either))]
        found.append((-round(alike * 1_000_000), _id(other), *cells))
    return [row[1:] for row in sorted(found)[:most]]


def lines(cases: Cases) -> list[Row]:
    could: Counter[str] = Counter()
    named: dict[tuple[str, str, bool], dict[str, list[Finding]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for case in cases:
        could.update(looked_for(case.view, case.vocabulary))
        for f in _counted(case):
            named[f.query, f.form, f.good_practice][_id(case)].append(f)
    found = []
    for (query, form, good), of in named.items():
        sure = sum(_certain(fs) for fs in of.values())
        n = sum(map(len, of.values()))
        found.append((query, form, good, could[query], len(of), sure, len(of) - sure, n))
    return sorted(found, key=lambda r: (-r[4], -r[7], r[0], r[1]))


STATES = ("", "open", "question sent", "accepted", "explained", "rejected",
          "outside terms of reference", "restricted")  # fmt: skip


def dispositions(cases: Cases) -> list[Row]:
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for case in cases:
        for f in (*case.answers.findings, *case.answers.good):
            standing = case.answers.standings.get(f.finding_id)
            state = "" if standing is None else str(standing.disposition.state)
            said[f.query].append((_id(case), state))
    could = Counter(key for case in cases for key in looked_for(case.view, case.vocabulary))
    found = []
    for query, of in said.items():
        states = Counter(state for _, state in of)
        found.append((
            query, could[query], len({c for c, _ in of}), len({c for c, state in of if state}),
            len(of), states[""], len(of) - states[""], *(states[s] for s in STATES[1:]),
        ))  # fmt: skip
    return sorted(found, key=lambda r: (-r[4], r[0]))


def held_alone(cases: Cases, weight: int = 4) -> list[Row]:
    by: dict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
    there: Counter[str] = Counter()
    for case in cases:
        there.update({_sector(case, a) for a in _formal(case)})
        view, facts = case.view, case.known.facts
        for fact in view.facts.values():
            held = {a: facts.of_agency(a, fact.fact_id) for a in _formal(case)}
            held = {a: h for a, h in held.items() if h and min(x.earliest for x in h) < view.end_hi}
            if fact.weight < weight:
                continue
            for agency, own in held.items():
                others = [x for a, h in held.items() if a != agency for x in h]
                until = min([view.end_lo, *(x.earliest for x in others)])
                since = min([view.end_lo, *(x.latest for x in own if x.certain)])
                sure = min([view.end_lo, *(x.latest for x in others if x.certain)])
                days = until // MINUTES_PER_DAY - since // MINUTES_PER_DAY
                ended = until == view.end_lo
                what = ""
                if days > 0:
                    unsure = [a for a in _in_part(case) if a != agency]
                    what = "in part" if unsure else "end" if ended else "until"
                elif min(x.earliest for x in own) < sure:
                    what = "cannot tell"
                if ended and view.end_lo >= FAR_AHEAD:
                    days = 0
                by[_sector(case, agency)].append((what, _id(case), fact.topic, days))
    found = []
    for sector in there:
        of = by[sector]
        says = Counter(what for what, *_ in of)
        sure_ones = [x for x in of if x[0] in ("end", "until") and x[3] > 0]
        longest = min(sure_ones, key=lambda x: (-x[3], x[1], x[2]), default=("", "", "", ""))
        found.append((
            sector, there[sector], len({x[1] for x in of if x[0]}), len(of),
            says["end"] + says["until"], says["end"], says["in part"], says["cannot tell"],
            longest[3], longest[2], longest[1],
        ))  # fmt: skip
    return sorted(found, key=lambda r: (-r[4], r[0]))


TRUTH: dict[str, Callable[..., list[Row]]] = {
    "cases-like-this": cases_like_this,
    "dispositions": dispositions,
    "held-alone": held_alone,
    "lines": lines,
    "sequences": sequences,
    "themes": themes,
    "themes-by-case": themes_by_case,
    "themes-by-sector": themes_by_sector,
    "threshold": threshold,
    "threshold-cases": threshold_cases,
    "time-to-share": time_to_share,
    "time-to-share-cases": time_to_share_cases,
    "unshared-sectors": unshared_sectors,
    "unshared-topics": unshared_topics,
}
