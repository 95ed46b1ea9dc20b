"""The named questions on open stores, beside hand-written SQL on the same rows in the same run.

DuckDB answers from the same rows in memory; what the store and DuckDB answer is compared before
anything is said of how fast either is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import duckdb
import pandas as pd

from graphdb.schema import Property, PropertyType, edge_kind, node_kind
from graphdb.stores.base import Records
from queries.named import Asks, named_questions, run

#: Every named question is to answer within this, with 2,000 cases of 250 events.
LIMIT = 2.0

#: So many cases are put into DuckDB at a time.
AT_ONCE = 50

#: What the SQL reads: label, or edge type with its ends.
NODES = ("Case", "Agency", "Fact", "Finding", "Theme")
EDGES = (
    ("LOOKED_FOR", "Case", "Theme"),
    ("NAMED_UNDER", "Agency", "Theme"),
    ("NO_RECORD_OF_SHARING", "Agency", "Agency"),
    ("KNOWS", "Agency", "Fact"),
)

_SQL_TYPES: Mapping[PropertyType, str] = {
    "string": "VARCHAR", "integer": "BIGINT", "float": "DOUBLE", "boolean": "BOOLEAN",
    "strings": "VARCHAR[]",
}  # fmt: skip

_LOOKED = "('found', 'looked for and not found', 'looked for; cannot tell from these records')"
#: Days as the questions give them: from minutes, with no day before the first minute.
_DAY = "CAST(DATE '0001-01-01' + CAST({0} AS INTEGER) AS VARCHAR)"
_BLIND = """
      agencies AS (
        SELECT case_id, count(*) AS agencies,
          count(*) FILTER (NOT coverage_full OR uncoded > 0) AS blind,
          sum(informed) AS informed
        FROM Agency WHERE NOT informal AND "rows" > 0 GROUP BY ALL)"""
_WAITS = f"""
      WITH {_BLIND},
      had AS (
        SELECT c.case_id, k.*, c.end_lo AS over_lo, c.end_hi AS over_hi
        FROM KNOWS k JOIN Fact f ON f.uid = k."end" JOIN Agency a ON a.uid = k.start
          JOIN "Case" c ON c.case_id = f.case_id
        WHERE f.weight >= 4 AND NOT a.informal),
      first AS (
        SELECT case_id, min(possible_from) FILTER (possible_from < over_hi) AS ff,
          min(certain_from) FILTER (certain_from < over_lo) AS fb,
          min(told_possible_from) FILTER (told_possible_from < over_hi) AS sf,
          min(told_certain_from) FILTER (told_certain_from < over_lo) AS sb
        FROM had GROUP BY ALL),
      waits AS (
        SELECT c.case_id, coalesce(agencies, 0) AS agencies, coalesce(blind, 0) AS in_part,
          CASE WHEN sb IS NOT NULL THEN 'shared' WHEN sf IS NOT NULL THEN 'possibly shared'
            WHEN coalesce(agencies, 0) < 2 OR coalesce(informed, 0) = 0 OR blind > 0
              THEN 'cannot tell'
            WHEN ff IS NULL THEN 'nothing weighty on record' ELSE 'no record of a share' END
            AS outcome,
          CASE WHEN ff > 0 THEN ff // 1440 END AS ff, fb // 1440 AS fb, sf // 1440 AS sf,
          sb // 1440 AS sb
        FROM "Case" c LEFT JOIN agencies USING (case_id) LEFT JOIN first USING (case_id)),
      days AS (
        SELECT *, CASE WHEN sf IS NULL THEN NULL WHEN fb IS NULL OR fb > sf THEN 0
          ELSE sf - fb END AS least, sb - ff AS most FROM waits)"""
_CROSSED = f"""
      WITH {_BLIND},
      days AS (
        SELECT c.*, coalesce(agencies, 0) AS agencies, coalesce(blind, 0) AS in_part,
          coalesce(informed, 0) AS informed,
          CASE WHEN end_lo < 1000000000000 THEN end_lo // 1440 END AS ends,
          pooled_possible // 1440 AS pf, pooled_certain // 1440 AS pb,
          single_possible // 1440 AS sf, single_certain // 1440 AS sb
        FROM "Case" c LEFT JOIN agencies USING (case_id)),
      crossed AS (
        SELECT *, CASE
            WHEN agencies < 2 OR (pf IS NULL AND (informed = 0 OR in_part > 0)) THEN 'cannot tell'
            WHEN pf IS NULL THEN 'not reached'
            WHEN pb IS NOT NULL AND sf IS NULL THEN 'together, no single one'
            WHEN pb < sf THEN 'together first'
            WHEN sf IS NULL OR pf < sf OR (pb IS NOT NULL AND (sb IS NULL OR pb < sb))
              THEN 'possibly together first'
            ELSE 'a single one as soon' END AS outcome,
          CASE WHEN sf IS NULL OR pf IS NULL THEN NULL WHEN pb IS NULL OR pb > sf THEN 0
            ELSE sf - pb END AS least
        FROM days)"""


def _days(*names: str) -> str:
    return ", ".join(_DAY.format(name) for name in names)


def _codes(*wheres: str) -> str:
    return ", ".join(f"coalesce(list(t.code ORDER BY t.code) FILTER ({w}), [])" for w in wheres)


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
        SELECT case_id, sector, count(*) AS n, sum(informed) AS informed FROM Agency
        WHERE NOT informal AND "rows" > uncoded GROUP BY ALL),
      both_there AS (
        SELECT a.sector AS held_by, b.sector AS told, count(*) AS of_cases
        FROM coded a JOIN coded b USING (case_id)
        WHERE a.informed > 0 AND (a.sector <> b.sector OR a.n > 1)
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
    "themes-by-case": f"""
      SELECT l.case_id, {
        _codes(
            "l.examined = 'found' AND l.certain > 0",
            "l.examined = 'found' AND l.certain = 0",
            "l.examined = 'looked for and not found'",
            "l.examined = 'looked for; cannot tell from these records'",
            "l.examined = 'could not be looked for in these records'",
            "l.examined = 'on record; no finding looks for it'",
            "l.examined = 'not examined'",
        )
    }
      FROM LOOKED_FOR l JOIN Theme t ON t.uid = l."end" GROUP BY l.case_id ORDER BY l.case_id""",
    "time-to-share-cases": f"""{_WAITS}
      SELECT case_id, outcome, least, most, in_part, {_days("ff", "fb", "sf", "sb")}
      FROM days ORDER BY case_id""",
    "time-to-share": f"""{_WAITS},
      bands AS (
        SELECT * FROM (VALUES ('shared', '0', 0, 0, 0), ('shared', '1 to 7', 1, 7, 1),
          ('shared', '8 to 28', 8, 28, 2), ('shared', '29 to 90', 29, 90, 3),
          ('shared', '91 to 365', 91, 365, 4), ('shared', 'over 365', 366, 1000000, 5),
          ('shared', 'no most', -1, -1, 6), ('possibly shared', NULL, 0, 0, 7),
          ('no record of a share', NULL, 0, 0, 8), ('cannot tell', NULL, 0, 0, 9),
          ('nothing weighty on record', NULL, 0, 0, 10)) AS b(outcome, band, a, z, place))
      SELECT b.outcome, band,
        count(d.case_id) FILTER (band IS NULL OR least BETWEEN a AND z),
        count(d.case_id) FILTER (band IS NULL OR most BETWEEN a AND z
          OR (band = 'no most' AND most IS NULL)),
        count(d.case_id) FILTER (in_part > 0 AND (band IS NULL OR least BETWEEN a AND z)),
        (SELECT count(*) FROM "Case")
      FROM bands b LEFT JOIN days d ON d.outcome = b.outcome
      GROUP BY b.outcome, band, place ORDER BY place""",
    "threshold-cases": f"""{_CROSSED}
      SELECT case_id, outcome, least, sb - pf, ends - pb, {_days("pf", "pb", "sf", "sb")}, in_part,
        [threshold_indicators, threshold_weight, threshold_incidents, threshold_days]
      FROM crossed ORDER BY case_id""",
    "threshold": f"""{_CROSSED},
      told AS (
        SELECT outcome, in_part, least, CASE WHEN sf IS NULL THEN ends - pb END AS to_end
        FROM crossed),
      outcomes AS (
        SELECT * FROM (VALUES ('together, no single one', 0), ('together first', 1),
          ('possibly together first', 2), ('a single one as soon', 3), ('not reached', 4),
          ('cannot tell', 5)) AS o(outcome, place)),
      listed AS (
        SELECT o.outcome, place, count(t.outcome) AS n,
          count(t.outcome) FILTER (in_part > 0) AS in_part,
          list(least ORDER BY least) FILTER (least IS NOT NULL) AS days,
          list(to_end ORDER BY to_end) FILTER (to_end IS NOT NULL) AS "left"
        FROM outcomes o LEFT JOIN told t ON t.outcome = o.outcome GROUP BY ALL)
      SELECT outcome, n, in_part, (SELECT count(*) FROM "Case"), days[1], days[len(days) // 2 + 1],
        days[-1], "left"[1], "left"[len("left") // 2 + 1], "left"[-1] FROM listed ORDER BY place""",
    "unshared-topics": """
      WITH held AS (
        SELECT DISTINCT f.topic, f.case_id, f.weight FROM Fact f JOIN KNOWS k ON k."end" = f.uid
          JOIN Agency a ON a.uid = k.start WHERE NOT a.informal),
      of_topic AS (
        SELECT topic, max(weight) AS weight, count(DISTINCT case_id) AS of_cases FROM held
        GROUP BY ALL),
      named AS (
        SELECT n.case_id, b.sector, unnest(certain_topics) AS topic, 1 AS sure
        FROM NO_RECORD_OF_SHARING n JOIN Agency b ON b.uid = n."end"
        UNION ALL
        SELECT n.case_id, b.sector, unnest(possible_topics), 0
        FROM NO_RECORD_OF_SHARING n JOIN Agency b ON b.uid = n."end"),
      counted AS (
        SELECT topic, count(DISTINCT case_id) AS cases,
          count(DISTINCT case_id) FILTER (sure = 1) AS sure,
          list_sort(list(DISTINCT sector)) AS sectors
        FROM named GROUP BY ALL)
      SELECT topic, coalesce(weight, 0), coalesce(of_cases, 0), cases, sure, cases - sure, sectors
      FROM counted LEFT JOIN of_topic USING (topic) ORDER BY sure DESC, cases DESC, topic""",
    "held-alone": """
      WITH blind AS (
        SELECT case_id, uid FROM Agency
        WHERE NOT informal AND "rows" > 0 AND (uncoded > 0 OR NOT coverage_full)),
      held AS (
        SELECT f.uid AS fact, f.case_id, f.topic, a.sector, a.uid AS agency,
          k.possible_from AS possible, least(coalesce(k.certain_from, c.end_lo), c.end_lo) AS sure,
          c.end_lo AS over
        FROM KNOWS k JOIN Fact f ON f.uid = k."end" JOIN Agency a ON a.uid = k.start
          JOIN "Case" c ON c.case_id = f.case_id
        WHERE f.weight >= 4 AND NOT a.informal AND k.possible_from < c.end_hi),
      beside AS (
        SELECT h.fact, h.agency, h.case_id, h.topic, h.sector, h.possible, h.sure, h.over,
          least(h.over, min(o.possible)) AS another, least(h.over, min(o.sure)) AS another_sure
        FROM held h LEFT JOIN held o ON o.fact = h.fact AND o.agency <> h.agency
        GROUP BY h.fact, h.agency, h.case_id, h.topic, h.sector, h.possible, h.sure, h.over),
      told AS (
        SELECT b.*, another // 1440 - sure // 1440 AS days, possible < another_sure AS perhaps,
          another = over AS to_the_end, over < 1000000000000 AS ends,
          EXISTS (SELECT 1 FROM blind x WHERE x.case_id = b.case_id AND x.uid <> b.agency)
            AS in_part
        FROM beside b),
      counted AS (
        SELECT sector, count(DISTINCT case_id) FILTER (days > 0 OR perhaps) AS cases,
          count(*) AS held, count(*) FILTER (days > 0 AND NOT in_part) AS facts,
          count(*) FILTER (days > 0 AND NOT in_part AND to_the_end) AS to_the_end,
          count(*) FILTER (days > 0 AND in_part) AS in_part,
          count(*) FILTER (perhaps AND days <= 0) AS cannot_tell,
          first({'days': days, 'topic': topic, 'case_id': case_id}
            ORDER BY days DESC, case_id, topic)
            FILTER (days > 0 AND NOT in_part AND (ends OR NOT to_the_end)) AS longest
        FROM told GROUP BY sector),
      sectors AS (
        SELECT sector, count(DISTINCT case_id) AS of_cases FROM Agency WHERE NOT informal
        GROUP BY sector)
      SELECT sector, of_cases, coalesce(cases, 0), coalesce(held, 0), coalesce(facts, 0),
        coalesce(to_the_end, 0), coalesce(in_part, 0), coalesce(cannot_tell, 0), longest.days,
        longest.topic, longest.case_id
      FROM sectors LEFT JOIN counted USING (sector) ORDER BY coalesce(facts, 0) DESC, sector""",
    "cases-like-this": f"""
      WITH looked AS (
        SELECT l.case_id, t.code, l.examined = 'found' AS found
        FROM LOOKED_FOR l JOIN Theme t ON t.uid = l."end" WHERE l.examined IN {_LOOKED}),
      themes AS (
        SELECT o.case_id, count(*) FILTER (m.found OR o.found) AS n,
          coalesce(list(o.code ORDER BY o.code) FILTER (m.found AND o.found), []) AS shared
        FROM looked m JOIN looked o ON o.code = m.code AND o.case_id <> m.case_id
        WHERE m.case_id = $case GROUP BY o.case_id),
      has_topics AS (SELECT DISTINCT case_id, topic AS what FROM Fact),
      has_sectors AS (
        SELECT DISTINCT case_id, sector AS what FROM Agency WHERE NOT informal AND "rows" > 0),
      lists AS (
        SELECT c.case_id,
          coalesce((SELECT list(what) FROM has_topics h WHERE h.case_id = c.case_id), []) AS topics,
          coalesce((SELECT list(what) FROM has_sectors h WHERE h.case_id = c.case_id), [])
            AS sectors
        FROM "Case" c),
      both_lists AS (
        SELECT o.case_id, list_sort(list_intersect(m.topics, o.topics)) AS topics,
          len(list_distinct(m.topics || o.topics)) AS of_topics,
          list_sort(list_intersect(m.sectors, o.sectors)) AS sectors,
          len(list_distinct(m.sectors || o.sectors)) AS of_sectors
        FROM lists m JOIN lists o ON o.case_id <> m.case_id WHERE m.case_id = $case),
      every AS (
        SELECT case_id, coalesce(shared, []) AS themes, coalesce(n, 0) AS of_themes,
          topics, of_topics, sectors, of_sectors
        FROM both_lists LEFT JOIN themes USING (case_id))
      SELECT case_id, themes, of_themes, topics, of_topics, sectors, of_sectors FROM every
      ORDER BY round(1000000 * (coalesce(len(themes) / nullif(of_themes, 0), 0)
        + coalesce(len(topics) / nullif(of_topics, 0), 0)
        + coalesce(len(sectors) / nullif(of_sectors, 0), 0))) DESC, case_id
      LIMIT 10""",
}


@dataclass(frozen=True)
class Measured:
    """How long a question took on one store, first and at best, and in SQL: seconds."""

    question: str
    store: str
    first: float
    seconds: float
    sql: float
    rows: int

    @property
    def ratio(self) -> float:
        """How many times as long as the SQL."""
        return self.seconds / self.sql


def measure(
    stores: Mapping[str, Asks], cases: Iterable[Records], runs: int = 4
) -> Iterator[Measured]:
    """Ask every question of every store: the best of some runs, and the SQL beside it.

    Parameters
    ----------
    stores
        Open stores that hold these cases and no others.
    cases
        Their rows, taken one after the other.
    runs
        How often each is asked.

    Raises
    ------
    AssertionError
        Where a store and the SQL do not answer with the same rows.
    """
    with duckdb.connect() as sql:
        case_id = fill(sql, cases)
        for question in named_questions():
            given = {p.name: case_id for p in question.parameters if p.type == "case"}
            reference, wanted = _timed(partial(_rows, sql, SQL[question.name], given), runs)
            for name, store in stores.items():
                took, found = _timed(partial(run, question, store, given), runs)
                assert _plain(found) == [tuple(row) for row in wanted], (name, question.name)
                yield Measured(question.name, name, took[0], min(took), min(reference), len(found))


def _rows(sql: duckdb.DuckDBPyConnection, query: str, given: Mapping[str, str]) -> list[Any]:
    return sql.execute(query, given).fetchall()


def _timed(ask: Callable[[], Any], runs: int) -> tuple[list[float], Any]:
    took, found = [], None
    for _ in range(runs):
        begin = time.perf_counter()
        found = ask()
        took.append(time.perf_counter() - begin)
    return took, found


def _plain(found: pd.DataFrame) -> list[tuple[Any, ...]]:
    rows = found.astype(object).to_numpy().tolist()
    return [tuple(None if cell is pd.NA else cell for cell in row) for row in rows]


def fill(sql: duckdb.DuckDBPyConnection, cases: Iterable[Records]) -> str:
    """Put what the SQL reads into tables of DuckDB, some at a time; return the first case's id."""
    first, themes, waiting = "", set[str](), iter(cases)
    while some := list(islice(waiting, AT_ONCE)):
        first = first or some[0].case_id
        nodes: dict[str, list[Any]] = {label: [] for label in NODES}
        edges: dict[tuple[str, str, str], list[Any]] = {key: [] for key in EDGES}
        for case in some:
            there, between = case.nodes, case.edges
            for label in NODES:
                nodes[label] += there.get(label, ())
            for key in EDGES:
                edges[key] += between.get(key, ())
        new = {row["uid"]: row for row in nodes["Theme"] if row["uid"] not in themes}
        nodes["Theme"] = list(new.values())  # one for all cases
        themes |= new.keys()
        for label, rows in nodes.items():
            _table(sql, label, rows, ["uid", "case_id"], node_kind(label).properties)
        for key, rows in edges.items():
            _table(sql, key[0], rows, ["start", "end", "case_id"], edge_kind(*key).properties)
    return first


def _table(
    sql: duckdb.DuckDBPyConnection,
    name: str,
    rows: list[Any],
    keys: list[str],
    properties: Sequence[Property],
) -> None:
    kinds: dict[str, PropertyType] = dict.fromkeys(keys, "string")
    kinds |= {p.name: p.type for p in properties}
    # a whole number stays one where some are missing
    made = pd.DataFrame(
        {column: pd.Series([_cell(row.get(column)) for row in rows],
                           dtype="Int64" if kind == "integer" else "object")
         for column, kind in kinds.items()}
    )  # fmt: skip
    sql.register("made", made)
    columns = ", ".join(f'"{column}" {_SQL_TYPES[kind]}' for column, kind in kinds.items())
    sql.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')
    sql.execute(f'INSERT INTO "{name}" SELECT * FROM made')
    sql.unregister("made")


def _cell(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
