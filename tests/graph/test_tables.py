"""The tables of a case: held to the older projection, to the schema, and to each other."""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from graphdb import schema
from graphdb.case_view import CaseView
from graphdb.knowledge import Knowledge
from graphdb.model import CaseRecords, Naming, Team
from graphdb.network import graph_of, to_networkx
from graphdb.occurrences import with_guesses
from graphdb.tables import Row, TableMaker, Tables, TablesError, checked, iso, tables_of, uid_of
from graphdb.vocabulary import load_vocabulary
from joinedup.generate import generate
from tests.graph import projection
from tests.knowledge.kinds import SMALL_KINDS
from tests.reference.small_cases import small_cases
from tests.second.random_cases import random_case

EXAMPLES = settings(max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "100")))


def small(records: CaseRecords) -> Knowledge:
    return Knowledge(CaseView(records, SMALL_KINDS))


def whole(records: CaseRecords) -> Knowledge:
    kinds = load_vocabulary().kinds
    return Knowledge(CaseView(with_guesses(records, kinds), kinds))


def same_as_before(knowledge: Knowledge) -> None:
    """All that the older projection has is there, with the same values, and no other edge."""
    old, new = projection.to_networkx(knowledge), to_networkx(knowledge)
    # what the older one only named has no label there, and is a node of its kind here or nowhere
    declared = {name: data for name, data in old.nodes(data=True) if "label" in data}
    assert declared.keys() <= new.nodes.keys()
    for name, data in declared.items():
        assert {key: new.nodes[name][key] for key in data} == data
    shape = {kind: keys for *_, kind, keys in _edges(old)}
    wanted = {one for one in _edges(old) if one[0] in new and one[1] in new}
    got = {(u, v, kind, tuple((k, x) for k, x in more if k in _keys(shape.get(kind))))
           for u, v, kind, more in _edges(new)}  # fmt: skip
    assert got == wanted
    assert all(name in declared or data["label"] == "Team" for name, data in new.nodes(data=True))


def _edges(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, str, tuple[Any, ...]]]:
    return [
        (u, v, data["type"], tuple(sorted((k, x) for k, x in data.items() if k != "type")))
        for u, v, data in graph.edges(data=True)
    ]


def _keys(more: tuple[Any, ...] | None) -> set[str]:
    keys = {key for key, _ in more or ()}
    # one of the two, by whose next row it is
    return keys | {"agency", "person"} if keys & {"agency", "person"} else keys


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True))
def test_small_cases_are_projected_as_before(records: CaseRecords) -> None:
    same_as_before(small(records))


@pytest.mark.parametrize("seed", range(12))
def test_random_and_generated_cases_are_projected_as_before(seed: int) -> None:
    same_as_before(whole(random_case(seed)))
    same_as_before(whole(generate(seed, rows=40).records))


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True))
def test_every_row_of_a_small_case_obeys_the_schema(records: CaseRecords) -> None:
    tables = checked(tables_of(small(records)))
    for label, rows in tables.nodes.items():
        names = ["uid", "case_id", *(p.name for p in schema.node_kind(label).properties)]
        assert all(list(row) == names for row in rows)
    for key, rows in tables.edges.items():
        names = ["start", "end", "case_id", *(p.name for p in schema.edge_kind(*key).properties)]
        assert all(list(row) == names for row in rows)


@pytest.mark.parametrize("seed", range(12))
def test_every_row_of_a_generated_case_obeys_the_schema(seed: int) -> None:
    checked(tables_of(whole(random_case(seed))))
    checked(tables_of(whole(generate(seed, rows=40).records)))


@EXAMPLES
@given(small_cases(wide=True, opens=True, sequence=True))
def test_the_order_of_the_rows_read_changes_nothing(records: CaseRecords) -> None:
    events, links = list(records.events), list(records.links)
    random.Random(len(events)).shuffle(events)
    random.Random(len(links)).shuffle(links)
    other = replace(records, events=tuple(events), links=tuple(links))
    assert tables_of(small(records)) == tables_of(small(other))


@EXAMPLES
@given(small_cases())
def test_no_key_of_one_case_is_one_of_another(records: CaseRecords) -> None:
    # ids of which one is the beginning of the other, and which look like keys themselves
    names = ("small", "small/person:V", "small/", "small%2F", "theme:1A", "Small")
    keys: Counter[object] = Counter()
    for name in names:
        case = replace(records, case=replace(records.case, case_id=name))
        tables = checked(tables_of(small(case)))
        keys.update(row["uid"] for label, rows in tables.nodes.items() if label != "Theme"
                    for row in rows)  # fmt: skip
        assert {row["case_id"] for rows in tables.edges.values() for row in rows} <= {name}
    assert set(keys.values()) == {1}


def test_the_themes_of_all_cases_are_the_same_rows() -> None:
    one, other = (tables_of(whole(generate(seed, rows=10).records)) for seed in (1, 2))
    assert one.nodes["Theme"] == other.nodes["Theme"]
    assert [row["code"] for row in one.nodes["Theme"]] == list(load_vocabulary().themes)


