"""Whoever had something and whoever was in contact without it: in every world, or in one.

A pair is an acquisition of the one and a contact of the other. A world of it is an instant ``x`` of
the contact after every atom of the acquisition and before some atom of each acquisition by the
other. What must come before ``x`` and what must come after it are each a bound, so a pair holds in
every world where every bound of the one sort keeps off every bound of the other, and in some world
where they can be put so.
"""

from __future__ import annotations

ATOM = """
-- what an acquisition rests on; its place by Seq counts only where nothing says when it was learned
INSERT INTO atom
SELECT acq, row.id, CASE WHEN row.learned THEN NULL ELSE row.id END, row.u0, row.u1
FROM (
  SELECT rowid AS acq, r AS id FROM held
  UNION SELECT rowid, named FROM held WHERE named IS NOT NULL
  UNION SELECT rowid, m FROM held WHERE m IS NOT NULL
) AS each JOIN row ON row.id = each.id
"""

SEQ = """
-- a comes before b by the Seq of one document on one untimed day
INSERT INTO seq
SELECT a.id, b.id FROM row AS a JOIN row AS b ON a.doc = b.doc AND a.day = b.day
WHERE a.seq < b.seq
"""

CHILD = """
-- whose child is who; one whose parents nobody states is of every victim and perpetrator
INSERT INTO child
SELECT person, of FROM relation WHERE kind = 'parent'
UNION
SELECT party.id, person.id
FROM person JOIN person AS party ON party.role IN ('victim', 'perpetrator')
WHERE person.role = 'child' AND person.id NOT IN (SELECT of FROM relation WHERE kind = 'parent')
"""

CONTACT = """
-- which contacts of which agency or team concern a fact
INSERT INTO contact
WITH
  whom(fact, person) AS (
    SELECT id, about FROM fact WHERE about IS NOT NULL
    UNION SELECT id, by FROM fact WHERE by IS NOT NULL
    UNION SELECT fact.id, child.id FROM fact JOIN child ON child.of IN (fact.about, fact.by)
  ),
  seen(fact, row) AS (
    SELECT DISTINCT whom.fact, row.id
    FROM whom JOIN involves ON involves.person = whom.person AND involves.part <> 'mentioned'
    JOIN row ON row.id = involves.row
    WHERE row.coded AND row.contact AND NOT row.routine AND NOT row.fatal
  )
SELECT seen.fact, row.agency, row.id FROM seen JOIN row ON row.id = seen.row
UNION
SELECT seen.fact, row.team, row.id FROM seen JOIN row ON row.id = seen.row
JOIN team ON team.id = row.team WHERE team.stated
"""

SIDES = """
-- whom to ask about whom: agencies between themselves, and the teams of one agency
INSERT INTO sides
SELECT 'unshared', a.id, b.id, b.id FROM agency AS a JOIN agency AS b ON a.id <> b.id
WHERE NOT a.informal AND NOT b.informal
UNION ALL
SELECT 'inside', a.id, b.id, b.agency
FROM team AS a JOIN team AS b ON a.agency = b.agency AND a.id <> b.id
JOIN agency ON agency.id = a.agency AND NOT agency.informal
WHERE a.stated AND b.stated AND NOT (a.system <> '' AND a.system = b.system)
"""

DESK = """
-- on whose records the other side works: its own, and those of teams that share its record
INSERT INTO desk
SELECT id, id FROM agency
UNION
SELECT a.id, b.id FROM team AS a JOIN team AS b
ON a.id = b.id OR (a.agency = b.agency AND a.system <> '' AND a.system = b.system)
WHERE a.stated AND b.stated
"""

THEIRS = """
-- what the other side acquired of each fact, itself or on a record that it works from
INSERT INTO theirs
SELECT desk.other, substr(held.thing, 2), held.rowid, held.sure, held.lo, held.hi
FROM desk JOIN held ON held.holder = desk.holder WHERE held.thing LIKE 'F%'
"""

