// title = "Inside one agency"
// answers = """
//   What one team of an organisation held while another team of it, in contact with the same
//   people, had no record of it: one row for each fact and team without it. The same lines as the
//   finding `inside`, worked out in the database from who knew what."""
// caveats = """
//   The order of rows by a source's own Seq is not looked at: two rows of one untimed day may have
//   been either way round. Teams that share a record are not compared."""
// needs = "Cases with who knew what."
//
// [parameters]
// case = "A case's id; null for every case."
//
// [columns]
// case = "The case."
// fact = "What it was: fact_id."
// without = "The team without it: team_id."
// certainty = "Certain where it is so whatever the dates allow; else possible."
// form = "Between localities where the two teams work in different ones; else between teams."
// holders = "Teams that held it at one of the contacts, in order: team_id."

MATCH (case:Case)
WHERE $case IS NULL OR case.case_id = $case
MATCH (f:Fact {case_id: case.case_id})
WHERE f.weight >= case.min_weight

// every way in which a team came to hold it: its rows, and between when and when
MATCH (agency:Agency {informal: false})<-[:PART_OF]-(a:Team {stated: true})-[k:KNOWS]->(f)
UNWIND k.ways AS way
WITH case, f, agency, a, split(way, ' ') AS words, split(case.uid, '/')[0] + '/event:' AS key
UNWIND words[1..] AS id
MATCH (row:Event {uid: key + id})
WITH case, f, agency, a, words, max(row.known_lo) AS low, max(row.known_hi) AS high,
  max(CASE WHEN id = words[1] THEN row.known_lo END) AS q_lo,
  max(CASE WHEN id = words[1] THEN row.known_hi END) AS q_hi,
  max(CASE WHEN id = words[1] THEN -1 ELSE row.known_hi END) AS passed_on,
  sum(CASE WHEN row.fatal THEN 1 ELSE 0 END) AS fatal, collect({id: id, hi: row.known_hi}) AS rows
WITH case, f, agency, collect({who: a.team_id, system: a.shares_record, place: a.locality,
  sure: words[0] = 'certain', ids: words[1..], rows: rows,
  low: low, high: high, q: words[1], q_lo: q_lo, q_hi: q_hi, passed_on: passed_on,
  fatal: fatal > 0}) AS ways

// rows that say that a state ended
OPTIONAL MATCH (z:Event)-[:REVEALS {stance: 'ended'}]->(f)
WITH case, f, agency, ways, collect({id: z.event_id, lo: z.known_lo, hi: z.known_hi}) AS over
WITH case, f, agency, ways,
  [e IN over WHERE e.id IS NOT NULL AND f.nature = 'state'] AS ends

// whom it concerns, and their children; a child of nobody stated is one of the household
MATCH (f)-[:ABOUT|BY]->(p:Person)
OPTIONAL MATCH (p)-[:RELATED_TO {kind: 'parent'}]->(own:Person)
OPTIONAL MATCH (other:Person {case_id: case.case_id})
WHERE 'child' IN other.roles AND ('victim' IN p.roles OR 'perpetrator' IN p.roles)
  AND NOT EXISTS { (other)<-[:RELATED_TO {kind: 'parent'}]-(:Person) }
WITH case, f, agency, ways, ends,
  collect(DISTINCT p.uid) + collect(DISTINCT own.uid) + collect(DISTINCT other.uid) AS concerned

// each team, beside what the others held that do not share its record
MATCH (agency)<-[:PART_OF]-(b:Team {stated: true})
WITH case, f, ends, concerned, agency, b,
  [w IN ways WHERE w.who <> b.team_id AND (w.system = '' OR w.system <> b.shares_record)] AS ours,
  [w IN ways WHERE w.who = b.team_id OR (w.system <> '' AND w.system = b.shares_record)] AS theirs
WITH case, f, ends, concerned, agency, b, ours, theirs,
  reduce(m = 1000000000001, o IN ours | CASE WHEN o.low < m THEN o.low ELSE m END) AS first

