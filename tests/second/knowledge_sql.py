"""Who acquired what: one SQL text per derivation, in the order in which they run.

``thing`` is a fact (``F`` and its id) or an occurrence (``O`` and the least row of it): what
reveals the one and what tells of the other follow the same six rules.
"""

from __future__ import annotations

OCCURRENCE = """
-- rows linked by reference or by a person, however many steps apart, tell of one occurrence
INSERT INTO occurrence
WITH RECURSIVE
  side(a, b) AS (
    SELECT a, b FROM link WHERE NOT guess UNION SELECT b, a FROM link WHERE NOT guess
  ),
  reach(id, other) AS (
    SELECT id, id FROM row
    UNION
    SELECT reach.id, side.b FROM reach JOIN side ON side.a = reach.other
                            JOIN row ON row.id = side.b
  )
SELECT id, min(other) FROM reach GROUP BY id
"""

GUESS = """
-- occurrences that one guess ties to one another
INSERT INTO guess
SELECT DISTINCT x.root, y.root
FROM (SELECT a, b FROM link WHERE guess UNION SELECT b, a FROM link WHERE guess) AS g
JOIN occurrence AS x ON x.row = g.a JOIN occurrence AS y ON y.row = g.b
WHERE x.root <> y.root
"""

NAMES = """
-- what a row names: one step
INSERT INTO names
SELECT row, named FROM responds UNION SELECT row, named FROM took
"""

SAYS = """
-- what a row says of itself
INSERT INTO says
SELECT DISTINCT reveals.row, 'F' || reveals.fact FROM reveals JOIN row ON row.id = reveals.row
WHERE reveals.gives AND row.says
UNION
SELECT occurrence.row, 'O' || occurrence.root FROM occurrence JOIN row ON row.id = occurrence.row
WHERE row.says
"""

CONTENT = """
-- what a row passes on: what it says, and what the rows say that it names
INSERT INTO content
SELECT row, thing, NULL FROM says
UNION
SELECT names.row, says.thing, names.named
FROM names JOIN says ON says.row = names.named JOIN row ON row.id = names.row
WHERE row.says
"""

MIRROR = """
-- m shows that what r sent was received
INSERT INTO mirror
SELECT DISTINCT r.id, m.id
FROM row AS r JOIN row AS m ON m.team <> r.team
WHERE r.says AND m.says
  AND EXISTS (SELECT 1 FROM shared JOIN team ON team.id = shared.team
              WHERE shared.row = r.id AND team.agency = m.agency AND shared.team <> r.team)
  AND (
    EXISTS (SELECT 1 FROM responds WHERE responds.row = m.id AND responds.named = r.id)
    OR (
      (SELECT root FROM occurrence WHERE row = r.id)
        = (SELECT root FROM occurrence WHERE row = m.id)
      AND (NOT m.contact OR EXISTS (SELECT 1 FROM teller WHERE row = m.id AND agency = r.agency))
    )
    OR (
      EXISTS (SELECT 1 FROM teller WHERE row = m.id AND agency = r.agency)
      AND max(r.n1, m.n1) - min(r.s0, m.s0) <= 8 * 1440
    )
  )
"""

TELLER = """
INSERT INTO teller
SELECT DISTINCT told.row, coalesce(team.agency, substr(told.team, 1, instr(told.team, '/') - 1))
FROM told LEFT JOIN team ON team.id = told.team
"""

SENT = """
-- to whom a row went, by its sender's record or by a pathway that runs of itself
INSERT INTO sent
SELECT shared.row, shared.team FROM shared JOIN row ON row.id = shared.row
WHERE row.says AND shared.team <> row.team
UNION
SELECT minutes.row, minutes.team FROM minutes JOIN row ON row.id = minutes.row
WHERE row.says
UNION
SELECT row.id, target.id || '/'
FROM pathway
JOIN agency AS source ON pathway.source IN (source.id, source.sector)
JOIN agency AS target ON pathway.target IN (target.id, target.sector) AND target.id <> source.id
JOIN row ON row.agency = source.id
WHERE pathway.automatic AND row.says AND row.s0 <= pathway.p1 AND row.n1 >= pathway.p0
  AND (
    pathway.any
    OR EXISTS (SELECT 1 FROM pathway_kind AS k WHERE k.pathway = pathway.id AND k.kind = row.kind)
    OR EXISTS (
      SELECT 1 FROM pathway_topic AS t JOIN fact ON fact.topic = t.topic
      JOIN reveals ON reveals.fact = fact.id
      WHERE t.pathway = pathway.id AND reveals.row = row.id AND reveals.gives
    )
  )
"""