OURS = """
-- since when the ones held a fact that the other was in contact without
INSERT INTO ours
SELECT sides.finding, sides.other, substr(held.thing, 2), min(held.lo),
       min(CASE WHEN held.sure THEN held.hi END)
FROM sides JOIN held ON held.holder = sides.one AND held.thing LIKE 'F%'
GROUP BY sides.finding, sides.other, held.thing
"""

NEWS = """
-- contacts that are not themselves how the other side came to know, at a time of which its silence
-- says something: its chronology covers all since the first holding, and is coded
INSERT INTO news
SELECT ours.finding, ours.fact, ours.other, contact.row
FROM ours
JOIN contact ON contact.holder = ours.other AND contact.fact = ours.fact
JOIN row ON row.id = contact.row
JOIN agency ON agency.id = row.agency
JOIN setting
WHERE agency.covers AND agency.cov0 <= max(ours.lo, setting.lo)
  AND (row.n1 <= agency.cov1 OR agency.cov1 >= setting.top1)
  AND NOT EXISTS (SELECT 1 FROM row AS u
                  WHERE u.agency = row.agency AND NOT u.coded AND u.s0 <= row.n1)
  AND NOT EXISTS (SELECT 1 FROM theirs JOIN atom ON atom.acq = theirs.acq
                  WHERE theirs.other = ours.other AND theirs.fact = ours.fact
                    AND atom.row = contact.row)
"""

BOTH = """
-- every acquisition by the one, with every contact of the other
INSERT INTO both
SELECT DISTINCT sides.finding, sides.one, sides.other, held.rowid, news.fact, news.row, held.sure,
       fact.longest, c.s0, c.s1, c.n0, c.n1, coalesce(held.named, held.r), c.once
FROM news
JOIN sides ON sides.finding = news.finding AND sides.other = news.other
JOIN held ON held.holder = sides.one AND held.thing = 'F' || news.fact
JOIN fact ON fact.id = news.fact
JOIN row AS c ON c.id = news.row
WHERE NOT EXISTS (SELECT 1 FROM atom JOIN row ON row.id = atom.row
                  WHERE atom.acq = held.rowid AND (row.id = news.row OR row.fatal))
  AND NOT EXISTS (SELECT 1 FROM atom JOIN seq ON seq.a = news.row AND seq.b = atom.ordered
                  WHERE atom.acq = held.rowid)
"""

BOUNDS = """
INSERT INTO bounds
WITH
  -- the atoms of the acquisition that Seq does not put before the contact
  before AS (
    SELECT both.rowid AS pair, max(atom.u0) AS u0, max(atom.u1) AS u1,
           max(CASE WHEN atom.row <> both.coded_on THEN atom.u1 END) AS u1_passed
    FROM both JOIN atom ON atom.acq = both.acq
    WHERE NOT EXISTS (SELECT 1 FROM seq WHERE seq.a = atom.ordered AND seq.b = both.c)
    GROUP BY both.rowid
  ),
  -- by when each acquisition of the other side can have come, and must have come
  rival AS (
    SELECT both.rowid AS pair, theirs.sure,
      max(CASE WHEN seq.a IS NOT NULL THEN 1000000000000 ELSE k.u0 END) AS least,
      max(CASE
        WHEN k.row IN (SELECT row FROM atom WHERE acq = both.acq) THEN -1000000000000
        WHEN EXISTS (SELECT 1 FROM seq AS s WHERE s.a = k.ordered AND s.b = both.c)
          THEN -1000000000000
        WHEN EXISTS (SELECT 1 FROM seq AS s JOIN atom AS i ON i.acq = both.acq
                     WHERE s.a = k.ordered AND s.b = i.ordered) THEN -1000000000000
        WHEN seq.a IS NOT NULL THEN 1000000000000
        ELSE k.u1 END) AS most
    FROM both
    JOIN theirs ON theirs.other = both.other AND theirs.fact = both.fact
    JOIN atom AS k ON k.acq = theirs.acq
    LEFT JOIN seq ON seq.a = both.c AND seq.b = k.ordered
    GROUP BY both.rowid, theirs.acq
  ),
  rivals AS (
    SELECT pair, min(least) AS least, min(CASE WHEN sure THEN most END) AS most
    FROM rival GROUP BY pair
  )
SELECT both.rowid, both.finding, both.one, both.other, both.fact, both.acq, both.c, both.sure,
       both.longest, both.s0, both.s1, both.n0, both.n1, both.coded_on, both.once,
       coalesce(before.u0, -1000000000000), coalesce(before.u1, -1000000000000),
       coalesce(before.u1_passed, -1000000000000),
       coalesce(rivals.least, 1000000000000), coalesce(rivals.most, 1000000000000),
       q.u0, q.u1, max(setting.lo, both.s0, coalesce(before.u0, -1000000000000) + 1)
FROM both JOIN setting JOIN row AS q ON q.id = both.coded_on
LEFT JOIN before ON before.pair = both.rowid
LEFT JOIN rivals ON rivals.pair = both.rowid
"""

