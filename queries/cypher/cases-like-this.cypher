// title = "Cases like this one"
// answers = """
//   Which other cases share most with one case: themes that were found, things that organisations
//   had on record, and sectors involved; each shown by name."""
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
// topics = "Topics that organisations had on record in both."
// of_topics = "How many they had on record in either."
// sectors = "Sectors with chronologies in both."
// of_sectors = "How many have chronologies in either."

CALL {
  MATCH (c:Case)-[l:LOOKED_FOR]->(t:Theme)
  WHERE l.examined IN [
    'found', 'looked for and not found', 'looked for; cannot tell from these records'
  ]
  WITH c.case_id AS case_id, l.examined AS examined, t.code AS code ORDER BY code
  RETURN case_id, collect(code) AS looked,
    collect(CASE WHEN examined = 'found' THEN code END) AS found, [] AS topics, [] AS sectors
UNION ALL
  MATCH (f:Fact)<-[:KNOWS]-(a:Agency)
  WHERE NOT a.informal
  WITH DISTINCT f.case_id AS case_id, f.topic AS topic ORDER BY topic
  RETURN case_id, [] AS looked, [] AS found, collect(topic) AS topics, [] AS sectors
UNION ALL
  MATCH (a:Agency)
  WHERE NOT a.informal AND a.rows > 0
  WITH DISTINCT a.case_id AS case_id, a.sector AS sector ORDER BY sector
  RETURN case_id, [] AS looked, [] AS found, [] AS topics, collect(sector) AS sectors
}
WITH case_id, collect(looked) AS looked, collect(found) AS found, collect(topics) AS topics,
  collect(sectors) AS sectors
WITH case_id, reduce(every = [], x IN looked | every + x) AS looked,
  reduce(every = [], x IN found | every + x) AS found,
  reduce(every = [], x IN topics | every + x) AS topics,
  reduce(every = [], x IN sectors | every + x) AS sectors
WITH collect({
  case_id: case_id, looked: looked, found: found, topics: topics, sectors: sectors
}) AS every
WITH every, [x IN every WHERE x.case_id = $case][0] AS this
UNWIND every AS other
WITH this, other WHERE other.case_id <> $case
WITH other.case_id AS case_id,
  [x IN this.found WHERE x IN other.found] AS themes,
  size([x IN this.found WHERE x IN other.looked])
    + size([x IN other.found WHERE x IN this.looked AND NOT x IN this.found]) AS of_themes,
  [x IN this.topics WHERE x IN other.topics] AS topics,
  size(this.topics) + size([x IN other.topics WHERE NOT x IN this.topics]) AS of_topics,
  [x IN this.sectors WHERE x IN other.sectors] AS sectors,
  size(this.sectors) + size([x IN other.sectors WHERE NOT x IN this.sectors]) AS of_sectors
WITH case_id, themes, of_themes, topics, of_topics, sectors, of_sectors,
  CASE WHEN of_themes = 0 THEN 0.0 ELSE 1.0 * size(themes) / of_themes END
  + CASE WHEN of_topics = 0 THEN 0.0 ELSE 1.0 * size(topics) / of_topics END
  + CASE WHEN of_sectors = 0 THEN 0.0 ELSE 1.0 * size(sectors) / of_sectors END AS alike
RETURN case_id, themes, of_themes, topics, of_topics, sectors, of_sectors
ORDER BY round(alike * 1000000) DESC, case_id
LIMIT $most
