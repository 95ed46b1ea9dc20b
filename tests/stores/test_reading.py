"""Telling a query that reads from one that may write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.stores.base import refused
from graphdb.stores.reading import chosen_type, mixed_aggregate, writes

WRITE = [
    "CREATE (:Event {uid: 'x'})",
    "create (:Event {uid: 'x'})",
    "CrEaTe\n(:Event {uid: 'x'})",
    "MATCH (e:Event) WITH e CREATE (:Event {uid: 'x'})",
    "MATCH (a:Event), (b:Event) CREATE (a)-[:NEXT]->(b)",
    "MERGE (:Event {uid: 'x'})",
    "MERGE(:Event {uid: 'x'})",
    "MERGE/**/(:Event {uid: 'x'})",
    "MATCH (e:Event) SET e.text = 'x'",
    "MATCH (e:Event) SET e:Person",
    "MATCH (e:Event) SET e += {text: 'x'}",
    "MATCH (e:Event)// a note\nSET e.text = 'x'",
    "MATCH (e:Event) /* ' */ SET e.text = 'x' /* ' */",
    "MATCH (e:Event) WHERE e.uid <> '\\'' SET e.text = 'x'",
    'MATCH (e:Event) WHERE e.uid <> "\\"" SET e.text = "x"',
    "MATCH (e:Event) WHERE e.`a``b` IS NULL SET e.text = 'x'",
    "MATCH (e:Event) WHERE e.number = 1.SET e.text = 'x'",
    "MATCH (e:Event) DELETE e",
    "MATCH (e:Event) DETACH DELETE e",
    "MATCH (e:Event)-[r]->() DELETE r",
    "MATCH (e:Event) REMOVE e.uid",
    "MATCH (e:Event) REMOVE e:Event",
    "FOREACH (x IN [1] | CREATE (:Event {uid: 'x'}))",
    "MATCH (e:Event) FOREACH (x IN [1] | SET e.text = 'x')",
    "CALL { CREATE (:Event {uid: 'x'}) }",
    "CALL { MATCH (e:Event) DETACH DELETE e } IN TRANSACTIONS OF 10 ROWS",
    "MATCH (e:Event) CALL { WITH e DELETE e } IN 2 CONCURRENT TRANSACTIONS",
    "MATCH (e:Event) CALL (e) { RETURN 1 AS one } IN TRANSACTIONS RETURN one",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1/' AS line RETURN line",
    "CREATE INDEX anew FOR (e:Event) ON (e.text)",
    "CREATE CONSTRAINT anew FOR (e:Event) REQUIRE e.text IS UNIQUE",
    "DROP CONSTRAINT event_uid",
    "DROP INDEX event_case",
    "EXPLAIN CREATE (:Event)",
    "PROFILE CREATE (:Event {uid: 'x'})",
    "RETURN 1 AS one UNION CREATE (e:Event {uid: 'x'}) RETURN 1 AS one",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "GRANT ROLE admin TO reader",
    "SHOW TRANSACTIONS TERMINATE TRANSACTIONS 'x'",
    r"\u0043REATE (:Event)",
    r"MATCH (e:Event) D\u0045LETE e",
    r"MATCH (e:Event) WHERE e.uid <> '\u0027 SET e.text = 1 //'",
]

READ = [
    "RETURN 'CREATE (n) DELETE' AS x",
    'RETURN "MERGE" AS x // SET e.text = 1',
    "/* DELETE everything */ MATCH (e:Event) RETURN count(e)",
    "MATCH (e:Event) WHERE e.text CONTAINS 'DETACH DELETE' RETURN e.uid",
    "MATCH (e:Event) RETURN e.set, e.create, e.`MERGE`",
    "MATCH (e:Event {text: 'SET'}) RETURN e",
    "MATCH (e) WHERE e:Delete OR e:Set RETURN e",
    "MATCH ()-[r:REMOVE]->() RETURN r",
    "RETURN {set: 1, delete: 2, merge: 3} AS thing",
    "RETURN $set AS a, $create AS b",
    "MATCH (`set`:Event) RETURN `set`.uid",
    "MATCH (start:Event)-[:NEXT*1..3]->(stop:Event) RETURN start.uid, stop.uid LIMIT 5",
    "MATCH (e:Event) RETURN e.uid AS created, e.text AS offset LIMIT 1",
    "RETURN 'it''s' AS x" if False else "RETURN 'it\\'s a SET' AS x",
    "RETURN 'http://x//CREATE' AS x",
    "RETURN [1, 2, 3][0..2] AS x",
    "MATCH (e:Event) WHERE NOT EXISTS { (e)-[:NEXT]->() } RETURN e.uid",
    "MATCH (e:Event) CALL { WITH e RETURN count(*) AS n } RETURN sum(n) AS n",
    "MATCH (e:Event) WHERE e.number IN [1, 2] RETURN e.uid",
    "UNWIND [1, 2] AS x WITH x ORDER BY x DESC RETURN collect(x) AS xs",
]


@pytest.mark.parametrize("cypher", WRITE)
def test_what_may_write_is_told(cypher):
    assert writes(cypher, procedures=True)


@pytest.mark.parametrize("cypher", READ)
def test_what_only_reads_passes(cypher):
    assert writes(cypher) is None


@pytest.mark.parametrize(
    ("cypher", "is_refused"),
    [
        ("CALL db.labels()", False),
        ("CALL db.labels() YIELD label RETURN label", False),
        ("CALL `db`.`labels`()", False),
        ("CALL { MATCH (n) RETURN n } RETURN n", False),
        ("CALL apoc.create.node(['Event'], {})", True),
        ("CALL apoc . cypher . run('x', {})", True),
        ("call merge.node(['Event'], {}, {}, {})", True),
        ("CALL `apoc`.`cypher`.`run`('x', {})", True),
        ("CALL /* */ apoc.load.json('file:///x')", True),
    ],
)
def test_procedures_that_are_not_known_to_look_are_refused(cypher, is_refused):
    assert (writes(cypher) is not None) is is_refused
    assert writes(cypher, procedures=True) is None


@pytest.mark.parametrize(
    ("cypher", "word", "says"),
    [
        ("LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line", "LOAD CSV", "reads files"),
        ("load /* */ csv FROM 'x' AS line RETURN line", "LOAD CSV", "reads files"),
        ("CALL dbms.listConfig() YIELD name RETURN name", "CALL dbms.listConfig", "a procedure"),
        ("MATCH (c:Case) CALL `DBMS`.listConfig() YIELD name RETURN name", "CALL DBMS.listConfig",
         "a procedure"),
        ("SHOW USERS", "SHOW USERS", "asks about the server"),
        ("show\nsettings YIELD name", "SHOW SETTINGS", "asks about the server"),
        ("USE neo4j SHOW CURRENT USER", "SHOW CURRENT", "asks about the server"),
        ("RETURN 1; SHOW ANYTHING", "SHOW ANYTHING", "asks about the server"),
        ("SHOW", "SHOW", "asks about the server"),
        ("MATCH (load:Event) WITH load MERGE (x:Event)", "LOAD", "put it in backticks"),
        ("CREATE (:Event)", "CREATE", "put it in backticks"),
    ],
)  # fmt: skip
def test_each_refusal_says_what_the_query_would_do(cypher, word, says):
    for procedures in (True, False):
        assert writes(cypher, procedures=procedures) == word
    assert says in str(refused(word))
    assert ("may write" in str(refused(word))) is (says == "put it in backticks")


@pytest.mark.parametrize(
    "cypher",
    ["CALL dbms.components() YIELD name RETURN name", "WITH 1 AS show RETURN show ORDER BY show",
     "MATCH (show:Event) RETURN show.kind", "RETURN 'SHOW USERS' AS x, $show AS y"],
)  # fmt: skip
def test_what_tells_little_of_a_server_and_names_pass(cypher):
    assert writes(cypher) is None


@given(st.text(alphabet="aS'\"`\\/*. \n1:{}$", max_size=12))
def test_no_text_before_it_hides_a_clause(before):
    """Unless it opens a text, a name or a comment, or ends in what makes the word a name."""
    found = writes(f"{before}\nSET e.text = 1")
    if found is None:
        assert set(before) & set("'\"`/.:$")


@given(st.text(max_size=30))
def test_any_text_in_quotes_is_only_text(text):
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    if "\\u" not in quoted:
        assert writes(f"RETURN '{quoted}' AS x") is None


@pytest.mark.parametrize(
    "given",
    ["max(f.l) IS NULL", "count(*) > 3 AND max(f.w) = 5", "5 IN collect(x)",
     "head(collect(f)).name", "collect(f)[0].topic", "count(*) + f.weight", "NOT (count(*) > 3)",
     "max(x) STARTS WITH 'a'", "[x IN collect(y) | x + 1]", "max(x) =~ 'a'", "{a: count(*)}",
     "f{.uid, n: count(*)}"],
)  # fmt: skip
def test_an_aggregate_inside_something_larger_is_found(given: str) -> None:
    for query in (
        f"MATCH (f) RETURN f.n AS n, {given} AS x ORDER BY n",
        f"MATCH (f) WITH f, {given} AS x WHERE x MATCH (g) RETURN g",
        f"MATCH (f) RETURN {given}",
        f"CALL {{ MATCH (f) RETURN {given} AS x }} RETURN x",
        f"MATCH (f) RETURN DISTINCT {given}, 1 UNION MATCH (f) RETURN 1, 2",
    ):
        assert given.partition("{")[0] in (mixed_aggregate(query) or ""), query
        assert mixed_aggregate(query)


@pytest.mark.parametrize(
    "given",
    ["count(*)", "count(DISTINCT f.n)", "toFloat(sum(x)) / count(*)", "size(collect(DISTINCT x))",
     "CASE WHEN count(*) > 3 THEN 'many' ELSE 'few' END", "percentileCont(x, 0.5) + $p",
     "coalesce(max(x), 0)", "collect(x)[0]", "collect({id: f.uid, w: f.weight})[..3]",
     "max(n.`a b`)", "COUNT { MATCH (a) WHERE a.x IS NULL }", "f.x IS NULL",
     "max(CASE WHEN f.x IN [1] THEN 1 END)"],
)  # fmt: skip
def test_one_that_stands_for_itself_may_be_asked(given: str) -> None:
    for query in (
        f"MATCH (f) RETURN f.n AS n, {given} AS x ORDER BY x IS NULL, n LIMIT 3",
        f"MATCH (f) WITH f, {given} AS ends MATCH (g) WHERE g.a IS NOT NULL RETURN g.a AS b",
        f"MATCH (f) WHERE f.a STARTS WITH 'x' RETURN {given}",
    ):
        assert mixed_aggregate(query) is None, query


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("MATCH (a)-[r:$($type)]->(b) RETURN r", "$($type)"),
        ("MATCH (a)-[:KNOWS|$('ABOUT')*1..2]->(b) RETURN b", "$('ABOUT')"),
        ("MATCH (x:$any($labels)) RETURN x", "$any($labels)"),
        ("MATCH (x:$all(['A'])) RETURN x", "$all(['A'])"),
        ("MATCH (x) WHERE x:$($label) RETURN x", "$($label)"),
        ("MATCH (x) WHERE (x:$($label)) RETURN x", "$($label)"),
        ("MATCH (x) RETURN x:$($label) AS y", "$($label)"),
        ("MATCH (x:$($label)) RETURN x", None),
        ("MATCH (a:Event) OPTIONAL MATCH (a)--(:$('Fact')) RETURN a", None),
        ("MATCH (x) WHERE x.a = $any AND x.b IN [$all] RETURN [y IN $ys | $p]", None),
        ("RETURN '[r:$(x)]' // [r:$(x)]", None),
        ("MATCH (x)-[r:$(", "$"),
    ],
)
def test_a_label_or_type_that_is_worked_out_is_found(query: str, chosen: str | None) -> None:
    assert chosen_type(query) == chosen