STOP = """
-- rows that say that a state ended, beside each pair of that state; how Seq places them
INSERT INTO stop
SELECT bounds.pair, z.id, z.u0, z.u1,
  z.id = bounds.coded_on OR (z.id = bounds.c AND bounds.once AND NOT z.learned),
  z.id IN (SELECT row FROM atom WHERE acq = bounds.acq),
  NOT z.learned AND NOT q.learned
    AND EXISTS (SELECT 1 FROM seq WHERE a = bounds.coded_on AND b = z.id),
  NOT z.learned AND NOT q.learned
    AND EXISTS (SELECT 1 FROM seq WHERE b = bounds.coded_on AND a = z.id),
  EXISTS (SELECT 1 FROM seq WHERE a = z.id AND b = bounds.c AND NOT z.learned),
  EXISTS (SELECT 1 FROM seq WHERE b = z.id AND a = bounds.c AND NOT z.learned)
FROM bounds
JOIN reveals ON reveals.fact = bounds.fact AND reveals.ended
JOIN row AS z ON z.id = reveals.row AND z.coded
JOIN row AS q ON q.id = bounds.coded_on
WHERE bounds.longest IS NOT NULL
"""

PAIR = """
INSERT INTO pair
WITH
  -- the least x that can do, and those from which on an end can lie before what is held
  choice(pair, x) AS (
    SELECT pair, xmin FROM bounds
    UNION
    SELECT bounds.pair, stop.z0 + 2 FROM bounds JOIN stop USING (pair)
    WHERE stop.z0 + 2 > bounds.xmin
  ),
  possible(pair) AS (
    SELECT DISTINCT bounds.pair
    FROM choice JOIN bounds USING (pair) JOIN setting
    WHERE x <= min(n1, top1, b1 - 1)
      AND (longest IS NULL OR x <= q1 + longest)
      AND NOT EXISTS (
        SELECT 1 FROM stop
        WHERE stop.pair = choice.pair
          AND (same OR after_q OR z0 >= min(bounds.q1, x - 1))
          AND (same OR ours OR before_c OR z1 <= x) AND NOT after_c
      )
  ),
  certain(pair) AS (
    SELECT pair FROM bounds JOIN setting
    WHERE sure AND a1 < n0 AND lo <= n0 AND s1 <= top0 AND lo <= top0 AND a1 + 1 <= top0
      AND b0 > s1 AND b0 > lo AND b0 >= a1 + 2
      AND (longest IS NULL OR max(s1, lo, a1_passed + 1) <= q0 + longest)
      AND NOT EXISTS (
        SELECT 1 FROM stop
        WHERE stop.pair = bounds.pair AND NOT after_c AND (same OR NOT before_q)
          AND (same OR (after_q AND before_c)
               OR max(z0, q0) <= min(z1, max(s1, lo, a1 + 1)))
      )
  )
SELECT finding, one, other, fact, acq, c, pair IN (SELECT pair FROM certain)
FROM bounds WHERE pair IN (SELECT pair FROM possible)
"""

