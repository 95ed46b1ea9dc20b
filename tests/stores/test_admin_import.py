"""The files of ``joinedup export --to csv-for-neo4j-admin``, taken by neo4j-admin itself."""

from __future__ import annotations

import os
import random
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from graphdb import schema
from graphdb.stores.bolt import BoltStore
from graphdb.tables import TableMaker, Tables, checked
from joinedup.case import load
from joinedup.library.export import export
from tests.engines import ASKED, QUICK
from tests.joinedup.helpers import EXAMPLE
from tests.neo4j.server import _OPENS, jars, java, started

pytestmark = [
    pytest.mark.xdist_group("stores"),
    pytest.mark.skipif(not ASKED, reason="no Neo4j of our own: JOINEDUP_NEO4J is not set"),
]

#: What a field of a CSV file might trip over.
TEXTS = (
    '=cmd|"/c calc"!A1', "+1", '"', '""', "\\", '\\"', ",", "\n", "\r\n", "\r", "\t", "",
    "' OR 1=1", "</data>", "\x00", "\u202egpj.exe", "null", "NaN", "true", "`", " lead", "trail ",
    "é👩\u200d👧", ";", "|", "{}", "[a]", 'x"\ny,"z', "\ufeffbom", "\u2028",
)  # fmt: skip


def hostile(case_id: str) -> Tables:
    """Make a case with some of every kind, and texts made to break things in every property."""
    chance = random.Random(1)
    made = {
        "string": lambda: chance.choice(TEXTS),
        "integer": lambda: chance.choice([0, -1, 2**63 - 1, -(2**63), 7]),
        "float": lambda: chance.choice([0.0, -1.5, 1e300, 5e-324, 0.1]),
        "boolean": lambda: chance.random() < 0.5,
        "strings": lambda: [chance.choice(TEXTS) for _ in range(chance.randrange(3))],
    }

    def values(properties: Any) -> dict[str, Any]:
        return {
            p.name: made[p.type]() if p.required or chance.random() > 0.3 else None
            for p in properties
        }

    make = TableMaker(case_id)
    names: dict[str, list[str]] = {}
    for kind in schema.NODES:
        one = kind.label == "Case"
        names[kind.label] = [case_id] if one else [f"{i}{TEXTS[i]}" for i in range(12)]
        for name in names[kind.label]:
            make.node(kind.label, name, **values(kind.properties))
    for kind, start, end in schema.edge_keys():
        for _ in range(6):
            ends = (start, chance.choice(names[start])), (end, chance.choice(names[end]))
            make.edge(kind, *ends, **values(schema.edge_kind(kind, start, end).properties))
    return checked(make.tables())


def imported(folder: Path, home: Path) -> None:
    """Do what the README beside the files says, with the neo4j-admin of the server's own jars."""
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text("", encoding="utf-8")
    opens = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in (*_OPENS, "java.lang")]
    done = subprocess.run(
        [java() or "java", "-Xmx512m", *opens, "-cp", str(jars("5.26") / "*"),
         "org.neo4j.cli.AdminTool",
         "database", "import", "full", "neo4j", "@import.args"],
        cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def told(row: Mapping[str, Any]) -> str:
    """A row as it is read back: nothing for None and for an empty list."""
    return repr(
        sorted(
            (name, list(value) if isinstance(value, tuple | list) else value)
            for name, value in row.items()
            if value is not None and value not in ((), [])
        )
    )


@pytest.mark.thorough
def test_every_node_and_edge_comes_back_as_it_was(tmp_path: Path) -> None:
    cases = [hostile('=ha"rd,/:\n\\'), checked(load(EXAMPLE).tables)]
    export(cases, "csv-for-neo4j-admin", tmp_path / "files")
    imported(tmp_path / "files", tmp_path / "home")
    with (
        started(tmp_path / "home", options=QUICK) as server,
        BoltStore(server.uri, server.user, server.password) as store,
    ):
        after = (tmp_path / "files" / "after-import.cypher").read_text(encoding="utf-8")
        with store._session("WRITE") as session:
            for statement in filter(str.strip, after.split(";\n")):
                session.run(statement).consume()
            constraints = session.run("SHOW CONSTRAINTS YIELD name RETURN name").values()
        nodes = store.query("MATCH (n) RETURN labels(n) AS l, properties(n) AS p")
        edges = store.query(
            "MATCH (a)-[r]->(b) RETURN a.uid AS a, type(r) AS t, properties(r) AS p, b.uid AS b"
        )
    shared: dict[str, tuple[str, str]] = {}
    for case in cases:
        for label, rows in case.nodes.items():
            for row in rows:
                shared.setdefault(row["uid"], (label, told(row)))
    assert Counter(shared.values()) == Counter(
        (row.l[0], told(row.p)) for row in nodes.itertuples() if len(row.l) == 1
    )
    wanted = Counter(
        (key[0], told(row)) for case in cases for key, rows in case.edges.items() for row in rows
    )
    assert wanted == Counter(
        (row.t, told({"start": row.a, "end": row.b, **row.p})) for row in edges.itertuples()
    )
    assert len(constraints) == len(schema.NODES)
