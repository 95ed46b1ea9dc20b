"""What Neo4j Browser is given, as somebody asks for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphdb.schema import NODES
from graphdb.stores.reading import writes
from joinedup.library.neo4j_browser import _LOOK, pictures, style
from queries.named import named_questions
from tests.joinedup.helpers import run


def test_a_folder_for_it(tmp_path: Path) -> None:
    done = run("queries", "--for-neo4j-browser", tmp_path / "browser")
    assert done.exit_code == 0, done.output
    made = {str(p.relative_to(tmp_path / "browser")) for p in tmp_path.rglob("*") if p.is_file()}
    assert made == {
        "joinedup.grass",
        *(f"pictures/{one.name}.cypher" for one in pictures()),
        *(f"questions/{one.name}.cypher" for one in named_questions()),
    }
    again = run("queries", "--for-neo4j-browser", tmp_path / "browser")
    assert again.exit_code == 0
    assert "all of them" in run("queries", "themes", "--for-neo4j-browser", tmp_path).output


def test_every_kind_of_node_has_a_look_and_every_look_a_kind() -> None:
    declared = {kind.label: {"uid", *(p.name for p in kind.properties)} for kind in NODES}
    assert set(_LOOK) <= set(declared)
    found = dict(re.findall(r'node\.(\w+) \{[^}]*?caption: "\{(\w+)\}"', style()))
    assert set(found) == set(declared)
    for label, caption in found.items():
        assert caption in declared[label], label
    colours = [colour for colour, *_ in _LOOK.values()]
    assert len(colours) == len(set(colours))


@pytest.mark.parametrize("one", pictures(), ids=lambda one: one.name)
def test_a_saved_query_reads_and_says_what_to_fill_in(one, tmp_path: Path) -> None:
    assert writes(one.cypher) is None
    run("queries", "--for-neo4j-browser", tmp_path)
    text = (tmp_path / "pictures" / f"{one.name}.cypher").read_text("utf-8")
    asked = set(re.findall(r"\$(\w+)", one.cypher))
    assert (
        asked
        == {p.name for p in one.parameters}
        == set(re.findall(r"^:param (\w+) =>", text, re.M))
    )
    assert text.startswith(f"// {one.title}\n")
    assert text.rstrip().endswith(";")
