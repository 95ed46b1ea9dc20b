"""The same three questions once more, as plain SQL over flat tables (DuckDB).

A check on cases too big for worlds to be searched, and the yardstick of ``benchmarks/``. It
shares no code with :mod:`tests.reference.worlds` (nor, of course, with the product): the rules
of ``docs/explanation/knowledge.md`` are joins here, and statements are closed formulas. The
readings are those listed in ``worlds.py``.

What comes out, one row per line:

=============  ===================================================================
``unshared``   fact_id, agency_id, certainty
``inside``     fact_id, team_id, certainty
``isolation``  event_id (the assessment), occurrence_id (least event id of the
               class under reference and person links), certainty
``knows``      holder (agency or stated team), fact_id, certain_from, possible_from
``forms``      fact_id, agency_id, never, late (each certain, possible or no)
``lines``      fact_id, agency_id, form, certainty: ``unshared`` where a form holds at all,
               certain where both the pair and a form are
=============  ===================================================================

``certainty`` is ``certain`` or ``possible``; lines that no world has are absent. In ``knows`` an
open side is ``None`` for certain_from (never certain) and :data:`-OPEN` for possible_from.

Why formulas suffice. Every instant of a pair touches the others only through ``x``, so the
least ``x`` with A's atoms as early and B's as late as they can be decides *possible*; each pair of
a lower and an upper limit of ``x``, at its worst, decides *certain*. Atoms that A and B share and
Seq on one day tie instants to each other directly, and are joined in explicitly. One corner is
left out: an ending row of a *state* that has a Seq of the same day as the other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import duckdb
import pandas as pd

from graphdb.dates import MINUTES_PER_DAY, Extent, minute_of
from graphdb.model import CaseRecords, LinkBy, Nature, Role, Stance

OPEN = 4_000_000_000_000
"""Stands for an open side: far beyond any minute, and far from overflow."""


class KindFlags(Protocol):
    """What the reference asks of a kind."""

    @property
    def contact(self) -> bool: ...
    @property
    def routine(self) -> bool: ...
    @property
    def meeting(self) -> bool: ...
    @property
    def assessment(self) -> bool: ...
    @property
    def incident(self) -> bool: ...


_TABLES = {
    "ev": "id VARCHAR, team VARCHAR, agency VARCHAR, kind VARCHAR, "
    "contact BOOLEAN, routine BOOLEAN, meeting BOOLEAN, assessment BOOLEAN, incident BOOLEAN, "
    "s_lo BIGINT, s_hi BIGINT, n_lo BIGINT, n_hi BIGINT, u_lo BIGINT, u_hi BIGINT, "
    "first BIGINT, last BIGINT, grp INTEGER, ugrp INTEGER, rk INTEGER, "
    "once BOOLEAN, free BOOLEAN, lad BOOLEAN, fatal BOOLEAN, has_considered BOOLEAN, "
    "sure VARCHAR",
    "guess": "one VARCHAR, other VARCHAR",
    "rev": "ev VARCHAR, fact VARCHAR, gives BOOLEAN, ended BOOLEAN, fresh BOOLEAN",
    "names": "ev VARCHAR, q VARCHAR",
    "resp": "ev VARCHAR, q VARCHAR",
    "share": "ev VARCHAR, team VARCHAR",
    "told": "ev VARCHAR, team VARCHAR",
    "att": "ev VARCHAR, team VARCHAR",
    "mins": "ev VARCHAR, team VARCHAR",
    "inv": "ev VARCHAR, person VARCHAR, part VARCHAR",
    "fact": "id VARCHAR, topic VARCHAR, weight INTEGER, state BOOLEAN, longest BIGINT, "
    "happens BOOLEAN",
    "concerned": "fact VARCHAR, person VARCHAR",
    "party": "person VARCHAR",
    "agency": "id VARCHAR, sector VARCHAR, informal BOOLEAN",
    "team": "id VARCHAR, agency VARCHAR, stated BOOLEAN",
    "way": "source VARCHAR, target VARCHAR, kinds VARCHAR[], topics VARCHAR[], "
    "starts BIGINT, ends BIGINT",
    "win": "scope_lo BIGINT, scope_hi BIGINT, w_lo BIGINT, w_hi BIGINT, suffices BOOLEAN, "
    "look_back BIGINT, late BIGINT, heavy INTEGER, min_weight INTEGER, "
    "informal_holders BOOLEAN",
}


_FRESH = (Stance.OBSERVED, Stance.DISCLOSED, Stance.ALLEGED)


def _lo(value: int | None) -> int:
    return -OPEN if value is None else value


def _hi(value: int | None) -> int:
    return OPEN if value is None else value


def _least_of_class(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for one, other in pairs:
        if one in root and other in root:
            a, b = sorted((find(one), find(other)))
            root[b] = a
    return {i: find(i) for i in root}


def _flatten(
    records: CaseRecords, kinds: Mapping[str, KindFlags], informal_holders: bool
) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {name: [] for name in _TABLES}
    coded = {e.event_id for e in records.events if e.coded}
    sure = _least_of_class(
        coded, ((k.first, k.second) for k in records.links if k.by is not LinkBy.MATCH)
    )
    rows["guess"] = [
        pair
        for k in records.links
        if k.by is LinkBy.MATCH and k.first in sure and k.second in sure
        for one, other in [(sure[k.first], sure[k.second])]
        if one != other
        for pair in ((one, other), (other, one))
    ]
    groups: dict[tuple[str, int], int] = {}
    for e in records.events:
        if not e.coded:
            continue
        k = kinds.get(e.kind)
        once = e.when.extent is Extent.ONCE
        s_lo, s_hi = _lo(e.when.start.earliest), _hi(e.when.start.latest)
        n_lo, n_hi = _lo(e.when.end.earliest), _hi(e.when.end.latest)
        group = rank = None
        if e.sequence is not None and e.when.is_single_day:
            key = (e.source.document, s_lo)
            group, rank = groups.setdefault(key, len(groups)), e.sequence
        if not once:
            s_hi, n_lo = min(s_hi, n_hi), max(n_lo, s_lo)
        u_lo, u_hi = s_lo, n_hi
        if e.learned is not None:
            u_lo, u_hi = _lo(e.learned.earliest), _hi(e.learned.latest)
        rows["ev"].append(
            (
                e.event_id,
                e.team_id,
                e.agency_id,
                e.kind,
                *(
                    (k.contact, k.routine, k.meeting, k.assessment, k.incident)
                    if k is not None
                    else (True, False, False, False, False)
                ),
                *(s_lo, s_hi, n_lo, n_hi, u_lo, u_hi),
                *(_lo(e.when.earliest), _hi(e.when.latest)),
                group,
                group if e.learned is None else None,
                rank,
                once,
                e.learned is not None,
                e.learned_after_death,
                e.fatal,
                e.considered is not None,
                sure[e.event_id],
            )
        )
        i = e.event_id
        rows["rev"] += [
            (i, r.fact_id, r.stance.gives_knowledge, r.stance is Stance.ENDED, r.stance in _FRESH)
            for r in e.reveals
        ]
        named = dict.fromkeys((*e.responds_to, *(e.considered.events if e.considered else ())))
        rows["names"] += [(i, q) for q in named if q in coded and q != i]
        rows["resp"] += [(i, q) for q in dict.fromkeys(e.responds_to)]
        rows["share"] += [(i, n.team_id) for n in e.shared_with]
        rows["told"] += [(i, n.team_id) for n in e.told_by]
        rows["att"] += [(i, n.team_id) for n in e.attended]
        rows["mins"] += [(i, n.team_id) for n in e.minutes_to]
        rows["inv"] += [(i, v.person_id, v.part.value) for v in e.involves]

    children: dict[str, set[str]] = {}
    for r in records.relations:
        if r.kind == "parent":
            children.setdefault(r.person, set()).add(r.to)
    for f in records.facts:
        state = f.nature is Nature.STATE
        happens = f.nature is Nature.OCCURRENCE
        longest = f.longest_days * MINUTES_PER_DAY if state and f.longest_days else 2 * OPEN
        rows["fact"].append((f.fact_id, f.topic, f.weight, state, longest, happens))
        whom = set(f.persons).union(*(children.get(p, set()) for p in f.persons))
        rows["concerned"] += [(f.fact_id, p) for p in sorted(whom)]
    party = {Role.VICTIM, Role.PERPETRATOR, Role.CHILD}
    rows["party"] = [(p.person_id,) for p in records.persons if p.roles & party]
    rows["agency"] = [(a.agency_id, a.sector, a.informal) for a in records.agencies]
    rows["team"] = [(t.team_id, t.agency_id, t.stated) for t in records.teams]
    for w in records.settings.pathways:
        if w.automatic:
            rows["way"].append(
                (
                    w.source,
                    w.target,
                    list(w.kinds),
                    list(w.topics),
                    -OPEN if w.start is None else minute_of(w.start),
                    OPEN if w.end is None else minute_of(w.end, 23, 59),
                )
            )
    case, settings = records.case, records.settings
    fatal = case.fatal_incident
    rows["win"] = [
        (
            -2 * OPEN if case.scope_from is None else minute_of(case.scope_from),
            2 * OPEN if case.scope_to is None else minute_of(case.scope_to, 23, 59),
            2 * OPEN if fatal is None else _lo(fatal.earliest),
            2 * OPEN if fatal is None else _hi(fatal.latest),
            settings.sending_suffices,
            settings.look_back_days * MINUTES_PER_DAY,
            settings.late_days * MINUTES_PER_DAY,
            settings.heavy_weight,
            settings.min_weight,
            informal_holders,
        )
    ]
    return rows


_COMMON = """
CREATE TEMP TABLE way_row AS
SELECT DISTINCT e.id AS ev, b.id || '/' AS team
FROM ev e JOIN agency a ON a.id = e.agency
JOIN way w ON w.source IN (a.id, a.sector)
JOIN agency b ON w.target IN (b.id, b.sector) AND b.id <> a.id
WHERE NOT e.lad AND e.last >= w.starts AND e.first <= w.ends
  AND ((len(w.kinds) = 0 AND len(w.topics) = 0)
       OR list_contains(w.kinds, e.kind)
       OR EXISTS (SELECT 1 FROM rev r JOIN fact f ON f.id = r.fact
                  WHERE r.ev = e.id AND r.gives AND list_contains(w.topics, f.topic)));

