"""Assessments with no record that an earlier occurrence was taken into account."""

from __future__ import annotations

ASSESSES = """
-- what assesses danger: by its tool where it names one, else by its kind
INSERT INTO assesses
SELECT id FROM row
WHERE coded AND purpose IN ('domestic-abuse', 'violence', 'sexual-exploitation')
  AND (has_tool OR assessment)
"""

HOUSEHOLD = """
-- members of the household who are the subject of a row
INSERT INTO subject
SELECT DISTINCT involves.row, involves.person
FROM involves JOIN person ON person.id = involves.person
WHERE involves.part = 'subject' AND person.role IN ('victim', 'perpetrator', 'child')
"""

INCIDENT = """
-- occurrences of which some row is an incident that is told anew, with the household in them
INSERT INTO incident
SELECT DISTINCT occurrence.root
FROM occurrence JOIN row ON row.id = occurrence.row
WHERE row.coded AND row.incident AND NOT row.fatal
  AND (NOT EXISTS (SELECT 1 FROM reveals WHERE reveals.row = row.id)
       OR EXISTS (SELECT 1 FROM reveals WHERE reveals.row = row.id AND stance <> 'history'))
INTERSECT
SELECT occurrence.root
FROM occurrence JOIN involves ON involves.row = occurrence.row AND involves.part <> 'mentioned'
JOIN person ON person.id = involves.person
WHERE person.role IN ('victim', 'perpetrator', 'child')
"""

REVEALS_ONE = """
-- contacts that tell anew of something weighty that happened, from nobody else's record
INSERT INTO reveals_one
SELECT DISTINCT row.id FROM row
JOIN reveals ON reveals.row = row.id AND reveals.gives AND NOT reveals.retold
JOIN fact ON fact.id = reveals.fact AND fact.nature = 'occurrence'
JOIN setting ON fact.weight >= setting.min_weight
WHERE row.coded AND row.contact AND row.id NOT IN (SELECT id FROM assesses)
  AND row.id NOT IN (SELECT row FROM told)
"""

TELLS = """
-- the rows that say that an occurrence happened, which date it
INSERT INTO tells
SELECT row.id, occurrence.root FROM row JOIN occurrence ON occurrence.row = row.id
WHERE row.coded AND (row.incident OR row.id IN (SELECT id FROM reveals_one))
"""

ABOUT = """
-- whom of the household an occurrence is about
INSERT INTO about
SELECT DISTINCT occurrence.root, subject.person
FROM occurrence JOIN row ON row.id = occurrence.row AND NOT row.fatal
JOIN subject ON subject.row = row.id
WHERE occurrence.root IN (SELECT root FROM incident)
   OR row.id IN (SELECT id FROM reveals_one)
"""

ASSESSED = """
-- assessments and decisions about the household, of organisations whose file has the column
INSERT INTO assessed
SELECT DISTINCT row.id, row.agency, row.s0, row.n1, occurrence.root
FROM row JOIN agency ON agency.id = row.agency AND NOT agency.informal
JOIN occurrence ON occurrence.row = row.id JOIN subject ON subject.row = row.id
JOIN setting
WHERE row.coded AND NOT row.fatal AND row.has_col
  AND (row.decision OR row.id IN (SELECT id FROM assesses))
  AND row.s0 <= setting.top1 AND row.n1 >= setting.lo
"""

TAKEN = """
-- what an assessment took into account, directly or through an assessment that it names
INSERT INTO taken
WITH RECURSIVE
  looked(t, row) AS (
    SELECT assessed.id, names.named FROM assessed JOIN names ON names.row = assessed.id
    UNION
    SELECT looked.t, names.named FROM looked
    JOIN assesses ON assesses.id = looked.row JOIN names ON names.row = looked.row
  )
SELECT looked.t, occurrence.root FROM looked JOIN occurrence ON occurrence.row = looked.row
UNION
-- looking at the notification is looking at what it notified
SELECT looked.t, about.root
FROM looked JOIN assessed ON assessed.id = looked.t
JOIN held ON held.holder = assessed.agency AND looked.row IN (held.r, held.named, held.m)
JOIN about ON 'O' || about.root = held.thing
JOIN occurrence ON occurrence.row = coalesce(held.named, held.r) AND occurrence.root = about.root
"""

