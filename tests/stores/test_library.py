"""A library of cases, by its commands: what goes in, what comes back, what is wrong with it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graphdb.network import graph_of
from graphdb.stores import packing
from graphdb.stores.base import StoreError
from graphdb.stores.packing import digest
from graphdb.tables import Tables
from joinedup.case import load
from joinedup.library import sealing
from joinedup.library.leaving import fit_to_leave
from joinedup.library.library import Library, NoSuchCaseError
from joinedup.library.reading_back import read_back
from tests.joinedup.helpers import CODED, EXAMPLE, flat, run
from tests.loaders.builders import csv_of
from tests.stores.libraries import ONE, OTHER, change, small
from viz.leaving import leaving

# one worker starts the engines, and only one of each


def _listed() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("library", "list", "--format", "json").stdout)
    return found


# --- adding, listing, removing ----------------------------------------------------------------


def test_the_life_of_a_library(kept, folders, tmp_path):
    added = run("library", "add", *folders)
    assert added.exit_code == 0, added.output
    assert flat(added.stdout).startswith("2 added: ")
    assert "stays in the case folders" in flat(added.stdout)

    cases = {one["case_id"]: one for one in _listed()}
    assert set(cases) == {ONE, OTHER}
    for folder in folders:
        case = load(folder)
        line = cases[case.records.case.case_id]
        assert line["rows"] == len(case.events())
        assert line["findings"] == len(case.findings())
        assert line["uncoded"] == sum(not coded for coded in case.events()["coded"])

    assert flat(run("library", "add", *folders).stdout).startswith("0 added, 2 unchanged: ")
    again = run("library", "add", "--again", folders[0])
    assert flat(again.stdout).startswith("0 added, 1 replaced: ")
    with (folders[0] / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    changed = run("library", "verify", "--against", folders[0], "--against", folders[1])
    assert changed.exit_code == 1
    assert f"The files in {folders[0]} have changed since it was added" in flat(changed.stdout)
    assert f"{OTHER}: as written." in changed.stdout
    assert flat(run("library", "add", *folders).stdout).startswith(
        "0 added, 1 replaced, 1 unchanged: "
    )
    assert run("library", "verify", "--against", folders[0]).exit_code == 0

    gone = run("library", "remove", ONE, "nowhere")
    assert gone.exit_code == 1
    assert f"“{ONE}” is no longer in the library." in gone.stdout
    assert "“nowhere” is no case of this library" in gone.stderr
    assert [one["case_id"] for one in _listed()] == [OTHER]
    assert run("library", "remove", OTHER).exit_code == 0
    assert _listed() == []
    assert "There is no case" in run("library", "list").stdout


def test_what_cannot_be_read_is_set_aside_and_the_others_are_added(kept, folders, tmp_path):
    copy = Path(shutil.copytree(folders[1], tmp_path / "copy"))
    said = run("library", "add", tmp_path / "nowhere", folders[1], copy)
    assert said.exit_code == 1
    assert flat(said.stdout).startswith("1 added, 2 set aside: ")
    assert "JU-L001" in said.stderr
    assert f"{copy}: set aside. {folders[1]} is the case “{OTHER}” already." in flat(said.stderr)
    none = run("library", "add", tmp_path / "nowhere")
    assert none.exit_code == 3
    assert flat(none.stdout).startswith("0 added, 1 set aside: ")


def test_where_it_is_to_stop_no_further_case_is_begun(kept, folders, tmp_path):
    library = Library(kept, "here")
    asked = iter([False, True])
    (one,) = library.add(*folders, stop=lambda: next(asked))
    assert (one.what, one.case_id) == ("added", ONE)
    assert list(library.cases()["case_id"]) == [ONE]


def test_a_case_that_no_store_can_keep_is_set_aside(kept, folders, monkeypatch):
    monkeypatch.setattr(packing, "LONGEST", 60)
    said = run("library", "add", *folders)
    assert said.exit_code == 3
    assert "60" in flat(said.stderr)
    assert _listed() == []


def test_what_is_stored_is_what_may_leave_and_comes_back_as_a_graph(kept, folders):
    run("library", "add", EXAMPLE, folders[0])
    library = Library(kept, "here")
    for folder in (EXAMPLE, folders[0]):
        one = load(folder)
        leaves = fit_to_leave(one.tables, leaving(one.view))
        tables = sealing.sealed(sealing.made_of(leaves, one.inputs))
        back = read_back(kept, tables.case_id)
        assert back.counts() | {"Theme": 0} == tables.counts() | {"Theme": 0}
        assert digest(back) == digest(tables) == back.nodes["Case"][0]["digest"]
        graph = library.graph(tables.case_id)
        own = one.graph
        assert isinstance(graph, nx.MultiDiGraph)
        assert set(graph) == set(own)
        assert Counter(nx.get_edge_attributes(graph, "type").values()) == Counter(
            nx.get_edge_attributes(own, "type").values()
        )
        wanted = graph_of(_as_case_graph(tables))
        assert _edges(graph) == _edges(wanted)
        assert dict(graph.nodes(data=True)) == dict(wanted.nodes(data=True))
    with pytest.raises(KeyError) as error:
        library.graph("nowhere")
    assert isinstance(error.value, StoreError)
    assert str(error.value).startswith("There is no case “nowhere” in ")
    near = tables.case_id[:-1]
    with pytest.raises(NoSuchCaseError, match=f"Did you mean {tables.case_id}"):
        library.graph(near)


def test_coverage_is_owed_up_to_the_fatal_incident(kept):
    # Amber Street: the mental health trust begins late, the school is in part; nobody else is short
    run("library", "add", EXAMPLE)
    (line,) = _listed()
    assert (line["agencies"], line["in_part"], line["silent"]) == (11, 2, 0)
    said = flat(run("library", "list").stderr)
    assert "3 of 211 rows are not coded, in amber-street." in said
    assert "do not cover the whole scope: in amber-street." in said


def _as_case_graph(tables: Tables) -> Tables:
    across = ("LOOKED_FOR", "NAMED_UNDER", "NO_RECORD_OF_SHARING")
    edges = {key: rows for key, rows in tables.edges.items() if key[0] not in across}
    return Tables(tables.case_id, tables.nodes, edges)


def _edges(graph: Any) -> list[str]:
    return sorted(f"{u} {v} {sorted(data.items())}" for u, v, data in graph.edges(data=True))


def test_recorded_reasons_stay_in_the_folder(kept, tmp_path):
    secret = "restricted intelligence: a source inside the family who is not to be named"
    heads = (*CODED, "Reason not shared")
    row = ("3/5/2011", "", f"He threatened her. {secret}", "V", "disclosure",
           "threats to kill: P > V", secret)  # fmt: skip
    folder = small(tmp_path, ONE, police_csv=csv_of(row, heads=heads))
    (event,) = [e for e in load(folder).records.events if e.agency_id == "police"]
    assert secret in event.summary and event.bar_text
    run("library", "add", folder)
    every = kept.query("MATCH (n {case_id: $c}) RETURN properties(n) AS p", {"c": ONE})
    said = json.dumps(list(every["p"]))
    assert "He threatened her" in said
    assert "not to be named" not in said


# --- verify -----------------------------------------------------------------------------------

DAMAGE = {
    "a text changed": (
        "MATCH (e:Event {case_id: $c}) WITH e ORDER BY e.uid LIMIT 1 SET e.summary = 'other'",
        "Its rows are not those that were written",
    ),
    "a row gone": (
        "MATCH (p:Disposition|Finding {case_id: $c}) WITH p ORDER BY p.uid LIMIT 1 DETACH DELETE p",
        "Its rows are not those that were written",
    ),
    "an edge gone": (
        "MATCH (:Event {case_id: $c})-[r:IN_CASE]->() WITH r LIMIT 1 DELETE r",
        "Its rows are not those that were written",
    ),
    "an edge more": (
        "MATCH (e:Event {case_id: $c}) WITH e LIMIT 1 MATCH (c:Case {case_id: $c}) "
        "CREATE (e)-[:IN_CASE {case_id: $c}]->(c)",
        "an earlier row says the same",
    ),
    "a property that is not declared": (
        "MATCH (p:Person {case_id: $c}) WITH p LIMIT 1 SET p.mood = 'fair'",
        "mood: not declared",
    ),
    "a value of another type": (
        "MATCH (p:Person {case_id: $c}) WITH p LIMIT 1 SET p.name = 7",
        "a text is wanted",
    ),
    "the digest itself": ("MATCH (c:Case {case_id: $c}) SET c.digest = 'x'", "Its rows are not"),
    "no digest": ("MATCH (c:Case {case_id: $c}) REMOVE c.digest", "It has no digest"),
    "an edge of another case": (
        "MATCH (a:Event {case_id: $c}) WITH a LIMIT 1 MATCH (b:Event {case_id: $other}) "
        "WITH a, b LIMIT 1 CREATE (a)-[:NEXT {case_id: $other}]->(b)",
        "are of another case than the node they start from",
    ),
    "an edge of a kind that is not declared": (
        "MATCH (p:Person {case_id: $c}) WITH p LIMIT 1 MATCH (c:Case {case_id: $c}) "
        "CREATE (p)-[:NEXT {case_id: $c}]->(c)",
        "edges of a kind that joinedup does not have: (Person)-[:NEXT]->(Case)",
    ),
    "half a case": (
        "CREATE (:Person {uid: 'lost/person:V', case_id: 'lost', name: 'V'})",
        "“lost”, which is no case of this library",
    ),
    "a node that is not ours": (
        "CREATE (:Mood {uid: 'mood', case_id: 'lost'})",
        "nodes of a kind that joinedup does not have (Mood)",
    ),
}


@pytest.mark.thorough
def test_verify_says_what_differs(kept, folders):
    run("library", "add", *folders)
    for what, (cypher, says) in DAMAGE.items():
        change(kept, cypher, c=OTHER, other=ONE)
        said = run("library", "verify")
        assert said.exit_code == 1, what
        assert says in flat(said.stdout), what
        assert f"{ONE}: as written." in said.stdout, what
        for label in ("Mood", "Person"):
            change(kept, f"MATCH (n:{label} {{case_id: 'lost'}}) DETACH DELETE n")
        # the case that was damaged is written anew, and the other where something is tied to it
        run("library", "add", "--again", *(folders if "$other" in cypher else folders[1:]))
    assert run("library", "verify").exit_code == 0


def test_what_another_release_made_is_said(kept, folders, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(sealing, "__version__", "0.0.9")
        before.setattr(sealing, "vocabulary_digest", lambda: "older")
        run("library", "add", folders[0])
    said = run("library", "verify")
    assert said.exit_code == 1
    assert f"{ONE}: It was made by joinedup 0.0.9; this is" in flat(said.stdout)
    assert "another vocabulary" in said.stdout
    assert "1 of 1 cases were made by another release" in flat(run("library", "list").stderr)
    # and adding it again brings it up to date, though nothing in its folder has changed
    assert "1 replaced" in run("library", "add", folders[0]).stdout
    assert run("library", "verify").exit_code == 0


def test_a_folder_that_is_not_in_the_library_is_said(kept, folders, tmp_path):
    run("library", "add", folders[0])
    said = run("library", "verify", "--against", folders[1], "--against", tmp_path / "nowhere")
    assert said.exit_code == 1
    assert f"{folders[1]} is not in the library" in flat(said.stdout)
    assert "nowhere" in said.stdout


def test_nothing_is_wrong_with_an_empty_library(kept):
    said = run("library", "verify")
    assert (said.exit_code, said.stdout.strip()) == (0, "0 of 0 cases need nothing.")
