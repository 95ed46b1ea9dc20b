"""Constructs combined, and those that are newer, older or rarer."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tests.conformance.body.paths import _trails
from tests.conformance.body.question import ENGINES, refused
from tests.conformance.body.question import Question as Q

AMBER = "amber-street"

_TOO_SOON = refused(
    "embedded",
    why="not yet",
    says="The engine would ask before it has found all that is named: rows would be missing, and it "
    "would not say so; joinedup does not ask it.",
)
_UNHEEDED = refused(
    "embedded",
    why="not yet",
    says="The engine would not heed it, and not say so; joinedup does not ask it.",
)
_NULL = refused(
    "embedded",
    why="not yet",
    says="The engine would take what is null for something still to be found, and not say so; "
    "joinedup does not ask it.",
)
_AFTER = "give every node its label, or put `WITH *` between the `MATCH` and the `WHERE`"


def _knows(g, f):
    return [(k, a) for k, a in g.into(f, "KNOWS") if g.label(a) == "Agency"]


def _by(g):
    """Each fact with whom it is by, of whom there may be none."""
    return [(f, [p for _, p in g.out(f, "BY")]) for f in g.of("Fact")]


def _about(g, p):
    return [f for _, f in g.into(p, "ABOUT")]


def _by_and_about(g):
    """Each fact with whom it is by, and whether there is no record that it is about them."""
    for f, by in _by(g):
        for p in by or [None]:
            about = [x for _, x in g.out(f, "ABOUT") if x is p]
            for _ in about or [None]:
                yield f.uid, p.uid if p else None, not about


def _agency(g, e):
    return next(a for _, t in g.out(e, "RECORDED_BY") for _, a in g.out(t, "PART_OF"))


def _elsewhere(g, p):
    return any(q.person_id == p.person_id and q.case_id != p.case_id for q in g.of("Person"))


def _first_share(g):
    """By fact: minutes from the first certain record to the second agency's."""
    for f in g.of("Fact"):
        known = sorted(k.certain_from for k, _ in _knows(g, f) if k.certain_from is not None)
        if f.weight >= 3 and len(known) > 1:
            yield f, known[1] - known[0]


def _median(values):
    values = sorted(values)
    half, odd = divmod(len(values), 2)
    return float(values[half]) if odd else (values[half - 1] + values[half]) / 2


def _without(g, sectors):
    """Contacts of agencies with whom a heavy fact is about, with no record of it by then."""
    for f in g.of("Fact"):
        if f.weight < 4:
            continue
        about = {p.uid for _, p in g.out(f, "ABOUT")}
        for a in g.of("Agency"):
            if a.case_id != f.case_id or a.sector not in sectors:
                continue
            known = [k for k, x in _knows(g, f) if x is a]
            for _, t in g.into(a, "PART_OF"):
                for _, e in g.into(t, "RECORDED_BY"):
                    seen = {p.uid for r, p in g.out(e, "INVOLVES") if r.role != "mentioned"}
                    if (
                        e.contact
                        and about & seen
                        and not any(k.possible_from <= e.end_hi for k in known)
                    ):
                        yield f, a, e


