"""The named questions on open stores, beside hand-written SQL on the same rows in the same run.

DuckDB answers from the tables in memory; where a question has SQL of its own, the rows of the
store and of DuckDB are compared before anything is said of how fast either is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from graphdb.schema import edge_kind, node_kind
from graphdb.tables import Tables
from queries.named import Asks, named_questions, run

#: Every named question is to answer within this, with 2,000 cases of 250 events.
LIMIT = 2.0

#: What the SQL reads: label, or edge type with its ends.
NODES = ("Case", "Agency", "Fact", "Finding", "Theme")
EDGES = (
    ("LOOKED_FOR", "Case", "Theme"),
    ("NAMED_UNDER", "Agency", "Theme"),
    ("NO_RECORD_OF_SHARING", "Agency", "Agency"),
    ("KNOWS", "Agency", "Fact"),
)

_LOOKED = "('found', 'looked for and not found', 'looked for; cannot tell from these records')"
SQL: Mapping[str, str] = {
    "themes": f"""
      SELECT t.code, t.name, t.factor, count(*),
        count(*) FILTER (l.examined IN {_LOOKED}), count(*) FILTER (l.examined = 'found'),
        count(*) FILTER (l.examined = 'found' AND l.certain > 0),
        count(*) FILTER (l.examined = 'found' AND l.added > 0),
        count(*) FILTER (l.examined = 'looked for and not found'),
        count(*) FILTER (l.examined = 'looked for; cannot tell from these records'),
        count(*) FILTER (l.examined = 'could not be looked for in these records'),
        count(*) FILTER (l.examined = 'on record; no finding looks for it'),
        count(*) FILTER (l.examined = 'not examined')
      FROM LOOKED_FOR l JOIN Theme t ON t.uid = l."end" GROUP BY ALL ORDER BY t.code""",
    "themes-by-sector": f"""
      WITH sectors AS (SELECT DISTINCT case_id, sector FROM Agency),
      looked AS (
        SELECT t.code, t.name, s.sector, count(*) AS looked_for
        FROM LOOKED_FOR l JOIN Theme t ON t.uid = l."end" JOIN sectors s ON s.case_id = l.case_id
        WHERE l.examined IN {_LOOKED} GROUP BY ALL),
      per_case AS (
        SELECT t.code, t.name, a.sector, a.case_id, count(*) AS agencies,
          max(n.certain) AS certain
        FROM NAMED_UNDER n JOIN Theme t ON t.uid = n."end" JOIN Agency a ON a.uid = n.start
        GROUP BY ALL),
      named AS (
        SELECT code, name, sector, count(*) AS cases, count(*) FILTER (certain > 0) AS sure,
          sum(agencies) AS agencies FROM per_case GROUP BY ALL)
      SELECT code, name, sector, coalesce(looked_for, 0), coalesce(cases, 0), coalesce(sure, 0),
        coalesce(cases - sure, 0), coalesce(agencies, 0)
      FROM looked FULL JOIN named USING (code, name, sector) ORDER BY code, sector""",
    "unshared-sectors": """
      WITH coded AS (
        SELECT case_id, sector, count(*) AS n FROM Agency
        WHERE NOT informal AND "rows" > uncoded GROUP BY ALL),
      both_there AS (
        SELECT a.sector AS held_by, b.sector AS told, count(*) AS of_cases
        FROM coded a JOIN coded b USING (case_id) WHERE a.sector <> b.sector OR a.n > 1
        GROUP BY ALL),
      per_case AS (
        SELECT a.sector AS held_by, b.sector AS told, n.case_id,
          max(len(n.certain_topics)) AS certain, sum(n.findings) AS findings
        FROM NO_RECORD_OF_SHARING n JOIN Agency a ON a.uid = n.start
          JOIN Agency b ON b.uid = n."end"
        GROUP BY ALL),
      named AS (
        SELECT held_by, told, count(*) AS cases, count(*) FILTER (certain > 0) AS sure,
          sum(findings) AS findings FROM per_case GROUP BY ALL)
      SELECT held_by, told, coalesce(of_cases, 0), cases, sure, cases - sure, findings
      FROM named LEFT JOIN both_there USING (held_by, told)
      ORDER BY sure DESC, cases DESC, held_by, told""",
    "lines": """
      WITH could AS (
        SELECT finding, count(*) AS looked_for
        FROM (SELECT unnest(looked_for) AS finding FROM "Case") GROUP BY ALL),
      per_case AS (
        SELECT query, form, good_practice, case_id, count(*) AS n,
          count(*) FILTER (certainty = 'certain') AS certain
        FROM Finding WHERE disposition <> 'rejected' GROUP BY ALL)
      SELECT query, nullif(form, ''), good_practice, any_value(looked_for), count(*),
        count(*) FILTER (certain > 0), count(*) FILTER (certain = 0), sum(n)
      FROM per_case LEFT JOIN could ON finding = query GROUP BY query, form, good_practice
      ORDER BY count(*) DESC, sum(n) DESC, query, form""",
    "dispositions": """
      WITH could AS (
        SELECT finding, count(*) AS looked_for
        FROM (SELECT unnest(looked_for) AS finding FROM "Case") GROUP BY ALL)
      SELECT query, any_value(looked_for), count(DISTINCT case_id),
        count(DISTINCT case_id) FILTER (disposition <> ''), count(*) AS n,
        count(*) FILTER (disposition = ''), count(*) FILTER (disposition <> ''),
        count(*) FILTER (disposition = 'open'), count(*) FILTER (disposition = 'question sent'),
        count(*) FILTER (disposition = 'accepted'), count(*) FILTER (disposition = 'explained'),
        count(*) FILTER (disposition = 'rejected'),
        count(*) FILTER (disposition = 'outside terms of reference'),
        count(*) FILTER (disposition = 'restricted')
      FROM Finding LEFT JOIN could ON finding = query GROUP BY query ORDER BY n DESC, query""",
    "sequences": """
      WITH left_out AS (
        SELECT case_id, sector, list_filter(kinds, lambda k: k NOT IN (
          'administration', 'letter-received', 'letter-sent', 'repeat-prescription')) AS kinds
        FROM Agency),
      lanes AS (
        SELECT case_id, sector,
          list_filter(kinds, lambda k, i: i = 1 OR k <> kinds[i - 1]) AS kinds FROM left_out),
      windows AS (
        SELECT case_id, sector, kinds[i : i + 2] AS sequence FROM (
          SELECT case_id, sector, kinds, unnest(range(1, len(kinds) - 1)) AS i FROM lanes))
      SELECT sequence, count(DISTINCT case_id) AS cases, (SELECT count(*) FROM "Case"),
        count(*) AS times, count(DISTINCT sector), list_unique(sequence) AS different
      FROM windows WHERE NOT list_contains(sequence, '?') GROUP BY sequence
      HAVING count(DISTINCT case_id) >= 2
      ORDER BY different = 1, cases DESC, different DESC, times DESC, sequence LIMIT 50""",
}


@dataclass(frozen=True)
class Measured:
    """How long a question took on one store, and in SQL where there is some: seconds."""

    question: str
    store: str
    seconds: float
    sql: float | None
    rows: int

    @property
    def ratio(self) -> float | None:
        """How many times as long as the SQL."""
        return self.seconds / self.sql if self.sql else None


def measure(
    stores: Mapping[str, Asks], tables: Iterable[Tables], runs: int = 4
) -> Iterator[Measured]:
    """Ask every question of every store: the best of some runs, and the SQL beside it.

    Raises
    ------
    AssertionError
        Where a store and the SQL do not answer with the same rows.
    """
    with duckdb.connect() as sql:
        case_id = _fill(sql, tables)
        for question in named_questions():
            given = {p.name: case_id for p in question.parameters if p.type == "case"}
            statement = SQL.get(question.name)
            reference, wanted = None, None
            if statement:
                reference, wanted = _best(lambda s=statement: sql.execute(s).fetchall(), runs)
            for name, store in stores.items():
                seconds, found = _best(lambda q=question, s=store, g=given: run(q, s, g), runs)
                if wanted is not None:
                    assert _plain(found) == [tuple(row) for row in wanted], (name, question.name)
                yield Measured(question.name, name, seconds, reference, len(found))


def _best(ask: Callable[[], Any], runs: int) -> tuple[float, Any]:
    least, found = float("inf"), None
    for _ in range(runs):
        begin = time.perf_counter()
        found = ask()
        least = min(least, time.perf_counter() - begin)
    return least, found


def _plain(found: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = found.astype(object).to_numpy().tolist()
    return [tuple(None if cell is pd.NA else cell for cell in row) for row in rows]


def _fill(sql: duckdb.DuckDBPyConnection, tables: Iterable[Tables]) -> str:
    """Put what the SQL reads into tables of DuckDB; return the id of the first case."""
    nodes: dict[str, list[Any]] = {label: [] for label in NODES}
    edges: dict[str, list[Any]] = {edge[0]: [] for edge in EDGES}
    themes: dict[str, Any] = {}
    first = ""
    for case in tables:
        first = min(first or case.case_id, case.case_id)
        for label in NODES:
            if label == "Theme":
                themes.update({str(row["uid"]): row for row in case.nodes.get(label, ())})
            else:
                nodes[label].extend(case.nodes.get(label, ()))
        for edge in EDGES:
            edges[edge[0]].extend(case.edges.get(edge, ()))
    nodes["Theme"] = list(themes.values())
    for label, rows in nodes.items():
        _table(sql, label, rows, [p.name for p in node_kind(label).properties])
    for (type_, start, end), rows in zip(EDGES, edges.values(), strict=True):
        names = ["start", "end", *(p.name for p in edge_kind(type_, start, end).properties)]
        _table(sql, type_, rows, names)
    return first


def _table(sql: duckdb.DuckDBPyConnection, name: str, rows: list[Any], names: list[str]) -> None:
    columns = dict.fromkeys(["uid", "case_id", *names])
    given = {column: [_cell(row.get(column)) for row in rows] for column in columns}
    made = pd.DataFrame(given)
    sql.register("made", made)
    sql.execute(f'CREATE TABLE "{name}" AS SELECT * FROM made')
    sql.unregister("made")


def _cell(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