// what the agency's chronology covers, from the first holding on; rows that nobody has coded
WITH case, f, ends, concerned, agency, b, ours, theirs, first,
  CASE WHEN agency.coverage_from IS NULL THEN 0
    ELSE duration.inDays(date('0001-01-01'), date(agency.coverage_from)).days * 1440 END AS since,
  CASE WHEN agency.coverage_to IS NULL THEN 1000000000001
    ELSE duration.inDays(date('0001-01-01'), date(agency.coverage_to)).days * 1440 + 1440 END
    AS until
WHERE size(ours) > 0 AND agency.coverage_full
  AND since <= CASE WHEN first > case.scope_lo THEN first ELSE case.scope_lo END
OPTIONAL MATCH (agency)<-[:PART_OF]-(:Team)<-[:RECORDED_BY]-(u:Event {coded: false})
WITH case, f, ends, concerned, agency, b, ours, theirs, first, until,
  min(u.start_lo) AS uncoded

// its contacts with somebody whom it concerns, but not those through which it came to know
MATCH (b)<-[:RECORDED_BY]-(c:Event {contact: true})-[i:INVOLVES]->(seen:Person)
WHERE seen.uid IN concerned AND i.role <> 'mentioned'
  AND (until >= case.end_hi OR c.end_hi < until) AND (uncoded IS NULL OR c.end_hi < uncoded)
  AND none(t IN theirs WHERE c.event_id IN t.ids)
WITH DISTINCT case, f, b, ours, first, theirs, ends, c

// each way beside each contact: x is the first minute at which the one can follow the other
UNWIND ours AS o
WITH case, f, b, first, theirs, ends, c, o,
  coalesce(f.longest_days, 1000000000) * 1440 AS longest,
  c.start_lo <> c.end_lo OR c.start_hi <> c.end_hi OR c.known_lo <> c.start_lo
    OR c.known_hi <> c.end_hi AS lasts
WHERE NOT o.fatal AND NOT c.event_id IN o.ids
WITH case, f, b, first, theirs, ends, c, o, longest, lasts,
  reduce(m = o.low + 1, y IN [c.start_lo, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END) AS x,
  reduce(m = o.high + 1, y IN [c.start_hi, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END)
    AS latest_x,
  reduce(m = o.passed_on + 1, y IN [c.start_hi, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END)
    AS apart_x
WITH case, f, b, first, theirs, c, o,
  // in one world at least
  any(y IN [x] + [e IN ends WHERE e.lo + 2 > x | e.lo + 2] WHERE
    y <= c.end_hi AND y < case.end_hi
    AND all(t IN theirs WHERE NOT t.sure
            OR any(r IN t.rows WHERE NOT r.id IN o.ids AND r.hi > y))
    AND (f.nature <> 'state' OR (
      (y <= o.q_hi + longest OR o.q_hi > y - 1)
      AND all(e IN ends WHERE
        (e.hi > y AND NOT e.id IN o.ids AND (e.id <> c.event_id OR lasts))
        OR (e.id <> o.q AND (e.id <> c.event_id OR lasts)
            AND e.lo < CASE WHEN o.q_hi < y - 1 THEN o.q_hi ELSE y - 1 END))))) AS possible,
  // in every world
  o.sure AND case.scope_lo <= c.end_lo AND o.high < c.end_lo AND latest_x < case.end_lo
    AND all(t IN theirs WHERE t.low > latest_x)
    AND (f.nature <> 'state' OR (
      apart_x <= o.q_lo + longest
      AND all(e IN ends WHERE e.lo > latest_x OR (e.hi < o.q_lo AND e.id <> o.q)))) AS certain
WHERE possible OR certain
WITH case, f, b, o.who AS holder, o.place AS place, sum(CASE WHEN certain THEN 1 ELSE 0 END) AS sure
ORDER BY holder
WITH case, f, b, collect(holder) AS holders, sum(sure) AS certain, sum(CASE WHEN b.locality <> ''
  AND place <> '' AND place <> b.locality THEN 1 ELSE 0 END) AS elsewhere
RETURN case.case_id AS case, f.fact_id AS fact, b.team_id AS without,
  CASE WHEN certain > 0 THEN 'certain' ELSE 'possible' END AS certainty,
  CASE WHEN elsewhere > 0 THEN 'between localities' ELSE 'between teams' END AS form, holders
ORDER BY case, fact, without