CREATE TEMP TABLE sent AS           -- a share: row, team named, that team's agency
SELECT DISTINCT s.ev, s.team, split_part(s.team, '/', 1) AS agency,
       e.agency AS sender, e.team AS sender_team, e.first, e.last, e.sure
FROM share s JOIN ev e ON e.id = s.ev WHERE s.team <> e.team AND NOT e.lad;

CREATE TEMP TABLE mirror AS
WITH s AS (SELECT DISTINCT ev, agency, sender, sender_team, first, last, sure FROM sent),
     t AS (SELECT DISTINCT ev, split_part(team, '/', 1) AS sender FROM told)
SELECT s.ev, s.agency, m.id AS m, m.team AS by
FROM s JOIN ev m ON m.agency = s.agency AND m.team <> s.sender_team AND NOT m.lad
     AND m.sure = s.sure
WHERE NOT m.contact OR EXISTS (SELECT 1 FROM t WHERE t.ev = m.id AND t.sender = s.sender)
UNION
SELECT s.ev, s.agency, m.id, m.team
FROM s JOIN resp r ON r.q = s.ev
JOIN ev m ON m.id = r.ev AND m.agency = s.agency AND m.team <> s.sender_team AND NOT m.lad
UNION
SELECT s.ev, s.agency, m.id, m.team
FROM s JOIN t ON t.sender = s.sender
JOIN ev m ON m.id = t.ev AND m.agency = s.agency AND m.team <> s.sender_team AND NOT m.lad
     AND greatest(m.last, s.last) - least(m.first, s.first) <= 8 * 1440;