ATTENDED = """
-- who was at which meeting, on which row
INSERT INTO sat
SELECT DISTINCT attended.team, attended.row, occurrence.root
FROM attended JOIN row ON row.id = attended.row JOIN occurrence ON occurrence.row = attended.row
WHERE row.says AND occurrence.root IN (
  SELECT root FROM occurrence JOIN row ON row.id = occurrence.row WHERE row.coded AND row.meeting
)
"""

ACQUIRED = """
INSERT INTO acquired
-- 1 own record
SELECT row.team, says.thing, 1, says.row, NULL, NULL, NULL
FROM says JOIN row ON row.id = says.row
UNION
-- 2 told, recorded
SELECT m.team, content.thing, 1, mirror.r, content.named, mirror.m, NULL
FROM mirror JOIN row AS m ON m.id = mirror.m JOIN content ON content.row = mirror.r
UNION
-- 3 sent, no record of receipt
SELECT sent.team, content.thing, setting.suffices, sent.row, content.named, NULL, NULL
FROM sent JOIN content ON content.row = sent.row JOIN setting
UNION
-- 4 at a meeting
SELECT sat.team, content.thing, 1, content.row, content.named, sat.row, NULL
FROM sat JOIN occurrence ON occurrence.root = sat.root JOIN content ON content.row = occurrence.row
UNION
SELECT sat.team, content.thing, 0, content.row, content.named, sat.row, 'guess'
FROM sat JOIN guess ON guess.a = sat.root
JOIN occurrence ON occurrence.root = guess.b JOIN content ON content.row = occurrence.row
UNION
-- 5 told by
SELECT told.team, says.thing, 0, told.row, NULL, NULL, NULL
FROM told JOIN says ON says.row = told.row
"""

GUESSED = """
-- what tells of an occurrence tells possibly of each that one guess ties to it
INSERT INTO acquired
SELECT holder, 'O' || guess.b, 0, r, named, m, 'guess'
FROM acquired JOIN guess ON 'O' || guess.a = acquired.thing
WHERE acquired.way IS NULL
"""

HELD = """
-- whose each acquisition is: the team's, its agency's, and of a team not stated perhaps any team's
INSERT INTO held
WITH whose(holder, thing, sure, r, named, m) AS (
  SELECT holder, thing, sure, r, named, m FROM acquired
  UNION
  SELECT substr(holder, 1, instr(holder, '/') - 1), thing, sure, r, named, m FROM acquired
  UNION
  SELECT team.id, thing, 0, r, named, m
  FROM acquired JOIN team ON team.stated AND team.agency || '/' = acquired.holder
)
SELECT holder, thing, max(sure), r, named, m,
       max(a.u0, coalesce(b.u0, a.u0), coalesce(c.u0, a.u0)),
       max(a.u1, coalesce(b.u1, a.u1), coalesce(c.u1, a.u1))
FROM whose JOIN row AS a ON a.id = r LEFT JOIN row AS b ON b.id = named
LEFT JOIN row AS c ON c.id = m
GROUP BY holder, thing, r, named, m
"""

KNOWS = """
SELECT holder, substr(thing, 2), min(CASE WHEN sure AND hi < 1000000000000 THEN hi END), min(lo)
FROM held
WHERE thing LIKE 'F%' AND holder NOT LIKE '%/'
GROUP BY holder, thing
ORDER BY holder, thing
"""

TABLES = {
    "occurrence": "row PRIMARY KEY, root",
    "guess": "a, b",
    "names": "row, named",
    "says": "row, thing",
    "content": "row, thing, named",
    "teller": "row, agency",
    "mirror": "r, m",
    "sent": "row, team",
    "sat": "team, row, root",
    "acquired": "holder, thing, sure, r, named, m, way",
    "held": "holder, thing, sure, r, named, m, lo, hi",
}
STEPS = (OCCURRENCE, GUESS, NAMES, SAYS, CONTENT, TELLER, MIRROR, SENT, ATTENDED, ACQUIRED,
         GUESSED, HELD)  # fmt: skip
