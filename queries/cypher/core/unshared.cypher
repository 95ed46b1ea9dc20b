// title = "No record that it was shared"
// answers = """
//   Which weighty information one organisation held while another, in contact with the same people,
//   had no record of it: one row for each fact and organisation without it. The same lines as the
//   finding `unshared`, worked out in the database from who knew what."""
// caveats = """
//   Not looked at, so the finding may have other lines: recorded reasons for not sharing; later
//   occurrences of what was known (form “later”); the order of rows by a source's own Seq: two
//   rows of one untimed day may have been either way round."""
// needs = "Cases with who knew what."
//
// [parameters]
// case = "A case's id; null for every case."
// own_topics = "Topics of somebody's own health and fears: queries/rules.toml."
// own_sectors = "Sectors that these are asked of: the same rule."
// holidays = "Bank holidays, as days since 1 January of the year 1."
//
// [columns]
// case = "The case."
// fact = "What it was: fact_id."
// without = "The organisation without it: agency_id."
// certainty = "Certain where it is so whatever the dates allow; else possible."
// form = "Never: not certainly on its record by the end. Late: after the time allowed."
// holders = "Who held it at one of the contacts, in order: agency_id."

MATCH (case:Case)
WHERE $case IS NULL OR case.case_id = $case
MATCH (f:Fact {case_id: case.case_id})
WHERE f.weight >= case.min_weight

// every way in which an organisation came to hold it: its rows, and between when and when
MATCH (a:Agency {informal: false})-[k:KNOWS]->(f)
UNWIND k.ways AS way
WITH case, f, a, split(way, ' ') AS words, split(case.uid, '/')[0] + '/event:' AS key
UNWIND words[1..] AS id
MATCH (row:Event {uid: key + id})
WITH case, f, a, words, max(row.known_lo) AS low, max(row.known_hi) AS high,
  max(CASE WHEN id = words[1] THEN row.known_lo END) AS q_lo,
  max(CASE WHEN id = words[1] THEN row.known_hi END) AS q_hi,
  max(CASE WHEN id = words[1] THEN -1 ELSE row.known_hi END) AS passed_on,
  sum(CASE WHEN row.fatal THEN 1 ELSE 0 END) AS fatal, collect({id: id, hi: row.known_hi}) AS rows
WITH case, f, collect({who: a.agency_id, sure: words[0] = 'certain', ids: words[1..], rows: rows,
  low: low, high: high, q: words[1], q_lo: q_lo, q_hi: q_hi, passed_on: passed_on,
  fatal: fatal > 0}) AS ways

// rows that say that a state ended
OPTIONAL MATCH (z:Event)-[:REVEALS {stance: 'ended'}]->(f)
WITH case, f, ways, collect({id: z.event_id, lo: z.known_lo, hi: z.known_hi}) AS over
WITH case, f, ways,
  [e IN over WHERE e.id IS NOT NULL AND f.nature = 'state'] AS ends

// whom it concerns, and their children; a child of nobody stated is one of the household
MATCH (f)-[:ABOUT|BY]->(p:Person)
OPTIONAL MATCH (p)-[:RELATED_TO {kind: 'parent'}]->(own:Person)
OPTIONAL MATCH (other:Person {case_id: case.case_id})
WHERE 'child' IN other.roles AND ('victim' IN p.roles OR 'perpetrator' IN p.roles)
  AND NOT EXISTS { (other)<-[:RELATED_TO {kind: 'parent'}]-(:Person) }
WITH case, f, ways, ends,
  collect(DISTINCT p.uid) + collect(DISTINCT own.uid) + collect(DISTINCT other.uid) AS concerned

// each organisation, beside what the others held
MATCH (b:Agency {case_id: case.case_id, informal: false})
WHERE NOT f.topic IN $own_topics OR b.sector IN $own_sectors
WITH case, f, ends, concerned, b, [w IN ways WHERE w.who <> b.agency_id] AS ours,
  [w IN ways WHERE w.who = b.agency_id] AS theirs
OPTIONAL MATCH (b)-[had:KNOWS]->(f)
WITH case, f, ends, concerned, b, had, ours, theirs,
  reduce(m = 1000000000001, o IN ours | CASE WHEN o.low < m THEN o.low ELSE m END) AS first,
  reduce(m = 1000000000001, o IN ours | CASE WHEN o.sure AND o.high < m THEN o.high ELSE m END)
    AS surely