CREATE TEMP TABLE meeting_class AS SELECT DISTINCT sure FROM ev WHERE meeting;

CREATE TEMP TABLE tells_facts AS
SELECT DISTINCT r.ev, r.fact AS thing, true AS sure
FROM rev r JOIN ev e ON e.id = r.ev WHERE r.gives AND NOT e.lad;

CREATE TEMP TABLE tells_occurrences AS
SELECT id AS ev, sure AS thing, true AS sure FROM ev WHERE NOT lad
UNION
SELECT DISTINCT e.id, g.other, false FROM ev e JOIN guess g ON g.one = e.sure WHERE NOT e.lad;

CREATE TEMP TABLE near AS           -- a class, itself and those that one guess ties to it
SELECT DISTINCT sure AS one, sure AS other FROM ev UNION SELECT one, other FROM guess;
"""

_DERIVE = """
CREATE TEMP TABLE content_{of} AS
SELECT ev AS r, ev AS origin, thing, sure FROM tells_{of}
UNION
SELECT n.ev, t.ev, t.thing, t.sure FROM names n JOIN tells_{of} t ON t.ev = n.q
JOIN ev e ON e.id = n.ev WHERE NOT e.lad;

CREATE TEMP TABLE told_{of} AS
SELECT e.team AS holder, c.thing, c.r, c.origin, NULL::VARCHAR AS extra, c.sure AS certain
FROM content_{of} c JOIN ev e ON e.id = c.r WHERE c.r = c.origin
UNION ALL
SELECT t.team, c.thing, c.r, c.origin, NULL, false
FROM content_{of} c JOIN told t ON t.ev = c.r WHERE c.r = c.origin
UNION ALL
SELECT s.team, c.thing, c.r, c.origin, NULL, c.sure AND (SELECT suffices FROM win)
FROM content_{of} c JOIN
  (SELECT ev, team FROM sent UNION SELECT ev, team FROM way_row
   UNION SELECT m.ev, m.team FROM mins m JOIN ev e ON e.id = m.ev WHERE NOT e.lad) s ON s.ev = c.r