UNSHARED = """
-- a line that stands unless the other side had it soon enough; a day late for certain, or perhaps
WITH
  found(fact, other, sure) AS (
    SELECT pair.fact, pair.other, max(pair.sure)
    FROM pair JOIN fact ON fact.id = pair.fact JOIN setting
    WHERE pair.finding = 'unshared' AND fact.weight >= setting.min_weight
    GROUP BY pair.fact, pair.other
  ),
  had(fact, other, certain_from, possible_from) AS (
    SELECT fact, other, min(CASE WHEN sure AND hi < 1000000000000 THEN hi END), min(lo)
    FROM theirs GROUP BY fact, other
  ),
  timed AS (
    SELECT found.fact, found.other, found.sure, had.possible_from, had.certain_from, setting.top1,
           coalesce(had.certain_from > setting.top0, 1) AS never,
           CASE WHEN had.possible_from IS NULL THEN NULL
                ELSE deadline(ours.lo, fact.weight >= heavy, late) END AS soon,
           CASE WHEN had.possible_from IS NULL THEN NULL
                ELSE deadline(ours.hi, fact.weight >= heavy, late) END AS soon_at_most
    FROM found JOIN fact ON fact.id = found.fact JOIN setting
    JOIN ours ON ours.finding = 'unshared' AND ours.other = found.other AND ours.fact = found.fact
    LEFT JOIN had ON had.fact = found.fact AND had.other = found.other
  )
SELECT fact, other,
  sure AND (possible_from IS NULL
            OR (soon_at_most IS NOT NULL
                AND (possible_from > top1 OR possible_from > soon_at_most))),
  CASE WHEN never THEN 'never' ELSE 'late' END
FROM timed
WHERE possible_from IS NULL OR never OR certain_from > soon
"""

INSIDE = """
SELECT pair.fact, pair.other, max(pair.sure),
  CASE WHEN max(one.locality <> '' AND other.locality <> '' AND one.locality <> other.locality)
       THEN 'between localities' ELSE 'between teams' END
FROM pair JOIN fact ON fact.id = pair.fact JOIN setting
JOIN team AS one ON one.id = pair.one JOIN team AS other ON other.id = pair.other
WHERE pair.finding = 'inside' AND fact.weight >= setting.min_weight
GROUP BY pair.fact, pair.other
"""

LINES = {"unshared": UNSHARED, "inside": INSIDE}

HOLDERS = "SELECT DISTINCT fact, other, one FROM pair WHERE finding = ?"

CONTACTS = """
SELECT fact, other, c, max(sure) FROM pair WHERE finding = ? GROUP BY fact, other, c
"""

TABLES = {
    "atom": "acq, row, ordered, u0, u1",
    "seq": "a, b, PRIMARY KEY (a, b)",
    "child": "of, id",
    "contact": "fact, holder, row",
    "sides": "finding, one, other, agency",
    "desk": "other, holder",
    "theirs": "other, fact, acq, sure, lo, hi",
    "ours": "finding, other, fact, lo, hi",
    "news": "finding, fact, other, row",
    "both": "finding, one, other, acq, fact, c, sure, longest, s0, s1, n0, n1, coded_on, once",
    "bounds": "pair, finding, one, other, fact, acq, c, sure, longest, s0, s1, n0, n1, coded_on, "
    "once, a0, a1, a1_passed, b0, b1, q0, q1, xmin",
    "stop": "pair, z, z0, z1, same, ours, after_q, before_q, before_c, after_c",
    "pair": "finding, one, other, fact, acq, c, sure",
}
STEPS = (ATOM, SEQ, CHILD, CONTACT, SIDES, DESK, THEIRS, OURS, NEWS, BOTH, BOUNDS, STOP, PAIR)