QUESTIONS = (
    Q(
        "together.share",
        "no record that it was shared: contacts by an agency without a heavy fact",
        "MATCH (f:Fact)-[:ABOUT]->(p:Person)<-[i:INVOLVES]-(e:Event {contact: true})-[:RECORDED_BY]->"
        "(:Team)-[:PART_OF]->(a:Agency) WHERE f.weight >= 4 AND i.role <> 'mentioned' AND a.sector IN "
        "$sectors AND NOT EXISTS { MATCH (a)-[k:KNOWS]->(f) WHERE k.possible_from <= e.end_hi } "
        "RETURN DISTINCT f.uid, a.uid, e.uid",
        lambda g: [
            (f.uid, a.uid, e.uid) for f, a, e in _without(g, ("gp", "housing", "education"))
        ],
        {"sectors": ["gp", "housing", "education"]},
    ),
    Q(
        "together.first_share",
        "days from the first record to the first share, as a distribution",
        "MATCH (f:Fact)<-[k:KNOWS]-(a:Agency) WHERE f.weight >= 3 AND k.certain_from IS NOT NULL "
        "WITH f, k.certain_from AS at ORDER BY at WITH f, collect(at) AS ats WHERE size(ats) > 1 "
        "WITH f.case_id AS c, (ats[1] - ats[0]) / 1440 AS days "
        "RETURN c, count(*) AS n, min(days) AS least, toFloat(percentileCont(days, 0.5)) AS middle, "
        "max(days) AS most",
        lambda g: [
            (case, len(d), min(d), _median(d), max(d))
            for case in (AMBER, "generated-4")
            if (d := [m // 1440 for f, m in _first_share(g) if f.case_id == case])
        ],
    ),
    Q(
        "together.sectors",
        "which pairs of sectors hold the same facts, an agency once",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact)<-[:KNOWS]-(b:Agency) WHERE a.sector < b.sector "
        "WITH a.sector AS one, b.sector AS other, count(DISTINCT f) AS facts WHERE facts > 1 "
        "RETURN one, other, facts ORDER BY facts DESC, one, other",
        lambda g: sorted(
            (
                (*pair, n)
                for pair, n in Counter(
                    pair
                    for f in g.of("Fact")
                    for pair in {
                        (a.sector, b.sector)
                        for _, a in _knows(g, f)
                        for _, b in _knows(g, f)
                        if a.sector < b.sector
                    }
                ).items()
                if n > 1
            ),
            key=lambda r: (-r[2], r[0], r[1]),
        ),
        ordered=True,
    ),
    Q(
        "together.coverage",
        "found, looked for and not found, not examined: theme by case",
        "MATCH (c:Case)-[l:LOOKED_FOR]->(t:Theme) RETURN c.case_id, l.examined, count(t) AS n, "
        "sum(l.findings) AS findings",
        lambda g: [(*key, len(v), sum(v)) for key, v in _coverage(g).items()],
    ),
    Q(
        "together.list_of_nodes",
        "nodes kept in a list, and taken out again",
        "MATCH (f:Fact {weight: 5}) WITH collect(f) AS heavy MATCH (e:Event)-[:REVEALS]->(x:Fact) "
        "WHERE x IN heavy RETURN e.uid, x.uid",
        lambda g: [(e.uid, f.uid) for e, _, f in g.edges("REVEALS") if f.weight == 5],
    ),
    Q(
        "together.unwind_nodes",
        "`UNWIND` of collected nodes, and a `MATCH` from each",
        "MATCH (f:Fact {weight: 5}) WITH collect(f) AS heavy UNWIND heavy AS f "
        "MATCH (f)<-[:KNOWS]-(a:Agency) RETURN f.uid, a.uid",
        lambda g: [(f.uid, a.uid) for f in g.of("Fact") if f.weight == 5 for _, a in _knows(g, f)],
    ),
    Q(
        "together.exists_in_list",
        "`EXISTS` for one in a list",
        "MATCH (f:Fact {weight: 5})<-[:KNOWS]-(a:Agency) WITH f, collect(a) AS who "
        "WHERE any(x IN who WHERE EXISTS { (x)-[:KNOWS]->(:Fact {topic: 'separation'}) }) RETURN f.uid",
        lambda g: [
            (f.uid,)
            for f in g.of("Fact")
            if f.weight == 5
            and any(k.topic == "separation" for _, a in _knows(g, f) for _, k in g.out(a, "KNOWS"))
        ],
    ),
    Q(
        "together.exists_in_case",
        "`EXISTS` in `CASE`",
        "MATCH (e:Event {assessment: true}) RETURN e.uid, CASE WHEN EXISTS { (e)-[:CONSIDERED]->() } "
        "THEN 'some' WHEN e.considered_stated THEN 'none' ELSE 'not said' END AS took",
        lambda g: [
            (
                e.uid,
                "some"
                if list(g.out(e, "CONSIDERED"))
                else "none"
                if e.considered_stated
                else "not said",
            )
            for e in g.of("Event")
            if e.assessment
        ],
    ),
    Q(
        "together.exists_union",
        "`UNION` in `EXISTS`",
        "MATCH (a:Agency) WHERE EXISTS { MATCH (a)<-[:PART_OF]-(t:Team)<-[:TOLD_BY]-(:Event) RETURN t "
        "UNION MATCH (a)<-[:PART_OF]-(t:Team)<-[:SHARED_WITH]-(:Event) RETURN t } RETURN a.uid",
        lambda g: [
            (a.uid,)
            for a in g.of("Agency")
            if any(list(g.into(t, "TOLD_BY", "SHARED_WITH")) for _, t in g.into(a, "PART_OF"))
        ],
    ),
    Q(
        "together.exists_two",
        "two `MATCH`es in `NOT EXISTS`",
        "MATCH (e:Event {incident: true}) WHERE NOT EXISTS { MATCH (e)-[:TELLS_OF]->(o:Occurrence) "
        "MATCH (o)<-[:AWARE_OF]-(a:Agency) WHERE a.sector = 'housing' } RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in g.of("Event")
            if e.incident
            and not any(
                g.label(a) == "Agency" and a.sector == "housing"
                for _, o in g.out(e, "TELLS_OF")
                for _, a in g.into(o, "AWARE_OF")
            )
        ],
    ),
    Q(
        "together.exists_arithmetic",
        "`NOT EXISTS` with arithmetic on both sides",
        "MATCH (e:Event {incident: true}) WHERE NOT EXISTS { MATCH (e)-[:INVOLVES]->(p:Person)"
        "<-[:INVOLVES]-(q:Event {assessment: true}) WHERE q.start_lo >= e.start_lo AND "
        "q.start_lo <= e.end_hi + 28 * 1440 } RETURN e.uid",
        lambda g: [
            (e.uid,)
            for e in g.of("Event")
            if e.incident
            and not any(
                q.assessment and e.start_lo <= q.start_lo <= e.end_hi + 28 * 1440 and s is not r
                for r, p in g.out(e, "INVOLVES")
                for s, q in g.into(p, "INVOLVES")
            )
        ],
    ),
    Q(
        "together.count_in_order",
        "`COUNT { … }` in `ORDER BY`",
        "MATCH (p:Person {case_id: 'amber-street'}) RETURN p.person_id AS id "
        "ORDER BY COUNT { (p)<-[:INVOLVES]-() } DESC, id",
        lambda g: [
            (p.person_id,)
            for p in sorted(
                (p for p in g.of("Person") if p.case_id == AMBER),
                key=lambda p: (-len(list(g.into(p, "INVOLVES"))), p.person_id),
            )
        ],
        ordered=True,
    ),
    Q(
        "together.count_nested",
        "`COUNT` in `COUNT`",
        "MATCH (a:Agency) RETURN a.uid, COUNT { MATCH (a)-[:KNOWS]->(f:Fact) WHERE COUNT { "
        "(f)<-[:KNOWS]-(:Agency) } = 1 } AS alone",
        lambda g: [
            (a.uid, sum(len(_knows(g, f)) == 1 for _, f in g.out(a, "KNOWS")))
            for a in g.of("Agency")
        ],
    ),
    Q(
        "together.count_grouped",
        "`COUNT { … }` as what is grouped by",
        "MATCH (f:Fact) RETURN COUNT { (f)<-[:KNOWS]-(:Agency) } AS holders, count(*) AS facts",
        lambda g: list(Counter(len(_knows(g, f)) for f in g.of("Fact")).items()),
    ),
    Q(
        "together.pattern_nested",
        "a pattern comprehension in another",
        "MATCH (a:Agency {case_id: 'amber-street'}) RETURN a.uid, reduce(n = 0, x IN "
        "[(a)<-[:PART_OF]-(t:Team) | size([(t)-[:KNOWS]->(f:Fact) | f])] | n + x) AS n",
        lambda g: [
            (a.uid, sum(len(list(g.out(t, "KNOWS"))) for _, t in g.into(a, "PART_OF")))
            for a in g.of("Agency")
            if a.case_id == AMBER
        ],
    ),
    Q(
        "together.optional_path",
        "`OPTIONAL MATCH` of a path of several steps, counted",
        "MATCH (e:Event {decision: true}) OPTIONAL MATCH (e)-[:RESPONDS_TO*1..3]->(q:Event) "
        "RETURN e.uid, count(q) AS n",
        lambda g: [
            (e.uid, sum(1 for _ in _trails(g, e, "RESPONDS_TO", 1, 3)))
            for e in g.of("Event")
            if e.decision
        ],
    ),
    Q(
        "together.path_then_edge",
        "a path of several steps with an edge after it",
        "MATCH (e:Event)-[:RESPONDS_TO*1..2]->(q:Event)-[:REVEALS]->(f:Fact) RETURN e.uid, f.uid",
        lambda g: [
            (e.uid, f.uid)
            for e in g.of("Event")
            for q, _ in _trails(g, e, "RESPONDS_TO", 1, 2)
            for _, f in g.out(q, "REVEALS")
        ],
    ),
    Q(
        "together.null_map",
        "a map of what was not found is a map of nulls",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) RETURN f.uid, collect({by: p.uid}) AS l",
        lambda g: [
            (f.uid, [{"by": p.uid} for _, p in g.out(f, "BY")] or [{"by": None}])
            for f in g.of("Fact")
        ],
    ),
    Q(
        "together.distinct_map",
        "`DISTINCT` of maps",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact) WITH DISTINCT {s: a.sector, n: f.nature} AS m "
        "RETURN m.s AS s, m.n AS n",
        lambda g: list(
            {(a.sector, f.nature) for a, _, f in g.edges("KNOWS") if g.label(a) == "Agency"}
        ),
    ),
    Q(
        "together.first_of_group",
        "the first of each group: `collect(…)[0]`",
        "MATCH (e:Event)-[:RECORDED_BY]->(:Team)-[:PART_OF]->(a:Agency) WITH a, e "
        "ORDER BY e.start_lo, e.uid WITH a, collect(e.uid)[0] AS first, collect(e.uid)[-1] AS last "
        "RETURN a.uid, first, last",
        lambda g: [
            (a.uid, rows[0], rows[-1])
            for a in g.of("Agency")
            if (
                rows := [
                    e.uid
                    for e in sorted(
                        (e for _, t in g.into(a, "PART_OF") for _, e in g.into(t, "RECORDED_BY")),
                        key=lambda e: (e.start_lo, e.uid),
                    )
                ]
            )
        ],
    ),
    Q(
        "together.gap",
        "the longest time between two rows of an agency",
        "MATCH (e:Event)-[n:NEXT]->(q:Event) WHERE n.agency IS NOT NULL AND e.latest IS NOT NULL AND "
        "q.earliest IS NOT NULL RETURN e.case_id, n.agency, max(q.earliest - e.latest) / 1440 AS days",
        lambda g: [(*key, _towards_zero(max(v))) for key, v in _gaps(g).items()],
    ),
    Q(
        "together.by_then",
        "what an agency held by each of its decisions",
        "MATCH (e:Event {decision: true})-[:RECORDED_BY]->(:Team)-[:PART_OF]->(a:Agency) "
        "OPTIONAL MATCH (a)-[k:KNOWS]->(f:Fact) WHERE k.certain_from < e.start_lo AND f.weight >= 3 "
        "RETURN e.uid, a.agency_id, count(DISTINCT f.topic) AS topics, max(f.weight) AS heaviest",
        lambda g: [
            (
                e.uid,
                _agency(g, e).agency_id,
                len({f.topic for f in held}),
                max((f.weight for f in held), default=None),
            )
            for e in g.of("Event")
            if e.decision
            for held in [
                [
                    f
                    for k, f in g.out(_agency(g, e), "KNOWS")
                    if f.weight >= 3 and k.certain_from is not None and k.certain_from < e.start_lo
                ]
            ]
        ],
    ),
    Q(
        "together.unlike_case",
        "how alike two cases are: what both have, by what either has",
        "MATCH (a:Case), (b:Case) WHERE a.uid < b.uid "
        "WITH a, b, COLLECT { MATCH (f:Fact {case_id: a.case_id}) RETURN DISTINCT f.topic } AS x, "
        "COLLECT { MATCH (f:Fact {case_id: b.case_id}) RETURN DISTINCT f.topic } AS y "
        "WITH a, b, size([t IN x WHERE t IN y]) AS both, size(x) + size(y) AS all "
        "RETURN a.uid, b.uid, both, toFloat(both) / (all - both) AS alike",
        lambda g: [
            (
                "amber-street/case:amber-street",
                "generated-4/case:generated-4",
                len(x & y),
                len(x & y) / len(x | y),
            )
            for x, y in [
                tuple(
                    {f.topic for f in g.of("Fact") if f.case_id == c}
                    for c in (AMBER, "generated-4")
                )
            ]
        ],
    ),
    Q(
        "hidden.or_flag",
        "true or false of one node, `OR` something of a node without a label",
        "MATCH (p)<-[:INVOLVES]-(e) WHERE e.contact OR p.name IN ['Leanne', 'Bryn'] RETURN e.uid, p.uid",
        lambda g: [
            (e.uid, p.uid)
            for e, _, p in g.edges("INVOLVES")
            if e.contact or p.name in ("Leanne", "Bryn")
        ],
        differs=_TOO_SOON,
        instead=_AFTER,
    ),
    Q(
        "hidden.or_flag_labels",
        "the same with a label on both",
        "MATCH (p:Person)<-[:INVOLVES]-(e:Event) WHERE e.contact OR p.name IN ['Leanne', 'Bryn'] "
        "RETURN e.uid, p.uid",
        lambda g: [
            (e.uid, p.uid)
            for e, _, p in g.edges("INVOLVES")
            if e.contact or p.name in ("Leanne", "Bryn")
        ],
    ),
    Q(
        "hidden.or_flag_compared",
        "the same as a comparison: `e.contact = true OR …`",
        "MATCH (p)<-[:INVOLVES]-(e) WHERE e.contact = true OR p.name IN ['Leanne', 'Bryn'] "
        "RETURN e.uid, p.uid",
        lambda g: [
            (e.uid, p.uid)
            for e, _, p in g.edges("INVOLVES")
            if e.contact or p.name in ("Leanne", "Bryn")
        ],
    ),
    Q(
        "hidden.or_flag_between",
        "the same with a label on both, and a node without one between them",
        "MATCH (m:Event)-[:NEXT]->()-[:NEXT*1..2]->(q:Event) WHERE q.contact OR m.start_lo IS NULL "
        "RETURN m.uid, q.uid",
        lambda g: [
            (m.uid, q.uid)
            for m, _, one in g.edges("NEXT")
            for _, two in g.out(one, "NEXT")
            for q in (two, *(three for _, three in g.out(two, "NEXT")))
            if q.contact or m.start_lo is None
        ],
        differs=_TOO_SOON,
        instead=_AFTER,
    ),
    Q(
        "hidden.or_flag_before",
        "the same with a label on all, after another `MATCH`",
        "MATCH (:Person)-[:RELATED_TO]-(:Person) MATCH (f:Fact)<-[:REVEALS]-(:Event), (e:Event) "
        "WHERE f:Agency OR e.contact RETURN count(*) AS n",
        lambda g: [
            (
                2
                * len(list(g.edges("RELATED_TO")))
                * len(list(g.edges("REVEALS")))
                * sum(e.contact for e in g.of("Event")),
            )
        ],
        differs=_TOO_SOON,
        instead="compare, `e.contact = true`, or put `WITH *` between the `MATCH` and the `WHERE`",
    ),
    Q(
        "hidden.or_exists",
        "something of one node, `OR EXISTS { … WHERE … }` that names a node without a label",
        "MATCH (e:Event)-[:INVOLVES]->(p) WHERE e.start_lo = e.end_hi OR EXISTS { "
        "MATCH (q:Person) WHERE q.person_id = p.person_id AND q.case_id <> p.case_id } RETURN e.uid, p.uid",
        lambda g: [
            (e.uid, p.uid)
            for e, _, p in g.edges("INVOLVES")
            if e.start_lo == e.end_hi or _elsewhere(g, p)
        ],
        differs=_TOO_SOON,
        instead=_AFTER,
    ),
    Q(
        "hidden.or_exists_with",
        "the same behind a `WITH *`",
        "MATCH (e:Event)-[:INVOLVES]->(p) WITH * WHERE e.start_lo = e.end_hi OR EXISTS { "
        "MATCH (q:Person) WHERE q.person_id = p.person_id AND q.case_id <> p.case_id } RETURN e.uid, p.uid",
        lambda g: [
            (e.uid, p.uid)
            for e, _, p in g.edges("INVOLVES")
            if e.start_lo == e.end_hi or _elsewhere(g, p)
        ],
    ),
    Q(
        "hidden.case",
        "a `CASE` about two nodes without labels, in a comparison",
        "MATCH (e)-[:RESPONDS_TO*1..2]->(q) WHERE e.kind <> CASE WHEN q <> e THEN q.kind ELSE e.kind END "
        "RETURN count(*) AS n",
        lambda g: [
            (
                sum(
                    e.kind != q.kind
                    for e in g.of("Event")
                    for q, _ in _trails(g, e, "RESPONDS_TO", 1, 2)
                    if q is not e
                ),
            )
        ],
        differs=_TOO_SOON,
        instead=_AFTER,
    ),
    Q(
        "hidden.case_labels",
        "a `CASE` about two nodes with labels, in the `WHERE` of an `OPTIONAL MATCH`",
        "OPTIONAL MATCH (e:Event)-[:RESPONDS_TO]->(q:Event) WHERE CASE WHEN true THEN q.start_lo "
        "ELSE q.start_lo END < e.start_lo RETURN e.uid, q.uid",
        lambda g: [(e.uid, q.uid) for e, _, q in g.edges("RESPONDS_TO") if q.start_lo < e.start_lo],
        differs=_TOO_SOON,
        instead="put `WITH *` between the `MATCH` and the `WHERE`, or write it with `AND` and `OR`",
    ),
    Q(
        "hidden.same_node",
        "an edge from a node to itself, counted: `(e)-[:CONSIDERED]->(e)`",
        "MATCH (e:Event)-[:CONSIDERED]->(e) RETURN e.uid, count(*) AS n",
        lambda g: [],
        differs=refused(
            "embedded",
            why="not yet",
            says="The engine would count all its edges, and not say so; joinedup does not ask it.",
        ),
        instead="`MATCH (e)-[:CONSIDERED]->(q) WHERE q = e`",
    ),
    Q(
        "hidden.null_path",
        "a path of several steps that ends at what is null",
        "OPTIONAL MATCH (a:Event {kind: 'none'}) MATCH (e:Event)-[:RESPONDS_TO*1..2]->(a) "
        "RETURN count(*) AS n",
        lambda g: [(0,)],
        differs=_NULL,
        instead="begin with it: `(a)<-[:RESPONDS_TO*1..2]-(e:Event)`; or `WITH * WHERE a IS NOT NULL` "
        "between the two",
    ),
    Q(
        "hidden.null_node",
        "a `MATCH` of nothing but a name that is null",
        "OPTIONAL MATCH (a:Agency {sector: 'none'}) MATCH (a) RETURN a.uid AS u",
        lambda g: [],
        differs=_NULL,
        instead="`WITH * WHERE a IS NOT NULL`",
    ),
    Q(
        "hidden.null_known",
        "an edge between what is known and what is null",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) OPTIONAL MATCH (f)-[k:ABOUT]->(p) "
        "RETURN f.uid, p.uid, k IS NULL AS none",
        lambda g: list(_by_and_about(g)),
        differs=_NULL,
        instead="begin with it: `(p)<-[k:ABOUT]-(f)`",
    ),
    Q(
        "hidden.null_known_first",
        "the same, begun with what may be null",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) OPTIONAL MATCH (p)<-[k:ABOUT]-(f) "
        "RETURN f.uid, p.uid, k IS NULL AS none",
        lambda g: list(_by_and_about(g)),
    ),
    Q(
        "hidden.null_known_other",
        "the same with another name: `(f)-[k:ABOUT]->(other) WHERE other = p`",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) "
        "OPTIONAL MATCH (f)-[k:ABOUT]->(other) WHERE other = p RETURN f.uid, p.uid, k IS NULL AS none",
        lambda g: list(_by_and_about(g)),
    ),
    Q(
        "hidden.null_kept",
        "the same where it is not null: `WITH * WHERE p IS NOT NULL` before it",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) WITH * WHERE p IS NOT NULL "
        "OPTIONAL MATCH (f)-[k:ABOUT]->(p) RETURN f.uid, p.uid, k IS NULL AS none",
        lambda g: [row for row in _by_and_about(g) if row[1] is not None],
    ),
    Q(
        "hidden.null_chain",
        "a chain of edges that ends at what is null",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) "
        "OPTIONAL MATCH (e:Event)-[:REVEALS]->(x:Fact)-[:ABOUT]->(p) RETURN f.uid, count(e) AS n",
        lambda g: [
            (f.uid, sum(len(list(g.into(x, "REVEALS"))) for p in by for x in _about(g, p)))
            for f, by in _by(g)
        ],
        differs=_NULL,
        instead="begin with it: `(p)<-[:ABOUT]-(x:Fact)<-[:REVEALS]-(e:Event)`",
    ),
    Q(
        "hidden.null_condition",
        "a pattern as a condition about what is null: `WHERE NOT (p)<-[:ABOUT]-(:Fact)`",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) WITH f, p "
        "WHERE NOT (p)<-[:ABOUT]-(:Fact) RETURN f.uid",
        lambda g: [
            (f.uid,) for f, by in _by(g) for p in by or [None] if p is None or not _about(g, p)
        ],
        differs=_NULL,
        instead="`WHERE NOT EXISTS { (p)<-[:ABOUT]-(:Fact) }`",
    ),
    Q(
        "hidden.null_list",
        "a pattern in a list about what is null: `[(p)<-[:ABOUT]-(x:Fact) | x.uid]`",
        "MATCH (f:Fact) OPTIONAL MATCH (f)-[:BY]->(p:Person) "
        "RETURN f.uid, size([(p)<-[:ABOUT]-(x:Fact) | x.uid]) AS n",
        lambda g: [
            (f.uid, len(_about(g, p)) if p else 0) for f, by in _by(g) for p in by or [None]
        ],
        differs=_NULL,
        instead="`COLLECT { MATCH (p)<-[:ABOUT]-(x:Fact) RETURN x.uid }`",
    ),
    Q(
        "hidden.null_edge",
        "an edge that is null, matched again",
        "OPTIONAL MATCH (:Agency {sector: 'none'})-[k:KNOWS]->() MATCH (a:Agency)-[k]->(f:Fact) "
        "RETURN count(*) AS n",
        lambda g: [(0,)],
        differs=_NULL,
        instead="`MATCH (a:Agency)-[other]->(f:Fact) WHERE other = k`",
    ),
    Q(
        "hidden.edge_again",
        "an edge that was found before, matched again from another node",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact)<-[k:KNOWS]-(:Agency) MATCH (a)-[k:KNOWS]->(x:Fact) "
        "RETURN count(*) AS n",
        lambda g: [(0,)],
        differs=refused(
            "embedded",
            why="not yet",
            says="The engine would look only at one end of it, and not say so; joinedup does not "
            "ask it.",
        ),
        instead="`MATCH (a)-[other:KNOWS]->(x:Fact) WHERE other = k`",
    ),
    Q(
        "hidden.edge_again_other",
        "the same with another name: `WHERE other = k`",
        "MATCH (a:Agency)-[h:KNOWS]->(f:Fact)<-[k:KNOWS]-(:Agency) "
        "MATCH (a)-[other:KNOWS]->(x:Fact) WHERE other = k OR other = h RETURN count(*) AS n",
        lambda g: [(sum(len(_knows(g, f)) * (len(_knows(g, f)) - 1) for f in g.of("Fact")),)],
    ),
    Q(
        "hidden.or_exists_any",
        "something `OR NOT EXISTS { … }` beside a node with neither name nor label: `()`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact)-[:ABOUT]->() WHERE a.sector = 'housing' OR NOT EXISTS "
        "{ (f)<-[:KNOWS]-(n:Agency) WHERE n <> a } RETURN a.uid, f.uid",
        lambda g: [
            (a.uid, f.uid)
            for f in g.of("Fact")
            for _, a in _knows(g, f)
            for _ in g.out(f, "ABOUT")
            if a.sector == "housing" or len(_knows(g, f)) == 1
        ],
        differs=_TOO_SOON,
        instead=_AFTER,
    ),
    Q(
        "rare.return_star",
        "`RETURN *`",
        "MATCH (c:Case) WITH c.case_id AS a, c.min_weight AS b RETURN *",
        lambda g: [(c.case_id, c.min_weight) for c in g.of("Case")],
    ),
    Q(
        "rare.offset",
        "`OFFSET` for `SKIP`",
        "MATCH (a:Agency) RETURN a.uid ORDER BY a.uid OFFSET 2 LIMIT 2",
        lambda g: [(u,) for u in sorted(a.uid for a in g.of("Agency"))[2:4]],
        ordered=True,
        instead="`SKIP`",
    ),
    Q(
        "rare.type_not",
        "not of a type: `[r:!NEXT]`",
        "MATCH (:Event {event_id: $id})-[r:!NEXT]->(x) RETURN type(r), x.uid",
        lambda g: [
            (kind, x.uid)
            for kind in (
                "IN_CASE",
                "RECORDED_BY",
                "INVOLVES",
                "TELLS_OF",
                "REVEALS",
                "SHARED_WITH",
                "TOLD_BY",
                "INVITED",
                "ATTENDED_BY",
                "MINUTES_TO",
                "CONSIDERED",
                "RESPONDS_TO",
                "SAME_OCCURRENCE",
            )
            for e in g.of("Event")
            if e.event_id == "e-56d793a37dc5"
            for _, x in g.out(e, kind)
        ],
        {"id": "e-56d793a37dc5"},
    ),
    Q(
        "rare.label_and",
        "two labels at once: `(x:Team&!Agency)`",
        "MATCH (x:Team&!Agency) RETURN count(x) AS n",
        lambda g: [(len(g.of("Team")),)],
    ),
    Q(
        "rare.label_any",
        "any label: `(x:%)`",
        "MATCH (x:% {case_id: 'amber-street'}) RETURN count(x) AS n",
        lambda g: [(sum(1 for _, d in g.nx.nodes(data=True) if d["at"].case_id == AMBER),)],
    ),
    Q(
        "rare.label_dynamic",
        "a label that is a parameter: `(x:$($label))`",
        "MATCH (x:$($label)) RETURN x.uid",
        lambda g: [(a.uid,) for a in g.of("Agency")],
        {"label": "Agency"},
        instead="`MATCH (x) WHERE $label IN labels(x)`",
    ),
    Q(
        "hidden.type_dynamic",
        "a type of edge that is a parameter: `[r:$($type)]`",
        "MATCH (a:Agency)-[r:$($type)]->(x) RETURN type(r) AS t, count(*) AS n",
        lambda g: [("KNOWS", sum(1 for a, _, _ in g.edges("KNOWS") if g.label(a) == "Agency"))],
        {"type": "KNOWS"},
        differs=_UNHEEDED,
        instead="`WHERE type(r) = $type`",
    ),
    Q(
        "hidden.label_dynamic_any",
        "one of several labels that are a parameter: `(x:$any($labels))`",
        "MATCH (x:$any($labels)) RETURN x.uid",
        lambda g: [(a.uid,) for label in ("Agency", "Case") for a in g.of(label)],
        {"labels": ["Agency", "Case"]},
        differs=_UNHEEDED,
        instead="`MATCH (x) WHERE any(l IN labels(x) WHERE l IN $labels)`",
    ),
    Q(
        "hidden.label_dynamic_where",
        "a label that is a parameter, in a `WHERE`: `WHERE x:$($label)`",
        "MATCH (x) WHERE x:$($label) RETURN x.uid",
        lambda g: [(a.uid,) for a in g.of("Agency")],
        {"label": "Agency"},
        differs=(
            *_UNHEEDED,
            *refused("neo4j", "neo4j_current", why="never", says="Only a `MATCH` can have it."),
        ),
        instead="`WHERE $label IN labels(x)`",
    ),
    Q(
        "rare.label_in_parameter",
        "a label that is a parameter: `$label IN labels(x)`",
        "MATCH (x) WHERE $label IN labels(x) RETURN x.uid",
        lambda g: [(a.uid,) for a in g.of("Agency")],
        {"label": "Agency"},
    ),
    Q(
        "rare.case_several",
        "`CASE x WHEN 1, 2 THEN …`",
        "MATCH (f:Fact) RETURN f.uid, CASE f.weight WHEN 4, 5 THEN 'heavy' WHEN 3 THEN 'middle' ELSE "
        "'light' END AS w",
        lambda g: [
            (f.uid, "heavy" if f.weight > 3 else "middle" if f.weight == 3 else "light")
            for f in g.of("Fact")
        ],
        instead="`CASE WHEN x IN [1, 2] THEN …`",
    ),
    Q(
        "rare.case_compare",
        "`CASE x WHEN > 3 THEN …`",
        "MATCH (f:Fact) RETURN f.uid, CASE f.weight WHEN > 3 THEN 'heavy' ELSE 'light' END AS w",
        lambda g: [(f.uid, "heavy" if f.weight > 3 else "light") for f in g.of("Fact")],
        instead="`CASE WHEN x > 3 THEN …`",
    ),
    Q(
        "rare.call_star",
        "`CALL (*) { … }`",
        "MATCH (f:Fact {weight: 5}) CALL (*) { MATCH (f)<-[:KNOWS]-(a:Agency) RETURN count(a) AS n } "
        "RETURN f.uid, n",
        lambda g: [(f.uid, len(_knows(g, f))) for f in g.of("Fact") if f.weight == 5],
    ),
    Q(
        "rare.all_shortest_word",
        "`ALL SHORTEST …`",
        "MATCH p = ALL SHORTEST (a:Person {uid: 'amber-street/person:V'})-[:RELATED_TO]-+"
        "(b:Person {uid: 'amber-street/person:P'}) RETURN length(p) AS n",
        lambda g: [
            (1,)
            for a, _, b in g.edges("RELATED_TO")
            if {a.uid, b.uid} == {"amber-street/person:V", "amber-street/person:P"}
        ],
        instead="`allShortestPaths((a)-[:RELATED_TO*]-(b))`",
        differs=refused("embedded", why="not implemented", says="It names the older forms."),
    ),
    Q(
        "rare.plus",
        "one step or more: `-[:RESPONDS_TO]->+`",
        "MATCH (e:Event)-[:RESPONDS_TO]->+(q:Event) RETURN e.uid, q.uid",
        lambda g: [
            (e.uid, q.uid) for e in g.of("Event") for q, _ in _trails(g, e, "RESPONDS_TO", 1, 99)
        ],
        instead="`-[:RESPONDS_TO*]->`",
    ),
    Q(
        "rare.quantified_group",
        "what is on the way of a quantified pattern is a list",
        "MATCH (e:Event) (()-[r:RESPONDS_TO]->(n:Event)){2} RETURN e.uid, [x IN n | x.uid] AS way",
        lambda g: [
            (e.uid, [x.uid for x in nodes[1:]])
            for e in g.of("Event")
            for _, nodes in _trails(g, e, "RESPONDS_TO", 2, 2)
        ],
        instead="`p = (e)-[:RESPONDS_TO*2]->()`, `nodes(p)`",
    ),
    Q(
        "rare.date_parts",
        "a date of its parts: `date({year: …, month: …, day: …})`",
        "RETURN date({year: 2012, month: 3, day: 14}) AS d",
        lambda g: [(date(2012, 3, 14),)],
    ),
    Q(
        "rare.duration_parts",
        "a duration and its parts",
        "WITH duration('P1Y2M10DT2H30M') AS d RETURN d.months AS m, d.days AS d1, d.hours AS h, "
        "d.minutes AS n",
        lambda g: [(14, 10, 2, 150)],
    ),
    Q(
        "rare.duration_sum",
        "durations added up",
        "UNWIND [1, 2, 3] AS x RETURN sum(duration({days: x})).days AS days",
        lambda g: [(6,)],
        differs=refused("embedded", why="not implemented", says="Durations cannot be added up."),
    ),
    Q(
        "rare.zoned",
        "a time with its zone",
        "WITH datetime('2012-07-01T12:00:00+01:00') AS d RETURN d.epochSeconds AS s, d.offset AS o",
        lambda g: [(1341140400, "+01:00")],
    ),
    Q(
        "rare.time_of_day",
        "the hour of a row, counted",
        "MATCH (e:Event) WHERE e.earliest_iso IS NOT NULL RETURN localdatetime(e.earliest_iso).hour AS h, "
        "count(*) AS n",
        lambda g: list(
            Counter(int(e.earliest_iso[11:13]) for e in g.of("Event") if e.earliest_iso).items()
        ),
    ),
    Q(
        "rare.or_null",
        "`toIntegerOrNull`, `toFloatOrNull`",
        "RETURN toIntegerOrNull('x') AS a, toFloatOrNull('1.5') AS b, toStringOrNull(3) AS c",
        lambda g: [(None, 1.5, "3")],
    ),
    Q(
        "rare.trim_both",
        "`trim(BOTH 'x' FROM …)`, `btrim`",
        "RETURN trim(BOTH 'x' FROM 'xaxx') AS a, btrim('  a ') AS b",
        lambda g: [("a", "a")],
        instead="`replace`, or `trim` for blanks",
    ),
    Q(
        "rare.char_length",
        "`char_length`",
        "RETURN char_length('abc') AS n",
        lambda g: [(3,)],
        instead="`size`",
    ),
    Q(
        "rare.normalize",
        "`normalize`",
        "RETURN normalize('e\\u0301') = '\\u00e9' AS same",
        lambda g: [(True,)],
    ),
    Q(
        "rare.list_functions",
        "`toIntegerList`, `toStringList`",
        "RETURN toIntegerList(['1', 'x']) AS a, toStringList([1, 2]) AS b",
        lambda g: [([1, None], ["1", "2"])],
        instead="`[x IN list | toInteger(x)]`",
    ),
    Q(
        "rare.substring_beyond",
        "`substring` and `left` beyond the end",
        "RETURN substring('abc', 5) AS a, left('abc', 9) AS b, substring('abc', 1, 9) AS c",
        lambda g: [("", "abc", "bc")],
    ),
    Q(
        "rare.text_null",
        "functions of what is missing are null",
        "RETURN toUpper(null) AS a, size(null) AS b, substring(null, 1) AS c, split(null, ',') AS d, "
        "toInteger(null) AS e, abs(null) AS f, head(null) AS g",
        lambda g: [(None,) * 7],
    ),
    Q(
        "rare.property_of_null",
        "a property of what is missing is null",
        "OPTIONAL MATCH (a:Agency {sector: 'none'}) RETURN a.uid AS u, labels(a) AS l, a IS NULL AS n",
        lambda g: [(None, None, True)],
    ),
    Q(
        "rare.unknown_property",
        "a property that no node has is null",
        "MATCH (c:Case) RETURN c.no_such_property AS x, c.no_such_property IS NULL AS n",
        lambda g: [(None, True) for _ in g.of("Case")],
    ),
    Q(
        "rare.unknown_label",
        "a label that no node has: no rows",
        "MATCH (c:NoSuchLabel) RETURN c.uid AS u",
        lambda g: [],
    ),
    Q(
        "rare.unknown_type",
        "a type that no edge has: no rows",
        "MATCH (c:Case)-[:NO_SUCH_TYPE]->(x) RETURN c.uid AS u",
        lambda g: [],
    ),
    Q(
        "rare.exists_property",
        "`exists(n.p)`, as it was written before version 5",
        "MATCH (f:Fact) WHERE exists(f.longest_days) RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if f.longest_days is not None],
        instead="`f.longest_days IS NOT NULL`",
        differs=refused("neo4j", "neo4j_current", why="never", says="Gone since version 5."),
    ),
    Q(
        "rare.size_pattern",
        "`size((a)-->())`, as it was written before version 5",
        "MATCH (f:Fact) RETURN f.uid, size((f)<-[:KNOWS]-(:Agency)) AS n",
        lambda g: [(f.uid, len(_knows(g, f))) for f in g.of("Fact")],
        instead="`COUNT { (f)<-[:KNOWS]-(:Agency) }`",
        differs=refused(*ENGINES, why="never", says="Gone since version 5."),
    ),
    Q(
        "rare.projection_aggregate",
        "an aggregate in a map projection: `a {.agency_id, n: count(f)}`",
        "MATCH (a:Agency)-[:KNOWS]->(f:Fact) RETURN a {.agency_id, n: count(f)} AS m",
        lambda g: [
            ({"agency_id": a.agency_id, "n": n},)
            for a in g.of("Agency")
            if (n := len(list(g.out(a, "KNOWS"))))
        ],
        instead="`WITH a, count(f) AS n RETURN a {.agency_id, n: n}`",
        differs=refused(
            *ENGINES, why="never", says="What is grouped by would be hidden in the map."
        ),
    ),
    Q(
        "rare.implicit_group",
        "an aggregate with what is not grouped by beside it: `count(*) + f.weight`",
        "MATCH (f:Fact) RETURN f.nature AS n, count(*) + f.weight AS x",
        lambda g: [
            (*k[:1], n + k[1])
            for k, n in Counter((f.nature, f.weight) for f in g.of("Fact")).items()
        ],
        instead="`WITH f.nature AS n, f.weight AS w, count(*) AS k RETURN n, k + w`",
        differs=(
            *refused("neo4j", "neo4j_current", why="never", says="It says what to write."),
            *refused(
                "embedded",
                why="not yet",
                says="The engine would take one `f.weight` of each group, and not say so; "
                "joinedup does not ask it.",
            ),
        ),
    ),
    Q(
        "rare.let",
        "`LET`, `FILTER` (Cypher 25)",
        "CYPHER 25 MATCH (f:Fact) LET heavy = f.weight > 4 FILTER heavy RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if f.weight > 4],
        instead="`WITH *, f.weight > 4 AS heavy WHERE heavy`",
        differs=refused("embedded", "neo4j", why="never", says="Cypher 25 is of the current line."),
    ),
    Q(
        "rare.version",
        "`CYPHER 5` before the query",
        "CYPHER 5 MATCH (c:Case) RETURN c.uid",
        lambda g: [(c.uid,) for c in g.of("Case")],
        instead="leave it out",
        differs=refused(
            "embedded", why="not implemented", says="There is one version of the language."
        ),
    ),
    Q(
        "rare.labels_procedure",
        "`CALL db.labels()`",
        "CALL db.labels() YIELD label WITH label WHERE label = 'Fact' RETURN label",
        lambda g: [("Fact",)],
        instead="`MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l`",
    ),
    Q(
        "rare.apoc",
        "procedures and functions of APOC: `apoc.text.join`",
        "RETURN apoc.text.join(['a', 'b'], ', ') AS t",
        lambda g: [("a, b",)],
        instead="`reduce`; or do it in pandas",
        differs=refused(
            "neo4j", "neo4j_current", why="never", says="A plugin that a server may not have."
        ),
    ),
    Q(
        "rare.spatial",
        "`point` and `point.distance`",
        "RETURN point.distance(point({x: 0, y: 0}), point({x: 3, y: 4})) AS d",
        lambda g: [(5.0,)],
    ),
    Q(
        "rare.divide_by_zero",
        "a division by zero kept out by `CASE`",
        "UNWIND [1, 0] AS x RETURN CASE WHEN x = 0 THEN null ELSE 10 / x END AS d",
        lambda g: [(10,), (None,)],
    ),
    Q(
        "rare.hint",
        "a hint: `USING INDEX`",
        "MATCH (f:Fact) USING INDEX f:Fact(case_id) WHERE f.case_id = 'amber-street' RETURN f.uid",
        lambda g: [(f.uid,) for f in g.of("Fact") if f.case_id == AMBER],
        instead="leave it out",
    ),
)


def _coverage(g):
    found = {}
    for c, r, _ in g.edges("LOOKED_FOR"):
        found.setdefault((c.case_id, r.examined), []).append(r.findings)
    return found


def _gaps(g):
    found = {}
    for e, r, q in g.edges("NEXT"):
        if r.agency is not None and e.latest is not None and q.earliest is not None:
            found.setdefault((e.case_id, r.agency), []).append(q.earliest - e.latest)
    return found


def _towards_zero(minutes):
    return int(minutes / 1440)
