"""Patterns: labels, properties, edges, what may be missing."""

from __future__ import annotations

from tests.conformance.body.question import Question as Q

AMBER = "amber-street"


def _first(values):
    return min(values, default=None)


QUESTIONS = (
    Q(
        "match.label",
        "nodes of a label: `(a:Agency)`",
        "MATCH (a:Agency) RETURN a.uid",
        lambda g: [(a.uid,) for a in g.of("Agency")],
    ),
    Q(
        "match.inline",
        "properties in the pattern: `(f:Fact {weight: 5})`",
        "MATCH (f:Fact {weight: 5, nature: 'occurrence'}) RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if f.weight == 5 and f.nature == "occurrence"],
    ),
    Q(
        "match.inline_parameter",
        "a parameter in the pattern: `(c:Case {case_id: $case})`",
        "MATCH (p:Person {case_id: $case}) RETURN p.person_id, p.name",
        lambda g: [(p.person_id, p.name) for p in g.of("Person") if p.case_id == AMBER],
        {"case": AMBER},
    ),
    Q(
        "match.edge",
        "an edge with its direction: `(e)-[:RECORDED_BY]->(t)`",
        "MATCH (e:Event)-[:RECORDED_BY]->(t:Team) RETURN e.uid, t.uid",
        lambda g: [(e.uid, t.uid) for e, _, t in g.edges("RECORDED_BY")],
    ),
    Q(
        "match.edge_back",
        "an edge against its direction: `(t)<-[:RECORDED_BY]-(e)`",
        "MATCH (t:Team {team_id: 'police/response'})<-[:RECORDED_BY]-(e:Event) RETURN e.event_id",
        lambda g: [
            (e.event_id,) for e, _, t in g.edges("RECORDED_BY") if t.team_id == "police/response"
        ],
    ),
    Q(
        "match.edge_either",
        "an edge in either direction: `(a)-[:RELATED_TO]-(b)`",
        "MATCH (a:Person)-[r:RELATED_TO]-(b:Person) RETURN a.uid, r.kind, b.uid",
        lambda g: [
            row
            for a, r, b in g.edges("RELATED_TO")
            for row in ((a.uid, r.kind, b.uid), (b.uid, r.kind, a.uid))
        ],
    ),
    Q(
        "match.edge_types",
        "one of several types: `[:SHARED_WITH|TOLD_BY]`",
        "MATCH (e:Event)-[r:SHARED_WITH|TOLD_BY]->(t:Team) RETURN type(r), e.uid, t.uid",
        lambda g: [
            (kind, e.uid, t.uid) for kind in ("SHARED_WITH", "TOLD_BY") for e, _, t in g.edges(kind)
        ],
    ),
    Q(
        "match.edge_any",
        "an edge of any type: `(f)-[r]->(x)`",
        "MATCH (f:Fact)-[r]->(p:Person) RETURN type(r) AS kind, count(*) AS n",
        lambda g: [(kind, n) for kind in ("ABOUT", "BY") if (n := len(list(g.edges(kind))))],
    ),
    Q(
        "match.edge_property",
        "a property of the edge in the pattern: `[:INVOLVES {role: 'subject'}]`",
        "MATCH (e:Event)-[:INVOLVES {role: 'subject'}]->(p:Person {person_id: 'V'}) RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e, r, p in g.edges("INVOLVES")
            if r.role == "subject" and p.person_id == "V"
        ],
    ),
    Q(
        "match.chain",
        "a chain of edges",
        "MATCH (p:Person)<-[:ABOUT]-(f:Fact)<-[:REVEALS]-(e:Event)-[:RECORDED_BY]->(t:Team)"
        "-[:PART_OF]->(a:Agency) RETURN p.uid, f.uid, e.uid, a.uid",
        lambda g: [
            (p.uid, f.uid, e.uid, a.uid)
            for e, _, f in g.edges("REVEALS")
            for _, p in g.out(f, "ABOUT")
            for _, t in g.out(e, "RECORDED_BY")
            for _, a in g.out(t, "PART_OF")
        ],
    ),
    Q(
        "match.two_patterns",
        "two patterns that share a node, with a comma",
        "MATCH (f:Fact)-[:ABOUT]->(p:Person), (f)-[:BY]->(q:Person) RETURN f.uid, p.uid, q.uid",
        lambda g: [
            (f.uid, p.uid, q.uid)
            for f in g.of("Fact")
            for _, p in g.out(f, "ABOUT")
            for _, q in g.out(f, "BY")
        ],
    ),
    Q(
        "match.product",
        "two patterns with nothing in common: every pair",
        "MATCH (a:Agency {informal: true}), (f:Fact {weight: 5}) RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for a in g.of("Agency")
            if a.informal
            for f in g.of("Fact")
            if f.weight == 5
        ],
    ),
    Q(
        "match.two_matches",
        "a second `MATCH` after the first",
        "MATCH (f:Fact {topic: 'stalking'}) MATCH (f)<-[k:KNOWS]-(a:Agency) RETURN f.uid, a.uid, "
        "k.possible_from",
        lambda g: [
            (f.uid, a.uid, k.possible_from)
            for a, k, f in g.edges("KNOWS")
            if f.topic == "stalking" and g.label(a) == "Agency"
        ],
    ),
    Q(
        "match.edge_once",
        "one `MATCH` takes no edge twice: two shares of one row are two edges",
        "MATCH (a:Team)<-[:SHARED_WITH]-(e:Event)-[:SHARED_WITH]->(b:Team) RETURN e.uid, a.uid, b.uid",
        lambda g: [
            (e.uid, a.uid, b.uid)
            for e in g.of("Event")
            for r, a in g.out(e, "SHARED_WITH")
            for s, b in g.out(e, "SHARED_WITH")
            if r is not s
        ],
    ),
    Q(
        "match.edge_twice",
        "two `MATCH`es may take the same edge",
        "MATCH (e:Event)-[:SHARED_WITH]->(a:Team) MATCH (e)-[:SHARED_WITH]->(b:Team) "
        "RETURN e.uid, a.uid, b.uid",
        lambda g: [
            (e.uid, a.uid, b.uid)
            for e in g.of("Event")
            for _, a in g.out(e, "SHARED_WITH")
            for _, b in g.out(e, "SHARED_WITH")
        ],
    ),
    Q(
        "match.cycle",
        "a pattern that comes back to where it began",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact)<-[:KNOWS]-(t:Team)-[:PART_OF]->(a) RETURN a.uid, f.uid, "
        "t.uid",
        lambda g: [
            (a.uid, f.uid, t.uid)
            for t, _, f in g.edges("KNOWS")
            if g.label(t) == "Team"
            for _, a in g.out(t, "PART_OF")
            for _, other in g.out(a, "KNOWS")
            if other is f
        ],
    ),
    Q(
        "match.label_either",
        "one of two labels: `(h:Team|Agency)`",
        "MATCH (h:Team|Agency)-[:KNOWS]->(:Fact {topic: 'stalking'}) RETURN h.uid",
        lambda g: [(h.uid,) for h, _, f in g.edges("KNOWS") if f.topic == "stalking"],
    ),
    Q(
        "match.label_where",
        "a label in `WHERE`: `WHERE h:Team`",
        "MATCH (h)-[:KNOWS]->(f:Fact) WHERE h:Team AND f.weight = 5 RETURN h.uid, f.uid",
        lambda g: [
            (h.uid, f.uid) for h, _, f in g.edges("KNOWS") if g.label(h) == "Team" and f.weight == 5
        ],
    ),
    Q(
        "match.label_not",
        "not a label: `(x:!Agency)`",
        "MATCH (f:Finding)-[:CONCERNS]->(x:!Agency) RETURN f.uid, x.uid",
        lambda g: [(f.uid, x.uid) for f, _, x in g.edges("CONCERNS") if g.label(x) != "Agency"],
    ),
    Q(
        "match.where_inline",
        "a condition inside the node: `(f:Fact WHERE f.weight > 4)`",
        "MATCH (e:Event)-[:REVEALS]->(f:Fact WHERE f.weight > 4) RETURN e.uid, f.uid",
        lambda g: [(e.uid, f.uid) for e, _, f in g.edges("REVEALS") if f.weight > 4],
    ),
    Q(
        "match.edge_where_inline",
        "a condition inside the edge: `[k:KNOWS WHERE …]`",
        "MATCH (a:Agency)-[k:KNOWS WHERE k.certain_from IS NULL]->(f:Fact) RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for a, k, f in g.edges("KNOWS")
            if g.label(a) == "Agency" and k.certain_from is None
        ],
    ),
    Q(
        "match.property_of_other",
        "a property of one node in the pattern of the next",
        "MATCH (a:Agency) MATCH (b:Agency {sector: a.sector}) WHERE a.uid < b.uid RETURN a.uid, b.uid",
        lambda g: [
            (a.uid, b.uid)
            for a in g.of("Agency")
            for b in g.of("Agency")
            if a.sector == b.sector and a.uid < b.uid
        ],
    ),
    Q(
        "match.across",
        "two cases compared",
        "MATCH (a:Fact), (b:Fact) WHERE a.topic = b.topic AND a.case_id < b.case_id "
        "RETURN a.uid, b.uid",
        lambda g: [
            (a.uid, b.uid)
            for a in g.of("Fact")
            for b in g.of("Fact")
            if a.topic == b.topic and a.case_id < b.case_id
        ],
    ),
    Q(
        "match.other_node",
        "not the same node: `WHERE a <> b`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact {weight: 5})<-[:KNOWS]-(b:Agency) WHERE a <> b "
        "RETURN a.uid, f.uid, b.uid",
        lambda g: [
            (a.uid, f.uid, b.uid)
            for f in g.of("Fact")
            if f.weight == 5
            for _, a in g.into(f, "KNOWS")
            if g.label(a) == "Agency"
            for _, b in g.into(f, "KNOWS")
            if g.label(b) == "Agency" and a is not b
        ],
    ),
    Q(
        "match.nothing",
        "a pattern that nothing fits: no rows",
        "MATCH (a:Agency {sector: 'no such sector'}) RETURN a.uid AS uid",
        lambda g: [],
    ),
    Q(
        "match.backticks",
        "names in backticks",
        "MATCH (`the row`:`Event`) WHERE `the row`.`assessment` RETURN `the row`.uid AS `the key`",
        lambda g: [(e.uid,) for e in g.of("Event") if e.assessment],
    ),
    Q(
        "match.comment",
        "comments",
        "// who\nMATCH (a:Agency) /* which */ WHERE a.informal RETURN a.uid // so",
        lambda g: [(a.uid,) for a in g.of("Agency") if a.informal],
    ),
    Q(
        "optional.missing",
        "`OPTIONAL MATCH` of what may not be there: null",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) RETURN f.uid, p.uid",
        lambda g: [
            (f.uid, p.uid if p else None)
            for f in g.of("Fact")
            for p in ([p for _, p in g.out(f, "BY")] or [None])
        ],
    ),
    Q(
        "optional.where",
        "its `WHERE` is part of it: rows are kept",
        "MATCH (f:Fact) OPTIONAL MATCH (f)<-[k:KNOWS]-(a:Agency) WHERE k.certain_from IS NULL "
        "RETURN f.uid, a.uid",
        lambda g: [
            (f.uid, a and a.uid)
            for f in g.of("Fact")
            for a in (
                [
                    a
                    for k, a in g.into(f, "KNOWS")
                    if g.label(a) == "Agency" and k.certain_from is None
                ]
                or [None]
            )
        ],
    ),
    Q(
        "optional.where_outer",
        "its `WHERE` may name what was matched before",
        "MATCH (e:Event {assessment: true}) OPTIONAL MATCH (e)-[:CONSIDERED]->(q:Event) "
        "WHERE q.end_hi < e.start_lo RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q and q.uid)
            for e in g.of("Event")
            if e.assessment
            for q in ([q for _, q in g.out(e, "CONSIDERED") if q.end_hi < e.start_lo] or [None])
        ],
    ),
    Q(
        "optional.count",
        "`count` of it is 0 where there is none",
        "MATCH (a:Agency) OPTIONAL MATCH (a)-[:KNOWS]->(f:Fact) RETURN a.uid, count(f)",
        lambda g: [(a.uid, len(list(g.out(a, "KNOWS")))) for a in g.of("Agency")],
    ),
    Q(
        "optional.twice",
        "one after another, each grouped before the next",
        "MATCH (t:Team) OPTIONAL MATCH (t)<-[:RECORDED_BY]-(e:Event) WITH t, count(e) AS own "
        "OPTIONAL MATCH (t)<-[:SHARED_WITH]-(s:Event) RETURN t.uid, own, count(s) AS sent",
        lambda g: [
            (t.uid, len(list(g.into(t, "RECORDED_BY"))), len(list(g.into(t, "SHARED_WITH"))))
            for t in g.of("Team")
        ],
    ),
    Q(
        "optional.chain",
        "of a chain: all of it, or nothing",
        "MATCH (p:Person) OPTIONAL MATCH (p)<-[:ABOUT]-(f:Fact)<-[:REVEALS {stance: 'denied'}]-"
        "(e:Event) RETURN p.uid, f.uid, e.uid",
        lambda g: [
            row
            for p in g.of("Person")
            for row in (
                [
                    (p.uid, f.uid, e.uid)
                    for _, f in g.into(p, "ABOUT")
                    for r, e in g.into(f, "REVEALS")
                    if r.stance == "denied"
                ]
                or [(p.uid, None, None)]
            )
        ],
    ),
    Q(
        "optional.first",
        "as the first clause: one row of nulls where there is nothing",
        "OPTIONAL MATCH (a:Agency {sector: 'no such sector'}) RETURN a.uid AS uid",
        lambda g: [(None,)],
    ),
    Q(
        "optional.null_in",
        "of a node that is itself null",
        "MATCH (f:Fact {topic: 'stalking'}) OPTIONAL MATCH (f)-[:BY]->(p:Person {person_id: 'none'}) "
        "OPTIONAL MATCH (p)-[:RELATED_TO]->(q:Person) RETURN f.uid, q.uid",
        lambda g: [(f.uid, None) for f in g.of("Fact") if f.topic == "stalking"],
    ),
    Q(
        "optional.is_null",
        "those for which there is none: `WHERE p IS NULL` after a `WITH`",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) WITH f, p WHERE p IS NULL RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if not list(g.out(f, "BY"))],
    ),
    Q(
        "optional.earliest",
        "the first of them, or null",
        "MATCH (f:Fact) OPTIONAL MATCH (f)<-[k:KNOWS]-(:Agency) RETURN f.uid, min(k.certain_from)",
        lambda g: [
            (
                f.uid,
                _first(
                    k.certain_from
                    for k, a in g.into(f, "KNOWS")
                    if g.label(a) == "Agency" and k.certain_from is not None
                ),
            )
            for f in g.of("Fact")
        ],
    ),
)
