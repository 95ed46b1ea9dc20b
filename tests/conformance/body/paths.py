"""Paths: of bounded and unbounded length, the shortest, what is on the way."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import networkx as nx

from tests.conformance.body.question import Question as Q
from tests.conformance.body.question import refused

AMBER = "amber-street"


def _trails(g, start, type_, low, high, *, back=False, either=False):
    """Yield the ends of every trail (no edge twice) of some lengths, with the nodes on it."""
    stack = [([start], frozenset())]
    while stack:
        nodes, used = stack.pop()
        if len(used) >= low:
            yield nodes[-1], nodes
        if len(used) == high:
            continue
        steps = []
        if not back or either:
            steps += list(g.out(nodes[-1], type_))
        if back or either:
            loops = {id(r) for r, _ in steps}
            steps += [(r, x) for r, x in g.into(nodes[-1], type_) if id(r) not in loops]
        stack += [([*nodes, x], used | {id(r)}) for r, x in steps if id(r) not in used]


def _events(g, **has):
    return [e for e in g.of("Event") if all(e[k] == v for k, v in has.items())]


def _shortest(g, type_, a, b):
    graph = g.only(type_).to_undirected()
    try:
        return nx.shortest_path_length(graph, a.uid, b.uid)
    except nx.NetworkXNoPath:
        return None


def _agency_next(g):
    """NEXT edges of an agency's own rows: a chain."""
    return {(a.uid, b.uid) for a, r, b in g.edges("NEXT") if r.agency is not None}


