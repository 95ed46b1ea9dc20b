"""The public API: what ``joinedup.load`` gives, and that nobody changes it unawares."""

from __future__ import annotations

import difflib
import subprocess
import sys
from datetime import date, datetime

import networkx as nx
import pandas as pd
import pytest

import joinedup
import loaders
from graphdb.knowledge import Acquisition
from joinedup.case import JoinedUpCase
from queries import Answers, Finding
from tests.joinedup import api
from tests.joinedup.helpers import EXAMPLE, TWO, two_agencies
from tests.loaders.builders import case

#: model.md, "Nodes" and "Edges" (SAME_AS runs between cases, IN_CASE within one).
NODES = {"Case", "Person", "Agency", "Team", "Event", "Occurrence", "Fact", "Theme", "Finding"}
EDGES = {
    "IN_CASE", "RECORDED_BY", "PART_OF", "INVOLVES", "TELLS_OF", "REVEALS", "ABOUT", "BY",
    "SHARED_WITH", "TOLD_BY", "INVITED", "ATTENDED_BY", "MINUTES_TO", "CONSIDERED", "RESPONDS_TO",
    "SAME_OCCURRENCE", "NEXT", "RELATED_TO", "EVIDENCED_BY", "CONCERNS", "CODED_AS", "KNOWS",
    "AWARE_OF",
}  # fmt: skip
#: Which labels each type of edge runs between.
ENDS = {
    "RECORDED_BY": ({"Event"}, {"Team"}),
    "PART_OF": ({"Team"}, {"Agency"}),
    "REVEALS": ({"Event"}, {"Fact"}),
    "KNOWS": ({"Team", "Agency"}, {"Fact"}),
    "AWARE_OF": ({"Team", "Agency"}, {"Occurrence"}),
    "EVIDENCED_BY": ({"Finding"}, {"Event"}),
    "CONCERNS": ({"Finding"}, {"Agency", "Person", "Fact"}),
    "CODED_AS": ({"Finding"}, {"Theme"}),
}


def test_the_graph_is_the_one_of_the_model(example):
    graph = example.graph
    assert isinstance(graph, nx.MultiDiGraph)
    label = dict(graph.nodes(data="label"))
    assert set(label.values()) == NODES
    assert {kind for *_, kind in graph.edges(data="type")} <= EDGES
    for source, target, kind in graph.edges(data="type"):
        if kind in ENDS:
            assert label[source] in ENDS[kind][0], (source, kind)
            assert label[target] in ENDS[kind][1], (kind, target)
    assert sum(name == "Event" for name in label.values()) == len(example.events())
    assert sum(name == "Finding" for name in label.values()) == len(example.findings())


def test_events(example):
    frame = example.events()
    assert list(frame.columns) == [
        "event_id", "agency", "team", "kind", "date", "earliest", "latest", "extent", "edtf",
        "persons", "facts", "text", "document", "part", "row", "ref", "coded",
    ]  # fmt: skip
    assert frame["event_id"].is_unique
    assert len(frame) == 211
    assert (frame["coded"] == False).sum() == 3  # noqa: E712
    both = frame.dropna(subset=["earliest", "latest"])
    assert (both["earliest"] <= both["latest"]).all()


def test_knowledge_as_at(example):
    whole = example.knowledge()
    assert list(whole.columns) == [
        "holder", "name", "fact_id", "fact", "about", "by", "weight", "certain_from",
        "possible_from", "how", "via",
    ]  # fmt: skip
    both = whole.dropna(subset=["certain_from", "possible_from"])
    assert (both["possible_from"] <= both["certain_from"]).all()
    day = date(2011, 8, 1)
    then = example.knowledge(as_at=day)
    end = pd.Timestamp(2011, 8, 1, 23, 59)
    assert 0 < len(then) < len(whole)
    assert (then["possible_from"].dropna() <= end).all()
    assert (then["certain_from"].dropna() <= end).all()
    pd.testing.assert_frame_equal(then, example.knowledge(as_at=datetime(2011, 8, 1, 23, 59)))
    # nobody knows less later: what was held then is held at the end, no later
    keys = ["holder", "fact_id"]
    later = then.merge(whole, on=keys, suffixes=("", "_end"))
    assert len(later) == len(then)
    # and each line names a row that could have been there by that day
    for line in then.itertuples():
        start = example.view.events[line.via].when.earliest
        assert start is None or start <= joinedup.case.end_of(day)


