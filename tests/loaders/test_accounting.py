"""Nothing is lost: rows read = rows loaded + rows set aside, whatever the table holds."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from graphdb.vocabulary import load_vocabulary
from tests.loaders.builders import CASE, case, csv_of

LABELS = [h.label for h in load_vocabulary().headings.values()]
WORDS = [
    "", "", "3/5/11", "2011", "31/2/12", "3 May 0100", "the following day", "# note", "Response",
    "PPU", "Leanne", "V; P", "none", "A1", "A2", "threats to kill: P > V", "CSC and GP", "DASH",
    "high", "No contact in this period", "Date", "Source", "What happened", "undated", "yes", "1",
]  # fmt: skip
cells = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


@st.composite
def tables(draw):
    more = draw(st.lists(st.sampled_from(LABELS), max_size=6))
    heads = tuple(draw(st.permutations(["Date", "Source", "What happened", *more])))
    rows = draw(st.lists(st.lists(cells, min_size=0, max_size=len(heads) + 2), max_size=8))
    return csv_of(*rows, heads=heads)


@settings(max_examples=120)
@given(st.lists(tables(), min_size=1, max_size=3))
def test_every_row_is_accounted_for(texts):
    with tempfile.TemporaryDirectory() as name:
        files = {f"police{i}_csv": text for i, text in enumerate(texts)}
        folder = case(Path(name), CASE, **files)
        report = loaders.load_case(folder).report
        assert report.rows_read == report.rows_loaded + report.rows_set_aside
        ids = [e.event_id for e in loaders.load_case(folder).records.events]
        assert len(ids) == len(set(ids))


@settings(max_examples=40)
@given(st.lists(tables(), min_size=2, max_size=3, unique=True), st.randoms())
def test_permuting_files_changes_nothing(texts, random):
    def said(order):
        with tempfile.TemporaryDirectory() as name:
            files = {f"police{i}_csv": texts[j] for i, j in enumerate(order)}
            records = loaders.load_case(case(Path(name), CASE, **files)).records
        shown = {
            (e.event_id, e.team_id, e.kind, e.summary, e.when, e.involves, e.reveals, e.shared_with,
             e.responds_to, e.considered, e.coded)
            for e in records.events
        }  # fmt: skip
        return shown, records.facts, records.links, records.teams

    order = list(range(len(texts)))
    other = order[:]
    random.shuffle(other)
    assert said(order) == said(other)
