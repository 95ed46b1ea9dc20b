"""``joinedup export``: every format read back, the same bytes, the whole or nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphdb import schema
from graphdb.tables import TableMaker, Tables, TablesError, checked
from joinedup.case import load
from joinedup.cli.export import _FORMATS
from joinedup.generate import generate
from joinedup.generate.folder import write_folder
from joinedup.library.export import FORMATS, NotOursError, export
from joinedup.library.export import formats as formats_module
from joinedup.library.export.json_file import read_json
from joinedup.many import table_each
from tests.graph.exports import from_csv, from_graphml
from tests.joinedup.helpers import EXAMPLE, ROOT, flat, run

ADMIN = "csv-for-neo4j-admin"


pytestmark = pytest.mark.usefixtures("one_process")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    place = tmp_path_factory.mktemp("cases")
    made = [place / f"case-{seed}" for seed in (3, 12)]
    for seed, folder in zip((3, 12), made, strict=True):
        write_folder(generate(seed, rows=40), folder)
    return made


@pytest.fixture(scope="module")
def cases(folders: list[Path]) -> list[Tables]:
    return [one.tables for one in table_each(folders, workers=1) if one.tables is not None]


def _counted(cases: list[Tables]) -> Counter[str]:
    """Return how many rows of each kind there are, a theme once."""
    found: Counter[str] = Counter()
    for tables in cases:
        found.update(tables.counts())
    themes = {row["uid"] for tables in cases for row in tables.nodes["Theme"]}
    return found | Counter() if not themes else Counter({**found, "Theme": len(themes)})


def _sorted(rows: Any) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def _rows(cases: list[Tables], label: str) -> list[dict[str, object]]:
    rows = [row for tables in cases for row in tables.nodes.get(label, ())]
    return list({str(row["uid"]): row for row in rows}.values())


# -- two cases, as used ----------------------------------------------------------------------


def test_the_command_knows_the_formats() -> None:
    assert set(_FORMATS) == set(FORMATS)


@pytest.mark.parametrize("form", [f for f in _FORMATS if f != "parquet"])
def test_two_cases_by_the_command(form: str, folders, cases, tmp_path) -> None:
    out = tmp_path / "out"
    said = run("export", *folders, "--to", form, "--output", out)
    assert said.exit_code == 0, said.output
    nodes = sum(len(rows) for tables in cases for rows in tables.nodes.values())
    assert f"2 cases, {nodes:,} nodes" in flat(said.stdout)
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert [case["case"] for case in manifest["cases"]] == ["generated-3", "generated-12"]
    assert all(case["marking"] and case["status"] for case in manifest["cases"])
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert there == {*manifest["written"], "manifest.json"}
    assert not [p for p in tmp_path.iterdir() if p != out]
    # by two processes or by one
    export(cases, form, tmp_path / "other")
    assert _bytes(out) == _bytes(tmp_path / "other")


def test_json_gives_the_same_rows(cases, tmp_path) -> None:
    export(cases, "json", tmp_path / "out")
    assert read_json(tmp_path / "out" / "graph.json") == cases


def test_json_of_another_format_is_refused(tmp_path) -> None:
    (tmp_path / "graph.json").write_text('{"format": 99, "cases": []}', encoding="utf-8")
    with pytest.raises(TablesError, match="of format 99; this version reads 1"):
        read_json(tmp_path / "graph.json")


def test_networkx_reads_the_graphml(cases, tmp_path) -> None:
    export(cases, "graphml", tmp_path / "out")
    graph = nx.read_graphml(tmp_path / "out" / "graph.graphml", force_multigraph=True)
    found = from_graphml(graph)
    assert {kind: len(rows) for kind, rows in found.items()} == _counted(cases)
    for label in ("Event", "Person", "Finding", "Theme", "Case"):
        wanted = [{k: v for k, v in row.items() if v is not None} for row in _rows(cases, label)]
        assert _sorted(found[label]) == _sorted(wanted)


def test_neo4j_admin_gets_every_row(cases, tmp_path) -> None:
    out = tmp_path / "out"
    export(cases, ADMIN, out)
    found = from_csv(out)
    for label in cases[0].nodes:
        assert _sorted(found[f"nodes-{label}"]) == _sorted(_rows(cases, label))
    for key in cases[0].edges:
        wanted = [row for tables in cases for row in tables.edges.get(key, ())]
        assert _sorted(found[f"edges-{'-'.join(key)}"]) == _sorted(wanted)
    arguments = (out / "import.args").read_text(encoding="utf-8").splitlines()
    named = {a.rpartition("=")[2] for a in arguments if a.startswith(("--nodes", "--rel"))}
    assert named == {f"{name}.csv.gz" for name in found}
    cypher = (out / "after-import.cypher").read_text(encoding="utf-8")
    assert all(f"(n:{kind.label}) REQUIRE n.uid IS UNIQUE" in cypher for kind in schema.NODES)


def test_pandas_reads_the_parquet(cases, tmp_path) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    out = tmp_path / "out"
    export(cases, "parquet", out)
    for label in cases[0].nodes:
        rows = parquet.read_table(out / "nodes" / f"{label}.parquet").to_pylist()
        rows = [{k: tuple(v) if isinstance(v, list) else v for k, v in r.items()} for r in rows]
        assert _sorted(rows) == _sorted(_rows(cases, label))
    edges = {p.stem for p in (out / "edges").iterdir()}
    assert edges == {"-".join(key) for tables in cases for key in tables.edges}


def test_parquet_without_pyarrow_says_what_to_install(folders, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(formats_module, "find_spec", lambda name: None)
    said = run("export", *folders, "--to", "parquet", "--output", tmp_path / "out")
    assert said.exit_code == 1
    assert "pip install 'joinedup[parquet]'" in flat(said.output)
    assert not any(tmp_path.iterdir())


def test_nothing_else_needs_pyarrow(tmp_path) -> None:
    code = "import sys, joinedup.library.export; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- the same bytes ----------------------------------------------------------------------------


_EACH = """
import sys
from pathlib import Path
from joinedup.library.export import FORMATS, export
from joinedup.many import table
for form in sys.argv[3:]:
    export([table(Path(sys.argv[1])).tables], form, Path(sys.argv[2]) / form)