UNION ALL
SELECT m.by, c.thing, c.r, c.origin, m.m, c.sure
FROM content_{of} c JOIN sent s ON s.ev = c.r
JOIN mirror m ON m.ev = s.ev AND m.agency = s.agency
UNION ALL
SELECT a.team, c.thing, c.r, c.origin, m.id, c.sure AND r.sure = m.sure
FROM att a JOIN ev m ON m.id = a.ev AND NOT m.lad
JOIN meeting_class k ON k.sure = m.sure
JOIN near n ON n.one = m.sure JOIN ev r ON r.sure = n.other JOIN content_{of} c ON c.r = r.id;

CREATE TEMP TABLE acq_{of} AS
SELECT row_number() OVER () AS aid, * FROM (
  SELECT DISTINCT side, thing, origin, certain,
         list_sort(list_distinct(list_filter([r, origin, extra], lambda v: v IS NOT NULL)))
           AS atoms
  FROM (SELECT split_part(holder, '/', 1) AS side, * FROM told_{of}
        UNION ALL SELECT holder, * FROM told_{of} WHERE NOT holder LIKE '%/'
        UNION ALL SELECT t.id, x.holder, x.thing, x.r, x.origin, x.extra, false
        FROM told_{of} x JOIN team t ON t.stated AND t.agency || '/' = x.holder));

CREATE TEMP TABLE atom_{of} AS
SELECT a.aid, e.id AS ev, e.u_lo, e.u_hi, e.ugrp, e.rk, e.fatal
FROM (SELECT aid, unnest(atoms) AS ev FROM acq_{of}) a JOIN ev e ON e.id = a.ev;

CREATE TEMP TABLE span_{of} AS
SELECT a.aid, a.side, a.thing, a.origin, a.certain, max(t.u_lo) AS lo, max(t.u_hi) AS hi,
       bool_or(t.ugrp IS NOT NULL) AS seq, bool_or(t.fatal) AS fatal
FROM acq_{of} a JOIN atom_{of} t USING (aid) GROUP BY ALL;

CREATE TEMP TABLE since_{of} AS
SELECT side, thing, min(hi) FILTER (WHERE certain) AS cf, min(lo) AS pf, bool_or(seq) AS seq
FROM span_{of} GROUP BY side, thing;
"""

_CANDIDATES = """
CREATE TEMP TABLE cand AS
SELECT DISTINCT side, c.fact, e.id, e.s_lo, e.s_hi, e.n_lo, e.n_hi, e.grp, e.rk, e.once
FROM ev e JOIN inv i ON i.ev = e.id AND i.part <> 'mentioned'
JOIN concerned c ON c.person = i.person,
LATERAL (SELECT unnest([e.agency, e.team]) AS side)
WHERE e.contact AND NOT e.routine AND NOT e.fatal AND NOT side LIKE '%/'
  AND split_part(side, '/', 1) NOT IN (SELECT id FROM agency WHERE informal);
DELETE FROM cand USING acq_facts a JOIN atom_facts t ON t.aid = a.aid
WHERE cand.side = a.side AND cand.fact = a.thing AND cand.id = t.ev;

CREATE TEMP TABLE pair0 AS          -- a at its earliest, x as early as it can be
SELECT *, least(n_hi, scope_hi, w_hi - 1, o_hi + longest) AS x_max,
       greatest(c_lo, lx + 1, scope_lo) AS x0