def test_minutes_stand_beside_dates_and_open_sides_are_missing() -> None:
    tables = tables_of(whole(generate(3, rows=80).records))
    for row in tables.nodes["Event"]:
        assert row["earliest_iso"] == iso(row["earliest"])  # type: ignore[arg-type]
        assert row["start_lo"] == (row["earliest"] or 0)
        assert row["end_hi"] == (10**12 if row["latest"] is None else row["latest"])
    assert any(row["latest"] is None for row in _undated().nodes["Event"])


def _undated() -> Tables:
    for seed in range(50):
        tables = tables_of(whole(random_case(seed)))
        if any(row["latest"] is None for row in tables.nodes["Event"]):
            return tables
    raise AssertionError("no random case has an open date")


def test_a_holder_that_no_list_of_teams_has_is_a_node() -> None:
    records = generate(1, rows=20).records
    (first, *rest) = records.events
    place = f"{records.agencies[0].agency_id}/attic"
    named = replace(first, shared_with=(Naming(place), Naming("nobody/at-all")))
    tables = checked(tables_of(whole(replace(records, events=(named, *rest)))))
    (attic,) = [row for row in tables.nodes["Team"] if row["team_id"] == place]
    assert attic["stated"] is True
    to = {row["end"] for row in tables.edges["SHARED_WITH", "Event", "Team"]}
    assert attic["uid"] in to
    assert uid_of(tables.case_id, "Team", "nobody/at-all") not in to


def test_half_a_character_is_replaced_where_it_comes_from() -> None:
    records = generate(1, rows=20).records
    (first, *rest) = records.events
    broken = replace(first, summary="a\ud800b", event_id="e-\udfff")
    tables = checked(tables_of(whole(replace(records, events=(broken, *rest)))))
    (row,) = [r for r in tables.nodes["Event"] if r["event_id"] == "e-?"]
    assert row["summary"] == "a?b"


def test_a_property_that_is_not_declared_is_refused_where_rows_are_made() -> None:
    make = TableMaker("a/b")
    with pytest.raises(TablesError, match=r"not declared in graphdb/schema\.py: mood"):
        make.node("Person", "V", person_id="V", mood="fair")
    make.node("Person", "V", person_id="V")
    (row,) = make.tables().nodes["Person"]
    assert row["uid"] == uid_of("a/b", "Person", "V")


# -- what does not obey ----------------------------------------------------------------------

CASE_ID = "generated-1"


@pytest.fixture(scope="module")
def good() -> Tables:
    return checked(tables_of(whole(generate(1, rows=20).records)))


def _with(tables: Tables, kind: Any, **change: object) -> Tables:
    """Return the tables with the first row of a kind changed."""
    of = "edges" if isinstance(kind, tuple) else "nodes"
    groups: dict[Any, tuple[Row, ...]] = dict(getattr(tables, of))
    first: Any = groups[kind][0] | change
    groups[kind] = (first, *groups[kind][1:])
    return replace(tables, **{of: groups})


KNOWS = ("KNOWS", "Agency", "Fact")


@pytest.mark.parametrize(
    ("kind", "change", "says"),
    [
        ("Event", {"row": "7"}, "Event, row 1, row: a whole number is wanted, not (str)"),
        ("Event", {"row": True}, "Event, row 1, row: a whole number is wanted, not True (bool)"),
        ("Event", {"row": 2**63}, "Event, row 1, row: too large for 64 bits"),
        ("Event", {"summary": None}, "Event, row 1, summary: it is missing"),
        ("Event", {"summary": "\ud800"}, "Event, row 1, summary: half a character"),
        ("Event", {"mood": "fair"}, "Event, row 1, mood: not declared"),
        ("Event", {"uid": "x"}, "Event, row 1, uid: 'x' is not made by uid_of"),
        ("Event", {"case_id": "x"}, "Event, row 1, case_id: 'x' is not 'generated-1'"),
        ("Theme", {"case_id": CASE_ID}, "Theme, row 1, case_id: 'generated-1' is not ''"),
        ("Person", {"roles": ["victim"]}, "Person, row 1, roles: a tuple of texts is wanted"),
        ("Person", {"roles": ("",)}, "Person, row 1, roles: an element that is no text, or empty"),
        (KNOWS, {"end": "x"}, "KNOWS (Agency to Fact), row 1, end: no Fact has the key 'x'"),
        (KNOWS, {"how": 1}, "KNOWS (Agency to Fact), row 1, how: a text is wanted"),
        (KNOWS, {"case_id": "x"}, "KNOWS (Agency to Fact), row 1, case_id: 'x' is not"),
    ],
)
def test_what_does_not_obey_is_named(good: Tables, kind: Any, change: Any, says: str) -> None:
    with pytest.raises(TablesError) as raised:
        checked(_with(good, kind, **change))
    assert str(raised.value).startswith(says)