EARLIER = """
-- an occurrence, a row that dates it and a way in which the assessor came to know of it
INSERT INTO earlier
WITH
  way AS (
    SELECT DISTINCT t.id AS t, t.s0, t.n1, about.root, tells.row AS p, held.rowid AS acq, held.sure
    FROM assessed AS t
    JOIN subject ON subject.row = t.id
    JOIN about ON about.person = subject.person
    JOIN tells ON tells.root = about.root
    JOIN held ON held.holder = t.agency AND held.thing = 'O' || about.root
    WHERE about.root <> t.root AND tells.row <> t.id
      AND t.id NOT IN (SELECT row FROM atom WHERE atom.acq = held.rowid)
      AND NOT EXISTS (SELECT 1 FROM seq WHERE a = t.id AND b = tells.row)
      AND NOT EXISTS (SELECT 1 FROM seq JOIN atom ON atom.ordered = seq.b
                      WHERE seq.a = t.id AND atom.acq = held.rowid)
  ),
  -- what Seq does not put before the assessment has to be before it by its dates
  dated AS (
    SELECT way.*, p.n0 AS p_end0, p.n1 AS p_end1,
      CASE WHEN EXISTS (SELECT 1 FROM seq WHERE a = way.p AND b = way.t)
           THEN -1000000000000 ELSE p.s0 END AS p0,
      CASE WHEN EXISTS (SELECT 1 FROM seq WHERE a = way.p AND b = way.t)
           THEN -1000000000000 ELSE p.s1 END AS p1,
      coalesce((SELECT max(u0) FROM atom WHERE acq = way.acq AND NOT EXISTS (
        SELECT 1 FROM seq WHERE a = atom.ordered AND b = way.t)), -1000000000000) AS h0,
      coalesce((SELECT max(u1) FROM atom WHERE acq = way.acq AND NOT EXISTS (
        SELECT 1 FROM seq WHERE a = atom.ordered AND b = way.t)), -1000000000000) AS h1
    FROM way JOIN row AS p ON p.id = way.p
  )
SELECT t, root, max(
    sure AND p1 < s0 AND h1 < s0 AND lo <= s0 AND n1 <= top0 AND p_end0 >= n1 - look_back)
FROM dated JOIN setting
WHERE max(s0, lo, p0 + 1, h0 + 1) <= min(n1, top1, p_end1 + look_back)
GROUP BY t, root
"""

OMITTED = """
-- what only a guess ties to something considered is omitted possibly
INSERT INTO omitted
SELECT t, root, sure AND NOT EXISTS (
  SELECT 1 FROM taken JOIN guess ON guess.a = taken.root
  WHERE taken.t = earlier.t AND guess.b = earlier.root)
FROM earlier
WHERE NOT EXISTS (SELECT 1 FROM taken WHERE taken.t = earlier.t AND taken.root = earlier.root)
  AND NOT EXISTS (
    SELECT 1 FROM responds JOIN occurrence ON occurrence.row = responds.named
    WHERE responds.row = earlier.t AND occurrence.root = earlier.root)
"""

LINE = """
SELECT omitted.t, row.agency, max(omitted.sure),
       CASE WHEN EXISTS (SELECT 1 FROM taken JOIN about USING (root) WHERE taken.t = omitted.t)
            THEN 'some left out' ELSE 'none taken into account' END
FROM omitted JOIN row ON row.id = omitted.t GROUP BY omitted.t
"""

OMITTED_ROWS = """
SELECT omitted.t, tells.row, max(omitted.sure)
FROM omitted JOIN tells ON tells.root = omitted.root
GROUP BY omitted.t, tells.row
"""

WAYS = """
SELECT DISTINCT omitted.t, atom.row
FROM omitted JOIN row ON row.id = omitted.t
JOIN held ON held.holder = row.agency AND held.thing = 'O' || omitted.root
JOIN atom ON atom.acq = held.rowid
WHERE atom.row NOT IN (
  SELECT tells.row FROM tells JOIN omitted AS o ON o.root = tells.root WHERE o.t = omitted.t
    AND o.root = omitted.root)
"""

TABLES = {
    "assesses": "id PRIMARY KEY",
    "subject": "row, person",
    "incident": "root PRIMARY KEY",
    "reveals_one": "id PRIMARY KEY",
    "tells": "row, root",
    "about": "root, person",
    "assessed": "id, agency, s0, n1, root",
    "taken": "t, root",
    "earlier": "t, root, sure",
    "omitted": "t, root, sure",
}
STEPS = (ASSESSES, HOUSEHOLD, INCIDENT, REVEALS_ONE, TELLS, ABOUT, ASSESSED, TAKEN, EARLIER,
         OMITTED)  # fmt: skip