FROM (
  SELECT row_number() OVER () AS pid, a.aid, a.origin, a.certain,
         c.side, c.fact, c.id AS c, c.s_lo AS c_lo, c.s_hi, c.n_lo, c.n_hi, c.grp, c.rk,
         o.u_lo AS o_lo, o.u_hi AS o_hi, f.longest,
         k.cf, k.pf, coalesce(k.seq, false) AS seq, w.*,
         CASE WHEN a.seq AND c.grp IS NOT NULL THEN -8000000000000 ELSE a.lo END AS lx,
         CASE WHEN a.seq AND c.grp IS NOT NULL THEN -8000000000000 ELSE a.hi END AS hx
  FROM span_facts a JOIN cand c ON c.fact = a.thing AND c.side <> a.side
    AND a.lo < c.n_hi + 1
    AND CASE WHEN contains(c.side, '/')
        THEN contains(a.side, '/') AND split_part(c.side, '/', 1) = split_part(a.side, '/', 1)
        ELSE NOT contains(a.side, '/') END
  JOIN ev o ON o.id = a.origin JOIN fact f ON f.id = a.thing CROSS JOIN win w
  LEFT JOIN since_facts k ON k.side = c.side AND k.thing = c.fact
  WHERE NOT a.fatal AND (w.informal_holders OR NOT EXISTS (
    SELECT 1 FROM agency i WHERE i.informal AND i.id = split_part(a.side, '/', 1)))
  AND (k.cf IS NULL OR greatest(c.s_lo, w.scope_lo) <= k.cf)
)
WHERE x0 <= x_max AND (cf IS NULL OR x0 < cf + CASE WHEN seq THEN 1 ELSE 0 END);
-- where Seq orders rows of the day of c: only a's atoms that it does not put before c count
UPDATE pair0 SET lx = t.lo, hx = t.hi, x0 = greatest(c_lo, t.lo + 1, scope_lo)
FROM (SELECT p.pid, max(t.u_lo) AS lo, max(t.u_hi) AS hi FROM pair0 p
      JOIN atom_facts t ON t.aid = p.aid
      WHERE p.lx = -8000000000000 AND NOT coalesce(t.ugrp = p.grp AND t.rk < p.rk, false)
      GROUP BY p.pid) t
WHERE pair0.pid = t.pid;
DELETE FROM pair0 WHERE x0 > x_max OR x0 >= cf + CASE WHEN seq THEN 1 ELSE 0 END;
CREATE TEMP TABLE ending AS
SELECT r.fact, e.id, e.u_lo, e.u_hi, e.once AND NOT e.free AS fixed
FROM rev r JOIN ev e ON e.id = r.ev JOIN fact f ON f.id = r.fact WHERE r.ended AND f.state;
-- a later x may let the row that reveals the state lie after one that ended it before
INSERT INTO pair0
SELECT p.* REPLACE ((SELECT max(pid) FROM pair0) + row_number() OVER () AS pid,
                    e.u_lo + 2 AS x0)
FROM pair0 p JOIN ending e ON e.fact = p.fact
WHERE e.u_lo + 2 > p.x0 AND e.u_lo + 1 <= p.o_hi AND e.u_lo + 2 <= p.x_max
  AND (p.cf IS NULL OR e.u_lo + 2 <= p.cf);

DELETE FROM pair0 USING atom_facts t WHERE t.aid = pair0.aid
  AND (t.ev = pair0.c OR (t.ugrp = pair0.grp AND t.rk > pair0.rk));

-- B certainly has it by then, in every world where A's atoms lie before x
CREATE TEMP TABLE tied_pair AS
SELECT p.pid, p.aid, p.x0, p.grp, p.rk, b.aid AS bid
FROM pair0 p JOIN span_facts b ON b.side = p.side AND b.thing = p.fact AND b.certain
WHERE b.seq OR p.x0 >= b.hi OR EXISTS (SELECT 1 FROM atom_facts x JOIN atom_facts y ON y.ev = x.ev
                       WHERE x.aid = b.aid AND y.aid = p.aid);
DELETE FROM pair0 WHERE pid IN (
  SELECT pid FROM tied_pair q WHERE NOT EXISTS (
    SELECT 1 FROM atom_facts b WHERE b.aid = q.bid
      AND (b.u_hi > q.x0 OR coalesce(b.ugrp = q.grp AND b.rk > q.rk, false))
      AND NOT coalesce(b.ugrp = q.grp AND b.rk < q.rk, false)
      AND NOT EXISTS (SELECT 1 FROM atom_facts t WHERE t.aid = q.aid
                      AND (t.ev = b.ev OR coalesce(t.ugrp = b.ugrp AND b.rk < t.rk, false)))));

