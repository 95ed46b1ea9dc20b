"""Telling where a query goes on from what may be missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphdb.stores.embedded import doubtful
from graphdb.stores.missing import missing
from queries.core import CORE, cypher
from queries.named import named_questions

#: What may be missing there: an agency (a) and an edge (k); there is a fact (g).
BEFORE = "MATCH (g:Fact) OPTIONAL MATCH (a:Agency)-[k:KNOWS]->(g) "
#: The same, kept in other ways.
OTHERWISE = (
    "MATCH (g:Fact) OPTIONAL MATCH (x:Agency)-[y:KNOWS]->(g) WITH g, x AS a, y AS k ",
    "MATCH (g:Fact) OPTIONAL MATCH (x:Agency)-[k:KNOWS]->(g) WITH g, k, collect(x)[0] AS a ",
    "MATCH (g:Fact) OPTIONAL MATCH (x:Agency)-[k:KNOWS]->(g) UNWIND [x] AS a WITH * ",
    "MATCH (g:Fact) OPTIONAL CALL (g) { MATCH (a:Agency)-[k:KNOWS]->(g) RETURN a, k } ",
    "MATCH (g:Fact) CALL (g) { OPTIONAL MATCH (a)-[k:KNOWS]->(g) RETURN a, k } ",
)

PATHS = [
    "MATCH (f:Fact)<-[:KNOWS*1..2]-(a)",
    "MATCH (f:Fact)<-[:KNOWS]-{1,2}(a)",
    "MATCH (f:Fact)(()<-[:KNOWS]-())+(a)",
    "MATCH (p:Person)<-[:ABOUT]-(:Fact)<-[:KNOWS]-(a:Agency)",
    "MATCH (f)<-[:KNOWS]-(`a`)<-[:PART_OF]-(t:Team)",
    "MATCH (g)<-[:KNOWS]-(a)",
    "OPTIONAL MATCH (g)<-[:KNOWS]-(a)",
    "MATCH (f:Fact)-[:ABOUT]->(p), (f)<-[:KNOWS]-(a)",
    "MATCH (f:Fact) WHERE EXISTS { (f)<-[:KNOWS]-(a) }",
    "MATCH (f:Fact WHERE NOT EXISTS { MATCH (f)<-[:KNOWS]-(a) WHERE f.weight > 2 })",
    "WITH *, COUNT { (g)<-[:KNOWS]-(a) } AS n",
    "CALL (a, g) { MATCH (g)<-[:KNOWS]-(a) RETURN count(*) AS n }",
    "CALL { WITH * MATCH (g)<-[:KNOWS]-(a) RETURN count(*) AS n }",
    "MATCH (f:Fact)<-[:KNOWS*1..2]-(a) WHERE a IS NOT NULL",
    "WITH * WHERE a IS NOT NULL OR g.weight > 2 MATCH (g)<-[:KNOWS]-(a)",
    "WITH * WHERE NOT a IS NULL AND g.weight > 2 MATCH (g)<-[:KNOWS]-(a)",
]
OTHERS = {
    "alone": ["MATCH (a)", "MATCH (c:Case), (a)", "WITH *, EXISTS { (a) } AS there"],
    "edge": ["MATCH (x)-[k]->(y)", "OPTIONAL MATCH (x:Agency)-[k:KNOWS]->(f:Fact)",
             "WITH *, EXISTS { (:Agency)-[k]->(:Fact) } AS there"],
    "pattern": ["WITH * WHERE (a)-[:KNOWS]->(g)", "WITH * WHERE NOT (g)<-[:KNOWS]-(a)",
                "MATCH (f:Fact) WHERE f.weight > 2 AND NOT (a)-->(f)",
                "OPTIONAL MATCH (f:Fact) WHERE (a)-[:KNOWS]->(f)",
                "WITH *, [(a)-[:KNOWS]->(x) | x.uid] AS l",
                "WITH *, size([(x)<-[:KNOWS]-(a) WHERE x.weight > 2 | 1]) AS n"],
}  # fmt: skip

#: What is answered rightly, and what analysts write all the time.
RIGHT = [
    "",
    "WITH a, g",
    "WHERE a IS NOT NULL MATCH (a)-[:KNOWS]->(x)",
    "WITH a, g WHERE a IS NOT NULL MATCH (g)<-[:KNOWS]-(a)",
    "WITH g, a, k WHERE g.weight > 2 AND a IS NOT NULL MATCH (f:Fact)<-[:KNOWS*1..2]-(a)",
    "WITH * WHERE a IS NOT NULL AND (a)-[:KNOWS]->(g)",
    "MATCH (a)-[:KNOWS]->(x)",
    "MATCH (a)-[:KNOWS]->(x) MATCH (y:Fact)<-[:KNOWS*1..2]-(a)",
    "OPTIONAL MATCH (a)<-[:PART_OF]-(t:Team)<-[:RECORDED_BY]-(e:Event)",
    "OPTIONAL MATCH (t:Team)-[:PART_OF]->(a)",
    "MATCH (x:Fact), (a)-[:KNOWS]->(x)",
    "MATCH (a)-[:KNOWS]->(g)<-[:KNOWS]-(b)",
    "MATCH (a:Agency)",
    "MATCH p = shortestPath((g)<-[:KNOWS*..3]-(a))",
    "OPTIONAL MATCH (f:Fact)<-[:KNOWS*1..2]-(other) WHERE other = a",
    "WITH *, count(a) AS n, collect(k.certain_from) AS c",
    "WITH * WHERE a IS NULL OR NOT EXISTS { (a)-[:KNOWS]->(:Fact) }",
    "WITH *, COUNT { MATCH (a)-[:KNOWS]->(x) WHERE x.weight > 2 } AS n",
    "WITH collect(a) AS l, g UNWIND l AS x MATCH (g)<-[:KNOWS]-(x)",
    "WITH g, g.weight - (g.weight) - 1 AS n",
    "CALL { MATCH (a:Agency) MATCH (x:Fact)<-[:KNOWS*1..2]-(a) RETURN count(x) AS n }",
    "CALL (a) { MATCH (a)-[:KNOWS]->(x) RETURN count(x) AS n }",
    "OPTIONAL MATCH (a)-[:KNOWS]->(f) WHERE (f)-[:ABOUT]->(:Person)",
    "WITH g WHERE EXISTS { MATCH (a:Agency)-[:KNOWS]->(f) WHERE (f)-[:ABOUT]->() }",
]


@pytest.mark.parametrize("then", PATHS)
def test_a_path_that_comes_to_it_is_found(then: str) -> None:
    found = missing(f"{BEFORE}{then} RETURN 1 AS one")
    assert found is not None
    assert (found.name, found.how) == ("a", "path")
    assert "(other) WHERE other = a" in doubtful(f"{BEFORE}{then} RETURN 1 AS one")


@pytest.mark.parametrize(
    ("how", "then"), [(how, then) for how, texts in OTHERS.items() for then in texts]
)
def test_each_other_way_is_found(how: str, then: str) -> None:
    found = missing(f"{BEFORE}{then} RETURN 1 AS one")
    assert found is not None
    assert found.how == how
    said = {"alone": "WITH * WHERE a IS NOT NULL", "edge": "other = k", "pattern": "EXISTS { (a)"}
    assert said[how] in doubtful(f"{BEFORE}{then} RETURN 1 AS one")


@pytest.mark.parametrize("before", OTHERWISE)
def test_it_is_followed_wherever_it_is_taken(before: str) -> None:
    found = missing(f"{before}MATCH (g)<-[:KNOWS]-(a) RETURN 1 AS one")
    assert found is not None
    assert (found.name, found.how) == ("a", "path")
    assert missing(f"{before}WITH * WHERE a IS NOT NULL MATCH (g)<-[:KNOWS]-(a) RETURN 1") is None


@pytest.mark.parametrize("then", RIGHT)
def test_what_is_answered_rightly_may_be_asked(then: str) -> None:
    assert doubtful(f"{BEFORE}{then} RETURN 1 AS one") == ""


def test_what_is_found_by_a_match_is_there() -> None:
    assert missing("MATCH (a:Agency) MATCH (g:Fact)<-[:KNOWS*1..2]-(a) RETURN g") is None
    assert (
        missing("UNWIND $uids AS u MATCH (a:Agency {uid: u}) MATCH (a)-[:KNOWS]->(f) RETURN f")
        is None
    )
    union = (
        "OPTIONAL MATCH (a:Agency) RETURN a.uid AS u "
        "UNION MATCH (a:Agency) MATCH (f)-->()<--(a) RETURN f.uid AS u"
    )
    assert missing(union) is None


def test_an_edge_matched_again_is_found_though_it_is_there() -> None:
    found = missing("MATCH (a)-[k:KNOWS]->(f) MATCH (b:Agency)-[k]->(g) RETURN b")
    assert found is not None
    assert (found.name, found.how) == ("k", "edge")


def test_questions_of_ours_may_all_be_asked() -> None:
    texts = [question.cypher for question in named_questions()] + [cypher(name) for name in CORE]
    assert len(texts) > 10
    assert [doubtful(text) for text in texts] == [""] * len(texts)


@pytest.mark.parametrize(
    ("end", "choice"),
    [
        ("()", "a.b = 1 OR EXISTS { (f)-->() }"),
        ("()", "NOT (a.b = 1 AND EXISTS { (f)-->() })"),
        ("(p)", "a.b = 1 OR COUNT { (f)-->() } > 2"),
    ],
)
def test_a_subquery_in_a_choice_beside_a_node_without_a_label_is_found(
    end: str, choice: str
) -> None:
    query = f"MATCH (a:Agency)-[:KNOWS]->(f:Fact)-[:ABOUT]->{end} WHERE {choice} RETURN a"
    assert "gives no label" in doubtful(query)
    assert doubtful(query.replace(f"->{end} WHERE", "->(:Person) WHERE")) == ""
    assert doubtful(query.replace("WHERE", "WITH * WHERE")) == ""


def test_a_case_about_several_things_of_a_match_is_found() -> None:
    query = "MATCH (e:Event)-[r:NEXT]->(q:Event) WHERE e.a < CASE WHEN {}.b THEN 1 END RETURN e"
    assert "several things of it: e, q." in doubtful(query.format("q"))
    assert "several things of it: e, r." in doubtful(query.format("r"))
    assert doubtful(query.format("e")) == ""
    assert doubtful(query.format("q").replace("WHERE", "WITH * WHERE")) == ""


WORDS = [
    *("MATCH", "OPTIONAL", "WITH", "WHERE", "RETURN", "UNWIND", "CALL", "UNION", "AS", "EXISTS"),
    *("COUNT", "shortestPath", "DISTINCT", "NOT", "NULL", "IS", "AND", "OR", "ORDER"),
    *("a", "k", "g", "`a`", "$p", "'x'", *"*()[]{}-<>:,.=|+;"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_what_is_no_query_is_left_to_the_engine_to_refuse(words: list[str]) -> None:
    found = missing(" ".join(words))
    assert found is None or found.name