"""


def test_the_same_bytes_in_any_zone_and_seed(folders, cases, tmp_path) -> None:
    forms = [f for f in _FORMATS if f != "parquet" or find_spec("pyarrow")]
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    command = [sys.executable, "-c", _EACH, str(folders[0]), str(tmp_path / "one"), *forms]
    subprocess.run(command, env=env, check=True, cwd=ROOT)
    for form in forms:
        export(cases[:1], form, tmp_path / "other" / form)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "other")


def _bytes(folder: Path) -> dict[str, bytes]:
    there = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in there}


# -- hostile text stays text -------------------------------------------------------------------

HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.sampled_from(
    ['=cmd|"/c calc"!A1', "+1", "-1", "@x", '"', '""', "\\", '\\"', ",", "\n", "\r\n", "\t", "",
     "' OR 1=1", "</data>", "]]>", "\x00", "a\x1fb", "\u202egpj.exe", "null", "NaN", "true", "`"]
)  # fmt: skip


@st.composite
def hostile_cases(draw: st.DrawFn) -> Tables:
    """Draw a case with a row of some kinds, and whatever text in every property."""
    case_id = draw(HOSTILE.filter(bool))
    make = TableMaker(case_id)
    for label in ("Case", "Person", "Event", "Theme", "Finding"):
        values = {p.name: draw(_of(p)) for p in schema.node_kind(label).properties}
        make.node(label, draw(HOSTILE) if label != "Case" else case_id, **values)
    made = make.tables()
    ends = {label: _local(made, label) for label in made.nodes}
    for type_, start, end in (("IN_CASE", "Event", "Case"), ("INVOLVES", "Event", "Person"),
                              ("RELATED_TO", "Person", "Person")):  # fmt: skip
        declared = schema.edge_kind(type_, start, end).properties
        make.edge(type_, (start, ends[start]), (end, ends[end]),
                  **{p.name: draw(_of(p)) for p in declared})  # fmt: skip
    return checked(make.tables())


def _local(tables: Tables, label: str) -> str:
    return str(tables.nodes[label][0]["uid"]).partition(":")[2]


def _of(one: schema.Property) -> st.SearchStrategy[Any]:
    found: dict[str, st.SearchStrategy[Any]] = {
        "string": HOSTILE,
        "integer": st.integers(-(2**63), 2**63 - 1),
        "float": st.floats(allow_nan=False, allow_infinity=False),
        "boolean": st.booleans(),
        "strings": st.lists(HOSTILE, max_size=3),
    }
    return found[one.type] if one.required else st.none() | found[one.type]


SLOW = settings(
    max_examples=int(os.environ.get("JOINEDUP_EXAMPLES", "40")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                           HealthCheck.data_too_large],
)  # fmt: skip


@SLOW
@given(hostile_cases())
def test_json_is_exact_whatever_the_text(tmp_path, tables: Tables) -> None:
    export([tables], "json", tmp_path / "json")
    assert read_json(tmp_path / "json" / "graph.json") == [tables]


@SLOW
@given(hostile_cases())
def test_csv_is_exact_whatever_the_text(tmp_path, tables: Tables) -> None:
    export([tables], ADMIN, tmp_path / "csv")
    found = from_csv(tmp_path / "csv")
    for label, rows in tables.nodes.items():
        # the separator of lists is the one thing that gives way, and only in lists
        assert found[f"nodes-{label}"] == [_without_separator(row) for row in rows]
    for key, rows in tables.edges.items():
        assert found[f"edges-{'-'.join(key)}"] == [_without_separator(row) for row in rows]


def _without_separator(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(one.replace("\x1f", "\ufffd") for one in value)
        if isinstance(value, tuple)
        else value
        for name, value in row.items()
    }


@SLOW
@given(hostile_cases())
def test_graphml_is_well_formed_whatever_the_text(tmp_path, tables: Tables) -> None:
    export([tables], "graphml", tmp_path / "graphml")
    graph = nx.read_graphml(tmp_path / "graphml" / "graph.graphml", force_multigraph=True)
    assert graph.number_of_nodes() == sum(map(len, tables.nodes.values()))
    assert graph.number_of_edges() == sum(map(len, tables.edges.values()))


def test_no_file_for_neo4j_opens_in_a_spreadsheet(cases, tmp_path) -> None:
    written = export(cases, ADMIN, tmp_path / "out")
    suffixes = {Path(name).suffix for name in written.files}
    assert suffixes == {".gz", ".args", ".cypher", ".txt", ".json"}
    assert "formula" in (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")


# -- the whole, or nothing ---------------------------------------------------------------------


def test_an_earlier_export_is_replaced_whole(cases, tmp_path) -> None:
    out = tmp_path / "out"
    export(cases, ADMIN, out)
    export(cases[:1], "json", out)
    assert {p.name for p in out.iterdir()} == {"graph.json", "manifest.json"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["notes.txt", "nested/notes.txt", "manifest.json"])
def test_a_folder_with_anything_else_is_left_alone(name, folders, tmp_path) -> None:
    out = tmp_path / "out"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("mine", encoding="utf-8")
    said = run("export", *folders, "--to", "json", "--output", out)
    assert said.exit_code == 2
    assert "is no export of joinedup" in flat(said.output)
    assert (out / name).read_text(encoding="utf-8") == "mine"


def test_what_was_put_into_an_export_is_not_lost(cases, tmp_path) -> None:
    out = tmp_path / "out"
    export(cases, "json", out)
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotOursError, match=r"such as mine\.txt"):
        export(cases, "json", out)


def test_a_file_or_a_link_is_left_alone(cases, tmp_path) -> None:
    file, link, there = tmp_path / "file", tmp_path / "link", tmp_path / "there"
    file.write_text("mine", encoding="utf-8")
    export(cases, "json", there)
    link.symlink_to(there)
    for place in (file, link):
        with pytest.raises(NotOursError):
            export(cases, "json", place)


@pytest.mark.parametrize("form", [f for f in _FORMATS if f != "parquet"])
def test_a_fault_in_the_middle_leaves_what_was_there(form, cases, tmp_path) -> None:
    def stops():  # type: ignore[no-untyped-def]
        yield cases[0]
        raise OSError(28, "No space left on device")

    out = tmp_path / "out"
    export(cases, "json", out)
    before = {p: p.read_bytes() for p in out.iterdir()}
    with pytest.raises(OSError, match="No space left"):
        export(stops(), form, out)
    assert {p: p.read_bytes() for p in out.iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_case_that_cannot_be_read_leaves_nothing(folders, tmp_path) -> None:
    out = tmp_path / "out"
    said = run("export", folders[0], tmp_path / "nowhere", "--to", "json", "--output", out)
    assert said.exit_code == 3
    assert "JU-L001" in said.stderr and "Nothing was written." in flat(said.stderr)
    assert not any(tmp_path.iterdir())


def test_two_folders_of_one_case_are_refused(folders, tmp_path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folders[0], copy)
    said = run("export", folders[0], copy, "--to", "json", "--output", tmp_path / "out")
    assert said.exit_code == 2
    assert "are both the case “generated-3”" in flat(said.output)
    assert not (tmp_path / "out").exists()


def test_the_example_with_what_stands_in_its_way(tmp_path) -> None:
    said = run("export", EXAMPLE, "--to", "json", "--output", tmp_path / "deep" / "out")
    assert said.exit_code == 0
    assert "not coded" in flat(said.stderr)
    (tables,) = read_json(tmp_path / "deep" / "out" / "graph.json")
    assert len(tables.nodes["Event"]) == len(load(EXAMPLE).events())