QUESTIONS = (
    Q(
        "path.bounded",
        "between one and three steps: `[:RESPONDS_TO*1..3]`",
        "MATCH (e:Event)-[:RESPONDS_TO*1..3]->(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid) for e in g.of("Event") for q, _ in _trails(g, e, "RESPONDS_TO", 1, 3)
        ],
    ),
    Q(
        "path.exactly",
        "exactly two steps: `*2`",
        "MATCH (e:Event)-[:RESPONDS_TO*2]->(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid) for e in g.of("Event") for q, _ in _trails(g, e, "RESPONDS_TO", 2, 2)
        ],
    ),
    Q(
        "path.zero",
        "from none on: `*0..2` has the row itself",
        "MATCH (e:Event {assessment: true})-[:CONSIDERED*0..2]->(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for e in _events(g, assessment=True)
            for q, _ in _trails(g, e, "CONSIDERED", 0, 2)
        ],
    ),
    Q(
        "path.unbounded",
        "any number of steps: `*`",
        "MATCH (e:Event)-[:RESPONDS_TO*]->(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid) for e in g.of("Event") for q, _ in _trails(g, e, "RESPONDS_TO", 1, 99)
        ],
    ),
    Q(
        "path.back",
        "against the direction",
        "MATCH (q:Event)<-[:RESPONDS_TO*1..2]-(e:Event) RETURN q.uid, e.uid",
        lambda g: [
            (q.uid, e.uid)
            for q in g.of("Event")
            for e, _ in _trails(g, q, "RESPONDS_TO", 1, 2, back=True)
        ],
    ),
    Q(
        "path.either",
        "in either direction: `-[:SAME_OCCURRENCE*1..2]-`",
        "MATCH (e:Event)-[:SAME_OCCURRENCE*1..2]-(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for e in g.of("Event")
            for q, _ in _trails(g, e, "SAME_OCCURRENCE", 1, 2, either=True)
        ],
    ),
    Q(
        "path.count",
        "how many paths there are: each way counts",
        "MATCH (e:Event {assessment: true})-[:CONSIDERED|RESPONDS_TO*1..3]->(q:Event) "
        "RETURN e.uid, count(*) AS ways, count(DISTINCT q) AS rows",
        lambda g: [
            (e.uid, len(found), len({q.uid for q in found}))
            for e in _events(g, assessment=True)
            if (found := list(_two_types(g, e, 3)))
        ],
    ),
    Q(
        "path.where_end",
        "a condition on where it ends",
        "MATCH (e:Event {case_id: 'amber-street'})-[:NEXT*1..6 {agency: 'gp'}]->(q:Event) "
        "WHERE q.contact AND NOT EXISTS { (e)<-[:NEXT {agency: 'gp'}]-() } RETURN q.uid",
        lambda g: [(q.uid,) for q in _along(g, "gp", 6) if q.contact],
    ),
    Q(
        "path.edge_property",
        "a property that every edge has: `[:NEXT*1..4 {person: 'V'}]`",
        "MATCH (e:Event {case_id: 'amber-street', decision: true})-[:NEXT*1..4 {person: 'V'}]->(q:Event) "
        "RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for e in _events(g, case_id=AMBER, decision=True)
            for q in _next_of(g, e, "person", "V", 4)
        ],
    ),
    Q(
        "path.outer_in_where",
        "a path whose `WHERE` names a node of it and one outside it",
        "MATCH (a:Event {assessment: true}) MATCH (a)-[:CONSIDERED*1..2]->(q:Event) "
        "WHERE q.end_hi < a.start_lo RETURN a.uid, q.uid",
        lambda g: [
            (a.uid, q.uid)
            for a in _events(g, assessment=True)
            for q, _ in _trails(g, a, "CONSIDERED", 1, 2)
            if q.end_hi < a.start_lo
        ],
    ),
    Q(
        "path.outer_mixed",
        "a path with a labelled end, and a condition that mixes it with a third node",
        "MATCH (c:Case) MATCH (e:Event)-[:RESPONDS_TO*1..2]->(q:Event) WHERE q.case_id = c.case_id AND "
        "q.start_lo >= c.scope_lo AND e.start_lo - q.start_lo > 1440 RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for c in g.of("Case")
            for e in g.of("Event")
            for q, _ in _trails(g, e, "RESPONDS_TO", 1, 2)
            if q.case_id == c.case_id
            and q.start_lo >= c.scope_lo
            and e.start_lo - q.start_lo > 1440
        ],
    ),
    Q(
        "path.outer_mixed_with",
        "the same with a `WITH` between the path and the condition",
        "MATCH (c:Case) MATCH (e:Event)-[:RESPONDS_TO*1..2]->(q:Event) WITH c, e, q WHERE q.case_id = "
        "c.case_id AND q.start_lo >= c.scope_lo AND e.start_lo - q.start_lo > 1440 RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for c in g.of("Case")
            for e in g.of("Event")
            for q, _ in _trails(g, e, "RESPONDS_TO", 1, 2)
            if q.case_id == c.case_id
            and q.start_lo >= c.scope_lo
            and e.start_lo - q.start_lo > 1440
        ],
    ),
    Q(
        "path.length",
        "`length(p)`",
        "MATCH p = (e:Event)-[:RESPONDS_TO*1..3]->(:Event) RETURN length(p) AS n, count(*) AS paths",
        lambda g: list(
            Counter(
                len(nodes) - 1
                for e in g.of("Event")
                for _, nodes in _trails(g, e, "RESPONDS_TO", 1, 3)
            ).items()
        ),
    ),
    Q(
        "path.nodes",
        "`nodes(p)` and `relationships(p)`",
        "MATCH p = (e:Event)-[:RESPONDS_TO*2]->(:Event) RETURN [n IN nodes(p) | n.uid] AS nodes, "
        "[r IN relationships(p) | type(r)] AS types",
        lambda g: [
            ([n.uid for n in nodes], ["RESPONDS_TO"] * 2)
            for e in g.of("Event")
            for _, nodes in _trails(g, e, "RESPONDS_TO", 2, 2)
        ],
    ),
    Q(
        "path.all_nodes",
        "a condition on all nodes of a path",
        "MATCH p = (e:Event)-[:RESPONDS_TO*1..3]->(:Event) WHERE all(n IN nodes(p) WHERE n.coded AND NOT "
        "n.incident) RETURN e.uid, length(p) AS n",
        lambda g: [
            (e.uid, len(nodes) - 1)
            for e in g.of("Event")
            for _, nodes in _trails(g, e, "RESPONDS_TO", 1, 3)
            if all(n.coded and not n.incident for n in nodes)
        ],
    ),
    Q(
        "path.edge_list",
        "the edges as a list: `[r:NEXT*1..2]`",
        "MATCH (e:Event {case_id: 'amber-street', incident: true})-[rs:NEXT*1..2]->(q:Event) WHERE "
        "all(r IN rs WHERE r.agency = 'police') RETURN e.uid, q.uid, size(rs) AS n",
        lambda g: [
            (e.uid, q.uid, n)
            for e in _events(g, case_id=AMBER, incident=True)
            for n in (1, 2)
            for q in _next_of(g, e, "agency", "police", n, exactly=True)
        ],
    ),
    Q(
        "path.value",
        "a path as a value",
        "MATCH p = (:Person {person_id: 'V', case_id: 'amber-street'})-[:RELATED_TO]->(:Person) RETURN p",
        lambda g: [
            (
                [
                    {"_labels": ["Person"]} | a,
                    {"_type": "RELATED_TO"} | r,
                    {"_labels": ["Person"]} | b,
                ],
            )
            for a, r, b in g.edges("RELATED_TO")
            if a.uid == "amber-street/person:V"
        ],
    ),
    Q(
        "path.shortest",
        "`shortestPath`",
        "MATCH (a:Person {person_id: 'V'}), (b:Person {case_id: a.case_id}) WHERE a <> b "
        "MATCH p = shortestPath((a)-[:RELATED_TO*..5]-(b)) RETURN b.uid, length(p) AS n",
        lambda g: [
            (b.uid, n)
            for a in g.of("Person")
            if a.person_id == "V"
            for b in g.of("Person")
            if b.case_id == a.case_id
            and b is not a
            and (n := _shortest(g, "RELATED_TO", a, b)) is not None
            and n <= 5
        ],
    ),
    Q(
        "path.shortest_none",
        "`shortestPath` where there is none: no row, or null with `OPTIONAL`",
        "MATCH (a:Person {person_id: 'V', case_id: 'amber-street'}), (b:Person {person_id: 'V'}) "
        "WHERE a <> b OPTIONAL MATCH p = shortestPath((a)-[:RELATED_TO*..5]-(b)) "
        "RETURN b.uid, p IS NULL AS none",
        lambda g: [
            (b.uid, True) for b in g.of("Person") if b.person_id == "V" and b.case_id != AMBER
        ],
    ),
    Q(
        "path.all_shortest",
        "`allShortestPaths`",
        "MATCH (a:Person {person_id: 'C1', case_id: 'amber-street'}), (b:Person {person_id: 'P', "
        "case_id: 'amber-street'}) MATCH p = allShortestPaths((a)-[:RELATED_TO*..5]-(b)) "
        "RETURN [n IN nodes(p) | n.person_id] AS way",
        lambda g: (
            [
                ([n.rpartition(":")[2] for n in way],)
                for way in nx.all_shortest_paths(
                    nx.Graph(g.only("RELATED_TO")),
                    "amber-street/person:C1",
                    "amber-street/person:P",
                )
            ]
            if not _parallel(g)
            else _parallel_ways(g)
        ),
    ),
    Q(
        "path.shortest_word",
        "`SHORTEST 1 …`",
        "MATCH (a:Person {person_id: 'V'}), (b:Person {case_id: a.case_id}) WHERE a <> b "
        "MATCH p = SHORTEST 1 (a)-[:RELATED_TO]-{1,5}(b) RETURN b.uid, length(p) AS n",
        lambda g: [
            (b.uid, n)
            for a in g.of("Person")
            if a.person_id == "V"
            for b in g.of("Person")
            if b.case_id == a.case_id
            and b is not a
            and (n := _shortest(g, "RELATED_TO", a, b)) is not None
            and n <= 5
        ],
        instead="`shortestPath((a)-[:RELATED_TO*..5]-(b))`",
        differs=refused("embedded", why="not implemented", says="It names the older forms."),
    ),
    Q(
        "path.quantified",
        "a quantified edge: `-[:RESPONDS_TO]->{1,3}`",
        "MATCH (e:Event)-[:RESPONDS_TO]->{1,3}(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid) for e in g.of("Event") for q, _ in _trails(g, e, "RESPONDS_TO", 1, 3)
        ],
    ),
    Q(
        "path.quantified_pattern",
        "a quantified pattern: `((a)-[:NEXT]->(b) WHERE …){1,3}`",
        "MATCH (e:Event {case_id: 'amber-street', decision: true}) ((a:Event)-[r:NEXT]->(b:Event) "
        "WHERE r.person = 'V'){1,3} (q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid)
            for e in _events(g, case_id=AMBER, decision=True)
            for q in _next_of(g, e, "person", "V", 3)
        ],
    ),
    Q(
        "path.exists",
        "a path in `EXISTS`",
        "MATCH (e:Event {assessment: true}) WHERE NOT EXISTS { MATCH (e)-[:CONSIDERED*1..3]->(q:Event) "
        "WHERE q.incident } RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in _events(g, assessment=True)
            if not any(q.incident for q, _ in _trails(g, e, "CONSIDERED", 1, 3))
        ],
    ),
    Q(
        "path.cycle",
        "no edge twice: a path ends where it would go round",
        "MATCH (a:Person {person_id: 'V', case_id: 'amber-street'})-[:RELATED_TO*1..4]-(b:Person) "
        "RETURN b.person_id, count(*) AS ways",
        lambda g: list(
            Counter(
                b.person_id
                for b, _ in _trails(
                    g, g.at("amber-street/person:V"), "RELATED_TO", 1, 4, either=True
                )
            ).items()
        ),
    ),
    Q(
        "path.sequence",
        "a sequence that recurs: an incident, then a contact of another agency",
        "MATCH (e:Event {incident: true})-[n:NEXT]->(q:Event {contact: true}), (e)-[:RECORDED_BY]->(s:Team), "
        "(q)-[:RECORDED_BY]->(t:Team) WHERE n.person IS NOT NULL AND split(s.team_id, '/')[0] <> "
        "split(t.team_id, '/')[0] RETURN e.kind, q.kind, count(*) AS n",
        lambda g: [
            (*k, n)
            for k, n in Counter(
                (e.kind, q.kind)
                for e, r, q in g.edges("NEXT")
                if e.incident and q.contact and r.person is not None and _team(g, e) != _team(g, q)
            ).items()
        ],
    ),
)