def test_findings(example):
    frame = example.findings()
    assert list(frame.columns) == [
        "finding_id", "query", "certainty", "form", "grade", "statement", "question", "agencies",
        "persons", "days_least", "days_most", "rows", "codes", "notes", "disposition",
        "disposition_note",
    ]  # fmt: skip
    assert frame["finding_id"].is_unique
    certain = example.findings(certain_only=True)
    assert set(certain["certainty"]) == {"certain"}
    assert len(certain) == (frame["certainty"] == "certain").sum()
    assert (frame["question"] != "").all()


def test_the_columns_have_their_types_however_few_the_lines(tmp_path, example):
    empty = joinedup.load(case(tmp_path))
    full = {"events": example.events(), "knowledge": example.knowledge(),
            "findings": example.findings()}  # fmt: skip
    for name, frame in full.items():
        mine = getattr(empty, name)()
        assert len(mine) == 0
        assert list(mine.columns) == list(frame.columns)
        for column, kind in frame.dtypes.items():
            if kind.kind in "Mbi":  # dates, truths, numbers
                assert mine[column].dtype == kind, (name, column)


def test_typed(example):
    assert isinstance(example, JoinedUpCase)
    assert isinstance(example.answers, Answers)
    assert all(isinstance(f, Finding) for f in example.answers.findings)
    fact = example.known.facts.subjects[0]
    holder = example.known.facts.holders(fact)[0]
    knows = example.known.facts.knows(holder, fact)
    chain = example.chain(knows.first)
    assert chain
    assert all(isinstance(one, Acquisition) for one in chain)
    assert example.report.rows_read == 239
    assert set(example.inputs) >= {"case.toml", "coding.csv"}


def test_load_says_what_is_wrong(tmp_path):
    with pytest.raises(loaders.LoaderError, match="JU-L001") as caught:
        joinedup.load(tmp_path)
    assert caught.value.code == "JU-L001"
    assert joinedup.load(str(two_agencies(tmp_path))).records.case.case_id == "test-case"
    assert joinedup.load(tmp_path / "case.toml").answers.findings
    assert TWO in (tmp_path / "case.toml").read_text(encoding="utf-8")


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'laod'"):
        joinedup.laod  # noqa: B018


def test_importing_is_light():
    heavy = ("pandas", "networkx", "numpy", "lxml", "openpyxl", "docx", "jinja2", "xlsxwriter")
    code = (
        "import sys, joinedup, joinedup.cli, loaders, queries;"
        f"print([m for m in {heavy!r} if m in sys.modules and m in {('pandas', 'networkx')!r}]);"
        "case = joinedup.load('examples/amber-street'); print('pandas' in sys.modules);"
        "case.events(); print('pandas' in sys.modules)"
    )
    bare = f"import sys, joinedup; print([m for m in {heavy!r} if m in sys.modules])"
    for source, expected in ((bare, "[]\n"), (code, "[]\nFalse\nTrue\n")):
        done = subprocess.run(
            [sys.executable, "-c", source],
            cwd=EXAMPLE.parents[1], capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.stdout, done.stderr) == (expected, "")


def test_the_api_is_the_one_of_the_snapshot():
    before = api.SNAPSHOT.read_text(encoding="utf-8").splitlines()
    now = api.described().splitlines()
    change = "\n".join(difflib.unified_diff(before, now, "api.txt", "now", lineterm="", n=0))
    assert not change, (
        f"The public API has changed:\n{change}\n"
        "If that is meant: write it into CHANGELOG.md (what goes away is deprecated for one "
        "release first) and run `python -m tests.joinedup.api`."
    )