def test_rows_that_are_there_twice_are_named(good: Tables) -> None:
    again = good.nodes["Event"][0]
    with pytest.raises(TablesError, match="is there twice"):
        checked(replace(good, nodes={**good.nodes, "Event": (*good.nodes["Event"], again)}))
    like = good.edges[KNOWS][0]
    with pytest.raises(TablesError, match="an earlier row says the same"):
        checked(replace(good, edges={**good.edges, KNOWS: (*good.edges[KNOWS], like)}))


def test_kinds_that_are_not_declared_are_named(good: Tables) -> None:
    with pytest.raises(TablesError, match="No node is called 'Mood'"):
        checked(replace(good, nodes={**good.nodes, "Mood": ()}))
    with pytest.raises(TablesError, match="No edge"):
        checked(replace(good, edges={("KNOWS", "Person", "Fact"): ()}))
    with pytest.raises(TablesError, match="without a case_id"):
        checked(Tables(""))


def test_what_may_be_missing_may_be_left_out(good: Tables) -> None:
    rows = tuple({k: v for k, v in row.items() if v is not None} for row in good.nodes["Event"])
    checked(replace(good, nodes={**good.nodes, "Event": rows}))


def test_no_message_repeats_what_a_chronology_says(good: Tables) -> None:
    for change in ({"row": "He said he would"}, {"coded": ("He said he would",)}):
        with pytest.raises(TablesError) as raised:
            checked(_with(good, "Event", **change))
        assert "He said" not in str(raised.value)


# -- the declarations ------------------------------------------------------------------------


def test_kinds_are_declared_once_and_a_name_has_one_type() -> None:
    labels = [kind.label for kind in schema.NODES]
    assert len(labels) == len(set(labels))
    assert len(list(schema.edge_keys())) == sum(len(k.starts) * len(k.ends) for k in schema.EDGES)
    types: dict[str, set[str]] = {}
    for kind in (*schema.NODES, *schema.EDGES):
        names = [one.name for one in kind.properties]
        assert len(names) == len(set(names))
        assert not {"uid", "case_id", "start", "end", "label", "type"} & set(names)
        for one in kind.properties:
            types.setdefault(one.name, set()).add(one.type)
            assert one.name.isidentifier() and one.name.isascii()
            assert one.says.endswith((".", "…", ")."))
    assert {name: found for name, found in types.items() if len(found) > 1} == {}
    for edge in schema.EDGES:
        assert {*edge.starts, *edge.ends} <= set(labels)


def test_kinds_that_are_not_there_are_refused() -> None:
    with pytest.raises(schema.UnknownKindError, match="There are: Case, Person"):
        schema.node_kind("Mood")
    with pytest.raises(schema.UnknownKindError, match=r"schema\.md"):
        schema.edge_kind("KNOWS", "Person", "Fact")


def test_the_page_of_the_schema_is_up_to_date() -> None:
    page = Path(schema.__file__).parents[1] / "docs" / "reference" / "schema.md"
    assert page.read_text(encoding="utf-8") == schema.as_markdown(), "run `make docs`"


def test_a_team_declared_is_named_as_a_reader_knows_it(good: Tables) -> None:
    assert all("," in str(row["name"]) for row in good.nodes["Team"]
               if row["stated"])  # fmt: skip
    assert Team("a/", "a", "").stated is False


def test_themes_to_which_nothing_leads_are_no_nodes_of_the_graph(good: Tables) -> None:
    assert "Theme" not in set(dict(graph_of(good).nodes(data="label")).values())


WRONG = [None, "", "x", "\ud800", 7, -1, 2**63, True, 1.5, float("nan"), (), ("a",), ("",), ["a"],
         (["a"],)]  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_whole_columns_are_judged_as_row_by_row_would_be(
    good: Tables, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose = random.Random(seed)
    tables = good
    kind = choose.choice([*good.nodes, *good.edges])
    rows = [dict(row) for row in (*good.nodes.get(kind, ()), *good.edges.get(kind, ()))]
    row = choose.choice(rows)
    name = choose.choice(list(row))
    change = choose.choice(["value", "other", "gone", "more", "twice"])
    if change == "value":
        row[name] = choose.choice(WRONG)
    elif change == "other":
        row[name] = choose.choice(rows)[name]
    elif change == "gone":
        del row[name]
    elif change == "more":
        row["mood"] = "x"
    else:
        rows.append(dict(row))
    part = "nodes" if kind in good.nodes else "edges"
    tables = replace(good, **{part: {**getattr(good, part), kind: tuple(rows)}})

    def said() -> str:
        try:
            return "" if checked(tables) is tables else "?"
        except TablesError as error:
            return str(error)

    quick = said()
    monkeypatch.setattr("graphdb.tables._columns_that_obey", lambda *_: None)
    assert quick == said()
