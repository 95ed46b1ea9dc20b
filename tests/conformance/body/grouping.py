"""Grouping, counting and ordering; chains of `WITH`; subqueries; unions."""

from __future__ import annotations

import statistics
from collections import Counter

from tests.conformance.body.question import Question as Q
from tests.conformance.body.question import other_rows, refused

_AGGREGATE = refused(
    "embedded",
    why="not yet",
    says="The engine would not group at all, and not say so; joinedup does not ask it.",
)
_NAMED = "give the aggregate a name in a `WITH`, then use the name"


def _agency_of(g, e):
    return next(a for _, t in g.out(e, "RECORDED_BY") for _, a in g.out(t, "PART_OF"))


def _by(g, label, name):
    found = {}
    for x in g.of(label):
        found.setdefault(x[name], []).append(x)
    return found


def _percentile(values, p):
    """Linear between the two nearest."""
    values = sorted(values)
    place = p * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def _rows_a_month(g):
    months = Counter(
        e.earliest_iso[:7] for e in g.of("Event") if e.case_id == "amber-street" and e.earliest_iso
    )
    return sorted(months.items())


QUESTIONS = (
    Q(
        "group.count",
        "`count(*)` by a property",
        "MATCH (f:Fact) RETURN f.nature AS nature, count(*) AS n",
        lambda g: [(k, len(v)) for k, v in _by(g, "Fact", "nature").items()],
    ),
    Q(
        "group.count_none",
        "`count` of nothing: one row with 0",
        "MATCH (f:Fact {topic: 'no such topic'}) RETURN count(f) AS n, collect(f.uid) AS l, sum(f.weight) "
        "AS s, max(f.weight) AS m, avg(f.weight) AS a",
        lambda g: [(0, [], 0, None, None)],
    ),
    Q(
        "group.count_none_grouped",
        "a group of nothing: no row",
        "MATCH (f:Fact {topic: 'no such topic'}) RETURN f.nature AS nature, count(*) AS n",
        lambda g: [],
    ),
    Q(
        "group.count_property",
        "`count(x.p)` counts what is there",
        "MATCH (f:Fact) RETURN count(*) AS every, count(f.longest_days) AS states",
        lambda g: [(len(g.of("Fact")), sum(f.longest_days is not None for f in g.of("Fact")))],
    ),
    Q(
        "group.count_distinct",
        "`count(DISTINCT …)`",
        "MATCH (e:Event)-[:REVEALS]->(f:Fact) RETURN e.case_id, count(DISTINCT f) AS facts, "
        "count(DISTINCT f.topic) AS topics, count(f) AS n",
        lambda g: [
            (case, len({f.uid for f in found}), len({f.topic for f in found}), len(found))
            for case in {e.case_id for e in g.of("Event")}
            if (found := [f for e, _, f in g.edges("REVEALS") if e.case_id == case])
        ],
    ),
    Q(
        "group.several",
        "several properties to group by, and several aggregates",
        "MATCH (a:Agency)<-[:PART_OF]-(:Team)<-[:RECORDED_BY]-(e:Event) RETURN e.case_id, a.sector, "
        "count(*) AS n, min(e.earliest) AS first, max(e.latest) AS last",
        lambda g: [
            (
                case,
                sector,
                len(rows),
                min((e.earliest for e in rows if e.earliest is not None), default=None),
                max((e.latest for e in rows if e.latest is not None), default=None),
            )
            for (case, sector), rows in _sectors(g).items()
        ],
    ),
    Q(
        "group.node",
        "grouped by a node",
        "MATCH (a:Agency)<-[:PART_OF]-(t:Team) WITH a, count(t) AS teams RETURN a.uid, teams",
        lambda g: [(a.uid, n) for a in g.of("Agency") if (n := len(list(g.into(a, "PART_OF"))))],
    ),
    Q(
        "group.expression",
        "grouped by an expression",
        "MATCH (f:Fact) RETURN f.weight > 3 AS heavy, f.nature = 'state' AS ends, count(*) AS n",
        lambda g: [
            (*k, n)
            for k, n in Counter((f.weight > 3, f.nature == "state") for f in g.of("Fact")).items()
        ],
    ),
    Q(
        "group.null",
        "null is a group of its own",
        "MATCH (f:Fact) RETURN f.longest_days AS days, count(*) AS n",
        lambda g: list(Counter(f.longest_days for f in g.of("Fact")).items()),
    ),
    Q(
        "group.sum_avg",
        "`sum` and `avg`",
        "MATCH (f:Fact) RETURN f.nature AS nature, sum(f.weight) AS s, avg(f.weight) AS a, "
        "avg(f.longest_days) AS d",
        lambda g: [
            (
                k,
                sum(f.weight for f in v),
                statistics.fmean(f.weight for f in v),
                statistics.fmean(days)
                if (days := [f.longest_days for f in v if f.longest_days is not None])
                else None,
            )
            for k, v in _by(g, "Fact", "nature").items()
        ],
    ),
    Q(
        "group.min_max_text",
        "`min` and `max` of texts",
        "MATCH (e:Event) RETURN e.case_id, min(e.earliest_iso) AS first, max(e.latest_iso) AS last",
        lambda g: [
            (
                case,
                min(e.earliest_iso for e in rows if e.earliest_iso),
                max(e.latest_iso for e in rows if e.latest_iso),
            )
            for case, rows in _by(g, "Event", "case_id").items()
        ],
    ),
    Q(
        "group.collect",
        "`collect`, sorted before",
        "MATCH (a:Agency) WITH a ORDER BY a.uid RETURN a.case_id, collect(a.agency_id) AS ids",
        lambda g: [
            (case, [a.agency_id for a in sorted(v, key=lambda a: a.uid)])
            for case, v in _by(g, "Agency", "case_id").items()
        ],
    ),
    Q(
        "group.collect_null",
        "`collect` leaves out null",
        "MATCH (f:Fact) WITH f ORDER BY f.uid RETURN f.nature AS n, collect(f.longest_days) AS days",
        lambda g: [
            (
                k,
                [
                    f.longest_days
                    for f in sorted(v, key=lambda f: f.uid)
                    if f.longest_days is not None
                ],
            )
            for k, v in _by(g, "Fact", "nature").items()
        ],
    ),
    Q(
        "group.collect_distinct",
        "`collect(DISTINCT …)`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact) WITH a, f ORDER BY f.nature RETURN a.uid, "
        "collect(DISTINCT f.nature) AS natures",
        lambda g: [
            (a.uid, sorted({f.nature for f in known}))
            for a in g.of("Agency")
            if (known := [f for _, f in g.out(a, "KNOWS")])
        ],
    ),
    Q(
        "group.collect_map",
        "`collect` of maps, and one of them: `[0]`",
        "MATCH (f:Fact)<-[k:KNOWS]-(a:Agency) WITH f, k, a ORDER BY k.possible_from, a.uid "
        "WITH f, collect({who: a.agency_id, at: k.possible_from}) AS found "
        "RETURN f.uid, found[0].who AS first, found[0].at AS at, size(found) AS n",
        lambda g: [
            (f.uid, k[0][1], k[0][0], len(k))
            for f in g.of("Fact")
            if (
                k := sorted(
                    (k.possible_from, a.agency_id)
                    for k, a in g.into(f, "KNOWS")
                    if g.label(a) == "Agency"
                )
            )
        ],
    ),
    Q(
        "group.stdev",
        "`stDev` and `stDevP`",
        "MATCH (f:Fact) RETURN stDev(f.weight) AS s, stDevP(f.weight) AS p",
        lambda g: [
            (
                statistics.stdev(f.weight for f in g.of("Fact")),
                statistics.pstdev(f.weight for f in g.of("Fact")),
            )
        ],
    ),
    Q(
        "group.percentile",
        "`percentileCont` and `percentileDisc`",
        "MATCH (f:Fact) WHERE f.longest_days IS NOT NULL RETURN percentileCont(f.longest_days, 0.5) AS m, "
        "percentileCont(f.longest_days, 0.9) AS h, percentileDisc(f.longest_days, 0.0) AS l",
        lambda g: [
            (
                _percentile(d := [f.longest_days for f in g.of("Fact") if f.longest_days], 0.5),
                _percentile(d, 0.9),
                min(d),
            )
        ],
    ),
    Q(
        "group.percentile_even",
        "`percentileCont` between two values",
        "UNWIND [10, 20, 30, 40] AS x RETURN percentileCont(x, 0.5) AS m, percentileCont(x, 0.25) AS q",
        lambda g: [(25.0, 17.5)],
    ),
    Q(
        "group.percentile_whole",
        "`percentileCont` of whole numbers that falls on one of them",
        "UNWIND [10, 20, 30] AS x RETURN percentileCont(x, 0.5) AS m",
        lambda g: [(20.0,)],
        differs=other_rows(
            "neo4j",
            "neo4j_current",
            why="not yet",
            says="Gives the whole number, `20`, not `20.0`.",
        ),
        instead="`toFloat(percentileCont(x, 0.5))`",
    ),
    Q(
        "group.compared",
        "an aggregate compared: `count(*) > 3`",
        "MATCH (f:Fact) RETURN f.nature AS n, count(*) > 12 AS many, max(f.weight) = 5 AS heavy",
        lambda g: [
            (k, len(v) > 12, max(f.weight for f in v) == 5)
            for k, v in _by(g, "Fact", "nature").items()
        ],
    ),
    Q(
        "group.is_null",
        "an aggregate with `IS NULL`: `max(x) IS NULL`",
        "MATCH (f:Fact) RETURN f.nature AS n, max(f.longest_days) IS NULL AS none",
        lambda g: [
            (k, all(f.longest_days is None for f in v)) for k, v in _by(g, "Fact", "nature").items()
        ],
        differs=_AGGREGATE,
        instead=_NAMED,
    ),
    Q(
        "group.and",
        "aggregates with `AND`, `OR`, `NOT`",
        "MATCH (f:Fact) RETURN f.nature AS n, count(*) > 3 AND max(f.weight) = 5 AS a, "
        "NOT count(*) > 3 AS b",
        lambda g: [
            (k, len(v) > 3 and max(f.weight for f in v) == 5, len(v) <= 3)
            for k, v in _by(g, "Fact", "nature").items()
        ],
        differs=_AGGREGATE,
        instead=_NAMED,
    ),
    Q(
        "group.in",
        "an aggregate with `IN`: `5 IN collect(x)`",
        "MATCH (f:Fact) RETURN f.nature AS n, 5 IN collect(f.weight) AS heavy",
        lambda g: [(k, 5 in [f.weight for f in v]) for k, v in _by(g, "Fact", "nature").items()],
        differs=_AGGREGATE,
        instead=_NAMED,
    ),
    Q(
        "group.contains",
        "an aggregate with `CONTAINS`, `STARTS WITH`, `=~`",
        "MATCH (f:Fact) RETURN f.nature AS n, max(f.topic) STARTS WITH 's' AS s, max(f.topic) =~ 'w.*' AS w",
        lambda g: [
            (k, (t := max(f.topic for f in v)).startswith("s"), t.startswith("w"))
            for k, v in _by(g, "Fact", "nature").items()
        ],
        differs=_AGGREGATE,
        instead=_NAMED,
    ),
    Q(
        "group.property",
        "a property of an aggregate: `collect(f)[0].topic`",
        "MATCH (f:Fact) WITH f ORDER BY f.uid RETURN f.nature AS n, collect(f)[0].topic AS topic",
        lambda g: [
            (k, min(v, key=lambda f: f.uid).topic) for k, v in _by(g, "Fact", "nature").items()
        ],
        differs=refused(
            "embedded",
            why="not yet",
            says="The engine would give null, and not say so; joinedup does not ask it.",
        ),
        instead=_NAMED,
    ),
    Q(
        "group.named_first",
        "the same, named in a `WITH` first",
        "MATCH (f:Fact) WITH f ORDER BY f.uid WITH f.nature AS n, collect(f) AS l, "
        "max(f.longest_days) AS d RETURN n, l[0].topic AS topic, d IS NULL AND size(l) > 3 AS x, "
        "any(y IN l WHERE y.weight = 5) AS heavy",
        lambda g: [
            (
                k,
                min(v, key=lambda f: f.uid).topic,
                all(f.longest_days is None for f in v) and len(v) > 3,
                5 in [f.weight for f in v],
            )
            for k, v in _by(g, "Fact", "nature").items()
        ],
    ),
    Q(
        "group.arithmetic",
        "arithmetic with aggregates: a share of the whole",
        "MATCH (a:Agency)-[k:KNOWS]->(:Fact) RETURN a.uid, round(100.0 * count(k.certain_from) / count(*)) "
        "AS percent",
        lambda g: [
            (
                a.uid,
                float(
                    int(
                        100.0 * sum(k.certain_from is not None for k, _ in known) / len(known) + 0.5
                    )
                ),
            )
            for a in g.of("Agency")
            if (known := list(g.out(a, "KNOWS")))
        ],
    ),
    Q(
        "group.of_groups",
        "an aggregate of an aggregate, by `WITH`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact) WITH a, count(f) AS n RETURN a.case_id, max(n) AS most, "
        "avg(n) AS mean",
        lambda g: [
            (case, max(ns), statistics.fmean(ns))
            for case in {a.case_id for a in g.of("Agency")}
            if (
                ns := [
                    n
                    for a in g.of("Agency")
                    if a.case_id == case and (n := len(list(g.out(a, "KNOWS"))))
                ]
            )
        ],
    ),
    Q(
        "group.having",
        "only groups that …: `WITH … WHERE`",
        "MATCH (f:Fact)<-[:KNOWS]-(a:Agency) WITH f, count(a) AS n WHERE n >= 4 RETURN f.uid, n",
        lambda g: [
            (f.uid, n)
            for f in g.of("Fact")
            if (n := sum(g.label(a) == "Agency" for _, a in g.into(f, "KNOWS"))) >= 4
        ],
    ),
    Q(
        "group.with_star",
        "`WITH *`",
        "MATCH (f:Fact) WITH *, f.weight * 2 AS twice WHERE twice > 8 RETURN f.uid, twice",
        lambda g: [(f.uid, 2 * f.weight) for f in g.of("Fact") if f.weight > 4],
    ),
    Q(
        "group.with_limit",
        "`WITH … ORDER BY … LIMIT`: the first three, then what belongs to them",
        "MATCH (e:Event) WHERE e.earliest IS NOT NULL WITH e ORDER BY e.earliest, e.uid LIMIT 3 "
        "MATCH (e)-[:RECORDED_BY]->(t:Team) RETURN e.uid, t.uid",
        lambda g: [
            (e.uid, t.uid)
            for e in sorted(
                (e for e in g.of("Event") if e.earliest is not None),
                key=lambda e: (e.earliest, e.uid),
            )[:3]
            for _, t in g.out(e, "RECORDED_BY")
        ],
    ),
    Q(
        "group.with_shadow",
        "a name used again after `WITH`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact {weight: 5}) WITH f, count(a) AS a RETURN f.uid, a",
        lambda g: [
            (f.uid, n)
            for f in g.of("Fact")
            if f.weight == 5
            if (n := sum(g.label(a) == "Agency" for _, a in g.into(f, "KNOWS")))
        ],
    ),
    Q(
        "group.months",
        "rows a month",
        "MATCH (e:Event {case_id: 'amber-street'}) WHERE e.earliest_iso IS NOT NULL "
        "RETURN substring(e.earliest_iso, 0, 7) AS month, count(*) AS n ORDER BY month",
        _rows_a_month,
        ordered=True,
    ),
    Q(
        "group.case_theme",
        "theme by case, each agency once",
        "MATCH (f:Finding)-[:CODED_AS]->(t:Theme), (f)-[:CONCERNS]->(a:Agency) "
        "RETURN t.code, f.case_id, count(DISTINCT a) AS agencies, count(DISTINCT f) AS findings",
        lambda g: [
            (code, case, len({a for a, _ in found}), len({f for _, f in found}))
            for (code, case), found in _themes(g).items()
        ],
    ),
    Q(
        "group.distinct",
        "`RETURN DISTINCT`",
        "MATCH (:Agency)-[:KNOWS]->(f:Fact) RETURN DISTINCT f.topic AS topic",
        lambda g: [
            (t,) for t in {f.topic for a, _, f in g.edges("KNOWS") if g.label(a) == "Agency"}
        ],
    ),
    Q(
        "group.distinct_with",
        "`WITH DISTINCT` before counting",
        "MATCH (a:Agency)<-[:PART_OF]-(:Team)-[:KNOWS]->(f:Fact) WITH DISTINCT a, f RETURN a.uid, count(*)",
        lambda g: list(
            Counter(
                a
                for a, _ in {
                    (a.uid, f.uid)
                    for t, _, f in g.edges("KNOWS")
                    if g.label(t) == "Team"
                    for _, a in g.out(t, "PART_OF")
                }
            ).items()
        ),
    ),
    Q(
        "group.distinct_null",
        "`DISTINCT` keeps one null",
        "MATCH (f:Fact) RETURN DISTINCT f.longest_days IS NULL AS a, f.longest_days AS days",
        lambda g: [(d is None, d) for d in {f.longest_days for f in g.of("Fact")}],
    ),
    Q(
        "order.desc",
        "`ORDER BY … DESC`, then another",
        "MATCH (f:Fact) RETURN f.weight, f.uid ORDER BY f.weight DESC, f.uid",
        lambda g: sorted(((f.weight, f.uid) for f in g.of("Fact")), key=lambda r: (-r[0], r[1])),
        ordered=True,
    ),
    Q(
        "order.null_last",
        "null comes last",
        "MATCH (f:Fact) RETURN f.longest_days AS d, f.uid AS u ORDER BY d, u",
        lambda g: sorted(
            ((f.longest_days, f.uid) for f in g.of("Fact")),
            key=lambda r: (r[0] is None, r[0] or 0, r[1]),
        ),
        ordered=True,
    ),
    Q(
        "order.null_first_desc",
        "null comes first with `DESC`",
        "MATCH (f:Fact) RETURN f.longest_days AS d, f.uid AS u ORDER BY d DESC, u",
        lambda g: sorted(
            ((f.longest_days, f.uid) for f in g.of("Fact")),
            key=lambda r: (r[0] is not None, -(r[0] or 0), r[1]),
        ),
        ordered=True,
    ),
    Q(
        "order.texts",
        "texts by their code points: capitals before small letters",
        "UNWIND ['b', 'A', 'a', 'É', 'Z', ''] AS x RETURN x ORDER BY x",
        lambda g: [(x,) for x in sorted(["b", "A", "a", "É", "Z", ""])],
        ordered=True,
    ),
    Q(
        "order.expression",
        "by an expression that is not returned",
        "MATCH (a:Agency) RETURN a.uid ORDER BY size(a.name) DESC, a.uid",
        lambda g: [(a.uid,) for a in sorted(g.of("Agency"), key=lambda a: (-len(a.name), a.uid))],
        ordered=True,
    ),
    Q(
        "order.aggregate",
        "by an aggregate",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact) RETURN a.uid AS who, count(f) AS n ORDER BY n DESC, who",
        lambda g: sorted(
            ((a.uid, n) for a in g.of("Agency") if (n := len(list(g.out(a, "KNOWS"))))),
            key=lambda r: (-r[1], r[0]),
        ),
        ordered=True,
    ),
    Q(
        "order.skip_limit",
        "`SKIP` and `LIMIT`",
        "MATCH (a:Agency) RETURN a.uid ORDER BY a.uid SKIP 3 LIMIT 4",
        lambda g: [(u,) for u in sorted(a.uid for a in g.of("Agency"))[3:7]],
        ordered=True,
    ),
    Q(
        "order.limit_parameter",
        "`LIMIT $n`",
        "MATCH (a:Agency) RETURN a.uid ORDER BY a.uid LIMIT $n",
        lambda g: [(u,) for u in sorted(a.uid for a in g.of("Agency"))[:2]],
        {"n": 2},
        ordered=True,
    ),
    Q(
        "order.limit_beyond",
        "`SKIP` beyond the end",
        "MATCH (c:Case) RETURN c.uid ORDER BY c.uid SKIP 10",
        lambda g: [],
        ordered=True,
    ),
    Q(
        "order.tie",
        "a tie: the values are in order, whatever stands beside them",
        "MATCH (f:Fact) WITH f ORDER BY f.weight DESC RETURN f.weight AS w",
        lambda g: [(w,) for w in sorted((f.weight for f in g.of("Fact")), reverse=True)],
        ordered=True,
    ),
    Q("order.limit_zero", "`LIMIT 0`", "MATCH (a:Agency) RETURN a.uid AS u LIMIT 0", lambda g: []),
    Q(
        "call.correlated",
        "`CALL (a) { … }`: a subquery for each row",
        "MATCH (a:Agency) CALL (a) { MATCH (a)-[k:KNOWS]->(f:Fact) RETURN f.topic AS topic "
        "ORDER BY k.possible_from, f.uid LIMIT 1 } RETURN a.uid, topic",
        lambda g: [
            (a.uid, min((k.possible_from, f.uid, f.topic) for k, f in known)[2])
            for a in g.of("Agency")
            if (known := list(g.out(a, "KNOWS")))
        ],
    ),
    Q(
        "call.with",
        "`CALL { WITH a … }`: the same, as it was written before",
        "MATCH (a:Agency) CALL { WITH a MATCH (a)-[:KNOWS]->(f:Fact) RETURN count(f) AS n } "
        "RETURN a.uid, n",
        lambda g: [(a.uid, len(list(g.out(a, "KNOWS")))) for a in g.of("Agency")],
    ),
    Q(
        "call.alone",
        "`CALL { … }` that names nothing outside",
        "CALL { MATCH (f:Fact) RETURN max(f.weight) AS most } MATCH (f:Fact) WHERE f.weight = most "
        "RETURN f.uid",
        lambda g: [
            (f.uid,) for f in g.of("Fact") if f.weight == max(x.weight for x in g.of("Fact"))
        ],
    ),
    Q(
        "call.count_none",
        "a count in `CALL` is 0 where there is nothing: the row stays",
        "MATCH (f:Fact) CALL (f) { MATCH (f)-[:BY]->(p:Person) RETURN count(p) AS n } RETURN f.uid, n",
        lambda g: [(f.uid, len(list(g.out(f, "BY")))) for f in g.of("Fact")],
    ),
    Q(
        "call.optional",
        "`OPTIONAL CALL (a) { … }`",
        "MATCH (f:Fact) OPTIONAL CALL (f) { MATCH (f)-[:BY]->(p:Person) RETURN p.uid AS u } "
        "RETURN f.uid, u",
        lambda g: [
            (f.uid, u) for f in g.of("Fact") for u in ([p.uid for _, p in g.out(f, "BY")] or [None])
        ],
    ),
    Q(
        "call.union",
        "`UNION` in `CALL`",
        "MATCH (f:Fact {weight: 5}) CALL (f) { MATCH (f)-[:ABOUT]->(p:Person) RETURN p UNION "
        "MATCH (f)-[:BY]->(p:Person) RETURN p } RETURN f.uid, p.uid",
        lambda g: [
            (f.uid, u)
            for f in g.of("Fact")
            if f.weight == 5
            for u in {p.uid for _, p in g.out(f, "ABOUT", "BY")}
        ],
    ),
    Q(
        "call.nested",
        "`CALL` in `CALL`",
        "MATCH (c:Case) CALL (c) { MATCH (a:Agency {case_id: c.case_id}) CALL (a) { "
        "MATCH (a)-[:KNOWS]->(f:Fact) RETURN count(f) AS n } RETURN max(n) AS most } RETURN c.uid, most",
        lambda g: [
            (
                c.uid,
                max(len(list(g.out(a, "KNOWS"))) for a in g.of("Agency") if a.case_id == c.case_id),
            )
            for c in g.of("Case")
        ],
    ),
    Q(
        "union.distinct",
        "`UNION`: alike rows once",
        "MATCH (e:Event)-[:SHARED_WITH]->(t:Team) RETURN e.uid AS e, t.uid AS t UNION "
        "MATCH (e:Event)-[:MINUTES_TO|TOLD_BY]->(t:Team) RETURN e.uid AS e, t.uid AS t",
        lambda g: list(
            {(e.uid, t.uid) for e, _, t in g.edges("SHARED_WITH", "MINUTES_TO", "TOLD_BY")}
        ),
    ),
    Q(
        "union.all",
        "`UNION ALL`",
        "MATCH (a:Agency {sector: 'gp'}) RETURN a.sector AS s UNION ALL MATCH (a:Agency) WHERE a.sector "
        "IN ['gp', 'police'] RETURN a.sector AS s",
        lambda g: (
            [(a.sector,) for a in g.of("Agency") if a.sector == "gp"]
            + [(a.sector,) for a in g.of("Agency") if a.sector in ("gp", "police")]
        ),
    ),
    Q(
        "unwind.list",
        "`UNWIND` a list",
        "UNWIND ['a', 'b', 'a'] AS x RETURN x, count(*) AS n",
        lambda g: [("a", 2), ("b", 1)],
    ),
    Q(
        "unwind.property",
        "`UNWIND` a property that is a list",
        "MATCH (f:Fact) UNWIND f.themes AS theme RETURN theme, count(*) AS n",
        lambda g: list(Counter(t for f in g.of("Fact") for t in f.themes).items()),
    ),
    Q(
        "unwind.empty",
        "`UNWIND` an empty list or null: no rows",
        "UNWIND [[], null, [1]] AS l UNWIND l AS x RETURN x",
        lambda g: [(1,)],
    ),
    Q(
        "unwind.parameter",
        "`UNWIND $rows`: a table of your own",
        "UNWIND $rows AS row MATCH (a:Agency {agency_id: row.id, case_id: 'amber-street'}) "
        "RETURN a.name AS name, row.why AS why",
        lambda g: [
            (a.name, {"gp": "x", "csc": "y"}[a.agency_id])
            for a in g.of("Agency")
            if a.case_id == "amber-street" and a.agency_id in ("gp", "csc")
        ],
        {"rows": [{"id": "gp", "why": "x"}, {"id": "csc", "why": "y"}, {"id": "none", "why": "z"}]},
    ),
    Q(
        "unwind.range",
        "`UNWIND range(…)`: every year, also those without rows",
        "UNWIND range(2009, 2014) AS year OPTIONAL MATCH (e:Event {case_id: 'amber-street'}) "
        "WHERE e.earliest_iso STARTS WITH toString(year) RETURN year, count(e) AS n ORDER BY year",
        lambda g: [
            (
                y,
                sum(
                    (e.earliest_iso or "").startswith(str(y))
                    for e in g.of("Event")
                    if e.case_id == "amber-street"
                ),
            )
            for y in range(2009, 2015)
        ],
        ordered=True,
    ),
    Q(
        "unwind.pairs",
        "every two of what was collected",
        "MATCH (f:Fact {weight: 5})<-[:KNOWS]-(a:Agency) WITH f, a ORDER BY a.uid "
        "WITH f, collect(a.agency_id) AS who UNWIND range(0, size(who) - 2) AS i "
        "UNWIND range(i + 1, size(who) - 1) AS j RETURN who[i] AS one, who[j] AS other, count(*) AS n",
        lambda g: [(*pair, n) for pair, n in _pairs(g).items()],
    ),
)


def _sectors(g):
    found = {}
    for e in g.of("Event"):
        found.setdefault((e.case_id, _agency_of(g, e).sector), []).append(e)
    return found


def _themes(g):
    found = {}
    for f, _, t in g.edges("CODED_AS"):
        for _, a in g.out(f, "CONCERNS"):
            if g.label(a) == "Agency":
                found.setdefault((t.code, f.case_id), []).append((a.uid, f.uid))
    return found


def _pairs(g):
    found = Counter()
    for f in g.of("Fact"):
        if f.weight == 5:
            who = [
                a.agency_id
                for a in sorted(
                    (a for _, a in g.into(f, "KNOWS") if g.label(a) == "Agency"),
                    key=lambda a: a.uid,
                )
            ]
            found.update((a, b) for i, a in enumerate(who) for b in who[i + 1 :])
    return found
