// title = "Assessed in isolation"
// answers = """
//   Which assessments and decisions do not show that earlier occurrences, already on the assessor's
//   own records or told to it, were taken into account: one row for each. The same lines as the
//   finding `isolation`, worked out in the database from who was aware of what."""
// caveats = """
//   The order of rows by a source's own Seq is not looked at: two rows of one untimed day may have
//   been either way round. Where a file has no column “Took into account”, none is listed."""
// needs = "Cases with who was aware of what."
//
// [parameters]
// case = "A case's id; null for every case."
// contact_kinds = "Kinds of rows that are contacts: the vocabulary."
// danger_kinds = "Kinds of rows that assess danger from another person: the vocabulary."
// danger_tools = "Tools that do."
// tools = "Every tool: a row with another tool assesses something else."
//
// [columns]
// case = "The case."
// assessment = "The assessment or decision: event_id."
// agency = "Whose it is: agency_id."
// certainty = "Certain where it is so whatever the dates allow; else possible."
// form = "Some left out; or none taken into account."

MATCH (case:Case)
WHERE $case IS NULL OR case.case_id = $case
WITH case, split(case.uid, '/')[0] + '/event:' AS key,
  COLLECT {
    MATCH (p:Person {case_id: case.case_id})
    WHERE any(role IN p.roles WHERE role IN ['victim', 'perpetrator', 'child']) RETURN p.uid
  } AS household,
  // contacts that tell anew of something weighty that happened, from nobody else's record
  COLLECT {
    MATCH (e:Event {case_id: case.case_id})-[r:REVEALS]->(f:Fact {nature: 'occurrence'})
    WHERE f.weight >= case.min_weight AND e.kind IN $contact_kinds
      AND NOT r.stance IN ['denied', 'ruled out', 'ended', 'history', 'withdrawn']
      AND NOT (e.tool IN $danger_tools OR (NOT e.tool IN $tools AND e.kind IN $danger_kinds))
      AND NOT EXISTS { (e)-[:TOLD_BY]->(:Team) }
    RETURN DISTINCT e.uid
  } AS anew
WITH case, key, household, anew,
  COLLECT {
    MATCH (o:Occurrence {case_id: case.case_id})<-[:TELLS_OF]-(e:Event {fatal: false})
      -[:INVOLVES {role: 'subject'}]->(p:Person)
    WHERE p.uid IN household AND (o.incident OR e.uid IN anew) RETURN DISTINCT o.uid
  } AS occurrences

// assessments of danger and decisions about the household, of files that have the column
MATCH (a:Agency {case_id: case.case_id, informal: false})<-[:PART_OF]-(:Team)
  <-[:RECORDED_BY]-(t:Event)
WHERE t.considered_stated IS NOT NULL AND NOT t.fatal
  AND t.start_lo < case.end_hi AND t.end_hi >= case.scope_lo
  AND (t.decision OR t.tool IN $danger_tools
       OR (NOT t.tool IN $tools AND t.kind IN $danger_kinds))

// what it took into account: rows that it names, and what assessments among these had named
OPTIONAL MATCH path = (t)-[:CONSIDERED|RESPONDS_TO*1..]->(r:Event)
WHERE all(n IN nodes(path)[1..-1] WHERE
  n.tool IN $danger_tools OR (NOT n.tool IN $tools AND n.kind IN $danger_kinds))
WITH case, key, household, anew, occurrences, a, t, collect(DISTINCT r.event_id) AS looked
OPTIONAL MATCH (r:Event {case_id: case.case_id})-[:TELLS_OF]->(o:Occurrence)
WHERE r.event_id IN looked
WITH case, key, household, anew, occurrences, a, t, looked, collect(DISTINCT o.uid) AS named
// looking at the notification is looking at what it notified
OPTIONAL MATCH (a)-[k:AWARE_OF]->(o:Occurrence)
WHERE o.uid IN occurrences AND any(way IN k.ways WHERE
  any(id IN split(way, ' ')[1..] WHERE id IN looked)
  AND EXISTS { (:Event {uid: key + split(way, ' ')[1]})-[:TELLS_OF]->(o) })
WITH case, key, household, anew, occurrences, a, t, named, collect(DISTINCT o.uid) AS heard
WITH case, key, household, anew, occurrences, a, t, named + heard AS taken

// earlier occurrences about the same persons, and each way in which the assessor heard of one
MATCH (t)-[:INVOLVES {role: 'subject'}]->(p:Person)
  <-[:INVOLVES {role: 'subject'}]-(e:Event {fatal: false})-[:TELLS_OF]->(o:Occurrence)
WHERE p.uid IN household AND (o.incident OR e.uid IN anew) AND NOT o.uid IN taken
  AND NOT EXISTS { (t)-[:TELLS_OF]->(o) }
  AND NOT EXISTS { (t)-[:RESPONDS_TO]->(:Event)-[:TELLS_OF]->(o) }
WITH DISTINCT case, key, anew, occurrences, a, t, taken, o
MATCH (a)-[k:AWARE_OF]->(o)
UNWIND k.ways AS way
WITH case, key, anew, occurrences, a, t, taken, o, split(way, ' ') AS words
WHERE NOT t.event_id IN words[1..]
UNWIND words[1..] AS id
MATCH (row:Event {uid: key + id})
WITH case, anew, occurrences, a, t, taken, o, words, max(row.known_lo) AS low,
  max(row.known_hi) AS high
// the rows that say that it happened, and date it
MATCH (o)<-[:TELLS_OF]-(told:Event)
WHERE told.uid <> t.uid AND (told.incident OR told.uid IN anew)
WITH case, occurrences, a, t, taken, o, words, high, told, case.look_back_days * 1440 AS back,
  reduce(m = low + 1, y IN [t.start_lo, case.scope_lo, told.start_lo + 1] |
    CASE WHEN y > m THEN y ELSE m END) AS x
WHERE x <= t.end_hi AND x <= told.end_hi + back AND x < case.end_hi
WITH case, occurrences, a, t, taken, o, sum(CASE WHEN words[0] = 'certain'
  AND case.scope_lo <= t.start_lo AND t.end_hi < case.end_lo AND high < t.start_lo
  AND told.start_hi < t.start_lo AND t.end_hi - back <= told.end_lo THEN 1 ELSE 0 END) AS sure
// what only a guess ties to something that was taken into account is left out possibly
WITH case, occurrences, a, t, taken, CASE WHEN EXISTS {
    MATCH (o)<-[:TELLS_OF]-(:Event)-[:SAME_OCCURRENCE {by: 'match'}]-(:Event)
      -[:TELLS_OF]->(q:Occurrence)
    WHERE q.uid IN taken } THEN 0 ELSE sure END AS sure
WITH case, occurrences, a, t, taken, max(sure) AS sure
RETURN case.case_id AS case, t.event_id AS assessment, a.agency_id AS agency,
  CASE WHEN sure > 0 THEN 'certain' ELSE 'possible' END AS certainty,
  CASE WHEN any(o IN taken WHERE o IN occurrences) THEN 'some left out'
    ELSE 'none taken into account' END AS form
ORDER BY case, assessment
