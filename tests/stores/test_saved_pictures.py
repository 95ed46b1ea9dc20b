"""Pictures saved for Neo4j Browser, asked of the example on every engine."""

from __future__ import annotations

from graphdb.stores.bolt import BoltStore
from joinedup.case import load
from joinedup.library.neo4j_browser import pictures
from queries.named import bound
from tests.engines import of_cases
from tests.joinedup.helpers import EXAMPLE

# one worker starts the engines, and only one of each

GIVEN = {"case_id": "amber-street", "topic": "strangulation"}


def test_every_picture_has_something_to_draw_and_only_of_its_case(store: BoltStore) -> None:
    with of_cases(store, load(EXAMPLE).tables):
        for picture in pictures():
            names = {parameter.name for parameter in picture.parameters}
            given = {name: value for name, value in GIVEN.items() if name in names}
            paths = store.query(picture.cypher, bound(picture, given))["p"]
            assert len(paths), picture.name
            drawn = [node for path in paths for node in path if "_labels" in node]
            assert {node["case_id"] for node in drawn} <= {"amber-street", ""}, picture.name
            if "case_id" in given:
                nobody = store.query(picture.cypher, bound(picture, given | {"case_id": "no"}))
                assert not len(nobody), picture.name