def _team(g, e):
    return next(t.team_id.partition("/")[0] for _, t in g.out(e, "RECORDED_BY"))


def _two_types(g, start, high):
    stack = [(start, frozenset())]
    while stack:
        node, used = stack.pop()
        if used:
            yield node
        if len(used) < high:
            stack += [
                (x, used | {id(r)})
                for r, x in g.out(node, "CONSIDERED", "RESPONDS_TO")
                if id(r) not in used
            ]


def _next_of(g, start, name, value, most, *, exactly=False):
    """Rows after a row along one chain; a chain never forks, so a row a step."""
    found, here = [], start
    for n in range(1, most + 1):
        here = next((x for r, x in g.out(here, "NEXT") if r[name] == value), None)
        if here is None:
            break
        if not exactly or n == most:
            found.append(here)
    return found


def _first_of(g, agency):
    starts = [a for a, r, _ in g.edges("NEXT") if r.agency == agency and a.case_id == AMBER]
    reached = {b.uid for _, r, b in g.edges("NEXT") if r.agency == agency and b.case_id == AMBER}
    return next(a for a in starts if a.uid not in reached)


def _along(g, agency, most):
    return _next_of(g, _first_of(g, agency), "agency", agency, most)


def _parallel(g):
    pairs = Counter(frozenset((a.uid, b.uid)) for a, _, b in g.edges("RELATED_TO"))
    return max(pairs.values()) > 1


def _parallel_ways(g):
    """Every shortest way, once for each choice among edges that run between the same two."""
    pairs = Counter(frozenset((a.uid, b.uid)) for a, _, b in g.edges("RELATED_TO"))
    found = []
    for way in nx.all_shortest_paths(
        nx.Graph(g.only("RELATED_TO")), "amber-street/person:C1", "amber-street/person:P"
    ):
        ways = 1
        for a, b in pairwise(way):
            ways *= pairs[frozenset((a, b))]
        found += [([n.rpartition(":")[2] for n in way],)] * ways
    return found