// what its chronology covers, from the first holding on; rows that nobody has coded
WITH case, f, ends, concerned, b, had, ours, theirs, first, surely,
  CASE WHEN b.coverage_from IS NULL THEN 0
    ELSE duration.inDays(date('0001-01-01'), date(b.coverage_from)).days * 1440 END AS since,
  CASE WHEN b.coverage_to IS NULL THEN 1000000000001
    ELSE duration.inDays(date('0001-01-01'), date(b.coverage_to)).days * 1440 + 1440 END AS until
WHERE size(ours) > 0 AND b.coverage_full
  AND since <= CASE WHEN first > case.scope_lo THEN first ELSE case.scope_lo END
OPTIONAL MATCH (b)<-[:PART_OF]-(:Team)<-[:RECORDED_BY]-(u:Event {coded: false})
WITH case, f, ends, concerned, b, had, ours, theirs, first, surely, until,
  min(u.start_lo) AS uncoded

// its contacts with somebody whom it concerns, but not those through which it came to know
MATCH (b)<-[:PART_OF]-(:Team)<-[:RECORDED_BY]-(c:Event {contact: true})-[i:INVOLVES]->(seen:Person)
WHERE seen.uid IN concerned AND i.role <> 'mentioned'
  AND (until >= case.end_hi OR c.end_hi < until) AND (uncoded IS NULL OR c.end_hi < uncoded)
  AND none(t IN theirs WHERE c.event_id IN t.ids)
WITH DISTINCT case, f, b, ours, first, surely, had, theirs, ends, c

// each way beside each contact: x is the first minute at which the one can follow the other
UNWIND ours AS o
WITH case, f, b, first, surely, had, theirs, ends, c, o,
  coalesce(f.longest_days, 1000000000) * 1440 AS longest,
  c.start_lo <> c.end_lo OR c.start_hi <> c.end_hi OR c.known_lo <> c.start_lo
    OR c.known_hi <> c.end_hi AS lasts
WHERE NOT o.fatal AND NOT c.event_id IN o.ids
WITH case, f, b, first, surely, had, theirs, ends, c, o, longest, lasts,
  reduce(m = o.low + 1, y IN [c.start_lo, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END) AS x,
  reduce(m = o.high + 1, y IN [c.start_hi, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END)
    AS latest_x,
  reduce(m = o.passed_on + 1, y IN [c.start_hi, case.scope_lo] | CASE WHEN y > m THEN y ELSE m END)
    AS apart_x
WITH case, f, b, first, surely, had, theirs, c, o,
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
WITH case, f, b, first, surely, had, theirs, collect(DISTINCT o.who) AS who,
  sum(CASE WHEN certain THEN 1 ELSE 0 END) AS certain

// late, or never: until when a share was not late, from the first that it can have been held and
// from the first that it surely was
WITH case, f, b, had, who, certain, surely, [minute IN [first, surely] |
  CASE WHEN f.weight < case.heavy_weight THEN minute + case.late_days * 1440
    WHEN minute >= 1000000000000 THEN minute
    ELSE [d IN range(minute / 1440 + 1, minute / 1440 + 20)
          WHERE d % 7 < 5 AND NOT d IN $holidays][0] * 1440 + 1439 END] AS soon
WITH case, f, b, had, who, certain, surely, soon,
  had IS NULL OR had.certain_from IS NULL OR had.certain_from >= case.end_lo AS never
WHERE had IS NULL OR never OR had.certain_from > soon[0]
UNWIND who AS holder
WITH case, f, b, had, certain, surely, soon, never, holder
ORDER BY holder
WITH case, f, b, had, certain, surely, soon, never, collect(holder) AS holders
RETURN case.case_id AS case, f.fact_id AS fact, b.agency_id AS without,
  CASE WHEN certain > 0 AND (had IS NULL OR (surely <= 1000000000000
    AND (had.possible_from >= case.end_hi OR had.possible_from > soon[1])))
    THEN 'certain' ELSE 'possible' END AS certainty,
  CASE WHEN never THEN 'never' ELSE 'late' END AS form, holders
ORDER BY case, fact, without