-- a state that ended before x in every world
DELETE FROM pair0 WHERE pid IN (
  SELECT p.pid FROM pair0 p JOIN ending e ON e.fact = p.fact
  WHERE e.id = p.origin OR (e.id = p.c AND e.fixed)
     OR NOT (e.u_lo < least(p.o_hi, p.x0 - 1)
             OR (e.u_hi > p.x0 AND NOT EXISTS
                 (SELECT 1 FROM atom_facts t WHERE t.aid = p.aid AND t.ev = e.id))));

CREATE TEMP TABLE sure0 AS
SELECT * FROM pair0 p
WHERE p.certain
  AND p.s_hi <= p.scope_hi AND p.s_hi < p.w_lo AND p.n_lo >= p.scope_lo AND p.scope_lo < p.w_lo
  AND p.hx + 1 <= p.scope_hi AND p.hx + 2 <= p.w_lo
  AND p.s_hi <= p.o_lo + p.longest AND p.scope_lo <= p.o_lo + p.longest
  AND (p.pf IS NULL OR p.pf > greatest(p.s_hi, p.hx + 1, p.scope_lo) OR p.seq)
  AND NOT EXISTS (
    SELECT 1 FROM atom_facts t WHERE t.aid = p.aid
      AND ((NOT t.u_hi < p.n_lo AND NOT coalesce(t.ugrp = p.grp AND t.rk < p.rk, false))
           OR (t.ev <> p.origin AND t.u_hi + 1 > p.o_lo + p.longest)));
DELETE FROM sure0 WHERE pid IN (
  SELECT p.pid FROM sure0 p JOIN ending e ON e.fact = p.fact
  WHERE greatest(e.u_lo, p.o_lo) <= least(e.u_hi, p.s_hi)
     OR greatest(e.u_lo, p.o_lo) <= least(e.u_hi, p.scope_lo)
     OR EXISTS (SELECT 1 FROM atom_facts t WHERE t.aid = p.aid
                AND greatest(e.u_lo, p.o_lo) <= least(e.u_hi, t.u_hi + 1)));
-- B possibly has it by a lower limit of x: nothing of b certainly lies after that limit
DELETE FROM sure0 WHERE pid IN (
  SELECT p.pid FROM sure0 p JOIN span_facts b ON b.side = p.side AND b.thing = p.fact
  WHERE p.pf <= greatest(p.s_hi, p.hx + 1, p.scope_lo)
    AND NOT EXISTS (SELECT 1 FROM atom_facts y WHERE y.aid = b.aid
                    AND y.ugrp = p.grp AND y.rk > p.rk)
    AND (b.lo <= greatest(p.scope_lo, p.s_hi)
         OR EXISTS (SELECT 1 FROM atom_facts t WHERE t.aid = p.aid
                    AND NOT coalesce(t.ugrp = p.grp AND t.rk < p.rk, false)
                    AND b.lo <= t.u_hi + 1)));

CREATE TEMP TABLE line AS
SELECT side, fact, CASE WHEN bool_or(p.pid IN (SELECT pid FROM sure0)) THEN 'certain'
                        ELSE 'possible' END AS certainty
FROM pair0 p GROUP BY side, fact;
"""

_ISOLATION = """
CREATE TEMP TABLE prior AS
SELECT id, sure AS occ, s_lo, s_hi, n_lo, n_hi, grp, rk FROM ev e
WHERE NOT fatal AND (incident OR (
  NOT lad AND contact AND NOT assessment AND NOT meeting AND EXISTS (
  SELECT 1 FROM rev r JOIN fact f ON f.id = r.fact CROSS JOIN win w
  WHERE r.ev = e.id AND r.fresh AND f.happens AND f.weight >= w.min_weight)));

CREATE TEMP TABLE subject AS
SELECT DISTINCT e.id AS ev, e.sure AS occ, i.person FROM ev e JOIN inv i ON i.ev = e.id
JOIN party USING (person) WHERE i.part = 'subject';

