"""Conditions: comparisons, what null does to them, patterns that are there or not."""

from __future__ import annotations

from tests.conformance.body.question import Question as Q


def _known(g, f):
    return [(k, a) for k, a in g.into(f, "KNOWS") if g.label(a) == "Agency"]


def _not(x):
    return None if x is None else not x


def _and(*xs):
    return False if False in xs else None if None in xs else True


def _or(*xs):
    return True if True in xs else None if None in xs else False


THREE = (True, False, None)

QUESTIONS = (
    Q(
        "where.compare",
        "comparisons: `=`, `<>`, `<`, `>=`",
        "MATCH (f:Fact) WHERE f.weight >= 3 AND f.weight < 5 AND f.nature <> 'state' RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if 3 <= f.weight < 5 and f.nature != "state"],
    ),
    Q(
        "where.chained",
        "comparisons in a chain: `3 <= f.weight < 5`",
        "MATCH (f:Fact) WHERE 3 <= f.weight < 5 RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if 3 <= f.weight < 5],
    ),
    Q(
        "where.or_not",
        "`AND`, `OR`, `XOR`, `NOT` with brackets",
        "MATCH (e:Event) WHERE (e.contact XOR e.incident) AND NOT (e.assessment OR e.fatal) "
        "RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in g.of("Event")
            if (e.contact != e.incident) and not (e.assessment or e.fatal)
        ],
    ),
    Q(
        "where.boolean",
        "a property that is true or false, by itself",
        "MATCH (e:Event) WHERE e.incident AND NOT e.coded = false RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if e.incident and e.coded],
    ),
    Q(
        "where.is_null",
        "`IS NULL`: what is not on record",
        "MATCH (e:Event) WHERE e.earliest IS NULL RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if e.earliest is None],
    ),
    Q(
        "where.is_not_null",
        "`IS NOT NULL`",
        "MATCH (e:Event) WHERE e.bar IS NOT NULL RETURN e.uid, e.bar",
        lambda g: [(e.uid, e.bar) for e in g.of("Event") if e.bar is not None],
    ),
    Q(
        "where.null_compared",
        "a comparison with what is missing is neither true nor false",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact) WHERE NOT k.certain_from > 1000 RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for a, k, f in g.edges("KNOWS")
            if g.label(a) == "Agency" and k.certain_from is not None and not k.certain_from > 1000
        ],
    ),
    Q(
        "where.null_not_equal",
        "`<>` leaves out what is missing",
        "MATCH (f:Fact) WHERE f.longest_days <> 365 RETURN f.uid",
        lambda g: [
            (f.uid,) for f in g.of("Fact") if f.longest_days is not None and f.longest_days != 365
        ],
    ),
    Q(
        "where.null_or",
        "`OR` with what is missing: true where the other side is",
        "MATCH (f:Fact) WHERE f.longest_days > 365 OR f.weight = 5 RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if (f.longest_days or 0) > 365 or f.weight == 5],
    ),
    Q(
        "where.null_table",
        "the truth table of `AND`, `OR`, `XOR`, `NOT` with null",
        "UNWIND [true, false, null] AS a UNWIND [true, false, null] AS b "
        "RETURN a, b, a AND b AS both, a OR b AS either, a XOR b AS one, NOT a AS no",
        lambda g: [
            (a, b, _and(a, b), _or(a, b), None if None in (a, b) else a != b, _not(a))
            for a in THREE
            for b in THREE
        ],
    ),
    Q(
        "where.null_equal",
        "`null = null` is null",
        "RETURN null = null AS a, null <> null AS b, null IS NULL AS c, 1 = null AS d, "
        "null + 1 AS e, 'x' + null AS f",
        lambda g: [(None, None, True, None, None, None)],
    ),
    Q(
        "where.in_list",
        "`IN` a list",
        "MATCH (a:Agency) WHERE a.sector IN ['gp', 'police'] RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency") if a.sector in ("gp", "police")],
    ),
    Q(
        "where.in_null",
        "`IN` with null: null unless it is found",
        "RETURN 1 IN [1, null] AS a, 2 IN [1, null] AS b, null IN [1] AS c, null IN [] AS d, "
        "2 IN [1] AS e",
        lambda g: [(True, None, None, False, False)],
    ),
    Q(
        "where.in_parameter",
        "`IN` a list that is a parameter",
        "MATCH (a:Agency) WHERE a.sector IN $sectors RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency") if a.sector in ("gp", "housing")],
        {"sectors": ["gp", "housing"]},
    ),
    Q(
        "where.in_property",
        "`IN` a property that is a list",
        "MATCH (f:Fact) WHERE '1A' IN f.themes RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if "1A" in f.themes],
    ),
    Q(
        "where.not_in",
        "`NOT … IN`",
        "MATCH (p:Person) WHERE NOT 'victim' IN p.roles RETURN p.uid",
        lambda g: [(p.uid,) for p in g.of("Person") if "victim" not in p.roles],
    ),
    Q(
        "where.pattern",
        "a pattern as a condition: `WHERE (f)-[:BY]->()`",
        "MATCH (f:Fact) WHERE (f)-[:BY]->() RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if list(g.out(f, "BY"))],
    ),
    Q(
        "where.not_pattern",
        "no such pattern: `WHERE NOT (f)-[:BY]->()`",
        "MATCH (f:Fact) WHERE NOT (f)-[:BY]->(:Person) RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if not list(g.out(f, "BY"))],
    ),
    Q(
        "where.pattern_both",
        "a pattern between two nodes that are bound",
        "MATCH (a:Agency), (f:Fact {weight: 5}) WHERE NOT (a)-[:KNOWS]->(f) AND a.case_id = f.case_id "
        "RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for a in g.of("Agency")
            for f in g.of("Fact")
            if f.weight == 5 and a.case_id == f.case_id and a not in [x for _, x in _known(g, f)]
        ],
    ),
    Q(
        "where.exists",
        "`EXISTS { … }`",
        "MATCH (e:Event) WHERE EXISTS { (e)-[:SHARED_WITH]->(:Team) } RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if list(g.out(e, "SHARED_WITH"))],
    ),
    Q(
        "where.not_exists",
        "`NOT EXISTS { … }`: there is no record that …",
        "MATCH (f:Fact) WHERE NOT EXISTS { (f)<-[:KNOWS]-(:Agency {sector: 'police'}) } RETURN f.uid",
        lambda g: [
            (f.uid,) for f in g.of("Fact") if not any(a.sector == "police" for _, a in _known(g, f))
        ],
    ),
    Q(
        "where.exists_where",
        "`EXISTS { … WHERE … }` that names what is outside",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact) WHERE EXISTS { "
        "MATCH (b:Agency)-[l:KNOWS]->(f) WHERE b <> a AND l.certain_from < k.certain_from } "
        "RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for f in g.of("Fact")
            for k, a in _known(g, f)
            if k.certain_from is not None
            and any(
                b is not a and m.certain_from is not None and m.certain_from < k.certain_from
                for m, b in _known(g, f)
            )
        ],
    ),
    Q(
        "where.not_exists_where",
        "`NOT EXISTS { … WHERE … }` that names what is outside",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact) WHERE NOT EXISTS { "
        "MATCH (b:Agency)-[l:KNOWS]->(f) WHERE b.uid <> a.uid AND l.possible_from < k.possible_from } "
        "RETURN f.uid, a.uid",
        lambda g: [
            (f.uid, a.uid)
            for f in g.of("Fact")
            for k, a in _known(g, f)
            if not any(b is not a and m.possible_from < k.possible_from for m, b in _known(g, f))
        ],
    ),
    Q(
        "where.exists_nested",
        "`EXISTS` in `NOT EXISTS`",
        "MATCH (e:Event {assessment: true}) WHERE NOT EXISTS { MATCH (e)-[:CONSIDERED]->(q:Event) "
        "WHERE NOT EXISTS { (q)-[:REVEALS]->(:Fact) } } RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in g.of("Event")
            if e.assessment
            and not any(not list(g.out(q, "REVEALS")) for _, q in g.out(e, "CONSIDERED"))
        ],
    ),
    Q(
        "where.exists_nested_outer",
        "an `EXISTS` two deep that names the outermost",
        "MATCH (f:Fact)<-[k:KNOWS]-(a:Agency) WHERE k.certain_from IS NOT NULL AND NOT EXISTS { "
        "MATCH (a)<-[:PART_OF]-(t:Team) WHERE EXISTS { "
        "MATCH (t)-[l:KNOWS]->(f) WHERE l.certain_from = k.certain_from } } RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for f in g.of("Fact")
            for k, a in _known(g, f)
            if k.certain_from is not None
            and not any(
                m.certain_from == k.certain_from
                for _, t in g.into(a, "PART_OF")
                for m, known in g.out(t, "KNOWS")
                if known is f
            )
        ],
    ),
    Q(
        "where.exists_chain",
        "`EXISTS` of a longer pattern, two of them with `OR`",
        "MATCH (p:Person) WHERE EXISTS { (p)<-[:ABOUT]-(:Fact {weight: 5})<-[:KNOWS]-(:Agency) } OR "
        "EXISTS { (p)-[:RELATED_TO {kind: 'parent'}]->(:Person) } RETURN p.uid",
        lambda g: [
            (p.uid,)
            for p in g.of("Person")
            if any(f.weight == 5 and _known(g, f) for _, f in g.into(p, "ABOUT"))
            or any(r.kind == "parent" for r, _ in g.out(p, "RELATED_TO"))
        ],
    ),
    Q(
        "where.exists_with",
        "`EXISTS` with `WITH` and a count inside",
        "MATCH (a:Agency) WHERE EXISTS { MATCH (a)-[:KNOWS]->(f:Fact) WITH f.nature AS nature, "
        "count(*) AS n WHERE n > 3 RETURN nature } RETURN a.uid",
        lambda g: [
            (a.uid,)
            for a in g.of("Agency")
            if any(
                [f.nature for _, f in g.out(a, "KNOWS")].count(n) > 3
                for n in ("state", "standing", "occurrence")
            )
        ],
    ),
    Q(
        "where.exists_returned",
        "`EXISTS { … }` as a value",
        "MATCH (f:Fact) RETURN f.uid, EXISTS { (f)-[:BY]->() } AS has_by",
        lambda g: [(f.uid, bool(list(g.out(f, "BY")))) for f in g.of("Fact")],
    ),
    Q(
        "where.exists_optional",
        "`NOT EXISTS` about what `OPTIONAL MATCH` found",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) WITH f, p WHERE p IS NULL OR NOT EXISTS "
        "{ (p)<-[:ABOUT]-(:Fact) } RETURN f.uid",
        lambda g: [
            (f.uid,)
            for f in g.of("Fact")
            if not (by := [p for _, p in g.out(f, "BY")]) or not list(g.into(by[0], "ABOUT"))
        ],
    ),
    Q(
        "where.count",
        "`COUNT { … }` in a condition",
        "MATCH (e:Event) WHERE COUNT { (e)-[:SHARED_WITH]->() } > 1 RETURN e.uid",
        lambda g: [(e.uid,) for e in g.of("Event") if len(list(g.out(e, "SHARED_WITH"))) > 1],
    ),
    Q(
        "where.count_where",
        "`COUNT { … WHERE … }` that names what is outside, as a value",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact {weight: 5}) RETURN a.uid, f.uid, COUNT { "
        "MATCH (b:Agency)-[l:KNOWS]->(f) WHERE l.possible_from <= k.possible_from } AS by_then",
        lambda g: [
            (a.uid, f.uid, sum(m.possible_from <= k.possible_from for m, _ in _known(g, f)))
            for f in g.of("Fact")
            if f.weight == 5
            for k, a in _known(g, f)
        ],
    ),
    Q(
        "where.count_distinct",
        "`COUNT { … RETURN DISTINCT … }`",
        "MATCH (f:Fact) RETURN f.uid, COUNT { MATCH (f)<-[:KNOWS]-(a:Agency) RETURN DISTINCT a.sector } "
        "AS sectors",
        lambda g: [(f.uid, len({a.sector for _, a in _known(g, f)})) for f in g.of("Fact")],
    ),
    Q(
        "where.collect",
        "`COLLECT { … }`",
        "MATCH (c:Case) RETURN c.uid, COLLECT { MATCH (p:Person {case_id: c.case_id}) "
        "RETURN p.person_id ORDER BY p.person_id } AS persons",
        lambda g: [
            (c.uid, sorted(p.person_id for p in g.of("Person") if p.case_id == c.case_id))
            for c in g.of("Case")
        ],
    ),
    Q(
        "where.size_collected",
        "how many are in a list that was collected",
        "MATCH (f:Fact)<-[:KNOWS]-(a:Agency) WITH f, collect(a.sector) AS sectors "
        "WHERE size(sectors) > 2 AND 'gp' IN sectors RETURN f.uid",
        lambda g: [
            (f.uid,)
            for f in g.of("Fact")
            if len(_known(g, f)) > 2 and any(a.sector == "gp" for _, a in _known(g, f))
        ],
    ),
    Q(
        "where.case_simple",
        "`CASE x WHEN …`",
        "MATCH (f:Fact) RETURN f.uid, CASE f.nature WHEN 'state' THEN 'ends' WHEN 'standing' THEN "
        "'stays' ELSE 'happens' END AS w",
        lambda g: [
            (f.uid, {"state": "ends", "standing": "stays"}.get(f.nature, "happens"))
            for f in g.of("Fact")
        ],
    ),
    Q(
        "where.case_search",
        "`CASE WHEN … THEN …` without `ELSE`: null",
        "MATCH (f:Fact) RETURN f.uid, CASE WHEN f.weight = 5 THEN 'heaviest' WHEN f.weight > 2 THEN "
        "'heavy' END AS w",
        lambda g: [
            (f.uid, "heaviest" if f.weight == 5 else "heavy" if f.weight > 2 else None)
            for f in g.of("Fact")
        ],
    ),
    Q(
        "where.case_null",
        "`CASE` with a condition that is null",
        "MATCH (a:Agency)-[k:KNOWS]->(f:Fact) RETURN a.uid, f.uid, CASE WHEN k.certain_from > 0 THEN "
        "'certain' ELSE 'possible' END AS certainty",
        lambda g: [
            (a.uid, f.uid, "certain" if k.certain_from else "possible")
            for f in g.of("Fact")
            for k, a in _known(g, f)
        ],
    ),
    Q(
        "where.case_in_sum",
        "`sum(CASE …)`: how many of each",
        "MATCH (a:Agency)-[k:KNOWS]->(:Fact) RETURN a.uid, sum(CASE WHEN k.certain_from IS NULL THEN 1 "
        "ELSE 0 END) AS possible, count(*) AS n",
        lambda g: [
            (a.uid, sum(k.certain_from is None for k, _ in known), len(known))
            for a in g.of("Agency")
            if (known := list(g.out(a, "KNOWS")))
        ],
    ),
    Q(
        "where.coalesce",
        "`coalesce`",
        "MATCH (f:Fact) RETURN f.uid, coalesce(f.longest_days, -1) AS days",
        lambda g: [(f.uid, -1 if f.longest_days is None else f.longest_days) for f in g.of("Fact")],
    ),
    Q(
        "where.null_if",
        "`nullIf`: an empty text as missing",
        "MATCH (p:Person) RETURN p.uid, nullIf(p.age_band, '') AS band",
        lambda g: [(p.uid, p.age_band or None) for p in g.of("Person")],
    ),
    Q(
        "where.dynamic",
        "a property by a name that is a parameter: `a[$name]`",
        "MATCH (a:Agency) RETURN a.uid, a[$name] AS v",
        lambda g: [(a.uid, a.sector) for a in g.of("Agency")],
        {"name": "sector"},
    ),
    Q(
        "where.type_is",
        "`IS :: INTEGER`",
        "UNWIND [1, 'a', 2.5] AS x RETURN x IS :: INTEGER AS a, x IS NOT :: STRING AS b",
        lambda g: [(True, True), (False, False), (False, True)],
    ),
)
