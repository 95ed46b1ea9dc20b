// title = "Cases like this one"
// answers = """
//   Which other cases share most with one case: themes that were found, topics of which
//   rows tell, and sectors involved; each shown by name."""
// caveats = """
//   Alike in what the records show, not in what happened. A theme counts only where it was looked
//   for in both cases. Cases stand in the order of the three shares added up (themes, topics and
//   sectors that both have, each out of those that either has), so look at what is shared, not at
//   the place."""
// needs = "Cases with their findings."
// picture = ""
//
// [parameters.case]
// type = "case"
// means = "The case that others are held against."
//
// [parameters.most]
// type = "whole number"
// default = 10
// least = 1
// most = 10000
// means = "How many cases at most."
//
// [columns]
// case_id = "The other case."
// themes = "Themes found in both."
// of_themes = "How many were found in either, of those that were looked for in both."
// topics = "Topics of which rows tell in both, whatever they say of them."
// of_topics = "Of how many rows tell in either."
// sectors = "Sectors with chronologies in both."
// of_sectors = "How many have chronologies in either."

MATCH (:Case {case_id: $case})-[l:LOOKED_FOR]->(t:Theme)
WHERE l.examined IN [
  'found', 'looked for and not found', 'looked for; cannot tell from these records'
]
WITH l.examined AS examined, t.code AS code ORDER BY code
WITH collect(code) AS looked, collect(CASE WHEN examined = 'found' THEN code END) AS found
OPTIONAL MATCH (f:Fact {case_id: $case})
WITH looked, found, f.topic AS topic ORDER BY topic
WITH looked, found, collect(DISTINCT topic) AS topics
OPTIONAL MATCH (a:Agency {case_id: $case})
WITH looked, found, topics, CASE WHEN NOT a.informal AND a.rows > 0 THEN a.sector END AS sector
ORDER BY sector
WITH looked, found, topics, collect(DISTINCT sector) AS sectors
CALL {
  WITH looked, found
  MATCH (c:Case)-[l:LOOKED_FOR]->(t:Theme)
  WHERE c.case_id <> $case AND t.code IN looked AND (
    l.examined = 'found' OR (t.code IN found AND l.examined IN [
      'looked for and not found', 'looked for; cannot tell from these records'
    ])
  )
  RETURN c.case_id AS case_id, count(*) AS of_themes,
    collect(CASE WHEN l.examined = 'found' AND t.code IN found THEN t.code END) AS themes,
    [] AS topics_there, [] AS sectors_there
UNION ALL
  MATCH (f:Fact)
  WHERE f.case_id <> $case
  RETURN f.case_id AS case_id, 0 AS of_themes, [] AS themes,
    collect(DISTINCT f.topic) AS topics_there, [] AS sectors_there
UNION ALL
  MATCH (a:Agency)
  WHERE a.case_id <> $case AND NOT a.informal AND a.rows > 0
  RETURN a.case_id AS case_id, 0 AS of_themes, [] AS themes,
    [] AS topics_there, collect(DISTINCT a.sector) AS sectors_there
}
WITH found, topics, sectors, case_id, sum(of_themes) AS of_themes,
  collect(themes) AS themes, collect(topics_there) AS topics_there,
  collect(sectors_there) AS sectors_there
WITH found, topics, sectors, case_id, of_themes,
  reduce(every = [], x IN themes | every + x) AS themes,
  reduce(every = [], x IN topics_there | every + x) AS topics_there,
  reduce(every = [], x IN sectors_there | every + x) AS sectors_there
WITH case_id, [x IN found WHERE x IN themes] AS themes, of_themes,
  [x IN topics WHERE x IN topics_there] AS topics,
  size(topics) + size([x IN topics_there WHERE NOT x IN topics]) AS of_topics,
  [x IN sectors WHERE x IN sectors_there] AS sectors,
  size(sectors) + size([x IN sectors_there WHERE NOT x IN sectors]) AS of_sectors
WITH case_id, themes, of_themes, topics, of_topics, sectors, of_sectors,
  CASE WHEN of_themes = 0 THEN 0.0 ELSE 1.0 * size(themes) / of_themes END
  + CASE WHEN of_topics = 0 THEN 0.0 ELSE 1.0 * size(topics) / of_topics END
  + CASE WHEN of_sectors = 0 THEN 0.0 ELSE 1.0 * size(sectors) / of_sectors END AS alike
RETURN case_id, themes, of_themes, topics, of_topics, sectors, of_sectors
ORDER BY round(alike * 1000000) DESC, case_id
LIMIT $most

// [[expected]]
// given = {case = "test-ash-lane"}
// rows = [
//   ["test-beech-row", ["1A", "6C"], 4, ["strangulation", "threats-to-kill"], 2, ["gp"], 4],
//   ["test-cedar-walk", ["1A", "2D", "6C"], 4, ["threats-to-kill"], 2, ["police"], 4],
//   ["test-dale-end", [], 4, [], 3, ["gp", "housing"], 3],
// ]