CREATE TEMP TABLE used AS
WITH RECURSIVE took(t, q) AS (
  SELECT n.ev, n.q FROM names n JOIN ev e ON e.id = n.ev WHERE e.assessment
  UNION
  SELECT k.t, n.q FROM took k JOIN ev e ON e.id = k.q AND e.assessment JOIN names n ON n.ev = k.q
)
SELECT DISTINCT t, e.sure FROM took JOIN ev e ON e.id = took.q
UNION                               -- or looked at the row by which its agency had heard of it
SELECT DISTINCT k.t, s.thing FROM took k JOIN ev t ON t.id = k.t
JOIN atom_occurrences a ON a.ev = k.q
JOIN span_occurrences s ON s.aid = a.aid AND s.side = t.agency
JOIN ev o ON o.id = s.origin AND o.sure = s.thing;

CREATE TEMP TABLE matter AS
SELECT DISTINCT t.id AS t, o.occ
FROM ev t JOIN subject a ON a.ev = t.id JOIN subject o ON o.person = a.person
WHERE t.assessment AND NOT t.fatal AND t.has_considered AND o.occ <> t.sure
  AND o.occ IN (SELECT occ FROM prior)
  AND NOT EXISTS (SELECT 1 FROM used u WHERE u.t = t.id AND u.sure = o.occ);

CREATE TEMP TABLE omitted AS
SELECT m.t, m.occ,
  w.certain AND w.hi_ok AND (p.s_hi < t.s_lo OR coalesce(p.grp = t.grp AND p.rk < t.rk, false))
  AND t.n_hi <= p.n_lo + win.look_back AND t.n_hi <= win.scope_hi AND t.s_lo >= win.scope_lo
  AND t.n_hi < win.w_lo AS certain
FROM matter m JOIN ev t ON t.id = m.t JOIN prior p ON p.occ = m.occ CROSS JOIN win,
LATERAL (
  SELECT s.aid, s.certain,
    coalesce((SELECT max(a.u_lo) FROM atom_occurrences a WHERE a.aid = s.aid
              AND NOT coalesce(a.ugrp = t.grp AND a.rk < t.rk, false)), -8000000000000) AS lo,
    NOT EXISTS (SELECT 1 FROM atom_occurrences a WHERE a.aid = s.aid AND NOT (a.u_hi < t.s_lo
      OR coalesce(a.ugrp = t.grp AND a.rk < t.rk, false))) AS hi_ok,
    EXISTS (SELECT 1 FROM atom_occurrences a WHERE a.aid = s.aid AND (a.ev = t.id
      OR coalesce(a.ugrp = t.grp AND a.rk > t.rk, false))) AS barred
  FROM span_occurrences s WHERE s.side = t.agency AND s.thing = m.occ
) w
WHERE NOT w.barred AND NOT coalesce(p.grp = t.grp AND p.rk > t.rk, false)
  AND greatest(t.s_lo, w.lo + 1, win.scope_lo,
               CASE WHEN p.grp = t.grp AND p.rk < t.rk THEN p.s_lo ELSE p.s_lo + 1 END)
      <= least(t.n_hi, win.scope_hi, win.w_hi - 1, p.n_hi + win.look_back);

CREATE TEMP TABLE isolated AS
SELECT o.t AS event_id, o.occ AS occurrence_id,
  CASE WHEN bool_or(o.certain) AND NOT EXISTS
         (SELECT 1 FROM used u JOIN guess g ON g.one = u.sure WHERE u.t = o.t AND g.other = o.occ)
       THEN 'certain' ELSE 'possible' END AS certainty
FROM omitted o GROUP BY o.t, o.occ;
"""

_FORMS = """
SELECT l.fact AS fact_id, l.side AS agency_id,
  CASE WHEN b.pf IS NULL OR b.pf >= least(w.scope_hi + 1, w.w_hi) THEN 'certain'
       WHEN b.cf IS NULL OR b.cf >= least(w.scope_hi + 1, w.w_lo) THEN 'possible'
       ELSE 'no' END AS never,
  CASE WHEN bool_or(b.pf - a.cf > n.minutes) THEN 'certain'
       WHEN bool_or(b.cf - a.pf > n.minutes) THEN 'possible' ELSE 'no' END AS late
FROM line l JOIN fact f ON f.id = l.fact CROSS JOIN win w
LEFT JOIN since_facts b ON b.side = l.side AND b.thing = l.fact
JOIN since_facts a ON a.thing = l.fact AND a.side <> l.side AND NOT contains(a.side, '/')
  AND (w.informal_holders OR a.side NOT IN (SELECT id FROM agency WHERE informal)),
LATERAL (SELECT CASE WHEN f.weight >= w.heavy THEN 1440 ELSE w.late END AS minutes) n
WHERE NOT contains(l.side, '/')
GROUP BY l.fact, l.side, b.pf, b.cf, w.scope_hi, w.w_hi, w.w_lo ORDER BY 1, 2
"""


class ThreeQuestions:
    """The three findings' core rows of one case, by SQL.

    Parameters
    ----------
    records
        The case.
    kinds
        What each kind of event is; a kind that is not listed is a plain contact.
    connection
        A DuckDB connection to work in; a new one in memory when left out. Its temporary
        tables are replaced.
    threads
        How many threads DuckDB may use.
    informal_holders
        Whether an informal source may stand as A (the rule book does not say that it may not;
        what only people close to them knew is a finding of its own, and the product leaves it
        out of this one).
    """

    def __init__(
        self,
        records: CaseRecords,
        kinds: Mapping[str, KindFlags],
        *,
        connection: duckdb.DuckDBPyConnection | None = None,
        threads: int = 2,
        informal_holders: bool = True,
    ) -> None:
        self.db = connection or duckdb.connect(":memory:", config={"threads": threads})
        self._fill(_flatten(records, kinds, informal_holders))
        self._run(_COMMON + _DERIVE.format(of="facts") + _DERIVE.format(of="occurrences"))
        self._run(_CANDIDATES + _ISOLATION)

    def _run(self, script: str) -> None:
        self.db.execute(script.replace("CREATE TEMP TABLE", "CREATE OR REPLACE TEMP TABLE"))

    def _fill(self, tables: dict[str, list[Any]]) -> None:
        for name, columns in _TABLES.items():
            self._run(f"CREATE TEMP TABLE {name} ({columns})")
            rows = tables[name]
            if not rows:
                continue
            heads = [c.strip().split()[0] for c in columns.split(",")]
            frame = pd.DataFrame(rows, columns=heads, dtype=object)
            self.db.register("incoming", frame)
            kinds = ", ".join(
                f"{h}::{c.strip().split()[1]} AS {h}"
                for h, c in zip(heads, columns.split(","), strict=True)
            )
            self.db.execute(f"INSERT INTO {name} SELECT {kinds} FROM incoming")
            self.db.unregister("incoming")

    def unshared(self) -> pd.DataFrame:
        """Return finding 1: fact_id, agency_id, certainty."""
        return self.db.execute(
            "SELECT fact AS fact_id, side AS agency_id, certainty FROM line "
            "WHERE NOT contains(side, '/') ORDER BY 1, 2"
        ).df()

    def inside(self) -> pd.DataFrame:
        """Return finding 3: fact_id, team_id, certainty."""
        return self.db.execute(
            "SELECT fact AS fact_id, side AS team_id, certainty FROM line "
            "WHERE contains(side, '/') ORDER BY 1, 2"
        ).df()

    def isolation(self) -> pd.DataFrame:
        """Return finding 2: event_id, occurrence_id, certainty."""
        return self.db.execute("SELECT * FROM isolated ORDER BY 1, 2").df()

    def knows(self) -> pd.DataFrame:
        """Return who knows what: holder, fact_id, certain_from, possible_from."""
        return self.db.execute(
            f"SELECT side AS holder, thing AS fact_id, "
            f"CASE WHEN cf < {OPEN} THEN cf END AS certain_from, pf AS possible_from "
            f"FROM since_facts ORDER BY 1, 2"
        ).df()

    def lines(self) -> pd.DataFrame:
        """Return finding 1 as it is listed: fact_id, agency_id, form, certainty."""
        return self.db.execute(
            f"SELECT f.fact_id, f.agency_id, if(f.never <> 'no', 'never', 'late') AS form, "
            f"if(l.certainty = 'certain' AND 'certain' IN (f.never, f.late), "
            f"'certain', 'possible') AS certainty FROM ({_FORMS}) f "
            f"JOIN line l ON l.fact = f.fact_id AND l.side = f.agency_id "
            f"WHERE f.never <> 'no' OR f.late <> 'no' ORDER BY 1, 2"
        ).df()

    def forms(self) -> pd.DataFrame:
        """Return each line's forms: fact_id, agency_id, never, late."""
        return self.db.execute(_FORMS).df()
